//! What is needed beside the server itself: the secret that opens it, and how long one waits for it.

use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

/// A password: forgotten in memory when no longer held, and never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    #[must_use]
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(Zeroizing::new(text.into()))
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// How long one waits for the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For it to take the call.
    pub connect: Duration,
    /// For each of its answers.
    pub answer: Duration,
    /// For its last word on a message that it has whole: long, since giving up there leaves a doubt.
    pub last_word: Duration,
}

impl Default for Limits {
    /// RFC 5321 §4.5.3.2 lets a server think for minutes; people who wait for an answer do not.
    fn default() -> Limits {
        Limits {
            connect: Duration::from_secs(30),
            answer: Duration::from_secs(60),
            last_word: Duration::from_secs(300),
        }
    }
}
