//! Papers for a client who reads English: no French word is left, the law's references stay, the language is frozen.

use crate::english_reader::{ENGLISH, content, harbour};
use crate::foreign_reader::{camille, papers, said_by};
use crate::reader::{flat, paper};
use books::reading::Reading;
use serde_json::json;
use tests::{Books, day};

#[test]
fn every_paper_of_a_journey_is_in_english() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    house.done("set_identity", camille());
    house.done(
        "publish_terms",
        json!({"text": "Article 1. The client pays within thirty days.", "tacit_days": "15"}),
    );
    let client = house.done("add_client", harbour());
    let deal = house.done("open_deal", json!({"client": client, "title": "New website"}));
    let house = books.on(day(9, 10));
    ENGLISH.reads_pdf(
        "quote draft",
        &tests::bytes(&house.ask("preview_quote_paper", json!({"deal": deal, "content": content()}))),
    );
    let quote = house.done("send_quote", json!({"deal": deal, "content": content(), "method": "email"}));
    ENGLISH.message(&house, "quote", quote, None);
    ENGLISH.message(&books.on(day(9, 20)), "quote_follow_up", quote, None);
    let house = books.on(day(9, 24));
    let order = house.done(
        "accept_quote",
        json!({
            "quote": quote, "signed_on": "24/09/2026", "signed_by": "Emily Finch", "quality": "Director", "method": "signed_paper",
            "terms_accepted": true, "words": "Bon pour accord, Emily Finch", "options": [2, 3], "order_number": "PO-77",
            "proof": tests::file("scan.pdf", &tests::scan("by hand"))
        }),
    );
    house.done("issue_order_confirmation", json!({"order": order}));
    house.done("issue_welcome_page", json!({"order": order}));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    ENGLISH.message(&house, "invoice", deposit, None);
    let due = |invoice: i64| {
        let open =
            books.on(day(12, 1)).ask("invoice", json!({"id": invoice}))["row"]["open"].as_i64().unwrap();
        format!("{},{:02}", open / 100, open % 100)
    };
    let house = books.on(day(10, 2));
    let payment = house.done(
        "record_payment",
        json!({"invoice": deposit, "amount": due(deposit), "received_on": "02/10/2026", "method": "cheque", "reference": "no. 12"}),
    );
    house.done("issue_receipt", json!({"payment": payment}));
    let said = ENGLISH.message(&house, "receipt", payment, None);
    assert!(said.contains("by cheque, on 2 October 2026"), "{said}");
    ENGLISH.message(&house, "invoice", deposit, None);
    books.on(day(10, 3)).done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    let house = books.on(day(10, 20));
    house.done("issue_progress_invoice", json!({"order": order, "percent": "20", "stage": "Mock-ups"}));
    let house = books.on(day(11, 20));
    house.done("record_delivery", json!({"order": order, "delivered_on": "20/11/2026"}));
    house.done("issue_acceptance_report", json!({"order": order, "done": "The website", "reserves": ""}));
    let parts = json!([{"due_on": "25/11/2026", "part": "1000"}, {"due_on": "15/12/2026", "part": ""}]);
    let balance = house.done("issue_balance_invoice", json!({"order": order, "instalments": parts}));
    house.done("send_invoice", json!({"invoice": balance, "method": "email"}));
    let house = books.on(day(12, 30));
    for tone in ["friendly", "neutral", "firm"] {
        let said = ENGLISH.message(&house, "reminder", balance, Some(tone));
        assert!(said.contains("Dear Emily Finch,") && said.contains("20 November 2026"), "{said}");
    }
    house.done("remind_client", json!({"invoice": balance, "method": "post", "tone": "firm"}));
    let credit = house.done(
        "credit_invoice",
        json!({"invoice": balance, "lines": [{"line": 0, "amount": "100"}], "reason": "Goodwill"}),
    );
    ENGLISH.message(&house, "invoice", credit, None);

    let kept = papers(&house, deal);
    let names: Vec<&str> =
        kept.iter().map(|(name, _)| name.as_str()).filter(|name| !name.starts_with("Agreement")).collect();
    assert_eq!(names.len(), 11, "{names:?}");
    for (name, bytes) in kept.iter().filter(|(name, _)| !name.starts_with("Agreement")) {
        ENGLISH.reads_pdf(name, bytes);
        ENGLISH.reads(name, name);
    }
    let said = |name: &str| {
        flat(&kept.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name}: {names:?}")).1)
    };
    for (name, words) in [
        (
            "D-2026-0001",
            vec![
                "Quote",
                "Issued on",
                "10 September 2026",
                "Unit price excl. VAT",
                "3.5 days",
                "€480.50",
                "−10%",
                "VAT 20% on €2,815.40",
                "Options Not included in the total",
                "€244.00 incl. VAT",
                "To be supplied by the client",
                "Bon pour accord (agreed and accepted)",
                "art. L441-10 and D441-5 of the French Commercial Code",
                "within 15 days of delivery",
                "Journal seal",
                "page 1 of",
            ],
        ),
        (
            "D-2026-0001 signed",
            vec![
                "Signed quote",
                "Emily Finch, Director",
                "24 September 2026, on paper.",
                "Options chosen: Training, Logo.",
                "Proof kept: Agreement CO-2026-0001.pdf",
            ],
        ),
        ("Order confirmation CO-2026-0001", vec!["Order confirmation", "What happens next"]),
        ("Welcome CO-2026-0001", vec!["Whom to reach"]),
        (
            "F-2026-0001",
            vec![
                "Deposit invoice",
                "Amount due",
                "Payment due by",
                "Pay by bank transfer",
                "Attn: Emily Finch",
                "Deposit of 30% on order CO-2026-0001",
            ],
        ),
        ("F-2026-0002", vec!["Interim invoice", "Progress of 20% on order CO-2026-0001"]),
        (
            "F-2026-0003",
            vec![
                "Final invoice",
                "Already invoiced",
                "Deposit F-2026-0001, excl. VAT",
                "paid on 2 October 2026",
                "Instalments",
                "Payable in 2 instalments",
                "Supply of services.",
            ],
        ),
        (
            "A-2026-0001",
            vec!["Credit note", "Original invoice", "F-2026-0003 of 20 November 2026", "Total credited"],
        ),
        (
            "Receipt F-2026-0001 of 2026-10-02",
            vec!["Received from Harbour & Finch Ltd the sum of €", "euros and", "subject to the cheque"],
        ),
        ("Acceptance report CO-2026-0001", vec!["Acceptance report", "strike out as appropriate"]),
        (
            "Payment reminder F-2026-0003 of 2026-12-30",
            vec!["Payment reminder", "Rennes, 30 December 2026", "Balance due", "compensation of €40"],
        ),
    ] {
        let said = said(name);
        for words in words {
            assert!(said.contains(words), "{name}: “{words}” is not in {said}");
        }
    }
    house.verified();
}

