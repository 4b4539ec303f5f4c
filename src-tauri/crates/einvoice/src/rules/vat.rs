//! VAT: the breakdown (BG-23), and what each category asks of the whole invoice.

mod bases;

use crate::decimal::Decimal;
use crate::document::Profile;
use crate::rules::checks::{Checks, MOST_OF_ONE, Shown};
use crate::rules::totals::{decimals, is_vat};
use crate::told::{Group, Syntax};
use bases::{Bases, PLACES};

/// What a category says of the rate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rate {
    /// More than nothing.
    Positive,
    /// Nothing or more.
    Any,
    /// Zero, and written.
    Zero,
    /// Not written at all.
    Absent,
}

/// Who must be registered for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Registered {
    /// The seller, for VAT or for tax; or a tax representative.
    Seller,
    /// The seller as above, and the buyer for VAT or as a firm.
    SellerAndFirm,
    /// The seller and the buyer, both for VAT.
    Both,
    /// The seller for VAT; or a tax representative.
    SellerVat,
    /// Nobody may be.
    Nobody,
}

struct Category {
    code: &'static str,
    /// In the names of rules.
    id: &'static str,
    french: &'static str,
    rate: Rate,
    registered: Registered,
    /// A reason why no VAT is due is asked for, or forbidden.
    reason: bool,
}

const CATEGORIES: &[Category] = &[
    Category {
        code: "S",
        id: "S",
        french: "taux normal ou réduit",
        rate: Rate::Positive,
        registered: Registered::Seller,
        reason: false,
    },
    Category {
        code: "Z",
        id: "Z",
        french: "taux zéro",
        rate: Rate::Zero,
        registered: Registered::Seller,
        reason: false,
    },
    Category {
        code: "E",
        id: "E",
        french: "exonération",
        rate: Rate::Zero,
        registered: Registered::Seller,
        reason: true,
    },
    Category {
        code: "AE",
        id: "AE",
        french: "autoliquidation",
        rate: Rate::Zero,
        registered: Registered::SellerAndFirm,
        reason: true,
    },
    Category {
        code: "K",
        id: "IC",
        french: "livraison intracommunautaire",
        rate: Rate::Zero,
        registered: Registered::Both,
        reason: true,
    },
    Category {
        code: "G",
        id: "G",
        french: "exportation hors de l’Union",
        rate: Rate::Zero,
        registered: Registered::SellerVat,
        reason: true,
    },
    Category {
        code: "O",
        id: "O",
        french: "hors du champ de la TVA",
        rate: Rate::Absent,
        registered: Registered::Nobody,
        reason: true,
    },
    Category {
        code: "L",
        id: "AF",
        french: "IGIC des Canaries",
        rate: Rate::Positive,
        registered: Registered::Seller,
        reason: false,
    },
    Category {
        code: "M",
        id: "AG",
        french: "IPSI de Ceuta et Melilla",
        rate: Rate::Any,
        registered: Registered::Seller,
        reason: false,
    },
];

pub fn check(sheet: &mut Checks<'_>) {
    let document = sheet.document;
    // What has no totals either lacks a whole part, of which how it is built tells.
    let settled =
        document.syntax == Syntax::Ubl || document.told.one("BG-22").is_some() || document.told.has("BT-5");
    sheet.hold(!settled || document.told.one("BG-23").is_some(), "BR-CO-18", &document.told, "BG-23");
    for tax in document.told.every("BG-23") {
        breakdown(sheet, tax);
    }
    let bases = Bases::of(&document.told);
    for category in CATEGORIES {
        used(sheet, category);
        places(sheet, category);
        let taxes = document.told.every("BG-23").filter(|tax| tax.text("BT-118") == Some(category.code));
        for (nth, tax) in taxes.enumerate() {
            group(sheet, category, tax, &bases);
            // What the whole invoice must hold is the same for each.
            if nth < MOST_OF_ONE {
                whole(sheet, category, tax);
            }
        }
    }
    italian(sheet);
}

fn breakdown(sheet: &mut Checks<'_>, tax: &Group) {
    sheet.hold(tax.has("BT-116"), "BR-45", tax, "BT-116");
    sheet.hold(tax.has("BT-117"), "BR-46", tax, "BT-117");
    let ubl = sheet.document.syntax == Syntax::Ubl;
    let vat = is_vat(tax, "BT-118-0");
    sheet.hold(tax.has("BT-118") && (vat || !ubl), "BR-47", tax, "BT-118");
    let rated = tax.has("BT-119") && (vat || !ubl);
    sheet.hold(rated || tax.text("BT-118") == Some("O"), "BR-48", tax, "BT-119");
    decimals(sheet, tax, "BR-DEC-19", "BT-116");
    decimals(sheet, tax, "BR-DEC-20", "BT-117");
    let amount = tax.number("BT-117");
    let rate = tax.number("BT-119").filter(|_| vat);
    let nothing = amount.is_some_and(|amount| amount.rounded_upwards(0).is_zero());
    match rate.filter(|rate| !rate.rounded_upwards(0).is_zero()) {
        None => sheet.hold_with(
            nothing,
            "BR-CO-17",
            tax,
            "BT-117",
            Shown { expected: Some(Decimal::ZERO), ..Shown::default() },
        ),
        Some(rate) => {
            let base = tax.number("BT-116");
            let expected = base.map(|base| base.abs().percent(rate).rounded_upwards(2));
            // The norm allows a unit of the currency: a sum of rounded lines and a rounded sum may differ.
            let near = amount.zip(expected).is_some_and(|(amount, expected)| {
                let gap = amount.abs().minus(expected).abs();
                if ubl { gap < Decimal::new(1, 0) } else { gap <= Decimal::new(1, 0) }
            });
            sheet.hold_with(near, "BR-CO-17", tax, "BT-117", Shown { expected, ..Shown::default() });
        }
    }
}

