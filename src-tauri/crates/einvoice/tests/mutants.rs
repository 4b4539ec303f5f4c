//! Invoices changed by dice, each with our verdict. `PARCOURS_MUTANTS` names a folder in which to leave both, to hold against
//! the official rules; without it, only that most changes are noticed is held here.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.

use einvoice::check::check;
use einvoice::finding::Severity;
use std::path::Path;

const INVOICE: &str = include_str!("samples/invoice.xml");
const MUTANTS: usize = 600;

/// An element that holds a text: where its tag begins, where its text stands, where it ends.
#[derive(Clone, Copy)]
struct Leaf {
    from: usize,
    text: (usize, usize),
    to: usize,
}

fn leaves(xml: &str) -> Vec<Leaf> {
    let mut found = Vec::new();
    for (close, _) in xml.match_indices("</") {
        let start = xml[..close].rfind('>').unwrap_or(0) + 1;
        let Some(from) = xml[..start].rfind('<') else { continue };
        // What ends right before is a child, and not the element's own tag.
        if xml[from..].starts_with("</") || xml[from..].starts_with("<?") {
            continue;
        }
        let to = close + xml[close..].find('>').unwrap() + 1;
        found.push(Leaf { from, text: (start, close), to });
    }
    found
}

/// The sample under another category of VAT: all of it without VAT, for one reason.
fn without_vat(category: &str, code: &str, buyer: &str, country: &str) -> String {
    let settled = INVOICE.find("<ram:ApplicableTradeTax><ram:CalculatedAmount>178").unwrap();
    let after = INVOICE.find("<ram:SpecifiedTradeAllowanceCharge>").unwrap();
    let tax = format!(
        "<ram:ApplicableTradeTax><ram:CalculatedAmount>0.00</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:ExemptionReason>Sans TVA</ram:ExemptionReason><ram:BasisAmount>1023.34</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:ExemptionReasonCode>{code}</ram:ExemptionReasonCode><ram:RateApplicablePercent>0.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>"
    );
    let text = format!("{}{tax}{}", &INVOICE[..settled], &INVOICE[after..]);
    let text = text
        .replace("<ram:CategoryCode>S<", &format!("<ram:CategoryCode>{category}<"))
        .replace(">20.00</ram:Rate", ">0.00</ram:Rate")
        .replace(">5.50</ram:Rate", ">0.00</ram:Rate")
        .replace(">185.33<", ">0.00<")
        .replace(">1208.67<", ">1023.34<")
        .replace(">208.67<", ">23.34<");
    let registered = format!(
        "<ram:SpecifiedTaxRegistration><ram:ID schemeID=\"VA\">{buyer}</ram:ID></ram:SpecifiedTaxRegistration></ram:BuyerTradeParty>"
    );
    let delivered = format!(
        "<ram:ApplicableHeaderTradeDelivery><ram:ShipToTradeParty><ram:PostalTradeAddress><ram:CountryID>{country}</ram:CountryID></ram:PostalTradeAddress></ram:ShipToTradeParty>"
    );
    text.replace("</ram:BuyerTradeParty>", &registered)
        .replace("<ram:ApplicableHeaderTradeDelivery>", &delivered)
}

fn bases() -> Vec<String> {
    vec![
        INVOICE.to_owned(),
        INVOICE.replace("<ram:TypeCode>380<", "<ram:TypeCode>386<"),
        without_vat("E", "VATEX-FR-FRANCHISE", "FR83552100554", "FR"),
        without_vat("AE", "VATEX-EU-AE", "FR83552100554", "FR"),
        without_vat("K", "VATEX-EU-IC", "DE136695976", "DE"),
        without_vat("G", "VATEX-EU-G", "DE136695976", "US"),
    ]
}

fn errors(xml: &str) -> Option<Vec<String>> {
    let checked = check(xml.as_bytes()).ok()?;
    let errors = checked.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
    let mut rules: Vec<String> = errors.map(|finding| finding.rule).collect();
    rules.sort();
    rules.dedup();
    Some(rules)
}

/// What stands there, otherwise.
fn instead(text: &str, dice: &mut fastrand::Rng) -> String {
    const CODES: [&str; 26] = [
        "S",
        "E",
        "AE",
        "K",
        "G",
        "O",
        "Z",
        "L",
        "XX",
        "30",
        "58",
        "381",
        "380",
        "386",
        "384",
        "EUR",
        "USD",
        "FR",
        "DE",
        "B2",
        "PMT",
        "BAR",
        "0.00",
        "20.00",
        "FR12345678901",
        "A b",
    ];
    let number = text.parse::<i64>().is_ok()
        || text
            .split_once('.')
            .is_some_and(|(whole, part)| whole.parse::<i64>().is_ok() && part.parse::<u32>().is_ok());
    match dice.u8(..7) {
        0 => String::new(),
        1 if number => format!("-{text}"),
        2 if number => format!("{text}1"),
        3 if number => format!("{}1", &text[..text.len().saturating_sub(1)]),
        4 => format!("{text}{text}"),
        5 => text.to_lowercase(),
        _ => CODES[dice.usize(..CODES.len())].to_owned(),
    }
}

fn mutant(base: &str, dice: &mut fastrand::Rng) -> String {
    let mut xml = base.to_owned();
    for _ in 0..dice.usize(1..3) {
        let leaves = leaves(&xml);
        let leaf = leaves[dice.usize(..leaves.len())];
        let whole = xml[leaf.from..leaf.to].to_owned();
        match dice.u8(..10) {
            0..=2 => xml.replace_range(leaf.from..leaf.to, ""),
            3 => xml.insert_str(leaf.to, &whole),
            4 => {
                // With what stands next: another order.
                let Some(next) = leaves.iter().find(|other| other.from == leaf.to) else { continue };
                let other = xml[next.from..next.to].to_owned();
                xml.replace_range(leaf.from..next.to, &format!("{other}{whole}"));
            }
            5 => {
                let Some(sign) = whole.find("=\"").filter(|at| leaf.from + at < leaf.text.0) else {
                    continue;
                };
                let end = whole[sign + 2..].find('"').unwrap() + sign + 2;
                let value =
                    ["VA", "FC", "0002", "0009", "0225", "EM", "XX", "USD", "C62", "ZZ"][dice.usize(..10)];
                xml.replace_range(leaf.from + sign + 2..leaf.from + end, value);
            }
            _ => {
                let text = instead(&xml[leaf.text.0..leaf.text.1], dice);
                xml.replace_range(leaf.text.0..leaf.text.1, &text);
            }
        }
    }
    xml
}

#[test]
fn the_bases_break_nothing() {
    for base in bases() {
        assert_eq!(errors(&base), Some(Vec::new()));
    }
}

#[test]
fn mutants_are_judged() {
    let bases = bases();
    let mut dice = fastrand::Rng::with_seed(2027);
    let folder = std::env::var_os("PARCOURS_MUTANTS");
    let mut wrong = 0;
    for count in 0..MUTANTS {
        let xml = mutant(&bases[count % bases.len()], &mut dice);
        let Some(rules) = errors(&xml) else { panic!("a mutant is no invoice: {xml}") };
        wrong += usize::from(!rules.is_empty());
        if let Some(folder) = &folder {
            let path = Path::new(folder).join(format!("{count:04}.xml"));
            std::fs::write(&path, &xml).unwrap();
            std::fs::write(path.with_extension("txt"), rules.join("\n")).unwrap();
        }
    }
    assert!(wrong > MUTANTS / 2 && wrong < MUTANTS, "{wrong} of {MUTANTS} are wrong");
}
