//! How messages leave: the server that takes them, who keeps a copy, and at what hours reminders leave by themselves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;
use values::server::{Security, Server};

/// How messages leave. The password stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MailAccount {
    pub server: Server,
    /// Each message also goes to one's own address.
    pub copy_to_self: bool,
    /// The first and the last hour of the day at which reminders leave by themselves: 9 and 18.
    pub from_hour: u32,
    pub to_hour: u32,
}

/// The same, as typed.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetMailServer {
    /// « smtp.exemple.fr »; empty for none: messages leave by the mail program alone.
    pub host: String,
    /// 465, or 587 with STARTTLS, where nothing is typed.
    #[serde(default)]
    pub port: String,
    pub security: Security,
    /// Who logs in; empty where the server asks nobody who they are.
    #[serde(default)]
    pub user: String,
    /// Certificates (PEM) of an authority of one's own; empty for those of the system.
    #[serde(default)]
    pub authority: String,
    #[serde(default)]
    pub copy_to_self: bool,
    /// Hours at which reminders leave by themselves: 9 and 18 where nothing is typed.
    #[serde(default)]
    pub from_hour: String,
    #[serde(default)]
    pub to_hour: String,
}

/// Longest certificates, in characters.
const PEM: usize = 64_000;

impl SetMailServer {
    /// As it would be kept; none where there is no server.
    pub fn read(&self) -> Result<Option<MailAccount>, Refusal> {
        let Some(server) = self.server()? else { return Ok(None) };
        let hour = |field: &str, typed: &str, usual: u32| -> Result<u32, Refusal> {
            let read = input::whole(field, typed, 0, 24)?;
            Ok(read.and_then(|hour| u32::try_from(hour).ok()).unwrap_or(usual))
        };
        let from_hour = hour("from_hour", &self.from_hour, 9)?;
        let to_hour = hour("to_hour", &self.to_hour, 18)?;
        if from_hour >= to_hour {
            return Err(Refusal::at(
                "to_hour",
                "La fin vient après le début : indiquez par exemple de 9 à 18 heures.",
            ));
        }
        Ok(Some(MailAccount { server, copy_to_self: self.copy_to_self, from_hour, to_hour }))
    }

    /// The server alone; none where nothing is typed.
    pub fn server(&self) -> Result<Option<Server>, Refusal> {
        let host = input::line("host", &self.host, input::SHORT)?;
        if host.is_empty() {
            return Ok(None);
        }
        if host.contains("://") || host.contains(|c: char| c.is_whitespace() || "/@:".contains(c)) {
            return Err(Refusal::at("host", "Indiquez le nom du serveur seul, par exemple smtp.exemple.fr."));
        }
        let usual = match self.security {
            Security::Tls => 465,
            Security::StartTls => 587,
            Security::Plain => 25,
        };
        let port = input::whole("port", &self.port, 1, 65_535)?;
        let port = port.and_then(|port| u16::try_from(port).ok()).unwrap_or(usual);
        let text = |typed: String| Some(typed).filter(|typed| !typed.is_empty());
        Ok(Some(Server {
            host,
            port,
            security: self.security,
            user: text(input::line("user", &self.user, input::SHORT)?),
            authority: text(input::paragraph("authority", &self.authority, PEM)?),
        }))
    }
}

/// A message leaves by a server that one named.
pub fn can_leave(account: Option<MailAccount>, address: &str) -> Result<MailAccount, Refusal> {
    let Some(account) = account else {
        return Err(Refusal::not_now(
            "Aucun serveur d’envoi n’est réglé : indiquez-le dans Réglages, Envoi, ou ouvrez le message dans votre messagerie.",
        ));
    };
    if address.is_empty() {
        return Err(Refusal::not_now(
            "Votre adresse e-mail manque : complétez-la dans Réglages, Qui je suis.",
        ));
    }
    Ok(account)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> SetMailServer {
        SetMailServer {
            host: " smtp.exemple.fr ".to_owned(),
            port: String::new(),
            security: Security::StartTls,
            user: "camille@exemple.fr".to_owned(),
            authority: String::new(),
            copy_to_self: true,
            from_hour: String::new(),
            to_hour: String::new(),
        }
    }

    #[test]
    fn a_server_is_read_with_its_usual_port_and_hours() {
        let read = typed().read().unwrap().unwrap();
        assert_eq!((read.server.host.as_str(), read.server.port), ("smtp.exemple.fr", 587));
        assert_eq!((read.from_hour, read.to_hour, read.server.authority), (9, 18, None));
        assert_eq!(SetMailServer { host: String::new(), ..typed() }.read(), Ok(None));
    }

    #[test]
    fn what_is_typed_wrong_is_told_at_its_field() {
        let field = |typed: SetMailServer| typed.read().unwrap_err().field.unwrap();
        assert_eq!(field(SetMailServer { host: "https://exemple.fr".to_owned(), ..typed() }), "host");
        assert_eq!(field(SetMailServer { host: "exemple.fr:465".to_owned(), ..typed() }), "host");
        assert_eq!(field(SetMailServer { port: "99999".to_owned(), ..typed() }), "port");
        assert_eq!(field(SetMailServer { from_hour: "25".to_owned(), ..typed() }), "from_hour");
        assert_eq!(field(SetMailServer { from_hour: "18".to_owned(), ..typed() }), "to_hour");
    }

    #[test]
    fn without_a_server_or_an_address_nothing_waits_in_vain() {
        assert!(can_leave(None, "camille@exemple.fr").unwrap_err().message.contains("Réglages, Envoi"));
        let account = typed().read().unwrap();
        assert!(can_leave(account.clone(), "").unwrap_err().message.contains("Qui je suis"));
        assert!(can_leave(account, "camille@exemple.fr").is_ok());
    }
}
