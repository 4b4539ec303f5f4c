//! How messages leave: which server takes them. What failed for want of the right one is tried again.

use crate::sending::queue::{Event, happens};
use books::act::Act;
use books::error::Result;
use journey::outbox::account::SetMailServer;
use journey::outbox::message::{MessageState, TryAgain};
use records::outbox::{MAIL_ACCOUNT, waiting};

/// The server, as typed; none where its name is empty.
pub fn set_mail_server(act: &Act, payload: SetMailServer) -> Result<i64> {
    let account = payload.read()?;
    let row = act.set(MAIL_ACCOUNT, &account)?;
    if account.is_some() {
        let waits = waiting(&act.ask(), None)?.into_iter();
        for one in waits.filter(|one| one.again.is_some_and(TryAgain::waits_for_settings)) {
            happens(act, one.id, &Event::of(MessageState::Ready))?;
        }
    }
    Ok(row)
}
