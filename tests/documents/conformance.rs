//! Invoices of every kind, to every buyer, under every regime: none has a finding. `PARCOURS_CONFORMANCE` names a folder in
//! which to leave them as PDFs, for the official rules (`cargo xtask conformance`).

use chrono::{Days, NaiveDate};
use documents::paper::frame::{Parties, Wordings};
use documents::paper::invoice::{InvoiceWords, credit_wordings, invoice_sheet, invoice_wordings};
use documents::paper::invoiced::{CreditedPaper, DeductionPaper, InvoicePaper};
use journey::contact::{ClientCard, Identity};
use journey::invoice::{Instalment, InvoiceKind};
use journey::law::Law;
use journey::quote::{Line, Nature, standing_lines, totals_of};
use journey::sale::Sale;
use journey::vat::{Totals, VatGroup, part};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice, line_net};

const FEWEST: usize = 300;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn with(more: Value) -> Identity {
    let mut seller = tests::camille();
    for (field, value) in more.as_object().unwrap() {
        seller[field] = value.clone();
    }
    serde_json::from_value::<Identity>(seller).unwrap().read().unwrap()
}

fn sellers() -> Vec<Identity> {
    vec![
        with(json!({})),
        with(
            json!({"legal_form": "sasu", "name": "Atelier Durand", "brand": "L’Atelier & Cie", "capital": "1 000 €",
            "registry": "RCS Rennes", "vat_on_debits": true, "payment_link": "https://payer.exemple.fr/{number}", "insurance": "Assurances du Ponant, police 12, France"}),
        ),
        with(json!({"vat_regime": "franchise", "iban": "", "bic": ""})),
        with(json!({"vat_regime": "franchise", "vat_number": "FR44732829320"})),
        with(json!({"address": {"street": "3 rue du Port", "postcode": "97400", "city": "Saint-Denis"}})),
    ]
}

fn buyers() -> Vec<ClientCard> {
    let at = |street: &str, postcode: &str, city: &str, country: &str| json!({"street": street, "postcode": postcode, "city": city, "country": country});
    let all = [
        tests::bakery(),
        json!({"kind": "company", "name": "Œuvres d’Été & Fils", "siret": "552 100 554 00013", "order_number_required": true,
            "address": at("12 rue « Haute »", "67000", "Strasbourg", ""), "delivery_address": at("Quai 4", "68100", "Mulhouse", "")}),
        json!({"kind": "public_body", "name": "Commune de Ploubaz", "siret": "212 200 109 00016", "address": at("Place de la Mairie", "22620", "Ploubazlanec", "")}),
        json!({"kind": "association", "name": "Les Amis du Phare", "address": at("1 rue du Phare", "29200", "Brest", ""), "email": "phare@exemple.fr"}),
        json!({"kind": "person", "name": "Zoé Ñandú-Łukasiewicz", "address": at("1 rue B", "31000", "Toulouse", ""), "email": "zoe@exemple.fr"}),
        json!({"kind": "person", "name": "Hugo Petit", "address": at("2 rue C", "20000", "Ajaccio", "")}),
        json!({"kind": "company", "name": "Kunde GmbH", "vat_number": "DE136695976", "address": at("Chausseestr. 1", "10115", "Berlin", "Allemagne"), "language": "german"}),
        json!({"kind": "company", "name": "Boston Bits LLC", "email": "ap@example.com", "address": at("1 Main St", "02110", "Boston MA", "États-Unis"), "language": "english"}),
        json!({"kind": "person", "name": "Ingrid Ørsted", "address": at("Nørregade 7", "1165", "København", "Danemark"), "language": "english"}),
        json!({"kind": "company", "name": "Rhum du Sud", "siret": "552 100 554", "address": at("8 rue des Îles", "97200", "Fort-de-France", "")}),
        json!({"kind": "company", "name": "Kourou Services", "siret": "552 100 554", "address": at("9 avenue des Roches", "97310", "Kourou", "")}),
        json!({"kind": "company", "name": "Nouméa Conseil", "siret": "552 100 554", "address": at("10 rue de l’Alma", "98800", "Nouméa", "")}),
    ];
    all.into_iter().map(read).collect()
}

fn read(mut card: Value) -> ClientCard {
    card["confirmed"] = json!(["vat_number"]);
    serde_json::from_value::<ClientCard>(card).unwrap().read().unwrap()
}

/// Natures with the rate that is asked where VAT is charged.
const SOLD: [&[(Nature, i64)]; 5] = [
    &[(Nature::Service, 2000), (Nature::Service, 1000)],
    &[(Nature::Goods, 2000), (Nature::Goods, 550), (Nature::Goods, 210)],
    &[(Nature::Service, 2000), (Nature::Goods, 550)],
    &[(Nature::Service, 2000), (Nature::Disbursement, 0)],
    &[(Nature::Service, 850)],
];

