//! How a process enters the house: which folder, which day.

use crate::error::{Error, Result};
use chrono::NaiveDate;
use std::path::PathBuf;

/// How a process enters the house.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The data folder; the user's own by default.
    pub data: Option<PathBuf>,
    /// A fixed civil day, for tests and demonstrations.
    pub today: Option<NaiveDate>,
}

impl Opening {
    /// The data folder, whether it exists or not.
    pub fn folder(&self) -> Result<PathBuf> {
        match &self.data {
            Some(folder) => Ok(folder.clone()),
            None => directories::ProjectDirs::from("fr", "", "Parcours")
                .map(|dirs| dirs.data_dir().to_path_buf())
                .ok_or_else(|| Error::Broken("no home folder".to_owned())),
        }
    }
}
