//! What is claimed by a reminder: the invoice that it begins with, and what goes with it.

use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use journey::allowed::dunning::claims;
use journey::dunning::Policy;
use journey::invoice::Instalment;
use journey::issued::IssuedInvoice;
use journey::message::ReminderTone;
use journey::payment::remainder::is_worth_it;
use journey::sending::may_remind;
use records::{dunning, invoice_row, settings};
use values::money::Cents;

/// An invoice that is asked about.
pub struct ClaimedInvoice {
    pub row: IssuedInvoice,
    /// What is asked for of it: what is late, or else what falls due next.
    pub amount: Cents,
    /// What of it is late, part by part.
    pub late: Vec<Instalment>,
    /// What the client contests of it: not asked for.
    pub contested: Cents,
    /// The day from which its steps count, and the step.
    pub since: NaiveDate,
    pub days: i64,
}

/// What a reminder claims, the invoice that it begins with first.
pub struct Claimed {
    pub invoices: Vec<ClaimedInvoice>,
    pub policy: Policy,
    /// Nothing of it is late yet.
    pub early: bool,
}

impl Claimed {
    #[must_use]
    pub fn lead(&self) -> &IssuedInvoice {
        &self.invoices[0].row
    }

    #[must_use]
    pub fn total(&self) -> Cents {
        self.invoices.iter().map(|one| one.amount).sum()
    }

    /// The numbers, the one that it begins with first.
    #[must_use]
    pub fn numbers(&self) -> Vec<String> {
        self.invoices.iter().map(|one| one.row.number.clone()).collect()
    }

    /// The tone that the policy gives to the furthest of them; a formal notice is asked for.
    #[must_use]
    pub fn tone(&self) -> ReminderTone {
        let furthest = self.invoices.iter().map(|one| one.days).max().unwrap_or(0);
        let reached =
            self.policy.steps.iter().filter(|step| step.days <= furthest && !step.channel.is_spoken());
        reached.map(|step| step.tone).max().unwrap_or(ReminderTone::Friendly).min(ReminderTone::Firm)
    }
}

/// What one may claim today beginning with that invoice: with those named, or with all that is late. `step` is the
/// policy's, where the plan proposed it.
pub fn claimed(ask: &Ask, invoice: i64, also: Option<&[i64]>, step: Option<i64>) -> Result<Claimed> {
    let lead = invoice_row::issued(ask, invoice)?;
    may_remind(&lead)?;
    let debtors = dunning::debtors(ask, Some(lead.client))?;
    let mut read = Vec::new();
    let mut policy = Policy::default();
    for debtor in &debtors {
        policy.clone_from(&debtor.policy);
        for claim in claims(debtor, invoice, also, step, ask.today)? {
            read.push(ClaimedInvoice {
                row: invoice_row::issued(ask, claim.owed.id)?,
                amount: claim.owed.asked(ask.today),
                late: claim.owed.parts.iter().filter(|part| part.due_on < ask.today).cloned().collect(),
                contested: claim.owed.contested,
                since: claim.owed.counts_from(),
                days: claim.days,
            });
        }
    }
    let total: Cents = read.iter().map(|one| one.amount).sum();
    is_worth_it(&lead.number, total, settings::remind_from(ask)?)?;
    let early = read.iter().all(|one| one.row.due_on >= ask.today);
    Ok(Claimed { invoices: read, policy, early })
}
