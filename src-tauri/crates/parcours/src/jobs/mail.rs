//! How messages leave: what the usual providers ask for, the password of one's server, and a message to oneself.
//!
//! Invariant: the password stands in no book and in no log: it is kept by the system, or in the memory of this process.

use crate::jobs::outbox::try_again;
use books::act::Ask;
use books::entry::{Empty, Watch};
use books::error::{Error, Result};
use books::house::House;
use journey::outbox::account::SetMailServer;
use post::{Limits, Passwords, Preset, Secret};
use questions::outbox::MailSettings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;
use values::refusal::Refusal;
use values::server::Server;

/// What is proposed for one's own address, and every provider that is known.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MailPresets {
    /// The server as it would be typed, for the provider of one's address.
    pub proposed: Option<Server>,
    pub preset: Option<Preset>,
    pub all: Vec<Preset>,
}

pub fn presets(ask: &Ask, _: Empty) -> Result<MailPresets> {
    let address = records::settings::identity(ask)?.map(|one| one.email).unwrap_or_default();
    let preset = post::preset_for(&address);
    Ok(MailPresets {
        proposed: preset.as_ref().filter(|one| one.takes_password).map(|one| one.server(&address)),
        preset,
        all: post::presets(),
    })
}

/// What is known of the password of one's server.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MailPassword {
    /// The system keeps passwords.
    pub keyring: bool,
    /// It keeps that of this server.
    pub kept: bool,
    /// It is known, kept or typed: messages can leave.
    pub known: bool,
    /// The server asks who sends.
    pub needed: bool,
}

#[derive(Clone, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepMailPassword {
    /// Empty to forget it.
    pub password: String,
}

#[derive(Clone, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TryMailServer {
    /// As it is typed, kept or not.
    pub server: SetMailServer,
    /// As it is typed; empty for the one that is known.
    #[serde(default)]
    pub password: String,
}

/// What the server said of a message to oneself.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MailTried {
    pub address: String,
    pub reply: String,
}

pub fn password(house: &House, _: Empty, _: Watch) -> Result<MailPassword> {
    let Some(account) = settings(house)?.account else {
        return Ok(MailPassword { keyring: true, kept: false, known: false, needed: false });
    };
    Ok(known(&account.server))
}

fn known(server: &Server) -> MailPassword {
    let passwords = Passwords::of_process();
    let kept = passwords.is_kept(server);
    MailPassword {
        keyring: kept.is_ok(),
        kept: kept.unwrap_or(false),
        known: passwords.find(server).is_some(),
        needed: server.user.is_some(),
    }
}

/// Keeps the password of one's server, in the keyring where there is one; or forgets it. What failed for want of it is
/// tried again.
pub fn keep_password(house: &House, payload: KeepMailPassword, _: Watch) -> Result<MailPassword> {
    let server = settings(house)?.account.ok_or_else(without_server)?.server;
    let passwords = Passwords::of_process();
    if payload.password.is_empty() {
        drop(passwords.forget(&server));
        return Ok(known(&server));
    }
    // Without a keyring it is held until this process ends, which the answer says.
    drop(passwords.keep(&server, Secret::new(payload.password)));
    try_again(house)?;
    Ok(known(&server))
}

/// Sends a message to oneself, by the server as it is typed.
pub fn try_server(house: &House, payload: TryMailServer, _: Watch) -> Result<MailTried> {
    let address = settings(house)?.address;
    if address.is_empty() {
        return Err(Refusal::not_now(
            "Votre adresse e-mail manque : complétez-la dans Réglages, Qui je suis.",
        )
        .into());
    }
    let server =
        payload.server.server()?.ok_or_else(|| Refusal::at("host", "Indiquez le serveur d’envoi."))?;
    let typed = Some(payload.password).filter(|typed| !typed.is_empty()).map(Secret::new);
    let secret = typed.or_else(|| Passwords::of_process().find(&server));
    let at = house.clock().seconds(house.today()?.and_hms_opt(12, 0, 0).unwrap_or_default());
    let accepted = post::test(&server, secret.as_ref(), &Limits::default(), &address, at);
    let accepted = accepted.map_err(|failure| Error::from(Refusal::from(&failure)))?;
    Ok(MailTried { address, reply: accepted.reply })
}

fn without_server() -> Refusal {
    Refusal::not_now("Aucun serveur d’envoi n’est réglé : indiquez-le d’abord.")
}

fn settings(house: &House) -> Result<MailSettings> {
    let answer = house.ask("mail_settings", json!({})).map_err(|stopped| stopped.again())?;
    Ok(serde_json::from_value(answer)?)
}
