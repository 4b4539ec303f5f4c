//! The post, through a real mail server: what arrives, and what people are told where nothing does.

mod arrival;
mod certificates;
mod doubts;
mod killed;
mod outbox;
mod outbox_ways;
mod refusals;
mod stand;

use post::{Failure, Message, Server};
use tests::smtp::{Smtp, limits};

const ME: &str = "camille@exemple.fr";

/// A message as the books seal it.
fn bytes(subject: &str) -> Vec<u8> {
    format!(
        "From: <{ME}>\r\nTo: <anne@exemple.fr>\r\nSubject: {subject}\r\nMessage-ID: <{subject}@exemple.fr>\r\n\r\nBonjour Anne,\r\n.\r\nÀ bientôt.\r\n"
    )
    .into_bytes()
}

/// Hands one over for these; what the server says of it, or why not.
fn hand(smtp: &Smtp, to: &[&str]) -> Result<String, Failure> {
    hand_to(&smtp.server(), smtp, to)
}

fn hand_to(server: &Server, smtp: &Smtp, to: &[&str]) -> Result<String, Failure> {
    let bytes = bytes("F-2026-0001");
    let message = Message { from: ME, to, bytes: &bytes };
    post::send(server, smtp.secret().as_ref(), &limits(), &message).map(|accepted| accepted.reply)
}

/// A sentence that people can read: whole, calm, in French typography, and without a word of the machinery.
fn is_calm(failure: &Failure) {
    let said = failure.to_string();
    assert!(said.ends_with('.') && !said.contains('!'), "{said}");
    assert!(!said.contains('\''), "a straight apostrophe: {said}");
    // The server's own words are its own.
    let ours = said.split("Le serveur a répondu").next().unwrap();
    for machinery in ["Error", "error", "Kind", "os error", "rustls", "lettre", "None", "Some("] {
        assert!(!ours.contains(machinery), "{said}");
    }
}
