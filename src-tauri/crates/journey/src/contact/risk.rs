//! Risk: what speaks for prudence before more is done for a client, and what to ask of them then.
//!
//! Invariant: a pure function of what is known; it proposes and decides nothing.

use crate::contact::decision::{RiskChoice, RiskDecision};
use crate::contact::history::PaymentHistory;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};
use values::words::{count, euros, listed, long_date, percent};

/// What is known of a client who is to be trusted with more.
#[derive(Clone, Debug)]
pub struct Trust {
    pub name: String,
    pub history: PaymentHistory,
    /// What is held against them, and since when.
    pub late: Option<(Cents, NaiveDate)>,
    /// The day of the latest promise that was not kept.
    pub broken_on: Option<NaiveDate>,
    /// The day on which proceedings against them were published (*procédure collective*).
    pub insolvent_since: Option<NaiveDate>,
    /// The most that they may owe.
    pub limit: Option<Cents>,
    /// What they owe, with what is ordered and not yet invoiced; without what is being offered.
    pub engaged: Cents,
    /// Work for them is stopped since that day.
    pub stopped_on: Option<NaiveDate>,
    /// What was decided of them last.
    pub decision: Option<RiskDecision>,
    /// What stands good for them: « la caution (Zoé) ».
    pub secured: Vec<String>,
    /// A deposit may be asked of them: not of a public body on a simple order.
    pub pays_deposits: bool,
}

/// What is being offered to them.
#[derive(Clone, Copy, Debug)]
pub struct Offered {
    /// With VAT.
    pub gross: Cents,
    /// What is asked before the work, with VAT.
    pub deposit: Cents,
    /// Days from invoice to due date.
    pub payment_days: i64,
}

/// What may be asked instead, in one press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RiskProposal {
    /// « Acompte de 50 % »
    pub label: String,
    /// The field of the quote, and what is typed in it.
    pub field: RiskField,
    pub value: String,
}

/// What of a quote prudence changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RiskField {
    Deposit,
    PaymentDays,
}

/// What speaks for prudence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientRisk {
    /// One sentence with the facts.
    pub said: String,
    /// None where what is offered is prudent already.
    pub proposals: Vec<RiskProposal>,
}

/// How prudent one is, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Prudence {
    /// They pay, but late.
    Slow,
    /// They owe what is late, or did not do what they said.
    Owing,
    /// Proceedings: what is done now is paid as one goes.
    Insolvent,
}

impl Prudence {
    /// What is asked before the work, and days to pay the rest.
    fn asks(self) -> (BasisPoints, i64) {
        match self {
            Prudence::Slow => (BasisPoints(4_000), 15),
            Prudence::Owing => (BasisPoints(5_000), 15),
            Prudence::Insolvent => (BasisPoints(10_000), 0),
        }
    }
}

/// Invoices paid from which habits are told.
const FEWEST: i64 = 2;

/// What speaks for prudence with a client, and with what is offered where something is; none where nothing does.
#[must_use]
pub fn weigh(trust: &Trust, offered: Option<Offered>, today: NaiveDate) -> Option<ClientRisk> {
    let mut said: Vec<String> = Vec::new();
    let mut prudence: Option<Prudence> = None;
    let mut found = |text: String, how: Prudence| {
        said.push(text);
        prudence = prudence.max(Some(how));
    };
    if let Some(day) = trust.insolvent_since {
        found(format!("est en procédure collective depuis le {}", long_date(day)), Prudence::Insolvent);
    }
    if let Some((late, since)) = trust.late {
        let days = count((today - since).num_days(), "jour", "jours");
        found(format!("doit {} en retard, depuis {days}", euros(late)), Prudence::Owing);
    }
    if let Some(day) = trust.broken_on {
        found(format!("n’a pas tenu sa promesse de payer le {}", long_date(day)), Prudence::Owing);
    }
    let late_paid = trust.history.late_paid;
    if trust.history.paid_count >= FEWEST && late_paid * 2 >= trust.history.paid_count {
        let paid = count(trust.history.paid_count, "facture", "factures");
        found(format!("a payé en retard {late_paid} de ses {paid}"), Prudence::Slow);
    }
    if let Some(day) = trust.stopped_on {
        found(format!("a son travail suspendu depuis le {}", long_date(day)), Prudence::Owing);
    }
    let beyond = beyond(trust, offered);
    said.extend(beyond.as_ref().map(|beyond| beyond.said.clone()));
    let decided = trust.decision.as_ref();
    if said.is_empty() && decided.is_none_or(|decision| decision.choice == RiskChoice::GoOn) {
        return None;
    }
    let proposals = match (offered, decided) {
        (Some(offered), Some(decision)) if trust.pays_deposits => {
            decision.asks().map_or_else(Vec::new, |share| proposals(offered, share, i64::MAX))
        }
        (Some(offered), None) if trust.pays_deposits => {
            let (share, days) = prudence.map_or((BasisPoints(0), i64::MAX), Prudence::asks);
            proposals(offered, share.max(beyond.map_or(BasisPoints(0), |beyond| beyond.deposit)), days)
        }
        (Some(_) | None, _) => Vec::new(),
    };
    Some(ClientRisk { said: told(trust, &said), proposals })
}

