//! Who would receive an announcement.

use books::act::Ask;
use books::error::Result;
use journey::contact::person::About;
use journey::today::ClientName;
use records::contact::{card, latest_deals};
use records::person::recipients;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfClients {
    /// None for every client one works or worked for.
    #[serde(default)]
    pub clients: Vec<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AnnouncementRecipients {
    /// By name, with the addresses.
    pub reached: Vec<AnnouncementRecipient>,
    /// No address is known of them.
    pub without: Vec<ClientName>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AnnouncementRecipient {
    pub client: ClientName,
    /// Separated by commas.
    pub addresses: String,
    /// They want no prospecting: what is no news of their contract is not for them.
    pub opted_out: bool,
}

pub fn announcement_recipients(ask: &Ask, payload: OfClients) -> Result<AnnouncementRecipients> {
    let mut told = AnnouncementRecipients { reached: Vec::new(), without: Vec::new() };
    for (id, _) in latest_deals(ask, &payload.clients)? {
        let card = card(ask, id)?;
        let client = ClientName { id, name: card.name };
        let known = recipients(ask, id, About::Invoice)?;
        if known.is_empty() {
            told.without.push(client);
        } else {
            let addresses: Vec<String> = known.into_iter().map(|one| one.email).collect();
            told.reached.push(AnnouncementRecipient {
                client,
                addresses: addresses.join(", "),
                opted_out: card.opted_out,
            });
        }
    }
    Ok(told)
}
