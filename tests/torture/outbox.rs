//! Deaths while messages are handed to a mail server: none is lost, none leaves twice.

use crate::report::Report;
use crate::stand::Stand;
use tests::smtp::{Setup, Smtp};

const GROUP: &str = "death while sending";

/// Two hundred deaths over a thousand messages; twenty over sixty where time is short.
pub fn deaths(stand: &Stand, short: bool, report: &mut Report) {
    let (messages, kills) = if short { (60, 20) } else { (1_000, 200) };
    let scene = format!("{messages} messages");
    if !report.concerns(GROUP, &scene) {
        return;
    }
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let told = tests::outbox::deaths(&stand.program, &smtp, messages, kills);
    let kills = usize::try_from(kills).unwrap();
    println!("  {} sent, {} in doubt", told.sent, told.doubts);
    report.row(GROUP, &scene, kills, kills, kills, told.faults);
}
