//! How clients pay the seller: on which account, by which other ways, by a page of their own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::letters::folded;
use values::money::Cents;
use values::refusal::{Code, Refusal};
use values::{identifiers, input};

/// Accounts beside the usual one, and ways beside a transfer.
const MOST_ACCOUNTS: usize = 8;
const MOST_WAYS: usize = 6;
const MOST_WORDS: usize = 300;
const MOST_LINK: usize = 500;

/// Another account of the seller’s, on which some clients pay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OtherAccount {
    /// What the seller calls it by: « Compte professionnel ».
    pub label: String,
    pub iban: String,
    pub bic: String,
}

/// A way to pay beside a transfer, with what there is to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OtherWay {
    /// « Chèque »
    pub name: String,
    /// « à l’ordre de Camille Durand »
    pub words: String,
}

/// Rows left empty do not count.
pub fn read_accounts(usual: &str, typed: &[OtherAccount]) -> Result<Vec<OtherAccount>, Refusal> {
    let mut read: Vec<OtherAccount> = Vec::new();
    for (i, account) in typed.iter().enumerate() {
        let at = |field: &str| format!("accounts[{i}].{field}");
        if [&account.label, &account.iban, &account.bic].iter().all(|text| text.trim().is_empty()) {
            continue;
        }
        if read.len() == MOST_ACCOUNTS {
            return Err(Refusal::at(at("iban"), format!("Notez au plus {MOST_ACCOUNTS} autres comptes.")));
        }
        // Nobody is asked to insist on an account that is not the usual one: a wrong key is mended.
        let iban = identifiers::iban(&at("iban"), &account.iban, false)
            .map_err(|refusal| Refusal { code: Code::Invalid, ..refusal })?;
        if iban.is_empty() {
            return Err(Refusal::at(at("iban"), "Indiquez l’IBAN de ce compte."));
        }
        if iban == usual || read.iter().any(|other| other.iban == iban) {
            return Err(Refusal::at(at("iban"), "Ce compte est déjà noté."));
        }
        read.push(OtherAccount {
            label: input::required(
                &at("label"),
                &account.label,
                input::NAME,
                "Donnez un nom à ce compte, pour le choisir sur la fiche d’un client.",
            )?,
            iban,
            bic: identifiers::bic(&at("bic"), &account.bic)?,
        });
    }
    Ok(read)
}

/// Rows left empty do not count.
pub fn read_ways(typed: &[OtherWay]) -> Result<Vec<OtherWay>, Refusal> {
    let mut read: Vec<OtherWay> = Vec::new();
    for (i, way) in typed.iter().enumerate() {
        let at = |field: &str| format!("ways[{i}].{field}");
        if way.name.trim().is_empty() && way.words.trim().is_empty() {
            continue;
        }
        if read.len() == MOST_WAYS {
            return Err(Refusal::at(
                at("name"),
                format!("Notez au plus {MOST_WAYS} autres moyens de payer."),
            ));
        }
        let name = input::required(
            &at("name"),
            &way.name,
            input::NAME,
            "Nommez ce moyen de payer, par exemple Chèque.",
        )?;
        if read.iter().any(|other| folded(&other.name) == folded(&name)) {
            return Err(Refusal::at(at("name"), "Ce moyen de payer est déjà noté."));
        }
        read.push(OtherWay { name, words: input::line(&at("words"), &way.words, MOST_WORDS)? });
    }
    Ok(read)
}

/// An address on the web in which `{number}` and `{amount}` may stand; possibly empty.
pub fn read_link(typed: &str) -> Result<String, Refusal> {
    let link = input::code("payment_link", typed, MOST_LINK)?;
    if link.is_empty() {
        return Ok(link);
    }
    let bare = link.replace("{number}", "").replace("{amount}", "");
    let host = bare.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    if !host.is_some_and(|host| host.contains('.') && !host.starts_with('.')) {
        return Err(Refusal::at(
            "payment_link",
            "Un lien de paiement commence par https://, par exemple https://payer.exemple.fr/{number}?montant={amount}.",
        ));
    }
    if bare.contains(['{', '}']) {
        return Err(Refusal::at(
            "payment_link",
            "Entre accolades, un lien ne connaît que {number} et {amount}.",
        ));
    }
    if !bare.is_ascii() || bare.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>')) {
        return Err(Refusal::at("payment_link", "Un lien n’a ni espace, ni accent, ni guillemet."));
    }
    Ok(link)
}

/// The link for one paper: its number as an address writes it, the amount as `1200.00`. Empty where there is none.
#[must_use]
pub fn link(pattern: &str, number: &str, amount: Cents) -> String {
    let number: String = number
        .bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect();
    let amount = format!("{}.{:02}", amount.0 / 100, (amount.0 % 100).abs());
    pattern.replace("{number}", &number).replace("{amount}", &amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_takes_the_number_and_the_amount() {
        let pattern = read_link("https://payer.exemple.fr/{number}?montant={amount}").unwrap();
        assert_eq!(
            link(&pattern, "F-2026-0001, F-2026-0002", Cents(120_005)),
            "https://payer.exemple.fr/F-2026-0001%2C%20F-2026-0002?montant=1200.05"
        );
        assert_eq!(link("", "F-2026-0001", Cents(1)), "");
        for wrong in [
            "payer.fr",
            "http://payer.fr",
            "https://payer",
            "https://payer.fr/{nom}",
            "https://payer.fr/é",
            "javascript:alert(1)",
        ] {
            assert_eq!(read_link(wrong).unwrap_err().field.as_deref(), Some("payment_link"), "{wrong}");
        }
    }

    #[test]
    fn accounts_and_ways_are_read_row_by_row() {
        let account = |label: &str, iban: &str| OtherAccount {
            label: label.into(),
            iban: iban.into(),
            bic: String::new(),
        };
        let usual = "FR7630006000011234567890189";
        let other = "DE89 3704 0044 0532 0130 00";
        let read = read_accounts(usual, &[account("", ""), account("Épargne", other)]).unwrap();
        assert_eq!((read.len(), read[0].iban.as_str()), (1, "DE89370400440532013000"));
        for (typed, field) in [
            (account("", other), "accounts[0].label"),
            (account("Le même", usual), "accounts[0].iban"),
            (account("Faux", "FR7630006000011234567890188"), "accounts[0].iban"),
        ] {
            let refusal = read_accounts(usual, &[typed]).unwrap_err();
            assert_eq!((refusal.field.as_deref(), refusal.code), (Some(field), Code::Invalid));
        }
        let way = |name: &str| OtherWay { name: name.into(), words: "à mon ordre".into() };
        assert_eq!(read_ways(&[way("Chèque"), OtherWay::default()]).unwrap().len(), 1);
        assert_eq!(
            read_ways(&[way("Chèque"), way("cheque")]).unwrap_err().field.as_deref(),
            Some("ways[1].name")
        );
    }
}
