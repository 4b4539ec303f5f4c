//! What the state of the books allows to tell of the past.

use crate::number::Series;
use values::refusal::Refusal;

/// May the first number of a series be chosen, unless it `begun` that year?
pub fn may_set_first(series: Series, year: i32, begun: bool) -> Result<(), Refusal> {
    if begun {
        return Err(Refusal::not_now(format!(
            "La série {}-{year} est déjà commencée : son premier numéro ne se règle qu’une fois, avant le premier document.",
            series.prefix()
        )));
    }
    Ok(())
}

/// May a receipt noted by hand be taken back? Not twice, nor what takes another back.
pub fn may_undo_receipt(over: bool) -> Result<(), Refusal> {
    if over {
        return Err(Refusal::not_now("Cet encaissement est déjà annulé."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_number_is_chosen_before_the_first_paper() {
        assert!(may_set_first(Series::Invoice, 2026, false).is_ok());
        let refusal = may_set_first(Series::Invoice, 2026, true).unwrap_err();
        assert!(refusal.message.contains("F-2026"), "{}", refusal.message);
    }

    #[test]
    fn a_receipt_is_taken_back_once() {
        assert!(may_undo_receipt(false).is_ok());
        assert!(may_undo_receipt(true).unwrap_err().message.contains("déjà annulé"));
    }
}
