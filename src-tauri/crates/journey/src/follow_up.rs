//! Follow-up: thanks, then how satisfied the client was.

use crate::refusal::Refusal;

/// A score from 0 to 10; nothing typed means the client did not answer.
pub fn score(field: &str, typed: &str) -> Result<Option<i64>, Refusal> {
    crate::input::whole(field, typed, 0, 10)
        .map_err(|_| Refusal::at(field, "La note va de 0 à 10 ; laissez vide si le client n’a pas répondu."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_goes_from_zero_to_ten_or_is_missing() {
        assert_eq!(score("score", "9").unwrap(), Some(9));
        assert_eq!(score("score", " ").unwrap(), None);
        assert!(score("score", "11").is_err());
        assert!(score("score", "neuf").is_err());
    }
}
