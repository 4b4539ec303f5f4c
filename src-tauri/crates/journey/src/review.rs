//! Weekly review: what a careful person looks over once a week, deal by deal.
//!
//! Invariant: a pure function of the facts and the day; it repeats nothing that one button of Aujourd’hui settles.

use crate::deal::Facts;
use crate::deal::fact::InvoiceFact;
use crate::deal::stage::Stage;
use crate::dunning::Guard;
use chrono::{Datelike, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;
use values::words;

/// When one reviews, and when it was last done.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Habit {
    /// 1 is Monday, 7 Sunday, 0 none.
    pub day: u8,
    pub last_on: Option<NaiveDate>,
}

impl Default for Habit {
    fn default() -> Habit {
        Habit { day: 5, last_on: None }
    }
}

/// Something to look at, without a button: the deal it stands in is one press away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReviewFinding {
    pub kind: ReviewKind,
    pub text: String,
    pub deal: i64,
    pub title: String,
    pub client: i64,
    pub client_name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewKind {
    /// The work began before its deposit.
    BegunEarly,
    /// Done, and not invoiced for days.
    NotInvoiced,
    /// Money received that settles nothing.
    MoneyUnused,
    /// Late by more than a month.
    VeryLate,
    /// A quote that ran out without an answer.
    QuoteExpired,
    /// In progress for more than two months.
    LongWork,
    /// Nothing is planned with a date.
    NoNextStep,
    /// The client's card lacks what an invoice needs.
    CardIncomplete,
}

/// Days that a delivered work may wait for its invoice.
const INVOICED_WITHIN: i64 = 3;

/// Days after which a late invoice is more than forgotten.
const VERY_LATE: i64 = 30;

/// Days after which work in progress is long.
const LONG: i64 = 60;

/// Days after its day that a next step may still be ahead.
const STEP_LATE: i64 = 7;

/// What a review says of one deal.
#[must_use]
pub fn findings(facts: &Facts, today: NaiveDate) -> Vec<ReviewFinding> {
    let since = |day: NaiveDate| (today - day).num_days();
    let stage = facts.stage();
    let mut found = Vec::new();
    let mut note = |kind: ReviewKind, text: String| {
        found.push(ReviewFinding {
            kind,
            text,
            deal: facts.deal,
            title: facts.title.clone(),
            client: facts.client,
            client_name: facts.client_name.clone(),
        });
    };
    if facts.begun_on.is_some() && !facts.deposit_settled() && facts.delivered_on.is_none() && !stage.is_end()
    {
        let agreed = facts.order.as_ref().map(|order| order.deposit_agreed).unwrap_or_default();
        let told = match facts.deposit_paid() {
            paid if paid.0 > 0 => format!(
                "Le travail est commencé et l’acompte n’est reçu qu’en partie : {} sur {}.",
                words::euros(paid),
                words::euros(agreed)
            ),
            _ => "Le travail a commencé avant l’acompte, qui manque toujours.".into(),
        };
        note(ReviewKind::BegunEarly, told);
    }
    if let (Stage::Delivered, Some(day)) = (stage, facts.delivered_on)
        && since(day) > INVOICED_WITHIN
    {
        let days = words::count(since(day), "jour", "jours");
        note(ReviewKind::NotInvoiced, format!("Livré depuis {days}, pas encore facturé."));
    }
    if facts.unused().0 > 0 {
        let amount = words::euros(facts.unused());
        note(ReviewKind::MoneyUnused, format!("{amount} reçus du client ne règlent rien."));
    }
    let late = |i: &&InvoiceFact| i.open.0 > 0 && since(i.due_on) > VERY_LATE;
    for invoice in facts.invoices.iter().filter(late) {
        // What is paid in parts, as agreed, is not late.
        if facts.sending.plan.is_held(Guard::Plan, &invoice.number) {
            continue;
        }
        let days = words::count(since(invoice.due_on), "jour", "jours");
        let open = words::euros(invoice.open);
        note(ReviewKind::VeryLate, format!("{} : {open} en retard de {days}.", invoice.number));
    }
    if let (Stage::Quoted, Some(quote)) = (stage, &facts.quote)
        && quote.valid_until < today
    {
        let day = words::long_date(quote.valid_until);
        note(ReviewKind::QuoteExpired, format!("Le devis {} a expiré le {day} sans réponse.", quote.number));
    }
    if let (Stage::InDelivery, Some(day)) = (stage, facts.begun_on)
        && since(day) > LONG
    {
        let days = words::count(since(day), "jour", "jours");
        note(ReviewKind::LongWork, format!("En cours depuis {days}."));
    }
    if matches!(stage, Stage::Contact | Stage::Qualified)
        && facts.next_on.is_none_or(|day| since(day) > STEP_LATE)
    {
        note(ReviewKind::NoNextStep, "Aucune prochaine étape n’est datée.".into());
    }
    if facts.order.is_some() && !facts.may_be_invoiced && !stage.is_end() {
        let text = "La fiche du client ne suffit pas pour facturer : adresse, SIREN ou numéro de commande.";
        note(ReviewKind::CardIncomplete, text.into());
    }
    found
}

