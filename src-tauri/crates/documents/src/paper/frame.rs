//! What every paper shares: who, frozen words, the frame of a sheet, its rows and sums.

use crate::paper::electronic::ElectronicPart;
use crate::sheet::{Party, Payment, Row, Sheet, Sum, Weight};
use chrono::NaiveDate;
use journey::contact::paid_by::link;
use journey::contact::{ClientCard, ClientKind, Identity, Language, colour};
use journey::invoice::{EarlyDiscount, PassedWarnings};
use journey::law::Law;
use journey::quote::{Line, Nature, counted};
use journey::say;
use journey::vat::Totals;
use serde::{Deserialize, Serialize};
use values::identifiers;
use values::letters::folded;
use values::money::{BasisPoints, Cents};

/// Sentences frozen with a paper: legal ones, and titled notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wordings {
    pub legal: Vec<String>,
    pub notes: Vec<(String, String)>,
    /// The house's own words before the lines, and after them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opening: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub closing: String,
    /// The discount for early payment that the paper offers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early: Option<EarlyDiscount>,
    /// The yearly rate of late payment that a contract with a professional sets; none for the law's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_rate: Option<BasisPoints>,
    /// What its electronic invoice says beside its rows; none for papers that have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub electronic: Option<ElectronicPart>,
    /// Not printed: warnings that were passed when it was issued, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed: Option<PassedWarnings>,
}

impl Wordings {
    /// The same for work that began on that day, where it is known.
    #[must_use]
    pub fn of_work_since(mut self, began_on: Option<NaiveDate>) -> Wordings {
        if let Some(part) = &mut self.electronic {
            part.began_on = began_on;
        }
        self
    }

    /// The same with a greeting and a closing.
    #[must_use]
    pub fn said(self, (opening, closing): (String, String)) -> Wordings {
        Wordings { opening, closing, ..self }
    }
}

/// Who, frozen with a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parties {
    pub seller: Identity,
    pub buyer: ClientCard,
    /// Hash of the logo in the vault, and its bytes.
    pub logo: Option<(String, Vec<u8>)>,
}

impl Parties {
    /// The client's, as it was when the paper was issued.
    #[must_use]
    pub fn language(&self) -> Language {
        self.buyer.language
    }
}

pub fn late_and_discount(
    law: &Law,
    today: NaiveDate,
    buyer: &ClientCard,
    late: &str,
    discount: &str,
) -> String {
    format!("{discount} {}", late_sentence(law, today, buyer, late))
}

/// What is said of late payment to that buyer; `late` is said to professionals.
pub fn late_sentence(law: &Law, today: NaiveDate, buyer: &ClientCard, late: &str) -> String {
    match buyer.kind {
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association => late.to_owned(),
        ClientKind::PublicBody | ClientKind::Person => {
            law.wording(buyer.language, journey::invoice::late_wording(buyer.kind), today)
        }
    }
}

/// What every sheet shares: who, colours, footer.
pub fn frame(parties: &Parties, draft: bool, buyer_title: &str) -> Sheet {
    delivering(parties, draft, buyer_title, &[])
}

/// The same for a paper about these lines: where goods are brought is said in any case (CGI ann. II, art. 242 nonies A).
pub fn delivering(parties: &Parties, draft: bool, buyer_title: &str, lines: &[Line]) -> Sheet {
    let Parties { seller, buyer, logo } = parties;
    let language = parties.language();
    let there = buyer.delivery_address.lines();
    let elsewhere = !there.is_empty() && folded(&there.join(" ")) != folded(&buyer.address.lines().join(" "));
    let muted = if elsewhere {
        vec![say!(language, "Livraison : {address}", address = there.join(", "))]
    } else if lines.iter().any(|line| line.nature == Nature::Goods) {
        vec![say!(language, "Livraison : même adresse").to_owned()]
    } else {
        Vec::new()
    };
    Sheet {
        buyer: Party { title: buyer_title.into(), lines: buyer.lines(), muted },
        logo: logo.as_ref().map(|(_, bytes)| bytes.clone()),
        draft,
        seller: from(language, seller, buyer.is_abroad()),
        ..blank(language, seller)
    }
}

