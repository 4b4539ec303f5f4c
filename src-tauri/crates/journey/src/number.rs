//! Numbers of papers: one yearly series per kind, gapless, taken only when a paper is issued.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::letters;

/// A series of numbers. Credit notes have their own, all other invoices share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Series {
    Quote,
    Order,
    Invoice,
    CreditNote,
}

impl Series {
    pub const ALL: [Series; 4] = [Series::Quote, Series::Order, Series::Invoice, Series::CreditNote];

    /// « La dernière facture », as a sentence begins.
    #[must_use]
    pub fn last_one(self) -> &'static str {
        match self {
            Series::Quote => "Le dernier devis",
            Series::Order => "La dernière commande",
            Series::Invoice => "La dernière facture",
            Series::CreditNote => "Le dernier avoir",
        }
    }

    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Series::Quote => "D",
            Series::Order => "CO",
            Series::Invoice => "F",
            Series::CreditNote => "A",
        }
    }

    #[must_use]
    pub fn from_prefix(prefix: &str) -> Option<Series> {
        Series::ALL.into_iter().find(|series| series.prefix() == prefix)
    }
}

/// `F-2026-0035`: at most 35 characters of `A-Za-z0-9-`.
#[must_use]
pub fn written(series: Series, year: i32, n: i64) -> String {
    format!("{}-{year}-{n:04}", series.prefix())
}

/// Series, year and rank of a written number.
#[must_use]
pub fn read(number: &str) -> Option<(Series, i32, i64)> {
    let number = letters::code(number).replace(['‐', '‑', '–'], "-").to_uppercase();
    let mut parts = number.split('-');
    let (prefix, year, n) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || n.is_empty() || !n.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((Series::from_prefix(prefix)?, year.parse().ok()?, n.parse().ok()?))
}

/// A numbered paper as its row says, which may have been edited into anything.
#[derive(Clone, Copy, Debug)]
pub struct Numbered<'a> {
    /// The series' prefix.
    pub series: &'a str,
    pub year: i64,
    pub n: i64,
    /// As printed.
    pub number: &'a str,
    /// ISO day of issue; empty where it is no longer known.
    pub day: &'a str,
}

/// What must hold of every number, in French, for whatever does not: gapless from the first of its series and year or
/// from where it resumes (`resumed`: the number before was given out elsewhere), dated in order, written as its series
/// writes. `before` is the paper before it in its series and year.
#[must_use]
pub fn faults(before: Option<Numbered>, this: Numbered, resumed: bool) -> Vec<String> {
    let number = this.number;
    let mut found = Vec::new();
    if this.n != before.map_or(0, |b| b.n).saturating_add(1) && !resumed {
        found.push(format!("il manque un numéro avant {number}"));
    }
    if before.is_some_and(|b| !dated_in_order(b.day, this.day)) {
        found.push(format!("{number} est daté avant le numéro qui le précède"));
    }
    let series = Series::from_prefix(this.series).zip(i32::try_from(this.year).ok());
    if series.map(|(series, year)| written(series, year, this.n)).as_deref() != Some(number) {
        found.push(format!("{number} ne correspond pas à sa série"));
    }
    found
}

/// No paper is dated before the one before it in its series. Both are ISO days, which order as texts do, or empty where
/// the day is no longer known.
#[must_use]
pub fn dated_in_order(before: &str, this: &str) -> bool {
    this.is_empty() || before <= this
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back() {
        assert_eq!(written(Series::Invoice, 2026, 35), "F-2026-0035");
        assert_eq!(read("F-2026-0035"), Some((Series::Invoice, 2026, 35)));
        assert_eq!(read("CO-2026-12345"), Some((Series::Order, 2026, 12345)));
        assert_eq!(read("F-26-0035"), None);
        assert_eq!(read("X-2026-0001"), None);
    }
    #[test]
    fn a_number_follows_the_one_before_it() {
        let paper =
            |n, number: &'static str, day: &'static str| Numbered { series: "F", year: 2026, n, number, day };
        let first = paper(1, "F-2026-0001", "2026-11-20");
        let next = paper(2, "F-2026-0002", "2026-11-20");
        let sound: [String; 0] = [];
        assert_eq!(faults(None, first, false), sound);
        assert_eq!(faults(Some(first), next, false), sound);
        assert_eq!(faults(None, next, true), sound, "resumed after numbers given elsewhere");
        assert_eq!(faults(None, next, false), ["il manque un numéro avant F-2026-0002"]);
        let early = paper(2, "F-2026-0002", "2026-11-19");
        assert_eq!(
            faults(Some(first), early, false),
            ["F-2026-0002 est daté avant le numéro qui le précède"]
        );
        let misspelt = paper(2, "F-2026-2", "2026-11-20");
        assert_eq!(faults(Some(first), misspelt, false), ["F-2026-2 ne correspond pas à sa série"]);
    }
}
