//! Templates: the house's own words for each kind of message, and those that the user put in their place.
//!
//! A place is typed in braces by its French name, `{numéro}`, and kept by the name that the books fill, `{number}`.
//! Invariant: what is kept names only places that its kind of message always fills.

use crate::language::{LANGUAGES, Language};
use crate::say;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use values::input;
use values::letters::folded;
use values::refusal::Refusal;

const MESSAGES: &str = include_str!("../../../../../assets/messages/messages.tsv");

const KINDS: &str = include_str!("../../../../../assets/messages/kinds.tsv");

const PLACES: &str = include_str!("../../../../../assets/messages/places.tsv");

/// The words of a message with its places, each paragraph apart by an empty line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageTemplate {
    pub subject: String,
    pub body: String,
}

/// A kind of message whose words can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplateKind {
    /// « reminder_firm »
    pub code: &'static str,
    /// « Relance ferme »
    pub label: &'static str,
    places: &'static str,
    needed: &'static str,
}

/// A place in a template that the books fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplatePlace {
    /// As the books fill it: « due_on ».
    pub name: &'static str,
    /// As it is typed: « échéance ».
    pub typed: &'static str,
    /// What stands there.
    pub label: &'static str,
    /// What stands there may have several lines.
    pub several_lines: bool,
    /// What may stand there, in the order of `Language::ALL`.
    pub examples: [&'static str; LANGUAGES],
}

/// Every kind, in the order of the table.
pub fn kinds() -> impl Iterator<Item = TemplateKind> {
    rows(KINDS).filter_map(|row| {
        let [code, label, places, needed] = *row.first_chunk()?;
        Some(TemplateKind { code, label, places, needed })
    })
}

fn all_places() -> impl Iterator<Item = TemplatePlace> {
    rows(PLACES).filter_map(|row| {
        let ([name, typed, label, several], row) = row.split_first_chunk()?;
        let (several_lines, examples) = (*several == "yes", *row.first_chunk()?);
        Some(TemplatePlace { name, typed, label, several_lines, examples })
    })
}

/// The kind of that code.
///
/// # Errors
/// A sentence at `code` where there is none.
pub fn kind(code: &str) -> Result<TemplateKind, Refusal> {
    kinds().find(|kind| kind.code == code).ok_or_else(|| Refusal::at("code", "Ce message n’existe pas."))
}

impl TemplateKind {
    /// The places that its messages can have.
    #[must_use]
    pub fn places(&self) -> Vec<TemplatePlace> {
        let named = self.places.split(' ');
        named.filter_map(|name| all_places().find(|place| place.name == name)).collect()
    }

    /// The house's own words for it.
    #[must_use]
    pub fn shipped(&self, language: Language) -> Option<MessageTemplate> {
        let code = language.key(self.code);
        let row = rows(MESSAGES).find(|row| row.first() == Some(&code.as_str()))?;
        let body = row.get(2)?.replace("\\n", "\n");
        Some(MessageTemplate { subject: (*row.get(1)?).to_owned(), body })
    }

    /// What was typed, as it is kept.
    ///
    /// # Errors
    /// A sentence at `subject` or `body`, with the places that can be named there.
    pub fn read(&self, subject: &str, body: &str) -> Result<MessageTemplate, Refusal> {
        let subject = input::required("subject", subject, input::SHORT, "Indiquez un objet.")?;
        let body = input::paragraph("body", body, input::LONG)?;
        if body.is_empty() {
            return Err(Refusal::at("body", "Écrivez le texte du message."));
        }
        Ok(MessageTemplate { subject: self.kept("subject", &subject)?, body: self.kept("body", &body)? })
    }

