//! A bank’s file, shown as it is read, or brought into the books.

use crate::House;
use crate::cli::stop::Stop;
use base64::Engine as _;
use books::error::Error;
use incoming::statement::found::{BankAccount, BankFile, BankStatement, MOST_BYTES};
use incoming::statement::read_statement;
use serde_json::{Value, json};
use std::io::Read as _;
use std::path::Path;
use values::letters::squeezed;
use values::refusal::{Refusal, shown};

/// What a file says, without any books: its account (none where there are several: then each line and balance names its
/// own), its lines, its balances, and what should be looked at. Amounts are signed, in hundredths.
pub fn looked_at(file: &Path, account: Option<&str>) -> Result<Value, Stop> {
    let mut read = read_statement(&bytes_of(file)?, None)?;
    if let Some(account) = account {
        chosen(&mut read, account)?;
    }
    Ok(told(&read))
}

/// The same held against the books: how many lines are new and how many known; then brought in, unless it is only
/// looked at. A file that came in already is told like any other, and changes nothing.
pub fn import(house: &House, path: &Path, account: Option<&str>, preview: bool) -> Result<Value, Stop> {
    let bytes = bytes_of(path)?;
    let mut read = read_statement(&bytes, None)?;
    let payload = typed(path, &bytes, &read, account);
    if let Some(account) = account {
        chosen(&mut read, account)?;
    }
    let held = house.ask("preview_statement", payload.clone())?;
    let parts = held["parts"].as_array().map(Vec::as_slice).unwrap_or_default();
    // Of a file that is only looked at, whose account it is may be left open.
    if (!preview || account.is_some())
        && let Some(asked) = parts.iter().find_map(|part| part["asked"].as_str())
    {
        return Err(Refusal::at("account", asked).into());
    }
    let again = parts.iter().all(|part| !part["imported_on"].is_null());
    let done = if preview || again { Value::Null } else { house.act("import_statement", payload)? };
    let sum = |field: &str| -> i64 { parts.iter().filter_map(|part| part[field].as_i64()).sum() };
    let mut told = told(&read);
    told["new"] = json!(sum("new"));
    told["known"] = json!(sum("known"));
    told["warnings"] = held["warnings"].clone();
    told["import"] = done["id"].clone();
    Ok(told)
}

/// What the list is given: the file, and whose account it is.
fn typed(path: &Path, bytes: &[u8], read: &BankFile, account: Option<&str>) -> Value {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let base64 = base64::engine::general_purpose::STANDARD.encode(bytes);
    let mut payload = json!({"file": {"name": name, "base64": base64}});
    let Some(account) = account else { return payload };
    let named = match read.statements.as_slice() {
        [only] => only.account.name().unwrap_or_default(),
        _ => {
            payload["only"] = json!(account);
            account
        }
    };
    payload["accounts"] = json!([{"named": named, "account": account}]);
    payload
}

/// All of a file, unless it is larger than any statement: that is known before it is read.
fn bytes_of(path: &Path) -> Result<Vec<u8>, Stop> {
    let unread = |error: std::io::Error| Stop::from(Error::folder_at("file", path, &error));
    let file = std::fs::File::open(path).map_err(unread)?;
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    if file.metadata().map_err(unread)?.len() <= most {
        file.take(most + 1).read_to_end(&mut bytes).map_err(unread)?;
        if bytes.len() <= MOST_BYTES {
            return Ok(bytes);
        }
    }
    Err(Refusal::at("file", "Ce fichier dépasse 64 Mo, bien plus qu’un relevé : partagez-le par périodes.")
        .into())
}

/// One account of a file: the only one, or the one that is named.
fn chosen(file: &mut BankFile, wanted: &str) -> Result<(), Refusal> {
    let is = |one: &BankStatement| one.account.name().is_some_and(|name| squeezed(name) == squeezed(wanted));
    if let [only] = file.statements.as_mut_slice() {
        if only.account.name().is_none() {
            only.account.id = Some(wanted.to_owned());
        }
        return Ok(());
    }
    if !file.statements.iter().any(is) {
        let names: Vec<&str> = file.statements.iter().filter_map(|one| one.account.name()).take(5).collect();
        let there = if names.is_empty() { "aucun qui soit nommé".to_owned() } else { names.join(", ") };
        let text =
            format!("Ce fichier ne contient pas le compte « {} » : il contient {there}.", shown(wanted));
        return Err(Refusal::at("account", text));
    }
    file.statements.retain(is);
    Ok(())
}

fn told(file: &BankFile) -> Value {
    let several = file.statements.len() > 1;
    let (mut lines, mut balances) = (Vec::new(), Vec::new());
    for statement in &file.statements {
        let named = |mut value: Value| {
            if several {
                value["account"] = json!(statement.account.name());
            }
            value
        };
        lines.extend(statement.lines.iter().map(|line| named(json!(line))));
        balances.extend(statement.balances.iter().map(|balance| named(json!(balance))));
    }
    let accounts: Vec<Value> = file.statements.iter().map(|one| account(&one.account)).collect();
    json!({
        "format": file.format,
        "read_as": file.read_as,
        "account": if several { None } else { accounts.first() },
        "accounts": accounts,
        "new": lines.len(),
        "known": 0,
        "lines": lines,
        "balances": balances,
        "warnings": file.warnings,
    })
}

/// `{iban, currency}`, or `{id, currency}` where the file has no IBAN.
fn account(account: &BankAccount) -> Value {
    match &account.iban {
        Some(iban) => json!({"iban": iban, "currency": account.currency}),
        None => json!({"id": account.id, "currency": account.currency}),
    }
}
