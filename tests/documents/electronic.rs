//! The invoice for machines: joined to its PDF, the same values in both, valid by the rules of EN 16931.

use crate::bytes::holds_up;
use crate::reader::{flat, paper, walked};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tests::{Books, Door, bakery, day, website};

/// What is joined to a paper, as text.
fn xml(pdf: &[u8]) -> String {
    let checked = einvoice::check::check(pdf).unwrap();
    assert_eq!(checked.findings, [], "{checked:#?}");
    assert_eq!((checked.format, checked.profile), ("Factur-X", "EN 16931"));
    String::from_utf8(einvoice::container::open(pdf).unwrap().xml).unwrap()
}

/// The texts of every element of that name.
fn said<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    xml.split(&open)
        .skip(1)
        .filter(|rest| rest.starts_with(['>', ' ']))
        .filter_map(|rest| rest.split(&close).next()?.split_once('>'))
        .map(|(_, text)| text)
        .collect()
}

/// Amounts of a French text, in cents: « 1 234,50 € ».
fn euros(text: &str) -> BTreeSet<i64> {
    text.split('€')
        .filter_map(|before| {
            let (whole, cents) = before.trim_end().rsplit_once(',')?;
            let cents: i64 = cents.parse().ok().filter(|_| cents.len() == 2)?;
            // A plain space parts a quantity from a price; those within a number are hard ones.
            let number =
                whole.rsplit(|c: char| !c.is_ascii_digit() && c != '\u{a0}' && c != '\u{202f}').next()?;
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            Some(digits.parse::<i64>().ok()? * 100 + cents)
        })
        .collect()
}

/// Amounts of elements, in cents without their sign.
fn amounts(xml: &str, names: &[&str]) -> BTreeSet<i64> {
    names
        .iter()
        .flat_map(|name| said(xml, name))
        .map(|text| {
            let (whole, cents) = text.trim_start_matches('-').split_once('.').unwrap_or((text, "0"));
            whole.parse::<i64>().unwrap() * 100 + format!("{cents:0<2}")[..2].parse::<i64>().unwrap()
        })
        .collect()
}

/// Every amount, date and name of one stands in the other.
fn agree(name: &str, pdf: &[u8], buyer: &Value) {
    let (text, xml) = (flat(pdf), xml(pdf));
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let own = [
        "ram:ChargeAmount",
        "ram:LineTotalAmount",
        "ram:ActualAmount",
        "ram:BasisAmount",
        "ram:CalculatedAmount",
        "ram:TaxBasisTotalAmount",
        "ram:TaxTotalAmount",
        "ram:GrandTotalAmount",
        "ram:DuePayableAmount",
    ];
    let printed = euros(&document.extract_text(&pages).unwrap());
    assert!(printed.len() > 2, "{name}: nothing was read in {text}");
    let mut machine = amounts(&xml, &own);
    // What is outside VAT has none, and nothing is written of it; BT-106 is the sum of lines of which each is printed.
    machine.remove(&0);
    let header = xml.split("HeaderMonetarySummation>").nth(1).unwrap();
    for sum in amounts(header, &["ram:LineTotalAmount"]) {
        machine.remove(&sum);
    }
    for amount in &machine {
        assert!(printed.contains(amount), "{name}: {amount} is not printed in {text}");
    }
    let mut told = machine;
    told.extend(said(&xml, "ram:Content").into_iter().chain(said(&xml, "ram:Description")).flat_map(euros));
    // The whole order is the sum of what stands on its lines, before what was invoiced.
    let whole: i64 = said(&xml, "ram:IncludedSupplyChainTradeLineItem")
        .into_iter()
        .filter(|line| !line.contains(">-1<"))
        .flat_map(|line| amounts(line, &["ram:LineTotalAmount"]))
        .sum();
    let discounts = amounts(header, &["ram:AllowanceTotalAmount"]).into_iter().sum::<i64>();
    told.extend([whole, whole - discounts]);
    for amount in &printed {
        assert!(told.contains(amount), "{name}: {amount} is not told to machines: {xml}");
    }
    for day in said(&xml, "udt:DateTimeString").into_iter().chain(said(&xml, "qdt:DateTimeString")) {
        let day = chrono::NaiveDate::parse_from_str(day, "%Y%m%d").unwrap();
        let long = values::words::long_date(day).replace('\u{a0}', " ");
        assert!(text.contains(&long), "{name}: {long} is not printed in {text}");
    }
    for field in ["ram:Name", "ram:LineOne", "ram:CityName", "ram:PostcodeCode", "ram:PersonName", "ram:ID"] {
        for value in said(&xml, field) {
            // Identifiers are printed in groups, labels wrap inside their column.
            let joined: String = text.split_whitespace().collect();
            let known = unescaped(value).split_whitespace().all(|word| joined.contains(word));
            // The norm, the process and the numbers of lines are nobody's names.
            let own = value.starts_with("urn:") || value.len() <= 2;
            assert!(known || own, "{name}: {field} {value} is not printed in {text}");
        }
    }
    assert!(said(&xml, "ram:Name").contains(&buyer["name"].as_str().unwrap()), "{name}");
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&apos;", "'").replace("&amp;", "&")
}