/// The facts, what is decided, and what stands good.
fn told(trust: &Trust, said: &[String]) -> String {
    let mut sentences: Vec<String> = Vec::new();
    if !said.is_empty() {
        sentences.push(format!("{} {}.", trust.name, listed(said)));
    }
    if let Some(decision) = &trust.decision {
        sentences.push(format!(
            "Vous avez décidé le {} de {} ({}).",
            long_date(decision.on),
            decision.said(),
            decision.reason
        ));
    }
    if !trust.secured.is_empty() {
        sentences.push(format!("Vous avez {} en garantie.", listed(&trust.secured)));
    }
    sentences.join(" ")
}

/// A limit that is passed.
struct Beyond {
    said: String,
    /// What asked before the work stays within it, by tens of percent; all of it where nothing does.
    deposit: BasisPoints,
}

fn beyond(trust: &Trust, offered: Option<Offered>) -> Option<Beyond> {
    let limit = trust.limit?;
    if trust.engaged > limit {
        return Some(Beyond {
            said: format!("dépasse son plafond d’encours : {} pour {}", euros(trust.engaged), euros(limit)),
            deposit: BasisPoints(10_000),
        });
    }
    let offered = offered?;
    let reached = trust.engaged + offered.gross - offered.deposit;
    if reached <= limit || offered.gross.0 <= 0 {
        return None;
    }
    let least = trust.engaged + offered.gross - limit;
    let tenths = (i128::from(least.0) * 10 + i128::from(offered.gross.0) - 1) / i128::from(offered.gross.0);
    let tenths = i64::try_from(tenths.clamp(0, 10)).unwrap_or(10);
    Some(Beyond {
        said: format!(
            "passerait avec ce devis à {} d’encours, pour un plafond de {}",
            euros(reached),
            euros(limit)
        ),
        deposit: BasisPoints(tenths * 1_000),
    })
}

/// What rounding may take from a deposit.
const ROUNDING: Cents = Cents(100);

