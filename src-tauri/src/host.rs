//! Stands in for `parcours::host` until it exists.
#![allow(dead_code)]
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Clone, Default)]
pub struct Opening {
    pub data: Option<PathBuf>,
    pub today: Option<NaiveDate>,
}
pub struct House;
#[derive(serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    Internal(String),
}
pub fn folder(opening: &Opening) -> PathBuf {
    opening.data.clone().unwrap_or_else(|| PathBuf::from("."))
}
pub fn restore_into(_: &Opening, _: Value) -> Result<Value, Failure> {
    Err(Failure::Internal("restore".into()))
}
impl House {
    pub fn open(_: Opening) -> Result<House, Failure> {
        Ok(House)
    }
    pub fn act(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        Ok(json!({ "name": name, "payload": payload }))
    }
    pub fn draft(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        self.act(name, payload)
    }
    pub fn ask(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        self.act(name, payload)
    }
    pub fn job(&self, name: &str, payload: Value) -> Result<Value, Failure> {
        self.act(name, payload)
    }
    pub fn changed_elsewhere(&self) -> bool {
        false
    }
    pub fn quit(&self) {}
}
