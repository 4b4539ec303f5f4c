//! The words of messages that the user put in the place of the house's own.

use books::act::Ask;
use books::error::Result;
use books::setting::setting;
use journey::message::template::MessageTemplates;

/// The setting that holds them.
pub const TEMPLATES: &str = "message_templates";

pub fn templates(ask: &Ask) -> Result<MessageTemplates> {
    Ok(setting(ask.db, TEMPLATES)?.unwrap_or_default())
}
