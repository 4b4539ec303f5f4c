//! Ways through a document: `a/b[@scheme='VA']/c`, `a[b/c='x']`, `a/@unit`, as the tables of terms write them.

use crate::xml::Tree;

/// One step of a way.
#[derive(Debug)]
struct Stride {
    name: String,
    wanted: Vec<Wanted>,
}

/// What holds of an element.
#[derive(Debug)]
struct Wanted {
    way: Vec<Stride>,
    /// One of these stands there; where there are none, anything.
    texts: Vec<String>,
    /// None of these does.
    not: bool,
}

/// A way from one element to others, or to an attribute of theirs.
#[derive(Debug, Default)]
pub struct Way {
    strides: Vec<Stride>,
    attribute: Option<String>,
}

impl Way {
    /// From its writing; what is written wrongly leads nowhere.
    #[must_use]
    pub fn of(written: &str) -> Way {
        let mut way = Way::default();
        for step in cut(written, '/') {
            match step.strip_prefix('@') {
                Some(attribute) => way.attribute = Some(attribute.to_owned()),
                None => way.strides.push(stride(step)),
            }
        }
        way
    }

    /// Whether it begins above where one stands: what is beside is then walked once for each that stands there.
    #[must_use]
    pub fn climbs(&self) -> bool {
        self.strides.first().is_some_and(|stride| stride.name == "..")
    }

    /// The elements it leads to, in the order of the document.
    #[must_use]
    pub fn elements(&self, tree: &Tree, from: usize) -> Vec<usize> {
        walk(tree, from, &self.strides)
    }

    /// The texts it leads to with their elements: of an attribute where the way ends at one, which must be there.
    #[must_use]
    pub fn texts<'a>(&self, tree: &'a Tree, from: usize) -> Vec<(usize, &'a str)> {
        let found = self.elements(tree, from).into_iter();
        match &self.attribute {
            None => found.map(|at| (at, tree.element(at).text.as_str())).collect(),
            Some(name) => found.filter_map(|at| Some((at, tree.element(at).attribute(name)?))).collect(),
        }
    }
}

/// At each separator that stands in no bracket.
fn cut(text: &str, separator: char) -> Vec<&str> {
    let mut depth = 0_i32;
    text.split(|c: char| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        c == separator && depth == 0
    })
    .filter(|part| !part.is_empty())
    .collect()
}

fn stride(step: &str) -> Stride {
    let (name, rest) = step.split_once('[').unwrap_or((step, ""));
    let conditions = rest.trim_end_matches(']').split("][").filter(|one| !one.is_empty());
    let wanted = conditions
        .map(|one| {
            let (way, texts) = one.split_once('=').unwrap_or((one, ""));
            let texts = texts.split('|').map(|text| text.trim_matches('\'').to_owned());
            let bare = |name: &str| Stride { name: name.to_owned(), wanted: Vec::new() };
            Wanted {
                way: way.trim_end_matches('!').split('/').map(bare).collect(),
                texts: texts.filter(|text| !text.is_empty()).collect(),
                not: way.ends_with('!'),
            }
        })
        .collect();
    Stride { name: name.to_owned(), wanted }
}

fn walk(tree: &Tree, from: usize, strides: &[Stride]) -> Vec<usize> {
    let mut here = vec![from];
    for stride in strides {
        if stride.name == "." {
            continue;
        }
        if stride.name == ".." {
            here = here.iter().filter_map(|at| tree.element(*at).parent).collect();
            continue;
        }
        here = here
            .iter()
            .flat_map(|at| tree.named(*at, &stride.name))
            .filter(|at| stride.wanted.iter().all(|wanted| wanted.not != holds(tree, *at, wanted)))
            .collect();
    }
    here
}

fn holds(tree: &Tree, at: usize, wanted: &Wanted) -> bool {
    let fits = |text: &str| wanted.texts.is_empty() || wanted.texts.iter().any(|one| one == text.trim());
    match wanted.way.as_slice() {
        [one] if one.name.starts_with('@') => tree.element(at).attribute(&one.name[1..]).is_some_and(fits),
        way => walk(tree, at, way).into_iter().any(|at| fits(&tree.element(at).text)),
    }
}
