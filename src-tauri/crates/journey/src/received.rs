//! Electronic invoices that suppliers send: whether one may be kept, and where it stands. No accounting.
//!
//! Invariant: one invoice of one seller is kept once, from whatever file it is read.

use crate::standing::{State, StateTone};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::identifiers::grouped;
use values::letters::squeezed;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::{count, long_date, short_date};

/// What the check of it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReceivedVerdict {
    Valid,
    /// It passes, with something to look at.
    Warnings,
    Errors,
}

values::stored!(ReceivedVerdict { Valid = "valid", Warnings = "warnings", Errors = "errors" });

/// What is kept of an invoice beside its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedInvoice {
    /// A credit note: its amounts are to be had back.
    pub credit: bool,
    pub seller: String,
    /// SIREN, or else a VAT number; empty where it says none.
    pub seller_number: String,
    pub number: String,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    /// ISO 4217.
    pub currency: String,
    /// Hundredths of that currency: in all, VAT included, and still to be paid when it was issued.
    pub total: Cents,
    pub to_pay: Cents,
    /// The account on which the seller wants to be paid; empty where it says none.
    pub account: String,
    /// What the payment is to quote.
    pub reference: String,
    pub verdict: ReceivedVerdict,
}

/// One that is kept already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedBefore {
    pub id: i64,
    pub kept_on: NaiveDate,
    /// The same file, byte for byte.
    pub same_file: bool,
}

impl ReceivedInvoice {
    /// Is it of that seller? By their numbers where both say one, else by name.
    #[must_use]
    pub fn is_of(&self, seller: &str, number: &str) -> bool {
        if self.seller_number.is_empty() || number.is_empty() {
            squeezed(&self.seller) == squeezed(seller)
        } else {
            self.seller_number == number
        }
    }

    /// Has the seller something to be paid of it?
    #[must_use]
    pub fn is_payable(&self) -> bool {
        !self.credit && self.to_pay.0 > 0
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self, paid_on: Option<NaiveDate>, today: NaiveDate) -> State {
        let told = |label: String, tone: StateTone| State { label, tone };
        match (paid_on, self.due_on) {
            _ if self.credit => told("à déduire".to_owned(), StateTone::Accent),
            (Some(day), _) => told(format!("payée le {}", short_date(day)), StateTone::Good),
            _ if !self.is_payable() => told("rien à payer".to_owned(), StateTone::Good),
            (None, Some(due)) if due < today => {
                let days = count((today - due).num_days(), "jour", "jours");
                told(format!("échue depuis {days}"), StateTone::Late)
            }
            (None, Some(due)) if due == today => told("à payer aujourd’hui".to_owned(), StateTone::Soon),
            (None, _) => told("à payer".to_owned(), StateTone::None),
        }
    }
}

/// May it be kept by who has that SIREN? Refused at the file.
pub fn may_keep(
    invoice: &ReceivedInvoice,
    own_siren: &str,
    before: Option<&ReceivedBefore>,
) -> Result<(), Refusal> {
    if !own_siren.is_empty() && invoice.seller_number == own_siren {
        return Err(Refusal::at(
            "file",
            "Cette facture est de vous : elle n’a pas été reçue d’un fournisseur.",
        ));
    }
    if invoice.number.trim().is_empty() || invoice.seller.trim().is_empty() {
        return Err(Refusal::at(
            "file",
            "Cette facture ne dit pas son numéro ou son vendeur : demandez-en une corrigée.",
        ));
    }
    let Some(before) = before else { return Ok(()) };
    let day = long_date(before.kept_on);
    Err(Refusal::at(
        "file",
        if before.same_file {
            format!("Cette facture est déjà gardée, depuis le {day}.")
        } else {
            format!(
                "La facture {} de {} est déjà gardée, depuis le {day}, d’un autre fichier : retirez-la d’abord si celui-ci la remplace.",
                invoice.number, invoice.seller
            )
        },
    ))
}

