//! What else moves on the account: payouts, cheques, what is noted already, refunds, and money that pays nothing.

use crate::words::{FIRST, LAST, around, noise, printed};
use crate::world::{Labelled, World};
use chrono::{NaiveDate, TimeDelta};
use journey::matching::given::{KnownPayout, MatchTarget, Payable, PayableAsks, TargetKind};
use journey::payment::PaymentMethod;
use values::money::Cents;

impl World {
    pub fn around(&mut self) {
        let many = i64::try_from(self.lines.len()).unwrap();
        for _ in 0..many / 40 {
            self.payout();
            self.card_sum("STRIPE TECHNOLOGY EUROPE", PaymentMethod::Card, "card payments");
            self.card_sum("REMISE CHEQUES", PaymentMethod::Cheque, "cheques");
        }
        for _ in 0..many / 25 {
            self.noted();
            self.refund();
            self.returned();
        }
        for _ in 0..many / 5 {
            self.unrelated();
            self.spent();
        }
        for _ in 0..many / 40 {
            self.known_number();
            self.number_inside();
            self.namesake();
        }
    }

    fn some_day(&mut self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + TimeDelta::days(self.dice.of(0, 270))
    }

    fn fresh(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id
    }

    fn push(
        &mut self,
        kind: &'static str,
        amount: i64,
        day: NaiveDate,
        words: &str,
        truth: Vec<(MatchTarget, Cents)>,
    ) {
        let mut line = self.written(amount, day, "", "", words);
        line.payer = String::new();
        self.lines.push(Labelled { line, kind, truth });
    }

    fn payout(&mut self) {
        let provider = *self.dice.one(&["Stripe", "SumUp", "PayPal"]);
        let gross = self.dice.of(2_000, 300_000);
        let fee = gross * 15 / 1_000 + 25;
        let day = self.some_day();
        let id = self.fresh();
        let net = Cents(gross - fee);
        self.expected.payouts.push(KnownPayout {
            id,
            provider: provider.to_owned(),
            day,
            net,
            fee: Cents(fee),
        });
        let later = day + TimeDelta::days(self.dice.of(0, 4));
        let words = format!("VIR {} PAYMENTS {}", provider.to_uppercase(), noise(&mut self.dice));
        let target = MatchTarget { kind: TargetKind::Payout, id };
        self.push("known payout", net.0, later, &words, vec![(target, net)]);
    }

    fn noted_payment(
        &mut self,
        amount: i64,
        day: NaiveDate,
        by: PaymentMethod,
        client: usize,
    ) -> MatchTarget {
        let target = MatchTarget { kind: TargetKind::Payment, id: self.fresh() };
        self.expected.payables.push(Payable {
            target,
            number: String::new(),
            other_numbers: Vec::new(),
            client: self.clients[client].id,
            open: Cents(amount),
            since: day - TimeDelta::days(10),
            issued_on: day,
            due_on: day,
            parts: Vec::new(),
            by: Some(by),
            asks: PayableAsks::default(),
        });
        target
    }

    fn any_client(&mut self) -> usize {
        usize::try_from(self.dice.of(0, i64::try_from(self.clients.len()).unwrap() - 1)).unwrap()
    }

    /// Some payments that were noted as they came arrive together.
    fn card_sum(&mut self, words: &str, by: PaymentMethod, kind: &'static str) {
        let day = self.some_day();
        let mut truth = Vec::new();
        for _ in 0..self.dice.of(1, 4) {
            let client = self.any_client();
            let amount = self.dice.of(3_000, 150_000);
            let on = day - TimeDelta::days(self.dice.of(1, 6));
            let target = self.noted_payment(amount, on, by, client);
            truth.push((target, Cents(amount)));
        }
        let amount = truth.iter().map(|(_, amount)| amount.0).sum();
        let words = format!("{words} {}", noise(&mut self.dice));
        self.push(kind, amount, day, &words, truth);
    }

    /// A transfer that the user noted by hand before the statement came.
    fn noted(&mut self) {
        let client = self.any_client();
        let amount = self.dice.of(5_000, 500_000);
        let day = self.some_day();
        let target = self.noted_payment(amount, day, PaymentMethod::Transfer, client);
        let (holder, iban) = (self.clients[client].holder.clone(), self.clients[client].iban.clone());
        let on = day - TimeDelta::days(self.dice.of(0, 2));
        let line = self.written(amount, on, &holder, &iban, "");
        self.lines.push(Labelled { line, kind: "noted by hand", truth: vec![(target, Cents(amount))] });
    }

