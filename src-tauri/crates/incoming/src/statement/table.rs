//! Tables (CSV) of banks: known by their titles, or read as the caller says.
//!
//! Invariant: a column is never taken for another by its rank; where the titles do not say what is needed, the file is
//! refused and a mapping asked for.

mod balances;
mod banks;
mod cells;
pub mod columns;
mod lines;

use crate::statement::account;
use crate::statement::amount::{Point, amount};
use crate::statement::days::{DayOrder, written};
use crate::statement::draft::Draft;
use crate::statement::fault;
use crate::statement::found::{BankAccount, BankBalanceKind};
use balances::{Kept, column};
use banks::{DAILY, known};
use cells::{Row, header, is_lcl, rows, separator};
use columns::{CsvHolds, currency_of, settled, title};
use lines::{Grid, PlacedLine};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::letters::folded;
use values::refusal::Refusal;

/// How the user says that a table is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CsvMapping {
    /// One letter; found where it is not said.
    #[serde(default)]
    pub separator: Option<char>,
    /// The line of the first movement, counted from 1.
    #[serde(default)]
    pub first_line: i64,
    /// What each column holds, from the left.
    #[serde(default)]
    pub columns: Vec<CsvHolds>,
    /// Found where it is not said.
    #[serde(default)]
    pub order: Option<DayOrder>,
    /// A comma begins the cents; found where it is not said.
    #[serde(default)]
    pub comma: Option<bool>,
}

/// One column of a table, before anything is read of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CsvTitle {
    pub title: String,
    pub holds: CsvHolds,
}

/// A table as it stands, for someone who says what its columns hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CsvPreview {
    pub separator: char,
    /// The bank whose table it is.
    pub bank: Option<String>,
    pub first_line: i64,
    pub titles: Vec<CsvTitle>,
    /// The first rows below the header.
    pub rows: Vec<Vec<String>>,
}

/// Most rows of a preview.
const SHOWN: usize = 20;

/// What a table says, and how it was read, in French.
pub struct Read {
    pub draft: Draft,
    pub read_as: String,
}

/// A table, and what of it is read how.
struct Layout {
    rows: Vec<Row>,
    bank: Option<&'static str>,
    columns: Vec<CsvHolds>,
    titles: Vec<String>,
    /// The rank of the first row below the header.
    first: usize,
    order: Option<DayOrder>,
    point: Option<Point>,
    header: bool,
}

pub fn read(text: &str, mapping: Option<&CsvMapping>) -> Result<Read, Refusal> {
    let layout = match mapping {
        Some(mapping) => mapped(text, mapping)?,
        None => found(text)?,
    };
    let has = |wanted: CsvHolds| layout.columns.contains(&wanted);
    let day = has(CsvHolds::Day) || has(CsvHolds::OtherDay) || has(CsvHolds::ValueDay);
    if !day || !(has(CsvHolds::Amount) || has(CsvHolds::Debit) || has(CsvHolds::Credit)) {
        return Err(fault::file(
            "Une colonne de dates, et une de montants ou deux de débits et de crédits sont nécessaires : dites ce que contient chaque colonne.",
        ));
    }
    let mut draft = Draft::default();
    let read_as = match layout.bank {
        Some(bank) => format!("Tableau CSV de {bank}"),
        None => {
            if mapping.is_none() {
                draft.warn(None, "La banque n’est pas reconnue : les colonnes sont lues d’après leurs titres, vérifiez-les.");
            }
            "Tableau CSV".to_owned()
        }
    };
    let (above, below) = layout.rows.split_at_checked(layout.first).unwrap_or((&layout.rows, &[]));
    let sheet = Grid { columns: &layout.columns, order: layout.order, point: layout.point };
    let (below, closing) = if layout.header { (below, None) } else { ended(below) };
    let placed = sheet.read(&mut draft, below)?;
    let account =
        above_account(above, layout.header).or_else(|| closing.as_ref().and_then(|one| one.0.clone()));
    let currency = layout.titles.iter().zip(&layout.columns).find_map(|(title, holds)| {
        let money = matches!(holds, CsvHolds::Amount | CsvHolds::Debit | CsvHolds::Credit);
        currency_of(title).filter(|_| money).map(|(_, code)| code.to_owned())
    });
    let fill = Fill { account, currency, line: below.first().map_or(1, |row| row.line) };
    let balances = layout.columns.contains(&CsvHolds::Balance).then_some(layout.bank == Some(DAILY));
    fill.accounts(&mut draft, placed, balances)?;
    if let Some((_, day, left)) = closing {
        draft.balance(day, left, BankBalanceKind::Closing);
    }
    let own = above.iter().chain(below.iter().filter(|row| sheet.is_balance(row)));
    said_balances(&mut draft, own, layout.point.unwrap_or(Point::Comma));
    Ok(Read { draft, read_as })
}

