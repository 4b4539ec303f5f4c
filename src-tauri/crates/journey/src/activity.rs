//! What a line is: work, goods or money advanced, and the activity it counts as.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a line is for: it decides VAT and turnover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    #[default]
    Service,
    Goods,
    /// « Débours »: paid in the client's name, to the cent; neither VAT nor turnover (CGI art. 267 II-2°).
    Disbursement,
}

impl Nature {
    pub const ALL: [Nature; 3] = [Nature::Service, Nature::Goods, Nature::Disbursement];

    #[must_use]
    pub fn stored(self) -> &'static str {
        match self {
            Nature::Service => "service",
            Nature::Goods => "goods",
            Nature::Disbursement => "disbursement",
        }
    }

    #[must_use]
    pub fn from_stored(text: &str) -> Option<Nature> {
        Nature::ALL.into_iter().find(|nature| nature.stored() == text)
    }
}

/// The kind of turnover that a line brings, for contributions and thresholds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// « Profession libérale » (BNC).
    #[default]
    Liberal,
    /// « Prestations de services commerciales ou artisanales » (BIC).
    CommercialServices,
    /// « Vente de marchandises » (BIC).
    Sales,
}

impl Activity {
    pub const ALL: [Activity; 3] = [Activity::Liberal, Activity::CommercialServices, Activity::Sales];

    #[must_use]
    pub fn stored(self) -> &'static str {
        match self {
            Activity::Liberal => "liberal",
            Activity::CommercialServices => "commercial_services",
            Activity::Sales => "sales",
        }
    }

    #[must_use]
    pub fn from_stored(text: &str) -> Option<Activity> {
        Activity::ALL.into_iter().find(|activity| activity.stored() == text)
    }

    /// The activity of a line that names none, for someone whose main one this is.
    #[must_use]
    pub fn usual(self, nature: Nature) -> Activity {
        match (nature, self) {
            (Nature::Goods, _) => Activity::Sales,
            (Nature::Service, Activity::Sales) => Activity::CommercialServices,
            (Nature::Service | Nature::Disbursement, main) => main,
        }
    }
}
