//! What the rules of electronic invoices hold against an invoice before it takes its number, each at its field.
//!
//! Invariant: what is checked is the XML that would be issued, but for its number.

use crate::paper::einvoice::einvoice;
use crate::paper::invoiced::InvoicePaper;
use ::einvoice::check;
use ::einvoice::cii_write::write_cii;
use ::einvoice::finding::{Finding, Severity};
use values::problem::Problem;

/// A number that no series gives, of the form of those that do.
const NUMBER: &str = "F-2000-0000";

/// Rules that say what the law of their own day was: a rate that one added since is one’s own to answer for.
const DATED: [&str; 2] = ["BR-FR-16", "BR-FR-15"];

/// Every rule of EN 16931 and of the French reform that the invoice would break. Nothing of a paper that has no electronic
/// part.
#[must_use]
pub fn electronic_problems(paper: &InvoicePaper) -> Vec<Problem> {
    let Some(part) = &paper.wordings.electronic else { return Vec::new() };
    let paper = &InvoicePaper { number: NUMBER.to_owned(), ..paper.clone() };
    let xml = write_cii(&einvoice(paper, part));
    match check::check(&xml) {
        Ok(checked) => told_once(&checked.findings),
        // Our own writing is read again, whatever stands in it.
        Err(refusal) => vec![Problem::blocks("", refusal.message)],
    }
}

/// What has no field of its own is left out where the same rule is told at one: a rate that does not fit stands on its
/// line, and again in the breakdown.
fn told_once(findings: &[Finding]) -> Vec<Problem> {
    fn family(finding: &Finding) -> &str {
        finding.rule.split('_').next().unwrap_or_default()
    }
    let placed: Vec<&str> = findings.iter().filter(|one| !field_of(one).is_empty()).map(family).collect();
    let counts = |one: &&Finding| !field_of(one).is_empty() || !placed.contains(&family(one));
    findings.iter().filter(counts).map(problem).collect()
}

fn problem(finding: &Finding) -> Problem {
    let message = format!("{} ({})", unnumbered(&finding.text), finding.rule);
    let field = field_of(finding);
    let dated = DATED.iter().any(|rule| finding.rule.starts_with(rule));
    match finding.severity {
        Severity::Error if !dated => Problem::blocks(&field, message),
        Severity::Error | Severity::Warning => Problem::warns(&field, message),
    }
}

/// The line is named by the field.
fn unnumbered(text: &str) -> &str {
    text.strip_prefix("Ligne ")
        .and_then(|rest| rest.split_once(" : "))
        .filter(|(number, _)| number.bytes().all(|digit| digit.is_ascii_digit()))
        .map_or(text, |(_, said)| said)
}

/// Where it is set right: a field of the invoice, of the client’s card or of the settings; empty where it is none of
/// them.
fn field_of(finding: &Finding) -> String {
    let place = finding.field.as_str();
    let (group, term) = place.split_once('/').unwrap_or((place, place));
    let term = term.rsplit('/').next().unwrap_or_default();
    if let Some(line) = line(group) {
        let own = match term {
            "BT-129" | "BT-130" => "quantity",
            "BT-146" | "BT-147" | "BT-148" | "BT-131" => "unit_price",
            "BT-151" | "BT-152" => "vat_rate",
            _ => "label",
        };
        return format!("lines[{line}].{own}");
    }
    let field = match term {
        "BT-27" => "seller.name",
        "BT-29" | "BT-30" => "seller.siret",
        "BT-31" | "BT-32" => "seller.vat_number",
        "BT-34" => "seller.electronic_address",
        "BT-35" | "BT-36" | "BT-37" | "BT-38" | "BT-40" => "seller.address",
        "BT-81" | "BT-84" | "BT-85" | "BT-86" => "seller.iban",
        "BT-44" => "client.name",
        "BT-46" | "BT-47" => "client.siret",
        "BT-48" => "client.vat_number",
        "BT-49" => "client.electronic_address",
        "BT-50" | "BT-51" | "BT-52" | "BT-53" => "client.address",
        "BT-55" => "client.address.country",
        "BT-75" | "BT-76" | "BT-77" | "BT-78" | "BT-80" => "client.delivery_address.country",
        "BT-9" => "due_on",
        "BT-13" => "order_number",
        "BT-72" | "BT-73" | "BT-74" => "supplied_on",
        "BT-92" | "BT-99" | "BT-107" | "BT-108" => "discount",
        "BT-22" => "notes",
        _ => match group {
            "BG-4" => "seller",
            "BG-7" => "client",
            _ => "",
        },
    };
    field.to_owned()
}

/// The rank of a line from zero: `BG-25[2]` is the second.
fn line(group: &str) -> Option<usize> {
    let number: usize = group.strip_prefix("BG-25[")?.strip_suffix(']')?.parse().ok()?;
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::einvoice::finding::Layer;

    fn found(rule: &str, field: &str, text: &str) -> Problem {
        problem(&Finding {
            rule: rule.to_owned(),
            severity: Severity::Error,
            layer: Layer::Rules,
            field: field.to_owned(),
            path: String::new(),
            text: text.to_owned(),
        })
    }

    #[test]
    fn what_is_found_stands_at_the_field_where_it_is_set_right() {
        for (place, field) in [
            ("BG-25[2]/BT-146", "lines[1].unit_price"),
            ("BG-25[1]", "lines[0].label"),
            ("BG-4/BT-31", "seller.vat_number"),
            ("BG-7/BT-49", "client.electronic_address"),
            ("BG-7/BG-8/BT-55", "client.address.country"),
            ("BT-9", "due_on"),
            ("BG-22/BT-110", ""),
        ] {
            assert_eq!(found("BR-01", place, "Rien.").field, field, "{place}");
        }
        let line = found("BR-27", "BG-25[2]/BT-146", "Ligne 2 : le prix est négatif.");
        assert_eq!((line.message.as_str(), line.blocking), ("le prix est négatif. (BR-27)", true));
        assert!(!found("BR-FR-16_BT-152", "BG-25[1]/BT-152", "Ligne 1 : le taux.").blocking);
    }
}
