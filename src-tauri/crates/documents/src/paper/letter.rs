//! A reminder on paper: what it was made from, and the letter it gives.

use crate::letter::Letter;
use crate::paper::frame::{Parties, frame, payment};
use crate::paper::notice::NoticeAccount;
use crate::sheet::Sheet;
use chrono::NaiveDate;
use journey::contact::{ClientCard, Identity, Language};
use journey::say;
use serde::{Deserialize, Serialize};
use values::money::Cents;

/// Who, as kept with a paper that has no rows of its own; the logo by its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptParties {
    pub seller: Identity,
    pub buyer: ClientCard,
    pub logo: Option<String>,
}

impl KeptParties {
    #[must_use]
    pub fn of(parties: &Parties) -> KeptParties {
        KeptParties {
            seller: parties.seller.clone(),
            buyer: parties.buyer.clone(),
            logo: parties.logo.as_ref().map(|logo| logo.0.clone()),
        }
    }
}

/// A letter that reminds of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderPaper {
    pub written_on: NaiveDate,
    /// The invoice's.
    pub number: String,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub open: Cents,
    pub subject: String,
    pub body: String,
    pub parties: KeptParties,
    /// Other invoices that it asks for; none in letters of former books.
    #[serde(default)]
    pub also: Vec<ReminderLine>,
    /// What the client contests of them, not asked for.
    #[serde(default)]
    pub contested: Cents,
    /// A formal notice.
    #[serde(default)]
    pub formal: bool,
    /// Of a formal notice; none in those of former books.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<NoticeAccount>,
}

/// Another invoice in a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderLine {
    pub number: String,
    pub due_on: NaiveDate,
    pub open: Cents,
}

/// The letter of a reminder.
#[must_use]
pub fn reminder_letter(paper: &ReminderPaper, parties: &Parties) -> Letter {
    let (language, seller) = (parties.language(), &parties.seller);
    let total = paper.also.iter().map(|line| line.open).fold(paper.open, |sum, open| sum + open);
    let mut facts = vec![
        (say!(language, "Facture").to_owned(), paper.number.clone()),
        (say!(language, "Émise le").to_owned(), language.long_date(paper.issued_on)),
        (say!(language, "Échéance").to_owned(), language.long_date(paper.due_on)),
    ];
    if !paper.also.is_empty() {
        let others: Vec<String> = paper.also.iter().map(|line| line.number.clone()).collect();
        facts =
            vec![(say!(language, "Factures").to_owned(), paper.number.clone() + ", " + &others.join(", "))];
    }
    facts.push((say!(language, "Reste à payer").to_owned(), language.euros(total)));
    if paper.contested.0 > 0 {
        facts.push((say!(language, "Contesté, à part").to_owned(), language.euros(paper.contested)));
    }
    let numbers: Vec<String> =
        [&paper.number].into_iter().chain(paper.also.iter().map(|line| &line.number)).cloned().collect();
    Letter {
        to: address(&parties.buyer),
        place: dated(language, seller, paper.written_on),
        body: paper.body.clone(),
        tables: paper.account.as_ref().map(|account| account.tables(language)).unwrap_or_default(),
        sheet: Sheet {
            heading: if paper.formal {
                say!(language, "Mise en demeure").into()
            } else {
                say!(language, "Relance").into()
            },
            number: paper.number.clone(),
            issued_on: paper.written_on,
            subject: paper.subject.clone(),
            facts,
            sums: paper.account.as_ref().map(|account| account.sums(language)).unwrap_or_default(),
            notes: paper.account.as_ref().map(|account| account.notes(language)).unwrap_or_default(),
            legal: paper.account.iter().map(|account| account.law(language)).collect(),
            payment: payment(
                seller,
                paper.account.as_ref().map_or(total, NoticeAccount::total),
                numbers.join(", "),
            ),
            ..frame(parties, false, say!(language, "Client"))
        },
    }
}

/// The lines of an envelope: name, whose attention, street, town.
pub fn address(buyer: &ClientCard) -> Vec<String> {
    let mut lines = vec![buyer.name.clone()];
    if !buyer.contact.is_empty() && buyer.contact != buyer.name {
        lines.push(buyer.contact.clone());
    }
    lines.extend(buyer.address.lines());
    lines
}

/// « Rennes, le 23 novembre 2026 »
pub fn dated(language: Language, seller: &Identity, day: NaiveDate) -> String {
    let day = language.long_date(day);
    if seller.address.city.is_empty() {
        say!(language, "Le {day}", day = day)
    } else {
        say!(language, "{city}, le {day}", city = seller.address.city, day = day)
    }
}