/// A table as it stands, read or not.
pub fn preview(text: &str) -> Result<CsvPreview, Refusal> {
    let separator = told_separator(text).unwrap_or_else(|| separator(text));
    let rows = rows(text, separator)?;
    let layout = found(text).ok();
    let first = layout.as_ref().map_or(0, |layout| layout.first);
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let titles = (0..width).map(|at| CsvTitle {
        title: first
            .checked_sub(1)
            .and_then(|head| rows.get(head))
            .map(|row| row.cell(at).to_owned())
            .unwrap_or_default(),
        holds: layout
            .as_ref()
            .and_then(|layout| layout.columns.get(at))
            .copied()
            .unwrap_or(CsvHolds::Ignored),
    });
    Ok(CsvPreview {
        separator: char::from(separator),
        bank: layout.as_ref().and_then(|layout| layout.bank).map(str::to_owned),
        first_line: rows.get(first).map_or(1, |row| row.line),
        titles: titles.collect(),
        rows: rows.iter().skip(first).take(SHOWN).map(|row| row.cells.clone()).collect(),
    })
}

/// Excel writes its separator on a first line of its own.
fn told_separator(text: &str) -> Option<u8> {
    let first = text.lines().next()?.trim();
    let rest = first.to_ascii_lowercase().starts_with("sep=").then(|| first.as_bytes().get(4)).flatten();
    rest.copied().filter(|_| first.len() == 5)
}

/// As the titles say.
fn found(text: &str) -> Result<Layout, Refusal> {
    let separator = told_separator(text).unwrap_or_else(|| separator(text));
    let rows = rows(text, separator)?;
    let plain = Layout {
        rows: Vec::new(),
        bank: None,
        columns: Vec::new(),
        titles: Vec::new(),
        first: 0,
        order: None,
        point: None,
        header: true,
    };
    if let Some(head) = header(&rows) {
        let titles: Vec<String> =
            rows.get(head).map(|row| row.cells.iter().map(|cell| title(cell)).collect()).unwrap_or_default();
        let bank = known(&titles);
        let mut columns = bank.map_or_else(|| settled(&titles), |bank| bank.columns(&titles));
        others(&mut columns, &titles, rows.get(head + 1..).unwrap_or_default());
        let (name, order) = (bank.map(|bank| bank.name), bank.and_then(|bank| bank.order));
        return Ok(Layout { rows, bank: name, columns, titles, first: head + 1, order, ..plain });
    }
    if is_lcl(&rows) {
        let columns =
            vec![CsvHolds::Day, CsvHolds::Amount, CsvHolds::MoreLabel, CsvHolds::Reference, CsvHolds::Label];
        let order = Some(DayOrder::DayFirst);
        return Ok(Layout { rows, bank: Some("LCL"), columns, order, header: false, ..plain });
    }
    Err(fault::file(
        "Ce fichier n’est aucun relevé connu (OFX, CAMT, CFONB 120, QIF, MT940), ni un tableau dont les titres disent où sont la date et le montant : dites ce que contient chaque colonne, ou demandez un autre format à votre banque.",
    ))
}

/// A column « IBAN » of many accounts is that of the other parties.
fn others(columns: &mut [CsvHolds], titles: &[String], rows: &[Row]) {
    for (at, column) in columns.iter_mut().enumerate() {
        if *column == CsvHolds::Account && titles.get(at).is_some_and(|title| title == "iban") {
            let mut told = rows.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty());
            let first = told.next();
            if told.any(|other| Some(other) != first) {
                *column = CsvHolds::PayerAccount;
            }
        }
    }
}

/// As the user says.
fn mapped(text: &str, mapping: &CsvMapping) -> Result<Layout, Refusal> {
    let separator = mapping.separator.map_or_else(|| Some(separator(text)), |told| u8::try_from(told).ok());
    let Some(separator) = separator.filter(u8::is_ascii) else {
        return Err(Refusal::at(
            "mapping.separator",
            "Le séparateur est un seul caractère : « ; », « , », tabulation ou « | ».",
        ));
    };
    let rows = rows(text, separator)?;
    let first = rows.iter().position(|row| row.line >= mapping.first_line).unwrap_or(rows.len());
    let titles = first.checked_sub(1).and_then(|head| rows.get(head));
    Ok(Layout {
        bank: None,
        columns: mapping.columns.clone(),
        titles: titles.map(|row| row.cells.iter().map(|cell| title(cell)).collect()).unwrap_or_default(),
        first,
        order: mapping.order,
        point: mapping.comma.map(|comma| if comma { Point::Comma } else { Point::Dot }),
        header: true,
        rows,
    })
}

/// What the last row of LCL says: the account, and what is left on it.
type Ended = (Option<String>, Option<chrono::NaiveDate>, values::money::Cents);

