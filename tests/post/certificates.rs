//! A way that is not safe is not taken, and the server is told nothing on it.

use crate::{hand, hand_to, is_calm};
use post::{Kind, Retry, Secret, Security, Server};
use tests::smtp::{Certificate, PASSWORD, Setup, Smtp, USER, limits};

#[test]
fn a_certificate_that_does_not_hold_ends_the_call_before_anything_is_told() {
    for security in [Security::Tls, Security::StartTls] {
        for (certificate, kind) in [
            (Certificate::Expired, Kind::CertificateExpired),
            (Certificate::OtherName, Kind::CertificateWrongName),
        ] {
            let Some(smtp) = Smtp::start(Setup { security, certificate, ..Setup::default() }) else { return };
            let failure = hand(&smtp, &["anne@exemple.fr"]).unwrap_err();
            told_nothing(&smtp, &failure, &kind);
        }
        let Some(smtp) = Smtp::start(Setup { security, ..Setup::default() }) else { return };
        let unknown = Server { authority: None, ..smtp.server() };
        let failure = hand_to(&unknown, &smtp, &["anne@exemple.fr"]).unwrap_err();
        told_nothing(&smtp, &failure, &Kind::CertificateUnknownIssuer);
        hand(&smtp, &["anne@exemple.fr"]).unwrap();
    }
}

/// Which authorities the system trusts is read when a process begins: this test is its own child.
#[test]
fn an_authority_that_the_system_trusts_needs_not_be_told() {
    const NAME: &str = "certificates::an_authority_that_the_system_trusts_needs_not_be_told";
    if let Ok(port) = std::env::var("PORT_OF_THE_PARENT") {
        let (port, user) = (port.parse().unwrap(), Some(USER.to_owned()));
        let server =
            Server { host: "localhost".to_owned(), port, security: Security::Tls, user, authority: None };
        let bytes = crate::bytes("essai");
        let message = post::Message { from: crate::ME, to: &["anne@exemple.fr"], bytes: &bytes };
        post::send(&server, Some(&Secret::new(PASSWORD)), &limits(), &message).unwrap();
        return;
    }
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    let child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", NAME])
        .env("PORT_OF_THE_PARENT", smtp.port.to_string())
        .env("SSL_CERT_FILE", smtp.authority_file())
        .output()
        .unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
    assert_eq!(smtp.taken().len(), 1);
}

fn told_nothing(smtp: &Smtp, failure: &post::Failure, kind: &Kind) {
    assert_eq!(failure.kind, *kind);
    assert!(failure.certain && failure.stops_all());
    assert_eq!(failure.retry(), Retry::AfterChange);
    is_calm(failure);
    assert!(failure.to_string().contains("rien ne lui a été dit"), "{failure}");
    assert_eq!(smtp.told("MAIL") + smtp.told("RCPT"), 0);
    assert!(smtp.taken().is_empty());
}

#[test]
fn where_protection_is_wanted_and_not_offered_nothing_is_told() {
    let Some(plain) = Smtp::start(Setup { security: Security::Plain, ..Setup::default() }) else { return };
    let by_command = Server { security: Security::StartTls, ..plain.server() };
    let failure = hand_to(&by_command, &plain, &["anne@exemple.fr"]).unwrap_err();
    assert_eq!((&failure.kind, failure.field()), (&Kind::TlsMissing, Some("security")));
    is_calm(&failure);
    // The two ways of protection, taken for each other.
    let at_once = Server { security: Security::Tls, ..plain.server() };
    let failure = hand_to(&at_once, &plain, &["anne@exemple.fr"]).unwrap_err();
    assert_eq!(failure.kind, Kind::TlsFailed);
    is_calm(&failure);
    let Some(wants) = Smtp::start(Setup { security: Security::StartTls, ..Setup::default() }) else { return };
    let open = Server { security: Security::Plain, user: None, ..wants.server() };
    let failure = hand_to(&open, &wants, &["anne@exemple.fr"]).unwrap_err();
    assert_eq!(failure.kind, Kind::TlsWanted);
    is_calm(&failure);
    assert!(plain.taken().is_empty() && wants.taken().is_empty());
    assert_eq!(plain.told("MAIL") + wants.told("RCPT"), 0);
}

#[test]
fn answers_slipped_in_before_the_way_was_protected_are_found() {
    let Some(smtp) = Smtp::start(Setup { security: Security::StartTls, ..Setup::default() }) else { return };
    smtp.mood("slipped");
    let failure = hand(&smtp, &["anne@exemple.fr"]).unwrap_err();
    assert_eq!((&failure.kind, failure.certain), (&Kind::TlsFailed, true));
    assert!(smtp.taken().is_empty());
    smtp.mood("");
    hand(&smtp, &["anne@exemple.fr"]).unwrap();
}

#[test]
fn without_protection_only_this_machine_is_called() {
    // Addresses kept for documentation: nothing is sent to them, they are refused before.
    for host in ["192.0.2.1", "2001:db8::1"] {
        let server = Server {
            host: host.to_owned(),
            port: 25,
            security: Security::Plain,
            user: None,
            authority: None,
        };
        let bytes = crate::bytes("essai");
        let message = post::Message { from: crate::ME, to: &["anne@exemple.fr"], bytes: &bytes };
        let failure = post::send(&server, None, &limits(), &message).unwrap_err();
        assert_eq!((&failure.kind, failure.field()), (&Kind::Unprotected, Some("security")));
        is_calm(&failure);
    }
}

#[test]
fn an_authority_of_ones_own_is_read_or_refused() {
    let Some(smtp) = Smtp::start(Setup::default()) else { return };
    for wrong in [
        "n’importe quoi",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----",
    ] {
        let server = Server { authority: Some(wrong.to_owned()), ..smtp.server() };
        let failure = hand_to(&server, &smtp, &["anne@exemple.fr"]).unwrap_err();
        assert_eq!(
            (&failure.kind, failure.field()),
            (&Kind::AuthorityUnreadable, Some("authority")),
            "{wrong}"
        );
        is_calm(&failure);
    }
}
