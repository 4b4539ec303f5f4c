//! Clients that are known, found again by what they are recognised by.

use crate::contact::card::ClientCard;
use crate::contact::likeness::{Likeness, Marks};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Duplicate {
    pub id: i64,
    pub name: String,
    pub city: String,
    pub likeness: Vec<Likeness>,
    /// In French: « même SIREN, même nom ».
    pub why: String,
}

/// Clients, found again by what they are recognised by.
#[derive(Default)]
pub struct KnownClients {
    cards: Vec<(i64, String, String, Marks)>,
    by_mark: HashMap<(Mark, String), Vec<usize>>,
}

/// Which mark an entry of the index is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Mark {
    Siren,
    Email,
    Name,
}

impl KnownClients {
    /// One more client.
    pub fn add(&mut self, id: i64, card: &ClientCard) {
        let marks = Marks::of(card);
        for key in keys(&marks) {
            self.by_mark.entry(key).or_default().push(self.cards.len());
        }
        self.cards.push((id, card.name.clone(), card.address.city.clone(), marks));
    }

    /// Who resembles these marks, the surest first.
    #[must_use]
    pub fn like(&self, marks: &Marks, except: Option<i64>) -> Vec<Duplicate> {
        let near: BTreeSet<usize> =
            keys(marks).into_iter().filter_map(|key| self.by_mark.get(&key)).flatten().copied().collect();
        let mut found: Vec<Duplicate> = near
            .into_iter()
            .filter_map(|i| self.cards.get(i))
            .filter(|(id, ..)| Some(*id) != except)
            .filter_map(|(id, name, city, other)| {
                let likeness = marks.likeness(other);
                let why = likeness.iter().map(|l| l.french()).collect::<Vec<_>>().join(", ");
                (!likeness.is_empty()).then(|| Duplicate {
                    id: *id,
                    name: name.clone(),
                    city: city.clone(),
                    likeness,
                    why,
                })
            })
            .collect();
        found.sort_by(|a, b| a.likeness.first().cmp(&b.likeness.first()).then(a.id.cmp(&b.id)));
        found.truncate(5);
        found
    }
}

fn keys(marks: &Marks) -> Vec<(Mark, String)> {
    [(Mark::Siren, &marks.siren), (Mark::Email, &marks.email), (Mark::Name, &marks.name)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(mark, value)| (mark, value.clone()))
        .collect()
}
