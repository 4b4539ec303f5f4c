//! Who is named: seller, buyer, payee, tax representative.

use crate::document::Profile;
use crate::rules::checks::Checks;
use crate::rules::codes::{Codes, is_code};
use crate::told::{Group, Syntax};

pub fn check(sheet: &mut Checks<'_>) {
    let document = sheet.document;
    let told = &document.told;
    let minimum = document.profile == Profile::Minimum;
    let none = Group { id: "", label: String::new(), at: 0, terms: Vec::new(), groups: Vec::new() };
    let seller = told.one("BG-4").unwrap_or(&none);
    let buyer = told.one("BG-7").unwrap_or(&none);
    sheet.hold(seller.text("BT-27").is_some(), "BR-06", seller, "BT-27");
    sheet.hold(buyer.text("BT-44").is_some(), "BR-07", buyer, "BT-44");
    address(sheet, seller, ["BG-5", "BT-40"], ["BR-08", "BR-09"]);
    let named = ["BT-29", "BT-30", "BT-31"].iter().any(|term| seller.has(term));
    sheet.hold(named || told.one("BG-4").is_none(), "BR-CO-26", seller, "BT-30");
    for (party, terms) in [(seller, "BT-31"), (buyer, "BT-48"), (told.one("BG-11").unwrap_or(&none), "BT-63")]
    {
        for number in party.all(terms) {
            let prefix: String = number.plain().chars().take(2).collect();
            sheet.hold(is_code(Codes::VatPrefix, &prefix), "BR-CO-09", party, terms);
        }
    }
    if minimum {
        return;
    }
    address(sheet, buyer, ["BG-8", "BT-55"], ["BR-10", "BR-11"]);
    for (party, address, scheme, rule) in
        [(seller, "BT-34", "BT-34-1", "BR-62"), (buyer, "BT-49", "BT-49-1", "BR-63")]
    {
        sheet.hold(!party.has(address) || party.text(scheme).is_some(), rule, party, address);
    }
    for agent in told.every("BG-11") {
        sheet.hold(agent.text("BT-62").is_some(), "BR-18", agent, "BT-62");
        sheet.hold(agent.text("BT-63").is_some(), "BR-56", agent, "BT-63");
        address(sheet, agent, ["BG-12", "BT-69"], ["BR-19", "BR-20"]);
    }
    for payee in told.every("BG-10") {
        let own = payee.text("BT-59").is_some();
        sheet.hold(own && !same_as_seller(sheet.document.syntax, payee, seller), "BR-17", payee, "BT-59");
    }
}

/// UBL compares trading names and identifiers; CII compares with a seller that never stands there.
fn same_as_seller(syntax: Syntax, payee: &Group, seller: &Group) -> bool {
    let shared =
        |own: &str, other: &str| payee.all(own).any(|one| seller.all(other).any(|two| one.text == two.text));
    syntax == Syntax::Ubl && (shared("BT-59", "BT-28") || shared("BT-60", "BT-29"))
}

fn address(sheet: &mut Checks<'_>, party: &Group, terms: [&str; 2], rules: [&str; 2]) {
    let address = party.one(terms[0]);
    sheet.hold(address.is_some(), rules[0], party, terms[0]);
    match address {
        Some(address) => sheet.hold(address.text(terms[1]).is_some(), rules[1], address, terms[1]),
        // The two syntaxes differ: without an address, only CII asks for its country too.
        None => sheet.hold(sheet.document.syntax == Syntax::Ubl, rules[1], party, terms[1]),
    }
}
