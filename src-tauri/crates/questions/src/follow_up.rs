//! The follow-up screen: who waits for thanks, an answer or a contact, what clients said, and how they are.

use crate::standing;
use crate::touch::kept_in_touch;
use books::act::Ask;
use books::entry::Empty;
use books::error::Result;
use books::stored::Word;
use chrono::Months;
use journey::follow_up::Satisfaction;
use journey::follow_up::kind::FollowUpKind;
use journey::today::{Aim, ClientName, Task, tasks};
use records::facts;
use rusqlite::{Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{Cents, divide};

/// What a client said: an answer, a testimonial or a name.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientWord {
    pub id: i64,
    /// `satisfaction`, `testimonial` or `referral`.
    pub kind: String,
    pub deal: i64,
    pub title: String,
    pub client: ClientName,
    pub day: String,
    pub score: Option<i64>,
    pub words: String,
    pub may_publish: bool,
}

impl ClientWord {
    fn read(r: &Row) -> rusqlite::Result<ClientWord> {
        Ok(ClientWord {
            id: r.get("id")?,
            kind: r.get::<_, Word<FollowUpKind>>("kind")?.0.stored().to_owned(),
            deal: r.get("deal")?,
            title: r.get("title")?,
            client: ClientName { id: r.get("client")?, name: r.get("client_name")? },
            day: r.get("day")?,
            score: r.get("score")?,
            words: r.get("words")?,
            may_publish: r.get("may_publish")?,
        })
    }
}

/// What was invoiced for deals of one source, credit notes taken away; net, in cents.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SourceRow {
    /// Empty for deals whose source was not noted.
    pub source: String,
    pub deals: i64,
    pub revenue: Cents,
}

/// Over the last twelve months.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct FollowUpFigures {
    pub satisfaction: Satisfaction,
    /// Clients invoiced, and those of them who had been invoiced for another deal before or since.
    pub clients: i64,
    pub repeat_clients: i64,
    /// Percent, none without a client.
    pub repeat_share: Option<i64>,
    pub sources: Vec<SourceRow>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct FollowUpView {
    /// What is to be done now or waits for its day, in the order in which deals were opened.
    pub tasks: Vec<Task>,
    /// The latest things that clients said.
    pub said: Vec<ClientWord>,
    pub figures: FollowUpFigures,
}

pub fn view(ask: &Ask, _: Empty) -> Result<FollowUpView> {
    let mut deals: Vec<i64> = ask
        .db
        .prepare_cached(
            "SELECT deal FROM deal_state WHERE active = 1 AND stage = 'paid'
             UNION SELECT f.deal FROM follow_up f JOIN deal_state s ON s.deal = f.deal WHERE f.kind = 'contact_planned' AND s.active = 1
             ORDER BY 1",
        )?
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    deals.extend(kept_in_touch(ask)?);
    let mut waiting = Vec::new();
    for facts in facts::every(ask, &deals)? {
        waiting.extend(tasks(&facts, ask.today).into_iter().filter(|t| t.aim == Aim::KeepLoyal));
    }
    waiting.extend(standing::about_clients(ask)?.into_iter().filter(|task| task.kind != "confirm_client"));
    Ok(FollowUpView { tasks: waiting, said: said(ask)?, figures: figures(ask)? })
}

fn said(ask: &Ask) -> Result<Vec<ClientWord>> {
    let rows = ask
        .db
        .prepare_cached(
            "SELECT f.id, f.kind, f.deal, d.title, c.id AS client, c.name AS client_name, f.day, f.score, f.words,
                    coalesce(f.may_publish, 0) AS may_publish
             FROM follow_up f JOIN deal d ON d.id = f.deal JOIN client c ON c.id = d.client
             WHERE f.kind IN ('satisfaction', 'testimonial', 'referral') AND (f.score IS NOT NULL OR f.words <> '')
             ORDER BY f.id DESC LIMIT 30",
        )?
        .query_map([], ClientWord::read)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

fn figures(ask: &Ask) -> Result<FollowUpFigures> {
    let since = ask.today.checked_sub_months(Months::new(12)).unwrap_or(ask.today).to_string();
    let scores: Vec<i64> = ask
        .db
        .prepare_cached(
            "SELECT score FROM follow_up WHERE kind = 'satisfaction' AND day >= ?1 AND score IS NOT NULL",
        )?
        .query_map([&since], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let (clients, repeat_clients): (i64, i64) = ask
        .db
        .prepare_cached(
            "SELECT count(*) AS clients,
                    coalesce(sum((SELECT count(DISTINCT i.deal) FROM deal d JOIN invoice i ON i.deal = d.id
                      WHERE d.client = x.client AND i.kind <> 'credit_note') > 1), 0) AS repeat
             FROM (SELECT DISTINCT d.client FROM invoice i JOIN deal d ON d.id = i.deal
                   WHERE i.issued_on >= ?1 AND i.kind <> 'credit_note') x",
        )?
        .query_row([&since], |r| Ok((r.get("clients")?, r.get("repeat")?)))?;
    let sources = ask
        .db
        .prepare_cached(
            "SELECT d.source, count(DISTINCT d.id) AS deals, sum(CASE i.kind WHEN 'credit_note' THEN -i.net ELSE i.net END) AS revenue
             FROM invoice i JOIN deal d ON d.id = i.deal WHERE i.issued_on >= ?1 GROUP BY d.source ORDER BY revenue DESC LIMIT ?2",
        )?
        .query_map(params![since, 20], |r| {
            Ok(SourceRow { source: r.get("source")?, deals: r.get("deals")?, revenue: Cents(r.get("revenue")?) })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(FollowUpFigures {
        satisfaction: Satisfaction::of(&scores),
        clients,
        repeat_clients,
        repeat_share: (clients > 0).then(|| divide(i128::from(repeat_clients) * 100, i128::from(clients))),
        sources,
    })
}
