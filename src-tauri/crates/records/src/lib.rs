//! What is written: the schema, and rows to values and back, one file per word.
//!
//! Architecture invariant: no decision here; what may be done is for `journey` to say.

pub mod amendment;
pub mod basis;
pub mod catalogue;
pub mod check;
pub mod contact;
pub mod credit;
pub mod delivery;
pub mod document;
pub mod erasure;
pub mod facts;
pub mod follow_up;
pub mod history;
pub mod import;
pub mod index;
pub mod instalment;
pub mod invoice;
pub mod invoice_row;
pub mod lines;
pub mod number;
pub mod numbering;
pub mod order;
pub mod order_event;
pub mod order_paper;
pub mod parties;
pub mod payment;
pub mod payment_row;
pub mod person;
pub mod person_traces;
pub mod printable;
pub mod projection;
pub mod quote;
pub mod quote_row;
pub mod receipt;
pub mod reminder;
pub mod report;
pub mod review;
pub mod row;
pub mod schema;
pub mod sending;
pub mod settings;
pub mod signed;
pub mod solvency;
pub mod terms;
pub mod traces;
