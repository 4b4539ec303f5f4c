//! What is given at a door is measured before anything is done with it, before a transaction begins: a text that no field
//! takes, a list that nobody looks through, values within values without end.

use crate::entry::field_name;
use crate::error::Result;
use serde_json::Value;
use values::input::TERMS;
use values::refusal::{Code, Refusal};

/// Longest text of a field, in bytes: the longest that any takes, in letters of four bytes.
pub const TEXT: usize = 4 * TERMS;

/// Longest list: what one file of contacts holds.
const ITEMS: usize = 3_000;

/// Values of a payload, all counted: a document of as many lines as one may have takes a quarter of it.
const VALUES: usize = 50_000;

const DEPTH: usize = 24;

/// Longest name of a field, in bytes.
const NAME: usize = 200;

/// Most bytes of a file in base64: 10 MB, a third more.
pub const FILE: usize = 10_000_000 / 3 * 4 + 8;

/// The same of a long one, which is read and not kept: 64 MB.
pub const LONG_FILE: usize = 64 * 1024 * 1024 / 3 * 4 + 8;

/// How much of one text and of one file a door takes.
#[derive(Clone, Copy)]
pub struct Most {
    pub text: usize,
    pub file: usize,
}

/// Refuses what is too large, at its field.
pub fn check(payload: &Value, most: Most) -> Result<()> {
    let mut left = VALUES;
    Ok(measured(payload, most, &mut left, &mut Vec::new())?)
}

/// A step of the way to a value.
enum Step<'a> {
    Field(&'a str),
    Item(usize),
}

fn measured<'a>(
    value: &'a Value,
    most: Most,
    left: &mut usize,
    way: &mut Vec<Step<'a>>,
) -> Result<(), Refusal> {
    *left = left.checked_sub(1).ok_or_else(too_large)?;
    if way.len() > DEPTH {
        return Err(too_large());
    }
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        Value::String(bytes) if matches!(way.last(), Some(Step::Field("base64"))) => {
            if bytes.len() <= most.file {
                return Ok(());
            }
            way.pop();
            let text = if most.file == FILE {
                "Ce fichier dépasse 10 Mo : joignez-en une version plus légère."
            } else {
                "Ce fichier dépasse 64 Mo : partagez-le."
            };
            Err(Refusal::at(named(way), text))
        }
        Value::String(text) if text.len() > most.text => {
            Err(Refusal::at(named(way), "Ce texte est beaucoup trop long : raccourcissez-le."))
        }
        Value::String(_) => Ok(()),
        Value::Array(items) if items.len() > ITEMS => Err(Refusal::at(
            named(way),
            format!("Cette liste est trop longue : {} éléments, {ITEMS} au plus.", items.len()),
        )),
        Value::Array(items) => items.iter().enumerate().try_for_each(|(i, item)| {
            way.push(Step::Item(i));
            measured(item, most, left, way)?;
            way.pop();
            Ok(())
        }),
        Value::Object(fields) => fields.iter().try_for_each(|(name, value)| {
            if name.len() > NAME {
                return Err(too_large());
            }
            way.push(Step::Field(name));
            measured(value, most, left, way)?;
            way.pop();
            Ok(())
        }),
    }
}

/// The field at the end of that way: « lines[3].label ».
fn named(way: &[Step]) -> String {
    let mut path = String::new();
    for step in way {
        match step {
            Step::Field(name) if path.is_empty() => path.push_str(name),
            Step::Field(name) => path.push_str(&format!(".{name}")),
            Step::Item(i) => path.push_str(&format!("[{i}]")),
        }
    }
    field_name(&path)
}

fn too_large() -> Refusal {
    Refusal::new(Code::Invalid, "Cette demande est trop grande : faites-la en plusieurs fois.")
}
