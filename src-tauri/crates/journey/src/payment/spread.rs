//! What money settles: how an amount goes over several invoices, and which ones it may be for. Nothing is guessed: one
//! chooses among what is proposed, each with its reason.

use chrono::NaiveDate;
use values::money::Cents;

/// What is open of one invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenInvoice {
    pub invoice: i64,
    pub client: i64,
    pub due_on: NaiveDate,
    pub open: Cents,
}

/// Why an amount may be for these invoices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// It is what is left of one.
    Exact,
    /// It is what is left of several of one client.
    Sum,
    /// They are the oldest of the client who paid, as far as the money goes.
    Oldest,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub invoices: Vec<i64>,
    pub because: Because,
}

/// How much of an amount settles each invoice: what was `typed` of one is set aside, the rest goes over the others in
/// turn, as far as each is open. What goes beyond stands with the first, where it is refused or kept.
#[must_use]
pub fn spread(amount: Cents, invoices: &[(Cents, Option<Cents>)]) -> Vec<Cents> {
    let aside: Cents = invoices.iter().filter_map(|(_, typed)| *typed).sum();
    let mut rest = amount - aside;
    let mut shares: Vec<Cents> = invoices
        .iter()
        .map(|(open, typed)| {
            let share = typed.unwrap_or_else(|| rest.min(*open).max(Cents::ZERO));
            if typed.is_none() {
                rest -= share;
            }
            share
        })
        .collect();
    if let Some(first) = shares.first_mut() {
        *first += rest;
    }
    shares
}

/// Most proposals of one reason, clients looked at, and invoices of each among which a sum is sought.
const MOST: usize = 3;
const CLIENTS: usize = 100;
const SUMMED: usize = 12;

/// What an amount may be for among what is `open`, the oldest first; of one `client` where one knows who paid.
#[must_use]
pub fn proposals(open: &[OpenInvoice], amount: Cents, client: Option<i64>) -> Vec<Candidate> {
    if amount.0 <= 0 {
        return Vec::new();
    }
    let theirs: Vec<OpenInvoice> =
        open.iter().filter(|one| client.is_none_or(|client| client == one.client)).copied().collect();
    let exact = theirs.iter().filter(|one| one.open == amount).take(MOST);
    let mut found: Vec<Candidate> =
        exact.map(|one| Candidate { invoices: vec![one.invoice], because: Because::Exact }).collect();
    let mut clients: Vec<i64> = Vec::new();
    for one in &theirs {
        if !clients.contains(&one.client) && clients.len() < CLIENTS {
            clients.push(one.client);
        }
    }
    let sums = clients.iter().filter_map(|client| {
        let of_client: Vec<OpenInvoice> =
            theirs.iter().filter(|one| one.client == *client).take(SUMMED).copied().collect();
        sum(&of_client, amount)
    });
    found.extend(sums.take(MOST).map(|invoices| Candidate { invoices, because: Because::Sum }));
    if client.is_some() {
        let mut left = amount;
        let oldest: Vec<i64> = theirs
            .iter()
            .take_while(|one| {
                let reached = left.0 > 0;
                left -= one.open;
                reached
            })
            .map(|one| one.invoice)
            .collect();
        if !oldest.is_empty() && !found.iter().any(|known| known.invoices == oldest) {
            found.push(Candidate { invoices: oldest, because: Because::Oldest });
        }
    }
    found
}

/// The fewest of them, at least two, that come to exactly that much; the oldest among as many.
fn sum(open: &[OpenInvoice], amount: Cents) -> Option<Vec<i64>> {
    let mut best: Option<Vec<i64>> = None;
    for chosen in 1_u32..(1_u32 << open.len()) {
        let size = chosen.count_ones();
        if size < 2
            || best.as_ref().is_some_and(|best| best.len() <= usize::try_from(size).unwrap_or(usize::MAX))
        {
            continue;
        }
        let picked =
            || open.iter().enumerate().filter(move |(i, _)| chosen >> i & 1 == 1).map(|(_, one)| one);
        if picked().map(|one| one.open).sum::<Cents>() == amount {
            best = Some(picked().map(|one| one.invoice).collect());
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn open(rows: &[(i64, i64, i64)]) -> Vec<OpenInvoice> {
        let due_on = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        (1..)
            .zip(rows)
            .map(|(d, (invoice, client, open))| OpenInvoice {
                invoice: *invoice,
                client: *client,
                due_on: due_on(d),
                open: Cents(*open),
            })
            .collect()
    }

    fn proposed(rows: &[(i64, i64, i64)], amount: i64, client: Option<i64>) -> Vec<(Vec<i64>, Because)> {
        let found = proposals(&open(rows), Cents(amount), client);
        found.into_iter().map(|one| (one.invoices, one.because)).collect()
    }

    #[test]
    fn what_is_left_of_one_or_comes_to_a_sum_is_proposed() {
        let rows = [(1, 7, 43_200), (2, 7, 121_320), (3, 8, 164_520), (4, 8, 500)];
        assert_eq!(proposed(&rows, 164_520, None), [(vec![3], Because::Exact), (vec![1, 2], Because::Sum)]);
        assert_eq!(proposed(&rows, 164_520, Some(7)), [(vec![1, 2], Because::Sum)]);
        assert_eq!(proposed(&rows, 164_521, None), [], "nothing is guessed");
        assert_eq!(proposed(&rows, 50_000, Some(7)), [(vec![1, 2], Because::Oldest)]);
        assert_eq!(proposed(&rows, 1_000, Some(7)), [(vec![1], Because::Oldest)]);
        assert_eq!(proposed(&rows, 0, Some(7)), []);
    }

    #[test]
    fn the_fewest_make_a_sum() {
        let rows = [(1, 7, 100), (2, 7, 200), (3, 7, 300), (4, 7, 300)];
        assert_eq!(proposed(&rows, 600, None), [(vec![3, 4], Because::Sum)]);
    }

    #[test]
    fn money_goes_over_invoices_in_turn() {
        let spread = |amount, rows: &[(i64, Option<i64>)]| -> Vec<i64> {
            let rows: Vec<_> = rows.iter().map(|(open, typed)| (Cents(*open), typed.map(Cents))).collect();
            super::spread(Cents(amount), &rows).into_iter().map(|share| share.0).collect()
        };
        assert_eq!(spread(150, &[(100, None), (100, None)]), [100, 50]);
        assert_eq!(
            spread(250, &[(100, None), (100, None)]),
            [150, 100],
            "what goes beyond stands with the first"
        );
        assert_eq!(spread(150, &[(100, None), (100, Some(80))]), [70, 80]);
        assert_eq!(spread(50, &[(100, None), (100, None)]), [50, 0]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_of_what_is_spread(amount in 1_i64..1_000_000, opens in prop::collection::vec(1_i64..100_000, 1..6)) {
            let rows: Vec<_> = opens.iter().map(|open| (Cents(*open), None)).collect();
            prop_assert_eq!(super::spread(Cents(amount), &rows).into_iter().sum::<Cents>(), Cents(amount));
        }
    }
}
