//! What a platform says became of invoices: the life-cycle message of XP Z12-012 (flow 6), a UN/CEFACT Cross Domain
//! Acknowledgement and Response (CDAR, D22B).

use crate::xml::{self, Tree};
use chrono::NaiveDate;
use values::refusal::{Code, Refusal};

/// Most invoices of one message.
const MOST: usize = 1_000;
/// Most characters kept of a reason.
const LONGEST: usize = 500;

/// What became of one invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifecycleEvent {
    /// Its number (BT-1).
    pub number: String,
    /// Who issued it, as nine digits, where it is told.
    pub seller_siren: String,
    /// The day of the invoice, where it is told.
    pub issued_on: Option<NaiveDate>,
    /// The day on which it stood so.
    pub day: NaiveDate,
    /// Three digits: 200 deposited, … 213 rejected.
    pub code: String,
    /// Why, and what is expected, as the message says it; empty where it says nothing.
    pub reason: String,
}

fn refused(text: impl Into<String>) -> Refusal {
    Refusal::new(Code::Invalid, text)
}

/// Reads a message, and what it says of each invoice.
///
/// # Errors
/// Where it is no such message, or says of no invoice what became of it and when.
pub fn read(bytes: &[u8]) -> Result<Vec<LifecycleEvent>, Refusal> {
    let tree = xml::read(bytes)?;
    let root = tree.root();
    if (root.name.as_str(), root.space.as_str()) != ("CrossDomainAcknowledgementAndResponse", "cdar") {
        return Err(refused(
            "Ce fichier n’est pas un message de cycle de vie : on attend le XML « CDAR » que donne votre plateforme.",
        ));
    }
    let made_on = first(&tree, 0, &["ExchangedDocument"]).and_then(|at| day(&tree, at, "IssueDateTime"));
    let mut events = Vec::new();
    for acknowledged in tree.named(0, "AcknowledgementDocument") {
        let on = day(&tree, acknowledged, "IssueDateTime").or(made_on);
        for invoice in tree.named(acknowledged, "ReferenceReferencedDocument") {
            if events.len() == MOST {
                return Err(refused(format!("Ce message parle de plus de {MOST} factures : découpez-le.")));
            }
            events.push(event(&tree, invoice, on)?);
        }
    }
    if events.is_empty() {
        return Err(refused("Ce message ne parle d’aucune facture."));
    }
    Ok(events)
}

fn event(tree: &Tree, invoice: usize, on: Option<NaiveDate>) -> Result<LifecycleEvent, Refusal> {
    let number = text(tree, invoice, "IssuerAssignedID");
    let line = tree.element(invoice).line;
    if number.is_empty() {
        return Err(refused(format!("Ce message ne dit pas de quelle facture il parle (ligne {line}).")));
    }
    let code = text(tree, invoice, "ProcessConditionCode");
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refused(format!(
            "Ce message ne dit pas où en est {number} : on attend un code de statut de trois chiffres (ligne {line})."
        )));
    }
    let day = on
        .or_else(|| self::day(tree, invoice, "ReceiptDateTime"))
        .ok_or_else(|| refused(format!("Ce message ne dit pas de quel jour est le statut de {number}.")))?;
    Ok(LifecycleEvent {
        number,
        seller_siren: siren(tree, invoice),
        issued_on: self::day(tree, invoice, "FormattedIssueDateTime"),
        day,
        code,
        reason: reason(tree, invoice),
    })
}

/// The first element on that road.
fn first(tree: &Tree, from: usize, road: &[&str]) -> Option<usize> {
    road.iter().try_fold(from, |at, name| tree.named(at, name).next())
}

fn text(tree: &Tree, at: usize, name: &str) -> String {
    let text = first(tree, at, &[name]).map(|at| tree.element(at).text.as_str()).unwrap_or_default();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect()
}

/// `20250701` or `20250701180000`.
fn day(tree: &Tree, at: usize, name: &str) -> Option<NaiveDate> {
    let digits = text(tree, first(tree, at, &[name])?, "DateTimeString");
    NaiveDate::parse_from_str(digits.get(..8)?, "%Y%m%d").ok()
}

