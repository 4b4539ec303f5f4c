//! A paper as its receiver sees it.

use serde_json::json;
use tests::{Books, Door};

/// The bytes of the paper kept under that number.
pub fn paper(house: &Door, deal: i64, number: &str) -> Vec<u8> {
    let page = house.ask("deal", json!({"id": deal}));
    let row = page["documents"].as_array().unwrap().iter().find(|d| d["name"] == format!("{number}.pdf"));
    let row = row.unwrap_or_else(|| panic!("{number}.pdf is not among {}", page["documents"]));
    tests::bytes(&house.ask("document", json!({"id": row["id"]})))
}

/// The text as a reader copies it, its lines trimmed, hard and thin spaces made plain.
pub fn text(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).unwrap();
    let text = text.replace(['\u{a0}', '\u{202f}'], " ");
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The same on one line, for sentences that wrap.
pub fn flat(bytes: &[u8]) -> String {
    text(bytes).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn pages(bytes: &[u8]) -> usize {
    lopdf::Document::load_mem(bytes).unwrap().get_pages().len()
}

/// Compares with the reviewed text beside this file; `PARCOURS_REVIEW=1` writes it again, to be looked at.
pub fn same_as_reviewed(name: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("documents").join(format!("{name}.txt"));
    if std::env::var_os("PARCOURS_REVIEW").is_some() {
        std::fs::write(&path, format!("{text}\n")).unwrap();
    }
    let reviewed =
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    for (i, (was, is)) in reviewed.lines().zip(text.lines()).enumerate() {
        assert_eq!(was, is, "{name}.txt, line {}", i + 1);
    }
    assert_eq!(reviewed.trim_end(), text.trim_end(), "{name}.txt");
}

/// A road walked to its end with that client; answers the deal.
pub fn walked(books: &Books, client: serde_json::Value, content: serde_json::Value) -> i64 {
    use tests::day;
    let house = books.on(day(9, 3));
    let client = house.done("add_client", client);
    let deal = house.done("open_deal", json!({"client": client, "title": "Refonte du site"}));
    let quote =
        books.on(day(9, 10)).done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    let house = books.on(day(9, 24));
    let mut signature = tests::acceptance(quote);
    signature["place"] = serde_json::json!("premises");
    let order = house.done("accept_quote", signature);
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    let due = house.ask("invoice", json!({"id": deposit}))["row"]["gross"].as_i64().unwrap();
    tests::pay(books, day(10, 2), deposit, &format!("{},{:02}", due / 100, due % 100));
    books.on(day(10, 3)).done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    books.on(day(11, 20)).done("record_delivery", json!({"order": order, "delivered_on": "20/11/2026"}));
    books.on(day(11, 22)).done("issue_balance_invoice", json!({"order": order}));
    deal
}
