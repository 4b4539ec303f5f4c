//! What happens in the demo, day by day: every deal walks the road as far as its story goes.

use super::{Story, after, before, workday};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

/// How long the demo lasts before its last day, in days: fourteen months.
const SPAN: i64 = 428;

/// One action, on its day.
pub(super) struct Event {
    pub day: NaiveDate,
    pub action: String,
    pub payload: Value,
    /// The name under which later events find what it made.
    pub keep: Option<String>,
}

/// Something that happens beside the road: a person met, a reminder, a cheque on its way.
#[derive(Deserialize)]
pub(super) struct Extra {
    /// Days before the last day.
    before: i64,
    action: String,
    payload: Value,
    /// The field that holds the day.
    #[serde(default)]
    on: String,
    keep: Option<String>,
}

/// One deal of the story.
#[derive(Deserialize)]
pub(super) struct Deal {
    /// By which extras name what it makes: « $invoice.charte ».
    #[serde(default)]
    name: String,
    client: String,
    title: String,
    /// Days before the last day.
    begins: i64,
    #[serde(default = "three_weeks")]
    duration: String,
    /// (label, detail, quantity, unit, net unit price in euros)
    lines: Vec<Priced>,
    /// Lines that the client may tick, and does where they sign.
    #[serde(default)]
    options: Vec<Priced>,
    /// Paid in the client's name, to the cent.
    #[serde(default)]
    disbursements: Vec<Priced>,
    /// Lines that an amendment adds while the work goes on.
    #[serde(default)]
    amendment: Vec<Priced>,
    /// How the last invoice is paid: by transfer if nothing is said.
    #[serde(default)]
    pays: String,
    #[serde(default)]
    until: Until,
    /// Days before the last day of its last step; as it comes if none.
    ends: Option<i64>,
    /// Days since the last invoice was due; negative when it still has time.
    due_ago: Option<i64>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    deposit: u32,
    score: Option<u32>,
    #[serde(default)]
    engagement: String,
    #[serde(default)]
    supplies: Vec<String>,
    /// (label, days from the last day)
    #[serde(default)]
    stages: Vec<(String, i64)>,
    /// How many of the stages are reached; the last of them not yet announced.
    #[serde(default)]
    reached: usize,
    /// Reserves that the client wrote on the acceptance report, one by line.
    #[serde(default)]
    reserves: String,
    /// Percent invoiced while the work goes on.
    progress: Option<u32>,
    /// Part of the last invoice already paid, in euros.
    part: Option<String>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    done: String,
    #[serde(default)]
    draft: bool,
    #[serde(default)]
    paid: bool,
    #[serde(default)]
    next_step: String,
    next_in: Option<i64>,
}

fn three_weeks() -> String {
    "trois semaines".to_owned()
}

/// (label, detail, quantity, unit, net unit price in euros)
type Priced = (String, String, String, String, f64);

/// How far a deal has come.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Until {
    Contact,
    Qualified,
    Quoted,
    Lost,
    Standalone,
    Signed,
    DepositIssued,
    DepositPaid,
    Begun,
    Cancelled,
    Delivered,
    Invoiced,
    Paid,
    Thanked,
    Satisfied,
    #[default]
    Done,
}

/// One step of a deal: days after the step before, what is done, and the name of what it makes.
struct Step {
    gap: u64,
    action: &'static str,
    payload: Value,
    keep: Option<&'static str>,
    /// Fields that hold the day on which it happens.
    days: &'static [&'static str],
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

