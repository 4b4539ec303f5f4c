//! Invoices changed by dice, each with our verdict. `PARCOURS_MUTANTS` names a folder in which to leave both, to hold against
//! the official rules, and `PARCOURS_CONFORMANCE` the invoices of every kind to change too (`cargo xtask conformance`);
//! without them, our verdicts are held here against the official ones as that command last told them.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.

use einvoice::container;
use einvoice::document::Document;
use einvoice::finding::Severity;
use einvoice::rules::{judge, judge_french};
use std::path::Path;

const INVOICE: &str = include_str!("samples/invoice.xml");
/// Nearly every group that the profile knows.
const WHOLE: &str = include_str!("samples/whole.xml");
/// For each of those changed from samples who refuses it by the official rules: nobody, the schema or EN 16931, BR-FR, or
/// both; `s` where a changed value stopped BR-FR, `-` where the verdicts differ and it is explained.
const OFFICIAL: &str = include_str!("samples/verdicts.txt");
const MUTANTS: usize = 600;
/// Of the invoices of every kind.
const OF_PAPERS: usize = 900;

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

/// An element that holds others, with all that it holds.
fn branch(xml: &str, dice: &mut fastrand::Rng) -> Option<(usize, usize)> {
    let opened: Vec<usize> = xml.match_indices("<ram:").map(|(at, _)| at).collect();
    let from = opened[dice.usize(..opened.len())];
    let name = xml[from + 1..].split([' ', '>', '/']).next().unwrap();
    let to = from + xml[from..].find(&format!("</{name}>"))? + name.len() + 3;
    Some((from, to))
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
        WHOLE.to_owned(),
    ]
}

/// What the PDFs of that folder carry.
fn carried(folder: &Path) -> Vec<String> {
    let mut papers: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    papers.retain(|path| path.extension().is_some_and(|end| end == "pdf"));
    papers.sort();
    let xml = |path: &std::path::PathBuf| container::open(&std::fs::read(path).unwrap()).unwrap().xml;
    papers.iter().map(|path| String::from_utf8(xml(path)).unwrap()).collect()
}

/// The rules that refuse it; those of the reform whether it concerns it or not, as the official ones do.
fn errors(xml: &str) -> Vec<String> {
    let Ok(document) = Document::read(xml.as_bytes()) else { return vec!["no invoice".to_owned()] };
    let mut findings = judge(&document);
    findings.extend(judge_french(&document));
    let errors = findings.into_iter().filter(|finding| finding.severity == Severity::Error);
    let mut rules: Vec<String> = errors.map(|finding| finding.rule).collect();
    rules.sort();
    rules.dedup();
    rules
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
        match dice.u8(..13) {
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
            6 => {
                // An amount, a code or a day, wherever it stands.
                let old = format!(">{}<", &xml[leaf.text.0..leaf.text.1]);
                let new = format!(">{}<", instead(&xml[leaf.text.0..leaf.text.1], dice));
                xml = xml.replace(&old, &new);
            }
            7 => {
                let other = leaves[dice.usize(..leaves.len())];
                let text = xml[other.text.0..other.text.1].to_owned();
                xml.replace_range(leaf.text.0..leaf.text.1, &text);
            }
            8 => {
                let Some((from, to)) = branch(&xml, dice) else { continue };
                let whole = xml[from..to].to_owned();
                xml.replace_range(
                    from..to,
                    if dice.bool() { String::new() } else { whole.repeat(2) }.as_str(),
                );
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
        assert_eq!(errors(&base), Vec::<String>::new());
    }
}

#[test]
fn mutants_are_judged() {
    let named = |name: &str| std::env::var_os(name).map(std::path::PathBuf::from);
    let (bases, folder) = (bases(), named("PARCOURS_MUTANTS"));
    let papers = named("PARCOURS_CONFORMANCE").map(|folder| carried(&folder)).unwrap_or_default();
    let mut dice = fastrand::Rng::with_seed(2027);
    let (mut wrong, mut official) = (0, OFFICIAL.chars().filter(|letter| !letter.is_whitespace()));
    let all = MUTANTS + if papers.is_empty() { 0 } else { OF_PAPERS };
    for count in 0..all {
        let base = match count.checked_sub(MUTANTS) {
            None => &bases[count % bases.len()],
            Some(more) => &papers[more % papers.len()],
        };
        let xml = mutant(base, &mut dice);
        let rules = errors(&xml);
        if let Some(official) = official.next() {
            let french = rules.iter().filter(|rule| rule.starts_with("BR-FR-")).count();
            let own = match (rules.len() > french, french > 0) {
                (false, false) => 'n',
                (true, false) => 'e',
                (false, true) => 'f',
                (true, true) => 'b',
            };
            let agrees = official == own || official == '-' || (official == 's' && !rules.is_empty());
            assert!(agrees, "{count}: {official} by the official rules, by ours {rules:?} in\n{xml}");
        }
        wrong += usize::from(!rules.is_empty());
        if let Some(folder) = &folder {
            let path = folder.join(format!("{count:04}.xml"));
            std::fs::write(&path, &xml).unwrap();
            std::fs::write(path.with_extension("txt"), rules.join("\n")).unwrap();
        }
    }
    assert_eq!(OFFICIAL.split_whitespace().map(str::len).sum::<usize>(), MUTANTS);
    assert!(wrong > all / 2 && wrong < all, "{wrong} of {all} are wrong");
}
