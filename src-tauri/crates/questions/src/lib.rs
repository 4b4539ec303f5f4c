//! What one can ask: pages, lists, today, timeline, search.
//!
//! Architecture invariant: nothing here can write, and no action is named.

pub mod begun;
pub mod catalogue;
pub mod charges;
pub mod client;
pub mod clients;
pub mod court;
pub mod credit;
pub mod deal;
pub mod deals;
pub mod delivery;
pub mod documents;
pub mod done;
pub mod dunning;
pub mod duplicates;
pub mod file;
pub mod first_steps;
pub mod follow_up;
pub mod invoice_list;
pub mod invoices;
pub mod last_content;
pub mod last_words;
pub mod law;
pub mod list_table;
pub mod narrowing;
pub mod order;
pub mod past;
pub mod payment_shares;
pub mod payments;
pub mod personal_data;
pub mod quote_versions;
pub mod quotes;
pub mod reading;
pub mod retention;
pub mod review;
pub mod search;
pub mod settings;
pub mod since_backup;
pub mod standing;
pub mod terms;
pub mod timeline;
pub mod today;
pub mod touch;
pub mod vat;
pub mod vat_since;
mod walk;