/// Does it lie about: nothing says what comes next, or nothing came of it?
#[must_use]
pub fn is_stalled(facts: &Facts, today: NaiveDate) -> bool {
    findings(facts, today).iter().any(|found| match found.kind {
        ReviewKind::NoNextStep
        | ReviewKind::QuoteExpired
        | ReviewKind::NotInvoiced
        | ReviewKind::LongWork => true,
        ReviewKind::BegunEarly
        | ReviewKind::MoneyUnused
        | ReviewKind::VeryLate
        | ReviewKind::CardIncomplete => false,
    })
}

/// What makes a deal lie about, as it is said where such deals are asked for.
#[must_use]
pub fn stalled_rule() -> String {
    format!(
        "À l’arrêt : aucune prochaine étape datée, ou dépassée de plus de {STEP_LATE} jours ; devis expiré sans réponse ; \
         livré depuis plus de {INVOICED_WITHIN} jours sans facture ; en cours depuis plus de {LONG} jours."
    )
}

/// Days of the week on which one may review, Monday first.
pub const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "lundi"),
    (Weekday::Tue, "mardi"),
    (Weekday::Wed, "mercredi"),
    (Weekday::Thu, "jeudi"),
    (Weekday::Fri, "vendredi"),
    (Weekday::Sat, "samedi"),
    (Weekday::Sun, "dimanche"),
];

/// The chosen day, as typed: 1 is Monday, 7 Sunday, 0 none.
pub fn chosen_day(field: &str, typed: u8) -> Result<Option<Weekday>, Refusal> {
    match typed {
        0 => Ok(None),
        n => match DAYS.get(usize::from(n) - 1) {
            Some((day, _)) => Ok(Some(*day)),
            None => Err(Refusal::at(field, "Choisissez un jour de la semaine, ou aucun.")),
        },
    }
}

/// Is the review due: was its day reached since it was last done?
#[must_use]
pub fn is_due(chosen: Option<Weekday>, last_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    let Some(chosen) = chosen else { return false };
    let back = i64::from((7 + today.weekday().num_days_from_monday() - chosen.num_days_from_monday()) % 7);
    let reached = today - chrono::TimeDelta::days(back);
    last_on.is_none_or(|last| last < reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, fresh, invoice, quoted, signed};
    use crate::invoice::InvoiceKind;

    fn kinds(facts: &Facts, today: NaiveDate) -> Vec<ReviewKind> {
        findings(facts, today).into_iter().map(|f| f.kind).collect()
    }

    #[test]
    fn a_review_finds_what_lies_about() {
        assert_eq!(kinds(&fresh(), day(10, 1)), [ReviewKind::NoNextStep]);
        assert!(kinds(&Facts { next_on: Some(day(10, 3)), ..fresh() }, day(10, 1)).is_empty());
        assert!(kinds(&quoted(), day(10, 1)).is_empty());
        assert_eq!(kinds(&quoted(), day(10, 20)), [ReviewKind::QuoteExpired]);
        let begun = Facts { begun_on: Some(day(10, 1)), ..signed() };
        assert_eq!(kinds(&begun, day(10, 2)), [ReviewKind::BegunEarly]);
        assert_eq!(kinds(&begun, day(12, 20)), [ReviewKind::BegunEarly, ReviewKind::LongWork]);
        assert!(findings(&begun, day(10, 2))[0].text.contains("qui manque toujours"));
        // Of 1,200.00 EUR agreed, 1,000.00 were asked for and paid.
        let mut part = begun.clone();
        part.invoices.push(invoice(1, InvoiceKind::Deposit, 100_000, 0));
        assert!(findings(&part, day(10, 2))[0].text.contains("qu’en partie"));
        let done = Facts { delivered_on: Some(day(10, 5)), ..begun };
        assert!(kinds(&done, day(10, 8)).is_empty());
        assert_eq!(kinds(&done, day(10, 9)), [ReviewKind::NotInvoiced]);
        let mut late = done;
        late.invoices.push(invoice(1, InvoiceKind::Balance, 400_000, 100));
        assert_eq!(
            kinds(&late, late.invoices[0].due_on + chrono::TimeDelta::days(31)),
            [ReviewKind::VeryLate]
        );
    }

    #[test]
    fn a_review_is_due_from_its_day_until_it_is_done() {
        let friday = Some(Weekday::Fri);
        // 20 November 2026 is a Friday.
        assert!(!is_due(None, None, day(11, 20)));
        assert!(is_due(friday, None, day(11, 19)), "never done");
        assert!(!is_due(friday, Some(day(11, 13)), day(11, 19)));
        assert!(is_due(friday, Some(day(11, 13)), day(11, 20)));
        assert!(is_due(friday, Some(day(11, 13)), day(11, 23)), "still due on Monday");
        assert!(!is_due(friday, Some(day(11, 20)), day(11, 23)));
        assert_eq!(chosen_day("day", 5), Ok(friday));
        assert!(chosen_day("day", 8).is_err());
    }
}
