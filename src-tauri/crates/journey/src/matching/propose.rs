//! The ways to explain one line by what is left to pay.

use crate::matching::evidence::Evidence;
use crate::matching::given::{MatchLine, TargetKind};
use crate::matching::index::Index;
use crate::matching::numbers::Grade;
use crate::matching::sums::MOST_CHOICE;
use crate::matching::weigh::{self, KNOWN, LEAST, Timing, Who, Why};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeSet;
use values::money::Cents;

/// Payables of one amount beyond which the amount alone tells nothing.
const MOST_OF_AMOUNT: usize = 64;
/// What is a multiple of ten euros is shared by chance.
pub const ROUND: i64 = 1_000;
/// Points of a name that is nearly there.
const NEARLY: i64 = 12;
/// So much before it was told may money come by the words of two calendars.
const MOST_EARLY: TimeDelta = TimeDelta::days(3);
/// Kept for one line.
const MOST_WAYS: usize = 6;

/// One way to explain a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// By payable, each once.
    pub parts: Vec<(usize, Cents)>,
    pub fee: Cents,
    pub remainder: Cents,
    /// May go beyond a hundred: what is compared.
    pub points: i64,
    /// Nothing speaks against being certain.
    pub sound: bool,
    pub why: Vec<Why>,
}

/// A line being explained.
pub struct Desk<'a, 'b> {
    pub index: &'a Index<'b>,
    pub line: &'a MatchLine,
    pub evidence: &'a Evidence,
    /// Of each payable.
    pub left: &'a [Cents],
}

impl Desk<'_, '_> {
    /// The best first.
    pub fn ways(&self) -> Vec<Way> {
        if self.evidence.amount.0 <= 0 {
            return Vec::new();
        }
        let mut ways = Vec::new();
        for at in self.candidates() {
            ways.extend(self.single(at));
        }
        if !self.evidence.leaves {
            self.plans(&mut ways);
            self.numbered_sum(&mut ways);
            self.client_sums(&mut ways);
            self.gathered(&mut ways);
        }
        let ways = ways.into_iter().map(|way| self.held(way)).filter(|way| way.points >= LEAST);
        let mut ways: Vec<Way> = ways.collect();
        ways.sort_by(|one, other| {
            (-one.points, &one.parts, one.fee).cmp(&(-other.points, &other.parts, other.fee))
        });
        let mut seen = BTreeSet::new();
        ways.retain(|way| seen.insert((way.parts.clone(), way.fee)));
        ways.truncate(MOST_WAYS);
        ways
    }

    fn candidates(&self) -> BTreeSet<usize> {
        let mut found: BTreeSet<usize> = self.evidence.numbers.keys().copied().collect();
        let amount = self.evidence.amount;
        let same = self.index.of_amount(amount);
        if same.len() <= MOST_OF_AMOUNT {
            found.extend(same);
        }
        for client in self.evidence.known.keys() {
            let of = &self.index.of_client[*client];
            if of.len() <= MOST_CHOICE {
                found.extend(of);
            } else {
                found.extend(self.index.of_client_amount(*client, amount).iter().take(MOST_OF_AMOUNT));
            }
        }
        found.retain(|at| self.left[*at].0 > 0 && self.fits(*at));
        found
    }

    /// Money moves the right way, and the words say so where they must.
    fn fits(&self, at: usize) -> bool {
        let payable = &self.index.payables[at];
        payable.target.kind.leaves() == self.evidence.leaves
            && (payable.target.kind != TargetKind::Returned || self.evidence.returned)
    }

