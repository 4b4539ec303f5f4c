//! Why a message did not leave, how sure that is, and whether trying again makes sense.

use std::time::Duration;

use values::refusal::{Code, Refusal};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// This machine reaches no network.
    NoNetwork,
    NameNotFound,
    /// Nobody takes the call at this port.
    ConnectionRefused,
    /// No answer within the time given.
    Silent,
    /// The connection ended in the middle.
    Closed,
    /// What answers does not speak as a mail server does.
    NotMail,
    /// STARTTLS is wanted and not offered.
    TlsMissing,
    /// The server wants a protected way, and was told that there is none.
    TlsWanted,
    /// The two found no way to protect the connection.
    TlsFailed,
    CertificateExpired,
    /// The certificate begins later than this machine's clock.
    CertificateTooYoung,
    CertificateUnknownIssuer,
    CertificateWrongName,
    CertificateWrong,
    /// The certificates given for an authority of one's own cannot be read.
    AuthorityUnreadable,
    /// No way without protection to another machine.
    Unprotected,
    /// A user, and no password for it.
    PasswordMissing,
    LoginRefused,
    /// The server wants to know who sends, and no user was told.
    LoginMissing,
    /// The server lets nobody log in on this way.
    LoginNotOffered,
    /// The server only takes a login made in a browser (OAuth).
    LoginByBrowser,
    SenderRefused,
    RecipientRefused {
        address: String,
    },
    /// Bytes, and the most that the server takes where it says so.
    TooLarge {
        bytes: usize,
        most: Option<usize>,
    },
    /// Not now (4xx): greylisting, too many messages, a server that is busy.
    Later,
    /// Never, for another reason, which the server's words tell.
    Refused,
    AddressWrong {
        address: String,
    },
    /// An address with letters that this server does not take.
    AddressNotTaken,
    NoRecipient,
    /// Bytes that a server takes in seven bits only.
    SevenBitsOnly,
    /// Bytes that are no message.
    Malformed,
}

/// When to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// By itself, after a while.
    Later,
    /// Once the account (server, user, password) was changed.
    AfterChange,
    /// This message as it is: never by itself.
    Never,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub kind: Kind,
    /// False: the server had the whole message and its last word was not heard. It may have taken it: one looks, and
    /// nothing sends it again by itself.
    pub certain: bool,
    /// The server's code (550), where it gave one.
    pub code: Option<u16>,
    /// The server's own words, on one line.
    pub words: Option<String>,
}

impl Failure {
    #[must_use]
    pub fn new(kind: Kind) -> Failure {
        Failure { kind, certain: true, code: None, words: None }
    }

    #[must_use]
    pub fn retry(&self) -> Retry {
        if self.certain { self.kind.nature().0 } else { Retry::Never }
    }

    /// The field of the account that it is about, by its name in `Server` (or `password`).
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        self.kind.nature().1
    }

    /// How long to wait at least before the next try, where the server says so or where one knows: a greylisting server
    /// takes a second try after some minutes.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        if self.kind != Kind::Later {
            return None;
        }
        let told = self.words.as_deref().and_then(told_wait);
        Some(told.unwrap_or(GREYLISTED).clamp(SHORTEST, LONGEST))
    }

    /// Whether every other message would meet the same on this account now.
    #[must_use]
    pub fn stops_all(&self) -> bool {
        match self.retry() {
            Retry::Never => false,
            Retry::AfterChange => true,
            // One recipient is greylisted alone; a server that says goodbye (421) or lets nobody in (454) says it to all.
            Retry::Later => self.kind != Kind::Later || matches!(self.code, Some(421 | 454)),
        }
    }
}

