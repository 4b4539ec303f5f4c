//! Credit notes by lines and quantities, and by amount where it can mean one thing: what is asked is what is issued.

use books::reading::Reading;
use serde_json::{Value, json};
use tests::{Books, Door, bytes, day, delivered, opened, pay};
use values::refusal::Code;

/// An invoice without quote, with those lines, issued on 4 September.
pub fn invoiced(books: &Books, content: Value) -> i64 {
    let deal = opened(books);
    let mut whole = json!({"subject": "Commande", "supplied_on": "04/09/2026"});
    for (field, value) in content.as_object().unwrap() {
        whole[field] = value.clone();
    }
    books.on(day(9, 4)).done("issue_invoice", json!({"deal": deal, "content": whole}))
}

fn line(label: &str, quantity: &str, price: &str, rate: i64) -> Value {
    json!({"label": label, "quantity": quantity, "unit_price": price, "vat_rate": rate})
}

/// Design at 20 % and a book at 5,5 %.
fn two_rates(books: &Books) -> i64 {
    invoiced(books, json!({"lines": [line("Maquette", "1", "100", 2000), line("Livre", "1", "20", 550)]}))
}

fn groups(view: &Value) -> Vec<(i64, i64, i64)> {
    let groups = view["totals"]["groups"].as_array().unwrap();
    let cents = |group: &Value, name: &str| group[name].as_i64().unwrap();
    groups
        .iter()
        .map(|g| (cents(g, "rate"), cents(g, "net"), cents(g, "vat")))
        .filter(|(_, net, vat)| *net != 0 || *vat != 0)
        .collect()
}

fn credited(house: &Door, payload: Value) -> Value {
    let id = house.done("credit_invoice", payload);
    house.ask("invoice", json!({"id": id}))
}

#[test]
fn an_amount_over_several_rates_is_refused_and_a_line_says_which() {
    let books = Books::camille();
    let invoice = two_rates(&books);
    let house = books.on(day(9, 5));
    let by_amount = json!({"invoice": invoice, "amount": "21,10", "reason": "Livre rendu"});
    for refusal in
        [house.refused("credit_invoice", by_amount.clone()), house.refused("credit_invoice", by_amount)]
    {
        assert_eq!(refusal.field.as_deref(), Some("amount"));
        assert!(refusal.message.contains("Choisissez les lignes"), "{refusal:?}");
    }
    let lines = house.ask("credit_lines", json!({"id": invoice}));
    assert_eq!((&lines["by_amount"], &lines["left"]), (&json!(false), &json!(14_110)));
    let book = &lines["lines"][1];
    assert_eq!((&book["label"], &book["gross_left"]), (&json!("Livre"), &json!(2_110)));

    let by_line = json!({"invoice": invoice, "lines": [{"line": 1}], "reason": "Livre rendu"});
    let preview = house.ask("preview_credit_note", by_line.clone());
    assert_eq!(groups(&preview), [(550, 2_000, 110)]);
    assert_eq!((&preview["open"], &preview["freed"]), (&json!(12_000), &json!(0)));
    let note = credited(&house, by_line.clone());
    assert_eq!(groups(&note), [(550, 2_000, 110)]);
    assert_eq!(note["lines"][0]["label"], "Livre");
    // One rate is left: an amount says what it means.
    assert_eq!(house.ask("credit_lines", json!({"id": invoice}))["by_amount"], true);
    let refusal = house.refused("credit_invoice", by_line);
    assert_eq!(refusal.field.as_deref(), Some("lines[0].line"));
    let note = credited(&house, json!({"invoice": invoice, "amount": "60", "reason": "Geste"}));
    assert_eq!(groups(&note), [(2000, 5_000, 1_000)]);
    let rest = credited(&house, json!({"invoice": invoice, "reason": "Le reste"}));
    assert_eq!(groups(&rest), [(2000, 5_000, 1_000)]);
    assert_eq!(house.ask("credit_lines", json!({"id": invoice}))["left"], 0);
    house.verified();
}

#[test]
fn the_amount_asked_is_the_amount_issued_and_closes_what_is_left() {
    let books = Books::camille();
    let invoice = invoiced(&books, json!({"lines": [line("Site", "1", "99,17", 2000)]}));
    pay(&books, day(9, 5), invoice, "115");
    let house = books.on(day(9, 6));
    let note = credited(&house, json!({"invoice": invoice, "amount": "4", "reason": "Frais bancaires"}));
    assert_eq!(groups(&note), [(2000, 333, 67)]);
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["open"], 0);
    // Every amount, also those that no net makes at that rate.
    for (amount, cents) in [("0,03", 3), ("0,09", 9), ("1,23", 123), ("17,77", 1_777)] {
        let note = credited(&house, json!({"invoice": invoice, "amount": amount, "reason": "Geste"}));
        assert_eq!(note["row"]["gross"], cents, "{amount}");
    }
    let rest = credited(&house, json!({"invoice": invoice, "reason": "Le reste"}));
    assert_eq!(rest["row"]["gross"], 11_900 - 400 - 3 - 9 - 123 - 1_777);
    house.verified();
}

