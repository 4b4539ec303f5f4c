//! What the portions of an invoice are weighed by: of a part the order's own lines, of a balance what is left of each kind.

use crate::basis::agreed_lines;
use crate::lines::{LinesOf, read_lines};
use books::act::Ask;
use books::error::Result;
use journey::accounting::portion::{Portion, PortionLine, weighed};
use journey::invoice::InvoiceKind;
use journey::quote::{Line, totals_of};
use journey::vat::{VatGroup, spread};
use std::collections::BTreeMap;
use values::money::{BasisPoints, Cents};

/// A paper, for what it is weighed by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighed<'a> {
    pub id: i64,
    pub kind: InvoiceKind,
    /// The invoice that a credit note takes back, and its kind.
    pub credited: Option<(i64, InvoiceKind)>,
    pub order: Option<i64>,
    pub groups: &'a [VatGroup],
}

/// The portions of papers read so far, in order of issue, and the lines of their orders.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    known: BTreeMap<i64, Vec<Portion>>,
    orders: BTreeMap<i64, Vec<PortionLine>>,
}

impl Weights {
    pub(crate) fn keep(&mut self, invoice: i64, portions: &[Portion]) {
        self.known.insert(invoice, portions.to_vec());
    }

    /// The lines by which that paper is spread.
    pub(crate) fn of(&mut self, ask: &Ask, paper: Weighed) -> Result<Vec<PortionLine>> {
        let own = || Ok(lines(&read_lines(ask.db, LinesOf::Invoice(paper.id))?));
        if let Some((credited, kind)) = paper.credited {
            let of_invoice = self.known.get(&credited).filter(|_| is_part(kind));
            return of_invoice.map_or_else(own, |portions| Ok(portions.iter().map(line_of).collect()));
        }
        if is_part(paper.kind)
            && let Some(order) = paper.order
        {
            return self.of_order(ask, order);
        }
        Ok(weighed(&own()?, paper.groups, &self.deducted(ask, paper.id)?))
    }

    fn of_order(&mut self, ask: &Ask, order: i64) -> Result<Vec<PortionLine>> {
        if let Some(known) = self.orders.get(&order) {
            return Ok(known.clone());
        }
        let (agreed, discount) = agreed_lines(ask, order)?;
        let found = weighed(&lines(&agreed), &totals_of(&agreed, discount).groups, &[]);
        self.orders.insert(order, found.clone());
        Ok(found)
    }

    /// What the parts that an invoice deducts asked of each kind.
    fn deducted(&self, ask: &Ask, invoice: i64) -> Result<Vec<Portion>> {
        let mut statement = ask.db.prepare_cached(
            "SELECT deducted, rate, net FROM invoice_deduction WHERE invoice = ?1 ORDER BY id",
        )?;
        let mut rows = statement.query([invoice])?;
        let mut all = Vec::new();
        while let Some(r) = rows.next()? {
            let (rate, net) = (BasisPoints(r.get("rate")?), Cents(r.get("net")?));
            let part = self.known.get(&r.get("deducted")?).map_or(&[][..], Vec::as_slice);
            let of_rate: Vec<&Portion> = part.iter().filter(|one| one.rate == rate).collect();
            let nets: Vec<Cents> = of_rate.iter().map(|one| one.net).collect();
            let each = of_rate.into_iter().zip(spread(net, &nets));
            all.extend(each.map(|(portion, net)| Portion { net, ..*portion }));
        }
        Ok(all)
    }
}

fn is_part(kind: InvoiceKind) -> bool {
    match kind {
        InvoiceKind::Deposit | InvoiceKind::Progress => true,
        InvoiceKind::Balance | InvoiceKind::Standalone | InvoiceKind::Elsewhere | InvoiceKind::CreditNote => {
            false
        }
    }
}

fn lines(lines: &[Line]) -> Vec<PortionLine> {
    let counted = lines.iter().filter(|line| !line.optional);
    counted
        .map(|line| PortionLine {
            rate: line.vat_rate,
            nature: line.nature,
            activity: line.activity,
            net: line.net,
        })
        .collect()
}

fn line_of(portion: &Portion) -> PortionLine {
    let Portion { rate, nature, activity, net, .. } = *portion;
    PortionLine { rate, nature, activity, net }
}
