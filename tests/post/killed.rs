//! Killed at any moment while it hands messages over: none is lost, and none is sent twice without a doubt being told.
//! `cargo xtask torture` does the same with a thousand messages.

use std::path::Path;
use tests::outbox::deaths;
use tests::smtp::{Setup, Smtp};

#[test]
fn a_death_at_any_moment_loses_nothing_and_sends_nothing_twice() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let told = deaths(Path::new(env!("CARGO_BIN_EXE_parcours-cli")), &smtp, 60, 20);
    assert!(told.faults.is_empty(), "{:#?}", told.faults);
    let (sent, doubts) = (told.sent, told.doubts);
    assert!(sent > 0 && doubts > 0, "{sent} sent, {doubts} in doubt: deaths came at no moment that matters");
}
