//! What every list can be narrowed by: a period, amounts, a client's tag; and how much of it is asked at a time.

use crate::walk::Test;
use books::act::Ask;
use books::entry::{Empty, PAGE};
use books::error::Result;
use chrono::{Datelike, Days, Months, NaiveDate};
use records::index::{CLIENTS, HitKind, rank};
use records::{searched, slips};
use rusqlite::params;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;

/// The way of an order; a list has its own for each column where none is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Up,
    Down,
}

/// A period by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Month,
    LastMonth,
    Quarter,
    Year,
    LastYear,
}

impl Period {
    fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let month = today.with_day(1).unwrap_or(today);
        let year = month.with_month(1).unwrap_or(month);
        let months = |from: NaiveDate, count: u32| {
            let next = from.checked_add_months(Months::new(count)).unwrap_or(from);
            (from, next.checked_sub_days(Days::new(1)).unwrap_or(next))
        };
        let ago = |from: NaiveDate, count: u32| from.checked_sub_months(Months::new(count)).unwrap_or(from);
        match self {
            Period::Month => months(month, 1),
            Period::LastMonth => months(ago(month, 1), 1),
            Period::Quarter => months(ago(month, month.month0() % 3), 3),
            Period::Year => months(year, 12),
            Period::LastYear => months(ago(year, 12), 12),
        }
    }
}

/// Rows at most: a page, or as many as were shown before one left.
pub fn most(asked: Option<u16>) -> usize {
    asked.map_or(PAGE, |most| usize::from(most).clamp(1, 1000))
}

/// The days of a column, by the name of a period or by two days as typed.
pub fn days(
    column: &str,
    today: NaiveDate,
    period: Option<Period>,
    from: &str,
    to: &str,
) -> Result<Option<Test>> {
    let near = Near::Past(today);
    let (typed_from, typed_to) =
        (input::optional_day("from", from, near)?, input::optional_day("to", to, near)?);
    if let (Some(from), Some(to)) = (typed_from, typed_to)
        && to < from
    {
        return Err(Refusal::at("to", "La période finit avant de commencer.").into());
    }
    let named = period.map(|period| period.days(today));
    let from = typed_from.or(named.map(|days| days.0));
    let to = typed_to.or(named.map(|days| days.1));
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let text = |day: Option<NaiveDate>, none: &str| Value::Text(day.map_or(none.into(), |d| d.to_string()));
    Ok(Some(Test::new(
        &format!("~{column} BETWEEN ? AND ?"),
        vec![text(from, "0000"), text(to, "9999-12-31")],
    )))
}

/// Between two amounts as typed, whatever their sign.
pub fn amounts(column: &str, from: &str, to: &str) -> Result<Option<Test>> {
    let typed = |field: &str, text: &str| -> Result<Option<Cents>> {
        if text.trim().is_empty() { Ok(None) } else { Ok(Some(input::amount(field, text)?)) }
    };
    let (from, to) = (typed("amount_from", from)?, typed("amount_to", to)?);
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let (least, most) = (from.map_or(0, |c| c.0), to.map_or(i64::MAX - 1, |c| c.0));
    if most < least {
        return Err(Refusal::at("amount_to", "Ce montant est plus petit que le premier.").into());
    }
    let values = [least, most, -most, -least].map(Value::Integer).to_vec();
    Ok(Some(Test::new(&format!("(~{column} BETWEEN ? AND ? OR ~{column} BETWEEN ? AND ?)"), values)))
}

/// Clients who carry a tag; `client` is the column that names them.
pub fn tagged(ask: &Ask, client: &str, tag: &str) -> Result<Option<Test>> {
    /// Beyond, cards are looked at as the list is walked.
    const MANY: i64 = 500;
    let tag = input::line("tag", tag, 60)?;
    if tag.is_empty() {
        return Ok(None);
    }
    if let Some(words) = searched::expression(&tag) {
        let found: Vec<i64> = ask
            .db
            .prepare_cached(
                "SELECT c.id FROM search_index s JOIN client c ON c.id = s.ref
                 WHERE s.search_index MATCH ?1 AND s.rowid >= ?2
                   AND EXISTS (SELECT 1 FROM json_each(c.card, '$.tags') WHERE value = ?3) LIMIT ?4",
            )?
            .query_map(params![words, CLIENTS, tag, MANY], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        if i64::try_from(found.len()).is_ok_and(|found| found < MANY) {
            return Ok(Some(Test::new(
                &format!("~{client} IN (SELECT value FROM json_each(?))"),
                vec![Value::Text(json!(found).to_string())],
            )));
        }
    }
    let carries = format!(
        "EXISTS (SELECT 1 FROM client t, json_each(t.card, '$.tags') g WHERE t.id = {client} AND g.value = ?)"
    );
    Ok(Some(Test::new(&carries, vec![Value::Text(tag)])))
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Tags {
    pub tags: Vec<String>,
}

/// Every tag, by name.
pub fn tags(ask: &Ask, _: Empty) -> Result<Tags> {
    let tags = ask
        .db
        .prepare_cached(
            "SELECT DISTINCT g.value FROM client c, json_each(c.card, '$.tags') g
             WHERE c.erased_on IS NULL ORDER BY g.value COLLATE NOCASE LIMIT 200",
        )?
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Tags { tags })
}

/// Clients found by words, or else one slip of a finger away; none where nothing that can be looked for was typed.
pub fn found(ask: &Ask, search: &str) -> Result<Option<Test>> {
    let Some(mut words) = searched::expression(search) else { return Ok(None) };
    let first = rank(HitKind::Client, 0);
    let as_typed: bool = ask
        .db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH ?1 AND rowid >= ?2)",
        )?
        .query_row(params![words, first], |r| r.get(0))?;
    if !as_typed && let Some(near) = slips::nearly(search) {
        words = near;
    }
    // By their places alone: a word that stands on every paper is not sought again for each client.
    Ok(Some(Test::either(
        &format!(
            "c.id IN (SELECT (rowid - {first}) / 8 FROM search_index WHERE search_index MATCH ? AND rowid >= {first} LIMIT 501)"
        ),
        &format!(
            "{first} + 8 * c.id IN (SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= {first})"
        ),
        vec![Value::Text(words)],
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_whole_months_quarters_and_years() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let of = |period: Period| {
            let (from, to) = period.days(day("2026-03-31"));
            format!("{from} {to}")
        };
        assert_eq!(of(Period::Month), "2026-03-01 2026-03-31");
        assert_eq!(of(Period::LastMonth), "2026-02-01 2026-02-28");
        assert_eq!(of(Period::Quarter), "2026-01-01 2026-03-31");
        assert_eq!(of(Period::Year), "2026-01-01 2026-12-31");
        assert_eq!(of(Period::LastYear), "2025-01-01 2025-12-31");
    }
}
