//! What the books hold of what left: for the rules, and for the pages.

use crate::plans::Plans;
use crate::row::Day;
use crate::{outbox, person, settings};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::allowed::sending::may_withdraw;
use journey::contact::ClientCard;
use journey::deal::{CreditNoteFact, Facts, SendingFacts};
use journey::invoice::InvoiceKind;
use journey::message::ReminderTone;
use journey::payment::cheque::ChequeFact;
use journey::sending::{Channel, SendingKind};
use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;

/// Something that left for the client.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SendingRow {
    pub(crate) id: i64,
    pub(crate) kind: SendingKind,
    pub(crate) method: Channel,
    pub(crate) day: String,
    pub(crate) recipient: String,
    /// Who received a copy.
    pub(crate) copies: String,
    /// Of a reminder.
    pub(crate) tone: Option<ReminderTone>,
    /// What was said in a call.
    pub(crate) words: String,
    /// The bytes of the e-mail, or the letter.
    pub(crate) document: Option<i64>,
    /// When it was said that it did not leave after all.
    pub(crate) withdrawn_on: Option<String>,
    /// It can be said that it did not leave.
    pub(crate) may_withdraw: bool,
}

impl SendingRow {
    /// It asked for what is late, and was not taken back.
    #[must_use]
    pub fn is_reminder(&self) -> bool {
        self.kind == SendingKind::Reminder && self.withdrawn_on.is_none()
    }

    /// A formal notice that was not taken back.
    #[must_use]
    pub fn is_formal(&self) -> bool {
        self.is_reminder() && self.tone == Some(ReminderTone::Formal)
    }

    fn read(r: &Row) -> rusqlite::Result<SendingRow> {
        let noted = Noted::read(r)?;
        Ok(SendingRow {
            id: r.get("id")?,
            kind: r.get::<_, Word<_>>("kind")?.0,
            method: r.get::<_, Word<_>>("method")?.0,
            day: r.get("day")?,
            recipient: r.get("recipient")?,
            copies: r.get("copies")?,
            tone: r.get::<_, Option<Word<_>>>("tone")?.map(|tone| tone.0),
            words: r.get("words")?,
            document: r.get("paper")?,
            withdrawn_on: r.get("withdrawn_on")?,
            may_withdraw: may_withdraw(noted.withdrawn, noted.chased, noted.signed.as_deref()).is_ok(),
        })
    }
}

/// What a deal's rules need, beside what `facts` already says.
pub fn facts(ask: &Ask, facts: &Facts, card: &ClientCard, plans: &mut Plans) -> Result<SendingFacts> {
    let people = person::of_client(ask, facts.client)?;
    let reached = people.iter().any(|person| !person.card.email.is_empty()) || !card.email.is_empty();
    let region = settings::typed_preferences(ask)?.region;
    let mut sending = SendingFacts { has_email: reached, region, ..SendingFacts::default() };
    // What was issued with another tool left with it.
    let elsewhere = facts.invoices.iter().filter(|invoice| invoice.kind == InvoiceKind::Elsewhere);
    sending.sent.extend(elsewhere.map(|invoice| (invoice.id, invoice.issued_on)));
    first_sent(ask, facts.deal, &mut sending)?;
    if !sending.sent.is_empty() {
        sending.credit_notes = credit_notes(ask, facts.deal)?;
    }
    sending.in_outbox = outbox::about_deal(ask, facts.deal)?;
    if facts.invoices.iter().any(|invoice| invoice.open.0 > 0) {
        sending.remind_from = settings::remind_from(ask)?;
    }
    let unanswered =
        facts.order.is_none() && facts.quote.as_ref().is_some_and(|quote| quote.left_on.is_some());
    if unanswered || facts.invoices.iter().any(|invoice| invoice.open.0 > 0) {
        sending.plan = plans.client(ask, facts.client)?;
    }
    // What to do next was chosen already.
    if !sending.plan.over.is_empty() && in_court(ask, facts.client)? {
        sending.plan.over.clear();
    }
    if !facts.invoices.is_empty() {
        sending.cheques = cheques(ask, facts.deal)?;
    }
    Ok(sending)
}

/// Is a procedure against that client under way?
fn in_court(ask: &Ask, client: i64) -> Result<bool> {
    Ok(ask
        .db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM court_claim x JOIN client k ON k.id = x.client
             WHERE coalesce(k.merged_into, k.id) = ?1
             AND NOT EXISTS (SELECT 1 FROM court_step WHERE claim = x.id AND kind = 'closed'))",
        )?
        .query_row([client], |r| r.get(0))?)
}

/// The first day on which each invoice of a deal left.
fn first_sent(ask: &Ask, deal: i64, sending: &mut SendingFacts) -> Result<()> {
    let mut statement = ask.db.prepare_cached(
        "SELECT invoice, min(day) AS first_on FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal) AND deal = ?1 AND kind = 'invoice' GROUP BY invoice",
    )?;
    let mut rows = statement.query([deal])?;
    while let Some(r) = rows.next()? {
        if let Some(invoice) = r.get::<_, Option<i64>>("invoice")? {
            sending.sent.insert(invoice, r.get::<_, Day>("first_on")?.0);
        }
    }
    Ok(())
}

