//! The key of a task, taken apart: what kind of thing, and whose.

/// Whose task it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Deal(i64),
    Client(i64),
    /// One's own, written down.
    Own(i64),
    /// Nobody's: it is about the books as a whole.
    Books,
}

/// A key as the list gives it; none where it is none.
#[must_use]
pub fn read(key: &str) -> Option<(&str, Whose)> {
    let mut parts = key.split('-');
    let (kind, whose) = (parts.next()?, parts.next()?);
    let row = whose.get(1..)?.parse().ok()?;
    let whose = match whose.get(..1)? {
        "d" => Whose::Deal(row),
        "c" => Whose::Client(row),
        "o" => Whose::Own(row),
        "b" => Whose::Books,
        _ => return None,
    };
    let named = !kind.is_empty() && kind.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    (named && key.len() <= 120).then_some((kind, whose))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_whose_it_is() {
        assert_eq!(read("remind_client-d3-invoice5"), Some(("remind_client", Whose::Deal(3))));
        assert_eq!(read("confirm_client-c7-client7"), Some(("confirm_client", Whose::Client(7))));
        assert_eq!(read("own_task-o2"), Some(("own_task", Whose::Own(2))));
        assert_eq!(read("import_statement-b0"), Some(("import_statement", Whose::Books)));
        for wrong in ["", "x", "-d3", "x-d", "x-é3", "x-z3", "Remind-d3", "x-d3x"] {
            assert_eq!(read(wrong), None, "« {wrong} »");
        }
    }
}
