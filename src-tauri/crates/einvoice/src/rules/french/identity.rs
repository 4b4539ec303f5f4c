//! Who is who in France: SIREN, SIRET, electronic addresses.

use crate::document::Document;
use crate::rules::checks::Checks;
use crate::told::{Group, Said, Syntax};

/// A party: its group, and the terms of its identifiers, its legal registration and its electronic address.
const PARTIES: [(&str, &str, &str, &str); 8] = [
    ("BG-4", "BT-29", "BT-30", "BT-34"),
    ("BG-7", "BT-46", "BT-47", "BT-49"),
    ("BG-10", "BT-60", "BT-61", "EXT-FR-FE-29"),
    ("EXT-FR-FE-BG-01", "EXT-FR-FE-06", "EXT-SIREN", "EXT-FR-FE-12"),
    ("EXT-FR-FE-BG-02", "EXT-FR-FE-46", "EXT-SIREN", "EXT-FR-FE-52"),
    ("EXT-FR-FE-BG-03", "EXT-FR-FE-69", "EXT-SIREN", "EXT-FR-FE-75"),
    ("EXT-FR-FE-BG-04", "EXT-FR-FE-92", "EXT-SIREN", "EXT-FR-FE-98"),
    ("EXT-FR-FE-BG-05", "EXT-FR-FE-115", "EXT-SIREN", "EXT-FR-FE-121"),
];

/// Documents that the buyer writes for the seller: it is the seller that receives them.
const SELF_BILLED: [&str; 7] = ["389", "501", "500", "471", "473", "261", "502"];

pub fn check(sheet: &mut Checks<'_>) {
    let told = &sheet.document.told;
    for (id, identifiers, legal, address) in PARTIES {
        for party in told.every(id) {
            identified(sheet, party, identifiers);
            siret(sheet, party, identifiers, legal);
            siren(sheet, party, [identifiers, legal]);
            addressed(sheet, party, address);
        }
    }
    for delivery in told.every("BG-13") {
        identified(sheet, delivery, "BT-71");
        siret(sheet, delivery, "BT-71", "");
    }
    seller_and_buyer(sheet);
    single_taxable_person(sheet);
}

fn scheme<'a>(document: &'a Document, said: &Said) -> Option<&'a str> {
    document.tree.element(said.at).attribute("schemeID")
}

/// Identifiers that name a register, as each syntax has them.
fn global<'a>(document: &Document, party: &'a Group, term: &'a str) -> Vec<&'a Said> {
    let bare =
        |said: &&Said| document.syntax == Syntax::Ubl || document.tree.element(said.at).name == "GlobalID";
    party.all(term).filter(bare).collect()
}

fn identified(sheet: &mut Checks<'_>, party: &Group, term: &str) {
    let document = sheet.document;
    let all = global(document, party, term);
    let mut schemes: Vec<&str> = all.iter().filter_map(|said| scheme(document, said)).collect();
    sheet.hold(schemes.len() == all.len(), &format!("BR-FR-CO-10_{term}-1"), party, term);
    let count = schemes.len();
    schemes.sort_unstable();
    schemes.dedup();
    sheet.hold(schemes.len() == count, &format!("BR-FR-CO-10_{term}-2"), party, term);
    // Routing codes of the French directory.
    for said in all.iter().filter(|said| scheme(document, said) == Some("0224")) {
        sheet.hold(is_address(&said.text), &format!("BR-FR-24_{term}"), party, term);
        sheet.hold(said.text.chars().count() <= 100, &format!("BR-FR-26_{term}"), party, term);
    }
}

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|one| one.is_ascii_digit())
}

fn is_address(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-_.".contains(c))
}

fn siret(sheet: &mut Checks<'_>, party: &Group, term: &str, legal: &str) {
    let document = sheet.document;
    let Some(siret) = party.all(term).find(|said| scheme(document, said) == Some("0009")) else { return };
    let siren =
        party.all(legal).find(|said| scheme(document, said) == Some("0002")).map(|said| said.text.as_str());
    // Seller and buyer have a SIREN of their own; of the others, the SIRET is enough.
    let own = matches!(term, "BT-29" | "BT-46");
    let agrees = siren.map_or(!own, |siren| siret.text.get(..9) == Some(siren));
    sheet.hold(digits(&siret.text, 14) && agrees, &format!("BR-FR-09_{term}"), party, term);
}

