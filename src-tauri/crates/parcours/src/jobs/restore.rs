//! Restoring: a verified file put in place of the books.
//!
//! Invariant: a restore never makes a number be issued twice, and never throws a file away.

use crate::jobs::staging::{Brought, stage};
use books::act::{Act, Ask, Clock};
use books::backup::{self, STAMP, SUFFIX};
use books::cipher::{self, Keys, Secret};
use books::entry::{FileBytes, Watch};
use books::error::{Error, Result};
use books::house::House;
use books::lock::Lock;
use books::path::beside;
use books::plan::Plan;
use books::reading::Reading;
use books::seal::Head;
use books::{file, journal, transact, unfinished, verify, whole};
use journey::contact::Identity;
use journey::number;
use journey::number::Series;
use journey::past;
use records::number::{Numbers, numbers};
use records::settings::seller;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fs::File;
use std::path::{Path, PathBuf};
use ts_rs::TS;
use values::letters::folded;
use values::refusal::{Code, Refusal};

/// Either a backup of the list by its path, or a file's bytes.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Restore {
    pub path: Option<PathBuf>,
    pub file: Option<FileBytes>,
    /// `F-2026-0012`…: the last number of each series given out, only when asked for.
    pub last_numbers: Vec<String>,
    /// The passphrase or recovery code of a locked backup, where the books in use have another.
    pub passphrase: Option<String>,
    /// They are another firm's than the books that they replace, only when asked for.
    pub other_firm: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Restored {
    /// Where the replaced books were put; empty if there were none.
    pub kept_aside: String,
    pub message: String,
}

pub fn restore(house: &House, payload: Restore, watch: Watch) -> Result<Restored> {
    if house.is_away() {
        return Err(Refusal::not_now(
            "Vous regardez la démonstration : revenez à vos données avant de restaurer une sauvegarde.",
        )
        .into());
    }
    let (plan, folder) = (house.plan(), house.folder()?);
    let keys = match payload.passphrase.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
        Some(typed) => {
            let secret =
                Secret::typed(typed).map_err(|refusal| Refusal::at("passphrase", refusal.message))?;
            house.keys().and(secret)
        }
        None => house.keys().clone(),
    };
    if file::path(&folder).is_symlink() {
        return Err(Refusal::not_now(format!(
            "Le fichier de vos données ({}) est un lien, qu’une restauration remplacerait : mettez-y le fichier lui-même, ou restaurez dans le dossier où il se trouve.",
            file::path(&folder).display()
        ))
        .into());
    }
    std::fs::create_dir_all(&folder).map_err(|e| Error::folder(&folder, &e))?;
    // Books that are shut hold no lock: what is staged beside them is held by one all the same.
    let hold = house.shut().and_then(|_| Lock::shared(&folder).ok());
    let staged = unfinished::named(&folder, unfinished::STAGED, ".sqlite");
    let brought = Brought {
        path: payload.path.as_deref(),
        bytes: payload.file.as_ref(),
        passphrase: payload.passphrase.is_some(),
    };
    let done = stage((plan, &keys), &brought, &staged, watch)
        .and_then(|()| lock_alike(&keys, &file::path(&folder), &staged))
        .and_then(|()| {
            drop(hold);
            // What opens the file that takes the place is known before the books are entered again.
            if let Some(key) = keys.of(&staged)? {
                house.keys().hold(&key);
            }
            let (was, is) = (cipher::is_locked(&file::path(&folder)), cipher::is_locked(&staged));
            let mut restored =
                house.alone(|folder| replace((plan, &keys), folder, &staged, &payload, house.clock()))?;
            match (was, is) {
                (false, true) => restored.message += " Vos données s’ouvrent désormais avec la phrase secrète de cette sauvegarde.",
                (true, false) => restored.message += " Vos données ne sont plus protégées par une phrase secrète : protégez-les de nouveau dans Réglages, Données.",
                (true, true) | (false, false) => {}
            }
            Ok(restored)
        });
    for leftover in ["", "-wal", "-shm", "-journal", LOCKED] {
        let _ = std::fs::remove_file(beside(&staged, leftover));
    }
    done
}

