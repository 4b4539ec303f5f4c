//! The ways in which one line explains several things: papers named together, papers of one payer, what a provider or a
//! deposit of cheques hands on.

use crate::matching::given::TargetKind;
use crate::matching::propose::{Desk, ROUND, Way};
use crate::matching::sums::{MOST_CHOICE, MOST_PARTS, sums};
use crate::matching::weigh::{self, Who, Why};
use crate::payment::PaymentMethod;
use std::collections::BTreeSet;
use values::money::Cents;

/// Days within which a payout follows the payments it sums: mostly, and at most.
const PAYOUT_DAYS: [i64; 2] = [7, 21];
/// Noted payments among which a sum that comes out once hardly does so by chance.
const MOST_NOTED: usize = 18;

impl Desk<'_, '_> {
    /// Several papers named, paid together.
    pub fn numbered_sum(&self, ways: &mut Vec<Way>) {
        let amount = self.evidence.amount;
        let mut at: Vec<usize> = self.evidence.numbered().filter(|at| self.payable_now(*at)).collect();
        at.sort_by_key(|at| (self.index.payables[*at].due_on, *at));
        at.truncate(MOST_CHOICE);
        if at.len() < 2 {
            return;
        }
        let whole: Cents = at.iter().map(|at| self.left[*at]).sum();
        let short = whole - amount;
        let known =
            at.iter().map(|at| self.evidence.points(self.index.client_of(*at))).max_by_key(|(p, _)| *p);
        let (who, known) = known.unwrap_or((0, None));
        let mut why = Vec::new();
        for at in &at {
            let grade = self.evidence.numbers.get(at).copied();
            self.number_and_who(*at, grade, None, &mut why);
        }
        self.number_and_who(at[0], None, known, &mut why);
        let worst = at.iter().filter_map(|at| self.evidence.numbers.get(at)).max().copied();
        let number = worst.map_or(0, weigh::number);
        let mut way = |parts: Vec<(usize, Cents)>, fee, points, sound, reason| {
            let mut why = why.clone();
            why.push(reason);
            let mut parts = parts;
            parts.sort_unstable();
            let points = points + number + who;
            ways.push(Way { parts, fee, remainder: Cents::ZERO, points, sound, why });
        };
        let all = || at.iter().map(|at| (*at, self.left[*at])).collect::<Vec<_>>();
        if short.0 == 0 {
            way(all(), Cents::ZERO, weigh::SUM + 6, true, Why::Sum(at.len()));
        } else if weigh::may_be_fee(short.0, whole.0) {
            way(all(), short, weigh::FEE, weigh::is_small_fee(short.0, whole.0), Why::Fee(short));
        } else if short.0 > 0 {
            let amounts: Vec<i64> = at.iter().map(|at| self.left[*at].0).collect();
            let found = sums(&amounts, amount.0, MOST_PARTS);
            for chosen in &found.found {
                let parts = chosen.iter().map(|i| (at[*i], self.left[at[*i]])).collect();
                way(parts, Cents::ZERO, weigh::SUM, false, Why::Sum(chosen.len()));
            }
            // What is due first is paid first.
            way(self.oldest_first(&at, amount), Cents::ZERO, weigh::PARTLY, false, Why::Partly(short));
        }
    }

    fn oldest_first(&self, at: &[usize], amount: Cents) -> Vec<(usize, Cents)> {
        let mut rest = amount;
        let mut parts = Vec::new();
        for at in at {
            let taken = self.left[*at].min(rest);
            if taken.0 > 0 {
                parts.push((*at, taken));
                rest -= taken;
            }
        }
        parts.sort_unstable();
        parts
    }

    fn payable_now(&self, at: usize) -> bool {
        let payable = &self.index.payables[at];
        matches!(payable.target.kind, TargetKind::Invoice | TargetKind::Deposit)
            && self.left[at].0 > 0
            && payable.since.min(payable.issued_on) <= self.line.day
    }

    /// Several papers of who pays, or of all for whom an account pays.
    pub fn client_sums(&self, ways: &mut Vec<Way>) {
        let payers: Vec<usize> = self.evidence.payers().collect();
        let mut groups: Vec<Vec<usize>> = payers.iter().map(|client| vec![*client]).collect();
        if payers.len() > 1 && payers.len() <= 12 {
            groups.push(payers);
        }
        for clients in groups {
            let mut at: Vec<usize> = clients
                .iter()
                .flat_map(|client| &self.index.of_client[*client])
                .copied()
                .filter(|at| self.payable_now(*at))
                .collect();
            if at.len() < 2 {
                continue;
            }
            at.sort_by_key(|at| (self.index.payables[*at].due_on, *at));
            let (who, known) = clients
                .iter()
                .map(|client| self.evidence.points(Some(*client)))
                .min_by_key(|(points, _)| *points)
                .unwrap_or((0, None));
            self.sums_of(&at, who, known, clients.len() > 1, ways);
        }
    }

