//! Papers and messages for a client who reads German: no French or English word is left but those the law wants.

use crate::foreign_reader::{FRENCH, Reader, camille, papers, said_by};
use crate::reader::flat;
use chrono::NaiveDate;
use journey::contact::Language;
use serde_json::{Value, json};
use tests::{Books, day};

const GERMAN: Reader = Reader {
    language: Language::German,
    foreign: &[FRENCH, ENGLISH],
    statutory: &["Bon pour accord", "(Autoliquidation)"],
};

/// Words that the house writes in English; none has a meaning in German.
const ENGLISH: &[&str] = &[
    "Quote",
    "Invoice",
    "invoice",
    "invoices",
    "Credit note",
    "Deposit",
    "Balance",
    "Amount",
    "Total",
    "Unit price",
    "Payment",
    "payment",
    "Reminder",
    "reminder",
    "Order",
    "order",
    "Due date",
    "Issued",
    "Client",
    "VAT",
    "Account",
    "the",
    "of",
    "on",
    "by",
    "and",
    "for",
    "with",
    "due",
    "is",
    "are",
    "to",
    "from",
    "your",
    "Your",
    "you",
    "days",
    "French",
    "page",
    "January",
    "October",
    "December",
    "Hello",
    "Dear",
    "Kind regards",
    "Thank",
];

fn kunde() -> Value {
    json!({
        "kind": "company", "name": "Kunde & Söhne GmbH", "contact": "Anna Weber", "language": "german",
        "email": "anna@kunde.example", "vat_number": "DE136695976", "confirmed": ["vat_number"],
        "address": {"street": "Chausseestraße 1", "postcode": "10115", "city": "Berlin", "country": "Deutschland"}
    })
}

fn content() -> Value {
    json!({
        "subject": "Neue Website", "deposit": "30", "discount": "5", "start": "1. Oktober", "duration": "3 Wochen",
        "notes": "Das Hosting ist nicht enthalten.", "supplies": ["Das Logo", "Die Texte"],
        "stages": [{"label": "Entwürfe", "planned_on": "01/10/2026"}, {"label": "Veröffentlichung"}],
        "lines": [
            {"section": "Gestaltung", "label": "Benutzeroberflächenentwürfe", "detail": "Startseite, Shop, Produktseite", "unit": "forfait", "unit_price": "1450"},
            {"section": "Umsetzung", "label": "Integration", "quantity": "3,5", "unit": "jour", "unit_price": "480,50", "discount": "10"},
            {"label": "Schulung", "unit_price": "203,33", "optional": true},
            {"label": "Logo", "unit_price": "600", "optional": true},
            {"label": "Domain", "unit_price": "14,40", "nature": "disbursement"}
        ]
    })
}

fn says(name: &str, said: &str, words: &[&str]) {
    let said = said.replace(['\u{a0}', '\u{202f}'], " ");
    for words in words {
        assert!(said.contains(words), "{name}: „{words}“ is not in {said}");
    }
}

