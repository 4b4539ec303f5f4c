//! The fields of an entry, read from its JSON schema, and what may be typed into them.

use serde_json::{Map, Value, json};

/// One field of a payload: where it stands, and what its schema allows.
#[derive(Clone, Debug)]
pub struct Field {
    /// Keys and indices from the payload down.
    pub path: Vec<String>,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Choice,
    Number,
    Bool,
}

impl Field {
    /// As refusals name it: without the envelope, `lines[0].label`.
    pub fn name(&self) -> String {
        let mut name = String::new();
        for (i, part) in self.path.iter().enumerate() {
            if i == 0 && matches!(part.as_str(), "content" | "card") && self.path.len() > 1 {
                continue;
            }
            if part.parse::<usize>().is_ok() {
                name.push_str(&format!("[{part}]"));
            } else {
                if !name.is_empty() {
                    name.push('.');
                }
                name.push_str(part);
            }
        }
        name
    }

    pub fn last(&self) -> &str {
        self.path.last().unwrap()
    }

    /// The payload with this value there.
    pub fn put(&self, payload: &Value, value: Value) -> Value {
        let mut changed = payload.clone();
        let mut at = &mut changed;
        for part in &self.path {
            if at.is_null() {
                *at = if part.parse::<usize>().is_ok() { json!([null]) } else { Value::Object(Map::new()) };
            }
            at = match part.parse::<usize>() {
                Ok(index) => &mut at[index],
                Err(_) => &mut at[part.as_str()],
            };
        }
        *at = value;
        changed
    }
}

/// Every field of a schema.
pub fn fields(schema: &Value, defs: &Value, path: &[String], found: &mut Vec<Field>) {
    if let Some(name) = schema["$ref"].as_str() {
        return fields(&defs[name.trim_start_matches("#/$defs/")], defs, path, found);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        for choice in choices.iter().filter(|c| c["type"] != "null") {
            fields(choice, defs, path, found);
        }
        return;
    }
    let under = |part: &str| [path, &[part.to_owned()]].concat();
    let leaf = |kind| Field { path: path.to_vec(), kind };
    if schema["oneOf"].is_array() || schema["enum"].is_array() {
        return found.push(leaf(Kind::Choice));
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find(|k| **k != "null").cloned().unwrap(),
        other => other.clone(),
    };
    match kind.as_str() {
        Some("object") => {
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                fields(property, defs, &under(name), found);
            }
        }
        Some("array") => fields(&schema["items"], defs, &under("0"), found),
        Some("string") => found.push(leaf(Kind::Text)),
        Some("integer") => found.push(leaf(Kind::Number)),
        Some("boolean") => found.push(leaf(Kind::Bool)),
        // `content` of a draft is anything.
        other => assert!(schema == &json!(true) || other.is_none(), "a schema nobody reads: {schema}"),
    }
}

/// What people type by mistake, paste from elsewhere, or try.
pub fn texts() -> Vec<(&'static str, String)> {
    vec![
        ("empty", String::new()),
        ("blank", "   ".into()),
        ("100 000 letters", "é".repeat(100_000)),
        ("emoji", "🙂".into()),
        ("right-to-left override", "Ann\u{202e}euqnab".into()),
        ("script", "<script>alert(1)</script>".into()),
        ("French amount", "1 234,50".into()),
        ("English amount", "1234.50".into()),
        ("letters", "abc".into()),
        ("no such day", "30/02/2026".into()),
        ("control", "a\u{0}b\u{7}c".into()),
        ("line break", "a\nb".into()),
        ("rare letter", "中文".into()),
        ("quotes", "L’\"été\" & 'co' \\ ;--".into()),
        ("huge number", "99999999999999999999".into()),
        ("not a number", "NaN".into()),
        ("negative", "-1".into()),
    ]
}

/// JSON of another type than the schema says.
pub fn wrong_types(kind: Kind) -> Vec<Value> {
    let mut all = vec![json!([]), json!({"a": 1}), json!(1.5), json!(["x"])];
    match kind {
        Kind::Text | Kind::Choice => all.extend([json!(12), json!(true)]),
        Kind::Number => all.extend([json!("douze"), json!("12"), json!(true), json!(1e300)]),
        Kind::Bool => all.extend([json!("oui"), json!(1)]),
    }
    all
}