/// A SIREN, or the beginning of a SIRET.
fn siren(tree: &Tree, invoice: usize) -> String {
    let Some(seller) = first(tree, invoice, &["IssuerTradeParty"]) else { return String::new() };
    let told = tree.named(seller, "GlobalID").find_map(|at| {
        let id = tree.element(at);
        let french = matches!(id.attribute("schemeID"), Some("0002" | "0009"));
        let digits: String = id.text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let siren = digits.get(..9).filter(|siren| siren.bytes().all(|byte| byte.is_ascii_digit()))?;
        french.then(|| siren.to_owned())
    });
    told.unwrap_or_default()
}

/// Each reason with what is expected and what was written beside, in the order of the message.
fn reason(tree: &Tree, invoice: usize) -> String {
    let mut told: Vec<String> = Vec::new();
    for status in tree.named(invoice, "SpecifiedDocumentStatus") {
        let mut words = text(tree, status, "Reason");
        if words.is_empty() {
            words = text(tree, status, "ReasonCode");
        }
        let asked = text(tree, status, "RequestedAction");
        let notes = tree.named(status, "IncludedNote").map(|note| text(tree, note, "Content"));
        let parts = std::iter::once(words).chain(std::iter::once(asked)).chain(notes);
        told.extend(parts.filter(|part| !part.is_empty()));
    }
    told.dedup();
    told.join(" · ").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(inner: &str) -> Vec<u8> {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rsm:CrossDomainAcknowledgementAndResponse \
             xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100\" \
             xmlns:ram=\"urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100\" \
             xmlns:udt=\"urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100\" \
             xmlns:qdt=\"urn:un:unece:uncefact:data:standard:QualifiedDataType:100\">{inner}\
             </rsm:CrossDomainAcknowledgementAndResponse>"
        )
        .into_bytes()
    }

    const REFUSED: &str = "<rsm:ExchangedDocument><ram:ID>M-1</ram:ID><ram:IssueDateTime>\
        <udt:DateTimeString format=\"204\">20261104181500</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>\
        <rsm:AcknowledgementDocument><ram:IssueDateTime><udt:DateTimeString format=\"204\">20261103180000</udt:DateTimeString>\
        </ram:IssueDateTime><ram:ReferenceReferencedDocument><ram:IssuerAssignedID>F-2026-0012</ram:IssuerAssignedID>\
        <ram:FormattedIssueDateTime><qdt:DateTimeString format=\"102\">20261101</qdt:DateTimeString></ram:FormattedIssueDateTime>\
        <ram:ProcessConditionCode>210</ram:ProcessConditionCode><ram:IssuerTradeParty>\
        <ram:GlobalID schemeID=\"0009\">55210055400013</ram:GlobalID></ram:IssuerTradeParty><ram:SpecifiedDocumentStatus>\
        <ram:ReasonCode>TX_TVA_ERR</ram:ReasonCode><ram:Reason> Taux de\n TVA erroné</ram:Reason>\
        <ram:RequestedAction>Créer une facture rectificative</ram:RequestedAction></ram:SpecifiedDocumentStatus>\
        </ram:ReferenceReferencedDocument></rsm:AcknowledgementDocument>";

    #[test]
    fn a_message_says_of_which_invoice_what_became_of_it_when_and_why() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        let told = read(&message(REFUSED)).unwrap();
        assert_eq!(
            told,
            [LifecycleEvent {
                number: "F-2026-0012".to_owned(),
                seller_siren: "552100554".to_owned(),
                issued_on: day(1),
                day: day(3).unwrap(),
                code: "210".to_owned(),
                reason: "Taux de TVA erroné · Créer une facture rectificative".to_owned(),
            }]
        );
        // Without a day of its own, the status is of the day of the message.
        let bare = REFUSED.replacen("20261103180000", "", 1);
        assert_eq!(read(&message(&bare)).unwrap()[0].day, day(4).unwrap());
    }

    #[test]
    fn what_says_nothing_is_refused() {
        for (inner, words) in [
            ("", "aucune facture"),
            (&*REFUSED.replace("F-2026-0012", " "), "de quelle facture"),
            (&*REFUSED.replace(">210<", ">Refusée<"), "trois chiffres"),
            (&*REFUSED.replace("202611", "20261313"), "de quel jour"),
        ] {
            let refusal = read(&message(inner)).unwrap_err();
            assert!(refusal.message.contains(words), "{}", refusal.message);
        }
        for bytes in [&b"<Invoice/>"[..], b"", b"%PDF-1.7", b"<a><b></a>"] {
            assert!(read(bytes).is_err());
        }
    }
}