#[test]
fn every_paper_and_message_of_a_journey_is_in_german() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    house.done("set_identity", camille());
    house.done(
        "publish_terms",
        json!({"text": "Artikel 1. Gezahlt wird binnen dreißig Tagen.", "tacit_days": "15"}),
    );
    let client = house.done("add_client", kunde());
    let deal = house.done("open_deal", json!({"client": client, "title": "Neue Website"}));
    let house = books.on(day(9, 10));
    GERMAN.reads_pdf(
        "Entwurf",
        &tests::bytes(&house.ask("preview_quote_paper", json!({"deal": deal, "content": content()}))),
    );
    let quote = house.done("send_quote", json!({"deal": deal, "content": content(), "method": "email"}));
    let said = GERMAN.message(&house, "quote", quote, None);
    says("quote", &said, &["Guten Tag Anna Weber,", "anbei erhalten Sie das Angebot D-2026-0001"]);
    GERMAN.message(&books.on(day(9, 20)), "quote_follow_up", quote, None);
    let house = books.on(day(9, 24));
    let order = house.done(
        "accept_quote",
        json!({
            "quote": quote, "signed_on": "24/09/2026", "signed_by": "Anna Weber", "quality": "Geschäftsführerin",
            "method": "signed_paper", "terms_accepted": true, "words": "Bon pour accord, Anna Weber", "options": [2, 3],
            "order_number": "B-77", "proof": tests::file("scan.pdf", &tests::scan("von Hand"))
        }),
    );
    house.done("issue_order_confirmation", json!({"order": order}));
    house.done("issue_welcome_page", json!({"order": order}));
    let deposit = house.done("issue_deposit_invoice", json!({"order": order}));
    let said = GERMAN.message(&house, "invoice", deposit, None);
    says("invoice", &said, &["die Anzahlungsrechnung F-2026-0001 vom 24. September 2026 über"]);
    let open = books.on(day(12, 1)).ask("invoice", json!({"id": deposit}))["row"]["open"].as_i64().unwrap();
    let whole = format!("{},{:02}", open / 100, open % 100);
    let house = books.on(day(10, 2));
    let paid = json!({"invoice": deposit, "amount": whole, "received_on": "02/10/2026", "method": "cheque"});
    let payment = house.done("record_payment", paid);
    house.done("issue_receipt", json!({"payment": payment}));
    let said = GERMAN.message(&house, "receipt", payment, None);
    says("receipt", &said, &["per Scheck, ist am 2. Oktober 2026 bei mir eingegangen", "ist beglichen."]);
    books.on(day(10, 3)).done("begin_delivery", json!({"order": order, "began_on": "03/10/2026"}));
    let house = books.on(day(10, 20));
    house.done("issue_progress_invoice", json!({"order": order, "percent": "20", "stage": "Entwürfe"}));
    let house = books.on(day(11, 20));
    house.done("record_delivery", json!({"order": order, "delivered_on": "20/11/2026"}));
    house.done("issue_acceptance_report", json!({"order": order, "done": "Die Website", "reserves": ""}));
    let parts = json!([{"due_on": "25/11/2026", "part": "1000"}, {"due_on": "15/12/2026", "part": ""}]);
    let balance = house.done("issue_balance_invoice", json!({"order": order, "instalments": parts}));
    house.done("send_invoice", json!({"invoice": balance, "method": "email"}));
    let house = books.on(day(12, 30));
    for tone in ["friendly", "neutral", "firm"] {
        let said = GERMAN.message(&house, "reminder", balance, Some(tone));
        says(tone, &said, &["Guten Tag Anna Weber,", "20. November 2026"]);
    }
    house.done("remind_client", json!({"invoice": balance, "method": "post", "tone": "firm"}));
    house.done("claim_charges", json!({"invoice": balance}));
    let statement = house.ask("statement_paper", json!({"client": client, "on": "30/12/2026"}));
    GERMAN.reads_pdf("Kontoauszug", &tests::bytes(&statement));
    GERMAN.reads("Kontoauszug", statement["name"].as_str().unwrap());
    let credit = house.done(
        "credit_invoice",
        json!({"invoice": balance, "lines": [{"line": 0, "amount": "100"}], "reason": "Kulanz"}),
    );
    let said = GERMAN.message(&house, "invoice", credit, None);
    says("credit", &said, &["die Rechnungskorrektur A-2026-0001 vom 30. Dezember 2026 über 100,00 €"]);
    let house = books.on(NaiveDate::from_ymd_opt(2027, 1, 15).unwrap());
    let notice = json!({"invoice": balance, "method": "registered", "tone": "formal"});
    house.done("remind_client", notice);
    house.done("agree_payment_plan", json!({"client": client, "count": "2", "first_on": "2027-02-15"}));
    each_says_what_it_is(&papers(&house, deal));
    house.verified();
}

