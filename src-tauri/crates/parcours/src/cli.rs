//! The command line: the same door as the window, JSON on stdout.
//!
//! Exit codes: 0 done, 1 internal error, 2 refusal (JSON on stderr), 3 verification failed.
#![allow(clippy::print_stdout, reason = "this is the command line")]

use crate::describe;
use crate::jobs::backup::{self, SaveCopy};
use crate::jobs::demo;
use crate::plan::PLAN;
use books::act::Clock;
use books::error::Error;
use books::failure::Failure;
use books::findings::Finding;
use books::opening::Opening;
use books::reading::Reading;
use books::{file, journal, leftovers, log, seal, vault, verify, whole};
use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use serde_json::{Value, json};
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use values::refusal::{Code, Refusal};

/// Parcours, without its window: the same books, the same actions.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Data folder; yours by default.
    #[arg(long, global = true)]
    data: Option<PathBuf>,
    /// A fixed civil day, YYYY-MM-DD.
    #[arg(long, global = true)]
    today: Option<NaiveDate>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Performs an action of the list.
    Act {
        name: String,
        /// JSON, or - to read it from the standard input.
        payload: Option<String>,
    },
    /// Answers a question of the list.
    Ask { name: String, payload: Option<String> },
    /// Saves or discards work in progress.
    Draft { name: String, payload: Option<String> },
    /// Prints the list with each entry's kind and schemas.
    Surface {
        /// As TypeScript declarations instead.
        #[arg(long)]
        typescript: bool,
    },
    /// Keeps a verified copy of the books.
    Backup,
    /// Puts a backup in place of the books.
    Restore {
        file: PathBuf,
        /// The last number given out in a series, where the replaced books do not know it.
        #[arg(long = "last-number")]
        last_numbers: Vec<String>,
    },
    /// Keeps a verified copy at that path, where nothing stands yet, or in that folder.
    SaveCopy { to: PathBuf },
    /// Re-reads everything and compares it with the journal.
    Verify {
        /// A backup or an issued PDF that the books must agree with.
        #[arg(long)]
        against: Option<PathBuf>,
    },
    /// Fills an empty data folder with a freelancer's fourteen months, to look around.
    Demo {
        /// Another seed, another story.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Writes a sealed paper's exact bytes to a file.
    Export {
        /// `quote` or `invoice`.
        kind: String,
        number: String,
        #[arg(long)]
        out: PathBuf,
        /// Replaces the file that stands there.
        #[arg(long)]
        overwrite: bool,
    },
}

/// Why the command stops, by exit code.
enum Stop {
    Failed(Failure),
    Unverified(Value),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failed(failure)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Failed(if let Error::Refused(refusal) = error {
            Failure::Refused(refusal)
        } else {
            Failure::Internal(error.to_string())
        })
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Failed(Failure::Refused(refusal))
    }
}

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

fn run(arguments: Arguments) -> Result<Value, Stop> {
    if let Verb::Surface { typescript } = arguments.verb {
        return Ok(if typescript { Value::String(describe::typescript()) } else { describe::described() });
    }
    let opening = Opening { data: arguments.data, today: arguments.today };
    if let Ok(folder) = opening.folder() {
        log::start(&folder);
    }
    if let Verb::Demo { seed } = arguments.verb {
        let today = opening.today.unwrap_or_else(|| Clock::default().now("", 0).date());
        let demo = demo::fill(&crate::open, &opening.folder()?, today, seed, &|_, _| true)?;
        return serde_json::to_value(demo).map_err(|e| Error::from(e).into());
    }
    let house = crate::open(opening.clone());
    match arguments.verb {
        Verb::Surface { .. } | Verb::Demo { .. } => Ok(Value::Null),
        Verb::Act { name, payload } => Ok(house.act(&name, parsed(payload)?)?),
        Verb::Ask { name, payload } => Ok(house.ask(&name, parsed(payload)?)?),
        Verb::Draft { name, payload } => Ok(house.draft(&name, parsed(payload)?)?),
        Verb::Backup => Ok(house.job("backup", json!({}))?),
        Verb::Restore { file, last_numbers } => {
            Ok(house.job("restore", json!({"path": file.to_string_lossy(), "last_numbers": last_numbers}))?)
        }
        Verb::SaveCopy { to } => {
            let saved = house.at_work("save_copy", &|_, _| true, |watch| {
                backup::save_copy(&house, SaveCopy { path: to }, watch)
            })?;
            Ok(json!(saved))
        }
        Verb::Verify { against } => {
            let mut report = house.job("verify", json!({}))?;
            if let Some(file) = against
                && let Some(finding) = compare(&opening, &file)?
            {
                report["ok"] = json!(false);
                if let Some(findings) = report["findings"].as_array_mut() {
                    findings.push(json!(finding));
                }
            }
            if report["ok"] == json!(true) { Ok(report) } else { Err(Stop::Unverified(report)) }
        }
        Verb::Export { kind, number, out, overwrite } => {
            let bytes = issued(&opening, &kind, &number)?;
            put(&opening.folder()?, &out, overwrite, &bytes)?;
            Ok(
                json!({"path": out.to_string_lossy(), "bytes": bytes.len(), "sha256": seal::hash_bytes(&bytes)}),
            )
        }
    }
}

