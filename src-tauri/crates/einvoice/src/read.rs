//! From what a document says to the semantic model.
//!
//! Invariant: a number or a day that cannot be read is absent, never guessed; the rules tell of it.

use crate::decimal::Decimal;
use crate::document::Document;
use crate::model::{
    AllowanceOrCharge, AttachedBinary, CreditTransfer, DeliveryTold, DirectDebit, DocumentTotals, EInvoice,
    HeaderNote, InvoiceLine, InvoicedPeriod, ItemAttribute, ItemClass, LineItem, LinePrice, PaymentCard,
    PaymentMeans, PrecedingInvoice, SchemedId, SupportingPaper, TaxAgent, Trader, TraderAddress,
    TraderContact, VatBreakdown,
};
use crate::told::{Group, Said, Syntax};
use chrono::NaiveDate;

/// The whole invoice, as the norm sees it.
#[must_use]
pub fn invoice(document: &Document) -> EInvoice {
    let told = &document.told;
    let reader = Reader { document };
    let own = |term: &str| told.text(term).map(str::to_owned);
    let must = |term: &str| own(term).unwrap_or_default();
    EInvoice {
        number: must("BT-1"),
        issued_on: reader.day(told, "BT-2"),
        type_code: must("BT-3"),
        currency: must("BT-5"),
        vat_currency: own("BT-6"),
        tax_point_on: reader.day(told, "BT-7"),
        tax_point_code: own("BT-8"),
        due_on: reader.day(told, "BT-9"),
        buyer_reference: own("BT-10"),
        project: own("BT-11"),
        contract: own("BT-12"),
        purchase_order: own("BT-13"),
        sales_order: own("BT-14"),
        receiving_advice: own("BT-15"),
        despatch_advice: own("BT-16"),
        tender_or_lot: own("BT-17"),
        invoiced_object: own("BT-18").map(|value| SchemedId { value, scheme: own("BT-18-1") }),
        buyer_accounting_reference: own("BT-19"),
        payment_terms: own("BT-20"),
        notes: told
            .every("BG-1")
            .map(|note| HeaderNote {
                subject: text(note, "BT-21"),
                text: text(note, "BT-22").unwrap_or_default(),
            })
            .collect(),
        process: own("BT-23"),
        specification: must("BT-24"),
        preceding: told
            .every("BG-3")
            .map(|one| PrecedingInvoice {
                number: text(one, "BT-25").unwrap_or_default(),
                issued_on: reader.day(one, "BT-26"),
            })
            .collect(),
        seller: told.one("BG-4").map(|party| reader.trader(party, &SELLER)).unwrap_or_default(),
        buyer: told.one("BG-7").map(|party| reader.trader(party, &BUYER)).unwrap_or_default(),
        payee: told.one("BG-10").map(|party| reader.trader(party, &PAYEE)),
        tax_agent: told.one("BG-11").map(|agent| TaxAgent {
            name: text(agent, "BT-62").unwrap_or_default(),
            vat_number: text(agent, "BT-63"),
            address: address(
                agent,
                "BG-12",
                &["BT-64", "BT-65", "BT-164", "BT-66", "BT-67", "BT-68", "BT-69"],
            ),
        }),
        delivery: told.one("BG-13").and_then(|delivery| reader.delivery(delivery)),
        period: told.one("BG-14").and_then(|period| reader.period(period, ["BT-73", "BT-74"])),
        payment: told.every("BG-16").map(means).collect(),
        remittance: own("BT-83"),
        direct_debit: (told.has("BT-89") || told.has("BT-90"))
            .then(|| DirectDebit { mandate: own("BT-89"), creditor: own("BT-90") }),
        allowances_and_charges: allowances(told, [("BG-20", &ALLOWANCE), ("BG-21", &CHARGE)]),
        totals: told.one("BG-22").map(|totals| reader.totals(totals)).unwrap_or_default(),
        vat: told.every("BG-23").map(breakdown).collect(),
        supporting: told.every("BG-24").map(|paper| reader.supporting(paper)).collect(),
        lines: told.every("BG-25").map(|line| reader.line(line)).collect(),
    }
}

fn text(group: &Group, term: &str) -> Option<String> {
    group.text(term).map(str::to_owned)
}

/// Terms of a party: name, trading name, identifiers, legal registration, VAT, tax, legal information, electronic
/// address.
struct PartyTerms {
    own: [&'static str; 8],
    address: (&'static str, [&'static str; 7]),
    contact: (&'static str, [&'static str; 3]),
}

