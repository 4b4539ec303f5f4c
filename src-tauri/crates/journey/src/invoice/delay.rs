//! How long one may wait to be paid, by kind of client and by trade: the law's longest delays, as dated data.

use crate::contact::card::{ClientCard, ClientKind};
use crate::invoice::terms::PaymentTerms;
use crate::legal::{self, Ceiling, CountedFrom};
use chrono::{Days, NaiveDate};
use values::day::{Near, month_end};
use values::input;
use values::refusal::Refusal;
use values::words;

/// The longest delay that may be agreed with a client: that of their trade where their card names one, else that of
/// their kind. A private person is told the same 60 days as firms, by prudence: no text sets them a delay.
#[must_use]
pub fn longest_delay(buyer: &ClientCard, day: NaiveDate) -> Ceiling {
    let usual = match buyer.kind {
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association => "firm",
        ClientKind::PublicBody => "public",
        ClientKind::Person => "person",
    };
    let ceilings = legal::payment_ceilings(day);
    let of = |code: &str| ceilings.iter().find(|one| one.code == code).copied();
    of(&buyer.ceiling).or_else(|| of(usual)).unwrap_or(Ceiling::PRUDENT)
}

impl Ceiling {
    /// The latest days on which an invoice may fall due: so many days after it, and where an end of month may be agreed,
    /// that end in both ways of reckoning it, each lawful: days then the end of their month, or the end of the
    /// invoice's month then days.
    fn last_days(self, issued_on: NaiveDate) -> Vec<NaiveDate> {
        // What is sold is delivered by the day of its invoice.
        let from = match self.counted_from {
            CountedFrom::Invoice | CountedFrom::Delivery => issued_on,
            CountedFrom::DeliveryMonth => month_end(issued_on),
        };
        let mut days = vec![days_after(from, self.days)];
        if let Some(most) = self.month_end_days {
            days.push(days_after(month_end(issued_on), most));
            days.push(month_end(days_after(issued_on, most)));
        }
        days
    }

    /// May an invoice of that day fall due on this one? Beyond the days, only an end of month may.
    #[must_use]
    pub fn permits(self, issued_on: NaiveDate, due_on: NaiveDate) -> bool {
        let last = self.last_days(issued_on);
        let plain = last.iter().take(2).any(|last| due_on <= *last);
        plain || (due_on == month_end(due_on) && last.iter().any(|last| due_on <= *last))
    }

    /// « 60 jours, ou à 45 jours fin de mois »
    #[must_use]
    pub fn said(self) -> String {
        let months = self.month_end_days.map(|days| format!(" ou à {days} jours fin de mois"));
        format!("{} jours au plus{}", self.days, months.unwrap_or_default())
    }

    /// « (C. com. L441-10) », after a space; nothing where no text says it.
    #[must_use]
    pub fn article(self) -> String {
        if self.source.is_empty() { String::new() } else { format!(" ({})", self.source) }
    }

    /// Do such terms hold, whatever the day of the invoice? Those of a day of the month after may pass by a few days:
    /// their invoice then falls due on the last day that the law allows.
    #[must_use]
    pub fn allows(self, terms: PaymentTerms) -> bool {
        // The longest that is left of a month.
        const MONTH: i64 = 30;
        let within = |days: i64| self.month_end_days.is_some_and(|most| days <= most);
        match terms {
            PaymentTerms::Order | PaymentTerms::Receipt => true,
            PaymentTerms::Net { days } => days <= self.days,
            PaymentTerms::MonthEnd { days, on: None } | PaymentTerms::AfterMonthEnd { days } => {
                within(days) || days + MONTH <= self.days
            }
            PaymentTerms::MonthEnd { days, on: Some(on) } => {
                within(days + i64::from(on)) || days + MONTH + i64::from(on) <= self.days
            }
        }
    }
}

/// So many days later.
#[must_use]
pub fn days_after(day: NaiveDate, days: i64) -> NaiveDate {
    u64::try_from(days).ok().and_then(|days| day.checked_add_days(Days::new(days))).unwrap_or(day)
}

