//! What the state of clients allows.

use values::refusal::Refusal;

/// May an import be taken back, so many of its clients being free to go?
pub fn may_undo_import(free: usize) -> Result<(), Refusal> {
    if free == 0 {
        return Err(Refusal::not_now(
            "Plus aucun client de cet import ne peut être retiré : chacun a une affaire, a été modifié ou n’est plus dans vos données.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_is_taken_back_while_one_of_its_clients_is_free() {
        assert!(may_undo_import(1).is_ok());
        assert!(may_undo_import(0).unwrap_err().message.contains("Plus aucun client"));
    }
}
