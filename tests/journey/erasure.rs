//! Erasure: what is known of one person goes for good, vouchers and seals stay, and nothing else moves.
//!
//! Everything that a person can have in the books carries their mark, so that the file's very bytes tell what is left.

use crate::somebody::{both, offered, served};
use crate::typed_places::ofx;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tests::{Books, Door, day, pay};

/// Every text with that mark in the bytes of the books' files, closed.
fn left(books: &Books, mark: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(books.folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            for place in
                bytes.windows(mark.len()).enumerate().filter(|(_, w)| w.eq_ignore_ascii_case(mark.as_bytes()))
            {
                let rest = &bytes[place.0..];
                let end = rest.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
                found.insert(String::from_utf8_lossy(&rest[..end]).to_lowercase());
            }
        }
    }
    found
}

/// As one types it: no-break spaces are spaces.
fn plain(told: &Value) -> String {
    told.to_string().replace('\u{a0}', " ")
}

pub fn erase(house: &Door, client: i64, name: &str) {
    house.done("erase_client", json!({"client": client, "name": name}));
}

/// All that the pages show of somebody.
fn known(books: &Books, client: i64) -> Value {
    let house = books.on(day(12, 3));
    let view = house.ask("client", json!({"id": client}));
    let deals = view["deals"].as_array().unwrap().iter();
    let deals: Vec<Value> = deals.map(|deal| house.ask("deal", json!({"id": deal["id"]}))).collect();
    json!([view, deals, house.ask("client_timeline", json!({"client": client}))])
}

#[test]
fn a_prospect_goes_whole_and_leaves_no_byte() {
    let books = Books::camille();
    let (hugo, nord) = both(&books);
    let (_, quote) = offered(&books, &hugo);
    served(&books, &nord);
    let neighbour = known(&books, nord.client);
    assert!(left(&books, "zqhugo").len() > 60, "{:?}", left(&books, "zqhugo"));
    let lines = books.on(day(12, 3)).verified()["lines"].as_i64().unwrap();

    let house = books.on(day(12, 3));
    let shown = house.ask("rehearse_erasure", json!({"client": hugo.client}));
    assert_eq!(
        (&shown["refused"], &shown["until"], &shown["kept"]),
        (&json!(null), &json!(null), &json!([]))
    );
    let erased = plain(&shown["erased"]);
    assert!(
        erased.contains("1 fiche") && erased.contains("1 devis") && erased.contains("2 affaires"),
        "{erased}"
    );
    let wrong = house.refused("erase_client", json!({"client": hugo.client, "name": "Hugo"}));
    assert_eq!(wrong.field.as_deref(), Some("name"));
    erase(&house, hugo.client, " hugo zqhugonom ");
    assert_eq!(
        house.verified()["lines"].as_i64().unwrap(),
        lines + 1,
        "one action, one line; every line stays"
    );
    drop(house);

    assert_eq!(left(&books, "zqhugo"), BTreeSet::new());
    assert_eq!(known(&books, nord.client), neighbour);
    let house = books.on(day(12, 3));
    assert_eq!(house.ask("search", json!({"text": "zqhugo"}))["hits"], json!([]));
    assert!(house.0.ask("client", json!({"id": hugo.client})).is_err());
    // The number that the quote bore is never given again.
    let deal = house.done("open_deal", json!({"client": nord.client, "title": "Suite"}));
    let next =
        house.done("send_quote", json!({"deal": deal, "content": tests::website(), "method": "email"}));
    let number: String =
        books.raw().query_row("SELECT number FROM quote WHERE id = ?1", [next], |r| r.get(0)).unwrap();
    assert_eq!(number, "D-2026-0003", "quote {quote} was one of two");
    house.verified();
}