/// What is to be said of a later day agreed for an invoice of that day: that it passes what the law permits, if it does. It
/// is no refusal: whoever waits longer waits, and their books tell it.
#[must_use]
pub fn beyond(issued_on: NaiveDate, due_on: NaiveDate, ceiling: Ceiling) -> Option<String> {
    if ceiling.source.is_empty() || ceiling.permits(issued_on, due_on) {
        return None;
    }
    let last = ceiling.last_days(issued_on).into_iter().max().unwrap_or(issued_on);
    Some(format!(
        "C’est plus que le plus long délai permis : {}{}, soit le {} pour cette facture. Le report sera noté tel quel.",
        ceiling.said(),
        ceiling.article(),
        words::long_date(last)
    ))
}

/// A due date is not before the invoice, and within the longest delay of the client.
pub fn due(issued_on: NaiveDate, due_on: NaiveDate, ceiling: Ceiling) -> Result<(), Refusal> {
    if due_on < issued_on {
        return Err(Refusal::at("due_on", "L’échéance ne peut pas précéder la facture."));
    }
    if !ceiling.permits(issued_on, due_on) {
        let last = ceiling.last_days(issued_on).into_iter().max().unwrap_or(issued_on);
        return Err(Refusal::at(
            "due_on",
            format!(
                "L’échéance est à {} de la facture{} : le {} au plus tard.",
                ceiling.said(),
                ceiling.article(),
                words::long_date(last)
            ),
        ));
    }
    Ok(())
}

/// The day by which an invoice of that day is paid by those terms: where the law does not permit it, the latest day
/// before it that the law does, ends of months only for terms that count in them.
#[must_use]
pub fn agreed(terms: PaymentTerms, issued_on: NaiveDate, ceiling: Ceiling) -> NaiveDate {
    let due_on = terms.due_on(issued_on);
    if ceiling.permits(issued_on, due_on) {
        return due_on;
    }
    let last = ceiling.last_days(issued_on);
    let ways = if terms.needs_words() { last.len() } else { 1 };
    last.into_iter().take(ways).filter(|last| *last <= due_on).max().unwrap_or(due_on)
}

/// A due date as it is typed: a day, or terms in words. Nothing typed is `None`.
pub fn typed_due(field: &str, typed: &str, issued_on: NaiveDate) -> Result<Option<NaiveDate>, Refusal> {
    input::optional_day(field, typed, Near::Coming(issued_on)).or_else(|refusal| {
        let named = typed.chars().any(char::is_alphabetic) && refusal.readings.is_empty();
        let terms = if named { PaymentTerms::kept(typed) } else { None };
        terms.map(|terms| Some(terms.due_on(issued_on))).ok_or(refusal)
    })
}

/// The terms that a typed due date names in words: those agreed where it is empty, none where it is a day.
#[must_use]
pub fn named_terms(typed: &str, usual: PaymentTerms, issued_on: NaiveDate) -> Option<PaymentTerms> {
    match input::optional_day("", typed, Near::Coming(issued_on)) {
        Ok(None) => Some(usual),
        Ok(Some(_)) => None,
        Err(_) => PaymentTerms::kept(typed),
    }
}

/// Terms as they are typed, within what the law allows with that client.
pub fn typed_terms(field: &str, typed: &str, ceiling: Ceiling) -> Result<Option<PaymentTerms>, Refusal> {
    let terms = PaymentTerms::read(field, typed)?;
    if let Some(terms) = terms
        && !ceiling.allows(terms)
    {
        return Err(Refusal::at(
            field,
            format!(
                "« {} » dépasse ce que la loi permet avec ce client : {}{}.",
                terms.label(),
                ceiling.said(),
                ceiling.article()
            ),
        ));
    }
    Ok(terms)
}

/// What is said of terms that go beyond what the law permits with a client: papers bear the longest delay that it does.
#[must_use]
pub fn shortened(terms: PaymentTerms, ceiling: Ceiling) -> Option<String> {
    (!ceiling.allows(terms)).then(|| {
        format!(
            "Le délai convenu, {}, dépasse ce que la loi permet avec ce client, {}{} : les échéances y sont ramenées.",
            terms.label(),
            ceiling.said(),
            ceiling.article()
        )
    })
}

