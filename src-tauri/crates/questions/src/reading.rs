//! What a field understands of what is typed in it, before anything is sent: the page has no reader of its own.

use books::act::Ask;
use books::error::Result;
use chrono::{NaiveDate, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::{self, Near};
use values::number::{self, Kind};
use values::refusal::{Reading, Refusal};
use values::words;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// A day that has come.
    Past,
    /// A day to come.
    Coming,
    Amount,
    Price,
    Quantity,
    Percent,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    pub text: String,
    pub holds: Holds,
    /// So many days later, or earlier; where nothing is typed yet, from today.
    #[serde(default)]
    #[ts(optional, as = "Option<i32>")]
    pub step: i32,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct Understood {
    /// What to show in the field once it is left: `15/12/2026`, `1 450,00`. None where nothing was understood.
    pub set: Option<String>,
    pub day: Option<NaiveDate>,
    /// « vendredi 15 décembre 2026 »
    pub said: String,
    /// What was typed may mean each of these.
    pub readings: Vec<Reading>,
    /// Why nothing was understood.
    pub refused: Option<String>,
}

pub fn understood(ask: &Ask, typed: Typed) -> Result<Understood> {
    let read = match typed.holds {
        Holds::Past => whole_day(&typed, Near::Past(ask.today)),
        Holds::Coming => whole_day(&typed, Near::Coming(ask.today)),
        Holds::Amount => number(&typed, Kind::Amount),
        Holds::Price => number(&typed, Kind::Price),
        Holds::Quantity => number(&typed, Kind::Quantity),
        Holds::Percent => number(&typed, Kind::Percent),
    };
    if typed.text.trim().is_empty() && typed.step == 0 {
        return Ok(Understood::default());
    }
    Ok(read.unwrap_or_else(|refusal| Understood {
        readings: refusal.readings,
        refused: Some(refusal.message),
        ..Understood::default()
    }))
}

fn whole_day(typed: &Typed, near: Near) -> std::result::Result<Understood, Refusal> {
    let text = if typed.text.trim().is_empty() { "aujourd'hui" } else { typed.text.as_str() };
    let read = day::read("", text, near)?;
    let day = read.checked_add_signed(TimeDelta::days(i64::from(typed.step))).unwrap_or(read);
    Ok(Understood {
        set: Some(words::typed_date(day)),
        day: Some(day),
        said: format!("{} {}", words::weekday(day), words::long_date(day)),
        ..Understood::default()
    })
}

fn number(typed: &Typed, kind: Kind) -> std::result::Result<Understood, Refusal> {
    let value = number::read("", &typed.text, kind)?;
    Ok(Understood { set: Some(kind.bare(value)), ..Understood::default() })
}
