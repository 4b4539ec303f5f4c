//! What a wrong clock leaves behind, and what is allowed after it.

use crate::number::{Series, dated_in_order};
use chrono::NaiveDate;
use values::refusal::{Code, Refusal};
use values::words::long_date;

/// Is there something to put right? Only lines dated after today.
pub fn may_confirm(latest: Option<NaiveDate>, today: NaiveDate) -> Result<(), Refusal> {
    if latest.is_none_or(|latest| latest <= today) {
        return Err(Refusal::not_now(
            "Aucune écriture n’est datée après aujourd’hui : il n’y a rien à confirmer.",
        ));
    }
    Ok(())
}

/// A paper is not dated before the last one of its series and year.
pub fn chronological(series: Series, last: Option<NaiveDate>, today: NaiveDate) -> Result<(), Refusal> {
    match last {
        Some(last) if !dated_in_order(&last.to_string(), &today.to_string()) => Err(Refusal::new(
            Code::ClockBehind,
            format!(
                "{} est du {} : le numéro suivant ne peut pas être daté avant. Vérifiez la date de l’ordinateur ; si elle est juste, cette série reprend le {}.",
                series.last_one(),
                long_date(last),
                long_date(last)
            ),
        )),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::day;

    #[test]
    fn a_series_is_dated_in_order() {
        let refused = chronological(Series::Order, Some(day(11, 23)), day(11, 22)).unwrap_err();
        assert_eq!(refused.code, Code::ClockBehind);
        assert!(refused.message.starts_with("La dernière commande est du 23 novembre 2026"));
        assert!(chronological(Series::Order, Some(day(11, 22)), day(11, 22)).is_ok());
        assert!(chronological(Series::Quote, None, day(11, 22)).is_ok());
    }

    #[test]
    fn only_a_clock_that_was_ahead_is_put_right() {
        assert!(may_confirm(Some(day(11, 23)), day(11, 22)).is_ok());
        assert!(may_confirm(Some(day(11, 22)), day(11, 22)).is_err());
        assert!(may_confirm(None, day(11, 22)).is_err());
    }
}