const SELLER: PartyTerms = PartyTerms {
    own: ["BT-27", "BT-28", "BT-29", "BT-30", "BT-31", "BT-32", "BT-33", "BT-34"],
    address: ("BG-5", ["BT-35", "BT-36", "BT-162", "BT-37", "BT-38", "BT-39", "BT-40"]),
    contact: ("BG-6", ["BT-41", "BT-42", "BT-43"]),
};
const BUYER: PartyTerms = PartyTerms {
    own: ["BT-44", "BT-45", "BT-46", "BT-47", "BT-48", "", "", "BT-49"],
    address: ("BG-8", ["BT-50", "BT-51", "BT-163", "BT-52", "BT-53", "BT-54", "BT-55"]),
    contact: ("BG-9", ["BT-56", "BT-57", "BT-58"]),
};
const PAYEE: PartyTerms = PartyTerms {
    own: ["BT-59", "", "BT-60", "BT-61", "", "", "", ""],
    address: ("", [""; 7]),
    contact: ("", [""; 3]),
};

/// Amount, base, percentage, category, rate, reason, code of the reason.
const ALLOWANCE: [&str; 7] = ["BT-92", "BT-93", "BT-94", "BT-95", "BT-96", "BT-97", "BT-98"];
const CHARGE: [&str; 7] = ["BT-99", "BT-100", "BT-101", "BT-102", "BT-103", "BT-104", "BT-105"];
const LINE_ALLOWANCE: [&str; 7] = ["BT-136", "BT-137", "BT-138", "", "", "BT-139", "BT-140"];
const LINE_CHARGE: [&str; 7] = ["BT-141", "BT-142", "BT-143", "", "", "BT-144", "BT-145"];

struct Reader<'a> {
    document: &'a Document,
}

impl Reader<'_> {
    fn day(&self, group: &Group, term: &str) -> Option<NaiveDate> {
        let pattern = match self.document.syntax {
            Syntax::Cii => "%Y%m%d",
            Syntax::Ubl => "%Y-%m-%d",
        };
        NaiveDate::parse_from_str(group.text(term)?, pattern).ok()
    }

    fn schemed(&self, said: &Said) -> SchemedId {
        let scheme = self.document.tree.element(said.at).attribute("schemeID").map(str::to_owned);
        SchemedId { value: said.plain().to_owned(), scheme }
    }

    fn trader(&self, party: &Group, terms: &PartyTerms) -> Trader {
        let [name, trading, identifiers, legal, vat, tax, information, electronic] = terms.own;
        Trader {
            name: text(party, name).unwrap_or_default(),
            trading_name: text(party, trading),
            identifiers: party.all(identifiers).map(|said| self.schemed(said)).collect(),
            legal_registration: party.first(legal).map(|said| self.schemed(said)),
            vat_number: text(party, vat),
            tax_registration: text(party, tax),
            legal_information: text(party, information),
            electronic_address: party.first(electronic).map(|said| self.schemed(said)),
            address: address(party, terms.address.0, &terms.address.1),
            contact: party.one(terms.contact.0).map(|contact| TraderContact {
                name: text(contact, terms.contact.1[0]),
                telephone: text(contact, terms.contact.1[1]),
                email: text(contact, terms.contact.1[2]),
            }),
        }
    }

    fn delivery(&self, delivery: &Group) -> Option<DeliveryTold> {
        let told = DeliveryTold {
            name: text(delivery, "BT-70"),
            location: delivery.first("BT-71").map(|said| self.schemed(said)),
            delivered_on: self.day(delivery, "BT-72"),
            address: address(
                delivery,
                "BG-15",
                &["BT-75", "BT-76", "BT-165", "BT-77", "BT-78", "BT-79", "BT-80"],
            ),
        };
        // CII always has the group, even if it says nothing.
        (told != DeliveryTold::default()).then_some(told)
    }

    fn period(&self, period: &Group, [from, to]: [&str; 2]) -> Option<InvoicedPeriod> {
        let told = InvoicedPeriod { from: self.day(period, from), to: self.day(period, to) };
        (told != InvoicedPeriod::default()).then_some(told)
    }

    fn totals(&self, totals: &Group) -> DocumentTotals {
        let told = &self.document.told;
        let vat = |currency: Option<&str>| {
            let of = |said: &&Said| self.document.tree.element(said.at).attribute("currencyID") == currency;
            totals.all("BT-110").find(of).and_then(Said::number).filter(|_| currency.is_some())
        };
        DocumentTotals {
            lines: totals.number("BT-106"),
            allowances: totals.number("BT-107"),
            charges: totals.number("BT-108"),
            without_vat: totals.number("BT-109"),
            vat: vat(told.text("BT-5")),
            vat_in_vat_currency: vat(told.text("BT-6")),
            with_vat: totals.number("BT-112"),
            prepaid: totals.number("BT-113"),
            rounding: totals.number("BT-114"),
            due: totals.number("BT-115"),
        }
    }

    fn supporting(&self, paper: &Group) -> SupportingPaper {
        let attached = paper.first("BT-125").map(|said| {
            let element = self.document.tree.element(said.at);
            let told = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
            // A name may try to be a path: only its end is one.
            let filename = told("filename");
            let filename = filename.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            AttachedBinary { mime: told("mimeCode"), filename, base64: said.plain().to_owned() }
        });
        SupportingPaper {
            reference: text(paper, "BT-122").unwrap_or_default(),
            description: text(paper, "BT-123"),
            location: text(paper, "BT-124"),
            attached,
        }
    }

    fn line(&self, line: &Group) -> InvoiceLine {
        let must = |term: &str| text(line, term).unwrap_or_default();
        let object = text(line, "BT-128");
        InvoiceLine {
            id: must("BT-126"),
            note: text(line, "BT-127"),
            invoiced_object: object.map(|value| SchemedId { value, scheme: text(line, "BT-128-1") }),
            quantity: line.number("BT-129"),
            unit: must("BT-130"),
            net: line.number("BT-131"),
            purchase_order_line: text(line, "BT-132"),
            buyer_accounting_reference: text(line, "BT-133"),
            period: line.one("BG-26").and_then(|period| self.period(period, ["BT-134", "BT-135"])),
            allowances_and_charges: allowances(line, [("BG-27", &LINE_ALLOWANCE), ("BG-28", &LINE_CHARGE)]),
            price: LinePrice {
                net: line.number("BT-146"),
                discount: line.number("BT-147"),
                gross: line.number("BT-148"),
                base_quantity: line.number("BT-149"),
                base_unit: text(line, "BT-150"),
            },
            vat_category: must("BT-151"),
            vat_rate: line.number("BT-152"),
            item: self.item(line),
        }
    }

    fn item(&self, line: &Group) -> LineItem {
        let class = |said: &Said| {
            let element = self.document.tree.element(said.at);
            ItemClass {
                code: said.plain().to_owned(),
                list: element.attribute("listID").unwrap_or_default().to_owned(),
                version: element.attribute("listVersionID").map(str::to_owned),
            }
        };
        let attribute = |one: &Group| ItemAttribute {
            name: text(one, "BT-160").unwrap_or_default(),
            value: text(one, "BT-161").unwrap_or_default(),
        };
        LineItem {
            name: text(line, "BT-153").unwrap_or_default(),
            description: text(line, "BT-154"),
            seller_id: text(line, "BT-155"),
            buyer_id: text(line, "BT-156"),
            standard_id: line.first("BT-157").map(|said| self.schemed(said)),
            classes: line.all("BT-158").map(class).collect(),
            origin: text(line, "BT-159"),
            attributes: line.every("BG-32").map(attribute).collect(),
        }
    }
}

