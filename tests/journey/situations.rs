//! Who sells what to whom and where: a table of situations, each with the article that it rests on, held against the rule
//! by which lines are judged, and a part of it through invoices as they are issued.

use chrono::NaiveDate;
use journey::contact::{ClientCard, Identity, Language};
use journey::law::Law;
use journey::sale::told::{VatThing, vat_situation};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tests::{Books, Door, bakery, bytes, camille, day};

const TABLE: &str = include_str!("../fixtures/vat_situations.tsv");

/// One row: who sells, who buys, what, when; what comes of it, or that it is refused.
struct Situated<'a> {
    regime: &'a str,
    postcode: &'a str,
    buyer: &'a str,
    buyer_postcode: &'a str,
    country: &'a str,
    vat_number: &'a str,
    delivered: &'a str,
    nature: &'a str,
    day: NaiveDate,
    category: &'a str,
    rate: &'a str,
    wording: &'a str,
    article: &'a str,
}

fn rows() -> Vec<Situated<'static>> {
    let read = |row: &'static str| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [
            regime,
            postcode,
            buyer,
            buyer_postcode,
            country,
            vat_number,
            delivered,
            nature,
            day,
            category,
            rate,
            wording,
            article,
        ] = cells[..]
        else {
            panic!("{row}")
        };
        let day = day.parse().unwrap();
        Situated {
            regime,
            postcode,
            buyer,
            buyer_postcode,
            country,
            vat_number,
            delivered,
            nature,
            day,
            category,
            rate,
            wording,
            article,
        }
    };
    TABLE.lines().skip(1).map(read).collect()
}

impl Situated<'_> {
    fn seller(&self) -> Value {
        let mut me = camille();
        me["vat_regime"] = json!(self.regime);
        me["address"]["postcode"] = json!(self.postcode);
        me["mediator"] = json!("CM2C, Paris");
        me
    }

    fn card(&self) -> Value {
        let mut card = bakery();
        card["kind"] = json!(self.buyer);
        card["vat_number"] = json!(self.vat_number);
        card["address"]["postcode"] = json!(self.buyer_postcode);
        card["address"]["country"] = json!(self.country);
        card["email"] = json!("contact@exemple.fr");
        let at_home = self.country.is_empty() && self.buyer != "person";
        if !at_home {
            card["siret"] = json!("");
            card["electronic_address"] = json!("");
        }
        if let Some((postcode, country)) = self.delivered.split_once(' ') {
            card["delivery_address"] =
                json!({"street": "1 quai", "postcode": postcode, "city": "Ville", "country": country});
        }
        card
    }
}

#[test]
fn each_situation_of_the_table_is_told_with_its_article() {
    let rows = rows();
    assert!(rows.len() >= 200, "{}", rows.len());
    let law = Law::default();
    for (n, row) in rows.iter().enumerate() {
        let at = format!(
            "row {}: {} {} to {} {} {}, {}",
            n + 2,
            row.regime,
            row.postcode,
            row.buyer,
            row.country,
            row.buyer_postcode,
            row.nature
        );
        let seller: Identity = serde_json::from_value(row.seller()).unwrap();
        let seller = seller.read().unwrap_or_else(|refusal| panic!("{at}: {refusal:?}"));
        let card: ClientCard = serde_json::from_value(row.card()).unwrap();
        let card = card.read().unwrap_or_else(|refusal| panic!("{at}: {refusal:?}"));
        let thing: VatThing = serde_json::from_value(json!(row.nature)).unwrap();
        let told = match vat_situation((&law, row.day), &seller, &card, thing) {
            Ok(told) => told,
            Err(refusal) => {
                assert_eq!(
                    (row.category, refusal.field.as_deref()),
                    ("refused", Some("nature")),
                    "{at}: {refusal:?}"
                );
                assert!(refusal.message.contains(row.article), "{at}: {}", refusal.message);
                continue;
            }
        };
        assert_eq!(
            (told.category.as_str(), told.rate.0.to_string().as_str()),
            (row.category, row.rate),
            "{at}: {told:#?}"
        );
        let wording = match row.wording {
            "" => String::new(),
            code @ ("franchise" | "disbursements") => law.wording(Language::French, code, row.day),
            code => law.reason(code, row.day).unwrap().text,
        };
        assert_eq!(told.wording, wording, "{at}");
        let said = format!("{} {} {}", told.article, told.reason, told.wording);
        for article in row.article.split(';') {
            assert!(said.contains(article), "{at}: {article} in {said}");
        }
        assert_eq!(told.category == "S", told.rate.0 > 0, "{at}");
        assert!(!told.article.is_empty() && told.reason.ends_with('.'), "{at}: {told:#?}");
    }
}

