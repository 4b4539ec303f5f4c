//! Invoices as books of accounts read them: portions, settlements and credit notes, each with its day.

use crate::invoice::vat_groups;
use crate::portion_lines::{Weighed, Weights};
use crate::row::Day;
use crate::settings;
use crate::settlement::{paid, unclaimed};
use books::act::Ask;
use books::error::Result;
use books::setting::setting;
use books::stored::Word;
use chrono::NaiveDate;
use journey::accounting::choices::AccountingChoices;
use journey::accounting::life::{Life, LifeEvent};
use journey::accounting::portion::{Portion, PortionSetting, portions};
use journey::accounting::turnover::TurnoverMove;
use journey::activity::Activity;
use journey::contact::ClientKind;
use journey::invoice::InvoiceKind;
use journey::payment::write_off::LossGround;
use journey::sale::due::Due;
use journey::vat::VatGroup;
use std::collections::BTreeMap;
use values::money::{BasisPoints, Cents};

/// An invoice or a credit note, in order of issue.
#[derive(Clone, Debug)]
pub struct BookedInvoice {
    pub id: i64,
    pub kind: InvoiceKind,
    pub document: i64,
    pub number: String,
    pub issued_on: NaiveDate,
    pub client: i64,
    pub client_name: String,
    pub client_kind: ClientKind,
    /// As on the paper; empty for France.
    pub country: String,
    pub title: String,
    /// The invoice that a credit note takes back.
    pub credits: Option<i64>,
    pub net: Cents,
    pub vat: Cents,
    pub gross: Cents,
    /// Its portions, and for an invoice what happened to them.
    pub life: Life,
}

/// Every paper, each with its whole life: goods may be delivered and money received before the day of issue, so that a
/// book cuts its days itself.
pub fn booked(ask: &Ask) -> Result<Vec<BookedInvoice>> {
    let main = settings::identity(ask)?.map(|identity| identity.activity).unwrap_or_default();
    let mut papers = papers(ask, main)?;
    let mut notes: BTreeMap<i64, Vec<(NaiveDate, Vec<Portion>)>> = BTreeMap::new();
    for note in &papers {
        if let Some(invoice) = note.credits {
            notes.entry(invoice).or_default().push((note.issued_on, note.life.portions.clone()));
        }
    }
    for paper in papers.iter_mut().filter(|paper| paper.credits.is_none()) {
        let mut events: Vec<(NaiveDate, LifeEvent)> = Vec::new();
        for (on, note) in notes.remove(&paper.id).unwrap_or_default() {
            events.push((on, LifeEvent::Credited(note)));
        }
        // Money counts when it comes, also before its invoice (CGI art. 269, 2).
        let paid = paid(ask, paper.id)?.into_iter();
        events.extend(paid.map(|(on, amount)| (on, LifeEvent::Paid(amount))));
        for (on, amount, lost) in unclaimed(ask, paper.id)? {
            let event = if lost { LifeEvent::Lost(amount) } else { LifeEvent::GivenUp(amount) };
            events.push((on.max(paper.issued_on), event));
        }
        events.extend(had_back(ask, paper.id)?);
        events.sort_by_key(|(on, _)| *on);
        paper.life.events = events;
    }
    Ok(papers)
}

fn papers(ask: &Ask, main: Activity) -> Result<Vec<BookedInvoice>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT i.id, i.kind, i.number, i.issued_on, coalesce(i.supplied_on, i.issued_on) AS supplied_on, i.credits, i.signed_order,
                i.net, i.vat, i.gross, i.document, c.id AS client, c.name AS client_name, i.buyer ->> '$.kind' AS client_kind,
                coalesce(i.buyer ->> '$.address.country', '') AS country, d.title,
                coalesce(i.seller ->> '$.vat_on_debits', 0) AS on_debits,
                (SELECT o.kind FROM invoice o WHERE o.id = i.credits) AS credited_kind
         FROM invoice i JOIN deal d ON d.id = i.deal JOIN client c ON c.id = d.client
         ORDER BY i.id",
    )?;
    let mut rows = statement.query([])?;
    let (mut papers, mut weights) = (Vec::new(), Weights::default());
    while let Some(r) = rows.next()? {
        let (id, Word(kind)) = (r.get::<_, i64>("id")?, r.get::<_, Word<InvoiceKind>>("kind")?);
        let credited = r.get::<_, Option<Word<InvoiceKind>>>("credited_kind")?.map(|Word(kind)| kind);
        let about = credited.unwrap_or(kind);
        let groups = vat_groups(ask.db, id)?;
        let credits: Option<i64> = r.get("credits")?;
        let order = r.get("signed_order")?;
        let weighed = Weighed { id, kind, credited: credits.zip(credited), order, groups: &groups };
        let lines = weights.of(ask, weighed)?;
        let setting = PortionSetting {
            on_debits: r.get("on_debits")?,
            is_deposit: about == InvoiceKind::Deposit,
            main,
        };
        let mut portions = portions(&groups, &lines, setting);
        weights.keep(id, &portions);
        if about == InvoiceKind::Elsewhere {
            // What fell due before any payment was declared from where it was issued.
            for portion in portions.iter_mut().filter(|portion| portion.due != Due::Receipt) {
                portion.due = Due::Never;
            }
        }
        let Day(issued_on) = r.get("issued_on")?;
        papers.push(BookedInvoice {
            id,
            kind,
            document: r.get("document")?,
            number: r.get("number")?,
            issued_on,
            client: r.get("client")?,
            client_name: r.get("client_name")?,
            client_kind: r.get::<_, Word<ClientKind>>("client_kind")?.0,
            country: r.get("country")?,
            title: r.get("title")?,
            credits,
            net: Cents(r.get("net")?),
            vat: Cents(r.get("vat")?),
            gross: Cents(r.get("gross")?),
            life: Life {
                issued_on,
                supplied_on: r.get::<_, Day>("supplied_on")?.0,
                portions,
                events: Vec::new(),
            },
        });
    }
    Ok(papers)
}

