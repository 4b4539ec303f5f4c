//! The routes to what is owed: which are open between these two for that amount, with cost and time.
//!
//! The rows stand in `assets/legal/routes.tsv`, dated, each with its source.

use crate::contact::card::{ClientCard, ClientKind};
use crate::contact::country::country_code;
use crate::contact::form::LegalForm;
use crate::contact::identity::Identity;
use crate::legal::{self, Dates, rows};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

const ROUTES: &str = include_str!("../../../../../assets/legal/routes.tsv");

/// A way to what is owed, from mediation to a judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RouteRow {
    code: &'static str,
    /// `any`, `trader` or `not_trader`.
    creditor: &'static str,
    /// `any`, `firm`, `person`, `public`, `union` (but Denmark) or `abroad`.
    debtor: &'static str,
    /// Open up to this much.
    most: Option<Cents>,
    name: &'static str,
    cost: &'static str,
    time: &'static str,
    text: &'static str,
    dates: Dates,
}

/// Every route, in the order of the table.
fn table() -> impl Iterator<Item = RouteRow> {
    rows(ROUTES).filter_map(|row| {
        Some(RouteRow {
            code: row.first()?,
            creditor: row.get(1)?,
            debtor: row.get(2)?,
            most: row.get(3)?.parse().ok().map(Cents),
            name: row.get(4)?,
            cost: row.get(5)?,
            time: row.get(6)?,
            text: row.get(7)?,
            dates: Dates::of(row.get(8..)?)?,
        })
    })
}

/// A route as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Route {
    pub code: String,
    pub name: String,
    pub cost: String,
    pub time: String,
    pub text: String,
    /// The articles it rests on.
    pub source: String,
}

/// A merchant by the form of its company (C. com. L210-1), or by its entry in the trade register.
fn is_trader(creditor: &Identity) -> bool {
    match creditor.legal_form {
        LegalForm::Eurl
        | LegalForm::Sarl
        | LegalForm::Sasu
        | LegalForm::Sas
        | LegalForm::Sa
        | LegalForm::Snc
        | LegalForm::Scop => true,
        LegalForm::Micro | LegalForm::Ei => creditor.registry.to_uppercase().contains("RCS"),
        LegalForm::Selarl
        | LegalForm::Selas
        | LegalForm::Scp
        | LegalForm::Scm
        | LegalForm::Sci
        | LegalForm::Association
        | LegalForm::Other => false,
    }
}

/// What the debtor is before the courts.
fn debtor(card: &ClientCard, day: NaiveDate) -> &'static str {
    if card.is_abroad() {
        // Denmark takes part in neither regulation.
        let code = country_code(&card.address.country).filter(|code| *code != "DK");
        return if code.is_some_and(|code| legal::in_union(code, day)) { "union" } else { "abroad" };
    }
    match card.kind {
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association => "firm",
        ClientKind::Person => "person",
        ClientKind::PublicBody => "public",
    }
}

/// The routes open on that day for that amount, the mildest first.
#[must_use]
pub fn routes(creditor: &Identity, card: &ClientCard, amount: Cents, day: NaiveDate) -> Vec<Route> {
    let (trader, debtor) = (is_trader(creditor), debtor(card, day));
    let fits = |row: &RouteRow| {
        let by = match row.creditor {
            "trader" => trader,
            "not_trader" => !trader,
            _ => true,
        };
        by && (row.debtor == "any" || row.debtor == debtor)
            && row.most.is_none_or(|most| amount <= most)
            && row.dates.holds_on(day)
    };
    table()
        .filter(fits)
        .map(|row| Route {
            code: row.code.to_owned(),
            name: row.name.to_owned(),
            cost: row.cost.to_owned(),
            time: row.time.to_owned(),
            text: row.text.to_owned(),
            source: row.dates.source.to_owned(),
        })
        .collect()
}

/// The name of a route; none where there is no such one.
#[must_use]
pub fn route_name(code: &str) -> Option<&'static str> {
    table().find(|row| row.code == code).map(|row| row.name)
}