#[test]
fn what_was_typed_stays_as_typed_and_a_paper_keeps_its_language() {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    house.done("set_preferences", json!({"late_wording": "Retard : 15 % par an."}));
    let client = house.done("add_client", harbour());
    let deal = house.done("open_deal", json!({"client": client, "title": "New website"}));
    let quote = house.done("send_quote", json!({"deal": deal, "content": content(), "method": "email"}));
    let english = paper(&house, deal, "D-2026-0001");
    assert!(
        flat(&english).contains("No discount for early payment. Retard : 15 % par an."),
        "{}",
        flat(&english)
    );
    let mut card = harbour();
    card["language"] = json!("french");
    let version = house.ask("client", json!({"id": client}))["client"]["version"].clone();
    let mut change = json!({"client": client, "card": card});
    if !version.is_null() {
        change["version"] = version;
    }
    house.done("change_client", change);
    let (stored, seal) = records::quote::stored(Reading::of(&books.raw()), quote, 1).unwrap();
    let again = documents::render(&documents::paper::quote::quote_sheet(&stored), Some(&seal[..32])).unwrap();
    assert!(again == english, "the paper changed its language");
    house.done("send_quote", json!({"deal": deal, "content": content(), "method": "email"}));
    let french = flat(&paper(&house, deal, "D-2026-0001-v2"));
    assert!(french.contains("Valable jusqu’au") && french.contains("Pas d’escompte"), "{french}");
    assert!(!ENGLISH.left(&french).is_empty(), "the test itself sees French");
    house.verified();
}

#[test]
fn an_english_paper_checks_the_books_by_its_seal() {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    let client = house.done("add_client", harbour());
    let deal = house.done("open_deal", json!({"client": client, "title": "New website"}));
    house.done("send_quote", json!({"deal": deal, "content": content(), "method": "email"}));
    let (_, seal) = records::quote::stored(Reading::of(&books.raw()), 1, 1).unwrap();
    let printed = documents::printed_seal(&paper(&house, deal, "D-2026-0001"));
    assert_eq!(printed.as_deref(), seal.get(..32));
}

