//! What keeps a reminder from leaving, in the words of the user.

use crate::dunning::debtor::{Debtor, Owed, WaitingReminder};
use crate::dunning::rules::Rules;
use crate::today::proposal::ago;
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::words::{count, long_date, short_date};

/// Why nobody is reminded now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// The invoice never left.
    NeverSent,
    /// It left for somebody whom it is not for, and did not leave again since.
    Addressee,
    /// The client is in insolvency proceedings: no reminder, the claim is declared (C. com. L622-21, L622-24).
    Insolvency,
    /// Somebody else collects it.
    Ceded,
    /// The client is left alone until a day.
    Hold,
    Dispute,
    Promise,
    /// It is paid in parts, as agreed, and the parts come.
    Plan,
    /// The letter has nowhere to go.
    NoAddress,
    /// Too little is late for a message.
    Small,
    /// They were reminded too recently.
    Pace,
    /// Neither Sundays nor public holidays.
    Calendar,
    /// A reminder is in the outbox.
    Outbox,
    /// The platform says that it is refused, contested, suspended, or that its money left.
    Platform,
    /// Money that may be for it came, and waits to be confirmed.
    Receipt,
    /// The last statement of the bank is too old to tell who paid.
    StaleStatement,
    /// They pay on a day of the month that follows the due date closely.
    Run,
}

/// A guard at work: until when, where that is known, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub guard: Guard,
    /// The first day on which it lets pass.
    pub until: Option<NaiveDate>,
    pub text: String,
}

/// What keeps this invoice from being asked about on that day, whatever its steps.
#[must_use]
pub fn kept(debtor: &Debtor, owed: &Owed, day: NaiveDate) -> Option<Kept> {
    never_sent(owed)
        .or_else(|| misdirected(owed))
        .or_else(|| insolvent(debtor, owed))
        .or_else(|| ceded(owed))
        .or_else(|| on_hold(debtor, day))
        .or_else(|| disputed(owed))
        .or_else(|| promised(owed, day))
        .or_else(|| planned(owed, day))
        .or_else(|| on_platform(owed, day))
        .or_else(|| received(owed, day))
}

fn on_platform(owed: &Owed, day: NaiveDate) -> Option<Kept> {
    let (status, since) = owed.platform?;
    let (until, text) = status.keeps_back(&owed.number, since, day)?;
    Some(Kept { guard: Guard::Platform, until, text })
}

/// Days during which money that nobody explained keeps reminders back.
const RECEIPT_WAITS: i64 = 60;

fn received(owed: &Owed, day: NaiveDate) -> Option<Kept> {
    let on = owed.received_on.filter(|on| (day - *on).num_days() <= RECEIPT_WAITS)?;
    Some(Kept {
        guard: Guard::Receipt,
        until: None,
        text: format!(
            "De l’argent reçu le {} est peut-être pour {} : confirmez-le, ou expliquez-le, dans les relevés.",
            long_date(on),
            owed.number
        ),
    })
}

/// Who imports statements is asked for a fresh one before anybody is reminded.
#[must_use]
pub fn unstated(rules: &Rules, day: NaiveDate) -> Option<Kept> {
    let watch = rules.statements.filter(|watch| watch.is_stale(day))?;
    Some(Kept {
        guard: Guard::StaleStatement,
        until: None,
        text: format!(
            "Votre relevé de banque s’arrête au {} : importez d’abord le suivant, un paiement y est peut-être.",
            long_date(watch.last_on)
        ),
    })
}

/// Days after a due date within which a payment run is waited for.
const RUN_WITHIN: i64 = 10;

/// The run on which what is due that day is expected, where it comes soon after.
#[must_use]
pub fn expected_on(debtor: &Debtor, owed: &Owed) -> Option<NaiveDate> {
    debtor.runs.from(owed.due_on()).filter(|run| (*run - owed.due_on()).num_days() <= RUN_WITHIN)
}

/// What is expected on a payment run is not asked for before it, unless a promise was broken.
#[must_use]
pub fn run(debtor: &Debtor, owed: &Owed, day: NaiveDate) -> Option<Kept> {
    let run = expected_on(debtor, owed)?;
    let waits = owed.due_on() < day && day <= run && owed.broken_on(day).is_none();
    waits.then(|| Kept {
        guard: Guard::Run,
        until: run.succ_opt(),
        text: format!(
            "Ce client paie {} : {} est attendue le {}.",
            debtor.runs.said(),
            owed.number,
            long_date(run)
        ),
    })
}

