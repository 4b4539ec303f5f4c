//! Who owes what, what was asked of them, and what keeps one from asking: read for the plan of reminders.

use crate::row::{Day, Json};
use crate::work_day::work_days;
use crate::{bank, outbox, payment_plan, platform, receipts, reception, reminders, settings, work_day};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::contact::{ClientCard, PaymentRuns};
use journey::dunning::debtor::{Hold, WaitingReminder};
use journey::dunning::policy::{Policies, profile};
use journey::dunning::{Debtor, OpenQuote, Owed, Plan, QuotePolicy, Reached, Rules, StatementWatch};
use journey::invoice::Instalment;
use journey::message::ReminderTone;
use journey::sending::SendingKind;
use journey::today::ClientName;
use rusqlite::{Params, Row, params};
use std::collections::BTreeMap;
use values::money::Cents;

/// Statements over what is open, of one client (?1) or of all: `owing`, invoices to be paid; `offered`, the quotes of deals
/// that wait for an answer.
macro_rules! owing {
    ($client:expr, $select:expr) => {
        match $client {
            Some(_) => concat!(
                "WITH owing AS (SELECT * FROM open_invoice WHERE open > 0 AND client = ?1),
                 offered AS (SELECT d.id AS deal, d.title, coalesce(c.merged_into, c.id) AS client
                   FROM client c CROSS JOIN deal d ON d.client = c.id CROSS JOIN deal_state s ON s.deal = d.id
                   WHERE (c.id = ?1 OR c.merged_into = ?1) AND s.stage = 'quoted') ",
                $select
            ),
            None => concat!(
                "WITH owing AS (SELECT * FROM open_invoice WHERE open > 0 AND ?1 IS NULL),
                 offered AS (SELECT d.id AS deal, d.title, coalesce(c.merged_into, c.id) AS client
                   FROM deal_state s CROSS JOIN deal d ON d.id = s.deal CROSS JOIN client c ON c.id = d.client
                   WHERE s.active = 1 AND s.stage = 'quoted' AND ?1 IS NULL) ",
                $select
            ),
        }
    };
}

/// The policies as they were changed.
pub fn policies(ask: &Ask) -> Result<Policies> {
    Ok(books::setting::setting(ask.db, POLICIES)?.unwrap_or_default())
}

/// How unanswered quotes are asked about.
pub fn quote_policy(ask: &Ask) -> Result<QuotePolicy> {
    if let Some(chosen) = policies(ask)?.quotes {
        return Ok(chosen);
    }
    let former = settings::former_follow_ups(ask)?;
    Ok(former.map_or_else(QuotePolicy::shipped, |days| QuotePolicy::of_days(&days)))
}

/// How and when a client is reminded, as their quotes say it; empty where quotes say nothing of it.
pub fn announced(ask: &Ask, client: i64, card: &ClientCard) -> Result<String> {
    if settings::typed_preferences(ask)?.announce_reminders == Some(false) {
        return Ok(String::new());
    }
    Ok(policies(ask)?.of(client, profile(card)).told(card.language))
}

/// The setting that holds them.
pub const POLICIES: &str = "reminder_policies";

/// What holds for all clients alike.
pub fn rules(ask: &Ask) -> Result<Rules> {
    let typed = settings::typed_preferences(ask)?;
    Ok(Rules {
        pace: settings::reminder_pace(&typed)?,
        least: settings::remind_from(ask)?,
        region: typed.region,
        quotes: quote_policy(ask)?,
        statements: match (settings::statement_days(&typed)?, bank::last_told(ask)?) {
            (Some(days), Some(last_on)) => Some(StatementWatch { last_on, days }),
            (_, _) => None,
        },
    })
}

/// The plan of today, of one client or of all.
pub fn plan(ask: &Ask, client: Option<i64>) -> Result<Plan> {
    Ok(Plan::of(&debtors(ask, client)?, &rules(ask)?, ask.today))
}

/// Everybody who owes something or has a quote to answer, or one client: by id.
pub fn debtors(ask: &Ask, client: Option<i64>) -> Result<Vec<Debtor>> {
    let mut all = clients(ask, client)?;
    invoices(ask, client, &mut all)?;
    quotes(ask, client, &mut all)?;
    sent(ask, client, &mut all)?;
    reached(ask, client, &mut all)?;
    said(ask, client, &mut all)?;
    stops(ask, client, &mut all)?;
    planned(ask, client, &mut all)?;
    told(ask, &mut all)?;
    in_outbox(ask, client, &mut all)?;
    Ok(all.into_values().collect())
}

type Debtors = BTreeMap<i64, Debtor>;

