//! Settings: who I am, and how papers look by default.

use books::act::Ask;
use books::error::{Error, Result};
use books::setting::setting;
use chrono::NaiveDate;
use journey::allowed::invoice::known_seller;
use journey::charges::Imputation;
use journey::contact::standing::{self, VatStanding};
use journey::contact::{Identity, Language};
use journey::invoice::{EarlyDiscount, PaymentTerms};
use journey::law::Law;
use journey::own_words::{self, OwnPaper, OwnWords};
use journey::payment::remainder::SMALL;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;
use ts_rs::TS;
use values::calendar::Region;
use values::input;
use values::money::{BasisPoints, Cents};

/// Days to pay, and days that a quote stays valid, unless the settings say otherwise.
const USUAL_DAYS: i64 = 30;

/// Defaults of papers, as typed; empty for the house's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Preferences {
    /// Days from issue to due date, or terms in words (30).
    pub payment_days: String,
    /// Days a quote stays valid (30).
    pub validity_days: String,
    /// Deposit in percent (30), or an amount (500 €).
    pub deposit: String,
    /// The sentence on late payment for professionals, instead of the legal default.
    pub late_wording: String,
    /// The yearly rate of late payment agreed with professionals, in percent; empty for the law's own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub late_rate: String,
    /// What part payments pay first.
    #[serde(skip_serializing_if = "is_by_law")]
    pub part_payments: Imputation,
    /// The sentence on early-payment discount, instead of « Pas d’escompte… ».
    pub discount_wording: String,
    /// The usual discount for early payment, « 2 % à 8 jours »; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub early_discount: String,
    /// How one is paid, on quotes: « Paiement par virement. »
    pub payment_means: String,
    /// A sentence of one's own, of former books: how one reminds is told by the policy in force.
    #[serde(skip_serializing)]
    #[ts(skip)]
    #[schemars(skip)]
    pub reminders: Option<String>,
    /// Quotes say how and when one reminds; books begun before one chose say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announce_reminders: Option<bool>,
    /// IANA name such as `Europe/Paris`; empty for the system's.
    pub time_zone: String,
    /// Where backups go, beside the data folder's own.
    pub backup_folder: String,
    /// A second place for backups: a stick, a synced folder; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub second_backup_folder: String,
    /// Of former books, the days after which unanswered quotes were asked about: they hold until one chooses the steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(skip)]
    #[schemars(skip)]
    pub follow_up_days: Option<String>,
    /// Gross amount of a quote beyond which a firm's solvency is checked; empty for never.
    pub check_above: String,
    /// Nobody is reminded of what is left of an invoice below this (1,00); 0 for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remind_from: String,
    /// Days during which a client who was reminded is left alone (7).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reminder_pace: String,
    /// Days after the last one of a bank statement from which one imports the next before anybody is reminded (7); 0 for
    /// never.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub statement_days: String,
    /// Greetings and closings on papers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_words: Vec<OwnWords>,
    /// Whose public holidays one keeps.
    #[serde(skip_serializing_if = "is_usual")]
    pub region: Region,
}

fn is_by_law(imputation: &Imputation) -> bool {
    *imputation == Imputation::default()
}

fn is_usual(region: &Region) -> bool {
    *region == Region::default()
}

/// Days during which a client who was reminded is left alone, unless the settings say otherwise.
const PACE: i64 = 7;

/// Days during which a client who was reminded is left alone.
pub fn reminder_pace(typed: &Preferences) -> Result<i64> {
    let read = input::whole("reminder_pace", &typed.reminder_pace, 1, 60).map_err(unreadable)?;
    Ok(read.unwrap_or(PACE))
}

/// Days during which a statement of the bank tells who paid, unless the settings say otherwise.
const STATEMENT_DAYS: i64 = 7;

