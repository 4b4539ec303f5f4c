//! Quote: written as a draft, numbered and sealed when sent; a changed quote is a new version of the same number.

pub mod catalogue;
pub mod versions;

use crate::act::{Act, Ask};
use crate::contact::{self, PAGE};
use crate::deal::{self, LostReason, day, deal_of};
use crate::error::Result;
use crate::order::amendment;
use crate::paper::{self, Parties, QuotePaper, TermsPaper, Wordings};
use crate::search;
use crate::surface::{ById, Empty, Page, Paper, unprintable, unprintable_message};
use crate::terms;
use journey::contact::person::About;
use journey::contact::{ClientCard, Identity};
use journey::legal;
use journey::money::{BasisPoints, Cents, Thousandths, UnitPrice};
use journey::number::Series;
use journey::order::amendment::holds;
use journey::quote::{
    Activity, Conditions, Line, LineContent, Nature, Problem, Quote, QuoteContent, Setting, StageContent,
    counted, deposit_of, disbursements, refuse_if_blocked, shown_total, work_out,
};
use journey::refusal::Refusal;
use journey::say;
use journey::today::ClientName;
use journey::vat::{Totals, VatRegime};
use journey::words;
use rusqlite::{Connection, OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a paper reaches the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SendMethod {
    Email,
    Hand,
    Post,
}

impl SendMethod {
    fn stored(self) -> &'static str {
        match self {
            SendMethod::Email => "email",
            SendMethod::Hand => "hand",
            SendMethod::Post => "post",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendQuote {
    pub deal: i64,
    pub content: QuoteContent,
    pub method: SendMethod,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewQuote {
    pub deal: i64,
    pub content: QuoteContent,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuotePreview {
    /// What each typed line makes, net or with VAT as its price is typed; none where it cannot be worked out.
    pub lines: Vec<Option<Cents>>,
    pub discount: Cents,
    pub totals: Totals,
    /// The same without disbursements, and these apart.
    pub work: Totals,
    pub disbursements: Cents,
    pub deposit: Totals,
    pub balance: Cents,
    pub valid_until: String,
    pub payment_days: i64,
    /// Version of the terms that would be joined.
    pub terms: Option<i64>,
    /// What stands on the paper where nothing is typed.
    pub payment_means: String,
    pub reminders: String,
    pub problems: Vec<Problem>,
    pub seller: Vec<String>,
    pub buyer: Vec<String>,
    pub sendable: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct VatRates {
    pub rates: Vec<BasisPoints>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuoteStatus {
    Sent,
    Expired,
    Signed,
    Lost,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuoteRow {
    pub id: i64,
    pub number: String,
    pub version: i64,
    pub deal: i64,
    pub title: String,
    pub client: ClientName,
    pub sent_on: String,
    pub valid_until: String,
    pub gross: Cents,
    pub status: QuoteStatus,
    /// Why it was refused, where the deal was lost.
    pub lost: Option<LostReason>,
    pub document: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DraftRow {
    pub key: String,
    pub deal: i64,
    pub title: String,
    pub client: ClientName,
    pub saved_at: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Quotes {
    pub rows: Vec<QuoteRow>,
    pub drafts: Vec<DraftRow>,
    pub more: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LastContent {
    pub content: Option<QuoteContent>,
}

/// A quote worked out against the books of the day.
struct Worked {
    seller: Option<Identity>,
    buyer: ClientCard,
    terms: Option<TermsPaper>,
    quote: Quote,
    problems: Vec<Problem>,
    wordings: Wordings,
    /// Numbers of the quote and of the order that an amendment replaces.
    amends: Option<(String, String)>,
}

fn work(ask: &Ask, deal: i64, content: &QuoteContent) -> Result<Worked> {
    let client: i64 = ask
        .db
        .prepare_cached("SELECT client FROM deal WHERE id = ?1")?
        .query_row([deal], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette affaire"))?;
    let seller = contact::seller(ask)?;
    let buyer = contact::people::addressed(ask, client, About::Quote)?;
    let terms = terms::current(ask)?.map(|terms| terms.paper());
    let defaults = contact::effective_in(ask, buyer.language)?;
    let (mut quote, mut problems) = work_out(
        content,
        Setting {
            today: ask.today,
            seller: seller.as_ref(),
            buyer: &buyer,
            terms: terms.as_ref().map(|t| t.version),
            payment_days: defaults.payment_days,
            validity_days: u64::try_from(defaults.validity_days).unwrap_or(30),
        },
    );
    let watch = contact::solvency::watch(ask, client)?;
    if watch.wants(buyer.kind, quote.totals.gross, ask.today) {
        problems.push(Problem::warns(
            "client.solvency",
            "La solvabilité de ce client n’a pas été vérifiée depuis un an : faites-le avant de vous engager.",
        ));
    }
    if let Some((field, letter)) = unprintable(&serde_json::to_value(content)?, "") {
        problems.push(Problem::blocks(&field, unprintable_message(letter)));
    }
    for (typed, usual) in [
        (&mut quote.conditions.payment_means, &defaults.payment_means),
        (&mut quote.conditions.reminders, &defaults.reminders),
    ] {
        if typed.is_empty() {
            typed.clone_from(usual);
        }
    }
    let amended = amendment::amended(ask, &deal::facts(ask, deal)?)?;
    if amended.is_some() {
        let taxed = seller.as_ref().is_none_or(|s| s.vat_regime == VatRegime::Liable);
        if problems.iter().all(|p| !p.field.starts_with("lines"))
            && let Err(refusal) = holds(&quote.totals, &amendment::invoiced(ask.db, deal)?, taxed)
        {
            problems.push(refusal.into());
        }
    }
    let mut wordings = match &seller {
        Some(seller) => paper::quote_wordings(
            ask.today,
            seller,
            &buyer,
            &quote,
            &defaults.late_wording,
            &defaults.discount_wording,
            terms.as_ref(),
        ),
        None => Wordings::default(),
    };
    if let Some(amended) = &amended {
        wordings.notes.insert(0, amended.note(buyer.language, &quote.lines, &quote.totals));
    }
    let amends = amended.map(|a| a.numbers);
    Ok(Worked { seller, buyer, terms, quote, problems, wordings, amends })
}

impl Worked {
    /// The paper, once the seller is known.
    fn paper(&self, ask: &Ask, number: String, version: i64, draft: bool) -> Result<QuotePaper> {
        let seller = self
            .seller
            .clone()
            .ok_or_else(|| Refusal::at("seller", "Dites d’abord qui vous êtes, dans les réglages."))?;
        let quote = self.quote.clone();
        Ok(QuotePaper {
            number,
            version,
            draft,
            sent_on: ask.today,
            valid_until: quote.valid_until,
            subject: quote.subject,
            start: quote.start,
            duration: quote.duration,
            discount: quote.discount,
            deposit: quote.deposit,
            payment_days: quote.payment_days,
            lines: quote.lines,
            conditions: quote.conditions,
            terms: self.terms.clone(),
            parties: parties(ask, seller, self.buyer.clone())?,
            wordings: self.wordings.clone(),
            amends: self.amends.clone(),
        })
    }
}

/// Seller, buyer and the logo of the day.
pub(crate) fn parties(ask: &Ask, seller: Identity, buyer: ClientCard) -> Result<Parties> {
    let logo = match contact::logo(ask)? {
        Some(sha256) => {
            let bytes = paper::kept(ask.db, &sha256)?;
            Some((sha256, bytes))
        }
        None => None,
    };
    Ok(Parties { seller, buyer, logo })
}

pub fn send(act: &Act, payload: SendQuote) -> Result<i64> {
    let ask = act.ask();
    let facts = deal::facts(&ask, payload.deal)?;
    if facts.stage().is_end() {
        return Err(Refusal::not_now("Cette affaire est terminée : ouvrez-en une nouvelle.").into());
    }
    amendment::may_amend(&facts)?;
    let worked = work(&ask, payload.deal, &payload.content)?;
    refuse_if_blocked(&worked.problems)?;
    act.about(payload.deal);

    // Once an order is signed, what is sent amends it.
    let sent = if facts.order.is_some() { &facts.amendment } else { &facts.quote };
    let (quote, version, number) = match sent {
        Some(sent) => {
            act.may_issue()?;
            (sent.id, sent.version + 1, sent.number.clone())
        }
        None => {
            let (year, n, number) = act.take_number(Series::Quote)?;
            act.db.execute(
                "INSERT INTO quote (deal, series, year, n, number, amends) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    payload.deal,
                    Series::Quote.prefix(),
                    year,
                    n,
                    number,
                    facts.order.as_ref().map(|o| o.id)
                ],
            )?;
            (act.db.last_insert_rowid(), 1, number)
        }
    };
    let paper = worked.paper(&ask, number.clone(), version, false)?;
    let bytes = paper::print(&paper::quote_sheet(&paper), Some(&act.head.seal))?;
    let name = if version > 1 { format!("{number}-v{version}.pdf") } else { format!("{number}.pdf") };
    let document =
        keep_document(act, "quote", payload.deal, &number, &name, "application/pdf", &bytes, true)?;
    let totals = &worked.quote.totals;
    act.db.execute(
        "INSERT INTO quote_version (quote, version, sent_on, method, valid_until, subject, start, duration, notes, discount, deposit,
             payment_days, terms, seller, buyer, logo, wordings, net, vat, gross, document, conditions)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, (SELECT id FROM terms WHERE version = ?13), ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
        params![
            quote,
            version,
            paper.sent_on.to_string(),
            payload.method.stored(),
            paper.valid_until.to_string(),
            paper.subject,
            paper.start,
            paper.duration,
            worked.quote.notes,
            paper.discount.0,
            paper.deposit.0,
            paper.payment_days,
            paper.terms.as_ref().map(|t| t.version),
            serde_json::to_string(&paper.parties.seller)?,
            serde_json::to_string(&paper.parties.buyer)?,
            paper.parties.logo.as_ref().map(|l| &l.0),
            serde_json::to_string(&paper.wordings)?,
            totals.net.0,
            totals.vat.0,
            totals.gross.0,
            document,
            serde_json::to_string(&paper.conditions)?
        ],
    )?;
    let row = act.db.last_insert_rowid();
    write_lines(act.db, "quote_line", "quote_version", row, &paper.lines)?;
    search::index(act.db, "quote", quote, &[&number, &paper.subject, &facts.title, &facts.client_name])?;
    crate::draft::remove(act, &format!("quote:{}", payload.deal))?;
    Ok(quote)
}

/// Keeps a paper's bytes and its row; `issued` ones remember the head printed on them.
#[allow(clippy::too_many_arguments, reason = "one column each")]
pub(crate) fn keep_document(
    act: &Act,
    kind: &str,
    deal: i64,
    number: &str,
    name: &str,
    media_type: &str,
    bytes: &[u8],
    issued: bool,
) -> Result<i64> {
    let sha256 = act.keep(bytes)?;
    act.db
        .prepare_cached(
            "INSERT INTO document (kind, deal, number, name, media_type, sha256, created_on, prior_seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            kind,
            deal,
            number,
            name,
            media_type,
            sha256,
            act.today.to_string(),
            issued.then_some(&act.head.seal)
        ])?;
    Ok(act.db.last_insert_rowid())
}

pub(crate) fn write_lines(
    db: &Connection,
    table: &str,
    parent_column: &str,
    parent: i64,
    lines: &[Line],
) -> Result<()> {
    let mut statement = db.prepare_cached(&format!(
        "INSERT INTO {table} ({parent_column}, position, label, detail, quantity, unit, unit_price, discount, vat_rate, net,
             section, optional, nature, activity)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
    ))?;
    for (position, line) in lines.iter().enumerate() {
        statement.execute(params![
            parent,
            i64::try_from(position).unwrap_or(i64::MAX),
            line.label,
            line.detail,
            line.quantity.0,
            line.unit,
            line.unit_price.0,
            line.discount.0,
            line.vat_rate.0,
            line.net.0,
            line.section,
            line.optional,
            line.nature.stored(),
            line.activity.stored()
        ])?;
    }
    Ok(())
}

pub(crate) fn read_lines(
    db: &Connection,
    table: &str,
    parent_column: &str,
    parent: i64,
) -> Result<Vec<Line>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT label, detail, quantity, unit, unit_price, discount, vat_rate, net, section, optional, nature, activity
         FROM {table} WHERE {parent_column} = ?1 ORDER BY position"
    ))?;
    let lines = statement
        .query_map([parent], |r| {
            Ok(Line {
                label: r.get(0)?,
                detail: r.get(1)?,
                quantity: Thousandths(r.get(2)?),
                unit: r.get(3)?,
                unit_price: UnitPrice(r.get(4)?),
                discount: BasisPoints(r.get(5)?),
                vat_rate: BasisPoints(r.get(6)?),
                net: Cents(r.get(7)?),
                section: r.get(8)?,
                optional: r.get(9)?,
                nature: Nature::from_stored(&r.get::<_, String>(10)?).unwrap_or_default(),
                activity: Activity::from_stored(&r.get::<_, String>(11)?).unwrap_or_default(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(lines)
}

/// A version as it was sent, read back from the books, with the seal printed on it.
pub fn stored(db: &Connection, quote: i64, version: i64) -> Result<(QuotePaper, String)> {
    struct Row {
        id: i64,
        number: String,
        days: (String, String),
        words: (String, String, String),
        rates: (i64, i64),
        payment_days: i64,
        terms: Option<TermsPaper>,
        parties: (String, String, Option<String>),
        wordings: String,
        seal: String,
        conditions: String,
        amends: Option<(String, String)>,
    }
    let row = db
        .prepare_cached(
            "SELECT v.id, q.number, v.sent_on, v.valid_until, v.subject, v.start, v.duration, v.discount, v.payment_days,
                    t.version, t.text, v.seller, v.buyer, v.logo, v.wordings, d.prior_seal, v.conditions, v.deposit,
                    t.sha256, t.file IS NOT NULL, t.tacit_days,
                    aq.number, ao.number
             FROM quote_version v JOIN quote q ON q.id = v.quote JOIN document d ON d.id = v.document
             LEFT JOIN terms t ON t.id = v.terms LEFT JOIN signed_order ao ON ao.id = q.amends
             LEFT JOIN quote_version av ON av.id = ao.quote_version LEFT JOIN quote aq ON aq.id = av.quote WHERE v.quote = ?1 AND v.version = ?2",
        )?
        .query_row([quote, version], |r| {
            Ok(Row {
                id: r.get(0)?,
                number: r.get(1)?,
                days: (r.get(2)?, r.get(3)?),
                words: (r.get(4)?, r.get(5)?, r.get(6)?),
                rates: (r.get(7)?, r.get(17)?),
                payment_days: r.get(8)?,
                terms: match r.get::<_, Option<i64>>(9)? {
                    None => None,
                    Some(version) => Some(TermsPaper {
                        version,
                        text: r.get(10)?,
                        sha256: r.get(18)?,
                        is_file: r.get(19)?,
                        tacit_days: r.get(20)?,
                    }),
                },
                parties: (r.get(11)?, r.get(12)?, r.get(13)?),
                wordings: r.get(14)?,
                seal: r.get(15)?,
                conditions: r.get(16)?,
                amends: r.get::<_, Option<String>>(21)?.zip(r.get(22)?),
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::not_found("Ce devis"))?;
    let (subject, start, duration) = row.words;
    let (seller, buyer, logo) = row.parties;
    let paper = QuotePaper {
        number: row.number,
        version,
        draft: false,
        sent_on: day(&row.days.0)?,
        valid_until: day(&row.days.1)?,
        subject,
        start,
        duration,
        discount: BasisPoints(row.rates.0),
        deposit: BasisPoints(row.rates.1),
        payment_days: row.payment_days,
        lines: read_lines(db, "quote_line", "quote_version", row.id)?,
        conditions: serde_json::from_str::<Conditions>(&row.conditions)?,
        terms: row.terms,
        parties: stored_parties(db, &seller, &buyer, logo)?,
        wordings: serde_json::from_str(&row.wordings)?,
        amends: row.amends,
    };
    Ok((paper, row.seal))
}

pub(crate) fn stored_parties(
    db: &Connection,
    seller: &str,
    buyer: &str,
    logo: Option<String>,
) -> Result<Parties> {
    let logo = match logo {
        Some(sha256) => {
            let bytes = paper::kept(db, &sha256)?;
            Some((sha256, bytes))
        }
        None => None,
    };
    Ok(Parties { seller: serde_json::from_str(seller)?, buyer: serde_json::from_str(buyer)?, logo })
}

pub fn preview(ask: &Ask, payload: PreviewQuote) -> Result<QuotePreview> {
    let worked = work(ask, payload.deal, &payload.content)?;
    let quote = &worked.quote;
    let deposit = deposit_of(&quote.totals, quote.deposit);
    let discounted: Cents =
        counted(&quote.lines).filter(|l| l.nature != Nature::Disbursement).map(|l| l.net).sum();
    let advanced = disbursements(&quote.lines);
    let regime = worked.seller.as_ref().map_or(VatRegime::Liable, |s| s.vat_regime);
    let with_vat = payload.content.with_vat;
    let defaults = contact::effective_in(ask, worked.buyer.language)?;
    let sendable = worked.problems.iter().all(|p| !p.blocking);
    Ok(QuotePreview {
        lines: payload.content.lines.iter().map(|line| shown_total(line, with_vat, regime)).collect(),
        discount: discounted.share(quote.discount),
        work: quote.totals.without(advanced),
        disbursements: advanced,
        totals: quote.totals.clone(),
        balance: quote.totals.gross - deposit.gross,
        deposit,
        valid_until: quote.valid_until.to_string(),
        payment_days: quote.payment_days,
        terms: worked.terms.as_ref().map(|t| t.version),
        payment_means: defaults.payment_means,
        reminders: defaults.reminders,
        seller: worked.seller.as_ref().map(|seller| seller.lines(worked.buyer.language)).unwrap_or_default(),
        buyer: worked.buyer.lines(),
        problems: worked.problems,
        sendable,
    })
}

pub fn preview_paper(ask: &Ask, payload: PreviewQuote) -> Result<Paper> {
    let worked = work(ask, payload.deal, &payload.content)?;
    let paper = worked.paper(ask, say!(worked.buyer.language, "Brouillon").to_owned(), 1, true)?;
    let bytes = paper::print(&paper::quote_sheet(&paper), None)?;
    Ok(crate::surface::paper("brouillon.pdf".to_owned(), "application/pdf", &bytes))
}

pub fn vat_rates(ask: &Ask, _: Empty) -> Result<VatRates> {
    Ok(VatRates { rates: legal::vat_rates(ask.today) })
}

/// Latest versions of quotes under a condition on `q`, latest first.
pub(crate) fn rows(ask: &Ask, condition: &str, value: i64, most: usize) -> Result<Vec<QuoteRow>> {
    let mut statement = ask.db.prepare_cached(&format!(
        "SELECT q.id, q.number, v.version, q.deal, d.title, c.id, c.name, v.sent_on, v.valid_until, v.gross, v.document,
                EXISTS (SELECT 1 FROM signed_order o WHERE o.quote_version = v.id),
                coalesce((SELECT e.reason FROM deal_end e WHERE e.deal = q.deal AND e.kind = 'lost'),
                  (SELECT 'other' FROM order_event x WHERE x.kind = 'amendment_dropped' AND x.item = q.id))
         FROM quote q JOIN quote_version v ON v.quote = q.id
              AND v.version = (SELECT max(version) FROM quote_version WHERE quote = q.id)
         JOIN deal d ON d.id = q.deal JOIN client c ON c.id = d.client
         WHERE {condition} ORDER BY q.id DESC LIMIT ?2"
    ))?;
    let today = ask.today.to_string();
    let found = statement
        .query_map(params![value, i64::try_from(most).unwrap_or(i64::MAX)], |r| {
            let (signed, lost): (bool, Option<String>) = (r.get(11)?, r.get(12)?);
            let valid_until: String = r.get(8)?;
            let status = match (signed, &lost) {
                (true, _) => QuoteStatus::Signed,
                (false, Some(_)) => QuoteStatus::Lost,
                (false, None) if valid_until < today => QuoteStatus::Expired,
                (false, None) => QuoteStatus::Sent,
            };
            Ok(QuoteRow {
                id: r.get(0)?,
                number: r.get(1)?,
                version: r.get(2)?,
                deal: r.get(3)?,
                title: r.get(4)?,
                client: ClientName { id: r.get(5)?, name: r.get(6)? },
                sent_on: r.get(7)?,
                valid_until,
                gross: Cents(r.get(9)?),
                status,
                lost: lost.map(|reason| serde_json::from_value(reason.into()).unwrap_or(LostReason::Other)),
                document: r.get(10)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

pub fn quotes(ask: &Ask, page: Page) -> Result<Quotes> {
    let mut rows = rows(ask, "q.id < ?1", page.before.unwrap_or(i64::MAX), PAGE + 1)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let mut statement = ask.db.prepare_cached(
        "SELECT f.key, d.id, d.title, c.id, c.name, f.saved_at FROM draft f
         JOIN deal d ON d.id = CAST(substr(f.key, 7) AS INTEGER) AND f.key = 'quote:' || d.id JOIN client c ON c.id = d.client
         WHERE f.key >= 'quote:' AND f.key < 'quote;' ORDER BY f.saved_at DESC LIMIT 100",
    )?;
    let drafts = if page.before.is_some() {
        Vec::new()
    } else {
        statement
            .query_map([], |r| {
                Ok(DraftRow {
                    key: r.get(0)?,
                    deal: r.get(1)?,
                    title: r.get(2)?,
                    client: ClientName { id: r.get(3)?, name: r.get(4)? },
                    saved_at: r.get(5)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?
    };
    Ok(Quotes { rows, drafts, more })
}

pub fn last_content(ask: &Ask, by: ById) -> Result<LastContent> {
    let facts = deal::facts(ask, by.id)?;
    let Some(sent) = facts.amendment.clone().or(facts.quote.clone()) else {
        return Ok(LastContent { content: None });
    };
    let (mut paper, _) = stored(ask.db, sent.id, sent.version)?;
    if facts.amendment.is_none()
        && let Some(amended) = amendment::amended(ask, &facts)?
    {
        // An amendment starts from what was ordered, the options that were ticked included.
        let kept = |i: &usize| !paper.lines[*i].optional || amended.options.contains(i);
        let positions: Vec<usize> = (0..paper.lines.len()).filter(kept).collect();
        let prices = &paper.conditions.typed_prices;
        paper.conditions.typed_prices = positions.iter().filter_map(|&i| prices.get(i).copied()).collect();
        paper.lines = amended.lines;
    }
    let notes: String = ask
        .db
        .prepare_cached("SELECT notes FROM quote_version WHERE quote = ?1 AND version = ?2")?
        .query_row([sent.id, sent.version], |r| r.get(0))?;
    let defaults = contact::effective_in(ask, paper.parties.language())?;
    // What was not typed follows the preferences, also when they change.
    let typed_words = |text: String, usual: &str| if text == usual { String::new() } else { text };
    let conditions = paper.conditions;
    let mut lines: Vec<LineContent> = paper.lines.into_iter().map(typed_line).collect();
    for (line, price) in lines.iter_mut().zip(&conditions.typed_prices) {
        line.unit_price = typed(price.0, 4);
    }
    Ok(LastContent {
        content: Some(QuoteContent {
            subject: paper.subject,
            lines,
            discount: typed_rate(paper.discount),
            deposit: typed(paper.deposit.0, 2),
            // A new version has a new validity.
            valid_until: String::new(),
            start: paper.start,
            duration: paper.duration,
            payment_days: paper.payment_days.to_string(),
            notes,
            with_vat: conditions.with_vat,
            supplies: conditions.supplies,
            stages: conditions
                .stages
                .into_iter()
                .map(|stage| StageContent {
                    label: stage.label,
                    planned_on: stage
                        .planned_on
                        .map(|d| d.format("%d/%m/%Y").to_string())
                        .unwrap_or_default(),
                })
                .collect(),
            payment_means: typed_words(conditions.payment_means, &defaults.payment_means),
            reminders: typed_words(conditions.reminders, &defaults.reminders),
        }),
    })
}

/// A line as one would type it again.
pub(crate) fn typed_line(line: Line) -> LineContent {
    LineContent {
        label: line.label,
        detail: line.detail,
        quantity: words::quantity(line.quantity),
        unit: line.unit,
        unit_price: typed(line.unit_price.0, 4),
        discount: typed_rate(line.discount),
        vat_rate: line.vat_rate,
        section: line.section,
        optional: line.optional,
        nature: line.nature,
        activity: Some(line.activity),
    }
}

/// A percentage as one would type it; nothing for zero.
pub(crate) fn typed_rate(rate: BasisPoints) -> String {
    if rate.0 == 0 { String::new() } else { typed(rate.0, 2) }
}

/// A scaled integer as one would type it, without trailing zeros: 4800000 at four decimals is `480`.
pub(crate) fn typed(value: i64, decimals: u32) -> String {
    let unit = 10_i64.pow(decimals);
    let fraction = format!("{:0width$}", (value % unit).abs(), width = decimals as usize);
    let fraction = fraction.trim_end_matches('0');
    let sign = if value < 0 { "-" } else { "" };
    let whole = (value / unit).abs();
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{fraction}") }
}

/// The deal that a quote hangs on.
pub(crate) fn deal_of_quote(ask: &Ask, quote: i64) -> Result<i64> {
    deal_of(ask, "quote", quote, "Ce devis")
}
