//! The pen: elements opened, filled and closed, their text escaped.

use crate::decimal::Decimal;
use crate::model::SchemedId;
use chrono::NaiveDate;
use quick_xml::escape::escape;

const ROOT: &str = "rsm:CrossIndustryInvoice";

const SPACES: [(&str, &str); 4] = [
    ("rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
    ("qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"),
    ("ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"),
    ("udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"),
];

/// A day as `CCYYMMDD` (UNTDID 2379).
const DAY: [(&str, &str); 1] = [("format", "102")];

pub struct Pen {
    out: String,
}

impl Pen {
    pub fn begun() -> Pen {
        let mut out = String::with_capacity(8 * 1024);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<");
        out.push_str(ROOT);
        for (prefix, space) in SPACES {
            out.push_str(&format!(" xmlns:{prefix}=\"{space}\""));
        }
        out.push('>');
        Pen { out }
    }

    pub fn ended(mut self) -> Vec<u8> {
        self.close(ROOT);
        self.out.push('\n');
        self.out.into_bytes()
    }

    pub fn within(&mut self, name: &str, fill: impl FnOnce(&mut Pen)) {
        self.open(name, &[]);
        fill(self);
        self.close(name);
    }

    pub fn leaf(&mut self, name: &str, text: &str) {
        self.leaf_with(name, &[], text);
    }

    pub fn leaf_with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        let legible: String = text.chars().filter(|letter| is_legible(*letter)).collect();
        self.out.push_str(&escape(legible.as_str()));
        self.close(name);
    }

    /// Nothing where it is absent.
    pub fn given(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.leaf(name, text);
        }
    }

    pub fn number(&mut self, name: &str, number: Option<Decimal>) {
        if let Some(number) = number {
            self.leaf(name, &number.to_string());
        }
    }

    /// `<name><udt:DateTimeString format="102">20261122…`
    pub fn moment(&mut self, name: &str, day: Option<NaiveDate>) {
        if let Some(day) = day {
            self.within(name, |pen| pen.day("udt:DateTimeString", day));
        }
    }

    pub fn day(&mut self, name: &str, day: NaiveDate) {
        self.leaf_with(name, &DAY, &day.format("%Y%m%d").to_string());
    }

    /// A document told by its number alone.
    pub fn named(&mut self, name: &str, number: Option<&str>) {
        if let Some(number) = number {
            self.within(name, |pen| pen.leaf("ram:IssuerAssignedID", number));
        }
    }

    /// `GlobalID` with its scheme, `ID` without.
    pub fn identifier(&mut self, id: &SchemedId) {
        match &id.scheme {
            Some(scheme) => self.leaf_with("ram:GlobalID", &[("schemeID", scheme)], &id.value),
            None => self.leaf("ram:ID", &id.value),
        }
    }

    /// An element of that name, its scheme where it has one.
    pub fn schemed(&mut self, name: &str, id: &SchemedId) {
        match &id.scheme {
            Some(scheme) => self.leaf_with(name, &[("schemeID", scheme)], &id.value),
            None => self.leaf(name, &id.value),
        }
    }

    /// BT-18, BT-128.
    pub fn object(&mut self, object: &SchemedId) {
        self.within("ram:AdditionalReferencedDocument", |pen| {
            pen.leaf("ram:IssuerAssignedID", &object.value);
            pen.leaf("ram:TypeCode", "130");
            pen.given("ram:ReferenceTypeCode", object.scheme.as_deref());
        });
    }

    pub fn yes_or_no(&mut self, name: &str, yes: bool) {
        self.within(name, |pen| pen.leaf("udt:Indicator", if yes { "true" } else { "false" }));
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes {
            self.out.push_str(&format!(" {attribute}=\"{}\"", escape(*value)));
        }
        self.out.push('>');
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

/// What XML 1.0 lets stand in a text (2.2 Characters).
fn is_legible(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