/// VAT had back of losses for good, the day they were written off, and given again the day they were claimed again.
fn had_back(ask: &Ask, invoice: i64) -> Result<Vec<(NaiveDate, LifeEvent)>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT g.day, w.vat, w.ground,
                (SELECT l.day FROM given_up l WHERE l.invoice = w.invoice AND l.id > g.id AND l.amount < 0 ORDER BY l.id LIMIT 1) AS again_on
         FROM write_off w JOIN given_up g ON g.id = w.given_up WHERE w.invoice = ?1 AND w.vat > 0 ORDER BY w.id",
    )?;
    let mut rows = statement.query([invoice])?;
    let mut events = Vec::new();
    while let Some(r) = rows.next()? {
        if !r.get::<_, Word<LossGround>>("ground")?.0.is_definitive() {
            continue;
        }
        let vat = Cents(r.get("vat")?);
        events.push((r.get::<_, Day>("day")?.0, LifeEvent::HadBack(vat)));
        if let Some(Day(again_on)) = r.get("again_on")? {
            events.push((again_on, LifeEvent::HadBack(-vat)));
        }
    }
    Ok(events)
}

/// The setting that says how one keeps books.
pub const ACCOUNTING: &str = "accounting";

/// How one keeps books; the usual way where nothing was chosen.
pub fn choices(ask: &Ask) -> Result<AccountingChoices> {
    Ok(setting(ask.db, ACCOUNTING)?.unwrap_or_default())
}

/// Turnover received until a day: what money paid of each invoice, and the months brought from another tool.
pub fn turnover(ask: &Ask, until: NaiveDate) -> Result<Vec<TurnoverMove>> {
    let papers = booked(ask)?;
    let lives = papers.iter().filter(|paper| paper.credits.is_none());
    let mut moves: Vec<TurnoverMove> =
        lives.flat_map(|paper| paper.life.received()).filter_map(|moved| TurnoverMove::of(&moved)).collect();
    let past: Vec<TurnoverMove> = ask
        .db
        .prepare_cached("SELECT month || '-01' AS day, activity, amount FROM past_receipt ORDER BY id")?
        .query_map([], |r| {
            Ok(TurnoverMove {
                on: r.get::<_, Day>("day")?.0,
                activity: r.get::<_, Word<Activity>>("activity")?.0,
                net: Cents(r.get("amount")?),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    moves.extend(past);
    moves.retain(|one| one.on <= until);
    Ok(moves)
}

/// The deposits that invoices deduct, by invoice: their net amounts and VAT, by rate.
pub fn deducted_deposits(ask: &Ask) -> Result<BTreeMap<i64, Vec<VatGroup>>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT x.invoice, x.rate, sum(x.net) AS net, sum(x.vat) AS vat FROM invoice_deduction x
         JOIN invoice d ON d.id = x.deducted WHERE d.kind = 'deposit' GROUP BY x.invoice, x.rate ORDER BY x.invoice, x.rate DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut deducted: BTreeMap<i64, Vec<VatGroup>> = BTreeMap::new();
    while let Some(r) = rows.next()? {
        let group = VatGroup {
            rate: BasisPoints(r.get("rate")?),
            net: Cents(r.get("net")?),
            vat: Cents(r.get("vat")?),
        };
        deducted.entry(r.get("invoice")?).or_default().push(group);
    }
    Ok(deducted)
}
