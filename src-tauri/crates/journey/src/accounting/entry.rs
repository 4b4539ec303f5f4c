//! Double entries of sales and of money: each balanced, none empty.
//!
//! Invariant: the debits of an entry are its credits, to the cent, and no line is below zero.

use crate::accounting::choices::AccountUse;
use crate::accounting::portion::Portion;
use crate::activity::{Activity, Nature};
use crate::payment::PaymentMethod;
use crate::sale::due::Due;
use crate::vat::{VatGroup, spread};
use chrono::NaiveDate;
use values::money::Cents;

/// The journal in which an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryJournal {
    Sales,
    Bank,
    Cash,
    Other,
}

impl EntryJournal {
    /// Code and name.
    #[must_use]
    pub fn named(self) -> (&'static str, &'static str) {
        match self {
            EntryJournal::Sales => ("VE", "Ventes"),
            EntryJournal::Bank => ("BQ", "Banque"),
            EntryJournal::Cash => ("CA", "Caisse"),
            EntryJournal::Other => ("OD", "Opérations diverses"),
        }
    }
}

/// Who an entry is about: their card and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryClient {
    pub id: i64,
    pub name: String,
}

/// One side of one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryLine {
    pub account: AccountUse,
    pub debit: Cents,
    pub credit: Cents,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub journal: EntryJournal,
    pub on: NaiveDate,
    /// The paper, or the voucher.
    pub piece: String,
    pub piece_on: NaiveDate,
    pub label: String,
    pub client: EntryClient,
    pub lines: Vec<EntryLine>,
    /// How money came, where some did.
    pub methods: Vec<PaymentMethod>,
}

impl Entry {
    /// The same with so much on the debit side of an account; below zero it stands on the other side.
    pub(crate) fn debit(mut self, account: AccountUse, amount: Cents) -> Entry {
        if amount.is_zero() {
            return self;
        }
        let (debit, credit) = if amount.0 > 0 { (amount, Cents::ZERO) } else { (Cents::ZERO, -amount) };
        let known = self
            .lines
            .iter_mut()
            .find(|line| line.account == account && line.debit.is_zero() == debit.is_zero());
        match known {
            Some(line) => {
                line.debit += debit;
                line.credit += credit;
            }
            None => self.lines.push(EntryLine { account, debit, credit }),
        }
        self
    }

    pub(crate) fn credit(self, account: AccountUse, amount: Cents) -> Entry {
        self.debit(account, -amount)
    }

    /// What its debits have beyond its credits: nothing.
    #[must_use]
    pub fn imbalance(&self) -> Cents {
        self.lines.iter().map(|line| line.debit - line.credit).sum()
    }
}

/// An invoice or a credit note, for its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoldPaper<'a> {
    pub number: &'a str,
    pub issued_on: NaiveDate,
    pub client: EntryClient,
    pub label: String,
    pub gross: Cents,
    pub portions: &'a [Portion],
    /// Deposits that it deducts, or that the invoice did of which a note leaves nothing: their net amounts, by rate.
    pub deducted: &'a [VatGroup],
    /// The portions over which deducted deposits are turnover: its own, or those of the invoice that a note takes back.
    pub worked: &'a [Portion],
    /// It asks for a deposit, or takes one back.
    pub is_deposit: bool,
    pub is_note: bool,
    pub main: Activity,
}

/// The account of work, goods and money advanced.
#[must_use]
pub fn account_of(nature: Nature, activity: Activity) -> AccountUse {
    match (nature, activity) {
        (Nature::Disbursement, Activity::Liberal | Activity::CommercialServices | Activity::Sales) => {
            AccountUse::Disbursements
        }
        (Nature::Service | Nature::Goods, Activity::Liberal) => AccountUse::Liberal,
        (Nature::Service | Nature::Goods, Activity::CommercialServices) => AccountUse::CommercialServices,
        (Nature::Service | Nature::Goods, Activity::Sales) => AccountUse::Sales,
    }
}

