//! How it is paid.

use crate::rules::checks::Checks;
use crate::rules::codes::{Codes, is_code};
use crate::told::Syntax;

pub fn check(sheet: &mut Checks<'_>) {
    let told = &sheet.document.told;
    let cii = sheet.document.syntax == Syntax::Cii;
    for means in told.every("BG-16") {
        sheet.hold(means.has("BT-81"), "BR-49", means, "BT-81");
        let transfer = matches!(means.text("BT-81"), Some("30" | "58"));
        let mut accounts = 0;
        for account in means.every("BG-17").filter(|_| transfer) {
            let known = account.all("BT-84").count();
            accounts += known;
            sheet.hold(account.all("BT-84").any(|said| !said.plain().is_empty()), "BR-50", account, "BT-84");
            if cii {
                sheet.hold(known > 0, "BR-61", account, "BT-84");
            }
        }
        if transfer && cii {
            sheet.hold(accounts == 1, "CII-SR-470", means, "BT-84");
        } else if transfer {
            sheet.hold(accounts > 0, "BR-61", means, "BT-84");
        }
        for card in means.every("BG-18") {
            let short = card.text("BT-87").is_none_or(|number| number.chars().count() <= 10);
            if cii {
                sheet.hold(short, "BR-51", card, "BT-87");
            } else {
                sheet.advise(short, "BR-51", card, "BT-87");
            }
        }
    }
    // One means of payment for the whole invoice, however many accounts.
    let first = told.every("BG-16").find_map(|means| means.first("BT-81"));
    let other = told.every("BG-16").find(|means| {
        means.first("BT-81").zip(first).is_some_and(|(own, first)| own.plain() != first.plain())
    });
    if let Some(means) = other {
        sheet.hold(false, if cii { "CII-SR-467" } else { "UBL-SR-47" }, means, "BT-81");
    }
    if let Some(totals) = told.one("BG-22") {
        let owed = totals.number("BT-115").is_some_and(|due| !due.is_negative() && !due.is_zero());
        let when = told.text("BT-9").is_some() || told.text("BT-20").is_some();
        let credit = told.text("BT-3").is_some_and(|kind| is_code(Codes::CreditNote, kind));
        sheet.advise(!owed || when || credit, "BR-CO-25", told, "BT-9");
    }
}
