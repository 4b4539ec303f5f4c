//! When charges of late payment may be claimed.

use crate::charges::{LeftCharges, UnknownRate, missing};
use crate::invoice::InvoiceKind;
use crate::issued::IssuedInvoice;
use chrono::NaiveDate;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::{euros, long_date};

/// What a claim depends on.
#[derive(Clone, Copy, Debug)]
pub struct ClaimSetting<'a> {
    pub invoice: &'a IssuedInvoice,
    /// Proceedings against the client hold it.
    pub insolvent: bool,
    pub ceded: Option<&'a str>,
    /// The client contests it.
    pub disputed: bool,
    pub unknown: &'a [UnknownRate],
    pub left: LeftCharges,
    /// The last day that was claimed before.
    pub claimed_until: Option<NaiveDate>,
    /// The last day that is claimed now.
    pub until: NaiveDate,
}

/// May they be claimed?
///
/// # Errors
/// Why not, in a sentence.
pub fn may_claim_charges(setting: &ClaimSetting) -> Result<(), Refusal> {
    let number = &setting.invoice.number;
    if setting.invoice.kind == InvoiceKind::CreditNote {
        return Err(Refusal::not_now("Un avoir ne porte pas d’intérêts."));
    }
    if setting.invoice.is_annulled() {
        return Err(Refusal::not_now(format!(
            "{number} est annulée par avoir : rien n’est dû de son retard."
        )));
    }
    if setting.invoice.written_off {
        return Err(Refusal::not_now(format!(
            "{number} est passée en perte : réclamez-la de nouveau avant d’en réclamer les pénalités."
        )));
    }
    if setting.insolvent {
        return Err(Refusal::not_now(
            "Procédure collective : ni pénalités ni indemnité ne se réclament, la créance se déclare (C. com. L622-24 et L622-28).",
        ));
    }
    if let Some(whom) = setting.ceded {
        return Err(Refusal::not_now(format!(
            "{number} est cédée ({whom}) : ces sommes reviennent à qui la recouvre."
        )));
    }
    if setting.disputed {
        return Err(Refusal::not_now(format!(
            "{number} est contestée : terminez d’abord le litige. Les intérêts continuent de courir et se réclameront ensuite."
        )));
    }
    if let Some(missing) = missing(setting.unknown) {
        return Err(Refusal::at("until", missing));
    }
    if setting.left.total().is_zero() {
        return Err(Refusal::not_now(match setting.claimed_until {
            Some(until) => format!(
                "Les pénalités de {number} sont réclamées jusqu’au {} : rien de plus n’est dû au {}.",
                long_date(until),
                long_date(setting.until)
            ),
            None => format!("{number} ne porte aucune pénalité au {}.", long_date(setting.until)),
        }));
    }
    Ok(())
}

/// Charges of late payment for which money may come: what was claimed and is owed, with the first day of that, and what
/// no paper claimed until the day on which it came.
#[derive(Clone, Copy, Debug)]
pub struct ReceivableCharges {
    pub owed: Cents,
    pub claimed_on: Option<NaiveDate>,
    pub left: LeftCharges,
}

/// May so much money, received on that day, be noted for charges? Answers what it takes in that no paper claimed: none
/// where what was claimed is enough.
///
/// # Errors
/// At `amount` or `received_on`, or where nothing is due.
pub fn may_record_charges(
    number: &str,
    charges: ReceivableCharges,
    (amount, received_on): (Cents, NaiveDate),
    today: NaiveDate,
) -> Result<Option<LeftCharges>, Refusal> {
    input::has_come("received_on", received_on, today, "un paiement s’enregistre quand il est reçu.")?;
    let owed = charges.owed.max(Cents::ZERO);
    let most = owed + charges.left.total();
    if most.is_zero() {
        return Err(Refusal::not_now(format!(
            "Aucune pénalité de {number} n’est à payer au {} : si cet argent paie d’autres frais, choisissez-les.",
            long_date(received_on)
        )));
    }
    if amount.0 <= 0 || amount > most {
        return Err(Refusal::at(
            "amount",
            match amount.0 {
                ..=0 => "Indiquez un montant au-dessus de zéro.".to_owned(),
                1.. => format!("{} de pénalités restent à payer : indiquez ce montant au plus.", euros(most)),
            },
        ));
    }
    if amount > owed {
        return Ok(Some(charges.left.paid_by(amount - owed)));
    }
    match charges.claimed_on.filter(|claimed_on| received_on < *claimed_on) {
        Some(claimed_on) => Err(Refusal::at(
            "received_on",
            format!("Ces pénalités sont réclamées depuis le {} : vérifiez ce jour.", long_date(claimed_on)),
        )),
        None => Ok(None),
    }
}

