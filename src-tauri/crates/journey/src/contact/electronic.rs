//! Electronic addresses: where a party receives invoices, and the statuses of those it issued (BT-34, BT-49).
//!
//! Invariant: an address that nobody gave is never told without a warning, unless it is an e-mail address of the card.

use crate::contact::card::{ClientCard, ClientKind};
use crate::contact::identity::Identity;
use crate::contact::place::is_at_home;
use chrono::NaiveDate;
use std::fmt;
use values::input;
use values::problem::Problem;
use values::refusal::Refusal;

/// An address with its scheme (EAS): 0225 for a line of the French directory, EM for an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElectronicAddress {
    pub scheme: &'static str,
    pub value: String,
}

/// « 0225:732829320 »
impl fmt::Display for ElectronicAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.scheme, self.value)
    }
}

/// The longest that XP Z12-012 allows (BR-FR-25).
const MOST: usize = 125;

const SHAPE: &str = "Une adresse de facturation électronique s’écrit SIREN, SIREN_SIRET ou SIREN_suffixe (par exemple 732829320_FACTURES), ou est une adresse de courriel.";

/// An address as typed, with or without its scheme; possibly empty. A line of the directory begins with the SIREN of who
/// opened it, told where it is known; `firm` is one that French firms write to by the directory alone (BR-FR-21).
///
/// # Errors
/// A sentence at the field.
pub fn read_electronic(field: &str, typed: &str, siren: &str, firm: bool) -> Result<String, Refusal> {
    let typed = input::code(field, typed, MOST + 5)?;
    let bare = ["0225:", "EM:", "em:"].iter().find_map(|scheme| typed.strip_prefix(scheme)).unwrap_or(&typed);
    let bare = bare.trim();
    if bare.is_empty() {
        return Ok(String::new());
    }
    if bare.contains('@') {
        if firm && !siren.is_empty() {
            return Err(Refusal::at(
                field,
                format!(
                    "Entre entreprises françaises, cette adresse est une ligne de l’annuaire : {siren}, ou {siren} suivi d’un suffixe."
                ),
            ));
        }
        return input::email(field, bare);
    }
    let (owner, suffix) = bare.split_once('_').map_or((bare, None), |(owner, suffix)| (owner, Some(suffix)));
    let signs = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "+-_.".contains(c));
    let shaped = owner.len() == 9
        && owner.bytes().all(|digit| digit.is_ascii_digit())
        && suffix.is_none_or(|suffix| !suffix.is_empty() && signs(suffix))
        && bare.len() <= MOST;
    if !shaped {
        return Err(Refusal::at(field, SHAPE));
    }
    if !siren.is_empty() && owner != siren {
        return Err(Refusal::at(
            field,
            format!("Cette adresse commence par {owner}, qui n’est pas le SIREN indiqué ({siren})."),
        ));
    }
    Ok(bare.to_owned())
}

fn kept(address: &str) -> Option<ElectronicAddress> {
    let scheme = if address.contains('@') { "EM" } else { "0225" };
    (!address.is_empty()).then(|| ElectronicAddress { scheme, value: address.to_owned() })
}

fn of_siren(siren: &str) -> ElectronicAddress {
    ElectronicAddress { scheme: "0225", value: siren.to_owned() }
}

/// Where the statuses of the seller’s invoices arrive: what they set, or the line of their SIREN alone.
#[must_use]
pub fn seller_address(seller: &Identity) -> ElectronicAddress {
    kept(&seller.electronic_address).unwrap_or_else(|| of_siren(seller.siren()))
}

/// Where electronic invoices reach a client: what their card says; else, of a professional in France the line of their
/// SIREN alone, of others their e-mail address; none where neither is known.
#[must_use]
pub fn client_address(client: &ClientCard, day: NaiveDate) -> Option<ElectronicAddress> {
    let by_mail = || {
        let address = ElectronicAddress { scheme: "EM", value: client.email.clone() };
        (!client.email.is_empty()).then_some(address)
    };
    kept(&client.electronic_address)
        .or_else(|| if by_siren(client, day) { Some(of_siren(client.siren())) } else { by_mail() })
}

