//! Somebody who has left something in every place of the books, each text with their mark.

use serde_json::{Value, json};
use tests::{Books, day, file, pay};

/// What every text about somebody begins with, so that it is found wherever it stands.
pub struct Somebody {
    pub mark: &'static str,
    pub client: i64,
}

impl Somebody {
    pub fn says(&self, what: &str) -> String {
        says(self.mark, what)
    }
}

pub fn says(mark: &str, what: &str) -> String {
    format!("{mark}{what}")
}

/// A PDF of that person's own: its bytes are theirs.
fn paper(mark: &str, what: &str) -> Value {
    file(&format!("{mark}{what}.pdf"), &tests::scan(&format!("{mark}{what}bytes")))
}

/// Hugo and a neighbour, come in together from one file.
pub fn both(books: &Books) -> (Somebody, Somebody) {
    let mut table = "Nom;E-mail\n".to_owned();
    for (name, mark) in [("Hugo Zqhugonom", "zqhugo"), ("Atelier Zqnordnom", "zqnord")] {
        table += &format!("{name};{mark}mail@exemple.fr\n{name} bis;{mark}second@exemple.fr\n");
    }
    let import = json!({"file": file("zqhugotable.csv", table.as_bytes()), "rows": [2, 3, 4, 5]});
    books.on(day(9, 3)).done("import_clients", import);
    (met(books, "zqhugo", "Hugo Zqhugonom"), met(books, "zqnord", "Atelier Zqnordnom"))
}

/// Someone with all that can be noted beside a deal: card, people, notes, files, a check; a second card of theirs was
/// merged into the first.
fn met(books: &Books, mark: &'static str, name: &str) -> Somebody {
    let text = |what: &str| says(mark, what);
    let house = books.on(day(9, 3));
    let rows = house.ask("clients", json!({"search": name}))["rows"].clone();
    let mut ids: Vec<i64> = rows.as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect();
    ids.sort_unstable();
    let (client, second) = (ids[0], ids[1]);
    let other = house.done("open_deal", json!({"client": second, "title": text("moved")}));
    house.done("merge_clients", json!({"from": second, "into": client}));
    let card = json!({"kind": "company", "name": name, "contact": text("contact"), "siret": "552 100 554",
        "email": format!("{mark}new@exemple.fr"), "phone": format!("06 {mark}"), "tags": [text("tag")], "profile": "regular",
        "address": {"street": text("street"), "postcode": "22300", "city": "Lannion"}});
    house.done("change_client", json!({"client": client, "card": card}));
    let person = |what: &str| json!({"name": text(what), "function": text("function"), "email": format!("{mark}{what}@exemple.fr"), "phone": format!("07 {mark}")});
    let zoe = house.done("add_person", json!({"client": client, "card": person("zoe")}));
    house.done("change_person", json!({"person": zoe, "card": person("zoebis")}));
    let gone = house.done("add_person", json!({"client": client, "card": person("left")}));
    house.done("remove_person", json!({"person": gone}));
    house.done("add_note", json!({"client": client, "kind": "note", "text": text("note")}));
    house.done(
        "attach_file",
        json!({"client": client, "file": paper(mark, "joined"), "label": text("label")}),
    );
    let check = json!({"client": client, "checked_on": "03/09/2026", "source": text("source"), "result": "good", "words": text("checked"), "file": paper(mark, "check")});
    house.done("record_solvency_check", check);
    house.done("lose_deal", json!({"deal": other, "reason": "price", "words": text("lost")}));
    house
        .0
        .draft("save_draft", json!({"key": format!("client:{client}"), "content": {"email": text("draft")}}))
        .unwrap();
    house
        .0
        .draft(
            "save_draft",
            json!({"key": "deal:new", "content": {"client": client, "title": format!("pour {name}")}}),
        )
        .unwrap();
    Somebody { mark, client }
}

