//! What happens in the demo, day by day: every deal walks the road as far as its story goes.

use crate::jobs::demo::bank;
use crate::jobs::demo::road::Step;
use crate::jobs::demo::story::{Deal, Event, Story, after, before, workday};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// How long the demo lasts before its last day, in days: fourteen months.
const SPAN: i64 = 428;

/// Every event of the story, in the order of its days.
pub fn events(story: &Story, today: NaiveDate, seed: u64) -> Vec<Event> {
    let mut dice = fastrand::Rng::with_seed(seed);
    let opening = workday(before(today, SPAN));
    let mut events: Vec<Event> = vec![
        event(opening, "set_identity", story.identity.clone()),
        event(opening, "set_preferences", json!({"announce_reminders": true})),
        event(opening, "publish_terms", json!({"text": story.terms, "tacit_days": "10"})),
    ];
    events.extend(story.catalogue.iter().map(|card| event(opening, "add_catalogue_item", card.clone())));
    for client in &story.clients {
        let first = story.deals.iter().filter(|d| d.client == client.key).map(|d| d.begins).max();
        let day = workday(before(today, first.unwrap_or(SPAN))).max(opening);
        events
            .push(Event { keep: Some(client.key.clone()), ..event(day, "add_client", client.card.clone()) });
    }
    for (i, deal) in story.deals.iter().enumerate() {
        let name = if deal.name.is_empty() { i.to_string() } else { deal.name.clone() };
        let card = story.clients.iter().find(|c| c.key == deal.client).map_or(&Value::Null, |c| &c.card);
        let steps = deal.sent(deal.steps(today, card, &mut dice), card);
        events.extend(dated(deal, &name, &steps, today));
    }
    for extra in &story.extras {
        let day = workday(before(today, extra.before)).max(opening);
        let mut payload = days_named(&extra.payload, today);
        if let (Some(map), false) = (payload.as_object_mut(), extra.on.is_empty()) {
            map.insert(extra.on.clone(), json!(day));
        }
        events.push(Event { keep: extra.keep.clone(), ..event(day, &extra.action, payload) });
    }
    events.extend(bank::events(today));
    // Stable: what happens to a deal keeps its order within a day, and clients come before their deals.
    events.sort_by_key(|event| event.day);
    events
}

fn event(day: NaiveDate, action: &str, payload: Value) -> Event {
    Event { day, action: action.to_owned(), payload, keep: None }
}

/// Gives each step its day: as the gaps say, or drawn together so that the last one stands where the story says.
fn dated(deal: &Deal, name: &str, steps: &[Step], today: NaiveDate) -> Vec<Event> {
    let first = before(today, deal.begins);
    let whole: u64 = steps.iter().map(|s| s.gap).sum();
    let ends = match deal.due_ago {
        // The last invoice is due thirty days after its issue.
        Some(ago) if deal.part.is_none() => Some(ago + 30),
        Some(ago) => Some((ago + 30 - 20).max(0)),
        None => deal.ends,
    };
    let room = ends.map(|ends| u64::try_from(deal.begins - ends).unwrap_or(0));
    let (mut gone, mut latest) = (0, workday(first));
    let mut events = Vec::new();
    for step in steps {
        gone += step.gap;
        let offset = match room {
            Some(room) if whole > 0 => gone * room / whole,
            _ => gone,
        };
        let mut day = workday(after(first, offset)).max(latest);
        if day > today {
            day = today.max(latest);
        }
        latest = day;
        let mut payload = named(&step.payload, name);
        if let Some(map) = payload.as_object_mut() {
            for field in step.days {
                map.insert((*field).to_owned(), json!(day));
            }
        }
        let keep = step.keep.map(|slot| format!("{slot}.{name}"));
        events.push(Event { keep, ..event(day, step.action, payload) });
    }
    events
}

/// `"@-3"` becomes the working day three days before the last one, or right after; `"@month-490"` the month of that day.
fn days_named(value: &Value, today: NaiveDate) -> Value {
    match value {
        Value::String(text) => {
            let told = |prefix| text.strip_prefix(prefix).and_then(|days: &str| days.parse::<i64>().ok());
            match (told("@"), told("@month")) {
                (Some(days), _) => json!(workday(before(today, -days))),
                (None, Some(days)) => json!(before(today, -days).format("%m/%Y").to_string()),
                (None, None) => value.clone(),
            }
        }
        Value::Object(map) => {
            map.iter().map(|(key, value)| (key.clone(), days_named(value, today))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => value.clone(),
    }
}

/// `"$invoice"` becomes `"$invoice.3"` in the third deal's events; `"$@key"` names a client.
fn named(value: &Value, name: &str) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix('$') {
            Some(key) if key.starts_with('@') => json!(format!("${}", &key[1..])),
            Some(slot) => json!(format!("${slot}.{name}")),
            None => match text.split_once(":$") {
                Some((head, slot)) => json!(format!("{head}:${slot}.{name}")),
                None => value.clone(),
            },
        },
        Value::Array(items) => items.iter().map(|item| named(item, name)).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), named(value, name))).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}
