//! Deal: the thread that ties one piece of work together, its facts, its timeline, its money.

use crate::act::{Act, Ask};
use crate::attachment::Place;
use crate::contact::PAGE;
use crate::error::{Error, Result};
use crate::invoice::{self, InvoiceRow};
use crate::order::events::OrderGates;
use crate::order::{self, OrderView};
use crate::payment::{self, PaymentRow};
use crate::quote::{self, QuoteRow};
use crate::search;
use crate::surface::ById;
use chrono::NaiveDate;
use journey::contact::ClientKind;
use journey::contact::history::PaymentHistory;
use journey::deal::{Facts, InvoiceFact, OrderFact, QuoteFact, Stage, Step};
use journey::delivery::Works;
use journey::follow_up::After;
use journey::input;
use journey::invoice::InvoiceKind;
use journey::money::Cents;
use journey::refusal::Refusal;
use journey::sending::SendingFacts;
use journey::today::{ClientName, Task};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenDeal {
    pub client: i64,
    pub title: String,
    /// Where they come from: « recommandation de Hugo ».
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub need: String,
    /// Gross amount in euros, as typed.
    #[serde(default)]
    pub budget: String,
    #[serde(default)]
    pub next_step: String,
    #[serde(default)]
    pub next_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeDeal {
    pub deal: i64,
    pub title: String,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub need: String,
    #[serde(default)]
    pub budget: String,
    #[serde(default)]
    pub next_step: String,
    #[serde(default)]
    pub next_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QualifyDeal {
    pub deal: i64,
    /// Where they come from; what was noted stays when it is not said again.
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub need: String,
    #[serde(default)]
    pub budget: String,
    /// Is this the kind of client one looks for?
    #[serde(default)]
    pub ideal: bool,
    #[serde(default)]
    pub next_step: String,
    #[serde(default)]
    pub next_on: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LostReason {
    Price,
    Timing,
    Competitor,
    NoAnswer,
    Abandoned,
    Other,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoseDeal {
    pub deal: i64,
    pub reason: LostReason,
    #[serde(default)]
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    Note,
    Call,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddNote {
    /// The deal it is about; or the client, when no deal is named.
    #[serde(default)]
    pub deal: Option<i64>,
    #[serde(default)]
    pub client: Option<i64>,
    pub kind: NoteKind,
    pub text: String,
    /// Today if empty.
    #[serde(default)]
    pub happened_on: String,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DealsFilter {
    pub closed: bool,
    pub before: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DealRow {
    pub id: i64,
    pub title: String,
    pub client: ClientName,
    pub stage: Stage,
    pub active: bool,
    pub amount: Cents,
    pub changed_on: String,
    /// The next thing to do, in words; empty when nothing is.
    pub next: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct StageSum {
    pub stage: Stage,
    pub count: i64,
    pub amount: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Deals {
    pub rows: Vec<DealRow>,
    pub more: bool,
    pub sums: Vec<StageSum>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TimelineEntry {
    /// Rank of its line in the journal.
    pub id: i64,
    pub at: String,
    pub day: String,
    pub title: String,
    pub text: String,
    /// The action that made it, or `note`, `call`.
    pub kind: String,
    pub document: Option<i64>,
    /// On a client's timeline, the deal in which it happened.
    pub deal: Option<i64>,
    pub deal_title: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentTone {
    Late,
    Soon,
    Good,
    None,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DocumentRow {
    pub id: i64,
    pub kind: String,
    pub name: String,
    /// What a file that was joined is, in words.
    pub label: String,
    pub number: String,
    pub created_on: String,
    pub sealed: bool,
    pub status: String,
    pub tone: DocumentTone,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Money {
    pub ordered: Cents,
    pub invoiced: Cents,
    pub paid: Cents,
    pub left_to_invoice: Cents,
    pub open: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Lost {
    pub reason: LostReason,
    pub words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DealView {
    pub id: i64,
    pub title: String,
    pub client: ClientName,
    pub client_kind: ClientKind,
    pub stage: Stage,
    pub source: String,
    pub need: String,
    pub budget: Option<Cents>,
    pub ideal: Option<bool>,
    pub next_step: String,
    pub next_on: Option<String>,
    pub steps: Vec<Step>,
    pub next: Option<Task>,
    pub others: Vec<Task>,
    pub timeline: Vec<TimelineEntry>,
    pub money: Option<Money>,
    pub documents: Vec<DocumentRow>,
    pub quote: Option<QuoteRow>,
    pub order: Option<OrderView>,
    pub invoices: Vec<InvoiceRow>,
    pub payments: Vec<PaymentRow>,
    pub has_draft: bool,
    pub may_lose: bool,
    pub may_cancel: bool,
    /// An invoice can be written without quote or order.
    pub may_invoice: bool,
    /// Part of the order can be invoiced now.
    pub may_progress: bool,
    /// The client's money that settles nothing.
    pub unused: Cents,
    /// Why the work began before its deposit; empty if it did not.
    pub override_reason: String,
    pub lost: Option<Lost>,
    /// What the order waits for, and what protects its client.
    pub gates: Option<OrderGates>,
    /// Supplies, stages and acceptance, once there is an order.
    pub delivery: Option<crate::delivery::works::DeliveryView>,
    /// An amendment that waits for its signature.
    pub amendment: Option<QuoteRow>,
    pub may_amend: bool,
    /// How the client has paid so far.
    pub history: PaymentHistory,
}

/// A deal's own fields, read from what was typed.
struct Read {
    title: String,
    source: String,
    need: String,
    budget: Option<Cents>,
    next_step: String,
    next_on: Option<NaiveDate>,
}

fn read(title: &str, source: &str, need: &str, budget: &str, next_step: &str, next_on: &str) -> Result<Read> {
    let budget = if budget.trim().is_empty() { None } else { Some(input::amount("budget", budget)?) };
    if budget.is_some_and(|b| b.0 < 0) {
        return Err(Refusal::at("budget", "Un budget est un montant positif.").into());
    }
    Ok(Read {
        title: input::required(
            "title",
            title,
            input::NAME,
            "Donnez un titre à l’affaire, par exemple « Refonte du site ».",
        )?,
        source: input::line("source", source, input::SHORT)?,
        need: input::paragraph("need", need, input::LONG)?,
        budget,
        next_step: input::line("next_step", next_step, input::SHORT)?,
        next_on: input::optional_day("next_on", next_on)?,
    })
}

pub fn open(act: &Act, payload: OpenDeal) -> Result<i64> {
    let card = crate::contact::card(&act.ask(), payload.client)
        .map_err(|_| Refusal::at("client", "Choisissez le client."))?;
    let p = &payload;
    let read = read(&p.title, &p.source, &p.need, &p.budget, &p.next_step, &p.next_on)?;
    act.db.execute(
        "INSERT INTO deal (client, title, source, need, budget, next_step, next_on, opened_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            payload.client,
            read.title,
            read.source,
            read.need,
            read.budget.map(|b| b.0),
            read.next_step,
            read.next_on.map(|d| d.to_string()),
            act.today.to_string()
        ],
    )?;
    let id = act.db.last_insert_rowid();
    act.about(id);
    search::index(act.db, "deal", id, &[&read.title, &card.name])?;
    crate::draft::remove(act, "deal:new")?;
    Ok(id)
}

pub fn change(act: &Act, payload: ChangeDeal) -> Result<i64> {
    let facts = facts(&act.ask(), payload.deal)?;
    let p = &payload;
    let read = read(&p.title, &p.source, &p.need, &p.budget, &p.next_step, &p.next_on)?;
    act.about(payload.deal);
    act.db.execute(
        "UPDATE deal SET title = ?2, source = ?3, need = ?4, budget = ?5, next_step = ?6, next_on = ?7 WHERE id = ?1",
        params![
            payload.deal,
            read.title,
            read.source,
            read.need,
            read.budget.map(|b| b.0),
            read.next_step,
            read.next_on.map(|d| d.to_string())
        ],
    )?;
    search::index(act.db, "deal", payload.deal, &[&read.title, &facts.client_name])?;
    Ok(payload.deal)
}

pub fn qualify(act: &Act, payload: QualifyDeal) -> Result<i64> {
    let facts = facts(&act.ask(), payload.deal)?;
    if facts.stage().is_end() {
        return Err(Refusal::not_now("Cette affaire est terminée.").into());
    }
    let p = &payload;
    let source = p.source.as_deref().unwrap_or_default();
    let read = read(&facts.title, source, &p.need, &p.budget, &p.next_step, &p.next_on)?;
    act.about(payload.deal);
    act.db.execute(
        "UPDATE deal SET source = coalesce(?8, source), need = ?2, budget = ?3, ideal = ?4, next_step = ?5, next_on = ?6, qualified_on = coalesce(qualified_on, ?7) WHERE id = ?1",
        params![
            payload.deal,
            read.need,
            read.budget.map(|b| b.0),
            payload.ideal,
            read.next_step,
            read.next_on.map(|d| d.to_string()),
            act.today.to_string(),
            p.source.as_ref().map(|_| read.source)
        ],
    )?;
    Ok(payload.deal)
}

pub fn lose(act: &Act, payload: LoseDeal) -> Result<i64> {
    let facts = facts(&act.ask(), payload.deal)?;
    if facts.lost_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est déjà classée perdue.").into());
    }
    if facts.order.is_some() {
        return Err(
            Refusal::not_now("Le devis est signé : une affaire engagée ne se classe pas perdue.").into()
        );
    }
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    act.about(payload.deal);
    let reason = serde_json::to_value(payload.reason)?;
    act.db.execute(
        "INSERT INTO deal_end (deal, day, reason, words, kind) VALUES (?1, ?2, ?3, ?4, 'lost')",
        params![payload.deal, act.today.to_string(), reason.as_str().unwrap_or("other"), words],
    )?;
    crate::draft::remove(act, &format!("quote:{}", payload.deal))?;
    Ok(payload.deal)
}

pub fn add_note(act: &Act, payload: AddNote) -> Result<i64> {
    let at = Place::of(&act.ask(), payload.deal, payload.client)?;
    let text = input::paragraph("text", &payload.text, input::LONG)?;
    if text.is_empty() {
        return Err(Refusal::at("text", "Écrivez la note.").into());
    }
    let day = input::optional_day("happened_on", &payload.happened_on)?.unwrap_or(act.today);
    if day > act.today {
        return Err(Refusal::at("happened_on", "Cette date est à venir.").into());
    }
    match at {
        Place::Deal(deal) => act.about(deal),
        Place::Client(client) => act.about_client(client),
    }
    let kind = match payload.kind {
        NoteKind::Note => "note",
        NoteKind::Call => "call",
    };
    act.db.execute(
        "INSERT INTO note (deal, kind, day, text, client) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![at.deal(), kind, day.to_string(), text, at.client()],
    )?;
    Ok(act.db.last_insert_rowid())
}

/// A stored ISO day.
pub(crate) fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| Error::Broken(format!("a stored day is unreadable: {text}")))
}

fn optional_day(text: Option<String>) -> Result<Option<NaiveDate>> {
    text.map(|t| day(&t)).transpose()
}

/// Everything known of a deal.
pub fn facts(ask: &Ask, deal: i64) -> Result<Facts> {
    struct Row {
        title: String,
        client: i64,
        name: String,
        card: String,
        opened_on: String,
        qualified_on: Option<String>,
        budget: Option<i64>,
        next_step: String,
        next_on: Option<String>,
        has_draft: bool,
        lost_on: Option<String>,
        cancelled_on: Option<String>,
    }
    let row = ask
        .db
        .prepare_cached(
            "SELECT d.title, d.client, c.name, c.card, d.opened_on, d.qualified_on, d.budget, d.next_step, d.next_on,
                    EXISTS (SELECT 1 FROM draft WHERE key = 'quote:' || d.id),
                    (SELECT day FROM deal_end WHERE deal = d.id AND kind = 'lost'),
                    (SELECT day FROM deal_end WHERE deal = d.id AND kind = 'cancelled')
             FROM deal d JOIN client c ON c.id = d.client WHERE d.id = ?1",
        )?
        .query_row([deal], |r| {
            Ok(Row {
                title: r.get(0)?,
                client: r.get(1)?,
                name: r.get(2)?,
                card: r.get(3)?,
                opened_on: r.get(4)?,
                qualified_on: r.get(5)?,
                budget: r.get(6)?,
                next_step: r.get(7)?,
                next_on: r.get(8)?,
                has_draft: r.get(9)?,
                lost_on: r.get(10)?,
                cancelled_on: r.get(11)?,
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette affaire"))?;
    let card: journey::contact::ClientCard = serde_json::from_str(&row.card)?;
    let quote = ask
        .db
        .prepare_cached(
            "SELECT q.id, q.number, v.version, v.sent_on, v.valid_until, v.gross
             FROM quote q JOIN quote_version v ON v.quote = q.id WHERE q.deal = ?1
               AND (q.amends IS NULL OR EXISTS (SELECT 1 FROM signed_order o WHERE o.quote_version = v.id))
             ORDER BY q.id DESC, v.version DESC LIMIT 1",
        )?
        .query_row([deal], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get::<_, String>(3)?, r.get::<_, String>(4)?, r.get(5)?))
        })
        .optional()?
        .map(|(id, number, version, sent_on, valid_until, gross)| {
            Ok::<_, Error>(QuoteFact {
                id,
                number,
                version,
                sent_on: day(&sent_on)?,
                valid_until: day(&valid_until)?,
                gross: Cents(gross),
            })
        })
        .transpose()?;
    let order = ask
        .db
        .prepare_cached("SELECT id, number, (SELECT min(signed_on) FROM signed_order WHERE deal = ?1), gross, deposit_gross FROM signed_order WHERE deal = ?1 ORDER BY id DESC LIMIT 1")?
        .query_row([deal], |r| Ok((r.get(0)?, r.get(1)?, r.get::<_, String>(2)?, r.get(3)?, r.get(4)?)))
        .optional()?
        .map(|(id, number, signed_on, gross, deposit)| {
            Ok::<_, Error>(OrderFact { id, number, signed_on: day(&signed_on)?, gross: Cents(gross), deposit_agreed: Cents(deposit) })
        })
        .transpose()?;
    let mut facts = Facts {
        deal,
        title: row.title,
        client: row.client,
        client_name: row.name,
        client_kind: card.kind,
        may_be_invoiced: true,
        opened_on: day(&row.opened_on)?,
        qualified_on: optional_day(row.qualified_on)?,
        budget: row.budget.map(Cents),
        next_step: row.next_step,
        next_on: optional_day(row.next_on)?,
        has_draft: row.has_draft,
        lost_on: optional_day(row.lost_on)?,
        cancelled_on: optional_day(row.cancelled_on)?,
        quote,
        order,
        begun_on: None,
        delivered_on: None,
        works: Works::default(),
        invoices: Vec::new(),
        unused: Vec::new(),
        paid_on: None,
        thanked_on: None,
        satisfaction: None,
        confirmed: false,
        welcomed: false,
        amendment: None,
        protection: None,
        engagement: String::new(),
        sending: SendingFacts::default(),
        after: After::default(),
        opted_out: card.opted_out,
        solvency: crate::contact::solvency::watch(ask, row.client)?,
    };
    order::events::load(ask, &mut facts)?;
    if let Some(order) = facts.order.as_ref().map(|o| o.id) {
        facts.may_be_invoiced = journey::invoice::is_ready(&card, &facts.engagement);
        facts.works = crate::delivery::works::of(ask, deal, order)?;
        let mut statement =
            ask.db.prepare_cached("SELECT y.kind, y.day FROM delivery y JOIN signed_order o ON o.id = y.signed_order WHERE o.deal = ?1")?;
        for found in statement.query_map([deal], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)))? {
            let (kind, on) = found?;
            if kind == "begun" {
                facts.begun_on = Some(day(&on)?)
            } else {
                facts.delivered_on = Some(day(&on)?)
            }
        }
    }
    let mut statement = ask.db.prepare_cached(
        "SELECT i.id, i.number, i.kind, i.issued_on, i.due_on, i.gross,
                i.gross - (SELECT coalesce(sum(a.amount), 0) FROM allocation a WHERE a.invoice = i.id),
                (SELECT max(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = i.id),
                (SELECT coalesce(sum(n.gross), 0) FROM invoice n WHERE n.credits = i.id)
         FROM invoice i WHERE i.deal = ?1 AND i.kind <> 'credit_note' ORDER BY i.id",
    )?;
    let mut rows = statement.query([deal])?;
    while let Some(r) = rows.next()? {
        let kind: String = r.get(2)?;
        let kind =
            InvoiceKind::from_stored(&kind).ok_or_else(|| Error::Broken(format!("invoice kind {kind}")))?;
        let due_on = day(&r.get::<_, String>(4)?)?;
        facts.invoices.push(InvoiceFact {
            id: r.get(0)?,
            number: r.get(1)?,
            kind,
            issued_on: day(&r.get::<_, String>(3)?)?,
            due_on,
            instalments: Vec::new(),
            gross: Cents(r.get(5)?),
            credited: Cents(r.get(8)?),
            open: Cents(r.get(6)?),
        });
        facts.paid_on = facts.paid_on.max(optional_day(r.get(7)?)?);
    }
    invoice::in_parts(ask, &mut facts)?;
    facts.unused = crate::payment::unused(ask, deal)?;
    crate::follow_up::load(ask, &mut facts)?;
    facts.sending = crate::sending::facts(ask, &facts, &card)?;
    Ok(facts)
}

/// The deal of a thing that hangs on it.
pub(crate) fn deal_of(ask: &Ask, table: &str, id: i64, what: &str) -> Result<i64> {
    ask.db
        .prepare_cached(&format!("SELECT deal FROM {table} WHERE id = ?1"))?
        .query_row([id], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Refusal::not_found(what).into())
}

/// Rows of deals under a condition on `d` (deal) and `s` (its state), latest first.
pub(crate) fn rows(ask: &Ask, condition: &str, value: i64, most: usize) -> Result<Vec<DealRow>> {
    let mut statement = ask.db.prepare_cached(&format!(
        "SELECT d.id, d.title, c.id, c.name, s.stage, s.active, s.amount, s.changed_on
         FROM deal_state s JOIN deal d ON d.id = s.deal JOIN client c ON c.id = d.client
         WHERE {condition} ORDER BY s.deal DESC LIMIT ?2"
    ))?;
    let found: Vec<(DealRow, String)> = statement
        .query_map(params![value, i64::try_from(most).unwrap_or(i64::MAX)], |r| {
            Ok((
                DealRow {
                    id: r.get(0)?,
                    title: r.get(1)?,
                    client: ClientName { id: r.get(2)?, name: r.get(3)? },
                    stage: Stage::Contact,
                    active: r.get(5)?,
                    amount: Cents(r.get(6)?),
                    changed_on: r.get(7)?,
                    next: String::new(),
                },
                r.get::<_, String>(4)?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    found
        .into_iter()
        .map(|(mut row, stage)| {
            row.stage = Stage::from_stored(&stage).ok_or_else(|| Error::Broken(format!("stage {stage}")))?;
            if row.active {
                row.next = journey::today::tasks(&facts(ask, row.id)?, ask.today)
                    .into_iter()
                    .next()
                    .map(|t| t.text)
                    .unwrap_or_default();
            }
            Ok(row)
        })
        .collect()
}

pub fn deals(ask: &Ask, filter: DealsFilter) -> Result<Deals> {
    let most = if filter.closed { PAGE } else { 500 };
    let condition =
        if filter.closed { "s.active = 0 AND s.deal < ?1" } else { "s.active = 1 AND s.deal < ?1" };
    let mut rows = rows(ask, condition, filter.before.unwrap_or(i64::MAX), most + 1)?;
    let more = rows.len() > most;
    rows.truncate(most);
    let mut statement = ask.db.prepare_cached(
        "SELECT stage, count(*), sum(amount) FROM deal_state WHERE active = 1 GROUP BY stage",
    )?;
    let mut sums: Vec<StageSum> = statement
        .query_map([], |r| Ok((r.get::<_, String>(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?
        .into_iter()
        .filter_map(|(stage, count, amount)| {
            Some(StageSum { stage: Stage::from_stored(&stage)?, count, amount: Cents(amount) })
        })
        .collect();
    sums.sort_by_key(|s| s.stage);
    Ok(Deals { rows, more, sums })
}

pub fn deal(ask: &Ask, by: ById) -> Result<DealView> {
    let facts = facts(ask, by.id)?;
    let (source, need, ideal): (String, String, Option<bool>) = ask
        .db
        .prepare_cached("SELECT source, need, ideal FROM deal WHERE id = ?1")?
        .query_row([by.id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let lost = ask
        .db
        .prepare_cached("SELECT reason, words FROM deal_end WHERE deal = ?1 AND kind = 'lost'")?
        .query_row([by.id], |r| Ok((r.get::<_, String>(0)?, r.get(1)?)))
        .optional()?
        .map(|(reason, words)| {
            let reason = serde_json::from_value(reason.into()).unwrap_or(LostReason::Other);
            Lost { reason, words }
        });
    let override_reason = ask
        .db
        .prepare_cached(
            "SELECT y.override_reason FROM delivery y JOIN signed_order o ON o.id = y.signed_order WHERE o.deal = ?1 AND y.kind = 'begun'",
        )?
        .query_row([by.id], |r| r.get(0))
        .optional()?
        .unwrap_or_default();
    let shown = |quote: &Option<QuoteFact>| -> Result<Option<QuoteRow>> {
        let Some(quote) = quote else { return Ok(None) };
        Ok(quote::rows(ask, "q.id = ?1", quote.id, 1)?.into_iter().next())
    };
    let mut tasks = journey::today::tasks(&facts, ask.today).into_iter();
    let invoices = invoice::rows(ask, "i.deal = ?1", by.id, 100)?;
    let money = facts.order.as_ref().map(|order| Money {
        ordered: order.gross,
        invoiced: facts.invoiced(),
        paid: facts.invoiced() - facts.open(),
        left_to_invoice: order.gross - facts.invoiced(),
        open: facts.open(),
    });
    Ok(DealView {
        id: by.id,
        title: facts.title.clone(),
        client: ClientName { id: facts.client, name: facts.client_name.clone() },
        client_kind: facts.client_kind,
        stage: facts.stage(),
        source,
        need,
        budget: facts.budget,
        ideal,
        next_step: facts.next_step.clone(),
        next_on: facts.next_on.map(|d| d.to_string()),
        steps: facts.steps(),
        next: tasks.next(),
        others: tasks.collect(),
        timeline: crate::timeline::of_deal(ask, by.id)?,
        money,
        documents: crate::timeline::documents(ask, by.id, &facts)?,
        quote: shown(&facts.quote)?,
        amendment: shown(&facts.amendment)?,
        may_amend: facts.order.is_some() && order::amendment::may_amend(&facts).is_ok(),
        order: order::of_deal(ask, by.id)?,
        payments: payment::touching(ask, "x.deal = ?1", by.id)?,
        invoices,
        has_draft: facts.has_draft,
        may_lose: facts.order.is_none() && facts.lost_on.is_none() && facts.invoices.is_empty(),
        may_cancel: facts.order.is_some() && facts.balance().is_none() && facts.cancelled_on.is_none(),
        may_invoice: facts.order.is_none() && facts.lost_on.is_none(),
        may_progress: facts.begun_on.is_some() && facts.balance().is_none() && facts.cancelled_on.is_none(),
        unused: facts.unused(),
        override_reason,
        lost,
        gates: order::events::gates(&facts, ask.today),
        delivery: crate::delivery::works::view(ask, &facts),
        history: crate::contact::page::history(ask, facts.client)?,
    })
}
