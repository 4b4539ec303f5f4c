//! What an electronic invoice says that no row of its paper holds: worked out from the law and the settings of its day,
//! and frozen with it.
//!
//! Invariant: a paper without it was sealed before invoices were electronic, and stays as it is.

use chrono::NaiveDate;
use journey::activity::Nature;
use journey::contact::electronic::{ElectronicAddress, client_address, seller_address};
use journey::contact::place;
use journey::contact::{ClientCard, ClientKind, Identity, Language};
use journey::law::Law;
use journey::quote::{Line, counted};
use journey::sale::category::{ShownNumbers, exemption_code, letter};
use journey::sale::{Category, Due, FRANCHISE, category, due, words_of};
use journey::say;
use journey::vat::VatRegime;
use serde::{Deserialize, Serialize};

/// The reason kept for what is claimed back to the cent.
const DISBURSED: &str = "disbursements";

/// Frozen with an invoice, for machines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectronicPart {
    /// What is sold: B goods, S services, M both (first letter of BT-23).
    pub operation: String,
    /// When VAT falls due, UNTDID 2475 (BT-8): 5 invoice, 29 delivery, 72 payment; empty where none is charged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub falls_due: String,
    /// Subject code, UNTDID 4451, and sentence (BG-1).
    pub sentences: Vec<(String, String)>,
    /// Why lines bear no VAT.
    pub reasons: Vec<UntaxedReason>,
    /// The first day of the work, where it is known; the last is the day of supply (BG-14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began_on: Option<NaiveDate>,
    /// Scheme and value (BT-34).
    pub seller_address: (String, String),
    /// Scheme and value (BT-49).
    pub buyer_address: (String, String),
}

/// Why lines bear no VAT, as electronic invoices say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UntaxedReason {
    /// As lines name it, see [`reason_of`].
    pub reason: String,
    /// UNTDID 5305: E, AE, K, G or O.
    pub category: String,
    /// VATEX; empty where the article has none.
    pub code: String,
    pub text: String,
}

/// What the part is worked out from.
#[derive(Clone, Copy, Debug)]
pub struct ElectronicSetting<'a> {
    pub law: &'a Law,
    pub day: NaiveDate,
    pub is_deposit: bool,
    pub seller: &'a Identity,
    pub buyer: &'a ClientCard,
    pub lines: &'a [Line],
}

/// Works it out; `sentences` as [`claimed`] or [`credited`] give them. The seller is taken as papers to that buyer print
/// them: what is not printed decides of nothing.
#[must_use]
pub fn electronic_part(setting: ElectronicSetting, sentences: Vec<(String, String)>) -> ElectronicPart {
    let seller = &setting.seller.clone().printed_to(setting.buyer);
    let setting = ElectronicSetting { seller, ..setting };
    let ElectronicSetting { day, is_deposit, buyer, lines, .. } = setting;
    let mut sentences = sentences;
    if let Some(flow) = flow(buyer, day) {
        sentences.push(("BAR".to_owned(), flow.to_owned()));
    }
    ElectronicPart {
        operation: operation(lines).to_owned(),
        falls_due: falls_due(lines, seller.vat_on_debits, is_deposit).to_owned(),
        sentences,
        reasons: reasons(setting),
        began_on: None,
        seller_address: told(seller_address(seller)),
        buyer_address: client_address(buyer, day).map_or_else(|| subject(NO_ADDRESS.0, NO_ADDRESS.1), told),
    }
}

/// The sentences of what is to be paid, French law asks for the first three (C. com. L441-9 I, L441-10 II).
#[must_use]
pub fn claimed(
    setting: ElectronicSetting,
    discount: &str,
    late: &str,
    others: &[&str],
) -> Vec<(String, String)> {
    let ElectronicSetting { law, day, buyer, .. } = setting;
    let recovery = match buyer.kind {
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association => "recovery_professional",
        ClientKind::PublicBody => "recovery_public",
        ClientKind::Person => "recovery_person",
    };
    let recovery = law.wording(buyer.language, recovery, day);
    let mut said = vec![subject("AAB", discount), subject("PMD", late), subject("PMT", &recovery)];
    said.extend(others.iter().filter(|text| !text.is_empty()).map(|text| subject("AAI", text)));
    said
}

