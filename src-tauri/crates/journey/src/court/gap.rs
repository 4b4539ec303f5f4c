//! What a judge would look for and the file does not hold.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something that the file leaves out, and what one can still do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct CourtGap {
    /// The deal's title; empty for the whole file.
    pub deal: String,
    pub text: String,
}

/// What the books hold of one deal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DealEvidence {
    pub title: String,
    pub signed: bool,
    /// The signed paper or message was joined.
    pub signature_kept: bool,
    pub terms_accepted: bool,
    pub delivered: bool,
    /// A report that the client signed, or a delivery slip.
    pub reception_kept: bool,
    pub invoice_sent: bool,
}

/// What is missing, deal by deal, then of the reminders.
#[must_use]
pub fn gaps(deals: &[DealEvidence], reminded: bool, formal: bool) -> Vec<CourtGap> {
    let mut found = Vec::new();
    for one in deals {
        let mut lack = |text: &str| {
            found.push(CourtGap { deal: one.title.clone(), text: text.to_owned() });
        };
        if !one.signed {
            lack("Aucune commande signée : joignez un accord écrit, même par e-mail.");
        } else if !one.signature_kept {
            lack(
                "La preuve de la signature n’est pas jointe : joignez le devis signé ou le message d’accord.",
            );
        }
        if one.signed && !one.terms_accepted {
            lack("Les conditions générales n’ont pas été acceptées : celles de la loi s’appliquent.");
        }
        if !one.delivered {
            lack("La livraison n’est pas notée : notez-la, avec ce qui la prouve.");
        } else if !one.reception_kept {
            lack(
                "Aucun procès-verbal de réception ni bon de livraison : joignez un message qui constate la livraison.",
            );
        }
        if !one.invoice_sent {
            lack("Une facture n’a jamais été envoyée.");
        }
    }
    let mut lack = |text: &str| found.push(CourtGap { deal: String::new(), text: text.to_owned() });
    if !reminded {
        lack("Aucune relance n’a été faite.");
    }
    if !formal {
        lack("Aucune mise en demeure n’a été envoyée : faites-le avant de saisir un juge.");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_not_missing() {
        let whole = DealEvidence {
            title: "Site".to_owned(),
            signed: true,
            signature_kept: true,
            terms_accepted: true,
            delivered: true,
            reception_kept: true,
            invoice_sent: true,
        };
        assert_eq!(gaps(std::slice::from_ref(&whole), true, true), []);
        let bare = DealEvidence { title: "Site".to_owned(), ..DealEvidence::default() };
        assert_eq!(gaps(&[bare], false, false).len(), 5);
        let unsigned = DealEvidence { signature_kept: false, ..whole };
        assert!(gaps(&[unsigned], true, true)[0].text.contains("preuve de la signature"));
    }
}
