//! What the books are told of this trade.

use books::act::{Act, Rows};
use books::error::Result;
use books::plan::Plan;
use books::reading::Reading;
use records::settings::Preferences;
use records::{check, erasure, numbering, projection, schema, taken_back};

/// The plan of Parcours's books.
pub static PLAN: Plan = Plan {
    history: schema::HISTORY,
    tables: schema::TABLES,
    zone: |db| Ok(preferences(db)?.time_zone),
    backup_folder: |db| Ok(preferences(db)?.backup_folder),
    second_folder: |db| Ok(preferences(db)?.second_backup_folder),
    after: follow,
    about_oneself: crate::surface::is_about_oneself,
    takes_long_file: crate::surface::takes_long_file,
    may_take_back: taken_back::may_be,
    checks: check::CHECKS,
};

fn preferences(db: Reading) -> Result<Preferences> {
    Ok(books::setting::setting(db, "preferences")?.unwrap_or_default())
}

/// The numbers that an action gave hold, every deal that it was about is worked out again, and whoever it was about is
/// known again.
fn follow(act: &Act, written: &Rows) -> Result<()> {
    if !act.is_erasing() {
        numbering::of(act.db, written)?;
    }
    act.deals().into_iter().try_for_each(|deal| projection::refresh(act, deal))?;
    erasure::known_again(act)
}