fn each<P: Params>(
    ask: &Ask,
    sql: &str,
    given: P,
    mut read: impl FnMut(&Row) -> rusqlite::Result<()>,
) -> Result<()> {
    let mut statement = ask.db.prepare_cached(sql)?;
    let mut rows = statement.query(given)?;
    while let Some(row) = rows.next()? {
        read(row)?;
    }
    Ok(())
}

/// The invoice of a row, among those of its client.
fn owed<'a>(all: &'a mut Debtors, r: &Row) -> rusqlite::Result<Option<&'a mut Owed>> {
    let (client, invoice): (i64, i64) = (r.get("client")?, r.get("invoice")?);
    // By id.
    let find = |debtor: &'a mut Debtor| {
        let place = debtor.owed.binary_search_by_key(&invoice, |owed| owed.id).ok()?;
        debtor.owed.get_mut(place)
    };
    Ok(all.get_mut(&client).and_then(find))
}

fn clients(ask: &Ask, client: Option<i64>) -> Result<Debtors> {
    let (policies, mut all) = (policies(ask)?, Debtors::new());
    let sql = owing!(
        client,
        "SELECT c.id, c.name, c.card,
                EXISTS (SELECT 1 FROM person p WHERE p.client = c.id AND p.card ->> '$.email' <> '') AS reached,
                (SELECT max(day) FROM sending s WHERE s.kind = 'reminder' AND s.id NOT IN (SELECT sending FROM sending_withdrawal)
                   AND s.client IN (SELECT id FROM client WHERE id = c.id OR merged_into = c.id)) AS reminded_on,
                (SELECT max(day) FROM sending s WHERE s.kind = 'quote_follow_up' AND s.id NOT IN (SELECT sending FROM sending_withdrawal)
                   AND s.client IN (SELECT id FROM client WHERE id = c.id OR merged_into = c.id)) AS followed_on
         FROM client c WHERE c.id IN (SELECT client FROM owing UNION SELECT client FROM offered)"
    );
    each(ask, sql, params![client], |r| {
        let id = r.get("id")?;
        let Json(card): Json<ClientCard> = r.get("card")?;
        all.insert(
            id,
            Debtor {
                client: ClientName { id, name: r.get("name")? },
                policy: policies.of(id, profile(&card)),
                has_email: !card.email.is_empty() || r.get("reached")?,
                has_address: card.address.is_complete(),
                runs: PaymentRuns::kept(&card.pays_on),
                reminded_on: r.get::<_, Option<Day>>("reminded_on")?.map(|day| day.0),
                followed_on: r.get::<_, Option<Day>>("followed_on")?.map(|day| day.0),
                waiting: None,
                hold: None,
                insolvency: None,
                owed: Vec::new(),
                quotes: Vec::new(),
            },
        );
        Ok(())
    })?;
    Ok(all)
}

