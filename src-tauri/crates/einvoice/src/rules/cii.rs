//! What CII asks of its own writing, beside where its elements stand.

use crate::document::Profile;
use crate::rules::checks::Checks;
use crate::way::Way;

const TRADE: &str = "SupplyChainTradeTransaction";

/// A rule, what repeats, and what stands at most once in it.
const ONCE: [(&str, &str, &str); 4] = [
    ("CII-SR-469", "ApplicableHeaderTradeSettlement", "PaymentReference"),
    ("CII-SR-471", "ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge", "CategoryTradeTax"),
    ("CII-SR-472", "ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge", "RateApplicablePercent"),
    ("CII-SR-473", "ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge", "ActualAmount"),
];

/// Where a tax says what it is.
const TAXES: [&str; 3] = [
    "ApplicableHeaderTradeSettlement/ApplicableTradeTax/TypeCode",
    "ApplicableHeaderTradeSettlement/SpecifiedTradeAllowanceCharge/CategoryTradeTax/TypeCode",
    "IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement/ApplicableTradeTax/TypeCode",
];

/// References that are nothing without their number.
const REFERENCES: [&str; 2] = [
    "ApplicableHeaderTradeAgreement/AdditionalReferencedDocument",
    "IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement/AdditionalReferencedDocument",
];

pub fn check(sheet: &mut Checks<'_>) {
    let tree = &sheet.document.tree;
    let at = |way: &str| Way::of(&format!("{TRADE}/{way}")).elements(tree, 0);
    if sheet.document.profile != Profile::Minimum {
        for (rule, way, name) in ONCE {
            for place in at(way) {
                sheet.hold_at(tree.named(place, name).count() <= 1, rule, place);
            }
        }
        for place in REFERENCES.iter().flat_map(|way| at(way)) {
            let mut named = Way::of("IssuerAssignedID").elements(tree, place).into_iter();
            sheet.hold_at(named.any(|own| !tree.element(own).text.is_empty()), "BR-52", place);
        }
        for (rule, party) in [("BR-62", "SellerTradeParty"), ("BR-63", "BuyerTradeParty")] {
            let all = at(&format!("ApplicableHeaderTradeAgreement/{party}/URIUniversalCommunication"));
            // With an address in it, what it lacks is told by the address.
            let bare = |place: &&usize| tree.named(**place, "URIID").next().is_none();
            if let Some(place) = all.first().filter(bare) {
                sheet.hold_at(false, rule, *place);
            }
        }
    }
    for (rule, party) in [("CII-SR-465", "SellerTradeParty"), ("CII-SR-466", "BuyerTradeParty")] {
        for place in at(&format!("ApplicableHeaderTradeAgreement/{party}")) {
            let told = |name: &str| {
                !Way::of(&format!("DefinedTradeContact/{name}")).elements(tree, place).is_empty()
            };
            sheet.hold_at(!(told("PersonName") && told("DepartmentName")), rule, place);
        }
    }
    let texts = at("ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementPaymentMeans/Information");
    let first = texts.first().map(|place| tree.element(*place).text.trim());
    let other = texts.iter().find(|place| Some(tree.element(**place).text.trim()) != first);
    if let Some(place) = other {
        sheet.hold_at(false, "CII-SR-468", *place);
    }
    for place in TAXES.iter().flat_map(|way| at(way)) {
        let text = tree.element(place).text.trim();
        sheet.hold_at(text.is_empty() || text == "VAT", "XML-VAT", place);
    }
    for party in ["BuyerTradeParty", "SellerTaxRepresentativeTradeParty"] {
        for place in at(&format!("ApplicableHeaderTradeAgreement/{party}/SpecifiedTaxRegistration/ID")) {
            let scheme = tree.element(place).attribute("schemeID").map(str::trim);
            sheet.hold_at(
                scheme.is_none_or(|scheme| scheme.is_empty() || scheme == "VA"),
                "XML-REGISTRATION",
                place,
            );
        }
    }
    days(sheet);
    let currencies: Vec<&str> =
        ["BT-5", "BT-6"].iter().filter_map(|term| sheet.document.told.text(term)).collect();
    let totals =
        at("ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount");
    for place in totals.iter().copied() {
        let own = tree.element(place).attribute("currencyID");
        sheet.hold_at(own.is_some_and(|own| currencies.contains(&own)), "XML-CURRENCY", place);
        let before = totals.iter().take_while(|other| **other != place);
        let again = own.is_some()
            && before.map(|other| tree.element(*other).attribute("currencyID")).any(|other| other == own);
        sheet.hold_at(!again || sheet.document.profile == Profile::Other, "XML-MANY", place);
    }
}

/// Days are eight digits, of months and days that exist.
fn days(sheet: &mut Checks<'_>) {
    let tree = &sheet.document.tree;
    for (at, element) in tree.elements.iter().enumerate() {
        let day = matches!(element.name.as_str(), "DateTimeString" | "DateString");
        if !day || element.attribute("format") != Some("102") {
            continue;
        }
        let text = element.text.trim();
        // What is empty is a matter of the rule that asks for it.
        let digits = text.len() == 8 && text.bytes().all(|one| one.is_ascii_digit());
        let within = |part: Option<&str>, most: u32| {
            part.and_then(|part| part.parse().ok()).is_some_and(|n: u32| n >= 1 && n <= most)
        };
        let ok = digits && within(text.get(4..6), 12) && within(text.get(6..8), 31);
        sheet.hold_at(ok || text.is_empty(), "CII-DT-097", at);
        let exists = chrono::NaiveDate::parse_from_str(text, "%Y%m%d").is_ok();
        sheet.advise_at(!ok || exists, "XML-DAY", at);
    }
}
