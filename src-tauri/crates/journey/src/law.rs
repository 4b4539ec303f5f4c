//! The law of a day as the books know it: the dated rows that ship, and newer ones added since. The latest wins.
//!
//! Invariant: a row that was added changes papers to come; what is sealed keeps its words.

pub mod added;
pub mod figures;
pub mod interest;
pub mod sources;

use added::read_translations;
pub use added::{AddLawRow, AddedRow, LawKind};
pub use figures::LegalFigure;
pub use interest::{HalfYear, ReferenceRate};

use crate::court::clock;
use crate::language::{Language, Translation, in_language, translations};
use crate::legal;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use values::day::Near;
use values::input;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;
use values::words;

/// Rows that ship, and those that were added since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Law {
    pub added: Vec<AddedRow>,
}

/// A reason in force: its code, how VAT stands by it, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatReason {
    pub code: &'static str,
    pub category: &'static str,
    pub on: &'static str,
    pub nature: &'static str,
    pub label: &'static str,
    pub text: String,
    pub translations: Vec<Translation>,
    /// Its code in electronic invoices; empty where it has none of its own.
    pub vatex: &'static str,
}

/// Wordings that are read again where a sealed paper is rendered again: they stay as they ship.
const RENDERED: [&str; 1] = ["agreement"];

/// The territories that have rates of their own.
pub const TERRITORIES: [&str; 3] = ["metropolis", "corsica", "antilles_reunion"];

/// How far ahead the law may be written down.
const AHEAD: u64 = 366 * 5;

impl Law {
    /// The wording of `code` in force, in a client's language.
    #[must_use]
    pub fn wording(&self, language: Language, code: &str, day: NaiveDate) -> String {
        let shipped = legal::wordings().find(|row| row.code == code && row.dates.holds_on(day));
        let since = shipped.and_then(|row| row.dates.from);
        match self.latest(LawKind::Wording, code, day, since) {
            Some(row) => in_language(language, &row.text, &row.translations).to_owned(),
            None => language.wording(code, day).to_owned(),
        }
    }

    /// The rates in force in a territory, the standard one first.
    #[must_use]
    pub fn rates(&self, territory: &str, day: NaiveDate) -> Vec<BasisPoints> {
        let shipped = legal::vat_rates().filter(|row| row.territory == territory && row.dates.holds_on(day));
        let mut rates: Vec<BasisPoints> = shipped.map(|row| row.rate).collect();
        for row in self.added.iter().filter(|row| row.kind == LawKind::VatRate && row.code == territory) {
            if row.valid_from > day {
                continue;
            }
            rates.retain(|rate| Some(*rate) != row.replaces);
            if !rates.contains(&row.rate) {
                rates.push(row.rate);
            }
        }
        rates.sort_by_key(|rate| std::cmp::Reverse(*rate));
        rates
    }

    /// Is it a rate in force anywhere in France?
    #[must_use]
    pub fn is_rate(&self, rate: BasisPoints, day: NaiveDate) -> bool {
        TERRITORIES.into_iter().any(|territory| self.rates(territory, day).contains(&rate))
    }

    /// Every reason in force.
    #[must_use]
    pub fn reasons(&self, day: NaiveDate) -> Vec<VatReason> {
        let shipped = legal::vat_reasons().filter(|row| row.dates.holds_on(day));
        shipped
            .map(|row| {
                let added = self.latest(LawKind::VatReason, row.code, day, row.dates.from);
                let (text, translations) = match added {
                    Some(added) => (added.text.clone(), added.translations.clone()),
                    None => (Language::French.of(row.texts).to_owned(), translations(row.texts)),
                };
                let legal::ReasonRow { code, category, on, nature, label, vatex, .. } = row;
                VatReason { code, category, on, nature, label, text, translations, vatex }
            })
            .collect()
    }

    /// The reason of that code in force.
    #[must_use]
    pub fn reason(&self, code: &str, day: NaiveDate) -> Option<VatReason> {
        self.reasons(day).into_iter().find(|row| row.code == code)
    }