fn each_says_what_it_is(kept: &[(String, Vec<u8>)]) {
    let own: Vec<_> = kept.iter().filter(|(name, _)| !name.starts_with("Vereinbarung CO")).collect();
    for (name, bytes) in &own {
        GERMAN.reads_pdf(name, bytes);
        GERMAN.reads(name, name);
    }
    let names: Vec<&str> = own.iter().map(|(name, _)| name.as_str()).collect();
    let expected: &[(&str, &[&str])] = &[
        (
            "D-2026-0001",
            &[
                "Angebot",
                "Ausgestellt am",
                "10. September 2026",
                "Einzelpreis",
                "3,5 Tage",
                "1 Pauschale",
                "480,50 €",
                "−10 %",
                "1.450,00 €",
                "Optionen Nicht im Gesamtbetrag enthalten",
                "Vom Kunden bereitzustellen",
                "Bon pour accord (einverstanden)",
                "Steuerschuldnerschaft des Leistungsempfängers (Autoliquidation)",
                "Art. L441-10 und D441-5 des französischen Handelsgesetzbuchs",
                "innerhalb von 15 Tagen nach der Lieferung",
                "Journalsiegel",
                "Seite 1 von",
            ],
        ),
        (
            "D-2026-0001 unterzeichnet",
            &["Angenommenes Angebot", "Anna Weber, Geschäftsführerin", "Am 24. September 2026, auf Papier."],
        ),
        ("Auftragsbestätigung CO-2026-0001", &["Auftragsbestätigung", "Wie es weitergeht"]),
        ("Willkommen CO-2026-0001", &["Ansprechpartner"]),
        (
            "F-2026-0001",
            &[
                "Anzahlungsrechnung",
                "Zahlbetrag",
                "Zahlbar bis spätestens",
                "Per Überweisung zahlen",
                "z. Hd. Anna Weber",
                "Anzahlung von 30 % auf den Auftrag CO-2026-0001",
                "USt-IdNr. DE",
                "Steuerschuldnerschaft des Leistungsempfängers",
            ],
        ),
        ("F-2026-0002", &["Abschlagsrechnung", "Leistungsstand von 20 % des Auftrags CO-2026-0001"]),
        (
            "F-2026-0003",
            &[
                "Schlussrechnung",
                "Bereits in Rechnung gestellt",
                "bezahlt am 2. Oktober 2026",
                "Raten",
                "Zahlbar in 2 Raten",
                "Dienstleistung.",
            ],
        ),
        ("A-2026-0001", &["Rechnungskorrektur", "Ursprüngliche Rechnung", "Gutgeschrieben"]),
        (
            "Quittung F-2026-0001 vom 2026-10-02",
            &["Von Kunde & Söhne GmbH den Betrag von", "Euro und", "Einlösung des Schecks"],
        ),
        ("Abnahmeprotokoll CO-2026-0001", &["Abnahmeprotokoll", "Nichtzutreffendes streichen"]),
        (
            "Zahlungserinnerung F-2026-0003 vom 2026-12-30",
            &["Rennes, den 30. Dezember 2026", "Offener Betrag", "Pauschale für Beitreibungskosten von 40 €"],
        ),
        (
            "Förmliche Mahnung F-2026-0003 vom 2027-01-15",
            &["Förmliche Mahnung", "Hiermit setze ich Sie förmlich in Verzug", "Hochachtungsvoll"],
        ),
    ];
    for (name, words) in expected {
        let (_, bytes) =
            own.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name}: {names:?}"));
        says(name, &flat(bytes), words);
    }
}

#[test]
fn a_protected_client_of_a_seller_without_vat_reads_the_law_in_german() {
    let books = Books::camille();
    let house = books.on(day(9, 10));
    let mut me = camille();
    me["vat_regime"] = json!("franchise");
    me["layout"] = json!("compact");
    me["mediator"] = json!("CM2C, 75017 Paris");
    me["insurance"] = json!("Versicherer AG, Rennes");
    house.done("set_identity", me);
    house.done("publish_terms", json!({"text": "Artikel 1. Gezahlt wird binnen dreißig Tagen."}));
    let mut card = kunde();
    for (name, value) in [("kind", "person"), ("name", "Anna Weber"), ("contact", ""), ("vat_number", "")] {
        card[name] = json!(value);
    }
    let client = house.done("add_client", card);
    let deal = house.done("open_deal", json!({"client": client, "title": "Neue Website"}));
    let quote = house.done("send_quote", json!({"deal": deal, "content": content(), "method": "email"}));
    let house = books.on(day(9, 24));
    let order = house.done(
        "accept_quote",
        json!({"quote": quote, "signed_on": "24/09/2026", "signed_by": "Anna Weber", "method": "email",
            "terms_accepted": true, "words": "Bon pour accord", "place": "distance"}),
    );
    house.done("issue_order_confirmation", json!({"order": order}));
    house.done("issue_welcome_page", json!({"order": order}));
    house.done("issue_deposit_invoice", json!({"order": order}));
    let house = books.on(day(9, 28));
    let told = house.ask("stage_announcement", json!({"order": order, "stage": 0}));
    GERMAN.reads("announcement", told["text"].as_str().unwrap());
    house.done(
        "record_withdrawal",
        json!({"deal": deal, "withdrawn_on": "28/09/2026", "words": "Ich widerrufe."}),
    );
    let papers = GERMAN.all(&house, deal);
    for (name, words) in [
        (
            "D-2026-0001",
            &[
                "Umsatzsteuer nicht anwendbar, Art. 293 B des französischen Steuergesetzbuchs (CGI)",
                "binnen 14 Tagen",
                "Hiermit widerrufe ich",
                "Verbraucherschlichtungsstelle wenden: CM2C",
                "Berufshaftpflichtversicherung: Versicherer AG",
            ][..],
        ),
        ("Auftragsbestätigung CO-2026-0001", &["Sie können bis zum 8. Oktober 2026 widerrufen."]),
        ("F-2026-0001", &["Umsatzsteuer nicht anwendbar", "Zinsen zum gesetzlichen französischen Zinssatz"]),
        ("A-2026-0001", &["Widerruf des Kunden, eingegangen am 28. September 2026"]),
    ] {
        says(name, said_by(&papers, name), words);
    }
    house.verified();
}