/// Ends the name of what is staged while it is being locked.
const LOCKED: &str = ".locked";

/// Locks what is to be restored as the books are that it replaces; where they are open or cannot be opened, it stays
/// as the backup was.
fn lock_alike(keys: &Keys, current: &Path, staged: &Path) -> Result<()> {
    let Ok(Some(key)) = keys.of(current) else { return Ok(()) };
    if keys.of(staged)?.is_some_and(|held| held.is(&key)) {
        return Ok(());
    }
    let again = beside(staged, LOCKED);
    let written = cipher::rewrite(keys, staged, &again, Some(&key));
    written.and_then(|()| Ok(std::fs::rename(&again, staged)?))
}

/// Puts the staged file in place of the books, with its line and floors already written; keeps the old file aside.
fn replace(
    (plan, keys): (&Plan, &Keys),
    folder: &Path,
    staged: &Path,
    payload: &Restore,
    clock: Clock,
) -> Result<Restored> {
    let current = file::path(folder);
    let (brought, restored_head, chain, firm) = {
        let copied = file::open_aside(staged, keys)?;
        let head = journal::head(Reading::of(&copied))?;
        (numbers(&copied)?, head, backup::origin(&copied)?, firm(&copied)?)
    };
    let old = Replaced::read(plan, keys, &current, &restored_head);
    if let Some(old) = old.as_ref().filter(|old| !payload.other_firm && !old.knows && old.chain != chain) {
        same_firm(old.firm.as_ref(), firm.as_ref())?;
    }
    let known = old.as_ref().is_some_and(|old| old.knows);
    let typed = typed_numbers(&payload.last_numbers)?;
    if !known {
        missing_numbers(&brought, &typed)?;
    }
    let mut old_numbers = old.as_ref().map(|old| old.numbers.clone()).unwrap_or_default();
    let later = later_backups(keys, folder, &chain);
    for ((series, year), n) in typed.into_iter().chain(later) {
        raise(&mut old_numbers, (series, year), n);
    }
    let returned = old.as_ref().map_or(0, |old| old.erased_since);
    let was_empty = old.as_ref().is_some_and(|old| old.head.seq == 0);
    let (old_head, before) = old.map(|old| (old.head, old.before)).unzip();
    let line = json!({
        "replaced": old_head.as_ref().map(|h| json!({"seq": h.seq, "seal": h.seal})),
        "before": before.unwrap_or_default(),
        "restored": {"seq": restored_head.seq, "seal": restored_head.seal},
        "numbers": old_numbers.iter().map(|((series, year), n)| json!({"series": series, "year": year, "n": n})).collect::<Vec<_>>(),
    });
    transact::transact_in(staged, (plan, keys), clock, "books_restored", &line, resume)?;
    File::open(staged)?.sync_all()?;

    let stamp = clock.now("", restored_head.seq).format(STAMP);
    let mut aside = folder.join(format!("books-before-restore-{stamp}{SUFFIX}"));
    let mut again = 2;
    while aside.exists() {
        aside = folder.join(format!("books-before-restore-{stamp}-{again}{SUFFIX}"));
        again += 1;
    }
    let mut kept_aside = String::new();
    if current.exists() {
        kept_aside = aside.display().to_string();
        for suffix in ["-wal", "-shm"] {
            let log = beside(&current, suffix);
            if log.exists() {
                std::fs::rename(&log, beside(&aside, suffix))?;
            }
        }
        // A second name, then one rename over the first: at no moment is the folder without books.
        if std::fs::hard_link(&current, &aside).is_err() && std::fs::copy(&current, &aside).is_err() {
            std::fs::rename(&current, &aside)?;
        }
        File::open(folder)?.sync_all()?;
    }
    transact::crash_point("before_replace");
    std::fs::rename(staged, &current)?;
    whole::settled(folder);
    let mut message = "Sauvegarde restaurée et vérifiée.".to_owned();
    if !kept_aside.is_empty() && !was_empty {
        message += &format!(" Vos données d’avant sont gardées : {kept_aside}.");
    }
    if returned > 0 {
        message += " Les données personnelles que vous aviez effacées depuis cette sauvegarde sont revenues : effacez-les de nouveau.";
    }
    Ok(Restored { kept_aside, message })
}

