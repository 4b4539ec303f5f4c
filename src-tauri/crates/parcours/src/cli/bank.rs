//! A bank's file, shown as it is read; nothing of it is kept.

use crate::cli::stop::Stop;
use books::error::Error;
use incoming::statement::found::{BankAccount, BankFile, BankStatement, MOST_BYTES};
use incoming::statement::read_statement;
use serde_json::{Value, json};
use std::io::Read as _;
use std::path::Path;
use values::letters::squeezed;
use values::refusal::{Refusal, shown};

/// What a file says: its account (none where there are several: then each line and balance names its own), its lines,
/// how many of them are new and known, its balances, and what should be looked at. Amounts are signed, in hundredths.
pub fn import(file: &Path, account: Option<&str>, preview: bool) -> Result<Value, Stop> {
    if !preview {
        let told = "Cette commande montre un relevé sans rien enregistrer : ajoutez « --preview ».";
        return Err(Refusal::at("preview", told).into());
    }
    let mut read = read_statement(&bytes_of(file)?, None)?;
    if let Some(account) = account {
        chosen(&mut read, account)?;
    }
    Ok(told(&read))
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

/// One account of a file: the one that is named, or the only one where the file does not say whose it is.
fn chosen(file: &mut BankFile, wanted: &str) -> Result<(), Refusal> {
    let is = |one: &BankStatement| one.account.name().is_some_and(|name| squeezed(name) == squeezed(wanted));
    if let [only] = file.statements.as_mut_slice()
        && only.account.name().is_none()
    {
        only.account.id = Some(wanted.to_owned());
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
