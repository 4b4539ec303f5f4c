//! Charges of late payment, through the one door: what an invoice bears, what changes it, what is not known.

use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, Door, bakery, bytes, day, pay};

/// An invoice of 1 200,00 € to a client of that kind, issued on 1 September and due on the 30th.
pub fn invoiced(books: &Books, kind: &str) -> i64 {
    let house = books.on(day(9, 1));
    let mut card = bakery();
    card["kind"] = json!(kind);
    if kind == "person" {
        card["siret"] = json!("");
    }
    let client = house.done("add_client", card);
    let deal = house.done("open_deal", json!({"client": client, "title": "Affiche"}));
    let content = json!({"subject": "Affiche", "due_on": "30/09/2026",
        "lines": [{"label": "Affiche", "unit_price": "1000", "vat_rate": 2000}]});
    house.done("issue_invoice", json!({"deal": deal, "content": content}))
}

pub fn charges(house: &Door, invoice: i64, on: &str) -> Value {
    house.ask("late_charges", json!({"invoice": invoice, "on": on}))
}

fn periods(told: &Value) -> Vec<(String, i64, i64, i64)> {
    let number = |one: &Value, field: &str| one[field].as_i64().unwrap();
    let each = told["periods"].as_array().unwrap().iter();
    each.map(|one| {
        (
            one["from"].as_str().unwrap().to_owned(),
            number(one, "days"),
            number(one, "rate"),
            number(one, "amount"),
        )
    })
    .collect()
}

pub fn says(told: &Value, words: &str) {
    assert!(told.to_string().replace('\u{a0}', " ").contains(words), "{words}: {told:#}");
}

#[test]
fn an_invoice_bears_interest_from_the_day_after_it_was_due() {
    let books = Books::camille();
    let invoice = invoiced(&books, "company");
    let house = books.on(day(10, 31));
    let told = charges(&house, invoice, "");
    // 1 to 31 October: 1 200 × 12.40 % × 31 / 365 = 12.6378.
    assert_eq!(periods(&told), [("2026-10-01".to_owned(), 31, 1_240, 1_264)]);
    assert_eq!(
        (&told["principal"], &told["interest"], &told["indemnity"], &told["total"], &told["from"]),
        (&json!(120_000), &json!(1_264), &json!(4_000), &json!(5_264), &json!("2026-10-01"))
    );
    assert_eq!((&told["on"], &told["unknown"]), (&json!("2026-10-31"), &json!([])));
    assert_eq!(charges(&house, invoice, "30/09/2026")["total"], 0, "not late yet");
    // A part payment on the 10th: 10 days bear 4.08 on 1 200, and 495.92 of 500 pay the principal.
    drop(house);
    pay(&books, day(10, 31), invoice, "1,00");
    let paid =
        json!({"invoice": invoice, "amount": "500", "received_on": "10/10/2026", "method": "transfer"});
    books.on(day(10, 31)).done("record_payment", paid);
    let house = books.on(day(10, 31));
    let told = charges(&house, invoice, "");
    // 704.08 × 12.40 % × 21 / 365 = 5.0230.
    assert_eq!(
        periods(&told),
        [("2026-10-01".to_owned(), 10, 1_240, 408), ("2026-10-11".to_owned(), 21, 1_240, 502)]
    );
    assert_eq!(told["principal"], 69_900, "the books' own remainder");
    says(&told, "1343-1");
    house.done("set_preferences", json!({"part_payments": "principal_first"}));
    // 700 × 12.40 % × 21 / 365 = 4.9940.
    assert_eq!(periods(&charges(&house, invoice, ""))[1].3, 499);
    house.verified();
}

#[test]
fn paid_credited_and_put_off_change_what_runs() {
    let books = Books::camille();
    let (invoice, other, third) =
        (invoiced(&books, "company"), invoiced(&books, "company"), invoiced(&books, "company"));
    let house = books.on(day(9, 20));
    house.done("agree_due_date", json!({"invoice": other, "due_on": "15/10/2026", "reason": "Trésorerie"}));
    assert_eq!(charges(&house, other, "16/10/2026")["from"], "2026-10-16");
    drop(house);
    pay(&books, day(10, 10), invoice, "1200");
    let house = books.on(day(11, 30));
    // 1 200 × 12.40 % × 10 / 365 = 4.0767; nothing after the payment, nor by the credit note that frees part of it.
    assert_eq!(charges(&house, invoice, "")["interest"], 408);
    house.done("credit_invoice", json!({"invoice": invoice, "amount": "240", "reason": "Geste"}));
    assert_eq!(charges(&house, invoice, "")["interest"], 408);
    // Taken back whole, it bears nothing.
    house.done("correct_invoice", json!({"invoice": third, "reason": "Erreur"}));
    let told = charges(&house, third, "");
    assert_eq!(told["total"], 0);
    says(&told, "annulée par avoir");
}

