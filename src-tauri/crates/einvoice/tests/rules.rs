//! Rules, each by one change to an invoice that breaks none.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.

use einvoice::check::{Verdict, check};
use einvoice::decimal::Decimal;
use einvoice::document::Document;
use einvoice::finding::Severity;
use einvoice::read::invoice;

const INVOICE: &str = include_str!("samples/invoice.xml");
const WHOLE: &str = include_str!("samples/whole.xml");
const CREDIT: &str = include_str!("samples/credit-note.xml");

/// The errors of a document, by name, each once.
fn errors(text: &str) -> Vec<String> {
    let checked = check(text.as_bytes()).unwrap();
    let errors = checked.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let mut names: Vec<String> = errors.map(|finding| finding.rule.clone()).collect();
    names.sort();
    names.dedup();
    names
}

fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn an_invoice_in_order_breaks_nothing() {
    for text in [INVOICE, WHOLE, CREDIT] {
        let checked = check(text.as_bytes()).unwrap();
        assert_eq!(checked.findings, []);
        assert_eq!(checked.verdicts.french, Verdict::Valid);
        assert_eq!(checked.verdicts.container, Verdict::NotConcerned);
        assert!(checked.is_valid());
    }
}

#[test]
fn each_change_breaks_its_rule() {
    let changes: &[(&str, &str, &[&str])] = &[
        ("<ram:ID>F-2026-0042</ram:ID>", "<ram:ID></ram:ID>", &["BR-02", "BR-FR-02_BT-1"]),
        ("<ram:TypeCode>380<", "<ram:TypeCode>999<", &["BR-CL-01", "BR-FR-04_BT-3"]),
        ("<ram:TypeCode>380<", "<ram:TypeCode>384<", &["BR-FR-CO-04_BT-3"]),
        ("format=\"102\">20261005<", "format=\"102\">2026-10-05<", &["BR-FR-03_BT-2", "CII-DT-097"]),
        ("20261104", "20260904", &["BR-FR-CO-07_BT-9"]),
        (
            "<ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress>\n        <ram:URIUniversalCommunication><ram:URIID schemeID=\"0225\">552",
            "<ram:CountryID>XX</ram:CountryID></ram:PostalTradeAddress>\n        <ram:URIUniversalCommunication><ram:URIID schemeID=\"0225\">552",
            &["BR-CL-14"],
        ),
        ("FR44732829320", "44732829320", &["BR-CO-09"]),
        (
            "<ram:SubjectCode>PMD</ram:SubjectCode>",
            "<ram:SubjectCode>PMT</ram:SubjectCode>",
            &["BR-FR-05_BT-22_PMD", "BR-FR-06_BT-21_PMT"],
        ),
        ("<ram:ID>S1</ram:ID>", "<ram:ID>S2</ram:ID>", &["BR-FR-CO-09_BT-23-1", "BR-FR-CO-09_BT-23-2"]),
        ("<ram:ID>S1</ram:ID>", "<ram:ID>A1</ram:ID>", &["BR-FR-08_BT-23"]),
        ("73282932000074", "55210055400013", &["BR-FR-09_BT-29"]),
        (
            "<ram:URIID schemeID=\"0225\">552100554<",
            "<ram:URIID schemeID=\"0225\">999999999<",
            &["BR-FR-21_BT-49"],
        ),
        ("<ram:ChargeAmount>33.335<", "<ram:ChargeAmount>-33.335<", &["BR-27", "BR-FR-DEC-03_BT-146"]),
        ("<ram:LineTotalAmount>133.34<", "<ram:LineTotalAmount>133.35<", &["BR-CO-10", "BR-S-08"]),
        (
            "<ram:LineTotalAmount>133.34<",
            "<ram:LineTotalAmount>133.340<",
            &["BR-DEC-23", "BR-FR-DEC-01_BT-131"],
        ),
        ("<ram:CalculatedAmount>7.33<", "<ram:CalculatedAmount>9.33<", &["BR-CO-14", "BR-CO-17", "BR-S-09"]),
        ("<ram:GrandTotalAmount>1208.67<", "<ram:GrandTotalAmount>1208.66<", &["BR-CO-15", "BR-CO-16"]),
        ("<ram:DuePayableAmount>1000.00<", "<ram:DuePayableAmount>1208.67<", &["BR-CO-16"]),
        ("<ram:TaxBasisTotalAmount>1023.34<", "<ram:TaxBasisTotalAmount>1033.34<", &["BR-CO-13", "BR-CO-15"]),
        ("<ram:AllowanceTotalAmount>10.00<", "<ram:AllowanceTotalAmount>11.00<", &["BR-CO-11", "BR-CO-13"]),
        ("<ram:Reason>Remise de bienvenue</ram:Reason>", "", &["BR-33", "BR-CO-21"]),
        ("<ram:TypeCode>58<", "<ram:TypeCode>5x<", &["BR-CL-16"]),
        ("<ram:IBANID>FR7630006000011234567890189</ram:IBANID>", "<ram:IBANID></ram:IBANID>", &["BR-50"]),
        ("unitCode=\"C62\"", "unitCode=\"PIECE\"", &["BR-CL-23"]),
        (" unitCode=\"C62\"", "", &["BR-23"]),
        ("<ram:Name>Maquettes</ram:Name>", "<ram:Name/>", &["BR-25"]),
        ("<ram:RateApplicablePercent>5.50<", "<ram:RateApplicablePercent>0.00<", &["BR-S-05", "BR-S-08"]),
        (
            "<ram:RateApplicablePercent>5.50<",
            "<ram:RateApplicablePercent>5,50<",
            &["BR-FR-16_BT-152", "BR-FR-DEC-04_BT-152", "BR-S-05", "BR-S-08", "XML-VALUE"],
        ),
        ("<ram:CategoryCode>S<", "<ram:CategoryCode>E<", &["BR-E-01", "BR-E-05", "BR-S-08"]),
        (
            "<ram:BuyerReference>SERVICE-7</ram:BuyerReference>",
            "<ram:Colour>Bleu</ram:Colour>",
            &["XML-ELEMENT"],
        ),
        (
            "<ram:BuyerReference>SERVICE-7</ram:BuyerReference>",
            "<ram:BuyerReference>1</ram:BuyerReference><ram:BuyerReference>2</ram:BuyerReference>",
            &["XML-MANY"],
        ),
    ];
    for (from, to, expected) in changes {
        assert_eq!(&errors(&changed(INVOICE, from, to)), expected, "{from} → {to}");
    }
}