/// Lines as they hold between those two; none where one of them does not.
fn lines(sale: &Sale, sold: &[(Nature, i64)], turn: usize) -> Option<Vec<Line>> {
    let units = ["jours", "forfait", "demi-journées", "", "heures"];
    let mut lines = Vec::new();
    for (at, (nature, rate)) in sold.iter().enumerate() {
        let situation = sale.of_nature(*nature);
        let rate = match situation.rates.contains(&BasisPoints(*rate)) {
            _ if *nature == Nature::Disbursement => BasisPoints(0),
            true => BasisPoints(*rate),
            false => situation.usual,
        };
        let rate = if situation.zero.is_some() { BasisPoints(0) } else { rate };
        let judged = sale.judge(*nature, rate, "").ok()?;
        let own = turn.is_multiple_of(3) && *nature != Nature::Disbursement;
        let (quantity, price) =
            (Thousandths(3500 + 250 * at as i64), UnitPrice(4_805_050 + 10_101 * at as i64));
        let discount = BasisPoints(if own { 750 } else { 0 });
        lines.push(Line {
            label: format!("Prestation n° {} — « {nature:?} » <&>", at + 1),
            detail: if at == 0 { "Première ligne\nSeconde ligne".into() } else { String::new() },
            section: if at == 0 { "Première partie".into() } else { String::new() },
            unit: units[(turn + at) % units.len()].into(),
            net: line_net(quantity, price, discount),
            vat_rate: judged.rate,
            vat_reason: judged.reason,
            nature: *nature,
            quantity,
            unit_price: price,
            discount,
            ..Line::default()
        });
    }
    if turn.is_multiple_of(4) {
        let first = lines[0].clone();
        let (quantity, unit_price) = (Thousandths(1000), UnitPrice(-123_400));
        let net = line_net(quantity, unit_price, BasisPoints(0));
        lines.push(Line {
            label: "Geste".into(),
            quantity,
            unit_price,
            net,
            discount: BasisPoints(0),
            ..first
        });
    }
    Some(lines)
}

/// What tells one document from another.
struct Made<'a> {
    law: &'a Law,
    kind: InvoiceKind,
    /// Of a deposit, for a credit note.
    deposit: bool,
    /// As their settings say them, with what is not printed to that buyer.
    seller: &'a Identity,
    parties: Parties,
    lines: Vec<Line>,
    turn: usize,
}

impl Made<'_> {
    fn words(&self) -> Wordings {
        let buyer = &self.parties.buyer;
        if self.kind == InvoiceKind::CreditNote {
            return credit_wordings(
                self.law,
                today(),
                &self.parties,
                (&self.lines, self.deposit),
                "Geste commercial",
            );
        }
        let said = |code| self.law.wording(buyer.language, code, today());
        let words = InvoiceWords {
            law: self.law,
            kind: self.kind,
            seller: self.seller,
            buyer,
            late: &said("late_professional"),
            late_rate: None,
            discount: &said("no_discount"),
            terms: Some((2, today())),
            lines: &self.lines,
        };
        invoice_wordings(today(), words)
    }

    fn paper(self) -> InvoicePaper {
        let discount = BasisPoints(if self.turn.is_multiple_of(2) { 500 } else { 0 });
        let whole = totals_of(&self.lines, discount);
        let share = |percent: i64| -> Vec<VatGroup> {
            whole.groups.iter().map(|group| part(*group, group.net.share(BasisPoints(percent)))).collect()
        };
        let wordings = self.words();
        let mut paper = InvoicePaper {
            kind: self.kind,
            number: format!("F-2026-{:04}", self.turn + 1),
            draft: false,
            issued_on: today(),
            supplied_on: (!self.turn.is_multiple_of(5)).then_some(today() - Days::new(2)),
            due_on: today() + Days::new(30),
            instalments: Vec::new(),
            order_number: if self.turn.is_multiple_of(2) { "BC-12".into() } else { String::new() },
            origin: "D-2026-0001 · CO-2026-0001".into(),
            subject: String::new(),
            discount,
            lines: self.lines,
            deductions: Vec::new(),
            credited: None,
            totals: whole.clone(),
            parties: self.parties,
            wordings,
        };
        let at = |days| today() - Days::new(days);
        match self.kind {
            InvoiceKind::Deposit | InvoiceKind::Progress => as_part(&mut paper, share(3000)),
            InvoiceKind::Balance => {
                let (first, second) = (share(3000), share(2000));
                paper.totals = whole.less(&first).less(&second);
                let deduction = |deposit, number: &str, groups, days| DeductionPaper {
                    deposit,
                    number: number.into(),
                    issued_on: at(days),
                    groups,
                };
                paper.deductions = vec![
                    deduction(true, "F-2025-0101", first, 60),
                    deduction(false, "F-2025-0102", second, 30),
                ];
                let half = Cents(paper.totals.gross.0 / 2);
                let due = [(paper.due_on - Days::new(10), half), (paper.due_on, paper.totals.gross - half)];
                paper.instalments = due.map(|(due_on, amount)| Instalment { due_on, amount }).to_vec();
            }
            InvoiceKind::CreditNote => {
                paper.supplied_on = None;
                paper.origin = "F-2025-0103 du 1er octobre 2026".into();
                paper.credited = Some(CreditedPaper {
                    deposit: self.deposit,
                    number: "F-2025-0103".into(),
                    issued_on: at(52),
                    supplied_on: Some(at(60)),
                });
                as_part(&mut paper, share(4000));
            }
            InvoiceKind::Standalone | InvoiceKind::Elsewhere => paper.origin.clear(),
        }
        paper
    }
}

