//! Who sells and who buys, as an electronic invoice names them.

use crate::paper::einvoice::told::given;
use crate::paper::electronic::ElectronicPart;
use einvoice::model::{SchemedId, Trader, TraderAddress, TraderContact};
use journey::contact::place::{country_at, country_of};
use journey::contact::{Address, ClientCard, Identity, Language};

/// BG-4.
pub fn selling(seller: &Identity, part: &ElectronicPart, abroad: bool) -> Trader {
    let (address, telephone) = seller.reached(abroad);
    let name = seller.full_name();
    let (scheme, value) = &part.seller_address;
    // Without a number of its own, the SIREN is what the tax office knows it by (BT-32).
    let registration = seller.vat_number.is_empty().then(|| seller.siren().to_owned());
    Trader {
        trading_name: given(&seller.brand).filter(|brand| *brand != name),
        identifiers: establishment(&seller.siret),
        legal_registration: Some(SchemedId::new("0002", seller.siren())),
        vat_number: given(&seller.vat_number),
        tax_registration: registration,
        legal_information: given(&seller.company_line(Language::French)),
        electronic_address: Some(SchemedId::new(scheme, value)),
        address: Some(postal(&address, country_of(&address))),
        contact: contact("", &telephone, &seller.email),
        name,
    }
}

/// BG-7; outside the scope of VAT no number of it may stand (BR-O-02).
pub fn buying(buyer: &ClientCard, part: &ElectronicPart, outside: bool) -> Trader {
    let (scheme, value) = &part.buyer_address;
    let siren = buyer.siren();
    Trader {
        name: buyer.name.clone(),
        identifiers: establishment(&buyer.siret),
        legal_registration: (!siren.is_empty()).then(|| SchemedId::new("0002", siren)),
        vat_number: given(&buyer.vat_number).filter(|_| !outside),
        electronic_address: Some(SchemedId::new(scheme, value)),
        address: Some(placed(buyer, &buyer.address)),
        contact: contact(&buyer.contact, "", ""),
        ..Trader::default()
    }
}

/// A SIRET; a SIREN alone names no place.
fn establishment(siret: &str) -> Vec<SchemedId> {
    if siret.len() == 14 { vec![SchemedId::new("0009", siret)] } else { Vec::new() }
}

fn contact(name: &str, telephone: &str, email: &str) -> Option<TraderContact> {
    let known = TraderContact { name: given(name), telephone: given(telephone), email: given(email) };
    (known != TraderContact::default()).then_some(known)
}

/// One of the buyer's addresses (BG-8, BG-15), in the country where they are.
pub fn placed(buyer: &ClientCard, address: &Address) -> TraderAddress {
    postal(address, country_at(buyer, address))
}

/// A country that nobody knows is left out: it is never taken for another.
fn postal(address: &Address, country: Option<&str>) -> TraderAddress {
    TraderAddress {
        line1: given(&address.street),
        line2: given(&address.extra),
        city: given(&address.city),
        postcode: given(&address.postcode),
        // Kosovo has a code of its own in the list of EN 16931.
        country: country.map(|code| if code == "XK" { "1A" } else { code }).unwrap_or_default().to_owned(),
        ..TraderAddress::default()
    }
}
