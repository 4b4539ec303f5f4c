//! The real window under Xvfb: what people see and press.

mod accounting;
mod addresses;
mod around;
mod begun;
mod charges;
mod chorus;
mod clients;
mod contacts;
mod credits;
mod debts;
mod deliveries;
#[allow(dead_code, reason = "a driver says all that a person can do; each test uses some of it")]
mod driver;
mod einvoices;
mod erasure;
mod evening;
mod fields;
mod hands;
mod journeys;
mod keys;
mod languages;
#[allow(dead_code, reason = "it says all that may be looked at; each test uses some of it")]
mod lists;
mod looks;
mod measure;
mod opening;
mod orders;
mod outbox;
mod passed;
mod platform;
mod prudence;
mod quotes;
mod reminders;
mod road;
mod sendings;
mod settled;
mod stand;
mod statements;
mod templates;
mod undoing;
mod written;
