//! All that may be paid, found by number, by name, by account and by amount.

use crate::matching::given::{
    AliasKind, Expected, MatchTarget, Payable, PayableAsks, RunningPlan, TargetKind,
};
use crate::matching::names::Names;
use crate::matching::numbers::Numbers;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use values::letters::squeezed;
use values::money::Cents;

/// Of nobody among the clients.
const NOBODY: i64 = i64::MIN;

#[derive(Debug)]
pub struct Index<'a> {
    /// By target, each once; payouts stand among them.
    pub payables: Vec<Payable>,
    /// Of payouts: the provider’s name and what it kept.
    pub payouts: BTreeMap<usize, (String, Cents)>,
    pub numbers: Numbers,
    pub names: Names,
    /// What each client is called.
    pub clients: Vec<(i64, String)>,
    places: HashMap<i64, usize>,
    /// Payables of each client, what is due first before.
    pub of_client: Vec<Vec<usize>>,
    amounts: HashMap<i64, Vec<usize>>,
    of_client_amounts: HashMap<(usize, i64), Vec<usize>>,
    ibans: HashMap<String, BTreeSet<usize>>,
    /// By their first word.
    labels: HashMap<String, Vec<(Vec<String>, usize)>>,
    pub plans: HashMap<usize, &'a RunningPlan>,
    at: HashMap<MatchTarget, usize>,
    /// Money noted by card or cheque, and payouts: few, by day.
    pub noted: Vec<usize>,
}