/// The entry of a paper. A deposit is owed to the client until the invoice that deducts it.
#[must_use]
pub fn sold(paper: &SoldPaper) -> Entry {
    let sign = |amount: Cents| if paper.is_note { -amount } else { amount };
    let mut entry = Entry {
        journal: EntryJournal::Sales,
        on: paper.issued_on,
        piece: paper.number.to_owned(),
        piece_on: paper.issued_on,
        label: paper.label.clone(),
        client: paper.client.clone(),
        lines: Vec::new(),
        methods: Vec::new(),
    };
    entry = entry.debit(AccountUse::Clients, sign(paper.gross));
    for deducted in paper.deducted {
        entry = entry.debit(AccountUse::Deposits, sign(deducted.net));
    }
    for portion in paper.portions {
        let account = if paper.is_deposit {
            AccountUse::Deposits
        } else {
            account_of(portion.nature, portion.activity)
        };
        entry = entry.credit(account, sign(portion.net));
        let vat = if portion.due == Due::Receipt { AccountUse::VatPending } else { AccountUse::VatDue };
        entry = entry.credit(vat, sign(portion.vat));
    }
    for deducted in paper.deducted {
        let of_rate: Vec<&Portion> = paper.worked.iter().filter(|one| one.rate == deducted.rate).collect();
        let weights: Vec<Cents> = of_rate.iter().map(|one| one.net).collect();
        let shares = spread(deducted.net, &weights);
        if of_rate.is_empty() {
            entry = entry.credit(account_of(Nature::Service, paper.main), sign(deducted.net));
        }
        for (portion, share) in of_rate.iter().zip(shares) {
            entry = entry.credit(account_of(portion.nature, portion.activity), sign(share));
        }
    }
    entry
}

/// What happened to money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MoneyKind {
    Received,
    Charges,
    Refunded,
    /// What had come never did.
    Reversed,
    /// A cheque was brought to the bank.
    Deposited,
    /// It is not given back.
    Kept,
    /// What is left of an invoice is lost.
    Lost,
    /// It is no longer claimed, for a few cents or as a favour.
    GivenUp,
}

/// A movement of money, for its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyMove {
    pub on: NaiveDate,
    pub kind: MoneyKind,
    /// Its voucher, or the invoice.
    pub piece: String,
    pub client: EntryClient,
    pub label: String,
    /// Above zero; below for what is claimed again.
    pub amount: Cents,
    pub fee: Cents,
    pub method: PaymentMethod,
    /// A cheque that is at the bank.
    pub at_bank: bool,
}

impl MoneyMove {
    /// Where the money lies.
    fn place(&self) -> AccountUse {
        match self.method {
            PaymentMethod::Cash => AccountUse::Cash,
            PaymentMethod::Cheque if !self.at_bank => AccountUse::Cheques,
            PaymentMethod::Cheque | PaymentMethod::Transfer | PaymentMethod::Card | PaymentMethod::Other => {
                AccountUse::Bank
            }
        }
    }
}

