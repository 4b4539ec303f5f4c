//! One call to the server, over which one message after the other is handed over.
//!
//! Invariant: a message is taken for all who are to receive it, or for nobody; and once its end was told, only the
//! server's own answer makes it taken or refused.

use std::cell::Cell;
use std::iter;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs, UdpSocket};
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Ehlo, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;

use crate::account::{Limits, Secret};
use crate::envelope::{Envelope, Message};
use crate::failure::{Failure, Kind};
use crate::trouble::{self, Step};
use values::server::{Security, Server};

/// The server has the message and answers for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Its words, which often name the message as its own log does.
    pub reply: String,
}

/// Calls, hands one message over, hangs up.
pub fn send(
    server: &Server,
    secret: Option<&Secret>,
    limits: &Limits,
    message: &Message,
) -> Result<Accepted, Failure> {
    Envelope::read(message)?;
    let mut session = Session::open(server, secret, limits)?;
    let done = session.send(message);
    session.quit();
    done
}

pub struct Session {
    line: SmtpConnection,
    limits: Limits,
    /// Most bytes of a message, where the server says so.
    most: Option<usize>,
    tells_size: bool,
    broken: bool,
}

impl Session {
    /// Calls the server, protects the way, says who one is.
    pub fn open(server: &Server, secret: Option<&Secret>, limits: &Limits) -> Result<Session, Failure> {
        let credentials = credentials(server, secret)?;
        let places = places(server)?;
        let mut line = call(server, &places, limits)?;
        line.set_timeout(Some(limits.answer)).map_err(|_| Failure::new(Kind::Closed))?;
        // What a server offers is told again where it is protected; the library keeps only a part of it.
        let offers = line.command(Ehlo::new(hello())).map_err(|error| trouble::of(Step::Call, &error))?;
        if let Some(credentials) = credentials {
            log_in(&mut line, &offers, &credentials)?;
        }
        let size = offered(&offers, "SIZE");
        let most = size.as_deref().and_then(|most| most.trim().parse().ok()).filter(|most| *most > 0);
        Ok(Session { line, limits: *limits, most, tells_size: size.is_some(), broken: false })
    }

