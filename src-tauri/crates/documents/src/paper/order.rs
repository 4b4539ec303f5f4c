//! Papers of an order: the quote as it was signed, its confirmation, the page that welcomes the client.

use crate::paper::quote::{QuotePaper, payment_schedule, quote_sheet};
use crate::sheet::{Sheet, Signature};
use chrono::NaiveDate;
use journey::contact::Language;
use journey::order::SignatureMethod;
use journey::order::event::EventKind;
use journey::order::protection::place_matters;
use journey::quote::{Line, totals_of};
use journey::say;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A quote with what its client signed: the options ticked, who, when and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPaper {
    pub quote: QuotePaper,
    /// `CO-2026-0009`
    pub order: String,
    pub ordered_on: NaiveDate,
    /// What was ordered: the lines of the quote agreed in any case, and the options ticked.
    pub lines: Vec<Line>,
    /// Positions of the options ticked, among all lines.
    pub options: Vec<usize>,
    pub signed_on: NaiveDate,
    pub signed_by: String,
    pub quality: String,
    pub method: SignatureMethod,
    pub client_number: String,
    pub words: String,
    pub terms_accepted: bool,
    /// Name and SHA-256 of the proof, if a file is kept.
    pub proof: Option<(String, String)>,
    /// The signature as it was drawn.
    pub drawing: Option<Vec<u8>>,
}

/// Who agreed, when and how, to what, and the proof that is kept of it.
fn agreement(paper: &SignedPaper) -> Vec<String> {
    let quote = &paper.quote;
    let language = quote.parties.language();
    let who: Vec<&str> =
        [paper.signed_by.as_str(), paper.quality.as_str()].into_iter().filter(|w| !w.is_empty()).collect();
    let mut lines = vec![
        who.join(", "),
        say!(
            language,
            "Le {day}, {how}.",
            day = language.long_date(paper.signed_on),
            how = paper.method.named(language, paper.proof.is_some())
        ),
    ];
    if quote.lines.iter().any(|line| line.optional) {
        let ticked: Vec<&str> = paper
            .options
            .iter()
            .filter_map(|&i| quote.lines.get(i))
            .map(|line| line.label.as_str())
            .collect();
        lines.push(match ticked.len() {
            0 => say!(language, "Aucune option retenue.").to_owned(),
            1 => say!(language, "Option retenue : {option}.", option = ticked[0]),
            _ => say!(language, "Options retenues : {options}.", options = ticked.join(", ")),
        });
    }
    if let (Some(terms), true) = (&quote.terms, paper.terms_accepted) {
        lines.push(say!(
            language,
            "Conditions générales de vente, version {version}, acceptées.",
            version = terms.version
        ));
    }
    if !paper.words.is_empty() {
        lines.push(say!(language, "« {words} »", words = printable(&paper.words)));
    }
    if let Some((name, sha256)) = &paper.proof {
        let hash = format!("{} {}", &sha256[..32], &sha256[32..]);
        lines.push(say!(language, "Preuve conservée : {name}, SHA-256 {hash}", name = name, hash = hash));
    }
    lines
}

/// The sheet of a signed quote: what was agreed, and the signature in its place.
#[must_use]
pub fn signed_sheet(paper: &SignedPaper) -> Sheet {
    let quote = &paper.quote;
    let agreed = QuotePaper { lines: paper.lines.clone(), ..quote.clone() };
    let sheet = quote_sheet(&agreed);
    let language = quote.parties.language();
    let mut notes = sheet.notes.clone();
    // With stages, the schedule itself says what is paid.
    if !paper.options.is_empty() && quote.conditions.stages.is_empty() {
        // The amounts printed before the options were ticked are no longer those agreed.
        for note in notes.iter_mut().filter(|(title, _)| title == say!(language, "Règlement")) {
            let means = &quote.conditions.payment_means;
            note.1 = format!("{} {means}", schedule(&agreed)).trim_end().to_owned();
        }
    }
    let mut facts = vec![
        (say!(language, "Devis émis le").to_owned(), language.long_date(quote.sent_on)),
        (say!(language, "Signé le").to_owned(), language.long_date(paper.signed_on)),
        (say!(language, "Commande").to_owned(), paper.order.clone()),
    ];
    if !paper.client_number.is_empty() {
        facts.push((say!(language, "Votre commande").to_owned(), paper.client_number.clone()));
    } else if !quote.duration.is_empty() {
        facts.push((say!(language, "Durée").to_owned(), quote.duration.clone()));
    }
    Sheet {
        heading: if quote.amends.is_none() {
            say!(language, "Devis signé")
        } else {
            say!(language, "Avenant signé")
        }
        .into(),
        issued_on: paper.ordered_on,
        facts,
        notes,
        signature: Some(Signature {
            title: language.wording("agreement", paper.signed_on).to_owned(),
            text: String::new(),
            lines: agreement(paper),
            drawing: paper.drawing.clone(),
        }),
        ..sheet
    }
}

