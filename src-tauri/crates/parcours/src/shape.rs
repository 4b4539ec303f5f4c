//! The shape of an entry: what it takes and answers, as JSON schemas and as TypeScript.

use records::schema::Topic;
use schemars::SchemaGenerator;
use serde_json::Value;
use std::collections::BTreeMap;
use ts_rs::{TS, TypeVisitor};

/// What an entry takes and answers.
pub struct Shape {
    pub schemas: fn(&mut SchemaGenerator) -> (Value, Value),
    pub types: fn(&mut Declarations) -> (String, String),
    /// Where people find an action.
    pub palette: Option<Palette>,
    /// What makes a question worth asking again.
    pub topics: &'static [Topic],
}

/// How people find an action among all that can be done.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Where it is done: `anywhere`, or on one `client`, `deal` or `invoice` that must be known first.
    pub on: &'static str,
    /// « Ajouter une note ou un appel »
    pub label: &'static str,
    /// Other words by which people look for it.
    pub words: &'static str,
}

/// TypeScript declarations, gathered by name.
#[derive(Default)]
pub struct Declarations {
    pub config: Option<ts_rs::Config>,
    pub by_name: BTreeMap<String, String>,
}

impl Declarations {
    fn config(&mut self) -> &ts_rs::Config {
        self.config.get_or_insert_with(|| ts_rs::Config::new().with_large_int("number"))
    }

    pub fn name<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        let config = self.config();
        T::name(config)
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(self.config());
            if self.by_name.contains_key(&name) {
                return;
            }
            let declaration = T::decl(self.config());
            self.by_name.insert(name, declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}
