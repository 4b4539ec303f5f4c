use crate::cii_write::write_cii;
use crate::decimal::Decimal;
use crate::model::{EInvoice, HeaderNote, VatBreakdown};
use chrono::NaiveDate;

fn written(invoice: &EInvoice) -> String {
    String::from_utf8(write_cii(invoice)).unwrap()
}

#[test]
fn texts_are_escaped_and_what_xml_forbids_is_left_out() {
    let note = HeaderNote { subject: Some("AAI".into()), text: "R&D <1>\u{1}, œuvre 👩".into() };
    let text = written(&EInvoice { notes: vec![note], ..EInvoice::default() });
    assert!(text.contains("<ram:Content>R&amp;D &lt;1&gt;, œuvre 👩</ram:Content>"), "{text}");
}

#[test]
fn what_is_absent_leaves_no_element() {
    let text = written(&EInvoice { number: "F-1".into(), ..EInvoice::default() });
    for name in ["IssueDateTime", "IncludedNote", "BillingSpecifiedPeriod", "ShipTo", "TaxTotalAmount"] {
        assert!(!text.contains(name), "{name} in {text}");
    }
    assert!(text.contains("<ram:ApplicableHeaderTradeDelivery></ram:ApplicableHeaderTradeDelivery>"));
}

#[test]
fn when_vat_falls_due_is_said_of_what_is_charged_alone() {
    let group = |category: &str, rate: i64| VatBreakdown {
        category: category.into(),
        rate: Some(Decimal::new(rate, 2)),
        ..VatBreakdown::default()
    };
    let invoice = EInvoice {
        issued_on: NaiveDate::from_ymd_opt(2026, 11, 22),
        tax_point_code: Some("72".into()),
        vat: vec![group("S", 2000), group("E", 0)],
        ..EInvoice::default()
    };
    let text = written(&invoice);
    assert_eq!(text.matches("DueDateTypeCode>72<").count(), 1, "{text}");
    assert!(text.contains("<udt:DateTimeString format=\"102\">20261122</udt:DateTimeString>"), "{text}");
}