    /// What the law wants in such a message and is not there: the field, and a sentence.
    #[must_use]
    pub fn lacks(&self, template: &MessageTemplate, language: Language) -> Option<Refusal> {
        let missing: Vec<String> = self
            .places()
            .into_iter()
            .filter(|place| self.needed.split(' ').any(|name| name == place.name))
            .filter(|place| !template.body.contains(&format!("{{{}}}", place.name)))
            .map(|place| format!("{{{}}}", place.typed))
            .collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            let text = if self.is_notice() {
                format!(
                    "Une mise en demeure dit ce qui est dû, depuis quand, et ce qui s’y ajoute (C. civ. art. 1344). Il \
                     manque {missing}."
                )
            } else {
                format!("Ce message ne dit plus ce pour quoi il part. Il manque {missing}.")
            };
            return Some(Refusal::doubtful("body", text));
        }
        let said = say!(language, "en demeure");
        (self.is_notice() && !folded(&template.body).contains(&folded(said))).then(|| {
            Refusal::doubtful(
                "body",
                format!(
                    "Sans les mots « {said} », cette lettre ne vaut pas mise en demeure (C. civ. art. 1344)."
                ),
            )
        })
    }

    /// A text message: it has no subject, and its letters are counted.
    #[must_use]
    pub fn is_brief(&self) -> bool {
        self.code.contains("_brief")
    }

    fn is_notice(&self) -> bool {
        self.code.ends_with("_formal")
    }

    /// A text with its places by their kept names.
    fn kept(&self, field: &str, typed: &str) -> Result<String, Refusal> {
        let (places, mut text, mut rest) = (self.places(), String::new(), typed);
        while let Some(at) = rest.find(['{', '}']) {
            let (before, brace) = rest.split_at(at);
            text.push_str(before);
            let inside = brace.strip_prefix('{').and_then(|after| after.split_once('}'));
            let Some((name, after)) = inside.filter(|(name, _)| !name.contains(['{', '\n'])) else {
                let near: String = brace.chars().take(20).collect();
                return Err(Refusal::at(
                    field,
                    format!(
                        "Une accolade n’a pas la sienne : « {near} ». Une variable s’écrit {{{}}}.",
                        usable(&places)
                    ),
                ));
            };
            let known =
                places.iter().find(|place| [place.typed, place.name].iter().any(|one| same(one, name)));
            let Some(place) = known else {
                return Err(Refusal::at(
                    field,
                    format!(
                        "{{{}}} n’est pas connu ici. Variables possibles : {}.",
                        name.trim(),
                        listed(&places)
                    ),
                ));
            };
            if field == "subject" && place.several_lines {
                return Err(Refusal::at(
                    field,
                    format!("{{{}}} tient sur plusieurs lignes : mettez-le dans le texte.", place.typed),
                ));
            }
            text.push_str(&format!("{{{}}}", place.name));
            rest = after;
        }
        text.push_str(rest);
        Ok(text)
    }
}

/// A template as it is typed.
#[must_use]
pub fn as_typed(template: &MessageTemplate) -> MessageTemplate {
    let typed = |text: &str| {
        all_places().fold(text.to_owned(), |text, place| {
            text.replace(&format!("{{{}}}", place.name), &format!("{{{}}}", place.typed))
        })
    };
    MessageTemplate { subject: typed(&template.subject), body: typed(&template.body) }
}

/// The templates that were changed; the others are as they ship.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageTemplates(BTreeMap<String, MessageTemplate>);

impl MessageTemplates {
    /// The words in force.
    #[must_use]
    pub fn of(&self, kind: TemplateKind, language: Language) -> Option<MessageTemplate> {
        self.0.get(&language.key(kind.code)).cloned().or_else(|| kind.shipped(language))
    }

    #[must_use]
    pub fn is_changed(&self, kind: TemplateKind, language: Language) -> bool {
        self.0.contains_key(&language.key(kind.code))
    }

    /// Puts words in the place of the house's own; none, or its very words, for the house's own again.
    pub fn put(&mut self, kind: TemplateKind, language: Language, template: Option<MessageTemplate>) {
        let own = template.filter(|words| kind.shipped(language).as_ref() != Some(words));
        match own {
            Some(words) => self.0.insert(language.key(kind.code), words),
            None => self.0.remove(&language.key(kind.code)),
        };
    }
}

fn same(known: &str, typed: &str) -> bool {
    let plain = |text: &str| folded(text.trim()).replace(['_', '-'], " ");
    plain(known) == plain(typed)
}

/// « {bonjour}, {numéro} »
fn listed(places: &[TemplatePlace]) -> String {
    places.iter().map(|place| format!("{{{}}}", place.typed)).collect::<Vec<_>>().join(", ")
}

