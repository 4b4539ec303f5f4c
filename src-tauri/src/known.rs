//! Places on the disk that the page may show: those the app wrote or the user chose, and no other.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

/// The names under which answers of the house give a place on the disk.
const PLACES: &[&str] = &["path", "folder", "backup_folder", "kept_aside"];

/// Paths the app wrote or the user chose since the window opened: the only ones it shows.
#[derive(Default)]
pub struct Known(Mutex<HashSet<PathBuf>>);

impl Known {
    /// Notes where an answer of the house says that files lie.
    pub fn note(&self, answer: &Value) {
        match answer {
            Value::Object(fields) => {
                for (name, value) in fields {
                    if let Some(path) = value.as_str().filter(|_| PLACES.contains(&name.as_str())) {
                        self.add(Path::new(path));
                    } else {
                        self.note(value);
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.note(item)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    pub fn add(&self, path: &Path) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_path_buf());
    }

    pub fn holds(&self, path: &Path) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }
}
