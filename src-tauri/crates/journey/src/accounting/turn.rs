//! Entries that follow the money of an invoice: VAT that falls due with it or is lost, and turnover as it is received.

use crate::accounting::choices::AccountUse;
use crate::accounting::entry::{Entry, EntryClient, EntryJournal, account_of};
use crate::accounting::life::Moved;
use crate::payment::PaymentMethod;
use chrono::NaiveDate;
use values::money::Cents;

/// What of an invoice's VAT changes on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VatTurn {
    /// Due with the money.
    pub due: Cents,
    /// Never to come due: lost with what it stands on.
    pub lost: Cents,
    /// Never to come due: given up with what it stands on.
    pub given_up: Cents,
    /// Had back of what was due before.
    pub had_back: Cents,
}

/// The entry by which VAT falls due with its money, or is lost with it.
#[must_use]
pub fn turned(on: NaiveDate, number: &str, client: &EntryClient, turn: VatTurn) -> Option<Entry> {
    let entry = Entry {
        journal: EntryJournal::Other,
        on,
        piece: number.to_owned(),
        piece_on: on,
        label: format!("TVA de {number}"),
        client: client.clone(),
        lines: Vec::new(),
        methods: Vec::new(),
    };
    let entry = entry
        .debit(AccountUse::VatPending, turn.due + turn.lost + turn.given_up)
        .credit(AccountUse::VatDue, turn.due - turn.had_back)
        .credit(AccountUse::Losses, turn.lost + turn.had_back)
        .credit(AccountUse::GivenUp, turn.given_up);
    (!entry.lines.is_empty()).then_some(entry)
}

/// The entry of what money paid of an invoice on a day, for books that count receipts: turnover and VAT come with it.
#[must_use]
pub fn earned(
    on: NaiveDate,
    number: &str,
    client: &EntryClient,
    parts: &[Moved],
    methods: Vec<PaymentMethod>,
) -> Option<Entry> {
    let mut entry = Entry {
        journal: EntryJournal::Sales,
        on,
        piece: number.to_owned(),
        piece_on: on,
        label: format!("Encaissement de {number}"),
        client: client.clone(),
        lines: Vec::new(),
        methods,
    };
    entry = entry.debit(AccountUse::Clients, parts.iter().map(|part| part.net + part.vat).sum());
    for part in parts {
        entry = entry.credit(account_of(part.nature, part.activity), part.net);
        entry = entry.credit(AccountUse::VatDue, part.vat);
    }
    (!entry.lines.is_empty()).then_some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
    }

    fn of(turn: VatTurn) -> Option<Entry> {
        turned(day(), "F-1", &EntryClient::default(), turn)
    }

    #[test]
    fn vat_falls_due_with_the_money() {
        let entry = of(VatTurn { due: Cents(2_000), ..VatTurn::default() }).unwrap();
        let sides: Vec<_> =
            entry.lines.iter().map(|line| (line.account, line.debit.0 - line.credit.0)).collect();
        assert_eq!(sides, [(AccountUse::VatPending, 2_000), (AccountUse::VatDue, -2_000)]);
        assert_eq!(of(VatTurn::default()), None);
        let entry = of(VatTurn { given_up: Cents(200), ..VatTurn::default() }).unwrap();
        assert_eq!(entry.lines[1].account, AccountUse::GivenUp, "where the remainder stands");
    }

    proptest! {
        #[test]
        fn a_turn_is_balanced(due in -9_000_i64..9_000, lost in -9_000_i64..9_000, favour in -9_000_i64..9_000, back in -9_000_i64..9_000) {
            if let Some(entry) = of(VatTurn { due: Cents(due), lost: Cents(lost), given_up: Cents(favour), had_back: Cents(back) }) {
                prop_assert_eq!(entry.imbalance(), Cents::ZERO);
            }
        }
    }
}