impl Kind {
    /// When to try again, and the field of the account that it is about.
    fn nature(&self) -> (Retry, Option<&'static str>) {
        match self {
            Kind::NoNetwork | Kind::Silent | Kind::Closed | Kind::Later => (Retry::Later, None),
            // A resolver does not tell a name that is wrong from a network that hides it (hotels, trains).
            Kind::NameNotFound => (Retry::Later, Some("host")),
            Kind::ConnectionRefused => (Retry::Later, Some("port")),
            Kind::NotMail | Kind::CertificateWrongName => (Retry::AfterChange, Some("host")),
            Kind::TlsMissing | Kind::TlsWanted | Kind::TlsFailed | Kind::Unprotected => {
                (Retry::AfterChange, Some("security"))
            }
            Kind::AuthorityUnreadable => (Retry::AfterChange, Some("authority")),
            Kind::LoginMissing | Kind::LoginNotOffered | Kind::LoginByBrowser => {
                (Retry::AfterChange, Some("user"))
            }
            Kind::PasswordMissing | Kind::LoginRefused => (Retry::AfterChange, Some("password")),
            Kind::CertificateExpired
            | Kind::CertificateTooYoung
            | Kind::CertificateUnknownIssuer
            | Kind::CertificateWrong
            | Kind::SenderRefused => (Retry::AfterChange, None),
            Kind::RecipientRefused { .. }
            | Kind::TooLarge { .. }
            | Kind::Refused
            | Kind::AddressWrong { .. }
            | Kind::AddressNotTaken
            | Kind::NoRecipient
            | Kind::SevenBitsOnly
            | Kind::Malformed => (Retry::Never, None),
        }
    }
}

/// What a form that tries an account shows, at the field that it is about.
impl From<&Failure> for Refusal {
    fn from(failure: &Failure) -> Refusal {
        match failure.field() {
            Some(field) => Refusal::at(field, failure.to_string()),
            None if failure.retry() == Retry::Later => Refusal::new(Code::TryAgain, failure.to_string()),
            None => Refusal::not_now(failure.to_string()),
        }
    }
}

const GREYLISTED: Duration = Duration::from_secs(5 * 60);
const SHORTEST: Duration = Duration::from_secs(60);
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// « … try again in 300 seconds », « retry in 00:04:59 », « deferred for 5 minutes ».
fn told_wait(words: &str) -> Option<Duration> {
    let words = words.to_ascii_lowercase();
    let parts: Vec<&str> = words
        .split(|c: char| !c.is_ascii_alphanumeric() && c != ':')
        .filter(|part| !part.is_empty())
        .collect();
    let clock = parts.iter().find_map(|part| {
        let numbers: Vec<u64> = part.split(':').map(|n| n.parse().ok()).collect::<Option<_>>()?;
        let [hours, minutes, seconds] = *numbers.as_slice() else { return None };
        (hours < 100 && minutes < 60 && seconds < 60).then_some(hours * 3600 + minutes * 60 + seconds)
    });
    let spoken = parts.iter().zip(parts.iter().skip(1)).find_map(|(number, unit)| {
        let unit = match unit {
            unit if unit.starts_with("sec") || *unit == "s" => 1,
            unit if unit.starts_with("min") => 60,
            unit if unit.starts_with("hour") || unit.starts_with("heure") => 3600,
            _ => return None,
        };
        number.parse::<u64>().ok()?.checked_mul(unit)
    });
    clock.or(spoken).map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::{Failure, Kind, Retry, told_wait};
    use std::time::Duration;

    #[test]
    fn the_wait_that_a_server_tells_is_heard() {
        let heard = |words| told_wait(words).map(|wait| wait.as_secs());
        assert_eq!(heard("4.7.1 Greylisted, please try again in 300 seconds"), Some(300));
        assert_eq!(
            heard("4.2.0 <anne@exemple.fr>: Recipient address rejected: Greylisted for 5 minutes"),
            Some(300)
        );
        assert_eq!(heard("4.7.1 Greylisting in action, please come back in 00:04:59"), Some(299));
        assert_eq!(heard("4.3.2 Revenez dans 2 heures"), Some(7200));
        assert_eq!(heard("4.2.1 Try again later (12 messages)"), None);
        let later = |words: &str| Failure { words: Some(words.to_owned()), ..Failure::new(Kind::Later) };
        assert_eq!(later("").wait(), Some(Duration::from_secs(300)));
        assert_eq!(later("retry in 1 seconds").wait(), Some(Duration::from_secs(60)), "never at once");
        assert_eq!(
            later("retry in 9999999 hours").wait(),
            Some(Duration::from_secs(86400)),
            "and never given up"
        );
        assert_eq!(Failure::new(Kind::Closed).wait(), None);
    }

    #[test]
    fn what_may_have_been_taken_is_never_sent_again_by_itself() {
        let doubt = Failure { certain: false, ..Failure::new(Kind::Closed) };
        assert_eq!(doubt.retry(), Retry::Never);
        assert!(!doubt.stops_all());
        assert_eq!(Failure::new(Kind::Closed).retry(), Retry::Later);
    }
}