#[test]
fn each_change_of_what_few_invoices_have_breaks_its_rule() {
    let changes: &[(&str, &str, &[&str])] = &[
        (
            "<ram:TaxTotalAmount currencyID=\"EUR\">113.16</ram:TaxTotalAmount>",
            "<ram:TaxTotalAmount currencyID=\"EUR\">113.16</ram:TaxTotalAmount><ram:TaxTotalAmount currencyID=\"EUR\">113.16</ram:TaxTotalAmount>",
            &["XML-MANY"],
        ),
        (
            "<ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>10.00</ram:RateApplicablePercent></ram:CategoryTradeTax>",
            "<ram:RateApplicablePercent>10.00</ram:RateApplicablePercent></ram:CategoryTradeTax>",
            &["BR-37", "BR-FR-15_BT-95_BT-102", "BR-S-08", "XML-MISSING"],
        ),
        (">QQ==<", ">qq==<", &["XML-VALUE"]),
        ("<ram:IssuerAssignedID>OBJ-2</ram:IssuerAssignedID>", "", &["BR-52", "XML-MISSING"]),
        (
            "<ram:URIID schemeID=\"0225\">732829320_STATUTS</ram:URIID>",
            "",
            &["BR-62", "BR-FR-13_BT-34", "XML-MISSING"],
        ),
        (
            "<ram:InvoiceCurrencyCode>USD<",
            "<ram:InvoiceCurrencyCode><",
            &["BR-05", "BR-CO-15", "XML-CURRENCY"],
        ),
        // Charges are compared once rounded; how they are written is another rule's matter.
        (
            "<ram:ChargeTotalAmount>30.00<",
            "<ram:ChargeTotalAmount>30.001<",
            &["BR-DEC-11", "BR-FR-DEC-01_BT-108"],
        ),
    ];
    for (from, to, expected) in changes {
        assert_eq!(&errors(&changed(WHOLE, from, to)), expected, "{from} → {to}");
    }
}

