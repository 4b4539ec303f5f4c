//! The command line: the same door as the window, JSON on stdout.
//!
//! Exit codes: 0 done, 1 internal error, 2 refusal (JSON on stderr), 3 verification failed.
#![allow(clippy::print_stdout, reason = "this is the command line")]

use crate::cli::arguments::{Arguments, Entry, ImportVerb, Verb};
use crate::cli::papers::{compare, put};
use crate::cli::stop::Stop;
use crate::cli::typed::{given, line_of, passphrase};
use crate::describe;
use crate::jobs::backup::{self, SaveCopy};
use crate::jobs::restore::{Restore, restore};
use crate::jobs::{demo, protection};
use books::act::Clock;
use books::cipher::Secret;
use books::error::Error;
use books::failure::Failure;
use books::opening::Opening;
use books::{log, private};
use clap::Parser as _;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use values::refusal::{Code, Refusal};

mod arguments;
mod bank;
mod book;
mod court;
mod einvoices;
mod export;
mod outbox;
mod papers;
mod stop;
mod typed;

/// Does what the process's arguments say.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no failure; anything else was mistyped.
            if error.use_stderr() {
                let _ = writeln!(std::io::stderr(), "{}", json!(mistyped(&error)));
                return ExitCode::from(2);
            }
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
    };
    match run(arguments) {
        Ok(answer) => print(&answer),
        Err(Stop::Unverified(report)) => {
            print(&report);
            ExitCode::from(3)
        }
        Err(Stop::Undone(told)) => {
            print(&told);
            ExitCode::from(2)
        }
        Err(Stop::Failed(failure)) => {
            let code = match &failure {
                Failure::Refused(_) => 2,
                Failure::Internal(_) => 1,
            };
            let text = match failure {
                Failure::Refused(refusal) => json!(refusal),
                Failure::Internal(sentence) => json!({"internal": sentence}),
            };
            let _ = writeln!(std::io::stderr(), "{text}");
            ExitCode::from(code)
        }
    }
}

/// What was not understood of a command.
fn mistyped(error: &clap::Error) -> Refusal {
    use clap::error::{ContextKind, ContextValue};
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.chars().take(60).collect::<String>()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(" ")),
        _ => None,
    };
    let argument = said(ContextKind::InvalidArg).or_else(|| said(ContextKind::InvalidSubcommand));
    let what = [argument.clone(), said(ContextKind::InvalidValue)];
    let what: Vec<String> = what.into_iter().flatten().collect();
    let shown = if what.is_empty() { String::new() } else { format!(" (« {} »)", what.join(" ")) };
    Refusal {
        field: argument
            .map(|name| name.trim_start_matches('-').split([' ', '=']).next().unwrap_or_default().to_owned()),
        ..Refusal::new(
            Code::Invalid,
            format!("Cette commande n’a pas été comprise{shown} : voyez « parcours --help »."),
        )
    }
}

/// A reader that went away (a closed pipe, a full disk) is an internal error, not a panic.
fn print(answer: &Value) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let written = if let Value::String(text) = answer {
        out.write_all(text.as_bytes())
    } else {
        serde_json::to_string_pretty(answer)
            .map_err(std::io::Error::other)
            .and_then(|text| writeln!(out, "{text}"))
    };
    match written.and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(1),
    }
}

/// Opens locked books with what was told, and answers it.
fn opened(house: &crate::House, arguments: &Arguments) -> Result<String, Stop> {
    let secret = passphrase(arguments.passphrase_file.as_deref())?;
    if let Some(secret) = &secret {
        let secret = Secret::typed(secret)?;
        let unlocked = house.unlock(secret.clone());
        // What takes the place of the books may be what the phrase is for.
        if matches!(arguments.verb, Verb::Restore { .. }) {
            house.keys().learn(secret);
        } else if house.shut().is_some_and(|failure| failure.is(Code::Locked)) {
            unlocked?;
        }
    }
    Ok(secret.unwrap_or_default())
}

/// What needs no books.
fn without_books(verb: &Verb) -> Option<Result<Value, Stop>> {
    if let Verb::CheckFile { file } = verb {
        return Some(court::check(file));
    }
    if let Verb::Check { files } = verb {
        return Some(einvoices::check(files));
    }
    let Verb::Surface { typescript } = verb else { return None };
    Some(Ok(if *typescript { Value::String(describe::typescript()) } else { describe::described() }))
}

/// Looking at a bank's file begins no books.
fn looked_at(verb: &Verb, opening: &Opening) -> Option<Result<Value, Stop>> {
    let Verb::Import { what: ImportVerb::Bank, file, account, preview: true } = verb else { return None };
    let begun = opening.folder().is_ok_and(|folder| folder.join(books::file::FILE).exists());
    (!begun).then(|| bank::looked_at(file, account.as_deref()))
}

