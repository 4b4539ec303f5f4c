//! The VAT of an order: that of the day of the work; what the agreement said of it is asked about where it changed.

use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use journey::law::Law;
use journey::order::vat_change::{
    Chosen, InvoicedPart, Keep, VatSettled, applied, explained, question, settle, troubled,
};
use journey::quote::totals_of;
use journey::sale::Sale;
use journey::vat::Totals;
use records::basis::Basis;
use records::settings;
use values::money::BasisPoints;
use values::problem::Problem;
use values::refusal::Refusal;

/// The day that decides: that on which the work was delivered, or today while it goes on.
pub fn day_of(ask: &Ask, basis: &Basis) -> NaiveDate {
    basis.facts.delivered_on.unwrap_or(ask.today).min(ask.today)
}

/// The seller as they stand on that day, with the reasons that the parties give; what changed since the agreement is
/// a problem. Answers how VAT stands, in sentences.
pub fn of_the_day(ask: &Ask, basis: &mut Basis, problems: &mut Vec<Problem>) -> Result<Vec<String>> {
    let day = day_of(ask, basis);
    let law = settings::law(ask)?;
    basis.seller = settings::seller_on(ask, day)?;
    let sale = Sale::of(day, &law, basis.seller.as_ref(), &basis.buyer);
    if let Some(asked) = asked(basis, &sale) {
        problems.push(Problem::blocks("vat", asked));
        return Ok(Vec::new());
    }
    let said = sale.sentences(basis.lines.iter().map(|line| line.nature));
    basis.lines = explained(std::mem::take(&mut basis.lines), &sale);
    Ok(said)
}

/// What is asked of an order whose VAT changed, with what either way costs.
fn asked(basis: &Basis, sale: &Sale) -> Option<String> {
    let troubled = troubled(&basis.lines, sale);
    let (rank, why) = troubled.first()?;
    let nature = basis.lines.get(*rank)?.nature;
    let usual = sale.of_nature(nature).usual;
    let ways =
        [Keep::Net, Keep::Gross].map(|keep| whole(basis, sale, Chosen { keep, rate: usual, reason: "" }));
    Some(match ways {
        [Ok((_, net)), Ok((_, gross))] => question(why, &basis.whole, &net, &gross),
        [Err(refusal), _] | [_, Err(refusal)] => refusal.message,
    })
}

/// An order with a way of going on: as it is kept, and what it then comes to.
pub fn whole(basis: &Basis, sale: &Sale, chosen: Chosen) -> Result<(VatSettled, Totals), Refusal> {
    let standing: Vec<InvoicedPart> = basis
        .deposits
        .iter()
        .map(|d| InvoicedPart { kind: d.kind, number: &d.number, groups: &d.groups })
        .collect();
    let settled = settle(&basis.lines, basis.discount, sale, &standing, chosen)?;
    let totals = totals_of(&applied(basis.lines.clone(), &settled), basis.discount);
    Ok((settled, totals))
}

/// Who sells to whom on the day that decides of an order.
pub fn sale_of<'a>(ask: &Ask, basis: &'a Basis, law: &'a Law) -> Result<Sale<'a>> {
    let day = day_of(ask, basis);
    let seller = settings::seller_on(ask, day)?;
    Ok(Sale::of(day, law, seller.as_ref(), &basis.buyer))
}

/// The rate that lines which changed would take by themselves.
#[must_use]
pub fn usual(basis: &Basis, sale: &Sale) -> BasisPoints {
    let troubled = troubled(&basis.lines, sale);
    let line = troubled.first().and_then(|(rank, _)| basis.lines.get(*rank));
    line.map_or(BasisPoints(0), |line| sale.of_nature(line.nature).usual)
}