/// A category that a line or an allowance has stands in the breakdown, and the other way round.
fn used(sheet: &mut Checks<'_>, category: &Category) {
    let document = sheet.document;
    let told = &document.told;
    let count = |(group, term): (&str, &str)| {
        told.every(group)
            .flat_map(|group| group.all(term))
            .filter(|said| said.plain() == category.code)
            .count()
    };
    let groups = count(("BG-23", "BT-118"));
    let lines = count(("BG-25", "BT-151"));
    let others = count(("BG-20", "BT-95")) + count(("BG-21", "BT-102"));
    let taxed = matches!(category.rate, Rate::Positive | Rate::Any);
    let ok = match document.syntax {
        Syntax::Cii if taxed => {
            let fits = |users: usize| users == 0 || users + groups >= 2;
            fits(lines) && fits(others)
        }
        Syntax::Ubl if taxed => (lines + others > 0) == (groups > 0),
        Syntax::Cii if category.code == "O" => groups == 0 || (groups == 1 && lines + others > 0),
        Syntax::Cii => (groups == 0 && lines + others == 0) || (groups == 1 && lines + others > 0),
        Syntax::Ubl => groups + lines + others == 0 || groups == 1,
    };
    let lineless = !document.profile.has_lines();
    let rule = format!("BR-{}-01", category.id);
    sheet.hold_with(ok || lineless, &rule, told, "BG-23", shown(category));
}

fn shown(category: &Category) -> Shown<'_> {
    Shown { category: category.french, ..Shown::default() }
}

fn places(sheet: &mut Checks<'_>, category: &Category) {
    let document = sheet.document;
    let registered = registered(&document.told, category.registered);
    for (nth, (id, term, rate, _)) in PLACES.iter().enumerate() {
        let users = document.told.every(id).filter(|group| group.text(term) == Some(category.code));
        for (count, user) in users.enumerate() {
            // UBL asks it once of the whole document.
            if count == 0 || document.syntax == Syntax::Cii {
                let rule = format!("BR-{}-0{}", category.id, nth + 2);
                sheet.hold_with(registered, &rule, user, term, shown(category));
            }
            let rule = format!("BR-{}-0{}", category.id, nth + 5);
            let ubl = document.syntax == Syntax::Ubl;
            let told = user.number(rate);
            let ok = match category.rate {
                // The two syntaxes differ on the Canary Islands.
                Rate::Positive if ubl && category.code == "L" => told.is_some_and(|rate| !rate.is_negative()),
                Rate::Positive => told.is_some_and(|rate| !rate.is_negative() && !rate.is_zero()),
                Rate::Any => told.is_some_and(|rate| !rate.is_negative()),
                Rate::Zero => told.is_some_and(Decimal::is_zero),
                Rate::Absent => !user.has(rate),
            };
            sheet.hold_with(ok, &rule, user, rate, shown(category));
        }
    }
}

fn registered(told: &Group, asked: Registered) -> bool {
    let has = |group: &str, term: &str| told.one(group).is_some_and(|group| group.has(term));
    let agent = has("BG-11", "BT-63");
    let vat = has("BG-4", "BT-31");
    let seller = vat || has("BG-4", "BT-32") || agent;
    let buyer = has("BG-7", "BT-48");
    match asked {
        Registered::Seller => seller,
        Registered::SellerAndFirm => seller && (buyer || has("BG-7", "BT-47")),
        Registered::Both => (vat || agent) && buyer,
        Registered::SellerVat => vat || agent,
        Registered::Nobody => !(vat || agent || buyer),
    }
}

