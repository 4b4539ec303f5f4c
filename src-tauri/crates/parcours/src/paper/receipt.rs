//! A receipt: what was received, in figures and in words, for which invoices, and what is left to pay.

use super::letter::{KeptParties, address, dated};
use super::{Parties, frame};
use chrono::NaiveDate;
use documents::letter::Letter;
use documents::sheet::{Sheet, Sum, Weight};
use journey::money::Cents;
use journey::payment::PaymentMethod;
use journey::words::{euros, in_words, long_date};
use serde::{Deserialize, Serialize};

/// A receipt as it is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptPaper {
    pub issued_on: NaiveDate,
    pub received_on: NaiveDate,
    pub amount: Cents,
    pub method: PaymentMethod,
    /// Cheque number, words of the transfer.
    pub reference: String,
    pub settled: Vec<Settled>,
    /// What settles nothing yet.
    pub kept: Cents,
    pub parties: KeptParties,
}

/// An invoice that the payment settles, in whole or in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    pub number: String,
    pub issued_on: NaiveDate,
    pub amount: Cents,
    /// What is still to be paid on it.
    pub left: Cents,
}

impl ReceiptPaper {
    /// The number of the first invoice: what the receipt is known by.
    #[must_use]
    pub fn about(&self) -> &str {
        self.settled.first().map_or("", |settled| settled.number.as_str())
    }
}

/// The receipt as a letter, so that it fits a window envelope.
#[must_use]
pub fn receipt_letter(paper: &ReceiptPaper, parties: &Parties) -> Letter {
    let mut sums: Vec<Sum> = paper
        .settled
        .iter()
        .map(|s| Sum {
            label: format!("Facture {} du {}", s.number, long_date(s.issued_on)),
            amount: s.amount,
            weight: Weight::Plain,
        })
        .collect();
    if paper.kept.0 > 0 {
        sums.push(Sum { label: "En votre faveur".into(), amount: paper.kept, weight: Weight::Plain });
    }
    sums.push(Sum { label: "Reçu".into(), amount: paper.amount, weight: Weight::Due });
    let left: Cents = paper.settled.iter().map(|s| s.left).sum();
    sums.push(Sum { label: "Reste à payer".into(), amount: left, weight: Weight::Plain });
    let invoices =
        if paper.settled.len() > 1 { "des factures détaillées" } else { "de la facture détaillée" };
    let cleared = if paper.method == PaymentMethod::Cheque {
        " Ce reçu vaut sous réserve d’encaissement du chèque."
    } else {
        ""
    };
    let mut facts = vec![
        ("Reçu le".to_owned(), long_date(paper.received_on)),
        ("Moyen".to_owned(), journey::words::capital(paper.method.french())),
    ];
    if !paper.reference.is_empty() {
        facts.push(("Référence".to_owned(), paper.reference.clone()));
    }
    facts.push(("Montant".to_owned(), euros(paper.amount)));
    Letter {
        to: address(&parties.buyer),
        place: dated(&parties.seller, paper.issued_on),
        body: format!(
            "Reçu de {} la somme de {} ({}), {}, le {}, en règlement {invoices} ci-dessous, dont quittance.{cleared}",
            parties.buyer.name,
            euros(paper.amount),
            in_words(paper.amount),
            paper.method.french(),
            long_date(paper.received_on)
        ),
        sheet: Sheet {
            heading: "Reçu".into(),
            number: paper.about().to_owned(),
            issued_on: paper.issued_on,
            facts,
            sums,
            ..frame(parties, false, "Client")
        },
    }
}
