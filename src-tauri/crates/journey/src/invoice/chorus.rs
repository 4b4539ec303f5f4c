//! What the State's portal asks of an invoice to a public body (Chorus Pro: code de la commande publique, art. L2192-1 to
//! L2192-5 and D2192-2), and what is still to be asked of that body.

use crate::contact::card::{ClientCard, ClientKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::problem::Problem;

/// Digits of a SIRET.
const SIRET: usize = 14;

/// What is typed or looked at where the file of an invoice is deposited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChorusDeposit {
    /// Of the body that pays; its SIREN where nobody knows more.
    pub siret: String,
    /// The service that pays; empty for none.
    pub service_code: String,
    /// The number of the engagement or of the purchase order; empty for none.
    pub engagement: String,
    /// « A1 »: an invoice that its supplier deposits.
    pub frame: String,
    /// What the portal may refuse it for, a sentence each.
    pub missing: Vec<String>,
}

/// Does it go to the portal? Bodies abroad have others.
#[must_use]
pub fn goes_to_chorus(buyer: &ClientCard) -> bool {
    buyer.kind == ClientKind::PublicBody && !buyer.is_abroad()
}

/// What is deposited for a public body in France; none for anybody else.
#[must_use]
pub fn chorus(buyer: &ClientCard, order_number: &str) -> Option<ChorusDeposit> {
    goes_to_chorus(buyer).then(|| ChorusDeposit {
        siret: buyer.siret.clone(),
        service_code: buyer.service_code.clone(),
        engagement: order_number.to_owned(),
        frame: "A1".to_owned(),
        missing: chorus_lacks(buyer, order_number).into_iter().map(|problem| problem.message).collect(),
    })
}

/// What it may be refused for, each at its field: nothing of it blocks, only the body knows what it asks.
#[must_use]
pub fn chorus_lacks(buyer: &ClientCard, order_number: &str) -> Vec<Problem> {
    if !goes_to_chorus(buyer) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    if !buyer.siret.is_empty() && buyer.siret.len() != SIRET {
        problems.push(Problem::warns(
            "client.siret",
            "Chorus Pro adresse les factures au SIRET (14 chiffres) de l’organisme public : complétez sa fiche.",
        ));
    }
    if buyer.service_code.is_empty() && order_number.is_empty() {
        problems.push(Problem::warns(
            "client.service_code",
            "Ni code service, ni numéro d’engagement : demandez à l’organisme public celui que Chorus Pro exige (code de la commande publique, art. D2192-2).",
        ));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town() -> ClientCard {
        ClientCard {
            siret: "21220010900016".into(),
            service_code: "VOIRIE".into(),
            ..ClientCard::named(ClientKind::PublicBody, "Commune de Ploubaz")
        }
    }

    #[test]
    fn what_a_public_body_asks_is_told_and_what_lacks_too() {
        let deposit = chorus(&town(), "E-2026-17").unwrap();
        assert_eq!(deposit.missing, Vec::<String>::new());
        assert_eq!((deposit.service_code.as_str(), deposit.engagement.as_str()), ("VOIRIE", "E-2026-17"));
        let bare = ClientCard { siret: "212200109".into(), service_code: String::new(), ..town() };
        let lacks: Vec<String> = chorus_lacks(&bare, "").into_iter().map(|problem| problem.field).collect();
        assert_eq!(lacks, ["client.siret", "client.service_code"]);
        assert!(chorus_lacks(&bare, "E-2026-17").iter().all(|problem| !problem.blocking));
        assert_eq!(chorus(&ClientCard::named(ClientKind::Company, "Le Goff"), ""), None);
    }
}
