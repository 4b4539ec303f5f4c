//! The words of messages, as they are and as they can be changed.

use books::act::Ask;
use books::entry::Empty;
use books::error::Result;
use journey::contact::Language;
use journey::message::template::{MessageTemplate, TemplateKind, as_typed, kinds};
use records::templates::templates;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A kind of message and its words.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplateView {
    pub code: String,
    /// « Relance ferme »
    pub label: String,
    /// A text message: without a subject, its letters counted.
    pub brief: bool,
    /// In each language, French first.
    pub words: Vec<TemplateWords>,
    /// What can stand in braces.
    pub places: Vec<TemplateVariable>,
}

/// The words in one language, places in braces by the names that are typed.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplateWords {
    pub language: Language,
    pub subject: String,
    pub body: String,
    /// They are the user's own.
    pub changed: bool,
}

/// A place that the books fill.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TemplateVariable {
    /// « numéro »
    pub typed: String,
    /// What stands there.
    pub label: String,
    /// It may stand in a subject.
    pub in_subject: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MessageTemplatesView {
    pub templates: Vec<TemplateView>,
}

pub fn message_templates(ask: &Ask, _: Empty) -> Result<MessageTemplatesView> {
    let all = templates(ask)?;
    let words = |kind: TemplateKind, language: Language| {
        let MessageTemplate { subject, body } = as_typed(&all.of(kind, language)?);
        Some(TemplateWords { language, subject, body, changed: all.is_changed(kind, language) })
    };
    let view = |kind: TemplateKind| TemplateView {
        code: kind.code.to_owned(),
        label: kind.label.to_owned(),
        brief: kind.is_brief(),
        words: Language::ALL.into_iter().filter_map(|language| words(kind, language)).collect(),
        places: kind
            .places()
            .iter()
            .map(|place| TemplateVariable {
                typed: place.typed.to_owned(),
                label: place.label.to_owned(),
                in_subject: !place.several_lines,
            })
            .collect(),
    };
    Ok(MessageTemplatesView { templates: kinds().map(view).collect() })
}
