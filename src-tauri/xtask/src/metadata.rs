//! What Cargo knows of the workspace: its target folder, its packages, and which of them use which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Deserialize;

use crate::locked;
use crate::step::{Stop, quiet};

#[derive(Deserialize)]
pub struct Metadata {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
    resolve: Option<Resolve>,
    pub target_directory: PathBuf,
}

#[derive(Deserialize)]
pub struct Package {
    id: String,
    pub name: String,
    pub version: String,
    pub license: Option<String>,
    /// Where it was taken from; none for what stands in this repository.
    pub source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Use>,
}

#[derive(Deserialize)]
struct Use {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

/// A package of the program or of the tools that build it, with the names of those that use it.
pub struct Used<'a> {
    pub package: &'a Package,
    pub by: BTreeSet<&'a str>,
}

impl Metadata {
    /// The workspace alone.
    pub fn of_members() -> Result<Metadata, Stop> {
        Metadata::read(&["metadata", "--no-deps", "--format-version", "1"])
    }

    /// The workspace and all that it stands on, for every system and with every feature.
    pub fn of_everything() -> Result<Metadata, Stop> {
        Metadata::read(&["metadata", "--all-features", "--format-version", "1"])
    }

    fn read(arguments: &[&str]) -> Result<Metadata, Stop> {
        let advice = "Run `cargo metadata` to see why.";
        let text = quiet("Ask Cargo what it knows", advice, &mut locked(arguments))?;
        Metadata::from_text(&text)
            .map_err(|error| Stop::new(format!("Cargo's answer cannot be read: {error}"), advice))
    }

    pub fn from_text(text: &str) -> Result<Metadata, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// All that is built for something else than tests.
    pub fn used(&self) -> Vec<Used<'_>> {
        let nodes: BTreeMap<&str, &Node> = self
            .resolve
            .iter()
            .flat_map(|resolve| &resolve.nodes)
            .map(|node| (node.id.as_str(), node))
            .collect();
        let mut used: BTreeMap<&str, Used> = self
            .packages
            .iter()
            .map(|package| (package.id.as_str(), Used { package, by: BTreeSet::new() }))
            .collect();
        let mut reached: BTreeSet<&str> = self.workspace_members.iter().map(String::as_str).collect();
        let mut left: Vec<&str> = reached.iter().copied().collect();
        while let Some(id) = left.pop() {
            let name = used.get(id).map_or(id, |user| user.package.name.as_str());
            for used_there in nodes.get(id).into_iter().flat_map(|node| &node.deps) {
                if used_there.dep_kinds.iter().all(|kind| kind.kind.as_deref() == Some("dev")) {
                    continue;
                }
                if let Some(used) = used.get_mut(used_there.pkg.as_str()) {
                    used.by.insert(name);
                }
                if reached.insert(&used_there.pkg) {
                    left.push(&used_there.pkg);
                }
            }
        }
        used.into_iter().filter(|(id, _)| reached.contains(id)).map(|(_, used)| used).collect()
    }
}
