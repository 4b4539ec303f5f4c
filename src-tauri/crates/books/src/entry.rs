//! Entries: what one can do with the books, by name; and the words that payloads and answers share.

use crate::act::{Act, Ask, Story};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;
use values::refusal::{Code, Refusal};

/// Rows on one page of a list.
pub const PAGE: usize = 50;

pub use crate::watch::Watch;

/// An action's work: answers the id of what it made or changed.
pub type Action = fn(&Act, &Value) -> Result<i64>;

/// How an entry is done, by kind; a job is given `H`, the house itself.
#[derive(Clone, Copy)]
pub enum Run<H> {
    /// What it does, and how it reads on a timeline.
    Action(Action, Story),
    Draft(fn(&Act, Value) -> Result<()>),
    Question(fn(&Ask, Value) -> Result<Value>),
    Job(fn(&H, Value, Watch) -> Result<Value>),
}

impl<H> Run<H> {
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Run::Action(..) => "action",
            Run::Draft(_) => "draft",
            Run::Question(_) => "question",
            Run::Job(_) => "job",
        }
    }
}

/// One entry of the list.
pub struct Entry<H> {
    pub name: &'static str,
    /// What it does, in a few words.
    pub what: &'static str,
    pub run: Run<H>,
}

/// No payload.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub struct Empty {}

/// One thing by its id.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ById {
    pub id: i64,
}

/// A file's bytes in base64, at most 10 MB.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileBytes {
    pub name: String,
    pub base64: String,
}

/// A paper's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Paper {
    pub name: String,
    pub media_type: String,
    pub base64: String,
}

/// Reads a payload, or says in French what is wrong and where.
pub fn read<T: DeserializeOwned>(payload: &Value) -> Result<T> {
    // A missing payload is an empty one.
    let empty = json!({});
    let payload = if payload.is_null() { &empty } else { payload };
    if !payload.is_object() {
        return Err(Refusal::new(
            Code::Invalid,
            "Cette demande n’est pas de la forme attendue : des champs et leurs valeurs.",
        )
        .into());
    }
    serde_path_to_error::deserialize(payload).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner().to_string();
        let name = |marker: &str| {
            inner.split(marker).nth(1).and_then(|rest| rest.split('`').next()).map(str::to_owned)
        };
        let (field, message) = if let Some(missing) = name("missing field `") {
            (join(&path, &missing), "Ce champ manque.".to_owned())
        } else if let Some(unknown) = name("unknown field `") {
            (join(&path, &unknown), format!("Le champ « {unknown} » n’existe pas ici."))
        } else if inner.contains("unknown variant") {
            (path, "Ce choix n’est pas dans la liste.".to_owned())
        } else {
            (path, "Cette valeur n’est pas de la sorte attendue.".to_owned())
        };
        Refusal { field: Some(field_name(&field)).filter(|f| f != "."), ..Refusal::at("", message) }.into()
    })
}

fn join(path: &str, field: &str) -> String {
    // serde_path_to_error already ends on an unknown field, not on a missing one.
    if path == "." || path.is_empty() {
        field.to_owned()
    } else if path == field || path.ends_with(&format!(".{field}")) {
        path.to_owned()
    } else {
        format!("{path}.{field}")
    }
}

/// Fields are named as they stand on the form: without the envelope they travel in.
pub fn field_name(path: &str) -> String {
    path.strip_prefix("content.").or_else(|| path.strip_prefix("card.")).unwrap_or(path).to_owned()
}

/// Bytes of a file that came in, or a sentence at its field.
pub fn bytes_of(field: &str, file: &FileBytes) -> Result<Vec<u8>> {
    bytes_up_to(field, file, 10_000_000, "10 Mo : joignez-en une version plus légère")
}

/// The same for files of another size; `most` in words, and what to do then.
pub fn bytes_up_to(field: &str, file: &FileBytes, most: usize, words: &str) -> Result<Vec<u8>> {
    use base64::Engine;
    if file.base64.len() / 4 * 3 > most + 3 {
        return Err(Refusal::at(field, format!("Ce fichier dépasse {words}.")).into());
    }
    let bytes = base64::engine::general_purpose::STANDARD.decode(&file.base64).map_err(|_| {
        Error::from(Refusal::at(field, "Ce fichier n’a pas pu être lu : joignez-le de nouveau."))
    })?;
    if bytes.is_empty() {
        return Err(Refusal::at(field, "Ce fichier est vide.").into());
    }
    Ok(bytes)
}

/// A paper to hand out.
#[must_use]
pub fn paper(name: String, media_type: &str, bytes: &[u8]) -> Paper {
    use base64::Engine;
    Paper {
        name,
        media_type: media_type.to_owned(),
        base64: base64::engine::general_purpose::STANDARD.encode(bytes),
    }
}

/// What is not on the list.
pub(crate) fn unknown(name: &str) -> Error {
    Refusal::new(
        Code::NotFound,
        format!("« {} » n’est pas sur la liste.", name.chars().take(60).collect::<String>()),
    )
    .into()
}
