//! How amounts, quantities, prices and rates are written in France, and which rates there are.

use crate::rules::checks::Checks;
use crate::told::Group;

/// Rates of VAT that are or were in force, written in each way that passes (CGI art. 278 to 281 nonies, 294 to 298
/// septies, and those before them).
const RATES: [&str; 33] = [
    "0", "0.0", "0.00", "10", "10.0", "10.00", "13", "13.0", "13.00", "20", "20.0", "20.00", "8.5", "8.50",
    "19.6", "19.60", "2.1", "2.10", "5.5", "5.50", "7", "7.0", "7.00", "20.6", "20.60", "1.05", "0.9",
    "0.90", "1.75", "9.2", "9.20", "9.6", "9.60",
];
const CATEGORIES: [&str; 7] = ["S", "E", "AE", "K", "G", "O", "Z"];

/// Group, terms that are amounts, and the end of the rule's name.
const AMOUNTS: &[(&str, &str, &str)] = &[
    ("BG-20", "BT-92", "BT-92_BT-99"),
    ("BG-21", "BT-99", "BT-92_BT-99"),
    ("BG-20", "BT-93", "BT-93_BT-100"),
    ("BG-21", "BT-100", "BT-93_BT-100"),
    ("BG-22", "BT-106", "BT-106"),
    ("BG-22", "BT-107", "BT-107"),
    ("BG-22", "BT-108", "BT-108"),
    ("BG-22", "BT-109", "BT-109"),
    ("BG-22", "BT-110", "BT-110"),
    ("BG-22", "BT-112", "BT-112"),
    ("BG-22", "BT-113", "BT-113"),
    ("BG-22", "BT-114", "BT-114"),
    ("BG-22", "BT-115", "BT-115"),
    ("BG-23", "BT-116", "BT-116"),
    ("BG-23", "BT-117", "BT-117"),
    ("BG-25", "BT-131", "BT-131"),
    ("BG-27", "BT-136", "BT-136_BT-141"),
    ("BG-28", "BT-141", "BT-136_BT-141"),
    ("BG-27", "BT-137", "BT-137_BT-142"),
    ("BG-28", "BT-142", "BT-137_BT-142"),
];

/// Group, category, rate, what says that it is VAT, and the ends of the rules' names.
const TAXES: &[(&str, [&str; 3], &str, &str)] = &[
    ("BG-20", ["BT-95", "BT-96", "BT-95-0"], "BT-95_BT-102", "BT-96_BT-103"),
    ("BG-21", ["BT-102", "BT-103", "BT-102-0"], "BT-95_BT-102", "BT-96_BT-103"),
    ("BG-23", ["BT-118", "BT-119", "BT-118-0"], "BT-95_BT-118", "BT-119"),
    ("BG-25", ["BT-151", "BT-152", "BT-151-0"], "BT-95_BT-151", "BT-152"),
];

pub fn check(sheet: &mut Checks<'_>) {
    let told = &sheet.document.told;
    // Whoever settles an outlay for others may write negative prices.
    let outlay = matches!(told.text("BT-23"), Some("S9" | "B9" | "M9"));
    for group in &told.groups {
        amounts(sheet, group);
        taxes(sheet, group);
        for inner in &group.groups {
            amounts(sheet, inner);
        }
    }
    for line in told.every("BG-25") {
        for term in ["BT-129", "BT-149"] {
            let rule = format!("BR-FR-DEC-02_{term}");
            each(sheet, line, term, &rule, |text| number(text, 4, true));
        }
        for term in ["BT-146", "BT-147", "BT-148"] {
            let rule = format!("BR-FR-DEC-03_{term}");
            each(sheet, line, term, &rule, |text| number(text, 6, outlay));
        }
    }
}

fn each(sheet: &mut Checks<'_>, group: &Group, term: &str, rule: &str, fits: impl Fn(&str) -> bool) {
    let ok = group.all(term).all(|said| fits(said.plain()));
    sheet.hold(ok, rule, group, term);
}

fn amounts(sheet: &mut Checks<'_>, group: &Group) {
    for (id, term, end) in AMOUNTS {
        if *id == group.id {
            each(sheet, group, term, &format!("BR-FR-DEC-01_{end}"), |text| number(text, 2, true));
        }
    }
}

/// Digits, at most so many after a point; at most 19 signs with the minus and without the point.
fn number(text: &str, places: usize, negative: bool) -> bool {
    let bare = if negative { text.strip_prefix('-').unwrap_or(text) } else { text };
    let (whole, fraction) = bare.split_once('.').unwrap_or((bare, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|one| one.is_ascii_digit());
    let signs = text.len() - usize::from(text.contains('.'));
    digits(whole) && digits(fraction) && fraction.len() <= places && signs <= 19
}

fn taxes(sheet: &mut Checks<'_>, group: &Group) {
    for (id, [category, rate, scheme], category_end, rate_end) in TAXES {
        if *id != group.id {
            continue;
        }
        // A line that heads others, or only informs, has none.
        let heads = matches!(group.text("EXT-FR-FE-163"), Some("GROUP" | "INFORMATION"));
        let told = group.first(category).map(|said| said.text.as_str());
        let line = *id == "BG-25" && !group.has(scheme) && told.is_none();
        let untaxed = matches!(*id, "BG-20" | "BG-21") && !group.has(rate) && !group.has(scheme);
        let taxless = told.is_none() && (heads || line || untaxed);
        let known = told.is_some_and(|code| CATEGORIES.contains(&code));
        sheet.hold(known || taxless, &format!("BR-FR-15_{category_end}"), group, category);
        let abroad = matches!(told, Some("L" | "M"));
        sheet.hold(!abroad, &format!("BR-FR-15_{category_end}_LM"), group, category);
        let fits = group.all(rate).all(|said| said.text.is_empty() || RATES.contains(&said.text.as_str()));
        sheet.hold(fits, &format!("BR-FR-16_{rate_end}"), group, rate);
        let short = |text: &str| number(text, 2, false) && text.len() - usize::from(text.contains('.')) <= 4;
        each(sheet, group, rate, &format!("BR-FR-DEC-04_{rate_end}"), short);
    }
}
