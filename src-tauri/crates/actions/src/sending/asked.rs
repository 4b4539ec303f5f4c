//! What a reminder says: of one invoice in its own words, of several as a list.

use crate::sending::claimed::{Claimed, ClaimedInvoice, claimed};
use crate::sending::how_to_pay::transfer;
use crate::sending::material::{Asked, Material, MessageKind, Voice, already};
use books::act::Ask;
use books::error::Result;
use journey::contact::{ClientKind, Language};
use journey::invoice::Instalment;
use journey::message::ReminderTone;
use journey::say;
use journey::standing::unpaid;
use records::reminders::contested_lines;
use records::{contact, invoice};

/// What a reminder is made from, whichever invoices it is about.
pub(super) fn of_reminder(ask: &Ask, id: i64, asked: &Asked) -> Result<Material> {
    let claimed = claimed(ask, id, asked.also, asked.step)?;
    let row = claimed.lead();
    let (issued, _) = invoice::stored(ask.db, id)?;
    let language = contact::card(ask, row.client)?.language;
    let tone = asked.tone.unwrap_or_else(|| claimed.tone());
    let numbers = claimed.numbers();
    let late = row.days_late(ask.today);
    let values = vec![
        ("number", row.number.clone()),
        ("title", row.title.clone()),
        ("issued_on", language.long_date(issued.issued_on)),
        ("due_on", language.long_date(row.due_on)),
        ("open", language.euros(claimed.invoices[0].amount)),
        ("late", language.days(late)),
        ("unpaid", unpaid(language, row.open, row.gross).to_owned()),
        ("parts", parts(&claimed.invoices[0].late, language)),
        ("contested", contested(ask, &claimed, language)?),
        ("charges", language.wording(charges(issued.parties.buyer.kind, tone), ask.today).to_owned()),
        ("transfer", transfer(language, &issued.parties.seller, &numbers.join(", "), claimed.total())),
        ("numbers", numbers.join(", ")),
        ("count", numbers.len().to_string()),
        ("total", language.euros(claimed.total())),
        ("list", list(ask, &claimed, language)),
    ];
    Ok(Material {
        code: template(tone, claimed.early, claimed.invoices.len() > 1, asked.voice),
        values,
        client: row.client,
        documents: claimed.invoices.iter().map(|one| one.row.document).collect(),
        number: row.number.clone(),
        before: already(ask, "invoice", id, MessageKind::Reminder)?,
    })
}

fn template(tone: ReminderTone, early: bool, several: bool, voice: Voice) -> &'static str {
    let one = |single: &'static str, all: &'static str| if several { all } else { single };
    match (voice, early, tone) {
        (Voice::Brief, _, ReminderTone::Friendly | ReminderTone::Neutral) => {
            one("reminder_brief", "reminders_brief")
        }
        (Voice::Brief, _, ReminderTone::Firm | ReminderTone::Formal) => {
            one("reminder_brief_firm", "reminders_brief_firm")
        }
        (Voice::Spoken, true, _) | (Voice::Spoken, false, ReminderTone::Friendly) => "call_friendly",
        (Voice::Spoken, false, ReminderTone::Neutral) => "call_neutral",
        (Voice::Spoken, false, ReminderTone::Firm | ReminderTone::Formal) => "call_firm",
        (Voice::Written, true, _) => one("reminder_early", "reminders_early"),
        (Voice::Written, false, ReminderTone::Friendly) => one("reminder_friendly", "reminders_friendly"),
        (Voice::Written, false, ReminderTone::Neutral) => one("reminder_neutral", "reminders_neutral"),
        (Voice::Written, false, ReminderTone::Firm) => one("reminder_firm", "reminders_firm"),
        (Voice::Written, false, ReminderTone::Formal) => one("reminder_formal", "reminders_formal"),
    }
}

/// What the law adds to what is owed: to come, or, in a formal notice, running.
fn charges(kind: ClientKind, tone: ReminderTone) -> &'static str {
    let formal = tone == ReminderTone::Formal;
    match kind {
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association => {
            if formal {
                "formal_charges_professional"
            } else {
                "reminder_charges_professional"
            }
        }
        ClientKind::PublicBody => {
            if formal {
                "formal_charges_public"
            } else {
                "reminder_charges_public"
            }
        }
        ClientKind::Person => {
            if formal {
                "formal_charges_person"
            } else {
                "reminder_charges_person"
            }
        }
    }
}

/// Of several parts that are late, each is said.
fn parts(late: &[Instalment], language: Language) -> String {
    if late.len() < 2 {
        return String::new();
    }
    let since = |part: &Instalment| {
        let (amount, day) = (language.euros(part.amount), language.long_date(part.due_on));
        say!(language, "{amount} depuis le {day}", amount = amount, day = day)
    };
    let parts: Vec<String> = late.iter().map(since).collect();
    format!(" {}", say!(language, "Soit {parts}.", parts = parts.join(", ")))
}

/// What the client contests of them, with the lines where they named some; begins with a space, empty where they contest
/// nothing.
fn contested(ask: &Ask, claimed: &Claimed, language: Language) -> Result<String> {
    let mut each = Vec::new();
    for one in claimed.invoices.iter().filter(|one| one.contested.0 > 0) {
        let lines = contested_lines(ask, one.row.id)?;
        let about = if lines.is_empty() { String::new() } else { format!(" ({})", lines.join(", ")) };
        let (amount, number) = (language.euros(one.contested), &one.row.number);
        each.push(say!(language, "{amount} de {number}", amount = amount, number = number) + &about);
    }
    if each.is_empty() {
        return Ok(String::new());
    }
    let said = say!(
        language,
        "Ce qui est contesté est traité à part et n’est pas compris dans cette somme : {each}.",
        each = each.join(", ")
    );
    Ok(format!(" {said}"))
}

/// Each invoice on a line of its own.
fn list(ask: &Ask, claimed: &Claimed, language: Language) -> String {
    let line = |one: &ClaimedInvoice| {
        let (amount, day) = (language.euros(one.amount), language.long_date(one.row.due_on));
        let said = if one.row.due_on < ask.today {
            say!(
                language,
                "{number}, « {title} » : {amount}, à payer depuis le {day}",
                number = one.row.number,
                title = one.row.title,
                amount = amount,
                day = day
            )
        } else {
            say!(
                language,
                "{number}, « {title} » : {amount}, à payer pour le {day}",
                number = one.row.number,
                title = one.row.title,
                amount = amount,
                day = day
            )
        };
        format!("- {said}")
    };
    claimed.invoices.iter().map(line).collect::<Vec<_>>().join("\n")
}
