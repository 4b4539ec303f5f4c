//! Reminders: what is due today and what is kept back, what will leave, and how one reminds.

use books::act::Ask;
use books::entry::{ById, Empty};
use books::error::Result;
use journey::contact::{ClientProfile, Language};
use journey::dunning::policy::profile;
use journey::dunning::rehearsal::rehearse;
use journey::dunning::{Held, PlannedMessage, Policy, QuotePolicy, QuoteStep, ReminderStep, StatementWatch};
use journey::today::ClientName;
use records::contact::card;
use records::dunning::{debtors, plan, policies, quote_policy, rules};
use records::lateness::{LateReasonCount, counted};
use records::payment_plan::{PlanRow, running};
use records::reminders::{DisputeRow, PromiseRow, StopRow, disputes, promises, stops};
use records::write_off::{LossYear, losses};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::refusal::Refusal;

/// What is due today, and what is kept back.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DunningPlan {
    pub day: String,
    pub due: Vec<PlannedMessage>,
    pub held: Vec<Held>,
}

pub fn dunning_plan(ask: &Ask, _: Empty) -> Result<DunningPlan> {
    let plan = plan(ask, None)?;
    Ok(DunningPlan { day: ask.today.to_string(), due: plan.due, held: plan.held })
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RehearseDunning {
    /// Today if empty.
    #[serde(default)]
    pub from: String,
    /// How many days, ninety if none.
    #[serde(default)]
    pub days: Option<i64>,
    /// As if the statements of the bank were imported as they come; otherwise nothing more leaves once the last is too old.
    #[serde(default)]
    pub with_statements: bool,
}

/// What will leave, day by day, when nothing else happens.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Rehearsal {
    /// The last day on which the statement of the bank is fresh enough; none where none is waited for.
    pub stated_until: Option<String>,
    pub days: Vec<RehearsalDay>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct RehearsalDay {
    pub day: String,
    pub messages: Vec<PlannedMessage>,
}

/// Longest rehearsal, in days.
const LONGEST: i64 = 366;

pub fn rehearse_dunning(ask: &Ask, payload: RehearseDunning) -> Result<Rehearsal> {
    let from = input::optional_day("from", &payload.from, Near::Coming(ask.today))?.unwrap_or(ask.today);
    if from < ask.today {
        return Err(Refusal::at("from", "On ne répète que ce qui vient : choisissez un jour à venir.").into());
    }
    let days = payload.days.unwrap_or(90);
    let count = usize::try_from(days).ok().filter(|_| (1..=LONGEST).contains(&days));
    let ahead = (from - ask.today).num_days();
    let Some(count) = count.filter(|_| ahead + days <= 2 * LONGEST) else {
        return Err(Refusal::at(
            "days",
            format!("Une répétition dure de 1 à {LONGEST} jours, dans les deux ans qui viennent."),
        )
        .into());
    };
    let mut rules = rules(ask)?;
    let watch = rules.statements;
    rules.statements = rules.statements.filter(|_| !payload.with_statements);
    let told = rehearse(debtors(ask, None)?, &rules, ask.today, from, count);
    let days = told.into_iter();
    Ok(Rehearsal {
        stated_until: watch.and_then(StatementWatch::fresh_until).map(|day| day.to_string()),
        days: days.map(|one| RehearsalDay { day: one.day.to_string(), messages: one.messages }).collect(),
    })
}

/// Everything about reminders that stands today.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct RemindersView {
    pub plan: DunningPlan,
    /// Of what is still to be paid, the earliest first.
    pub promises: Vec<PromiseRow>,
    /// Those that go on.
    pub disputes: Vec<DisputeRow>,
    pub stops: Vec<StopRow>,
    /// Why clients paid late, the most frequent first.
    pub late_reasons: Vec<LateReasonCount>,
    /// Payment plans that were not ended.
    pub plans: Vec<PlanRow>,
    /// What each year lost, the latest first.
    pub losses: Vec<LossYear>,
}

pub fn reminders(ask: &Ask, _: Empty) -> Result<RemindersView> {
    Ok(RemindersView {
        plan: dunning_plan(ask, Empty {})?,
        promises: promises(ask, None)?,
        disputes: disputes(ask)?,
        stops: stops(ask, None)?,
        late_reasons: counted(ask, None)?,
        losses: losses(ask)?,
        plans: running(ask, None)?.iter().map(|kept| kept.row(ask.today)).collect(),
    })
}

/// The steps of a policy, and whose they are.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PolicyView {
    /// None where it is one client's own.
    pub profile: Option<ClientProfile>,
    pub client: Option<ClientName>,
    pub steps: Vec<ReminderStep>,
    /// Each step in words.
    pub told: Vec<String>,
    /// As it ships; for one client, as their profile has it.
    pub shipped: bool,
    /// How and when one reminds by it, as quotes say it.
    pub announced: String,
    /// Days after an invoice left on which one asks whether it came; none for no such look.
    pub reception: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PoliciesView {
    pub policies: Vec<PolicyView>,
    pub quotes: QuotePolicyView,
    /// Days during which a client who was reminded is left alone.
    pub pace: i64,
}

/// How quotes without an answer are asked about.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuotePolicyView {
    pub steps: Vec<QuoteStep>,
    /// Each step in words.
    pub told: Vec<String>,
    /// As it ships.
    pub shipped: bool,
}

const PROFILES: [ClientProfile; 6] = [
    ClientProfile::New,
    ClientProfile::Regular,
    ClientProfile::KeyAccount,
    ClientProfile::PublicBody,
    ClientProfile::PrivatePerson,
    ClientProfile::BadPayer,
];

pub fn reminder_policies(ask: &Ask, _: Empty) -> Result<PoliciesView> {
    let all = policies(ask)?;
    let mut told: Vec<PolicyView> = Vec::with_capacity(PROFILES.len());
    for profile in PROFILES {
        let policy = all.of_profile(profile);
        let shipped = policy == Policy::shipped(profile);
        told.push(PolicyView { profile: Some(profile), shipped, ..told_of(policy) });
    }
    for (id, policy) in &all.by_client {
        // A client that was erased or merged since has no policy of its own any more.
        if let Ok(known) = card(ask, *id) {
            let client = Some(ClientName { id: *id, name: known.name });
            told.push(PolicyView { client, ..told_of(policy.clone()) });
        }
    }
    let quotes = quote_policy(ask)?;
    Ok(PoliciesView {
        policies: told,
        quotes: QuotePolicyView {
            told: quotes.steps.iter().map(|step| step.named()).collect(),
            shipped: quotes == QuotePolicy::shipped(),
            steps: quotes.steps,
        },
        pace: rules(ask)?.pace,
    })
}

fn told_of(policy: Policy) -> PolicyView {
    PolicyView {
        profile: None,
        client: None,
        shipped: false,
        told: policy.steps.iter().map(|step| step.named()).collect(),
        announced: policy.told(Language::French),
        reception: policy.reception,
        steps: policy.steps,
    }
}

/// The steps by which one client is reminded: their own, or those of their profile.
pub fn client_policy(ask: &Ask, by: ById) -> Result<PolicyView> {
    let (all, known) = (policies(ask)?, card(ask, by.id)?);
    let shipped = !all.by_client.contains_key(&by.id);
    let policy = all.of(by.id, profile(&known));
    Ok(PolicyView { client: Some(ClientName { id: by.id, name: known.name }), shipped, ..told_of(policy) })
}
