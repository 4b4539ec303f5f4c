//! A bank's statement of 100,000 lines, beside a bare pass over the same bytes as XML.

use crate::figures::{median, ratio, shown, told};
use incoming::statement::read_statement;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

const LINES: usize = 100_000;
/// Reading may take at most so many times the pass; held in builds for release alone, where the house is optimised as
/// what it uses is.
const MOST: f64 = 4.0;
const ROUNDS: usize = 7;

/// Answers whether a statement is read quickly enough.
pub fn banking(small: bool) -> bool {
    println!();
    let text = statement(if small { LINES / 10 } else { LINES });
    let (mut read, mut passed): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let began = Instant::now();
        black_box(read_statement(text.as_bytes(), None).expect("it reads"));
        let reading = began.elapsed();
        let began = Instant::now();
        assert!(black_box(pass(&text)) > 0, "nothing was passed over");
        if round > 0 {
            read.push(reading);
            passed.push(began.elapsed());
        }
    }
    let (read, passed) = (median(&mut read), median(&mut passed));
    println!("A statement of {} bytes: {}; a pass over it: {}", text.len(), shown(read), shown(passed));
    let most = if cfg!(debug_assertions) { f64::INFINITY } else { MOST };
    told("reading it, to a pass over its bytes", ratio(read, passed), most)
}

fn pass(text: &str) -> usize {
    let mut reader = Reader::from_str(text);
    // Elements of OFX are not closed.
    reader.config_mut().check_end_names = false;
    let mut events = 0;
    while let Ok(event) = reader.read_event() {
        if matches!(event, Event::Eof) {
            break;
        }
        events += 1;
    }
    events
}

/// A statement of so many lines, over a year.
pub fn statement(lines: usize) -> String {
    let mut text = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30006<BRANCHID>00001<ACCTID>12345678901</BANKACCTFROM><BANKTRANLIST>\n".to_owned();
    for n in 0..lines {
        let _ = write!(
            text,
            "<STMTTRN>\n<TRNTYPE>CREDIT\n<DTPOSTED>2026{:02}{:02}\n<TRNAMT>{}.{:02}\n<FITID>A{n}\n<NAME>VIR SEPA CLIENT {n}\n<MEMO>F-2026-{n:05} été\n</STMTTRN>\n",
            1 + n % 12,
            1 + n % 28,
            n % 977,
            n % 100
        );
    }
    text + "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
}