/// The rows of LCL without the last, which is no movement.
fn ended(rows: &[Row]) -> (&[Row], Option<Ended>) {
    let Some((last, before)) = rows.split_last() else { return (rows, None) };
    let number: String = last.cell(4).split_whitespace().collect();
    let numbered = number.bytes().take(10).filter(u8::is_ascii_digit).count() == 10;
    let (Some(left), true) = (amount(last.cell(1), Point::Comma), numbered && last.cell(2).is_empty()) else {
        return (rows, None);
    };
    let day = written(last.cell(0)).and_then(|day| day.by(DayOrder::DayFirst));
    let rib =
        number.split_at_checked(5).and_then(|(branch, account)| account::french("30002", branch, account));
    (before, Some((rib.or(Some(number)), day, left.cents)))
}

/// The account that the rows above the header name: an IBAN, or the figures after « compte » or at the very top.
fn above_account(rows: &[Row], header: bool) -> Option<String> {
    if !header {
        return None;
    }
    let cells = || rows.iter().flat_map(|row| &row.cells);
    let iban = cells().find_map(|cell| account::iban(cell.rsplit(':').next().unwrap_or(cell)));
    let numbered = |cell: &str| {
        let words = cell.split(|c: char| !c.is_ascii_alphanumeric());
        let number: String = words.filter(|word| word.bytes().any(|byte| byte.is_ascii_digit())).collect();
        let figures = number.bytes().filter(u8::is_ascii_digit).count();
        (figures >= 6 && !cell.contains([',', '€']) && written(cell).is_none()).then_some(number)
    };
    let after = |row: &Row| {
        let at = row.cells.iter().position(|cell| {
            let cell = folded(cell);
            (cell.contains("compte") || cell.contains("account"))
                && !cell.contains("releve")
                && !cell.contains("solde")
        })?;
        row.cells.iter().skip(at).find_map(|cell| numbered(cell))
    };
    iban.or_else(|| rows.iter().take(8).find_map(after)).or_else(|| {
        let first = rows.first()?.cell(0);
        numbered(first).filter(|number| number.len() >= 10)
    })
}

/// What is put into statements.
struct Fill {
    account: Option<String>,
    currency: Option<String>,
    line: i64,
}

impl Fill {
    /// Lines by their account and currency, in the order in which the file names them; `balances` says of a column of
    /// them whether it is of the end of days.
    fn accounts(
        self,
        draft: &mut Draft,
        placed: Vec<PlacedLine>,
        balances: Option<bool>,
    ) -> Result<(), Refusal> {
        let mut groups: Vec<(BankAccount, Vec<Kept>)> = Vec::new();
        for one in placed {
            let named = one.account.or_else(|| self.account.clone());
            let iban = named.as_deref().and_then(account::iban);
            let id = if iban.is_none() { named } else { None };
            let account = BankAccount { iban, id, currency: one.currency.or_else(|| self.currency.clone()) };
            let full = groups.len() >= 100;
            match groups.iter_mut().find(|(other, _)| *other == account) {
                Some((_, kept)) => kept.push(one.kept),
                None if full => {
                    return Err(fault::file(
                        "Ce tableau nomme plus de cent comptes : vérifiez la colonne du compte.",
                    ));
                }
                None => groups.push((account, vec![one.kept])),
            }
        }
        if groups.is_empty() {
            let iban = self.account.as_deref().and_then(account::iban);
            let id = if iban.is_none() { self.account } else { None };
            groups.push((BankAccount { iban, id, currency: self.currency }, Vec::new()));
        }
        for (account, kept) in groups {
            draft.begin(account, kept.first().map_or(self.line, |one| one.line.line));
            if let Some(daily) = balances {
                column(draft, &kept, daily);
            }
            for one in kept {
                draft.add(one.line)?;
            }
        }
        Ok(())
    }
}

/// « Solde en fin de période;;;;1234,56 », « Solde au 12/03/2024 1 234,56 € »: the end of the period, but where the row
/// says that it is the beginning.
fn said_balances<'a>(draft: &mut Draft, rows: impl Iterator<Item = &'a Row>, point: Point) {
    for row in rows {
        let Some(at) = row.cells.iter().position(|cell| folded(cell).starts_with("solde")) else { continue };
        let first = row.cell(at);
        if folded(first).contains("franc") {
            continue;
        }
        let word = |word: &str| written(word).and_then(|day| day.by(DayOrder::DayFirst));
        let day = row.cells.iter().flat_map(|cell| cell.split_whitespace()).find_map(word);
        let rest = first
            .split_whitespace()
            .position(|one| word(one).is_some())
            .map(|at| first.split_whitespace().skip(at + 1).collect::<Vec<_>>().join(" "));
        let inside = rest.as_deref().and_then(|rest| amount(rest, point));
        let read = inside.or_else(|| {
            row.cells
                .iter()
                .skip(at + 1)
                .filter(|cell| written(cell).is_none())
                .find_map(|cell| amount(cell, point))
        });
        let Some(read) = read else { continue };
        let begins = folded(first).contains("debut") || folded(first).contains("ouverture");
        let kind = if begins { BankBalanceKind::Opening } else { BankBalanceKind::Closing };
        draft.balance(day, read.cents, kind);
    }
}
