//! Proceedings against a client (*procédure collective*): what is owed is held by them or not, by the day on which the work
//! was done (*fait générateur*), as near as the books know it.

use crate::invoice::InvoiceKind;
use chrono::{Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;
use values::words::long_date;

/// Proceedings opened against the client.
#[derive(Clone, Copy, Debug)]
pub struct Insolvency {
    /// In the BODACC.
    pub published_on: NaiveDate,
    /// The day of the judgment that opened them, where it is known.
    pub judged_on: Option<NaiveDate>,
    /// The day on which the claim was declared.
    pub declared_on: Option<NaiveDate>,
}

impl Insolvency {
    /// The claim is declared within two months of the publication (C. com. R622-24).
    #[must_use]
    pub fn declare_by(self) -> NaiveDate {
        self.published_on.checked_add_months(Months::new(2)).unwrap_or(self.published_on)
    }

    /// Who declared nothing in time may ask the judge to be heard all the same, within six months of the publication
    /// (C. com. L622-26).
    #[must_use]
    pub fn relieved_by(self) -> NaiveDate {
        self.published_on.checked_add_months(Months::new(6)).unwrap_or(self.published_on)
    }

    /// « Elle se déclare au plus tard le 15 février 2027 », or when it was declared.
    #[must_use]
    pub fn declaration(self, what: &str) -> String {
        match self.declared_on {
            Some(on) => format!("{what} est déclarée depuis le {}", long_date(on)),
            None => format!("{what} se déclare au plus tard le {}", long_date(self.declare_by())),
        }
    }

    /// The day on which interest stops (C. com. L622-28): that of the judgment, or else of its publication.
    #[must_use]
    pub fn stops_on(self) -> NaiveDate {
        self.judged_on.unwrap_or(self.published_on)
    }

    /// Do they hold what is owed for that work? A judgment counts from the first hour of its day (C. com. R621-4); where
    /// only its publication is known, that day is held too.
    #[must_use]
    pub fn holds(self, work: WorkDay) -> bool {
        match self.judged_on {
            Some(judged_on) => work.on < judged_on,
            None => work.on <= self.published_on,
        }
    }

    /// On which side of the judgment what is owed stands, by which day, and what follows.
    #[must_use]
    pub fn told(self, number: &str, work: WorkDay) -> String {
        let from = match self.judged_on {
            Some(judged_on) => format!("le jugement du {}", long_date(judged_on)),
            None => format!("la publication, le {}, du jugement", long_date(self.published_on)),
        };
        if self.holds(work) {
            format!("{number} est née avant {from} : {}. {}.", work.told(), self.declaration("Elle"))
        } else {
            format!(
                "{number} est née après {from} : {}. Elle se paie à son échéance (C. com. L622-17) et se relance.",
                work.told()
            )
        }
    }
}

/// The judgment came before its publication.
///
/// # Errors
/// At `judged_on`.
pub fn judged_before(judged_on: Option<NaiveDate>, published_on: NaiveDate) -> Result<(), Refusal> {
    match judged_on.filter(|judged_on| *judged_on > published_on) {
        Some(_) => Err(Refusal::at(
            "judged_on",
            format!(
                "Un jugement se publie après avoir été rendu : celui-ci est publié le {}.",
                long_date(published_on)
            ),
        )),
        None => Ok(()),
    }
}

/// What tells the day of the work, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkDayBasis {
    /// The invoice says it.
    Invoice,
    Delivery,
    /// Nothing was delivered yet, as far as is known.
    Order,
    /// Nothing else is known.
    Issue,
}

/// The day on which the work of an invoice was done, and what tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkDay {
    pub on: NaiveDate,
    pub basis: WorkDayBasis,
}