/// May the days that no paper claimed be closed by what was paid? Not while a rate is missing: its interest would be lost.
///
/// # Errors
/// At `received_on`, naming the rate.
pub fn may_close_unclaimed(unknown: &[UnknownRate]) -> Result<(), Refusal> {
    missing(unknown).map_or(Ok(()), |text| Err(Refusal::at("received_on", text)))
}

/// May so much money, received on that day, be noted for costs that an invoice of that day made?
///
/// # Errors
/// At `amount` or `received_on`.
pub fn may_record_costs(
    (amount, received_on): (Cents, NaiveDate),
    issued_on: NaiveDate,
    today: NaiveDate,
) -> Result<(), Refusal> {
    if amount.0 <= 0 {
        return Err(Refusal::at("amount", "Indiquez le montant reçu pour ces frais."));
    }
    input::has_come("received_on", received_on, today, "un paiement s’enregistre quand il est reçu.")?;
    if received_on < issued_on {
        return Err(Refusal::at(
            "received_on",
            format!("La facture est du {} : vérifiez ce jour.", long_date(issued_on)),
        ));
    }
    Ok(())
}

/// May they be given up, claimed or not?
///
/// # Errors
/// Where there is nothing of it.
pub fn may_waive_charges(number: &str, left: LeftCharges, claimed: Cents) -> Result<(), Refusal> {
    if (left.total() + claimed).0 > 0 {
        return Ok(());
    }
    Err(Refusal::not_now(format!("{number} ne porte aucune pénalité à abandonner.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{HalfYear, ReferenceRate};

    #[test]
    fn each_reason_not_to_claim_has_its_sentence() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        let invoice = IssuedInvoice {
            id: 1,
            number: "F-2026-0001".to_owned(),
            kind: InvoiceKind::Standalone,
            deal: 1,
            title: "Affiche".to_owned(),
            client: 1,
            issued_on: day(9, 1),
            due_on: day(9, 30),
            gross: Cents(120_000),
            open: Cents(120_000),
            credited: Cents(0),
            given_up: Cents(0),
            written_off: false,
            planned: false,
            document: 1,
            sent_on: None,
        };
        let unknown = [UnknownRate { half: HalfYear::of(day(11, 1)), rate: ReferenceRate::EcbRefinancing }];
        let setting = ClaimSetting {
            invoice: &invoice,
            insolvent: false,
            ceded: None,
            disputed: false,
            unknown: &[],
            left: LeftCharges { interest: Cents(1), indemnity: Cents(0) },
            claimed_until: None,
            until: day(11, 26),
        };
        assert!(may_claim_charges(&setting).is_ok());
        let says = |setting: ClaimSetting, words: &str| {
            let said = may_claim_charges(&setting).unwrap_err().message;
            assert!(said.contains(words), "{said}");
        };
        says(ClaimSetting { insolvent: true, ..setting }, "L622-28");
        says(ClaimSetting { ceded: Some("Factor"), ..setting }, "cédée");
        says(ClaimSetting { disputed: true, ..setting }, "contestée");
        says(ClaimSetting { unknown: &unknown, ..setting }, "Il manque");
        let nothing = ClaimSetting { left: LeftCharges::default(), ..setting };
        says(nothing, "aucune pénalité");
        says(ClaimSetting { claimed_until: Some(day(11, 25)), ..nothing }, "rien de plus");
        let credit = IssuedInvoice { kind: InvoiceKind::CreditNote, ..invoice.clone() };
        says(ClaimSetting { invoice: &credit, ..setting }, "avoir");
    }
}
