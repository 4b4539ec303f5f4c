//! From what the connection says to what people are told: which step failed, and why.

use std::error::Error as _;
use std::io;

use lettre::transport::smtp::Error;

use crate::failure::{Failure, Kind};

/// How far the dialogue had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Calling, protecting, greeting.
    Call,
    Login,
    /// Who sends (MAIL).
    Sender,
    /// Who receives (RCPT).
    Recipient,
    /// The message, before its end was told.
    Content,
    /// After its end was told: what is not heard may have happened.
    LastWord,
}

/// What the connection ended with at a step.
pub fn of(step: Step, error: &Error) -> Failure {
    if let Some(code) = error.status() {
        let words = error.source().map(ToString::to_string).unwrap_or_default();
        return replied(step, u16::from(code), &words);
    }
    let kind = of_connection(error);
    Failure { certain: step != Step::LastWord, ..Failure::new(kind) }
}

/// What the server itself refused.
fn replied(step: Step, code: u16, words: &str) -> Failure {
    let words = one_line(words);
    let low = words.to_lowercase();
    let kind = match step {
        _ if code == 530 && low.contains("starttls") => Kind::TlsWanted,
        Step::Sender | Step::LastWord if is_too_large(code, &low) => Kind::TooLarge { bytes: 0, most: None },
        _ if code < 500 => Kind::Later,
        Step::Login if by_browser(&low) => Kind::LoginByBrowser,
        Step::Login if matches!(code, 502..=504) => Kind::LoginNotOffered,
        Step::Login => Kind::LoginRefused,
        Step::Sender | Step::Recipient if code == 530 => Kind::LoginMissing,
        Step::Sender => Kind::SenderRefused,
        // Whose address it is, the caller knows.
        Step::Recipient => Kind::RecipientRefused { address: String::new() },
        Step::Call | Step::Content | Step::LastWord => Kind::Refused,
    };
    Failure { kind, certain: true, code: Some(code), words: Some(words).filter(|words| !words.is_empty()) }
}

/// RFC 3463: 5.3.4 « message too big for system », 5.2.3 « message length exceeds administrative limit ».
fn is_too_large(code: u16, low: &str) -> bool {
    code == 552 && !low.starts_with("5.2.2") || low.starts_with("5.3.4") || low.starts_with("5.2.3")
}

/// As Microsoft says it (« basic authentication is disabled »), and others that want OAuth alone.
fn by_browser(low: &str) -> bool {
    low.contains("basic authentication") || low.contains("oauth")
}

fn of_connection(error: &Error) -> Kind {
    let mut at: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(one) = at {
        if let Some(tls) = one.downcast_ref::<rustls::Error>() {
            return of_tls(tls);
        }
        if let Some(io) = one.downcast_ref::<io::Error>() {
            // What TLS says travels inside it, where `source` does not lead.
            let inner = io.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
            return inner.map_or_else(|| of_io(io.kind()), of_tls);
        }
        at = one.source();
    }
    // An answer that ends too early, or that is none.
    let said = error.to_string();
    if said.contains("incomplete response") { Kind::Closed } else { Kind::NotMail }
}

fn of_io(kind: io::ErrorKind) -> Kind {
    if matches!(kind, io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) {
        Kind::Silent
    } else if kind == io::ErrorKind::ConnectionRefused {
        Kind::ConnectionRefused
    } else if matches!(kind, io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable) {
        Kind::NoNetwork
    } else if kind == io::ErrorKind::InvalidData {
        Kind::NotMail
    } else {
        Kind::Closed
    }
}

fn of_tls(error: &rustls::Error) -> Kind {
    use rustls::CertificateError as Wrong;
    let rustls::Error::InvalidCertificate(wrong) = error else {
        return Kind::TlsFailed;
    };
    if matches!(wrong, Wrong::Expired | Wrong::ExpiredContext { .. }) {
        Kind::CertificateExpired
    } else if matches!(wrong, Wrong::NotValidYet | Wrong::NotValidYetContext { .. }) {
        Kind::CertificateTooYoung
    } else if matches!(wrong, Wrong::UnknownIssuer) {
        Kind::CertificateUnknownIssuer
    } else if matches!(wrong, Wrong::NotValidForName | Wrong::NotValidForNameContext { .. }) {
        Kind::CertificateWrongName
    } else {
        Kind::CertificateWrong
    }
}

/// Most of a server's words that are kept.
const WORDS: usize = 300;

fn one_line(words: &str) -> String {
    let plain: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cut: String = joined.chars().take(WORDS).collect();
    if cut.len() < joined.len() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::{Step, replied};
    use crate::failure::{Kind, Retry};

    #[test]
    fn the_words_of_real_servers_are_understood() {
        let of = |step, code, words: &str| replied(step, code, words).kind;
        assert_eq!(of(Step::Login, 535, "5.7.8 Username and Password not accepted."), Kind::LoginRefused);
        assert_eq!(of(Step::Login, 534, "5.7.9 Application-specific password required."), Kind::LoginRefused);
        let disabled = "5.7.139 Authentication unsuccessful, basic authentication is disabled.";
        assert_eq!(of(Step::Login, 535, disabled), Kind::LoginByBrowser);
        assert_eq!(of(Step::Login, 454, "4.7.0 Temporary authentication failure"), Kind::Later);
        assert_eq!(of(Step::Sender, 530, "5.7.0 Must issue a STARTTLS command first"), Kind::TlsWanted);
        assert_eq!(of(Step::Sender, 530, "5.7.0 Authentication Required"), Kind::LoginMissing);
        assert_eq!(
            of(Step::Sender, 552, "5.3.4 Message size exceeds fixed limit"),
            Kind::TooLarge { bytes: 0, most: None }
        );
        assert_eq!(of(Step::LastWord, 552, "5.2.3 too long"), Kind::TooLarge { bytes: 0, most: None });
        assert_eq!(
            of(Step::Sender, 553, "5.7.1 Sender address rejected: not owned by user"),
            Kind::SenderRefused
        );
        let address = String::new();
        assert_eq!(
            of(Step::Recipient, 552, "5.2.2 Mailbox full"),
            Kind::RecipientRefused { address: address.clone() }
        );
        assert_eq!(of(Step::Recipient, 550, "5.1.1 User unknown"), Kind::RecipientRefused { address });
        assert_eq!(of(Step::Recipient, 451, "4.7.1 Greylisted"), Kind::Later);
        assert_eq!(of(Step::LastWord, 554, "5.7.1 Spam"), Kind::Refused);
    }

    #[test]
    fn a_reply_is_certain_and_stands_on_one_line() {
        let failure = replied(Step::LastWord, 554, "5.7.1 Non\r\n\u{7}merci");
        assert!(failure.certain);
        assert_eq!(failure.retry(), Retry::Never);
        assert_eq!(
            failure.to_string(),
            "Le serveur d’envoi refuse ce message. Le serveur a répondu : « 5.7.1 Non merci »."
        );
    }
}