fn siren(sheet: &mut Checks<'_>, party: &Group, [identifiers, legal]: [&str; 2]) {
    let document = sheet.document;
    for said in party.all(legal).filter(|said| scheme(document, said) == Some("0002")) {
        sheet.hold(digits(said.plain(), 9), "BR-FR-32-LEGALID", party, legal);
    }
    for said in global(document, party, identifiers) {
        if matches!(scheme(document, said), Some("0002" | "0231")) {
            sheet.hold(digits(said.plain(), 9), "BR-FR-32-GLOBALID", party, identifiers);
        }
    }
}

fn addressed(sheet: &mut Checks<'_>, party: &Group, term: &str) {
    let document = sheet.document;
    for said in party.all(term) {
        if scheme(document, said) == Some("0225") {
            sheet.hold(is_address(&said.text), &format!("BR-FR-23_{term}"), party, term);
        }
        sheet.hold(said.text.chars().count() <= 125, &format!("BR-FR-25_{term}"), party, term);
    }
}

fn seller_and_buyer(sheet: &mut Checks<'_>) {
    let document = sheet.document;
    let told = &document.told;
    let none = Group { id: "", label: String::new(), at: 0, terms: Vec::new(), groups: Vec::new() };
    let (seller, buyer) = (told.one("BG-4").unwrap_or(&none), told.one("BG-7").unwrap_or(&none));
    let own = |party: &Group, term: &str| {
        let siren = party.all(term).find(|said| scheme(document, said) == Some("0002"));
        siren.map(|said| said.plain().to_owned())
    };
    let (selling, buying) = (own(seller, "BT-30"), own(buyer, "BT-47"));
    let is_siren = |siren: &Option<String>| siren.as_deref().is_some_and(|siren| digits(siren, 9));
    sheet.hold(is_siren(&selling), "BR-FR-10_BT-30", seller, "BT-30");
    let firms = told.every("BG-1").any(|note| {
        note.text("BT-21") == Some("BAR") && note.first("BT-22").is_some_and(|said| said.text == "B2B")
    });
    sheet.hold(!firms || is_siren(&buying), "BR-FR-11_BT-47", buyer, "BT-47");
    sheet.hold(
        buyer.first("BT-49").is_some_and(|said| !said.text.is_empty()),
        "BR-FR-12_BT-49",
        buyer,
        "BT-49",
    );
    sheet.hold(
        seller.first("BT-34").is_some_and(|said| !said.text.is_empty()),
        "BR-FR-13_BT-34",
        seller,
        "BT-34",
    );
    let self_billed = told.text("BT-3").is_some_and(|kind| SELF_BILLED.contains(&kind));
    let (party, address, legal, rule) = if self_billed {
        (seller, "BT-34", "BT-30", "BR-FR-22_BT-34")
    } else {
        (buyer, "BT-49", "BT-47", "BR-FR-21_BT-49")
    };
    let begins = party.first(address).is_some_and(|said| {
        let siren = party.first(legal).map(|said| said.text.as_str()).unwrap_or_default();
        said.text.starts_with(siren) && scheme(document, said) == Some("0225")
    });
    sheet.hold(!firms || begins, rule, party, address);
}

/// A member of a VAT group (« assujetti unique », CGI art. 256 C) says so, and names the group.
fn single_taxable_person(sheet: &mut Checks<'_>) {
    let document = sheet.document;
    let told = &document.told;
    let Some(seller) = told.one("BG-4") else { return };
    if !seller.all("BT-29").any(|said| scheme(document, said) == Some("0231")) {
        return;
    }
    let noted = told.every("BG-1").any(|note| {
        note.text("BT-21") == Some("TXD") && note.text("BT-22") == Some("MEMBRE_ASSUJETTI_UNIQUE")
    });
    sheet.hold(noted, "BR-FR-CO-14_BT-29-1", seller, "BT-29");
    let named = told.one("BG-11").is_some_and(|agent| agent.text("BT-63").is_some());
    sheet.hold(named, "BR-FR-CO-15_BT-29-1", seller, "BT-63");
}