impl<'a> Index<'a> {
    pub fn of(expected: &'a Expected) -> Index<'a> {
        let mut payables: Vec<Payable> =
            expected.payables.iter().filter(|payable| payable.open.0 > 0).cloned().collect();
        payables.extend(expected.payouts.iter().filter(|payout| payout.net.0 > 0).map(|payout| Payable {
            target: MatchTarget { kind: TargetKind::Payout, id: payout.id },
            number: String::new(),
            other_numbers: Vec::new(),
            client: NOBODY,
            open: payout.net,
            since: payout.day,
            issued_on: payout.day,
            due_on: payout.day,
            parts: Vec::new(),
            by: None,
            asks: PayableAsks::default(),
        }));
        payables.sort_by_key(|payable| payable.target);
        payables.dedup_by_key(|payable| payable.target);
        let at: HashMap<MatchTarget, usize> =
            payables.iter().enumerate().map(|(at, payable)| (payable.target, at)).collect();
        let mut payouts = BTreeMap::new();
        for payout in &expected.payouts {
            if let Some(at) = at.get(&MatchTarget { kind: TargetKind::Payout, id: payout.id }) {
                payouts.insert(*at, (payout.provider.clone(), payout.fee));
            }
        }
        let mut index = Index {
            payables,
            payouts,
            numbers: Numbers::default(),
            names: Names::default(),
            clients: Vec::new(),
            places: HashMap::new(),
            of_client: Vec::new(),
            amounts: HashMap::new(),
            of_client_amounts: HashMap::new(),
            ibans: HashMap::new(),
            labels: HashMap::new(),
            plans: HashMap::new(),
            at,
            noted: Vec::new(),
        };
        index.add_clients(expected);
        index.add_payables(expected);
        index.add_aliases(expected);
        index
    }

    fn add_clients(&mut self, expected: &'a Expected) {
        let mut called: BTreeMap<i64, BTreeSet<&str>> = BTreeMap::new();
        let mut first: HashMap<i64, &str> = HashMap::new();
        for payer in &expected.payers {
            if let Some(name) = payer.names.first() {
                first.entry(payer.client).or_insert(name);
            }
            called.entry(payer.client).or_default().extend(payer.names.iter().map(String::as_str));
        }
        for payable in self.payables.iter().filter(|payable| payable.client != NOBODY) {
            called.entry(payable.client).or_default();
        }
        for alias in &expected.aliases {
            called.entry(alias.client).or_default();
        }
        for plan in &expected.plans {
            called.entry(plan.client).or_default();
        }
        for (client, names) in called {
            let at = self.clients.len();
            self.clients.push((client, first.get(&client).copied().unwrap_or("ce client").to_owned()));
            self.places.insert(client, at);
            self.of_client.push(Vec::new());
            for name in names {
                self.names.add(at, name);
            }
        }
        self.names.weigh();
        let mut plans: Vec<&RunningPlan> = expected.plans.iter().collect();
        plans.sort_by(|one, other| one.invoices.cmp(&other.invoices));
        for plan in plans {
            if let Some(at) = self.places.get(&plan.client) {
                self.plans.entry(*at).or_insert(plan);
            }
        }
    }

    fn add_payables(&mut self, expected: &Expected) {
        for (at, payable) in self.payables.iter().enumerate() {
            for number in std::iter::once(&payable.number).chain(&payable.other_numbers) {
                self.numbers.add(number, at);
            }
            let mut amounts: BTreeSet<i64> = payable.parts.iter().map(|part| part.amount.0).collect();
            amounts.insert(payable.open.0);
            let client = self.places.get(&payable.client).copied();
            for amount in amounts {
                self.amounts.entry(amount).or_default().push(at);
                if let Some(client) = client {
                    self.of_client_amounts.entry((client, amount)).or_default().push(at);
                }
            }
            if let Some(client) = client {
                self.of_client[client].push(at);
            }
            // The same payment stands there twice: as money to see come, and as money that may be taken back.
            if payable.by.is_some() && !payable.target.kind.leaves() {
                self.noted.push(at);
            }
        }
        for number in &expected.settled_numbers {
            self.numbers.settle(number);
        }
        self.numbers.sort();
        for of in &mut self.of_client {
            of.sort_by_key(|at| (self.payables[*at].due_on, self.payables[*at].target));
        }
        self.noted.sort_by_key(|at| (self.payables[*at].issued_on, self.payables[*at].target));
    }

    fn add_aliases(&mut self, expected: &Expected) {
        for alias in &expected.aliases {
            let Some(client) = self.places.get(&alias.client).copied() else { continue };
            match alias.kind {
                AliasKind::Iban => {
                    let iban = squeezed(&alias.value);
                    if !iban.is_empty() {
                        self.ibans.entry(iban).or_default().insert(client);
                    }
                }
                AliasKind::Label => {
                    let words = crate::contact::likeness::words(&alias.value);
                    if let Some(first) = words.first() {
                        let these = self.labels.entry(first.clone()).or_default();
                        if !these.contains(&(words.clone(), client)) {
                            these.push((words, client));
                        }
                    }
                }
            }
        }
        for these in self.labels.values_mut() {
            these.sort();
        }
    }

    pub fn client_of(&self, payable: usize) -> Option<usize> {
        self.places.get(&self.payables[payable].client).copied()
    }

    pub fn at(&self, target: MatchTarget) -> Option<usize> {
        self.at.get(&target).copied()
    }

    /// Open or expected apart at this very amount.
    pub fn of_amount(&self, amount: Cents) -> &[usize] {
        self.amounts.get(&amount.0).map_or(&[], Vec::as_slice)
    }

    pub fn of_client_amount(&self, client: usize, amount: Cents) -> &[usize] {
        self.of_client_amounts.get(&(client, amount.0)).map_or(&[], Vec::as_slice)
    }

    pub fn of_iban(&self, iban: &str) -> Option<&BTreeSet<usize>> {
        self.ibans.get(&squeezed(iban)).filter(|clients| !clients.is_empty())
    }

    /// Clients whose learned words stand together in these.
    pub fn of_words(&self, words: &[String]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for (i, word) in words.iter().enumerate() {
            for (pattern, client) in self.labels.get(word).into_iter().flatten() {
                if words[i..].starts_with(pattern) {
                    found.insert(*client);
                }
            }
        }
        found
    }
}
