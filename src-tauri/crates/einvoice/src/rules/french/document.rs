//! Numbers, dates, notes, kinds and references, as France writes them.

use crate::decimal::Decimal;
use crate::finding::Severity;
use crate::rules::checks::Checks;
use crate::told::{Group, Said, Syntax};

/// Types of documents that circulate in France (UNTDID 1001).
const TYPES: [&str; 16] = [
    "380", "389", "393", "501", "386", "500", "384", "471", "472", "473", "261", "262", "381", "396", "502",
    "503",
];
/// Frames of invoicing (BT-23).
const FRAMES: [&str; 20] = [
    "B1", "S1", "M1", "B2", "S2", "M2", "S3", "B4", "S4", "M4", "S5", "S6", "B7", "S7", "B8", "S8", "M8",
    "B9", "S9", "M9",
];
/// What a note with the subject BAR says of where the invoice goes.
pub const TREATMENTS: [&str; 6] = ["B2B", "B2BINT", "B2C", "B2CINT", "OUTOFSCOPE", "ARCHIVEONLY"];
/// What an attachment may call itself (BT-123).
const ATTACHMENTS: [&str; 12] = [
    "RIB",
    "LISIBLE",
    "FEUILLE_DE_STYLE",
    "PJA",
    "BORDEREAU_SUIVI",
    "DOCUMENT_ANNEXE",
    "BON_LIVRAISON",
    "BON_COMMANDE",
    "BORDEREAU_SUIVI_VALIDATION",
    "ETAT_ACOMPTE",
    "FACTURE_PAIEMENT_DIRECT",
    "RECAPITULATIF_COTRAITANCE",
];

pub fn check(sheet: &mut Checks<'_>) {
    let told = &sheet.document.told;
    numbers(sheet, told, "BT-1");
    types(sheet, told, "BT-3");
    for term in ["BT-2", "BT-7", "BT-9"] {
        dates(sheet, told, term);
    }
    for group in &told.groups {
        for term in ["BT-72", "BT-73", "BT-74", "BT-26", "EXT-FR-FE-138", "EXT-FR-FE-158"] {
            dates(sheet, group, term);
        }
        for term in ["BT-25", "EXT-FR-FE-136"] {
            numbers(sheet, group, term);
        }
        for term in ["EXT-FR-FE-02", "EXT-FR-FE-137"] {
            types(sheet, group, term);
        }
        for period in group.every("BG-26") {
            dates(sheet, period, "BT-134");
            dates(sheet, period, "BT-135");
        }
        for attribute in group.every("BG-32") {
            characteristic(sheet, attribute);
        }
    }
    notes(sheet);
    let frame = told.first("BT-23").map(|said| said.text.as_str()).unwrap_or_default();
    sheet.hold(FRAMES.contains(&frame), "BR-FR-08_BT-23", told, "BT-23");
    if matches!(frame.trim(), "S8" | "B8" | "M8" | "S9" | "B9" | "M9") {
        let text = "Cette facture regroupe plusieurs vendeurs ou règle un débours (BT-23) : les règles propres à ces cadres ne sont pas vérifiées ici.";
        let at = told.first("BT-23").map_or(0, |said| said.at);
        sheet.tell("BR-FR-MV", Severity::Warning, "BT-23", at, text.to_owned());
    }
    attachments(sheet);
    references(sheet);
    paid(sheet, frame.trim());
    currency(sheet);
}

fn numbers(sheet: &mut Checks<'_>, group: &Group, term: &str) {
    for said in group.all(term) {
        let fits = |c: char| c.is_ascii_alphanumeric() || "+-_/".contains(c);
        let bare = said.text.trim_matches(['\t', '\r', '\n']);
        let written = !bare.is_empty() && bare.chars().all(fits);
        // In UBL the first rule asks for the form too.
        let ubl = sheet.document.syntax == Syntax::Ubl;
        let short = said.text.chars().count() <= 35 && (written || !ubl);
        sheet.hold(short, &format!("BR-FR-01_{term}"), group, term);
        sheet.hold(written, &format!("BR-FR-02_{term}"), group, term);
    }
}

fn dates(sheet: &mut Checks<'_>, group: &Group, term: &str) {
    for said in group.all(term) {
        let ok = is_day(sheet.document.syntax, &said.text);
        sheet.hold(ok, &format!("BR-FR-03_{term}"), group, term);
    }
}

/// A day of this century.
fn is_day(syntax: Syntax, text: &str) -> bool {
    // What follows the eight digits in CII is a matter of how it is written.
    let (day, pattern) = match syntax {
        Syntax::Cii => (text.chars().take(8).collect::<String>(), "%Y%m%d"),
        Syntax::Ubl => (text.to_owned(), "%Y-%m-%d"),
    };
    let long = if pattern.contains('-') { 10 } else { 8 };
    day.len() == long && day.starts_with("20") && chrono::NaiveDate::parse_from_str(&day, pattern).is_ok()
}

fn types(sheet: &mut Checks<'_>, group: &Group, term: &str) {
    for said in group.all(term) {
        sheet.hold(TYPES.contains(&said.text.as_str()), &format!("BR-FR-04_{term}"), group, term);
    }
}

fn notes(sheet: &mut Checks<'_>) {
    let told = &sheet.document.told;
    let count = |subject: &str| told.every("BG-1").filter(|note| note.text("BT-21") == Some(subject)).count();
    for subject in ["PMT", "PMD", "AAB"] {
        sheet.hold(count(subject) >= 1, &format!("BR-FR-05_BT-22_{subject}"), told, "BT-22");
    }
    for subject in ["PMT", "PMD", "AAB", "TXD"] {
        sheet.hold(count(subject) <= 1, &format!("BR-FR-06_BT-21_{subject}"), told, "BT-21");
    }
    let mut known = 0;
    for note in told.every("BG-1").filter(|note| note.text("BT-21") == Some("BAR")) {
        let treated = note.first("BT-22").is_some_and(|said| TREATMENTS.contains(&said.text.as_str()));
        known += usize::from(note.text("BT-22").is_some_and(|text| TREATMENTS.contains(&text)));
        sheet.hold(treated, "BR-FR-20_BT-21", note, "BT-22");
    }
    sheet.hold(known <= 1, "BR-FR-31_BT-21", told, "BT-21");
}