/// What is to be looked at before it is kept; `buyer_siren` as it names its buyer, empty where it does not.
#[must_use]
pub fn to_look_at(invoice: &ReceivedInvoice, buyer_siren: &str, own_siren: &str) -> Vec<String> {
    let mut all = Vec::new();
    if !buyer_siren.is_empty() && !own_siren.is_empty() && buyer_siren != own_siren {
        all.push(format!(
            "Elle est adressée à une autre entreprise que la vôtre (SIREN\u{a0}{}).",
            grouped(buyer_siren)
        ));
    }
    if invoice.verdict == ReceivedVerdict::Errors {
        all.push("Elle n’est pas en ordre : vous pouvez la garder, et en demander une corrigée.".to_owned());
    }
    if invoice.is_payable() && invoice.due_on.is_none() {
        all.push("Elle ne dit pas d’échéance : notez celle qui est convenue.".to_owned());
    }
    all
}

/// May the day on which it was paid be noted?
pub fn may_settle(
    invoice: &ReceivedInvoice,
    paid_on: Option<NaiveDate>,
    was: Option<NaiveDate>,
) -> Result<(), Refusal> {
    if !invoice.is_payable() {
        return Err(Refusal::not_now("Il n’y a rien à payer de cette facture."));
    }
    match (paid_on, was) {
        (Some(day), _) if invoice.issued_on.is_some_and(|issued| day < issued) => {
            Err(Refusal::at("paid_on", "Cette date précède celle de la facture."))
        }
        (None, None) => Err(Refusal::at("paid_on", "Cette facture est déjà à payer.")),
        (Some(day), Some(was)) if day == was => {
            Err(Refusal::at("paid_on", format!("Elle est déjà notée payée le {}.", long_date(was))))
        }
        (Some(_) | None, _) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, m, d).unwrap()
    }

    fn hosting() -> ReceivedInvoice {
        ReceivedInvoice {
            credit: false,
            seller: "Hébergeur SAS".into(),
            seller_number: "552100554".into(),
            number: "H-12".into(),
            issued_on: Some(day(11, 2)),
            due_on: Some(day(12, 2)),
            currency: "EUR".into(),
            total: Cents(12_000),
            to_pay: Cents(12_000),
            account: String::new(),
            reference: String::new(),
            verdict: ReceivedVerdict::Valid,
        }
    }

    #[test]
    fn one_invoice_of_one_seller_is_kept_once() {
        let own = "732829320";
        assert!(may_keep(&hosting(), own, None).is_ok());
        let before = |same_file| ReceivedBefore { id: 1, kept_on: day(11, 3), same_file };
        for same_file in [true, false] {
            assert!(may_keep(&hosting(), own, Some(&before(same_file))).is_err());
        }
        assert!(may_keep(&hosting(), "552100554", None).is_err(), "one's own");
        assert!(hosting().is_of("Un autre nom", "552100554"));
        assert!(!hosting().is_of("Hébergeur SAS", "FR12345678901"));
        assert!(hosting().is_of("HEBERGEUR SAS", ""), "by name where a number is missing");
    }

    #[test]
    fn it_stands_where_its_day_and_the_user_say() {
        let invoice = hosting();
        let state = |paid, today| invoice.state(paid, today).label;
        assert_eq!(state(None, day(11, 20)), "à payer");
        assert_eq!(state(None, day(12, 2)), "à payer aujourd’hui");
        assert_eq!(state(None, day(12, 4)), "échue depuis 2\u{a0}jours");
        assert_eq!(invoice.state(Some(day(12, 1)), day(12, 4)).tone, StateTone::Good);
        let credit = ReceivedInvoice { credit: true, ..hosting() };
        assert_eq!(credit.state(None, day(12, 4)).label, "à déduire");
        assert!(may_settle(&credit, Some(day(12, 1)), None).is_err());
        assert!(may_settle(&invoice, Some(day(11, 1)), None).is_err(), "before it was issued");
        assert!(may_settle(&invoice, Some(day(11, 30)), None).is_ok());
        assert!(may_settle(&invoice, None, None).is_err());
    }

    #[test]
    fn what_is_odd_is_said_before() {
        let odd = ReceivedInvoice { due_on: None, verdict: ReceivedVerdict::Errors, ..hosting() };
        assert_eq!(to_look_at(&odd, "404833048", "732829320").len(), 3);
        assert!(to_look_at(&hosting(), "732829320", "732829320").is_empty());
    }
}
