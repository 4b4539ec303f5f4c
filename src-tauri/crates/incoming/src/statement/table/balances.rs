//! Balances of a table: those of a column, held against its lines, and those that stand above or below them.

use crate::statement::draft::Draft;
use crate::statement::found::{BankBalanceKind, BankLine};
use values::money::Cents;

/// A line with what its row says is left after it.
pub struct Kept {
    pub line: BankLine,
    pub left: Option<Cents>,
}

/// The balances that a column gives of one account’s lines, in the order of the file: up or down, each is held against
/// its line, but for `daily` ones, which are those of the end of a day.
pub fn column(draft: &mut Draft, kept: &[Kept], daily: bool) {
    let booked: Vec<(&BankLine, Cents)> =
        kept.iter().filter(|one| !one.line.pending).filter_map(|one| Some((&one.line, one.left?))).collect();
    let (Some(first), Some(last)) = (booked.first(), booked.last()) else { return };
    let breaks = |down: bool| -> Vec<usize> {
        let pairs = booked.iter().zip(booked.iter().skip(1)).enumerate();
        pairs
            .filter(|(_, (one, next))| {
                let (before, after) = if down { (next, one) } else { (one, next) };
                before.1 + after.0.amount != after.1
            })
            .map(|(at, _)| at)
            .collect()
    };
    let (up, down) = (breaks(false), breaks(true));
    let falling = if up.len() == down.len() { first.0.day > last.0.day } else { down.len() < up.len() };
    let wrong = if falling { down } else { up };
    let (oldest, latest) = if falling { (last, first) } else { (first, last) };
    if !daily {
        let account = draft.part().account.clone();
        // A column that follows nothing is told once.
        let most = if wrong.len() * 2 > booked.len() { 1 } else { wrong.len() };
        for at in wrong.iter().take(most) {
            let (Some(one), Some(next)) = (booked.get(*at), booked.get(at + 1)) else { continue };
            let (before, after) = if falling { (next, one) } else { (one, next) };
            let text = format!(
                "Le solde passe de {} à {} pour une opération de {} : il devrait être de {}.",
                account.told(before.1),
                account.told(after.1),
                account.told(after.0.amount),
                account.told(before.1 + after.0.amount)
            );
            draft.warn(Some(after.0.line), text);
        }
        draft.balance(Some(oldest.0.day), oldest.1 - oldest.0.amount, BankBalanceKind::Opening);
    }
    draft.balance(Some(latest.0.day), latest.1, BankBalanceKind::Closing);
    // What does not follow was told where it is.
    let part = draft.part();
    part.opening = None;
    part.closing = None;
}
