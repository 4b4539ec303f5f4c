//! Orders: what the client signs, how, and the paper that keeps it.

use serde_json::{Value, json};
use tests::{Books, SIGNATURE, acceptance, day, file, opened, website};

const BLANK: &str = "iVBORw0KGgoAAAANSUhEUgAAADwAAAAVCAYAAAAaX42MAAAAHElEQVR4nO3BMQEAAADCoPVPbQ0PoAAAAACAawMTxQABzajsCwAAAABJRU5ErkJggg==";

/// The website with a logo at 600 and photos at 400 to choose from.
fn with_options() -> Value {
    let mut content = website();
    let lines = content["lines"].as_array_mut().unwrap();
    lines.push(json!({"label": "Logo", "unit_price": "600", "vat_rate": 2000, "optional": true}));
    lines.push(json!({"label": "Photos", "unit_price": "400", "vat_rate": 1000, "optional": true}));
    content
}

#[test]
fn the_options_ticked_make_the_order_its_deposit_and_its_invoices() {
    let books = Books::camille();
    let deal = opened(&books);
    let quote = books
        .on(day(9, 10))
        .done("send_quote", json!({"deal": deal, "content": with_options(), "method": "email"}));
    let house = books.on(day(9, 24));
    let bare = house.ask("preview_acceptance", json!({"quote": quote}));
    assert_eq!(bare["totals"]["gross"], 400_000, "options count only when ticked");
    assert_eq!((&bare["options"][0]["adds"], &bare["options"][1]["adds"]), (&json!(72_000), &json!(44_000)));
    let preview = house.ask("preview_acceptance", json!({"quote": quote, "options": [4]}));
    assert_eq!(preview["totals"]["gross"], 444_000);
    assert_eq!((&preview["options"][1]["ticked"], &preview["terms"]), (&json!(true), &json!(1)));

    let mut payload = acceptance(quote);
    payload["options"] = json!([0]);
    assert_eq!(house.refused("accept_quote", payload.clone()).field.as_deref(), Some("options"));
    payload["options"] = json!([4, 4]);
    let order = house.done("accept_quote", payload);
    let page = house.ask("deal", json!({"id": deal}));
    assert_eq!(page["order"]["gross"], 444_000);
    assert_eq!(page["order"]["deposit_agreed"], preview["deposit"]["gross"]);
    let deposit = house.ask("preview_deposit_invoice", json!({"order": order}));
    assert_eq!(deposit["totals"], preview["deposit"]);
    house.verified();
}

#[test]
fn a_signature_is_drawn_or_typed_but_never_blank() {
    let books = Books::camille();
    let (deal, quote) = tests::quoted(&books);
    let house = books.on(day(9, 24));
    let mut payload = acceptance(quote);
    payload["method"] = json!("drawn");
    payload["words"] = json!("");
    let head = house.ask("books", json!({}))["head"].clone();
    for (what, proof, field) in [
        ("nothing", Value::Null, "proof"),
        ("a blank", json!({"name": "signature.png", "base64": BLANK}), "proof"),
        ("a PDF", file("accord.pdf", &tests::scan("accord")), "proof"),
        ("half a picture", file("signature.png", &SIGNATURE[..300]), "proof"),
    ] {
        payload["proof"] = proof;
        let refusal = house.refused("accept_quote", payload.clone());
        assert_eq!(refusal.field.as_deref(), Some(field), "{what}: {}", refusal.message);
    }
    assert_eq!(house.ask("books", json!({}))["head"], head, "a refusal leaves nothing");
    payload["proof"] = file("signature.png", SIGNATURE);
    house.done("accept_quote", payload);
    let page = house.ask("deal", json!({"id": deal}));
    let kept = house.ask("document", json!({"id": page["order"]["proof"]}));
    assert_eq!(
        (tests::bytes(&kept), &kept["name"]),
        (SIGNATURE.to_vec(), &json!("Signature CO-2026-0001.png"))
    );
    assert_eq!(page["timeline"][0]["document"], page["order"]["signed_paper"]);
    house.verified();

    // Who cannot draw types a name.
    let books = Books::camille();
    let (_, quote) = tests::quoted(&books);
    let mut payload = acceptance(quote);
    payload["method"] = json!("drawn");
    payload["words"] = json!("Anne Le Goff");
    books.on(day(9, 24)).done("accept_quote", payload);
}
