//! The steps of one deal of the demo, from the first contact as far as its story goes.
//! A step says how long after the one before it comes; its day is given by the script.

use crate::jobs::demo::story::{Deal, Priced, Until, before, workday};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// One step of a deal: days after the step before, what is done, and the name of what it makes.
pub struct Step {
    pub gap: u64,
    pub action: &'static str,
    pub payload: Value,
    pub keep: Option<&'static str>,
    /// Fields that hold the day on which it happens.
    pub days: &'static [&'static str],
}

fn step(gap: u64, action: &'static str, payload: Value) -> Step {
    Step { gap, action, payload, keep: None, days: &[] }
}

impl Step {
    fn makes(self, keep: &'static str) -> Step {
        Step { keep: Some(keep), ..self }
    }

    fn on(self, days: &'static [&'static str]) -> Step {
        Step { days, ..self }
    }
}

impl Deal {
    fn content(&self, today: NaiveDate) -> Value {
        let mut lines: Vec<Value> = self.lines.iter().map(line).collect();
        for (others, field, value) in
            [(&self.options, "optional", json!(true)), (&self.disbursements, "nature", json!("disbursement"))]
        {
            lines.extend(others.iter().map(|priced| {
                let mut line = line(priced);
                line[field] = value.clone();
                line
            }));
        }
        let stages: Vec<Value> = self
            .stages
            .iter()
            .map(|(label, days)| json!({"label": label, "planned_on": workday(before(today, -days))}))
            .collect();
        json!({"subject": self.title, "lines": lines, "deposit": self.deposit.to_string(), "duration": self.duration,
            "payment_days": "30", "supplies": self.supplies, "stages": stages})
    }

    /// What happens to it, step by step, as far as its story goes.
    pub fn steps(&self, today: NaiveDate, card: &Value, dice: &mut fastrand::Rng) -> Vec<Step> {
        let mut steps = self.as_in_france(today, card, dice);
        // A service to a firm abroad bears no French VAT.
        if card["kind"] == "company" && card["address"]["country"].as_str().is_some_and(|c| !c.is_empty()) {
            steps.iter_mut().filter_map(|step| step.payload.pointer_mut("/content/lines")).for_each(untaxed);
        }
        steps
    }

    fn as_in_france(&self, today: NaiveDate, card: &Value, dice: &mut fastrand::Rng) -> Vec<Step> {
        let mut steps = self.first_steps(today, dice);
        if self.until == Until::Standalone {
            steps.extend(self.standalone(dice));
            return steps;
        }
        if self.until <= Until::Qualified {
            return steps;
        }
        let content = self.content(today);
        let quote = json!({"deal": "$deal", "content": content, "method": "email"});
        steps.push(step(dice.u64(2..7), "send_quote", quote).makes("quote"));
        if self.until == Until::Lost {
            let lost = json!({"deal": "$deal", "reason": self.reason, "words": ""});
            steps.push(step(dice.u64(12..25), "lose_deal", lost));
        }
        if self.until <= Until::Lost {
            return steps;
        }
        steps.extend(self.signature(card, dice));
        steps.extend(self.work(card, dice));
        steps.extend(self.billing(dice));
        steps.extend(self.loyalty(dice));
        steps
    }

    /// Each invoice leaves the day it is issued; one without an order waits until somebody thinks of it.
    pub fn sent(&self, steps: Vec<Step>, card: &Value) -> Vec<Step> {
        let method = if card["email"].as_str().unwrap_or_default().is_empty() { "post" } else { "email" };
        let mut all = Vec::new();
        for step in steps {
            let invoice = step.keep.filter(|keep| matches!(*keep, "deposit" | "progress" | "invoice"));
            all.push(step);
            if let Some(invoice) = invoice.filter(|_| self.until != Until::Standalone || self.paid) {
                let send = json!({"invoice": format!("${invoice}"), "method": method});
                all.push(self::step(0, "send_invoice", send).on(&["sent_on"]));
            }
        }
        all
    }

    fn first_steps(&self, today: NaiveDate, dice: &mut fastrand::Rng) -> Vec<Step> {
        let next_on = self.next_in.map(|days| before(today, -days).to_string()).unwrap_or_default();
        let mut steps = vec![
            step(
                0,
                "open_deal",
                json!({"client": format!("$@{}", self.client), "title": self.title, "source": self.source,
                    "next_step": self.next_step, "next_on": next_on}),
            )
            .makes("deal"),
        ];
        if self.until >= Until::Qualified && self.until != Until::Standalone {
            let gross: f64 = self.lines.iter().map(|(_, _, q, _, p)| p * quantity(q) * 1.2).sum();
            let budget = format!("{:.0}", (gross / 100.0).ceil() * 100.0);
            steps.push(step(
                dice.u64(1..4),
                "qualify_deal",
                json!({"deal": "$deal", "need": self.title, "budget": budget, "ideal": dice.bool(),
                    "next_step": self.next_step, "next_on": next_on}),
            ));
        }
        if self.draft {
            let key = "quote:$deal";
            steps.push(step(1, "save_draft", json!({"key": key, "content": self.content(today)})));
        }
        steps
    }

