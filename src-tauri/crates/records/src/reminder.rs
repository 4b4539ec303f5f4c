//! Reminder letters, read back as they were sent.

use crate::parties::whole;
use books::error::Result;
use books::reading::Reading;
use documents::letter::Letter;
use documents::paper::letter;
use documents::paper::letter::ReminderPaper;

/// A letter as it was sent, read back from the books, with the seal printed on it.
pub fn stored(db: Reading, document: i64) -> Result<(Letter, String)> {
    let (made_from, seal): (String, String) = db
        .prepare_cached("SELECT made_from, prior_seal FROM document WHERE id = ?1 AND kind = 'reminder'")?
        .query_row([document], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let paper: ReminderPaper = serde_json::from_str(&made_from)?;
    let parties = whole(paper.parties.clone(), db)?;
    Ok((letter::reminder_letter(&paper, &parties), seal))
}
