//! What is wrong with an invoice: the rule, the place, and a sentence that says what to do.

use serde::Serialize;

/// Whether the invoice can be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It is refused, or should be.
    Error,
    /// It passes, and is better set right.
    Warning,
}

/// Which verdict it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// How it is written: elements, their order, the form of numbers and dates.
    Reading,
    /// Sums, products, decimals.
    Arithmetic,
    /// The rules of EN 16931.
    Rules,
    /// The rules of the French reform (XP Z12-012).
    French,
    /// The PDF that carries it.
    Container,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `BR-CO-10`, as the norm names it; our own names where it names none.
    pub rule: String,
    pub severity: Severity,
    pub layer: Layer,
    /// `BG-25[2]/BT-131`.
    pub field: String,
    /// Of the element in the file; empty in the container.
    pub path: String,
    /// In French, for the person who reads it.
    pub text: String,
}
