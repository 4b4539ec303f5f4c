//! What papers say: the words the law asks for, to the client whom they concern, and no others.

use crate::bytes::holds_up;
use crate::reader::{flat, paper, same_as_reviewed, text, walked};
use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, bakery, camille, day, refusal, website};

const PAPERS: [(&str, &str); 3] =
    [("quote", "D-2026-0001"), ("deposit", "F-2026-0001"), ("balance", "F-2026-0002")];

fn papers(books: &Books, client: Value) -> Vec<(&'static str, Vec<u8>)> {
    let deal = walked(books, client, website());
    let house = books.on(day(11, 22));
    PAPERS.map(|(name, number)| (name, paper(&house, deal, number))).to_vec()
}

fn person() -> Value {
    json!({"kind": "person", "name": "Paul Morvan", "address": {"street": "3 rue du Port", "postcode": "29200", "city": "Brest"}})
}

/// The seals differ with every word of a test's road: they are left out of what is reviewed.
fn without_seal(text: &str) -> String {
    const BEFORE: &str = "Sceau du journal ";
    let line = |line: &str| match line.split_once(BEFORE) {
        Some((before, seal)) => {
            format!("{before}{BEFORE}…{}", seal.trim_start_matches(|c: char| c.is_ascii_hexdigit()))
        }
        None => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn papers_for_a_firm_read_as_reviewed() {
    for (name, bytes) in papers(&Books::camille(), bakery()) {
        same_as_reviewed(&format!("{name}_for_a_firm"), &without_seal(&text(&bytes)));
    }
}

#[test]
fn a_firm_is_told_of_penalties_the_forty_euros_and_discount() {
    for (name, bytes) in papers(&Books::camille(), bakery()) {
        let said = flat(&bytes);
        for words in [
            "40 €",
            "L441-10",
            "Pas d’escompte pour paiement anticipé",
            "Camille Durand EI",
            "SIRET 732 829 320 00074",
            "TVA FR44 732 829 320",
            "SIREN 552 100 554",
        ] {
            assert!(said.contains(words), "{name} does not say « {words} »: {said}");
        }
        for words in ["rétracter", "médiateur", "CIBS", "293 B"] {
            assert!(!said.contains(words), "{name} says « {words} »");
        }
    }
}

#[test]
fn the_quote_says_all_that_is_agreed() {
    let (_, bytes) = papers(&Books::camille(), bakery()).remove(0);
    let said = flat(&bytes);
    for words in [
        "Devis",
        "D-2026-0001",
        "10 septembre 2026",
        "Valable jusqu’au",
        "10 octobre 2026",
        "Durée",
        "3 semaines",
        "Refonte du site",
        "Conception des maquettes",
        "3,5",
        "480,00 €",
        "1 680,00 €",
        "Total HT",
        "3 333,33 €",
        "TVA 20 % sur 3 333,33 €",
        "666,67 €",
        "Total TTC",
        "4 000,00 €",
        "Acompte de 30 % à la commande : 1 200,00 €",
        "Solde à 30 jours de la facture : 2 800,00 €",
        "Devis gratuit",
        "Bon pour accord",
        "Conditions générales de vente, version 1",
        "Le client paie à trente jours",
    ] {
        assert!(said.contains(words), "the quote does not say « {words} »: {said}");
    }
}

#[test]
fn the_balance_shows_the_order_and_deducts_the_deposit() {
    let (_, bytes) = papers(&Books::camille(), bakery()).remove(2);
    let said = flat(&bytes);
    for words in [
        "Facture de solde",
        "F-2026-0002",
        "Émise le",
        "Prestation achevée le",
        "22 novembre 2026 20 novembre 2026 22 décembre 2026",
        "D-2026-0001 · CO-2026-0001",
        "3 333,33 € Commande, total HT",
        "− 1 000,00 € Acompte F-2026-0001, HT",
        "2 333,33 € Reste HT",
        "466,67 € TVA 20 % sur 2 333,33 €",
        "Période de la prestation Du 3 octobre 2026 au 20 novembre 2026",
        "2 800,00 € Net à payer",
        "Facture d’acompte F-2026-0001 du 24 septembre 2026, payée le 2 octobre 2026 : 1 000,00 € HT, TVA 20 % 200,00 €, soit 1 200,00 € TTC.",
        "Prestation de services",
        "TVA sur les encaissements",
        "Conditions générales de vente version 1, acceptées le 24 septembre 2026",
    ] {
        assert!(said.contains(words), "the balance does not say « {words} »: {said}");
    }
}

#[test]
fn a_private_person_reads_their_rights_and_not_those_of_firms() {
    let books = Books::camille();
    let mut me = camille();
    me["mediator"] = json!("CM2C, 49 rue de Ponthieu, 75008 Paris");
    books.on(day(9, 1)).done("set_identity", me);
    let papers = papers(&books, person());
    for (name, bytes) in &papers {
        let said = flat(bytes);
        for words in ["40 €", "L441-10", "D441-5", "SIREN"] {
            assert!(!said.contains(words), "{name} tells a private person of « {words} »: {said}");
        }
        assert!(said.contains("intérêts au taux légal"), "{name}: {said}");
    }
    let quote = flat(&papers[0].1);
    for words in [
        "14 jours",
        "L221-18",
        "Je vous notifie par la présente ma rétractation",
        "médiateur de la consommation",
        "CM2C, 49 rue de Ponthieu, 75008 Paris",
    ] {
        assert!(quote.contains(words), "the quote does not say « {words} »: {quote}");
    }
}

#[test]
fn a_public_body_reads_its_own_law() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let mut town = bakery();
    town["kind"] = json!("public_body");
    town["name"] = json!("Commune de Lannion");
    let client = house.done("add_client", town);
    let deal = house.done("open_deal", json!({"client": client, "title": "Site de la mairie"}));
    let mut content = website();
    content["deposit"] = json!("");
    books.on(day(9, 10)).done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    let said = flat(&paper(&books.on(day(9, 10)), deal, "D-2026-0001"));
    assert!(said.contains("8 points") && said.contains("L2192-13"), "{said}");
    assert!(!said.contains("L441-10"), "{said}");
}

#[test]
fn in_franchise_papers_say_so_in_the_words_of_their_day() {
    let books = Books::empty();
    let mut me = camille();
    me["legal_form"] = json!("micro");
    me["vat_regime"] = json!("franchise");
    books.on(day(9, 1)).done("set_identity", me);
    let papers = papers(&books, bakery());
    for (name, bytes) in &papers {
        let said = flat(bytes);
        assert!(said.contains("TVA non applicable, art. 293 B du CGI"), "{name}: {said}");
        for words in ["TTC", "Total HT 3", "TVA FR", "CIBS", "20 %", "TVA sur les encaissements"] {
            assert!(!said.contains(words), "{name} says « {words} »: {said}");
        }
    }
    assert!(flat(&papers[0].1).contains("TVA en sus en cas d’assujettissement"));
    same_as_reviewed("balance_in_franchise", &without_seal(&text(&papers[2].1)));
}

#[test]
fn the_franchise_follows_the_code_in_force_from_the_first_of_january() {
    let books = Books::empty();
    let mut me = camille();
    me["vat_regime"] = json!("franchise");
    let last = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    let house = books.on(last);
    house.done("set_identity", me);
    let client = house.done("add_client", bakery());
    let deal = house.done("open_deal", json!({"client": client, "title": "Logo"}));
    for (day, number, says, keeps_silent) in [
        (last, "D-2026-0001", "art. 293 B du CGI", "CIBS"),
        (last.succ_opt().unwrap(), "D-2026-0001-v2", "article L. 223-3 du Code des impositions", "293 B"),
    ] {
        let house = books.on(day);
        house.done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
        let said = flat(&paper(&house, deal, number));
        assert!(said.contains(says) && !said.contains(keeps_silent), "{said}");
    }
}

#[test]
fn a_company_prints_its_capital_and_registry_and_a_sole_trader_does_not() {
    let books = Books::empty();
    let mut me = camille();
    me["legal_form"] = json!("sasu");
    me["name"] = json!("Atelier Durand");
    me["capital"] = json!("1 000 €");
    me["registry"] = json!("RCS Rennes 732 829 320");
    me["insurance"] = json!("MAAF, contrat 12345, France entière");
    books.on(day(9, 1)).done("set_identity", me);
    for (name, bytes) in papers(&books, bakery()) {
        let said = flat(&bytes);
        for words in [
            "Atelier Durand SASU",
            "SASU au capital de 1 000 € · 732 829 320 RCS Rennes",
            "MAAF, contrat 12345",
        ] {
            assert!(said.contains(words), "{name} does not say « {words} »: {said}");
        }
        assert!(!said.contains(" EI"), "{name}");
    }
}

#[test]
fn the_client_s_order_number_and_delivery_address_are_printed() {
    let books = Books::camille();
    let mut client = bakery();
    client["delivery_address"] = json!({"street": "Zone de Kerbabu", "postcode": "22300", "city": "Lannion"});
    let house = books.on(day(9, 3));
    let client = house.done("add_client", client);
    let deal = house.done("open_deal", json!({"client": client, "title": "Site"}));
    let quote = books
        .on(day(9, 10))
        .done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    let house = books.on(day(9, 24));
    let mut yes = tests::acceptance(quote);
    yes["order_number"] = json!("BC-2026/42");
    let order = house.done("accept_quote", yes);
    house.done("issue_deposit_invoice", json!({"order": order}));
    let said = flat(&paper(&house, deal, "F-2026-0001"));
    assert!(said.contains("Votre commande : BC-2026/42"), "{said}");
    assert!(said.contains("Livraison : Zone de Kerbabu, 22300 Lannion"), "{said}");
}

#[test]
fn each_invoice_says_why_it_bears_no_vat_and_nothing_of_when_that_of_goods_falls_due() {
    let books = Books::camille();
    let house = books.on(day(11, 22));
    let mut german = bakery();
    german["siret"] = json!("");
    german["vat_number"] = json!("DE123456789");
    german["address"]["country"] = json!("Allemagne");
    let line = |nature: &str, rate: i64, reason: &str| json!({"label": "Objet", "unit_price": "100", "nature": nature, "vat_rate": rate, "vat_reason": reason});
    let on_receipts = "TVA sur les encaissements";
    for (buyer, lines, says, keeps_silent) in [
        (bakery(), json!([line("goods", 2000, "")]), "Livraison de biens.", on_receipts),
        (bakery(), json!([line("service", 2000, "")]), "TVA sur les encaissements.", "Autoliquidation"),
        (
            bakery(),
            json!([line("goods", 550, ""), line("service", 2000, "")]),
            "TVA sur les encaissements pour les prestations de services.",
            "Exonération",
        ),
        (bakery(), json!([line("service", 0, "training")]), "art. 261-4-4° a du CGI", on_receipts),
        (
            german.clone(),
            json!([line("service", 0, "")]),
            "Autoliquidation : TVA due par le client",
            on_receipts,
        ),
        (german, json!([line("goods", 0, "")]), "art. 262 ter I du CGI", on_receipts),
    ] {
        let client = house.done("add_client", buyer);
        let deal = house.done("open_deal", json!({"client": client, "title": "Objet"}));
        let content = json!({"subject": "Objet", "lines": lines});
        let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
        let number = house.ask("invoice", json!({"id": invoice}))["row"]["number"].clone();
        let said = flat(&paper(&house, deal, number.as_str().unwrap()));
        assert!(said.contains(says), "« {says} »: {said}");
        assert!(!said.contains(keeps_silent), "« {keeps_silent} »: {said}");
    }
    house.verified();
}

#[test]
fn own_words_stand_on_the_papers_that_they_are_for_in_their_language() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    house.done(
        "set_preferences",
        json!({"own_words": [
            {"paper": "quote", "language": "french", "opening": "Merci de votre demande.", "closing": "Au plaisir de travailler **ensemble**."},
            {"paper": "invoice", "language": "french", "closing": "Merci de votre confiance."},
            {"paper": "invoice", "language": "english", "closing": "Thank you."},
        ]}),
    );
    let deal = walked(&books, bakery(), website());
    let house = books.on(day(11, 23));
    let quote = flat(&paper(&house, deal, "D-2026-0001"));
    let greeted = quote.find("Merci de votre demande.").unwrap();
    assert!(greeted < quote.find("Désignation").unwrap(), "{quote}");
    let closed = quote.find("Au plaisir de travailler ensemble").unwrap();
    assert!(
        quote.find("Total TTC").unwrap() < closed && closed < quote.find("Bon pour accord").unwrap(),
        "{quote}"
    );
    let deposit = flat(&paper(&house, deal, "F-2026-0001"));
    assert!(!deposit.contains("Merci de votre"), "{deposit}");
    let balance = paper(&house, deal, "F-2026-0002");
    assert!(flat(&balance).contains("Merci de votre confiance.") && !flat(&balance).contains("Thank you"));
    holds_up("own words", &balance);
    // What was issued keeps the words of its day.
    house.done("set_preferences", json!({}));
    let (issued, seal) = records::invoice::stored(books::reading::Reading::of(&books.raw()), 2).unwrap();
    let again = documents::paper::invoice::invoice_sheet(&issued);
    assert!(documents::render(&again, Some(&seal[..32])).unwrap() == balance, "not made again as it was");
    let twice = json!({"paper": "quote", "language": "french", "opening": "Bonjour"});
    let refused = refusal(house.0.act("set_preferences", json!({"own_words": [twice, twice]})).unwrap_err());
    assert_eq!(refused.field.as_deref(), Some("own_words[1].paper"));
}
