//! How a CII invoice is built: which elements stand where, in which order, how often, with which attributes.
//!
//! Invariant: what a profile does not foresee is told at its place; nothing is looked for elsewhere.

use crate::document::Profile;
use crate::finding::Severity;
use crate::rules::checks::Checks;
use crate::told::Syntax;
use crate::way::Way;
use crate::xml::{Element, Tree};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One row of `cii.structure`.
#[derive(Debug)]
struct Shape {
    space: &'static str,
    name: &'static str,
    /// What tells it apart from others of its name: a way from it, and the text there.
    variant: Option<(Way, &'static str)>,
    /// By profile.
    times: &'static [u8],
    /// What it holds, where it is no text.
    holds: Option<char>,
    attributes: Vec<(&'static str, &'static [u8])>,
    children: Vec<Shape>,
}

static ROOT: LazyLock<Shape> = LazyLock::new(|| {
    let mut rows = include_str!("cii.structure").lines().filter(|row| !row.starts_with('#')).peekable();
    let children = shapes(&mut rows, 0);
    Shape {
        space: "rsm",
        name: "CrossIndustryInvoice",
        variant: None,
        times: b"11111",
        holds: None,
        attributes: Vec::new(),
        children,
    }
});

fn shapes(rows: &mut std::iter::Peekable<impl Iterator<Item = &'static str>>, depth: usize) -> Vec<Shape> {
    let mut found: Vec<Shape> = Vec::new();
    while let Some(row) = rows.peek() {
        let deep = row.len() - row.trim_start().len();
        if deep < depth {
            break;
        }
        if deep > depth {
            let inner = shapes(rows, deep);
            if let Some(above) = found.last_mut() {
                above.children = inner;
            }
            continue;
        }
        found.extend(rows.next().and_then(shape));
    }
    found
}

fn shape(row: &'static str) -> Option<Shape> {
    let mut words = row.trim().split(' ');
    let (space, name) = words.next()?.split_once(':')?;
    let (name, variant) = name.split_once('[').unwrap_or((name, ""));
    let variant = variant.trim_end_matches(']').split_once('=').map(|(way, text)| (Way::of(way), text));
    let times = words.next()?.as_bytes();
    let mut shape =
        Shape { space, name, variant, times, holds: None, attributes: Vec::new(), children: Vec::new() };
    for word in words {
        if let Some(kind) = word.strip_prefix(':') {
            shape.holds = kind.chars().next();
        } else if let Some((attribute, times)) = word.strip_prefix('@').and_then(|rest| rest.split_once('='))
        {
            shape.attributes.push((attribute, times.as_bytes()));
        }
    }
    Some(shape)
}

pub fn check(sheet: &mut Checks<'_>) {
    if sheet.document.syntax != Syntax::Cii {
        return;
    }
    let column = match sheet.document.profile {
        Profile::Minimum => 0,
        Profile::BasicWl => 1,
        Profile::Basic => 2,
        Profile::En16931 | Profile::Other => 3,
        Profile::Extended => 4,
    };
    Walk { tree: &sheet.document.tree, column, sheet }.children(0, &ROOT);
}

struct Walk<'a, 'b> {
    tree: &'a Tree,
    column: usize,
    sheet: &'b mut Checks<'a>,
}

impl Walk<'_, '_> {
    fn tell(&mut self, rule: &str, at: usize, text: String) {
        // On top of the norm, others may foresee more.
        let more = self.sheet.document.profile == Profile::Other
            && matches!(rule, "XML-ELEMENT" | "XML-ATTRIBUTE" | "XML-MANY");
        let severity = if more { Severity::Warning } else { Severity::Error };
        let field = self.tree.element(at).name.clone();
        self.sheet.tell(rule, severity, &field, at, text);
    }

    fn times(&self, times: &[u8]) -> u8 {
        times.get(self.column).copied().unwrap_or(b'-')
    }

