//! What the state of a client allows to ask of them.

use crate::dunning::guard::kept;
use crate::dunning::insolvency::Insolvency;
use crate::dunning::{Debtor, Owed};
use chrono::NaiveDate;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::{euros, long_date};

/// An invoice in a message, with the step that the message is for it.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    pub owed: &'a Owed,
    /// Days after the day from which its steps count.
    pub days: i64,
}

/// The invoices that a message is about: the one it begins with, and all that is late beside, or those named. A guard
/// lets none pass. `step` is the policy's, where the plan proposed the message.
pub fn claims<'a>(
    debtor: &'a Debtor,
    invoice: i64,
    also: Option<&[i64]>,
    step: Option<i64>,
    day: NaiveDate,
) -> Result<Vec<Claim<'a>>, Refusal> {
    let find = |id: i64, field: &str| {
        debtor.owed.iter().find(|owed| owed.id == id).ok_or_else(|| {
            Refusal::at(field, "Cette facture n’est pas à payer par ce client : retirez-la du message.")
        })
    };
    let lead = find(invoice, "invoice")?;
    is_asked(debtor, lead, step, day)?;
    passes(debtor, lead, day)?;
    let others: Vec<&Owed> = match also {
        None => debtor
            .owed
            .iter()
            .filter(|owed| owed.id != invoice && owed.due_on() < day && kept(debtor, owed, day).is_none())
            .collect(),
        Some(named) => named
            .iter()
            .filter(|id| **id != invoice)
            .map(|id| {
                let owed = find(*id, "also")?;
                is_asked(debtor, owed, step, day)?;
                passes(debtor, owed, day)?;
                Ok(owed)
            })
            .collect::<Result<_, Refusal>>()?,
    };
    let claim = |owed: &'a Owed, step: Option<i64>| {
        let late = (day - owed.counts_from()).num_days();
        let due = owed.due_steps(&debtor.policy, day).first().map(|step| step.days);
        let done = owed.done().map(|done| done.days);
        Claim { owed, days: step.or(due).or(done).or_else(|| debtor.policy.reached(late)).unwrap_or(late) }
    };
    let mut all =
        vec![claim(lead, step.filter(|days| debtor.policy.steps.iter().any(|one| one.days == *days)))];
    for owed in others {
        if !all.iter().any(|known| known.owed.id == owed.id) {
            all.push(claim(owed, None));
        }
    }
    Ok(all)
}

fn passes(debtor: &Debtor, owed: &Owed, day: NaiveDate) -> Result<(), Refusal> {
    match kept(debtor, owed, day) {
        Some(why) => Err(Refusal::not_now(why.text)),
        None => Ok(()),
    }
}

/// It is late, or a step of the policy announces its day.
fn is_asked(debtor: &Debtor, owed: &Owed, step: Option<i64>, day: NaiveDate) -> Result<(), Refusal> {
    let announced = step.is_some_and(|days| days < 0)
        && owed.due_steps(&debtor.policy, day).iter().any(|one| one.days < 0);
    if owed.due_on() < day || announced {
        return Ok(());
    }
    Err(Refusal::not_now(format!(
        "{} est à payer jusqu’au {} : elle n’est pas en retard.",
        owed.number,
        long_date(owed.due_on())
    )))
}

/// A day that was said of what will be: today or later.
pub fn to_come(field: &str, day: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if day < today {
        return Err(Refusal::at(
            field,
            format!("Le {} est passé : indiquez un jour à venir.", long_date(day)),
        ));
    }
    Ok(())
}

/// What is contested, or promised, of an invoice: all that is open, or a part of it.
pub fn part_of(number: &str, typed: Option<Cents>, open: Cents) -> Result<Cents, Refusal> {
    if open.0 <= 0 {
        return Err(Refusal::not_now(format!("{number} n’a plus rien à payer.")));
    }
    match typed {
        None => Ok(open),
        Some(amount) if amount.0 > 0 && amount <= open => Ok(amount),
        Some(_) => Err(Refusal::at(
            "amount",
            format!("Il reste {} à payer sur {number} : indiquez ce montant au plus.", euros(open)),
        )),
    }
}