    fn single(&self, at: usize) -> Option<Way> {
        let payable = &self.index.payables[at];
        let kind = payable.target.kind;
        let (amount, left) = (self.evidence.amount, self.left[at]);
        let grade = self.evidence.numbers.get(&at).copied();
        let (mut who, known) = self.evidence.points(self.index.client_of(at));
        let mut why = Vec::new();
        if let Some((provider, _)) = self.index.payouts.get(&at) {
            who = 0;
            if self.evidence.provider.is_some_and(|said| said.eq_ignore_ascii_case(provider)) {
                who = weigh::who(Who::Payer);
                why.push(Why::Provider(provider.clone()));
            }
        }
        let named = matches!(grade, Some(Grade::Exact | Grade::Loose));
        let told = named || who >= KNOWN;
        let part = payable.parts.iter().find(|part| part.amount == amount && amount < left);
        let short = left - amount;
        let (mut settled, mut fee, mut remainder) = (amount, Cents::ZERO, Cents::ZERO);
        let (points, sound, reason) = if amount == left {
            (weigh::EXACT, true, Why::Exact(kind, amount))
        } else if let Some(part) = part {
            (weigh::PART, true, Why::Part(part.kind, part.due_on, part.amount))
        } else if kind.whole() || !told {
            return None;
        } else if weigh::may_be_fee(short.0, left.0) {
            (settled, fee) = (left, short);
            let of_named = named && who >= KNOWN && weigh::is_fee_of_named(short.0, left.0);
            (weigh::FEE, of_named || weigh::is_small_fee(short.0, left.0), Why::Fee(short))
        } else if amount < left {
            (weigh::PARTLY, named && who > 0 && !self.may_mean_another(at), Why::Partly(short))
        } else if named {
            (settled, remainder) = (left, amount - left);
            (weigh::OVER, false, Why::Over(remainder))
        } else {
            return None;
        };
        self.number_and_who(at, grade, known, &mut why);
        why.push(reason);
        let mut total = points + grade.map_or(0, weigh::number) + who;
        let day = self.day(at, part.map(|part| part.due_on), &mut why);
        total += day;
        // Money from before anything was agreed is asked about, but for who knows the number: banks and papers differ by
        // some days.
        let told_so = grade == Some(Grade::Exact) && payable.since - self.line.day <= MOST_EARLY;
        let sound = sound && (day > weigh::day(Timing::TooEarly) || told_so);
        // Who pays for several may pay for one who is not known yet, of the same amount.
        let sound =
            sound && (named || known != Some(Who::SharedIban) || self.index.of_amount(amount).len() == 1);
        if sound && amount == left && known == Some(Who::Partly) && who >= NEARLY && self.alone_of_amount() {
            total += weigh::LONE_AMOUNT;
        }
        Some(Way { parts: vec![(at, settled)], fee, remainder, points: total, sound, why })
    }

    /// No other thing in the books has this amount, and it is not round; nobody and nothing else is named.
    fn alone_of_amount(&self) -> bool {
        let amount = self.evidence.amount;
        let round = amount.0 % ROUND == 0;
        !round
            && self.index.of_amount(amount).len() == 1
            && self.evidence.payers().next().is_none()
            && self.evidence.numbered().next().is_none()
    }

    pub fn number_and_who(&self, at: usize, grade: Option<Grade>, known: Option<Who>, why: &mut Vec<Why>) {
        let payable = &self.index.payables[at];
        if let Some(grade) = grade {
            why.push(Why::Number(grade, payable.number.clone()));
        }
        if let (Some(known), Some(client)) = (known, self.index.client_of(at)) {
            why.push(Why::Who(known, self.index.clients[client].1.clone()));
        }
    }

    /// What the day says, for what is due that day or on the payable’s own.
    pub fn day(&self, at: usize, due_on: Option<NaiveDate>, why: &mut Vec<Why>) -> i64 {
        let payable = &self.index.payables[at];
        if matches!(payable.target.kind, TargetKind::Payment | TargetKind::Payout | TargetKind::Returned) {
            return match (self.line.day - payable.issued_on).num_days().abs() {
                ..=5 => 26,
                6..=12 => 12,
                13..=45 => -10,
                46.. => -40,
            };
        }
        let due_on = due_on.unwrap_or(payable.due_on);
        let when = weigh::when(payable.since, payable.issued_on, due_on, self.line.day);
        match when {
            Timing::NearDue => why.push(Why::Due(due_on)),
            Timing::TooEarly | Timing::Early => why.push(Why::Early),
            Timing::Late | Timing::VeryLate => {}
        }
        weigh::day(when)
    }