#[test]
fn each_kind_of_client_is_charged_by_its_law() {
    let books = Books::camille();
    let (town, anne) = (invoiced(&books, "public_body"), invoiced(&books, "person"));
    let house = books.on(day(11, 9));
    let told = charges(&house, town, "31/10/2026");
    // 1 200 × 10.40 % × 31 / 365 = 10.5995.
    assert_eq!((&told["interest"], &told["indemnity"]), (&json!(1_060), &json!(4_000)));
    let told = charges(&house, anne, "31/10/2026");
    assert_eq!((&told["total"], &told["from"]), (&json!(0), &Value::Null));
    says(&told, "mise en demeure");
    drop(house);
    let house = books.on(day(10, 1));
    house.done("send_invoice", json!({"invoice": anne, "method": "hand"}));
    house.done("remind_client", json!({"invoice": anne, "tone": "formal", "method": "registered"}));
    let told = charges(&house, anne, "31/10/2026");
    // 2 to 31 October, 30 days: 1 200 × 2.75 % × 30 / 365 = 2.7123.
    assert_eq!((&told["interest"], &told["indemnity"]), (&json!(271), &json!(0)));
}

#[test]
fn an_unknown_half_year_is_named_until_it_is_written_down() {
    let books = Books::camille();
    let invoice = invoiced(&books, "company");
    let january = NaiveDate::from_ymd_opt(2027, 1, 10).unwrap();
    let house = books.on(january);
    let told = charges(&house, invoice, "");
    // 1 October to 31 December, 92 days: 1 200 × 12.40 % × 92 / 365 = 37.5057.
    assert_eq!((&told["interest"], &told["unknown"]), (&json!(3_751), &json!(["2027-S1"])));
    says(&told, "taux de refinancement de la BCE du premier semestre 2027");
    let row = |from: &str| json!({"kind": "interest_rate", "code": "ecb_refinancing", "rate": "2,65", "valid_from": from, "source": "BCE, décision de décembre 2026"});
    assert_eq!(house.refused("add_law_row", row("15/01/2027")).field.as_deref(), Some("valid_from"));
    house.done("add_law_row", row("01/01/2027"));
    let told = charges(&house, invoice, "");
    // 10 days more: 1 200 × 12.65 % × 10 / 365 = 4.1589.
    assert_eq!((&told["interest"], &told["unknown"]), (&json!(3_751 + 416), &json!([])));
    let law = house.ask("law", json!({}));
    let row =
        law["rows"].as_array().unwrap().iter().find(|row| row["kind"] == "interest_rate").unwrap().clone();
    assert_eq!((&row["rate"], &row["added"]), (&json!(265), &json!(0)), "{row:#}");
    says(&row, "premier semestre 2027");
    house.done("remove_law_row", json!({"row": 0}));
    assert_eq!(charges(&house, invoice, "")["unknown"], json!(["2027-S1"]));
}

#[test]
fn an_agreed_rate_is_printed_kept_with_the_invoice_and_never_too_low() {
    let books = Books::camille();
    let house = books.on(day(9, 1));
    let refusal = house.refused("set_preferences", json!({"late_rate": "8"}));
    assert_eq!(refusal.field.as_deref(), Some("late_rate"), "{}", refusal.message);
    house.done("set_preferences", json!({"late_rate": "15 %"}));
    assert_eq!(house.ask("preferences", json!({}))["preferences"]["late_rate"], "15");
    says(&house.ask("preferences", json!({}))["effective"]["late_wording"], "au taux annuel de 15 %");
    let invoice = invoiced(&books, "company");
    // Another rate later changes nothing of an invoice that was issued.
    house.done("set_preferences", json!({"late_rate": ""}));
    let told = charges(&house, invoice, "31/10/2026");
    // 1 200 × 15 % × 31 / 365 = 15.2877.
    assert_eq!(told["interest"], 1_529);
    let own = json!({"late_wording": "Retard : 1 % par mois."});
    house.done("set_preferences", own);
    says(&charges(&house, invoiced(&books, "company"), "31/10/2026"), "votre propre phrase sur le retard");
}

#[test]
fn proceedings_and_disputes_are_said() {
    let books = Books::camille();
    let invoice = invoiced(&books, "company");
    let house = books.on(day(11, 10));
    house.done("open_dispute", json!({"invoice": invoice, "reason": "quality", "words": "Couleurs fausses"}));
    says(&charges(&house, invoice, ""), "est contestée (Couleurs fausses)");
    house.done("record_insolvency", json!({"client": 1, "published_on": "20/10/2026"}));
    let told = charges(&house, invoice, "");
    // 20 days: 1 200 × 12.40 % × 20 / 365 = 8.1534.
    assert_eq!((&told["interest"], &told["indemnity"]), (&json!(815), &json!(0)));
    says(&told, "L622-28");
    for wrong in [json!({"invoice": 99}), json!({"invoice": invoice, "on": "31/02/2026"})] {
        assert!(house.0.ask("late_charges", wrong).is_err());
    }
}

