//! A message in the outbox: its states, and which follow which.
//!
//! Invariant: nothing that may have left is handed over again but by the user's own word.

use crate::sending::SendingKind;
use chrono::{NaiveDate, NaiveDateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::{Code, Refusal};
use values::words::long_date;

/// Where a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// It waits for its turn.
    Ready,
    /// It is being handed over.
    Sending,
    /// The server has it.
    Sent,
    /// The server has it not, for certain.
    Failed,
    /// It was handed over and nobody knows whether it was taken.
    Unknown,
    /// The user took it back before it left.
    Dropped,
}

values::stored!(MessageState {
    Ready = "ready",
    Sending = "sending",
    Sent = "sent",
    Failed = "failed",
    Unknown = "unknown",
    Dropped = "dropped",
});

impl MessageState {
    /// Is something still to happen to it?
    #[must_use]
    pub fn waits(self) -> bool {
        match self {
            MessageState::Ready | MessageState::Sending | MessageState::Failed | MessageState::Unknown => {
                true
            }
            MessageState::Sent | MessageState::Dropped => false,
        }
    }
}

/// What makes a message that failed leave after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TryAgain {
    /// Time alone.
    Later,
    /// Another server, user or password.
    AfterChange,
    /// The password, which nobody told.
    Password,
    /// Another message: this one never leaves as it is.
    Never,
}

values::stored!(TryAgain {
    Later = "later",
    AfterChange = "after_change",
    Password = "password",
    Never = "never",
});

impl TryAgain {
    /// It waits for something that one sets.
    #[must_use]
    pub fn waits_for_settings(self) -> bool {
        match self {
            TryAgain::AfterChange | TryAgain::Password => true,
            TryAgain::Later | TryAgain::Never => false,
        }
    }
}

/// An invoice that a reminder asks for, as it was when the message was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedFor {
    pub invoice: i64,
    /// The day from which its steps count, and the step.
    pub since: NaiveDate,
    pub days: i64,
    pub amount: Cents,
}

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageStanding {
    pub state: MessageState,
    pub next_try: Option<NaiveDateTime>,
}

/// It is its turn: it waits, or the time of its next try has come.
pub fn may_be_tried(standing: MessageStanding, now: NaiveDateTime) -> Result<(), Refusal> {
    match (standing.state, standing.next_try) {
        (MessageState::Ready, _) => Ok(()),
        (MessageState::Failed, Some(at)) if at <= now => Ok(()),
        (MessageState::Failed, Some(at)) => Err(Refusal::new(
            Code::TryAgain,
            format!("Prochain essai le {}, à {}.", long_date(at.date()), at.format("%H h %M")),
        )),
        (MessageState::Failed, None) => {
            Err(Refusal::not_now("Ce message n’a pas pu partir : voyez ce qui l’en empêche."))
        }
        (MessageState::Sending | MessageState::Sent | MessageState::Unknown | MessageState::Dropped, _) => {
            Err(Refusal::not_now(settled(standing.state)))
        }
    }
}

/// The server has answered, or was not reached: only of a message that is being handed over, or was about to be.
pub fn may_be_noted(from: MessageState, to: MessageState) -> Result<(), Refusal> {
    let fits = match (from, to) {
        (MessageState::Sending, MessageState::Sent | MessageState::Unknown | MessageState::Failed)
        | (MessageState::Ready | MessageState::Failed, MessageState::Failed) => true,
        (
            MessageState::Ready
            | MessageState::Sending
            | MessageState::Sent
            | MessageState::Failed
            | MessageState::Unknown
            | MessageState::Dropped,
            _,
        ) => false,
    };
    if fits { Ok(()) } else { Err(Refusal::not_now(settled(from))) }
}

/// It is tried again at once: what failed for certain, never what may have left.
pub fn may_be_resent(state: MessageState) -> Result<(), Refusal> {
    match state {
        MessageState::Failed => Ok(()),
        MessageState::Ready
        | MessageState::Sending
        | MessageState::Sent
        | MessageState::Unknown
        | MessageState::Dropped => Err(Refusal::not_now(settled(state))),
    }
}

/// It is taken back before it leaves.
pub fn may_be_dropped(state: MessageState) -> Result<(), Refusal> {
    match state {
        MessageState::Ready | MessageState::Failed => Ok(()),
        MessageState::Sending | MessageState::Sent | MessageState::Unknown | MessageState::Dropped => {
            Err(Refusal::not_now(settled(state)))
        }
    }
}

/// The user looked whether it left.
pub fn may_be_resolved(state: MessageState) -> Result<(), Refusal> {
    match state {
        MessageState::Unknown => Ok(()),
        MessageState::Ready
        | MessageState::Sending
        | MessageState::Sent
        | MessageState::Failed
        | MessageState::Dropped => Err(Refusal::not_now(settled(state))),
    }
}

fn settled(state: MessageState) -> &'static str {
    match state {
        MessageState::Ready => "Ce message attend son tour.",
        MessageState::Sending => "Ce message est en train de partir.",
        MessageState::Sent => "Ce message est déjà parti.",
        MessageState::Failed => "Ce message n’est pas parti.",
        MessageState::Unknown => {
            "On ne sait pas si ce message est parti : vérifiez, puis dites-le dans la boîte d’envoi."
        }
        MessageState::Dropped => "Ce message est retiré de la boîte d’envoi.",
    }
}

