//! Lines, one by one.

use crate::rules::checks::Checks;
use crate::rules::header::period;
use crate::rules::totals::{decimals, is_vat};
use crate::told::Group;

pub fn check(sheet: &mut Checks<'_>) {
    let document = sheet.document;
    for line in document.told.every("BG-25") {
        one(sheet, line);
        for inner in line.every("BG-26") {
            period(sheet, inner, ["BT-134", "BT-135"], "BR-30", "BR-CO-20");
        }
        for inner in line.every("BG-27") {
            let rules = ["BR-41", "BR-42", "BR-CO-23", "BR-DEC-24", "BR-DEC-25"];
            allowance(sheet, inner, rules, ["BT-136", "BT-137", "BT-139", "BT-140"]);
        }
        for inner in line.every("BG-28") {
            let rules = ["BR-43", "BR-44", "BR-CO-24", "BR-DEC-27", "BR-DEC-28"];
            allowance(sheet, inner, rules, ["BT-141", "BT-142", "BT-144", "BT-145"]);
        }
        for inner in line.every("BG-32") {
            sheet.hold(inner.has("BT-160") && inner.has("BT-161"), "BR-54", inner, "BT-160");
        }
    }
}

fn one(sheet: &mut Checks<'_>, line: &Group) {
    sheet.hold(line.text("BT-126").is_some(), "BR-21", line, "BT-126");
    sheet.hold(line.has("BT-129"), "BR-22", line, "BT-129");
    sheet.hold(line.has("BT-130"), "BR-23", line, "BT-130");
    sheet.hold(line.has("BT-131"), "BR-24", line, "BT-131");
    sheet.hold(line.text("BT-153").is_some(), "BR-25", line, "BT-153");
    sheet.hold(line.has("BT-146"), "BR-26", line, "BT-146");
    let fits =
        |term: &str| line.first(term).is_some_and(|price| price.number().is_some() && !price.is_negative());
    sheet.hold(fits("BT-146"), "BR-27", line, "BT-146");
    sheet.hold(!line.has("BT-148") || fits("BT-148"), "BR-28", line, "BT-148");
    sheet.hold(!line.has("BT-157") || line.text("BT-157-1").is_some(), "BR-64", line, "BT-157");
    let listed =
        line.all("BT-158").count() <= line.all("BT-158-1").filter(|said| !said.text.is_empty()).count();
    sheet.hold(listed, "BR-65", line, "BT-158");
    sheet.hold(line.has("BT-151") && is_vat(line, "BT-151-0"), "BR-CO-04", line, "BT-151");
    decimals(sheet, line, "BR-DEC-23", "BT-131");
}

fn allowance(sheet: &mut Checks<'_>, one: &Group, rules: [&str; 5], terms: [&str; 4]) {
    let [amount, base, reason, code] = terms;
    sheet.hold(one.has(amount), rules[0], one, amount);
    let why = one.has(reason) || one.has(code);
    sheet.hold(why, rules[1], one, reason);
    sheet.hold(why, rules[2], one, reason);
    decimals(sheet, one, rules[3], amount);
    decimals(sheet, one, rules[4], base);
}