#[test]
fn a_claim_is_a_paper_of_its_own_and_asks_once() {
    let books = Books::camille();
    let invoice = invoiced(&books, "company");
    let house = books.on(day(10, 31));
    let claim = |until: &str| json!({"invoice": invoice, "until": until});
    assert_eq!(house.refused("claim_charges", claim("01/11/2026")).field.as_deref(), Some("until"));
    says(&json!(house.refused("claim_charges", claim("30/09/2026")).message), "aucune pénalité");
    assert!(bytes(&house.ask("preview_charges_paper", claim(""))).starts_with(b"%PDF-"));
    let document = house.done("claim_charges", claim(""));
    let paper = house.ask("document", json!({"id": document}));
    if let Ok(folder) = std::env::var("PARCOURS_PAPERS") {
        std::fs::write(std::path::Path::new(&folder).join("charges.pdf"), bytes(&paper)).unwrap();
    }
    // The same bytes from what is stored.
    let db = books.raw();
    let (sheet, seal) = records::charges::stored(books::reading::Reading::of(&db), document).unwrap();
    assert!(documents::render(&sheet, Some(&seal[..32])).unwrap() == bytes(&paper));
    let told = charges(&house, invoice, "");
    assert_eq!(
        (&told["claimed"], &told["left"], &told["claimed_until"], &told["may_claim"]),
        (&json!(5_264), &json!(0), &json!("2026-10-31"), &json!(false))
    );
    says(&json!(house.refused("claim_charges", claim("")).message), "rien de plus");
    says(&house.ask("deal", json!({"id": 1})), "Pénalités de F-2026-0001 réclamées, 52,64 €");
    drop(house);
    // A month later: 30 days, 1 200 × 12.40 % × 30 / 365 = 12.2301, and no second compensation.
    let house = books.on(day(11, 30));
    assert_eq!(charges(&house, invoice, "")["left"], 1_223);
    house.done("claim_charges", claim(""));
    let told = charges(&house, invoice, "");
    assert_eq!((&told["claimed"], &told["left"]), (&json!(5_264 + 1_223), &json!(0)));
    assert_eq!(told["total"], told["claimed"]);
    let account = house.ask("statement", json!({"client": 1}));
    assert_eq!((&account["balance"], &account["charges"]), (&json!(120_000), &json!(5_264 + 1_223)));
    // The invoice, its remainder and what was received stand as they were.
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["open"], 120_000);
    house.verified();
}

#[test]
fn money_for_charges_is_noted_apart_from_the_invoice() {
    let books = Books::camille();
    let invoice = invoiced(&books, "company");
    let house = books.on(day(10, 31));
    let paid = |amount: &str, on: &str| json!({"invoice": invoice, "amount": amount, "received_on": on, "method": "transfer"});
    house.done("claim_charges", json!({"invoice": invoice}));
    assert_eq!(house.refused("record_charges", paid("52,65", "31/10/2026")).field.as_deref(), Some("amount"));
    assert_eq!(house.refused("record_charges", paid("0", "31/10/2026")).field.as_deref(), Some("amount"));
    for wrong in ["30/10/2026", "01/11/2026", ""] {
        assert_eq!(house.refused("record_charges", paid("10", wrong)).field.as_deref(), Some("received_on"));
    }
    house.done("record_charges", paid("12,64", "31/10/2026"));
    let told = charges(&house, invoice, "");
    assert_eq!(
        (&told["claimed"], &told["paid"], &told["owed"]),
        (&json!(5_264), &json!(1_264), &json!(4_000))
    );
    assert_eq!(house.ask("statement", json!({"client": 1}))["charges"], 4_000);
    says(&house.ask("deal", json!({"id": 1})), "Pénalités de F-2026-0001 payées, 12,64 €");
    // The rest of it, and the invoice as it was.
    house.done("record_charges", paid("", "31/10/2026"));
    assert_eq!(charges(&house, invoice, "")["owed"], 0);
    assert_eq!(house.ask("invoice", json!({"id": invoice}))["row"]["open"], 120_000);
    says(
        &json!(house.refused("record_charges", paid("1", "31/10/2026")).message),
        "n’est à payer au 31 octobre 2026",
    );
    house.verified();
}