impl WorkDay {
    /// From the days that the books know, of those that there are. Only a deposit is asked for before its work: what was
    /// delivered after any other invoice was not for it. Progress is invoiced once it is made, whatever the order’s own days.
    #[must_use]
    pub fn known(
        kind: InvoiceKind,
        said: Option<NaiveDate>,
        delivered: Option<NaiveDate>,
        ordered: Option<NaiveDate>,
        issued_on: NaiveDate,
    ) -> WorkDay {
        let of = |day: Option<NaiveDate>, basis| day.map(|on| WorkDay { on, basis });
        let progress = kind == InvoiceKind::Progress;
        let fits = |day: NaiveDate| !progress && (kind == InvoiceKind::Deposit || day <= issued_on);
        of(said, WorkDayBasis::Invoice)
            .or_else(|| of(delivered.filter(|day| fits(*day)), WorkDayBasis::Delivery))
            .or_else(|| of(ordered.filter(|_| !progress).map(|day| day.min(issued_on)), WorkDayBasis::Order))
            .unwrap_or(WorkDay { on: issued_on, basis: WorkDayBasis::Issue })
    }

    /// « le travail a été livré le 3 mars 2026 »
    #[must_use]
    pub fn told(self) -> String {
        let day = long_date(self.on);
        match self.basis {
            WorkDayBasis::Invoice => format!("le travail facturé est du {day}"),
            WorkDayBasis::Delivery => format!("le travail a été livré le {day}"),
            WorkDayBasis::Order => {
                format!("la commande est du {day}, et aucune livraison n’est notée")
            }
            WorkDayBasis::Issue => format!("elle est datée du {day}, seul jour connu"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    #[test]
    fn work_before_the_judgment_is_held_and_work_since_is_not() {
        let judged = Insolvency { published_on: day(9, 20), judged_on: Some(day(9, 8)), declared_on: None };
        let only = Insolvency { judged_on: None, ..judged };
        let delivered = |on| WorkDay { on, basis: WorkDayBasis::Delivery };
        let held = |proceedings: Insolvency, on| proceedings.holds(delivered(on));
        assert_eq!((held(judged, day(9, 7)), held(judged, day(9, 8))), (true, false));
        assert_eq!((held(only, day(9, 20)), held(only, day(9, 21))), (true, false));
        assert_eq!((judged.stops_on(), only.stops_on()), (day(9, 8), day(9, 20)));
        assert_eq!(judged.declare_by(), day(11, 20));
        let told = judged.told("F-2026-0001", delivered(day(9, 8)));
        assert!(told.contains("L622-17") && told.contains("livré le"), "{told}");
        assert!(judged_before(Some(day(9, 20)), day(9, 20)).is_ok());
        assert_eq!(
            judged_before(Some(day(9, 21)), day(9, 20)).unwrap_err().field.as_deref(),
            Some("judged_on")
        );
    }

    #[test]
    fn the_surest_day_tells() {
        let of = |kind, said, delivered, ordered| WorkDay::known(kind, said, delivered, ordered, day(9, 1));
        let known = |said, delivered, ordered| of(InvoiceKind::Deposit, said, delivered, ordered);
        let basis = |work: WorkDay| (work.on, work.basis);
        assert_eq!(basis(known(Some(day(8, 1)), Some(day(8, 2)), None)), (day(8, 1), WorkDayBasis::Invoice));
        assert_eq!(
            basis(known(None, Some(day(10, 2)), Some(day(7, 1)))),
            (day(10, 2), WorkDayBasis::Delivery),
            "a deposit is for work that came later"
        );
        assert_eq!(basis(known(None, None, Some(day(7, 1)))), (day(7, 1), WorkDayBasis::Order));
        assert_eq!(basis(known(None, None, Some(day(9, 3)))), (day(9, 1), WorkDayBasis::Order));
        assert_eq!(basis(known(None, None, None)), (day(9, 1), WorkDayBasis::Issue));
        let later = |kind| basis(of(kind, None, Some(day(10, 2)), Some(day(7, 1))));
        assert_eq!(
            later(InvoiceKind::Progress),
            (day(9, 1), WorkDayBasis::Issue),
            "made when it was invoiced"
        );
        assert_eq!(
            later(InvoiceKind::Balance),
            (day(7, 1), WorkDayBasis::Order),
            "delivered after it: not for it"
        );
    }
}
