//! How one keeps books, as it was chosen.

use books::act::Ask;
use books::entry::Empty;
use books::error::Result;
use journey::accounting::choices::{AccountUse, SetAccounting, TypedAccount};
use journey::accounting::span::{Rhythm, Span};
use records::accounting::choices;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::words::typed_date;

/// An account of the plan.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AccountRow {
    pub usage: AccountUse,
    pub name: String,
    /// What holds where nothing is typed.
    pub usual: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AccountingView {
    /// As it would be typed again.
    pub chosen: SetAccounting,
    pub accounts: Vec<AccountRow>,
    /// Spans that one looks at, the usual one first.
    pub spans: Vec<NamedSpan>,
}

/// A span of days by its name.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct NamedSpan {
    /// « 4e trimestre 2026 »
    pub label: String,
    /// As they would be typed.
    pub from: String,
    pub to: String,
}

/// This year so far, this quarter and this month, and those before.
fn spans(ask: &Ask) -> Vec<NamedSpan> {
    let year = Span::year_of(ask.today);
    let before = |span: Span| span.from.pred_opt();
    let (quarter, month) = (Rhythm::Quarter.span_of(ask.today), Rhythm::Month.span_of(ask.today));
    let all = [
        Some(year),
        Some(quarter),
        before(quarter).map(|day| Rhythm::Quarter.span_of(day)),
        Some(month),
        before(month).map(|day| Rhythm::Month.span_of(day)),
        before(year).map(Span::year_of),
    ];
    all.into_iter()
        .flatten()
        .map(|span| NamedSpan { label: span.french(), from: typed_date(span.from), to: typed_date(span.to) })
        .collect()
}

pub fn accounting(ask: &Ask, _: Empty) -> Result<AccountingView> {
    let known = choices(ask)?;
    let typed = |usage: AccountUse| TypedAccount { usage, number: known.account(usage).to_owned() };
    Ok(AccountingView {
        spans: spans(ask),
        chosen: SetAccounting {
            urssaf: known.urssaf,
            vat: known.vat,
            began_on: known.began_on.map(typed_date).unwrap_or_default(),
            pays_income_tax: known.pays_income_tax,
            cipav: known.cipav,
            acre: known.acre,
            registered_as: known.registered_as,
            place: known.place,
            accounts: AccountUse::ALL.into_iter().map(typed).collect(),
        },
        accounts: AccountUse::ALL
            .into_iter()
            .map(|usage| {
                let (usual, name) = usage.usual();
                AccountRow { usage, name: name.to_owned(), usual: usual.to_owned() }
            })
            .collect(),
    })
}
