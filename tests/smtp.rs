//! A real mail server on loopback, started by a test and ended with it: with or without TLS, and with the odd ways of real
//! servers where a test asks for them. Its certificates are made by the test, for the test.
//!
//! How it behaves is told by the address of the first recipient: `refused@…`, `full@…`, `relay@…` (refused at once);
//! `greylist-2@…` (twice 451, then taken); `goodbye@…` (421); `still@…` (never an answer); `nodata@…` and `cut@…` (closed
//! before and in the middle of the message); `lost@…` (closed after its end, not kept), `closed@…` (closed after its end,
//! kept), `mute@…` (kept, and never an answer); `spam@…`, `heavy@…`, `busy@…` (refused at the end); `slow@…` (a second); a
//! sender `stranger@…` is refused. Every other address is good. `mood` changes the ways of the whole server.

use post::{Limits, Secret, Security, Server};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Who may log in.
pub const USER: &str = "camille@exemple.fr";
pub const PASSWORD: &str = "sésame à l’eau";

/// What is wrong with the server's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certificate {
    Good,
    Expired,
    /// Of another name than « localhost ».
    OtherName,
}

/// How a server is set up.
#[derive(Clone, Debug)]
pub struct Setup {
    pub security: Security,
    pub certificate: Certificate,
    /// Whether it wants to know who sends.
    pub login: bool,
    /// Most bytes of a message.
    pub most: usize,
    /// Whether it takes addresses with any letter.
    pub utf8: bool,
    /// A port chosen before, to come back where one was.
    pub port: u16,
}

impl Default for Setup {
    fn default() -> Setup {
        Setup {
            security: Security::Tls,
            certificate: Certificate::Good,
            login: true,
            most: 10_000_000,
            utf8: false,
            port: 0,
        }
    }
}

/// The server, while it runs.
pub struct Smtp {
    setup: Setup,
    folder: TempDir,
    child: Child,
    pub port: u16,
    authority: String,
}

