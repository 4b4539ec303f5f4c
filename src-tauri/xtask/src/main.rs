//! The project's own commands: `cargo xtask run`, `dev`, `check`, `watch`, `deny`, `test`, `e2e`, `bench`, `torture`,
//! `fuzz`, `conformance`, `types`.
//! Each brings what it needs (system packages, the UI's packages, the built page) and says what it does.

mod check;
mod conformance;
mod deny;
mod dev;
mod machine;
mod metadata;
mod page;
mod step;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use metadata::Metadata;
use step::{Done, Stop, quiet, step};

const USAGE: &str = "\
cargo xtask run [-- ARGUMENTS]              open the window (--data DIR, --today YYYY-MM-DD)
cargo xtask dev [--data DIR] [--today DAY]  the page with live reload, over demo books
cargo xtask check [WORD]                    all that needs no window (only the tests whose name holds WORD)
cargo xtask watch [WORD]                    the tests of `check`, again at each change
cargo xtask deny                            licences, network crates, advisories of all that is used
cargo xtask test                            everything: format, lints, rules, documents, page, window
cargo xtask e2e [--pictures DIR] [NAME]     the window's tests only (those whose name holds NAME), with pictures
cargo xtask bench [--small]                 measure in a release build, on books of 100,000 invoices (13,000, in the tests' build)
cargo xtask torture [--short | --only TEXT] try to break the books: deaths, failing and full disks, crowds
cargo xtask fuzz [--seconds N] [READER]     change statements and invoices at random, 60 s for each reader: none may stop it
cargo xtask conformance                     hold invoices of every kind against the official rules (needs Python)
cargo xtask types                           write the UI's types again from the surface";

/// Always the whole workspace, with what its tests ask of it: another choice has other features, and every dependency is
/// built again. One test is named so that Cargo counts what tests ask for.
const WHOLE: &[&str] = &["build", "--workspace", "--test", "house"];
/// What is measured, tried and read at random.
const TRIALS: &[&str] = &["--features", "tests/bench,tests/torture,tests/fuzz"];

fn main() -> ExitCode {
    let began = Instant::now();
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    let outcome = match command {
        "run" => run(rest),
        "dev" => dev::dev(rest),
        "check" => check::check(rest),
        "watch" => check::watch(rest),
        "deny" => deny::deny(),
        "test" => test(),
        "e2e" => e2e(rest),
        "bench" => bench(rest),
        "torture" => torture(rest),
        "fuzz" => fuzz(rest),
        "conformance" => conformance::conformance(),
        "types" => types(),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        unknown => Err(Stop::new(format!("`{unknown}` is not a command."), USAGE)),
    };
    match outcome {
        Ok(()) => {
            println!("\n{command}: done in {}", step::spoken(began.elapsed()));
            ExitCode::SUCCESS
        }
        Err(stop) => {
            eprintln!("\n{command}: {}\n{}", stop.reason, stop.advice);
            ExitCode::FAILURE
        }
    }
}

fn run(rest: &[String]) -> Done {
    let given = rest.strip_prefix(&["--".to_owned()]).unwrap_or(rest);
    machine::packages(machine::FOR_WINDOW)?;
    let window = build_window(Build::Tests)?;
    if machine::has_display() {
        return step("Open the window", "Read the message above.", Command::new(window).args(given));
    }
    println!("  No display here (DISPLAY and WAYLAND_DISPLAY are unset): the window opens on a virtual one.");
    machine::packages(machine::FOR_TESTS)?;
    let mut virtual_display = Command::new("xvfb-run");
    virtual_display
        .args(["--auto-servernum", "--server-args=-screen 0 1400x1000x24"])
        .arg(window)
        .args(given);
    step("Open the window, unseen (Ctrl+C ends it)", "Read the message above.", &mut virtual_display)
}

fn test() -> Done {
    machine::packages(machine::FOR_WINDOW)?;
    machine::packages(machine::FOR_TESTS)?;
    // The window is linted with the page that it carries.
    page::build()?;
    check::before_tests(check::Lints::Whole)?;
    let window = build_window(Build::Tests)?;
    let mut tests = locked(&["test", "--workspace", "--no-fail-fast"]);
    tests.env("PARCOURS_WINDOW", window);
    step("Test rules, documents, books and the real window", AFTER_TESTS, &mut tests)
}

const AFTER_TESTS: &str = "The failures are listed above; `cargo test NAME` runs one again, \
    `cargo xtask e2e --pictures DIR NAME` one of the window's.";

fn e2e(rest: &[String]) -> Done {
    machine::packages(machine::FOR_WINDOW)?;
    machine::packages(machine::FOR_TESTS)?;
    let window = build_window(Build::Tests)?;
    let mut tests = locked(&["test", "--workspace", "--test", "window", "--"]);
    tests.env("PARCOURS_WINDOW", window);
    let mut rest = rest.iter();
    while let Some(argument) = rest.next() {
        match (argument.as_str(), rest.as_slice()) {
            ("--pictures", [folder, ..]) => {
                rest.next();
                tests.env("PARCOURS_PICTURES", here()?.join(folder));
            }
            ("--pictures", []) => return Err(Stop::new("--pictures needs a folder.", USAGE)),
            _ => {
                tests.arg(argument);
            }
        }
    }
    step("Test the real window", AFTER_TESTS, &mut tests)
}

fn bench(rest: &[String]) -> Done {
    let advice = "The table above says which measure is too much.";
    // What is promised holds in a build for release; the small run, made at every change, takes the one that the tests
    // have made, and keeps guard.
    let build = if rest.iter().any(|a| a == "--small") { Build::Tests } else { Build::Release };
    machine::packages(machine::FOR_WINDOW)?;
    machine::packages(machine::FOR_TESTS)?;
    let measures = build.made("Build the measures", "bench", TRIALS)?;
    step("Measure the books", advice, Command::new(measures).args(rest).current_dir(root()))?;
    let window = build_window(build)?;
    build.made("Build an empty window", "parcours-window", &["--example", "empty"])?;
    let empty = window.with_file_name("examples").join(format!("empty{}", env::consts::EXE_SUFFIX));
    let mut measure = build.cargo("test");
    measure.args(["--workspace", "--test", "window", "--", "--nocapture", "measure"]);
    step(
        "Measure the window",
        AFTER_TESTS,
        measure.env("PARCOURS_WINDOW", window).env("PARCOURS_EMPTY", empty),
    )
}

fn torture(rest: &[String]) -> Done {
    // Without it, the trials that need it say that they were not run.
    if let Err(stop) = machine::packages(machine::FOR_TORTURE) {
        println!("  {} {}", stop.reason, stop.advice);
    }
    machine::packages(machine::FOR_BOOKS)?;
    let program = Build::Tests.made("Build the command line", "parcours", &[])?;
    let trials = Build::Tests.made("Build the trials", "torture", TRIALS)?;
    let advice = "Each fault above names its point: `cargo xtask torture --only POINT` does it again.";
    step("Try to break the books", advice, Command::new(trials).arg(program).args(rest).current_dir(root()))
}

fn fuzz(rest: &[String]) -> Done {
    machine::packages(machine::FOR_BOOKS)?;
    let advice = "What broke a reader is kept in target/fuzz, under its number.";
    // Their own checks of arithmetic on, as when it counts.
    let readers = Build::Tests.made("Build the readers", "fuzz", TRIALS)?;
    step("Change files at random", advice, Command::new(readers).args(rest).current_dir(root()))
}

fn types() -> Done {
    machine::packages(machine::FOR_BOOKS)?;
    let written = root().join("ui/src/generated/surface.ts");
    let program = Build::Tests.made("Build the command line", "parcours", &[])?;
    let mut asked = Command::new(program);
    let text = quiet("Read the surface", "Read the message above.", asked.args(["surface", "--typescript"]))?;
    if fs::read_to_string(&written).is_ok_and(|kept| kept == text) {
        println!("  ui/src/generated/surface.ts is fresh");
        return Ok(());
    }
    let folder = written.parent().unwrap_or(root());
    fs::create_dir_all(folder).and_then(|()| fs::write(&written, text)).map_err(|error| {
        Stop::new(format!("{} cannot be written: {error}", written.display()), "Free the file and try again.")
    })?;
    println!("  ui/src/generated/surface.ts is written");
    Ok(())
}

/// Builds the page where it changed, then the window that carries it; answers the binary.
fn build_window(build: Build) -> Result<PathBuf, Stop> {
    page::build()?;
    build.made("Build the window", "parcours-window", &[])
}

#[derive(Clone, Copy)]
enum Build {
    Tests,
    Release,
}

impl Build {
    fn cargo(self, command: &str) -> Command {
        match self {
            Build::Tests => locked(&[command]),
            Build::Release => locked(&[command, "--release"]),
        }
    }

    /// Builds a program of the workspace; answers where it is.
    fn made(self, title: &str, program: &str, more: &[&str]) -> Result<PathBuf, Stop> {
        let mut whole = self.cargo(WHOLE[0]);
        whole.args(&WHOLE[1..]).args(["--bin", program]).args(more);
        step(title, "Correct what is listed above.", &mut whole)?;
        Ok(target_folder()?.join(self.folder()).join(format!("{program}{}", env::consts::EXE_SUFFIX)))
    }

    fn folder(self) -> &'static str {
        match self {
            Build::Tests => "debug",
            Build::Release => "release",
        }
    }
}

fn target_folder() -> Result<PathBuf, Stop> {
    Ok(Metadata::of_members()?.target_directory)
}

/// Cargo in this workspace; where nobody watches, the lock file decides alone.
fn locked(arguments: &[&str]) -> Command {
    let mut command = cargo(&arguments[..1]);
    if env::var_os("CI").is_some() {
        command.arg("--locked");
    }
    command.args(&arguments[1..]).current_dir(root());
    command
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package)
}

fn here() -> Result<PathBuf, Stop> {
    env::current_dir().map_err(|error| {
        Stop::new(format!("The current folder cannot be read: {error}"), "Run it from the repository.")
    })
}
