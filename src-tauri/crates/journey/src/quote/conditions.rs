//! What is agreed beside the lines: supplies, stages, means of payment, reminders.

use super::{Conditions, Problem, QuoteContent, Stage};
use crate::input;
use crate::refusal::Refusal;

/// Most supplies or stages on one quote.
const MOST_CONDITIONS: usize = 50;

/// Reads them, with every problem found; blank entries are left out.
pub(super) fn read(content: &QuoteContent, problems: &mut Vec<Problem>) -> Conditions {
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
    let reminders = note(input::paragraph("reminders", &content.reminders, input::LONG));
    let mut stages = Vec::new();
    for (i, stage) in content.stages.iter().enumerate().take(MOST_CONDITIONS) {
        let read = input::line("label", &stage.label, input::SHORT)
            .and_then(|label| Ok((label, input::optional_day("planned_on", &stage.planned_on)?)));
        match read {
            Ok((label, None)) if label.is_empty() => {}
            Ok((label, Some(_))) if label.is_empty() => {
                problems.push(Problem::blocks(&format!("stages[{i}].label"), "Nommez cette étape."));
            }
            Ok((label, planned_on)) => stages.push(Stage { label, planned_on }),
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
        reminders,
    }
}