/// Those of a credit note, that nobody pays.
#[must_use]
pub fn credited(language: Language, legal: &str) -> Vec<(String, String)> {
    let nothing = say!(language, "Sans objet : cet avoir ne se paie pas.");
    let mut said: Vec<_> = ["AAB", "PMD", "PMT"].into_iter().map(|code| subject(code, nothing)).collect();
    said.push(subject("AAI", legal));
    said
}

fn subject(code: &str, text: &str) -> (String, String) {
    (code.to_owned(), text.to_owned())
}

/// How the platform treats it (subject BAR); nothing where it cannot be known from the card.
fn flow(buyer: &ClientCard, day: NaiveDate) -> Option<&'static str> {
    match (buyer.kind, !place::is_at_home(buyer, day)) {
        (ClientKind::Person, false) => Some("B2C"),
        (ClientKind::Person, true) => Some("B2CINT"),
        (ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association, true) => Some("B2BINT"),
        (ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association, false) => {
            (!buyer.siren().is_empty()).then_some("B2B")
        }
        (ClientKind::PublicBody, _) => None,
    }
}

/// An address that nobody knows is said to be none, under a domain that never exists (RFC 2606).
pub const NO_ADDRESS: (&str, &str) = ("EM", "sans-adresse@client.invalid");

fn told(address: ElectronicAddress) -> (String, String) {
    (address.scheme.to_owned(), address.value)
}

/// What is sold, by the first letter of BT-23; disbursements are neither goods nor services.
#[must_use]
pub fn operation(lines: &[Line]) -> &'static str {
    let sold = |nature| counted(lines).any(|line| line.nature == nature);
    match (sold(Nature::Goods), sold(Nature::Service)) {
        (true, true) => "M",
        (true, false) => "B",
        (false, _) => "S",
    }
}

fn falls_due(lines: &[Line], on_debits: bool, is_deposit: bool) -> &'static str {
    let any =
        |wanted| counted(lines).any(|line| due(line.nature, line.vat_rate, on_debits, is_deposit) == wanted);
    // One code stands for all: that of services, which alone may choose.
    if any(Due::Debit) {
        "5"
    } else if any(Due::Receipt) {
        "72"
    } else if any(Due::Delivery) {
        "29"
    } else {
        ""
    }
}

/// The reason of a line without VAT, as [`UntaxedReason`] names it; none of one that bears some.
#[must_use]
pub fn reason_of<'a>(line: &'a Line, seller: &Identity) -> Option<&'a str> {
    match (line.nature, line.vat_reason.as_str()) {
        (Nature::Disbursement, _) => Some(DISBURSED),
        (Nature::Service | Nature::Goods, _) if line.vat_rate.0 != 0 => None,
        (Nature::Service | Nature::Goods, "") if seller.vat_regime == VatRegime::Franchise => Some(FRANCHISE),
        (Nature::Service | Nature::Goods, reason) => Some(reason),
    }
}

fn reasons(setting: ElectronicSetting) -> Vec<UntaxedReason> {
    let ElectronicSetting { law, day, seller, buyer, lines, .. } = setting;
    let outside = |line: &Line| {
        let category = category(law, line.nature, line.vat_rate, &line.vat_reason, day);
        line.nature != Nature::Disbursement && category == Category::OutOfScope
    };
    let all_outside = counted(lines).all(outside);
    let numbers = ShownNumbers::of(seller, buyer, day);
    let mut told: Vec<UntaxedReason> = Vec::new();
    for line in counted(lines) {
        let Some(reason) = reason_of(line, seller).filter(|reason| !reason.is_empty()) else { continue };
        if told.iter().any(|known| known.reason == reason) {
            continue;
        }
        let (text, vatex) = match reason {
            // Repayment of what was paid in the name of the client (directive 2006/112/CE, art. 79 c).
            DISBURSED => (law.wording(buyer.language, DISBURSED, day), "VATEX-EU-79-C"),
            FRANCHISE => (law.wording(buyer.language, FRANCHISE, day), "VATEX-FR-FRANCHISE"),
            known => (
                words_of(law, buyer.language, known, day),
                law.reason(known, day).map_or("", |reason| reason.vatex),
            ),
        };
        let kind = if reason == DISBURSED {
            Category::Exempt
        } else {
            category(law, line.nature, line.vat_rate, reason, day)
        };
        let letter = letter(kind, numbers, all_outside);
        let code = exemption_code(letter, vatex);
        told.push(UntaxedReason {
            reason: reason.to_owned(),
            category: letter.to_owned(),
            code: code.to_owned(),
            text,
        });
    }
    told
}
