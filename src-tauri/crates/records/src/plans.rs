//! Plans of reminders of today, each worked out once.

use crate::dunning::{debtors, plan, rules};
use books::act::Ask;
use books::error::Result;
use journey::dunning::Plan;
use std::collections::BTreeMap;

/// Plans of today, each client's worked out once.
#[derive(Default)]
pub struct Plans(BTreeMap<i64, Plan>);

/// From that many clients on, all of them are read at once.
const AT_ONCE: usize = 8;

impl Plans {
    /// For so many deals to come.
    pub fn of(ask: &Ask, deals: usize) -> Result<Plans> {
        if deals < AT_ONCE {
            return Ok(Plans::default());
        }
        let rules = rules(ask)?;
        let all = debtors(ask, None)?.into_iter();
        Ok(Plans(all.map(|debtor| (debtor.client.id, Plan::of_client(&debtor, &rules, ask.today))).collect()))
    }

    /// The plan of that client, who owes something or has a quote to answer.
    pub fn client(&mut self, ask: &Ask, client: i64) -> Result<Plan> {
        if let Some(known) = self.0.get(&client) {
            return Ok(known.clone());
        }
        let plan = plan(ask, Some(client))?;
        self.0.insert(client, plan.clone());
        Ok(plan)
    }
}
