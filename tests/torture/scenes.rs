//! What is tried: each job, and each kind of action, from books made ready for it.

use crate::stand::{Stand, copy};
use base64::Engine as _;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tests::{Books, acceptance, bakery, camille, day, delivered, website};

/// The day of every command.
pub const TODAY: &str = "2026-11-22";

/// The file of the passphrase that every command is told, and the passphrase.
pub const WORD: &str = "word.txt";
pub const PASSPHRASE: &str = "quatre mots tirés au sort";

/// Folders that commands begin with, each made once and copied for each run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
    /// No folder at all.
    Nothing,
    /// Four deals on their way, a backup of the day.
    Worked,
    /// The same, the last backup long ago: the next start makes one.
    Stale,
    /// The same as worked, locked with a passphrase.
    Locked,
    /// Books of an older version.
    Older(u8),
}

/// What a command may leave in the books.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// That one line, or none.
    Line(&'static str),
    /// Nothing: what is in them stays as it is.
    Nothing,
    /// Other books in their place, with one line more.
    Restored,
    /// A whole story where nothing was.
    Story,
}

pub struct Scene {
    pub name: &'static str,
    pub base: Base,
    pub leaves: Leaves,
    /// `{root}` stands for the folder in which the base was copied.
    arguments: Vec<String>,
    pub pace: Pace,
}

/// How long one run takes: of slow ones only some instants are tried, of long ones few.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Quick,
    /// A passphrase is worked out at each start.
    Slow,
    /// A whole story is written.
    Long,
}

