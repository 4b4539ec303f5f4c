//! PDFs that others made: whether they hold more than pages.

use lopdf::{Dictionary, Document, Object};

/// What a PDF holds that acts, or that hides another file: a script, an action that starts a program, an attachment.
/// None for pages alone, and for what is no PDF that can be read.
#[must_use]
pub fn more_than_pages(bytes: &[u8]) -> Option<&'static str> {
    let document = Document::load_mem(bytes).ok()?;
    document.objects.values().find_map(in_object).or_else(|| in_dictionary(&document.trailer))
}

fn in_object(object: &Object) -> Option<&'static str> {
    match object {
        Object::Dictionary(dictionary) => in_dictionary(dictionary),
        Object::Stream(stream) => in_dictionary(&stream.dict),
        Object::Array(items) => items.iter().find_map(in_object),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..)
        | Object::Reference(_) => None,
    }
}

fn in_dictionary(dictionary: &Dictionary) -> Option<&'static str> {
    let named = |key: &[u8], names: &[&[u8]]| {
        dictionary.get(key).and_then(Object::as_name).is_ok_and(|name| names.contains(&name))
    };
    if dictionary.has(b"JS") || dictionary.has(b"JavaScript") || named(b"S", &[b"JavaScript", b"Rendition"]) {
        return Some("un script");
    }
    if named(b"S", &[b"Launch", b"SubmitForm", b"ImportData", b"GoToE"]) || dictionary.has(b"XFA") {
        return Some("une action");
    }
    if dictionary.has(b"EmbeddedFiles")
        || dictionary.has(b"EF")
        || named(b"Type", &[b"EmbeddedFile"])
        || named(b"Subtype", &[b"FileAttachment", b"RichMedia", b"Screen", b"Movie", b"Sound"])
    {
        return Some("un fichier joint");
    }
    dictionary.iter().find_map(|(_, value)| in_object(value))
}
