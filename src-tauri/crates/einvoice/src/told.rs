//! What a document says, term by term of EN 16931, each with the place it stands at.
//!
//! Invariant: whatever its syntax, the same term has the same number; nothing is dropped for being wrong.

use crate::decimal::Decimal;
use crate::way::Way;
use crate::xml::{self, Tree};
use std::sync::LazyLock;

/// How an invoice is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Cross Industry Invoice of UN/CEFACT, as Factur-X has it.
    Cii,
    /// Universal Business Language 2.1, an invoice or a credit note.
    Ubl,
}

/// A term: what is written, and where.
#[derive(Debug)]
pub struct Said {
    pub term: &'static str,
    pub text: String,
    /// Its element.
    pub at: usize,
}

impl Said {
    /// Without spaces at its ends.
    #[must_use]
    pub fn plain(&self) -> &str {
        self.text.trim_matches([' ', '\t', '\r', '\n'])
    }

    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        Decimal::parse(&self.text)
    }

    /// By its sign, however small it is.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.plain().starts_with('-') && self.text.bytes().any(|one| matches!(one, b'1'..=b'9'))
    }
}

/// A group of terms: the document itself, a party, a line.
#[derive(Debug)]
pub struct Group {
    pub id: &'static str,
    /// `BG-25[2]/BG-27[1]`; empty for the document. Numbers only where the norm allows several.
    pub label: String,
    pub at: usize,
    pub terms: Vec<Said>,
    pub groups: Vec<Group>,
}

impl Group {
    pub fn all<'a>(&'a self, term: &'a str) -> impl Iterator<Item = &'a Said> {
        self.terms.iter().filter(move |one| one.term == term)
    }

    #[must_use]
    pub fn first(&self, term: &str) -> Option<&Said> {
        self.terms.iter().find(|one| one.term == term)
    }

    /// Its text without spaces at its ends; none where it is empty.
    #[must_use]
    pub fn text(&self, term: &str) -> Option<&str> {
        self.first(term).map(Said::plain).filter(|text| !text.is_empty())
    }

    #[must_use]
    pub fn has(&self, term: &str) -> bool {
        self.first(term).is_some()
    }

    #[must_use]
    pub fn number(&self, term: &str) -> Option<Decimal> {
        self.first(term)?.number()
    }

    pub fn every<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Group> {
        self.groups.iter().filter(move |one| one.id == id)
    }

    #[must_use]
    pub fn one(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|one| one.id == id)
    }

    /// `BG-25[2]/BT-131`.
    #[must_use]
    pub fn field(&self, term: &str) -> String {
        if self.label.is_empty() { term.to_owned() } else { format!("{}/{term}", self.label) }
    }
}

/// A table of terms: of a group, those it holds, and the groups in it.
#[derive(Debug)]
struct Spec {
    id: &'static str,
    way: Way,
    terms: Vec<(&'static str, Way)>,
    groups: Vec<Spec>,
}

static CII: LazyLock<Spec> = LazyLock::new(|| spec(include_str!("read/cii.terms")));
static UBL: LazyLock<Spec> = LazyLock::new(|| spec(include_str!("read/ubl.terms")));

/// Groups that stand several times.
const SEVERAL: [&str; 12] = [
    "BG-1", "BG-3", "BG-16", "BG-17", "BG-20", "BG-21", "BG-23", "BG-24", "BG-25", "BG-27", "BG-28", "BG-32",
];

/// A row is a number and a way; a row that stands deeper belongs to the group above.
fn spec(table: &'static str) -> Spec {
    let mut open = vec![Spec { id: "", way: Way::default(), terms: Vec::new(), groups: Vec::new() }];
    for row in table.lines() {
        let deep = row.len() - row.trim_start().len();
        let Some((id, way)) = row.trim().split_once(' ') else { continue };
        close(&mut open, deep + 1);
        let way = Way::of(way);
        if id.contains("BG-") {
            open.push(Spec { id, way, terms: Vec::new(), groups: Vec::new() });
        } else if let Some(group) = open.last_mut() {
            group.terms.push((id, way));
        }
    }
    close(&mut open, 1);
    open.pop().unwrap_or(Spec { id: "", way: Way::default(), terms: Vec::new(), groups: Vec::new() })
}

fn close(open: &mut Vec<Spec>, depth: usize) {
    while open.len() > depth {
        let done = open.pop();
        if let (Some(above), Some(done)) = (open.last_mut(), done) {
            above.groups.push(done);
        }
    }
}

/// Sorts a document into its terms; none where they are told far more often than the document has elements.
#[must_use]
pub fn sort(tree: &Tree, syntax: Syntax) -> Option<Group> {
    let mut sorting = Sorting { tree, terms: MOST_TERMS, bytes: MOST_BYTES, steps: MOST_STEPS };
    match syntax {
        Syntax::Cii => sorting.group(&CII, 0, String::new()),
        Syntax::Ubl => {
            let mut told = sorting.group(&UBL, 0, String::new())?;
            told.groups = sorting.subjects(told.groups)?;
            Some(told)
        }
    }
}

/// Most terms and groups, most bytes in them, and most steps beside a group: a term that stands beside each of many
/// groups is told by each.
const MOST_TERMS: usize = 1_000_000;
const MOST_BYTES: usize = 3 * xml::LARGEST;
const MOST_STEPS: usize = 20_000_000;

/// What is left of each.
struct Sorting<'a> {
    tree: &'a Tree,
    terms: usize,
    bytes: usize,
    steps: usize,
}

