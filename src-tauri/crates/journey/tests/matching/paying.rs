//! How what is owed is paid.

use crate::words::{label, noise, number, printed, slipped};
use crate::world::{Labelled, World};
use chrono::{NaiveDate, TimeDelta};
use journey::matching::given::{MatchLine, MatchTarget};
use std::collections::BTreeMap;
use values::money::Cents;

impl World {
    /// Every payable is paid in some way, or not at all.
    pub fn pay(&mut self) {
        let mut by_client: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for at in 0..self.expected.payables.len() {
            by_client.entry(self.expected.payables[at].client).or_default().push(at);
        }
        for (_, mut these) in by_client {
            while let Some(at) = these.pop() {
                let parts = self.expected.payables[at].parts.len();
                if parts > 0 && self.dice.percent(70) {
                    self.instalments(at);
                    continue;
                }
                let way = self.dice.weighed(&[
                    ("alone", 74),
                    ("typo", 6),
                    ("merged", 7),
                    ("split", 3),
                    ("partial", 1),
                    ("fee", 3),
                    ("unpaid", 10),
                    ("cryptic", 1),
                    ("twice", 1),
                ]);
                match way {
                    "merged" if !these.is_empty() => {
                        let mut many = vec![at];
                        for _ in 0..self.dice.of(1, 3) {
                            many.extend(these.pop());
                        }
                        self.merged(&many);
                    }
                    "split" => self.split(at),
                    "partial" => {
                        let amount = self.expected.payables[at].open.0 * self.dice.of(2, 8) / 10;
                        let words = self.quoted(at);
                        self.transfer("partial", &[(at, amount)], amount, &words);
                    }
                    "fee" => {
                        let open = self.expected.payables[at].open.0;
                        let fee = *self.dice.one(&[350, 500, 800, 1_000, 1_200, 1_500, 1_850, 2_500]);
                        let words = self.quoted(at);
                        if open > fee * 25 {
                            self.transfer("short by fees", &[(at, open)], open - fee, &words);
                        } else {
                            self.whole("alone", at, &words);
                        }
                    }
                    "unpaid" => {}
                    "typo" => {
                        let printed = self.expected.payables[at].number.clone();
                        let words = slipped(&mut self.dice, &printed);
                        self.whole("slip in the number", at, &words);
                    }
                    "cryptic" => self.cryptic(at),
                    way => {
                        let words = self.quoted(at);
                        let open = self.expected.payables[at].open.0;
                        let client = self.client_of(at);
                        let kind = match (
                            self.clients[client].accountant,
                            words.bytes().any(|b| b.is_ascii_digit()),
                        ) {
                            (Some(_), true) => "by an accountant, number",
                            (Some(_), false) => "by an accountant",
                            (None, true) => "number",
                            (None, false) => "no number",
                        };
                        self.transfer(kind, &[(at, open)], open, &words);
                        if way == "twice" {
                            // By mistake: no one can tell which of the two was meant.
                            let line = self.lines.last().unwrap().line.clone();
                            let day = line.day + TimeDelta::days(self.dice.of(1, 9));
                            let line = MatchLine { day, ..line };
                            self.lines.push(Labelled { line, kind: "paid twice", truth: Vec::new() });
                        }
                    }
                }
            }
        }
    }

    fn whole(&mut self, kind: &'static str, at: usize, words: &str) {
        let open = self.expected.payables[at].open.0;
        self.transfer(kind, &[(at, open)], open, words);
    }

    fn transfer(&mut self, kind: &'static str, truth: &[(usize, i64)], amount: i64, words: &str) {
        let day = truth.iter().map(|(at, _)| self.day(*at)).max().unwrap();
        self.transfer_on(kind, truth, amount, words, day);
    }

