//! Credit: what a credit note takes back of an invoice, by lines and quantities or by amount, never more than is left.
//!
//! Invariant: what is asked is what is issued, to the cent, and all the notes on an invoice sum to it.

pub mod line;
pub(crate) mod note;
pub(crate) mod part;
pub(crate) mod share;

pub use line::{CreditedLine, CreditedSoFar, LeftLine, left_lines};
pub use note::{Asked, Note, is_one_amount, note};
pub use part::of_each_line;

use crate::invoice::InvoiceKind;
use values::refusal::Refusal;

/// May this invoice be credited at all?
pub fn creditable(kind: InvoiceKind, deducted_by: Option<&str>) -> Result<(), Refusal> {
    if kind == InvoiceKind::CreditNote {
        return Err(Refusal::not_now("Un avoir ne s’annule pas : émettez une nouvelle facture."));
    }
    if kind == InvoiceKind::Elsewhere {
        return Err(Refusal::not_now(
            "Cette facture a été émise avec un autre outil : son avoir ou sa correction se fait là où elle a été émise.",
        ));
    }
    if let Some(number) = deducted_by {
        return Err(Refusal::not_now(format!(
            "Cette facture est déduite de la facture de solde {number} : annulez d’abord celle-ci par un avoir."
        )));
    }
    Ok(())
}
