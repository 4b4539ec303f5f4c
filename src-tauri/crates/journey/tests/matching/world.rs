//! A year of a freelancer’s bank, made up: who owes what, who pays what and how, and what is true of each line.
//!
//! It knows how people and banks behave, and nothing of how lines are matched.

use crate::dice::Dice;
use crate::words::{FIRST, FORMS, LAST, MADE_UP, TOWNS, TRADES, number, slipped};
use chrono::{NaiveDate, TimeDelta};
use journey::matching::given::{
    AliasKind, Expected, MatchLine, MatchTarget, PartKind, Payable, PayableAsks, PayablePart, PayerAlias,
    PayerNames, TargetKind,
};
use std::collections::BTreeMap;
use values::money::Cents;

/// A line and what is true of it: nothing to match where there are no allocations.
pub struct Labelled {
    pub line: MatchLine,
    pub kind: &'static str,
    pub truth: Vec<(MatchTarget, Cents)>,
}

pub struct Client {
    pub id: i64,
    pub name: String,
    /// As the bank knows them.
    pub holder: String,
    pub iban: String,
    /// Their accountant pays.
    pub accountant: Option<usize>,
    /// Whether they quote numbers, out of a hundred times.
    pub quotes: i64,
    /// The same amount each month.
    pub monthly: Option<i64>,
}

pub struct World {
    pub dice: Dice,
    pub clients: Vec<Client>,
    pub accountants: Vec<(String, String)>,
    pub expected: Expected,
    pub lines: Vec<Labelled>,
    pub next_id: i64,
    pub settled: Vec<(String, usize, i64)>,
}

impl World {
    pub fn new(seed: u64, clients: i64, invoices: i64) -> World {
        let mut world = World {
            dice: Dice::new(seed),
            clients: Vec::new(),
            accountants: Vec::new(),
            expected: Expected::default(),
            lines: Vec::new(),
            next_id: 1,
            settled: Vec::new(),
        };
        world.meet(clients);
        world.invoice(invoices);
        world.pay();
        world.around();
        let World { dice, lines, .. } = &mut world;
        dice.shuffle(lines);
        for (i, line) in lines.iter_mut().enumerate() {
            line.line.id = i64::try_from(i).unwrap() + 1;
        }
        world
    }

    pub fn given(&self) -> Vec<MatchLine> {
        self.lines.iter().map(|one| one.line.clone()).collect()
    }

    fn account(&mut self) -> String {
        format!(
            "FR76{:05}{:05}{:011}{:02}",
            self.dice.of(10_000, 30_000),
            self.dice.of(0, 99_999),
            self.dice.of(0, 99_999_999_999),
            self.dice.of(1, 97)
        )
    }

    fn meet(&mut self, many: i64) {
        for n in 0..2 {
            let name = format!("{} Expertise Comptable {}", self.dice.one(&LAST), self.dice.one(&TOWNS));
            let iban = self.account();
            self.accountants.push((format!("{name} {n}"), iban));
        }
        for id in 1..=many {
            let dice = &mut self.dice;
            let (first, last) = (*dice.one(&FIRST), *dice.one(&LAST));
            let (trade, town) = (*dice.one(&TRADES), *dice.one(&TOWNS));
            let mut name = match dice.of(0, 9) {
                0..=2 => format!("{trade} {last}"),
                3 => format!("{trade} {last} {town}"),
                4..=6 => dice.one(&MADE_UP).to_string(),
                7 => format!("{} {}", dice.one(&MADE_UP), dice.one(&TRADES)),
                _ => format!("{first} {last}"),
            };
            if !name.starts_with(first) {
                name += *dice.one(&FORMS);
            }
            let holder = match dice.of(0, 11) {
                // Paid from the owner’s own account, or under another name.
                0 => format!("{last} {first}"),
                1 => format!("Holding {} Participations", dice.one(&MADE_UP)),
                2 => format!("{} {town}", name.trim_end()),
                3 => slipped(dice, &name),
                4 => format!("M OU MME {name}"),
                _ => name.clone(),
            };
            let quotes = *dice.one(&[95, 95, 90, 80, 60, 20, 0]);
            let monthly = dice.percent(25).then(|| dice.of(3, 30) * 5_000 * 12 / 10);
            let accountant = dice.percent(12).then(|| usize::try_from(dice.of(0, 1)).unwrap());
            let iban = self.account();
            let seen = self.dice.percent(55);
            let (paying, iban) = match accountant {
                Some(at) => self.accountants[at].clone(),
                None => (holder, iban),
            };
            if seen {
                let value = iban.clone();
                self.expected.aliases.push(PayerAlias { kind: AliasKind::Iban, value, client: id });
            }
            self.expected.payers.push(PayerNames { client: id, names: vec![name.clone()] });
            self.clients.push(Client { id, name, holder: paying, iban, accountant, quotes, monthly });
        }
    }

