//! Settings: who I am, and how papers look by default.

use books::act::Ask;
use books::error::Result;
use books::setting::setting;
use journey::contact::{Identity, Language};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

/// Defaults of papers, as typed; empty for the house's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Preferences {
    /// Days from issue to due date (30).
    pub payment_days: String,
    /// Days a quote stays valid (30).
    pub validity_days: String,
    /// Deposit in percent (30).
    pub deposit: String,
    /// The sentence on late payment for professionals, instead of the legal default.
    pub late_wording: String,
    /// The sentence on early-payment discount, instead of « Pas d’escompte… ».
    pub discount_wording: String,
    /// How one is paid, on quotes: « Paiement par virement. »
    pub payment_means: String,
    /// How and when one reminds, on quotes.
    pub reminders: String,
    /// IANA name such as `Europe/Paris`; empty for the system's.
    pub time_zone: String,
    /// Where backups go, beside the data folder's own.
    pub backup_folder: String,
    /// Days after sending at which an unanswered quote is followed up (3, 8, 15); 0 for none.
    pub follow_up_days: String,
    /// Gross amount of a quote beyond which a firm's solvency is checked; empty for never.
    pub check_above: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct EffectivePreferences {
    pub payment_days: i64,
    pub validity_days: i64,
    pub deposit: String,
    pub late_wording: String,
    pub discount_wording: String,
    pub payment_means: String,
    pub reminders: String,
    pub follow_up_days: Vec<i64>,
}

/// The freelancer, if they said who they are.
pub fn seller(act: &Ask) -> Result<Option<Identity>> {
    setting(act.db, "identity")
}

/// The freelancer, once they said who they are.
pub fn the_seller(ask: &Ask) -> Result<Identity> {
    Ok(seller(ask)?
        .ok_or_else(|| Refusal::at("seller", "Dites d’abord qui vous êtes, dans les réglages."))?)
}

/// The defaults as they were typed.
pub fn typed_preferences(ask: &Ask) -> Result<Preferences> {
    Ok(setting(ask.db, "preferences")?.unwrap_or_default())
}

/// The defaults in force.
pub fn effective(ask: &Ask) -> Result<EffectivePreferences> {
    effective_in(ask, Language::French)
}

/// The defaults in force for a client's papers: what was typed stays as typed, the law's own words are in their
/// language.
pub fn effective_in(ask: &Ask, language: Language) -> Result<EffectivePreferences> {
    let typed: Preferences = setting(ask.db, "preferences")?.unwrap_or_default();
    let or = |text: String, code: &str| {
        if text.is_empty() { language.wording(code, ask.today).to_owned() } else { text }
    };
    Ok(EffectivePreferences {
        payment_days: typed.payment_days.parse().unwrap_or(30),
        validity_days: typed.validity_days.parse().unwrap_or(30),
        deposit: if typed.deposit.is_empty() { "30".to_owned() } else { typed.deposit },
        late_wording: or(typed.late_wording, "late_professional"),
        discount_wording: or(typed.discount_wording, "no_discount"),
        payment_means: or(typed.payment_means, "payment_means"),
        reminders: or(typed.reminders, "reminders"),
        follow_up_days: journey::sending::follow_up_days("follow_up_days", &typed.follow_up_days)
            .unwrap_or_else(|_| journey::sending::FOLLOW_UP_DAYS.to_vec()),
    })
}

/// Hash of the current logo in the vault.
pub fn logo(ask: &Ask) -> Result<Option<String>> {
    Ok(setting::<Option<String>>(ask.db, "logo")?.flatten())
}
