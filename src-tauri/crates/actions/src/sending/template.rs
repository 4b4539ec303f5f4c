//! The words of each kind of message: changed, or the house's own again, and how they read on what the books hold.
//!
//! Invariant: a change never touches what left, nor what waits in the outbox: both are kept as bytes.

use crate::sending::material::{Asked, Concern, Material, MessageKind, Voice};
use crate::sending::message::{filled, material};
use books::act::{Act, Ask};
use books::error::{Error, Result};
use journey::contact::Language;
use journey::message::ReminderTone;
use journey::message::template::{MessageTemplate, TemplateKind, kind};
use journey::message::{Message, written};
use records::templates::{TEMPLATES, templates};
use records::{person, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetMessageTemplate {
    /// « reminder_firm », as `message_templates` names them.
    pub code: String,
    pub language: Language,
    /// With places in braces, `{numéro}`; empty, as the body, for the house's own words again.
    #[serde(default)]
    pub subject: String,
    #[serde(default)]
    pub body: String,
    /// `body` where a formal notice goes without what the law wants in it.
    #[serde(default)]
    pub confirmed: Vec<String>,
}

/// Answers the setting.
pub fn set(act: &Act, payload: SetMessageTemplate) -> Result<i64> {
    let kind = kind(&payload.code)?;
    let own = payload.subject.trim().is_empty() && payload.body.trim().is_empty();
    let words = (!own).then(|| kind.read(&payload.subject, &payload.body)).transpose()?;
    let lacks = words.as_ref().and_then(|words| kind.lacks(words, payload.language));
    if let Some(refusal) = lacks.filter(|_| !payload.confirmed.iter().any(|field| field == "body")) {
        return Err(refusal.into());
    }
    let mut all = templates(&act.ask())?;
    all.put(kind, payload.language, words);
    act.set(TEMPLATES, &all)
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewMessageTemplate {
    pub code: String,
    pub language: Language,
    pub subject: String,
    pub body: String,
}

/// How a template reads.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplatePreview {
    pub subject: String,
    pub body: String,
    /// « F-2026-0012, Boulangerie Le Goff »; empty where the books hold none of that kind and it is an example.
    pub about: String,
    /// Letters of the text, as text messages are counted.
    pub letters: usize,
}

pub fn preview(ask: &Ask, payload: PreviewMessageTemplate) -> Result<TemplatePreview> {
    let kind = kind(&payload.code)?;
    let words = kind.read(&payload.subject, &payload.body)?;
    let (message, about) = match real(ask, kind, payload.language, &words)? {
        Some(found) => found,
        None => (example(ask, kind, payload.language, &words)?, String::new()),
    };
    Ok(TemplatePreview {
        letters: message.body.chars().count(),
        subject: message.subject,
        body: message.body,
        about,
    })
}

/// On something of the books of that kind, of a client who reads that language.
fn real(
    ask: &Ask,
    kind: TemplateKind,
    language: Language,
    words: &MessageTemplate,
) -> Result<Option<(Message, String)>> {
    if settings::the_seller(ask).is_err() {
        return Ok(None);
    }
    for (what, id, asked) in candidates(ask, kind.code)? {
        let Some(found) = given(material(ask, &Concern { what, id, asked }))? else { continue };
        if found.code != kind.code {
            continue;
        }
        let about = what.read_by();
        let card = person::addressed(ask, found.client, about)?;
        if card.language == language {
            let message = filled(ask, &found, words, &card, about)?;
            let title = found.values.iter().find(|(name, _)| *name == "title");
            let named = match title.filter(|_| found.documents.is_empty()) {
                Some((_, title)) => title,
                None => &found.number,
            };
            return Ok(Some((message, format!("{named}, {}", card.name))));
        }
    }
    Ok(None)
}

/// What is not to be said now is not shown.
fn given(material: Result<Material>) -> Result<Option<Material>> {
    match material {
        Ok(found) => Ok(Some(found)),
        Err(Error::Refused(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Things looked at for one to show, at most.
const LOOKED_AT: i64 = 6;

/// Deals of which something was invoiced.
const INVOICED: &str = "SELECT DISTINCT deal FROM invoice ORDER BY deal DESC LIMIT ?1";

type Candidate = (MessageKind, i64, Asked<'static>);

/// Things of the books that such a message could be about, the latest first.
fn candidates(ask: &Ask, code: &str) -> Result<Vec<Candidate>> {
    let (what, sql) = match code {
        "quote" => (MessageKind::Quote, "SELECT id FROM quote ORDER BY id DESC LIMIT ?1"),
        "quote_follow_up" => (MessageKind::QuoteFollowUp, "SELECT id FROM quote ORDER BY id DESC LIMIT ?1"),
        "invoice" => (
            MessageKind::Invoice,
            "SELECT id FROM invoice WHERE credits IS NULL AND kind <> 'elsewhere' ORDER BY id DESC LIMIT ?1",
        ),
        "credit_note" => (
            MessageKind::Invoice,
            "SELECT id FROM invoice WHERE credits IS NOT NULL AND kind <> 'elsewhere' ORDER BY id DESC LIMIT ?1",
        ),
        "receipt" => (
            MessageKind::Receipt,
            "SELECT payment FROM document WHERE kind = 'receipt' AND payment IS NOT NULL ORDER BY id DESC LIMIT ?1",
        ),
        "promise" => (
            MessageKind::Promise,
            "SELECT invoice FROM promise WHERE promised_on IS NOT NULL ORDER BY id DESC LIMIT ?1",
        ),
        "duplicate" => (
            MessageKind::Duplicate,
            "SELECT made_from ->> '$.invoice' FROM document WHERE kind = 'duplicate' ORDER BY id DESC LIMIT ?1",
        ),
        "suspension" => (
            MessageKind::Suspension,
            "SELECT client FROM suspension WHERE id NOT IN (SELECT suspension FROM suspension_end) ORDER BY id DESC LIMIT ?1",
        ),
        "thanks" => (MessageKind::Thanks, INVOICED),
        "satisfaction" => (MessageKind::Satisfaction, INVOICED),
        "testimonial" => (MessageKind::Testimonial, INVOICED),
        "referral" => (MessageKind::Referral, INVOICED),
        "news" => (MessageKind::News, INVOICED),
        // What is announced is typed each time.
        "announcement" => return Ok(Vec::new()),
        _ => (
            MessageKind::Reminder,
            "SELECT invoice FROM open_invoice WHERE open > 0 GROUP BY invoice ORDER BY min(due_on) LIMIT ?1",
        ),
    };
    let mut statement = ask.db.prepare_cached(sql)?;
    let ids = statement.query_map([LOOKED_AT], |row| row.get(0))?;
    let asked = asked(code);
    ids.map(|id| Ok((what, id?, asked))).collect()
}

/// How a reminder of that code is asked for.
fn asked(code: &str) -> Asked<'static> {
    let tone = [ReminderTone::Friendly, ReminderTone::Neutral, ReminderTone::Firm, ReminderTone::Formal];
    Asked {
        tone: tone.into_iter().find(|tone| code.ends_with(tone.stored())),
        also: if code.starts_with("reminders") { None } else { Some(&[]) },
        step: None,
        voice: match code {
            code if code.starts_with("call") => Voice::Spoken,
            code if code.contains("_brief") => Voice::Brief,
            _ => Voice::Written,
        },
    }
}

/// On what the table of places gives as an example.
fn example(ask: &Ask, kind: TemplateKind, language: Language, words: &MessageTemplate) -> Result<Message> {
    let seller = settings::the_seller(ask).map(|seller| seller.full_name()).unwrap_or_default();
    let values: Vec<(&str, String)> = kind
        .places()
        .iter()
        .map(|place| {
            let said = language.of(place.examples);
            let own = place.name == "seller" && !seller.is_empty();
            (place.name, if own { seller.clone() } else { said.replace("\\n", "\n") })
        })
        .collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    written(words, language, &values)
        .ok_or_else(|| Error::Broken(format!("the message {} lacks an example", kind.code)))
}
