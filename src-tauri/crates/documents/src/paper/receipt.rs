//! A receipt: what was received, in figures and in words, for which invoices, and what is left to pay.

use crate::letter::Letter;
use crate::paper::frame::{Parties, frame};
use crate::paper::letter::{KeptParties, address, dated};
use crate::sheet::{Sheet, Sum, Weight};
use chrono::NaiveDate;
use journey::payment::PaymentMethod;
use journey::say;
use serde::{Deserialize, Serialize};
use values::money::Cents;
use values::words::capital;

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
    /// What was given back since, and what was rightly not.
    #[serde(default)]
    pub refunded: Cents,
    #[serde(default)]
    pub retained: Cents,
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
    let language = parties.language();
    let mut sums: Vec<Sum> = paper
        .settled
        .iter()
        .map(|s| Sum {
            label: say!(
                language,
                "Facture {number} du {day}",
                number = s.number,
                day = language.long_date(s.issued_on)
            ),
            amount: s.amount,
            weight: Weight::Plain,
        })
        .collect();
    let plain = |label: &str, amount| Sum { label: label.into(), amount, weight: Weight::Plain };
    for (label, amount) in [
        (say!(language, "En votre faveur"), paper.kept),
        (say!(language, "Remboursé depuis"), paper.refunded),
        (say!(language, "Conservé"), paper.retained),
    ] {
        if amount.0 > 0 {
            sums.push(plain(label, amount));
        }
    }
    sums.push(Sum { weight: Weight::Due, ..plain(&capital(say!(language, "reçu")), paper.amount) });
    let left: Cents = paper.settled.iter().map(|s| s.left).sum();
    sums.push(plain(say!(language, "Reste à payer"), left));
    let invoices = if paper.settled.len() > 1 {
        say!(language, "des factures détaillées")
    } else {
        say!(language, "de la facture détaillée")
    };
    let mut body = say!(
        language,
        "Reçu de {client} la somme de {amount} ({spelt}), {how}, le {day}, en règlement {invoices} ci-dessous, dont quittance.",
        client = parties.buyer.name,
        amount = language.euros(paper.amount),
        spelt = language.in_words(paper.amount),
        how = paper.method.named(language),
        day = language.long_date(paper.received_on),
        invoices = invoices
    );
    if paper.method == PaymentMethod::Cheque {
        body.push(' ');
        body.push_str(say!(language, "Ce reçu vaut sous réserve d’encaissement du chèque."));
    }
    let mut facts = vec![
        (say!(language, "Reçu le").to_owned(), language.long_date(paper.received_on)),
        (say!(language, "Moyen").to_owned(), capital(paper.method.named(language))),
    ];
    if !paper.reference.is_empty() {
        facts.push((say!(language, "Référence").to_owned(), paper.reference.clone()));
    }
    facts.push((say!(language, "Montant").to_owned(), language.euros(paper.amount)));
    Letter {
        tables: Vec::new(),
        to: address(&parties.buyer),
        place: dated(language, &parties.seller, paper.issued_on),
        body,
        sheet: Sheet {
            heading: say!(language, "Reçu").into(),
            number: paper.about().to_owned(),
            issued_on: paper.issued_on,
            facts,
            sums,
            ..frame(parties, false, say!(language, "Client"))
        },
    }
}
