//! Invoice: kinds, due dates, and the check-list that blocks an incomplete one.

pub mod allowed;
mod instalments;
pub mod typed;

pub use instalments::{Instalment, InstalmentContent, MOST_INSTALMENTS, instalments, outstanding};

use crate::contact::Language;
use crate::contact::{ClientCard, ClientKind, Identity};
use crate::number::Series;
use crate::quote::Problem;
use crate::refusal::Refusal;
use crate::say;
use crate::words;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceKind {
    /// « Facture d’acompte »
    Deposit,
    /// « Facture intermédiaire »: part of an order, for work already done.
    Progress,
    Balance,
    /// An invoice without an order.
    Standalone,
    /// « Avoir »: takes back all or part of another invoice. Its amounts are positive.
    CreditNote,
    /// Issued with another tool: followed and paid here, never numbered, printed or credited again.
    Elsewhere,
}

impl InvoiceKind {
    #[must_use]
    pub fn stored(self) -> &'static str {
        match self {
            InvoiceKind::Deposit => "deposit",
            InvoiceKind::Progress => "progress",
            InvoiceKind::Balance => "balance",
            InvoiceKind::Standalone => "standalone",
            InvoiceKind::CreditNote => "credit_note",
            InvoiceKind::Elsewhere => "elsewhere",
        }
    }

    #[must_use]
    pub fn from_stored(text: &str) -> Option<InvoiceKind> {
        use InvoiceKind::{Balance, CreditNote, Deposit, Elsewhere, Progress, Standalone};
        [Deposit, Progress, Balance, Standalone, CreditNote, Elsewhere]
            .into_iter()
            .find(|kind| kind.stored() == text)
    }

    /// As people call it.
    #[must_use]
    pub fn french(self) -> &'static str {
        self.named(Language::French)
    }

    #[must_use]
    pub fn named(self, language: Language) -> &'static str {
        match self {
            InvoiceKind::Deposit => say!(language, "facture d’acompte"),
            InvoiceKind::Progress => say!(language, "facture intermédiaire"),
            InvoiceKind::Balance => say!(language, "facture de solde"),
            InvoiceKind::Standalone | InvoiceKind::Elsewhere => say!(language, "facture"),
            InvoiceKind::CreditNote => say!(language, "avoir"),
        }
    }

    /// The series it takes its number from; none for one that bears its own.
    #[must_use]
    pub fn series(self) -> Option<Series> {
        match self {
            InvoiceKind::Deposit | InvoiceKind::Progress | InvoiceKind::Balance | InvoiceKind::Standalone => {
                Some(Series::Invoice)
            }
            InvoiceKind::CreditNote => Some(Series::CreditNote),
            InvoiceKind::Elsewhere => None,
        }
    }

    /// Does it close the billing of a deal by itself, without an order?
    #[must_use]
    pub fn stands_alone(self) -> bool {
        matches!(self, InvoiceKind::Standalone | InvoiceKind::Elsewhere)
    }
}

/// What an invoice is checked against before it takes a number.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub today: NaiveDate,
    pub seller: Option<&'a Identity>,
    pub buyer: &'a ClientCard,
    pub due_on: NaiveDate,
    /// The buyer's own purchase-order number; empty for none.
    pub order_number: &'a str,
}

/// Everything that stands in the way of issuing, each at its field (CGI ann. II art. 242 nonies A; C. com. L441-9).
#[must_use]
pub fn check_list(setting: Setting) -> Vec<Problem> {
    let mut problems = Vec::new();
    let buyer = setting.buyer;
    match setting.seller {
        None => problems.push(Problem::blocks("seller", "Dites d’abord qui vous êtes, dans les réglages.")),
        Some(seller) => {
            if seller.iban.is_empty() {
                problems.push(Problem::warns(
                    "seller.iban",
                    "Sans IBAN, le client ne sait pas où payer : ajoutez-le dans les réglages.",
                ));
            }
        }
    }
    if !buyer.address.is_complete() {
        problems.push(Problem::blocks("client.address", "L’adresse du client manque : complétez sa fiche."));
    }
    let french = buyer.address.country.is_empty();
    match buyer.kind {
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::PublicBody
            if french && buyer.siret.is_empty() =>
        {
            problems.push(Problem::blocks(
                "client.siret",
                "Le SIREN du client est obligatoire entre professionnels : complétez sa fiche.",
            ));
        }
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::PublicBody | ClientKind::Person => {}
    }
    if buyer.order_number_required && setting.order_number.is_empty() {
        problems.push(Problem::blocks(
            "order_number",
            "Ce client exige son numéro de bon de commande : demandez-le-lui et indiquez-le.",
        ));
    }
    if let Err(refusal) = due(setting.today, setting.due_on, buyer.kind) {
        problems.push(refusal.into());
    }
    problems
}

