//! What prudence with clients left in the books: work stopped, securities, decisions.

use crate::dunning::debtors;
use crate::row::{Day, day};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::contact::decision::RiskDecision;
use journey::contact::security::SecurityKind;
use journey::delivery::Suspension;
use journey::today::ClientName;
use journey::today::caution::{Caution, LateDebt, Secured};
use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;

/// Something that stands good for what a client owes.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SecurityRow {
    pub(crate) id: i64,
    pub(crate) kind: SecurityKind,
    pub(crate) noted_on: String,
    pub(crate) who: String,
    pub(crate) amount: Option<Cents>,
    pub(crate) until: Option<String>,
    /// Days after the due date within which an insurer is told.
    pub(crate) days: Option<i64>,
    pub(crate) words: String,
}

/// How one goes on with a client.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct RiskDecisionRow {
    pub(crate) decided_on: String,
    /// « demander un acompte de 40 % »
    pub(crate) said: String,
    pub(crate) reason: String,
    pub(crate) again_on: String,
    /// It is time to look again.
    pub(crate) due: bool,
}

impl SecurityRow {
    fn read(r: &Row) -> rusqlite::Result<SecurityRow> {
        Ok(SecurityRow {
            id: r.get("id")?,
            kind: r.get::<_, Word<_>>("kind")?.0,
            noted_on: r.get("day")?,
            who: r.get("who")?,
            amount: r.get::<_, Option<i64>>("amount")?.map(Cents),
            until: r.get("until")?,
            days: r.get("days")?,
            words: r.get("words")?,
        })
    }

    /// « la caution (Zoé) »
    #[must_use]
    pub fn said(&self) -> String {
        self.kind.of(&self.who)
    }

    /// It has not run out on that day.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.until.as_ref().is_none_or(|until| *until >= day.to_string())
    }
}

/// The work stopped for a client, if it is.
pub fn suspension(ask: &Ask, client: i64) -> Result<Option<Suspension>> {
    let found: Option<(i64, Day, String)> = ask
        .db
        .prepare_cached(
            "SELECT s.id, s.day, s.reason FROM suspension s
             WHERE s.client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1)
               AND s.id NOT IN (SELECT suspension FROM suspension_end) ORDER BY s.id DESC LIMIT 1",
        )?
        .query_row([client], |r| Ok((r.get("id")?, r.get("day")?, r.get("reason")?)))
        .optional()?;
    let Some((id, Day(since), reason)) = found else { return Ok(None) };
    let told_on = ask
        .db
        .prepare_cached(
            "SELECT max(s.day) AS day FROM sending s JOIN deal d ON d.id = s.deal
             WHERE s.kind = 'suspension' AND s.day >= ?2 AND s.id NOT IN (SELECT sending FROM sending_withdrawal)
               AND d.client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1)",
        )?
        .query_row(params![client, since.to_string()], |r| r.get::<_, Option<Day>>("day"))?
        .map(|day| day.0);
    Ok(Some(Suspension { id, since, reason, cleared: late(ask, client)?.is_empty(), told_on }))
}

/// What stands good for a client, the oldest first.
pub fn securities(ask: &Ask, client: i64) -> Result<Vec<SecurityRow>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT id, kind, day, who, amount, until, days, words FROM security
         WHERE client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1)
           AND id NOT IN (SELECT security FROM security_end) ORDER BY id",
    )?;
    let rows = statement.query_map([client], SecurityRow::read)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// The client of a security, its kind, and whether it ended.
pub fn security_of(ask: &Ask, id: i64) -> Result<(i64, SecurityKind, bool)> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT coalesce(c.merged_into, c.id), s.kind, EXISTS (SELECT 1 FROM security_end WHERE security = s.id)
             FROM security s JOIN client c ON c.id = s.client WHERE s.id = ?1",
        )?
        .query_row([id], |r| Ok((r.get(0)?, r.get::<_, Word<_>>(1)?.0, r.get(2)?)))
        .optional()?;
    found.ok_or_else(|| Refusal::not_found("Cette sûreté").into())
}

/// What was decided of a client last.
pub fn decision(ask: &Ask, client: i64) -> Result<Option<RiskDecision>> {
    Ok(ask
        .db
        .prepare_cached(
            "SELECT day, choice, share, reason, again_on FROM risk_decision
             WHERE client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1) ORDER BY id DESC LIMIT 1",
        )?
        .query_row([client], |r| {
            Ok(RiskDecision {
                choice: r.get::<_, Word<_>>("choice")?.0,
                share: BasisPoints(r.get("share")?),
                reason: r.get("reason")?,
                on: r.get::<_, Day>("day")?.0,
                again_on: r.get::<_, Day>("again_on")?.0,
            })
        })
        .optional()?)
}

/// The same, as pages show it.
#[must_use]
pub fn shown(decision: &RiskDecision, today: NaiveDate) -> RiskDecisionRow {
    RiskDecisionRow {
        decided_on: decision.on.to_string(),
        said: decision.said(),
        reason: decision.reason.clone(),
        again_on: decision.again_on.to_string(),
        due: decision.again_on <= today,
    }
}

/// Everybody with whom prudence left something in force, by id.
pub fn cautions(ask: &Ask) -> Result<Vec<Caution>> {
    let clients: Vec<ClientName> = ask
        .db
        .prepare_cached(
            "SELECT DISTINCT c.id, c.name FROM (
               SELECT client FROM suspension WHERE id NOT IN (SELECT suspension FROM suspension_end)
               UNION SELECT client FROM security WHERE id NOT IN (SELECT security FROM security_end)
               UNION SELECT client FROM risk_decision) x
             JOIN client k ON k.id = x.client JOIN client c ON c.id = coalesce(k.merged_into, k.id) ORDER BY c.id",
        )?
        .query_map([], |r| Ok(ClientName { id: r.get(0)?, name: r.get(1)? }))?
        .collect::<rusqlite::Result<_>>()?;
    clients.into_iter().map(|client| caution(ask, client)).collect()
}

fn caution(ask: &Ask, client: ClientName) -> Result<Caution> {
    let late = late(ask, client.id)?;
    let mut secured = Vec::new();
    for row in securities(ask, client.id)? {
        let mut untold = Vec::new();
        if row.kind == SecurityKind::Insurance {
            for one in &late {
                if !is_told(ask, row.id, one.invoice)? {
                    untold.push(one.clone());
                }
            }
        }
        secured.push(Secured {
            id: row.id,
            kind: row.kind,
            until: row.until.as_deref().map(day).transpose()?,
            untold,
            days: row.days,
            who: row.who,
        });
    }
    Ok(Caution {
        suspension: suspension(ask, client.id)?,
        decision: decision(ask, client.id)?,
        late: late.iter().map(|one| one.amount).sum(),
        client,
        securities: secured,
    })
}

/// What is held against a client, the oldest invoice first.
pub fn late(ask: &Ask, client: i64) -> Result<Vec<LateDebt>> {
    let debtor = debtors(ask, Some(client))?.into_iter().next();
    let owed = debtor.into_iter().flat_map(|debtor| debtor.owed).map(|owed| LateDebt {
        amount: owed.held_against(ask.today),
        due_on: owed.due_on(),
        invoice: owed.id,
        number: owed.number,
    });
    Ok(owed.filter(|debt| debt.amount.0 > 0).collect())
}

/// Was an insurer told of an invoice already?
pub fn is_told(ask: &Ask, security: i64, invoice: i64) -> Result<bool> {
    Ok(ask
        .db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM security_claim WHERE security = ?1 AND invoice = ?2)")?
        .query_row([security, invoice], |r| r.get(0))?)
}
