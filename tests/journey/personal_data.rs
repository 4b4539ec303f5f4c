//! What is known of somebody, as a file of theirs; and for how long it may be kept.

use crate::erasure::erase;
use crate::somebody::{both, offered, says, served};
use serde_json::{Value, json};
use tests::{Books, Door, bytes, day};

/// What the file of a person says, its own words apart.
fn export(house: &Door, client: i64) -> (Value, String) {
    let given = house.ask("personal_data", json!({"client": client}));
    assert_eq!(given["media_type"], "application/json");
    assert_eq!(
        house.job("export_personal_data", json!({"client": client})),
        given,
        "what is saved is what is told"
    );
    let text = String::from_utf8(bytes(&given)).unwrap();
    (serde_json::from_str(&text).unwrap(), text)
}

#[test]
fn all_that_is_known_of_somebody_is_in_their_file_and_nobody_else() {
    let books = Books::camille();
    let (hugo, nord) = both(&books);
    offered(&books, &nord);
    served(&books, &hugo);
    let house = books.on(day(12, 3));
    let (told, text) = export(&house, hugo.client);
    let everything = [
        "contact",
        "new",
        "tag",
        "street",
        "zoe",
        "zoebis",
        "left",
        "function",
        "note",
        "joined",
        "label",
        "source",
        "checked",
        "check",
        "lost",
        "moved",
        "mail",
        "second",
        "draft",
        "title",
        "from",
        "needs",
        "next",
        "call",
        "chart",
        "first",
        "subject",
        "remark",
        "line",
        "detail",
        "to",
        "about",
        "body",
        "signer",
        "quality",
        "agreed",
        "asked",
        "supply",
        "announced",
        "delivered",
        "done",
        "bill",
        "please",
        "happy",
        "praise",
        "friend",
        "why",
    ];
    for what in everything {
        assert!(text.contains(&says("zqhugo", what)), "« {what} » is not told");
    }
    assert!(!text.to_lowercase().contains("zqnord"), "somebody else is told of");
    assert_eq!(told["Fiche"]["Nature"], "société");
    assert_eq!(told["Factures et avoirs"][0]["Total TTC (€)"], "1200,00");
    assert_eq!(told["Gardé par"]["Nom"], "Camille Durand EI");
    assert!(told["À savoir"].to_string().contains("CNIL"), "{}", told["À savoir"]);
    let file =
        told["Fichiers"].as_array().unwrap().iter().find(|file| file["Nom"] == "zqhugojoined.pdf").unwrap();
    let content = json!({"base64": file["Contenu en base64"]});
    assert_eq!(bytes(&content), tests::scan("zqhugojoinedbytes"));
    // The file is of the law's own kind: after an erasure it tells what is left.
    erase(&house, hugo.client, "Hugo Zqhugonom");
    let (told, text) = export(&house, hugo.client);
    assert!(!text.contains("zqhugonote") && text.contains("zqhugoline"), "{text}");
    assert_eq!(told["Dates de la fiche"]["Effacée le"], "2026-12-03");
}

#[test]
fn whose_time_has_come_is_proposed() {
    let books = Books::camille();
    let (hugo, nord) = both(&books);
    served(&books, &nord);
    let listed = |year: i32, month: u32, on: u32| {
        let house = books.on(chrono::NaiveDate::from_ymd_opt(year, month, on).unwrap());
        house.ask("retention", json!({}))
    };
    let now = listed(2026, 12, 3);
    assert_eq!((&now["due"]["count"], &now["kept"]["count"]), (&json!(0), &json!(2)));
    assert_eq!(now["rules"][0]["years"], 10);
    assert!(now["rules"][0]["source"].as_str().unwrap().contains("L123-22"));
    let row = |list: &Value, client: i64| {
        let rows = list["rows"].as_array().unwrap().clone();
        rows.into_iter().find(|row| row["client"] == client).unwrap()
    };
    assert_eq!(
        row(&now["kept"], hugo.client)["until"],
        "2029-09-03",
        "a prospect, three years from the last contact"
    );
    assert_eq!(row(&now["kept"], nord.client)["until"], "2029-12-02", "a client, from the last answer");
    let then = listed(2030, 1, 1);
    assert_eq!(then["due"]["rows"].as_array().unwrap().len(), 2);
    let house = books.on(chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap());
    erase(&house, hugo.client, "Hugo Zqhugonom");
    erase(&house, nord.client, "Atelier Zqnordnom");
    drop(house);
    let then = listed(2030, 1, 1);
    assert_eq!((&then["due"]["count"], &then["kept"]["count"]), (&json!(0), &json!(1)));
    let left = row(&then["kept"], nord.client);
    assert_eq!((&left["until"], &left["erased"]), (&json!("2036-12-31"), &json!(true)));
    assert_eq!(listed(2037, 1, 1)["due"]["rows"][0]["client"], nord.client);
}