    fn refund(&mut self) {
        let client = self.any_client();
        let amount = self.dice.of(1_000, 90_000);
        let day = self.some_day();
        let target = MatchTarget { kind: TargetKind::Refund, id: self.fresh() };
        let number = format!("A-2026-{:04}", target.id);
        self.expected.payables.push(Payable {
            target,
            number: number.clone(),
            other_numbers: Vec::new(),
            client: self.clients[client].id,
            open: Cents(amount),
            since: day,
            issued_on: day,
            due_on: day,
            parts: Vec::new(),
            by: None,
            asks: PayableAsks::default(),
        });
        let name = self.clients[client].name.clone();
        let words = if self.dice.percent(60) { number } else { "REMBOURSEMENT".to_owned() };
        let on = day + TimeDelta::days(self.dice.of(0, 10));
        let line = self.written(-amount, on, &name, "", &words);
        self.lines.push(Labelled { line, kind: "refund", truth: vec![(target, Cents(amount))] });
    }

    fn returned(&mut self) {
        let client = self.any_client();
        let amount = self.dice.of(5_000, 90_000);
        let day = self.some_day();
        let target = self.noted_payment(amount, day, PaymentMethod::Transfer, client);
        let back = MatchTarget { kind: TargetKind::Returned, id: target.id };
        let paid = self.expected.payables.last().unwrap().clone();
        self.expected.payables.pop();
        self.expected.payables.push(Payable { target: back, by: None, ..paid });
        let name = printed(&self.clients[client].name);
        let on = day + TimeDelta::days(self.dice.of(2, 5));
        let words = format!("REJET PRLV {name}");
        self.push("rejected debit", -amount, on, &words, vec![(back, Cents(amount))]);
    }

    /// Money that has nothing to do with what is owed, now and then of the very amount of something that is.
    fn unrelated(&mut self) {
        let words = match self.dice.of(0, 7) {
            0 => "VIR CAF D ILLE ET VILAINE".to_owned(),
            1 => "DGFIP REMBOURSEMENT CREDIT TVA".to_owned(),
            2 => "VIREMENT COMPTE A COMPTE LIVRET".to_owned(),
            3 => "VIR ENEDIS REMBOURSEMENT".to_owned(),
            4 => format!(
                "VIR {} LOYER",
                printed(&format!("{} {}", self.dice.one(&FIRST), self.dice.one(&LAST)))
            ),
            5 => "INTERETS CREDITEURS".to_owned(),
            6 => format!("VIR CPAM INDEMNITES {}", noise(&mut self.dice)),
            _ => "VERSEMENT ESPECES".to_owned(),
        };
        let mut amount = self.dice.of(500, 250_000);
        if self.dice.percent(15) {
            let at =
                usize::try_from(self.dice.of(0, i64::try_from(self.expected.payables.len()).unwrap() - 1))
                    .unwrap();
            amount = self.expected.payables[at].open.0;
        }
        let day = self.some_day();
        self.push("something else", amount, day, &words, Vec::new());
    }

    fn spent(&mut self) {
        let words = *self.dice.one(&[
            "PRLV SEPA FREE MOBILE",
            "CARTE SNCF PARIS",
            "PRLV URSSAF BRETAGNE",
            "FRAIS TENUE DE COMPTE",
            "VIR LOYER BUREAU",
        ]);
        let (amount, day) = (self.dice.of(200, 120_000), self.some_day());
        self.push("spent", -amount, day, words, Vec::new());
    }

    /// A client pays once more what they had paid.
    fn known_number(&mut self) {
        let Some((number, client, amount)) = self.settled.pop() else { return };
        let (holder, iban) = (self.clients[client].holder.clone(), self.clients[client].iban.clone());
        let day = self.some_day();
        let line = self.written(amount, day, &holder, &iban, &number);
        self.lines.push(Labelled { line, kind: "number settled before", truth: Vec::new() });
    }

    /// A stranger’s reference holds the number of an invoice, at times with its very amount.
    fn number_inside(&mut self) {
        let at = usize::try_from(self.dice.of(0, i64::try_from(self.expected.payables.len()).unwrap() - 1))
            .unwrap();
        let (number, open) = (self.expected.payables[at].number.clone(), self.expected.payables[at].open.0);
        if number.is_empty() {
            return;
        }
        let amount = if self.dice.percent(50) { open } else { self.dice.of(1_000, 300_000) };
        let words = format!("VIR MUTUELLE GENERALE {}", around(&mut self.dice, &number));
        let day = self.some_day();
        self.push("number inside a number", amount, day, &words, Vec::new());
    }

    /// Someone of the name of a client sends money for something else.
    fn namesake(&mut self) {
        let client = self.any_client();
        let last = *self.dice.one(&LAST);
        let name = match self.clients[client].name.split_whitespace().last() {
            Some(word) if self.dice.percent(50) => format!("{word} {}", self.dice.one(&FIRST)),
            Some(_) | None => format!("{last} {}", self.dice.one(&FIRST)),
        };
        let iban = String::new();
        let (mut amount, day) = (self.dice.of(20, 600) * 100, self.some_day());
        if self.dice.percent(30) {
            let at = self.dice.of(0, i64::try_from(self.expected.payables.len()).unwrap() - 1);
            amount = self.expected.payables[usize::try_from(at).unwrap()].open.0;
        }
        let line = self.written(amount, day, &name, &iban, "CADEAU");
        self.lines.push(Labelled { line, kind: "a namesake", truth: Vec::new() });
    }
}
