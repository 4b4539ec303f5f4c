//! Ten thousand lines against ten thousand open invoices, beside a thousand against a thousand.

use crate::figures::{grouped, ratio, shown, told};
use chrono::TimeDelta;
use journey::matching::given::{
    Expected, MatchLine, MatchTarget, Payable, PayableAsks, PayerNames, TargetKind,
};
use journey::matching::proposals;
use std::hint::black_box;
use std::time::{Duration, Instant};
use values::money::Cents;

const FEW: usize = 1_000;
const TIMES: usize = 10;
/// So many times the lines and the invoices take at most so many times as long.
const MOST: f64 = 15.0;
const ROUNDS: usize = 3;
/// Invoices of one client.
const EACH: usize = 10;

/// Answers whether matching grows hardly faster than what is matched.
pub fn matching() -> bool {
    println!();
    let sizes = [FEW, FEW * TIMES].map(|size| (size, lines(size), expected(size)));
    let mut times = [Duration::MAX; 2];
    for round in 0..=ROUNDS {
        for ((size, lines, expected), time) in sizes.iter().zip(&mut times) {
            let began = Instant::now();
            let found = black_box(proposals(lines, expected));
            if round > 0 {
                // What disturbs only makes slower.
                *time = (*time).min(began.elapsed());
            }
            let certain = found.iter().filter(|one| one.proposals.iter().any(|one| one.certain)).count();
            assert!(certain * 2 > *size, "{certain} of {size} lines are certain");
        }
    }
    let [few, many] = times;
    println!(
        "{} lines matched with as many invoices: {}; {}: {}",
        grouped(FEW),
        shown(few),
        grouped(FEW * TIMES),
        shown(many)
    );
    told("ten times as many lines and invoices", ratio(many, few), MOST)
}

fn amount(n: usize) -> i64 {
    // A third of them are round, and shared by many.
    if n.is_multiple_of(3) { 50_000 + (n % 40) as i64 * 5_000 } else { 10_000 + (n * 7_919 % 900_000) as i64 }
}

fn client(n: usize) -> usize {
    n / EACH
}

/// Of syllables: names of as many clients as there are, alike as names are.
fn name(client: usize) -> String {
    const BEGIN: [&str; 20] = [
        "ar", "be", "co", "da", "el", "fa", "gi", "ho", "ir", "ju", "ka", "lo", "ma", "no", "or", "pa",
        "qui", "ro", "sa", "ti",
    ];
    const TRADES: [&str; 8] =
        ["Boulangerie", "Cabinet", "Studio", "Garage", "Agence", "Atelier", "Maison", "Transports"];
    let at = |by: usize| BEGIN[client / by % BEGIN.len()];
    format!("{} {}{}{}er {}el SARL", TRADES[client % 8], at(1), at(20), at(7), at(400))
}

fn expected(size: usize) -> Expected {
    let mut expected = Expected::default();
    for n in 0..size {
        let issued_on = crate::TODAY - TimeDelta::days((n % 200) as i64);
        expected.payables.push(Payable {
            target: MatchTarget { kind: TargetKind::Invoice, id: n as i64 },
            number: format!("F-2026-{n:04}"),
            other_numbers: vec![format!("D-2026-{n:04}")],
            client: client(n) as i64,
            open: Cents(amount(n)),
            since: issued_on,
            issued_on,
            due_on: issued_on + TimeDelta::days(30),
            parts: Vec::new(),
            by: None,
            asks: PayableAsks::default(),
        });
    }
    for client in 0..size / EACH {
        expected.payers.push(PayerNames { client: client as i64, names: vec![name(client)] });
    }
    expected
}

fn lines(size: usize) -> Vec<MatchLine> {
    let line = |n: usize| {
        let payer = name(client(n)).to_uppercase();
        let words = match n % 10 {
            0..6 => format!("F-2026-{n:04}"),
            6 => format!("F-2026-{:04}", n + 1),
            7 => format!("FACTURE {n}"),
            _ => "REGLEMENT".to_owned(),
        };
        // Some pay nothing that is known.
        let amount = if n.is_multiple_of(17) { amount(n) + 13 } else { amount(n) };
        MatchLine {
            id: n as i64,
            day: crate::TODAY + TimeDelta::days((n % 40) as i64 - 10),
            amount: Cents(amount),
            label: format!("VIR SEPA {payer} {words}"),
            payer: if n.is_multiple_of(2) { payer } else { String::new() },
            iban: String::new(),
            reference: String::new(),
            end_to_end: format!("E2E{n}"),
        }
    };
    (0..size).map(line).collect()
}
