//! Demo: separate books of a freelancer named Camille, with fourteen months of believable business.
//!
//! Invariant: everything is done through the actions of the list, each on its day, so that demo books are books like
//! any other; the same seed and day give the same journal head.

pub mod bank;
pub mod road;
pub mod script;
pub mod story;
pub mod written;

use crate::jobs::demo::bank::{DemoBank, IMPORT};
use crate::jobs::demo::story::Story;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use books::cipher::Keys;
use books::entry::{Empty, Watch};
use books::error::{Error, Result};
use books::file;
use books::house::House;
use books::journal;
use books::opening::Opening;
use books::private;
use books::reading::Reading;
use books::whole;
use chrono::NaiveDate;
use questions::file::{DEMO, is_demo};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use ts_rs::TS;
use values::money::Cents;
use values::refusal::{Code, Refusal};
use values::words;

/// How the demo's books are entered.
pub type Open<'a> = &'a dyn Fn(Opening) -> House;

/// What was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Demo {
    /// The folder that holds the demo's books.
    pub folder: String,
    pub clients: i64,
    pub deals: i64,
    /// The journal's head.
    pub lines: i64,
    pub seal: String,
}

/// Where one is back.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Left {
    pub folder: String,
}

/// Goes over to demo books, made first if there are none of today's; one's own books are left as they are.
pub fn look_around(house: &House, _: Empty, watch: Watch) -> Result<Demo> {
    let own = house.own_folder()?;
    let today = house.today()?;
    let folder = own.join(format!("{DEMO}{today}"));
    let demo = if file::path(&folder).exists() {
        None
    } else {
        let demo = fill(&|opening| house.beside(opening), &folder, today, 1, watch)?;
        // What it was made with: a demo that somebody worked in is nobody's to throw away.
        drop(std::fs::write(folder.join(SEAL), &demo.seal));
        forget_others(&own, &folder);
        Some(demo)
    };
    house.go_to(Some(folder.clone()))?;
    match demo {
        Some(demo) => Ok(demo),
        None => counted(house, &folder),
    }
}

/// Comes back to one's own books.
pub fn leave_demo(house: &House, _: Empty, _: Watch) -> Result<Left> {
    house.go_to(None)?;
    Ok(Left { folder: house.folder()?.to_string_lossy().into_owned() })
}

fn forget_others(own: &Path, kept: &Path) {
    let Ok(entries) = std::fs::read_dir(own) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path != kept && path.is_dir() && is_demo(&path) && is_untouched(&path) {
            // Invented books of another day; one that cannot be removed does no harm.
            drop(std::fs::remove_dir_all(path));
        }
    }
}

/// Beside a demo's books: the seal of the journal as it was made.
const SEAL: &str = "demo.seal";

/// Does that demo still end where it was made? One whose books cannot be read is kept too.
fn is_untouched(folder: &Path) -> bool {
    let made = std::fs::read_to_string(folder.join(SEAL)).ok();
    let now = file::open_reading(&file::path(folder), &Keys::default())
        .and_then(|c| journal::head(Reading::of(&c)));
    made.is_some() && made == now.ok().map(|head| head.seal)
}