/// The entry of a movement of money.
#[must_use]
pub fn moved(money: &MoneyMove) -> Entry {
    let of_money = if money.method == PaymentMethod::Cash { EntryJournal::Cash } else { EntryJournal::Bank };
    let (journal, methods) = match money.kind {
        MoneyKind::Received | MoneyKind::Charges | MoneyKind::Refunded | MoneyKind::Reversed => {
            (of_money, vec![money.method])
        }
        MoneyKind::Deposited | MoneyKind::Kept | MoneyKind::Lost | MoneyKind::GivenUp => {
            (EntryJournal::Other, Vec::new())
        }
    };
    let entry = Entry {
        journal,
        on: money.on,
        piece: money.piece.clone(),
        piece_on: money.on,
        label: money.label.clone(),
        client: money.client.clone(),
        lines: Vec::new(),
        methods,
    };
    let (amount, fee, place) = (money.amount, money.fee, money.place());
    match money.kind {
        MoneyKind::Received => {
            entry.debit(place, amount - fee).debit(AccountUse::Fees, fee).credit(AccountUse::Clients, amount)
        }
        MoneyKind::Charges => entry.debit(place, amount).credit(AccountUse::LateCharges, amount),
        MoneyKind::Refunded => entry.debit(AccountUse::Clients, amount).credit(place, amount),
        MoneyKind::Reversed => {
            entry.debit(AccountUse::Clients, amount).credit(place, amount - fee).credit(AccountUse::Fees, fee)
        }
        MoneyKind::Deposited => entry.debit(AccountUse::Bank, amount).credit(AccountUse::Cheques, amount),
        MoneyKind::Kept => entry.debit(AccountUse::Clients, amount).credit(AccountUse::Kept, amount),
        MoneyKind::Lost => entry.debit(AccountUse::Losses, amount).credit(AccountUse::Clients, amount),
        MoneyKind::GivenUp => entry.debit(AccountUse::GivenUp, amount).credit(AccountUse::Clients, amount),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use values::money::BasisPoints;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
    }

    fn portion(rate: i64, net: i64, due: Due) -> Portion {
        let VatGroup { rate, net, vat } = VatGroup::of(BasisPoints(rate), Cents(net));
        Portion { rate, nature: Nature::Service, activity: Activity::Liberal, due, net, vat }
    }

    fn paper<'a>(portions: &'a [Portion], deducted: &'a [VatGroup]) -> SoldPaper<'a> {
        SoldPaper {
            number: "F-1",
            issued_on: day(),
            client: EntryClient::default(),
            label: String::new(),
            gross: portions.iter().map(Portion::gross).sum(),
            portions,
            deducted,
            worked: portions,
            is_deposit: false,
            is_note: false,
            main: Activity::Liberal,
        }
    }

    fn sides(entry: &Entry) -> Vec<(AccountUse, i64)> {
        entry.lines.iter().map(|line| (line.account, line.debit.0 - line.credit.0)).collect()
    }

    #[test]
    fn a_balance_takes_its_deposits_as_turnover() {
        let portions = [portion(2_000, 70_000, Due::Receipt)];
        let deducted = [VatGroup::of(BasisPoints(2_000), Cents(30_000))];
        let entry = sold(&paper(&portions, &deducted));
        assert_eq!(
            sides(&entry),
            [
                (AccountUse::Clients, 84_000),
                (AccountUse::Deposits, 30_000),
                (AccountUse::Liberal, -100_000),
                (AccountUse::VatPending, -14_000),
            ]
        );
    }

    #[test]
    fn a_note_that_leaves_nothing_makes_deposits_owed_again() {
        let portions = [portion(2_000, 70_000, Due::Receipt)];
        let deducted = [VatGroup::of(BasisPoints(2_000), Cents(30_000))];
        let entry = sold(&SoldPaper { is_note: true, ..paper(&portions, &deducted) });
        assert_eq!(
            sides(&entry),
            [
                (AccountUse::Clients, -84_000),
                (AccountUse::Deposits, -30_000),
                (AccountUse::Liberal, 100_000),
                (AccountUse::VatPending, 14_000),
            ]
        );
    }

    #[test]
    fn a_provider_keeps_its_fee() {
        let money = MoneyMove {
            on: day(),
            kind: MoneyKind::Received,
            piece: "R-0001".into(),
            client: EntryClient::default(),
            label: String::new(),
            amount: Cents(12_000),
            fee: Cents(200),
            method: PaymentMethod::Card,
            at_bank: false,
        };
        assert_eq!(
            sides(&moved(&money)),
            [(AccountUse::Bank, 11_800), (AccountUse::Fees, 200), (AccountUse::Clients, -12_000)]
        );
    }

    proptest! {
        #[test]
        fn every_entry_is_balanced_and_no_line_is_below_zero(
            nets in prop::collection::vec((0_i64..3, -5_000_i64..90_000), 1..5),
            less in prop::collection::vec((0_i64..3, 0_i64..9_000), 0..3),
            note: bool,
            deposit: bool,
        ) {
            let portions: Vec<Portion> = nets.iter().map(|(at, net)| portion(at * 1_000, *net, if *at == 1 { Due::Debit } else { Due::Receipt })).collect();
            let deducted: Vec<VatGroup> = less.iter().map(|(at, net)| VatGroup::of(BasisPoints(at * 1_000), Cents(*net))).collect();
            let whole = SoldPaper { is_note: note, is_deposit: deposit, ..paper(&portions, &deducted) };
            let entry = sold(&whole);
            prop_assert_eq!(entry.imbalance(), Cents::ZERO);
            for line in &entry.lines {
                prop_assert!(line.debit.0 >= 0 && line.credit.0 >= 0);
                prop_assert!(line.debit.is_zero() != line.credit.is_zero());
            }
        }
    }
}
