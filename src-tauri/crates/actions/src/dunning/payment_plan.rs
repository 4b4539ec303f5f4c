//! A payment plan agreed with a client: its parts, the agreement that both sign, and its end.

use books::act::{Act, Ask};
use books::entry::{self, Paper};
use books::error::Result;
use chrono::NaiveDate;
use documents::paper::frame::Parties;
use documents::paper::plan::{PlanPaper, PlannedInvoice, plan_sheet};
use journey::allowed::dunning::{is_running, may_plan};
use journey::contact::person::About;
use journey::dunning::Owed;
use journey::dunning::payment_plan::{agreed as agreed_parts, gap, monthly};
use journey::invoice::Instalment;
use journey::say;
use records::document::{self, NewDocument};
use records::dunning::debtors;
use records::parties::parties;
use records::payment_plan::{plan_of, settled};
use records::{invoice_row, person, printable, settings};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AgreePaymentPlan {
    pub client: i64,
    /// Those that it is about; none for all that is open of the client and left.
    pub invoices: Vec<i64>,
    /// How many equal parts, one a month; empty where each part is told.
    pub count: String,
    /// The day of the first of them.
    pub first_on: String,
    /// Each part by itself, where they are not equal; none for equal ones.
    pub parts: Vec<AgreedPart>,
    /// Late parts from which the whole is due again (1).
    pub breaks_at: String,
    /// Who agreed to it, and how.
    pub words: String,
}

/// A part as it was agreed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AgreedPart {
    pub due_on: String,
    pub amount: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPaymentPlan {
    pub plan: i64,
    pub reason: String,
}

/// A plan as it is being typed.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PaymentPlanPreview {
    /// Numbers of its invoices.
    pub invoices: Vec<String>,
    pub total: Cents,
    /// Days and amounts; empty while they cannot be read.
    pub parts: Vec<PreviewedPart>,
    /// What the amounts told one by one leave or ask too much, as far as they can be read; none where they make the whole.
    pub gap: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PreviewedPart {
    pub due_on: String,
    pub amount: Cents,
}

/// What was read of a plan.
struct Agreed {
    owed: Vec<Owed>,
    total: Cents,
    parts: Vec<Instalment>,
    breaks_at: i64,
    words: String,
}

fn of_client(ask: &Ask, payload: &AgreePaymentPlan) -> Result<(Vec<Owed>, Cents)> {
    records::contact::card(ask, payload.client)?;
    let debtor = debtors(ask, Some(payload.client))?.into_iter().next();
    let owed = may_plan(debtor.as_ref(), &payload.invoices)?;
    let total = owed.iter().map(Owed::open).sum();
    Ok((owed, total))
}

fn read(ask: &Ask, payload: &AgreePaymentPlan) -> Result<Agreed> {
    let (owed, total) = of_client(ask, payload)?;
    let whole = |field: &str, typed: &str, least: i64, most: i64| -> Result<Option<i64>> {
        Ok(input::whole(field, typed, least, most)?)
    };
    let parts = if payload.parts.is_empty() {
        let count = whole("count", &payload.count, 2, 36)?
            .ok_or_else(|| Refusal::at("count", "Indiquez en combien de fois."))?;
        monthly(total, count, to_come(ask, "first_on", &payload.first_on)?)?
    } else {
        one_by_one(ask, payload, total)?
    };
    Ok(Agreed {
        parts,
        breaks_at: whole("breaks_at", &payload.breaks_at, 1, 12)?.unwrap_or(1),
        words: input::line("words", &payload.words, input::SHORT)?,
        owed,
        total,
    })
}

/// The parts as they were told one by one.
fn one_by_one(ask: &Ask, payload: &AgreePaymentPlan, total: Cents) -> Result<Vec<Instalment>> {
    for (field, typed) in [("count", &payload.count), ("first_on", &payload.first_on)] {
        if !typed.trim().is_empty() {
            let text = "Les échéances sont dites une à une : videz ce champ.";
            return Err(Refusal::at(field, text).into());
        }
    }
    let mut parts = Vec::new();
    for (i, part) in payload.parts.iter().enumerate() {
        let at = |field: &str| format!("parts[{i}].{field}");
        let due_on = to_come(ask, &at("due_on"), &part.due_on)?;
        parts.push(Instalment { due_on, amount: input::amount(&at("amount"), &part.amount)? });
    }
    Ok(agreed_parts(total, parts)?)
}

fn to_come(ask: &Ask, field: &str, typed: &str) -> Result<NaiveDate> {
    let day = input::day(field, typed, Near::Coming(ask.today))?;
    journey::allowed::dunning::to_come(field, day, ask.today)?;
    Ok(day)
}

