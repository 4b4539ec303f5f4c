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

values::stored!(Nature {
    Service = "service",
    Goods = "goods",
    Disbursement = "disbursement",
});

impl Nature {
    pub const ALL: [Nature; 3] = [Nature::Service, Nature::Goods, Nature::Disbursement];
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

values::stored!(Activity {
    Liberal = "liberal",
    CommercialServices = "commercial_services",
    Sales = "sales",
});

impl Activity {
    pub const ALL: [Activity; 3] = [Activity::Liberal, Activity::CommercialServices, Activity::Sales];

    /// « prestations libérales (BNC) »
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Activity::Liberal => "prestations libérales (BNC)",
            Activity::CommercialServices => "prestations commerciales ou artisanales (BIC)",
            Activity::Sales => "ventes de marchandises (BIC)",
        }
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
