//! The account of a formal notice: each invoice that it claims, with its charges worked out to the day.

use crate::sending::claimed::Claimed;
use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use documents::paper::interest::ChargedDays;
use documents::paper::notice::{NoticeAccount, NoticeLine};
use journey::charges::{ChargesRegime, InterestPeriod};
use journey::law::HalfYear;
use records::charges::Charged;
use records::invoice_row;
use std::collections::BTreeSet;
use values::money::Cents;

/// What was claimed or given up before is not claimed again; a half-year without a known rate is named.
pub(super) fn account(ask: &Ask, claimed: &Claimed) -> Result<NoticeAccount> {
    let (mut lines, mut unknown, mut before) = (Vec::new(), BTreeSet::new(), Cents::ZERO);
    let mut regime = ChargesRegime::Professional;
    for one in &claimed.invoices {
        let charged = Charged::of(ask, invoice_row::issued(ask, one.row.id)?)?;
        let told = charged.on(ask.today);
        let until = charged.closed().iter().map(|closed| closed.until).max();
        let periods = told.interest.periods.iter().filter(|period| until.is_none_or(|day| day < period.from));
        lines.push(NoticeLine {
            number: one.row.number.clone(),
            issued_on: one.row.issued_on,
            due_on: one.row.due_on,
            open: one.amount,
            interest: told.left.interest,
            indemnity: told.left.indemnity,
            periods: periods.map(days).collect(),
        });
        unknown.extend(told.interest.unknown.iter().map(|rate| HalfYear::first_day(rate.half)));
        before += charged.owed();
        regime = charged.terms.regime;
    }
    let unknown: Vec<NaiveDate> = unknown.into_iter().collect();
    Ok(NoticeAccount { on: ask.today, regime, lines, unknown, claimed: before })
}

fn days(period: &InterestPeriod) -> ChargedDays {
    ChargedDays {
        from: period.from,
        to: period.to,
        days: period.days(),
        base: period.base,
        rate: period.rate,
        amount: period.amount(),
    }
}