fn address(party: &Group, id: &str, terms: &[&str; 7]) -> Option<TraderAddress> {
    let address = party.one(id)?;
    let [line1, line2, line3, city, postcode, subdivision, country] = terms.map(|term| text(address, term));
    let country = country.unwrap_or_default();
    Some(TraderAddress { line1, line2, line3, city, postcode, subdivision, country })
}

fn means(means: &Group) -> PaymentMeans {
    PaymentMeans {
        code: text(means, "BT-81").unwrap_or_default(),
        text: text(means, "BT-82"),
        transfer: means.one("BG-17").map(|account| CreditTransfer {
            account: text(account, "BT-84").unwrap_or_default(),
            account_name: text(account, "BT-85"),
            bank: text(account, "BT-86"),
        }),
        card: means.one("BG-18").map(|card| PaymentCard {
            number: text(card, "BT-87").unwrap_or_default(),
            holder: text(card, "BT-88"),
        }),
        debited_account: text(means, "BT-91"),
    }
}

/// Allowances first, then charges.
fn allowances(of: &Group, [lower, raise]: [(&str, &[&str; 7]); 2]) -> Vec<AllowanceOrCharge> {
    let read = |group: &Group, terms: &[&str; 7], is_charge: bool| {
        let [amount, base, percent, category, rate, reason, code] = *terms;
        let number = |term: &str| -> Option<Decimal> { group.number(term) };
        AllowanceOrCharge {
            is_charge,
            amount: number(amount),
            base: number(base),
            percent: number(percent),
            vat_category: text(group, category),
            vat_rate: number(rate),
            reason: text(group, reason),
            reason_code: text(group, code),
        }
    };
    let allowed = of.every(lower.0).map(|group| read(group, lower.1, false));
    allowed.chain(of.every(raise.0).map(|group| read(group, raise.1, true))).collect()
}

fn breakdown(tax: &Group) -> VatBreakdown {
    VatBreakdown {
        base: tax.number("BT-116"),
        tax: tax.number("BT-117"),
        category: text(tax, "BT-118").unwrap_or_default(),
        rate: tax.number("BT-119"),
        exemption_reason: text(tax, "BT-120"),
        exemption_code: text(tax, "BT-121"),
    }
}
