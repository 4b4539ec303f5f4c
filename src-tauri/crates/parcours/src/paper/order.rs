//! Papers of an order: the quote as it was signed, its confirmation, the page that welcomes the client.

use super::{QuotePaper, quote_sheet};
use chrono::NaiveDate;
use documents::sheet::{Sheet, Signature};
use journey::legal;
use journey::money::{BasisPoints, Cents};
use journey::order::protection::place_matters;
use journey::order::{SignatureMethod, ordered};
use journey::quote::{deposit_of, totals_of};
use journey::words::{euros, long_date, percent};
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
    /// Positions of the options ticked, among all lines.
    pub options: Vec<usize>,
    pub deposit_rate: BasisPoints,
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

/// The sheet of a signed quote: what was agreed, and the signature in its place.
#[must_use]
pub fn signed_sheet(paper: &SignedPaper) -> Sheet {
    let quote = &paper.quote;
    let had_options = quote.lines.iter().any(|line| line.optional);
    let agreed = QuotePaper {
        lines: ordered(&quote.lines, &paper.options).unwrap_or_else(|_| quote.lines.clone()),
        ..quote.clone()
    };
    let sheet = quote_sheet(&agreed);
    let mut notes = sheet.notes.clone();
    // With stages, the schedule itself says what is paid.
    if !paper.options.is_empty() && quote.conditions.stages.is_empty() {
        // The amounts printed before the options were ticked are no longer those agreed.
        for note in notes.iter_mut().filter(|(title, _)| title == "Règlement") {
            let means = &quote.conditions.payment_means;
            note.1 = format!("{} {means}", schedule(&agreed, paper.deposit_rate)).trim_end().to_owned();
        }
    }
    let mut facts = vec![
        ("Devis émis le".to_owned(), long_date(quote.sent_on)),
        ("Signé le".to_owned(), long_date(paper.signed_on)),
        ("Commande".to_owned(), paper.order.clone()),
    ];
    if !paper.client_number.is_empty() {
        facts.push(("Votre commande".to_owned(), paper.client_number.clone()));
    } else if !quote.duration.is_empty() {
        facts.push(("Durée".to_owned(), quote.duration.clone()));
    }
    let who: Vec<&str> =
        [paper.signed_by.as_str(), paper.quality.as_str()].into_iter().filter(|w| !w.is_empty()).collect();
    let mut lines = vec![
        who.join(", "),
        format!("Le {}, {}.", long_date(paper.signed_on), paper.method.french(paper.proof.is_some())),
    ];
    if had_options {
        let ticked: Vec<&str> = paper
            .options
            .iter()
            .filter_map(|&i| quote.lines.get(i))
            .map(|line| line.label.as_str())
            .collect();
        lines.push(match ticked.len() {
            0 => "Aucune option retenue.".to_owned(),
            1 => format!("Option retenue : {}.", ticked[0]),
            _ => format!("Options retenues : {}.", ticked.join(", ")),
        });
    }
    if let (Some(terms), true) = (&quote.terms, paper.terms_accepted) {
        lines.push(format!("Conditions générales de vente, version {}, acceptées.", terms.version));
    }
    if !paper.words.is_empty() {
        lines.push(format!("« {} »", printable(&paper.words)));
    }
    if let Some((name, sha256)) = &paper.proof {
        lines.push(format!("Preuve conservée : {name}, SHA-256 {} {}", &sha256[..32], &sha256[32..]));
    }
    Sheet {
        heading: if quote.amends.is_empty() { "Devis signé" } else { "Avenant signé" }.into(),
        issued_on: paper.ordered_on,
        facts,
        notes,
        signature: Some(Signature {
            title: legal::wording("agreement", paper.signed_on).to_owned(),
            text: String::new(),
            lines,
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
    #[must_use]
    pub fn stored(self) -> &'static str {
        match self {
            OrderPaperKind::Confirmation => "confirmation",
            OrderPaperKind::Welcome => "welcome",
        }
    }

    #[must_use]
    pub fn from_stored(text: &str) -> Option<OrderPaperKind> {
        [OrderPaperKind::Confirmation, OrderPaperKind::Welcome].into_iter().find(|kind| kind.stored() == text)
    }

    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            OrderPaperKind::Confirmation => "Confirmation de commande",
            OrderPaperKind::Welcome => "Bienvenue",
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
    let sheet = signed_sheet(signed);
    let mut facts = vec![("Commande".to_owned(), signed.order.clone())];
    facts.push(("Signée le".to_owned(), long_date(signed.signed_on)));
    for (label, value) in [("Début", &quote.start), ("Durée", &quote.duration)] {
        if !value.is_empty() {
            facts.push((label.to_owned(), value.clone()));
        }
    }
    let mut notes = paper.notes.clone();
    let shared = Sheet {
        heading: paper.kind.title().into(),
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
                shared.notes.iter().filter(|(title, text)| title == "Règlement" && !text.is_empty()).cloned(),
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
fn schedule(agreed: &QuotePaper, rate: BasisPoints) -> String {
    let totals = totals_of(&agreed.lines, agreed.discount);
    let deposit = deposit_of(&totals, rate).gross;
    let days = match agreed.payment_days {
        0 => "à réception".to_owned(),
        days => format!("à {days} jours"),
    };
    let balance = totals.gross - deposit;
    if deposit > Cents::ZERO {
        format!(
            "Acompte de {} à la commande : {}. Solde {days} de la facture : {}.",
            percent(rate),
            euros(deposit),
            euros(balance)
        )
    } else {
        format!("Règlement {days} de la facture : {}.", euros(balance))
    }
}

/// A client's own words, less the letters that no font of the papers has; the words themselves are kept whole.
fn printable(words: &str) -> String {
    words
        .chars()
        .filter(|letter| *letter == '\n' || documents::missing_glyph(&letter.to_string()).is_none())
        .collect()
}
