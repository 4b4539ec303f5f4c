//! What UBL asks of its own writing: numbers and days that are some, and what stands at most once.

use crate::decimal::Decimal;
use crate::rules::checks::Checks;
use crate::rules::codes::{Codes, is_code};
use crate::way::Way;
use crate::xml::{Element, Tree};
use chrono::NaiveDate;

/// Rule, an element, and a way from it to what stands at most once.
const ONCE: &[(&str, &str, &str)] = &[
    ("UBL-SR-01", ".", "ContractDocumentReference/ID"),
    ("UBL-SR-02", ".", "ReceiptDocumentReference/ID"),
    ("UBL-SR-03", ".", "DespatchDocumentReference/ID"),
    ("UBL-SR-04", ".", "AdditionalDocumentReference[DocumentTypeCode='130']/ID"),
    ("UBL-SR-05", ".", "PaymentTerms/Note"),
    ("UBL-SR-06", "BillingReference", "InvoiceDocumentReference"),
    ("UBL-SR-08", ".", "InvoicePeriod"),
    ("UBL-SR-09", ".", "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName"),
    ("UBL-SR-10", ".", "AccountingSupplierParty/Party/PartyName/Name"),
    ("UBL-SR-11", ".", "AccountingSupplierParty/Party/PartyLegalEntity/CompanyID"),
    (
        "UBL-SR-12",
        ".",
        "AccountingSupplierParty/Party/PartyTaxScheme[TaxScheme/ID='VAT'|'vat'|'Vat']/CompanyID",
    ),
    (
        "UBL-SR-13",
        ".",
        "AccountingSupplierParty/Party/PartyTaxScheme[TaxScheme/ID][TaxScheme/ID!='VAT'|'vat'|'Vat']/CompanyID",
    ),
    ("UBL-SR-14", ".", "AccountingSupplierParty/Party/PartyLegalEntity/CompanyLegalForm"),
    ("UBL-SR-15", ".", "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName"),
    ("UBL-SR-16", ".", "AccountingCustomerParty/Party/PartyIdentification/ID"),
    ("UBL-SR-17", ".", "AccountingCustomerParty/Party/PartyLegalEntity/CompanyID"),
    (
        "UBL-SR-18",
        ".",
        "AccountingCustomerParty/Party/PartyTaxScheme[TaxScheme/ID='VAT'|'vat'|'Vat']/CompanyID",
    ),
    ("UBL-SR-19", "PayeeParty", "PartyName/Name"),
    ("UBL-SR-20", "PayeeParty", "PartyIdentification/ID[@schemeID][@schemeID!='SEPA'|'sepa']"),
    ("UBL-SR-21", "PayeeParty", "PartyLegalEntity/CompanyID"),
    ("UBL-SR-22", "TaxRepresentativeParty", "PartyName/Name"),
    ("UBL-SR-23", "TaxRepresentativeParty", "PartyTaxScheme/CompanyID"),
    ("UBL-SR-24", ".", "Delivery"),
    ("UBL-SR-25", "Delivery", "DeliveryParty/PartyName/Name"),
    ("UBL-SR-26", "PaymentMeans", "PaymentID"),
    ("UBL-SR-27", "PaymentMeans", "PaymentMeansCode"),
    ("UBL-SR-28", "PaymentMeans", "PaymentMandate/ID"),
    ("UBL-SR-30", "AllowanceCharge[ChargeIndicator='false'|'0']", "AllowanceChargeReason"),
    ("UBL-SR-31", "AllowanceCharge[ChargeIndicator='true'|'1']", "AllowanceChargeReason"),
    ("UBL-SR-32", "TaxTotal/TaxSubtotal", "TaxCategory/TaxExemptionReason"),
    ("UBL-SR-33", "AdditionalDocumentReference", "DocumentDescription"),
    ("UBL-SR-34", "LINE", "Note"),
    ("UBL-SR-35", "LINE", "OrderLineReference/LineID"),
    ("UBL-SR-36", "LINE", "InvoicePeriod"),
    ("UBL-SR-37", "LINE", "Price/AllowanceCharge/Amount"),
    ("UBL-SR-39", ".", "ProjectReference/ID"),
    ("UBL-SR-40", ".", "AccountingCustomerParty/Party/PartyName/Name"),
    ("UBL-SR-45", ".", "PaymentMeans/PaymentDueDate"),
    ("UBL-SR-46", ".", "PaymentMeans/PaymentMeansCode[@name]"),
    ("UBL-SR-48", "LINE", "Item/ClassifiedTaxCategory"),
    ("UBL-SR-49", ".", "InvoicePeriod/DescriptionCode"),
    ("UBL-SR-50", "LINE", "Item/Description"),
    ("UBL-SR-52", "LINE", "DocumentReference"),
    ("UBL-SR-54", ".", "PaymentMeans/CardAccount"),
    ("UBL-SR-55", ".", "PaymentMeans/PaymentMandate"),
    ("UBL-SR-56", ".", "OriginatorDocumentReference/ID"),
    // Not of the rules, but of the schema.
    ("XML-MANY", "TaxTotal/TaxSubtotal", "TaxCategory"),
    ("XML-MANY", ".", "LegalMonetaryTotal"),
];

