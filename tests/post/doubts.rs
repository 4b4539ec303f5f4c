//! A call that ends in the middle: what cannot have been taken is said to be ours, and of what may have been, one is told
//! to look.

use crate::{ME, bytes, hand, is_calm};
use post::{Kind, Limits, Message, Retry, Security, Session};
use std::time::{Duration, Instant};
use tests::smtp::{Setup, Smtp, limits};

#[test]
fn closed_before_the_end_of_the_message_nothing_was_taken() {
    for security in [Security::Tls, Security::Plain] {
        let Some(smtp) = Smtp::start(Setup { security, ..Setup::default() }) else { return };
        // Large enough not to fit into what the network holds: the break is met while it is being written.
        let large = [b"Subject: x\r\n\r\n".to_vec(), b"0123456789\r\n".repeat(800_000)].concat();
        let mut session = Session::open(&smtp.server(), smtp.secret().as_ref(), &limits()).unwrap();
        let failure =
            session.send(&Message { from: ME, to: &["cut@exemple.fr"], bytes: &large }).unwrap_err();
        assert_eq!((&failure.kind, failure.certain), (&Kind::Closed, true), "{security:?}");
        assert_eq!(failure.retry(), Retry::Later);
        is_calm(&failure);
        assert!(!session.is_open());
        let again = session.send(&Message { from: ME, to: &["anne@exemple.fr"], bytes: &large }).unwrap_err();
        assert_eq!((again.kind, again.certain), (Kind::Closed, true));
        session.quit();

        let failure = hand(&smtp, &["nodata@exemple.fr"]).unwrap_err();
        assert_eq!((&failure.kind, failure.certain), (&Kind::Closed, true), "{security:?}");
        let failure = hand(&smtp, &["goodbye@exemple.fr"]).unwrap_err();
        assert_eq!((&failure.kind, failure.code, failure.certain), (&Kind::Later, Some(421), true));
        assert!(failure.stops_all(), "it says goodbye to all");
        assert!(smtp.taken().is_empty());
    }
}

#[test]
fn after_the_end_of_the_message_one_cannot_know() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    // The same is heard whether the server kept it or not.
    for (address, kept) in [("lost@exemple.fr", 0), ("closed@exemple.fr", 1)] {
        let failure = hand(&smtp, &[address]).unwrap_err();
        assert!(!failure.certain, "{address}");
        assert_eq!(failure.retry(), Retry::Never, "it never leaves again by itself");
        assert!(!failure.stops_all(), "the others may go");
        let said = failure.to_string();
        assert!(
            said.contains("il est peut-être parti") && said.contains("avant de l’envoyer de nouveau"),
            "{said}"
        );
        is_calm(&failure);
        assert_eq!(smtp.taken().len(), kept);
    }
}

#[test]
fn a_server_that_keeps_silent_is_not_waited_for_without_end() {
    let Some(smtp) = Smtp::start(Setup { security: Security::Plain, ..Setup::default() }) else { return };
    let moment = Duration::from_millis(700);
    let long = Duration::from_secs(30);
    let bytes = bytes("essai");
    let tried = |limits: &Limits, to: &str| {
        let began = Instant::now();
        let message = Message { from: ME, to: &[to], bytes: &bytes };
        let failure = post::send(&smtp.server(), smtp.secret().as_ref(), limits, &message).unwrap_err();
        assert!(began.elapsed() >= moment && began.elapsed() < long, "{:?}", began.elapsed());
        assert_eq!(failure.kind, Kind::Silent);
        is_calm(&failure);
        failure
    };
    for mood in ["silent", "ehlo-silent"] {
        smtp.mood(mood);
        let failure = tried(&Limits { connect: moment, answer: long, last_word: long }, "anne@exemple.fr");
        assert!(failure.certain && failure.stops_all(), "{mood}");
    }
    smtp.mood("");
    let failure = tried(&Limits { connect: long, answer: moment, last_word: long }, "still@exemple.fr");
    assert!(failure.certain && failure.retry() == Retry::Later);
    assert!(smtp.taken().is_empty());
    let failure = tried(&Limits { connect: long, answer: long, last_word: moment }, "mute@exemple.fr");
    assert!(!failure.certain);
    assert_eq!(smtp.taken().len(), 1, "it had kept it");
}
