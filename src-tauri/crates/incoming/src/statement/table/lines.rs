//! Rows of a bank’s table as lines of money.

use crate::statement::account;
use crate::statement::amount::{Point, amount, shows};
use crate::statement::days::{DayOrder, WrittenDay, doubtful, order, written};
use crate::statement::draft::Draft;
use crate::statement::fault;
use crate::statement::found::BankLine;
use crate::statement::place::Place;
use crate::statement::table::balances::Kept;
use crate::statement::table::cells::Row;
use crate::statement::table::columns::CsvHolds;
use crate::statement::text::{joined, said};
use chrono::NaiveDate;
use values::letters::folded;
use values::money::Cents;
use values::refusal::{Refusal, shown};

/// How a table is to be read.
pub struct Grid<'a> {
    pub columns: &'a [CsvHolds],
    /// Where it is known.
    pub order: Option<DayOrder>,
    pub point: Option<Point>,
}

/// A line, whose account it is, and in which currency.
pub struct PlacedLine {
    pub kept: Kept,
    pub account: Option<String>,
    pub currency: Option<String>,
}

/// What all rows of a table share.
struct Ways {
    order: DayOrder,
    point: Point,
    /// Debits bear their own sign.
    signed_debits: bool,
}

impl Grid<'_> {
    /// Columns that hold this.
    fn of(&self, wanted: CsvHolds) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().enumerate().filter(move |(_, one)| **one == wanted).map(|(at, _)| at)
    }

    fn filled<'r>(&'r self, row: &'r Row, wanted: CsvHolds) -> Option<(usize, &'r str)> {
        self.of(wanted).map(|at| (at, row.cell(at))).find(|(_, cell)| !cell.is_empty())
    }

    fn text(&self, row: &Row, wanted: CsvHolds) -> Option<String> {
        said(self.filled(row, wanted)?.1)
    }

    fn has_money(&self, row: &Row) -> bool {
        [CsvHolds::Amount, CsvHolds::Debit, CsvHolds::Credit]
            .into_iter()
            .any(|wanted| self.filled(row, wanted).is_some())
    }

    fn day_cell<'r>(&'r self, row: &'r Row) -> Option<(usize, &'r str)> {
        let day = self.filled(row, CsvHolds::Day);
        day.or_else(|| self.filled(row, CsvHolds::OtherDay)).or_else(|| self.filled(row, CsvHolds::ValueDay))
    }

    /// All lines of the rows; those without day and amount are left out and told.
    pub fn read(&self, draft: &mut Draft, rows: &[Row]) -> Result<Vec<PlacedLine>, Refusal> {
        let mut moves: Vec<&Row> = Vec::new();
        let mut left: Vec<i64> = Vec::new();
        let mut gone: Vec<i64> = Vec::new();
        for row in rows.iter().filter(|row| !row.is_empty()) {
            if !self.has_money(row) {
                left.push(row.line);
            } else if self.is_balance(row) {
                continue;
            } else if self.status(row) == State::Gone {
                gone.push(row.line);
            } else {
                moves.push(row);
            }
        }
        told(draft, &left, "sans montant");
        told(draft, &gone, "annulées ou refusées");
        let ways = self.ways(draft, &moves)?;
        moves.into_iter().map(|row| self.line(draft, row, &ways)).collect()
    }

    /// « Solde en fin de période » is no movement.
    pub fn is_balance(&self, row: &Row) -> bool {
        let first = row.cells.iter().find(|cell| !cell.trim().is_empty());
        // Most begin with their day.
        let words = |cell: &&String| !cell.starts_with(|c: char| c.is_ascii_digit());
        first.filter(words).is_some_and(|cell| {
            let cell = folded(cell);
            cell.starts_with("solde") || cell.starts_with("ancien solde") || cell.starts_with("nouveau solde")
        })
    }

    fn ways(&self, draft: &mut Draft, moves: &[&Row]) -> Result<Ways, Refusal> {
        let mut days: Vec<WrittenDay> = Vec::new();
        let mut places: Vec<Place> = Vec::new();
        for row in moves {
            let Some((at, text)) = self.day_cell(row) else {
                return Err(fault::expected(Place::new(row.line, 1), "une date sur cette ligne", ""));
            };
            days.push(written(text).ok_or_else(|| fault::expected(row.place(at), "une date", text))?);
            places.push(row.place(at));
        }
        let place = |rank: usize| places.get(rank).copied().unwrap_or(Place::new(1, 1));
        let order = match self.order {
            Some(order) => {
                if let Some(rank) = days.iter().position(|day| day.by(order).is_none()) {
                    let wish = match order {
                        DayOrder::DayFirst => "une date dont le jour vient d’abord",
                        DayOrder::MonthFirst => "une date dont le mois vient d’abord",
                    };
                    let found = moves.get(rank).and_then(|row| self.day_cell(row)).map(|(_, text)| text);
                    return Err(fault::expected(place(rank), wish, found.unwrap_or_default()));
                }
                order
            }
            None => match order(&days) {
                Ok(Some(order)) => order,
                Ok(None) => {
                    if doubtful(&days) {
                        draft.warn(
                            Some(place(0).line),
                            "Rien ne montre si le jour ou le mois vient d’abord dans ces dates : elles sont lues jour, puis mois.",
                        );
                    }
                    DayOrder::DayFirst
                }
                Err((one, other)) => {
                    return Err(fault::broken(
                        place(other),
                        &format!(
                            "cette date commence par le mois, celle de la ligne {} par le jour",
                            place(one).line
                        ),
                    ));
                }
            },
        };
        let money = [CsvHolds::Amount, CsvHolds::Debit, CsvHolds::Credit, CsvHolds::Fee, CsvHolds::Balance];
        let shown =
            || moves.iter().flat_map(|row| money.iter().filter_map(|one| shows(self.filled(row, *one)?.1)));
        let point = self.point.or_else(|| shown().next()).unwrap_or(Point::Unknown);
        let debits = moves.iter().filter_map(|row| self.filled(row, CsvHolds::Debit));
        let signed_debits = debits.map(|(_, text)| text).any(|text| text.starts_with(['-', '−', '(']));
        Ok(Ways { order, point, signed_debits })
    }

    fn line(&self, draft: &mut Draft, row: &Row, ways: &Ways) -> Result<PlacedLine, Refusal> {
        let day = |cell: Option<(usize, &str)>| -> Result<Option<NaiveDate>, Refusal> {
            let Some((at, text)) = cell else { return Ok(None) };
            let day = written(text).and_then(|day| day.by(ways.order));
            day.map(Some).ok_or_else(|| fault::expected(row.place(at), "une date", text))
        };
        let Some(booked) = day(self.day_cell(row))? else {
            return Err(fault::expected(Place::new(row.line, 1), "une date sur cette ligne", ""));
        };
        let value_day = day(self.filled(row, CsvHolds::ValueDay))?;
        let cents = self.cents(draft, row, ways)?;
        let left = self.filled(row, CsvHolds::Balance).and_then(|(_, text)| amount(text, ways.point));
        let words = self.of(CsvHolds::Label).chain(self.of(CsvHolds::MoreLabel)).map(|at| row.cell(at));
        let mut label = joined(words);
        let payer = self.text(row, CsvHolds::Payer);
        if label.is_empty() {
            label = payer.clone().unwrap_or_default();
        }
        let payer_account = self.text(row, CsvHolds::PayerAccount);
        let line = BankLine {
            line: row.line,
            day: booked,
            value_day,
            amount: cents,
            currency: None,
            label,
            payer,
            payer_account: payer_account.map(|text| account::iban(&text).unwrap_or(text)),
            reference: self.text(row, CsvHolds::Reference),
            id: self.text(row, CsvHolds::Id),
            pending: self.status(row) == State::Pending,
        };
        Ok(PlacedLine {
            kept: Kept { line, left: left.map(|left| left.cents) },
            account: self.text(row, CsvHolds::Account),
            currency: self.text(row, CsvHolds::Currency).map(|text| text.to_uppercase()),
        })
    }

    /// The amount of a row, its fees taken off.
    fn cents(&self, draft: &mut Draft, row: &Row, ways: &Ways) -> Result<Cents, Refusal> {
        let mut read = |at: usize, text: &str| -> Result<Cents, Refusal> {
            let Some(read) = amount(text, ways.point) else {
                return Err(fault::expected(row.place(at), "un montant", text));
            };
            if !read.exact {
                let text = shown(text);
                draft.warn(
                    Some(row.line),
                    format!("« {text} » compte des fractions de centime : il est arrondi."),
                );
            } else if read.doubtful {
                let text = shown(text);
                draft.warn(
                    Some(row.line),
                    format!("« {text} » peut se lire de deux façons : vérifiez ce montant."),
                );
            }
            Ok(read.cents)
        };
        let mut cents = Cents::ZERO;
        if let Some((at, text)) = self.filled(row, CsvHolds::Amount) {
            cents = read(at, text)?;
            let paid = self.filled(row, CsvHolds::Direction).map(|(_, text)| folded(text));
            match paid.as_deref().and_then(|text| text.chars().next()) {
                Some('d') => cents = -cents.abs(),
                Some('c') => cents = cents.abs(),
                _ => {}
            }
        } else {
            if let Some((at, text)) = self.filled(row, CsvHolds::Credit) {
                cents += read(at, text)?;
            }
            if let Some((at, text)) = self.filled(row, CsvHolds::Debit) {
                let debit = read(at, text)?;
                cents += if ways.signed_debits { debit } else { -debit };
            }
        }
        for at in self.of(CsvHolds::Fee) {
            if !row.cell(at).is_empty() {
                cents -= read(at, row.cell(at))?.abs();
            }
        }
        Ok(cents)
    }

    fn status(&self, row: &Row) -> State {
        let mut state = State::Booked;
        for at in self.of(CsvHolds::Status) {
            let word = folded(row.cell(at));
            let word = word.trim();
            let is = |words: &[&str]| words.iter().any(|one| word.starts_with(one));
            if is(&[
                "revert", "declin", "fail", "cancel", "refus", "annul", "rejet", "expir", "memo", "denied",
                "echec",
            ]) {
                return State::Gone;
            }
            if is(&[
                "pending",
                "en attente",
                "en cours",
                "process",
                "in sospeso",
                "in attesa",
                "authori",
                "hold",
                "a venir",
            ]) {
                state = State::Pending;
            }
        }
        state
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Booked,
    Pending,
    /// It moved no money.
    Gone,
}

/// Rows that are no movement of money are told, all at once.
fn told(draft: &mut Draft, lines: &[i64], why: &str) {
    let Some(first) = lines.first() else { return };
    let text = match lines.len() {
        1 => format!("Cette ligne {} est laissée de côté.", why.trim_end_matches('s').replace("ées", "ée")),
        count => format!(
            "{count} lignes {why}, de celle-ci à la ligne {}, sont laissées de côté.",
            lines.last().unwrap_or(first)
        ),
    };
    draft.warn(Some(*first), text);
}
