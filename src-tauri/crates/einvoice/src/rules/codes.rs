//! Codes: each term that takes one takes it from its list.

use crate::document::Profile;
use crate::rules::checks::Checks;
use crate::told::{Group, Syntax};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A list of `codes.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codes {
    DocumentType,
    CreditNote,
    NoteSubject,
    Identifier,
    GlobalIdentifier,
    ItemClass,
    Country,
    Unit,
    VatCategory,
    AllowanceReason,
    ChargeReason,
    ObjectScheme,
    ElectronicAddress,
    Mime,
    Currency,
    PaymentMeans,
    Exemption,
    TaxPointCii,
    TaxPointUbl,
    VatPrefix,
}

impl Codes {
    fn name(self) -> &'static str {
        match self {
            Codes::DocumentType => "document_type",
            Codes::CreditNote => "credit_note",
            Codes::NoteSubject => "note_subject",
            Codes::Identifier => "identifier",
            Codes::GlobalIdentifier => "global_identifier",
            Codes::ItemClass => "item_class",
            Codes::Country => "country",
            Codes::Unit => "unit",
            Codes::VatCategory => "vat_category",
            Codes::AllowanceReason => "allowance_reason",
            Codes::ChargeReason => "charge_reason",
            Codes::ObjectScheme => "object_scheme",
            Codes::ElectronicAddress => "electronic_address",
            Codes::Mime => "mime",
            Codes::Currency => "currency",
            Codes::PaymentMeans => "payment_means",
            Codes::Exemption => "exemption",
            Codes::TaxPointCii => "tax_point_cii",
            Codes::TaxPointUbl => "tax_point_ubl",
            Codes::VatPrefix => "vat_prefix",
        }
    }
}

static LISTS: LazyLock<BTreeMap<&str, BTreeSet<&str>>> = LazyLock::new(|| {
    let rows = include_str!("codes.tsv").lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let name = cells.next()?;
        Some((name, cells.nth(1)?.split(' ').collect()))
    })
    .collect()
});

#[must_use]
pub fn is_code(list: Codes, code: &str) -> bool {
    LISTS.get(list.name()).is_some_and(|codes| codes.contains(code))
}

/// Rule, group, term, list: of the document, and of whatever group stands anywhere.
const TERMS: &[(&str, &str, &str, Codes)] = &[
    ("BR-CL-01", "", "BT-3", Codes::DocumentType),
    ("BR-CL-04", "", "BT-5", Codes::Currency),
    ("BR-CL-05", "", "BT-6", Codes::Currency),
    ("BR-CL-07", "", "BT-18-1", Codes::ObjectScheme),
    ("BR-CL-08", "BG-1", "BT-21", Codes::NoteSubject),
    ("BR-CL-10", "BG-4", "BT-29-1", Codes::Identifier),
    ("BR-CL-10", "BG-7", "BT-46-1", Codes::GlobalIdentifier),
    ("BR-CL-10", "BG-10", "BT-60-1", Codes::GlobalIdentifier),
    ("BR-CL-11", "BG-4", "BT-30-1", Codes::Identifier),
    ("BR-CL-11", "BG-7", "BT-47-1", Codes::Identifier),
    ("BR-CL-11", "BG-10", "BT-61-1", Codes::Identifier),
    ("BR-CL-25", "BG-4", "BT-34-1", Codes::ElectronicAddress),
    ("BR-CL-25", "BG-7", "BT-49-1", Codes::ElectronicAddress),
    ("BR-CL-26", "BG-13", "BT-71-1", Codes::Identifier),
    ("BR-CL-14", "BG-5", "BT-40", Codes::Country),
    ("BR-CL-14", "BG-8", "BT-55", Codes::Country),
    ("BR-CL-14", "BG-12", "BT-69", Codes::Country),
    ("BR-CL-14", "BG-15", "BT-80", Codes::Country),
    ("BR-CL-16", "BG-16", "BT-81", Codes::PaymentMeans),
    ("BR-CL-17", "BG-20", "BT-95", Codes::VatCategory),
    ("BR-CL-17", "BG-21", "BT-102", Codes::VatCategory),
    ("BR-CL-17", "BG-23", "BT-118", Codes::VatCategory),
    ("BR-CL-22", "BG-23", "BT-121", Codes::Exemption),
    ("BR-CL-19", "BG-20", "BT-98", Codes::AllowanceReason),
    ("BR-CL-20", "BG-21", "BT-105", Codes::ChargeReason),
    ("BR-CL-18", "BG-25", "BT-151", Codes::VatCategory),
    ("BR-CL-07", "BG-25", "BT-128-1", Codes::ObjectScheme),
    ("BR-CL-23", "BG-25", "BT-130", Codes::Unit),
    ("BR-CL-23", "BG-25", "BT-150", Codes::Unit),
    ("BR-CL-21", "BG-25", "BT-157-1", Codes::GlobalIdentifier),
    ("BR-CL-13", "BG-25", "BT-158-1", Codes::ItemClass),
    ("BR-CL-15", "BG-25", "BT-159", Codes::Country),
    ("BR-CL-19", "BG-27", "BT-140", Codes::AllowanceReason),
    ("BR-CL-20", "BG-28", "BT-145", Codes::ChargeReason),
];

pub fn check(sheet: &mut Checks<'_>) {
    let document = sheet.document;
    walk(sheet, &document.told);
    let (list, ubl) = match document.syntax {
        Syntax::Cii => (Codes::TaxPointCii, false),
        Syntax::Ubl => (Codes::TaxPointUbl, true),
    };
    one(sheet, &document.told, ("BR-CL-06", "BT-8", list));
    if ubl {
        let credit = document.tree.root().name == "CreditNote";
        let told = document.told.text("BT-3").unwrap_or_default();
        let fits = is_code(Codes::CreditNote, told) == credit || told == "81";
        sheet.hold(
            told.is_empty() || fits || !is_code(Codes::DocumentType, told),
            "BR-CL-01",
            &document.told,
            "BT-3",
        );
    }
    if document.profile == Profile::Minimum {
        return;
    }
    for paper in document.told.every("BG-24") {
        let kind = paper.first("BT-125").map(|said| document.tree.element(said.at));
        let ok =
            kind.is_none_or(|one| one.attribute("mimeCode").is_some_and(|mime| is_code(Codes::Mime, mime)));
        sheet.hold(ok, "BR-CL-24", paper, "BT-125");
    }
}

fn walk(sheet: &mut Checks<'_>, group: &Group) {
    for (rule, id, term, list) in TERMS {
        if *id == group.id {
            one(sheet, group, (rule, term, *list));
        }
    }
    for inner in &group.groups {
        walk(sheet, inner);
    }
}

fn one(sheet: &mut Checks<'_>, group: &Group, (rule, term, list): (&str, &str, Codes)) {
    let ubl = sheet.document.syntax == Syntax::Ubl;
    // In CII, what is empty is a matter of the rule that asks for it. UBL also has identifiers of SEPA creditors.
    let fits = |code: &str| is_code(list, code) || (code.is_empty() && !ubl) || (code == "SEPA" && ubl);
    let ok = group.all(term).all(|said| fits(said.plain()));
    sheet.hold(ok, rule, group, term);
}
