//! What a new action costs by hand, and what the tables say of themselves.

use crate::files;
use books::plan::Role;
use parcours::surface::ENTRIES;
use records::schema::TABLES;
use std::collections::BTreeSet;

/// What a question shows apart from the rest: a call among the notes, a yearly confirmation among the contacts.
const SHOWN_APART: [(&str, &str); 2] = [
    ("add_note", "src-tauri/crates/questions/src/timeline.rs"),
    ("confirm_client", "src-tauri/crates/questions/src/follow_up.rs"),
];

/// By hand, a new action needs its rule in `journey`, its file in `actions`, its line in the list, its door in the page
/// (the palette's, and the form it opens) and its test. It is named nowhere else: the story it tells, its words in the
/// palette and the topics it touches stand with the line.
#[test]
fn an_action_is_named_where_the_readme_says() {
    let named_by_hand = |path: &str| {
        path.starts_with("src-tauri/crates/journey/src/")
            || path.starts_with("src-tauri/crates/actions/src/")
            || path == "src-tauri/crates/parcours/src/surface.rs"
            // The demo's story acts as a person does.
            || path.starts_with("src-tauri/crates/parcours/src/jobs/demo")
            // `parcours import bank` brings a file in.
            || path == "src-tauri/crates/parcours/src/cli/bank.rs"
            // What hands messages over notes what becomes of each.
            || path.starts_with("src-tauri/crates/parcours/src/jobs/outbox")
            || path == "ui/src/commands.ts"
            || path == "ui/src/proposals.ts"
    };
    let sources: Vec<(String, String)> = [("src-tauri", ".rs"), ("ui/src", ".ts"), ("ui/src", ".svelte")]
        .into_iter()
        .flat_map(|(folder, ending)| files(folder, ending))
        .map(|(path, text)| (path.strip_prefix(crate::root()).unwrap().to_string_lossy().into_owned(), text))
        .filter(|(path, _)| {
            !path.contains("/generated/") && !path.contains("/fake/") && !path.contains(".test.")
        })
        .collect();
    let mut elsewhere = BTreeSet::new();
    for entry in ENTRIES.iter().filter(|entry| entry.run.kind() == "action") {
        let quoted = format!("\"{}\"", entry.name);
        // A screen may open the form, or show what was done apart from the rest.
        let forms = |path: &str, text: &str| {
            path.ends_with(".svelte")
                || path.starts_with("ui/src/") && text.contains(&format!("act({quoted}"))
                || SHOWN_APART.contains(&(entry.name, path))
        };
        for (path, text) in &sources {
            let names = text.contains(&quoted) || text.contains(&format!("action {}(", entry.name));
            if names && !named_by_hand(path) && !forms(path, text) {
                elsewhere.insert(format!("{} in {path}", entry.name));
            }
        }
    }
    assert!(elsewhere.is_empty(), "named by hand elsewhere: {elsewhere:#?}");
}

#[test]
fn the_tables_of_a_fresh_file_are_those_that_the_schema_tells_of() {
    let books = tests::Books::camille();
    let db = books::file::open_reading(&books.path(), &books::cipher::Keys::default()).unwrap();
    let names = |sql: &str| -> BTreeSet<String> {
        let mut read = db.prepare(sql).unwrap();
        read.query_map([], |row| row.get::<_, String>("name")).unwrap().map(Result::unwrap).collect()
    };
    let there = names(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index_%'",
    );
    let told: BTreeSet<String> = TABLES.iter().map(|table| table.name.to_owned()).collect();
    assert_eq!(told, there, "records::schema::TABLES and the schema differ");
    // What is sealed is held by triggers, and nothing else is.
    for refused in ["UPDATE", "DELETE"] {
        let held = names(&format!(
            "SELECT tbl_name AS name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%BEFORE {refused} ON%'"
        ));
        let sealed: BTreeSet<String> = TABLES
            .iter()
            .filter(|table| matches!(table.role, Role::Sealed | Role::Journal))
            .map(|table| table.name.to_owned())
            .collect();
        assert_eq!(held, sealed, "triggers that refuse {refused}");
    }
}