    fn sums_of(&self, at: &[usize], who: i64, known: Option<Who>, many: bool, ways: &mut Vec<Way>) {
        let amount = self.evidence.amount;
        let whole: Cents = at.iter().map(|at| self.left[*at]).sum();
        let mut chosen: Vec<Vec<usize>> = Vec::new();
        let mut sound = true;
        if whole == amount {
            chosen.push((0..at.len()).collect());
        } else if whole > amount && at.len() <= MOST_CHOICE {
            let amounts: Vec<i64> = at.iter().map(|at| self.left[*at].0).collect();
            let found = sums(&amounts, amount.0, MOST_PARTS);
            // Among many, one sum that fits may do so by chance.
            sound = found.whole && (at.len() <= 10 || found.found.iter().all(|one| one.len() <= 3));
            chosen = found.found;
        }
        for chosen in &chosen {
            let mut parts: Vec<(usize, Cents)> = chosen.iter().map(|i| (at[*i], self.left[at[*i]])).collect();
            parts.sort_unstable();
            let clients: BTreeSet<Option<usize>> =
                parts.iter().map(|(at, _)| self.index.client_of(*at)).collect();
            if many && clients.len() < 2 {
                continue;
            }
            let mut why = Vec::new();
            self.number_and_who(parts[0].0, None, known, &mut why);
            why.push(Why::Sum(parts.len()));
            let days: Vec<i64> = parts.iter().map(|(at, _)| self.day(*at, None, &mut Vec::new())).collect();
            let day = days.into_iter().min().unwrap_or(0);
            let points = weigh::SUM + who + day;
            let chance = known == Some(Who::SharedIban) && amount.0 % ROUND == 0;
            let sound = sound && !many && !chance;
            ways.push(Way { parts, fee: Cents::ZERO, remainder: Cents::ZERO, points, sound, why });
        }
        if chosen.is_empty() && whole > amount && !many && at.len() <= MOST_CHOICE {
            let parts = self.oldest_first(at, amount);
            let mut why = Vec::new();
            self.number_and_who(parts[0].0, None, known, &mut why);
            why.push(Why::Partly(whole - amount));
            let points = weigh::PARTLY + who - 3;
            ways.push(Way { parts, fee: Cents::ZERO, remainder: Cents::ZERO, points, sound: false, why });
        }
    }

    /// What a provider hands on, or a deposit of cheques: sums of what is noted already.
    pub fn gathered(&self, ways: &mut Vec<Way>) {
        let (cheques, provider) = (self.evidence.cheques, self.evidence.provider);
        let reason = match provider {
            Some(provider) => Why::Provider(provider.to_owned()),
            None if cheques => Why::Cheques,
            None => return,
        };
        let by = |method: PaymentMethod| match method {
            PaymentMethod::Card | PaymentMethod::Other => provider.is_some(),
            PaymentMethod::Cheque => provider.is_none(),
            PaymentMethod::Transfer | PaymentMethod::Cash => false,
        };
        let near = PAYOUT_DAYS.into_iter().map(|days| self.noted_within(days, by));
        let mut tried = near.map(|near| {
            let amounts: Vec<i64> = near.iter().map(|at| self.left[*at].0).collect();
            let found = sums(&amounts, self.evidence.amount.0, MOST_CHOICE);
            (near, found)
        });
        // The days just before are looked at alone: among many payments, some come to any sum by chance.
        let Some((near, found)) =
            tried.next().filter(|(_, found)| !found.found.is_empty()).or_else(|| tried.next())
        else {
            return;
        };
        for chosen in &found.found {
            let mut parts: Vec<(usize, Cents)> =
                chosen.iter().map(|i| (near[*i], self.left[near[*i]])).collect();
            parts.sort_unstable();
            let why = vec![reason.clone(), Why::Sum(parts.len())];
            let points = weigh::who(Who::Payer) + weigh::SUM + 6;
            let sound = found.whole && near.len() <= MOST_NOTED;
            ways.push(Way { parts, fee: Cents::ZERO, remainder: Cents::ZERO, points, sound, why });
        }
        for at in near.into_iter().filter(|at| self.left[*at] == self.evidence.amount) {
            let why = vec![reason.clone(), Why::Exact(TargetKind::Payment, self.evidence.amount)];
            let parts = vec![(at, self.evidence.amount)];
            let points = weigh::who(Who::Payer) + weigh::EXACT;
            ways.push(Way { parts, fee: Cents::ZERO, remainder: Cents::ZERO, points, sound: true, why });
        }
    }

    /// What was noted so many days before the line, by one of these methods.
    fn noted_within(&self, days: i64, by: impl Fn(PaymentMethod) -> bool) -> Vec<usize> {
        let ago = |at: usize| (self.line.day - self.index.payables[at].issued_on).num_days();
        let from = self.index.noted.partition_point(|at| ago(*at) > days);
        let near = self.index.noted[from..].iter().copied().take_while(|at| ago(*at) >= 0);
        let near = near.filter(|at| self.index.payables[*at].by.is_some_and(&by) && self.left[*at].0 > 0);
        near.take(MOST_CHOICE + 1).collect()
    }
}
