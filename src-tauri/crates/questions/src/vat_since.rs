//! Invoices that were issued before one said that one's VAT regime had changed by then: told before it is kept.

use books::act::Ask;
use books::error::Result;
use journey::vat::VatRegime;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::words::long_date;

/// A regime as it is typed, and the day since which it holds.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedRegime {
    pub vat_regime: VatRegime,
    #[serde(default)]
    pub vat_since: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct IssuedBefore {
    /// Numbers of the invoices issued since that day under the other regime, not taken back.
    pub numbers: Vec<String>,
    /// The same in a sentence; empty where there are none.
    pub sentence: String,
}

/// As many numbers as a sentence bears.
const SAID: usize = 12;

pub fn issued_before_regime(ask: &Ask, typed: TypedRegime) -> Result<IssuedBefore> {
    // A day that cannot be read is refused where it is kept.
    let since = input::optional_day("vat_since", &typed.vat_since, Near::Past(ask.today)).ok().flatten();
    let Some(since) = since else { return Ok(IssuedBefore { numbers: Vec::new(), sentence: String::new() }) };
    let regime = match typed.vat_regime {
        VatRegime::Franchise => "franchise",
        VatRegime::Liable => "liable",
    };
    let numbers: Vec<String> = ask
        .db
        .prepare_cached(
            "SELECT number FROM invoice i WHERE issued_on >= ?1 AND kind NOT IN ('credit_note', 'elsewhere')
               AND seller ->> '$.vat_regime' <> ?2
               AND gross > (SELECT coalesce(sum(gross), 0) FROM invoice WHERE credits = i.id) ORDER BY id",
        )?
        .query_map(params![since.to_string(), regime], |r| r.get("number"))?
        .collect::<rusqlite::Result<_>>()?;
    let sentence = if numbers.is_empty() {
        String::new()
    } else {
        let more = numbers.len().saturating_sub(SAID);
        let mut said = numbers.iter().take(SAID).cloned().collect::<Vec<_>>().join(", ");
        if more > 0 {
            said.push_str(&format!(" et {more} de plus"));
        }
        format!(
            "Déjà émises depuis le {} sous l’autre régime : {said}. Elles restent telles quelles ; corrigez par un avoir celles qui relèvent du nouveau.",
            long_date(since)
        )
    };
    Ok(IssuedBefore { numbers, sentence })
}