/// What a late-payment sentence depends on.
#[must_use]
pub fn late_wording(kind: ClientKind) -> &'static str {
    match kind {
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association => "late_professional",
        ClientKind::PublicBody => "late_public",
        ClientKind::Person => "late_person",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn client(kind: ClientKind, ceiling: &str) -> ClientCard {
        ClientCard { ceiling: ceiling.into(), ..ClientCard::named(kind, "Lumen") }
    }

    fn last(kind: ClientKind, ceiling: &str, issued_on: NaiveDate) -> NaiveDate {
        longest_delay(&client(kind, ceiling), issued_on).last_days(issued_on).into_iter().max().unwrap()
    }

    #[test]
    fn each_client_and_trade_has_its_last_day() {
        let march = day(2026, 3, 17);
        assert_eq!(last(ClientKind::Company, "", march), day(2026, 5, 31), "45 days end of month");
        assert_eq!(
            last(ClientKind::Company, "", day(2026, 3, 31)),
            day(2026, 5, 31),
            "both ways and 60 days"
        );
        assert_eq!(last(ClientKind::PublicBody, "", march), day(2026, 4, 16));
        assert_eq!(last(ClientKind::PublicBody, "hospital", march), day(2026, 5, 6));
        assert_eq!(last(ClientKind::Person, "", march), day(2026, 5, 16));
        for (trade, due_on) in [
            ("periodic", day(2026, 5, 1)),
            ("transport", day(2026, 4, 16)),
            ("perishable", day(2026, 4, 16)),
            ("livestock", day(2026, 4, 6)),
            ("alcohol", day(2026, 4, 30)),
            ("wine", day(2026, 5, 31)),
        ] {
            assert_eq!(last(ClientKind::Company, trade, march), due_on, "{trade}");
        }
    }

    #[test]
    fn terms_beyond_the_law_are_refused_as_they_are_typed() {
        let read = |kind, ceiling, typed| {
            typed_terms("f", typed, longest_delay(&client(kind, ceiling), day(2026, 3, 17))).is_ok()
        };
        for typed in ["60", "45 jours fin de mois", "fin de mois + 45 jours", "30 FDM le 10", "comptant"] {
            assert!(read(ClientKind::Company, "", typed), "{typed}");
        }
        for typed in ["61", "60 jours fin de mois", "fin de mois + 60 jours", "45 FDM le 10", "30 FDM le 31"]
        {
            assert!(!read(ClientKind::Company, "", typed), "{typed}");
        }
        assert!(read(ClientKind::PublicBody, "", "30") && !read(ClientKind::PublicBody, "", "45"));
        assert!(read(ClientKind::PublicBody, "hospital", "50"));
        assert!(!read(ClientKind::Company, "transport", "45 jours fin de mois"));
    }

    proptest! {
        /// Whatever is agreed, no invoice falls due after what the law allows on its day.
        #[test]
        fn no_invoice_falls_due_after_the_law(after in 0_i64..3_000, days in 0_i64..=60, on in 1_u32..=31, kind in 0_u8..4) {
            let issued_on = day(2024, 1, 1) + TimeDelta::days(after);
            let terms = match kind {
                0 => PaymentTerms::Net { days },
                1 => PaymentTerms::MonthEnd { days, on: None },
                2 => PaymentTerms::MonthEnd { days, on: Some(on) },
                _ => PaymentTerms::AfterMonthEnd { days },
            };
            let ceiling = longest_delay(&client(ClientKind::Company, ""), issued_on);
            prop_assert!(due(issued_on, agreed(terms, issued_on, ceiling), ceiling).is_ok());
            if ceiling.allows(terms) && !matches!(terms, PaymentTerms::MonthEnd { on: Some(_), .. }) {
                prop_assert_eq!(agreed(terms, issued_on, ceiling), terms.due_on(issued_on));
            }
        }
    }
}
