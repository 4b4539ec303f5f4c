//! The places on the road from which every action is tried with bad input.

use chrono::NaiveDate;
use serde_json::json;
use tests::{
    Books, acceptance, bakery, camille, day, delivered, file, opened, pay, quoted, signed, supplier_invoice,
    website,
};

/// A place on the road from which an action is done, made once and copied for each try.
pub struct Place {
    pub books: Books,
    pub today: NaiveDate,
}

impl Place {
    fn of(today: NaiveDate, walk: impl FnOnce(&Books)) -> Place {
        let books = Books::camille();
        walk(&books);
        Place { books, today }
    }

    pub fn copy(&self) -> Books {
        let copy = Books::empty();
        std::fs::copy(self.books.path(), copy.path()).unwrap();
        copy
    }
}

/// The place where work with supplies and stages goes on, its first stage reached.
pub const UNDER_WAY: usize = 10;

/// The place where the client accepted with reserves.
pub const RESERVED: usize = 11;

/// The place where the catalogue holds something.
pub const CATALOGUE: usize = 12;
/// And those where someone works at the bakery, and where a client was not happy.
pub const PERSON: usize = 16;
pub const UNHAPPY: usize = 17;
/// And the one where the clock was ahead for a day.
pub const AHEAD: usize = 18;
/// And the one where two invoices were paid a euro short, what is left of the second given up.
pub const SHORT: usize = 19;
/// And those where a newer wording was written down, and where VAT changed since the signature.
pub const LAW: usize = 20;
pub const VAT_CHANGED: usize = 21;

/// And the one where something was written down to do, something done, and something put off.
pub const TASKS: usize = 22;

/// And the one where an invoice that is late is contested, and its client left alone.
pub const CONTESTED: usize = 23;

/// And the one where messages stand in the outbox: the first waits, the second is being handed over, of the third nobody
/// knows, the fourth failed; and a reminder is due by itself.
pub const OUTBOX: usize = 24;

/// And the one where two statements of a bank came in, and a line of the first is explained.
pub const STATEMENT: usize = 25;

/// And the one where invoices of suppliers are kept, the second paid.
pub const SUPPLIED: usize = 26;

/// A statement in OFX of the account that Camille’s papers name: days of October 2026, amounts and labels.
pub fn ofx(name: &str, lines: &[(u32, &str, &str)]) -> serde_json::Value {
    let told: String = lines
        .iter()
        .map(|(day, amount, label)| {
            format!(
                "<STMTTRN><TRNTYPE>OTHER<DTPOSTED>202610{day:02}<TRNAMT>{amount}<NAME>{label}</STMTTRN>\n"
            )
        })
        .collect();
    let text = format!(
        "OFXHEADER:100\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30006<BRANCHID>00001\
         <ACCTID>12345678901</BANKACCTFROM><BANKTRANLIST>{told}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    );
    file(name, text.as_bytes())
}

/// What a platform says became of an invoice: a message of its life cycle, with a reason where it is refused.
pub fn life_cycle(number: &str, siren: &str, code: &str, day: &str) -> serde_json::Value {
    let reason = if code == "210" { "<ram:Reason>Taux de TVA erroné</ram:Reason>" } else { "" };
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rsm:CrossDomainAcknowledgementAndResponse \
         xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100\" \
         xmlns:ram=\"urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100\" \
         xmlns:udt=\"urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100\">\
         <rsm:AcknowledgementDocument><ram:IssueDateTime><udt:DateTimeString format=\"204\">{day}180000</udt:DateTimeString>\
         </ram:IssueDateTime><ram:ReferenceReferencedDocument><ram:IssuerAssignedID>{number}</ram:IssuerAssignedID>\
         <ram:ProcessConditionCode>{code}</ram:ProcessConditionCode><ram:IssuerTradeParty>\
         <ram:GlobalID schemeID=\"0002\">{siren}</ram:GlobalID></ram:IssuerTradeParty>\
         <ram:SpecifiedDocumentStatus>{reason}</ram:SpecifiedDocumentStatus>\
         </ram:ReferenceReferencedDocument></rsm:AcknowledgementDocument></rsm:CrossDomainAcknowledgementAndResponse>\n"
    );
    file("statut.xml", text.as_bytes())
}