#[test]
fn amendments_cancellations_and_corrections_are_in_english() {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    house.done("set_identity", camille());
    house.done("publish_terms", json!({"text": "Article 1. The client pays within thirty days."}));
    let client = house.done("add_client", harbour());
    let deal = house.done("open_deal", json!({"client": client, "title": "New website"}));
    let mut content = content();
    content.as_object_mut().unwrap().remove("stages");
    let quote = house.done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    let accept = |quote: i64| json!({"quote": quote, "signed_on": "24/09/2026", "signed_by": "Emily Finch", "method": "email", "terms_accepted": true, "words": "Bon pour accord"});
    let house = books.on(day(9, 24));
    let order = house.done("accept_quote", accept(quote));
    house.done("issue_deposit_invoice", json!({"order": order}));
    content["lines"][0]["unit_price"] = json!("2000");
    content["lines"][1]["label"] = json!("Build");
    content["start"] = json!("2 October");
    let amendment = house.done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    let (stored, seal) = records::quote::stored(Reading::of(&books.raw()), amendment, 1).unwrap();
    let again = documents::render(&documents::paper::quote::quote_sheet(&stored), Some(&seal[..32])).unwrap();
    assert!(again == paper(&house, deal, &stored.number), "the amendment is not made again as it was");
    let order = house.done("accept_quote", accept(amendment));
    house.done("issue_deposit_invoice", json!({"order": order}));
    let house = books.on(day(10, 5));
    house.done(
        "cancel_deal",
        json!({"deal": deal, "reason": "other", "printed_reason": "Project stopped", "done": "40"}),
    );
    let papers = ENGLISH.all(&house, deal);
    let amended = said_by(&papers, "D-2026-0002");
    for words in [
        "Amendment to quote D-2026-0001 · order CO-2026-0001. Once signed,",
        "Added: Build",
        "Removed: Integration",
        "€2,000.00 instead of €1,450.00.",
        "more.",
        "Deposit of 30% with the order:",
    ] {
        assert!(amended.contains(words), "“{words}” is not in {amended}");
    }
    for (name, words) in [
        ("D-2026-0002 signed", "Signed amendment"),
        ("F-2026-0002", "Further deposit on order CO-2026-0002, deposit of 30%"),
        ("A-2026-0001", "Cancellation of invoice F-2026-0001 of 24 September"),
        ("F-2026-0003", "Work done, 40% of order CO-2026-0002"),
    ] {
        let said = said_by(&papers, name);
        assert!(said.contains(words), "{name}: “{words}” is not in {said}");
    }
    // An invoice of its own, taken back and written again.
    let other = house.done("open_deal", json!({"client": client, "title": "Repair"}));
    let lines =
        json!([{"label": "Repair", "quantity": "1", "unit_price": "50", "discount": "10", "vat_rate": 0}]);
    let content = json!({"subject": "Repair", "notes": "Done on site.", "lines": lines});
    ENGLISH.reads_pdf(
        "draft",
        &tests::bytes(&house.ask("preview_invoice_paper", json!({"deal": other, "content": content}))),
    );
    let invoice = house.done("issue_invoice", json!({"deal": other, "content": content}));
    house.done("correct_invoice", json!({"invoice": invoice, "reason": "Wrong address"}));
    let papers = ENGLISH.all(&house, other);
    assert!(said_by(&papers, "F-2026-0004").contains("Notes Done on site."));
    house.verified();
}

#[test]
fn a_protected_client_of_a_seller_without_vat_reads_the_law_in_english() {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    let mut me = camille();
    me["vat_regime"] = json!("franchise");
    me["mediator"] = json!("CM2C, 75017 Paris");
    me["insurance"] = json!("Insurer plc, Rennes");
    house.done("set_identity", me);
    house.done("publish_terms", json!({"text": "Article 1. The client pays within thirty days."}));
    let mut card = harbour();
    card["kind"] = json!("person");
    card["name"] = json!("Emily Finch");
    card["contact"] = json!("");
    let client = house.done("add_client", card);
    let deal = house.done("open_deal", json!({"client": client, "title": "New website"}));
    let mut content = content();
    for line in content["lines"].as_array_mut().unwrap() {
        line.as_object_mut().unwrap().remove("vat_rate");
        line.as_object_mut().unwrap().remove("vat_reason");
    }
    let quote = house.done("send_quote", json!({"deal": deal, "content": content, "method": "email"}));
    let house = books.on(day(9, 24));
    let order = house.done(
        "accept_quote",
        json!({"quote": quote, "signed_on": "24/09/2026", "signed_by": "Emily Finch", "method": "email", "terms_accepted": true, "words": "Bon pour accord", "place": "distance"}),
    );
    house.done("issue_order_confirmation", json!({"order": order}));
    house.done("issue_welcome_page", json!({"order": order}));
    house.done("issue_deposit_invoice", json!({"order": order}));
    let house = books.on(day(9, 28));
    let text = house.ask("stage_announcement", json!({"order": order, "stage": 0}))["text"]
        .as_str()
        .unwrap()
        .to_owned();
    ENGLISH.reads("announcement", &text);
    house.done(
        "record_withdrawal",
        json!({"deal": deal, "withdrawn_on": "28/09/2026", "words": "I withdraw."}),
    );
    let papers = ENGLISH.all(&house, deal);
    for (name, words) in [
        (
            "D-2026-0001",
            vec![
                "VAT not applicable, art. 293 B of the French General Tax Code",
                "14 days",
                "I hereby give notice",
                "consumer mediator: CM2C",
                "Professional insurance: Insurer plc",
            ],
        ),
        ("Order confirmation CO-2026-0001", vec!["You may withdraw until 8 October 2026."]),
        ("F-2026-0001", vec!["VAT not applicable", "interest at the French statutory rate"]),
        ("A-2026-0001", vec!["Withdrawal of the client, received on 28 September 2026"]),
    ] {
        let said = said_by(&papers, name);
        for words in words {
            assert!(said.contains(words), "{name}: “{words}” is not in {said}");
        }
    }
    house.verified();
}
