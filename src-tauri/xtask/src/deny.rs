//! What the program is made of: licences and network crates are checked here against `.deny.toml`; advisories, yanked
//! versions and sources are left to cargo-deny, where it is installed.

use std::fs;

use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

use crate::metadata::{Metadata, Used};
use crate::step::{Done, Stop, answers, step};
use crate::{cargo, root};

const RULES: &str = ".deny.toml";
const AFTER: &str = "Take another crate, or say in .deny.toml why this one may stay.";

/// What is read here of the file that cargo-deny reads whole.
#[derive(Deserialize)]
struct Rules {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    #[serde(rename = "crate")]
    name: String,
    /// The crates that may use it all the same.
    #[serde(default)]
    wrappers: Vec<String>,
}

pub fn deny() -> Done {
    licences_and_bans()?;
    let asked = |arguments: &[&str]| {
        let mut command = cargo(&["deny", "--config", RULES, "--all-features"]);
        command.args(arguments).current_dir(root());
        command
    };
    if !answers(cargo(&["deny", "--version"]).current_dir(root())) {
        println!("not run: advisories need cargo-deny (`cargo install cargo-deny --locked`)");
        return Ok(());
    }
    let checks = ["check", "bans", "licenses", "sources"];
    step("Check bans, licences and sources once more, with cargo-deny", AFTER, &mut asked(&checks))?;
    if !answers(&mut asked(&["fetch", "db"])) {
        println!("not run: the advisories cannot be fetched from here (`cargo deny fetch` says why)");
        return Ok(());
    }
    let checks = ["check", "--disable-fetch", "advisories"];
    step("Check advisories", "Update the crate, or take another one.", &mut asked(&checks))
}

/// What can be checked without a network and without another program.
pub fn licences_and_bans() -> Done {
    println!("▸ Check licences, and that nothing reaches the network");
    let unread = |reason: String| Stop::new(format!("{RULES} cannot be read: {reason}"), "Correct it.");
    let text = fs::read_to_string(root().join(RULES)).map_err(|error| unread(error.to_string()))?;
    let rules: Rules = toml::from_str(&text).map_err(|error| unread(error.to_string()))?;
    let allowed = rules.licenses.allow.iter().map(|name| Licensee::parse(name));
    let allowed: Vec<Licensee> =
        allowed.collect::<Result<_, _>>().map_err(|error| unread(error.to_string()))?;
    let metadata = Metadata::of_everything()?;
    let used = metadata.used();
    let mut refused: Vec<String> = used
        .iter()
        .flat_map(|used| [unlicensed(&allowed, used), banned(&rules.bans.deny, used)])
        .flatten()
        .collect();
    if refused.is_empty() {
        println!("  {} packages", used.len());
        return Ok(());
    }
    refused.sort();
    Err(Stop::new(refused.join("\n"), AFTER))
}

fn unlicensed(allowed: &[Licensee], Used { package, .. }: &Used) -> Option<String> {
    // What stands in this repository has the repository's own licence.
    package.source.as_ref()?;
    let told = package.license.as_deref().unwrap_or_default();
    let may = Expression::parse_mode(told, ParseMode::LAX).is_ok_and(|expression| {
        expression.evaluate(|wanted| allowed.iter().any(|licence| licence.satisfies(wanted)))
    });
    (!may).then(|| format!("{} {} has no licence on the list: « {told} »", package.name, package.version))
}

fn banned(bans: &[Banned], Used { package, by }: &Used) -> Option<String> {
    let ban = bans.iter().find(|ban| ban.name == package.name)?;
    let others: Vec<&str> =
        by.iter().copied().filter(|user| !ban.wrappers.iter().any(|name| name == user)).collect();
    (!others.is_empty()).then(|| format!("{} is banned, and used by {}", package.name, others.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::{Banned, banned, unlicensed};
    use crate::metadata::Metadata;
    use spdx::Licensee;

    /// `ours` uses `tauri`, which uses `reqwest`; its tests use `ureq`.
    const WORKSPACE: &str = r#"{
        "packages": [
            {"id":"0","name":"ours","version":"1.0.0","license":null,"source":null},
            {"id":"1","name":"tauri","version":"2.0.0","license":"Apache-2.0/MIT","source":"registry"},
            {"id":"2","name":"reqwest","version":"0.13.0","license":"GPL-3.0-only","source":"registry"},
            {"id":"3","name":"ureq","version":"3.0.0","license":null,"source":"registry"}
        ],
        "workspace_members": ["0"],
        "resolve": {"nodes": [
            {"id":"0","deps":[{"pkg":"1","dep_kinds":[{"kind":null}]},{"pkg":"3","dep_kinds":[{"kind":"dev"}]}]},
            {"id":"1","deps":[{"pkg":"2","dep_kinds":[{"kind":"build"}]}]},
            {"id":"2","deps":[]},
            {"id":"3","deps":[]}
        ]},
        "target_directory": "target"
    }"#;

    fn ban(name: &str, wrappers: &[&str]) -> Banned {
        Banned { name: name.to_owned(), wrappers: wrappers.iter().map(|&name| name.to_owned()).collect() }
    }

    #[test]
    fn a_licence_is_on_the_list_or_refused() {
        let metadata = Metadata::from_text(WORKSPACE).unwrap();
        let allowed = [Licensee::parse("MIT").unwrap()];
        let refused: Vec<String> =
            metadata.used().iter().filter_map(|used| unlicensed(&allowed, used)).collect();
        assert_eq!(refused, ["reqwest 0.13.0 has no licence on the list: « GPL-3.0-only »"]);
    }

    #[test]
    fn a_banned_crate_is_used_by_its_wrappers_only() {
        let metadata = Metadata::from_text(WORKSPACE).unwrap();
        let refused = |bans: &[Banned]| -> Vec<String> {
            metadata.used().iter().filter_map(|used| banned(bans, used)).collect()
        };
        assert_eq!(refused(&[ban("reqwest", &[])]), ["reqwest is banned, and used by tauri"]);
        assert!(refused(&[ban("reqwest", &["tauri"])]).is_empty());
        assert!(refused(&[ban("ureq", &[])]).is_empty(), "tests may");
    }
}