/// Credit notes on invoices that were sent, themselves not sent.
fn credit_notes(ask: &Ask, deal: i64) -> Result<Vec<CreditNoteFact>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT n.id, n.number, n.issued_on, n.gross FROM invoice n WHERE n.deal = ?1 AND n.credits IS NOT NULL
         AND EXISTS (SELECT 1 FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal) AND invoice = n.credits AND kind = 'invoice')
         AND NOT EXISTS (SELECT 1 FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal) AND invoice = n.id AND kind = 'invoice') ORDER BY n.id",
    )?;
    let found = statement
        .query_map([deal], |r| {
            Ok(CreditNoteFact {
                id: r.get("id")?,
                number: r.get("number")?,
                issued_on: r.get::<_, Day>("issued_on")?.0,
                gross: Cents(r.get("gross")?),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// Cheques that first settled an invoice of that deal, neither cleared nor undone.
fn cheques(ask: &Ask, deal: i64) -> Result<Vec<ChequeFact>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT p.id, p.amount, p.received_on,
                (SELECT day FROM payment_event WHERE payment = p.id AND kind = 'deposited') AS deposited_on
         FROM payment p WHERE p.id IN (SELECT a.payment FROM invoice i JOIN allocation a ON a.invoice = i.id WHERE i.deal = ?1)
           AND p.method = 'cheque' AND p.kind = 'received'
           AND (SELECT i.deal FROM allocation a JOIN invoice i ON i.id = a.invoice WHERE a.payment = p.id ORDER BY a.id LIMIT 1) = ?1
           AND NOT EXISTS (SELECT 1 FROM payment_event WHERE payment = p.id AND kind IN ('cleared', 'bounced'))
           AND NOT EXISTS (SELECT 1 FROM payment WHERE undoes = p.id AND kind = 'reversal' GROUP BY undoes HAVING sum(amount) > 0) ORDER BY p.id",
    )?;
    let found = statement
        .query_map([deal], |r| {
            Ok(ChequeFact {
                payment: r.get("id")?,
                amount: Cents(r.get("amount")?),
                received_on: r.get::<_, Day>("received_on")?.0,
                deposited_on: r.get::<_, Option<Day>>("deposited_on")?.map(|day| day.0),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// What of an invoice is late: all that is open, or the parts whose day has gone by.
pub fn overdue(ask: &Ask, invoice: i64) -> Result<Cents> {
    Ok(Cents(
        ask.db
            .prepare_cached(
                "SELECT coalesce(sum(open), 0) FROM open_invoice WHERE invoice = ?1 AND due_on < ?2",
            )?
            .query_row(params![invoice, ask.today.to_string()], |r| r.get(0))?,
    ))
}

/// Everything that left under a condition, latest first: whether it was withdrawn, chased since, or signed.
macro_rules! sendings {
    ($condition:literal) => {
        concat!(
            "SELECT s.id, s.kind, s.deal, s.method, s.day, s.recipient, s.copies, nullif(s.tone, '') AS tone,
                    CASE s.method WHEN 'phone' THEN s.body ELSE '' END AS words,
                    coalesce(s.message, CASE s.kind WHEN 'reminder' THEN s.document END) AS paper, w.day AS withdrawn_on,
                    EXISTS (SELECT 1 FROM sending x WHERE x.id > s.id AND x.id NOT IN (SELECT sending FROM sending_withdrawal)
                       AND (s.kind = 'invoice' AND x.kind = 'reminder' AND (x.invoice = s.invoice
                           OR EXISTS (SELECT 1 FROM reminded r WHERE r.sending = x.id AND r.invoice = s.invoice))
                         OR s.kind = 'quote' AND x.kind = 'quote_follow_up' AND x.quote_version = s.quote_version)) AS chased,
                    (SELECT number FROM signed_order WHERE quote_version = s.quote_version) AS signed
             FROM sending s LEFT JOIN sending_withdrawal w ON w.sending = s.id WHERE ",
            $condition,
            " ORDER BY s.id DESC"
        )
    };
}

/// What a sending is about, for those who take it back.
pub struct Noted {
    pub deal: i64,
    pub withdrawn: bool,
    /// Something left later that follows it up.
    pub chased: bool,
    /// The order that the client signed of what was sent.
    pub signed: Option<String>,
}

impl Noted {
    fn read(r: &Row) -> rusqlite::Result<Noted> {
        Ok(Noted {
            deal: r.get::<_, Option<i64>>("deal")?.unwrap_or_default(),
            withdrawn: r.get::<_, Option<String>>("withdrawn_on")?.is_some(),
            chased: r.get("chased")?,
            signed: r.get("signed")?,
        })
    }
}

pub fn noted(ask: &Ask, id: i64) -> Result<Noted> {
    let found = ask.db.prepare_cached(sendings!("s.id = ?1"))?.query_row([id], Noted::read).optional()?;
    found.ok_or_else(|| Refusal::not_found("Cet envoi").into())
}

fn rows(ask: &Ask, sql: &str, id: i64) -> Result<Vec<SendingRow>> {
    let mut statement = ask.db.prepare_cached(sql)?;
    let rows = statement.query_map([id], SendingRow::read)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Everything that left about an invoice, latest first.
pub fn of_invoice(ask: &Ask, invoice: i64) -> Result<Vec<SendingRow>> {
    rows(
        ask,
        sendings!("s.invoice = ?1 OR s.id IN (SELECT sending FROM reminded WHERE invoice = ?1)"),
        invoice,
    )
}

/// What left of a deal that is about no quote and no invoice: the follow-up, receipts, announcements; latest first.
pub fn of_follow_up(ask: &Ask, deal: i64) -> Result<Vec<SendingRow>> {
    rows(ask, sendings!("s.deal = ?1 AND s.quote_version IS NULL AND s.invoice IS NULL"), deal)
}

/// Everything that left about the quotes of a deal, latest first.
pub fn of_quotes(ask: &Ask, deal: i64) -> Result<Vec<SendingRow>> {
    rows(ask, sendings!("s.deal = ?1 AND s.quote_version IS NOT NULL"), deal)
}
