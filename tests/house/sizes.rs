//! Nothing grows beyond what one reads at once, and one name means one thing in a crate.

use crate::files;
use std::collections::BTreeMap;
use std::path::Path;

/// Most lines of a file.
const FILE: usize = 400;
/// Most lines of a function of the product.
const FUNCTION: usize = 80;

#[test]
fn no_file_is_longer_than_one_reads() {
    let mut long = Vec::new();
    let looked_at = [("src-tauri", ".rs"), ("tests", ".rs"), ("ui/src", ".svelte"), ("ui/src", ".ts")];
    for (folder, end) in looked_at {
        // The list’s types are written by the list.
        let written = |path: &Path| !path.components().any(|part| part.as_os_str() == "generated");
        for (path, text) in files(folder, end).into_iter().filter(|(path, _)| written(path)) {
            let lines = text.lines().count();
            if lines > FILE {
                long.push(format!("{}: {lines} lines", path.display()));
            }
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn no_function_is_longer_than_one_reads() {
    let mut long = Vec::new();
    for (path, text) in files("src-tauri", ".rs") {
        // As laid out by the formatter: a function ends at the brace that stands where it began.
        let mut open: Option<(usize, String, String)> = None;
        for (i, line) in text.lines().enumerate() {
            match &open {
                None => {
                    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
                    let words: Vec<&str> = line.split_whitespace().collect();
                    let keyword = words.iter().position(|word| *word == "fn");
                    let begins = keyword.is_some_and(|at| {
                        words[..at]
                            .iter()
                            .all(|w| matches!(*w, "const" | "async" | "unsafe") || w.starts_with("pub"))
                    });
                    if begins && !line.ends_with(';') && !line.ends_with('}') {
                        let name = words[keyword.unwrap() + 1].split(['(', '<']).next().unwrap().to_owned();
                        open = Some((i, indent, name));
                    }
                }
                Some((from, indent, name)) => {
                    if line == format!("{indent}}}") || line == format!("{indent};") {
                        if i - from + 1 > FUNCTION {
                            long.push(format!("{}: {name}, {} lines", path.display(), i - from + 1));
                        }
                        open = None;
                    }
                }
            }
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn a_public_type_has_a_name_of_its_own_in_its_crate() {
    for one in [
        "values",
        "journey",
        "documents",
        "incoming",
        "einvoice",
        "post",
        "books",
        "records",
        "actions",
        "questions",
        "parcours",
    ] {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (path, text) in files(&format!("src-tauri/crates/{one}/src"), ".rs") {
            for line in text.lines() {
                let Some(name) = ["pub struct ", "pub enum ", "pub trait ", "pub type "]
                    .iter()
                    .find_map(|kind| line.strip_prefix(kind))
                    .map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap().to_owned())
                else {
                    continue;
                };
                if let Some(other) = seen.insert(name.clone(), path.display().to_string()) {
                    panic!("{one}: two public types are named {name}: {other} and {}", path.display());
                }
            }
        }
        assert!(!seen.is_empty(), "{one} has no public type");
    }
}

#[test]
fn a_row_is_read_where_it_is_written() {
    let mut open = Vec::new();
    for (path, text) in files("src-tauri/crates/records/src", ".rs") {
        let mut row = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("pub struct ") {
                row = rest.split([' ', '(', '<']).next().filter(|name| name.ends_with("Row"));
            } else if line == "}" {
                row = None;
            } else if let (Some(name), Some(field)) = (row, line.strip_prefix("    pub ")) {
                open.push(format!("{}: {name}, {field}", path.display()));
            }
        }
    }
    assert!(open.is_empty(), "fields of a row are private to records: {open:#?}");
}