    /// A rate that interest refers to, of one half-year; none where nobody said.
    #[must_use]
    pub fn interest_rate(&self, rate: ReferenceRate, half: HalfYear) -> Option<BasisPoints> {
        interest::known(&self.added, rate, half)
    }

    /// A threshold in cents or a rate in basis points, and its source; none where nobody said.
    #[must_use]
    pub fn figure(&self, figure: LegalFigure, day: NaiveDate) -> Option<(i64, String)> {
        figures::known(&self.added, figure, day)
    }

    /// The latest row that was added for a code and holds, unless one that ships is newer.
    fn latest(
        &self,
        kind: LawKind,
        code: &str,
        day: NaiveDate,
        shipped_since: Option<NaiveDate>,
    ) -> Option<&AddedRow> {
        let added =
            self.added.iter().filter(|row| row.kind == kind && row.code == code && row.valid_from <= day);
        // Of two rows of one day, the one typed last.
        let latest = added.max_by_key(|row| row.valid_from)?;
        shipped_since.is_none_or(|since| latest.valid_from >= since).then_some(latest)
    }

    /// The same with a newer row.
    ///
    /// # Errors
    /// A sentence at the field that makes no sense.
    pub fn with(&self, typed: &AddLawRow, today: NaiveDate) -> Result<Law, Refusal> {
        let source = input::required(
            "source",
            &typed.source,
            input::SHORT,
            "Dites d’où vient cette ligne : une loi, un décret, une page officielle.",
        )?;
        let valid_from = input::day("valid_from", &typed.valid_from, Near::Coming(today))?;
        let farthest = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
        if valid_from > farthest {
            return Err(Refusal::at("valid_from", "Cette date est trop lointaine : vérifiez l’année."));
        }
        let mut row = AddedRow {
            kind: typed.kind,
            code: typed.code.trim().to_owned(),
            text: String::new(),
            translations: Vec::new(),
            rate: BasisPoints(0),
            amount: Cents::ZERO,
            replaces: None,
            months: 0,
            days: 0,
            valid_from,
            source,
            added_on: today,
        };
        match typed.kind {
            LawKind::VatRate => self.read_rate(typed, &mut row)?,
            LawKind::Wording | LawKind::VatReason => self.read_text(typed, &mut row)?,
            LawKind::InterestRate => interest::read(typed, &self.added, &mut row)?,
            LawKind::Figure => figures::read(typed, &self.added, &mut row)?,
            LawKind::CourtClock => clock::read(typed, &self.added, &mut row)?,
        }
        let mut law = self.clone();
        // What was typed for the same day is corrected by it.
        law.added.retain(|known| {
            (known.kind, &known.code, known.valid_from) != (row.kind, &row.code, row.valid_from)
                || (row.kind == LawKind::VatRate && known.rate != row.rate)
        });
        law.added.push(row);
        Ok(law)
    }

    /// The same without the row of that rank among those that were added.
    ///
    /// # Errors
    /// A refusal where there is none.
    pub fn without(&self, rank: usize) -> Result<Law, Refusal> {
        let mut law = self.clone();
        if rank >= law.added.len() {
            return Err(Refusal::not_found("Cette ligne"));
        }
        law.added.remove(rank);
        Ok(law)
    }

    fn read_rate(&self, typed: &AddLawRow, row: &mut AddedRow) -> Result<(), Refusal> {
        if !TERRITORIES.contains(&row.code.as_str()) {
            return Err(Refusal::at("code", "Choisissez un territoire de la liste."));
        }
        row.rate = input::percent("rate", &typed.rate)?;
        if row.rate.0 <= 0 || row.rate.0 >= 10_000 {
            return Err(Refusal::at(
                "rate",
                "Un taux de TVA est entre 0 et 100 % ; 0 % ne s’ajoute pas, il demande un motif.",
            ));
        }
        if !typed.replaces.trim().is_empty() {
            row.replaces = Some(input::percent("replaces", &typed.replaces)?);
        }
        let in_force = self.rates(&row.code, row.valid_from);
        if in_force.contains(&row.rate) {
            return Err(Refusal::at(
                "rate",
                format!("{} est déjà en vigueur ce jour-là : rien ne change.", words::percent(row.rate)),
            ));
        }
        match row.replaces {
            Some(replaced) if !in_force.contains(&replaced) => Err(Refusal::at(
                "replaces",
                format!("{} n’est pas en vigueur ce jour-là.", words::percent(replaced)),
            )),
            Some(_) | None => Ok(()),
        }
    }

