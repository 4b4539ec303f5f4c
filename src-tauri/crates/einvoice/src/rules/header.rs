//! The document itself: what must stand at its head, dates, references.

use crate::document::Profile;
use crate::rules::checks::Checks;
use crate::told::{Group, Syntax};

/// Rules of the head, of any profile.
pub fn check(sheet: &mut Checks<'_>) {
    let document = sheet.document;
    let told = &document.told;
    for (rule, term) in
        [("BR-01", "BT-24"), ("BR-02", "BT-1"), ("BR-03", "BT-2"), ("BR-04", "BT-3"), ("BR-05", "BT-5")]
    {
        sheet.hold(told.text(term).is_some(), rule, told, term);
    }
    let known = told.text("BT-24").is_none_or(is_specification);
    match document.syntax {
        Syntax::Cii => sheet.hold(known, "XML-PROFILE", told, "BT-24"),
        // UBL itself leaves it to whoever reads.
        Syntax::Ubl => sheet.advise(known, "XML-PROFILE", told, "BT-24"),
    }
    if document.profile == Profile::Minimum {
        return;
    }
    if document.profile.has_lines() {
        sheet.hold(told.one("BG-25").is_some(), "BR-16", told, "BG-25");
    }
    sheet.hold(!(told.has("BT-7") && told.has("BT-8")), "BR-CO-03", told, "BT-7");
    for period in told.every("BG-14") {
        self::period(sheet, period, ["BT-73", "BT-74"], "BR-29", "BR-CO-19");
    }
    for reference in told.every("BG-3") {
        sheet.hold(reference.text("BT-25").is_some(), "BR-55", reference, "BT-25");
    }
    // CII asks it of other references too.
    for paper in told.every("BG-24").filter(|_| document.syntax == Syntax::Ubl) {
        sheet.hold(paper.text("BT-122").is_some(), "BR-52", paper, "BT-122");
    }
    for delivery in told.every("BG-13").flat_map(|delivery| delivery.every("BG-15")) {
        sheet.hold(delivery.text("BT-80").is_some(), "BR-57", delivery, "BT-80");
    }
    currencies(sheet);
}

/// The norm, alone or with what a country or a network adds to it; Factur-X, ZUGFeRD 2 and their forerunner.
fn is_specification(text: &str) -> bool {
    let norm = text.strip_prefix("urn:cen.eu:en16931:2017");
    let own = ["urn:factur-x.eu:1p0:", "urn:zugferd.de:2p", "urn:ferd:"];
    norm.is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', ':']))
        || own.iter().any(|one| text.starts_with(one))
}

/// A period has a first or a last day, and not the last before the first.
pub fn period(sheet: &mut Checks<'_>, period: &Group, days: [&str; 2], order: &str, either: &str) {
    let [from, to] = days;
    // UBL's period also tells when VAT falls due: alone, it is no period of the invoice.
    let bare = sheet.document.syntax == Syntax::Ubl && order == "BR-29" && sheet.document.told.has("BT-8");
    sheet.hold(bare || period.has(from) || period.has(to), either, period, from);
    // Written as years, months, days: their order as text is theirs as days.
    if let (Some(first), Some(last)) = (period.text(from), period.text(to)) {
        sheet.hold(first <= last, order, period, to);
    }
}

fn currencies(sheet: &mut Checks<'_>) {
    let told = &sheet.document.told;
    let Some(vat) = told.text("BT-6") else { return };
    let total = told.one("BG-22").is_some_and(|totals| {
        totals
            .all("BT-110")
            .any(|said| sheet.document.tree.element(said.at).attribute("currencyID") == Some(vat))
    });
    let same = sheet.document.syntax == Syntax::Cii && told.text("BT-5") == Some(vat);
    sheet.hold(total && !same, "BR-53", told, "BT-6");
}
