//! Sending: by which way something left for the client, and when it is time to write again.

use crate::invoice::InvoiceKind;
use crate::issued::IssuedInvoice;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::number;
use values::refusal::Refusal;
use values::{input, words};

/// The way that something takes to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Email,
    Post,
    Hand,
    /// Deposited on a portal, such as Chorus Pro.
    Portal,
    Phone,
    /// A registered letter with proof of receipt.
    Registered,
    /// A text message, copied to one's telephone.
    Text,
}

values::stored!(Channel {
    Email = "email",
    Post = "post",
    Hand = "hand",
    Portal = "portal",
    Phone = "phone",
    Registered = "registered",
    Text = "text",
});

impl Channel {
    /// A call is made; everything else is written.
    #[must_use]
    pub fn is_spoken(self) -> bool {
        self == Channel::Phone
    }

    /// « par e-mail », as in a sentence.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Channel::Email => "par e-mail",
            Channel::Post => "par courrier",
            Channel::Hand => "en main propre",
            Channel::Portal => "sur un portail",
            Channel::Phone => "par téléphone",
            Channel::Registered => "par lettre recommandée",
            Channel::Text => "par SMS",
        }
    }
}

/// What left, as it is noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SendingKind {
    /// An invoice or a credit note.
    Invoice,
    Quote,
    QuoteFollowUp,
    Reminder,
    /// The receipt of a payment.
    Receipt,
    /// Once the work is paid: thanks, a question, news.
    FollowUp,
    /// The same words to all clients.
    Announcement,
    /// What was promised of an invoice, « comme convenu ».
    Promise,
    /// That all work for the client is stopped.
    Suspension,
    /// An invoice again, marked as a duplicate.
    Duplicate,
}

values::stored!(SendingKind {
    Invoice = "invoice",
    Quote = "quote",
    QuoteFollowUp = "quote_follow_up",
    Reminder = "reminder",
    Receipt = "receipt",
    FollowUp = "follow_up",
    Announcement = "announcement",
    Promise = "promise",
    Suspension = "suspension",
    Duplicate = "duplicate",
});

/// What one sends, which says by what ways it may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// An invoice or a credit note.
    Invoice,
    Quote,
    FollowUp,
    Reminder,
}

/// May it go that way?
pub fn goes_by(matter: Matter, channel: Channel) -> Result<(), Refusal> {
    let fits = match (matter, channel) {
        (_, Channel::Email | Channel::Post) => true,
        (Matter::Invoice | Matter::Quote, Channel::Hand | Channel::Portal)
        | (Matter::FollowUp, Channel::Hand) => true,
        (Matter::FollowUp | Matter::Reminder, Channel::Phone | Channel::Text) => true,
        (Matter::Reminder, Channel::Registered) => true,
        (Matter::Invoice | Matter::Quote, Channel::Phone | Channel::Text | Channel::Registered)
        | (Matter::FollowUp, Channel::Portal | Channel::Registered)
        | (Matter::Reminder, Channel::Hand | Channel::Portal) => false,
    };
    if fits {
        Ok(())
    } else {
        let ways = match matter {
            Matter::Invoice | Matter::Quote => "par e-mail, par courrier, en main propre ou sur un portail",
            Matter::FollowUp => "par e-mail, par courrier, en main propre, par téléphone ou par SMS",
            Matter::Reminder => "par e-mail, par courrier, par lettre recommandée, par téléphone ou par SMS",
        };
        Err(Refusal::at("method", format!("Choisissez un autre moyen : {ways}.")))
    }
}

/// A sending is noted once it is done, and not before what it sends existed.
pub fn left_on(field: &str, on: NaiveDate, since: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    input::has_come(field, on, today, "un envoi se note une fois fait.")?;
    if on < since {
        return Err(Refusal::at(
            field,
            format!("Cette date précède le document, qui est du {}.", words::long_date(since)),
        ));
    }
    Ok(())
}

/// Days after sending at which an unanswered quote is followed up, unless the settings say otherwise.
pub const FOLLOW_UP_DAYS: [i64; 3] = [3, 8, 15];

