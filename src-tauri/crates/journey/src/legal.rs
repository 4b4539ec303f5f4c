//! Legal data, dated: wordings, VAT rates. French law moves every year; a paper reads the entry in force on its day.
//!
//! The tables stand in `assets/legal`, each row with its source.

use chrono::NaiveDate;
use values::money::BasisPoints;

const WORDINGS: &str = include_str!("../../../../assets/legal/wordings.tsv");

const VAT_RATES: &str = include_str!("../../../../assets/legal/vat_rates.tsv");

const PERSONAL_DATA: &str = include_str!("../../../../assets/legal/personal_data.tsv");

const RETENTION: &str = include_str!("../../../../assets/legal/retention.tsv");

/// The wording of `code` in force on `day`; empty if the table has none.
#[must_use]
pub fn wording(code: &str, day: NaiveDate) -> &'static str {
    rows(WORDINGS)
        .find(|row| row.first() == Some(&code) && in_force(row.get(2), row.get(3), day))
        .and_then(|row| row.get(1).copied())
        .unwrap_or_default()
}

/// VAT rates in force on `day`, highest first.
#[must_use]
pub fn vat_rates(day: NaiveDate) -> Vec<BasisPoints> {
    rows(VAT_RATES)
        .filter(|row| in_force(row.get(1), row.get(2), day))
        .filter_map(|row| row.first()?.parse().ok().map(BasisPoints))
        .collect()
}

/// How long something may be kept, or must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub years: u32,
    /// « Factures et avoirs ».
    pub what: &'static str,
    /// « la clôture de l’exercice ».
    pub counted_from: &'static str,
    pub source: &'static str,
}

/// The term of `code` in force on `day`.
#[must_use]
pub fn retention(code: &str, day: NaiveDate) -> Option<Term> {
    let row =
        rows(RETENTION).find(|row| row.first() == Some(&code) && in_force(row.get(4), row.get(5), day))?;
    Some(Term {
        years: row.get(1)?.parse().ok()?,
        what: row.get(2)?,
        counted_from: row.get(3)?,
        source: row.get(6)?,
    })
}

/// What whoever asks for their data is told of it on that day: (« Vos droits », the sentence).
#[must_use]
pub fn told_of_data(day: NaiveDate) -> Vec<(&'static str, &'static str)> {
    rows(PERSONAL_DATA)
        .filter(|row| in_force(row.get(2), row.get(3), day))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect()
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split('\t').collect())
}

fn in_force(from: Option<&&str>, to: Option<&&str>, day: NaiveDate) -> bool {
    let date = |text: Option<&&str>| text.and_then(|t| t.parse::<NaiveDate>().ok());
    date(from).is_none_or(|from| from <= day) && date(to).is_none_or(|to| day <= to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn the_franchise_wording_follows_the_law_of_its_day() {
        assert!(wording("franchise", day(2026, 12, 31)).contains("293 B"));
        assert!(wording("franchise", day(2027, 1, 1)).contains("L. 223-3"));
    }

    #[test]
    fn every_wording_has_its_columns_and_readable_dates() {
        for row in rows(WORDINGS) {
            assert_eq!(row.len(), 7, "{row:?}");
            for date in [row[2], row[3]] {
                assert!(date.is_empty() || date.parse::<NaiveDate>().is_ok(), "{row:?}");
            }
            assert!(!row[4].is_empty(), "{row:?} has no source");
        }
    }

    #[test]
    fn every_row_says_when_it_was_read_and_until_when_its_source_was_checked() {
        for table in [WORDINGS, VAT_RATES, PERSONAL_DATA, RETENTION] {
            for row in rows(table) {
                let [.., read_on, checked_until] = row[..] else { panic!("{row:?}") };
                let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_else(|_| panic!("{row:?}"));
                assert!(day(checked_until) <= day(read_on), "{row:?}");
            }
        }
    }

    #[test]
    fn each_wording_is_translated_for_as_long_as_it_holds_and_says_so() {
        let all: Vec<_> = rows(WORDINGS).collect();
        for row in &all {
            let Some(code) = row[0].strip_suffix(".en") else {
                let english = format!("{}.en", row[0]);
                assert!(all.iter().any(|r| r[0] == english && r[2..4] == row[2..4]), "{row:?}");
                continue;
            };
            let french = all.iter().find(|r| r[0] == code && r[2..4] == row[2..4]).unwrap();
            assert!(row[4].starts_with("translation of the French wording"), "{row:?}");
            assert!(row[4].ends_with(french[4]), "{row:?} names another source than {french:?}");
            assert_eq!(row[1].contains("{jours}"), french[1].contains("{jours}"), "{row:?}");
            let plain = row[1].replace('…', "");
            assert!(!plain.chars().any(|c| c.is_alphabetic() && !c.is_ascii()), "{row:?}");
        }
    }

    #[test]
    fn every_term_says_how_long_from_when_and_after_which_text() {
        for row in rows(RETENTION) {
            assert_eq!(row.len(), 9, "{row:?}");
            let term = retention(row[0], day(2026, 11, 22)).unwrap();
            assert!(term.years > 0 && !term.what.is_empty() && !term.source.is_empty(), "{row:?}");
        }
        assert_eq!(retention("voucher", day(2026, 11, 22)).unwrap().years, 10);
        assert_eq!(retention("nothing", day(2026, 11, 22)), None);
    }

    #[test]
    fn whoever_asks_for_their_data_is_told_why_and_of_their_rights() {
        for row in rows(PERSONAL_DATA) {
            assert!(row.len() == 7 && row[4].starts_with("RGPD"), "{row:?}");
        }
        let told = told_of_data(day(2026, 11, 22));
        assert!(told.iter().any(|(what, text)| *what == "Vos droits" && text.contains("CNIL")), "{told:?}");
    }

    #[test]
    fn rates_come_highest_first() {
        let rates: Vec<i64> = vat_rates(day(2026, 11, 22)).iter().map(|r| r.0).collect();
        assert_eq!(rates, [2000, 1000, 550, 210, 0]);
    }
}
