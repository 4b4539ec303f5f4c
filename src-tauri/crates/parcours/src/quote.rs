//! Quote: written as a draft, numbered and sealed when sent; a changed quote is a new version of the same number.

pub mod again;
pub mod catalogue;
mod kept;
pub mod list;
pub mod preview;
pub mod versions;

pub(crate) use again::{typed_line, typed_rate};
pub use kept::stored;
pub(crate) use kept::{keep_document, read_lines, stored_parties, write_lines};
pub use list::QuoteRow;
pub(crate) use list::rows;

use crate::act::{Act, Ask};
use crate::contact;
use crate::deal::{self, deal_of};
use crate::error::Result;
use crate::order::amendment;
use crate::paper::{self, Parties, QuotePaper, TermsPaper, Wordings};
use crate::search;
use crate::surface::{Empty, unprintable, unprintable_message};
use crate::terms;
use journey::contact::person::About;
use journey::contact::{ClientCard, Identity};
use journey::legal;
use journey::money::BasisPoints;
use journey::number::Series;
use journey::order::amendment::holds;
use journey::quote::{Problem, Quote, QuoteContent, Setting, refuse_if_blocked, work_out};
use journey::refusal::Refusal;
use journey::vat::VatRegime;
use rusqlite::{OptionalExtension, params};
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
pub struct VatRates {
    pub rates: Vec<BasisPoints>,
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

pub fn vat_rates(ask: &Ask, _: Empty) -> Result<VatRates> {
    Ok(VatRates { rates: legal::vat_rates(ask.today) })
}

/// The deal that a quote hangs on.
pub(crate) fn deal_of_quote(ask: &Ask, quote: i64) -> Result<i64> {
    deal_of(ask, "quote", quote, "Ce devis")
}