fn counted(house: &House, folder: &Path) -> Result<Demo> {
    let head = house.head()?;
    let connection = file::open_reading(&file::path(folder), house.keys())?;
    let (clients, deals) = connection.query_row(
        "SELECT (SELECT count(*) FROM client), (SELECT count(*) FROM deal)",
        [],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    let folder = folder.to_string_lossy().into_owned();
    Ok(Demo { folder, clients, deals, lines: head.seq, seal: head.seal })
}

/// Fills `folder` (made if missing) with demo books whose last day is `today`.
///
/// # Errors
/// A folder that already holds books; a disk that cannot be written. Nothing is left behind then.
pub fn fill(open: Open, folder: &Path, today: NaiveDate, seed: u64, watch: Watch) -> Result<Demo> {
    let place = file::path(folder);
    if std::fs::metadata(&place).is_ok_and(|found| found.len() > 0) {
        return Err(occupied(folder));
    }
    file::may_begin(folder)?;
    // Written aside and moved when whole: a folder never holds half a story.
    let aside = folder.join(format!(".demonstration-{}.part", std::process::id()));
    std::fs::create_dir_all(folder).map_err(|e| Error::folder(folder, &e))?;
    private::folder(folder);
    let cleared = std::fs::remove_dir_all(&aside);
    if aside.exists() {
        cleared.map_err(|e| Error::folder(&aside, &e))?;
    }
    let written = write(open, &aside, today, seed, watch);
    let moved = written.and_then(|demo| {
        // Nothing is ever put over books.
        whole::placed(&file::path(&aside), &place).map_err(|error| {
            if error.kind() == std::io::ErrorKind::AlreadyExists {
                occupied(folder)
            } else {
                Error::folder(folder, &error)
            }
        })?;
        Ok(Demo { folder: folder.to_string_lossy().into_owned(), ..demo })
    });
    // What is left is the empty folder, or what the failure tells of.
    drop(std::fs::remove_dir_all(&aside));
    moved
}

fn occupied(folder: &Path) -> Error {
    Refusal::new(
        Code::Invalid,
        format!(
            "Le dossier {} contient déjà des données : la démonstration a besoin d’un dossier vide.",
            folder.display()
        ),
    )
    .into()
}

fn write(open: Open, folder: &Path, today: NaiveDate, seed: u64, watch: Watch) -> Result<Demo> {
    let story: Story = serde_json::from_str(include_str!("../../../../../assets/demo/camille.json"))?;
    let house = open(Opening { data: Some(folder.to_path_buf()), today: Some(today) });
    let mut ids: BTreeMap<String, i64> = BTreeMap::new();
    let mut bank = DemoBank::of(&story, today);
    let events = script::events(&story, today, seed);
    let of = i64::try_from(events.len()).unwrap_or(i64::MAX);
    for (done, event) in (0..).zip(&events) {
        if !watch(done, of) {
            return Err(Refusal::not_now("La démonstration a été interrompue.").into());
        }
        if event.action == IMPORT {
            bank.tell(&house, &ids, event)?;
            continue;
        }
        let payload = resolved(&house, &ids, event.payload.clone())?;
        let id = if event.action == "save_draft" {
            house.draft(&event.action, payload).map_err(|f| event.refused(f))?;
            0
        } else {
            let done = house.act_on(event.day, &event.action, payload).map_err(|f| event.refused(f))?;
            done["id"].as_i64().unwrap_or_default()
        };
        if let Some(slot) = &event.keep {
            ids.insert(slot.clone(), id);
        }
    }
    let head = house.head()?;
    house.fold().map_err(|failure| failure.again())?;
    Ok(Demo {
        folder: String::new(),
        clients: i64::try_from(story.clients.len()).unwrap_or(i64::MAX),
        deals: i64::try_from(story.deals.len()).unwrap_or(i64::MAX),
        lines: head.seq,
        seal: head.seal,
    })
}

/// A file of the story, by the name behind this mark.
const FILE: &str = "file:";

fn file_of_the_story(marked: &str) -> Result<&'static [u8]> {
    match marked.trim_start_matches(FILE) {
        "2025-017.pdf" => Ok(include_bytes!("../../../../../assets/demo/2025-017.pdf")),
        "brief.pdf" => Ok(include_bytes!("../../../../../assets/demo/brief.pdf")),
        "pv.pdf" => Ok(include_bytes!("../../../../../assets/demo/pv.pdf")),
        other => Err(Error::Broken(format!("demo: no file is called {other}"))),
    }
}

/// Puts what earlier events made in place of its name: `"$deal.3"` is an id, `"$open:invoice.3"` what is still to be
/// paid on that invoice as one would type it, `"quote:$deal.3"` a draft's key.
fn resolved(house: &House, ids: &BTreeMap<String, i64>, value: Value) -> Result<Value> {
    let made = |slot: &str| {
        ids.get(slot).copied().ok_or_else(|| Error::Broken(format!("demo: nothing is called {slot}")))
    };
    Ok(match value {
        Value::String(text) if text.starts_with('$') => {
            let (what, slot) = text[1..].split_once(':').unwrap_or(("", &text[1..]));
            let id = made(slot)?;
            if what.is_empty() {
                json!(id)
            } else {
                let asked = house.ask("invoice", json!({"id": id}));
                let invoice = asked.map_err(|failure| failure.again())?;
                let open = invoice["row"]["open"].as_i64().unwrap_or_default();
                json!(words::plain(Cents(open)))
            }
        }
        Value::String(text) if text.starts_with(FILE) => json!(STANDARD.encode(file_of_the_story(&text)?)),
        Value::String(text) => match text.split_once(":$") {
            Some((head, slot)) => json!(format!("{head}:{}", made(slot)?)),
            None => Value::String(text),
        },
        Value::Array(items) => {
            let items: Result<Vec<Value>> =
                items.into_iter().map(|item| resolved(house, ids, item)).collect();
            Value::Array(items?)
        }
        Value::Object(map) => {
            let map: Result<serde_json::Map<String, Value>> =
                map.into_iter().map(|(key, value)| Ok((key, resolved(house, ids, value)?))).collect();
            Value::Object(map?)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    })
}