/// A server that takes messages, as typed.
pub fn mail_server() -> serde_json::Value {
    json!({"host": "smtp.exemple.fr", "port": "465", "security": "tls", "user": "camille@exemple.fr", "authority": "",
        "copy_to_self": true, "from_hour": "9", "to_hour": "18"})
}

fn outbox(books: &Books) {
    let (_, order) = delivered(books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    books.on(day(11, 21)).done("send_invoice", json!({"invoice": balance, "method": "hand"}));
    let house = books.on(day(12, 28));
    house.done("set_mail_server", mail_server());
    house.done("issue_receipt", json!({"payment": 1}));
    house.done("claim_charges", json!({"invoice": balance}));
    let mut card = bakery();
    card["email"] = json!("anne@exemple.fr");
    house.done("change_client", json!({"client": 1, "card": card}));
    let steps = json!([{"days": "3", "channel": "email", "tone": "neutral", "by_itself": true}]);
    for profile in ["new", "regular"] {
        house.done("set_reminder_policy", json!({"profile": profile, "steps": steps}));
    }
    let other = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    let line = json!({"label": "Dépannage", "unit_price": "100", "vat_rate": 2000});
    let messages = [(); 4].map(|()| {
        let content = json!({"subject": "Dépannage", "lines": [line.clone()]});
        let invoice = house.done("issue_invoice", json!({"deal": other, "content": content}));
        house.done("send_invoice", json!({"invoice": invoice, "method": "email", "queue": true}))
    });
    for message in &messages[1..3] {
        house.done("take_message", json!({"message": message}));
    }
    house.done("note_message", json!({"message": messages[2], "state": "unknown", "words": "Coupé."}));
    let failed =
        json!({"message": messages[3], "state": "failed", "words": "Refusé.", "again": "after_change"});
    house.done("note_message", failed);
}

pub fn places() -> Vec<Place> {
    let deposit = |books: &Books| books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": 1}));
    let begun = |books: &Books| {
        signed(books);
        pay(books, day(10, 2), deposit(books), "1200");
        books.on(day(10, 3)).done("begin_delivery", json!({"order": 1, "began_on": "03/10/2026"}));
    };
    vec![
        Place::of(day(9, 10), |books| _ = opened(books)),
        Place::of(day(9, 24), |books| _ = quoted(books)),
        Place::of(day(9, 24), |books| _ = signed(books)),
        Place::of(day(9, 25), |books| {
            signed(books);
            deposit(books);
        }),
        Place::of(day(11, 20), begun),
        Place::of(day(11, 20), |books| _ = delivered(books)),
        Place::of(day(12, 2), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            pay(books, day(12, 1), balance, "2800");
        }),
        // The balance was paid, then partly credited; another invoice of the same client is open.
        Place::of(day(12, 2), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            pay(books, day(12, 1), balance, "2800");
            let house = books.on(day(12, 2));
            let other = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
            let line = json!({"label": "Dépannage", "unit_price": "100", "vat_rate": 2000});
            for _ in 0..2 {
                let content = json!({"subject": "Dépannage", "lines": [line.clone()]});
                house.done("issue_invoice", json!({"deal": other, "content": content}));
            }
            house.done("credit_invoice", json!({"invoice": balance, "amount": "200", "reason": "Retard"}));
        }),
        // Two clients came in from a file after the bakery.
        Place::of(day(9, 4), |books| {
            opened(books);
            let table =
                file("contacts.csv", b"Nom;E-mail\nHugo Petit;hugo@exemple.fr\nLumen;lumen@exemple.fr\n");
            books.on(day(9, 4)).done("import_clients", json!({"file": table, "rows": [2, 3]}));
        }),
        // A private person signed at a distance.
        Place::of(day(9, 26), |books| {
            let house = books.on(day(9, 10));
            let mut me = camille();
            me["mediator"] = json!("CM2C, 14 rue Saint-Jean, 75017 Paris");
            house.done("set_identity", me);
            let mut card = bakery();
            card["kind"] = json!("person");
            let client = house.done("add_client", card);
            let deal = house.done("open_deal", json!({"client": client, "title": "Site"}));
            let quote =
                house.done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
            let mut payload = acceptance(quote);
            payload["place"] = json!("distance");
            books.on(day(9, 24)).done("accept_quote", payload);
        }),
        Place::of(day(11, 20), |books| {
            opened(books);
            let mut content = website();
            content["supplies"] = json!(["Le logo"]);
            content["stages"] =
                json!([{"label": "Maquettes"}, {"label": "Mise en ligne", "planned_on": "2026-11-28"}]);
            content["deposit"] = json!("");
            books
                .on(day(9, 10))
                .done("send_quote", json!({"deal": 1, "content": content, "method": "email"}));
            books.on(day(9, 24)).done("accept_quote", acceptance(1));
            let house = books.on(day(10, 3));
            house.done("begin_delivery", json!({"order": 1, "began_on": "03/10/2026"}));
            house.done("reach_stage", json!({"order": 1, "stage": 0, "reached_on": "03/10/2026"}));
            // What is reached next needs its reason.
            house.done("suspend_work", json!({"client": 1, "reason": "Autre facture impayée"}));
        }),
        Place::of(day(11, 22), |books| {
            delivered(books);
            let proof = file("pv.pdf", &tests::scan("fait main"));
            let report = json!({"order": 1, "manner": "with_reserves", "accepted_on": "21/11/2026",
                "signed_by": "Anne Le Goff", "reserves": "Le menu", "proof": proof});
            books.on(day(11, 21)).done("record_acceptance", report);
        }),
        // Something is in the catalogue.
        Place::of(day(9, 4), |books| {
            let item = json!({"label": "Journée", "unit_price": "480", "vat_rate": 2000});
            books.on(day(9, 4)).done("add_catalogue_item", item);
        }),
        // An amendment waits for its signature.
        Place::of(day(9, 26), |books| {
            let (deal, _) = signed(books);
            let send = json!({"deal": deal, "content": website(), "method": "email"});
            books.on(day(9, 26)).done("send_quote", send);
        }),
        // The balance was sent and is late.
        Place::of(day(12, 28), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            books.on(day(11, 21)).done("send_invoice", json!({"invoice": balance, "method": "hand"}));
        }),
        // Two cheques: one received, one deposited.
        Place::of(day(12, 10), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            for amount in ["100", "200"] {
                let cheque = json!({"invoice": balance, "amount": amount, "received_on": "01/12/2026", "method": "cheque"});
                books.on(day(12, 1)).done("record_payment", cheque);
            }
            books.on(day(12, 2)).done("deposit_cheque", json!({"payment": 3}));
        }),
        // Someone works at the bakery.
        Place::of(day(9, 10), |books| {
            opened(books);
            books.on(day(9, 4)).done("add_person", json!({"client": 1, "card": {"name": "Anne Le Goff"}}));
            let receipt = json!({"month": "03/2026", "activity": "liberal", "amount": "800"});
            books.on(day(9, 4)).done("record_past_receipt", receipt);
        }),
        // All is paid, and the client was not happy.
        Place::of(day(12, 2), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            pay(books, day(12, 1), balance, "2800");
            let answer = json!({"deal": 1, "answered_on": "02/12/2026", "score": "3"});
            books.on(day(12, 2)).done("record_satisfaction", answer);
        }),
        // The clock was ahead for a day.
        Place::of(day(9, 10), |books| {
            opened(books);
            let note = json!({"deal": 1, "kind": "note", "text": "Rappeler."});
            books.on(day(12, 24)).done("add_note", note);
        }),
        // Two invoices were paid a euro short, and what is left of the second was given up.
        Place::of(day(12, 2), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            pay(books, day(12, 1), balance, "2799");
            let house = books.on(day(12, 1));
            let other = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
            let line = json!({"label": "Dépannage", "unit_price": "100", "vat_rate": 2000});
            let content = json!({"subject": "Dépannage", "lines": [line]});
            let short = house.done("issue_invoice", json!({"deal": other, "content": content}));
            pay(books, day(12, 1), short, "119");
            let house = books.on(day(12, 2));
            house.done("give_up_remainder", json!({"invoice": short, "reason": "Frais"}));
            house.done("issue_duplicate", json!({"invoice": short}));
        }),
        // A newer wording was written down.
        Place::of(day(9, 4), |books| {
            let row = json!({"kind": "wording", "code": "no_discount", "text": "Sans escompte.",
                "valid_from": "01/01/2028", "source": "usage"});
            books.on(day(9, 4)).done("add_law_row", row);
        }),
        // Agreed without VAT, which is charged since.
        Place::of(day(10, 2), |books| {
            let mut me = camille();
            me["vat_regime"] = json!("franchise");
            books.on(day(9, 1)).done("set_identity", me);
            signed(books);
            books.on(day(10, 1)).done("set_identity", camille());
        }),
        Place::of(day(9, 10), |books| {
            opened(books);
            let house = books.on(day(9, 4));
            house.done("add_task", json!({"text": "Rappeler Anne"}));
            let done = house.done("add_task", json!({"text": "Classer", "client": 1}));
            house.done("complete_task", json!({"task": done}));
            house.done("put_off_task", json!({"task": "qualify_contact-d1-deal1", "until": "2026-10-01"}));
        }),
        Place::of(day(12, 28), |books| {
            let (_, order) = delivered(books);
            let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
            books.on(day(11, 21)).done("send_invoice", json!({"invoice": balance, "method": "hand"}));
            let house = books.on(day(12, 28));
            house.done("open_dispute", json!({"invoice": balance, "reason": "amount", "words": "Trop cher"}));
            house.done("record_promise", json!({"invoice": balance, "promised_on": "15/01/2027"}));
            let hold = json!({"client": 1, "until": "15/01/2027", "reason": "Inventaire"});
            house.done("hold_reminders", hold);
            let plan = json!({"client": 1, "count": "3", "first_on": "31/12/2026"});
            house.done("agree_payment_plan", plan);
            let filed = json!({"client": 1, "route": "order", "filed_on": "23/12/2026"});
            house.done("file_claim", filed);
            house.done("suspend_work", json!({"client": 1, "reason": "Solde impayé"}));
            let insured = json!({"client": 1, "kind": "insurance", "who": "Assureur SA", "days": "60"});
            house.done("record_security", insured);
            house.done("record_insolvency", json!({"client": 1, "published_on": "20/12/2026"}));
        }),
        Place::of(day(12, 28), outbox),
        Place::of(day(10, 12), |books| {
            let (_, order) = signed(books);
            books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
            let house = books.on(day(10, 12));
            let lines = [(2, "1200.00", "VIR LE GOFF"), (5, "50.00", "MAIF"), (6, "-12.00", "FRAIS")];
            house.done("import_statement", json!({"file": ofx("octobre.ofx", &lines)}));
            house.done("import_statement", json!({"file": ofx("suite.ofx", &[(9, "8.00", "DIVERS")])}));
            house.done("pass_over_files", json!({"files": ["1".repeat(64)]}));
            house.done("explain_line", json!({"line": 3, "kind": "expense", "words": "Tenue de compte"}));
        }),
        Place::of(day(11, 20), |books| {
            let house = books.on(day(11, 20));
            for number in ["H-1", "H-2"] {
                let told = file("facture.xml", supplier_invoice(number).as_bytes());
                house.done("keep_received_invoice", json!({"file": told}));
            }
            house.done("settle_received_invoice", json!({"received": 2, "paid_on": "04/11/2026"}));
        }),
    ]
}

/// Two due dates: half of it, then what is left.
pub fn in_two(first: &str, last: &str) -> serde_json::Value {
    json!([{"due_on": first, "part": "50 %"}, {"due_on": last, "part": ""}])
}