fn issued(house: &Door, deal: i64, number: &str) -> Vec<u8> {
    let pdf = paper(house, deal, number);
    holds_up(number, &pdf);
    pdf
}

#[test]
fn a_deposit_a_balance_and_a_credit_note_say_the_same_to_machines() {
    let books = Books::camille();
    let mut content = website();
    content["discount"] = json!("5");
    content["lines"][0]["section"] = json!("Conception & <maquettes>");
    let deal = walked(&books, bakery(), content);
    let house = books.on(day(11, 23));
    house.done("credit_invoice", json!({"invoice": 2, "amount": "120", "reason": "Geste commercial"}));
    for (number, kind, process) in
        [("F-2026-0001", "386", "S1"), ("F-2026-0002", "380", "S4"), ("A-2026-0001", "381", "S1")]
    {
        let pdf = issued(&house, deal, number);
        agree(number, &pdf, &bakery());
        let xml = xml(&pdf);
        assert_eq!(said(&xml, "ram:TypeCode")[0], kind, "{number}");
        assert!(xml.contains(&format!("<ram:ID>{process}</ram:ID>")), "{number}: {xml}");
        for subject in ["AAB", "PMD", "PMT"] {
            assert_eq!(xml.matches(&format!("<ram:SubjectCode>{subject}<")).count(), 1, "{number}");
        }
        assert!(flat(&pdf).contains("Factur-X EN 16931 · page 1 sur 1"), "{number}");
    }
    let balance = xml(&paper(&house, deal, "F-2026-0002"));
    assert!(balance.contains("<ram:IssuerAssignedID>F-2026-0001</ram:IssuerAssignedID>"), "{balance}");
    assert!(balance.contains("unitCode=\"C62\">-1</ram:BilledQuantity>"), "{balance}");
    let credit = xml(&paper(&house, deal, "A-2026-0001"));
    assert!(credit.contains("<ram:IssuerAssignedID>F-2026-0002</ram:IssuerAssignedID>"), "{credit}");
    assert!(!credit.contains("IBANID"), "nobody pays a credit note: {credit}");
}

#[test]
fn work_that_took_days_says_when_it_began_and_ended() {
    let books = Books::camille();
    let deal = walked(&books, bakery(), website());
    let house = books.on(day(11, 23));
    let balance = xml(&paper(&house, deal, "F-2026-0002"));
    let period = balance.split("<ram:BillingSpecifiedPeriod>").nth(1).unwrap();
    assert_eq!(said(period, "udt:DateTimeString")[..2], ["20261003", "20261120"], "{period}");
    let deal = house.done("open_deal", json!({"client": 1, "title": "Atelier"}));
    let lines = json!([{"label": "Atelier", "unit_price": "400", "vat_rate": 2000}]);
    let content = |began_on: &str| json!({"deal": deal, "content": {"subject": "Atelier", "lines": lines, "began_on": began_on, "supplied_on": "20/11/2026"}});
    assert_eq!(house.refused("issue_invoice", content("21/11/2026")).field.as_deref(), Some("began_on"));
    house.done("issue_invoice", content("16/11/2026"));
    let pdf = issued(&house, deal, "F-2026-0003");
    agree("F-2026-0003", &pdf, &bakery());
    assert!(flat(&pdf).contains("Du 16 novembre 2026 au 20 novembre 2026"), "{}", flat(&pdf));
    assert!(xml(&pdf).contains("<ram:BillingSpecifiedPeriod>"));
    house.done("issue_invoice", content(""));
    assert!(!xml(&paper(&house, deal, "F-2026-0004")).contains("BillingSpecifiedPeriod"));
}

#[test]
fn a_credit_note_on_a_deposit_is_of_a_kind_of_its_own() {
    let books = Books::camille();
    let (deal, order) = tests::signed(&books);
    let house = books.on(day(9, 25));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    house.done("credit_invoice", json!({"invoice": deposit, "reason": "Commande annulée"}));
    let pdf = issued(&house, deal, "A-2026-0001");
    assert_eq!(said(&xml(&pdf), "ram:TypeCode")[0], "503");
    agree("A-2026-0001", &pdf, &bakery());
}