    fn transfer_on(
        &mut self,
        kind: &'static str,
        truth: &[(usize, i64)],
        amount: i64,
        words: &str,
        day: NaiveDate,
    ) {
        let client = self.client_of(truth[0].0);
        let holder = self.clients[client].holder.clone();
        let iban = self.clients[client].iban.clone();
        let (name, by_accountant) =
            (self.clients[client].name.clone(), self.clients[client].accountant.is_some());
        let words = if by_accountant && self.dice.percent(60) {
            format!("{words} {}", printed(&name))
        } else {
            words.to_owned()
        };
        let words = format!("{words} {}", noise(&mut self.dice));
        let truth: Vec<(MatchTarget, Cents)> =
            truth.iter().map(|(at, amount)| (self.expected.payables[*at].target, Cents(*amount))).collect();
        let line = self.written(amount, day, &holder, &iban, &words);
        self.lines.push(Labelled { line, kind, truth });
    }

    /// A line as the bank writes it: with or without fields apart, whole or cut.
    pub fn written(
        &mut self,
        amount: i64,
        day: NaiveDate,
        holder: &str,
        iban: &str,
        words: &str,
    ) -> MatchLine {
        let fields = self.dice.percent(55);
        let accounts = self.dice.percent(50);
        let mut text = label(&mut self.dice, holder, words);
        if self.dice.percent(8) {
            text = text.chars().take(45).collect();
        }
        let reference = if fields && self.dice.percent(50) { words.trim().to_owned() } else { String::new() };
        MatchLine {
            id: 0,
            day,
            amount: Cents(amount),
            label: text,
            payer: if fields { printed(holder) } else { String::new() },
            iban: if accounts { iban.to_owned() } else { String::new() },
            reference,
            end_to_end: if fields { format!("E2E{}", self.dice.of(0, 99_999_999)) } else { String::new() },
        }
    }

    fn merged(&mut self, many: &[usize]) {
        let truth: Vec<(usize, i64)> =
            many.iter().map(|at| (*at, self.expected.payables[*at].open.0)).collect();
        let amount = truth.iter().map(|(_, amount)| amount).sum();
        let quotes = self.clients[self.client_of(many[0])].quotes;
        if self.dice.percent(quotes) {
            let mut words = Vec::new();
            for at in many {
                let printed = self.expected.payables[*at].number.clone();
                words.push(number(&mut self.dice, &printed));
            }
            let between = *self.dice.one(&[" ", " ET ", ", ", " + "]);
            self.transfer("several together, numbers", &truth, amount, &words.join(between));
        } else {
            self.transfer("several together", &truth, amount, "REGLEMENT FACTURES");
        }
    }

    fn split(&mut self, at: usize) {
        let open = self.expected.payables[at].open.0;
        let first = open * self.dice.of(2, 7) / 10;
        let mut day = self.day(at);
        let words = self.quoted(at);
        let kind = if words.bytes().any(|b| b.is_ascii_digit()) {
            "one in several, number"
        } else {
            "one in several"
        };
        for amount in [first, open - first] {
            self.transfer_on(kind, &[(at, amount)], amount, &words, day);
            day += TimeDelta::days(self.dice.of(3, 30));
        }
    }

    fn instalments(&mut self, at: usize) {
        let parts = self.expected.payables[at].parts.clone();
        let words = self.quoted(at);
        for part in parts {
            let day = part.due_on + TimeDelta::days(self.dice.of(-2, 5));
            self.transfer_on("instalment", &[(at, part.amount.0)], part.amount.0, &words, day);
        }
    }

    /// The bank says nothing of use.
    fn cryptic(&mut self, at: usize) {
        let target = self.expected.payables[at].target;
        let open = self.expected.payables[at].open;
        let day = self.day(at);
        let words = format!("VIREMENT RECU {}", self.dice.of(1_000_000, 9_999_999));
        let line = MatchLine {
            id: 0,
            day,
            amount: open,
            label: words,
            payer: String::new(),
            iban: String::new(),
            reference: String::new(),
            end_to_end: String::new(),
        };
        self.lines.push(Labelled { line, kind: "nobody named", truth: vec![(target, open)] });
    }
}
