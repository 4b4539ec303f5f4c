//! Deal: one client, one title, one journey. Its stage is derived from facts, never set by hand.

pub(crate) mod end;
pub(crate) mod fact;
pub(crate) mod sent;
pub(crate) mod stage;

pub use end::LostReason;
pub use fact::{InvoiceFact, OrderFact, QuoteFact, UnusedFact};
pub use sent::{CreditNoteFact, SendingFacts};
pub use stage::{Stage, Step, StepState};

use crate::contact::card::ClientKind;
use crate::contact::solvency::Watch;
use crate::deal::fact::ROUNDED;
use crate::delivery::suspension::Suspension;
use crate::delivery::works::Works;
use crate::follow_up::After;
use crate::invoice::InvoiceKind;
use crate::order::protection::Protection;
use chrono::NaiveDate;
use values::money::Cents;
use values::words;

/// One step before it is known which is the one to do now: its name, whether it is done, its detail, whether this
/// journey leaves it out.
type StepRow = (&'static str, bool, String, bool);

/// Everything that is known of a deal, as rules need it. Amounts are gross, in cents.
#[derive(Clone, Debug)]
pub struct Facts {
    pub deal: i64,
    pub title: String,
    pub client: i64,
    pub client_name: String,
    pub client_kind: ClientKind,
    /// Nothing that an invoice needs of the client is missing.
    pub may_be_invoiced: bool,
    pub opened_on: NaiveDate,
    pub qualified_on: Option<NaiveDate>,
    pub budget: Option<Cents>,
    pub next_step: String,
    pub next_on: Option<NaiveDate>,
    pub has_draft: bool,
    pub lost_on: Option<NaiveDate>,
    pub cancelled_on: Option<NaiveDate>,
    /// The latest version sent.
    pub quote: Option<QuoteFact>,
    pub order: Option<OrderFact>,
    pub begun_on: Option<NaiveDate>,
    pub delivered_on: Option<NaiveDate>,
    /// Supplies, stages and acceptance of the order in force.
    pub works: Works,
    /// In order of issue, credit notes apart.
    pub invoices: Vec<InvoiceFact>,
    /// Money received for this deal that settles nothing any more: to give back, or to use elsewhere.
    pub unused: Vec<UnusedFact>,
    pub paid_on: Option<NaiveDate>,
    pub thanked_on: Option<NaiveDate>,
    /// The day of the answer, and the score unless the client did not answer.
    pub satisfaction: Option<(NaiveDate, Option<i64>)>,
    /// The order in force was confirmed to the client on paper, and the client welcomed.
    pub confirmed: bool,
    pub welcomed: bool,
    /// An amendment sent that waits for its signature.
    pub amendment: Option<QuoteFact>,
    /// What protects a client who may withdraw; none for others.
    pub protection: Option<Protection>,
    /// A public body's engagement number, or the client's own order number; empty while unknown.
    pub engagement: String,
    /// What left for the client, and cheques on their way.
    pub sending: SendingFacts,
    /// What followed the answer.
    pub after: After,
    /// The client asked not to be written to without need.
    pub opted_out: bool,
    /// From which amount the client is to be checked, and when they were.
    pub solvency: Watch,
    /// All work for the client is stopped.
    pub suspension: Option<Suspension>,
    /// An invoice was written off: nobody is thanked for having paid.
    pub written_off: bool,
}

impl Facts {
    /// Deposits invoiced so far.
    #[must_use]
    pub fn deposit_invoiced(&self) -> Cents {
        self.deposits().map(InvoiceFact::standing).sum()
    }

    /// Deposits paid so far.
    #[must_use]
    pub fn deposit_paid(&self) -> Cents {
        self.deposits().map(|i| i.standing() - i.open).sum()
    }

    fn deposits(&self) -> impl Iterator<Item = &InvoiceFact> {
        self.invoices.iter().filter(|i| i.kind == InvoiceKind::Deposit)
    }

    /// Does the work wait for a public body's engagement number?
    #[must_use]
    pub fn awaits_engagement(&self) -> bool {
        self.client_kind == ClientKind::PublicBody && self.order.is_some() && self.engagement.is_empty()
    }

    /// The balance invoice in force, if one is.
    #[must_use]
    pub fn balance(&self) -> Option<&InvoiceFact> {
        self.invoices.iter().find(|i| i.kind == InvoiceKind::Balance && !i.is_annulled())
    }

    /// The invoice that closes the billing: the balance of an order, or an invoice without an order.
    #[must_use]
    pub fn last_invoice(&self) -> Option<&InvoiceFact> {
        self.balance().or_else(|| self.invoices.iter().rfind(|i| i.kind.stands_alone() && !i.is_annulled()))
    }

    #[must_use]
    pub fn open(&self) -> Cents {
        self.invoices.iter().map(|i| i.open).sum()
    }

    #[must_use]
    pub fn invoiced(&self) -> Cents {
        self.invoices.iter().map(InvoiceFact::standing).sum()
    }

    /// What the client's money that settles nothing sums to.
    #[must_use]
    pub fn unused(&self) -> Cents {
        self.unused.iter().map(|u| u.amount).sum()
    }

    /// Is there still something to do?
    #[must_use]
    pub fn is_active(&self) -> bool {
        !self.stage().is_end() || !self.open().is_zero() || !self.unused().is_zero()
    }

    /// The deposit to be asked for: the one agreed or, asked in several invoices, what they make of it, since the VAT
    /// of each moves it by some cents.
    #[must_use]
    pub fn deposit_due(&self) -> Cents {
        let agreed = self.order.as_ref().map(|order| order.deposit_agreed).unwrap_or_default();
        let invoiced = self.deposit_invoiced();
        let rounded = invoiced.0 > 0 && invoiced < agreed && agreed - invoiced <= ROUNDED;
        if rounded { invoiced } else { agreed }
    }

    /// Has the deposit agreed been invoiced and paid (or was none agreed)?
    #[must_use]
    pub fn deposit_settled(&self) -> bool {
        self.deposit_paid() >= self.deposit_due()
    }

    #[must_use]
    pub fn stage(&self) -> Stage {
        if self.cancelled_on.is_some() {
            return Stage::Cancelled;
        }
        if self.lost_on.is_some() {
            return Stage::Lost;
        }
        let Some(order) = &self.order else {
            if self.last_invoice().is_some() {
                return self.settled();
            }
            return match (&self.quote, self.qualified_on) {
                (Some(_), _) => Stage::Quoted,
                (None, Some(_)) => Stage::Qualified,
                (None, None) => Stage::Contact,
            };
        };
        if self.balance().is_some() {
            return self.settled();
        }
        if self.delivered_on.is_some() {
            return Stage::Delivered;
        }
        if self.begun_on.is_some() {
            return Stage::InDelivery;
        }
        if order.deposit_agreed.0 > 0 && self.deposit_settled() { Stage::DepositPaid } else { Stage::Signed }
    }

    fn settled(&self) -> Stage {
        match (self.open().is_zero(), self.satisfaction) {
            (false, _) => Stage::Invoiced,
            (true, None) => Stage::Paid,
            (true, Some(_)) => Stage::FollowedUp,
        }
    }

    /// What the deal is worth: what was invoiced without an order, the order, else the latest quote, else the budget.
    #[must_use]
    pub fn worth(&self) -> Cents {
        if self.order.is_none() && self.last_invoice().is_some() || self.cancelled_on.is_some() {
            return self.invoiced();
        }
        match (&self.order, &self.quote, self.budget) {
            (Some(order), _, _) => order.gross,
            (None, Some(quote), _) => quote.gross,
            (None, None, budget) => budget.unwrap_or_default(),
        }
    }

    /// The journey in eight steps, as the stepper shows it.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        // An invoice without an order needs neither quote nor signature.
        let direct = self.order.is_none() && self.last_invoice().is_some();
        let rows = self.agreement(direct).into_iter().chain(self.work_and_money(direct));
        let mut now_taken = self.has_ended();
        rows.map(|(label, done, detail, skipped)| {
            let state = if skipped {
                StepState::Skipped
            } else if done {
                StepState::Done
            } else if now_taken {
                StepState::Next
            } else {
                now_taken = true;
                StepState::Now
            };
            Step { label: label.to_owned(), state, detail }
        })
        .collect()
    }

    fn has_ended(&self) -> bool {
        matches!(self.stage(), Stage::Lost | Stage::Cancelled)
    }

    fn agreement(&self, direct: bool) -> [StepRow; 4] {
        let order = self.order.as_ref();
        let has_deposit = order.is_none_or(|o| o.deposit_agreed.0 > 0);
        [
            ("Contact", true, words::short_date(self.opened_on), false),
            (
                "Devis",
                self.quote.is_some(),
                match (&self.quote, direct) {
                    (Some(quote), _) => quote.number.clone(),
                    (None, true) => String::new(),
                    (None, false) => "à écrire".to_owned(),
                },
                direct && self.quote.is_none(),
            ),
            (
                "Signé",
                order.is_some(),
                match (order, &self.quote) {
                    (Some(order), _) => words::short_date(order.signed_on),
                    (None, Some(quote)) if quote.left_on.is_none() => "devis à envoyer".to_owned(),
                    (None, Some(_)) => "en attente".to_owned(),
                    (None, None) => String::new(),
                },
                direct,
            ),
            (
                "Acompte",
                order.is_some() && has_deposit && self.deposit_settled(),
                match order {
                    Some(_) if !has_deposit => "sans acompte".to_owned(),
                    // What an amendment adds to it is still to be asked for.
                    Some(order) if self.deposit_paid().0 > 0 && !self.deposit_settled() => {
                        let [paid, agreed] = [self.deposit_paid(), order.deposit_agreed].map(words::euros);
                        format!("{paid} sur {agreed}")
                    }
                    Some(order) => words::euros(order.deposit_agreed),
                    None => String::new(),
                },
                direct || (order.is_some() && !has_deposit),
            ),
        ]
    }

    fn work_and_money(&self, direct: bool) -> [StepRow; 4] {
        let reached = |least: Stage| !self.has_ended() && self.stage() >= least;
        [
            (
                "Réalisation",
                self.delivered_on.is_some(),
                match (self.delivered_on, self.begun_on) {
                    (Some(day), _) => format!("livré le {}", words::short_date(day)),
                    (None, Some(day)) => format!("depuis le {}", words::short_date(day)),
                    (None, None) => String::new(),
                },
                direct,
            ),
            (
                "Facture",
                self.last_invoice().is_some(),
                match self.last_invoice() {
                    Some(invoice) => invoice.number.clone(),
                    None if self.delivered_on.is_some() => "à émettre".to_owned(),
                    None => String::new(),
                },
                false,
            ),
            (
                "Paiement",
                reached(Stage::Paid),
                match (reached(Stage::Paid), self.last_invoice(), self.paid_on) {
                    (true, _, Some(day)) => format!("reçu le {}", words::short_date(day)),
                    (_, Some(invoice), _) => format!("dû le {}", words::short_date(invoice.due_on)),
                    (_, None, _) => String::new(),
                },
                false,
            ),
            (
                "Suivi",
                reached(Stage::FollowedUp),
                match self.satisfaction {
                    Some((_, Some(score))) => format!("note {score}/10"),
                    Some((_, None)) => "sans réponse".to_owned(),
                    None => self
                        .thanked_on
                        .map(|d| format!("remercié le {}", words::short_date(d)))
                        .unwrap_or_default(),
                },
                false,
            ),
        ]
    }
}

#[cfg(test)]
pub(crate) mod tests;