    /// Whether another message can be handed over; where not, one calls again.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.broken
    }

    /// Hands one message over. A refusal leaves the call open for the next.
    pub fn send(&mut self, message: &Message) -> Result<Accepted, Failure> {
        let envelope = Envelope::read(message)?;
        if self.broken {
            return Err(Failure::new(Kind::Closed));
        }
        let bytes = envelope.bytes.len();
        if let Some(most) = self.most.filter(|most| bytes > *most) {
            return Err(Failure::new(Kind::TooLarge { bytes, most: Some(most) }));
        }
        let parameters = self.parameters(&envelope)?;
        self.begin(envelope, parameters)
    }

    /// Says goodbye, and hangs up. What is answered changes nothing for the messages that were taken; a server that no
    /// longer speaks is not waited for.
    pub fn quit(mut self) {
        if !self.broken {
            drop(self.line.set_timeout(Some(GOODBYE)));
            drop(self.line.quit());
        }
    }

    fn parameters(&self, envelope: &Envelope) -> Result<Vec<MailParameter>, Failure> {
        let takes = |extension| self.line.server_info().supports_feature(extension);
        let mut parameters = Vec::new();
        if self.tells_size {
            parameters.push(MailParameter::Size(envelope.bytes.len()));
        }
        if !envelope.bytes.is_ascii() {
            if !takes(Extension::EightBitMime) {
                return Err(Failure::new(Kind::SevenBitsOnly));
            }
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        if envelope.has_letters_beyond_ascii() {
            if !takes(Extension::SmtpUtfEight) {
                return Err(Failure::new(Kind::AddressNotTaken));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        Ok(parameters)
    }

    fn begin(&mut self, envelope: Envelope, parameters: Vec<MailParameter>) -> Result<Accepted, Failure> {
        let bytes = envelope.bytes.len();
        let begun = self.line.command(Mail::new(Some(envelope.from), parameters));
        self.answered(Step::Sender, bytes, begun)?;
        for to in envelope.to {
            let address = to.to_string();
            let taken = self.line.command(Rcpt::new(to, Vec::new()));
            self.answered(Step::Recipient, bytes, taken).map_err(|mut failure| {
                if let Kind::RecipientRefused { address: whose } = &mut failure.kind {
                    *whose = address;
                }
                failure
            })?;
        }
        let ready = self.line.command(Data);
        let ready = self.answered(Step::Content, bytes, ready)?;
        if !ready.has_code(354) {
            // Anything else would make the message itself a list of commands.
            self.broken = true;
            return Err(Failure::new(Kind::NotMail));
        }
        self.content(envelope.bytes)
    }

    fn content(&mut self, bytes: &[u8]) -> Result<Accepted, Failure> {
        if self.line.set_timeout(Some(self.limits.last_word)).is_err() {
            self.broken = true;
            return Err(Failure::new(Kind::Closed));
        }
        // The end of the message is told once the last part was handed to the network, never before.
        let whole = Cell::new(false);
        let body = bytes.strip_suffix(b"\r\n").unwrap_or(bytes);
        let parts = body.chunks(PART).map(Some).chain(iter::once_with(|| {
            whole.set(true);
            None
        }));
        let taken = self.line.message_iter(parts.map(Option::unwrap_or_default));
        let step = if whole.get() { Step::LastWord } else { Step::Content };
        let taken = self.answered(step, bytes.len(), taken)?;
        if !taken.code().to_string().starts_with('2') {
            self.broken = true;
            return Err(Failure { certain: false, ..Failure::new(Kind::NotMail) });
        }
        if self.line.set_timeout(Some(self.limits.answer)).is_err() {
            self.broken = true;
        }
        Ok(Accepted { reply: taken.message().collect::<Vec<_>>().join(" ") })
    }

    /// What the server answered; after a refusal, the call is made ready for the next message.
    fn answered(
        &mut self,
        step: Step,
        bytes: usize,
        answer: Result<Response, Error>,
    ) -> Result<Response, Failure> {
        let error = match answer {
            Ok(response) => return Ok(response),
            Err(error) => error,
        };
        let mut failure = trouble::of(step, &error);
        if let Kind::TooLarge { bytes: told, most } = &mut failure.kind {
            (*told, *most) = (bytes, self.most);
        }
        match failure.code {
            None | Some(421) => self.broken = true,
            Some(_) if step == Step::LastWord => {}
            Some(_) => self.broken = self.line.command(Rset).is_err(),
        }
        if !self.broken && self.line.set_timeout(Some(self.limits.answer)).is_err() {
            self.broken = true;
        }
        Err(failure)
    }
}

/// Bytes handed to the network at once.
const PART: usize = 64 * 1024;
/// How long one waits for the answer to a goodbye.
const GOODBYE: Duration = Duration::from_secs(5);

/// Nothing of this machine is told.
fn hello() -> ClientId {
    ClientId::Ipv4(std::net::Ipv4Addr::LOCALHOST)
}

fn credentials(server: &Server, secret: Option<&Secret>) -> Result<Option<Credentials>, Failure> {
    let Some(user) = server.user.as_deref().map(str::trim).filter(|user| !user.is_empty()) else {
        return Ok(None);
    };
    let Some(secret) = secret else { return Err(Failure::new(Kind::PasswordMissing)) };
    Ok(Some(Credentials::new(user.to_owned(), secret.text().to_owned())))
}

/// Where the server is. A server without protection is on this machine, wherever its name may lead.
fn places(server: &Server) -> Result<Vec<SocketAddr>, Failure> {
    let host = server.host.trim();
    if host.is_empty() {
        return Err(Failure::new(Kind::NameNotFound));
    }
    let mut places: Vec<SocketAddr> = match (host, server.port).to_socket_addrs() {
        Ok(places) => places.collect(),
        Err(_) if !has_network() => return Err(Failure::new(Kind::NoNetwork)),
        Err(_) => Vec::new(),
    };
    if places.is_empty() {
        return Err(Failure::new(Kind::NameNotFound));
    }
    if server.security == Security::Plain && !places.iter().all(|place| place.ip().is_loopback()) {
        return Err(Failure::new(Kind::Unprotected));
    }
    // The last try is the one that is told: where the newer protocol has no way out, it fails at once and says little.
    places.sort_by_key(|place| matches!(place.ip(), IpAddr::V4(_)));
    Ok(places)
}

/// Whether there is a way out of this machine. Nothing is sent: a datagram's way is only looked up. The address is kept
/// for documentation (RFC 5737) and belongs to nobody.
fn has_network() -> bool {
    UdpSocket::bind(("0.0.0.0", 0)).is_ok_and(|socket| socket.connect(("192.0.2.1", 9)).is_ok())
}

fn call(server: &Server, places: &[SocketAddr], limits: &Limits) -> Result<SmtpConnection, Failure> {
    let called = |tls: Option<&TlsParameters>| {
        SmtpConnection::connect(places, Some(limits.connect), &hello(), tls, None)
            .map_err(|error| trouble::of(Step::Call, &error))
    };
    match server.security {
        Security::Plain => called(None),
        Security::Tls => called(Some(&tls(server)?)),
        Security::StartTls => {
            let tls = tls(server)?;
            let mut line = called(None)?;
            if !line.can_starttls() {
                drop(line.quit());
                return Err(Failure::new(Kind::TlsMissing));
            }
            line.starttls(&tls, &hello()).map_err(|error| trouble::of(Step::Call, &error))?;
            nothing_slipped_in(&mut line)?;
            Ok(line)
        }
    }
}

/// An answer that waits unasked was slipped in before the way was protected, to stand for one of the server's own. (One
/// alone is taken for the answer to the greeting and shows at the next step, whose answer has another code.)
fn nothing_slipped_in(line: &mut SmtpConnection) -> Result<(), Failure> {
    line.set_timeout(Some(Duration::from_millis(1))).map_err(|_| Failure::new(Kind::Closed))?;
    match line.read_response().map_err(|error| trouble::of(Step::Call, &error)) {
        Err(failure) if failure.kind == Kind::Silent => Ok(()),
        Err(Failure { code: None, kind, .. }) => Err(Failure::new(kind)),
        Ok(_) | Err(_) => Err(Failure::new(Kind::TlsFailed)),
    }
}

fn tls(server: &Server) -> Result<TlsParameters, Failure> {
    let mut tls = TlsParameters::builder(server.host.trim().to_owned());
    if let Some(authority) = server.authority.as_deref().filter(|pem| !pem.trim().is_empty()) {
        let unreadable = Failure::new(Kind::AuthorityUnreadable);
        if !authority.contains("-----BEGIN CERTIFICATE-----") {
            return Err(unreadable);
        }
        tls = tls.add_root_certificate(Certificate::from_pem(authority.as_bytes()).map_err(|_| unreadable)?);
    }
    tls.build().map_err(|_| match server.authority {
        Some(_) => Failure::new(Kind::AuthorityUnreadable),
        None => Failure::new(Kind::TlsFailed),
    })
}

fn log_in(line: &mut SmtpConnection, offers: &Response, credentials: &Credentials) -> Result<(), Failure> {
    let offered = offered(offers, "AUTH").unwrap_or_default().to_ascii_uppercase();
    let has = |name: &str| offered.split_whitespace().any(|one| one == name);
    if !has("PLAIN") && !has("LOGIN") {
        let by_browser = has("XOAUTH2") || has("OAUTHBEARER");
        return Err(Failure::new(if by_browser { Kind::LoginByBrowser } else { Kind::LoginNotOffered }));
    }
    match line.auth(&[Mechanism::Plain, Mechanism::Login], credentials) {
        Ok(response) if response.has_code(235) => Ok(()),
        Ok(_) => Err(Failure::new(Kind::NotMail)),
        Err(error) => Err(trouble::of(Step::Login, &error)),
    }
}

/// What follows a word in what the server offers.
fn offered(offers: &Response, word: &str) -> Option<String> {
    offers.message().find_map(|line| {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        first.eq_ignore_ascii_case(word).then(|| rest.to_owned())
    })
}