#[test]
fn each_change_of_a_credit_note_in_ubl_breaks_its_rule() {
    let changes: &[(&str, &str, &[&str])] = &[
        ("<cbc:Note>#AAB#Pas d’escompte</cbc:Note>", "", &["BR-FR-05_BT-22_AAB"]),
        ("<cbc:CreditNoteTypeCode>381<", "<cbc:CreditNoteTypeCode>380<", &["BR-CL-01"]),
        (
            "<cbc:ID>F-2026-0042</cbc:ID><cbc:IssueDate>2026-10-05</cbc:IssueDate>",
            "<cbc:ID>F-2026-0042</cbc:ID>",
            &["BR-FR-CO-05_BT-3"],
        ),
        (
            "<cbc:PayableAmount currencyID=\"EUR\">120.00<",
            "<cbc:PayableAmount currencyID=\"EUR\">12O.00<",
            &["BR-CO-16", "BR-FR-DEC-01_BT-115", "XML-NUMBER"],
        ),
        (
            "<cbc:PayableAmount currencyID=\"EUR\">120.00<",
            "<cbc:PayableAmount currencyID=\"EURO\">120.00<",
            &["BR-CL-03"],
        ),
        ("<cbc:IssueDate>2026-10-20<", "<cbc:IssueDate>2026-11-31<", &["BR-FR-03_BT-2", "XML-DAY"]),
        (
            "<cbc:TaxAmount currencyID=\"EUR\">20.00<",
            "<cbc:TaxAmount currencyID=\"EUR\">21.00<",
            &["BR-CO-14", "BR-CO-15"],
        ),
    ];
    for (from, to, expected) in changes {
        assert_eq!(&errors(&changed(CREDIT, from, to)), expected, "{from} → {to}");
    }
}

#[test]
fn a_finding_says_where_and_what_to_do() {
    let text = changed(INVOICE, "<ram:LineTotalAmount>133.34<", "<ram:LineTotalAmount>133.35<");
    let checked = check(text.as_bytes()).unwrap();
    let finding = checked.findings.iter().find(|finding| finding.rule == "BR-CO-10").unwrap();
    assert_eq!(finding.field, "BG-22/BT-106");
    assert!(finding.path.ends_with("SpecifiedTradeSettlementHeaderMonetarySummation/LineTotalAmount"));
    assert!(finding.text.contains("« 1033.34 »") && finding.text.contains("1033,35"), "{}", finding.text);
    let text = changed(INVOICE, "unitCode=\"C62\"", "unitCode=\"PIECE\"");
    let finding = &check(text.as_bytes()).unwrap().findings[0];
    assert_eq!((finding.field.as_str(), finding.rule.as_str()), ("BG-25[2]/BT-130", "BR-CL-23"));
    assert!(finding.text.starts_with("Ligne 2 : "), "{}", finding.text);
    assert!(finding.path.contains("IncludedSupplyChainTradeLineItem[2]"), "{}", finding.path);
}

