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

/// What a duplicate is made from beside the invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicatePaper {
    pub invoice: i64,
    pub made_on: NaiveDate,
    /// Of an invoice that is lost and whose VAT is had back.
    pub unpaid: Option<LeftUnpaid>,
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
    sheet.notes.insert(0, (say!(language, "Duplicata").to_owned(), mark));
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