#[test]
fn a_client_keeps_their_vouchers_and_nothing_beside() {
    let books = Books::camille();
    let (hugo, nord) = both(&books);
    offered(&books, &nord);
    let deal = served(&books, &hugo);
    let neighbour = known(&books, nord.client);
    let house = books.on(day(12, 3));
    let invoice = house.ask("client", json!({"id": hugo.client}))["invoices"][0].clone();
    let shown = house.ask("rehearse_erasure", json!({"client": hugo.client}));
    assert_eq!((&shown["refused"], &shown["until"]), (&json!(null), &json!("2036-12-31")));
    let kept = plain(&shown["kept"]);
    assert!(
        kept.contains("1 facture") && kept.contains("1 commande") && kept.contains("1 paiement"),
        "{kept}"
    );
    erase(&house, hugo.client, "Hugo Zqhugonom");
    house.verified();
    let again = house.refused("erase_client", json!({"client": hugo.client, "name": "Hugo Zqhugonom"}));
    assert!(again.message.contains("déjà fait"), "{}", again.message);
    // What is noted of them since can go too; a draft about somebody whose name only begins alike stays.
    house.done("add_note", json!({"client": hugo.client, "kind": "call", "text": "zqhugolater"}));
    for (key, name) in [("client:new", "Zqhugonomade"), ("deal:new", "Chez Hugo Zqhugonom, lundi")] {
        house.0.draft("save_draft", json!({"key": key, "content": {"name": name}})).unwrap();
    }
    erase(&house, hugo.client, "Hugo Zqhugonom");
    house.verified();
    let draft = |key: &str| house.ask("draft", json!({"key": key}))["content"].clone();
    assert_eq!(
        (draft("client:new")["name"].clone(), draft("deal:new")),
        (json!("Zqhugonomade"), json!(null))
    );
    house.0.draft("discard_draft", json!({"key": "client:new"})).unwrap();

    // The vouchers are what they were, and nothing more is asked of anybody.
    let view = house.ask("client", json!({"id": hugo.client}));
    let mut same = invoice.clone();
    same["title"] = json!("Affaire CO-2026-0001");
    assert_eq!(view["invoices"][0], same);
    assert_eq!(
        (&view["card"]["email"], &view["card"]["phone"], &view["people"]),
        (&json!(""), &json!(""), &json!([]))
    );
    assert_eq!(view["deals"].as_array().unwrap().len(), 1, "the deal without vouchers is gone");
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["title"], "Affaire CO-2026-0001");
    let told = house.ask("client_timeline", json!({"client": hugo.client}))["rows"].clone();
    assert_eq!(told[0]["title"], "Données effacées");
    assert!(told.to_string().contains("Effacé à la demande, le 3 décembre 2026"), "{told:#}");
    let tasks = tests::for_today(&house.ask("today", json!({}))).to_string();
    assert!(!tasks.contains("Zqhugonom"), "{tasks}");
    assert_eq!(house.ask("search", json!({"text": "zqhugotag"}))["hits"], json!([]));
    drop(house);

    let on_vouchers = [
        "agreed", "contact", "detail", "done", "line", "nom", "proof", "quality", "remark", "signer", "slip",
        "street", "subject",
    ];
    for run in left(&books, "zqhugo") {
        // Words stand one after the other in a row, and the index holds how they begin.
        for word in run.split("zqhugo") {
            let allowed = on_vouchers.iter().any(|known| word.starts_with(known) || known.starts_with(word));
            assert!(allowed, "{run}: « {word} » is on no voucher");
        }
    }
    assert_eq!(known(&books, nord.client), neighbour);

    // Ten years after the close of the year, the vouchers may go too.
    let later = chrono::NaiveDate::from_ymd_opt(2037, 1, 1).unwrap();
    let house = books.on(later);
    let shown = house.ask("rehearse_erasure", json!({"client": hugo.client}));
    assert_eq!((&shown["refused"], &shown["kept"]), (&json!(null), &json!([])));
    erase(&house, hugo.client, "Hugo Zqhugonom");
    house.verified();
    drop(house);
    assert_eq!(left(&books, "zqhugo"), BTreeSet::new());
}

