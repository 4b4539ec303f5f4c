//! Order: a quote that the client signed, with how they said yes.

pub mod amendment;
pub mod event;
pub mod protection;
pub mod vat_change;

use crate::language::Language;
use crate::quote::line::Line;
use crate::say;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::{Code, Refusal};

/// How the client said yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignatureMethod {
    /// The quote, signed by hand and scanned or photographed.
    SignedPaper,
    /// An e-mail that says yes.
    Email,
    /// The client's own purchase order.
    PurchaseOrder,
    /// Drawn on the screen, or the name typed in place of a drawing.
    Drawn,
}

values::stored!(SignatureMethod {
    SignedPaper = "signed_paper",
    Email = "email",
    PurchaseOrder = "purchase_order",
    Drawn = "drawn",
});

impl SignatureMethod {
    pub const ALL: [SignatureMethod; 4] = [
        SignatureMethod::SignedPaper,
        SignatureMethod::Email,
        SignatureMethod::PurchaseOrder,
        SignatureMethod::Drawn,
    ];

    /// « par e-mail », as in a sentence.
    #[must_use]
    pub fn french(self, with_file: bool) -> &'static str {
        self.named(Language::French, with_file)
    }

    #[must_use]
    pub fn named(self, language: Language, with_file: bool) -> &'static str {
        match (self, with_file) {
            (SignatureMethod::SignedPaper, _) => say!(language, "sur papier"),
            (SignatureMethod::Email, _) => say!(language, "par e-mail"),
            (SignatureMethod::PurchaseOrder, _) => say!(language, "par bon de commande"),
            (SignatureMethod::Drawn, true) => say!(language, "à l’écran"),
            (SignatureMethod::Drawn, false) => say!(language, "à l’écran, au clavier"),
        }
    }
}

/// The lines of an order: those agreed in any case, and the options that were ticked (positions among all lines).
pub fn ordered(lines: &[Line], ticked: &[usize]) -> Result<Vec<Line>, Refusal> {
    if ticked.iter().any(|&position| lines.get(position).is_none_or(|line| !line.optional)) {
        return Err(Refusal::at("options", "Cette option n’est pas dans le devis."));
    }
    let kept =
        lines.iter().enumerate().filter(|(position, line)| !line.optional || ticked.contains(position));
    Ok(kept.map(|(_, line)| Line { optional: false, ..line.clone() }).collect())
}

/// What an acceptance must bring: a proof that can be shown later, and the terms where some were joined.
pub fn acceptable(
    method: SignatureMethod,
    has_file: bool,
    words: &str,
    terms_joined: bool,
    terms_accepted: bool,
) -> Result<(), Refusal> {
    if !has_file && words.chars().count() < 3 {
        return Err(Refusal::at(
            "proof",
            if method == SignatureMethod::Drawn {
                "Faites signer le client dans le cadre, ou saisissez son nom à la place du dessin."
            } else {
                "Joignez la preuve de l’accord : le devis signé, le bon de commande, ou le texte de l’e-mail."
            },
        ));
    }
    if terms_joined && !terms_accepted {
        return Err(Refusal::at(
            "terms_accepted",
            "Vos CGV étaient jointes : confirmez que le client les a acceptées, sans quoi elles ne l’engagent pas.",
        ));
    }
    Ok(())
}

/// A public body's work begins with its engagement number (the number that its payment is booked under).
///
/// # Errors
/// `gate_closed` while the number is awaited and no reason to pass is given.
pub fn engagement_gate(awaited: bool, override_reason: &str) -> Result<(), Refusal> {
    if !awaited || override_reason.chars().count() >= 3 {
        return Ok(());
    }
    Err(Refusal::new(
        Code::GateClosed,
        "Le numéro d’engagement de cet organisme public n’est pas encore reçu. Attendez-le, ou commencez quand même en disant pourquoi : la raison restera visible.",
    )
    .moved("override_reason"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_holds_the_options_that_were_ticked() {
        let line = |label: &str, optional| Line { label: label.into(), optional, ..Line::default() };
        let quote = [line("Site", false), line("Logo", true), line("Photos", true)];
        let labels = |ticked: &[usize]| {
            ordered(&quote, ticked).map(|lines| lines.into_iter().map(|l| l.label).collect::<Vec<_>>())
        };
        assert_eq!(labels(&[]).unwrap(), ["Site"]);
        assert_eq!(labels(&[2]).unwrap(), ["Site", "Photos"]);
        assert_eq!(labels(&[0]).unwrap_err().field.as_deref(), Some("options"));
        assert_eq!(labels(&[3]).unwrap_err().field.as_deref(), Some("options"));
    }

    #[test]
    fn a_public_body_s_work_waits_for_its_number_or_a_reason() {
        assert_eq!(engagement_gate(true, "").unwrap_err().code, Code::GateClosed);
        assert!(engagement_gate(true, "accord écrit du maire").is_ok());
        assert!(engagement_gate(false, "").is_ok());
    }

    #[test]
    fn methods_are_stored_and_read_back() {
        for method in SignatureMethod::ALL {
            assert_eq!(SignatureMethod::from_stored(method.stored()), Some(method));
        }
    }

    #[test]
    fn an_acceptance_brings_a_proof_and_the_terms() {
        use SignatureMethod::{Drawn, Email, SignedPaper};
        assert!(acceptable(SignedPaper, true, "", true, true).is_ok());
        assert!(acceptable(Email, false, "Bon pour accord, Anne", false, false).is_ok());
        assert!(acceptable(Drawn, false, "Anne Le Goff", false, false).is_ok(), "a name typed");
        let field = |file, words, accepted| {
            acceptable(SignedPaper, file, words, true, accepted).unwrap_err().field.unwrap()
        };
        assert_eq!(field(false, " ", true), "proof");
        assert_eq!(field(true, "", false), "terms_accepted");
    }
}