impl Smtp {
    /// Starts one; none, and says so, where Debian's packages are not installed.
    #[must_use]
    pub fn start(setup: Setup) -> Option<Smtp> {
        if !is_installed() {
            assert!(
                std::env::var_os("CI").is_none(),
                "python3-aiosmtpd is missing: `cargo xtask check` installs it"
            );
            println!(
                "not run: the mail server of tests needs python3-aiosmtpd (`cargo xtask check` installs it)"
            );
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let authority = certify(folder.path(), setup.certificate);
        let (child, port) = run(&setup, folder.path());
        Some(Smtp { setup, folder, child, port, authority })
    }

    /// The account as its user would have typed it.
    #[must_use]
    pub fn server(&self) -> Server {
        Server {
            host: "localhost".to_owned(),
            port: self.port,
            security: self.setup.security,
            user: self.setup.login.then(|| USER.to_owned()),
            authority: Some(self.authority.clone()),
        }
    }

    #[must_use]
    pub fn secret(&self) -> Option<Secret> {
        self.setup.login.then(|| Secret::new(PASSWORD))
    }

    /// The certificate of the authority behind it, as a file.
    #[must_use]
    pub fn authority_file(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// Gives the whole server other ways, from the next connection on: `silent`, `busy`, `gone`, `web` (no mail server),
    /// `ehlo-silent`, `auth-refused`, `auth-later`, `auth-browser`, `auth-none`, `no-size`,
    /// `slipped` (answers slipped in before STARTTLS); empty, its usual ones.
    pub fn mood(&self, mood: &str) {
        std::fs::write(self.folder.path().join("mood"), mood).expect("written");
    }

    /// Goes away, as a machine that is switched off.
    pub fn leave(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }

    /// Comes back at the same port, with what it had taken.
    pub fn come_back(&mut self) {
        self.leave();
        self.setup.port = self.port;
        let (child, port) = run(&self.setup, self.folder.path());
        assert_eq!(port, self.port);
        self.child = child;
    }

    /// What it has taken, in the order in which it came.
    #[must_use]
    pub fn taken(&self) -> Vec<Taken> {
        let mut names: Vec<PathBuf> = std::fs::read_dir(self.folder.path())
            .expect("the folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
            .collect();
        names.sort();
        names.iter().map(|path| Taken::read(path)).collect()
    }

    /// What it was told, line by line: « connection », « MAIL … », « RCPT … », « DATA », « RSET », « QUIT ».
    #[must_use]
    pub fn log(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// How often it was told so.
    #[must_use]
    pub fn told(&self, beginning: &str) -> usize {
        self.log().iter().filter(|line| line.starts_with(beginning)).count()
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Patience of a test: long where an answer comes, short where none does.
#[must_use]
pub fn limits() -> Limits {
    let short = Duration::from_secs(20);
    Limits { connect: short, answer: short, last_word: short }
}

/// A message that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub from: String,
    pub to: Vec<String>,
    /// What was told of it beside its sender: « SIZE=… », « BODY=8BITMIME ».
    pub options: Vec<String>,
    pub bytes: Vec<u8>,
}

impl Taken {
    fn read(path: &Path) -> Taken {
        let told = std::fs::read_to_string(path.with_extension("json")).expect("its envelope");
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let texts = |value: &Value| -> Vec<String> {
            value
                .as_array()
                .expect("a list")
                .iter()
                .map(|one| one.as_str().expect("a text").to_owned())
                .collect()
        };
        Taken {
            from: told["from"].as_str().expect("a sender").to_owned(),
            to: texts(&told["to"]),
            options: texts(&told["options"]),
            bytes: std::fs::read(path).expect("its bytes"),
        }
    }
}

/// Debian's own: other Pythons of a machine know nothing of its packages.
const PYTHON: &str = "/usr/bin/python3";

fn is_installed() -> bool {
    let mut asked = Command::new(PYTHON);
    asked.args(["-c", "import aiosmtpd"]).stdout(Stdio::null()).stderr(Stdio::null());
    asked.status().is_ok_and(|status| status.success())
}

fn run(setup: &Setup, folder: &Path) -> (Child, u16) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("post/server.py");
    let protected = setup.security != Security::Plain;
    let told = json!({
        "security": setup.security,
        "folder": folder,
        "port": setup.port,
        "user": setup.login.then_some(USER),
        "password": setup.login.then_some(PASSWORD),
        "most": setup.most,
        "utf8": setup.utf8,
        "certificate": protected.then(|| folder.join("server.pem")),
        "key": protected.then(|| folder.join("server.key")),
    });
    let mut child = Command::new(PYTHON)
        .arg(script)
        .arg(told.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the server starts");
    let mut line = String::new();
    let out = child.stdout.take().expect("its output");
    BufReader::new(out).read_line(&mut line).expect("its port");
    let port =
        line.trim().parse().unwrap_or_else(|_| panic!("the mail server of tests did not start: {told}"));
    (child, port)
}

/// Makes an authority and the server's certificate, and answers the authority's in PEM.
fn certify(folder: &Path, certificate: Certificate) -> String {
    let mut authority = CertificateParams::new(Vec::new()).expect("an authority");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("a key");
    let pem = authority.self_signed(&key).expect("signed").pem();
    let issuer = Issuer::new(authority, key);

    let name = if certificate == Certificate::OtherName { "ailleurs.test" } else { "localhost" };
    let mut server = CertificateParams::new(vec![name.to_owned()]).expect("a name");
    if certificate == Certificate::Expired {
        (server.not_before, server.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1));
    }
    let key = KeyPair::generate().expect("a key");
    let signed = server.signed_by(&key, &issuer).expect("signed");
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("written");
    write("server.pem", &signed.pem());
    write("server.key", &key.serialize_pem());
    write("authority.pem", &pem);
    pem
}
