//! Files made to harm: each is refused, at once and without a trace.

use crate::statement::found::MOST_BYTES;
use crate::statement::read_statement;
use crate::statement::tests::samples;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn refused(bytes: &[u8]) -> String {
    read_statement(bytes, None).unwrap_err().message
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn entities_are_never_unfolded() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Document>&b;</Document>";
    assert!(refused(bomb.as_bytes()).contains("sa propre grammaire"));
    let file =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><OFX>&f;</OFX>";
    assert!(refused(file.as_bytes()).contains("sa propre grammaire"));
    let unknown = samples::CAMT.replace("D&amp;P", "D&nope;P");
    assert!(refused(unknown.as_bytes()).contains("et on lit « nope »"));
}

#[test]
fn depth_is_limited() {
    let deep = format!("<Document><BkToCstmrStmt><Stmt><Ntry>{}", "<a>".repeat(100_000));
    assert!(refused(deep.as_bytes()).contains("les uns dans les autres"));
    let deep = format!("OFXHEADER:100\n{}", "<BAL>".repeat(100_000));
    assert!(refused(deep.as_bytes()).contains("les uns dans les autres"));
}

#[test]
fn sizes_are_limited_before_anything_is_read() {
    assert!(refused(&vec![b'<'; 100 << 20]).contains("64 Mo"));
    let zeros = vec![b'0'; MOST_BYTES + 1];
    let bomb = archive(&[("a.xml", &zeros)]);
    assert!(bomb.len() < 200_000, "{} bytes", bomb.len());
    assert!(refused(&bomb).contains("64 Mo une fois ouverte"));
    let many: Vec<(String, &[u8])> = (0..800).map(|n| (format!("{n}.xml"), b"" as &[u8])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert!(refused(&archive(&many)).contains("750 fichiers"));
}

/// None of these takes more time than reading its bytes.
#[test]
fn crowds_are_limited() {
    let accounts: String =
        (0..50_000).map(|n| format!("<STMTRS><BANKACCTFROM><ACCTID>{n}</BANKACCTFROM></STMTRS>")).collect();
    assert!(refused(format!("<OFX>{accounts}</OFX>").as_bytes()).contains("36500 relevés"));
    let messages: String = (0..500).map(|n| format!(":20:A\n:25:{n}00000\n:60F:C260301EUR1,\n-\n")).collect();
    assert!(refused(messages.as_bytes()).contains("100 comptes"));
    let wide = format!("Date;Libellé;Montant\n{}\n", ";".repeat(1_000_000));
    assert!(refused(wide.as_bytes()).contains("100 colonnes"));
    let long = format!("!Type:Bank\n{}", "D13/03/2026\nT1\n^\n".repeat(250_001));
    assert!(refused(long.as_bytes()).contains("250000 opérations"));
}

#[test]
fn archives_are_opened_once() {
    let camt = samples::CAMT.as_bytes();
    let later = samples::CAMT.replace("100.00", "1275.00").replace(
        "1275.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-10",
        "2450.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-10",
    );
    let file = read_statement(
        &archive(&[("x/1.xml", camt), ("__MACOSX/._1.xml", b"x"), ("2.xml", later.as_bytes())]),
        None,
    )
    .unwrap();
    assert_eq!((file.statements.len(), file.statements[0].lines.len()), (1, 8));
    assert_eq!(file.warnings, []);
    let inner = archive(&[("1.xml", camt)]);
    assert!(refused(&archive(&[("in.zip", &inner)])).contains("en contient une autre"));
    assert!(
        refused(&archive(&[("1.xml", camt), ("2.qif", samples::QIF.as_bytes())]))
            .contains("d’un autre format")
    );
    assert!(refused(&archive(&[("1.xml", b"<Document>")])).contains("« 1.xml »"));
    assert!(refused(&archive(&[("[Content_Types].xml", b"<a/>")])).contains("classeur"));
    assert!(refused(&inner[..inner.len() - 30]).contains("endommagée"));
}

#[test]
fn what_is_no_statement_is_told_by_what_it_is() {
    for (bytes, word) in [
        (&b"%PDF-1.7 ..."[..], "PDF"),
        (b"\xd0\xcf\x11\xe0", "classeur"),
        (b"\x1f\x8b\x08", "archive"),
        (b"", "vide"),
        (b" \n \n", "vide"),
        (b"abc\0\0\x01\x02def", "texte"),
        (b"Bonjour,\nvoici mon relev\xe9.\n", "aucun relevé connu"),
    ] {
        assert!(refused(bytes).contains(word), "{}", refused(bytes));
    }
}
