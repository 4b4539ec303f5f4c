//! An electronic invoice from anywhere: what it says, and what is wrong with it.
//!
//! Invariant: reading it keeps nothing, and nothing in it is followed.

use books::act::Ask;
use books::entry::{FileBytes, bytes_of};
use books::error::{Error, Result};
use einvoice::check::{Verdict, read};
use einvoice::decimal::Decimal;
use einvoice::finding::{Finding, Layer, Severity};
use einvoice::model::{EInvoice, InvoiceLine, Trader};
use journey::unit::of_code;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::identifiers::grouped;

use values::words::{euros, long_date};

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckInvoice {
    /// A PDF or an XML.
    pub file: FileBytes,
}

/// How one side of the invoice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SideStands {
    Valid,
    /// It passes, with something to look at.
    Warnings,
    Errors,
}

/// One side of the invoice that was checked: those that do not concern it are left out.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CheckedSide {
    /// « Calculs ».
    pub name: String,
    pub stands: SideStands,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CheckedFinding {
    /// As the norm names it: `BR-CO-10`.
    pub rule: String,
    /// It should be refused; else it is better set right.
    pub blocking: bool,
    /// `BG-25[2]/BT-131`.
    pub field: String,
    pub text: String,
}

/// One line; amounts in words.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CheckedLine {
    pub name: String,
    /// « 2 DAY ».
    pub quantity: String,
    pub price: String,
    /// « 20 % ».
    pub vat: String,
    pub net: String,
}

/// What an invoice says, in words, and what is wrong with it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InvoiceChecked {
    /// « Factur-X, profil EN 16931 ».
    pub read_as: String,
    /// « Avoir A-2026-0003 du 20 octobre 2026 ».
    pub title: String,
    /// What it says first: label and value.
    pub facts: Vec<(String, String)>,
    /// The first of them; a very long invoice has more.
    pub lines: Vec<CheckedLine>,
    /// How many lines there are in all.
    pub line_count: i64,
    /// « Cette facture est en ordre. »
    pub verdict: String,
    pub valid: bool,
    pub sides: Vec<CheckedSide>,
    pub findings: Vec<CheckedFinding>,
}

const HARD: char = '\u{a0}';

/// Most lines that are shown.
const SHOWN: usize = 200;

pub fn check(_: &Ask, payload: CheckInvoice) -> Result<InvoiceChecked> {
    checked(&bytes_of("file", &payload.file)?)
}

/// What these bytes say; refused at the file where they are no invoice.
pub fn checked(bytes: &[u8]) -> Result<InvoiceChecked> {
    let (said, checked) = read(bytes).map_err(|refusal| Error::from(refusal.moved("file")))?;
    let verdicts = checked.verdicts;
    let valid = checked.is_valid();
    let sides = [
        ("Lecture", verdicts.reading),
        ("Calculs", verdicts.arithmetic),
        ("Règles EN 16931", verdicts.rules),
        ("Règles françaises", verdicts.french),
        ("PDF", verdicts.container),
    ];
    let mut findings: Vec<&Finding> = checked.findings.iter().collect();
    findings.sort_by_key(|finding| finding.severity);
    Ok(InvoiceChecked {
        read_as: read_as(checked.format, checked.profile),
        title: title(&said),
        facts: facts(&said),
        lines: said.lines.iter().take(SHOWN).map(|one| line(one, &said.currency)).collect(),
        line_count: i64::try_from(said.lines.len()).unwrap_or(i64::MAX),
        verdict: verdict(valid, &checked.findings),
        valid,
        sides: sides.into_iter().filter_map(|(name, verdict)| side(name, verdict)).collect(),
        findings: findings.into_iter().map(finding).collect(),
    })
}

fn read_as(format: &str, profile: &str) -> String {
    if profile == "AUTRE" { format.to_owned() } else { format!("{format}, profil {profile}") }
}

fn side(name: &str, verdict: Verdict) -> Option<CheckedSide> {
    let stands = match verdict {
        Verdict::NotConcerned => return None,
        Verdict::Valid => SideStands::Valid,
        Verdict::Warnings => SideStands::Warnings,
        Verdict::Errors => SideStands::Errors,
    };
    Some(CheckedSide { name: name.to_owned(), stands })
}

fn finding(finding: &Finding) -> CheckedFinding {
    CheckedFinding {
        rule: finding.rule.clone(),
        blocking: finding.severity == Severity::Error,
        field: finding.field.clone(),
        text: finding.text.clone(),
    }
}