fn proposals(offered: Offered, share: BasisPoints, days: i64) -> Vec<RiskProposal> {
    let mut all = Vec::new();
    // Cents that rounding by rates takes are no smaller deposit.
    if share.0 > 0 && offered.deposit + ROUNDING < offered.gross.share(share) {
        all.push(RiskProposal {
            label: if share.0 == 10_000 {
                "Tout à la commande".to_owned()
            } else {
                format!("Acompte de {}", percent(share))
            },
            field: RiskField::Deposit,
            value: values::words::typed(share.0, 2),
        });
    }
    if offered.payment_days > days {
        all.push(RiskProposal {
            label: if days == 0 {
                "Paiement à réception".to_owned()
            } else {
                format!("Paiement à {}", count(days, "jour", "jours"))
            },
            field: RiskField::PaymentDays,
            value: if days == 0 { "à réception".to_owned() } else { days.to_string() },
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::history::Paid;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    fn trusted() -> Trust {
        Trust {
            name: "Lumen".into(),
            history: PaymentHistory::of(&[], Cents(0), Cents(0), 0),
            late: None,
            broken_on: None,
            insolvent_since: None,
            limit: None,
            engaged: Cents(0),
            stopped_on: None,
            decision: None,
            secured: Vec::new(),
            pays_deposits: true,
        }
    }

    const SITE: Offered = Offered { gross: Cents(400_000), deposit: Cents(120_000), payment_days: 30 };

    fn plain(text: &str) -> String {
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    fn asked(risk: &ClientRisk) -> Vec<String> {
        risk.proposals.iter().map(|one| format!("{} ({})", plain(&one.label), one.value)).collect()
    }

    #[test]
    fn who_pays_well_is_trusted() {
        assert_eq!(weigh(&trusted(), Some(SITE), day(10, 1)), None);
    }

    #[test]
    fn what_is_late_and_a_broken_promise_are_told_in_one_sentence() {
        let trust = Trust {
            history: PaymentHistory::of(&[], Cents(90_000), Cents(60_000), 1),
            late: Some((Cents(60_000), day(9, 1))),
            broken_on: Some(day(9, 20)),
            ..trusted()
        };
        let risk = weigh(&trust, Some(SITE), day(10, 1)).unwrap();
        assert_eq!(
            plain(&risk.said),
            "Lumen doit 600,00 € en retard, depuis 30 jours et n’a pas tenu sa promesse de payer le 20 septembre 2026."
        );
        assert_eq!(asked(&risk), ["Acompte de 50 % (50)", "Paiement à 15 jours (15)"]);
        let prudent = Offered { deposit: Cents(200_000), payment_days: 15, ..SITE };
        assert!(weigh(&trust, Some(prudent), day(10, 1)).unwrap().proposals.is_empty(), "asked already");
        let town = Trust { pays_deposits: false, ..trust };
        assert!(weigh(&town, Some(SITE), day(10, 1)).unwrap().proposals.is_empty());
        assert!(weigh(&town, None, day(10, 1)).is_some(), "told before anything is offered");
    }

    #[test]
    fn who_pays_late_half_the_time_is_known_for_it() {
        let paid = |on| Paid { issued_on: day(8, 1), due_on: day(8, 31), paid_on: on };
        let of =
            |paid: &[Paid]| Trust { history: PaymentHistory::of(paid, Cents(0), Cents(0), 0), ..trusted() };
        assert!(weigh(&of(&[paid(day(9, 9))]), None, day(10, 1)).is_none(), "once is no habit");
        let risk = weigh(&of(&[paid(day(9, 9)), paid(day(8, 9))]), Some(SITE), day(10, 1)).unwrap();
        assert_eq!(plain(&risk.said), "Lumen a payé en retard 1 de ses 2 factures.");
        assert_eq!(asked(&risk), ["Acompte de 40 % (40)", "Paiement à 15 jours (15)"]);
    }

    #[test]
    fn a_limit_asks_for_the_deposit_that_stays_within_it() {
        let trust = Trust { limit: Some(Cents(500_000)), engaged: Cents(300_000), ..trusted() };
        let risk = weigh(&trust, Some(SITE), day(10, 1)).unwrap();
        // 3 000 € engaged and 4 000 € offered, 5 000 € at most: 2 000 € before the work, half of it.
        assert!(
            plain(&risk.said).contains("5 800,00 € d’encours, pour un plafond de 5 000,00 €"),
            "{risk:?}"
        );
        assert_eq!(asked(&risk), ["Acompte de 50 % (50)"]);
        let half = Offered { deposit: Cents(200_000), ..SITE };
        assert!(weigh(&trust, Some(half), day(10, 1)).is_none(), "within it then");
        let full = Trust { engaged: Cents(500_001), ..trust };
        assert_eq!(asked(&weigh(&full, Some(SITE), day(10, 1)).unwrap()), ["Tout à la commande (100)"]);
    }

    #[test]
    fn what_was_decided_comes_before_what_is_usual() {
        let decision = RiskDecision {
            choice: RiskChoice::Deposit,
            share: BasisPoints(7_000),
            reason: "Deux retards".into(),
            on: day(9, 2),
            again_on: day(12, 1),
        };
        let trust =
            Trust {
                decision: Some(decision.clone()), secured: vec!["la caution (Zoé)".into()], ..trusted()
            };
        let risk = weigh(&trust, Some(SITE), day(10, 1)).unwrap();
        assert_eq!(
            plain(&risk.said),
            "Vous avez décidé le 2 septembre 2026 de demander un acompte de 70 % (Deux retards). Vous avez la caution (Zoé) en garantie."
        );
        assert_eq!(asked(&risk), ["Acompte de 70 % (70)"]);
        let on = Trust { decision: Some(RiskDecision { choice: RiskChoice::GoOn, ..decision }), ..trusted() };
        assert!(weigh(&on, Some(SITE), day(10, 1)).is_none());
    }

    #[test]
    fn proceedings_ask_for_all_of_it_first() {
        let trust = Trust { insolvent_since: Some(day(9, 1)), ..trusted() };
        let risk = weigh(&trust, Some(SITE), day(10, 1)).unwrap();
        assert_eq!(asked(&risk), ["Tout à la commande (100)", "Paiement à réception (à réception)"]);
    }
}