#[test]
fn the_address_of_an_electronic_invoice_goes_with_them() {
    let books = Books::camille();
    let house = books.on(day(9, 3));
    let person = json!({"kind": "person", "name": "Hugo Petit", "email": "zqhugomail@exemple.fr",
        "address": {"street": "1 rue B", "postcode": "31000", "city": "Toulouse"}});
    let client = house.done("add_client", person);
    let deal = house.done("open_deal", json!({"client": client, "title": "Cours"}));
    let lines = json!([{"label": "Cours", "unit_price": "40", "vat_rate": 2000}]);
    let content = json!({"subject": "Cours", "lines": lines, "supplied_on": "03/09/2026"});
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    pay(&books, day(9, 4), invoice, "48");
    let house = books.on(day(9, 5));
    erase(&house, client, "Hugo Petit");
    house.verified();
    drop(house);
    assert_eq!(left(&books, "zqhugomail"), BTreeSet::new());
}

#[test]
fn what_is_under_way_is_not_erased() {
    let books = Books::camille();
    let (deal, order) = tests::delivered(&books);
    let house = books.on(day(11, 21));
    let name = json!({"client": 1, "name": "Boulangerie Le Goff SARL"});
    assert!(house.refused("erase_client", name.clone()).message.contains("est en cours"));
    let shown = house.ask("rehearse_erasure", json!({"client": 1}));
    assert!(shown["refused"].as_str().unwrap().contains("est en cours"), "{shown:#}");
    let balance = house.done("issue_balance_invoice", json!({"order": order}));
    assert!(house.refused("erase_client", name.clone()).message.contains("Il reste"));
    pay(&books, day(11, 22), balance, "2800");
    books.on(day(11, 22)).done("erase_client", name);
    let page = books.on(day(11, 22)).ask("deal", json!({"id": deal}));
    assert_eq!(page["title"], "Affaire CO-2026-0001");
    books.on(day(11, 22)).verified();
    // Who comes back is known again.
    let house = books.on(day(11, 23));
    house.done("change_client", json!({"client": 1, "card": tests::bakery()}));
    assert_eq!(house.ask("retention", json!({}))["kept"]["rows"][0]["erased"], false);
}

