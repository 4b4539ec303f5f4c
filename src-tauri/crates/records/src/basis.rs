//! What an order's invoices are worked out from: what was agreed, what was invoiced, what is left per VAT rate.

use crate::invoice::standing_groups;
use crate::row::{Day, Json, deal_of_order};
use crate::{facts, order_vat, person, quote, settings};
use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use journey::allowed::invoice::in_force;
use journey::contact::person::About;
use journey::contact::{ClientCard, Identity};
use journey::deal::{Facts, InvoiceFact};
use journey::invoice::{EarlyDiscount, InvoiceKind, PaymentTerms};
use journey::order::ordered;
use journey::quote::{Line, totals_of};
use journey::vat::{Totals, VatGroup};
use values::money::BasisPoints;

/// What an order's invoices are worked out from.
pub struct Basis {
    /// Everything known of the order's deal.
    pub facts: Facts,
    pub order: i64,
    pub order_number: String,
    pub quote_number: String,
    pub subject: String,
    pub payment: PaymentTerms,
    pub discount: BasisPoints,
    pub deposit: journey::deposit::Deposit,
    pub early: Option<EarlyDiscount>,
    /// An amendment changed the whole that percentages were taken of.
    pub amended: bool,
    pub terms: Option<(i64, NaiveDate)>,
    pub lines: Vec<Line>,
    pub whole: Totals,
    /// What is left to invoice, per VAT rate.
    pub left: Totals,
    pub deposits: Vec<Deposit>,
    pub seller: Option<Identity>,
    pub buyer: ClientCard,
}

/// A deposit or progress invoice already issued, credit notes taken away.
pub struct Deposit {
    pub id: i64,
    pub kind: InvoiceKind,
    pub number: String,
    pub issued_on: NaiveDate,
    /// Of the whole order, as it was asked; nothing where an amount was.
    pub percent: BasisPoints,
    pub groups: Vec<VatGroup>,
    pub paid_on: Option<NaiveDate>,
}

impl Deposit {
    /// What a deal knows of its invoice, with the part asked and the day on which it was paid whole.
    fn of(ask: &Ask, invoice: &InvoiceFact, groups: Vec<VatGroup>) -> Result<Deposit> {
        let (percent, paid_on): (i64, Option<Day>) = ask
            .db
            .prepare_cached(
                "SELECT i.percent,
                        (SELECT CASE WHEN sum(a.amount) >= i.gross THEN max(p.received_on) END
                         FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = i.id) AS paid_on
                 FROM invoice i WHERE i.id = ?1",
            )?
            .query_row([invoice.id], |r| Ok((r.get("percent")?, r.get("paid_on")?)))?;
        Ok(Deposit {
            id: invoice.id,
            kind: invoice.kind,
            number: invoice.number.clone(),
            issued_on: invoice.issued_on,
            percent: BasisPoints(percent),
            groups,
            paid_on: paid_on.map(|day| day.0),
        })
    }
}

/// What was agreed, as the order's row says it.
struct Agreed {
    number: String,
    quote: i64,
    version: i64,
    subject: String,
    signed_on: NaiveDate,
    terms_accepted: bool,
    options: Vec<usize>,
    orders: i64,
}

impl Agreed {
    fn read(ask: &Ask, order: i64) -> Result<Agreed> {
        let found = ask
            .db
            .prepare_cached(
                "SELECT o.number, v.quote, v.version, v.subject, o.signed_on, o.terms_accepted, o.options,
                        (SELECT count(*) FROM signed_order WHERE deal = o.deal) AS orders
                 FROM signed_order o JOIN quote_version v ON v.id = o.quote_version WHERE o.id = ?1",
            )?
            .query_row([order], |r| {
                Ok(Agreed {
                    number: r.get("number")?,
                    quote: r.get("quote")?,
                    version: r.get("version")?,
                    subject: r.get("subject")?,
                    signed_on: r.get::<_, Day>("signed_on")?.0,
                    terms_accepted: r.get("terms_accepted")?,
                    options: r.get::<_, Json<_>>("options")?.0,
                    orders: r.get("orders")?,
                })
            })?;
        Ok(found)
    }
}

/// The lines of an order as they were agreed, and the discount on the whole of them.
pub fn agreed_lines(ask: &Ask, order: i64) -> Result<(Vec<Line>, BasisPoints)> {
    let agreed = Agreed::read(ask, order)?;
    let (paper, _) = quote::stored(ask.db, agreed.quote, agreed.version)?;
    Ok((order_vat::as_settled(ask, order, ordered(&paper.lines, &agreed.options)?)?, paper.discount))
}

impl Basis {
    /// The basis of an order, the facts of its deal gathered.
    pub fn of(ask: &Ask, order: i64) -> Result<Basis> {
        let deal = deal_of_order(ask, order)?;
        Basis::given(ask, facts::facts(ask, deal)?, order)
    }

    /// The basis of an order whose deal's facts are known.
    pub fn given(ask: &Ask, facts: Facts, order: i64) -> Result<Basis> {
        in_force(&facts, order)?;
        let agreed = Agreed::read(ask, order)?;
        let (paper, _) = quote::stored(ask.db, agreed.quote, agreed.version)?;
        let lines = order_vat::as_settled(ask, order, ordered(&paper.lines, &agreed.options)?)?;
        let whole = totals_of(&lines, paper.discount);
        let (mut deposits, mut left) = (Vec::new(), whole.clone());
        // An invoice without an order takes nothing off one.
        for invoice in facts.invoices.iter().filter(|i| !i.kind.stands_alone()) {
            let groups = standing_groups(ask.db, invoice.id)?;
            left = left.less(&groups);
            // Taken back whole by credit notes: as if it had never been.
            if invoice.kind != InvoiceKind::Balance && !invoice.is_annulled() {
                deposits.push(Deposit::of(ask, invoice, groups)?);
            }
        }
        let seller = settings::seller(ask)?;
        let buyer = person::addressed(ask, facts.client, About::Invoice)?;
        Ok(Basis {
            facts,
            order,
            order_number: agreed.number,
            quote_number: paper.number,
            subject: agreed.subject,
            payment: paper.payment,
            discount: paper.discount,
            deposit: paper.deposit,
            early: paper.conditions.early,
            amended: agreed.orders > 1,
            terms: paper
                .terms
                .filter(|_| agreed.terms_accepted)
                .map(|terms| (terms.version, agreed.signed_on)),
            lines,
            whole,
            left,
            deposits,
            seller,
            buyer,
        })
    }

    /// Do amounts tell what is left, rather than percentages of a whole that changed or was not taken in parts?
    #[must_use]
    pub fn amounts_count(&self) -> bool {
        self.amended || self.deposits.iter().any(|deposit| deposit.percent.0 == 0)
    }

    /// Basis points of the order already asked as deposits.
    #[must_use]
    pub fn deposit_asked(&self) -> BasisPoints {
        BasisPoints(self.asked_before_work().map(|d| d.percent.0).sum())
    }

    /// What stands of the deposits, per rate.
    #[must_use]
    pub fn deposit_groups(&self) -> Vec<VatGroup> {
        self.asked_before_work().flat_map(|d| d.groups.iter().copied()).collect()
    }

    fn asked_before_work(&self) -> impl Iterator<Item = &Deposit> {
        self.deposits.iter().filter(|d| d.kind == InvoiceKind::Deposit)
    }
}