fn group(sheet: &mut Checks<'_>, category: &Category, tax: &Group, bases: &Bases<'_>) {
    let document = sheet.document;
    let ubl = document.syntax == Syntax::Ubl;
    let taxed = matches!(category.rate, Rate::Positive | Rate::Any);
    let rule = |number: &str| format!("BR-{}-{number}", category.id);
    let rate = tax.number("BT-119");
    // Without its rate, a taxed group is compared with nothing: its rate is asked for by another rule.
    // CII compares the taxes of the Canary Islands, Ceuta and Melilla with nothing either.
    let compared = category.code == "S" || ubl || !taxed;
    if document.profile.has_lines() && compared && (!taxed || rate.is_some()) {
        let (expected, users) = bases.base(category.code, rate.filter(|_| taxed));
        let told = tax.number("BT-116");
        let gap = told.map(|told| told.minus(expected));
        let one = Decimal::new(1, 0);
        let exact = ubl != taxed || category.code == "O";
        let ok = gap.is_some_and(|gap| {
            if document.profile == Profile::Extended {
                gap.abs() <= Decimal::new(i64::try_from(users.max(1)).unwrap_or(i64::MAX), 2)
            } else if exact {
                gap.is_zero()
            } else if ubl {
                gap.abs() < one && (users > 0 || category.code != "S")
            } else {
                gap <= one && gap > one.negated()
            }
        });
        let with = Shown { expected: Some(expected), category: category.french };
        sheet.hold_with(ok, &rule("08"), tax, "BT-116", with);
    }
    owed(sheet, category, tax, &rule("09"));
    let reason = tax.has("BT-120") || tax.has("BT-121");
    sheet.hold_with(reason == category.reason, &rule("10"), tax, "BT-120", shown(category));
}

fn whole(sheet: &mut Checks<'_>, category: &Category, tax: &Group) {
    if category.code == "K" {
        goods_to_the_union(sheet);
    }
    if category.code == "O" {
        alone(sheet, tax);
    }
}

fn owed(sheet: &mut Checks<'_>, category: &Category, tax: &Group, rule: &str) {
    let ubl = sheet.document.syntax == Syntax::Ubl;
    let amount = tax.number("BT-117");
    let (ok, expected) = match category.rate {
        Rate::Zero | Rate::Absent => (amount.is_some_and(Decimal::is_zero), Some(Decimal::ZERO)),
        // CII leaves the taxes of the Canary Islands, Ceuta and Melilla to BR-CO-17.
        Rate::Positive | Rate::Any if !ubl && category.code != "S" => return,
        Rate::Positive | Rate::Any => {
            let product =
                tax.number("BT-116").zip(tax.number("BT-119")).map(|(base, rate)| base.abs().percent(rate));
            let expected = product.map(|product| product.rounded_upwards(2));
            let near = amount
                .zip(expected)
                .is_some_and(|(amount, expected)| amount.abs().minus(expected).abs() < Decimal::new(1, 0));
            (near, expected)
        }
    };
    sheet.hold_with(ok, rule, tax, "BT-117", Shown { expected, category: category.french });
}

fn goods_to_the_union(sheet: &mut Checks<'_>) {
    let told = &sheet.document.told;
    let delivered = told.every("BG-13").any(|delivery| delivery.text("BT-72").is_some());
    let period = told.every("BG-14").any(|period| period.has("BT-73") || period.has("BT-74"));
    sheet.hold(delivered || period, "BR-IC-11", told, "BT-72");
    let country =
        told.every("BG-13").flat_map(|delivery| delivery.every("BG-15")).any(|address| address.has("BT-80"));
    sheet.hold(country, "BR-IC-12", told, "BT-80");
}

/// Outside the scope of VAT, nothing else stands on the invoice.
fn alone(sheet: &mut Checks<'_>, tax: &Group) {
    let told = &sheet.document.told;
    let other = |group: &str, term: &str| {
        told.every(group).flat_map(|group| group.all(term)).any(|said| said.plain() != "O")
    };
    let groups = other("BG-23", "BT-118");
    let lines = other("BG-25", "BT-151");
    let allowances = other("BG-20", "BT-95");
    let charges = other("BG-21", "BT-102");
    // CII asks the same question twice, of all taxes, and of all allowances and charges.
    let cii = sheet.document.syntax == Syntax::Cii;
    let taxes = if cii { [groups || lines; 2] } else { [groups, lines] };
    let parts = if cii { [allowances || charges; 2] } else { [allowances, charges] };
    let rules = ["BR-O-11", "BR-O-12", "BR-O-13", "BR-O-14"];
    let lineless = !sheet.document.profile.has_lines();
    for (rule, found) in rules.into_iter().zip(taxes.into_iter().chain(parts)) {
        sheet.hold(!found || (lineless && rule == "BR-O-12"), rule, tax, "BT-118");
    }
}

/// Split payment, which Italy alone has.
fn italian(sheet: &mut Checks<'_>) {
    let told = &sheet.document.told;
    let has = |code: &str| {
        [("BG-23", "BT-118"), ("BG-25", "BT-151"), ("BG-20", "BT-95"), ("BG-21", "BT-102")].iter().any(
            |(group, term)| {
                told.every(group).flat_map(|group| group.all(term)).any(|said| said.plain() == code)
            },
        )
    };
    if !has("B") {
        return;
    }
    let countries = [("BG-4", "BG-5", "BT-40"), ("BG-7", "BG-8", "BT-55"), ("BG-13", "BG-15", "BT-80")];
    let abroad = countries.iter().any(|(party, address, term)| {
        let addresses = told.every(party).flat_map(|party| party.every(address));
        addresses.flat_map(|address| address.all(term)).any(|said| said.plain() != "IT")
    });
    sheet.hold(!abroad, "BR-B-01", told, "BG-23");
    sheet.hold(!has("S"), "BR-B-02", told, "BG-23");
}