/// The books about to be replaced, where they can be read.
struct Replaced {
    numbers: Numbers,
    head: Head,
    /// They go on from the file that takes their place, or were put in place of it: they know its every number.
    knows: bool,
    /// Where the books ended whose place they took, and those before.
    before: Vec<String>,
    /// Erasures since the file that takes their place: what they erased comes back with it.
    erased_since: i64,
    /// Their first seal, and whose they are.
    chain: Option<String>,
    firm: Option<Identity>,
}

/// Whose books these are, once they said so.
fn firm(db: &rusqlite::Connection) -> Result<Option<Identity>> {
    seller(&Ask::of(Reading::of(db), chrono::NaiveDate::default()))
}

/// Books of one firm take the place of another's only where that is said.
fn same_firm(replaced: Option<&Identity>, brought: Option<&Identity>) -> Result<()> {
    let (Some(replaced), Some(brought)) = (replaced, brought) else { return Ok(()) };
    let known = |one: &Identity| one.siret.get(..9).map(str::to_owned);
    let same = match (known(replaced), known(brought)) {
        (Some(one), Some(other)) => one == other,
        (None, _) | (_, None) => folded(&replaced.full_name()) == folded(&brought.full_name()),
    };
    if same {
        return Ok(());
    }
    let named = |one: &Identity| match known(one) {
        Some(siren) => format!("{} (SIREN {siren})", one.full_name()),
        None => one.full_name(),
    };
    Err(Refusal {
        field: Some("other_firm".to_owned()),
        ..Refusal::new(
            Code::AnotherFirm,
            format!(
                "Cette sauvegarde est celle de {}, et vos données sont celles de {} : dites que c’est bien elle que vous voulez à leur place.",
                named(brought),
                named(replaced)
            ),
        )
    }
    .into())
}

/// The heads of the books whose place these took, one restore after the other.
fn replaced_before(db: &rusqlite::Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare(
        "SELECT b.body FROM journal j JOIN journal_body b ON b.seq = j.seq WHERE j.action = 'books_restored'",
    )?;
    let mut rows = statement.query([])?;
    let mut seals = Vec::new();
    while let Some(r) = rows.next()? {
        let body: Value = serde_json::from_str(&r.get::<_, String>("body")?)?;
        let payload = &body["payload"];
        let also = payload["before"].as_array().into_iter().flatten();
        seals.extend(also.chain([&payload["replaced"]["seal"]]).filter_map(Value::as_str).map(str::to_owned));
    }
    Ok(seals)
}

fn erased_after(db: &rusqlite::Connection, seq: i64) -> Result<i64> {
    let sql = "SELECT count(*) FROM journal_body WHERE seq > ?1 AND json_type(body, '$.erased') = 'array'";
    Ok(db.query_row(sql, [seq], |r| r.get(0))?)
}

impl Replaced {
    fn read(plan: &Plan, keys: &Keys, path: &Path, brought: &Head) -> Option<Replaced> {
        file::recognise(path, plan, keys).ok()??;
        let connection = file::open_aside(path, keys).ok()?;
        let whole: String = connection.query_row("PRAGMA integrity_check(1)", [], |r| r.get(0)).ok()?;
        if whole != "ok" {
            return None;
        }
        let before = replaced_before(&connection).ok()?;
        let goes_on = verify::against(&connection, Some(brought.seq), &brought.seal).ok()?.is_none();
        Some(Replaced {
            numbers: numbers(&connection).ok()?,
            head: journal::head(Reading::of(&connection)).ok()?,
            erased_since: if goes_on { erased_after(&connection, brought.seq).ok()? } else { 0 },
            knows: goes_on || before.contains(&brought.seal),
            before,
            chain: backup::origin(&connection).ok()?,
            firm: firm(&connection).ok()?,
        })
    }
}

