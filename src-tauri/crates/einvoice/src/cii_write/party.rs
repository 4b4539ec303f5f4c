//! Who sells, buys or stands for the seller.

use crate::cii_write::pen::Pen;
use crate::model::{TaxAgent, Trader, TraderAddress, TraderContact};

/// BG-4, BG-7, BG-10.
pub fn write(pen: &mut Pen, name: &str, trader: &Trader) {
    pen.within(name, |pen| {
        // The schema asks for plain identifiers before those of a scheme.
        let (schemed, plain): (Vec<_>, Vec<_>) =
            trader.identifiers.iter().partition(|id| id.scheme.is_some());
        for id in plain.into_iter().chain(schemed) {
            pen.identifier(id);
        }
        pen.leaf("ram:Name", &trader.name);
        pen.given("ram:Description", trader.legal_information.as_deref());
        if trader.legal_registration.is_some() || trader.trading_name.is_some() {
            pen.within("ram:SpecifiedLegalOrganization", |pen| {
                if let Some(id) = &trader.legal_registration {
                    pen.schemed("ram:ID", id);
                }
                pen.given("ram:TradingBusinessName", trader.trading_name.as_deref());
            });
        }
        if let Some(known) = &trader.contact {
            contact(pen, known);
        }
        if let Some(known) = &trader.address {
            address(pen, known);
        }
        if let Some(id) = &trader.electronic_address {
            pen.within("ram:URIUniversalCommunication", |pen| pen.schemed("ram:URIID", id));
        }
        registered(pen, "FC", trader.tax_registration.as_deref());
        registered(pen, "VA", trader.vat_number.as_deref());
    });
}

/// BG-11.
pub fn agent(pen: &mut Pen, agent: &TaxAgent) {
    pen.within("ram:SellerTaxRepresentativeTradeParty", |pen| {
        pen.leaf("ram:Name", &agent.name);
        if let Some(known) = &agent.address {
            address(pen, known);
        }
        registered(pen, "VA", agent.vat_number.as_deref());
    });
}

/// BG-5, BG-8, BG-12, BG-15.
pub fn address(pen: &mut Pen, address: &TraderAddress) {
    pen.within("ram:PostalTradeAddress", |pen| {
        pen.given("ram:PostcodeCode", address.postcode.as_deref());
        pen.given("ram:LineOne", address.line1.as_deref());
        pen.given("ram:LineTwo", address.line2.as_deref());
        pen.given("ram:LineThree", address.line3.as_deref());
        pen.given("ram:CityName", address.city.as_deref());
        pen.leaf("ram:CountryID", &address.country);
        pen.given("ram:CountrySubDivisionName", address.subdivision.as_deref());
    });
}

/// BG-6, BG-9.
fn contact(pen: &mut Pen, contact: &TraderContact) {
    pen.within("ram:DefinedTradeContact", |pen| {
        pen.given("ram:PersonName", contact.name.as_deref());
        if let Some(telephone) = &contact.telephone {
            pen.within("ram:TelephoneUniversalCommunication", |pen| {
                pen.leaf("ram:CompleteNumber", telephone);
            });
        }
        if let Some(email) = &contact.email {
            pen.within("ram:EmailURIUniversalCommunication", |pen| pen.leaf("ram:URIID", email));
        }
    });
}

fn registered(pen: &mut Pen, scheme: &str, id: Option<&str>) {
    if let Some(id) = id {
        pen.within("ram:SpecifiedTaxRegistration", |pen| {
            pen.leaf_with("ram:ID", &[("schemeID", scheme)], id);
        });
    }
}