#[test]
fn charges_given_up_are_not_asked_for_until_later_days_bear_some() {
    let books = Books::camille();
    let invoice = invoiced(&books, "company");
    let house = books.on(day(10, 31));
    let waive = |reason: &str| json!({"invoice": invoice, "reason": reason});
    assert_eq!(house.refused("waive_charges", waive(" ")).field.as_deref(), Some("reason"));
    house.done("claim_charges", json!({"invoice": invoice}));
    drop(house);
    let house = books.on(day(11, 9));
    house.done("waive_charges", waive("Client fidèle"));
    let told = charges(&house, invoice, "");
    // 9 days more: 1 200 × 12.40 % × 9 / 365 = 3.6690.
    assert_eq!(
        (&told["claimed"], &told["waived"], &told["left"], &told["waived_because"]),
        (&json!(0), &json!(5_264 + 367), &json!(0), &json!("Client fidèle"))
    );
    says(&json!(house.refused("waive_charges", waive("Encore")).message), "aucune pénalité à abandonner");
    says(&json!(house.refused("claim_charges", json!({"invoice": invoice})).message), "rien de plus");
    assert_eq!(house.ask("statement", json!({"client": 1}))["charges"], 0);
    says(&house.ask("deal", json!({"id": 1})), "Pénalités de F-2026-0001 abandonnées, 56,31 €");
    drop(house);
    // 10 days more, and no second compensation: 1 200 × 12.40 % × 10 / 365 = 4.0767.
    let house = books.on(day(11, 19));
    assert_eq!(charges(&house, invoice, "")["left"], 408);
    house.verified();
}

#[test]
fn what_cannot_be_claimed_says_why() {
    let books = Books::camille();
    let (invoice, other) = (invoiced(&books, "company"), invoiced(&books, "company"));
    let january = NaiveDate::from_ymd_opt(2027, 1, 10).unwrap();
    let refused = |house: &Door, invoice: i64| house.refused("claim_charges", json!({"invoice": invoice}));
    let house = books.on(january);
    let missing = refused(&house, invoice);
    assert_eq!(missing.field.as_deref(), Some("until"), "{}", missing.message);
    house.done("open_dispute", json!({"invoice": invoice, "reason": "quality", "words": "Couleurs"}));
    says(&json!(refused(&house, invoice).message), "contestée");
    house.done("record_cession", json!({"invoice": other, "to": "Factor SA"}));
    says(&json!(refused(&house, other).message), "cédée");
    house.done("record_insolvency", json!({"client": 1, "published_on": "20/10/2026"}));
    says(&json!(refused(&house, invoice).message), "Procédure collective");
    assert!(house.0.act("claim_charges", json!({"invoice": 99})).is_err());
    house.verified();
}

/// Published examples, where that folder is at hand.
#[test]
fn published_examples_agree() {
    let folder = std::env::var("PARCOURS_CORPORA").unwrap_or_default();
    let path = std::path::Path::new(&folder).join("finance/late_interest_dev.tsv");
    let Ok(table) = std::fs::read_to_string(&path) else {
        println!("not run: PARCOURS_CORPORA names no folder with finance/late_interest_dev.tsv");
        return;
    };
    let law = journey::law::Law::default();
    let mut read = 0;
    for row in table.lines().skip(1).filter(|row| !row.is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        let whole = |text: &str| -> i64 {
            let (front, back) = text.split_once('.').unwrap_or((text, "0"));
            front.parse::<i64>().unwrap() * 100 + format!("{back:0<2}")[..2].parse::<i64>().unwrap()
        };
        match cells[0] {
            // An amount at a rate over so many days, above the floor of that half-year.
            id if id.starts_with('L') => {
                let days: i64 = cells[3].parse().unwrap();
                let due_on = day(9, 30);
                let debt = journey::charges::Debt::new(
                    vec![journey::invoice::Instalment {
                        due_on,
                        amount: values::money::Cents(whole(cells[1])),
                    }],
                    Vec::new(),
                );
                let terms = journey::charges::InterestTerms {
                    contract: Some(values::money::BasisPoints(whole(cells[2]))),
                    ..journey::charges::InterestTerms::of(journey::charges::ChargesRegime::Professional)
                };
                let on = due_on + chrono::TimeDelta::days(days);
                let told = journey::charges::interest(&debt, &terms, &law, on, &[]);
                assert_eq!(told.total().0, whole(cells[5]), "{row}");
            }
            // The rate of a half-year with its ten points.
            "R1" => {
                let half = journey::law::HalfYear::of(NaiveDate::from_ymd_opt(2024, 7, 1).unwrap());
                let terms =
                    journey::charges::InterestTerms::of(journey::charges::ChargesRegime::Professional);
                assert_eq!(terms.rate(&law, half).unwrap().0, 1_425, "{row}");
            }
            // A floor of 2018, before the rates that ship: three times what would be written down for it.
            "R5" => assert_eq!(whole("0.89") * 3, whole("2.67"), "{row}"),
            other => println!("{other}: no example of interest"),
        }
        read += 1;
    }
    assert!(read > 0, "nothing was read of {}", path.display());
}