/// Writes a file whole or not at all; over another only when told to, never through a link, never among the books.
fn put(data: &Path, out: &Path, overwrite: bool, bytes: &[u8]) -> Result<(), Stop> {
    let told = |e: std::io::Error| Error::folder_at("out", out, &e);
    let folder = match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let place = folder.canonicalize().map_err(told)?;
    if data.canonicalize().is_ok_and(|data| place.starts_with(data)) {
        return Err(Refusal::at(
            "out",
            "Ce dossier est celui de vos livres : enregistrez le document ailleurs.",
        )
        .into());
    }
    if !overwrite && out.symlink_metadata().is_ok() {
        return Err(Refusal::at(
            "out",
            "Il y a déjà un fichier à cet endroit : choisissez un autre nom, ou ajoutez --overwrite.",
        )
        .into());
    }
    leftovers::clear_exports(&place);
    let beside = place.join(format!(".parcours-{}.part", std::process::id()));
    let written = std::fs::File::create_new(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        // A link that stands there is replaced, not followed.
        .and_then(|()| if overwrite { std::fs::rename(&beside, out) } else { whole::placed(&beside, out) });
    let _ = std::fs::remove_file(&beside);
    written.map_err(|e| told(e).into())
}

fn parsed(payload: Option<String>) -> Result<Value, Stop> {
    match payload {
        None => Ok(json!({})),
        // What is too long for a command's argument comes by the standard input.
        Some(text) if text == "-" => {
            let mut text = String::new();
            std::io::stdin().take(MOST_GIVEN + 1).read_to_string(&mut text).map_err(|_| unread())?;
            if u64::try_from(text.len()).is_ok_and(|length| length > MOST_GIVEN) {
                return Err(Refusal::at("payload", "Cette demande dépasse 64 Mo.").into());
            }
            read(&text)
        }
        Some(text) => read(&text),
    }
}

fn read(text: &str) -> Result<Value, Stop> {
    serde_json::from_str(text).map_err(|e| {
        let place = format!("ligne {}, colonne {}", e.line(), e.column());
        Refusal::at("payload", format!("Ce n’est pas du JSON : vérifiez {place}.")).into()
    })
}

/// Most bytes that come by the standard input, or of a PDF to compare with.
const MOST_GIVEN: u64 = 64 * 1024 * 1024;

fn unread() -> Refusal {
    Refusal::at("payload", "L’entrée standard n’est pas un texte en UTF-8.")
}

fn reading(opening: &Opening) -> Result<rusqlite::Connection, Stop> {
    Ok(file::open_reading(&file::path(&opening.folder()?))?)
}

/// Checks the books against a backup's head, or against an issued PDF: the seal it prints, and its very bytes.
fn compare(opening: &Opening, file: &Path) -> Result<Option<Finding>, Stop> {
    let told = |e: std::io::Error| Error::folder_at("against", file, &e);
    let mut given = std::fs::File::open(file).map_err(told)?;
    let mut bytes = Vec::new();
    // A backup may be of any size, and is not read here.
    (&mut given).take(5).read_to_end(&mut bytes).map_err(told)?;
    let connection = reading(opening)?;
    if bytes.starts_with(b"%PDF-") {
        given.take(MOST_GIVEN).read_to_end(&mut bytes).map_err(told)?;
        let Some(seal) = documents::printed_seal(&bytes) else {
            return Err(Refusal::at("against", "Ce PDF ne porte pas de sceau de Parcours.").into());
        };
        return Ok(
            verify::against(&connection, None, &seal)?.or(verify::holds_document(&connection, &bytes)?)
        );
    }
    match file::recognise(file, &PLAN)? {
        Some(_) => {
            let head = journal::head(Reading::of(&file::open_reading(file)?))?;
            Ok(verify::against(&connection, Some(head.seq), &head.seal)?)
        }
        None => Err(Refusal::new(Code::BooksUnusable, "Ce fichier est vide.").into()),
    }
}

/// The sealed bytes of the latest paper of that number.
fn issued(opening: &Opening, kind: &str, number: &str) -> Result<Vec<u8>, Stop> {
    if !matches!(kind, "quote" | "invoice" | "credit_note") {
        return Err(Refusal::at("kind", "Écrivez quote, invoice ou credit_note.").into());
    }
    let connection = reading(opening)?;
    let sha256: Option<String> = rusqlite::OptionalExtension::optional(connection.query_row(
        "SELECT sha256 FROM document WHERE kind = ?1 AND number = ?2 ORDER BY id DESC LIMIT 1",
        [kind, number],
        |r| r.get(0),
    ))
    .map_err(Error::from)?;
    let Some(sha256) = sha256 else { return Err(Refusal::not_found(number).into()) };
    Ok(vault::kept(Reading::of(&connection), &sha256)?)
}
