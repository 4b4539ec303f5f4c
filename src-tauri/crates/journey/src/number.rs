//! Numbers of papers: one yearly series per kind, gapless, taken only when a paper is issued.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    let mut parts = number.trim().split('-');
    let (prefix, year, n) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || n.is_empty() || !n.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((Series::from_prefix(prefix)?, year.parse().ok()?, n.parse().ok()?))
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
}
