//! What each reader is given before it is changed: one file as banks and sellers write it, or a few.

use chrono::{Days, NaiveDate};
use parcours::jobs::demo::written::{DemoFormat, DemoMovement, DemoPeriod, file};
use serde_json::json;
use std::io::{Cursor, Write as _};
use tests::{Books, day, signed};
use values::money::Cents;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What reads bytes that come from others.
pub struct Reader {
    pub name: &'static str,
    pub seeds: Vec<Vec<u8>>,
    /// Is it read? Refused, where it is not.
    pub read: fn(&[u8]) -> bool,
}

pub fn readers() -> Vec<Reader> {
    let bank = |name, seeds| Reader { name, seeds, read: statement };
    let invoice = |name, seeds| Reader { name, seeds, read: |bytes| einvoice::check::check(bytes).is_ok() };
    let camt = written(DemoFormat::Camt);
    let csv = written(DemoFormat::Csv);
    let archive = zipped(&camt);
    vec![
        bank("ofx", vec![written(DemoFormat::Ofx), OFX.as_bytes().to_vec()]),
        bank("camt", vec![camt]),
        bank("zip", vec![archive]),
        bank("cfonb", vec![cfonb()]),
        bank("qif", vec![QIF.as_bytes().to_vec()]),
        bank("mt940", vec![MT940.as_bytes().to_vec()]),
        bank("csv", vec![csv.clone(), CSV.as_bytes().to_vec()]),
        Reader {
            name: "table",
            seeds: vec![csv, CSV.as_bytes().to_vec()],
            read: |bytes| incoming::statement::preview_table(bytes).is_ok(),
        },
        invoice(
            "cii",
            vec![include_bytes!("../../src-tauri/crates/einvoice/tests/samples/invoice.xml").to_vec()],
        ),
        invoice(
            "ubl",
            vec![include_bytes!("../../src-tauri/crates/einvoice/tests/samples/credit-note.xml").to_vec()],
        ),
        invoice("factur-x", vec![paper()]),
    ]
}

fn statement(bytes: &[u8]) -> bool {
    incoming::statement::read_statement(bytes, None).is_ok()
}

fn written(format: DemoFormat) -> Vec<u8> {
    let first = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap_or_default();
    let one = |n: u64, amount, label: &str| DemoMovement {
        day: first + Days::new(n),
        amount: Cents(amount),
        label: label.to_owned(),
        payer: if amount > 0 { "Boulangerie Le Goff & fils".to_owned() } else { String::new() },
        id: format!("A{n}"),
    };
    let movements = [
        one(2, 120_000, "VIR SEPA BOULANGERIE LE GOFF F-2026-0001"),
        one(5, -2_500, "FRAIS TENUE DE COMPTE"),
        one(5, 45_050, "VIR INST M PETIT HUGO"),
    ];
    let period =
        DemoPeriod { first, last: first + Days::new(9), opening: Cents(10_000), closing: Cents(172_550) };
    file(format, "FR7630006000011234567890189", &period, &movements).1.into_bytes()
}

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("releve.xml", SimpleFileOptions::default()).expect("an archive");
    archive.write_all(bytes).expect("an archive");
    archive.finish().expect("an archive").into_inner()
}

/// The Factur-X paper of an invoice.
fn paper() -> Vec<u8> {
    let books = Books::camille();
    let (_, order) = signed(&books);
    let door = books.on(day(9, 24));
    let invoice = door.done("issue_deposit_invoice", json!({"order": order}));
    let sql = "SELECT document FROM invoice WHERE id = ?1";
    let document: i64 = books.raw().query_row(sql, [invoice], |r| r.get(0)).expect("a document");
    tests::bytes(&door.ask("document", json!({"id": document})))
}

/// A record of CFONB 120: kind, day, what stands from column 41 on, amount.
fn cfonb() -> Vec<u8> {
    let record = |kind: &str, day: &str, words: &str, amount: &str| {
        let head = format!("{kind}30006    00001EUR2 12345678901  {day}");
        format!("{:<120}", format!("{head}{words:<50}{amount:<14}"))
    };
    [
        record("01", "010326", "", "0000000001000{"),
        record("04", "060326", "  060326VIR SEPA LE GOFF                 0000012", "0000000012000{"),
        record("05", "060326", "     LCCF-2026-0001", ""),
        record("04", "090326", "  090326FRAIS", "0000000000250}"),
        record("07", "100326", "", "0000000012750{"),
    ]
    .join("\n")
    .into_bytes()
}

const OFX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF>
<BANKACCTFROM><BANKID>X</BANKID><ACCTID>FR7630006000011234567890189</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260301</DTSTART><DTEND>20260310</DTEND>
<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20260306000000.000[-5:EST]</DTPOSTED><TRNAMT>1200.00</TRNAMT><FITID>A1</FITID>
<PAYEE><NAME>Le Goff &#38; fils</NAME></PAYEE><MEMO><![CDATA[F-2026-0001 <solde>]]></MEMO></STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>1200.00</BALAMT><DTASOF>20260310</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"#;

const QIF: &str = "!Type:Bank\nD13/03/2026\nT1,200.00\nPBoulangerie Le Goff\nMF-2026-0001\nNVIR\n^\nD09/03/2026\nT-25.00\nPFrais\nSBanque\n$-25.00\n^\n";

const MT940: &str = "{1:F01AGRIFRPPXXXX}{2:I940}{4:\n:20:STARTUMS\n:25:FR7630006000011234567890189\n:28C:1/1\n:60F:C260301EUR100,\n:61:2603060306CR1200,00NTRFE2E1//B1\n:86:166?00VIR SEPA?20EREF+E2E1?21SVWZ+F-2026-0001?30AGRIFRPP?32BOULANGERIE LE GOFF\n:61:2603090309D25,NCHGNONREF\n:86:FRAIS TENUE DE COMPTE\n:62F:C260310EUR1275,00\n-}\n";

const CSV: &str = "Date;Date de valeur;Débit;Crédit;Libellé;Solde\n06/03/2026;07/03/2026;;1 200,00;VIR SEPA LE GOFF;1300,00\n09/03/2026;09/03/2026;-25,00;;FRAIS;1275,00\n";
