//! A mail server, as its user typed it: where messages are handed over.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
