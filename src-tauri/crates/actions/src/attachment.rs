//! Attachments: any file that belongs with a deal or a client, kept as it came.

use books::act::Act;
use books::entry::FileBytes;
use books::error::Result;
use records::document::{Subject, keep_file};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachFile {
    /// The deal it belongs with; or the client, when no deal is named.
    #[serde(default)]
    pub deal: Option<i64>,
    #[serde(default)]
    pub client: Option<i64>,
    /// Of any kind, at most 10 MB.
    pub file: FileBytes,
    /// What it is: « Charte graphique ».
    #[serde(default)]
    pub label: String,
}

pub fn attach(act: &Act, payload: AttachFile) -> Result<i64> {
    let at = Subject::of(&act.ask(), payload.deal, payload.client)?;
    let label = input::line("label", &payload.label, input::SHORT)?;
    let document = keep_file(act, "attachment", at, &payload.file, &label)?;
    match at {
        Subject::Deal(deal) => act.about(deal),
        Subject::Client(client) => act.about_client(client),
    }
    Ok(document)
}
