//! What the document adds up to (BG-22), allowances and charges, and the decimals of amounts.

use crate::decimal::Decimal;
use crate::document::Profile;
use crate::rules::checks::Checks;
use crate::told::{Group, Said, Syntax};

pub fn check(sheet: &mut Checks<'_>) {
    let document = sheet.document;
    let minimum = document.profile == Profile::Minimum;
    for totals in document.told.every("BG-22") {
        for (rule, term) in
            [("BR-12", "BT-106"), ("BR-13", "BT-109"), ("BR-14", "BT-112"), ("BR-15", "BT-115")]
        {
            sheet.hold(totals.has(term) || (minimum && rule == "BR-12"), rule, totals, term);
        }
        for (rule, term) in [
            ("BR-DEC-09", "BT-106"),
            ("BR-DEC-10", "BT-107"),
            ("BR-DEC-11", "BT-108"),
            ("BR-DEC-12", "BT-109"),
            ("BR-DEC-14", "BT-112"),
            ("BR-DEC-16", "BT-113"),
            ("BR-DEC-17", "BT-114"),
            ("BR-DEC-18", "BT-115"),
        ] {
            decimals(sheet, totals, rule, term);
        }
        if minimum {
            continue;
        }
        allowed(sheet, totals);
        sums(sheet, totals);
        vat(sheet, totals);
    }
    for (group, charge) in [("BG-20", false), ("BG-21", true)] {
        for one in document.told.every(group) {
            allowance(sheet, one, charge);
        }
    }
}

/// At most two decimals.
pub fn decimals(sheet: &mut Checks<'_>, group: &Group, rule: &str, term: &str) {
    let ok = group.all(term).all(|said| said.text.split_once('.').is_none_or(|(_, after)| after.len() <= 2));
    sheet.hold(ok, rule, group, term);
}

fn allowance(sheet: &mut Checks<'_>, one: &Group, charge: bool) {
    let terms = if charge {
        ["BT-99", "BT-100", "BT-102", "BT-104", "BT-105", "BT-102-0"]
    } else {
        ["BT-92", "BT-93", "BT-95", "BT-97", "BT-98", "BT-95-0"]
    };
    let rules = if charge {
        ["BR-36", "BR-37", "BR-38", "BR-CO-22", "BR-DEC-05", "BR-DEC-06"]
    } else {
        ["BR-31", "BR-32", "BR-33", "BR-CO-21", "BR-DEC-01", "BR-DEC-02"]
    };
    let [amount, base, category, reason, code, scheme] = terms;
    sheet.hold(one.has(amount), rules[0], one, amount);
    sheet.hold(one.has(category) && is_vat(one, scheme), rules[1], one, category);
    let why = one.has(reason) || one.has(code);
    sheet.hold(why, rules[2], one, reason);
    sheet.hold(why, rules[3], one, reason);
    decimals(sheet, one, rules[4], amount);
    decimals(sheet, one, rules[5], base);
}

/// The tax it tells of is VAT.
pub fn is_vat(group: &Group, scheme: &str) -> bool {
    group.text(scheme).is_some_and(|text| text.eq_ignore_ascii_case("VAT"))
}

/// The sum of one term over groups; what is no number counts as nothing, its own rule tells of it.
pub fn sum<'a>(groups: impl Iterator<Item = &'a Group>, term: &str) -> Decimal {
    groups.filter_map(|group| group.number(term)).sum()
}

/// In the Extended profile each summand may carry a rounding of its own: a cent for each.
fn slack(sheet: &Checks<'_>, summands: usize) -> Decimal {
    let cents = i64::try_from(summands.max(1)).unwrap_or(i64::MAX);
    if sheet.document.profile == Profile::Extended { Decimal::new(cents, 2) } else { Decimal::ZERO }
}

fn close(told: Option<Decimal>, expected: Decimal, slack: Decimal) -> bool {
    told.is_some_and(|told| told.minus(expected).abs() <= slack)
}

fn hold(
    sheet: &mut Checks<'_>,
    totals: &Group,
    (rule, term): (&str, &str),
    expected: Decimal,
    summands: usize,
) {
    if close(totals.number(term), expected, slack(sheet, summands)) {
        return;
    }
    sheet.amounts_to(expected, rule, totals, term);
}

