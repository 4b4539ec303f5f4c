//! What a server refuses is told in its own words and in ours, leaves nothing behind, and the call goes on.

use crate::{ME, bytes, hand, hand_to, is_calm};
use post::{Failure, Kind, Message, Retry, Secret, Security, Server, Session};
use std::time::Duration;
use tests::smtp::{Setup, Smtp, USER, limits};

/// Each address, and what becomes of a message to it.
fn odd() -> Vec<(&'static str, Kind, Retry)> {
    let refused = |address: &str| Kind::RecipientRefused { address: address.to_owned() };
    let bytes = bytes("F-2026-0001").len();
    vec![
        ("refused@exemple.fr", refused("refused@exemple.fr"), Retry::Never),
        ("full@exemple.fr", refused("full@exemple.fr"), Retry::Never),
        ("relay@exemple.fr", refused("relay@exemple.fr"), Retry::Never),
        ("greylist-1@exemple.fr", Kind::Later, Retry::Later),
        ("busy@exemple.fr", Kind::Later, Retry::Later),
        ("spam@exemple.fr", Kind::Refused, Retry::Never),
        ("heavy@exemple.fr", Kind::TooLarge { bytes, most: Some(10_000_000) }, Retry::Never),
    ]
}

#[test]
fn a_refusal_is_certain_and_leaves_the_call_open() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let mut session = Session::open(&smtp.server(), smtp.secret().as_ref(), &limits()).unwrap();
    let bytes = bytes("F-2026-0001");
    let mut good = 0;
    for (address, kind, retry) in odd() {
        let failure = session.send(&Message { from: ME, to: &[address], bytes: &bytes }).unwrap_err();
        assert_eq!((&failure.kind, failure.certain, failure.retry()), (&kind, true, retry), "{address}");
        assert!(!failure.stops_all(), "{address}: the others may go");
        assert!(failure.to_string().contains(failure.words.as_deref().unwrap()), "{failure}");
        is_calm(&failure);
        // The next one is not touched by it.
        assert!(session.is_open());
        session.send(&Message { from: ME, to: &["anne@exemple.fr"], bytes: &bytes }).unwrap();
        good += 1;
        assert_eq!(smtp.taken().len(), good);
    }
    session.quit();
    assert_eq!((smtp.told("connection"), smtp.told("QUIT")), (1, 1));
}

#[test]
fn it_is_taken_for_all_or_for_nobody() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let failure = hand(&smtp, &["anne@exemple.fr", "refused@exemple.fr", "compta@exemple.fr"]).unwrap_err();
    assert_eq!(failure.kind, Kind::RecipientRefused { address: "refused@exemple.fr".to_owned() });
    assert!(failure.to_string().contains("refused@exemple.fr"), "{failure}");
    assert!(smtp.taken().is_empty());
    assert_eq!((smtp.told("RSET"), smtp.told("DATA")), (1, 0));
}

#[test]
fn a_greylisted_message_passes_later_and_the_wait_is_told() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    for _ in 0..2 {
        let failure = hand(&smtp, &["greylist-2@exemple.fr"]).unwrap_err();
        assert_eq!(failure.wait(), Some(Duration::from_secs(300)));
    }
    hand(&smtp, &["greylist-2@exemple.fr"]).unwrap();
    assert_eq!(smtp.taken().len(), 1);
    assert_eq!(hand(&smtp, &["busy@exemple.fr"]).unwrap_err().wait(), Some(Duration::from_secs(600)));
}

#[test]
fn a_message_that_is_too_large_is_not_even_begun() {
    let Some(smtp) = Smtp::start(Setup { most: 250_000, ..Setup::default() }) else { return };
    let bytes = [b"Subject: x\r\n\r\n".to_vec(), b"0123456789\r\n".repeat(25_000)].concat();
    let message = Message { from: ME, to: &["anne@exemple.fr"], bytes: &bytes };
    let failure = post::send(&smtp.server(), smtp.secret().as_ref(), &limits(), &message).unwrap_err();
    assert_eq!(failure.kind, Kind::TooLarge { bytes: bytes.len(), most: Some(250_000) });
    assert!(
        failure.to_string().contains("pèse 0,4 Mo, et ce serveur n’en prend pas plus de 0,2 Mo"),
        "{failure}"
    );
    assert_eq!(smtp.told("MAIL"), 0);
    // One that does not say its limit refuses at the end; the message is still ours.
    smtp.mood("no-size");
    let failure = post::send(&smtp.server(), smtp.secret().as_ref(), &limits(), &message).unwrap_err();
    assert_eq!(failure.kind, Kind::TooLarge { bytes: bytes.len(), most: None });
    assert!(failure.certain && smtp.taken().is_empty());
    is_calm(&failure);
}

