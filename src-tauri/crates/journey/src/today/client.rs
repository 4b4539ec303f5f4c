//! What to do about a client beside their deals: confirm data that grew old, keep in touch with those who come back.

use crate::contact::card::ClientCard;
use crate::today::proposal::{ClientName, Proposal, proposal};
use crate::today::task::{Aim, Task, Tone, When, identified};
use chrono::{Datelike, Months, NaiveDate};
use serde_json::json;
use values::money::Cents;
use values::words;

/// What is known of a client for these tasks.
#[derive(Clone, Debug)]
pub struct Standing {
    pub client: i64,
    pub card: ClientCard,
    /// The day on which the card was last typed, changed or confirmed.
    pub confirmed_on: NaiveDate,
    /// Something is going on with them.
    pub active: bool,
    /// The last day on which something happened, in a deal or beside.
    pub last_on: Option<NaiveDate>,
    /// The first time they signed.
    pub first_order_on: Option<NaiveDate>,
    /// Their latest deal, on which a contact is noted: its id and its title.
    pub latest: Option<(i64, String)>,
}

impl Standing {
    fn named(&self) -> ClientName {
        ClientName { id: self.client, name: self.card.name.clone() }
    }
}

/// Months after which a client who comes back has been silent.
const SILENT: Months = Months::new(6);

/// Days during which an anniversary is worth a word.
const ANNIVERSARY_DAYS: i64 = 7;

/// Months after which a card asks to be confirmed.
const OLD: Months = Months::new(12);

/// Is a card confirmed that day old enough to be asked about?
#[must_use]
pub fn is_old(confirmed_on: NaiveDate, today: NaiveDate) -> bool {
    confirmed_on.checked_add_months(OLD).is_some_and(|day| day <= today)
}

/// The tasks about one client.
#[must_use]
pub fn tasks(client: &Standing, today: NaiveDate) -> Vec<Task> {
    let found = [confirm(client, today), anniversary(client, today).or_else(|| silence(client, today))];
    identified(found.into_iter().flatten().collect())
}

/// A client who comes back, and of whom nothing was heard for months.
fn silence(client: &Standing, today: NaiveDate) -> Option<Task> {
    let last = client.last_on?;
    let silent = last.checked_add_months(SILENT).is_some_and(|day| day <= today);
    (silent && client.card.profile.comes_back()).then_some(())?;
    contact(
        client,
        "silent_client",
        "Prendre des nouvelles",
        &format!("Silencieux depuis le {}.", words::long_date(last)),
        today,
    )
}

/// The day on which they first signed comes round: a reason to write, if one likes.
fn anniversary(client: &Standing, today: NaiveDate) -> Option<Task> {
    let first = client.first_order_on?;
    let years = today.year() - first.year();
    let day = first.checked_add_months(Months::new(u32::try_from(years).ok()? * 12))?;
    let near = (0..ANNIVERSARY_DAYS).contains(&(today - day).num_days());
    let already = client.last_on.is_some_and(|last| last >= day);
    (years > 0 && near && !already).then_some(())?;
    let years = words::count(i64::from(years), "an", "ans");
    contact(
        client,
        "client_anniversary",
        &format!("{years} de travail ensemble : un mot, si vous le souhaitez"),
        &format!("Première commande le {}.", words::long_date(first)),
        today,
    )
}

/// A contact that keeps in touch, with who did not say no and with whom nothing goes on.
fn contact(client: &Standing, kind: &str, text: &str, detail: &str, today: NaiveDate) -> Option<Task> {
    let (deal, title) = client.latest.clone()?;
    if client.active || client.card.opted_out {
        return None;
    }
    // C. conso. L223-1: a private person is called only with their consent.
    let how = if client.card.may_be_prospected() {
        ""
    } else {
        " Par écrit : pas d’accord noté pour un appel."
    };
    let action = proposal("record_contact", json!({"deal": deal, "contacted_on": today}));
    Some(Task {
        deal: Some(deal),
        title,
        ..about(&client.named(), kind, text, format!("{detail}{how}"), action, "Fait")
    })
}

