//! What the state of statements allows.

use chrono::NaiveDate;
use values::refusal::Refusal;
use values::words::{count, long_date};

/// May a file come in, each of its accounts having had the same bytes on that day, or never?
pub fn may_import(before: &[Option<NaiveDate>]) -> Result<(), Refusal> {
    match before.iter().copied().min() {
        Some(Some(day)) => {
            Err(Refusal::at("file", format!("Ce relevé est déjà importé, le {}.", long_date(day))))
        }
        Some(None) | None => Ok(()),
    }
}

/// May an import be taken back, so many of the lines that it alone shows being explained?
pub fn may_undo(explained: usize) -> Result<(), Refusal> {
    if explained == 0 {
        return Ok(());
    }
    let lines = count(i64::try_from(explained).unwrap_or(i64::MAX), "opération", "opérations");
    Err(Refusal::not_now(format!(
        "{lines} de ce relevé sont déjà expliquées : défaites-les d’abord, puis retirez le relevé."
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_in_once_and_goes_while_nothing_rests_on_it() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 6);
        assert!(may_import(&[day]).unwrap_err().message.contains("6 mars 2026"));
        assert!(may_import(&[day, None]).is_ok());
        assert!(may_undo(0).is_ok());
        assert!(may_undo(2).unwrap_err().message.starts_with("2\u{a0}opérations"));
    }
}