#[test]
fn who_may_not_log_in_is_told_what_to_do() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let tried = |server: &Server, secret: Option<&Secret>| -> Failure {
        let bytes = bytes("essai");
        let message = Message { from: ME, to: &["anne@exemple.fr"], bytes: &bytes };
        let failure = post::send(server, secret, &limits(), &message).unwrap_err();
        is_calm(&failure);
        assert!(failure.certain && failure.stops_all() && smtp.taken().is_empty(), "{failure}");
        failure
    };
    let account = smtp.server();
    let right = smtp.secret();
    let wrong = tried(&account, Some(&Secret::new("faux")));
    assert_eq!(
        (&wrong.kind, wrong.retry(), wrong.field()),
        (&Kind::LoginRefused, Retry::AfterChange, Some("password"))
    );
    assert!(wrong.to_string().contains("mot de passe d’application"), "{wrong}");
    assert!(!wrong.to_string().contains("faux") && !format!("{wrong:?}").contains("faux"));
    assert_eq!(tried(&account, None).kind, Kind::PasswordMissing);
    let nobody = tried(&Server { user: None, ..account.clone() }, None);
    assert_eq!((&nobody.kind, nobody.field()), (&Kind::LoginMissing, Some("user")));
    let other = Server { user: Some(format!("x{USER}")), ..account.clone() };
    assert_eq!(tried(&other, right.as_ref()).kind, Kind::LoginRefused);
    for (mood, kind, retry) in [
        ("auth-later", Kind::Later, Retry::Later),
        ("auth-none", Kind::LoginNotOffered, Retry::AfterChange),
        ("auth-browser", Kind::LoginByBrowser, Retry::AfterChange),
    ] {
        smtp.mood(mood);
        let failure = tried(&account, right.as_ref());
        assert_eq!((failure.kind.clone(), failure.retry()), (kind, retry), "{mood}");
    }
    smtp.mood("");
    hand(&smtp, &["anne@exemple.fr"]).unwrap();
}

#[test]
fn a_sender_who_is_not_the_accounts_is_refused() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let bytes = bytes("essai");
    let message = Message { from: "stranger@exemple.fr", to: &["anne@exemple.fr"], bytes: &bytes };
    let failure = post::send(&smtp.server(), smtp.secret().as_ref(), &limits(), &message).unwrap_err();
    assert_eq!((&failure.kind, failure.retry()), (&Kind::SenderRefused, Retry::AfterChange));
    assert!(
        failure
            .to_string()
            .ends_with("Le serveur a répondu : « 5.7.1 Sender address rejected: not owned by user ».")
    );
    is_calm(&failure);
}

#[test]
fn what_is_wrong_with_the_way_is_told_apart() {
    let Some(mut smtp) = Smtp::start(Setup { security: Security::Plain, ..Setup::default() }) else { return };
    let expected = |failure: Failure, kind: Kind, retry: Retry| {
        assert_eq!((&failure.kind, failure.certain, failure.retry()), (&kind, true, retry));
        assert!(failure.stops_all(), "{failure}");
        is_calm(&failure);
    };
    for (mood, kind, retry) in [
        ("busy", Kind::Later, Retry::Later),
        ("gone", Kind::Closed, Retry::Later),
        ("web", Kind::NotMail, Retry::AfterChange),
    ] {
        smtp.mood(mood);
        expected(hand(&smtp, &["anne@exemple.fr"]).unwrap_err(), kind, retry);
    }
    smtp.mood("");
    smtp.leave();
    expected(hand(&smtp, &["anne@exemple.fr"]).unwrap_err(), Kind::ConnectionRefused, Retry::Later);
    // No name of ours leads anywhere: « .invalid » is kept for that (RFC 6761).
    let nowhere = Server { host: "courrier.invalid".to_owned(), security: Security::Tls, ..smtp.server() };
    let failure = hand_to(&nowhere, &smtp, &["anne@exemple.fr"]).unwrap_err();
    assert!(matches!(failure.kind, Kind::NameNotFound | Kind::NoNetwork), "{failure:?}");
    expected(failure.clone(), failure.kind, Retry::Later);
    let empty = Server { host: " ".to_owned(), ..smtp.server() };
    assert_eq!(hand_to(&empty, &smtp, &["anne@exemple.fr"]).unwrap_err().field(), Some("host"));
    smtp.come_back();
    hand(&smtp, &["anne@exemple.fr"]).unwrap();
    assert_eq!(smtp.taken().len(), 1);
}

#[test]
fn a_message_that_no_server_would_take_whole_does_not_call_any() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let sent = |from: &str, to: &[&str], bytes: &[u8]| {
        let failure =
            post::send(&smtp.server(), smtp.secret().as_ref(), &limits(), &Message { from, to, bytes });
        let failure = failure.unwrap_err();
        assert!(failure.certain && failure.retry() == Retry::Never && !failure.stops_all());
        is_calm(&failure);
        failure.kind
    };
    let good = bytes("essai");
    assert_eq!(
        sent(ME, &["anne@exemple.fr"], b"Subject: x\n\n.\nMAIL FROM:<eve@exemple.fr>\n"),
        Kind::Malformed
    );
    assert_eq!(sent(ME, &["anne@exemple.fr"], b""), Kind::Malformed);
    assert_eq!(sent(ME, &[], &good), Kind::NoRecipient);
    let wrong = |address: &str| Kind::AddressWrong { address: address.to_owned() };
    assert_eq!(sent("", &["anne@exemple.fr"], &good), wrong(""));
    assert_eq!(sent(ME, &["anne"], &good), wrong("anne"));
    let smuggled = "anne@exemple.fr>\r\nRCPT TO:<eve@exemple.fr";
    assert_eq!(sent(ME, &[smuggled], &good), wrong(smuggled));
    assert_eq!(smtp.told("connection"), 0);
}
