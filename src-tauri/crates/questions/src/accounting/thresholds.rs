//! Thresholds of the year as gauges.

use books::act::Ask;
use books::error::Result;
use journey::accounting::gauges::{Gauge, GaugeLevel, GaugeYear};
use journey::contact::LegalForm;
use journey::vat::VatRegime;
use records::accounting::{choices, turnover};
use records::settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::{BasisPoints, Cents};
use values::words::capital;

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ThresholdsOn {
    /// As it stood at the end of that day, as typed; today if empty.
    pub on: String,
}

/// One threshold.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct GaugeRow {
    /// `vat_services_base`, `micro_sales`…
    pub code: String,
    pub label: String,
    /// In proportion of the first year; none where nobody said.
    pub limit: Option<Cents>,
    pub turnover: Cents,
    /// At the end of the year, if it goes on so.
    pub projected: Option<Cents>,
    /// Of the threshold.
    pub share: BasisPoints,
    pub level: GaugeLevel,
    pub crossed_on: Option<String>,
    pub sentence: String,
    pub changes: String,
    pub source: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Thresholds {
    pub on: String,
    pub gauges: Vec<GaugeRow>,
    /// Why there is no gauge; empty where there are some.
    pub none: String,
}

pub fn thresholds(ask: &Ask, payload: ThresholdsOn) -> Result<Thresholds> {
    let on = input::optional_day("on", &payload.on, Near::Past(ask.today))?.unwrap_or(ask.today);
    input::has_come("on", on, ask.today, "les seuils se regardent à aujourd’hui ou avant.")?;
    let (chosen, law) = (choices(ask)?, settings::law(ask)?);
    let seller = settings::seller_on(ask, on)?;
    let moves = turnover(ask, on)?;
    let year = GaugeYear {
        law: &law,
        moves: &moves,
        today: on,
        began_on: chosen.began_on,
        main: seller.as_ref().map(|one| one.activity).unwrap_or_default(),
        is_micro: seller.as_ref().is_some_and(|one| one.legal_form == LegalForm::Micro),
        in_franchise: seller.as_ref().is_some_and(|one| one.vat_regime == VatRegime::Franchise),
    };
    let gauges: Vec<GaugeRow> = year.gauges().into_iter().map(row).collect();
    let none = if gauges.is_empty() {
        "Vous facturez la TVA et n’êtes pas micro-entrepreneur : aucun seuil ne vous concerne.".to_owned()
    } else {
        String::new()
    };
    Ok(Thresholds { on: on.to_string(), gauges, none })
}

fn row(gauge: Gauge) -> GaugeRow {
    GaugeRow {
        code: gauge.figure.stored().to_owned(),
        label: capital(gauge.figure.french()),
        limit: gauge.limit,
        turnover: gauge.turnover,
        projected: gauge.projected,
        share: gauge.share,
        level: gauge.level,
        crossed_on: gauge.crossed_on.map(|day| day.to_string()),
        sentence: gauge.sentence,
        changes: gauge.changes.to_owned(),
        source: gauge.source,
    }
}
