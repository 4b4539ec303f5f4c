//! Which pending movements were booked since: an amount is announced, then comes within some days.

use crate::bank::movement::Movement;

/// Days within which what was announced is booked.
pub const WITHIN: i64 = 14;

/// For each pending movement, the rank of the booked one that it became; the same number first, then the nearest of the
/// same amount, no booked one twice.
#[must_use]
pub fn booked(pending: &[Movement], booked: &[Movement]) -> Vec<Option<usize>> {
    let mut free = vec![true; booked.len()];
    let mut found = vec![None; pending.len()];
    for by_number in [true, false] {
        for (one, fate) in pending.iter().zip(found.iter_mut()).filter(|(_, fate)| fate.is_none()) {
            let became = booked
                .iter()
                .enumerate()
                .filter(|(at, other)| {
                    let days = (other.day - one.day).num_days();
                    let same = other.amount == one.amount && other.currency == one.currency;
                    let number = other.bank_ids.iter().any(|id| one.bank_ids.contains(id));
                    same && (0..=WITHIN).contains(&days)
                        && (number || !by_number)
                        && free.get(*at).copied().unwrap_or_default()
                })
                .min_by_key(|(at, other)| (other.day, *at))
                .map(|(at, _)| at);
            if let Some(became) = became {
                *fate = Some(became);
                if let Some(free) = free.get_mut(became) {
                    *free = false;
                }
            }
        }
    }
    found
}
