//! The rules of the house: who may use what, every entry tested, types fresh, questions that cannot write.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.

mod actions;
mod floors;
mod network;
mod sizes;

use parcours::describe::{described, typescript};
use parcours::surface::ENTRIES;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Files under a folder with that ending, with their text.
fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in
            std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !matches!(name.as_str(), "node_modules" | "target" | "dist") {
                folders.push(path);
            } else if name.ends_with(ending) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "nothing to read in {folder}");
    found
}

/// Names under the sections of a Cargo.toml that end with `dependencies`, those of tests left out.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut section = String::new();
    let mut found = BTreeSet::new();
    for line in read(manifest).lines().map(str::trim) {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']).to_owned();
        } else if section.ends_with("dependencies")
            && !section.contains("dev-")
            && !line.is_empty()
            && !line.starts_with('#')
        {
            found.insert(line.split(['.', '=', ' ']).next().unwrap().to_owned());
        }
    }
    assert!(!found.is_empty(), "{manifest} has no dependencies: it was not read");
    found
}

#[test]
fn rules_know_no_clock_no_file_and_no_floating_point() {
    let pure = ["values", "journey", "documents", "incoming", "einvoice"];
    for (path, text) in pure.iter().flat_map(|name| files(&format!("src-tauri/crates/{name}/src"), ".rs")) {
        for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for never in
                ["::now()", "std::fs", "std::env", "std::net", "SystemTime", "Instant", "rusqlite", "tauri"]
            {
                assert!(!line.contains(never), "{}:{} has {never}", path.display(), i + 1);
            }
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            // Millimetres on a sheet are no money.
            let on_paper = path.starts_with(root().join("src-tauri/crates/documents"));
            assert!(
                on_paper || !words.contains(&"f32") && !words.contains(&"f64"),
                "{}:{} computes with floating point",
                path.display(),
                i + 1
            );
        }
    }
}