/// What a client receives after signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderPaperKind {
    Confirmation,
    Welcome,
}

impl OrderPaperKind {
    /// How the books write that it was issued.
    #[must_use]
    pub fn event(self) -> EventKind {
        match self {
            OrderPaperKind::Confirmation => EventKind::Confirmation,
            OrderPaperKind::Welcome => EventKind::Welcome,
        }
    }

    /// The paper whose issue is written that way, if any.
    #[must_use]
    pub fn of_event(event: EventKind) -> Option<OrderPaperKind> {
        [OrderPaperKind::Confirmation, OrderPaperKind::Welcome].into_iter().find(|kind| kind.event() == event)
    }

    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match self {
            OrderPaperKind::Confirmation => say!(language, "Confirmation de commande"),
            OrderPaperKind::Welcome => say!(language, "Bienvenue"),
        }
    }
}

/// A confirmation of an order, or the page that welcomes its client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderPaper {
    pub kind: OrderPaperKind,
    pub issued_on: NaiveDate,
    pub draft: bool,
    /// Frozen on the day of issue.
    pub notes: Vec<(String, String)>,
    pub signed: SignedPaper,
}

/// The sheet of a paper that follows a signature.
#[must_use]
pub fn order_sheet(paper: &OrderPaper) -> Sheet {
    let signed = &paper.signed;
    let quote = &signed.quote;
    let language = quote.parties.language();
    let sheet = signed_sheet(signed);
    let mut facts = vec![(say!(language, "Commande").to_owned(), signed.order.clone())];
    facts.push((say!(language, "Signée le").to_owned(), language.long_date(signed.signed_on)));
    for (label, value) in
        [(say!(language, "Début"), &quote.start), (say!(language, "Durée"), &quote.duration)]
    {
        if !value.is_empty() {
            facts.push((label.to_owned(), value.clone()));
        }
    }
    let mut notes = paper.notes.clone();
    let shared = Sheet {
        heading: paper.kind.title(language).into(),
        number: signed.order.clone(),
        draft: paper.draft,
        issued_on: paper.issued_on,
        facts,
        signature: None,
        countersignature: None,
        terms: None,
        ..sheet
    };
    match paper.kind {
        OrderPaperKind::Confirmation => {
            notes.extend(
                shared
                    .notes
                    .iter()
                    .filter(|(title, text)| title == say!(language, "Règlement") && !text.is_empty())
                    .cloned(),
            );
            let buyer = &quote.parties.buyer;
            // A client who may withdraw receives that information again with the confirmation (C. conso. L221-13).
            let legal =
                if place_matters(buyer.kind, buyer.protected) { shared.legal.clone() } else { Vec::new() };
            Sheet { notes, legal, options: Vec::new(), ..shared }
        }
        OrderPaperKind::Welcome => Sheet {
            notes,
            rows: Vec::new(),
            sums: Vec::new(),
            options: Vec::new(),
            legal: Vec::new(),
            ..shared
        },
    }
}

/// How what was agreed is paid.
fn schedule(agreed: &QuotePaper) -> String {
    let totals = totals_of(&agreed.lines, agreed.discount);
    let deposit = agreed.deposit.of(&totals).gross;
    payment_schedule(
        agreed.parties.language(),
        agreed.deposit,
        deposit,
        totals.gross - deposit,
        agreed.payment,
    )
}

/// A client's own words, less the letters that no font of the papers has; the words themselves are kept whole.
fn printable(words: &str) -> String {
    words
        .chars()
        .filter(|letter| *letter == '\n' || crate::missing_glyph(&letter.to_string()).is_none())
        .collect()
}
