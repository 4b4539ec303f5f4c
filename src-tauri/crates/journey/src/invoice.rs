//! Invoice: kinds, due dates, and the check-list that blocks an incomplete one.

pub(crate) mod check;
pub(crate) mod chorus;
pub(crate) mod delay;
pub mod early;
pub(crate) mod instalments;
pub(crate) mod passed;
pub(crate) mod terms;
pub mod typed;

pub use check::{InvoiceSetting, check_list};
pub use chorus::{ChorusDeposit, chorus};
pub use delay::{
    agreed, beyond, days_after, due, late_wording, longest_delay, named_terms, shortened, typed_due,
    typed_terms,
};
pub use early::{EarlyChoice, EarlyDiscount};
pub use instalments::{
    Instalment, InstalmentContent, MOST_INSTALMENTS, counted, instalments, outstanding, take_latest,
};
pub use passed::{PassedWarnings, passed};
pub use terms::PaymentTerms;

use crate::contact::card::{ClientCard, ClientKind};
use crate::language::Language;
use crate::number::Series;
use crate::say;
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

values::stored!(InvoiceKind {
    Deposit = "deposit",
    Progress = "progress",
    Balance = "balance",
    Standalone = "standalone",
    CreditNote = "credit_note",
    Elsewhere = "elsewhere",
});

impl InvoiceKind {
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

/// Does the client's card, with the order number known so far, let an invoice be issued?
#[must_use]
pub fn is_ready(buyer: &ClientCard, order_number: &str) -> bool {
    let identified = !buyer.kind.is_professional()
        || buyer.kind == ClientKind::Association
        || !buyer.address.country.is_empty()
        || !buyer.siret.is_empty();
    buyer.address.is_complete() && identified && !(buyer.order_number_required && order_number.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::card::ClientKind;
    use chrono::NaiveDate;
    use serde_json::json;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    #[test]
    fn a_professional_buyer_without_siren_blocks() {
        let buyer: ClientCard = serde_json::from_value(json!({"kind": "company", "name": "Lumen",
            "address": {"street": "1 rue A", "postcode": "75001", "city": "Paris"}, "order_number_required": true}))
        .unwrap();
        let problems = check_list(InvoiceSetting {
            today: day(11, 22),
            seller: None,
            buyer: &buyer,
            due_on: day(11, 1),
            order_number: "",
            delivers: false,
        });
        let fields: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["seller", "client.siret", "order_number", "due_on", "client.email"]);
        assert!(problems.iter().all(|p| p.blocking != (p.field == "client.email")));
    }

    #[test]
    fn a_country_is_asked_for_where_goods_go_and_an_address_where_none_is_known() {
        let buyer: ClientCard = serde_json::from_value(json!({"kind": "person", "name": "Zoé",
            "address": {"street": "1 rue A", "postcode": "75001", "city": "Paris"},
            "delivery_address": {"street": "1 Weg", "postcode": "10115", "city": "Berlin", "country": "Allemange"}}))
        .unwrap();
        let fields = |delivers, buyer: &ClientCard| -> Vec<(String, bool)> {
            let due_on = day(11, 30);
            let setting = InvoiceSetting {
                today: day(11, 22),
                seller: None,
                buyer,
                due_on,
                order_number: "",
                delivers,
            };
            check_list(setting).into_iter().map(|p| (p.field, p.blocking)).skip(1).collect()
        };
        assert_eq!(fields(false, &buyer), [("client.email".to_owned(), false)]);
        assert_eq!(fields(true, &buyer)[0], ("client.delivery_address.country".to_owned(), true));
        let known = ClientCard { email: "zoe@exemple.fr".into(), ..buyer };
        assert!(fields(false, &known).is_empty());
    }

    #[test]
    fn a_due_date_stays_within_sixty_days() {
        let ceiling = longest_delay(&ClientCard::named(ClientKind::Company, "Lumen"), day(11, 1));
        assert!(due(day(11, 1), day(12, 31), ceiling).is_ok());
        assert!(due(day(10, 1), day(12, 31), ceiling).is_err());
    }
}
