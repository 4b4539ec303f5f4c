//! What a paper costs beside its pages alone, in time and in bytes.

use crate::entered;
use crate::figures::{grouped, median, ratio, shown, told};
use books::reading::Reading;
use documents::paper::invoice::invoice_sheet;
use documents::paper::invoiced::InvoicePaper;
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};
use tests::Door;

/// Lines of the longer invoice.
const LINES: usize = 24;
/// How much longer an invoice for people and machines, lasting and legible to all, may take than its pages alone.
const MOST: f64 = 2.0;
/// Bytes of an invoice of one page without a logo, the invoice for machines included.
const MOST_BYTES: usize = 40 * 1024;
const ROUNDS: usize = 61;

/// Answers whether within bounds.
pub fn papers() -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let day = tests::day(9, 24);
    let house = entered(folder.path(), day);
    house.done("set_identity", tests::camille());
    let client = house.done("add_client", tests::bakery());
    let paper = |lines: usize| {
        let issued = issued(&house, client, lines);
        let reading =
            books::file::open_reading(&books::file::path(folder.path()), &books::cipher::Keys::default())
                .expect("the books open");
        let (values, _) =
            records::invoice::stored(Reading::of(&reading), issued).expect("the invoice is read back");
        values
    };
    let (short, long) = (paper(4), paper(LINES));
    let bytes = whole(&short).len();
    let (mut hybrid, mut pages) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (one, other) = (timed(|| whole(&long)), timed(|| bare(&long)));
        // The first warms up.
        if round > 0 {
            hybrid.push(one);
            pages.push(other);
        }
    }
    let (hybrid, pages) = (median(&mut hybrid), median(&mut pages));
    println!();
    println!("An invoice of {LINES} lines, median of {ROUNDS}");
    println!("{:<34}{:>12}", "for people and machines, tagged", shown(hybrid));
    println!("{:<34}{:>12}", "the same pages, by printpdf alone", shown(pages));
    println!("{:<34}{:>12}", "its bytes", grouped(whole(&long).len()));
    println!("{:<34}{:>12}", "those of one page, four lines", grouped(bytes));
    let quick = told("an invoice beside its pages", ratio(hybrid, pages), MOST);
    let share = bytes as f64 / MOST_BYTES as f64;
    told("one page beside 40 KB", share, 1.0) && quick
}

fn issued(house: &Door, client: i64, lines: usize) -> i64 {
    let deal = house.done("open_deal", json!({"client": client, "title": "Refonte du site"}));
    let lines: Vec<Value> = (1..=lines)
        .map(|line| {
            json!({"label": format!("Écran {line} : maquette, intégration et essais"), "quantity": "1,5",
                "unit": "jours", "unit_price": "480,00", "vat_rate": 2000})
        })
        .collect();
    let content = json!({"subject": "Refonte du site", "lines": lines});
    house.done("issue_invoice", json!({"deal": deal, "content": content}))
}

fn whole(values: &InvoicePaper) -> Vec<u8> {
    documents::render(&invoice_sheet(values), Some(&"0".repeat(32))).expect("the paper")
}

fn bare(values: &InvoicePaper) -> Vec<u8> {
    documents::bare(&invoice_sheet(values)).expect("the pages")
}

fn timed(make: impl Fn() -> Vec<u8>) -> Duration {
    let began = Instant::now();
    black_box(make());
    began.elapsed()
}