    /// A running plan goes before any rule: its next part, or the next ones together.
    fn plans(&self, ways: &mut Vec<Way>) {
        for client in self.evidence.payers() {
            let Some(plan) = self.index.plans.get(&client) else { continue };
            let amount = self.evidence.amount;
            let mut reached = Cents::ZERO;
            let next = plan.parts.iter().find(|part| {
                reached += part.1;
                reached == amount
            });
            let Some((due_on, _)) = next else { continue };
            let mut parts = Vec::new();
            let mut rest = amount;
            for invoice in &plan.invoices {
                let target = crate::matching::given::MatchTarget { kind: TargetKind::Invoice, id: *invoice };
                let Some(at) = self.index.at(target) else { continue };
                let taken = self.left[at].min(rest);
                if taken.0 > 0 {
                    parts.push((at, taken));
                    rest -= taken;
                }
            }
            if rest.0 != 0 || parts.is_empty() {
                continue;
            }
            parts.sort_unstable();
            let (who, known) = self.evidence.points(Some(client));
            let mut why = vec![Why::Plan(*due_on)];
            self.number_and_who(parts[0].0, None, known, &mut why);
            ways.iter_mut().filter(|way| of_client(self.index, way, client)).for_each(|way| {
                if !way.parts.iter().any(|(at, _)| self.evidence.numbers.contains_key(at)) {
                    way.points -= weigh::MARGIN + weigh::MARGIN;
                }
            });
            let points = weigh::PLAN + who;
            ways.push(Way { parts, fee: Cents::ZERO, remainder: Cents::ZERO, points, sound: true, why });
        }
    }
}

fn of_client(index: &Index<'_>, way: &Way, client: usize) -> bool {
    way.parts.iter().all(|(at, _)| index.client_of(*at) == Some(client))
}

#[cfg(test)]
mod tests {
    use crate::matching::given::{Expected, MatchLine, MatchTarget, Payable, PayableAsks, TargetKind};
    use crate::matching::proposals;
    use chrono::NaiveDate;
    use values::money::Cents;

    #[test]
    fn what_recording_would_ask_is_never_certain() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let certain = |asks: PayableAsks, amount| {
            let payable = Payable {
                target: MatchTarget { kind: TargetKind::Invoice, id: 1 },
                number: "F-2026-0035".to_owned(),
                other_numbers: Vec::new(),
                client: 1,
                open: Cents(100_000),
                since: day(2),
                issued_on: day(2),
                due_on: day(30),
                parts: Vec::new(),
                by: None,
                asks,
            };
            let line = MatchLine {
                id: 1,
                day: day(10),
                amount: Cents(amount),
                label: "VIR LE GOFF F-2026-0035".to_owned(),
                payer: String::new(),
                iban: String::new(),
                reference: String::new(),
                end_to_end: String::new(),
            };
            let payers =
                vec![crate::matching::given::PayerNames { client: 1, names: vec!["Le Goff".to_owned()] }];
            let expected = Expected { payables: vec![payable], payers, ..Expected::default() };
            proposals(&[line], &expected)[0].proposals[0].certain
        };
        let none = PayableAsks::default();
        let discount = |d| PayableAsks { discount_until: Some(day(d)), ..none };
        let protected = |d| PayableAsks { not_before: Some(day(d)), ..none };
        assert!(certain(none, 100_000) && certain(none, 99_500) && certain(none, 50_000));
        assert!(!certain(discount(10), 99_500) && !certain(discount(10), 98_000));
        assert!(certain(discount(10), 100_000) && certain(discount(9), 99_500));
        assert!(certain(protected(10), 100_000) && !certain(protected(11), 100_000));
    }
}
