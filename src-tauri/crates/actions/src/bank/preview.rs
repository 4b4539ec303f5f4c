//! What importing a bank’s file would bring, before anything is written.

use crate::bank::prepared::{ImportStatement, Part, days, prepared, said_by};
use books::act::Ask;
use books::error::Result;
use incoming::statement::found::{BankBalance, BankFormat, BankLine, BankWarning};
use journey::bank::account::WhoseAccount;
use records::bank::own_account;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::words::count;

/// Lines shown of each account before it is imported.
const SHOWN: usize = 100;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct StatementPreview {
    pub format: BankFormat,
    /// How it is read, in French.
    pub read_as: String,
    pub parts: Vec<StatementPart>,
    pub warnings: Vec<BankWarning>,
    /// Is there nothing left to say, and something to bring in?
    pub ready: bool,
}

/// What a file says of one account, held against the books.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct StatementPart {
    /// As the file names it; empty where it names none.
    pub named: String,
    /// ISO 4217; empty where the file does not say.
    pub currency: String,
    /// Of the books; what is asked where none is known.
    pub account: Option<PartAccount>,
    pub asked: Option<String>,
    /// « 12 opérations nouvelles, 3 déjà connues »
    pub told: String,
    pub new: i64,
    pub known: i64,
    /// Not booked yet.
    pub pending: i64,
    /// ISO days; none where the file has no line.
    pub first_day: Option<String>,
    pub last_day: Option<String>,
    /// The day on which the same bytes came in.
    pub imported_on: Option<String>,
    /// The first of those that are new.
    pub lines: Vec<BankLine>,
    pub balances: Vec<BankBalance>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PartAccount {
    /// None for one that the import opens.
    pub id: Option<i64>,
    pub label: String,
}

pub fn preview(ask: &Ask, payload: ImportStatement) -> Result<StatementPreview> {
    let prepared = prepared(ask, &payload)?;
    let mut warnings = prepared.file.warnings;
    for part in &prepared.parts {
        warnings.extend(part.broken.iter().map(|text| BankWarning { line: None, text: text.clone() }));
    }
    let parts: Vec<StatementPart> =
        prepared.parts.into_iter().map(|part| shown(ask, part)).collect::<Result<_>>()?;
    let ready = parts.iter().all(|part| part.account.is_some())
        && parts.iter().any(|part| part.imported_on.is_none());
    Ok(StatementPreview {
        format: prepared.file.format,
        read_as: prepared.file.read_as,
        parts,
        warnings,
        ready,
    })
}

fn shown(ask: &Ask, part: Part) -> Result<StatementPart> {
    let account = match &part.whose {
        Ok(WhoseAccount::Known(id)) => {
            Some(PartAccount { id: Some(*id), label: own_account(ask, *id)?.label })
        }
        Ok(WhoseAccount::New(label)) => Some(PartAccount { id: None, label: label.clone() }),
        Err(_) => None,
    };
    let size = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let all = size(part.statement.lines.len());
    let known = size(part.known.iter().filter(|known| !known.is_empty()).count());
    let new = all - known;
    let days = days(&part.statement);
    let fresh = count(new, "opération nouvelle", "opérations nouvelles");
    let told = match (new, known) {
        (0, 0) => "Aucune opération".to_owned(),
        (0, _) => "Rien de nouveau : tout est déjà connu".to_owned(),
        (_, 0) => fresh,
        (_, _) => format!("{fresh}, {}", count(known, "déjà connue", "déjà connues")),
    };
    Ok(StatementPart {
        named: part.statement.account.name().unwrap_or_default().to_owned(),
        currency: said_by(&part.statement.account).currency.to_owned(),
        account,
        asked: part.whose.err().map(|refusal| refusal.message),
        told,
        new,
        known,
        pending: size(part.statement.lines.iter().filter(|line| line.pending).count()),
        first_day: days.map(|days| days.0.to_string()),
        last_day: days.map(|days| days.1.to_string()),
        imported_on: part.imported_on.map(|day| day.to_string()),
        lines: part
            .statement
            .lines
            .into_iter()
            .zip(&part.known)
            .filter(|(_, known)| known.is_empty())
            .map(|(line, _)| line)
            .take(SHOWN)
            .collect(),
        balances: part.statement.balances,
    })
}
