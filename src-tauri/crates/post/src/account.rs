//! Where messages are handed over: the server, as its user typed it, and the secret that opens it.

use std::fmt;
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroizing;

/// How the way to the server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// From the first byte on, as on port 465.
    Tls,
    /// Asked for before anything is told, as on port 587; without it, nothing is told.
    StartTls,
    /// Not at all: a server of this very machine, such as a bridge, and no other.
    Plain,
}

/// A mail server, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Server {
    /// « smtp.exemple.fr »
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// Who logs in; none where the server asks nobody who they are.
    #[serde(default)]
    pub user: Option<String>,
    /// Certificates (PEM) of an authority that this server alone is believed by, besides those of the system: for who
    /// runs a server of their own.
    #[serde(default)]
    pub authority: Option<String>,
}

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
