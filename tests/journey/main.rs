//! The journey from contact to follow-up, walked through the one door as the window walks it.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.

mod amendments;
mod cancelled;
mod choices;
mod clients;
mod clock;
mod contact_damage;
mod contact_faults;
mod contact_files;
mod contact_samples;
mod contacts;
mod credit;
mod credit_lines;
mod days;
mod deliveries;
mod demo;
mod desk;
mod erasure;
mod finding;
mod follow_up;
mod instalments;
mod ledger;
mod limits;
mod money;
mod offers;
mod orders;
mod papers;
mod past;
mod personal_data;
mod protection;
mod quotes;
mod random;
mod reading;
mod refusals;
mod remainder;
mod review;
mod road;
mod schema;
mod sending;
mod somebody;
mod tasks;
mod typed;
mod typed_payloads;
mod typed_places;
