//! What is true: the rules of the journey, told the day and given values, never reading anything themselves.
//!
//! Architecture invariant: no SQL, no clock, no disk, no network and no floating point in this crate.

pub mod accounting;
pub mod activity;
pub mod allowed;
pub mod bank;
pub mod cancel;
pub mod charges;
pub mod contact;
pub mod court;
pub mod credit;
pub mod deal;
pub mod delivery;
pub mod deposit;
pub mod dunning;
pub mod follow_up;
pub mod invoice;
pub mod issued;
pub mod language;
pub mod law;
pub mod legal;
pub mod markup;
pub mod matching;
pub mod message;
pub mod number;
pub mod order;
pub mod outbox;
pub mod own_words;
pub mod past;
pub mod payment;
pub mod platform;
pub mod quote;
pub mod received;
pub mod retention;
pub mod review;
pub mod sale;
pub mod sending;
pub mod standing;
pub mod statement;
pub mod today;
pub mod unit;
pub mod vat;
