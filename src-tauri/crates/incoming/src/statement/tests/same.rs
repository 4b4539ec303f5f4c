//! The same movements, written in every format, are read the same.

use crate::statement::read_statement;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::fmt::Write as _;

type Moves = Vec<(NaiveDate, i64)>;

fn plain(cents: i64, point: char) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}{point}{:02}", cents.abs() / 100, cents.abs() % 100)
}

fn ofx(moves: &Moves) -> String {
    let mut out = "OFXHEADER:100\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKTRANLIST>".to_owned();
    for (day, cents) in moves {
        let _ = write!(
            out,
            "<STMTTRN><DTPOSTED>{}<TRNAMT>{}<NAME>A</STMTTRN>",
            day.format("%Y%m%d"),
            plain(*cents, '.')
        );
    }
    out + "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
}

fn camt(moves: &Moves) -> String {
    let mut out = "<Document><BkToCstmrStmt><Stmt>".to_owned();
    for (day, cents) in moves {
        let sign = if *cents < 0 { "DBIT" } else { "CRDT" };
        let _ = write!(
            out,
            "<Ntry><Amt Ccy=\"EUR\">{}</Amt><CdtDbtInd>{sign}</CdtDbtInd><BookgDt><Dt>{day}</Dt></BookgDt></Ntry>",
            plain(cents.abs(), '.')
        );
    }
    out + "</Stmt></BkToCstmrStmt></Document>"
}

fn cfonb(moves: &Moves) -> String {
    let sign = |cents: i64| {
        let figure = usize::try_from(cents.abs() % 10).unwrap();
        let letters = if cents < 0 { "}JKLMNOPQR" } else { "{ABCDEFGHI" };
        format!("{:013}{}", cents.abs() / 10, letters.chars().nth(figure).unwrap())
    };
    let record = |kind: &str, day: NaiveDate, cents: i64| {
        let head = format!("{kind}30006    00001EUR2 12345678901  {}", day.format("%d%m%y"));
        format!("{:<120}\n", format!("{head:<90}{}", sign(cents)))
    };
    let first = moves.first().map_or(NaiveDate::default(), |(day, _)| *day);
    let middle: String = moves.iter().map(|(day, cents)| record("04", *day, *cents)).collect();
    let total = moves.iter().map(|(_, cents)| cents).sum();
    format!("{}{middle}{}", record("01", first, 0), record("07", first, total))
}

fn qif(moves: &Moves) -> String {
    let one = |(day, cents): &(NaiveDate, i64)| {
        format!("D{}\nT{}\n^\n", day.format("%d/%m/%Y"), plain(*cents, ','))
    };
    format!("!Type:Bank\nD31/12/2025\nT0,00\n^\n{}", moves.iter().map(one).collect::<String>())
}

fn mt940(moves: &Moves) -> String {
    let mut out = ":20:A\n:25:B\n:60F:C260101EUR0,\n".to_owned();
    for (day, cents) in moves {
        let sign = if *cents < 0 { 'D' } else { 'C' };
        let _ = writeln!(out, ":61:{}{sign}{}NTRFNONREF", day.format("%y%m%d"), plain(cents.abs(), ','));
    }
    out
}

fn csv(moves: &Moves) -> String {
    let one = |(day, cents): &(NaiveDate, i64)| {
        let (debit, credit) = if *cents < 0 {
            (plain(-*cents, ','), String::new())
        } else {
            (String::new(), plain(*cents, ','))
        };
        format!("{};A;{debit};{credit}\n", day.format("%d/%m/%Y"))
    };
    format!("Date;Libellé;Débit Euros;Crédit Euros\n{}", moves.iter().map(one).collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn every_format_says_the_same(raw in prop::collection::vec((0_u64..1_000, -5_000_000_i64..5_000_000), 1..20)) {
        let first = NaiveDate::from_ymd_opt(2025, 6, 1).unwrap();
        let moves: Moves = raw.iter().map(|(days, cents)| (first + Days::new(*days), *cents)).collect();
        for (name, text) in [("ofx", ofx(&moves)), ("camt", camt(&moves)), ("cfonb", cfonb(&moves)), ("qif", qif(&moves)), ("mt940", mt940(&moves)), ("csv", csv(&moves))] {
            let file = read_statement(text.as_bytes(), None).map_err(|refusal| TestCaseError::fail(format!("{name}: {}", refusal.message)))?;
            let lines = file.statements.iter().flat_map(|one| &one.lines);
            let mut read: Moves = lines.map(|line| (line.day, line.amount.0)).collect();
            if name == "qif" {
                read.remove(0);
            }
            prop_assert_eq!(&read, &moves, "{}", name);
        }
    }
}
