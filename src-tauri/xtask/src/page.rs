//! The page in `ui/`: its packages and its build, made again only where something changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crate::machine;
use crate::root;
use crate::step::{Done, step};

/// Types, accessibility and tests of the page.
pub fn check() -> Done {
    packages()?;
    step(
        "Check the page's types and accessibility",
        "Correct what is listed above.",
        &mut npm(&["run", "check"]),
    )?;
    step(
        "Test the page",
        "Correct what is listed above; `npm test` in ui/ runs it again.",
        &mut npm(&["test"]),
    )
}

/// Builds `ui/dist` where a source is newer.
pub fn build() -> Done {
    packages()?;
    let sources = [
        "src",
        "public",
        "index.html",
        "package-lock.json",
        "vite.config.ts",
        "svelte.config.js",
        "tsconfig.json",
    ];
    let newest = sources.iter().filter_map(|source| newest(&folder().join(source))).max();
    if changed(&folder().join("dist/index.html")) >= newest {
        return Ok(());
    }
    step("Build the page", "Correct what is listed above.", &mut npm(&["run", "build"]))
}

fn packages() -> Done {
    machine::node()?;
    // npm writes its own record last, so an interrupted installation is made again.
    let record = changed(&folder().join("node_modules/.package-lock.json"));
    if record.is_some() && record >= changed(&folder().join("package-lock.json")) {
        return Ok(());
    }
    let advice = "See what npm says above; a network or a proxy may be missing.";
    step("Install the page's packages", advice, &mut npm(&["ci", "--no-audit", "--no-fund"]))
}

/// The latest change to a file or to anything in a folder, the removal of a file included.
fn newest(path: &Path) -> Option<SystemTime> {
    let within =
        fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| newest(&entry.path())).max();
    within.max(changed(path))
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(folder()).stdin(Stdio::null());
    command
}

fn folder() -> PathBuf {
    root().join("ui")
}