    fn amount(&mut self) -> i64 {
        let dice = &mut self.dice;
        let vat = *dice.one(&[100, 120, 120, 120, 110]);
        match dice.of(0, 5) {
            0 => dice.of(2, 60) * 5_000 * vat / 100,
            1..=3 => dice.of(1, 40) * dice.of(25, 75) * 500 * vat / 100,
            _ => dice.of(4_000, 900_000),
        }
    }

    fn invoice(&mut self, many: i64) {
        let first = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        let begin = many / 5;
        let mut before: BTreeMap<usize, i64> = BTreeMap::new();
        for n in 1..=many {
            let at =
                usize::try_from(self.dice.of(0, i64::try_from(self.clients.len()).unwrap() - 1)).unwrap();
            let mut amount = match self.clients[at].monthly {
                Some(monthly) => monthly,
                None => self.amount(),
            };
            // A client’s next invoice is often nearly the last one.
            if let Some(last) = before.get(&at)
                && self.dice.percent(15)
            {
                amount = (last + self.dice.of(-300, 300)).max(1_000);
            }
            before.insert(at, amount);
            let number = format!("F-2026-{n:04}");
            if n <= begin {
                self.settled.push((number.clone(), at, amount));
                self.expected.settled_numbers.push(number);
                continue;
            }
            let issued_on = first + TimeDelta::days(n * 310 / many);
            let due_on = issued_on + TimeDelta::days(*self.dice.one(&[0, 15, 30, 30, 30, 45, 60]));
            let since = if self.dice.percent(30) { issued_on - TimeDelta::days(30) } else { issued_on };
            let mut parts = Vec::new();
            if self.dice.percent(6) {
                let half = amount / 2;
                parts.push(PayablePart { kind: PartKind::Instalment, due_on, amount: Cents(half) });
                let later = due_on + TimeDelta::days(30);
                parts.push(PayablePart {
                    kind: PartKind::Instalment,
                    due_on: later,
                    amount: Cents(amount - half),
                });
            }
            let kind = if self.dice.percent(4) { TargetKind::Deposit } else { TargetKind::Invoice };
            let number = if kind == TargetKind::Deposit { format!("CO-2026-{n:04}") } else { number };
            let other_numbers =
                if self.dice.percent(40) { vec![format!("D-2026-{:04}", n + 7)] } else { Vec::new() };
            self.expected.payables.push(Payable {
                target: MatchTarget { kind, id: n },
                number,
                other_numbers,
                client: self.clients[at].id,
                open: Cents(amount),
                since,
                issued_on,
                due_on,
                parts,
                by: None,
                asks: PayableAsks::default(),
            });
        }
    }

    /// When it is paid: mostly about when it is due.
    pub fn day(&mut self, at: usize) -> NaiveDate {
        let (issued_on, due_on) = (self.expected.payables[at].issued_on, self.expected.payables[at].due_on);
        let late = *self.dice.one(&[-10, -3, -1, 0, 0, 1, 2, 4, 8, 20, 45]);
        (due_on + TimeDelta::days(late)).max(issued_on)
    }

    pub fn client_of(&self, at: usize) -> usize {
        let client = self.expected.payables[at].client;
        self.clients.iter().position(|one| one.id == client).unwrap()
    }

    /// What its payer writes about it; nothing where they write nothing.
    pub fn quoted(&mut self, at: usize) -> String {
        let printed = self.expected.payables[at].number.clone();
        let quotes = self.clients[self.client_of(at)].quotes;
        if !self.dice.percent(quotes) {
            return self.dice.one(&["", "PAIEMENT", "REGLEMENT FACTURE", "MERCI", "PRESTATION"]).to_string();
        }
        let mut words = number(&mut self.dice, &printed);
        if self.dice.percent(4) {
            words = format!("FACTURE {}", printed.rsplit('-').next().unwrap().trim_start_matches('0'));
        }
        words
    }
}
