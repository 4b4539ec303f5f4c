//! The account of a formal notice: each invoice that it claims, with its charges worked out to the day.

use crate::sending::claimed::Claimed;
use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use documents::paper::notice::{NoticeAccount, NoticeLine};
use journey::charges::ChargesRegime;
use journey::law::HalfYear;
use records::charges::Charged;
use records::contact::card;
use records::invoice_row;
use std::collections::BTreeSet;
use values::money::Cents;

/// What was claimed or given up before is not claimed again; a half-year without a known rate is named.
pub(super) fn account(ask: &Ask, claimed: &Claimed) -> Result<NoticeAccount> {
    let (mut lines, mut unknown, mut before) = (Vec::new(), BTreeSet::new(), Cents::ZERO);
    let regime = ChargesRegime::of(card(ask, claimed.lead().client)?.kind);
    for one in &claimed.invoices {
        let mut charged = Charged::of(ask, invoice_row::issued(ask, one.row.id)?)?;
        // What is contested bears interest, and is not claimed with the rest.
        charged.debt = charged.debt.without(one.contested);
        let told = charged.on(ask.today);
        lines.push(NoticeLine {
            number: one.row.number.clone(),
            issued_on: one.row.issued_on,
            due_on: one.row.due_on,
            open: one.amount,
            interest: told.left.interest,
            indemnity: told.left.indemnity,
            periods: charged.unclaimed(&told.interest),
        });
        unknown.extend(told.interest.unknown.iter().map(|rate| HalfYear::first_day(rate.half)));
        before += charged.owed();
    }
    let unknown: Vec<NaiveDate> = unknown.into_iter().collect();
    Ok(NoticeAccount { on: ask.today, regime, lines, unknown, claimed: before })
}
