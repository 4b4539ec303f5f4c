//! Which of one’s accounts a file is of: by its IBAN, by what the file calls it, or as the user says.

use values::letters::squeezed;
use values::refusal::{Refusal, shown};

/// An account of one’s own, as far as files name it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnAccount {
    pub id: i64,
    pub label: String,
    /// Empty where no file gave it.
    pub iban: String,
    pub names: Vec<String>,
    /// ISO 4217.
    pub currency: String,
}

/// What a file says of its account; each is empty where it does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaidByFile<'a> {
    pub iban: &'a str,
    pub name: &'a str,
    pub currency: &'a str,
}

/// The account that a file is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhoseAccount {
    Known(i64),
    /// To be opened under that label.
    New(String),
}

/// The account that a file names, in its own currency; none where the books know none by that name.
#[must_use]
pub fn named<'a>(own: &'a [OwnAccount], file: SaidByFile) -> Option<&'a OwnAccount> {
    let named = |one: &&OwnAccount| {
        (!file.iban.is_empty() && one.iban == file.iban)
            || (!file.name.is_empty() && one.names.iter().any(|name| squeezed(name) == squeezed(file.name)))
    };
    own.iter().filter(named).find(|one| file.currency.is_empty() || one.currency == file.currency)
}

/// The account that was typed: by its label, its IBAN, or what files call it.
#[must_use]
pub fn typed<'a>(own: &'a [OwnAccount], typed: &str) -> Option<&'a OwnAccount> {
    let wanted = squeezed(typed);
    own.iter().find(|one| {
        squeezed(&one.label) == wanted
            || (!one.iban.is_empty() && one.iban == wanted)
            || one.names.iter().any(|name| squeezed(name) == wanted)
    })
}

/// Whose a file is. `said` is what the user typed, empty where nothing; `mine` the IBAN that one’s papers print.
///
/// # Errors
/// At `account`: the file’s account is not known and was not told, or what was told is another.
pub fn whose(own: &[OwnAccount], file: SaidByFile, said: &str, mine: &str) -> Result<WhoseAccount, Refusal> {
    let known = named(own, file);
    if said.trim().is_empty() {
        return match known {
            Some(known) => Ok(WhoseAccount::Known(known.id)),
            None if !file.iban.is_empty() && file.iban == mine => {
                Ok(WhoseAccount::New("Compte professionnel".to_owned()))
            }
            None => Err(Refusal::at("account", unknown(file))),
        };
    }
    let Some(told) = typed(own, said) else {
        return match known {
            Some(known) => Err(another(known, said)),
            None => Ok(WhoseAccount::New(said.trim().to_owned())),
        };
    };
    if known.is_some_and(|known| known.id != told.id) {
        return Err(another(known.unwrap_or(told), said));
    }
    if !told.iban.is_empty() && !file.iban.is_empty() && told.iban != file.iban {
        let text = format!(
            "Ce relevé est du compte {}, « {} » est le compte {} : donnez à ce relevé un compte à lui.",
            file.iban, told.label, told.iban
        );
        return Err(Refusal::at("account", text));
    }
    if !file.currency.is_empty() && told.currency != file.currency {
        let text = format!(
            "Ce relevé est en {}, le compte « {} » est en {} : donnez à ce relevé un compte à lui.",
            file.currency, told.label, told.currency
        );
        return Err(Refusal::at("account", text));
    }
    Ok(WhoseAccount::Known(told.id))
}

fn unknown(file: SaidByFile) -> String {
    let called = if file.iban.is_empty() { file.name } else { file.iban };
    if called.is_empty() {
        return "Ce relevé ne dit pas de quel compte il est : dites lequel, ou donnez un nom à un nouveau compte.".to_owned();
    }
    format!(
        "Ce relevé est du compte {}, que vos données ne connaissent pas : dites lequel c’est, ou donnez-lui un nom.",
        shown(called)
    )
}

fn another(known: &OwnAccount, said: &str) -> Refusal {
    Refusal::at(
        "account",
        format!("Ce relevé est du compte « {} », et non de « {} ».", known.label, shown(said.trim())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const IBAN: &str = "FR7630006000011234567890189";

    fn own() -> Vec<OwnAccount> {
        let pro = OwnAccount {
            id: 1,
            label: "Compte pro".into(),
            iban: IBAN.into(),
            names: vec!["00012345".into()],
            currency: "EUR".into(),
        };
        let till =
            OwnAccount { id: 2, label: "Livret".into(), currency: "EUR".into(), ..OwnAccount::default() };
        vec![pro, till]
    }

    #[test]
    fn a_file_is_of_the_account_that_it_names_or_that_is_told() {
        let own = own();
        let file = |iban, name| SaidByFile { iban, name, currency: "EUR" };
        assert_eq!(whose(&own, file(IBAN, ""), "", ""), Ok(WhoseAccount::Known(1)));
        assert_eq!(whose(&own, file("", "000 12345"), "", ""), Ok(WhoseAccount::Known(1)));
        assert_eq!(whose(&own, file("", ""), "livret", ""), Ok(WhoseAccount::Known(2)));
        assert_eq!(whose(&own, file("", "77"), "Caisse", ""), Ok(WhoseAccount::New("Caisse".into())));
        assert!(matches!(whose(&[], file(IBAN, ""), "", IBAN), Ok(WhoseAccount::New(_))));
        for (file, said) in [
            (file("", ""), ""),
            (file("", "77"), ""),
            (file(IBAN, ""), "Livret"),
            (file(IBAN, ""), "Autre"),
            (file("DE02120300000000202051", ""), "Compte pro"),
            (SaidByFile { currency: "USD", ..file("", "") }, "Livret"),
        ] {
            let refusal = whose(&own, file, said, "").unwrap_err();
            assert_eq!(refusal.field.as_deref(), Some("account"), "{file:?} {said}");
        }
    }
}