/// One person of a firm goes, the firm's own affairs stay; whoever bears a like name is not touched.
#[test]
fn a_person_of_a_firm_goes_apart_from_the_firm() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    let mut firm = tests::bakery();
    firm["contact"] = json!("Léa Zqleanom");
    firm["email"] = json!("zqleamail@exemple.fr");
    let client = house.done("add_client", firm);
    let card = |name: &str, mail: &str| json!({"name": name, "function": "comptable", "email": mail, "phone": "06 11 22 33 44", "receives_invoices": true});
    let other = json!({"client": client, "card": {"name": "Léa Zqlemur", "email": "lemur@exemple.fr"}});
    let neighbour = house.done("add_person", other);
    let lea = house
        .done("add_person", json!({"client": client, "card": card("Léa Zqleanom", "zqleamail@exemple.fr")}));
    house.done("change_person", json!({"person": lea, "card": card("Léa Zqleanom", "ZQLEAMAIL@exemple.fr")}));
    house.done("add_note", json!({"client": client, "kind": "call", "text": "LÉA ZQLEANOM est en congé"}));
    house.done("add_note", json!({"client": client, "kind": "note", "text": "Léa Zqlemur suit le chantier"}));
    let deal = house.done("open_deal", json!({"client": client, "title": "Site"}));
    house.done("send_quote", json!({"deal": deal, "content": tests::website(), "method": "email"}));
    house.0.draft("save_draft", json!({"key": "deal:new", "content": {"title": "Vu Léa Zqleanom"}})).unwrap();

    let export = house.ask("personal_data", json!({"client": client, "person": lea}));
    let told = String::from_utf8(tests::bytes(&export)).unwrap();
    for text in ["Léa Zqleanom", "ZQLEAMAIL@exemple.fr", "est en congé", "comptable", "Vu Léa", "D-2026-0001"]
    {
        assert!(told.contains(text), "{text}: {told}");
    }
    assert!(!told.contains("Zqlemur"), "{told}");

    let preview = house.ask("rehearse_erasure", json!({"client": client, "person": lea}));
    let erased = plain(&preview["erased"]);
    assert!(erased.contains("1 note ou appel") && erased.contains("contact, e-mail"), "{erased}");
    assert!(plain(&preview["kept"]).contains("pièce"), "{preview:#}");
    let wrong = house.refused("erase_person", json!({"person": lea, "name": "Léa"}));
    assert_eq!(wrong.field.as_deref(), Some("name"));
    house.done("erase_person", json!({"person": lea, "name": "léa zqleanom"}));
    house.verified();
    let view = house.ask("client", json!({"id": client}));
    assert_eq!((&view["card"]["contact"], &view["card"]["email"]), (&json!(""), &json!("")));
    assert_eq!(view["people"].as_array().unwrap().len(), 1);
    assert_eq!(view["people"][0]["id"], neighbour);
    assert_eq!(house.ask("search", json!({"text": "zqleanom"}))["hits"], json!([]));
    let again = house.refused("erase_person", json!({"person": lea, "name": "Léa Zqleanom"}));
    assert!(again.message.contains("personne"), "{}", again.message);
    let timeline = house.ask("client_timeline", json!({"client": client})).to_string();
    assert!(timeline.contains("Zqlemur") && !timeline.contains("Zqleanom"), "{timeline}");
    drop(house);
    let left = left(&books, "zqlea");
    let papers_alone = ["zqleanom", "zqleamail"].map(str::to_owned).into();
    assert!(left.is_subset(&papers_alone), "{left:?}");
}

/// Who was removed from a firm before they asked is told of by the journal alone, and goes from there too.
#[test]
fn a_person_who_was_removed_can_still_be_told_and_erased() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    let client = house.done("add_client", tests::bakery());
    let card = json!({"name": "Noé Zqnoenom", "email": "zqnoe@exemple.fr"});
    let noe = house.done("add_person", json!({"client": client, "card": card}));
    house.done("remove_person", json!({"person": noe}));
    let export = house.ask("personal_data", json!({"client": client, "person": noe}));
    assert!(String::from_utf8(tests::bytes(&export)).unwrap().contains("zqnoe@exemple.fr"));
    house.done("erase_person", json!({"person": noe, "name": "Noé Zqnoenom"}));
    house.verified();
    drop(house);
    assert_eq!(left(&books, "zqnoe"), BTreeSet::new());
}

#[test]
fn a_line_of_a_bank_keeps_its_money_and_forgets_who_paid() {
    let books = Books::camille();
    let (hugo, _) = both(&books);
    served(&books, &hugo);
    let house = books.on(day(12, 3));
    let payment = house.ask("payments", json!({}))["rows"][0]["id"].clone();
    let told = ofx("releve.ofx", &[(2, "1200.00", "VIR zqhugobank"), (3, "7.00", "DIVERS")]);
    house.done("import_statement", json!({"file": told}));
    house.done("match_line", json!({"line": 1, "payments": [payment]}));
    drop(house);
    let house = books.on(chrono::NaiveDate::from_ymd_opt(2037, 1, 1).unwrap());
    erase(&house, hugo.client, "Hugo Zqhugonom");
    house.verified();
    drop(house);
    assert_eq!(left(&books, "zqhugo"), BTreeSet::new());
    let sum: i64 = books.raw().query_row("SELECT sum(amount) FROM bank_line", [], |r| r.get(0)).unwrap();
    assert_eq!(sum, 120_700);
}
