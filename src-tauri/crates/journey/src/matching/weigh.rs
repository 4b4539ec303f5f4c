//! How much each sign says, and how it is told.
//!
//! Invariant: a proposal is certain from [`HIGH`] on, and only [`MARGIN`] above the next one.

use crate::matching::given::{PartKind, TargetKind};
use crate::matching::numbers::Grade;
use chrono::NaiveDate;
use values::money::Cents;
use values::words::{count, euros, long_date};

/// From here on a proposal may be certain.
pub const HIGH: i64 = 80;
/// Nearer to each other than this, two are as good.
pub const MARGIN: i64 = 10;
/// Below, nothing is said.
pub const LEAST: i64 = 25;
/// From here on a client is known as who pays.
pub const KNOWN: i64 = 30;

pub const EXACT: i64 = 40;
pub const PART: i64 = 36;
pub const SUM: i64 = 37;
pub const FEE: i64 = 24;
pub const PARTLY: i64 = 10;
pub const OVER: i64 = 5;
pub const PLAN: i64 = 44;

/// Another client is named, or someone unknown.
pub const OTHER_CLIENT: i64 = -12;
pub const STRANGER: i64 = -4;
/// The line names a paper that is not of the proposal.
pub const OTHER_NUMBER: i64 = -20;
/// The same, where those figures may stand for something else: without their letters, of another client, of another
/// amount; or a slip away from the proposal’s own.
pub const DOUBTFUL_NUMBER: i64 = -3;
/// An amount that nothing else in the books has, and that is not round, beside a name that is nearly there.
pub const LONE_AMOUNT: i64 = 18;
pub const SETTLED_NUMBER: i64 = -15;

#[must_use]
pub fn number(grade: Grade) -> i64 {
    match grade {
        Grade::Exact => 55,
        Grade::Loose => 50,
        Grade::Typo => 30,
        Grade::Short => 28,
    }
}

/// Who pays, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Iban,
    /// Another line of the same account pays a paper of theirs, by its number.
    SameAccount,
    /// An account that pays for several clients.
    SharedIban,
    Words,
    Payer,
    /// The label names the client.
    Said,
    /// Part of the name.
    Partly,
}

#[must_use]
pub fn who(who: Who) -> i64 {
    match who {
        Who::Iban | Who::Payer | Who::SameAccount => 42,
        Who::Said | Who::Words => 40,
        Who::SharedIban => 38,
        Who::Partly => 15,
    }
}

/// How a day stands to the day on which something was told and to that on which it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// Before money may come for it.
    TooEarly,
    /// Before the invoice, after the order.
    Early,
    NearDue,
    Late,
    VeryLate,
}

#[must_use]
pub fn when(since: NaiveDate, issued_on: NaiveDate, due_on: NaiveDate, day: NaiveDate) -> Timing {
    if day < since.min(issued_on) {
        Timing::TooEarly
    } else if day < issued_on {
        Timing::Early
    } else {
        match (day - due_on).num_days() {
            ..=15 => Timing::NearDue,
            16..=365 => Timing::Late,
            366.. => Timing::VeryLate,
        }
    }
}

#[must_use]
pub fn day(when: Timing) -> i64 {
    match when {
        Timing::TooEarly => -40,
        Timing::Early => -6,
        Timing::NearDue => 6,
        Timing::Late => 3,
        // The day alone never tells two papers of one client and one amount apart: less than [`MARGIN`] from the best.
        Timing::VeryLate => -3,
    }
}

/// What is short may have been kept by a bank: a few euros, and little of the whole.
#[must_use]
pub fn may_be_fee(short: i64, whole: i64) -> bool {
    (1..=3_000).contains(&short) && short.saturating_mul(20) <= whole
}

/// So little that nobody would claim it: what is more may be a discount or a part left unpaid, and is asked.
#[must_use]
pub fn is_small_fee(short: i64, whole: i64) -> bool {
    short <= 1_000 && short.saturating_mul(100) <= whole
}

/// What a bank may have kept of a paper that was named by who is known to pay it: fifteen euros at most, and no part of a
/// hundred as discounts are.
#[must_use]
pub fn is_fee_of_named(short: i64, whole: i64) -> bool {
    let discount = (1..=10).any(|halves| (whole.saturating_mul(halves) / 200 - short).abs() <= 1);
    short <= 1_500 && short.saturating_mul(200) <= whole.saturating_mul(3) && !discount
}