/// What the invoice for machines says of VAT: category, rate in hundredths, and the code of an exemption.
fn taxed(xml: &str) -> (String, String, Option<String>) {
    let tax = xml.split("<ram:ApplicableTradeTax>").last().unwrap();
    let said = |name: &str| {
        let rest = tax.split(&format!("<ram:{name}>")).nth(1)?;
        rest.split('<').next().map(str::to_owned)
    };
    (
        said("CategoryCode").unwrap(),
        said("RateApplicablePercent").unwrap_or_default(),
        said("ExemptionReasonCode"),
    )
}

fn invoiced(house: &Door, row: &Situated, client: i64) -> String {
    let deal = house.done("open_deal", json!({"client": client, "title": "Affaire"}));
    let (nature, rate, reason) = match row.nature {
        "goods" => ("goods", row.rate, ""),
        "building" => ("service", "0", "subcontracting"),
        "disbursements" => ("disbursement", "0", ""),
        _ => ("service", row.rate, ""),
    };
    let rate: i64 = rate.parse().unwrap();
    let line = json!({"label": "Affiche", "unit_price": "100", "nature": nature, "vat_rate": rate, "vat_reason": reason});
    let content = json!({"subject": "Affiche", "lines": [line]});
    house.done("issue_invoice", json!({"deal": deal, "content": content}));
    let page = house.ask("deal", json!({"id": deal}));
    let mut papers = page["documents"].as_array().unwrap().iter();
    let paper = papers.find(|one| one["name"].as_str().unwrap().starts_with("F-")).unwrap();
    let pdf = bytes(&house.ask("document", json!({"id": paper["id"]})));
    let checked = einvoice::check::check(&pdf).unwrap();
    assert_eq!(checked.findings, [], "{} {}: {checked:#?}", row.country, row.nature);
    String::from_utf8(einvoice::container::open(&pdf).unwrap().xml).unwrap()
}

#[test]
fn an_invoice_says_of_vat_what_is_told_before() {
    let mut sellers: BTreeMap<(&str, &str), Books> = BTreeMap::new();
    let all = rows();
    let sample = all.iter().enumerate().filter(|(n, row)| {
        (n % 7 == 0 || row.nature == "building" || row.vat_number.starts_with("XI"))
            && row.category != "refused"
            && row.day < day(12, 31)
    });
    let mut count = 0;
    for (_, row) in sample {
        let books = sellers.entry((row.regime, row.postcode)).or_insert_with(|| {
            let books = Books::empty();
            books.on(day(9, 1)).done("set_identity", row.seller());
            books
        });
        let house = books.on(row.day);
        let client = house.done("add_client", row.card());
        let told = house.ask("vat_situation", json!({"client": client, "nature": row.nature}));
        assert_eq!(told["category"], row.category, "{} {}: {told:#}", row.country, row.nature);
        let (category, rate, code) = taxed(&invoiced(&house, row, client));
        assert_eq!(told["category"], category, "{} {}", row.country, row.nature);
        let hundredths: f64 = rate.parse().unwrap_or_default();
        assert_eq!(told["rate"].as_f64().unwrap() / 100.0, hundredths, "{} {}", row.country, row.nature);
        assert_eq!(told["vatex"], code.unwrap_or_default(), "{} {}", row.country, row.nature);
        count += 1;
    }
    assert!(count >= 25, "{count}");
}

#[test]
fn what_is_told_of_private_persons_abroad_stands_in_the_editor_too() {
    let books = Books::camille();
    let house = books.on(day(11, 22));
    let person = json!({"kind": "person", "name": "Ute Braun", "address": {"street": "1 Allee", "postcode": "10115", "city": "Berlin", "country": "Allemagne"}});
    let client = house.done("add_client", person);
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    let told = house.ask("vat_situation", json!({"client": client, "nature": "goods"}));
    assert_eq!((&told["category"], &told["rate"]), (&json!("S"), &json!(2000)));
    assert!(
        told["notes"].to_string().contains("guichet unique")
            && told["notes"].to_string().contains("10\u{202f}000"),
        "{told:#}"
    );
    let line = json!({"label": "Affiche", "unit_price": "100", "nature": "goods", "vat_rate": 2000});
    let preview = house
        .ask("preview_invoice", json!({"deal": deal, "content": {"subject": "Affiche", "lines": [line]}}));
    assert!(preview["situation"].to_string().contains("guichet unique"), "{preview:#}");
    house.done("issue_invoice", json!({"deal": deal, "content": {"subject": "Affiche", "lines": [line]}}));
    let told = house.ask("vat_situation", json!({"client": client, "nature": "goods"}));
    assert!(told["notes"].to_string().contains("100,00\u{a0}€ sur 10\u{202f}000,00"), "{told:#}");
    let refused = house.0.ask("vat_situation", json!({"client": client, "nature": "margin"})).unwrap_err();
    assert_eq!(tests::refusal(refused).field.as_deref(), Some("nature"));
}