    fn signature(&self, card: &Value, dice: &mut fastrand::Rng) -> Vec<Step> {
        let number = match (&self.engagement, &card["order_number_required"]) {
            (known, _) if !known.is_empty() => known.clone(),
            (_, Value::Bool(true)) => format!("BC-{}", dice.u32(1000..9999)),
            _ => String::new(),
        };
        let method = if number.is_empty() { "email" } else { "purchase_order" };
        let ticked: Vec<usize> = (self.lines.len()..).take(self.options.len()).collect();
        let accept = json!({"quote": "$quote", "options": ticked, "signed_by": signer(card), "quality": "",
            "method": method, "terms_accepted": true, "order_number": number, "words": "Bon pour accord.",
            "place": "premises"});
        let mut steps = vec![step(dice.u64(3..13), "accept_quote", accept).makes("order").on(&["signed_on"])];
        if self.deposit > 0 && self.until >= Until::DepositIssued {
            steps.push(
                step(dice.u64(0..2), "issue_deposit_invoice", json!({"order": "$order"})).makes("deposit"),
            );
        }
        if self.deposit > 0 && self.until >= Until::DepositPaid {
            steps.push(paid(dice.u64(5..14), "deposit", "open").makes("deposit_payment"));
        }
        steps
    }

    fn work(&self, card: &Value, dice: &mut fastrand::Rng) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.until < Until::Begun {
            return steps;
        }
        let begin = json!({"order": "$order", "override_reason": ""});
        steps.push(step(dice.u64(2..6), "begin_delivery", begin).on(&["began_on"]));
        if self.until == Until::Cancelled {
            let cancel = json!({"deal": "$deal", "reason": "abandoned", "printed_reason": "Projet arrêté par le client", "done": self.done});
            steps.push(step(dice.u64(8..20), "cancel_deal", cancel));
            return steps;
        }
        steps.extend(self.supplies(dice));
        steps.extend(self.stages(dice));
        if let Some(percent) = self.progress {
            let progress =
                json!({"order": "$order", "percent": percent.to_string(), "stage": "Première étape"});
            steps.push(step(dice.u64(8..15), "issue_progress_invoice", progress).makes("progress"));
        }
        if !self.amendment.is_empty() {
            steps.extend(self.amended(card, dice));
        }
        if self.until >= Until::Delivered {
            steps.push(
                step(dice.u64(9..24), "record_delivery", json!({"order": "$order", "note": ""}))
                    .on(&["delivered_on"]),
            );
            steps.extend(self.acceptance(card, dice));
        }
        steps
    }

    /// The client asks for more: a quote of the whole, signed a few days later, takes the order's place.
    fn amended(&self, card: &Value, dice: &mut fastrand::Rng) -> [Step; 2] {
        let mut content = self.content(NaiveDate::default());
        content["lines"] = self.lines.iter().chain(&self.amendment).map(line).collect();
        let quote = json!({"deal": "$deal", "content": content, "method": "email"});
        let accept = json!({"quote": "$quote", "signed_by": signer(card), "method": "email", "terms_accepted": true,
            "words": "Bon pour accord sur l’avenant.", "place": "premises"});
        [
            step(dice.u64(2..5), "send_quote", quote).makes("quote"),
            step(dice.u64(1..4), "accept_quote", accept).makes("order").on(&["signed_on"]),
        ]
    }

    /// The first supply came, the second was asked for, the others wait.
    fn supplies(&self, dice: &mut fastrand::Rng) -> Vec<Step> {
        let mut steps = Vec::new();
        for (i, _) in self.supplies.iter().enumerate().take(2) {
            let ask = json!({"order": "$order", "supply": i, "words": ""});
            steps.push(step(1, "ask_supply", ask).on(&["asked_on"]));
            if i == 0 {
                let receive = json!({"order": "$order", "supply": i, "words": ""});
                steps.push(step(dice.u64(1..4), "receive_supply", receive).on(&["received_on"]));
            }
        }
        steps
    }

    fn stages(&self, dice: &mut fastrand::Rng) -> Vec<Step> {
        let mut steps = Vec::new();
        for stage in 0..self.reached {
            let reach = json!({"order": "$order", "stage": stage});
            steps.push(step(dice.u64(2..5), "reach_stage", reach).on(&["reached_on"]));
            if stage + 1 < self.reached {
                let announce =
                    json!({"order": "$order", "stage": stage, "words": "Cette étape est terminée."});
                steps.push(step(0, "announce_stage", announce).on(&["announced_on"]));
            }
        }
        steps
    }

    fn acceptance(&self, card: &Value, dice: &mut fastrand::Rng) -> Vec<Step> {
        if self.until < Until::Invoiced && self.reserves.is_empty() {
            return Vec::new();
        }
        let report =
            json!({"order": "$order", "done": format!("{} : livré complet.", self.title), "reserves": ""});
        let manner = if self.reserves.is_empty() { "without_reserves" } else { "with_reserves" };
        let accepted = json!({"order": "$order", "manner": manner, "signed_by": signer(card), "reserves": self.reserves,
            "proof": {"name": "pv.pdf", "base64": "file:pv.pdf"}});
        vec![
            step(0, "issue_acceptance_report", report),
            step(dice.u64(1..3), "record_acceptance", accepted).on(&["accepted_on"]),
        ]
    }

    fn billing(&self, dice: &mut fastrand::Rng) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.until < Until::Invoiced {
            return steps;
        }
        let balance = json!({"order": "$order"});
        steps.push(step(dice.u64(0..3), "issue_balance_invoice", balance).makes("invoice"));
        if let Some(part) = &self.part {
            let payment =
                json!({"invoice": "$invoice", "amount": part, "method": "transfer", "reference": ""});
            steps.push(step(20, "record_payment", payment).on(&["received_on"]));
        }
        if self.until >= Until::Paid {
            let late = if dice.u8(0..4) == 0 { 25 } else { 0 };
            let mut payment = paid(dice.u64(14..29) + late, "invoice", "open");
            if !self.pays.is_empty() {
                payment.payload["method"] = json!(self.pays);
            }
            steps.push(payment.makes("payment"));
        }
        steps
    }

    fn loyalty(&self, dice: &mut fastrand::Rng) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.until >= Until::Thanked {
            let thank = json!({"deal": "$deal", "words": "Merci de votre confiance."});
            steps.push(step(dice.u64(1..4), "thank_client", thank).on(&["thanked_on"]));
        }
        if self.until >= Until::Satisfied {
            let score = self.score.map(|s| s.to_string()).unwrap_or_default();
            let words = match self.score {
                Some(9..) => "Parfait, merci.",
                Some(0..=6) => "Délais trop longs, il a fallu vous relancer.",
                Some(_) | None => "",
            };
            let answer = json!({"deal": "$deal", "score": score, "words": words});
            steps.push(step(dice.u64(7..11), "record_satisfaction", answer).on(&["answered_on"]));
        }
        steps
    }

    fn standalone(&self, dice: &mut fastrand::Rng) -> Vec<Step> {
        let lines: Vec<Value> = self.lines.iter().map(line).collect();
        let content = json!({"subject": self.title, "lines": lines});
        let mut steps =
            vec![step(2, "issue_invoice", json!({"deal": "$deal", "content": content})).makes("invoice")];
        if self.paid {
            let mut payment = paid(dice.u64(8..11), "invoice", "open");
            if !self.pays.is_empty() {
                payment.payload["method"] = json!(self.pays);
            }
            steps.push(payment.makes("payment"));
        }
        steps
    }
}

/// A line as one would type it.
fn line((label, detail, quantity, unit, price): &Priced) -> Value {
    json!({"label": label, "detail": detail, "quantity": quantity, "unit": unit,
        "unit_price": price.to_string().replace('.', ","), "vat_rate": 2000})
}

/// Lines at no VAT; nothing where there are none.
fn untaxed(lines: &mut Value) {
    for line in lines.as_array_mut().into_iter().flatten() {
        line["vat_rate"] = json!(0);
    }
}

/// Who signs for that client.
fn signer(card: &Value) -> &str {
    card["contact"].as_str().or(card["name"].as_str()).unwrap_or_default()
}

/// What is still to be paid of an invoice, received.
fn paid(gap: u64, invoice: &str, part: &str) -> Step {
    let payment = json!({"invoice": format!("${invoice}"), "amount": format!("${part}:{invoice}"),
        "method": "transfer", "reference": ""});
    step(gap, "record_payment", payment).on(&["received_on"])
}

fn quantity(typed: &str) -> f64 {
    let thousandths = values::input::quantity("", typed).ok().and_then(|q| i32::try_from(q.0).ok());
    thousandths.map_or(1.0, |q| f64::from(q) / 1000.0)
}