fn run(arguments: Arguments) -> Result<Value, Stop> {
    let opening = Opening { data: arguments.data.clone(), today: arguments.today };
    if let Some(done) = without_books(&arguments.verb).or_else(|| looked_at(&arguments.verb, &opening)) {
        return done;
    }
    if let Ok(folder) = opening.folder() {
        log::start(&folder);
    }
    if let Verb::Demo { seed } = arguments.verb {
        let today = opening.today.unwrap_or_else(|| Clock::default().now("", 0).date());
        let demo = demo::fill(&crate::open, &opening.folder()?, today, seed, &|_, _| true)?;
        return serde_json::to_value(demo).map_err(|e| Error::from(e).into());
    }
    let house = crate::enter(opening.clone());
    let current = opened(&house, &arguments)?;
    house.backup_if_old();
    match arguments.verb {
        Verb::Surface { .. } | Verb::Demo { .. } | Verb::CheckFile { .. } | Verb::Check { .. } => {
            Ok(Value::Null)
        }
        Verb::Import { what: ImportVerb::Bank, file, account, preview } => {
            bank::import(&house, &file, account.as_deref(), preview)
        }
        Verb::Act(Entry { name, payload }) => Ok(house.act(&name, given(&name, payload)?)?),
        Verb::Ask(Entry { name, payload }) => Ok(house.ask(&name, given(&name, payload)?)?),
        Verb::Draft(Entry { name, payload }) => Ok(house.draft(&name, given(&name, payload)?)?),
        Verb::Drill => drilled(&house),
        Verb::Backup => Ok(house.job("backup", json!({}))?),
        Verb::Restore { file, last_numbers, backup_passphrase_file, other_firm } => {
            let passphrase =
                backup_passphrase_file.map(|path| line_of("backup_passphrase_file", &path)).transpose()?;
            // Not by way of JSON: a path is not always a text.
            let wanted = Restore { path: Some(file), file: None, last_numbers, passphrase, other_firm };
            Ok(json!(house.at_work("restore", &|_, _| true, |watch| restore(&house, wanted, watch))?))
        }
        Verb::SaveCopy { to } => {
            let saved = house.at_work("save_copy", &|_, _| true, |watch| {
                backup::save_copy(&house, SaveCopy { path: to }, watch)
            })?;
            Ok(json!(saved))
        }
        Verb::Outbox { what, smtp_password_file } => {
            outbox::outbox(&house, what, smtp_password_file.as_deref())
        }
        Verb::Verify { against } => verified(&house, against.as_deref()),
        Verb::Protect { new_passphrase_file } => {
            let passphrase = line_of("new_passphrase_file", &new_passphrase_file)?;
            Ok(house.job("protect", json!({"passphrase": passphrase, "current": current}))?)
        }
        Verb::ProtectCopies => Ok(house.job("protect_copies", json!({}))?),
        Verb::Unprotect => Ok(house.job("unprotect", json!({"current": current}))?),
        Verb::RecoverySheet { out } => {
            let bytes = protection::sheet(&house, &current)?;
            put(&opening.folder()?, &out, false, &bytes)?;
            // It opens everything: nobody else reads it.
            private::file(&out);
            Ok(json!({"path": out.to_string_lossy(), "bytes": bytes.len()}))
        }
        Verb::Export { what, number, from, to, on, out, overwrite } => {
            let data = opening.folder()?;
            if what == court::FILE {
                return court::export(&house, &data, number.as_deref(), &out, overwrite);
            }
            if let Some(done) = book::asked(&house, &data, &what, (&from, &to), (&out, overwrite)) {
                return done;
            }
            if what == export::PERIOD || what == export::ELECTRONIC {
                let period = export::Period::read(&from, &to, house.today()?)?;
                let write = if what == export::PERIOD { export::period } else { export::electronic };
                return write(&house, &data, period, &out, overwrite);
            }
            if what == export::STATEMENT {
                return export::statement(&house, &data, number.as_deref(), &on, (&out, overwrite));
            }
            export::one(&house, &data, &what, number.as_deref(), &out, overwrite)
        }
    }
}

/// Restores the latest copy beside the books, and looks whether it is whole.
fn drilled(house: &crate::House) -> Result<Value, Stop> {
    let drill = house.job("drill", json!({}))?;
    if drill["ok"] == json!(true) { Ok(drill) } else { Err(Stop::Unverified(drill)) }
}

/// Verifies the books, and that they agree with a file where one is named.
fn verified(house: &crate::House, against: Option<&Path>) -> Result<Value, Stop> {
    let mut report = house.job("verify", json!({}))?;
    if let Some(file) = against
        && let Some(finding) = compare(house, file)?
    {
        report["ok"] = json!(false);
        if let Some(findings) = report["findings"].as_array_mut() {
            findings.push(json!(finding));
        }
    }
    if report["ok"] == json!(true) { Ok(report) } else { Err(Stop::Unverified(report)) }
}