#[test]
fn the_window_holds_no_sql_and_the_page_one_way_out() {
    for (path, text) in files("src-tauri/src", ".rs") {
        for never in ["SELECT ", "INSERT INTO", "rusqlite"] {
            assert!(!text.contains(never), "{} has {never}", path.display());
        }
    }
    let hosts: Vec<PathBuf> = [".ts", ".svelte"]
        .into_iter()
        .flat_map(|ending| files("ui/src", ending))
        .filter(|(_, text)| text.contains("@tauri-apps"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(hosts, [root().join("ui/src/host.ts")], "one file of the page talks to the host");
}

/// A tooltip of the engine is out of reach of the keyboard: what a small button is for stands in `data-tip`.
#[test]
fn nothing_of_the_page_has_a_tooltip_of_the_engine() {
    let tipped = |text: &str| -> Vec<String> {
        let tags = text.split('<').skip(1).filter(|tag| tag.starts_with(|c: char| c.is_ascii_lowercase()));
        tags.filter_map(|tag| tag.split('>').next())
            .filter(|tag| tag.split_whitespace().any(|word| word.starts_with("title=") || word == "{title}"))
            .map(str::to_owned)
            .collect()
    };
    for (path, text) in files("ui/src", ".svelte") {
        assert_eq!(tipped(&text), Vec::<String>::new(), "{}", path.display());
    }
    assert_eq!(tipped("<Bar title=\"Devis\"><a title=\"Voir\">").len(), 1);
}

/// Two things may read alike: what a list of the page is keyed by is a row of the books, or a place in the list.
#[test]
fn no_list_of_the_page_is_keyed_by_its_text() {
    // « {#each tasks as task, i (task.key)} »: what stands between the last parentheses.
    let keys = |text: &str| -> Vec<String> {
        let blocks =
            text.split("{#each ").skip(1).filter_map(|block| block.split('}').next().map(str::to_owned));
        blocks
            .filter_map(|block| block.trim_end().strip_suffix(')').map(str::to_owned))
            .filter_map(|block| block.rsplit_once(" (").map(|(_, key)| key.to_owned()))
            .collect()
    };
    let rows = [
        "id", "key", "value", "to", "path", "version", "position", "line", "rank", "stage", "aim", "invoice",
        "client", "series",
    ];
    let mut wrong = Vec::new();
    for (path, text) in files("ui/src", ".svelte") {
        for key in keys(&text) {
            let named = key.rsplit_once('.').is_some_and(|(_, field)| rows.contains(&field));
            let placed = ["i", "at", "rank", "to", "stage"].contains(&key.as_str());
            // The very objects of a form's own lines.
            let itself = key == "line" && path.ends_with("QuoteLines.svelte");
            if !(named || placed || itself) {
                wrong.push(format!("{}: {key}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(keys("{#each a as b (b.text)}{#each c as d, i (i)}"), ["b.text", "i"]);
}

#[test]
fn every_entry_of_the_surface_is_named_in_a_test() {
    let tests: String = files("tests", ".rs")
        .into_iter()
        .filter(|(path, _)| !path.components().any(|part| part.as_os_str() == "house"))
        .map(|(_, text)| text)
        .collect();
    let untested: Vec<&str> =
        ENTRIES.iter().map(|e| e.name).filter(|name| !tests.contains(&format!("\"{name}\""))).collect();
    assert!(untested.is_empty(), "no test under tests/ names {untested:?}");
}

#[test]
fn entries_are_named_as_the_house_says() {
    let mut names = BTreeSet::new();
    for entry in ENTRIES {
        assert!(names.insert(entry.name), "{} stands twice on the list", entry.name);
        assert!(entry.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{}", entry.name);
        assert!(
            entry.what.chars().next().is_some_and(char::is_uppercase),
            "{} says nothing of itself",
            entry.name
        );
        if entry.run.kind() == "action" {
            assert!(entry.name.contains('_'), "an action is a verb and a noun: {}", entry.name);
        }
    }
}

#[test]
fn the_types_of_the_screens_are_fresh() {
    let written = read("ui/src/generated/surface.ts");
    if let Some((i, (old, new))) =
        written.lines().zip(typescript().lines()).enumerate().find(|(_, (old, new))| old != new)
    {
        panic!(
            "ui/src/generated/surface.ts is stale at line {}: run `cargo xtask types`\n- {old}\n+ {new}",
            i + 1
        );
    }
    assert_eq!(
        written.lines().count(),
        typescript().lines().count(),
        "ui/src/generated/surface.ts is stale: run `cargo xtask types`"
    );
}

/// Fields of every object type declared in TypeScript: name → fields.
fn declared() -> BTreeMap<String, BTreeSet<String>> {
    let text = typescript();
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("/**") {
        plain.push_str(before);
        rest = after.split_once("*/").unwrap().1;
    }
    plain.push_str(rest);
    let mut found = BTreeMap::new();
    for declaration in plain.split("export type ").skip(1) {
        let Some((name, body)) = declaration.split_once(" = {") else { continue };
        let body = body.split("};").next().unwrap();
        let mut fields = BTreeSet::new();
        let mut depth = 0;
        let mut field = String::new();
        for c in body.chars() {
            match c {
                '<' | '{' | '(' => depth += 1,
                '>' | '}' | ')' => depth -= 1,
                ',' if depth == 0 => field.clear(),
                ':' if depth == 0 => _ = fields.insert(field.trim().trim_end_matches('?').to_owned()),
                other => field.push(other),
            }
        }
        found.insert(name.to_owned(), fields);
    }
    found
}

#[test]
fn types_and_schemas_name_the_same_fields() {
    let list = described();
    let types = declared();
    let mut compared = 0;
    for (name, schema) in list["$defs"].as_object().unwrap() {
        let Some(properties) = schema["properties"].as_object() else { continue };
        if properties.is_empty() {
            continue;
        }
        let properties: BTreeSet<String> = properties.keys().cloned().collect();
        let Some(fields) = types.get(name) else { panic!("{name} has a schema and no type") };
        assert_eq!(fields, &properties, "type and schema of {name} differ");
        compared += 1;
    }
    assert!(compared > 50, "only {compared} types were compared");
    for entry in list["entries"].as_array().unwrap() {
        for side in ["payload", "answer"] {
            resolves(&entry[side], &list["$defs"], entry["name"].as_str().unwrap());
        }
    }
}

/// Every reference of a schema leads somewhere.
fn resolves(schema: &Value, definitions: &Value, whose: &str) {
    match schema {
        Value::Object(map) => {
            if let Some(reference) = map.get("$ref").and_then(Value::as_str) {
                assert!(
                    !definitions[reference.trim_start_matches("#/$defs/")].is_null(),
                    "{whose}: {reference} leads nowhere"
                );
            }
            map.values().for_each(|inner| resolves(inner, definitions, whose));
        }
        Value::Array(items) => items.iter().for_each(|inner| resolves(inner, definitions, whose)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_question_cannot_write() {
    let books = tests::Books::camille();
    let reader = books::file::open_reading(&books.path(), &books::cipher::Keys::default()).unwrap();
    let only: bool = reader.query_row("PRAGMA query_only", [], |r| r.get(0)).unwrap();
    assert!(only);
    // Not even when someone takes that guard away: the file itself is open for reading only.
    reader.pragma_update(None, "query_only", false).unwrap();
    for sql in [
        "DELETE FROM draft",
        "UPDATE setting SET value = ''",
        "CREATE TABLE mine (id)",
        "INSERT INTO note (deal, kind, day, text) VALUES (1, '', '', '')",
    ] {
        let error = reader.execute(sql, []).unwrap_err();
        assert_eq!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::ReadOnly), "{sql}: {error}");
    }
    let kinds: BTreeSet<&str> = ENTRIES.iter().map(|e| e.run.kind()).collect();
    assert_eq!(kinds, BTreeSet::from(["action", "draft", "job", "question"]));
}

#[test]
fn a_question_is_not_performed_as_an_action_nor_the_other_way_round() {
    let books = tests::Books::camille();
    let house = books.on(tests::day(9, 1));
    for entry in ENTRIES {
        let empty = || serde_json::json!({});
        let elsewhere = match entry.run.kind() {
            "action" => [house.0.ask(entry.name, empty()), house.0.draft(entry.name, empty())],
            "question" => [house.0.act(entry.name, empty()), house.0.job(entry.name, empty())],
            "draft" => [house.0.act(entry.name, empty()), house.0.ask(entry.name, empty())],
            _ => [house.0.act(entry.name, empty()), house.0.ask(entry.name, empty())],
        };
        for answer in elsewhere {
            let refusal = tests::refusal(answer.unwrap_err());
            assert_eq!(refusal.code, values::refusal::Code::NotFound, "{}", entry.name);
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let Ok(readme) = std::fs::read_to_string(root().join("README.md")) else {
        println!("not run: there is no README.md yet");
        return;
    };
    let manifest = read("Cargo.toml");
    let table = manifest.split("[workspace.dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let names: Vec<&str> = table
        .lines()
        .filter(|line| !line.starts_with('#') && line.contains('=') && !line.contains("path = "))
        .filter_map(|line| line.split([' ', '=']).next())
        .collect();
    assert!(names.len() > 20, "{names:?}");
    // The first cell of a row of the README's table names one dependency or several.
    let told: BTreeSet<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix('|')?.split('|').next())
        .flat_map(|cell| cell.split(','))
        .map(|name| name.trim().trim_matches('`'))
        .collect();
    // Plugins of one family share a cell: tauri-plugin-dialog, -opener.
    let family = |name: &str| name.strip_prefix("tauri-plugin").is_some_and(|rest| told.contains(rest));
    let without: Vec<&&str> = names.iter().filter(|name| !told.contains(**name) && !family(name)).collect();
    assert!(without.is_empty(), "README.md says nothing of {without:?}");
}
