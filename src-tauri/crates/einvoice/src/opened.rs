//! Opens a PDF that somebody else made, within bounds.
//!
//! Invariant: what a PDF may make the reader hold or copy is counted, object by object, before it is kept.

use crate::xml;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};
use std::collections::BTreeSet;
use std::panic::{catch_unwind, resume_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Most bytes that all compressed objects may unpack to, and that all objects may take as they are read.
const UNPACKED: usize = 192 << 20;
/// What one object takes beside its bytes.
const OBJECT: usize = 256;

/// What the reading that goes on has left, and the streams of objects that it has unpacked.
struct Left {
    bytes: usize,
    unpacked: BTreeSet<ObjectId>,
}

/// One PDF at a time: the reader asks a plain function, which can hold nothing of its own.
static TURN: Mutex<()> = Mutex::new(());
static LEFT: Mutex<Left> = Mutex::new(Left { bytes: 0, unpacked: BTreeSet::new() });

fn taken<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What stops the reading of a PDF that weighs too much: the reader has no other way out.
struct TooHeavy;

/// None for what is damaged, or would take far more than its bytes.
#[must_use]
pub fn opened(bytes: &[u8]) -> Option<Document> {
    let _turn = taken(&TURN);
    *taken(&LEFT) = Left { bytes: UNPACKED, unpacked: BTreeSet::new() };
    // Each stream may unpack to its share of the whole, no more.
    let packed = bytes.windows(9).filter(|one| *one == b"endstream").count();
    let share = (UNPACKED / (packed + 1)).min(xml::LARGEST);
    let options =
        LoadOptions { filter: Some(weighed), max_decompressed_size: Some(share), ..LoadOptions::default() };
    catch_unwind(|| Document::load_mem_with_options(bytes, options)).ok()?.ok()
}

/// Counts an object as it is read. A stream of objects that several rows of the table name is unpacked once.
fn weighed(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let mut left = taken(&LEFT);
    let Some(rest) = left.bytes.checked_sub(weight(object)) else {
        drop(left);
        resume_unwind(Box::new(TooHeavy))
    };
    left.bytes = rest;
    let Ok(stream) = object.as_stream() else { return Some((id, object.clone())) };
    let again = stream.dict.has_type(b"ObjStm") && !left.unpacked.insert(id);
    // A stream is kept where it stands; what is given back serves what a stream of objects holds, never a stream.
    if again { None } else { Some((id, Object::Null)) }
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
