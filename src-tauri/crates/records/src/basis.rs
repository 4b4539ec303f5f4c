//! What an order's invoices are worked out from: what was agreed, what was invoiced, what is left per VAT rate.

use crate::invoice::{standing_groups, vat_groups};
use crate::row::day;
use crate::{order, person, quote, settings};
use books::act::Ask;
use books::error::{Error, Result};
use chrono::NaiveDate;
use journey::contact::person::About;
use journey::contact::{ClientCard, Identity};
use journey::invoice::InvoiceKind;
use journey::order::ordered;
use journey::quote::{Line, totals_of};
use journey::vat::{Totals, VatGroup};
use rusqlite::OptionalExtension;
use values::money::BasisPoints;
use values::refusal::Refusal;

/// What an order's invoices are worked out from.
pub struct Basis {
    pub order: i64,
    pub deal: i64,
    pub client: i64,
    pub order_number: String,
    pub client_number: String,
    pub quote_number: String,
    pub subject: String,
    pub payment_days: i64,
    pub discount: BasisPoints,
    pub deposit_rate: BasisPoints,
    /// Basis points of the order already asked as deposits.
    pub deposit_percent_invoiced: i64,
    /// An amendment changed the whole that percentages were taken of.
    pub amended: bool,
    pub terms: Option<(i64, NaiveDate)>,
    pub lines: Vec<Line>,
    pub whole: Totals,
    /// What is left to invoice, per VAT rate.
    pub left: Totals,
    pub deposits: Vec<Deposit>,
    /// The balance invoice's number, once issued.
    pub balance: Option<String>,
    pub seller: Option<Identity>,
    pub buyer: ClientCard,
}

/// A deposit or progress invoice already issued, credit notes taken away.
pub struct Deposit {
    pub id: i64,
    pub kind: InvoiceKind,
    pub number: String,
    pub issued_on: NaiveDate,
    pub groups: Vec<VatGroup>,
    pub paid_on: Option<NaiveDate>,
}

impl Basis {
    pub fn of(ask: &Ask, order: i64) -> Result<Basis> {
        struct Row {
            deal: i64,
            client: i64,
            order_number: String,
            quote: i64,
            version: i64,
            subject: String,
            signed_on: String,
            deposit: i64,
            terms_accepted: bool,
            options: String,
        }
        let row = ask
            .db
            .prepare_cached(
                "SELECT o.deal, d.client, o.number, v.quote, v.version, v.subject, o.signed_on, v.deposit, o.terms_accepted, o.options
                 FROM signed_order o JOIN quote_version v ON v.id = o.quote_version JOIN deal d ON d.id = o.deal WHERE o.id = ?1",
            )?
            .query_row([order], |r| {
                Ok(Row {
                    deal: r.get(0)?,
                    client: r.get(1)?,
                    order_number: r.get(2)?,
                    quote: r.get(3)?,
                    version: r.get(4)?,
                    subject: r.get(5)?,
                    signed_on: r.get(6)?,
                    deposit: r.get(7)?,
                    terms_accepted: r.get(8)?,
                    options: r.get(9)?,
                })
            })
            .optional()?
            .ok_or_else(|| Refusal::not_found("Cette commande"))?;
        // The latest order is the one in force: it alone is invoiced.
        let (last, number, orders): (i64, String, i64) = ask
            .db
            .prepare_cached("SELECT max(id), number, count(*) FROM signed_order WHERE deal = ?1")?
            .query_row([row.deal], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        if last != order {
            return Err(
                Refusal::not_now(format!("Un avenant a remplacé cette commande par {number}.")).into()
            );
        }
        let (paper, _) = quote::stored(ask.db, row.quote, row.version)?;
        let signed_on = day(&row.signed_on)?;
        let lines = ordered(&paper.lines, &serde_json::from_str::<Vec<usize>>(&row.options)?)?;
        let whole = totals_of(&lines, paper.discount);
        let mut statement = ask.db.prepare_cached(
            "SELECT i.id, i.number, i.issued_on, i.kind, i.percent,
                    (SELECT CASE WHEN sum(a.amount) >= i.gross THEN max(p.received_on) END
                     FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = i.id)
             FROM invoice i WHERE i.deal = ?1 AND i.signed_order IS NOT NULL AND i.kind <> 'credit_note' ORDER BY i.id",
        )?;
        let issued: Vec<(i64, String, String, String, i64, Option<String>)> = statement
            .query_map([row.deal], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let (mut deposits, mut balance, mut asked, mut left) = (Vec::new(), None, 0, whole.clone());
        for (id, number, issued_on, kind, percent, paid_on) in issued {
            let groups = standing_groups(ask.db, id)?;
            left = left.less(&groups);
            let nothing = |groups: &[VatGroup]| groups.iter().all(|g| g.net.is_zero() && g.vat.is_zero());
            if nothing(&groups) && !nothing(&vat_groups(ask.db, id)?) {
                // Taken back whole by credit notes: as if it had never been.
                continue;
            }
            let kind = InvoiceKind::from_stored(&kind)
                .ok_or_else(|| Error::Broken(format!("invoice kind {kind}")))?;
            if kind == InvoiceKind::Balance {
                balance = Some(number);
            } else {
                if kind == InvoiceKind::Deposit {
                    asked += percent;
                }
                let paid_on = paid_on.map(|d| day(&d)).transpose()?;
                deposits.push(Deposit { id, kind, number, issued_on: day(&issued_on)?, groups, paid_on });
            }
        }
        // The regime of the order binds its invoices: its lines carry the rates that were agreed.
        let mut seller = settings::seller(ask)?;
        if let Some(seller) = &mut seller {
            seller.vat_regime = paper.parties.seller.vat_regime;
        }
        Ok(Basis {
            order,
            deal: row.deal,
            client: row.client,
            order_number: row.order_number,
            client_number: order::client_number(ask, row.deal)?,
            quote_number: paper.number.clone(),
            subject: row.subject,
            payment_days: paper.payment_days,
            discount: paper.discount,
            deposit_rate: BasisPoints(row.deposit),
            deposit_percent_invoiced: asked,
            amended: orders > 1,
            terms: paper
                .terms
                .as_ref()
                .filter(|_| row.terms_accepted)
                .map(|terms| (terms.version, signed_on)),
            lines,
            whole,
            left,
            deposits,
            balance,
            seller,
            buyer: person::addressed(ask, row.client, About::Invoice)?,
        })
    }
}