/// The lines that stand for these groups of the whole.
fn as_part(paper: &mut InvoicePaper, groups: Vec<VatGroup>) {
    let line = |standing: Line| Line {
        label: "Acompte de 30 %".into(),
        quantity: Thousandths(1000),
        unit_price: UnitPrice(standing.net.0 * 100),
        ..standing
    };
    let groups_said = groups.iter().filter(|group| !group.net.is_zero());
    let standing = groups_said.flat_map(|group| standing_lines(&paper.lines, &paper.totals, *group));
    paper.lines = standing.map(line).collect();
    paper.discount = BasisPoints(0);
    paper.totals = Totals::from_groups(groups);
}

const KINDS: [(InvoiceKind, bool); 6] = [
    (InvoiceKind::Standalone, false),
    (InvoiceKind::Deposit, false),
    (InvoiceKind::Progress, false),
    (InvoiceKind::Balance, false),
    (InvoiceKind::CreditNote, false),
    (InvoiceKind::CreditNote, true),
];

fn all(law: &Law) -> Vec<InvoicePaper> {
    let mut made = Vec::new();
    for (s, seller) in sellers().into_iter().enumerate() {
        for (b, buyer) in buyers().into_iter().enumerate() {
            let sale = Sale::of(today(), law, Some(&seller), &buyer);
            for (n, sold) in SOLD.into_iter().enumerate() {
                let Some(lines) = lines(&sale, sold, made.len()) else { continue };
                // Each kind meets each nature, regime and buyer, though not all of them at once.
                for (k, (kind, deposit)) in KINDS.into_iter().enumerate() {
                    if (s + b + n + k) % 3 != 0 {
                        continue;
                    }
                    let printed = seller.clone().printed_to(&buyer);
                    let parties = Parties { seller: printed, buyer: buyer.clone(), logo: None };
                    let turn = made.len();
                    made.push(
                        Made { law, kind, deposit, seller: &seller, parties, lines: lines.clone(), turn }
                            .paper(),
                    );
                }
            }
        }
    }
    made
}

#[test]
fn invoices_of_every_kind_have_no_finding() {
    let law = Law::default();
    let papers = all(&law);
    assert!(papers.len() >= FEWEST, "{} documents", papers.len());
    let folder = std::env::var_os("PARCOURS_CONFORMANCE").map(PathBuf::from);
    let (mut kinds, mut categories) = (BTreeSet::new(), BTreeSet::new());
    for paper in &papers {
        let sheet = invoice_sheet(paper);
        let xml = sheet.electronic.as_deref().unwrap();
        let checked = einvoice::check::check(xml).unwrap();
        let text = String::from_utf8_lossy(xml);
        assert_eq!(
            checked.findings,
            [],
            "{}, {:?} to {:?}: {text}",
            paper.number,
            paper.kind,
            paper.parties.buyer.name
        );
        let first = |name: &str| {
            text.split(name).nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default().to_owned()
        };
        kinds.insert(first("<ram:TypeCode>"));
        categories.extend(
            text.split("<ram:CategoryCode>")
                .skip(1)
                .filter_map(|rest| rest.split('<').next())
                .map(str::to_owned),
        );
        if let Some(folder) = &folder {
            let pdf = documents::render(&sheet, Some(&"0".repeat(32))).unwrap();
            std::fs::write(folder.join(format!("{}.pdf", paper.number)), pdf).unwrap();
        }
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["380", "381", "386", "503"]);
    assert_eq!(categories.into_iter().collect::<Vec<_>>(), ["AE", "E", "G", "K", "O", "S"]);
}

