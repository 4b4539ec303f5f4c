//! Message: what is written to a client, from templates filled with the values of the books.
//!
//! The tables stand in `assets/messages`; `\n` in a body is a line end, `{name}` a value.

pub mod template;

use crate::language::Language;
use crate::message::template::MessageTemplate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How firmly one reminds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReminderTone {
    Friendly,
    Neutral,
    Firm,
    /// A formal notice (*mise en demeure*).
    Formal,
}

values::stored!(ReminderTone {
    Friendly = "friendly",
    Neutral = "neutral",
    Firm = "firm",
    Formal = "formal",
});

impl ReminderTone {
    /// « amicale », as in « relance amicale ».
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            ReminderTone::Friendly => "amicale",
            ReminderTone::Neutral => "neutre",
            ReminderTone::Firm => "ferme",
            ReminderTone::Formal => "solennelle",
        }
    }

    /// « amical », as in « ton amical ».
    #[must_use]
    pub fn masculine(self) -> &'static str {
        match self {
            ReminderTone::Friendly => "amical",
            ReminderTone::Neutral => "neutre",
            ReminderTone::Firm => "ferme",
            ReminderTone::Formal => "solennel",
        }
    }
}

/// A subject and a text, ready to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub subject: String,
    pub body: String,
}

/// A template with its values; none if a value that it names is not given.
#[must_use]
pub fn written(template: &MessageTemplate, language: Language, values: &[(&str, &str)]) -> Option<Message> {
    let body = filled(&template.body, values)?;
    // A value that is empty leaves no hole between paragraphs.
    let paragraphs: Vec<&str> = body.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect();
    let (subject, body) = (filled(&template.subject, values)?, paragraphs.join("\n\n"));
    Some(Message { subject: language.spaced(&subject), body: language.spaced(&body) })
}

fn filled(template: &str, values: &[(&str, &str)]) -> Option<String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        text.push_str(before);
        let value = values.iter().find(|(known, _)| *known == name)?.1;
        // A value that brings its own space needs no second one.
        let spaced = text.is_empty() || text.ends_with(char::is_whitespace);
        text.push_str(if spaced { value.trim_start() } else { value });
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::template::kind;

    fn shipped(code: &str, language: Language) -> MessageTemplate {
        kind(code).unwrap().shipped(language).unwrap()
    }

    #[test]
    fn a_template_is_filled_whole_or_not_at_all() {
        let receipt = shipped("receipt", Language::French);
        let message = written(
            &receipt,
            Language::French,
            &[
                ("hello", "Bonjour Anne,"),
                ("received", "1 200,00 €"),
                ("how", "par chèque"),
                ("received_on", "2 octobre 2026"),
                ("settled", ""),
                ("seller", "Camille Durand EI"),
            ],
        )
        .unwrap();
        assert_eq!(message.subject, "Reçu de votre paiement de 1 200,00\u{a0}€");
        assert!(message.body.starts_with("Bonjour Anne,\n\nJ’ai bien reçu"), "{}", message.body);
        assert!(message.body.ends_with("Bien cordialement,\nCamille Durand EI"), "{}", message.body);
        assert_eq!(written(&receipt, Language::French, &[("hello", "Bonjour,")]), None);
    }

    #[test]
    fn a_value_stands_apart_by_one_space_wherever_it_stands() {
        let template = |body: &str| MessageTemplate { subject: String::new(), body: body.to_owned() };
        let said = |body: &str| {
            written(&template(body), Language::English, &[("transfer", " Pay here.")]).unwrap().body
        };
        assert_eq!(said("A copy is attached.{transfer}"), "A copy is attached. Pay here.");
        assert_eq!(said("A copy is attached. {transfer}"), "A copy is attached. Pay here.");
        assert_eq!(said("Hello,\n\n{transfer}"), "Hello,\n\nPay here.");
    }

    #[test]
    fn an_empty_value_leaves_no_hole() {
        let all = [
            "hello",
            "number",
            "issued_on",
            "title",
            "open",
            "due_on",
            "late",
            "transfer",
            "seller",
            "unpaid",
            "parts",
            "contested",
        ];
        let mut values: Vec<(&str, &str)> = all.iter().map(|name| (*name, "x")).collect();
        values.push(("charges", ""));
        for language in Language::ALL {
            let message = written(&shipped("reminder_firm", language), language, &values).unwrap();
            assert!(!message.body.contains("\n\n\n"), "{}", message.body);
        }
    }
}
