//! The floors: each crate uses only what the README's map allows, and inside a crate and inside the page no file looks
//! back at one that looks at it.

use crate::{dependencies, files, read, root};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Crates whose manifests the map speaks of: folder → what the map allows, in the words of its third column.
fn map() -> BTreeMap<String, BTreeSet<String>> {
    let readme = read("README.md");
    let map = readme.split("## Map of the house").nth(1).unwrap().split("\n## ").next().unwrap();
    let names =
        |cell: &str| -> BTreeSet<String> { cell.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let rows: BTreeMap<String, BTreeSet<String>> = map
        .lines()
        .filter(|line| line.starts_with("| `src-tauri/"))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            (cells[1].trim_matches('`').to_owned(), names(cells[3]))
        })
        .collect();
    assert!(rows.len() >= 10, "the map was not read: {rows:?}");
    rows
}

/// The folder of each crate of the workspace, tests left out.
fn crates() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let members = manifest.split("members = [").nth(1).unwrap().split(']').next().unwrap();
    let all: Vec<String> = members
        .split('"')
        .skip(1)
        .step_by(2)
        .filter(|member| *member != "tests")
        .map(|member| if member == "src-tauri" { "src-tauri/src".to_owned() } else { member.to_owned() })
        .collect();
    assert!(all.len() >= 10, "the members were not read: {all:?}");
    all
}

#[test]
fn each_crate_uses_exactly_what_the_map_allows() {
    let map = map();
    for folder in crates() {
        let Some(allowed) = map.get(&folder) else { panic!("README.md's map has no row for {folder}") };
        let manifest = format!("{}/Cargo.toml", folder.trim_end_matches("/src"));
        assert_eq!(&dependencies(&manifest), allowed, "{manifest} and the map in README.md differ");
    }
}

#[test]
fn every_crate_bears_the_licence() {
    for folder in crates() {
        let manifest = format!("{}/Cargo.toml", folder.trim_end_matches("/src"));
        assert!(read(&manifest).contains("license.workspace = true"), "{manifest}");
    }
}

/// A graph: who looks at whom.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// A way that leads back to where it began, if there is one.
fn circle(graph: &Graph) -> Option<Vec<String>> {
    fn walk(
        graph: &Graph,
        at: &str,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        if let Some(begin) = way.iter().position(|one| one == at) {
            return Some(way[begin..].to_vec());
        }
        if !done.insert(at.to_owned()) {
            return None;
        }
        way.push(at.to_owned());
        for next in graph.get(at).into_iter().flatten() {
            if let Some(found) = walk(graph, next, way, done) {
                return Some(found);
            }
        }
        way.pop();
        None
    }
    let mut done = BTreeSet::new();
    graph.keys().find_map(|at| walk(graph, at, &mut Vec::new(), &mut done))
}

#[test]
fn a_circle_is_found() {
    let graph = |arrows: &[(&str, &str)]| -> Graph {
        let mut graph = Graph::new();
        for (from, to) in arrows {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        graph
    };
    assert_eq!(circle(&graph(&[("a", "b"), ("b", "c"), ("a", "c")])), None);
    assert_eq!(circle(&graph(&[("a", "b"), ("b", "c"), ("c", "b")])), Some(vec!["b".into(), "c".into()]));
}

/// What is left of a source file without its comments, texts and tests.
fn product(text: &str) -> String {
    let tests = text.match_indices("\n#[cfg(test)]\n").find(|(at, mark)| {
        let after = &text[at + mark.len()..];
        let item = after.lines().find(|line| !line.starts_with("#["));
        item.is_some_and(|line| line.trim_start_matches("pub ").starts_with("mod ") && line.ends_with('{'))
    });
    let text = tests.map_or(text, |(end, _)| &text[..end]);
    let mut plain = String::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (i, part) in line.split('"').enumerate() {
            if i % 2 == 0 {
                plain.push_str(part);
            }
        }
        plain.push('\n');
    }
    plain
}

/// Paths that begin with `crate::`, braces opened: `crate::a::{b, c::d}` gives `a::b` and `a::c::d`.
fn paths(text: &str) -> BTreeSet<String> {
    fn open(prefix: &str, text: &str, found: &mut BTreeSet<String>) {
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(text.len());
        let here = format!("{prefix}{}", &text[..end]);
        let Some(inner) = text[end..].strip_prefix('{').filter(|_| here.is_empty() || here.ends_with("::"))
        else {
            found.insert(here.trim_end_matches("::").to_owned());
            return;
        };
        let mut depth = 0;
        let mut from = 0;
        for (i, c) in inner.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    open(&here, inner[from..i].trim(), found);
                    return;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    open(&here, inner[from..i].trim(), found);
                    from = i + 1;
                }
                _ => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let before = text[..at].chars().next_back();
        if before.is_none_or(|c| !c.is_alphanumeric() && c != '_') {
            open("", &text[at + "crate::".len()..], &mut found);
        }
    }
    found
}

/// The modules of a crate, by their path; the root is the empty path.
fn modules(source: &str) -> BTreeMap<String, String> {
    let top = root().join(source);
    files(source, ".rs")
        .into_iter()
        .filter(|(path, _)| !path.ends_with("tests.rs"))
        .map(|(path, text)| {
            let inside = path.strip_prefix(&top).unwrap().with_extension("");
            let parts: Vec<String> =
                inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
            let name = parts.join("::");
            (if matches!(name.as_str(), "lib" | "main") { String::new() } else { name }, product(&text))
        })
        .collect()
}

