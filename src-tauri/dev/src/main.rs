//! The four doors of the window, on this machine's own address, over demo books: `cargo xtask dev` puts Vite in front.
//!
//! Architecture invariant: nothing that people install knows this crate. It answers this machine only, and of it only
//! the page that Vite serves: a request carries the run's key, and comes from the address that it asks.

mod asked;

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{Local, NaiveDate};
use parcours::jobs::demo;
use parcours::{House, Opening};
use tiny_http::{Header, Request, Response, Server};

use asked::{Asked, Visitor};

const USAGE: &str = "usage: parcours-dev --data DIR [--today YYYY-MM-DD]";
/// The demo's story, always the same.
const SEED: u64 = 1;
/// Questions that the page asks at once do not wait for each other.
const HANDS: usize = 4;
/// A kept file has 10 MB at most, a third more in base64.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("parcours-dev: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> Result<(), String> {
    let (data, today) = arguments(std::env::args().skip(1))?;
    fill(&data, today)?;
    let house = Arc::new(parcours::open(Opening { data: Some(data), today }));
    let server = Server::http("127.0.0.1:0").map_err(|error| format!("no address to listen on: {error}"))?;
    let address = server.server_addr().to_ip().ok_or("no address to listen on")?;
    let key = key()?;
    // The only line on stdout: where Vite finds the doors, and the key to them.
    writeln!(io::stdout(), "http://{address} {key}").map_err(|error| error.to_string())?;

    let (server, key) = (Arc::new(server), Arc::<str>::from(key));
    for _ in 0..HANDS {
        let (server, house, key) = (Arc::clone(&server), Arc::clone(&house), Arc::clone(&key));
        std::thread::spawn(move || {
            for request in server.incoming_requests() {
                answer(&house, &key, request);
            }
        });
    }
    // Whoever started this ends it by closing its standard input, by choice or by dying.
    drop(io::copy(&mut io::stdin(), &mut io::sink()));
    house.quit();
    Ok(())
}

fn arguments(mut given: impl Iterator<Item = String>) -> Result<(PathBuf, Option<NaiveDate>), String> {
    let (mut data, mut today) = (None, None);
    while let Some(name) = given.next() {
        match (name.as_str(), given.next()) {
            ("--data", Some(folder)) if !folder.is_empty() => data = Some(PathBuf::from(folder)),
            ("--today", Some(day)) => {
                today = Some(day.parse().map_err(|_| format!("{day} is no day: write 2026-03-03"))?);
            }
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok((data.ok_or(USAGE)?, today))
}

/// Writes the demo where there are no books yet.
fn fill(data: &Path, today: Option<NaiveDate>) -> Result<(), String> {
    if books::file::path(data).exists() {
        return Ok(());
    }
    eprintln!("  Writing the demo's books in {} (once)", data.display());
    let day = today.unwrap_or_else(|| Local::now().date_naive());
    demo::fill(&parcours::open, data, day, SEED, &|_, _| true).map(drop).map_err(|error| error.to_string())
}

fn key() -> Result<String, String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| format!("no randomness: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn answer(house: &House, key: &str, mut request: Request) {
    let (status, body) = match read(key, &mut request) {
        Ok(asked) => asked.through(house),
        Err((status, reason)) => {
            eprintln!("  {} {}: {reason}", request.method(), request.url());
            (status, String::new())
        }
    };
    let mut response = Response::from_string(body).with_status_code(status);
    if let Ok(json) = "Content-Type: application/json".parse::<Header>() {
        response.add_header(json);
    }
    // A page that is gone needs no answer.
    drop(request.respond(response));
}

/// What is asked, or the status and the reason for which the door stays shut.
fn read(key: &str, request: &mut Request) -> Result<Asked, (u16, &'static str)> {
    let header = |name: &'static str| {
        request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
    };
    let visitor = Visitor { key: header("X-Parcours-Key"), host: header("Host"), origin: header("Origin") };
    if !visitor.may_enter(key) {
        return Err((403, "not from the page"));
    }
    let door = request.url().to_owned();
    let mut body = String::new();
    request
        .as_reader()
        .take(MOST_BYTES)
        .read_to_string(&mut body)
        .map_err(|_| (400, "the body cannot be read"))?;
    Asked::read(&door, &body).ok_or((400, "neither a door nor a name and its payload"))
}
