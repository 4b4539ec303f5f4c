//! The sheet on which rules write what they find.
//!
//! Invariant: a rule has one sentence, in `said.tsv`; what is found is bounded, however long the invoice.

use crate::decimal::Decimal;
use crate::document::Document;
use crate::finding::{Finding, Layer, Severity};
use crate::told::Group;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use values::refusal::shown;

/// Rule, or family of rules (`BR-*-05`), to its sentence.
static SAID: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| include_str!("said.tsv").lines().filter_map(|row| row.split_once('\t')).collect());

/// Most findings of one rule: the eleventh tells nothing new.
pub const MOST_OF_ONE: usize = 10;

pub struct Checks<'a> {
    pub document: &'a Document,
    pub found: Vec<Finding>,
    counted: BTreeMap<String, usize>,
}

/// What a sentence shows beside the value that stands there.
#[derive(Clone, Copy, Default)]
pub struct Shown<'a> {
    /// What should stand there.
    pub expected: Option<Decimal>,
    /// A category of VAT, in French.
    pub category: &'a str,
}

impl<'a> Checks<'a> {
    #[must_use]
    pub fn new(document: &'a Document) -> Checks<'a> {
        Checks { document, found: Vec::new(), counted: BTreeMap::new() }
    }

    /// The rule holds, or is found broken at that term of the group.
    pub fn hold(&mut self, ok: bool, rule: &str, group: &Group, term: &str) {
        if !ok {
            self.add(rule, Severity::Error, group, term, Shown::default());
        }
    }

    pub fn advise(&mut self, ok: bool, rule: &str, group: &Group, term: &str) {
        if !ok {
            self.add(rule, Severity::Warning, group, term, Shown::default());
        }
    }

    pub fn hold_with(&mut self, ok: bool, rule: &str, group: &Group, term: &str, shown: Shown<'_>) {
        if !ok {
            self.add(rule, Severity::Error, group, term, shown);
        }
    }

    /// One term says what the sum of others is.
    pub fn amounts_to(&mut self, expected: Decimal, rule: &str, group: &Group, term: &str) {
        let ok = group.number(term).is_some_and(|told| told == expected);
        self.hold_with(ok, rule, group, term, Shown { expected: Some(expected), ..Shown::default() });
    }

    /// One term does not say what the sum of others is.
    pub fn differs(&mut self, expected: Decimal, rule: &str, group: &Group, term: &str) {
        self.hold_with(false, rule, group, term, Shown { expected: Some(expected), ..Shown::default() });
    }

    /// The rule holds, or is found broken at that element.
    pub fn hold_at(&mut self, ok: bool, rule: &str, at: usize) {
        self.point(ok, rule, Severity::Error, at);
    }

    pub fn advise_at(&mut self, ok: bool, rule: &str, at: usize) {
        self.point(ok, rule, Severity::Warning, at);
    }

    fn point(&mut self, ok: bool, rule: &str, severity: Severity, at: usize) {
        if !ok {
            let element = self.document.tree.element(at);
            let value = element.text.trim().to_owned();
            let name = element.name.rsplit('}').next().unwrap_or_default().to_owned();
            let text = sentence(rule, &name, Some(&value), Shown::default());
            self.tell(rule, severity, &name, at, text);
        }
    }

    fn add(&mut self, rule: &str, severity: Severity, group: &Group, term: &str, with: Shown<'_>) {
        let field = if term.is_empty() && group.label.is_empty() {
            group.id.to_owned()
        } else if term.is_empty() {
            group.label.clone()
        } else {
            group.field(term)
        };
        let at = group.first(term).map_or(group.at, |said| said.at);
        let value = group.first(term).map(|said| said.plain().to_owned());
        let text = sentence(rule, &field, value.as_deref(), with);
        self.tell(rule, severity, &field, at, text);
    }

    /// A finding with a sentence of its own.
    pub fn tell(&mut self, rule: &str, severity: Severity, field: &str, at: usize, text: String) {
        let count = self.counted.entry(rule.to_owned()).or_default();
        *count += 1;
        if *count <= MOST_OF_ONE {
            let path = self.document.tree.path(at);
            let layer = layer(rule);
            self.found.push(Finding {
                rule: rule.to_owned(),
                severity,
                layer,
                field: field.to_owned(),
                path,
                text,
            });
        }
    }
}

fn sentence(rule: &str, field: &str, value: Option<&str>, with: Shown<'_>) -> String {
    let said = said(rule).unwrap_or("Cette règle n’est pas respectée.");
    let value = match value {
        Some("") => "(vide)".to_owned(),
        Some(value) => format!("« {} »", shown(value)),
        None => "(absent)".to_owned(),
    };
    let expected = with.expected.map(french).unwrap_or_default();
    let text = said.replace("{}", &value).replace("{=}", &expected).replace("{c}", with.category);
    match line_of(field) {
        Some(line) => format!("Ligne {line} : {text}"),
        None => text,
    }
}

/// The sentence of a rule, or of its family.
#[must_use]
pub fn said(rule: &str) -> Option<&'static str> {
    if let Some(said) = SAID.get(rule) {
        return Some(said);
    }
    let mut parts: Vec<&str> = rule.split('-').collect();
    if parts.len() == 3 {
        parts[1] = "*";
        return SAID.get(parts.join("-").as_str()).copied();
    }
    // One sentence for all that UBL wants once.
    if let Some(said) = rule.strip_prefix("UBL-SR-").and_then(|_| SAID.get("UBL-SR")) {
        return Some(said);
    }
    // French rules name the term after an underscore: one sentence for all terms.
    SAID.get(rule.split('_').next()?).copied()
}

/// The number of the line that a field belongs to.
fn line_of(field: &str) -> Option<&str> {
    field.strip_prefix("BG-25[")?.split(']').next()
}

/// With a comma, as people read it.
fn french(number: Decimal) -> String {
    let number = if number.places() < 2 { number.rounded(2) } else { number };
    number.to_string().replace('.', ",")
}

fn layer(rule: &str) -> Layer {
    const SUMS: [&str; 8] =
        ["BR-CO-10", "BR-CO-11", "BR-CO-12", "BR-CO-13", "BR-CO-14", "BR-CO-15", "BR-CO-16", "BR-CO-17"];
    let family = rule.strip_prefix("BR-").and_then(|rest| rest.split_once('-'));
    if rule.starts_with("BR-FR-") {
        Layer::French
    } else if rule.starts_with("PDF-") {
        Layer::Container
    } else if ["XML-", "UBL-", "CII-"].iter().any(|family| rule.starts_with(family)) {
        Layer::Reading
    } else if SUMS.contains(&rule)
        || rule.starts_with("BR-DEC-")
        || family.is_some_and(|(category, number)| category != "CO" && matches!(number, "08" | "09"))
    {
        Layer::Arithmetic
    } else {
        Layer::Rules
    }
}