fn graph_of(source: &str) -> Graph {
    let modules = modules(source);
    let mut graph = Graph::new();
    for (name, text) in &modules {
        for path in paths(text) {
            let mut target = path.as_str();
            while !modules.contains_key(target) {
                target = target.rsplit_once("::").map_or("", |(front, _)| front);
            }
            // What the root says of itself (an error, a macro) stands at the top: it is not a file one looks back at.
            if target != name && !target.is_empty() {
                graph.entry(name.clone()).or_default().insert(target.to_owned());
            }
        }
        // A parent that takes from its child looks down at it.
        for (child, _) in modules
            .iter()
            .filter(|(child, _)| child.rsplit_once("::").is_some_and(|(front, _)| front == name))
        {
            let short = child.rsplit("::").next().unwrap();
            if text.contains(&format!("use {short}::")) {
                graph.entry(name.clone()).or_default().insert(child.clone());
            }
        }
    }
    graph
}

fn sources() -> Vec<String> {
    crates()
        .into_iter()
        .map(|folder| if folder.ends_with("/src") { folder } else { format!("{folder}/src") })
        .collect()
}

#[test]
fn no_file_of_a_crate_looks_back() {
    let mut arrows = 0;
    for source in sources() {
        let graph = graph_of(&source);
        arrows += graph.values().map(BTreeSet::len).sum::<usize>();
        if let Some(way) = circle(&graph) {
            panic!("{source}: a circle of files: {}", way.join(" → "));
        }
    }
    assert!(arrows > 200, "only {arrows} arrows were read");
}

#[test]
fn a_child_never_names_its_parent() {
    let mut named = BTreeSet::new();
    for source in sources() {
        for (name, text) in modules(&source) {
            if text.contains("super::") {
                named.insert(format!("{source}: {name} by `super`"));
            }
            let Some((parent, _)) = name.rsplit_once("::") else { continue };
            for path in paths(&text) {
                if path == parent {
                    named.insert(format!("{source}: {name} names {parent}"));
                }
                // `crate::parent::sibling::…` is a sibling; `crate::parent::Thing` is the parent's own.
                let Some(rest) = path.strip_prefix(parent).and_then(|rest| rest.strip_prefix("::")) else {
                    continue;
                };
                let first = rest.split("::").next().unwrap();
                let sibling =
                    root().join(&source).join(parent.replace("::", "/")).join(format!("{first}.rs"));
                if !sibling.exists() {
                    named.insert(format!("{source}: {name} takes {first} from {parent}"));
                }
            }
        }
    }
    assert!(named.is_empty(), "{named:#?}");
}

#[test]
fn no_file_of_the_page_looks_back() {
    let top = root().join("ui/src");
    let all: Vec<(std::path::PathBuf, String)> =
        [".ts", ".svelte"].into_iter().flat_map(|ending| files("ui/src", ending)).collect();
    let mut graph = Graph::new();
    for (path, text) in &all {
        let name = path.strip_prefix(&top).unwrap().to_string_lossy().into_owned();
        if name.contains(".test.") {
            continue;
        }
        let mut quoted = text.split("from \"").skip(1).chain(text.split("import(\"").skip(1));
        for target in quoted.by_ref().filter_map(|rest| rest.split('"').next()).filter(|t| t.starts_with('.'))
        {
            let folder = path.parent().unwrap();
            let found = ["", ".ts", ".svelte.ts"]
                .iter()
                .map(|ending| plain(&folder.join(format!("{target}{ending}"))))
                .find(|one| one.is_file());
            if let Some(found) = found {
                let other = found.strip_prefix(&top).unwrap().to_string_lossy().into_owned();
                graph.entry(name.clone()).or_default().insert(other);
            }
        }
    }
    let arrows: usize = graph.values().map(BTreeSet::len).sum();
    assert!(arrows > 200, "only {arrows} imports of the page were read");
    if let Some(way) = circle(&graph) {
        panic!("ui/src: a circle of files: {}", way.join(" → "));
    }
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> std::path::PathBuf {
    let mut found = std::path::PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => _ = found.pop(),
            std::path::Component::CurDir => {}
            other => found.push(other),
        }
    }
    found
}

#[test]
fn the_books_hold_no_word_of_the_trade() {
    let trade = [
        "quote",
        "order",
        "invoice",
        "deposit",
        "payment",
        "delivery",
        "dunning",
        "reminder",
        "follow_up",
        "amendment",
    ];
    for (path, text) in files("src-tauri/crates/books/src", ".rs") {
        for (i, line) in text.lines().enumerate() {
            let line = line.split("//").next().unwrap().replace("ORDER BY", "");
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            for word in trade {
                assert!(!words.contains(&word), "{}:{}: {word}", path.display(), i + 1);
            }
        }
    }
}

#[test]
fn questions_show_and_never_do() {
    for (path, text) in files("src-tauri/crates/questions/src", ".rs") {
        for never in ["actions::", "act::Act", "INSERT INTO", "UPDATE ", "DELETE FROM"] {
            assert!(!product(&text).contains(never), "{} has {never}", path.display());
        }
    }
}
