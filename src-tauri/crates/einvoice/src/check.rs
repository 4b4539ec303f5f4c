//! A file that says it is an invoice: what it says, and what is wrong with it.

use crate::container;
use crate::document::{Document, Profile};
use crate::finding::{Finding, Layer, Severity};
use crate::model::EInvoice;
use crate::read::invoice;
use crate::rules::{concerns_france, judge, judge_french};
use serde::Serialize;
use values::refusal::Refusal;

/// How one side of an invoice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing to hold against it here: no PDF, or no invoice of the French reform.
    NotConcerned,
    Valid,
    /// It passes, with something to look at.
    Warnings,
    Errors,
}

/// One verdict for each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Verdicts {
    pub reading: Verdict,
    pub arithmetic: Verdict,
    pub rules: Verdict,
    pub french: Verdict,
    pub container: Verdict,
}

/// What an invoice says first; texts as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Gist {
    /// BT-1.
    pub number: Option<String>,
    /// BT-3.
    pub type_code: Option<String>,
    /// BT-2, as `2026-09-24` where it is a day.
    pub issued_on: Option<String>,
    /// BT-9.
    pub due_on: Option<String>,
    /// BT-27.
    pub seller: Option<String>,
    /// BT-44.
    pub buyer: Option<String>,
    /// BT-5.
    pub currency: Option<String>,
    /// BT-109.
    pub without_vat: Option<String>,
    /// BT-112.
    pub with_vat: Option<String>,
    /// BT-115.
    pub due: Option<String>,
}

/// An invoice that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// « Factur-X », « CII », « UBL ».
    pub format: &'static str,
    /// `EN 16931`, `BASIC`…
    pub profile: &'static str,
    pub gist: Gist,
    pub verdicts: Verdicts,
    pub findings: Vec<Finding>,
}

impl Checked {
    /// Nothing refuses it.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity == Severity::Warning)
    }
}

/// Reads a PDF or an XML and holds it against every rule that concerns it. Refuses what is no invoice.
pub fn check(bytes: &[u8]) -> Result<Checked, Refusal> {
    read(bytes).map(|(_, checked)| checked)
}

/// The same, with all that the invoice says.
pub fn read(bytes: &[u8]) -> Result<(EInvoice, Checked), Refusal> {
    let carried = if container::is_pdf(bytes) { Some(container::open(bytes)?) } else { None };
    let document = Document::read(carried.as_ref().map_or(bytes, |carried| &carried.xml))?;
    let mut findings = judge(&document);
    let french = concerns_france(&document);
    if french {
        findings.extend(judge_french(&document));
    }
    let packed = carried.is_some();
    if let Some(carried) = carried {
        let announced = carried.announced.as_deref().map(squeezed);
        findings.extend(carried.findings);
        if announced.is_some_and(|announced| differs(&announced, document.profile)) {
            findings.push(Finding {
                rule: "PDF-FX-LEVEL".to_owned(),
                severity: Severity::Error,
                layer: Layer::Container,
                field: "fx:ConformanceLevel".to_owned(),
                path: String::new(),
                text: "Le profil annoncé par le PDF n’est pas celui de la facture jointe (BT-24).".to_owned(),
            });
        }
    }
    let verdict = |layer: Layer, concerned: bool| {
        let worst =
            findings.iter().filter(|finding| finding.layer == layer).map(|finding| finding.severity).min();
        match worst {
            _ if !concerned => Verdict::NotConcerned,
            None => Verdict::Valid,
            Some(Severity::Warning) => Verdict::Warnings,
            Some(Severity::Error) => Verdict::Errors,
        }
    };
    let verdicts = Verdicts {
        reading: verdict(Layer::Reading, true),
        arithmetic: verdict(Layer::Arithmetic, true),
        rules: verdict(Layer::Rules, true),
        french: verdict(Layer::French, french),
        container: verdict(Layer::Container, packed),
    };
    let format = if packed { "Factur-X" } else { document.format() };
    let gist = gist(&document);
    Ok((invoice(&document), Checked { format, profile: document.profile.name(), gist, verdicts, findings }))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

fn differs(announced: &str, profile: Profile) -> bool {
    match profile {
        // Specifications on top of the norm have names of their own.
        Profile::Other => false,
        Profile::En16931 => !matches!(announced, "EN16931" | "COMFORT" | "XRECHNUNG"),
        Profile::Minimum | Profile::BasicWl | Profile::Basic | Profile::Extended => {
            announced != squeezed(profile.name())
        }
    }
}

fn gist(document: &Document) -> Gist {
    let told = &document.told;
    let own = |term: &str| told.text(term).map(str::to_owned);
    let of = |group: &str, term: &str| told.one(group)?.text(term).map(str::to_owned);
    let day = |term: &str| {
        own(term).map(|text| match (text.get(..4), text.get(4..6), text.get(6..8)) {
            (Some(year), Some(month), Some(day)) if text.len() == 8 => format!("{year}-{month}-{day}"),
            _ => text,
        })
    };
    Gist {
        number: own("BT-1"),
        type_code: own("BT-3"),
        issued_on: day("BT-2"),
        due_on: day("BT-9"),
        seller: of("BG-4", "BT-27"),
        buyer: of("BG-7", "BT-44"),
        currency: own("BT-5"),
        without_vat: of("BG-22", "BT-109"),
        with_vat: of("BG-22", "BT-112"),
        due: of("BG-22", "BT-115"),
    }
}
