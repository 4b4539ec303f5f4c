//! PDFs that others made: opened within bounds, and looked at for more than pages.

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};
use std::cell::Cell;
use std::panic::{catch_unwind, resume_unwind};

/// Why a PDF is not passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Damaged, without a page, or closed by a password.
    Unreadable,
    /// It would fill the memory: its few bytes unfold into far more, or are told over and over.
    Heavy,
    /// It acts, or hides another file: « un script ».
    Holds(&'static str),
}

/// What a PDF is passed on as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Pages, and nothing else.
    Pages,
    /// An invoice: what machines read of it may be joined (Factur-X).
    Invoice,
}

/// Bytes that all objects of a PDF may take once read.
const WEIGHT: usize = 128 * 1024 * 1024;
/// What one object takes beside its bytes.
const OBJECT: usize = 256;
/// Bytes that one stream of objects may unfold into, and what each is counted for beside its objects.
const UNFOLDED: usize = 8 * 1024 * 1024;
const UNFOLDING: usize = 256 * 1024;

thread_local! {
    static LEFT: Cell<usize> = const { Cell::new(0) };
}

/// What stops the reading of objects that weigh too much: the reader has no other way out.
struct TooHeavy;

/// A PDF, opened without a password, however it was made.
pub fn opened(bytes: &[u8]) -> Result<Document, Unfit> {
    LEFT.set(WEIGHT);
    let options = LoadOptions {
        filter: Some(weighed),
        max_decompressed_size: Some(UNFOLDED),
        ..LoadOptions::default()
    };
    let read = match catch_unwind(|| Document::load_mem_with_options(bytes, options)) {
        Ok(read) => read.map_err(|_| Unfit::Unreadable)?,
        Err(stopped) if stopped.is::<TooHeavy>() => return Err(Unfit::Heavy),
        Err(_) => return Err(Unfit::Unreadable),
    };
    if read.is_encrypted() {
        return Err(Unfit::Unreadable);
    }
    // A stream of objects that unfolds too far was left out by the reader, with all that it holds.
    let entries = &read.reference_table.entries;
    let left_out = entries.values().any(|entry| match entry {
        XrefEntry::Compressed { container, .. } => {
            matches!(entries.get(container), Some(XrefEntry::Normal { .. }))
                && !read.objects.keys().any(|(id, _)| id == container)
        }
        XrefEntry::Normal { .. } | XrefEntry::Free | XrefEntry::UnusableFree => false,
    });
    if left_out { Err(Unfit::Heavy) } else { Ok(read) }
}

/// Counts an object as it is read.
fn weighed(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let unfolds = object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"ObjStm"));
    let weight = weight(object) + if unfolds { UNFOLDING } else { 0 };
    match LEFT.get().checked_sub(weight) {
        Some(left) => LEFT.set(left),
        None => resume_unwind(Box::new(TooHeavy)),
    }
    Some((id, object.clone()))
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

/// Has it pages that a reader can show? One whose table of objects is broken is read by most all the same, where its
/// pages stand in the open.
#[must_use]
pub fn shows_pages(bytes: &[u8]) -> bool {
    match opened(bytes) {
        Ok(document) => !document.get_pages().is_empty(),
        Err(Unfit::Heavy | Unfit::Holds(_)) => true,
        Err(Unfit::Unreadable) => bytes.windows(5).enumerate().any(|(at, word)| {
            let before = bytes.get(at.saturating_sub(8)..at).unwrap_or_default();
            let typed = before.trim_ascii_end().ends_with(b"/Type");
            word == b"/Page" && typed && bytes.get(at + 5).is_some_and(|c| !c.is_ascii_alphanumeric())
        }),
    }
}

/// Checks a PDF that is to be passed on, and answers how many pages it has.
///
/// # Errors
/// What cannot be looked at whole, has no page, or holds more than pages.
pub fn fit(bytes: &[u8], given: Given) -> Result<usize, Unfit> {
    let document = match opened(bytes) {
        // What bears the name of a PDF and holds no object shows nothing, and does nothing either.
        Err(Unfit::Unreadable) if given == Given::Invoice && !bytes.windows(3).any(|word| word == b"obj") => {
            return Ok(0);
        }
        read => read?,
    };
    let pages = document.get_pages().len();
    if pages == 0 {
        return Err(Unfit::Unreadable);
    }
    let found = document.objects.values().find_map(|object| in_object(object, given));
    match found.or_else(|| in_dictionary(&document.trailer, given)) {
        Some(what) => Err(Unfit::Holds(what)),
        None => Ok(pages),
    }
}

fn in_object(object: &Object, given: Given) -> Option<&'static str> {
    match object {
        Object::Dictionary(dictionary) => in_dictionary(dictionary, given),
        Object::Stream(stream) if given == Given::Invoice && is_data(&stream.dict) => None,
        Object::Stream(stream) => in_dictionary(&stream.dict, given),
        Object::Array(items) => items.iter().find_map(|item| in_object(item, given)),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..)
        | Object::Reference(_) => None,
    }
}

fn in_dictionary(dictionary: &Dictionary, given: Given) -> Option<&'static str> {
    let named = |key: &[u8], names: &[&[u8]]| {
        dictionary.get(key).and_then(Object::as_name).is_ok_and(|name| names.contains(&name))
    };
    if dictionary.has(b"JS") || dictionary.has(b"JavaScript") || named(b"S", &[b"JavaScript", b"Rendition"]) {
        return Some("un script");
    }
    if named(b"S", &[b"Launch", b"SubmitForm", b"ImportData", b"GoToE"]) || dictionary.has(b"XFA") {
        return Some("une action");
    }
    // Of an invoice, what is joined is known by its name; the list of such names is nothing by itself.
    let joined = (dictionary.has(b"EmbeddedFiles") && given == Given::Pages)
        || (dictionary.has(b"EF") && !(given == Given::Invoice && is_invoice_data(dictionary)))
        || named(b"Type", &[b"EmbeddedFile"]);
    if joined || named(b"Subtype", &[b"FileAttachment", b"RichMedia", b"Screen", b"Movie", b"Sound"]) {
        return Some("un fichier joint");
    }
    dictionary.iter().find_map(|(_, value)| in_object(value, given))
}

/// A joined file that is text for machines.
fn is_data(dictionary: &Dictionary) -> bool {
    dictionary
        .get(b"Subtype")
        .and_then(Object::as_name)
        .is_ok_and(|kind| kind == b"text/xml" || kind == b"application/xml")
}

/// The names under which Factur-X and its likes join what machines read of an invoice.
fn is_invoice_data(dictionary: &Dictionary) -> bool {
    const NAMES: [&str; 4] = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml"];
    let mut names = [b"F".as_slice(), b"UF"].into_iter().filter_map(|key| dictionary.get(key).ok());
    names.all(|name| {
        lopdf::decode_text_string(name).is_ok_and(|name| NAMES.contains(&name.to_lowercase().as_str()))
    })
}
