//! What is taken arrives, byte for byte, for those it is for and once.

use crate::{ME, bytes, hand};
use post::{Kind, Message, Security, Session};
use std::time::{Duration, Instant};
use tests::smtp::{Setup, Smtp, limits};

#[test]
fn a_message_arrives_byte_for_byte() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let line = |length: usize| "x".repeat(length);
    let header = "From: <camille@exemple.fr>\r\nSubject: essai\r\n\r\n";
    let bodies = [
        "Bonjour.\r\n".to_owned(),
        // Dots where they would end the message, or hide.
        ".\r\n..\r\n...\r\n.x\r\n\r\n.\r\n".to_owned(),
        // Ends that are nearly ends.
        "x\r\n.\r\n".to_owned(),
        "x\r\n\r\n\r\n".to_owned(),
        // The longest line that may be, and letters beyond ASCII.
        format!("{}\r\n.{}\r\n", line(998), line(997)),
        "Été à Paris : 1 200,00 € — « œuvre » 🎨\r\n".to_owned(),
        // More than is handed to the network at once, a dot at every place.
        (1..4000).map(|i| format!(".{}\r\n", line(i % 70))).collect(),
    ];
    let mut session = Session::open(&smtp.server(), smtp.secret().as_ref(), &limits()).unwrap();
    for body in &bodies {
        let bytes = format!("{header}{body}");
        let message = Message { from: ME, to: &["anne@exemple.fr"], bytes: bytes.as_bytes() };
        session.send(&message).unwrap();
    }
    session.quit();
    let taken = smtp.taken();
    assert_eq!(taken.len(), bodies.len());
    for (taken, body) in taken.iter().zip(&bodies) {
        assert_eq!(String::from_utf8_lossy(&taken.bytes), format!("{header}{body}"));
        assert_eq!(taken.from, ME);
        assert_eq!(taken.to, ["anne@exemple.fr"]);
        let size = format!("SIZE={}", header.len() + body.len());
        assert!(taken.options.contains(&size), "{:?}", taken.options);
        assert_eq!(taken.options.contains(&"BODY=8BITMIME".to_owned()), !body.is_ascii());
    }
    assert_eq!((smtp.told("connection"), smtp.told("QUIT")), (1, 1), "one call for all, and a goodbye");
}

#[test]
fn every_protection_leads_there_and_says_nothing_of_this_machine() {
    for security in [Security::Tls, Security::StartTls, Security::Plain] {
        let Some(smtp) = Smtp::start(Setup { security, ..Setup::default() }) else { return };
        let reply = hand(&smtp, &["anne@exemple.fr", "compta@exemple.fr"]).unwrap();
        assert_eq!(reply, "2.0.0 OK: queued as 000001", "{security:?}");
        assert_eq!(smtp.taken()[0].to, ["anne@exemple.fr", "compta@exemple.fr"]);
        assert!(
            smtp.log().iter().filter(|line| line.starts_with("EHLO")).all(|line| line == "EHLO [127.0.0.1]")
        );
    }
    let Some(open) = Smtp::start(Setup { login: false, ..Setup::default() }) else { return };
    hand(&open, &["anne@exemple.fr"]).unwrap();
}

#[test]
fn a_message_to_oneself_shows_that_the_account_works() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    post::test(&smtp.server(), smtp.secret().as_ref(), &limits(), ME, 1_795_000_000).unwrap();
    let taken = smtp.taken();
    assert_eq!((taken[0].from.as_str(), taken[0].to.as_slice()), (ME, [ME.to_owned()].as_slice()));
    let message = mail_parser::MessageParser::default().parse(&taken[0].bytes).unwrap();
    assert_eq!(message.subject(), Some("Essai d’envoi depuis Parcours"));
    assert_eq!(message.date().unwrap().to_timestamp(), 1_795_000_000);
    assert!(message.body_text(0).unwrap().contains("Parcours peut envoyer vos devis"));
}

#[test]
fn an_address_of_any_letter_goes_where_it_is_taken() {
    let address = "zoé@café.example";
    let Some(new) = Smtp::start(Setup { utf8: true, ..Setup::default() }) else { return };
    hand(&new, &[address]).unwrap();
    assert_eq!(new.taken()[0].to, [address]);
    assert!(new.taken()[0].options.contains(&"SMTPUTF8".to_owned()));
    let Some(old) = Smtp::start(Setup::default()) else { return };
    let failure = hand(&old, &[address]).unwrap_err();
    assert_eq!(failure.kind, Kind::AddressNotTaken);
    assert!(failure.certain && old.taken().is_empty());
}

#[test]
fn a_thousand_messages_pass_in_seconds() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let began = Instant::now();
    let mut session = Session::open(&smtp.server(), smtp.secret().as_ref(), &limits()).unwrap();
    for i in 0..1000 {
        let bytes = bytes(&format!("R-{i:04}"));
        let to = format!("client-{i}@exemple.fr");
        session.send(&Message { from: ME, to: &[&to], bytes: &bytes }).unwrap();
    }
    session.quit();
    let taken = smtp.taken();
    assert_eq!(taken.len(), 1000);
    for (i, taken) in taken.iter().enumerate() {
        assert_eq!(
            (&taken.to, &taken.bytes),
            (&vec![format!("client-{i}@exemple.fr")], &bytes(&format!("R-{i:04}")))
        );
    }
    println!("1000 messages: {:?}", began.elapsed());
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
}