/// What machines read of an invoice between those two.
fn told(kind: InvoiceKind, seller: &Identity, buyer: &ClientCard, sold: &[(Nature, i64)]) -> String {
    let law = Law::default();
    let sale = Sale::of(today(), &law, Some(seller), buyer);
    let lines = lines(&sale, sold, 1).unwrap();
    let parties = Parties { seller: seller.clone().printed_to(buyer), buyer: buyer.clone(), logo: None };
    let made = Made { law: &law, kind, deposit: false, seller, parties, lines, turn: 1 };
    String::from_utf8(invoice_sheet(&made.paper()).electronic.unwrap()).unwrap()
}

fn abroad(country: &str, vat_number: &str) -> ClientCard {
    read(
        json!({"kind": "company", "name": "Kunde GmbH", "vat_number": vat_number, "email": "kunde@example.com",
        "address": {"street": "1 Main St", "postcode": "10115", "city": "Berlin", "country": country}}),
    )
}

const SERVICE: [(Nature, i64); 1] = [(Nature::Service, 2000)];

#[test]
fn a_number_that_is_not_printed_decides_of_no_category() {
    let seller = with(json!({"vat_regime": "franchise", "vat_number": "FR44732829320"}));
    for buyer in [abroad("États-Unis", ""), abroad("Royaume-Uni", "")] {
        let xml = told(InvoiceKind::Standalone, &seller, &buyer, &SERVICE);
        assert!(xml.contains("<ram:CategoryCode>O<") && !xml.contains("<ram:CategoryCode>G<"), "{xml}");
        assert!(!xml.contains("schemeID=\"VA\""), "{xml}");
    }
}

#[test]
fn what_was_claimed_is_deducted_in_the_category_in_which_it_was() {
    let seller = with(json!({"vat_number": "FR44732829320"}));
    let buyer = abroad("Allemagne", "DE136695976");
    let categories = |xml: &str| -> BTreeSet<String> {
        let lines = xml.split("<ram:IncludedSupplyChainTradeLineItem>").skip(1);
        let lines = lines.filter(|line| line.contains(">-1</ram:BilledQuantity>") || xml.contains(">386<"));
        let category =
            |line: &str| line.split("<ram:CategoryCode>").nth(1)?.split('<').next().map(str::to_owned);
        lines.filter_map(category).collect()
    };
    let sold = [(Nature::Disbursement, 0), (Nature::Service, 2000), (Nature::Service, 2000)];
    for kind in [InvoiceKind::Deposit, InvoiceKind::Balance] {
        let xml = told(kind, &seller, &buyer, &sold);
        assert_eq!(categories(&xml), BTreeSet::from(["AE".to_owned()]), "{kind:?}: {xml}");
        let xml = told(kind, &seller, &buyer, &[(Nature::Service, 2000), (Nature::Goods, 2000)]);
        assert_eq!(categories(&xml), BTreeSet::from(["AE".to_owned(), "K".to_owned()]), "{kind:?}: {xml}");
        assert!(!xml.contains("Opération sans TVA"), "{xml}");
    }
}

#[test]
fn a_country_is_the_same_everywhere_and_never_another() {
    let seller = with(json!({"vat_number": "FR44732829320"}));
    let unnamed =
        told(InvoiceKind::Standalone, &seller, &abroad("", "DE136695976"), &[(Nature::Goods, 2000)]);
    assert_eq!(unnamed.matches("<ram:CountryID>DE<").count(), 2, "BT-55 and BT-80: {unnamed}");
    let kosovo = told(InvoiceKind::Standalone, &seller, &abroad("Kosovo", ""), &SERVICE);
    assert!(kosovo.contains("<ram:CountryID>1A<"), "{kosovo}");
    // Of an invoice from before countries were asked for.
    let mut unknown = abroad("Allemagne", "");
    unknown.address.country = "Allemange".into();
    let credit = told(InvoiceKind::CreditNote, &seller, &unknown, &SERVICE);
    assert_eq!(credit.matches("<ram:CountryID>FR<").count(), 1, "the seller's own: {credit}");
    let reunion = read(json!({"kind": "company", "name": "Rhum du Sud", "siret": "552 100 554",
        "address": {"street": "8 rue des Îles", "postcode": "97400", "city": "Saint-Denis", "country": "La Réunion"}}));
    let xml = told(InvoiceKind::Standalone, &seller, &reunion, &SERVICE);
    assert!(xml.contains(">B2B<") && xml.contains("schemeID=\"0225\">552100554<"), "{xml}");
}

#[test]
fn a_credit_note_names_the_day_of_the_work_that_it_takes_back() {
    let credit = told(InvoiceKind::CreditNote, &with(json!({})), &read(tests::bakery()), &SERVICE);
    assert!(
        credit.split("ActualDeliverySupplyChainEvent").nth(1).is_some_and(|day| day.contains("20260923")),
        "{credit}"
    );
}