/// The higher of what was known and what is told now.
fn raise(numbers: &mut Numbers, series: (String, i32), n: i64) {
    let highest = numbers.entry(series).or_insert(0);
    *highest = n.max(*highest);
}

/// Numbers of the backups of the same books that lie in their folder: some may be later than the one restored.
fn later_backups(keys: &Keys, folder: &Path, chain: &Option<String>) -> Numbers {
    let mut found = Numbers::new();
    for (_, _, path) in backup::list(&backup::place("", folder)) {
        if chain.is_none() || backup::chain_of(&path, keys) != *chain {
            continue;
        }
        let Some(there) = file::open_reading(&path, keys).ok().and_then(|c| numbers(&c).ok()) else {
            continue;
        };
        for (series, n) in there {
            raise(&mut found, series, n);
        }
    }
    found
}

/// Every series that the backup gave numbers of must be told of, where nothing else knows what was given since.
fn missing_numbers(brought: &Numbers, typed: &Numbers) -> Result<()> {
    let told = |series: &str| typed.keys().any(|(known, _)| known == series);
    let mut asked: Vec<&str> = brought.keys().map(|(series, _)| series.as_str()).collect();
    asked.dedup();
    let missing: Vec<String> = asked
        .into_iter()
        .filter(|series| !told(series))
        .filter_map(|series| {
            let ((_, year), n) = brought.iter().rfind(|((known, _), _)| known == series)?;
            Some(number::written(Series::from_prefix(series)?, *year, *n))
        })
        .collect();
    if missing.is_empty() && !(typed.is_empty() && brought.is_empty()) {
        return Ok(());
    }
    let held = if missing.is_empty() {
        "Sans aucun numéro donné, écrivez F-2026-0000.".to_owned()
    } else {
        format!("La sauvegarde va jusqu’à {}.", missing.join(", "))
    };
    Err(Refusal {
        field: Some("last_numbers".to_owned()),
        ..Refusal::new(
            Code::LastNumbersNeeded,
            format!(
                "Rien ici ne dit quels numéros ont été donnés depuis cette sauvegarde : indiquez le dernier de chaque série (factures, devis, commandes, avoirs), pour qu’aucun ne serve deux fois. {held}"
            ),
        )
    }
    .into())
}

fn typed_numbers(typed: &[String]) -> Result<Numbers> {
    let mut found = Numbers::new();
    for (i, text) in typed.iter().enumerate() {
        let at = |message: String| Refusal::at(format!("last_numbers[{i}]"), message);
        let shown: String = text.chars().take(40).collect();
        let Some((series, year, n)) = number::read(text) else {
            return Err(at(format!("« {shown} » n’est pas un numéro de Parcours, comme F-2026-0012.")).into());
        };
        if n > past::MOST {
            return Err(at(format!("« {shown} » est trop grand : vérifiez ce numéro.")).into());
        }
        raise(&mut found, (series.prefix().to_owned(), year), n);
    }
    Ok(found)
}

/// The line of a restore: each series resumes after the highest number found in either file, and no message that waited
/// leaves by itself.
fn resume(act: &Act, payload: &Value) -> Result<i64> {
    actions::outbox::hand::doubt_all(act)?;
    let known = numbers(act.db)?;
    for item in payload["numbers"].as_array().into_iter().flatten() {
        let (Some(series), Some(year), Some(n)) =
            (item["series"].as_str(), item["year"].as_i64(), item["n"].as_i64())
        else {
            continue;
        };
        let year = i32::try_from(year).unwrap_or_default();
        let here = known.get(&(series.to_owned(), year)).copied().unwrap_or(0);
        if Series::from_prefix(series).is_some() && n > here {
            act.db.execute(
                "INSERT INTO series_floor (series, year, n, reason) VALUES (?1, ?2, ?3, 'restored')",
                params![series, year, n],
            )?;
        }
    }
    Ok(0)
}