/// BT-107 and BT-108 are what the allowances and the charges add up to.
fn allowed(sheet: &mut Checks<'_>, totals: &Group) {
    let document = sheet.document;
    for (group, amount, term, rule) in
        [("BG-20", "BT-92", "BT-107", "BR-CO-11"), ("BG-21", "BT-99", "BT-108", "BR-CO-12")]
    {
        let count = document.told.every(group).count();
        let mut expected = sum(document.told.every(group), amount).rounded_upwards(2);
        let mut logistics = 0;
        if group == "BG-21" {
            logistics = document.told.every("EXT-LOGISTICS-BG-X").count();
            expected = expected.plus(sum(document.told.every("EXT-LOGISTICS-BG-X"), "EXT-APPLIED"));
        }
        // CII rounds the charges that are told, and nothing else.
        let rounded = document.syntax == Syntax::Cii
            && group == "BG-21"
            && totals.number(term).is_some_and(|told| told.rounded_upwards(2) == expected);
        if !rounded && (count + logistics > 0 || totals.has(term)) {
            hold(sheet, totals, (rule, term), expected, count + logistics);
        }
    }
}

fn sums(sheet: &mut Checks<'_>, totals: &Group) {
    let document = sheet.document;
    let number = |term: &str| totals.number(term);
    let or_none = |term: &str| number(term).unwrap_or(Decimal::ZERO);
    if document.profile.has_lines() {
        let lines = document.told.every("BG-25").filter(|line| counts(line));
        let count = document.told.every("BG-25").count();
        hold(sheet, totals, ("BR-CO-10", "BT-106"), sum(lines, "BT-131").rounded_upwards(2), count);
    }
    if let Some(lines) = number("BT-106") {
        let expected = lines.minus(or_none("BT-107")).plus(or_none("BT-108")).rounded_upwards(2);
        hold(sheet, totals, ("BR-CO-13", "BT-109"), expected, 1);
    } else {
        sheet.hold(false, "BR-CO-13", totals, "BT-109");
    }
    let with = number("BT-112");
    match with {
        Some(with) => {
            let expected = with.minus(or_none("BT-113")).plus(or_none("BT-114"));
            let expected = match document.syntax {
                Syntax::Cii => expected,
                Syntax::Ubl => expected.rounded_upwards(2),
            };
            hold(sheet, totals, ("BR-CO-16", "BT-115"), expected, 1);
        }
        None => sheet.hold(false, "BR-CO-16", totals, "BT-115"),
    }
}

/// In EXTENDED a line may only inform, or head a group of others.
fn counts(line: &Group) -> bool {
    !matches!(line.text("EXT-FR-FE-163"), Some("GROUP" | "INFORMATION"))
}

fn vat(sheet: &mut Checks<'_>, totals: &Group) {
    let document = sheet.document;
    let currency = document.told.text("BT-5").unwrap_or_default();
    let of = |said: &&Said| document.tree.element(said.at).attribute("currencyID") == Some(currency);
    let own: Vec<&Said> = totals.all("BT-110").filter(of).collect();
    let with = totals.number("BT-112");
    let without = totals.number("BT-109");
    let tax = own.first().and_then(|said| said.number());
    let expected = without.zip(tax).map(|(without, tax)| without.plus(tax).rounded_upwards(2));
    let added =
        own.len() == 1 && close(with, expected.unwrap_or_default(), slack(sheet, 1)) && expected.is_some();
    // Without any VAT, CII lets the total go without saying so.
    let free = document.syntax == Syntax::Cii && with.is_some() && with == without;
    let currencies = document.told.has("BT-5");
    if currencies && !added && !free {
        match expected.filter(|_| own.len() == 1) {
            Some(expected) => sheet.amounts_to(expected, "BR-CO-15", totals, "BT-112"),
            None => sheet.hold(false, "BR-CO-15", totals, "BT-110"),
        }
    }
    let groups: Vec<&Group> = document.told.every("BG-23").collect();
    let sum = sum(groups.iter().copied(), "BT-117").rounded_upwards(2);
    // UBL holds each total against its own groups; CII the one in the currency of the invoice against all.
    if document.syntax == Syntax::Cii {
        for said in &own {
            if !close(said.number(), sum, slack(sheet, groups.len())) {
                sheet.amounts_to(sum, "BR-CO-14", totals, "BT-110");
            }
        }
    }
    if document.syntax == Syntax::Cii {
        let exact = |said: &&Said| said.number().is_some_and(|tax| tax.rounded_upwards(2) == tax);
        let any = totals.has("BT-110");
        let fits = totals.all("BT-110").any(|said| !of(&said) || exact(&said));
        sheet.hold(!any || fits, "BR-DEC-13", totals, "BT-110");
        if let Some(other) = document.told.text("BT-6") {
            let other = |said: &&Said| document.tree.element(said.at).attribute("currencyID") == Some(other);
            let fits = totals.all("BT-110").filter(other).any(|said| exact(&said));
            sheet.hold(!any || fits, "BR-DEC-15", totals, "BT-110");
        }
    }
}
