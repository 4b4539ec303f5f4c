//! Drafts: work in progress as typed JSON, saved as one types, without a journal line.

use crate::act::{Act, Ask};
use crate::error::Result;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use values::refusal::Refusal;

/// Largest draft, in bytes of JSON.
pub const MOST: usize = 2_000_000;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveDraft {
    /// `quote:12` for deal 12, `identity`, `client:new`…
    pub key: String,
    #[ts(type = "unknown")]
    pub content: Value,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DiscardDraft {
    pub key: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftKey {
    pub key: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DraftView {
    #[ts(type = "unknown | null")]
    pub content: Option<Value>,
    pub saved_at: Option<String>,
}

pub fn save(act: &Act, payload: SaveDraft) -> Result<()> {
    let text = payload.content.to_string();
    if payload.key.is_empty() || payload.key.len() > 100 {
        return Err(Refusal::at("key", "Ce brouillon n’a pas de nom, ou un nom trop long.").into());
    }
    if text.len() > MOST {
        return Err(Refusal::at("content", "Ce brouillon est trop long pour être gardé.").into());
    }
    act.db
        .prepare_cached(
            "INSERT INTO draft (key, content, saved_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (key) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at",
        )?
        .execute(params![payload.key, text, act.at])?;
    Ok(())
}

pub fn discard(act: &Act, payload: DiscardDraft) -> Result<()> {
    remove(act, &payload.key)
}

/// What was sent is no longer in progress.
pub fn remove(act: &Act, key: &str) -> Result<()> {
    act.db.prepare_cached("DELETE FROM draft WHERE key = ?1")?.execute([key])?;
    Ok(())
}

pub fn draft(ask: &Ask, key: DraftKey) -> Result<DraftView> {
    let found: Option<(String, String)> = ask
        .db
        .prepare_cached("SELECT content, saved_at FROM draft WHERE key = ?1")?
        .query_row([key.key], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    Ok(match found {
        Some((content, saved_at)) => {
            DraftView { content: Some(serde_json::from_str(&content)?), saved_at: Some(saved_at) }
        }
        None => DraftView { content: None, saved_at: None },
    })
}