#[test]
fn quantities_and_amounts_are_taken_line_by_line_after_the_discount() {
    let books = Books::camille();
    let lines = json!([
        line("Jours", "3", "450", 2000),
        line("Pain", "7", "1,10", 550),
        {"label": "Train", "unit_price": "88,40", "nature": "disbursement"},
    ]);
    let invoice = invoiced(&books, json!({"lines": lines, "discount": "10"}));
    let house = books.on(day(9, 5));
    let whole = groups(&house.ask("invoice", json!({"id": invoice})));
    let chosen =
        json!([{"line": 0, "quantity": "1"}, {"line": 1, "quantity": "2"}, {"line": 2, "amount": "20"}]);
    let note = credited(&house, json!({"invoice": invoice, "lines": chosen, "reason": "Rendu"}));
    assert_eq!(groups(&note), [(2000, 40_500, 8_100), (550, 198, 11), (0, 2_000, 0)]);
    assert_eq!(note["disbursements"], 2_000);
    let day_back = &note["lines"][0];
    assert_eq!(
        (&day_back["quantity"], &day_back["unit_price"], &day_back["net"]),
        (&json!(1_000), &json!(4_050_000), &json!(40_500)),
        "the price that was really asked"
    );
    let again = |chosen: Value| {
        house.refused("credit_invoice", json!({"invoice": invoice, "lines": chosen, "reason": "Encore"}))
    };
    for (chosen, field, words) in [
        (json!([{"line": 0, "quantity": "2,5"}]), "lines[0].quantity", "Il reste 2"),
        (json!([{"line": 1}, {"line": 0, "quantity": "-1"}]), "lines[1].quantity", "Il reste 2"),
        (json!([{"line": 0, "quantity": "0"}]), "lines[0].quantity", "Il reste 2"),
        (json!([{"line": 2, "amount": "68,50"}]), "lines[0].amount", "68,40"),
        (json!([{"line": 0, "quantity": "1", "amount": "10"}]), "lines[0].amount", "ou un montant"),
        (json!([{"line": 0, "quantity": "deux"}]), "lines[0].quantity", "quantité"),
        (json!([{"line": 9}]), "lines[0].line", "pas sur la facture"),
        (json!([{"line": 0}, {"line": 0}]), "lines[1].line", "déjà choisie"),
    ] {
        let refusal = again(chosen.clone());
        assert_eq!(refusal.field.as_deref(), Some(field), "{chosen} {refusal:?}");
        assert!(refusal.message.contains(words), "{chosen} {refusal:?}");
    }
    let both = json!({"invoice": invoice, "amount": "10", "lines": [{"line": 0}], "reason": "Encore"});
    assert_eq!(house.refused("credit_invoice", both).field.as_deref(), Some("amount"));
    // What is left is taken by what is left of its lines: all notes make the invoice.
    let every = json!([{"line": 0, "quantity": "2"}, {"line": 1, "quantity": "5"}, {"line": 2}]);
    let last = credited(&house, json!({"invoice": invoice, "lines": every, "reason": "Le reste"}));
    let sum: Vec<(i64, i64, i64)> = groups(&note)
        .into_iter()
        .zip(groups(&last))
        .map(|((rate, net, vat), (_, more, more_vat))| (rate, net + more, vat + more_vat))
        .collect();
    assert_eq!(sum, whole);
    let refusal = again(json!([{"line": 0}]));
    assert_eq!(refusal.code, Code::NotNow);
    house.verified();
}

#[test]
fn a_line_of_a_balance_is_taken_back_within_what_the_deposit_left() {
    let books = Books::camille();
    let (_, order) = delivered(&books);
    let balance = books.on(day(11, 22)).done("issue_balance_invoice", json!({"order": order}));
    let house = books.on(day(11, 23));
    let note = credited(
        &house,
        json!({"invoice": balance, "lines": [{"line": 1, "quantity": "0,5"}], "reason": "Une demi-journée de moins"}),
    );
    assert_eq!(groups(&note), [(2000, 24_000, 4_800)]);
    assert!(note["lines"][0]["unit"].as_str().unwrap().starts_with("jour"));
    // The whole order is more than its balance.
    let every = json!([{"line": 0}, {"line": 1}, {"line": 2}]);
    let refusal =
        house.refused("credit_invoice", json!({"invoice": balance, "lines": every, "reason": "Tout"}));
    assert_eq!(refusal.field.as_deref(), Some("lines[2].quantity"));
    assert!(refusal.message.contains("093,33"), "{refusal:?}");
    house.verified();
}