/// Nothing is written twice about the same thing while a message waits.
pub fn none_waits(kind: SendingKind, number: &str, waiting: bool) -> Result<(), Refusal> {
    if !waiting {
        return Ok(());
    }
    let what = match kind {
        SendingKind::Invoice => format!("{number} attend déjà"),
        SendingKind::Quote => format!("Le devis {number} attend déjà"),
        SendingKind::QuoteFollowUp => format!("La relance du devis {number} attend déjà"),
        SendingKind::Reminder => format!("Une relance de ce client, pour {number}, attend déjà"),
        SendingKind::Promise => format!("La confirmation de la promesse sur {number} attend déjà"),
        SendingKind::Suspension => format!("Un message à {number} sur l’arrêt du travail attend déjà"),
        SendingKind::Duplicate => format!("Un duplicata de {number} attend déjà"),
        SendingKind::Receipt => "Ce reçu attend déjà".to_owned(),
        SendingKind::FollowUp => format!("Un message à {number} attend déjà"),
        SendingKind::Announcement => format!("Une annonce à {number} attend déjà"),
    };
    Err(Refusal::not_now(format!("{what} dans la boîte d’envoi : laissez partir ce message, ou retirez-le.")))
}

/// Days after which a reminder that could not leave says what is no more: how late one is, what is still to come.
const STALE_AFTER: i64 = 5;

/// What was written still says what is true: the same paper, the same amounts, not too long ago.
pub fn still_says(
    kind: SendingKind,
    (written_on, today): (NaiveDate, NaiveDate),
    (was, is): (&[AskedFor], &[AskedFor]),
    same_paper: bool,
) -> Result<(), Refusal> {
    let amounts = |all: &[AskedFor]| all.iter().map(|one| (one.invoice, one.amount)).collect::<Vec<_>>();
    if !same_paper {
        return Err(Refusal::not_now(
            "Une version plus récente existe : retirez ce message, puis envoyez la plus récente.",
        ));
    }
    if amounts(was) != amounts(is) {
        return Err(Refusal::not_now(
            "Ce qui est réclamé a changé depuis que ce message est écrit : retirez-le, puis relancez de nouveau.",
        ));
    }
    if kind == SendingKind::Reminder && (today - written_on).num_days() > STALE_AFTER {
        return Err(Refusal::not_now(format!(
            "Cette relance est du {} : retirez-la, puis relancez de nouveau.",
            long_date(written_on)
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [MessageState; 6] = [
        MessageState::Ready,
        MessageState::Sending,
        MessageState::Sent,
        MessageState::Failed,
        MessageState::Unknown,
        MessageState::Dropped,
    ];

    fn at(day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
    }

    #[test]
    fn what_may_have_left_is_never_handed_over_again_by_itself() {
        for state in ALL {
            let tried =
                may_be_tried(MessageStanding { state, next_try: Some(at(23, 9)) }, at(23, 10)).is_ok();
            assert_eq!(tried, matches!(state, MessageState::Ready | MessageState::Failed), "{state:?}");
            assert_eq!(may_be_resent(state).is_ok(), state == MessageState::Failed);
            assert_eq!(may_be_dropped(state).is_ok(), tried);
            assert_eq!(may_be_resolved(state).is_ok(), state == MessageState::Unknown);
            let sent = may_be_noted(state, MessageState::Sent).is_ok();
            assert_eq!(sent, state == MessageState::Sending, "only what is being handed over is sent");
        }
    }

    #[test]
    fn what_failed_waits_for_its_time_or_for_a_change() {
        let failed = |next_try| MessageStanding { state: MessageState::Failed, next_try };
        let early = may_be_tried(failed(Some(at(24, 9))), at(23, 10)).unwrap_err();
        assert_eq!((early.code, early.message.contains("24 novembre")), (Code::TryAgain, true), "{early}");
        assert!(may_be_tried(failed(Some(at(24, 9))), at(24, 9)).is_ok());
        assert!(may_be_tried(failed(None), at(30, 9)).is_err());
    }

    #[test]
    fn a_reminder_that_is_no_more_true_is_held() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let asked = |cents| vec![AskedFor { invoice: 1, since: day(1), days: 3, amount: Cents(cents) }];
        let still = |was: &[AskedFor], is: &[AskedFor], on, same| {
            still_says(SendingKind::Reminder, (day(20), on), (was, is), same)
        };
        assert_eq!(still(&asked(100), &asked(100), day(25), true), Ok(()));
        assert!(still(&asked(100), &asked(60), day(20), true).unwrap_err().message.contains("réclamé"));
        assert!(still(&asked(100), &[], day(20), true).is_err());
        assert!(still(&asked(100), &asked(100), day(26), true).unwrap_err().message.contains("20 novembre"));
        assert!(still(&asked(100), &asked(100), day(20), false).unwrap_err().message.contains("récente"));
    }
}