fn usable(places: &[TemplatePlace]) -> &'static str {
    places.get(1).map_or("numéro", |place| place.typed)
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn named(text: &str) -> BTreeSet<String> {
        let found = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
        found.map(|part| part.0.to_owned()).collect()
    }

    #[test]
    fn each_template_that_ships_could_be_typed_and_has_a_kind() {
        for row in rows(MESSAGES) {
            assert_eq!(row.len(), 3, "{row:?}");
            let code = row[0].split('.').next().unwrap();
            assert!(kind(code).is_ok(), "{} has no row in kinds.tsv", row[0]);
            assert!(Language::ALL.iter().any(|one| one.key(code) == row[0]), "{} is of no language", row[0]);
        }
        for kind in kinds() {
            assert_eq!(kind.places().len(), kind.places.split(' ').count(), "{}", kind.code);
            for language in Language::ALL {
                let shipped = kind.shipped(language).unwrap();
                let typed = as_typed(&shipped);
                assert_ne!(typed, shipped);
                assert_eq!(kind.read(&typed.subject, &typed.body).unwrap(), shipped, "{}", kind.code);
                assert_eq!(kind.lacks(&shipped, language), None, "{}", kind.code);
            }
        }
    }

    #[test]
    fn each_message_is_translated_with_the_same_values() {
        for kind in kinds() {
            let french = kind.shipped(Language::French).unwrap();
            for language in Language::ALL.into_iter().skip(1) {
                let said = kind.shipped(language).unwrap();
                assert_eq!(named(&french.subject), named(&said.subject), "{language:?}: {}", kind.code);
                assert_eq!(named(&french.body), named(&said.body), "{language:?}: {}", kind.code);
                let plain = format!("{} {}", said.subject, said.body).replace("Bon pour accord", "");
                assert_eq!(language.strange_letter(&plain), None, "{plain}");
            }
        }
    }

    #[test]
    fn each_place_has_an_example_in_every_language_or_in_none() {
        let head: Vec<&str> = PLACES.lines().next().unwrap().split('\t').collect();
        assert_eq!(head[4..], Language::ALL.map(|language| language.key("example")));
        for place in all_places() {
            let empty = place.examples.iter().filter(|said| said.is_empty()).count();
            assert!([0, LANGUAGES].contains(&empty), "{}", place.name);
            for language in Language::ALL {
                assert_eq!(language.strange_letter(language.of(place.examples)), None, "{}", place.name);
            }
        }
    }

    #[test]
    fn what_cannot_be_filled_is_refused_at_its_field_with_what_can() {
        let quote = kind("quote").unwrap();
        let refused = |subject: &str, body: &str| {
            let refusal = quote.read(subject, body).unwrap_err();
            (refusal.field.unwrap(), refusal.message)
        };
        let (field, text) = refused("Devis {numéro}", "Il reste {reste} à payer.");
        assert_eq!(field, "body");
        assert!(text.contains("{reste}") && text.contains("{valable jusqu’au}"), "{text}");
        assert_eq!(refused("Devis {numéro", "Bonjour").0, "subject");
        assert_eq!(refused("Devis", "Bonjour}").0, "body");
        assert_eq!(refused("Devis", "{{numéro}}").0, "body");
        assert_eq!(refused("Devis {signature}", "Bonjour").0, "subject");
        assert_eq!(refused("", "Bonjour").0, "subject");
        assert_eq!(refused("Devis", "  ").0, "body");
        let read = quote.read("Devis {Numero}", "{ VALABLE_JUSQU'AU }, {number}").unwrap();
        assert_eq!(
            (read.subject.as_str(), read.body.as_str()),
            ("Devis {number}", "{valid_until}, {number}")
        );
    }

    #[test]
    fn a_formal_notice_says_what_the_law_wants() {
        let notice = kind("reminders_formal").unwrap();
        let lacks = |body: &str| {
            let template = notice.read("Mise en demeure", body).unwrap();
            notice.lacks(&template, Language::French).map(|refusal| refusal.message)
        };
        let missing = lacks("Je vous mets en demeure de payer {total}. {liste}").unwrap();
        assert!(missing.contains("{pénalités}") && !missing.contains("{total}"), "{missing}");
        assert!(lacks("Payez {total}. {liste} {pénalités}").unwrap().contains("en demeure"));
        assert_eq!(lacks("Je vous mets en demeure de payer {total}. {liste} {pénalités}"), None);
    }

    #[test]
    fn the_house_s_own_words_are_not_kept_apart() {
        let (kind, mut all) = (kind("receipt").unwrap(), MessageTemplates::default());
        all.put(kind, Language::French, kind.shipped(Language::French));
        assert!(!all.is_changed(kind, Language::French));
        all.put(kind, Language::English, Some(kind.read("Merci", "Merci pour {paiement}.").unwrap()));
        assert_eq!(all.of(kind, Language::English).unwrap().body, "Merci pour {received}.");
        assert!(!all.is_changed(kind, Language::French));
        all.put(kind, Language::English, None);
        assert_eq!(all, MessageTemplates::default());
    }
}