impl Scene {
    pub fn command(&self, stand: &Stand, root: &Path) -> std::process::Command {
        let root_text = root.to_string_lossy();
        let arguments: Vec<String> = self.arguments.iter().map(|a| a.replace("{root}", &root_text)).collect();
        stand.command(root, &arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

impl Scene {
    /// The command's words, long ones cut.
    pub fn shown(&self) -> String {
        let words: Vec<String> = self.arguments.iter().map(|word| word.chars().take(60).collect()).collect();
        words.join(" ")
    }
}

pub const BASES: &[Base] =
    &[Base::Nothing, Base::Worked, Base::Stale, Base::Locked, Base::Older(1), Base::Older(2), Base::Older(3)];

/// A deal without a quote in the books of that base.
pub fn open_deal(base: Base) -> Option<i64> {
    matches!(base, Base::Worked | Base::Stale | Base::Locked).then_some(2)
}

pub fn scenes() -> Vec<Scene> {
    let mut all = jobs();
    all.extend(actions());
    all
}

fn scene(name: &'static str, base: Base, leaves: Leaves, arguments: &[&str]) -> Scene {
    let arguments = arguments.iter().map(|a| (*a).to_owned()).collect();
    let pace = match (leaves, base) {
        (Leaves::Story, _) => Pace::Long,
        (_, Base::Locked) => Pace::Slow,
        _ if name == "protect" => Pace::Slow,
        _ => Pace::Quick,
    };
    Scene { name, base, leaves, arguments, pace }
}

fn jobs() -> Vec<Scene> {
    let identity = camille().to_string();
    vec![
        scene("first start", Base::Nothing, Leaves::Nothing, &["ask", "books"]),
        scene(
            "first action",
            Base::Nothing,
            Leaves::Line("set_identity"),
            &["act", "set_identity", &identity],
        ),
        scene("backup", Base::Stale, Leaves::Nothing, &["backup"]),
        scene("restore", Base::Worked, Leaves::Restored, &["restore", "{root}/given.sqlite"]),
        scene("verify", Base::Worked, Leaves::Nothing, &["verify"]),
        scene(
            "export",
            Base::Worked,
            Leaves::Nothing,
            &["export", "quote", "D-2026-0001", "--out", "{root}/devis.pdf"],
        ),
        scene(
            "protect",
            Base::Worked,
            Leaves::Nothing,
            &["protect", "--new-passphrase-file", "{root}/word.txt"],
        ),
        scene("unprotect", Base::Locked, Leaves::Nothing, &["unprotect"]),
        scene("locked backup", Base::Locked, Leaves::Nothing, &["backup"]),
        scene("migration from 1", Base::Older(1), Leaves::Nothing, &["ask", "books"]),
        scene("migration from 2", Base::Older(2), Leaves::Nothing, &["ask", "books"]),
        scene("migration from 3", Base::Older(3), Leaves::Nothing, &["ask", "books"]),
        scene("demo", Base::Nothing, Leaves::Story, &["demo"]),
    ]
}

fn actions() -> Vec<Scene> {
    let file = base64::engine::general_purpose::STANDARD.encode(
        "Société,Contact,E-mail,CP\nLumen,Hugo,hugo@lumen.example,44000\nAtelier Zoé,Zoé,zoe@atelier.example,29200\n",
    );
    let paid = json!({"invoice": 2, "amount": "450,00", "received_on": TODAY, "method": "transfer"});
    let done: Vec<(&'static str, Base, Value)> = vec![
        ("add_client", Base::Worked, bakery()),
        ("add_note", Base::Worked, json!({"deal": 2, "kind": "note", "text": "Rappeler lundi."})),
        (
            "import_clients",
            Base::Worked,
            json!({"file": {"name": "contacts.csv", "base64": file}, "rows": [2, 3]}),
        ),
        ("set_identity", Base::Worked, camille()),
        ("publish_terms", Base::Worked, json!({"text": "Article 1. Le client paie à réception."})),
        ("set_preferences", Base::Worked, json!({"backup_folder": "{root}/chosen"})),
        ("open_deal", Base::Worked, json!({"client": 1, "title": "Carte"})),
        ("send_quote", Base::Worked, quote(2)),
        ("accept_quote", Base::Worked, signed(2)),
        ("issue_deposit_invoice", Base::Worked, json!({"order": 2})),
        ("issue_balance_invoice", Base::Worked, json!({"order": 1})),
        ("record_payment", Base::Worked, paid),
        ("credit_invoice", Base::Worked, json!({"invoice": 2, "amount": "", "reason": "Erreur"})),
        ("send_quote", Base::Stale, quote(2)),
        ("send_quote", Base::Locked, quote(2)),
    ];
    done.into_iter()
        .map(|(action, base, payload)| {
            let name = match base {
                Base::Stale => "send_quote after a backup",
                Base::Locked => "send_quote, locked",
                Base::Nothing | Base::Worked | Base::Older(_) => action,
            };
            scene(name, base, Leaves::Line(action), &["act", action, &payload.to_string()])
        })
        .collect()
}

/// A quote to send, as a payload.
pub fn quote(deal: i64) -> Value {
    json!({"deal": deal, "content": website(), "method": "email"})
}

fn signed(quote: i64) -> Value {
    let mut payload = acceptance(quote);
    payload["signed_on"] = json!(TODAY);
    payload
}

/// Makes the folder of a base; answers where it stands.
pub fn make(base: Base, place: &Path) -> PathBuf {
    let root = place.join(format!("{base:?}"));
    let data = root.join("data");
    match base {
        Base::Nothing => std::fs::create_dir_all(&root).expect("a folder"),
        Base::Older(version) => {
            std::fs::create_dir_all(&data).expect("a folder");
            let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
            std::fs::copy(fixtures.join(format!("schema-{version}.sqlite")), books::file::path(&data))
                .expect("the fixture");
        }
        Base::Worked | Base::Stale | Base::Locked => {
            std::fs::create_dir_all(&root).expect("a folder");
            let books = worked();
            let door = books.on(day(11, 21));
            door.job("backup", json!({}));
            let given = door.ask("books", json!({}))["backups"][0]["path"].as_str().map(str::to_owned);
            std::fs::copy(given.expect("a backup"), root.join("given.sqlite")).expect("a copy of it");
            drop(door);
            // The backup to restore does not know this last one.
            books.on(day(11, 21)).done("send_quote", quote(3));
            drop(std::fs::remove_dir_all(books.folder().join("backups")));
            if base != Base::Stale {
                books.on(tests::day(11, 22)).job("backup", json!({}));
            }
            if base == Base::Locked {
                books.on(tests::day(11, 22)).job("protect", json!({"passphrase": PASSPHRASE}));
            }
            copy(books.folder(), &data);
        }
    }
    std::fs::write(root.join(WORD), PASSPHRASE).expect("the passphrase");
    root
}

/// A deal delivered, one without a quote, two quotes of which one is in the backup alone, an order without an invoice,
/// an invoice to be paid.
fn worked() -> Books {
    let books = Books::camille();
    delivered(&books);
    let door = books.on(day(11, 20));
    let opened = |title: &str| door.done("open_deal", json!({"client": 1, "title": title}));
    for title in ["Affiche", "Dépliant", "Enseigne"] {
        opened(title);
    }
    door.done("send_quote", quote(4));
    for (title, invoiced) in [("Carte", false), ("Menu", true)] {
        let sent = door.done("send_quote", quote(opened(title)));
        let mut yes = acceptance(sent);
        yes["signed_on"] = json!("2026-11-20");
        let order = door.done("accept_quote", yes);
        if invoiced {
            door.done("issue_deposit_invoice", json!({"order": order}));
        }
    }
    books
}
