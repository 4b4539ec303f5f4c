//! What is known of what left for a deal’s client, for the rules.

use crate::dunning::plan::Plan;
use crate::payment::cheque::ChequeFact;
use crate::sending::SendingKind;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use values::calendar::Region;
use values::money::Cents;

/// What is known of what left for a deal's client, and of the cheques on their way.
#[derive(Clone, Debug, Default)]
pub struct SendingFacts {
    /// The first day on which each invoice or credit note left.
    pub sent: BTreeMap<i64, NaiveDate>,
    /// Credit notes on invoices that were sent, and that were not sent themselves.
    pub credit_notes: Vec<CreditNoteFact>,
    /// What is written and has not left yet: kinds of messages with the invoice or the quote that they are about.
    pub in_outbox: BTreeSet<(SendingKind, i64)>,
    /// What is due to the client by the policy, what is kept back, and what comes next, whatever the deal.
    pub plan: Plan,
    pub region: Region,
    /// Nobody is reminded of less.
    pub remind_from: Cents,
    /// The client can be written to by e-mail.
    pub has_email: bool,
    /// Cheques received for this deal that are not yet cleared.
    pub cheques: Vec<ChequeFact>,
}

#[derive(Clone, Debug)]
pub struct CreditNoteFact {
    pub id: i64,
    pub number: String,
    pub issued_on: NaiveDate,
    pub gross: Cents,
}
