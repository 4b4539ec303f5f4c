//! How one keeps books: how often one declares, and by which accounts.

use books::act::Act;
use books::error::Result;
use journey::accounting::choices::SetAccounting;
use records::accounting::ACCOUNTING;

/// Answers the setting.
pub fn set(act: &Act, payload: SetAccounting) -> Result<i64> {
    let read = payload.read(act.today)?;
    act.set(ACCOUNTING, &read)
}
