//! Who I am, the defaults of papers, and the VAT rates in force.

use books::act::Ask;
use books::entry::{Empty, FileBytes};
use books::error::Result;
use books::setting::setting;
use books::{entry, vault};
use chrono::NaiveDate;
use journey::contact::{ClientCard, ClientKind, ClientProfile, Identity, Language};
use journey::legal;
use journey::quote::Nature;
use journey::sale::Sale;
use journey::vat::VatRegime;
use records::dunning::policies;
use records::settings;
use records::settings::{EffectivePreferences, Preferences, effective, logo, seller};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::BasisPoints;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PreferencesView {
    pub preferences: Preferences,
    pub effective: EffectivePreferences,
    /// How a regular client is reminded, as quotes say it where they announce it.
    pub usual_reminders: String,
    /// The longest delays of payment that the law sets some clients and trades.
    pub ceilings: Vec<CeilingView>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CeilingView {
    pub code: String,
    /// « Transport routier : 30 jours au plus (C. com. L441-11 II 5°) »
    pub said: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct IdentityView {
    pub identity: Option<Identity>,
    pub has_logo: bool,
    pub logo: Option<FileBytes>,
    pub full_name: String,
    /// The wording that the VAT regime puts on invoices.
    pub vat_wording: String,
}

pub fn preferences(ask: &Ask, _: Empty) -> Result<PreferencesView> {
    Ok(PreferencesView {
        preferences: setting(ask.db, "preferences")?.unwrap_or_default(),
        effective: effective(ask)?,
        usual_reminders: policies(ask)?.of_profile(ClientProfile::Regular).told(Language::French),
        ceilings: ceilings(ask.today),
    })
}

/// Those that a card may name: the others go with the kind of client.
fn ceilings(day: NaiveDate) -> Vec<CeilingView> {
    legal::payment_ceilings(day)
        .into_iter()
        .filter(|one| !matches!(one.code, "firm" | "person" | "public"))
        .map(|one| CeilingView {
            code: one.code.to_owned(),
            said: format!("{} : {}{}", one.what, one.said(), one.article()),
        })
        .collect()
}

pub fn identity(ask: &Ask, _: Empty) -> Result<IdentityView> {
    let (identity, seller) = (settings::identity(ask)?, seller(ask)?);
    let logo = match logo(ask)? {
        None => None,
        Some(sha256) => {
            let bytes = vault::kept(ask.db, &sha256)?;
            let paper = entry::paper("logo.png".to_owned(), "image/png", &bytes);
            Some(FileBytes { name: paper.name, base64: paper.base64 })
        }
    };
    let franchise = seller.as_ref().is_some_and(|i| i.vat_regime == VatRegime::Franchise);
    Ok(IdentityView {
        full_name: identity.as_ref().map(Identity::full_name).unwrap_or_default(),
        identity,
        has_logo: logo.is_some(),
        logo,
        vat_wording: if franchise {
            settings::law(ask)?.wording(Language::French, "franchise", ask.today)
        } else {
            String::new()
        },
    })
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct VatRates {
    /// Rates in force today that I may charge, highest first; none where I charge no VAT.
    pub rates: Vec<BasisPoints>,
    /// The rate of a new line: the standard one, or none where I charge no VAT.
    pub usual: BasisPoints,
}

pub fn vat_rates(ask: &Ask, _: Empty) -> Result<VatRates> {
    let seller = seller(ask)?;
    if seller.as_ref().is_none_or(|seller| seller.vat_regime == VatRegime::Franchise) {
        return Ok(VatRates { rates: Vec::new(), usual: BasisPoints(0) });
    }
    let law = settings::law(ask)?;
    // Somebody next door.
    let mut neighbour = ClientCard::named(ClientKind::Company, "");
    neighbour.address = seller.as_ref().map(|seller| seller.address.clone()).unwrap_or_default();
    let situation = Sale::of(ask.today, &law, seller.as_ref(), &neighbour).of_nature(Nature::Service);
    let rates = situation.rates.into_iter().chain([BasisPoints(0)]).collect();
    Ok(VatRates { rates, usual: situation.usual })
}
