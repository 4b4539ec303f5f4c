//! From the parts of a file to its accounts: what belongs together is put together, and balances are held against lines.
//!
//! Invariant: no line is left out; a balance that does not agree is told with both figures.

use crate::statement::draft::{Draft, Part};
use crate::statement::fault;
use crate::statement::found::{BankAccount, BankStatement};
use values::money::Cents;
use values::refusal::Refusal;

/// Most accounts in one file.
const MOST_ACCOUNTS: usize = 100;

/// The accounts of a file, in the order in which it names them.
pub fn gathered(draft: &mut Draft) -> Result<Vec<BankStatement>, Refusal> {
    draft.whole()?;
    let parts = std::mem::take(&mut draft.parts);
    let mut statements: Vec<BankStatement> = Vec::new();
    let mut closings: Vec<Option<Cents>> = Vec::new();
    for part in parts {
        check(draft, &part);
        let at = match statements.iter().position(|one| same(&one.account, &part.account)) {
            Some(at) => at,
            None if statements.len() >= MOST_ACCOUNTS => {
                let told = format!("Ce fichier compte plus de {MOST_ACCOUNTS} comptes : partagez-le.");
                return Err(fault::file(&told));
            }
            None => {
                statements.push(BankStatement { account: part.account.clone(), ..BankStatement::default() });
                closings.push(None);
                statements.len() - 1
            }
        };
        if let (Some(Some(before)), Some(opening)) = (closings.get(at), part.opening)
            && *before != opening
        {
            draft.warn(
                Some(part.line),
                format!(
                    "Ce relevé s’ouvre à {}, le précédent se ferme à {} : il manque peut-être un relevé entre les deux.",
                    part.account.told(opening),
                    part.account.told(*before)
                ),
            );
        }
        if let (Some(closing), Some(_)) = (closings.get_mut(at), part.closing) {
            *closing = part.closing;
        }
        if let Some(statement) = statements.get_mut(at) {
            if statement.account.currency.is_none() {
                statement.account.currency = part.account.currency;
            }
            statement.lines.extend(part.lines);
            statement.balances.extend(part.balances);
        }
    }
    Ok(statements)
}

/// Do the lines lead from one balance to the other?
fn check(draft: &mut Draft, part: &Part) {
    let (Some(opening), Some(closing)) = (part.opening, part.closing) else { return };
    let booked: Cents = part
        .lines
        .iter()
        .filter(|line| !line.pending && line.currency.is_none())
        .map(|line| line.amount)
        .sum();
    let reached = opening + booked;
    if reached != closing {
        draft.warn(
            Some(part.line),
            format!(
                "Les opérations mènent le solde de {} à {}, le relevé annonce {} : écart de {}.",
                part.account.told(opening),
                part.account.told(reached),
                part.account.told(closing),
                part.account.told(closing - reached)
            ),
        );
    }
}

fn same(one: &BankAccount, other: &BankAccount) -> bool {
    let currency = match (&one.currency, &other.currency) {
        (Some(one), Some(other)) => one == other,
        (None, _) | (_, None) => true,
    };
    currency && one.name() == other.name()
}
