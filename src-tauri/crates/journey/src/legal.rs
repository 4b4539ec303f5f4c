//! Legal data, dated: wordings, VAT rates. French law moves every year; a paper reads the entry in force on its day.
//!
//! The tables stand in `assets/legal`, each row with its source.

use crate::language::{LANGUAGES, Language};
use chrono::NaiveDate;
use values::money::BasisPoints;

const WORDINGS: &str = include_str!("../../../../assets/legal/wordings.tsv");

const VAT_RATES: &str = include_str!("../../../../assets/legal/vat_rates.tsv");

const PAYMENT_CEILINGS: &str = include_str!("../../../../assets/legal/payment_ceilings.tsv");

const PERSONAL_DATA: &str = include_str!("../../../../assets/legal/personal_data.tsv");

const VAT_REASONS: &str = include_str!("../../../../assets/legal/vat_reasons.tsv");

const COUNTRIES: &str = include_str!("../../../../assets/legal/countries.tsv");

const INTEREST_RATES: &str = include_str!("../../../../assets/legal/interest_rates.tsv");

const RETENTION: &str = include_str!("../../../../assets/legal/retention.tsv");

/// From when until when a row holds, where it was read, and how far that was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub source: &'static str,
    pub read_on: &'static str,
    pub checked_until: &'static str,
}

impl Dates {
    pub(crate) fn of(columns: &[&'static str]) -> Option<Dates> {
        let [from, to, source, read_on, checked_until] = *columns.first_chunk()?;
        Some(Dates { from: from.parse().ok(), to: to.parse().ok(), source, read_on, checked_until })
    }

    #[must_use]
    pub fn holds_on(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A legal wording, in French; its translations stand under `code.en`, `code.de`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordingRow {
    pub code: &'static str,
    pub text: &'static str,
    pub dates: Dates,
}

/// Every wording in French, in the order of the table.
pub fn wordings() -> impl Iterator<Item = WordingRow> {
    in_every_language().filter(|row| !row.code.contains('.'))
}

fn in_every_language() -> impl Iterator<Item = WordingRow> {
    rows(WORDINGS).filter_map(|row| {
        Some(WordingRow { code: row.first()?, text: row.get(1)?, dates: Dates::of(row.get(2..)?)? })
    })
}

/// The wording of `code` in force on `day`; empty if the table has none.
#[must_use]
pub fn wording(code: &str, day: NaiveDate) -> &'static str {
    in_every_language().find(|row| row.code == code && row.dates.holds_on(day)).map_or("", |row| row.text)
}

impl Language {
    /// The legal wording of `code` in force on `day`; in French where it has no translation.
    #[must_use]
    pub fn wording(self, code: &str, day: NaiveDate) -> &'static str {
        let translated = wording(&self.key(code), day);
        if translated.is_empty() { wording(code, day) } else { translated }
    }
}

/// What the longest delay of payment is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedFrom {
    Invoice,
    Delivery,
    /// The end of the month of the delivery.
    DeliveryMonth,
}

/// The longest delay of payment that the law allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ceiling {
    pub code: &'static str,
    /// « Entre professionnels »
    pub what: &'static str,
    pub days: i64,
    /// Days of an end of month that may be agreed instead.
    pub month_end_days: Option<i64>,
    pub counted_from: CountedFrom,
    pub source: &'static str,
}

impl Ceiling {
    /// Where the table has none.
    pub const PRUDENT: Ceiling = Ceiling {
        code: "",
        what: "",
        days: 30,
        month_end_days: None,
        counted_from: CountedFrom::Invoice,
        source: "",
    };
}

/// The longest delays in force on `day`.
#[must_use]
pub fn payment_ceilings(day: NaiveDate) -> Vec<Ceiling> {
    rows(PAYMENT_CEILINGS)
        .filter_map(|row| {
            let dates = Dates::of(row.get(5..)?)?;
            dates.holds_on(day).then_some(())?;
            Some(Ceiling {
                code: row.first()?,
                what: row.get(1)?,
                days: row.get(2)?.parse().ok()?,
                month_end_days: row.get(3)?.parse().ok(),
                counted_from: match *row.get(4)? {
                    "invoice" => CountedFrom::Invoice,
                    "delivery" => CountedFrom::Delivery,
                    "delivery_month" => CountedFrom::DeliveryMonth,
                    _ => return None,
                },
                source: dates.source,
            })
        })
        .collect()
}

/// Is it the code of a longest delay, in force or not?
#[must_use]
pub fn is_ceiling(code: &str) -> bool {
    rows(PAYMENT_CEILINGS).any(|row| row.first() == Some(&code))
}

/// A VAT rate of a territory, dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateRow {
    pub territory: &'static str,
    pub rate: BasisPoints,
    pub dates: Dates,
}

/// Every VAT rate, in the order of the table: the standard one of a territory first.
pub fn vat_rates() -> impl Iterator<Item = RateRow> {
    rows(VAT_RATES).filter_map(|row| {
        let rate = BasisPoints(row.get(1)?.parse().ok()?);
        Some(RateRow { territory: row.first()?, rate, dates: Dates::of(row.get(2..)?)? })
    })
}

/// A rate that interest on late payment refers to, of one half-year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InterestRow {
    /// `ecb_refinancing` or `legal_professional`.
    pub code: &'static str,
    /// A year.
    pub rate: BasisPoints,
    pub dates: Dates,
}

/// Every such rate, by code and half-year.
pub fn interest_rates() -> impl Iterator<Item = InterestRow> {
    rows(INTEREST_RATES).filter_map(|row| {
        let rate = BasisPoints(row.get(1)?.parse().ok()?);
        Some(InterestRow { code: row.first()?, rate, dates: Dates::of(row.get(2..)?)? })
    })
}