/// Every event of the story, in the order of its days.
pub(super) fn events(story: &Story, today: NaiveDate, seed: u64) -> Vec<Event> {
    let mut dice = fastrand::Rng::with_seed(seed);
    let opening = workday(before(today, SPAN));
    let mut events: Vec<Event> = vec![
        event(opening, "set_identity", story.identity.clone()),
        event(opening, "publish_terms", json!({"text": story.terms, "tacit_days": "10"})),
    ];
    events.extend(story.catalogue.iter().map(|card| event(opening, "add_catalogue_item", card.clone())));
    for client in &story.clients {
        let first = story.deals.iter().filter(|d| d.client == client.key).map(|d| d.begins).max();
        let day = workday(before(today, first.unwrap_or(SPAN))).max(opening);
        events
            .push(Event { keep: Some(client.key.clone()), ..event(day, "add_client", client.card.clone()) });
    }
    for (i, deal) in story.deals.iter().enumerate() {
        let name = if deal.name.is_empty() { i.to_string() } else { deal.name.clone() };
        let card = story.clients.iter().find(|c| c.key == deal.client).map_or(&Value::Null, |c| &c.card);
        let steps = deal.sent(deal.steps(today, card, &mut dice), card);
        events.extend(dated(deal, &name, &steps, today));
    }
    for extra in &story.extras {
        let day = workday(before(today, extra.before)).max(opening);
        let mut payload = days_named(&extra.payload, today);
        if let (Some(map), false) = (payload.as_object_mut(), extra.on.is_empty()) {
            map.insert(extra.on.clone(), json!(day));
        }
        events.push(Event { keep: extra.keep.clone(), ..event(day, &extra.action, payload) });
    }
    // Stable: what happens to a deal keeps its order within a day, and clients come before their deals.
    events.sort_by_key(|event| event.day);
    events
}

fn event(day: NaiveDate, action: &str, payload: Value) -> Event {
    Event { day, action: action.to_owned(), payload, keep: None }
}

/// Gives each step its day: as the gaps say, or drawn together so that the last one stands where the story says.
fn dated(deal: &Deal, name: &str, steps: &[Step], today: NaiveDate) -> Vec<Event> {
    let first = before(today, deal.begins);
    let whole: u64 = steps.iter().map(|s| s.gap).sum();
    let ends = match deal.due_ago {
        // The last invoice is due thirty days after its issue.
        Some(ago) if deal.part.is_none() => Some(ago + 30),
        Some(ago) => Some((ago + 30 - 20).max(0)),
        None => deal.ends,
    };
    let room = ends.map(|ends| u64::try_from(deal.begins - ends).unwrap_or(0));
    let (mut gone, mut latest) = (0, workday(first));
    let mut events = Vec::new();
    for step in steps {
        gone += step.gap;
        let offset = match room {
            Some(room) if whole > 0 => gone * room / whole,
            _ => gone,
        };
        let mut day = workday(after(first, offset)).max(latest);
        if day > today {
            day = today.max(latest);
        }
        latest = day;
        let mut payload = named(&step.payload, name);
        if let Some(map) = payload.as_object_mut() {
            for field in step.days {
                map.insert((*field).to_owned(), json!(day));
            }
        }
        let keep = step.keep.map(|slot| format!("{slot}.{name}"));
        events.push(Event { keep, ..event(day, step.action, payload) });
    }
    events
}

/// `"@-3"` becomes the working day three days before the last one, or right after.
fn days_named(value: &Value, today: NaiveDate) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix('@').and_then(|days| days.parse::<i64>().ok()) {
            Some(days) => json!(workday(before(today, -days))),
            None => value.clone(),
        },
        Value::Object(map) => {
            map.iter().map(|(key, value)| (key.clone(), days_named(value, today))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => value.clone(),
    }
}

/// `"$invoice"` becomes `"$invoice.3"` in the third deal's events; `"$@key"` names a client.
fn named(value: &Value, name: &str) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix('$') {
            Some(key) if key.starts_with('@') => json!(format!("${}", &key[1..])),
            Some(slot) => json!(format!("${slot}.{name}")),
            None => match text.split_once(":$") {
                Some((head, slot)) => json!(format!("{head}:${slot}.{name}")),
                None => value.clone(),
            },
        },
        Value::Array(items) => items.iter().map(|item| named(item, name)).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), named(value, name))).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
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
    fn steps(&self, today: NaiveDate, card: &Value, dice: &mut fastrand::Rng) -> Vec<Step> {
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
    fn sent(&self, steps: Vec<Step>, card: &Value) -> Vec<Step> {
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
            "proof": {"name": "pv.pdf", "base64": "JVBERi0xLjcKcHYKJSVFT0YK"}});
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
    typed.replace(',', ".").parse().unwrap_or(1.0)
}
