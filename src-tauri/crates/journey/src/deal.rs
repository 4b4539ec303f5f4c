//! Deal: one client, one title, one journey. Its stage is derived from facts, never set by hand.

pub mod allowed;

use crate::contact::ClientKind;
use crate::contact::solvency::Watch;
use crate::delivery::Works;
use crate::follow_up::After;
use crate::invoice::{Instalment, InvoiceKind, outstanding};
use crate::money::Cents;
use crate::order::protection::Protection;
use crate::sending::SendingFacts;
use crate::words;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LostReason {
    Price,
    Timing,
    Competitor,
    NoAnswer,
    Abandoned,
    Other,
}

/// How far a deal has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Contact,
    Qualified,
    Quoted,
    Signed,
    DepositPaid,
    InDelivery,
    Delivered,
    Invoiced,
    Paid,
    FollowedUp,
    /// Given up before a signature.
    Lost,
    /// Given up after it: what was done is invoiced, the rest credited.
    Cancelled,
}

impl Stage {
    pub const ALL: [Stage; 12] = [
        Stage::Contact,
        Stage::Qualified,
        Stage::Quoted,
        Stage::Signed,
        Stage::DepositPaid,
        Stage::InDelivery,
        Stage::Delivered,
        Stage::Invoiced,
        Stage::Paid,
        Stage::FollowedUp,
        Stage::Lost,
        Stage::Cancelled,
    ];

    #[must_use]
    pub fn stored(self) -> &'static str {
        match self {
            Stage::Contact => "contact",
            Stage::Qualified => "qualified",
            Stage::Quoted => "quoted",
            Stage::Signed => "signed",
            Stage::DepositPaid => "deposit_paid",
            Stage::InDelivery => "in_delivery",
            Stage::Delivered => "delivered",
            Stage::Invoiced => "invoiced",
            Stage::Paid => "paid",
            Stage::FollowedUp => "followed_up",
            Stage::Lost => "lost",
            Stage::Cancelled => "cancelled",
        }
    }

    #[must_use]
    pub fn from_stored(text: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.stored() == text)
    }

    /// Does the journey stop there, money apart?
    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(self, Stage::FollowedUp | Stage::Lost | Stage::Cancelled)
    }
}

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
}

#[derive(Clone, Debug)]
pub struct QuoteFact {
    pub id: i64,
    pub number: String,
    pub version: i64,
    pub sent_on: NaiveDate,
    pub valid_until: NaiveDate,
    pub gross: Cents,
}

#[derive(Clone, Debug)]
pub struct OrderFact {
    /// The order in force: the latest amendment, if any.
    pub id: i64,
    pub number: String,
    /// When the client first bound themselves, amendments apart.
    pub signed_on: NaiveDate,
    pub gross: Cents,
    pub deposit_agreed: Cents,
}

#[derive(Clone, Debug)]
pub struct InvoiceFact {
    pub id: i64,
    pub number: String,
    pub kind: InvoiceKind,
    pub issued_on: NaiveDate,
    /// The day of the first part that is not covered by what was paid; the last day once all is.
    pub due_on: NaiveDate,
    /// Its parts, where it is paid in several.
    pub instalments: Vec<Instalment>,
    pub gross: Cents,
    /// Taken back by credit notes.
    pub credited: Cents,
    /// What is still to be paid.
    pub open: Cents,
}

impl InvoiceFact {
    /// What the invoice is for, credit notes taken away.
    #[must_use]
    pub fn standing(&self) -> Cents {
        self.gross - self.credited
    }

    /// What is still to be paid, each part by its rank and its day.
    #[must_use]
    pub fn open_parts(&self) -> Vec<(usize, Instalment)> {
        if self.instalments.is_empty() {
            let whole = Instalment { due_on: self.due_on, amount: self.open };
            return if self.open.is_zero() { Vec::new() } else { vec![(0, whole)] };
        }
        let open = outstanding(&self.instalments, self.open);
        let parts = self.instalments.iter().zip(open).enumerate();
        parts
            .filter(|(_, (_, open))| !open.is_zero())
            .map(|(rank, (part, open))| (rank, Instalment { due_on: part.due_on, amount: open }))
            .collect()
    }

    /// Has a credit note taken it back whole?
    #[must_use]
    pub fn is_annulled(&self) -> bool {
        // A balance of nothing, its deposits having covered the order, stands all the same.
        self.credited.0 > 0 && self.credited >= self.gross
    }
}

/// What the rounding of VAT may take from a deposit that is asked in several invoices; less is not worth one more.
const ROUNDED: Cents = Cents(50);

/// A payment that settles less than it brought.
#[derive(Clone, Debug)]
pub struct UnusedFact {
    pub payment: i64,
    pub amount: Cents,
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
        let stage = self.stage();
        let order = self.order.as_ref();
        let has_deposit = order.is_none_or(|o| o.deposit_agreed.0 > 0);
        let ended = matches!(stage, Stage::Lost | Stage::Cancelled);
        let reached = |least: Stage| !ended && stage >= least;
        // An invoice without an order needs neither quote nor signature.
        let direct = order.is_none() && self.last_invoice().is_some();
        // (label, done, detail, left out)
        let rows = [
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
                    Some(order) => words::euros(order.deposit_agreed),
                    None => String::new(),
                },
                direct || (order.is_some() && !has_deposit),
            ),
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
        ];
        let mut now_taken = ended;
        rows.into_iter()
            .map(|(label, done, detail, skipped)| {
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    Done,
    Now,
    Next,
    /// Not part of this journey (no deposit was agreed).
    Skipped,
}

/// One step of the stepper: its name, where it stands, and when or which paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Step {
    pub label: String,
    pub state: StepState,
    pub detail: String,
}

#[cfg(test)]
pub(crate) mod tests;