pub fn check(sheet: &mut Checks<'_>) {
    let tree = &sheet.document.tree;
    values(sheet, tree);
    for (rule, from, way) in ONCE {
        let way = Way::of(way);
        for place in from_root(tree, from) {
            sheet.hold_at(way.elements(tree, place).len() <= 1, rule, place);
        }
    }
    for place in from_root(tree, "LINE") {
        let taxes = Way::of("Item/ClassifiedTaxCategory").elements(tree, place).len();
        sheet.hold_at(taxes > 0, "UBL-SR-48", place);
    }
    for place in from_root(tree, "BillingReference") {
        sheet.hold_at(
            !Way::of("InvoiceDocumentReference/ID").elements(tree, place).is_empty(),
            "UBL-SR-07",
            place,
        );
    }
    references(sheet, tree);
    payee(sheet, tree);
    totals(sheet, tree);
    for (place, text) in Way::of("Note").texts(tree, 0) {
        let code = text.split_once('#').and_then(|(_, rest)| rest.split_once('#')).map(|(code, _)| code);
        let known = code.is_none_or(|code| code.chars().count() != 3 || is_code(Codes::NoteSubject, code));
        sheet.hold_at(known, "BR-CL-08", place);
    }
    let quoted = Way::of("PaymentMeans/PaymentID").texts(tree, 0);
    let other = quoted.iter().find(|(_, text)| Some(text) != quoted.first().map(|(_, first)| first));
    if let Some((place, _)) = other {
        sheet.hold_at(false, "UBL-SR-44", *place);
    }
}

/// `LINE` is a line of an invoice or of a credit note.
fn from_root(tree: &Tree, way: &str) -> Vec<usize> {
    match way {
        "LINE" => [Way::of("InvoiceLine"), Way::of("CreditNoteLine")]
            .iter()
            .flat_map(|way| way.elements(tree, 0))
            .collect(),
        way => Way::of(way).elements(tree, 0),
    }
}

/// Numbers, days and yes or no, wherever they stand, and what hangs on each element of a kind.
fn values(sheet: &mut Checks<'_>, tree: &Tree) {
    for (at, element) in tree.elements.iter().enumerate() {
        let text = element.text.trim();
        let ends = |ends: &[&str]| ends.iter().any(|end| element.name.ends_with(end));
        sheet.hold_at(element.nth == 1 || !stands_once(element), "XML-MANY", at);
        if !element.children.is_empty() || element.space != "cbc" {
            sheet.hold_at(element.children.is_empty() || text.is_empty(), "XML-TEXT", at);
            if element.name == "PartyTaxScheme" {
                let told = tree.named(at, "CompanyID").next().is_some();
                let scheme = !Way::of("TaxScheme/ID").elements(tree, at).is_empty();
                sheet.hold_at(told && scheme, "UBL-SR-53", at);
            }
            if matches!(element.name.as_str(), "PostalAddress" | "Address") {
                sheet.hold_at(tree.named(at, "AddressLine").count() <= 1, "UBL-SR-51", at);
            }
            continue;
        }
        let amount = ends(&["Amount"]);
        if amount || ends(&["Quantity", "Percent", "Numeric"]) {
            sheet.hold_at(Decimal::parse(text).is_some(), "XML-NUMBER", at);
        }
        if amount {
            let price = element.name.ends_with("PriceAmount") || in_price(tree, at);
            let short = text.split_once('.').is_none_or(|(_, after)| after.len() <= 2);
            sheet.hold_at(price || short, "UBL-DT-01", at);
            let currency = element.attribute("currencyID").map(str::trim).unwrap_or_default();
            sheet.hold_at(is_code(Codes::Currency, currency), "BR-CL-03", at);
        }
        if element.name.ends_with("Date") {
            let day = NaiveDate::parse_from_str(text.get(..10).unwrap_or(text), "%Y-%m-%d").is_ok();
            sheet.hold_at(day, "XML-DAY", at);
        }
        if element.name == "ChargeIndicator" {
            sheet.hold_at(matches!(text, "true" | "false" | "1" | "0"), "XML-BOOLEAN", at);
        }
        if element.name.ends_with("BinaryObject") {
            sheet.hold_at(element.attribute("mimeCode").is_some(), "UBL-DT-06", at);
            sheet.hold_at(element.attribute("filename").is_some(), "UBL-DT-07", at);
        }
    }
}