impl Sorting<'_> {
    fn takes(&mut self, terms: usize, bytes: usize) -> Option<()> {
        self.terms = self.terms.checked_sub(terms)?;
        self.bytes = self.bytes.checked_sub(bytes)?;
        Some(())
    }

    fn group(&mut self, spec: &'static Spec, at: usize, label: String) -> Option<Group> {
        let tree = self.tree;
        let mut terms: Vec<Said> = Vec::new();
        for (term, way) in &spec.terms {
            if way.climbs() {
                let above = tree.element(at).parent.map_or(0, |above| tree.element(above).children.len());
                self.steps = self.steps.checked_sub(above)?;
            }
            for (at, text) in way.texts(tree, at) {
                self.takes(1, text.len())?;
                terms.push(Said { term, text: text.to_owned(), at });
            }
        }
        let mut groups: Vec<Group> = Vec::new();
        for inner in &spec.groups {
            // UBL has two names for a line: what was counted under the first goes on.
            let before = groups.iter().filter(|one| one.id == inner.id).count();
            for (nth, place) in inner.way.elements(tree, at).into_iter().enumerate() {
                self.takes(1, 0)?;
                let nth = before + nth + 1;
                let mut name = if label.is_empty() { String::new() } else { format!("{label}/") };
                name.push_str(inner.id);
                if SEVERAL.contains(&inner.id) {
                    name.push_str(&format!("[{nth}]"));
                }
                groups.push(self.group(inner, place, name)?);
            }
        }
        Some(Group { id: spec.id, label, at, terms, groups })
    }

    /// UBL writes the subjects of notes into their text, one or several: `#PMT#Indemnité…#PMD#Pénalités…`.
    fn subjects(&mut self, notes: Vec<Group>) -> Option<Vec<Group>> {
        let mut found: Vec<Group> = Vec::new();
        let (notes, others): (Vec<Group>, Vec<Group>) =
            notes.into_iter().partition(|group| group.id == "BG-1");
        for note in &notes {
            for said in &note.terms {
                self.takes(said.text.matches('#').count(), said.text.len())?;
                for (subject, text) in parts(&said.text) {
                    let mut terms = vec![Said { term: said.term, text: text.to_owned(), at: said.at }];
                    terms.extend(subject.map(|code| Said {
                        term: "BT-21",
                        text: code.to_owned(),
                        at: said.at,
                    }));
                    let label = note.label.clone();
                    found.push(Group { id: "BG-1", label, at: said.at, terms, groups: Vec::new() });
                }
            }
        }
        found.extend(others);
        Some(found)
    }
}

/// A text cut before each `#ABC#`, with what stands between the signs.
fn parts(text: &str) -> Vec<(Option<&str>, &str)> {
    let marker = |from: usize| {
        let code = text.get(from + 1..from + 4)?;
        let fits = text.get(from..=from)? == "#" && text.get(from + 4..from + 5)? == "#";
        (fits && code.bytes().all(|one| one.is_ascii_uppercase() || one.is_ascii_digit())).then_some(code)
    };
    let starts: Vec<(usize, &str)> =
        text.match_indices('#').filter_map(|(from, _)| marker(from).map(|code| (from, code))).collect();
    // « #BAR#B2B#PMT#… »: what a marker has opened is its value, not the next marker.
    let mut cuts: Vec<(usize, &str)> = Vec::new();
    for (from, code) in starts {
        if cuts.last().is_none_or(|(before, _)| from > before + 4) {
            cuts.push((from, code));
        }
    }
    let Some((first, _)) = cuts.first() else { return vec![(None, text)] };
    let mut found = Vec::new();
    if !text[..*first].trim().is_empty() {
        found.push((None, &text[..*first]));
    }
    for (nth, (from, code)) in cuts.iter().enumerate() {
        let end = cuts.get(nth + 1).map_or(text.len(), |(next, _)| *next);
        found.push((Some(*code), text[from + 5..end].trim_end_matches('#')));
    }
    found
}