/// Days after its last one during which a statement of the bank tells who paid; none where one is not asked for the next.
pub fn statement_days(typed: &Preferences) -> Result<Option<i64>> {
    let read = input::whole("statement_days", &typed.statement_days, 0, 90).map_err(unreadable)?;
    Ok(Some(read.unwrap_or(STATEMENT_DAYS)).filter(|days| *days > 0))
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct EffectivePreferences {
    pub payment_days: i64,
    /// « 45 jours fin de mois »
    pub payment_terms: String,
    pub validity_days: i64,
    pub deposit: String,
    pub late_wording: String,
    /// A contract's yearly rate for professionals; none for the law's own.
    pub late_rate: Option<BasisPoints>,
    pub discount_wording: String,
    /// « 2 % à 8 jours »; empty for none.
    pub early_discount: String,
    pub payment_means: String,
}

impl EffectivePreferences {
    /// The house's terms of payment.
    #[must_use]
    pub fn payment(&self) -> PaymentTerms {
        PaymentTerms::kept(&self.payment_terms).unwrap_or(PaymentTerms::of_days(self.payment_days))
    }

    /// The house's discount for early payment.
    #[must_use]
    pub fn early(&self) -> Option<EarlyDiscount> {
        EarlyDiscount::kept(&self.early_discount)
    }
}

/// The freelancer as typed, if they said who they are.
/// The setting that says who one is.
pub const IDENTITY: &str = "identity";

pub fn identity(ask: &Ask) -> Result<Option<Identity>> {
    setting(ask.db, IDENTITY)
}

/// How they stood towards VAT, oldest first; books that never saw a change have one standing.
pub fn standings(ask: &Ask) -> Result<Vec<VatStanding>> {
    if let Some(known) = setting(ask.db, "vat_standings")? {
        return Ok(known);
    }
    let only =
        |one: Identity| VatStanding { from: None, regime: one.vat_regime, on_debits: one.vat_on_debits };
    Ok(identity(ask)?.map(only).into_iter().collect())
}

/// The freelancer as they stand towards VAT today.
pub fn seller(ask: &Ask) -> Result<Option<Identity>> {
    seller_on(ask, ask.today)
}

/// The freelancer as they stood towards VAT on that day.
pub fn seller_on(ask: &Ask, day: NaiveDate) -> Result<Option<Identity>> {
    let Some(mut seller) = identity(ask)? else { return Ok(None) };
    if let Some(standing) = standing::on(&standings(ask)?, day) {
        seller.vat_regime = standing.regime;
        seller.vat_on_debits = standing.on_debits;
    }
    Ok(Some(seller))
}

/// The law as the books know it: what ships, and the newer rows that were added.
pub fn law(ask: &Ask) -> Result<Law> {
    Ok(setting(ask.db, "law")?.unwrap_or_default())
}

/// The freelancer, once they said who they are.
pub fn the_seller(ask: &Ask) -> Result<Identity> {
    Ok(known_seller(seller(ask)?)?)
}

/// The greeting and the closing of a paper in that language; empty where nothing is said.
pub fn own_words(ask: &Ask, paper: impl Into<OwnPaper>, language: Language) -> Result<(String, String)> {
    Ok(own_words::said(&typed_preferences(ask)?.own_words, paper.into(), language))
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
    let law = law(ask)?;
    let or = |text: String, code: &str| {
        if text.is_empty() { law.wording(language, code, ask.today) } else { text }
    };
    let payment = terms(&typed.payment_days)?;
    let late_rate = late_rate(&typed)?;
    let late_wording = match late_rate {
        Some(rate) if typed.late_wording.is_empty() => {
            law.wording(language, "late_contract", ask.today).replace("{taux}", &language.percent(rate))
        }
        Some(_) | None => or(typed.late_wording.clone(), "late_professional"),
    };
    Ok(EffectivePreferences {
        payment_days: payment.days(),
        payment_terms: payment.label(),
        validity_days: days(&typed.validity_days)?,
        deposit: if typed.deposit.is_empty() { "30".to_owned() } else { typed.deposit },
        late_wording,
        late_rate,
        discount_wording: or(typed.discount_wording, "no_discount"),
        early_discount: EarlyDiscount::kept(&typed.early_discount)
            .map(EarlyDiscount::label)
            .unwrap_or_default(),
        payment_means: or(typed.payment_means, "payment_means"),
    })
}

/// How unanswered quotes were asked about in former books; none where that was never said.
pub fn former_follow_ups(ask: &Ask) -> Result<Option<Vec<i64>>> {
    let typed = typed_preferences(ask)?.follow_up_days;
    let read = typed.map(|days| journey::sending::follow_up_days("follow_up_days", &days)).transpose();
    read.map_err(unreadable)
}

/// What is left of an invoice below which nobody is reminded of it.
pub fn remind_from(ask: &Ask) -> Result<Cents> {
    let typed = typed_preferences(ask)?.remind_from;
    if typed.is_empty() { Ok(SMALL) } else { input::amount("remind_from", &typed).map_err(unreadable) }
}

/// A contract's yearly rate for professionals who pay late; none for the law's own.
fn late_rate(typed: &Preferences) -> Result<Option<BasisPoints>> {
    let rate = input::percent("late_rate", &typed.late_rate).map_err(unreadable)?;
    Ok((rate.0 > 0).then_some(rate))
}

/// Terms as they were typed, thirty days where none were.
fn terms(typed: &str) -> Result<PaymentTerms> {
    let read = PaymentTerms::read("payment_days", typed).map_err(unreadable)?;
    Ok(read.unwrap_or(PaymentTerms::Net { days: USUAL_DAYS }))
}

/// Days as they were typed, thirty where none were.
fn days(typed: &str) -> Result<i64> {
    if typed.is_empty() { Ok(USUAL_DAYS) } else { typed.parse().map_err(|_| unreadable(typed)) }
}

/// The door lets nothing in that cannot be read: the books are not as they were written.
pub(crate) fn unreadable(what: impl Debug) -> Error {
    Error::Broken(format!("the preferences cannot be read: {what:?}"))
}

/// Hash of the current logo in the vault.
pub fn logo(ask: &Ask) -> Result<Option<String>> {
    Ok(setting::<Option<String>>(ask.db, "logo")?.flatten())
}
