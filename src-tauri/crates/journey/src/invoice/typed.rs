//! An invoice as it is typed, without quote or order: what it is for, then when it is paid.

use crate::contact::card::ClientCard;
use crate::contact::identity::Identity;
use crate::invoice::check::{InvoiceSetting, check_list};
use crate::invoice::delay::{agreed, longest_delay, named_terms, shortened, typed_due};
use crate::invoice::instalments::{Instalment, InstalmentContent, instalments};
use crate::invoice::terms::PaymentTerms;
use crate::law::Law;
use crate::quote::setting::QuoteSetting;
use crate::quote::{Line, LineContent, delivers, whole};
use crate::vat::Totals;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::BasisPoints;
use values::problem::Problem;
use values::refusal::Refusal;

/// An invoice as it is typed; every number and date is text, empty for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InvoiceContent {
    pub subject: String,
    pub lines: Vec<LineContent>,
    /// Discount on the whole, in percent.
    pub discount: String,
    /// The day the work began; empty where it took no longer than a day, or nobody says.
    pub began_on: String,
    /// The day the work was done; today if empty.
    pub supplied_on: String,
    /// A day, or terms in words (« 45 jours fin de mois »); empty for the terms of the client or the house.
    pub due_on: String,
    /// Discount for early payment: « 2 % à 8 jours », « aucun »; empty for what is usual.
    pub early_discount: String,
    /// Several due dates, each with its part; none for a single one.
    pub instalments: Vec<InstalmentContent>,
    /// The client's purchase-order number.
    pub order_number: String,
    pub notes: String,
    /// Unit prices are typed with VAT included.
    pub with_vat: bool,
}

/// What a typed invoice is checked against.
#[derive(Clone, Copy, Debug)]
pub struct TypedSetting<'a> {
    pub today: NaiveDate,
    /// The day of the work, which decides of VAT.
    pub supplied_on: NaiveDate,
    /// As they stood towards VAT on that day.
    pub seller: Option<&'a Identity>,
    pub buyer: &'a ClientCard,
    pub law: &'a Law,
    /// Of the house, where the client has none of their own.
    pub payment: PaymentTerms,
}

/// The day of the work as typed, as far as it can be read; never after today.
#[must_use]
pub fn supplied_on(content: &InvoiceContent, today: NaiveDate) -> NaiveDate {
    let typed = input::optional_day("supplied_on", &content.supplied_on, Near::Past(today));
    typed.ok().flatten().unwrap_or(today).min(today)
}

/// What an invoice is for, worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sold {
    pub subject: String,
    pub lines: Vec<Line>,
    pub discount: BasisPoints,
    pub notes: String,
    pub totals: Totals,
}

/// When an invoice is paid, and what it refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    pub began_on: Option<NaiveDate>,
    pub supplied_on: NaiveDate,
    /// The day by which all is paid.
    pub due_on: NaiveDate,
    pub instalments: Vec<Instalment>,
    pub order_number: String,
    /// What the day was reckoned from, where it was not typed as a day.
    pub terms: Option<PaymentTerms>,
}

/// A value read, or what stands in its place with the problem noted.
fn read<T>(result: Result<T, Refusal>, otherwise: T, problems: &mut Vec<Problem>) -> T {
    result.unwrap_or_else(|refusal| {
        problems.push(refusal.into());
        otherwise
    })
}

/// Works out what the invoice is for as far as it goes, with every problem found.
pub fn sold(content: &InvoiceContent, setting: TypedSetting, problems: &mut Vec<Problem>) -> Sold {
    let subject = input::required(
        "subject",
        &content.subject,
        input::SHORT,
        "Donnez un objet à la facture, par exemple « Refonte du site ».",
    );
    let subject = read(subject, String::new(), problems);
    let notes = read(input::paragraph("notes", &content.notes, input::LONG), String::new(), problems);
    let discount = read(input::percent("discount", &content.discount), BasisPoints(0), problems);
    // An invoice offers nothing: every line counts.
    let lines: Vec<LineContent> =
        content.lines.iter().map(|line| LineContent { optional: false, ..line.clone() }).collect();
    // Lines are read against the day of the work and who sold on that day.
    let against = QuoteSetting {
        today: setting.supplied_on,
        seller: setting.seller,
        buyer: setting.buyer,
        law: setting.law,
        terms: None,
        payment: setting.payment,
        validity_days: 0,
    };
    let lines = whole::read(&lines, content.with_vat, against, problems);
    let totals = lines.sum(discount, problems);
    Sold { subject, lines: lines.lines, discount, notes, totals }
}

