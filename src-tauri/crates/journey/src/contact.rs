//! Contact: who the freelancer is, who the client is, and how they are addressed on paper.

pub(crate) mod address;
pub(crate) mod apart;
pub(crate) mod card;
pub(crate) mod country;
pub mod decision;
pub mod directory;
pub mod electronic;
pub(crate) mod form;
pub mod history;
pub(crate) mod identity;
pub mod known;
pub mod likeness;
pub mod paid_by;
pub mod person;
pub mod place;
pub mod risk;
pub(crate) mod runs;
pub mod security;
pub mod solvency;
pub mod standing;

pub use crate::language::Language;
pub use address::{Address, is_france};
pub use card::{ClientCard, ClientKind, ClientProfile};
pub use form::LegalForm;
pub use identity::{Identity, Layout, colour, unknown_seller};
pub use likeness::telling_words;
pub use runs::PaymentRuns;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sole_trader_is_named_ei_once() {
        let mut camille = camille();
        assert_eq!(camille.read().unwrap().full_name(), "Camille Durand EI");
        camille.name = "Camille Durand EI".into();
        assert_eq!(camille.full_name(), "Camille Durand EI");
    }

    #[test]
    fn a_liable_freelancer_gets_the_vat_number_of_their_siren() {
        assert_eq!(camille().read().unwrap().vat_number, "FR44732829320");
    }

    #[test]
    fn a_company_must_say_its_capital_and_registry() {
        let firm = Identity { legal_form: LegalForm::Sasu, ..camille() };
        assert_eq!(firm.read().unwrap_err().field.as_deref(), Some("capital"));
    }

    #[test]
    fn a_wrong_postcode_is_refused_at_its_own_field() {
        let mut camille = camille();
        camille.address.postcode = "350".into();
        assert_eq!(camille.read().unwrap_err().field.as_deref(), Some("address.postcode"));
    }

    #[test]
    fn tags_are_trimmed_and_said_once() {
        let mut card = ClientCard::named(ClientKind::Company, "Lumen");
        card.tags = vec![" presse ".into(), String::new(), "presse".into(), "Bretagne".into()];
        assert_eq!(card.read().unwrap().tags, ["presse", "Bretagne"]);
        card.tags = (0..13).map(|n| n.to_string()).collect();
        assert_eq!(card.read().unwrap_err().field.as_deref(), Some("tags"));
    }

    #[test]
    fn a_private_person_is_called_only_if_they_said_so() {
        let mut hugo = ClientCard::named(ClientKind::Person, "Hugo Petit");
        assert!(!hugo.may_be_prospected());
        hugo.may_be_called = true;
        assert!(hugo.may_be_prospected());
        hugo.opted_out = true;
        assert!(!hugo.may_be_prospected());
        assert!(ClientCard::named(ClientKind::Company, "Lumen").may_be_prospected());
    }

    fn camille() -> Identity {
        serde_json::from_value(serde_json::json!({
            "legal_form": "micro", "name": "Camille Durand", "siret": "732 829 320 00074",
            "address": {"street": "12 rue des Carmes", "postcode": "35000", "city": "Rennes"},
            "vat_regime": "liable", "iban": "FR76 3000 6000 0112 3456 7890 189"
        }))
        .unwrap()
    }
}
