//! The discount for early payment that an invoice offers: its sentence, its amount and its last day.

use chrono::NaiveDate;
use documents::paper::frame::Wordings;
use journey::contact::Language;
use journey::invoice::EarlyDiscount;
use journey::say;
use journey::vat::Totals;
use values::money::Cents;

/// Freezes it with an invoice issued that day, and says what it comes to.
pub fn offer(
    wordings: &mut Wordings,
    term: Option<EarlyDiscount>,
    (totals, disbursed): (&Totals, Cents),
    language: Language,
    issued_on: NaiveDate,
) {
    wordings.early = term;
    let Some(term) = term else { return };
    let discount = term.of(totals, disbursed);
    let said = say!(
        language,
        "{discount} à déduire pour un paiement reçu au plus tard le {day} : {net} à payer.",
        discount = language.euros(discount),
        day = language.long_date(term.until(issued_on)),
        net = language.euros(totals.gross - discount)
    );
    wordings.notes.push((say!(language, "Escompte").to_owned(), said));
}