#[test]
fn an_amount_does_not_say_whether_it_is_work_or_what_was_advanced() {
    let books = Books::empty();
    let mut me = tests::camille();
    me["vat_regime"] = json!("franchise");
    books.on(day(9, 1)).done("set_identity", me);
    let lines = json!([
        {"label": "Conseil", "unit_price": "300"},
        {"label": "Train", "unit_price": "88,40", "nature": "disbursement"},
    ]);
    let invoice = invoiced(&books, json!({"lines": lines}));
    let house = books.on(day(9, 5));
    let refusal =
        house.refused("credit_invoice", json!({"invoice": invoice, "amount": "10", "reason": "Geste"}));
    assert_eq!(refusal.field.as_deref(), Some("amount"));
    let note = credited(
        &house,
        json!({"invoice": invoice, "lines": [{"line": 1}], "reason": "Train remboursé par ailleurs"}),
    );
    assert_eq!((&note["row"]["gross"], &note["disbursements"]), (&json!(8_840), &json!(8_840)));
    assert_eq!(note["lines"][0]["nature"], "disbursement");
    let whole = credited(&house, json!({"invoice": invoice, "reason": "Annulée"}));
    assert_eq!((&whole["row"]["gross"], &whole["disbursements"]), (&json!(30_000), &json!(0)));
    house.verified();
}

#[test]
fn a_note_by_lines_renders_again_to_the_same_bytes() {
    let books = Books::camille();
    let invoice = two_rates(&books);
    let house = books.on(day(9, 5));
    let chosen = json!([{"line": 0, "amount": "12"}, {"line": 1, "quantity": "0,5"}]);
    let note = credited(&house, json!({"invoice": invoice, "lines": chosen, "reason": "Geste"}));
    let id = note["row"]["id"].as_i64().unwrap();
    let (paper, seal) = records::invoice::stored(Reading::of(&books.raw()), id).unwrap();
    let kept = bytes(&house.ask("document", json!({"id": note["row"]["document"]})));
    if let Some(folder) = std::env::var_os("PARCOURS_PAPERS") {
        std::fs::write(std::path::Path::new(&folder).join("credit_by_lines.pdf"), &kept).unwrap();
    }
    let again = documents::paper::invoice::invoice_sheet(&paper);
    assert_eq!(records::document::print(&again, Some(&seal)).unwrap(), kept);
}

#[test]
fn ten_lines_priced_with_vat_make_the_sum_of_their_prices() {
    let books = Books::camille();
    let ten: Vec<Value> = (1..=10).map(|n| line(&format!("Carnet {n}"), "1", "9,99", 2000)).collect();
    let deal = opened(&books);
    let house = books.on(day(9, 4));
    let mut content = json!({"subject": "Carnets", "with_vat": true, "lines": ten});
    let preview = house.ask("preview_invoice", json!({"deal": deal, "content": content}));
    assert_eq!(groups(&preview), [(2000, 8_325, 1_665)]);
    assert_eq!((&preview["typed"][0], &preview["problems"]), (&json!(999), &json!([])));
    let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["gross"], 9_990);
    // Each line gives back what it made of it, and all of them what was paid.
    for rank in 0..10 {
        let chosen = json!([{"line": rank, "quantity": "1"}]);
        house.done("credit_invoice", json!({"invoice": invoice, "lines": chosen, "reason": "Rendu"}));
    }
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["open"], 0);
    assert_eq!(house.ask("credit_lines", json!({"id": invoice}))["left"], 0);
    // A total that no net makes is said, and so is one that the discount moves.
    let two = json!([line("Un", "1", "100,05", 2000), line("Deux", "1", "2016", 2000)]);
    for (lines, discount, said) in [(two, "", "116,04"), (content["lines"].clone(), "10", "89,91")] {
        content["lines"] = lines;
        content["discount"] = json!(discount);
        let preview = house.ask("preview_invoice", json!({"deal": deal, "content": content}));
        let problem = &preview["problems"][0];
        assert_eq!((&problem["field"], &problem["blocking"]), (&json!("with_vat"), &json!(false)));
        assert!(problem["message"].as_str().unwrap().contains(said), "{problem}");
    }
    // The same on a quote, at two rates.
    let mixed: Vec<Value> =
        (0..14).map(|n| line("Pain", "1", "1,15", if n < 7 { 550 } else { 2000 })).collect();
    let quote = json!({"subject": "Pains", "with_vat": true, "lines": mixed});
    let preview = house.ask("preview_quote", json!({"deal": deal, "content": quote}));
    assert_eq!(preview["totals"]["gross"], 2 * 805);
    house.verified();
}