#[test]
fn the_reform_concerns_sellers_in_france_from_its_day_on() {
    let french = |text: &str| check(text.as_bytes()).unwrap().verdicts.french;
    assert_eq!(french(&changed(INVOICE, "20261005", "20260831")), Verdict::NotConcerned);
    assert_eq!(french(&INVOICE.replace("<ram:CountryID>FR", "<ram:CountryID>BE")), Verdict::NotConcerned);
    assert_eq!(french(&changed(INVOICE, "<ram:CountryID>FR", "<ram:CountryID>RE")), Verdict::Valid);
    let at = INVOICE.rfind("<ram:CountryID>FR").unwrap();
    let away = format!("{}{}", &INVOICE[..at], INVOICE[at..].replacen("FR", "DE", 1));
    assert_ne!(french(&away), Verdict::NotConcerned);
    let away = away.replace("<ram:Content>B2B<", "<ram:Content>B2BINT<");
    assert_eq!(french(&away), Verdict::NotConcerned);
}

#[test]
fn a_price_may_have_any_number_of_decimals() {
    let priced = |price: &str| errors(&changed(INVOICE, ">33.335<", &format!(">{price}<")));
    let long = priced("33.3333333333333333333333");
    assert!(!long.contains(&"BR-27".to_owned()) && !long.contains(&"XML-NUMBER".to_owned()), "{long:?}");
    assert!(priced("-0.0000000000000000000001").contains(&"BR-27".to_owned()));
    assert!(!priced("-0.00").contains(&"BR-27".to_owned()));
    assert!(priced("33.33333333333333333333E2").contains(&"BR-27".to_owned()));
}

#[test]
fn both_syntaxes_say_the_same_thing_in_the_model() {
    let read = invoice(&Document::read(INVOICE.as_bytes()).unwrap());
    assert_eq!(read.number, "F-2026-0042");
    assert_eq!(read.issued_on.unwrap().to_string(), "2026-10-05");
    assert_eq!(read.notes.len(), 4);
    assert_eq!(read.seller.identifiers[0].scheme.as_deref(), Some("0009"));
    assert_eq!(read.seller.legal_registration.as_ref().unwrap().value, "732829320");
    assert_eq!(read.buyer.electronic_address.as_ref().unwrap().value, "552100554");
    assert_eq!(read.lines[1].price.net, Decimal::parse("33.335"));
    assert_eq!(read.lines[1].quantity, Decimal::parse("4"));
    assert_eq!(read.vat[1].tax, Decimal::parse("7.33"));
    assert_eq!(read.totals.due, Decimal::parse("1000"));
    assert_eq!(read.payment[0].transfer.as_ref().unwrap().account, "FR7630006000011234567890189");
    assert!(!read.is_credit_note());
    let credit = invoice(&Document::read(CREDIT.as_bytes()).unwrap());
    assert!(credit.is_credit_note());
    assert_eq!(credit.notes[0].subject.as_deref(), Some("PMT"));
    assert_eq!(credit.notes[0].text, "Indemnité forfaitaire : 40 €");
    assert_eq!(credit.preceding[0].number, "F-2026-0042");
    assert_eq!(credit.seller, {
        let mut seller = read.seller;
        let address = seller.address.as_mut().unwrap();
        address.line1 = None;
        address.postcode = None;
        seller
    });
    assert_eq!(credit.lines[0].net, Decimal::parse("100"));
}

#[test]
fn every_rule_that_is_broken_here_has_a_sentence_of_its_own() {
    for text in [INVOICE, WHOLE, CREDIT] {
        // Everything that is written, taken away one by one.
        let starts: Vec<usize> = text.match_indices('>').map(|(at, _)| at + 1).collect();
        for from in starts {
            let Some(end) = text[from..].find('<').map(|end| from + end) else { continue };
            if text[from..end].trim().is_empty() {
                continue;
            }
            let Ok(checked) = check(format!("{}{}", &text[..from], &text[end..]).as_bytes()) else {
                continue;
            };
            for finding in checked.findings {
                assert!(!finding.text.contains("Cette règle n’est pas respectée"), "{}", finding.rule);
                assert!(!finding.text.contains('{'), "{}", finding.text);
                assert!(finding.text.ends_with('.'), "{}", finding.text);
            }
        }
    }
}
