//! Person: who at a client's decides, receives invoices, pays; and to whom a paper is addressed.

use crate::contact::card::ClientCard;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;

/// A person, as typed and kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonCard {
    pub name: String,
    /// « gérante », « comptable ».
    #[serde(default)]
    pub function: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub decides: bool,
    #[serde(default)]
    pub receives_invoices: bool,
    #[serde(default)]
    pub pays: bool,
}

impl PersonCard {
    /// Checks and normalises what was typed.
    pub fn read(&self) -> Result<PersonCard, Refusal> {
        Ok(PersonCard {
            name: input::required("name", &self.name, input::NAME, "Indiquez le nom de cette personne.")?,
            function: input::line("function", &self.function, input::NAME)?,
            email: input::email("email", &self.email)?,
            phone: input::code("phone", &self.phone, 30)?,
            ..self.clone()
        })
    }
}

/// What a paper is, for the one it is addressed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A quote is read by who decides.
    Quote,
    /// Invoices, reminders and receipts are for who receives invoices.
    Invoice,
}

/// Who receives what leaves: a name and an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub name: String,
    pub email: String,
}

/// Everybody whom what leaves concerns and who has an address: those who receive invoices; for a quote, those who
/// decide where there are some. Nobody has that role: the address that the card is reached by.
#[must_use]
pub fn recipients(card: &ClientCard, people: &[PersonCard], about: About) -> Vec<Recipient> {
    let of = |role: fn(&PersonCard) -> bool| -> Vec<Recipient> {
        let reached = people.iter().filter(|person| role(person) && !person.email.is_empty());
        reached.map(|person| Recipient { name: person.name.clone(), email: person.email.clone() }).collect()
    };
    let decide = if about == About::Quote { of(|person| person.decides) } else { Vec::new() };
    let mut found = if decide.is_empty() { of(|person| person.receives_invoices) } else { decide };
    let first = card.clone().addressed(people, about);
    // A person without an address of their own is reached by the client's.
    if !found.iter().any(|known| known.email == first.email) && !first.email.is_empty() {
        found.insert(0, Recipient { name: first.contact, email: first.email });
    }
    found.dedup_by(|a, b| a.email == b.email);
    found
}

impl ClientCard {
    /// This card addressed to the person whom the paper concerns, in the order in which they were added: who receives
    /// invoices; for a quote, who decides comes before. Nobody has that role: the card's own contact.
    #[must_use]
    pub fn addressed(mut self, people: &[PersonCard], about: About) -> ClientCard {
        let decides = people.iter().find(|person| about == About::Quote && person.decides);
        let Some(person) = decides.or_else(|| people.iter().find(|person| person.receives_invoices)) else {
            return self;
        };
        self.contact.clone_from(&person.name);
        // A person without an address of their own is reached by the client's.
        if !person.email.is_empty() {
            self.email.clone_from(&person.email);
        }
        if !person.phone.is_empty() {
            self.phone.clone_from(&person.phone);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::ClientKind;

    fn person(name: &str) -> PersonCard {
        PersonCard { name: name.into(), ..PersonCard::default() }
    }

    #[test]
    fn papers_are_addressed_to_whom_they_concern() {
        let mut card = ClientCard::named(ClientKind::Company, "Le Goff");
        card.contact = "Anne".into();
        card.email = "contact@legoff.fr".into();
        let to = |people: &[PersonCard], about| card.clone().addressed(people, about).contact;
        assert_eq!(to(&[person("Yann")], About::Invoice), "Anne", "no role, no change");
        let books =
            PersonCard { receives_invoices: true, email: "compta@legoff.fr".into(), ..person("Zoé") };
        let chief = PersonCard { decides: true, ..person("Yann") };
        let people = [books.clone(), chief];
        assert_eq!(to(&people, About::Invoice), "Zoé");
        assert_eq!(to(&people, About::Quote), "Yann");
        assert_eq!(to(&[books], About::Quote), "Zoé");
        assert_eq!(card.clone().addressed(&people, About::Invoice).email, "compta@legoff.fr");
        assert_eq!(card.clone().addressed(&people, About::Quote).email, "contact@legoff.fr");
    }

    #[test]
    fn all_who_receive_invoices_are_written_to() {
        let mut card = ClientCard::named(ClientKind::Company, "Le Goff");
        let to = |card: &ClientCard, people: &[PersonCard], about| -> Vec<String> {
            recipients(card, people, about).into_iter().map(|one| one.email).collect()
        };
        let books =
            |email: &str| PersonCard { receives_invoices: true, email: email.into(), ..person("Zoé") };
        let chief = PersonCard { decides: true, email: "yann@legoff.fr".into(), ..person("Yann") };
        let people = [books("a@legoff.fr"), chief, books("b@legoff.fr")];
        assert_eq!(to(&card, &people, About::Invoice), ["a@legoff.fr", "b@legoff.fr"]);
        assert_eq!(to(&card, &people, About::Quote), ["yann@legoff.fr"]);
        assert_eq!(to(&card, &[], About::Invoice), Vec::<String>::new());
        card.email = "contact@legoff.fr".into();
        assert_eq!(to(&card, &[], About::Invoice), ["contact@legoff.fr"]);
        assert_eq!(
            to(&card, &[books(""), books("b@legoff.fr")], About::Invoice),
            ["contact@legoff.fr", "b@legoff.fr"]
        );
    }

    #[test]
    fn a_person_has_a_name() {
        assert_eq!(person(" ").read().unwrap_err().field.as_deref(), Some("name"));
        let wrong = PersonCard { email: "anne@".into(), ..person("Anne") };
        assert_eq!(wrong.read().unwrap_err().field.as_deref(), Some("email"));
    }
}
