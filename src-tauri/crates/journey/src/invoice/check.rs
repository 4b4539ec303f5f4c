//! The check-list that blocks an incomplete invoice, before it takes a number.

use crate::contact::address::Address;
use crate::contact::card::{ClientCard, ClientKind};
use crate::contact::electronic::unset_addresses;
use crate::contact::identity::{Identity, unknown_seller};
use crate::contact::place::country_of;
use crate::invoice::chorus::chorus_lacks;
use crate::invoice::delay::{due, longest_delay};
use chrono::NaiveDate;
use values::problem::Problem;

/// What an invoice is checked against before it takes a number.
#[derive(Clone, Copy, Debug)]
pub struct InvoiceSetting<'a> {
    pub today: NaiveDate,
    pub seller: Option<&'a Identity>,
    pub buyer: &'a ClientCard,
    pub due_on: NaiveDate,
    /// The buyer's own purchase-order number; empty for none.
    pub order_number: &'a str,
    /// Are goods sold, that go somewhere?
    pub delivers: bool,
}

/// An electronic invoice names countries by their codes (EN 16931, BR-11 and BR-57): that of the buyer, and that to which
/// goods go.
fn places(setting: InvoiceSetting) -> Vec<Problem> {
    let buyer = setting.buyer;
    let mut named = vec![("client.address.country", &buyer.address)];
    if setting.delivers {
        named.push(("client.delivery_address.country", &buyer.delivery_address));
    }
    let unknown = |(field, address): (&str, &Address)| {
        country_of(address).is_none().then(|| {
            let sentence = format!(
                "Le pays « {} » est inconnu : écrivez son nom en entier sur la fiche du client.",
                address.country
            );
            Problem::blocks(field, sentence)
        })
    };
    named.into_iter().filter_map(unknown).collect()
}

/// Everything that stands in the way of issuing, each at its field (CGI ann. II art. 242 nonies A; C. com. L441-9).
#[must_use]
pub fn check_list(setting: InvoiceSetting) -> Vec<Problem> {
    let mut problems = Vec::new();
    let buyer = setting.buyer;
    match setting.seller {
        None => problems.push(unknown_seller().into()),
        Some(seller) => {
            if seller.iban.is_empty() && seller.ways.is_empty() && seller.payment_link.is_empty() {
                problems.push(Problem::warns(
                    "seller.iban",
                    "Sans IBAN, le client ne sait pas où payer : ajoutez-le dans les réglages.",
                ));
            }
        }
    }
    if let Err(refusal) = buyer.has_address() {
        problems.push(refusal.into());
    }
    problems.extend(places(setting));
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
        // An association without staff, grants nor trade has no SIREN.
        ClientKind::Association if french && buyer.siret.is_empty() => {
            problems.push(Problem::warns(
                "client.siret",
                "Le SIREN de l’association manque : si elle en a un, complétez sa fiche.",
            ));
        }
        ClientKind::Company
        | ClientKind::SoleTrader
        | ClientKind::Association
        | ClientKind::PublicBody
        | ClientKind::Person => {}
    }
    if buyer.order_number_required && setting.order_number.is_empty() {
        problems.push(Problem::blocks(
            "order_number",
            "Ce client exige son numéro de bon de commande : demandez-le-lui et indiquez-le.",
        ));
    }
    problems.extend(chorus_lacks(buyer, setting.order_number));
    if let Err(refusal) = due(setting.today, setting.due_on, longest_delay(buyer, setting.today)) {
        problems.push(refusal.into());
    }
    problems.extend(unset_addresses(setting.seller, buyer, setting.today));
    problems
}