/// How to pay this; nothing where nothing is to be paid, or nobody said how.
pub fn payment(seller: &Identity, amount: Cents, reference: String) -> Option<Payment> {
    let said = !seller.iban.is_empty() || !seller.ways.is_empty() || !seller.payment_link.is_empty();
    (said && amount.0 > 0).then(|| Payment {
        beneficiary: seller.full_name(),
        iban: seller.iban.clone(),
        bic: seller.bic.clone(),
        amount,
        ways: seller.ways.iter().map(|way| (way.name.clone(), way.words.clone())).collect(),
        link: link(&seller.payment_link, &reference, amount),
        reference,
    })
}

/// A sheet of the seller's on which nothing stands yet.
pub fn blank(language: Language, seller: &Identity) -> Sheet {
    Sheet {
        language,
        heading: String::new(),
        number: String::new(),
        draft: false,
        issued_on: NaiveDate::default(),
        accent: colour(&seller.accent).unwrap_or([0x0f, 0x6b, 0x63]),
        layout: seller.layout,
        logo: None,
        brand: seller.brand_or_name(),
        tagline: seller.trade.clone(),
        seller: from(language, seller, false),
        buyer: Party { title: String::new(), lines: Vec::new(), muted: Vec::new() },
        facts: Vec::new(),
        subject: String::new(),
        opening: String::new(),
        closing: String::new(),
        rows: Vec::new(),
        ledger: None,
        vat_column: true,
        sums: Vec::new(),
        notes: Vec::new(),
        schedule: Vec::new(),
        options: Vec::new(),
        steps: Vec::new(),
        supplies: Vec::new(),
        payment: None,
        signature: None,
        countersignature: None,
        legal: Vec::new(),
        footer: format!("{} · SIRET {}", seller.full_name(), identifiers::grouped(&seller.siret)),
        terms: None,
        electronic: None,
    }
}

/// Who sends it; with the country, and telephones as they are dialled, for who is abroad.
fn from(language: Language, seller: &Identity, abroad: bool) -> Party {
    Party {
        title: say!(language, "Émetteur").into(),
        lines: seller.lines(language, abroad),
        muted: Vec::new(),
    }
}

pub fn plain(label: &str, amount: Cents) -> Sum {
    Sum { label: label.to_owned(), amount, weight: Weight::Plain }
}

pub fn before_discount(language: Language, lines: &[Line], discount: BasisPoints) -> Vec<Sum> {
    if discount.0 == 0 {
        return Vec::new();
    }
    let whole: Cents = counted(lines).filter(|l| l.nature != Nature::Disbursement).map(|l| l.net).sum();
    vec![
        plain(say!(language, "Total avant remise"), whole),
        plain(&say!(language, "Remise {rate}", rate = language.percent(discount)), -whole.share(discount)),
    ]
}

pub fn vat_sums(language: Language, totals: &Totals) -> impl Iterator<Item = Sum> + '_ {
    totals.groups.iter().map(move |g| {
        let (rate, net) = (language.percent(g.rate), language.euros(g.net));
        plain(&say!(language, "TVA {rate} sur {net}", rate = rate, net = net), g.vat)
    })
}

/// « Débours »: claimed back to the cent, outside VAT.
pub fn advanced_sum(language: Language, advanced: Cents, liable: bool) -> Option<Sum> {
    let label = if liable { say!(language, "Débours (hors TVA)") } else { say!(language, "Débours") };
    (!advanced.is_zero()).then(|| plain(label, advanced))
}

/// The lines that count; an option stands apart.
pub fn rows(lines: &[Line]) -> Vec<Row> {
    let mut titles = String::new();
    let mut rows = Vec::new();
    for line in lines {
        if !line.section.is_empty() {
            titles.clone_from(&line.section);
        }
        if line.optional {
            continue;
        }
        // The title of a section whose first line is an option stands above the first that counts.
        rows.push(Row { section: std::mem::take(&mut titles), ..row(line) });
    }
    rows
}

pub fn row(line: &Line) -> Row {
    Row {
        section: String::new(),
        label: line.label.clone(),
        detail: line.detail.clone(),
        quantity: line.quantity,
        unit: line.unit.clone(),
        unit_price: line.unit_price,
        discount: line.discount,
        vat_rate: (line.nature != Nature::Disbursement).then_some(line.vat_rate),
        net: line.net,
    }
}
