//! Opens a PDF that somebody else made, within bounds.
//!
//! Invariant: what a PDF may make the reader hold or copy is counted, object by object, before it is kept.

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};
use std::collections::BTreeSet;
use std::panic::{catch_unwind, resume_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Most bytes that all compressed objects may unpack to, and that all objects may take as they are read.
const UNPACKED: usize = 192 << 20;
/// Most bytes that one stream may unpack to while the PDF is opened: each two of them may become an object.
const UNPACKED_AT_ONCE: usize = 8 << 20;
/// What one object takes beside its bytes.
const OBJECT: usize = 256;

/// What the reading that goes on has left, and the streams of objects that it has unpacked.
struct Left {
    bytes: usize,
    /// Most bytes that a stream may unpack to.
    share: usize,
    unpacked: BTreeSet<ObjectId>,
}

/// One PDF at a time: the reader asks a plain function, which can hold nothing of its own.
static TURN: Mutex<()> = Mutex::new(());
static LEFT: Mutex<Left> = Mutex::new(Left { bytes: 0, share: 0, unpacked: BTreeSet::new() });

fn taken<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What stops the reading of a PDF that weighs too much: the reader has no other way out.
struct TooHeavy;

/// None for what is damaged, or would take far more than its bytes.
#[must_use]
pub fn opened(bytes: &[u8]) -> Option<Document> {
    let _turn = taken(&TURN);
    // Each stream may unpack to its share of the whole, no more.
    let packed = bytes.windows(9).filter(|one| *one == b"endstream").count();
    let share = (UNPACKED / (packed + 1)).min(UNPACKED_AT_ONCE);
    *taken(&LEFT) = Left { bytes: UNPACKED, share, unpacked: BTreeSet::new() };
    let options =
        LoadOptions { filter: Some(weighed), max_decompressed_size: Some(share), ..LoadOptions::default() };
    catch_unwind(|| Document::load_mem_with_options(bytes, options)).ok()?.ok()
}

/// Counts an object as it is read. A stream of objects that several rows of the table name is unpacked once.
fn weighed(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let mut left = taken(&LEFT);
    let unpacks = object.as_stream().ok().filter(|stream| stream.dict.has_type(b"ObjStm"));
    let again = unpacks.is_some() && !left.unpacked.insert(id);
    let rest = left.bytes.checked_sub(weight(object));
    let sound = again || unpacks.is_none_or(|stream| is_sound(stream, left.share));
    let (Some(rest), true) = (rest, sound) else {
        drop(left);
        resume_unwind(Box::new(TooHeavy))
    };
    left.bytes = rest;
    // A stream is kept where it stands; what is given back serves what a stream of objects holds, never a stream.
    let given = if object.as_stream().is_ok() { Object::Null } else { object.clone() };
    (!again).then_some((id, given))
}

/// Whether no byte of a stream of objects is told to belong to several. One that cannot be unpacked holds nothing.
fn is_sound(stream: &Stream, share: usize) -> bool {
    let Ok(content) = stream.get_plain_content_with_limit(share) else { return true };
    let first = stream.dict.get(b"First").and_then(Object::as_i64).ok();
    let Some(first) = first.and_then(|first| usize::try_from(first).ok()) else { return true };
    let table = content.get(..first).and_then(|table| std::str::from_utf8(table).ok()).unwrap_or_default();
    let places = table.split_whitespace().skip(1).step_by(2);
    let mut places: Vec<usize> = places.filter_map(|place| place.parse().ok()).collect();
    places.sort_unstable();
    let spans = places.iter().zip(places.iter().skip(1));
    spans.into_iter().all(|(from, to)| {
        let objects = content.get(first..).unwrap_or_default();
        from < to && (*from >= objects.len() || objects.get(*from..*to).is_none_or(is_closed))
    })
}

/// Whether everything that opens in these bytes is closed in them.
fn is_closed(bytes: &[u8]) -> bool {
    let (mut depth, mut texts) = (0_i64, 0_usize);
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        match byte {
            b'\\' if texts > 0 => _ = rest.next(),
            b'(' => texts += 1,
            b')' => texts = texts.saturating_sub(1),
            _ if texts > 0 => {}
            b'%' => _ = rest.find(|byte| matches!(byte, b'\r' | b'\n')),
            b'[' => depth += 1,
            b']' => depth -= 1,
            b'<' if rest.next_if_eq(&b'<').is_some() => depth += 1,
            b'>' if rest.next_if_eq(&b'>').is_some() => depth -= 1,
            _ => {}
        }
    }
    depth <= 0 && texts == 0
}

fn weight(object: &Object) -> usize {
    let fields = |dictionary: &Dictionary| {
        dictionary.iter().map(|(name, value)| name.len() + weight(value)).sum::<usize>()
    };
    OBJECT
        + match object {
            Object::Array(items) => items.iter().map(weight).sum(),
            Object::Dictionary(dictionary) => fields(dictionary),
            Object::Stream(stream) => fields(&stream.dict) + stream.content.len(),
            Object::String(bytes, _) | Object::Name(bytes) => bytes.len(),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Reference(_) => 0,
        }
}