fn characteristic(sheet: &mut Checks<'_>, one: &Group) {
    let filled = |term: &str| one.all(term).all(|said| !said.plain().is_empty());
    sheet.hold(one.has("BT-160") || one.has("EXT-FR-FE-159"), "BR-FR-27_BG-32", one, "BT-160");
    sheet.hold(filled("BT-160"), "BR-FR-27_BT-160", one, "BT-160");
    sheet.hold(filled("EXT-FR-FE-159"), "BR-FR-27_EXT-FR-FE-159", one, "EXT-FR-FE-159");
    let measured = one.first("EXT-FR-FE-160").is_some_and(|said| {
        sheet.document.tree.element(said.at).attribute("unitCode").is_some_and(|unit| !unit.is_empty())
    });
    let ok = if one.has("BT-161") { !one.has("EXT-FR-FE-160") } else { measured };
    sheet.hold(ok, "BR-FR-28-Value", one, "BT-161");
}

fn attachments(sheet: &mut Checks<'_>) {
    let told = &sheet.document.told;
    for paper in told.every("BG-24") {
        let named = paper.text("BT-123").is_none_or(|name| ATTACHMENTS.contains(&name));
        sheet.hold(named, "BR-FR-17_BT-123", paper, "BT-123");
    }
    let readable = told.every("BG-24").filter(|paper| paper.text("BT-123") == Some("LISIBLE")).count();
    sheet.hold(readable <= 1, "BR-FR-18_BT-123", told, "BT-123");
    let schemes = |code: &str| told.all("BT-18-1").filter(|said| said.plain() == code).count();
    sheet.hold(schemes("AFL") <= 1 && schemes("AVV") <= 1, "BR-FR-29_BT-18", told, "BT-18");
}

fn references(sheet: &mut Checks<'_>) {
    let document = sheet.document;
    let told = &document.told;
    let kind = told.text("BT-3").unwrap_or_default();
    if kind == "262" {
        let period = told.one("BG-14");
        let whole =
            period.is_some_and(|period| period.text("BT-73").is_some() && period.text("BT-74").is_some());
        sheet.hold(told.text("BT-12").is_some() && whole, "BR-FR-CO-03_BT-3", told, "BT-12");
    }
    if matches!(kind, "384" | "471" | "472" | "473") {
        sheet.hold(told.every("BG-3").count() == 1, "BR-FR-CO-04_BT-3", told, "BG-3");
    }
    let credit = document.syntax == Syntax::Cii || document.tree.root().name == "CreditNote";
    if credit && matches!(kind, "261" | "381" | "396" | "502" | "503") {
        let whole = told.every("BG-3").any(|one| one.has("BT-25") && one.has("BT-26"));
        let detail = |line: &&Group| matches!(line.text("EXT-FR-FE-163"), None | Some("DETAIL"));
        let lines = told
            .every("BG-25")
            .filter(detail)
            .all(|line| line.has("EXT-FR-FE-136") && line.has("EXT-FR-FE-138"));
        sheet.hold(whole || lines, "BR-FR-CO-05_BT-3", told, "BG-3");
    }
}

fn paid(sheet: &mut Checks<'_>, frame: &str) {
    let told = &sheet.document.told;
    let kind = told.text("BT-3").unwrap_or_default();
    let deposit = matches!(kind, "386" | "500" | "503");
    let settled = matches!(frame, "B2" | "S2" | "M2");
    let issued = told.first("BT-2").map(Said::plain);
    // Compared with no day at all, CII fails and UBL passes.
    let after = |due: &str| issued.map_or(sheet.document.syntax == Syntax::Ubl, |issued| due >= issued);
    let in_time = told.all("BT-9").all(|due| due.plain().is_empty() || after(due.plain()));
    sheet.hold(deposit || settled || in_time, "BR-FR-CO-07_BT-9", told, "BT-9");
    sheet.hold(!matches!(frame, "B4" | "S4" | "M4") || !deposit, "BR-FR-CO-08_BT-23", told, "BT-23");
    if !settled {
        return;
    }
    let Some(totals) = told.one("BG-22") else { return };
    let (already, whole) = (totals.number("BT-113"), totals.number("BT-112"));
    sheet.hold(already.is_some() && already == whole, "BR-FR-CO-09_BT-23-1", totals, "BT-113");
    sheet.hold(
        totals.number("BT-115").is_some_and(Decimal::is_zero),
        "BR-FR-CO-09_BT-23-2",
        totals,
        "BT-115",
    );
    sheet.hold(told.text("BT-9").is_some(), "BR-FR-CO-09_BT-23-3", told, "BT-9");
}

/// Where the invoice is not in euros, its VAT is told in euros too.
fn currency(sheet: &mut Checks<'_>) {
    let document = sheet.document;
    let told = &document.told;
    if told.all("BT-5").all(|currency| currency.plain() == "EUR") {
        return;
    }
    let euros = told.every("BG-22").flat_map(|totals| totals.all("BT-110")).any(|said| {
        document.tree.element(said.at).attribute("currencyID") == Some("EUR") && !said.plain().is_empty()
    });
    sheet.hold(told.text("BT-6") == Some("EUR") && euros, "BR-FR-CO-12_BT-5", told, "BT-6");
}