#[test]
fn the_addresses_that_were_set_are_those_it_carries() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let mut unset = bakery();
    unset.as_object_mut().unwrap().remove("electronic_address");
    let client = house.done("add_client", unset.clone());
    let deal = house.done("open_deal", json!({"client": client, "title": "Cours"}));
    let lines = json!([{"label": "Cours", "unit_price": "40", "vat_rate": 2000}]);
    let content = json!({"subject": "Cours", "lines": lines});
    let payload = json!({"deal": deal, "content": content});
    let warned = |field: &str| {
        let preview = house.ask("preview_invoice", payload.clone());
        let found = preview["problems"].as_array().unwrap().iter().find(|one| one["field"] == field).cloned();
        found.map(|one| (one["blocking"].as_bool().unwrap(), one["message"].as_str().unwrap().to_owned()))
    };
    let (blocks, said) = warned("client.electronic_address").unwrap();
    assert!(!blocks && said.contains("0225:552100554"), "{said}");
    unset["electronic_address"] = json!("0225:552100554_COMPTA");
    house.done("change_client", json!({"client": client, "card": unset}));
    assert_eq!(warned("client.electronic_address"), None);
    let mut identity = tests::camille();
    identity["electronic_address"] = json!("");
    house.done("set_identity", identity.clone());
    let (blocks, said) = warned("seller.electronic_address").unwrap();
    assert!(!blocks && said.contains("0225:732829320"), "{said}");
    identity["electronic_address"] = json!("732829320_STATUTS");
    house.done("set_identity", identity.clone());
    assert_eq!(warned("seller.electronic_address"), None);
    let invoice = house.done("issue_invoice", payload.clone());
    let told = |number: &str| -> Vec<String> {
        let xml = xml(&paper(&house, deal, number));
        let addresses = xml.split("<ram:URIID schemeID=\"").skip(1);
        addresses.map(|one| one.split("</").next().unwrap().to_owned()).collect()
    };
    assert_eq!(told("F-2026-0001"), ["0225\">732829320_STATUTS", "0225\">552100554_COMPTA"]);
    // What changed since holds for the credit note, not for what is sealed.
    identity["electronic_address"] = json!("statuts@exemple.fr");
    house.done("set_identity", identity);
    house.done("credit_invoice", json!({"invoice": invoice, "reason": "Erreur"}));
    assert_eq!(told("F-2026-0001"), ["0225\">732829320_STATUTS", "0225\">552100554_COMPTA"]);
    assert_eq!(told("A-2026-0001"), ["EM\">statuts@exemple.fr", "0225\">552100554_COMPTA"]);
    let refused =
        [("732829320", "n’est pas le SIREN"), ("compta@exemple.fr", "annuaire"), ("552", "SIREN_suffixe")];
    for (typed, said) in refused {
        unset["electronic_address"] = json!(typed);
        let refusal = house.refused("change_client", json!({"client": client, "card": unset}));
        assert_eq!(refusal.field.as_deref(), Some("electronic_address"), "{typed}");
        assert!(refusal.message.contains(said), "{typed}: {}", refusal.message);
    }
}

#[test]
fn a_private_person_reads_nothing_of_what_binds_professionals() {
    let books = Books::camille();
    let person = json!({"kind": "person", "name": "Hugo Petit", "email": "hugo@exemple.fr",
        "address": {"street": "1 rue B", "postcode": "31000", "city": "Toulouse"}});
    let house = books.on(day(9, 3));
    let client = house.done("add_client", person.clone());
    let deal = house.done("open_deal", json!({"client": client, "title": "Cours"}));
    let lines =
        json!([{"label": "Cours", "quantity": "4", "unit": "heures", "unit_price": "40", "vat_rate": 2000}]);
    let content = json!({"subject": "Cours", "lines": lines, "supplied_on": "03/09/2026"});
    house.done("issue_invoice", json!({"deal": deal, "content": content}));
    let pdf = issued(&house, deal, "F-2026-0001");
    agree("F-2026-0001", &pdf, &person);
    let xml = xml(&pdf);
    assert!(!xml.contains("40 €") && !xml.contains("L441-10"), "{xml}");
    assert!(xml.contains("<ram:URIID schemeID=\"EM\">hugo@exemple.fr</ram:URIID>"), "{xml}");
    assert!(xml.contains("unitCode=\"HUR\">4<"), "{xml}");
}