fn never_sent(owed: &Owed) -> Option<Kept> {
    owed.sent_on.is_none().then(|| Kept {
        guard: Guard::NeverSent,
        until: None,
        text: format!(
            "{} n’a jamais été envoyée : envoyez-la d’abord, ou notez quand elle l’a été.",
            owed.number
        ),
    })
}

fn misdirected(owed: &Owed) -> Option<Kept> {
    let (number, on) = owed.misdirected.as_ref()?;
    Some(Kept {
        guard: Guard::Addressee,
        until: None,
        text: format!(
            "{number} va à quelqu’un d’autre, dit le client le {} : notez à qui, puis renvoyez-la.",
            short_date(*on)
        ),
    })
}

fn insolvent(debtor: &Debtor, owed: &Owed) -> Option<Kept> {
    let proceedings = debtor.insolvency.filter(|proceedings| proceedings.holds(owed.work))?;
    Some(Kept {
        guard: Guard::Insolvency,
        until: None,
        text: format!(
            "Procédure collective publiée le {} : on ne relance plus. {}",
            short_date(proceedings.published_on),
            proceedings.told(&owed.number, owed.work)
        ),
    })
}

fn ceded(owed: &Owed) -> Option<Kept> {
    owed.ceded.as_ref().map(|whom| Kept {
        guard: Guard::Ceded,
        until: None,
        text: format!("{} est cédée : {whom}.", owed.number),
    })
}

/// The client is left alone.
#[must_use]
pub fn on_hold(debtor: &Debtor, day: NaiveDate) -> Option<Kept> {
    let hold = debtor.hold.as_ref().filter(|hold| day < hold.until)?;
    Some(Kept {
        guard: Guard::Hold,
        until: Some(hold.until),
        text: format!("Relances suspendues jusqu’au {} : {}.", long_date(hold.until), hold.reason),
    })
}

fn disputed(owed: &Owed) -> Option<Kept> {
    owed.dispute.as_ref().map(|reason| Kept {
        guard: Guard::Dispute,
        until: None,
        text: format!("{} est contestée : {reason}.", owed.number),
    })
}

fn planned(owed: &Owed, day: NaiveDate) -> Option<Kept> {
    let plan = owed.plan.as_ref().filter(|plan| plan.stands(day))?;
    let next = plan.next_on(day)?;
    Some(Kept {
        guard: Guard::Plan,
        until: plan.breaks_on(),
        text: format!(
            "{} est payée en plusieurs fois : prochaine échéance le {}.",
            owed.number,
            long_date(next)
        ),
    })
}

fn promised(owed: &Owed, day: NaiveDate) -> Option<Kept> {
    let promised = owed.promised_on.filter(|promised| day <= *promised)?;
    Some(Kept {
        guard: Guard::Promise,
        until: promised.succ_opt(),
        text: format!("Paiement de {} promis pour le {}.", owed.number, long_date(promised)),
    })
}

/// A reminder that is written leaves first.
#[must_use]
pub fn in_outbox(waiting: &WaitingReminder) -> Kept {
    Kept {
        guard: Guard::Outbox,
        until: None,
        text: format!("Une relance est dans la boîte d’envoi depuis le {}.", long_date(waiting.since)),
    }
}

/// Nobody is reminded on a day of rest.
#[must_use]
pub fn calendar(until: NaiveDate) -> Kept {
    Kept {
        guard: Guard::Calendar,
        until: Some(until),
        text: format!("Ni un dimanche ni un jour férié : ce sera le {}.", long_date(until)),
    }
}

/// A client who was reminded of anything is left alone for a while.
#[must_use]
pub fn paced(debtor: &Debtor, rules: &Rules, day: NaiveDate) -> Option<Kept> {
    let last = debtor.contacted_on()?;
    let until = last.checked_add_days(Days::new(rules.pace.unsigned_abs()))?;
    (day < until).then(|| Kept {
        guard: Guard::Pace,
        until: Some(until),
        text: format!(
            "Relancé {} : au plus un message tous les {}.",
            ago(last, day),
            count(rules.pace, "jour", "jours")
        ),
    })
}