fn invoices(ask: &Ask, client: Option<i64>, all: &mut Debtors) -> Result<()> {
    let sql = owing!(
        client,
        concat!("SELECT x.invoice, x.client, x.due_on, x.open, EXISTS (SELECT 1 FROM reception_check WHERE invoice = x.invoice) AS checked, i.number, i.deal, d.title,
                ", work_days!(), ",
                (SELECT max(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment
                 WHERE a.invoice = x.invoice AND a.amount > 0 AND p.id NOT IN (SELECT undoes FROM payment WHERE kind = 'reversal' GROUP BY undoes HAVING sum(amount) > 0)) AS part_paid_on
         FROM owing x JOIN invoice i ON i.id = x.invoice JOIN deal d ON d.id = i.deal ORDER BY x.invoice, x.id")
    );
    each(ask, sql, params![client], |r| {
        let part = Instalment { due_on: r.get::<_, Day>("due_on")?.0, amount: Cents(r.get("open")?) };
        if let Some(owed) = owed(all, r)? {
            owed.parts.push(part);
            return Ok(());
        }
        // What was issued with another tool left with it.
        let elsewhere = r.get::<_, String>("kind")? == "elsewhere";
        let owed = Owed {
            id: r.get("invoice")?,
            number: r.get("number")?,
            deal: r.get("deal")?,
            title: r.get("title")?,
            parts: vec![part],
            sent_on: elsewhere.then(|| r.get::<_, Day>("issued_on")).transpose()?.map(|day| day.0),
            reached: None,
            notice_on: None,
            part_paid_on: r.get::<_, Option<Day>>("part_paid_on")?.map(|day| day.0),
            promised_on: None,
            dispute: None,
            contested: Cents::ZERO,
            checked: r.get("checked")?,
            misdirected: None,
            ceded: None,
            plan: None,
            received_on: None,
            platform: None,
            work: work_day::read(r)?,
        };
        if let Some(debtor) = all.get_mut(&r.get("client")?) {
            debtor.owed.push(owed);
        }
        Ok(())
    })
}

/// The latest version of the latest quote of each deal that waits for an answer, once it left. Books of former versions noted
/// the way in which one left with the version itself.
fn quotes(ask: &Ask, client: Option<i64>, all: &mut Debtors) -> Result<()> {
    let sql = owing!(
        client,
        "SELECT x.client, x.deal, x.title, q.id, q.number, v.valid_until, v.gross,
                CASE WHEN v.method <> '' THEN v.sent_on ELSE
                  (SELECT min(s.day) FROM sending s WHERE s.id NOT IN (SELECT sending FROM sending_withdrawal)
                     AND s.quote_version = v.id AND s.kind = 'quote') END AS left_on,
                (SELECT max(s.day) FROM sending s WHERE s.id NOT IN (SELECT sending FROM sending_withdrawal)
                   AND s.quote_version = v.id AND s.kind = 'quote_follow_up') AS followed_on
         FROM offered x
         CROSS JOIN quote q ON q.id = (SELECT max(id) FROM quote WHERE deal = x.deal AND amends IS NULL)
         CROSS JOIN quote_version v ON v.id = (SELECT id FROM quote_version WHERE quote = q.id ORDER BY version DESC LIMIT 1)"
    );
    each(ask, sql, params![client], |r| {
        let (Some(Day(left_on)), Some(debtor)) =
            (r.get::<_, Option<Day>>("left_on")?, all.get_mut(&r.get("client")?))
        else {
            return Ok(());
        };
        debtor.quotes.push(OpenQuote {
            id: r.get("id")?,
            number: r.get("number")?,
            deal: r.get("deal")?,
            title: r.get("title")?,
            amount: Cents(r.get("gross")?),
            left_on,
            valid_until: r.get::<_, Day>("valid_until")?.0,
            followed_on: r.get::<_, Option<Day>>("followed_on")?.map(|day| day.0),
        });
        Ok(())
    })
}

/// The first day on which each left.
fn sent(ask: &Ask, client: Option<i64>, all: &mut Debtors) -> Result<()> {
    let sql = owing!(
        client,
        "SELECT x.invoice, x.client, min(s.day) AS sent_on FROM owing x JOIN sending s ON s.invoice = x.invoice
         WHERE s.kind = 'invoice' AND s.id NOT IN (SELECT sending FROM sending_withdrawal) GROUP BY x.invoice, x.client"
    );
    each(ask, sql, params![client], |r| {
        let Day(on) = r.get("sent_on")?;
        if let Some(owed) = owed(all, r)? {
            owed.sent_on = Some(owed.sent_on.map_or(on, |known| known.min(on)));
        }
        Ok(())
    })
}

/// The furthest step of each. Reminders of former books name one invoice and no step: the days since it was due.
fn reached(ask: &Ask, client: Option<i64>, all: &mut Debtors) -> Result<()> {
    let sql = owing!(
        client,
        "SELECT DISTINCT x.invoice, x.client, s.id, s.day, s.method, s.tone, r.since, r.days
         FROM owing x JOIN reminded r ON r.invoice = x.invoice JOIN sending s ON s.id = r.sending
         WHERE s.id NOT IN (SELECT sending FROM sending_withdrawal)
         UNION ALL
         SELECT DISTINCT x.invoice, x.client, s.id, s.day, s.method, s.tone, NULL, NULL
         FROM owing x JOIN sending s ON s.invoice = x.invoice
         WHERE s.kind = 'reminder' AND s.id NOT IN (SELECT sending FROM sending_withdrawal)
           AND NOT EXISTS (SELECT 1 FROM reminded WHERE sending = s.id)
         ORDER BY 3"
    );
    each(ask, sql, params![client], |r| {
        let Day(on) = r.get("day")?;
        let spoken = r.get::<_, String>("method")? == "phone";
        let tone = r.get::<_, Option<Word<ReminderTone>>>("tone")?;
        let formal = !spoken && tone.is_some_and(|Word(tone)| tone == ReminderTone::Formal);
        let told = (r.get::<_, Option<Day>>("since")?, r.get::<_, Option<i64>>("days")?);
        let Some(owed) = owed(all, r)? else { return Ok(()) };
        let since = told.0.map_or(owed.counts_from(), |day| day.0);
        let days = told.1.unwrap_or((on - since).num_days());
        if formal && since == owed.counts_from() {
            owed.notice_on = owed.notice_on.max(Some(on));
        }
        let now = Reached { since, days, written: !spoken, spoken, on };
        owed.reached = Some(match owed.reached.filter(|before| before.since == since) {
            Some(before) if before.days > days => Reached { on, ..before },
            Some(before) if before.days == days => {
                Reached { written: before.written || now.written, spoken: before.spoken || now.spoken, ..now }
            }
            Some(_) | None => now,
        });
        Ok(())
    })
}

/// What the client said of each: a promise, or that they contest it.
fn said(ask: &Ask, client: Option<i64>, all: &mut Debtors) -> Result<()> {
    for promise in reminders::promises(ask, client)? {
        let waited = promise.waited_for()?;
        let debtor = all.get_mut(&promise.client());
        for owed in debtor.into_iter().flat_map(|debtor| &mut debtor.owed) {
            if owed.id == promise.invoice() {
                owed.promised_on = waited;
            }
        }
    }
    let disputes = owing!(
        client,
        "SELECT DISTINCT x.invoice, x.client, d.amount, d.words FROM owing x JOIN dispute d ON d.invoice = x.invoice
         WHERE d.id NOT IN (SELECT dispute FROM dispute_end)"
    );
    each(ask, disputes, params![client], |r| {
        let (words, amount) = (r.get("words")?, Cents(r.get("amount")?));
        if let Some(owed) = owed(all, r)? {
            owed.contest(words, amount);
        }
        Ok(())
    })
}

/// The plans that were not ended.
fn planned(ask: &Ask, client: Option<i64>, all: &mut Debtors) -> Result<()> {
    for kept in payment_plan::unpaid(ask, client)? {
        let debtor = all.get_mut(&kept.client.id);
        for owed in debtor.into_iter().flat_map(|debtor| &mut debtor.owed) {
            if kept.invoices.contains_key(&owed.id) {
                owed.plan = Some(kept.plan.clone());
            }
        }
    }
    Ok(())
}

/// What banks, the platform and clients told: money that is likely for one of them, and that nobody explained; a status; that
/// an invoice of its deal went to somebody else.
fn told(ask: &Ask, all: &mut Debtors) -> Result<()> {
    let (unexplained, said) = (receipts::unexplained(ask)?, platform::latest(ask)?);
    let misdirected = reception::misdirected(ask)?;
    for owed in all.values_mut().flat_map(|debtor| &mut debtor.owed) {
        owed.misdirected = misdirected.get(&owed.deal).cloned();
        owed.platform = said.get(&owed.id).copied();
        owed.received_on = unexplained.get(&owed.id).map(|receipt| receipt.day);
    }
    Ok(())
}

/// A reminder that is written and has not left yet.
fn in_outbox(ask: &Ask, client: Option<i64>, all: &mut Debtors) -> Result<()> {
    let asks = |kind: SendingKind| matches!(kind, SendingKind::Reminder | SendingKind::QuoteFollowUp);
    for message in outbox::waiting(ask, client)?.into_iter().filter(|one| asks(one.kind)) {
        let gathered = message.asked.iter().map(|one| (one.invoice, one.days)).collect();
        if let Some(debtor) = all.get_mut(&message.client) {
            let since = message.made_at.date();
            debtor.waiting = Some(WaitingReminder { since, gathered, quote: message.quote });
        }
    }
    Ok(())
}

fn stops(ask: &Ask, client: Option<i64>, all: &mut Debtors) -> Result<()> {
    let sql = owing!(
        client,
        "SELECT t.id, coalesce(c.merged_into, c.id) AS client, t.invoice, t.kind, t.on_day, t.judged_on, t.words,
                (SELECT declared_on FROM claim_declaration WHERE stop = t.id) AS declared_on
         FROM reminder_stop t JOIN client c ON c.id = t.client
         WHERE t.id NOT IN (SELECT stop FROM reminder_stop_end) AND coalesce(c.merged_into, c.id) IN (SELECT client FROM owing UNION SELECT client FROM offered)
         ORDER BY t.id"
    );
    each(ask, sql, params![client], |r| {
        let (kind, words): (String, String) = (r.get("kind")?, r.get("words")?);
        let on = r.get::<_, Option<Day>>("on_day")?.map(|day| day.0);
        if kind == "ceded" {
            if let Some(owed) = owed(all, r)? {
                owed.ceded = Some(words);
            }
            return Ok(());
        }
        let Some(debtor) = all.get_mut(&r.get("client")?) else { return Ok(()) };
        match (kind.as_str(), on) {
            ("hold", Some(until)) => debtor.hold = Some(Hold { until, reason: words }),
            // Of two cards that became one, the earliest holds.
            ("insolvency", Some(on)) if debtor.insolvency.is_none_or(|known| on < known.published_on) => {
                debtor.insolvency = Some(work_day::read_proceedings(r)?);
            }
            _ => {}
        }
        Ok(())
    })
}