/// A deal of theirs with its quote sent twice and followed up; answers (deal, quote).
pub fn offered(books: &Books, who: &Somebody) -> (i64, i64) {
    let house = books.on(day(9, 10));
    let deal = house.done(
        "open_deal",
        json!({"client": who.client, "title": who.says("title"), "source": who.says("from"), "need": who.says("need")}),
    );
    house.done("qualify_deal", json!({"deal": deal, "need": who.says("needs"), "next_step": who.says("next"), "next_on": "20/09/2026"}));
    house.done("add_note", json!({"deal": deal, "kind": "call", "text": who.says("call")}));
    house.done(
        "attach_file",
        json!({"deal": deal, "file": paper(who.mark, "chart"), "label": who.says("chart")}),
    );
    let content = |subject: &str| {
        json!({"subject": who.says(subject), "deposit": "", "notes": who.says("remark"), "supplies": ["Le logo"], "stages": [{"label": "Maquettes"}],
            "lines": [{"label": who.says("line"), "detail": who.says("detail"), "unit_price": "1000", "vat_rate": 2000}]})
    };
    let quote =
        house.done("send_quote", json!({"deal": deal, "content": content("first"), "method": "email"}));
    let written = json!({"quote": quote, "method": "email", "recipient": format!("{}to@exemple.fr", who.mark), "followed_on": "10/09/2026",
        "message_subject": who.says("about"), "message_body": who.says("body"), "words": who.says("word")});
    house.done("follow_up_quote", written);
    house.done("send_quote", json!({"deal": deal, "content": content("subject"), "method": "email"}));
    house
        .0
        .draft("save_draft", json!({"key": format!("note:{deal}"), "content": {"text": who.says("draft")}}))
        .unwrap();
    (deal, quote)
}

/// The same signed, worked, delivered, invoiced, sent, paid, answered; answers the deal.
pub fn served(books: &Books, who: &Somebody) -> i64 {
    let (deal, quote) = offered(books, who);
    let house = books.on(day(9, 24));
    let accepted = json!({"quote": quote, "signed_on": "24/09/2026", "signed_by": who.says("signer"), "quality": who.says("quality"),
        "method": "email", "terms_accepted": true, "words": who.says("agreed"), "proof": paper(who.mark, "proof")});
    let order = house.done("accept_quote", accepted);
    house.done("issue_order_confirmation", json!({"order": order}));
    house.done("issue_welcome_page", json!({"order": order}));
    let house = books.on(day(10, 3));
    house.done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    house.done(
        "ask_supply",
        json!({"order": order, "supply": 0, "asked_on": "03/10/2026", "words": who.says("asked")}),
    );
    house.done("receive_supply", json!({"order": order, "supply": 0, "received_on": "03/10/2026", "words": who.says("supply"), "file": paper(who.mark, "supplied")}));
    house.done("reach_stage", json!({"order": order, "stage": 0, "reached_on": "03/10/2026"}));
    house.done(
        "announce_stage",
        json!({"order": order, "stage": 0, "announced_on": "03/10/2026", "words": who.says("announced")}),
    );
    let house = books.on(day(11, 20));
    house.done("record_delivery", json!({"order": order, "delivered_on": "20/11/2026", "note": who.says("delivered"), "proof": paper(who.mark, "slip")}));
    house.done("issue_acceptance_report", json!({"order": order, "done": who.says("done"), "reserves": ""}));
    let invoice = house.done("issue_balance_invoice", json!({"order": order}));
    let sent = json!({"invoice": invoice, "method": "email", "recipient": format!("{}bill@exemple.fr", who.mark), "sent_on": "20/11/2026",
        "message_subject": who.says("bill"), "message_body": who.says("please")});
    house.done("send_invoice", sent);
    let payment = pay(books, day(12, 1), invoice, "1200");
    let house = books.on(day(12, 2));
    house.done("issue_receipt", json!({"payment": payment}));
    house.done("thank_client", json!({"deal": deal, "thanked_on": "02/12/2026"}));
    let answer = json!({"deal": deal, "answered_on": "02/12/2026", "score": "9", "words": who.says("happy")});
    house.done("record_satisfaction", answer);
    house.done(
        "record_testimonial",
        json!({"deal": deal, "received_on": "02/12/2026", "words": who.says("praise")}),
    );
    house.done(
        "record_referral",
        json!({"deal": deal, "received_on": "02/12/2026", "name": who.says("friend")}),
    );
    house.done("plan_contact", json!({"deal": deal, "planned_on": "02/03/2027", "why": who.says("why")}));
    deal
}
