//! How papers and messages say to pay: the account of the client, other ways, the page on the web.

use crate::bytes::holds_up;
use crate::reader::{flat, paper};
use serde_json::{Value, json};
use tests::{Books, bakery, camille, day, refusal};

const OTHER: &str = "DE89370400440532013000";

fn seller() -> Value {
    let mut seller = camille();
    seller["accounts"] =
        json!([{"label": "Compte berlinois", "iban": "DE89 3704 0044 0532 0130 00", "bic": "COBADEFF"}]);
    seller["ways"] = json!([
        {"name": "Chèque", "words": "à l’ordre de Camille Durand"}, {"name": "Carte bancaire", "words": ""}
    ]);
    seller["payment_link"] = json!("https://payer.exemple.fr/{number}?montant={amount}");
    seller
}

/// The addresses that one can press on that paper, each with what it is read as.
fn links(paper: &[u8]) -> Vec<(String, String)> {
    let document = lopdf::Document::load_mem(paper).unwrap();
    let of = |object: &lopdf::Object| document.dereference(object).unwrap().1.as_dict().unwrap().clone();
    let text = |object: &lopdf::Object| lopdf::decode_text_string(object).unwrap();
    let mut found = Vec::new();
    for page in document.get_pages().into_values() {
        for link in document.get_page_annotations(page).unwrap_or_default() {
            assert_eq!(link.get(b"F").unwrap().as_i64().unwrap(), 4);
            let leads = of(link.get(b"A").unwrap());
            found.push((text(leads.get(b"URI").unwrap()), text(link.get(b"Contents").unwrap())));
        }
    }
    found
}

fn invoiced(books: &Books, client: Value) -> (i64, String) {
    let (invoice, paper) = issued(books, client);
    (invoice, flat(&paper).replace(['\u{a0}', '\u{202f}'], " "))
}

fn issued(books: &Books, client: Value) -> (i64, Vec<u8>) {
    let house = books.on(day(9, 2));
    let client = house.done("add_client", client);
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    let content = json!({"subject": "Affiche", "lines": [{"label": "Affiche", "unit_price": "1000", "vat_rate": 2000}]});
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    let paper = paper(&house, deal, &format!("F-2026-{invoice:04}"));
    holds_up("paying", &paper);
    if let Some(folder) = std::env::var_os("PARCOURS_PAPERS") {
        std::fs::write(std::path::Path::new(&folder).join(format!("paying-{invoice}.pdf")), &paper).unwrap();
    }
    (invoice, paper)
}

#[test]
fn the_page_that_takes_the_payment_opens_by_a_press_on_its_address() {
    let books = Books::camille();
    books.on(day(9, 1)).done("set_identity", seller());
    let (_, paper) = issued(&books, bakery());
    let address = "https://payer.exemple.fr/F-2026-0001?montant=1200.00";
    assert_eq!(links(&paper), [(address.to_owned(), address.to_owned())]);
    // Too long for its line, it opens from each of its lines.
    let mut long = seller();
    let path = "paiement-en-ligne-securise/".repeat(8);
    long["payment_link"] = json!(format!("https://payer.exemple.fr/{path}{{number}}"));
    books.on(day(9, 2)).done("set_identity", long);
    let mut other = bakery();
    other["name"] = json!("Crêperie Kervella");
    other["siret"] = json!("732 829 320");
    other["electronic_address"] = json!("732829320");
    let (_, paper) = issued(&books, other);
    let all = links(&paper);
    assert!(all.len() > 1 && all.iter().all(|(address, _)| address.ends_with("F-2026-0002")), "{all:?}");
    let mut none = seller();
    none["payment_link"] = json!("");
    books.on(day(9, 2)).done("set_identity", none);
    let mut other = bakery();
    other["kind"] = json!("association");
    other["name"] = json!("Les Amis du Phare");
    other["siret"] = json!("");
    other["electronic_address"] = json!("phare@exemple.fr");
    let (_, paper) = issued(&books, other);
    assert_eq!(links(&paper), []);
}

#[test]
fn an_invoice_says_every_way_to_pay_it_on_the_account_of_its_client() {
    let books = Books::camille();
    books.on(day(9, 1)).done("set_identity", seller());
    let (invoice, said) = invoiced(&books, bakery());
    for words in [
        "FR76 3000 6000",
        "Chèque à l’ordre de Camille Durand",
        "Carte bancaire",
        "https://payer.exemple.fr/F-2026-0001?montant=1200.00",
    ] {
        assert!(said.contains(words), "« {words} » is not in {said}");
    }
    assert!(!said.contains("DE89"), "{said}");
    let message = books.on(day(9, 2)).ask("preview_message", json!({"what": "invoice", "id": invoice}));
    let text = message["body"].as_str().unwrap();
    assert!(
        text.contains("en ligne\u{a0}: https://payer.exemple.fr/F-2026-0001?montant=1200.00\n"),
        "{text}"
    );

    let mut other = bakery();
    other["name"] = json!("Atelier Roux");
    other["siret"] = json!("");
    other["kind"] = json!("person");
    other["pays_to"] = json!(OTHER);
    books.on(day(9, 2)).done("set_identity", {
        let mut seller = seller();
        seller["mediator"] = json!("CM2C, 14 rue Saint-Jean, 75017 Paris");
        seller
    });
    let (_, said) = invoiced(&books, other);
    assert!(said.contains("DE89 3704 0044") && !said.contains("FR76 3000"), "{said}");
}

#[test]
fn without_an_account_the_other_ways_stand_alone() {
    let books = Books::camille();
    let mut alone = seller();
    alone["iban"] = json!("");
    alone["accounts"] = json!([]);
    books.on(day(9, 1)).done("set_identity", alone);
    let (_, said) = invoiced(&books, bakery());
    assert!(said.contains("Chèque à l’ordre de Camille Durand") && !said.contains("BIC"), "{said}");
    assert!(!said.contains("Payer par virement"), "{said}");
}

#[test]
fn what_is_wrong_is_said_at_its_row_and_changes_nothing() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    let before = house.ask("identity", json!({}));
    for (field, value, at) in [
        (
            "accounts",
            json!([{"label": "Faux", "iban": "FR76 3000 6000 0112 3456 7890 188"}]),
            "accounts[0].iban",
        ),
        ("ways", json!([{"words": "à mon ordre"}]), "ways[0].name"),
        ("payment_link", json!("payer.exemple.fr"), "payment_link"),
    ] {
        let mut wrong = camille();
        wrong[field] = value;
        assert_eq!(refusal(house.0.act("set_identity", wrong).unwrap_err()).field.as_deref(), Some(at));
    }
    assert_eq!(before, house.ask("identity", json!({})));
}