/// The schema has it once: what names, dates, counts or classifies, and groups of which there is one.
fn stands_once(element: &Element) -> bool {
    const ENDS: [&str; 9] =
        ["ID", "Code", "Amount", "Quantity", "Percent", "Date", "Name", "Indicator", "Zone"];
    const REPEATED: [&str; 5] =
        ["PaymentID", "DescriptionCode", "RoleCode", "AdditionalAccountID", "ItemClassificationCode"];
    const GROUPS: [&str; 16] = [
        "Party",
        "Price",
        "Item",
        "PostalAddress",
        "LegalMonetaryTotal",
        "TaxScheme",
        "AccountingSupplierParty",
        "AccountingCustomerParty",
        "Country",
        "PayeeParty",
        "TaxRepresentativeParty",
        "OrderReference",
        "PayeeFinancialAccount",
        "FinancialInstitutionBranch",
        "DeliveryLocation",
        "DeliveryParty",
    ];
    let name = element.name.as_str();
    match element.space.as_str() {
        "cbc" => ENDS.iter().any(|end| name.ends_with(end)) && !REPEATED.contains(&name),
        "cac" => GROUPS.contains(&name),
        _ => false,
    }
}

/// Inside the allowance of a price.
fn in_price(tree: &Tree, at: usize) -> bool {
    let above = tree.element(at).parent;
    let allowance = above.filter(|above| tree.element(*above).name == "AllowanceCharge");
    let price = allowance.and_then(|allowance| tree.element(allowance).parent);
    price.is_some_and(|price| tree.element(price).name == "Price")
}

fn references(sheet: &mut Checks<'_>, tree: &Tree) {
    let credit = tree.root().name == "CreditNote";
    for place in from_root(tree, "AdditionalDocumentReference") {
        let told = |way: &str| Way::of(way).texts(tree, place);
        let kinds = told("DocumentTypeCode");
        let is = |code: &str| kinds.iter().any(|(_, text)| text.trim() == code);
        let plain = told("ID/@schemeID").is_empty() && kinds.is_empty();
        sheet.hold_at(is("130") || (credit && is("50")) || plain, "UBL-SR-43", place);
        sheet.hold_at(!is("130") || told("Attachment").is_empty(), "UBL-CR-666", place);
        sheet.hold_at(!is("130") || told("DocumentDescription").is_empty(), "UBL-CR-673", place);
    }
}

/// The payee is another than the seller.
fn payee(sheet: &mut Checks<'_>, tree: &Tree) {
    let seller = Way::of("AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName").texts(tree, 0);
    for place in from_root(tree, "PayeeParty") {
        let names = Way::of("PartyName/Name").texts(tree, place);
        let other = names.iter().any(|(_, own)| seller.iter().any(|(_, text)| own != text));
        sheet.hold_at(other, "UBL-SR-19", place);
    }
}

/// Each total of VAT is what its own groups come to.
fn totals(sheet: &mut Checks<'_>, tree: &Tree) {
    for place in from_root(tree, "TaxTotal") {
        let parts = Way::of("TaxSubtotal/TaxAmount").texts(tree, place);
        if Way::of("TaxSubtotal").elements(tree, place).is_empty() {
            continue;
        }
        let sum: Decimal = parts.iter().filter_map(|(_, text)| Decimal::parse(text)).sum();
        let sum = sum.rounded_upwards(2);
        let told = Way::of("TaxAmount").texts(tree, place).first().and_then(|(_, text)| Decimal::parse(text));
        if told != Some(sum)
            && let Some(totals) = sheet.document.told.one("BG-22")
        {
            sheet.differs(sum, "BR-CO-14", totals, "BT-110");
        }
    }
}