fn verdict(valid: bool, findings: &[Finding]) -> String {
    let only_france = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .all(|finding| finding.layer == Layer::French);
    let text = match (valid, findings.is_empty()) {
        (true, true) => "Cette facture est en ordre.",
        (true, false) => "Cette facture passe ; voyez ce qui peut être amélioré.",
        (false, _) if only_france => {
            "Cette facture suit la norme européenne, mais une plateforme française la refuserait."
        }
        (false, _) => "Cette facture n’est pas en ordre : demandez-en une corrigée à qui l’a émise.",
    };
    text.to_owned()
}

fn title(said: &EInvoice) -> String {
    let kind = match said.type_code.as_str() {
        "386" | "500" => "Facture d’acompte",
        "384" | "471" | "472" | "473" => "Facture rectificative",
        _ if said.is_credit_note() => "Avoir",
        _ => "Facture",
    };
    let day = said.issued_on.map(|day| format!(" du {}", long_date(day))).unwrap_or_default();
    format!("{kind} {}{day}", said.number)
}

fn facts(said: &EInvoice) -> Vec<(String, String)> {
    let amount = |number: Option<Decimal>| number.map(|number| money(number, &said.currency));
    let account = said.payment.iter().find_map(|means| means.transfer.as_ref());
    let all = [
        ("Vendeur", Some(party(&said.seller))),
        ("Acheteur", Some(party(&said.buyer))),
        ("Échéance", said.due_on.map(long_date)),
        ("Conditions", said.payment_terms.clone()),
        ("Commande", said.purchase_order.clone()),
        ("Total HT", amount(said.totals.without_vat)),
        ("TVA", amount(said.totals.vat)),
        ("Total TTC", amount(said.totals.with_vat)),
        ("Déjà payé", amount(said.totals.prepaid.filter(|paid| !paid.is_zero()))),
        ("À payer", amount(said.totals.due)),
        ("Compte", account.map(|account| in_fours(&account.account))),
        ("Référence", said.remittance.clone()),
    ];
    let told = all.into_iter().filter_map(|(label, value)| Some((label, value?)));
    told.filter(|(_, value)| !value.is_empty()).map(|(label, value)| (label.to_owned(), value)).collect()
}

/// « Boulangerie Le Goff, Lannion (SIREN 552 100 554) ».
fn party(party: &Trader) -> String {
    let city = party.address.as_ref().and_then(|address| address.city.as_deref());
    let named = city.map_or_else(|| party.name.clone(), |city| format!("{}, {city}", party.name));
    let siren = party.legal_registration.as_ref().filter(|id| id.scheme.as_deref() == Some("0002"));
    match (siren, &party.vat_number) {
        (Some(siren), _) => format!("{named} (SIREN{HARD}{})", grouped(&siren.value)),
        (None, Some(number)) => format!("{named} (TVA{HARD}{number})"),
        (None, None) => named,
    }
}

fn line(line: &InvoiceLine, currency: &str) -> CheckedLine {
    let number = |number: Option<Decimal>| number.map(plain).unwrap_or_default();
    let many = line.quantity.is_some_and(|quantity| !quantity.abs().minus(Decimal::new(2, 0)).is_negative());
    // « Pièce » says nothing beside a number.
    let unit = match line.unit.as_str() {
        "C62" | "H87" => "",
        code => of_code(code, many).unwrap_or(code),
    };
    CheckedLine {
        name: line.item.name.clone(),
        quantity: format!("{} {unit}", number(line.quantity)).trim().to_owned(),
        price: line.price.net.map(|price| money(price, currency)).unwrap_or_default(),
        vat: line
            .vat_rate
            .map_or_else(|| line.vat_category.clone(), |rate| format!("{}{HARD}%", plain(rate))),
        net: line.net.map(|net| money(net, currency)).unwrap_or_default(),
    }
}

/// As we write amounts in euros; another currency keeps its code, and decimals beyond cents stay.
fn money(amount: Decimal, currency: &str) -> String {
    match amount.cents() {
        Some(cents) if currency == "EUR" => euros(cents),
        _ => format!("{}{HARD}{}", plain(amount), if currency == "EUR" { "€" } else { currency }),
    }
}

/// As banks group an IBAN.
fn in_fours(account: &str) -> String {
    let signs: Vec<char> = account.chars().filter(|sign| !sign.is_whitespace()).collect();
    let groups: Vec<String> = signs.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join(&HARD.to_string())
}

/// With a comma, and without zeros that say nothing.
fn plain(number: Decimal) -> String {
    let text = number.to_string();
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    text.replace('.', ",").replace('-', "−")
}