fn confirm(client: &Standing, today: NaiveDate) -> Option<Task> {
    is_old(client.confirmed_on, today).then(|| Task {
        complete: true,
        ..about(
            &client.named(),
            "confirm_client",
            "Vérifier la fiche du client",
            format!("Adresse, SIREN, e-mail : confirmés le {}.", words::long_date(client.confirmed_on)),
            proposal("confirm_client", json!({"client": client.client})),
            "Rien n’a changé",
        )
    })
}

/// A task about a client without a deal.
pub(super) fn about(
    client: &ClientName,
    kind: &str,
    text: &str,
    detail: String,
    action: Proposal,
    label: &str,
) -> Task {
    Task {
        key: String::new(),
        kind: kind.to_owned(),
        text: text.to_owned(),
        detail,
        amount: Cents::ZERO,
        currency: "EUR".to_owned(),
        client: Some(client.clone()),
        deal: None,
        title: String::new(),
        label: label.to_owned(),
        action,
        complete: false,
        aim: Aim::KeepLoyal,
        tone: Tone::Calm,
        // Any day of the week is good for it.
        when: When::Week,
        waits_for: String::new(),
        until: None,
        late_days: 0,
        why: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{ClientKind, ClientProfile};

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn bakery() -> Standing {
        Standing {
            client: 7,
            card: ClientCard::named(ClientKind::Company, "Boulangerie Le Goff"),
            confirmed_on: day(2025, 11, 22),
            active: false,
            last_on: Some(day(2026, 1, 10)),
            first_order_on: None,
            latest: Some((3, "Refonte du site".into())),
        }
    }

    fn kinds(client: &Standing, today: NaiveDate) -> Vec<String> {
        tasks(client, today).into_iter().map(|t| t.kind).collect()
    }

    #[test]
    fn news_is_asked_of_who_comes_back_and_was_silent_for_six_months() {
        let mut client = Standing { confirmed_on: day(2026, 6, 1), ..bakery() };
        assert!(kinds(&client, day(2026, 7, 10)).is_empty(), "nobody said that this client comes back");
        client.card.profile = ClientProfile::Regular;
        assert!(kinds(&client, day(2026, 7, 9)).is_empty());
        assert_eq!(kinds(&client, day(2026, 7, 10)), ["silent_client"]);
        client.active = true;
        assert!(kinds(&client, day(2026, 7, 10)).is_empty());
        client.active = false;
        client.card.opted_out = true;
        assert!(kinds(&client, day(2026, 7, 10)).is_empty());
    }

    #[test]
    fn a_private_person_is_written_to_unless_they_agreed_to_a_call() {
        let mut client = Standing { confirmed_on: day(2026, 6, 1), ..bakery() };
        client.card.kind = ClientKind::Person;
        client.card.profile = ClientProfile::Regular;
        assert!(tasks(&client, day(2026, 7, 10))[0].detail.contains("Par écrit"));
        client.card.may_be_called = true;
        assert!(!tasks(&client, day(2026, 7, 10))[0].detail.contains("Par écrit"));
    }

    #[test]
    fn the_anniversary_of_the_first_order_is_worth_a_word_for_a_week() {
        let client =
            Standing { confirmed_on: day(2026, 6, 1), first_order_on: Some(day(2024, 2, 29)), ..bakery() };
        assert!(kinds(&client, day(2026, 2, 27)).is_empty());
        assert_eq!(kinds(&client, day(2026, 2, 28)), ["client_anniversary"]);
        assert_eq!(kinds(&client, day(2026, 3, 6)), ["client_anniversary"]);
        assert!(kinds(&client, day(2026, 3, 7)).is_empty());
        let written = Standing { last_on: Some(day(2026, 3, 1)), ..client };
        assert!(kinds(&written, day(2026, 3, 2)).is_empty());
    }

    #[test]
    fn a_card_is_confirmed_a_year_later() {
        assert!(tasks(&bakery(), day(2026, 11, 21)).is_empty());
        let asked = tasks(&bakery(), day(2026, 11, 22));
        assert_eq!(
            (asked[0].kind.as_str(), asked[0].deal, asked[0].complete),
            ("confirm_client", None, true)
        );
        assert!(asked[0].title.is_empty());
    }
}
