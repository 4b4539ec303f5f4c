//! What the usual providers ask for, so that an address is enough to begin: data, dated and with its source, in
//! `assets/mail/servers.tsv`. All of it is only proposed: every field stays the user's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use values::server::{Security, Server};

const SERVERS: &str = include_str!("../../../../assets/mail/servers.tsv");

/// How a provider wants its users named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UserForm {
    /// The whole address.
    Address,
    /// What stands before the @.
    LocalPart,
    /// A name that only the user knows.
    Other,
}

/// What a provider asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Preset {
    /// « Orange »
    pub name: String,
    /// Domains of the addresses that are this provider's for sure; none where people bring their own domain, and choose it
    /// by its name.
    pub domains: Vec<String>,
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub user: UserForm,
    /// Whether the provider takes a password at all; where not, messages leave through the mail program.
    pub takes_password: bool,
    /// What to know about its passwords, in French.
    pub note: String,
    /// The provider's page about it, to be opened by the user; may be empty.
    pub page: String,
    /// Where this was read.
    pub source: String,
    /// On which day.
    pub read_on: String,
}

impl Preset {
    /// The server as it would be typed for this address.
    #[must_use]
    pub fn server(&self, address: &str) -> Server {
        let address = address.trim();
        let user = match self.user {
            UserForm::Address => Some(address.to_owned()),
            UserForm::LocalPart => address.rsplit_once('@').map(|(local, _)| local.to_owned()),
            UserForm::Other => None,
        };
        Server { host: self.host.clone(), port: self.port, security: self.security, user, authority: None }
    }
}

/// Every provider of the table, in its order.
#[must_use]
pub fn all() -> Vec<Preset> {
    SERVERS.lines().skip(1).filter_map(read).collect()
}

/// The provider of an address; none where its domain is nobody's that is known.
#[must_use]
pub fn for_address(address: &str) -> Option<Preset> {
    let (_, domain) = address.trim().rsplit_once('@')?;
    let domain = domain.to_lowercase();
    all().into_iter().find(|preset| preset.domains.contains(&domain))
}

fn read(line: &str) -> Option<Preset> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [name, domains, host, port, security, user, password, note, page, source, read_on] =
        *columns.as_slice()
    else {
        return None;
    };
    Some(Preset {
        name: name.to_owned(),
        domains: domains.split_whitespace().map(str::to_owned).collect(),
        host: host.to_owned(),
        port: port.parse().ok()?,
        security: match security {
            "tls" => Security::Tls,
            "start_tls" => Security::StartTls,
            "plain" => Security::Plain,
            _ => return None,
        },
        user: match user {
            "address" => UserForm::Address,
            "local_part" => UserForm::LocalPart,
            "other" => UserForm::Other,
            _ => return None,
        },
        takes_password: password == "yes",
        note: note.to_owned(),
        page: page.to_owned(),
        source: source.to_owned(),
        read_on: read_on.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{SERVERS, all, for_address};
    use values::server::Security;

    #[test]
    fn every_line_of_the_table_is_read_and_is_whole() {
        let presets = all();
        assert_eq!(presets.len(), SERVERS.lines().skip(1).count(), "a line cannot be read");
        let mut domains: Vec<&String> = presets.iter().flat_map(|preset| &preset.domains).collect();
        let told = domains.len();
        domains.sort();
        domains.dedup();
        assert_eq!(domains.len(), told, "a domain has two providers");
        for preset in &presets {
            let name = &preset.name;
            assert!(!preset.source.is_empty() && preset.read_on.len() == 10, "{name} has no source or day");
            assert!(!preset.note.is_empty(), "{name} says nothing of its passwords");
            let usual = match preset.security {
                Security::Tls => preset.port == 465,
                Security::StartTls => preset.port == 587,
                Security::Plain => preset.host == "127.0.0.1",
            };
            assert!(usual, "{name}: port and protection do not go together");
            assert!(preset.page.is_empty() || preset.page.starts_with("https://"), "{name}: {}", preset.page);
            assert!(preset.domains.iter().all(|domain| *domain == domain.to_lowercase()), "{name}");
        }
    }

    #[test]
    fn an_address_is_enough_to_begin() {
        let proposed = |address: &str| for_address(address).map(|preset| preset.server(address));
        let orange = proposed(" Camille@Wanadoo.FR ").unwrap();
        assert_eq!(
            (orange.host.as_str(), orange.port, orange.security),
            ("smtp.orange.fr", 465, Security::Tls)
        );
        assert_eq!(orange.user.as_deref(), Some("Camille@Wanadoo.FR"));
        assert_eq!(proposed("camille@free.fr").unwrap().user.as_deref(), Some("camille"));
        for microsoft in ["camille@outlook.fr", "camille@hotmail.com", "camille@live.fr", "camille@msn.com"] {
            assert!(!for_address(microsoft).unwrap().takes_password, "{microsoft}");
        }
        for unknown in ["camille@exemple.fr", "camille", "", "@", "camille@notorange.fr"] {
            assert_eq!(proposed(unknown), None, "{unknown}: nothing is guessed");
        }
    }
}