/// Works out when it is paid, with every problem found: of the days typed, then of all that an invoice wants.
pub fn claimed(
    content: &InvoiceContent,
    sold: &Sold,
    setting: TypedSetting,
    problems: &mut Vec<Problem>,
) -> Claimed {
    let (today, buyer) = (setting.today, setting.buyer);
    let ceiling = longest_delay(buyer, today);
    let terms = PaymentTerms::kept(&buyer.payment_days).unwrap_or(setting.payment);
    let usual = agreed(terms, today, ceiling);
    if content.due_on.trim().is_empty() && content.instalments.is_empty() {
        problems.extend(shortened(terms, ceiling).map(|said| Problem::warns("due_on", said)));
    }
    let typed = typed_due("due_on", &content.due_on, today).map(|day| day.unwrap_or(usual));
    let due_on = read(typed, usual, problems);
    let typed = input::optional_day("supplied_on", &content.supplied_on, Near::Past(today))
        .map(|day| day.unwrap_or(today));
    let supplied_on = read(typed, today, problems);
    if supplied_on > today {
        problems.push(Problem::blocks(
            "supplied_on",
            "Cette date est à venir : une prestation se facture une fois faite.",
        ));
    }
    let typed = input::optional_day("began_on", &content.began_on, Near::Past(today));
    let began_on = read(typed, None, problems);
    if began_on.is_some_and(|began_on| began_on > supplied_on) {
        problems.push(Problem::blocks(
            "began_on",
            "Le travail commence avant d’être réalisé : corrigez l’une des deux dates.",
        ));
    }
    let typed = input::code("order_number", &content.order_number, 35);
    let order_number = read(typed, String::new(), problems);
    problems.extend(check_list(InvoiceSetting {
        today,
        seller: setting.seller,
        buyer,
        due_on,
        order_number: &order_number,
        delivers: delivers(&sold.lines),
    }));
    let total = sold.totals.gross;
    // Without an amount, what is wrong is said at the lines.
    let (instalments, unread) = if total.0 > 0 {
        instalments(&content.instalments, &content.due_on, total, today, ceiling)
    } else {
        (Vec::new(), Vec::new())
    };
    problems.extend(unread);
    let due_on = instalments.last().map_or(due_on, |last| last.due_on);
    let terms = named_terms(&content.due_on, terms, today).filter(|_| instalments.is_empty());
    Claimed { began_on, supplied_on, due_on, instalments, order_number, terms }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use serde_json::json;
    use values::money::Cents;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn camille() -> Identity {
        serde_json::from_value(
            json!({"legal_form": "ei", "name": "Camille Durand", "siret": "73282932000074",
            "address": {"street": "12 rue des Carmes", "postcode": "35000", "city": "Rennes"},
            "vat_regime": "liable", "iban": "FR7630006000011234567890189", "electronic_address": "732829320"}),
        )
        .unwrap()
    }

    fn bakery() -> ClientCard {
        serde_json::from_value(json!({"kind": "company", "name": "Boulangerie Le Goff", "siret": "552100554",
            "electronic_address": "552100554", "address": {"street": "4 place des Halles", "postcode": "22300", "city": "Lannion"}}))
        .unwrap()
    }

    fn training() -> InvoiceContent {
        serde_json::from_value(json!({"subject": "Formation", "lines": [
            {"label": "Une journée", "unit_price": "450", "vat_rate": 2000, "optional": true}, {}]}))
        .unwrap()
    }

    fn worked(content: &InvoiceContent, buyer: &ClientCard) -> (Sold, Claimed, Vec<Problem>) {
        let camille = camille();
        let setting = TypedSetting {
            today: today(),
            supplied_on: today(),
            law: &Law::default(),
            seller: Some(&camille),
            buyer,
            payment: PaymentTerms::Net { days: 30 },
        };
        let mut problems = Vec::new();
        let sold = sold(content, setting, &mut problems);
        let claimed = claimed(content, &sold, setting, &mut problems);
        (sold, claimed, problems)
    }

    #[test]
    fn an_invoice_is_worked_out_without_a_quote() {
        let (sold, claimed, problems) = worked(&training(), &bakery());
        assert_eq!(problems, []);
        assert_eq!(sold.totals.gross, Cents(54_000), "what would be an option counts");
        assert_eq!(claimed.supplied_on, today());
        assert_eq!(claimed.due_on, today() + Days::new(30));
    }

    #[test]
    fn a_client_pays_within_their_own_days_and_the_law() {
        let within = |days: &str| {
            let buyer = ClientCard { payment_days: days.into(), ..bakery() };
            worked(&training(), &buyer).1.due_on
        };
        assert_eq!(within("45"), today() + Days::new(45));
        assert_eq!(within("90"), today() + Days::new(60));
    }

    #[test]
    fn every_problem_is_found_at_its_field_in_order() {
        let content = InvoiceContent {
            subject: " ".into(),
            discount: "beaucoup".into(),
            supplied_on: "01/12/2026".into(),
            due_on: "bientôt".into(),
            lines: vec![],
            ..training()
        };
        let (_, _, problems) = worked(
            &content,
            &ClientCard { siret: String::new(), electronic_address: String::new(), ..bakery() },
        );
        let fields: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "subject",
                "discount",
                "lines[0].label",
                "due_on",
                "supplied_on",
                "client.siret",
                "client.email"
            ]
        );
    }

    #[test]
    fn parts_are_paid_by_the_day_of_the_last() {
        let content = InvoiceContent {
            instalments: serde_json::from_value(
                json!([{"due_on": "30/11/2026", "part": "50 %"}, {"due_on": "15/12/2026"}]),
            )
            .unwrap(),
            ..training()
        };
        let (_, claimed, problems) = worked(&content, &bakery());
        assert_eq!(problems, []);
        assert_eq!(claimed.instalments.iter().map(|p| p.amount.0).collect::<Vec<_>>(), [27_000, 27_000]);
        assert_eq!(claimed.due_on.to_string(), "2026-12-15");
    }
}
