//! A bank’s file held against the books: whose account each part is of, and what of it they have already.

use books::act::Ask;
use books::entry::{FileBytes, bytes_up_to};
use books::error::{Error, Result};
use books::seal::hash_bytes;
use chrono::{NaiveDate, TimeDelta};
use incoming::statement::found::{
    BankAccount, BankBalanceKind, BankFile, BankLine, BankStatement, MOST_BYTES,
};
use incoming::statement::table::CsvMapping;
use incoming::statement::{read_statement, table_titles};
use journey::bank::account::{OwnAccount, SaidByFile, WhoseAccount, whose};
use journey::bank::balance::{ClosingBalance, broken};
use journey::bank::movement::Movement;
use journey::bank::overlap::known;
use records::bank::{
    booked_between, closings_around, has_mappings, imported_on, lines_between, mapping_of, own_accounts,
};
use records::settings::identity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::letters::squeezed;
use values::money::Cents;
use values::refusal::{Refusal, shown};

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportStatement {
    pub file: FileBytes,
    /// One account of several in the file, as the file names it; empty for all of them.
    #[serde(default)]
    pub only: String,
    /// Whose accounts they are, where the books do not know them.
    #[serde(default)]
    pub accounts: Vec<SaidAccount>,
    /// How a table is read whose titles do not say so; kept for the next one of the same titles.
    #[serde(default)]
    pub mapping: Option<CsvMapping>,
}

/// Whose account one of a file is.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaidAccount {
    /// As the file names it; empty where it names none: of several, in the order of the file.
    #[serde(default)]
    pub named: String,
    /// Its label or its IBAN; a label that no account has opens one.
    pub account: String,
}

/// What a file says of one account, held against the books.
pub struct Part {
    pub statement: BankStatement,
    pub whose: std::result::Result<WhoseAccount, Refusal>,
    /// For each line, the kept one that it is; those whose sum it is; none where it is new.
    pub known: Vec<Vec<i64>>,
    /// The same bytes came in that day.
    pub imported_on: Option<NaiveDate>,
    /// Balances that do not follow one from the other.
    pub broken: Vec<String>,
}

/// A file, read and held against the books.
pub struct Prepared {
    pub file: BankFile,
    pub hash: String,
    pub parts: Vec<Part>,
    /// Of its table, where the user said how one of these is read.
    pub titles: Option<String>,
}

pub fn prepared(ask: &Ask, typed: &ImportStatement) -> Result<Prepared> {
    let bytes = bytes_up_to("file", &typed.file, MOST_BYTES, "64 Mo : partagez ce relevé par périodes")?;
    let titles = if typed.mapping.is_some() || has_mappings(ask)? { table_titles(&bytes) } else { None };
    let kept: Option<CsvMapping> = match (&typed.mapping, &titles) {
        (Some(_), _) | (None, None) => None,
        (None, Some(titles)) => {
            mapping_of(ask, titles)?.map(|text| serde_json::from_str(&text)).transpose()?
        }
    };
    let mapping = typed.mapping.clone().or(kept);
    let mut file = read_statement(&bytes, mapping.as_ref()).map_err(|refusal| match &typed.mapping {
        // The user said how it is read: that is what is wrong.
        Some(_) if refusal.field.as_deref() == Some("file") => refusal.moved("mapping"),
        Some(_) | None => refusal,
    })?;
    if !typed.only.trim().is_empty() {
        narrowed(&mut file, &typed.only)?;
    }
    let statements = std::mem::take(&mut file.statements);
    if statements.is_empty() {
        return Err(Refusal::at("file", "Ce fichier ne contient aucun compte.").into());
    }
    for (i, said) in typed.accounts.iter().enumerate() {
        let is =
            |one: &BankStatement| squeezed(one.account.name().unwrap_or_default()) == squeezed(&said.named);
        if !statements.iter().any(is) {
            let text = format!("Ce fichier ne contient pas le compte « {} ».", shown(&said.named));
            return Err(Refusal::at(format!("accounts[{i}].named"), text).into());
        }
    }
    let hash = hash_bytes(&bytes);
    let (own, mine) = (own_accounts(ask)?, mine(ask)?);
    let mut parts: Vec<Part> = Vec::new();
    let called: Vec<String> =
        statements.iter().map(|one| squeezed(one.account.name().unwrap_or_default())).collect();
    for (at, statement) in statements.into_iter().enumerate() {
        // Of several that the file calls alike, or not at all, each has its turn.
        let before = called.iter().take(at).filter(|other| Some(*other) == called.get(at)).count();
        let said = typed
            .accounts
            .iter()
            .enumerate()
            .filter(|(_, one)| Some(&squeezed(&one.named)) == called.get(at))
            .nth(before)
            .map(|(i, one)| (i, one.account.as_str()));
        let part = held_against(ask, statement, (&own, &mine), said, &hash)?;
        let twice = parts.iter().any(|other| part.whose.is_ok() && part.whose == other.whose);
        if twice {
            let text = "Deux comptes de ce fichier ne peuvent pas être le même : dites lequel est lequel.";
            let field = said.map_or_else(|| "account".to_owned(), |(i, _)| format!("accounts[{i}].account"));
            return Err(Refusal::at(field, text).into());
        }
        parts.push(part);
    }
    Ok(Prepared { file, hash, parts, titles: mapping.and(titles) })
}

/// The account that one’s papers ask to pay on.
fn mine(ask: &Ask) -> Result<String> {
    Ok(identity(ask)?.map(|identity| squeezed(&identity.iban)).unwrap_or_default())
}