/// What is owed, and the parts as they read so far.
pub fn preview(ask: &Ask, payload: AgreePaymentPlan) -> Result<PaymentPlanPreview> {
    let (owed, total) = of_client(ask, &payload)?;
    let parts = read(ask, &payload).map(|agreed| agreed.parts).unwrap_or_default();
    let told = payload.parts.iter().filter_map(|part| input::amount("amount", &part.amount).ok());
    let gap = (!payload.parts.is_empty()).then(|| gap(total, told.sum())).flatten();
    let part = |part: Instalment| PreviewedPart { due_on: part.due_on.to_string(), amount: part.amount };
    Ok(PaymentPlanPreview {
        invoices: owed.into_iter().map(|owed| owed.number).collect(),
        total,
        parts: parts.into_iter().map(part).collect(),
        gap,
    })
}

fn paper(ask: &Ask, client: i64, agreed: &Agreed) -> Result<(PlanPaper, Parties)> {
    let seller = settings::the_seller(ask)?;
    let buyer = person::addressed(ask, client, About::Invoice)?;
    printable::buyer(&buyer)?;
    let parties = parties(ask, seller, buyer)?;
    let mut invoices = Vec::new();
    for owed in &agreed.owed {
        let row = invoice_row::issued(ask, owed.id)?;
        let (number, issued_on, open) = (row.number, row.issued_on, owed.open());
        invoices.push(PlannedInvoice { number, issued_on, open });
    }
    let paper = PlanPaper {
        agreed_on: ask.today,
        invoices,
        total: agreed.total,
        parts: agreed.parts.iter().map(|part| (part.due_on, part.amount)).collect(),
        breaks_at: agreed.breaks_at,
    };
    Ok((paper, parties))
}

/// The agreement as it would be printed.
pub fn preview_paper(ask: &Ask, payload: AgreePaymentPlan) -> Result<Paper> {
    let agreed = read(ask, &payload)?;
    let (paper, parties) = paper(ask, payload.client, &agreed)?;
    let mut sheet = plan_sheet(&paper, &parties);
    sheet.draft = true;
    Ok(entry::paper("echeancier.pdf".to_owned(), "application/pdf", &document::print(&sheet, None)?))
}

/// Answers the plan.
pub fn agree(act: &Act, payload: AgreePaymentPlan) -> Result<i64> {
    let ask = act.ask();
    let agreed = read(&ask, &payload)?;
    act.may_issue()?;
    let invoices: Vec<i64> = agreed.owed.iter().map(|owed| owed.id).collect();
    for owed in &agreed.owed {
        act.about(owed.deal);
    }
    let (paper, parties) = paper(&ask, payload.client, &agreed)?;
    let bytes = document::print(&plan_sheet(&paper, &parties), Some(&act.head.seal))?;
    let (language, day) = (parties.language(), act.today);
    let deal = agreed.owed.first().map_or(0, |owed| owed.deal);
    let name = say!(language, "Échéancier du {day}.pdf", day = day);
    let document = document::keep(
        act,
        &NewDocument {
            made_from: &serde_json::to_string(&paper)?,
            ..NewDocument::issued("payment_plan", deal, &format!("Échéancier du {day}"), &name, &bytes)
        },
    )?;
    act.db
        .prepare_cached(
            "INSERT INTO payment_plan (day, settled, breaks_at, words, document, allocations)
             VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(id), 0) FROM allocation))",
        )?
        .execute(params![
            day.to_string(),
            settled(&ask, &invoices)?.0,
            agreed.breaks_at,
            agreed.words,
            document
        ])?;
    let plan = act.db.last_insert_rowid();
    for invoice in invoices {
        act.db
            .prepare_cached("INSERT INTO payment_plan_invoice (plan, invoice) VALUES (?1, ?2)")?
            .execute(params![plan, invoice])?;
    }
    for (position, part) in (1_i64..).zip(&agreed.parts) {
        act.db
            .prepare_cached(
                "INSERT INTO payment_plan_part (plan, position, due_on, amount) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![plan, position, part.due_on.to_string(), part.amount.0])?;
    }
    Ok(plan)
}

/// Answers the plan.
pub fn end(act: &Act, payload: EndPaymentPlan) -> Result<i64> {
    let (deal, ended) = plan_of(&act.ask(), payload.plan)?;
    is_running(ended)?;
    let reason =
        input::required("reason", &payload.reason, input::SHORT, "Dites pourquoi l’échéancier s’arrête.")?;
    act.about(deal);
    act.db
        .prepare_cached("INSERT INTO payment_plan_end (plan, day, reason) VALUES (?1, ?2, ?3)")?
        .execute(params![payload.plan, act.today.to_string(), reason])?;
    Ok(payload.plan)
}