fn by_siren(client: &ClientCard, day: NaiveDate) -> bool {
    client.kind.is_professional() && is_at_home(client, day) && !client.siren().is_empty()
}

/// What an invoice will carry that nobody gave, each at its field.
#[must_use]
pub fn unset_addresses(seller: Option<&Identity>, client: &ClientCard, day: NaiveDate) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(seller) = seller.filter(|seller| seller.electronic_address.is_empty()) {
        let sentence = format!(
            "Les réponses à vos factures électroniques arriveront à l’adresse de votre SIREN ({}) : si votre plateforme vous en a donné une autre, indiquez-la dans les réglages.",
            seller_address(seller)
        );
        problems.push(Problem::warns("seller.electronic_address", sentence));
    }
    match client_address(client, day) {
        None => problems.push(Problem::warns(
            "client.email",
            "Indiquez l’adresse e-mail du client : sa facture électronique en a besoin.",
        )),
        Some(worked_out) if client.electronic_address.is_empty() && by_siren(client, day) => {
            let sentence = format!(
                "La facture électronique ira à l’adresse du SIREN de votre client ({worked_out}) : s’il en a choisi une autre, notez-la sur sa fiche."
            );
            problems.push(Problem::warns("client.electronic_address", sentence));
        }
        Some(_) => {}
    }
    problems
}

impl Identity {
    /// Its electronic address, as typed.
    pub(crate) fn read_electronic_address(&self, siren: &str) -> Result<String, Refusal> {
        read_electronic("electronic_address", &self.electronic_address, siren, false)
    }
}

impl ClientCard {
    /// Its electronic address, as typed.
    pub(crate) fn read_electronic_address(&self, siret: &str) -> Result<String, Refusal> {
        let french = self.address.country.trim().is_empty();
        let firm = match self.kind {
            ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association => french,
            ClientKind::PublicBody | ClientKind::Person => false,
        };
        let siren = if self.kind.is_professional() { siret.get(..9).unwrap_or_default() } else { "" };
        read_electronic("electronic_address", &self.electronic_address, siren, firm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 27).unwrap()
    }

    fn bakery() -> ClientCard {
        ClientCard { siret: "552100554".into(), ..ClientCard::named(ClientKind::Company, "Le Goff") }
    }

    #[test]
    fn an_address_is_read_with_or_without_its_scheme() {
        for (typed, read) in [
            ("", ""),
            ("0225:552100554", "552100554"),
            ("552100554_FACTURES", "552100554_FACTURES"),
            ("552100554_55210055400013_COMPTA-2", "552100554_55210055400013_COMPTA-2"),
        ] {
            assert_eq!(read_electronic("at", typed, "552100554", true).as_deref(), Ok(read), "{typed}");
        }
        assert_eq!(read_electronic("at", "EM:a@b.example", "", true).as_deref(), Ok("a@b.example"));
        for wrong in
            ["552 100", "552100554_", "552100554_é", "552100554/X", "732829320", "a@b.example", "0088:123"]
        {
            let refusal = read_electronic("at", wrong, "552100554", true).unwrap_err();
            assert_eq!(refusal.field.as_deref(), Some("at"), "{wrong}");
        }
    }

    #[test]
    fn what_nobody_gave_is_told_with_what_the_invoice_carries() {
        let told = unset_addresses(None, &bakery(), day());
        assert_eq!(
            (told.len(), told[0].field.as_str(), told[0].blocking),
            (1, "client.electronic_address", false)
        );
        assert!(told[0].message.contains("0225:552100554"), "{}", told[0].message);
        let set = ClientCard { electronic_address: "552100554_FACTURES".into(), ..bakery() };
        assert_eq!(unset_addresses(None, &set, day()), []);
        assert_eq!(client_address(&set, day()).unwrap().to_string(), "0225:552100554_FACTURES");
        let mut hugo = ClientCard::named(ClientKind::Person, "Hugo Petit");
        assert_eq!(unset_addresses(None, &hugo, day())[0].field, "client.email");
        hugo.email = "hugo@exemple.fr".into();
        assert_eq!(unset_addresses(None, &hugo, day()), []);
    }
}
