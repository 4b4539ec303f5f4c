//! The page in `ui/`: its packages and its build, made again only where something changed.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crate::machine;
use crate::root;
use crate::step::{Done, Stop, step};

const LISTED: &str = "Correct what is listed above.";
/// Where `ui/src/dev.ts` knocks, which no built page may know.
const DEVELOPMENT: &[u8] = b"/doors/";
/// What no sentence of the built page holds: a space that breaks, where French wants one that does not.
const BREAKING: [&str; 2] = ["« ", " »"];

/// Format, lints, types, accessibility and tests of the page.
pub fn check() -> Done {
    packages()?;
    step("Check the format of the page", "Run `npm run format` in ui/.", &mut npm(&["run", "format:check"]))?;
    step("Lint the page", LISTED, &mut npm(&["run", "lint"]))?;
    step("Check the page's types and accessibility", LISTED, &mut npm(&["run", "check"]))?;
    tests()
}

pub fn tests() -> Done {
    step("Test the page", LISTED, &mut npm(&["test"]))
}

/// The page's tests whose file or name holds the word; answers whether there are any.
pub fn tests_named(word: &str) -> Result<bool, Stop> {
    let tests: Vec<PathBuf> =
        files(&folder().join("src")).into_iter().filter(|path| named(path).ends_with(".test.ts")).collect();
    let by_file = tests.iter().any(|path| named(path).contains(word));
    let named_here = |line: &str| {
        let line = line.trim_start();
        ["test(", "it(", "describe("].iter().any(|begins| line.starts_with(begins)) && line.contains(word)
    };
    let by_name =
        || tests.iter().any(|path| fs::read_to_string(path).is_ok_and(|text| text.lines().any(named_here)));
    let chosen: &[&str] = if by_file {
        &["test", "--", word]
    } else if by_name() {
        &["test", "--", "-t", word]
    } else {
        return Ok(false);
    };
    packages()?;
    step(&format!("Test the page where it is named « {word} »"), LISTED, &mut npm(chosen))?;
    Ok(true)
}

/// Builds `ui/dist` where a source is newer.
pub fn build() -> Done {
    packages()?;
    let sources = [
        "src",
        "public",
        "index.html",
        "package-lock.json",
        "spaces.ts",
        "vite.config.ts",
        "svelte.config.js",
        "tsconfig.json",
    ];
    let newest = sources.iter().filter_map(|source| newest(&folder().join(source))).max();
    if changed(&folder().join("dist/index.html")) >= newest {
        return Ok(());
    }
    step("Build the page", LISTED, &mut npm(&["run", "build"]))?;
    let told = files(&folder().join("dist"))
        .into_iter()
        .find(|path| fs::read(path).is_ok_and(|bytes| holds(&bytes, DEVELOPMENT)));
    if let Some(path) = told {
        return again(
            format!("The doors of development are in the built page: {}", path.display()),
            "Name `doors` in ui/src/host.ts behind `import.meta.env.DEV` alone.",
        );
    }
    let broken = files(&folder().join("dist/assets")).into_iter().find(|path| {
        named(path).starts_with("index")
            && fs::read(path).is_ok_and(|bytes| BREAKING.iter().any(|one| holds(&bytes, one.as_bytes())))
    });
    match broken {
        None => Ok(()),
        Some(path) => again(
            format!("A sentence may break at its quotes in the built page: {}", path.display()),
            "ui/spaces.ts sets the spaces of every text it knows; see which one it missed.",
        ),
    }
}

/// What was found once is looked at again: an index that stands would pass for fresh.
fn again(reason: String, advice: &str) -> Done {
    drop(fs::remove_file(folder().join("dist/index.html")));
    Err(Stop::new(reason, advice))
}

/// The page as it is written, served with live reload.
pub fn vite() -> Command {
    let mut command = npm(&["run", "dev"]);
    // Vite ends with its standard input, and reads its shortcuts there.
    command.stdin(Stdio::inherit());
    command
}

pub fn packages() -> Done {
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
pub fn newest(path: &Path) -> Option<SystemTime> {
    let within =
        fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| newest(&entry.path())).max();
    within.max(changed(path))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn named(path: &Path) -> Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(arguments).current_dir(folder()).stdin(Stdio::null());
    command
}

fn folder() -> PathBuf {
    root().join("ui")
}
