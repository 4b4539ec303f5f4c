//! A duplicate of an invoice or a credit note: the paper as it was issued, marked as such, for who receives it twice; and,
//! once it is lost, the words by which its VAT is had back.

use crate::paper::invoice::invoice_sheet;
use crate::paper::invoiced::InvoicePaper;
use crate::sheet::Sheet;
use chrono::NaiveDate;
use journey::language::Language;
use journey::payment::write_off::LeftUnpaid;
use journey::say;
use serde::{Deserialize, Serialize};
use values::money::Cents;

/// What a duplicate is made from beside the invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicatePaper {
    pub invoice: i64,
    pub made_on: NaiveDate,
    /// Of an invoice that is lost and whose VAT is had back.
    pub unpaid: Option<LeftUnpaid>,
    /// None of a credit note, and in duplicates of before that was kept.
    #[serde(default)]
    pub standing: Option<DuplicateStanding>,
}

/// Where an invoice stood on the day of its duplicate, in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateStanding {
    pub received: Cents,
    /// Taken back by credit notes.
    pub credited: Cents,
    pub open: Cents,
    /// What is open of its first part that is not paid.
    pub asked: Cents,
}

impl DuplicateStanding {
    /// « Déjà réglé : 400,00 €. Reste à payer au 27 novembre 2026 : 1 280,00 €. »; nothing where nothing came yet.
    fn said(self, language: Language, day: &str) -> Vec<String> {
        let mut said = Vec::new();
        if self.received.0 > 0 {
            said.push(say!(language, "Déjà réglé : {amount}.", amount = language.euros(self.received)));
        }
        if self.credited.0 > 0 {
            said.push(say!(language, "Déduit par avoir : {amount}.", amount = language.euros(self.credited)));
        }
        if !said.is_empty() {
            let open = language.euros(self.open);
            said.push(say!(language, "Reste à payer au {day} : {open}.", day = day, open = open));
        }
        said
    }
}

/// The invoice's sheet, marked; no program takes it in a second time, and where it is lost nothing is asked for.
#[must_use]
pub fn duplicate_sheet(paper: &DuplicatePaper, original: &InvoicePaper) -> Sheet {
    let language = original.parties.language();
    let mut sheet = invoice_sheet(original);
    sheet.heading = say!(language, "{heading}, duplicata", heading = sheet.heading);
    sheet.issued_on = paper.made_on;
    sheet.electronic = None;
    let day = language.long_date(paper.made_on);
    let mark = say!(language, "Établi le {day} : il ne s’ajoute pas à l’original.", day = day);
    let mut marked = vec![mark];
    if let Some(standing) = paper.standing {
        if paper.unpaid.is_none() {
            marked.extend(standing.said(language, &day));
        }
        // What is paid is not asked for again.
        sheet.payment = sheet.payment.filter(|_| standing.open.0 > 0);
        if let Some(payment) = &mut sheet.payment {
            payment.amount = standing.asked;
        }
    }
    sheet.notes.insert(0, (say!(language, "Duplicata").to_owned(), marked.join(" ")));
    if let Some(unpaid) = paper.unpaid {
        // The words of the law stand in French, whoever reads them.
        let mut said = vec![unpaid.said(Language::French)];
        if language != Language::French {
            said.push(unpaid.said(language));
        }
        said.extend(Some(sheet.opening).filter(|own| !own.is_empty()));
        sheet.opening = said.join("\n\n");
        sheet.payment = None;
    }
    sheet
}