/// The invoices that a plan would be about: those named, or all that the client owes and that no plan holds yet.
pub fn may_plan(debtor: Option<&Debtor>, invoices: &[i64]) -> Result<Vec<Owed>, Refusal> {
    let debtor = debtor.ok_or_else(|| Refusal::not_now("Ce client n’a rien à payer."))?;
    let concerned = |owed: &&Owed| invoices.is_empty() || invoices.contains(&owed.id);
    let held = |proceedings: &Insolvency| {
        debtor.owed.iter().filter(concerned).any(|owed| proceedings.holds(owed.work))
    };
    if let Some(proceedings) = debtor.insolvency.filter(held) {
        return Err(Refusal::not_now(format!(
            "Procédure collective : aucun accord de paiement n’est permis, déclarez votre créance avant le {}.",
            long_date(proceedings.declare_by())
        )));
    }
    let free = |owed: &&Owed| owed.plan.is_none() && owed.ceded.is_none();
    if invoices.is_empty() {
        let all: Vec<Owed> = debtor.owed.iter().filter(free).cloned().collect();
        if all.is_empty() {
            return Err(Refusal::not_now("Tout ce que doit ce client est déjà dans un échéancier, ou cédé."));
        }
        return Ok(all);
    }
    let mut named = Vec::new();
    for id in invoices {
        let owed = debtor.owed.iter().find(|owed| owed.id == *id).ok_or_else(|| {
            Refusal::at("invoices", "Cette facture n’est pas à payer par ce client : retirez-la.")
        })?;
        if !free(&owed) {
            return Err(Refusal::at(
                "invoices",
                format!("{} est déjà dans un échéancier, ou cédée.", owed.number),
            ));
        }
        if !named.iter().any(|known: &Owed| known.id == owed.id) {
            named.push(owed.clone());
        }
    }
    Ok(named)
}

/// Something of it is late: one asks why.
pub fn is_late(number: &str, due_on: NaiveDate, open: Cents, today: NaiveDate) -> Result<(), Refusal> {
    if open.0 <= 0 || due_on >= today {
        return Err(Refusal::not_now(format!("{number} n’est pas en retard.")));
    }
    Ok(())
}

/// The plan was not ended.
pub fn is_running(ended: bool) -> Result<(), Refusal> {
    if ended { Err(Refusal::not_now("Cet échéancier est déjà arrêté.")) } else { Ok(()) }
}

/// There is a promise to take back.
pub fn stands(promised: bool, field: &str) -> Result<(), Refusal> {
    if promised { Ok(()) } else { Err(Refusal::at(field, "Indiquez le jour promis.")) }
}

/// What was promised and is still waited for is confirmed in writing.
pub fn may_confirm<T>(waited: Option<T>, number: &str) -> Result<T, Refusal> {
    waited.ok_or_else(|| {
        Refusal::not_now(format!("Aucune promesse n’est attendue pour {number} : notez-la d’abord."))
    })
}

/// An invoice has one dispute at a time.
pub fn none_open(number: &str, contested: bool) -> Result<(), Refusal> {
    if contested {
        return Err(Refusal::not_now(format!("{number} est déjà contestée : terminez d’abord ce litige.")));
    }
    Ok(())
}

/// A dispute that still goes on.
pub fn is_open(ended: bool) -> Result<(), Refusal> {
    if ended { Err(Refusal::not_now("Ce litige est déjà terminé.")) } else { Ok(()) }
}

/// Nothing of that kind keeps reminders back yet.
pub fn none_in_force(stopped: bool) -> Result<(), Refusal> {
    if stopped {
        return Err(Refusal::not_now("C’est déjà noté : levez d’abord ce qui suspend les relances."));
    }
    Ok(())
}

/// It still keeps reminders back.
pub fn is_in_force(ended: bool) -> Result<(), Refusal> {
    if ended { Err(Refusal::not_now("Les relances ont déjà repris.")) } else { Ok(()) }
}

/// A claim is declared once, in proceedings that go on, between their publication and today.
///
/// # Errors
/// At `declared_on`, at `amount`; [`values::refusal::Code::NotNow`] where there is nothing to declare.
pub fn may_declare(
    proceedings: Option<Insolvency>,
    declared_on: NaiveDate,
    amount: Cents,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let proceedings = proceedings
        .ok_or_else(|| Refusal::not_now("Seule une procédure collective appelle une déclaration."))?;
    if let Some(on) = proceedings.declared_on {
        return Err(Refusal::not_now(format!("Votre créance est déjà déclarée, le {}.", long_date(on))));
    }
    let opened_on = proceedings.stops_on();
    if declared_on < opened_on {
        return Err(Refusal::at(
            "declared_on",
            format!("La procédure date du {} : la déclaration vient après.", long_date(opened_on)),
        ));
    }
    values::input::has_come("declared_on", declared_on, today, "")?;
    if amount.0 <= 0 {
        return Err(Refusal::at("amount", "Indiquez un montant au-dessus de zéro."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_no_more_than_what_is_open() {
        let open = Cents(10_000);
        assert_eq!(part_of("F-2026-0001", None, open), Ok(open));
        assert_eq!(part_of("F-2026-0001", Some(Cents(4_000)), open), Ok(Cents(4_000)));
        for wrong in [0, -1, 10_001] {
            let refusal = part_of("F-2026-0001", Some(Cents(wrong)), open).unwrap_err();
            assert_eq!(refusal.field.as_deref(), Some("amount"));
        }
        assert!(part_of("F-2026-0001", None, Cents(0)).unwrap_err().field.is_none());
    }
}