/// « 3, 8, 15 » as former books kept it; empty for the house's own, « 0 » for none.
pub fn follow_up_days(field: &str, typed: &str) -> Result<Vec<i64>, Refusal> {
    let typed = input::code(field, typed, input::SHORT)?;
    if typed.is_empty() {
        return Ok(FOLLOW_UP_DAYS.to_vec());
    }
    let wrong = || {
        Refusal::at(
            field,
            "Écrivez des nombres de jours croissants, de 1 à 365, séparés par des virgules : 3, 8, 15. Ou 0 pour ne pas relancer.",
        )
    };
    let days: Vec<i64> = typed
        .split([',', ';', ' '])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| number::whole(part, &[]).ok_or_else(wrong))
        .collect::<Result<_, _>>()?;
    if days == [0] {
        return Ok(Vec::new());
    }
    let rising = days.windows(2).all(|pair| pair[0] < pair[1]);
    if days.is_empty() || days.len() > 6 || !rising || days.iter().any(|day| !(1..=365).contains(day)) {
        return Err(wrong());
    }
    Ok(days)
}

/// May one remind of it? Never of what is settled, taken back, or never was to be paid.
pub fn may_remind(invoice: &IssuedInvoice) -> Result<(), Refusal> {
    let number = &invoice.number;
    if invoice.kind == InvoiceKind::CreditNote {
        return Err(Refusal::not_now("Un avoir ne se relance pas."));
    }
    if invoice.is_annulled() {
        return Err(Refusal::not_now(format!("{number} est annulée par avoir : il n’y a rien à relancer.")));
    }
    if invoice.open.0 <= 0 {
        return Err(Refusal::not_now(format!("{number} est payée : il n’y a rien à relancer.")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::money::Cents;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn intervals_are_read_as_typed_or_refused() {
        assert_eq!(follow_up_days("f", " ").unwrap(), [3, 8, 15]);
        assert_eq!(follow_up_days("f", "5; 12").unwrap(), [5, 12]);
        assert_eq!(follow_up_days("f", "0").unwrap(), Vec::<i64>::new());
        for wrong in ["trois", "8, 3", "0, 3", "400", "-1", "1,2,3,4,5,6,7", ",", "99999999999999999999"] {
            assert_eq!(follow_up_days("f", wrong).unwrap_err().field.as_deref(), Some("f"), "{wrong}");
        }
    }

    #[test]
    fn nobody_is_reminded_who_should_not_be() {
        let late = IssuedInvoice {
            id: 1,
            number: "F-2026-0001".to_owned(),
            kind: InvoiceKind::Standalone,
            deal: 1,
            title: "Refonte du site".to_owned(),
            client: 1,
            issued_on: day(9, 1),
            due_on: day(10, 1),
            gross: Cents(100),
            open: Cents(100),
            credited: Cents(0),
            given_up: Cents(0),
            written_off: false,
            planned: false,
            document: 1,
            sent_on: Some(day(9, 1)),
        };
        assert!(may_remind(&late).is_ok());
        let says = |invoice: &IssuedInvoice, words: &str| {
            let refusal = may_remind(invoice).unwrap_err();
            assert!(refusal.message.contains(words), "{}", refusal.message);
        };
        says(&IssuedInvoice { open: Cents(0), ..late.clone() }, "est payée");
        says(&IssuedInvoice { credited: Cents(100), open: Cents(0), ..late.clone() }, "annulée par avoir");
        says(&IssuedInvoice { kind: InvoiceKind::CreditNote, ..late }, "Un avoir");
    }

    #[test]
    fn each_matter_has_its_ways() {
        assert!(goes_by(Matter::Invoice, Channel::Portal).is_ok());
        assert!(goes_by(Matter::Invoice, Channel::Phone).is_err());
        assert!(goes_by(Matter::Reminder, Channel::Phone).is_ok());
        assert_eq!(goes_by(Matter::Reminder, Channel::Hand).unwrap_err().field.as_deref(), Some("method"));
    }
}