/// Why an operation bears no VAT, or bears that of France though its buyer is abroad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReasonRow {
    pub code: &'static str,
    /// `exempt`, `reverse_charge`…
    pub category: &'static str,
    /// `zero`, or `taxed` where it explains that French VAT is charged.
    pub on: &'static str,
    /// `service`, `goods` or `both`.
    pub nature: &'static str,
    /// To choose it by.
    pub label: &'static str,
    /// In the order of `Language::ALL`.
    pub texts: [&'static str; LANGUAGES],
    pub dates: Dates,
    /// Its code in electronic invoices, where it is exempt by an article that has one.
    pub vatex: &'static str,
}

/// Every reason, in the order of the table.
pub fn vat_reasons() -> impl Iterator<Item = ReasonRow> {
    rows(VAT_REASONS).filter_map(|row| {
        let ([code, category, on, nature, label], row) = row.split_first_chunk()?;
        let (texts, row) = row.split_first_chunk::<LANGUAGES>()?;
        let (dates, vatex) = (Dates::of(row)?, row.get(5).copied().unwrap_or_default());
        Some(ReasonRow { code, category, on, nature, label, texts: *texts, dates, vatex })
    })
}

/// A country: its names, and since when and until when it was in the European Union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    pub code: &'static str,
    pub french: &'static str,
    english: &'static str,
    others: &'static str,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Country {
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.french, self.english].into_iter().chain(self.others.split('|')).filter(|name| !name.is_empty())
    }

    /// Does it give VAT numbers of the Union today? France does too.
    #[must_use]
    pub fn has_union_number(&self) -> bool {
        self.code == "FR" || (self.since.is_some() && self.until.is_none())
    }
}

/// Every country, by code.
pub fn countries() -> impl Iterator<Item = Country> {
    rows(COUNTRIES).filter_map(|row| {
        let [code, french, english, others, since, until] = *row.first_chunk()?;
        Some(Country { code, french, english, others, since: since.parse().ok(), until: until.parse().ok() })
    })
}

/// Is that country, France apart, in the European Union on that day?
#[must_use]
pub fn in_union(code: &str, day: NaiveDate) -> bool {
    countries().any(|row| {
        row.code == code
            && row.since.is_some_and(|since| since <= day)
            && row.until.is_none_or(|until| day <= until)
    })
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

/// The rows of a table, its head apart.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
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
        for table in [WORDINGS, VAT_RATES, VAT_REASONS, COUNTRIES, PERSONAL_DATA, RETENTION, INTEREST_RATES] {
            let names: Vec<&str> = table.lines().next().unwrap().split('\t').collect();
            let place = |name: &str| names.iter().position(|known| *known == name).unwrap();
            for row in rows(table) {
                let (read_on, checked_until) = (row[place("read_on")], row[place("checked_until")]);
                let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_else(|_| panic!("{row:?}"));
                assert!(day(checked_until) <= day(read_on), "{row:?}");
            }
        }
    }

    #[test]
    fn each_wording_is_translated_for_as_long_as_it_holds_and_says_so() {
        let all: Vec<_> = rows(WORDINGS).collect();
        let places = |text: &str| ["{jours}", "{taux}"].map(|place| text.contains(place));
        let french: Vec<_> = all.iter().filter(|row| !row[0].contains('.')).collect();
        assert_eq!(all.len(), french.len() * LANGUAGES);
        for row in french {
            for language in &Language::ALL[1..] {
                let key = language.key(row[0]);
                let translated = all.iter().find(|r| r[0] == key && r[2..4] == row[2..4]);
                let translated = translated.unwrap_or_else(|| panic!("{key} lacks a row as {row:?}"));
                assert!(translated[4].starts_with("traduction du texte français"), "{translated:?}");
                assert!(translated[4].ends_with(row[4]), "{translated:?} names another source than {row:?}");
                assert_eq!(places(translated[1]), places(row[1]), "{translated:?}");
                assert_eq!(language.strange_letter(&translated[1].replace('…', "")), None, "{translated:?}");
            }
        }
    }

    #[test]
    fn a_translated_wording_follows_the_law_of_its_day_and_names_the_french_text() {
        use Language::{English, French, German};
        let (before, after) = (day(2026, 12, 31), day(2027, 1, 1));
        for language in Language::ALL {
            assert!(language.wording("franchise", before).contains("293"), "{language:?}");
            assert!(language.wording("franchise", after).contains("223-3"), "{language:?}");
        }
        assert_eq!(French.wording("franchise", after), wording("franchise", after));
        assert_eq!(English.wording("agreement", after), "Bon pour accord (agreed and accepted)");
        assert_eq!(German.wording("agreement", after), "Bon pour accord (einverstanden)");
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
    fn every_rate_reason_and_country_is_read() {
        assert_eq!(vat_rates().count(), rows(VAT_RATES).count());
        assert_eq!(vat_reasons().count(), rows(VAT_REASONS).count());
        assert_eq!(interest_rates().count(), rows(INTEREST_RATES).count());
        assert_eq!(countries().count(), rows(COUNTRIES).count());
        let columns = Language::ALL.map(|language| language.key("text"));
        let head: Vec<&str> = VAT_REASONS.lines().next().unwrap().split('\t').collect();
        assert_eq!(head[5..5 + LANGUAGES], columns);
        for row in vat_reasons() {
            assert!(!row.label.is_empty() && row.texts.iter().all(|text| text.ends_with('.')), "{row:?}");
            assert!(
                ["zero", "taxed"].contains(&row.on) && ["service", "goods", "both"].contains(&row.nature)
            );
        }
        let members = countries().filter(|row| in_union(row.code, day(2026, 11, 22))).count();
        assert_eq!(members, 26, "the Union without France");
    }
}
