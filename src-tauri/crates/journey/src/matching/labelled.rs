//! Lines with what is true of them, as they are handed over for a report.

use crate::matching::given::{
    AliasKind, Expected, KnownPayout, MatchLine, MatchTarget, PartKind, Payable, PayableAsks, PayablePart,
    PayerAlias, PayerNames,
};
use crate::matching::proposal::MatchAllocation;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;

/// Most lines, and most things to pay, of one report.
const MOST: usize = 50_000;
/// Most letters of a text.
const LONG: usize = 500;

/// What a line is, or part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelledAllocation {
    pub target: MatchTarget,
    /// « 123,86 »
    pub amount: String,
}

/// A line and its truth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LabelledLine {
    pub id: i64,
    /// By which the report counts: « typo », « merged ».
    pub kind: String,
    pub day: String,
    /// Below zero for money that leaves.
    pub amount: String,
    pub label: String,
    pub payer: String,
    pub iban: String,
    pub reference: String,
    pub end_to_end: String,
    /// Nothing where the line pays nothing that is known.
    pub expected: Vec<LabelledAllocation>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelledPart {
    pub due_on: String,
    pub amount: String,
    /// It was promised; otherwise it is an instalment.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub promised: bool,
}

/// Something that may be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelledPayable {
    pub target: MatchTarget,
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub number: String,
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub other_numbers: Vec<String>,
    pub client: i64,
    /// What is left of it.
    pub open: String,
    pub issued_on: String,
    /// Nothing: that of its issue.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub since: String,
    /// Nothing: that of its issue.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub due_on: String,
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<LabelledPart>>")]
    pub parts: Vec<LabelledPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelledClient {
    pub client: i64,
    pub names: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelledAlias {
    pub kind: AliasKind,
    pub value: String,
    pub client: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelledPayout {
    pub id: i64,
    pub provider: String,
    pub day: String,
    pub net: String,
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub fee: String,
}

/// One set of books and the lines of its bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LabelledBooks {
    pub id: String,
    pub lines: Vec<LabelledLine>,
    pub payables: Vec<LabelledPayable>,
    pub clients: Vec<LabelledClient>,
    pub aliases: Vec<LabelledAlias>,
    pub payouts: Vec<LabelledPayout>,
    pub settled_numbers: Vec<String>,
}

/// Lines read, each with its kind and its truth, and what they may pay.
pub struct Labelled {
    pub lines: Vec<MatchLine>,
    pub kinds: Vec<String>,
    pub truth: Vec<Vec<MatchAllocation>>,
    pub expected: Expected,
}

impl LabelledBooks {
    /// # Errors
    /// A sentence at the first field that is no day, no amount, or too long.
    pub fn read(&self, path: &str, today: NaiveDate) -> Result<Labelled, Refusal> {
        if self.lines.len() > MOST || self.payables.len() > MOST {
            return Err(Refusal::at(
                path,
                format!("Un rapport compte au plus {MOST} lignes et {MOST} factures."),
            ));
        }
        let day = |field: String, typed: &str| input::day(&field, typed, Near::Past(today));
        let mut read = Labelled {
            lines: Vec::new(),
            kinds: Vec::new(),
            truth: Vec::new(),
            expected: Expected { settled_numbers: self.settled_numbers.clone(), ..Expected::default() },
        };
        for (i, line) in self.lines.iter().enumerate() {
            let at = |field: &str| format!("{path}.lines[{i}].{field}");
            let text = |field: &str, typed: &str| input::paragraph(&at(field), typed, LONG);
            read.lines.push(MatchLine {
                id: line.id,
                day: day(at("day"), &line.day)?,
                amount: input::amount(&at("amount"), &line.amount)?,
                label: text("label", &line.label)?,
                payer: text("payer", &line.payer)?,
                iban: text("iban", &line.iban)?,
                reference: text("reference", &line.reference)?,
                end_to_end: text("end_to_end", &line.end_to_end)?,
            });
            let mut truth = Vec::new();
            for (n, part) in line.expected.iter().enumerate() {
                let amount = input::amount(&at(&format!("expected[{n}].amount")), &part.amount)?;
                truth.push(MatchAllocation { target: part.target, amount });
            }
            truth.sort();
            read.kinds.push(line.kind.clone());
            read.truth.push(truth);
        }
        for (i, payable) in self.payables.iter().enumerate() {
            read.expected.payables.push(payable.read(&format!("{path}.payables[{i}]"), today)?);
        }
        for (i, payout) in self.payouts.iter().enumerate() {
            let at = |field: &str| format!("{path}.payouts[{i}].{field}");
            let fee =
                if payout.fee.is_empty() { Cents::ZERO } else { input::amount(&at("fee"), &payout.fee)? };
            read.expected.payouts.push(KnownPayout {
                id: payout.id,
                provider: payout.provider.clone(),
                day: day(at("day"), &payout.day)?,
                net: input::amount(&at("net"), &payout.net)?,
                fee,
            });
        }
        read.expected.payers = self
            .clients
            .iter()
            .map(|one| PayerNames { client: one.client, names: one.names.clone() })
            .collect();
        read.expected.aliases = self
            .aliases
            .iter()
            .map(|one| PayerAlias { kind: one.kind, value: one.value.clone(), client: one.client })
            .collect();
        Ok(read)
    }
}

impl LabelledPayable {
    fn read(&self, path: &str, today: NaiveDate) -> Result<Payable, Refusal> {
        let at = |field: &str| format!("{path}.{field}");
        let issued_on = input::day(&at("issued_on"), &self.issued_on, Near::Past(today))?;
        let other = |field: &str, typed: &str| -> Result<NaiveDate, Refusal> {
            Ok(input::optional_day(&at(field), typed, Near::Past(today))?.unwrap_or(issued_on))
        };
        let mut parts = Vec::new();
        for (i, part) in self.parts.iter().enumerate() {
            parts.push(PayablePart {
                kind: if part.promised { PartKind::Promise } else { PartKind::Instalment },
                due_on: input::day(&at(&format!("parts[{i}].due_on")), &part.due_on, Near::Coming(today))?,
                amount: input::amount(&at(&format!("parts[{i}].amount")), &part.amount)?,
            });
        }
        Ok(Payable {
            target: self.target,
            number: self.number.clone(),
            other_numbers: self.other_numbers.clone(),
            client: self.client,
            open: input::amount(&at("open"), &self.open)?,
            since: other("since", &self.since)?,
            issued_on,
            due_on: other("due_on", &self.due_on)?,
            parts,
            by: None,
            asks: PayableAsks::default(),
        })
    }
}
