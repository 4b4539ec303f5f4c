//! The list, described: JSON schemas for whoever calls, TypeScript for the screens.

use crate::shape::{Declarations, Palette};
use crate::surface::{ENTRIES, SHAPES};
use books::entry::Run;
use schemars::SchemaGenerator;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use values::refusal::Refusal;

/// The list as JSON: every entry with its kind and the JSON schemas of its payload and of its answer.
#[must_use]
pub fn described() -> Value {
    let mut generator = SchemaGenerator::default();
    let entries: Vec<Value> = ENTRIES
        .iter()
        .zip(SHAPES)
        .map(|(entry, shape)| {
            let (payload, answer) = (shape.schemas)(&mut generator);
            json!({"name": entry.name, "kind": entry.run.kind(), "what": entry.what, "payload": payload, "answer": answer})
        })
        .collect();
    json!({"entries": entries, "$defs": generator.take_definitions(true)})
}

/// Has an entry of the list nothing to be given?
#[must_use]
pub fn takes_nothing(name: &str) -> bool {
    let mut generator = SchemaGenerator::default();
    let found = ENTRIES.iter().zip(SHAPES).find(|(entry, _)| entry.name == name);
    let Some((_, shape)) = found else { return true };
    let payload = (shape.schemas)(&mut generator).0;
    let definitions = generator.take_definitions(true);
    let named = payload.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
    let schema = named.and_then(|name| definitions.get(name)).unwrap_or(&payload);
    schema.get("properties").and_then(Value::as_object).is_none_or(serde_json::Map::is_empty)
}

/// The text of `ui/src/generated/surface.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut declarations = Declarations::default();
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (entry, shape) in ENTRIES.iter().zip(SHAPES) {
        let (payload, answer) = (shape.types)(&mut declarations);
        let kind = entry.run.kind();
        let line = match entry.run {
            Run::Action(..) | Run::Draft(_) => format!("  {}: {payload};", entry.name),
            Run::Question(_) | Run::Job(_) => format!("  {}: [{payload}, {answer}];", entry.name),
        };
        kinds.entry(kind).or_default().push(line);
    }
    declarations.name::<Refusal>();
    declarations.name::<journey::today::Task>();
    let mut text = String::from(
        "// Generated from the list in surface.rs by `cargo xtask types`; do not edit.\n// Amounts are integer cents, unit prices ten-thousandths of a euro, rates basis points, quantities thousandths.\n// In payloads amounts, quantities, percentages and dates are text as typed.\n\n",
    );
    for declaration in declarations.by_name.values() {
        text.push_str(&format!("export {declaration}\n"));
    }
    for (kind, title) in
        [("action", "Actions"), ("draft", "Drafts"), ("question", "Questions"), ("job", "Jobs")]
    {
        let lines = kinds.get(kind).map(|l| l.join("\n")).unwrap_or_default();
        text.push_str(&format!("\nexport interface {title} {{\n{lines}\n}}\n"));
    }
    text.push_str("\nexport type ActionName = keyof Actions;\nexport type DraftName = keyof Drafts;\nexport type QuestionName = keyof Questions;\nexport type JobName = keyof Jobs;\n");
    text.push_str(&palette());
    text.push_str(&topics());
    text
}

/// Where people find each action.
fn palette() -> String {
    let mut text = String::from("\n/** Where people find each action. */\nexport const PALETTE = {\n");
    for (entry, shape) in ENTRIES.iter().zip(SHAPES) {
        if let Some(Palette { on, label, words }) = shape.palette {
            text.push_str(&format!(
                "  {}: {},\n",
                entry.name,
                json!({"on": on, "label": label, "words": words})
            ));
        }
    }
    text.push_str("} as const satisfies Record<ActionName, { on: string; label: string; words: string }>;\n");
    text
}

/// What makes each question worth asking again.
fn topics() -> String {
    let mut text = String::from(
        "\n/** What makes each question worth asking again: a screen that shows its answer follows these. */\nexport const TOPICS: Record<QuestionName, readonly Topic[]> = {\n",
    );
    for (entry, shape) in ENTRIES.iter().zip(SHAPES) {
        if let Run::Question(_) = entry.run {
            text.push_str(&format!("  {}: {},\n", entry.name, json!(shape.topics)));
        }
    }
    text.push_str("};\n");
    text
}
