//! Dunning: when an unpaid invoice or a quote without an answer is asked about, how firmly, by which way, and what
//! forbids it.
//!
//! Invariant: the plan is a pure function of what the books hold and the day. Nobody is reminded of what is paid, promised,
//! disputed or was never sent; nobody twice for one step, nor twice within the pace.

pub mod debtor;
pub mod dispute;
pub mod guard;
pub mod insolvency;
pub mod lateness;
pub mod payment_plan;
pub mod plan;
pub mod planned;
pub mod policy;
pub mod promise;
pub mod quote_policy;
pub mod quotes;
pub mod reception;
pub mod rehearsal;
#[cfg(test)]
mod rehearsals;
pub mod rules;
pub mod step;

pub use debtor::{Debtor, Owed, Reached};
pub use guard::Guard;
pub use insolvency::Insolvency;
pub use payment_plan::PaymentPlan;
pub use plan::Plan;
pub use planned::{Held, PlannedMessage};
pub use policy::Policy;
pub use quote_policy::{OpenQuote, QuotePolicy, QuoteStep};
pub use rules::{Rules, StatementWatch};
pub use step::ReminderStep;
