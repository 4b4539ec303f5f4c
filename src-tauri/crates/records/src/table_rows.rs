//! Rows of lists, as they stand in a table for spreadsheets.

use crate::invoice_row::InvoiceRow;
use crate::payment::PaymentKind;
use crate::payment_row::PaymentRow;
use crate::quote_row::QuoteRow;
use crate::table::Cell;
use journey::invoice::InvoiceKind;

pub const INVOICES: &[&str] = &[
    "Numéro",
    "Nature",
    "Client",
    "Affaire",
    "Émise le",
    "Échéance",
    "État",
    "Envoyée le",
    "Montant",
    "Reste",
];

impl InvoiceRow {
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Under the names of its columns.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        let credit = self.kind == InvoiceKind::CreditNote;
        let states: Vec<&str> = self.states.iter().map(|state| state.label.as_str()).collect();
        vec![
            Cell::text(&self.number),
            Cell::text(self.kind.french()),
            Cell::text(&self.client.name),
            Cell::text(&self.title),
            Cell::day(&self.issued_on),
            Cell::day(if credit { "" } else { &self.due_on }),
            Cell::text(&states.join(", ")),
            Cell::day(self.sent_on.as_deref().unwrap_or_default()),
            Cell::Amount(if credit { -self.gross } else { self.gross }),
            Cell::Amount(self.open),
        ]
    }
}

pub const QUOTES: &[&str] =
    &["Numéro", "Version", "Client", "Affaire", "Envoyé le", "Valable jusqu’au", "État", "Montant"];

impl QuoteRow {
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Under the names of its columns.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.number),
            Cell::Count(self.version),
            Cell::text(&self.client.name),
            Cell::text(&self.title),
            Cell::day(&self.sent_on),
            Cell::day(&self.valid_until),
            Cell::text(&self.state.label),
            Cell::Amount(self.gross),
        ]
    }
}

pub const PAYMENTS: &[&str] = &[
    "Date",
    "Nature",
    "Client",
    "Facture",
    "Moyen",
    "Référence",
    "Annulé",
    "Montant",
    "Frais",
    "En faveur du client",
];

impl PaymentRow {
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Under the names of its columns.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        let kind = match self.kind {
            PaymentKind::Received => "reçu",
            PaymentKind::Refund if self.amount.0 > 0 => "remboursement non fait",
            PaymentKind::Refund => "remboursement",
            PaymentKind::Reversal if self.amount.0 > 0 => "annulation reprise",
            PaymentKind::Reversal => "annulation",
            PaymentKind::Kept => "conservé",
        };
        vec![
            Cell::day(&self.received_on),
            Cell::text(kind),
            Cell::text(&self.client.name),
            Cell::text(&self.number),
            Cell::text(self.method.french()),
            Cell::text(&self.reference),
            Cell::text(if self.reversed { "oui" } else { "" }),
            Cell::Amount(self.amount),
            Cell::Amount(self.fee),
            Cell::Amount(self.left),
        ]
    }
}
