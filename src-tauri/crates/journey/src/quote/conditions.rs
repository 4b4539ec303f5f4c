//! What is agreed beside the lines: supplies, stages, means of payment, reminders.
//! As they are typed, and as they are frozen with a version.

use crate::invoice::early::EarlyDiscount;
use crate::invoice::terms::PaymentTerms;
use crate::quote::content::QuoteContent;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::{Cents, UnitPrice};
use values::problem::Problem;
use values::refusal::Refusal;

/// What is agreed beside the lines, frozen with a version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Conditions {
    /// Unit prices were typed with VAT included; the lines keep the net ones.
    pub with_vat: bool,
    /// Those prices as typed, line by line; empty where net ones were typed.
    pub typed_prices: Vec<UnitPrice>,
    pub supplies: Vec<String>,
    pub stages: Vec<AgreedStage>,
    pub payment_means: String,
    /// How and when one reminds by the policy in force, where quotes announce it.
    pub reminders: String,
    /// Terms of payment that days alone do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentTerms>,
    /// A deposit agreed as an amount with VAT, in the place of a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Cents>,
    /// The discount for early payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub early: Option<EarlyDiscount>,
}

/// A stage of the work, as agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AgreedStage {
    pub label: String,
    pub planned_on: Option<NaiveDate>,
}

/// Most supplies or stages on one quote.
const MOST_CONDITIONS: usize = 50;

/// Reads them, with every problem found; blank entries are left out.
pub fn read(content: &QuoteContent, today: NaiveDate, problems: &mut Vec<Problem>) -> Conditions {
    let mut note = |result: Result<String, Refusal>| {
        result.unwrap_or_else(|refusal| {
            problems.push(refusal.into());
            String::new()
        })
    };
    let supplies = content.supplies.iter().enumerate().take(MOST_CONDITIONS);
    let supplies = supplies
        .map(|(i, text)| note(input::line(&format!("supplies[{i}]"), text, input::SHORT)))
        .filter(|text| !text.is_empty())
        .collect();
    let payment_means = note(input::paragraph("payment_means", &content.payment_means, input::LONG));
    let mut stages = Vec::new();
    for (i, stage) in content.stages.iter().enumerate().take(MOST_CONDITIONS) {
        let read = input::line("label", &stage.label, input::SHORT).and_then(|label| {
            Ok((label, input::optional_day("planned_on", &stage.planned_on, Near::Coming(today))?))
        });
        match read {
            Ok((label, None)) if label.is_empty() => {}
            Ok((label, Some(_))) if label.is_empty() => {
                problems.push(Problem::blocks(&format!("stages[{i}].label"), "Nommez cette étape."));
            }
            Ok((label, planned_on)) => stages.push(AgreedStage { label, planned_on }),
            Err(refusal) => problems.push(refusal.under(&format!("stages[{i}]")).into()),
        }
    }
    for (field, count) in [("supplies", content.supplies.len()), ("stages", content.stages.len())] {
        if count > MOST_CONDITIONS {
            problems.push(Problem::blocks(field, format!("Cette liste a {MOST_CONDITIONS} lignes au plus.")));
        }
    }
    Conditions {
        with_vat: content.with_vat,
        typed_prices: Vec::new(),
        supplies,
        stages,
        payment_means,
        reminders: String::new(),
        payment: None,
        deposit: None,
        early: None,
    }
}