/// The longest delay that may be agreed, in days, and the article that says so. Between professionals: C. com.
/// L441-10 I. A public body pays within 30 days, a public hospital within 50 (CCP R2192-10, R2192-11). A private
/// person is told the same 60 days, by prudence: no text sets them a delay.
#[must_use]
pub fn longest_delay(kind: ClientKind) -> (i64, &'static str) {
    match kind {
        ClientKind::PublicBody => (50, " (CCP R2192-10 et R2192-11)"),
        ClientKind::Company | ClientKind::SoleTrader => (60, " (C. com. L441-10)"),
        ClientKind::Person => (60, ""),
    }
}

/// A due date is not before the invoice, and within the longest delay of the client's kind.
pub fn due(issued_on: NaiveDate, due_on: NaiveDate, kind: ClientKind) -> Result<(), Refusal> {
    if due_on < issued_on {
        return Err(Refusal::at("due_on", "L’échéance ne peut pas précéder la facture."));
    }
    let (most, article) = longest_delay(kind);
    if (due_on - issued_on).num_days() > most {
        return Err(Refusal::at(
            "due_on",
            format!("L’échéance est à {most} jours au plus de la facture{article}."),
        ));
    }
    Ok(())
}

/// Does the client's card, with the order number known so far, let an invoice be issued?
#[must_use]
pub fn is_ready(buyer: &ClientCard, order_number: &str) -> bool {
    let identified =
        !buyer.kind.is_professional() || !buyer.address.country.is_empty() || !buyer.siret.is_empty();
    buyer.address.is_complete() && identified && !(buyer.order_number_required && order_number.is_empty())
}

/// An invoice cannot be dated before the last one issued in its series.
pub fn chronological(last: Option<NaiveDate>, today: NaiveDate) -> Result<(), Refusal> {
    match last {
        Some(last) if last > today => Err(Refusal::new(
            crate::refusal::Code::ClockBehind,
            format!(
                "La dernière facture est du {} : une facture ne peut pas être datée avant elle. Vérifiez la date de l’ordinateur.",
                words::long_date(last)
            ),
        )),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    #[test]
    fn a_professional_buyer_without_siren_blocks() {
        let buyer: ClientCard = serde_json::from_value(json!({"kind": "company", "name": "Lumen",
            "address": {"street": "1 rue A", "postcode": "75001", "city": "Paris"}, "order_number_required": true}))
        .unwrap();
        let problems = check_list(Setting {
            today: day(11, 22),
            seller: None,
            buyer: &buyer,
            due_on: day(11, 1),
            order_number: "",
        });
        let fields: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["seller", "client.siret", "order_number", "due_on"]);
        assert!(problems.iter().all(|p| p.blocking));
    }

    #[test]
    fn a_due_date_stays_within_sixty_days() {
        assert!(due(day(11, 1), day(12, 31), ClientKind::Company).is_ok());
        assert!(due(day(10, 1), day(12, 31), ClientKind::Company).is_err());
    }

    #[test]
    fn a_series_never_goes_back_in_time() {
        assert!(chronological(Some(day(11, 23)), day(11, 22)).is_err());
        assert!(chronological(Some(day(11, 22)), day(11, 22)).is_ok());
        assert!(chronological(None, day(11, 22)).is_ok());
    }
}
