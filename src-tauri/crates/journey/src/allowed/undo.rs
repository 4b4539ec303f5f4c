//! What may be taken back: the last thing done on a deal, where it left no paper.

use values::refusal::{Code, Refusal};

/// What is known of a line that one would take back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// It left a paper, a number or money, or has a way back of its own.
    pub stays: bool,
    /// It was taken back already.
    pub is_undone: bool,
    /// How what was done after it, and rests upon it, reads.
    pub rests: Option<String>,
    /// So much was done since that it is not looked for.
    pub is_old: bool,
}

/// # Errors
/// `not_now`, with what to do instead.
pub fn may_take_back(known: &TakenBack) -> Result<(), Refusal> {
    let refused = |text: String| Err(Refusal::new(Code::NotNow, text));
    if known.is_undone {
        return refused("C’est déjà annulé.".to_owned());
    }
    if known.stays {
        return refused(
            "Cela ne s’annule pas d’un geste : un document, un numéro ou un paiement en dépend. Un document se corrige par un avoir ou une nouvelle version, un paiement s’annule dans la liste des paiements."
                .to_owned(),
        );
    }
    if known.is_old {
        return refused(
            "Trop de choses ont été notées depuis : corrigez plutôt par une nouvelle écriture.".to_owned(),
        );
    }
    match &known.rests {
        Some(later) if later.is_empty() => {
            refused("Autre chose a été noté depuis : annulez-le d’abord.".to_owned())
        }
        Some(later) => refused(format!("« {later} » a été noté depuis : annulez-le d’abord.")),
        None => Ok(()),
    }
}

/// A deal for which a quote or an invoice is being written does not go with its text.
#[must_use]
pub fn being_written() -> Refusal {
    Refusal::new(
        Code::NotNow,
        "Un document est en cours de rédaction pour cette affaire : abandonnez-le d’abord.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_last_and_left_no_paper_is_taken_back() {
        let last = TakenBack::default();
        assert!(may_take_back(&last).is_ok());
        for refused in [
            TakenBack { stays: true, ..last.clone() },
            TakenBack { is_undone: true, ..last.clone() },
            TakenBack { is_old: true, ..last.clone() },
            TakenBack { rests: Some("Travail livré".to_owned()), ..last.clone() },
            TakenBack { rests: Some(String::new()), ..last.clone() },
        ] {
            assert_eq!(may_take_back(&refused).unwrap_err().code, Code::NotNow, "{refused:?}");
        }
    }
}
