//! The directory of electronic invoicing answers a list of SIREN: what would change is shown, what is ticked is taken.

use serde_json::{Value, json};
use tests::{Books, bakery, bytes, day, file};

const TITLES: &str = "SIREN;Adresse de facturation;Adresse de facturation active\n";

fn answer(rows: &str) -> Value {
    file("annuaire.csv", format!("{TITLES}{rows}").as_bytes())
}

fn firm(name: &str, siren: &str, address: &str) -> Value {
    let mut card = bakery();
    card["name"] = json!(name);
    card["siret"] = json!(siren);
    card["electronic_address"] = json!(address);
    card
}

#[test]
fn the_list_of_numbers_goes_to_the_directory_and_its_answer_is_taken_where_it_is_ticked() {
    let books = Books::camille();
    let house = books.on(day(11, 20));
    let empty = house.done("add_client", firm("Boulangerie", "552100554", ""));
    let other = house.done("add_client", firm("Atelier", "404833048", "404833048_OLD"));
    let same = house.done("add_client", firm("Studio", "443061841", "443061841"));
    house.done("add_client", json!({"kind": "person", "name": "Hugo Petit"}));
    let list = house.job("export_siren_list", json!({}));
    assert_eq!(house.ask("siren_list", json!({})), list);
    assert_eq!(bytes(&list), b"404833048\n443061841\n552100554\n", "one a line, no title");
    let told = answer(
        "552100554;552100554_COMPTA;1\n404833048;404833048_FACTURES;oui\n404833048;404833048;0\n443061841;443061841;1\n120027016;120027016;1\nrien;;\n",
    );
    let preview = house.ask("preview_directory", json!({"file": told}));
    let states: Vec<(i64, &str)> = preview["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["client"].as_i64().unwrap(), row["state"].as_str().unwrap()))
        .collect();
    assert_eq!(states, [(other, "differs"), (empty, "to_fill"), (same, "same")], "{preview:#}");
    assert_eq!((&preview["others"], &preview["unread"]), (&json!(1), &json!(1)), "{preview:#}");
    let take = |picks: Value| json!({"file": told, "picks": picks});
    for (picks, field) in [
        (json!([]), "picks"),
        (json!([{"client": other, "address": "404833048"}]), "picks[0].address"),
        (json!([{"client": same, "address": "443061841"}]), "picks[0].address"),
        (json!([{"client": 4, "address": "443061841"}]), "picks[0].client"),
    ] {
        let refused = house.refused("take_directory_addresses", take(picks));
        assert_eq!(refused.field.as_deref(), Some(field), "{}", refused.message);
    }
    let picks = json!([{"client": empty, "address": "552100554_COMPTA"}, {"client": other, "address": "404833048_FACTURES"}]);
    let done = house.0.act("take_directory_addresses", take(picks)).unwrap();
    let address = |house: &tests::Door, client: i64| {
        house.ask("client", json!({"id": client}))["card"]["electronic_address"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(address(&house, empty), "552100554_COMPTA");
    assert_eq!(address(&house, other), "404833048_FACTURES");
    house.done("undo_action", json!({"line": done["undo"]}));
    assert_eq!((address(&house, empty), address(&house, other)), (String::new(), "404833048_OLD".to_owned()));
    house.verified();
}

#[test]
fn a_table_of_other_titles_is_asked_about_once() {
    let books = Books::camille();
    let house = books.on(day(11, 20));
    let client = house.done("add_client", firm("Boulangerie", "552100554", ""));
    let odd =
        |address: &str| file("liste.csv", format!("Qui;Numéro;Où\nLe Goff;552100554;{address}\n").as_bytes());
    let preview = house.ask("preview_directory", json!({"file": odd("552100554_A")}));
    assert!(preview["asked"].is_string() && preview["rows"] == json!([]), "{preview:#}");
    assert_eq!(preview["titles"], json!(["Qui", "Numéro", "Où"]));
    let pick = json!([{"client": client, "address": "552100554_A"}]);
    let refused =
        house.refused("take_directory_addresses", json!({"file": odd("552100554_A"), "picks": pick}));
    assert_eq!(refused.field.as_deref(), Some("columns"));
    let columns = json!({"siren": 2, "address": 3});
    let told = json!({"file": odd("552100554_A"), "columns": columns, "picks": pick});
    house.done("take_directory_addresses", told);
    let preview = house.ask("preview_directory", json!({"file": odd("552100554_B")}));
    assert_eq!(
        (&preview["asked"], &preview["rows"][0]["state"]),
        (&Value::Null, &json!("differs")),
        "{preview:#}"
    );
    house.verified();
}