    fn children(&mut self, at: usize, shape: &'static Shape) {
        let tree = self.tree;
        let element = tree.element(at);
        let profile = self.sheet.document.profile.name();
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        let mut reached = 0;
        for child in element.children.iter().copied() {
            let one = tree.element(child);
            let Some(place) = place(tree, child, one, shape) else {
                let text = format!(
                    "L’élément « {} » n’est pas prévu ici. Retirez-le, ou corrigez son code.",
                    plain(one)
                );
                self.tell("XML-ELEMENT", child, text);
                continue;
            };
            let Some(own) = shape.children.get(place) else { continue };
            if self.times(own.times) == b'-' {
                let text = format!(
                    "L’élément « {} » n’est pas prévu ici par le profil {profile}. Retirez-le.",
                    plain(one)
                );
                self.tell("XML-ELEMENT", child, text);
                continue;
            }
            // Those that share a name share a place in the order.
            let rank = shape.children.iter().position(|other| other.name == own.name).unwrap_or(place);
            if rank < reached {
                let text =
                    format!("L’élément « {} » n’est pas à sa place : il doit venir plus tôt.", plain(one));
                self.tell("XML-ORDER", child, text);
            }
            reached = reached.max(rank);
            *counts.entry(place).or_default() += 1;
            self.element(child, own);
        }
        for (place, own) in shape.children.iter().enumerate() {
            let count = counts.get(&place).copied().unwrap_or_default();
            let times = self.times(own.times);
            if count == 0 && matches!(times, b'1' | b'+') {
                self.tell("XML-MISSING", at, format!("L’élément « {} » manque ici. Ajoutez-le.", own.name));
            } else if count > 1 && matches!(times, b'1' | b'?') {
                self.tell(
                    "XML-MANY",
                    at,
                    format!("L’élément « {} » ne peut se trouver qu’une fois ici.", own.name),
                );
            }
        }
    }

    fn element(&mut self, at: usize, shape: &'static Shape) {
        let element = self.tree.element(at);
        for (name, _) in &element.attributes {
            let known = shape.attributes.iter().find(|(own, _)| own == name);
            if known.is_none_or(|(_, times)| self.times(times) == b'-') {
                let text = format!(
                    "L’attribut « {} » de « {} » n’est pas prévu. Retirez-le.",
                    shown(name),
                    plain(element)
                );
                self.tell("XML-ATTRIBUTE", at, text);
            }
        }
        for (name, times) in &shape.attributes {
            if self.times(times) == b'1' && element.attribute(name).is_none() {
                let text = format!("L’attribut « {name} » de « {} » manque. Ajoutez-le.", plain(element));
                self.tell("XML-MISSING", at, text);
            }
        }
        if element.attribute("format").is_some_and(|format| format.trim() != "102") {
            let text =
                "Une date doit être écrite comme 20261231, et l’annoncer par le format 102.".to_owned();
            self.tell("XML-FORMAT", at, text);
        }
        self.content(at, element, shape);
        self.children(at, shape);
    }

    fn content(&mut self, at: usize, element: &Element, shape: &Shape) {
        let text = element.text.trim_matches([' ', '\t', '\r', '\n']);
        let digits = |text: &str| text.bytes().all(|one| one.is_ascii_digit());
        let (ok, what) = match shape.holds {
            Some('n') => {
                let bare = text.strip_prefix(['-', '+']).unwrap_or(text);
                let (whole, fraction) = bare.split_once('.').unwrap_or((bare, ""));
                (
                    digits(whole) && digits(fraction) && bare.len() > usize::from(bare.contains('.')),
                    "un nombre, avec un point",
                )
            }
            Some('b') => (matches!(text, "true" | "false" | "0" | "1"), "true ou false"),
            Some('x') => (is_base64(text), "un fichier en base64"),
            _ if !shape.children.is_empty() => (text.is_empty(), "d’autres éléments, et aucun texte"),
            _ => (true, ""),
        };
        if !ok {
            let text = format!("« {} » contient « {} » : ce doit être {what}.", plain(element), shown(text));
            self.tell("XML-VALUE", at, text);
        }
    }
}

/// The shape of a child: its name, its vocabulary, and what tells it apart.
fn place(tree: &Tree, at: usize, one: &Element, shape: &Shape) -> Option<usize> {
    shape.children.iter().position(|own| {
        let fits = |(way, text): &(Way, &str)| way.texts(tree, at).iter().any(|(_, told)| told == text);
        own.name == one.name && own.space == one.space && own.variant.as_ref().is_none_or(fits)
    })
}

fn plain(element: &Element) -> String {
    shown(element.name.rsplit('}').next().unwrap_or_default())
}

fn shown(text: &str) -> String {
    values::refusal::shown(text)
}

fn is_base64(text: &str) -> bool {
    let signs = text.bytes().filter(|one| !one.is_ascii_whitespace());
    let mut count = 0_usize;
    let mut padding = 0_usize;
    let mut last = 0_u8;
    for sign in signs {
        count += 1;
        if sign == b'=' {
            padding += 1;
        } else if padding > 0 || !(sign.is_ascii_alphanumeric() || sign == b'+' || sign == b'/') {
            return false;
        } else {
            last = sign;
        }
    }
    // What the padding leaves of the last sign is zero (XML Schema part 2, 3.2.16).
    let whole = match padding {
        1 => b"AEIMQUYcgkosw048".contains(&last),
        2 => b"AQgw".contains(&last),
        _ => padding == 0,
    };
    whole && count.is_multiple_of(4)
}
