//! What the books are told of this trade.

use books::act::Act;
use books::error::Result;
use books::plan::Plan;
use books::reading::Reading;
use records::settings::Preferences;
use records::{check, erasure, projection, schema};

/// The plan of Parcours's books.
pub static PLAN: Plan = Plan {
    history: schema::HISTORY,
    tables: schema::TABLES,
    zone: |db| Ok(preferences(db)?.time_zone),
    backup_folder: |db| Ok(preferences(db)?.backup_folder),
    second_folder: |db| Ok(preferences(db)?.second_backup_folder),
    after: refresh,
    about_oneself: crate::surface::is_about_oneself,
    checks: check::CHECKS,
};

fn preferences(db: Reading) -> Result<Preferences> {
    Ok(books::setting::setting(db, "preferences")?.unwrap_or_default())
}

/// Every deal that an action was about is worked out again, and whoever it was about is known again.
fn refresh(act: &Act) -> Result<()> {
    act.deals().into_iter().try_for_each(|deal| projection::refresh(act, deal))?;
    erasure::known_again(act)
}
