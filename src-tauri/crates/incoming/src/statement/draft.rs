//! A statement while it is read: its parts in the order of the file, and what is to be looked at.

use crate::statement::fault;
use crate::statement::found::{BankAccount, BankBalance, BankBalanceKind, BankLine, BankWarning, MOST_LINES};
use chrono::NaiveDate;
use values::money::Cents;
use values::refusal::Refusal;

/// Most statements in one file: ten years of daily ones, of ten accounts.
const MOST_PARTS: usize = 36_500;

/// Most warnings that are told one by one.
const MOST_WARNINGS: usize = 100;

/// One statement of one account.
#[derive(Debug, Default)]
pub struct Part {
    pub account: BankAccount,
    /// Where it begins.
    pub line: i64,
    pub lines: Vec<BankLine>,
    pub balances: Vec<BankBalance>,
    /// The two balances between which its booked lines stand, where the file gives them.
    pub opening: Option<Cents>,
    pub closing: Option<Cents>,
}

#[derive(Debug, Default)]
pub struct Draft {
    pub parts: Vec<Part>,
    pub warnings: Vec<BankWarning>,
    count: usize,
    untold: usize,
    /// More statements have begun than are kept: the file is refused in the end.
    overfull: bool,
}

impl Draft {
    pub fn begin(&mut self, account: BankAccount, line: i64) {
        if self.parts.len() >= MOST_PARTS {
            self.overfull = true;
            return;
        }
        self.parts.push(Part { account, line, ..Part::default() });
    }

    /// The statement that is being read; one of no account where none has begun.
    pub fn part(&mut self) -> &mut Part {
        if self.parts.is_empty() {
            self.begin(BankAccount::default(), 1);
        }
        let last = self.parts.len() - 1;
        &mut self.parts[last]
    }

    pub fn add(&mut self, line: BankLine) -> Result<(), Refusal> {
        self.count += 1;
        if self.count > MOST_LINES {
            return Err(fault::file(&format!(
                "Ce fichier compte plus de {MOST_LINES} opérations : partagez-le par périodes."
            )));
        }
        self.part().lines.push(line);
        Ok(())
    }

    /// A balance; the first that opens and the last that closes are those that the lines are checked against.
    pub fn balance(&mut self, day: Option<NaiveDate>, amount: Cents, kind: BankBalanceKind) {
        let part = self.part();
        match kind {
            BankBalanceKind::Opening => part.opening = part.opening.or(Some(amount)),
            BankBalanceKind::Closing => part.closing = Some(amount),
            BankBalanceKind::Interim | BankBalanceKind::Available => {}
        }
        part.balances.push(BankBalance { day, amount, currency: None, kind });
    }

    /// A balance in another currency than the account’s: no line is checked against it.
    pub fn foreign_balance(&mut self, balance: BankBalance) {
        self.part().balances.push(balance);
    }

    pub fn warn(&mut self, line: Option<i64>, text: impl Into<String>) {
        if self.warnings.len() < MOST_WARNINGS {
            self.warnings.push(BankWarning { line, text: text.into() });
        } else {
            self.untold += 1;
        }
    }

    /// Refuses what holds more statements than are kept.
    pub fn whole(&self) -> Result<(), Refusal> {
        if self.overfull || self.parts.len() > MOST_PARTS {
            return Err(fault::file(&format!(
                "Ce fichier compte plus de {MOST_PARTS} relevés : partagez-le par périodes."
            )));
        }
        Ok(())
    }

    /// What a file of several others says, after what has been read.
    pub fn append(&mut self, other: Draft) -> Result<(), Refusal> {
        self.count += other.count;
        self.untold += other.untold;
        self.overfull |= other.overfull;
        if self.count > MOST_LINES {
            return Err(fault::file(&format!(
                "Cette archive compte plus de {MOST_LINES} opérations : partagez-la par périodes."
            )));
        }
        self.parts.extend(other.parts);
        for warning in other.warnings {
            self.warn(warning.line, warning.text);
        }
        Ok(())
    }

    /// All that is to be looked at, and how much more there is.
    pub fn told(&mut self) -> Vec<BankWarning> {
        let mut warnings = std::mem::take(&mut self.warnings);
        if self.untold > 0 {
            let text = format!("Et {} autres remarques du même fichier.", self.untold);
            warnings.push(BankWarning { line: None, text });
        }
        warnings
    }
}
