//! The folder that one's bank statements come to: what stands in it is looked at, and read when one says so.
//!
//! Invariant: a file is only ever read; a link is not followed; nothing is imported without the user.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use books::entry::{Empty, FileBytes, Watch};
use books::error::Result;
use books::house::House;
use books::seal::hash_bytes;
use incoming::statement::found::{BankFile, MOST_BYTES};
use incoming::statement::{may_be_statement, read_statement, table_titles};
use journey::bank::watched::unread;
use questions::bank::watched::{FileStamp, FolderLook, SeenFile, SeenReading, keep_look, last_look};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use ts_rs::TS;
use values::refusal::Refusal;

/// Most files of a folder, the latest: older ones were seen long ago, or are none that one waits for.
const MOST_FILES: usize = 20_000;
/// What one look opens and reads at most; the next goes on.
const MOST_OPENED: usize = 1_000;
const MOST_READ: u64 = 96 * 1024 * 1024;
/// The first bytes, by which most files are known to be no statement.
const HEAD: u64 = 8 * 1024;
/// An archive of statements is small; one of pictures is not opened.
const MOST_ARCHIVE: u64 = 8 * 1024 * 1024;

/// What a look at the folder came to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct FolderLooked {
    /// Something is to be asked again.
    pub changed: bool,
    /// Files are left for the next look.
    pub more: bool,
}

/// One file that was found.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadFound {
    /// Its SHA-256, as it was told.
    pub hash: String,
}

/// Looks at the folder that was chosen.
pub fn look(house: &House, _: Empty, watch: Watch) -> Result<FolderLooked> {
    let asked = house.ask("watched_folder", json!({})).map_err(|failure| failure.again())?;
    let folder = asked["folder"].as_str().unwrap_or_default();
    let books = house.folder()?;
    let before = last_look(&books);
    let mut now = FolderLook { folder: folder.to_owned(), ..FolderLook::default() };
    let mut more = false;
    if !folder.is_empty() {
        let known = if before.folder == folder { before.seen.clone() } else { BTreeMap::new() };
        match files(Path::new(folder)) {
            Ok(found) => more = seen(Path::new(folder), found, &known, &mut now, watch),
            Err(error) => now.trouble = Some(unread(error.kind()).to_owned()),
        }
    }
    let changed = shown(&before) != shown(&now);
    keep_look(&books, now);
    Ok(FolderLooked { changed, more })
}

/// What people see of a look.
fn shown(look: &FolderLook) -> (&str, Option<&str>, Vec<(&String, &SeenFile)>) {
    let files = look.seen.iter().filter_map(|(name, (_, seen))| Some((name, seen.as_ref()?)));
    (&look.folder, look.trouble.as_deref(), files.collect())
}

/// The files of a folder and how they stand, the latest first; neither what is hidden nor what is still being downloaded.
fn files(folder: &Path) -> std::io::Result<Vec<(String, FileStamp)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        // What goes away while it is looked at is not there.
        let Ok(entry) = entry else { continue };
        let Ok(name) = entry.file_name().into_string() else { continue };
        let begun = [".crdownload", ".part", ".partial", ".download", ".tmp"];
        if name.starts_with('.') || begun.iter().any(|end| name.to_lowercase().ends_with(end)) {
            continue;
        }
        let Ok(metadata) = entry.metadata() else { continue };
        if metadata.is_file() {
            found.push((name, stamp(&metadata)));
        }
    }
    found.sort_by(|one, other| (other.1.1, &one.0).cmp(&(one.1.1, &other.0)));
    found.truncate(MOST_FILES);
    Ok(found)
}

fn stamp(metadata: &Metadata) -> FileStamp {
    (metadata.len(), metadata.modified().ok())
}

/// Reads what is new or changed; answers whether some is left.
fn seen(
    folder: &Path,
    found: Vec<(String, FileStamp)>,
    known: &BTreeMap<String, (FileStamp, Option<SeenFile>)>,
    now: &mut FolderLook,
    watch: Watch,
) -> bool {
    let (mut opened, mut read, mut left) = (0, 0, false);
    let all = i64::try_from(found.len()).unwrap_or(i64::MAX);
    for (at, (name, stamp)) in (0..).zip(found) {
        if let Some(same) = known.get(&name).filter(|(before, _)| *before == stamp) {
            now.seen.insert(name, same.clone());
            continue;
        }
        if opened >= MOST_OPENED || read >= MOST_READ || !watch(at, all) {
            left = true;
            continue;
        }
        opened += 1;
        // Where it changed meanwhile, or cannot be read, the next look tries again.
        if let Ok(Some((bytes, file))) = looked_at(&folder.join(&name), stamp) {
            read += bytes;
            now.seen.insert(name, (stamp, file));
        }
    }
    left
}

/// Bytes read of a file, and what it is; none where it changes while it is read.
fn looked_at(path: &Path, before: FileStamp) -> std::io::Result<Option<(u64, Option<SeenFile>)>> {
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    if before.0 == 0 || before.0 > most {
        return Ok(Some((0, None)));
    }
    let mut file = opened(path)?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut bytes)?;
    let archive = bytes.starts_with(b"PK");
    if !may_be_statement(&bytes) || (archive && before.0 > MOST_ARCHIVE) {
        return Ok(Some((before.0.min(HEAD), None)));
    }
    file.by_ref().take(most).read_to_end(&mut bytes)?;
    let whole = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if whole != before.0 || stamp(&file.metadata()?) != before {
        return Ok(None);
    }
    Ok(Some((whole, understood(&bytes))))
}

/// A file that is one, not a link to one, nor a pipe that would never end.
fn opened(path: &Path) -> std::io::Result<File> {
    if !path.symlink_metadata()?.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    File::open(path)
}

/// What may be imported of it; none of what is no statement.
fn understood(bytes: &[u8]) -> Option<SeenFile> {
    let reading = match read_statement(bytes, None) {
        Ok(file) => statement(file)?,
        Err(_) => SeenReading::Table { titles: table_titles(bytes)? },
    };
    Some(SeenFile { hash: hash_bytes(bytes), reading })
}

fn statement(file: BankFile) -> Option<SeenReading> {
    let lines = || file.statements.iter().flat_map(|one| &one.lines).map(|line| line.day);
    let days = lines().min().zip(lines().max());
    days?;
    Some(SeenReading::Statement {
        lines: i64::try_from(lines().count()).unwrap_or(i64::MAX),
        days,
        read_as: file.read_as,
    })
}

/// The bytes of a file that was found, to be imported as one that is dropped.
pub fn read_found(house: &House, payload: ReadFound, _: Watch) -> Result<FileBytes> {
    let look = last_look(&house.folder()?);
    let is = |seen: &Option<SeenFile>| seen.as_ref().is_some_and(|seen| seen.hash == payload.hash);
    let found = look.seen.iter().find(|(_, (_, seen))| is(seen)).map(|(name, _)| name);
    let name = found.ok_or_else(|| Refusal::not_found("Ce relevé"))?;
    let gone = |_| Refusal::at("hash", "Ce fichier n’est plus dans le dossier, ou ne peut plus être lu.");
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    opened(&Path::new(&look.folder).join(name))
        .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        .map_err(gone)?;
    if hash_bytes(&bytes) != payload.hash {
        return Err(Refusal::at("hash", "Ce fichier a changé depuis : il est lu de nouveau.").into());
    }
    Ok(FileBytes { name: name.clone(), base64: STANDARD.encode(&bytes) })
}