/// A reason, before it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Number(Grade, String),
    Who(Who, String),
    Exact(TargetKind, Cents),
    Part(PartKind, NaiveDate, Cents),
    Plan(NaiveDate),
    Sum(usize),
    Fee(Cents),
    Partly(Cents),
    Over(Cents),
    Due(NaiveDate),
    Early,
    Provider(String),
    Cheques,
    SettledNumber,
    OtherNumber,
    NotBefore(NaiveDate),
    Discount,
    AsGood,
    OtherLine,
    Together(usize),
    /// As many payments as papers of that amount.
    InOrder(usize),
}

#[must_use]
pub fn told(why: &Why) -> String {
    match why {
        Why::Number(Grade::Exact, number) => format!("numéro {number} dans le libellé"),
        Why::Number(Grade::Loose, number) => format!("numéro {number}, écrit autrement"),
        Why::Number(Grade::Typo, number) => format!("numéro à une faute près de {number}"),
        Why::Number(Grade::Short, number) => format!("fin du numéro {number}"),
        Why::Who(Who::Iban, name) => format!("compte bancaire connu de {name}"),
        Why::Who(Who::SameAccount, name) => format!("même payeur que d’autres paiements de {name}"),
        Why::Who(Who::SharedIban, name) => format!("compte qui paie pour {name} et d’autres"),
        Why::Who(Who::Words, name) => format!("libellé déjà reconnu pour {name}"),
        Why::Who(Who::Payer, name) => format!("payé par {name}"),
        Why::Who(Who::Said, name) => format!("{name} dans le libellé"),
        Why::Who(Who::Partly, name) => format!("nom proche de {name}"),
        Why::Exact(kind, amount) => match kind {
            TargetKind::Invoice => format!("montant exact\u{a0}: {}", euros(*amount)),
            TargetKind::Deposit => format!("montant exact de l’acompte\u{a0}: {}", euros(*amount)),
            TargetKind::Payment => format!("paiement déjà noté\u{a0}: {}", euros(*amount)),
            TargetKind::Payout => format!("versement attendu\u{a0}: {}", euros(*amount)),
            TargetKind::Refund => format!("remboursement de {}", euros(*amount)),
            TargetKind::Returned => format!("rejet d’un paiement de {}", euros(*amount)),
        },
        Why::Part(PartKind::Instalment, due_on, amount) => {
            format!("échéance du {}\u{a0}: {}", long_date(*due_on), euros(*amount))
        }
        Why::Part(PartKind::Promise, due_on, amount) => {
            format!("promesse du {}\u{a0}: {}", long_date(*due_on), euros(*amount))
        }
        Why::Plan(due_on) => format!("échéancier convenu, part du {}", long_date(*due_on)),
        Why::Sum(many) => format!("somme exacte de {many} montants"),
        Why::Fee(short) => format!("il manque {}\u{a0}: frais de banque\u{202f}?", euros(*short)),
        Why::Partly(left) => format!("paiement partiel\u{a0}: il resterait {}", euros(*left)),
        Why::Over(beyond) => format!("{} de plus que ce qui reste", euros(*beyond)),
        Why::Due(due_on) => format!("proche de l’échéance du {}", long_date(*due_on)),
        Why::Early => "reçu avant la facture".to_owned(),
        Why::Provider(name) => format!("versement {name}"),
        Why::Cheques => "remise de chèques".to_owned(),
        Why::SettledNumber => "le libellé nomme une facture déjà réglée".to_owned(),
        Why::OtherNumber => "le libellé nomme une autre facture".to_owned(),
        Why::NotBefore(first) => {
            format!("signé hors établissement\u{a0}: rien ne peut être reçu avant le {}", long_date(*first))
        }
        Why::Discount => "ce qui manque est peut-être l’escompte promis".to_owned(),
        Why::AsGood => "une autre proposition se vaut".to_owned(),
        Why::OtherLine => "une autre ligne peut payer la même chose".to_owned(),
        Why::InOrder(many) => format!("{many} paiements pour {many} montants égaux, dans l’ordre"),
        Why::Together(lines) => {
            let others = i64::try_from(*lines).unwrap_or(i64::MAX) - 1;
            format!("montant exact avec {}", count(others, "autre ligne", "autres lignes"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_alone_never_tells_two_papers_apart() {
        let days = [Timing::NearDue, Timing::Late, Timing::VeryLate].map(day);
        let (most, least) = (days.iter().max().unwrap(), days.iter().min().unwrap());
        assert!(most - least < MARGIN);
    }

    #[test]
    fn what_may_be_a_discount_is_no_small_fee() {
        assert!(is_small_fee(500, 100_000));
        for (short, whole) in [(2_000, 100_000), (1_001, 200_000), (300, 10_000)] {
            assert!(!is_small_fee(short, whole), "{short} of {whole}");
        }
    }
}