    fn read_text(&self, typed: &AddLawRow, row: &mut AddedRow) -> Result<(), Refusal> {
        let day = row.valid_from;
        let of_reason = row.kind == LawKind::VatReason;
        let rows: Vec<(Option<NaiveDate>, String)> = if of_reason {
            let reasons = legal::vat_reasons().filter(|known| known.code == row.code);
            reasons.map(|known| (known.dates.from, Language::French.of(known.texts).to_owned())).collect()
        } else {
            let own = legal::wordings().filter(|known| known.code == row.code);
            own.map(|known| (known.dates.from, known.text.to_owned())).collect()
        };
        if rows.is_empty() || RENDERED.contains(&row.code.as_str()) {
            return Err(Refusal::at("code", "Choisissez dans la liste le texte que cette ligne remplace."));
        }
        row.text =
            input::required("text", &typed.text, input::LONG, "Indiquez le texte, tel qu’il sera imprimé.")?;
        row.translations = read_translations(&typed.translations)?;
        let newest = rows.iter().filter_map(|(from, _)| *from).filter(|from| *from <= day).max();
        let later = rows.iter().filter_map(|(from, _)| *from).find(|from| *from > day);
        if let Some(later) = later {
            return Err(Refusal::at(
                "valid_from",
                format!(
                    "Une ligne plus récente est déjà connue, du {} : celle-ci ne peut commencer avant.",
                    words::long_date(later)
                ),
            ));
        }
        if newest == Some(day) {
            return Err(Refusal::at(
                "valid_from",
                "La ligne livrée commence ce jour-là : choisissez un jour plus tard.",
            ));
        }
        let in_force = |language| {
            if !of_reason {
                return self.wording(language, &row.code, day);
            }
            let reason = self.reason(&row.code, day);
            let said =
                |reason: VatReason| in_language(language, &reason.text, &reason.translations).to_owned();
            reason.map(said).unwrap_or_default()
        };
        let now = in_force(Language::French);
        if now == row.text && row.translations.iter().all(|one| in_force(one.language) == one.text) {
            return Err(Refusal::at("text", "C’est déjà le texte en vigueur ce jour-là : rien ne change."));
        }
        for (place, what) in [("{jours}", "le nombre de jours"), ("{taux}", "le taux")] {
            if now.contains(place) && !row.text.contains(place) {
                return Err(Refusal::at("text", format!("Gardez « {place} » : {what} y est imprimé.")));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn rate(rate: &str, replaces: &str, from: &str) -> AddLawRow {
        AddLawRow {
            kind: LawKind::VatRate,
            code: "metropolis".into(),
            text: String::new(),
            translations: Vec::new(),
            rate: rate.into(),
            replaces: replaces.into(),
            months: String::new(),
            days: String::new(),
            valid_from: from.into(),
            source: "Loi de finances pour 2028".into(),
        }
    }

    fn wording(code: &str, text: &str, from: &str) -> AddLawRow {
        AddLawRow {
            kind: LawKind::Wording,
            code: code.into(),
            text: text.into(),
            rate: String::new(),
            replaces: String::new(),
            ..rate("", "", from)
        }
    }

    fn refused(typed: &AddLawRow) -> String {
        Law::default().with(typed, day(2026, 11, 22)).unwrap_err().field.unwrap()
    }

    #[test]
    fn rates_of_a_day_and_a_territory_come_highest_first() {
        let law = Law::default();
        let rates =
            |territory: &str| law.rates(territory, day(2026, 11, 22)).iter().map(|r| r.0).collect::<Vec<_>>();
        assert_eq!(rates("metropolis"), [2000, 1000, 550, 210]);
        assert_eq!(rates("corsica"), [2000, 1300, 1000, 550, 210, 90]);
        assert_eq!(rates("antilles_reunion"), [850, 210, 175, 105]);
        assert_eq!(rates("none"), [0_i64; 0]);
    }

    #[test]
    fn a_newer_rate_replaces_the_former_from_its_day() {
        let law = Law::default().with(&rate("21", "20", "01/01/2028"), day(2026, 11, 22)).unwrap();
        assert_eq!(law.rates("metropolis", day(2027, 12, 31))[0], BasisPoints(2000));
        assert_eq!(
            law.rates("metropolis", day(2028, 1, 1)).iter().map(|r| r.0).collect::<Vec<_>>(),
            [2100, 1000, 550, 210]
        );
        assert_eq!(law.without(0).unwrap(), Law::default());
        assert!(law.without(1).is_err());
    }

    #[test]
    fn a_newer_wording_holds_from_its_day_and_a_translation_is_never_stale() {
        let typed = wording("franchise", "TVA non applicable, art. L. 223-3 du CIBS", "15/02/2027");
        let law = Law::default().with(&typed, day(2026, 11, 22)).unwrap();
        assert!(
            law.wording(Language::French, "franchise", day(2027, 2, 14)).contains("Code des impositions")
        );
        for language in Language::ALL {
            assert_eq!(law.wording(language, "franchise", day(2027, 2, 15)), typed.text);
        }
        let english = Translation { language: Language::English, text: "VAT not applicable".into() };
        let again = AddLawRow { translations: vec![english], ..typed };
        let law = law.with(&again, day(2026, 11, 23)).unwrap();
        assert_eq!(law.added.len(), 1, "what is typed for the same day corrects it");
        assert_eq!(law.wording(Language::English, "franchise", day(2027, 2, 15)), "VAT not applicable");
        assert_eq!(law.wording(Language::German, "franchise", day(2027, 2, 15)), again.text);
    }

    #[test]
    fn a_row_that_makes_no_sense_is_refused_at_its_field() {
        assert_eq!(refused(&rate("", "", "01/01/2028")), "rate");
        assert_eq!(refused(&rate("0", "", "01/01/2028")), "rate");
        assert_eq!(refused(&rate("20", "", "01/01/2028")), "rate");
        assert_eq!(refused(&rate("21", "19", "01/01/2028")), "replaces");
        assert_eq!(refused(&rate("21", "20", "31/02/2028")), "valid_from");
        assert_eq!(refused(&rate("21", "20", "01/01/2128")), "valid_from");
        assert_eq!(refused(&AddLawRow { source: " ".into(), ..rate("21", "20", "01/01/2028") }), "source");
        assert_eq!(refused(&AddLawRow { code: "mars".into(), ..rate("21", "20", "01/01/2028") }), "code");
        assert_eq!(refused(&wording("nothing", "Rien", "01/01/2028")), "code");
        assert_eq!(refused(&wording("agreement", "Bon", "01/01/2028")), "code");
        assert_eq!(refused(&wording("no_discount", "", "01/01/2028")), "text");
        assert_eq!(
            refused(&wording("no_discount", "Pas d’escompte pour paiement anticipé.", "01/01/2028")),
            "text"
        );
        assert_eq!(
            refused(&wording("tacit_reception", "Au bout de dix jours, c’est acquis.", "01/01/2028")),
            "text"
        );
        assert_eq!(refused(&wording("franchise", "TVA non applicable", "15/02/2026")), "valid_from");
        let said = |language| Translation { language, text: "Kein Skonto.".into() };
        let translated = |translations| AddLawRow {
            translations,
            ..wording("no_discount", "Sans escompte.", "01/01/2028")
        };
        assert_eq!(refused(&translated(vec![said(Language::French)])), "translations[0].language");
        let twice = vec![said(Language::German), said(Language::German)];
        assert_eq!(refused(&translated(twice)), "translations[1].language");
    }
}