/// Every route that was ever open, by code and name, each once.
#[must_use]
pub fn all_routes() -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<(&str, &str)> = Vec::new();
    for row in table() {
        if all.iter().all(|(code, _)| *code != row.code) {
            all.push((row.code, row.name));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::address::Address;
    use serde_json::json;

    fn creditor(legal_form: LegalForm, registry: &str) -> Identity {
        let typed = json!({
            "legal_form": legal_form, "name": "Camille Durand", "siret": "", "address": Address::default(),
            "vat_regime": "liable", "registry": registry,
        });
        serde_json::from_value(typed).unwrap()
    }

    fn codes(creditor: &Identity, kind: ClientKind, euros: i64, day: (i32, u32, u32)) -> Vec<String> {
        let day = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
        let card = ClientCard::named(kind, "Débiteur");
        routes(creditor, &card, Cents(euros * 100), day).into_iter().map(|route| route.code).collect()
    }

    #[test]
    fn who_one_is_decides_which_routes_are_open() {
        let liberal = creditor(LegalForm::Ei, "");
        let company = creditor(LegalForm::Sasu, "RCS Rennes");
        let day = (2026, 11, 26);
        let open = codes(&liberal, ClientKind::Company, 4_000, day);
        assert!(
            open.contains(&"small_claim".to_owned()) && !open.contains(&"traders".to_owned()),
            "{open:?}"
        );
        let open = codes(&company, ClientKind::Company, 40_000, day);
        assert!(
            open.contains(&"traders".to_owned()) && !open.contains(&"small_claim".to_owned()),
            "{open:?}"
        );
        let open = codes(&liberal, ClientKind::Company, 5_001, day);
        assert!(!open.contains(&"small_claim".to_owned()), "more than 5 000 €");
        let open = codes(&liberal, ClientKind::PublicBody, 4_000, day);
        assert!(open.contains(&"prefect".to_owned()) && !open.contains(&"order".to_owned()), "{open:?}");
        let mut abroad = ClientCard::named(ClientKind::Company, "Kunde");
        abroad.address = Address { country: "DE".to_owned(), ..Address::default() };
        let day = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        assert_eq!(routes(&liberal, &abroad, Cents(400_000), day)[0].code, "european_order");
        for elsewhere in ["DK", "CH", "US"] {
            abroad.address.country = elsewhere.to_owned();
            assert_eq!(routes(&liberal, &abroad, Cents(400_000), day)[0].code, "collector", "{elsewhere}");
        }
    }

    #[test]
    fn an_order_given_from_september_2026_is_served_within_three_months() {
        let liberal = creditor(LegalForm::Ei, "");
        let text = |day: NaiveDate| {
            let card = ClientCard::named(ClientKind::Company, "Débiteur");
            let all = routes(&liberal, &card, Cents(100_000), day);
            all.into_iter().filter(|route| route.code == "order").map(|route| route.text).collect::<Vec<_>>()
        };
        let before = text(NaiveDate::from_ymd_opt(2026, 8, 31).unwrap());
        let after = text(NaiveDate::from_ymd_opt(2026, 9, 1).unwrap());
        assert_eq!((before.len(), after.len()), (1, 1));
        assert!(before[0].contains("six mois") && after[0].contains("trois mois"));
    }

    #[test]
    fn every_route_is_read_and_says_where_it_stands() {
        assert_eq!(table().count(), rows(ROUTES).count());
        for row in table() {
            assert!(["any", "trader", "not_trader"].contains(&row.creditor), "{row:?}");
            assert!(["any", "firm", "person", "public", "union", "abroad"].contains(&row.debtor), "{row:?}");
            assert!(
                row.text.ends_with('.') && !row.cost.is_empty() && !row.dates.source.is_empty(),
                "{row:?}"
            );
            let day = |text: &str| text.parse::<NaiveDate>().unwrap();
            assert!(day(row.dates.checked_until) <= day(row.dates.read_on), "{row:?}");
        }
    }
}