/// One account of a file: the one that is named.
fn narrowed(file: &mut BankFile, only: &str) -> std::result::Result<(), Refusal> {
    let is = |one: &BankStatement| one.account.name().is_some_and(|name| squeezed(name) == squeezed(only));
    if !file.statements.iter().any(is) {
        let names: Vec<&str> = file.statements.iter().filter_map(|one| one.account.name()).take(5).collect();
        let there = if names.is_empty() { "aucun qui soit nommé".to_owned() } else { names.join(", ") };
        let text = format!("Ce fichier ne contient pas le compte « {} » : il contient {there}.", shown(only));
        return Err(Refusal::at("only", text));
    }
    file.statements.retain(is);
    Ok(())
}

fn held_against(
    ask: &Ask,
    statement: BankStatement,
    (own, mine): (&[OwnAccount], &str),
    said: Option<(usize, &str)>,
    hash: &str,
) -> Result<Part> {
    let named = said_by(&statement.account);
    let whose = whose(own, named, said.map_or("", |(_, account)| account), mine)
        .and_then(|whose| match &whose {
            WhoseAccount::New(label) => {
                let label = input::required("account", label, input::SHORT, "Donnez un nom à ce compte.")?;
                Ok(WhoseAccount::New(label))
            }
            WhoseAccount::Known(_) => Ok(whose),
        })
        .map_err(|refusal| match said {
            Some((i, _)) => refusal.under(&format!("accounts[{i}]")),
            None => refusal,
        });
    let mut part = Part {
        known: vec![Vec::new(); statement.lines.len()],
        statement,
        whose,
        imported_on: None,
        broken: Vec::new(),
    };
    if let Ok(WhoseAccount::Known(account)) = part.whose {
        part.imported_on = imported_on(ask, account, hash)?;
        part.known = known_lines(ask, account, &part.statement.lines)?;
        part.broken = broken_balances(ask, account, &part)?;
    }
    Ok(part)
}

/// What a file says of its account.
pub fn said_by(account: &BankAccount) -> SaidByFile<'_> {
    SaidByFile {
        iban: account.iban.as_deref().unwrap_or_default(),
        name: account.id.as_deref().unwrap_or_default(),
        currency: account.currency.as_deref().unwrap_or_default(),
    }
}

/// The first and the last day of what a file tells of an account.
pub fn days(statement: &BankStatement) -> Option<(NaiveDate, NaiveDate)> {
    let booked = statement.lines.iter().map(|line| line.day);
    let told = statement
        .balances
        .iter()
        .filter(|balance| balance.kind == BankBalanceKind::Closing)
        .filter_map(|balance| balance.day);
    let days: Vec<NaiveDate> = booked.chain(told).collect();
    Some((days.iter().min().copied()?, days.iter().max().copied()?))
}

fn known_lines(ask: &Ask, account: i64, lines: &[BankLine]) -> Result<Vec<Vec<i64>>> {
    let shown: Vec<Movement> = lines.iter().map(movement).collect();
    let days = shown.iter().map(|line| line.day);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else { return Ok(Vec::new()) };
    let (ids, kept) = lines_between(ask, account, (first, last), None)?;
    Ok(known(&kept, &shown)
        .into_iter()
        .map(|ranks| ranks.into_iter().filter_map(|rank| ids.get(rank).copied()).collect())
        .collect())
}

/// A line of a file as lines are compared.
#[must_use]
pub fn movement(line: &BankLine) -> Movement {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Movement {
        day: line.day,
        amount: line.amount,
        currency: line.currency.clone(),
        label: line.label.clone(),
        payer: text(&line.payer),
        payer_account: text(&line.payer_account),
        reference: text(&line.reference),
        bank_ids: line.id.clone().into_iter().filter(|id| !id.is_empty()).collect(),
        pending: line.pending,
    }
}

/// Where the file’s balances do not follow from those that other files told.
fn broken_balances(ask: &Ask, account: i64, part: &Part) -> Result<Vec<String>> {
    let mut closings: Vec<ClosingBalance> = part
        .statement
        .balances
        .iter()
        .filter(|balance| balance.kind == BankBalanceKind::Closing && balance.currency.is_none())
        .filter_map(|balance| Some(ClosingBalance { day: balance.day?, amount: balance.amount }))
        .collect();
    closings.sort_unstable();
    let (Some(first), Some(last)) = (closings.first().copied(), closings.last().copied()) else {
        return Ok(Vec::new());
    };
    let (before, after) = closings_around(ask, account, (first.day, last.day))?;
    let pairs = [before.map(|before| (before, first)), after.map(|after| (last, after))];
    let mut told = Vec::new();
    for (one, other) in pairs.into_iter().flatten() {
        let fresh: Cents = part
            .statement
            .lines
            .iter()
            .zip(&part.known)
            .filter(|(line, known)| known.is_empty() && !line.pending && line.currency.is_none())
            .filter(|(line, _)| one.day < line.day && line.day <= other.day)
            .map(|(line, _)| line.amount)
            .sum();
        let between = booked_between(ask, account, one.day, other.day)? + fresh;
        told.extend(broken(one, other, between));
    }
    Ok(told)
}

/// The days around a file within which what was pending may be booked.
#[must_use]
pub fn around((first, last): (NaiveDate, NaiveDate)) -> (NaiveDate, NaiveDate) {
    let within = TimeDelta::days(journey::bank::pending::WITHIN);
    (first - within, last + within)
}

/// Refuses a part whose account is not known.
pub fn account_of(part: &Part) -> Result<&WhoseAccount> {
    part.whose.as_ref().map_err(|refusal| Error::from(refusal.clone()))
}
