//! Message: what is written to a client, from templates that are data, filled with the values of the books.
//!
//! The tables stand in `assets/messages`; `\n` in a body is a line end, `{name}` a value.

use crate::language::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::spaces;

const MESSAGES: &str = include_str!("../../../../assets/messages/messages.tsv");

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

/// The template of `code` in that language with its values; none if there is no such template, or a value it names is
/// not given.
#[must_use]
pub fn written(code: &str, language: Language, values: &[(&str, &str)]) -> Option<Message> {
    let code = match language {
        Language::French => code.to_owned(),
        Language::English => format!("{code}.en"),
    };
    let row = rows(MESSAGES).find(|row| row.first() == Some(&code.as_str()))?;
    let body = filled(row.get(2)?, values)?.replace("\\n", "\n");
    // A value that is empty leaves no hole between paragraphs.
    let paragraphs: Vec<&str> = body.split("\n\n").filter(|part| !part.trim().is_empty()).collect();
    let (subject, body) = (filled(row.get(1)?, values)?, paragraphs.join("\n\n"));
    Some(match language {
        Language::French => Message { subject: spaces::spaced(&subject), body: spaces::spaced(&body) },
        Language::English => Message { subject, body },
    })
}

fn filled(template: &str, values: &[(&str, &str)]) -> Option<String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        text.push_str(before);
        text.push_str(values.iter().find(|(known, _)| *known == name)?.1);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_whole_or_not_at_all() {
        let message = written(
            "receipt",
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
        assert_eq!(written("receipt", Language::French, &[("hello", "Bonjour,")]), None);
        assert_eq!(written("nothing", Language::French, &[]), None);
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
        ];
        let mut values: Vec<(&str, &str)> = all.iter().map(|name| (*name, "x")).collect();
        values.push(("charges", ""));
        for language in [Language::French, Language::English] {
            let message = written("reminder_firm", language, &values).unwrap();
            assert!(!message.body.contains("\n\n\n"), "{}", message.body);
        }
    }

    #[test]
    fn each_message_has_its_three_columns() {
        for row in rows(MESSAGES) {
            assert_eq!(row.len(), 3, "{row:?}");
        }
    }

    #[test]
    fn each_message_is_translated_with_the_same_values() {
        let places = |text: &str| {
            let found = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
            found.map(|part| part.0.to_owned()).collect::<std::collections::BTreeSet<_>>()
        };
        for row in rows(MESSAGES).filter(|row| !row[0].ends_with(".en")) {
            let translated = rows(MESSAGES).find(|other| other[0] == format!("{}.en", row[0]));
            let translated = translated.unwrap_or_else(|| panic!("{} has no English row", row[0]));
            for column in [1, 2] {
                assert_eq!(places(row[column]), places(translated[column]), "{}", row[0]);
                let plain = translated[column].replace("“Bon pour accord”", "");
                assert!(!plain.chars().any(|c| c.is_alphabetic() && !c.is_ascii()), "{plain}");
            }
        }
    }
}
