//! The outbox by the command line: what waits, and handing it over now.

use crate::cli::arguments::OutboxVerb;
use crate::cli::stop::Stop;
use crate::jobs::outbox::{OutboxRun, send};
use books::entry::Empty;
use books::error::Error;
use books::house::House;
use journey::outbox::message::MessageState;
use post::{Passwords, from_command_line};
use questions::outbox::MailSettings;
use serde_json::{Value, json};
use std::path::Path;

/// Shows the outbox, or hands over what waits in it.
pub fn outbox(house: &House, what: OutboxVerb, password: Option<&Path>) -> Result<Value, Stop> {
    match what {
        OutboxVerb::List => Ok(house.ask("outbox", json!({}))?),
        OutboxVerb::Send => {
            if let Some(secret) = from_command_line(password)? {
                let settings = house.ask("mail_settings", json!({}))?;
                let settings: MailSettings = serde_json::from_value(settings).map_err(Error::from)?;
                if let Some(account) = settings.account {
                    Passwords::of_process().hold(&account.server, secret);
                }
            }
            let run = house.at_work("send_outbox", &|_, _| true, |watch| send(house, Empty {}, watch))?;
            ended(run)
        }
    }
}

/// What is to be looked at stands before what is to be tried again.
fn ended(run: OutboxRun) -> Result<Value, Stop> {
    let any = |state| run.messages.iter().any(|one| one.state == state);
    let (doubt, left) = (any(MessageState::Unknown), run.halted.is_none() && !any(MessageState::Failed));
    let told = serde_json::to_value(run).map_err(Error::from)?;
    match (doubt, left) {
        (true, _) => Err(Stop::Unverified(told)),
        (false, true) => Ok(told),
        (false, false) => Err(Stop::Undone(told)),
    }
}
