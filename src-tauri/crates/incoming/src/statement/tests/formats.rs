//! What each format says is read, to the cent and to the day.

use crate::statement::found::{BankBalanceKind, BankFile, BankFormat, BankLine};
use crate::statement::read_statement;
use crate::statement::tests::samples;
use encoding_rs::{ISO_8859_15, WINDOWS_1252};

fn read(text: &str) -> BankFile {
    read_statement(text.as_bytes(), None).unwrap_or_else(|refusal| panic!("{}", refusal.message))
}

fn refused(text: &str) -> String {
    read_statement(text.as_bytes(), None).unwrap_err().message
}

fn movements(file: &BankFile) -> Vec<&BankLine> {
    file.statements.iter().flat_map(|one| &one.lines).collect()
}

/// Day, amount and whether it is booked.
fn told(file: &BankFile) -> Vec<(String, i64, bool)> {
    movements(file).iter().map(|line| (line.day.to_string(), line.amount.0, line.pending)).collect()
}

fn moves(told: &[(&str, i64, bool)]) -> Vec<(String, i64, bool)> {
    told.iter().map(|(day, amount, pending)| ((*day).to_owned(), *amount, *pending)).collect()
}

const IBAN: &str = "FR7630006000011234567890189";

#[test]
fn ofx_of_both_writings() {
    let file = read(samples::OFX);
    assert_eq!((file.format, file.read_as.as_str()), (BankFormat::Ofx, "OFX 1 (SGML)"));
    let account = &file.statements[0].account;
    assert_eq!((account.iban.as_deref(), account.currency.as_deref()), (Some(IBAN), Some("EUR")));
    let expected =
        [("2026-03-06", 120_000, false), ("2026-03-07", -1_250, false), ("2026-03-09", -300, true)];
    assert_eq!(told(&file), moves(&expected));
    let lines = movements(&file);
    assert_eq!(lines[0].label, "VIR SEPA BOULANGERIE LE GOFF F-2026-0001 & café");
    assert_eq!((lines[0].id.as_deref(), lines[1].reference.as_deref()), (Some("A1"), Some("0000123")));
    assert_eq!(lines[0].line, 16);
    let balances: Vec<_> = file.statements[0].balances.iter().map(|one| (one.amount.0, one.kind)).collect();
    assert_eq!(balances, [(234_567, BankBalanceKind::Closing), (234_267, BankBalanceKind::Available)]);

    let file = read(samples::OFX2);
    assert_eq!(file.read_as, "OFX 2 (XML)");
    let lines = movements(&file);
    assert_eq!(lines[0].payer.as_deref(), Some("Le Goff & fils"));
    assert_eq!(lines[0].label, "Le Goff & fils F-2026-0001 <solde>");
    assert!(file.warnings[0].text.contains("aucun montant"));
}

#[test]
fn a_bank_that_answers_an_error_gives_no_statement() {
    let text = "OFXHEADER:100\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>Plus tard</STATUS></SONRS></SIGNONMSGSRSV1></OFX>";
    assert_eq!(
        refused(text),
        "Votre banque a répondu par une erreur (code 2000) au lieu d’un relevé : « Plus tard ». Demandez-le de nouveau."
    );
}

#[test]
fn what_is_wrong_in_ofx_is_told_where_it_stands() {
    let at = |from: &str, to: &str| refused(&samples::OFX.replace(from, to));
    assert!(
        at("+1200,00", "mille")
            .starts_with("Ligne 19, colonne 1 : on attend un montant, et on lit « mille »")
    );
    assert!(at("20260307\r", "20260230\r").starts_with("Ligne 26, colonne 1 : on attend une date AAAAMMJJ"));
    let cut = samples::OFX.split("</BANKTRANLIST>").next().unwrap();
    assert!(refused(cut).contains("il est incomplet"), "{}", refused(cut));
    assert!(at("<TRNAMT>-12.5", "<X>1").starts_with("Ligne 24, colonne 1 : on attend un montant (TRNAMT)"));
}

/// Some banks close no movement.
#[test]
fn a_movement_that_is_not_closed_ends_at_the_next_one() {
    let open = samples::OFX.replace("</STMTTRN>", "");
    assert_eq!(told(&read(&open)), told(&read(samples::OFX)));
    let bare = "<OFX><BANKTRANLIST>\n<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260817<TRNAMT>-33.98<NAME>A\n<STMTTRN><DTPOSTED>20260828<TRNAMT>13.00<NAME>B\n</BANKTRANLIST></OFX>";
    assert_eq!(told(&read(bare)), moves(&[("2026-08-17", -3_398, false), ("2026-08-28", 1_300, false)]));
}

#[test]
fn a_file_is_read_in_whatever_it_is_written_in() {
    let expected = movements(&read(samples::OFX))[0].label.clone();
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(samples::OFX.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let cp1252 = WINDOWS_1252.encode(samples::OFX).0.into_owned();
    for bytes in [wide, cp1252] {
        let file = read_statement(&bytes, None).unwrap();
        assert_eq!(movements(&file)[0].label, expected);
    }
    let euro = samples::CSV.replace("FRAIS", "FRAIS 25 €, été");
    let file = read_statement(&ISO_8859_15.encode(&euro).0, None).unwrap();
    assert_eq!(movements(&file)[1].label, "FRAIS 25 €, été");
    let declared = samples::CAMT.replace("UTF-8", "ISO-8859-15").replace("TENUE DE COMPTE", "à 2 €");
    let file = read_statement(&ISO_8859_15.encode(&declared).0, None).unwrap();
    assert_eq!(movements(&file)[2].label, "FRAIS à 2 €");
}

#[test]
fn camt_splits_what_it_groups_and_keeps_the_banks_day() {
    let file = read(samples::CAMT);
    assert_eq!((file.format, file.read_as.as_str()), (BankFormat::Camt053, "CAMT.053, version 8"));
    let expected = [
        ("2026-03-06", 70_000, false),
        ("2026-03-06", 50_000, false),
        ("2026-03-09", -2_500, false),
        ("2026-03-11", -999, true),
    ];
    assert_eq!(told(&file), moves(&expected));
    let lines = movements(&file);
    assert_eq!(lines[0].payer.as_deref(), Some("Boulangerie Le Goff"));
    assert_eq!(lines[0].payer_account.as_deref(), Some("FR1420041010050500013M02606"));
    assert_eq!((lines[0].reference.as_deref(), lines[1].reference.as_deref()), (Some("E1"), None));
    assert_eq!((lines[0].id.as_deref(), lines[1].id.as_deref()), (Some("REF1/1"), Some("REF1/2")));
    assert_eq!(lines[1].label, "acompte D&P");
    assert_eq!(file.warnings, []);

    // Amounts that do not make the whole leave one line.
    let file = read(&samples::CAMT.replace("700.00", "701.00"));
    assert_eq!(lines_of(&file), 3);
    assert!(file.warnings[0].text.contains("groupe 2"));
    // Balances that do not agree are told with both figures.
    let file = read(&samples::CAMT.replace("1275.00", "1276.00"));
    assert!(
        file.warnings[0].text.contains("1\u{202f}275,00")
            && file.warnings[0].text.contains("1\u{202f}276,00")
    );
}

fn lines_of(file: &BankFile) -> usize {
    movements(file).len()
}

#[test]
fn reports_and_notifications_are_told_from_statements() {
    let other = |message: &str, part: &str| {
        let text = samples::CAMT.replace("BkToCstmrStmt", message).replace("<Stmt>", &format!("<{part}>"));
        read(&text.replace("</Stmt>", &format!("</{part}>"))).format
    };
    assert_eq!(other("BkToCstmrAcctRpt", "Rpt"), BankFormat::Camt052);
    assert_eq!(other("BkToCstmrDbtCdtNtfctn", "Ntfctn"), BankFormat::Camt054);
    assert!(refused("<?xml version=\"1.0\"?><Document><Autre/></Document>").contains("autre chose"));
    let wrong = samples::CAMT.replace("<CdtDbtInd>DBIT", "<CdtDbtInd>D");
    assert!(refused(&wrong).contains("« CRDT » ou « DBIT »"));
}

#[test]
fn cfonb_by_its_records() {
    let file = read(&samples::cfonb());
    assert_eq!(file.format, BankFormat::Cfonb120);
    assert_eq!(file.statements[0].account.iban.as_deref(), Some(IBAN));
    assert_eq!(told(&file), moves(&[("2026-03-06", 120_000, false), ("2026-03-09", -2_500, false)]));
    let lines = movements(&file);
    assert_eq!(lines[0].payer.as_deref(), Some("BOULANGERIE LE GOFF"));
    assert_eq!(lines[0].label, "VIR SEPA LE GOFF BOULANGERIE LE GOFF F-2026-0001");
    assert_eq!(lines[0].id.as_deref(), Some("0000012"));
    assert_eq!(file.warnings, []);
    // Records may follow one another without any line, and signs may come from the French EBCDIC.
    let plain = samples::cfonb().replace('\n', "");
    assert_eq!(told(&read(&plain)), told(&file));
    let french = samples::cfonb().replace('{', "é").replace('}', "è");
    assert_eq!(told(&read_statement(&WINDOWS_1252.encode(&french).0, None).unwrap()), told(&file));
}

#[test]
fn records_that_do_not_belong_are_refused() {
    let text = samples::cfonb();
    let records: Vec<&str> = text.lines().collect();
    let without = |rank: usize| {
        let kept: Vec<&str> =
            records.iter().enumerate().filter(|(at, _)| *at != rank).map(|(_, one)| *one).collect();
        refused(&kept.join("\n"))
    };
    assert!(without(0).starts_with("Ligne 1, colonne 1 : cet enregistrement 04 doit suivre un ancien solde"));
    assert!(without(1).contains("cet enregistrement 05 doit suivre un mouvement"));
    assert!(without(6).contains("un enregistrement 07 est attendu"));
    let foreign = text.replace("0730006    00001EUR2 12345678901", "0730006    00001EUR2 10000000000");
    assert!(refused(&foreign).starts_with("Ligne 7, colonne 22 :"), "{}", refused(&foreign));
    let twice = format!("{}\n{}", records[0], text);
    assert!(refused(&twice).contains("le relevé commencé à la ligne 1"));
    assert!(refused(&text.replace("0000000012000{", "00000000120X0{")).contains("colonne 91"));
}

#[test]
fn qif_by_the_days_of_the_whole_file() {
    let file = read(samples::QIF);
    assert_eq!(told(&file), moves(&[("2026-03-13", 120_000, false), ("2026-03-09", -2_500, false)]));
    assert_eq!(movements(&file)[0].label, "Boulangerie Le Goff F-2026-0001");
    let english = read("!Type:Bank\nD03/13/2026\nT10.00\n^\nD3/ 9'26\nT1,200\n^\n");
    assert_eq!(told(&english), moves(&[("2026-03-13", 1_000, false), ("2026-03-09", 120_000, false)]));
    let either = read("!Type:Bank\nD03/04/2026\nT10.00\n^\n");
    assert_eq!(told(&either), moves(&[("2026-04-03", 1_000, false)]));
    assert!(either.warnings[0].text.contains("jour, puis mois"));
    let both = refused("!Type:Bank\nD13/03/2026\nT1.00\n^\nD03/14/2026\nT1.00\n^\n");
    assert!(both.starts_with("Ligne 5, colonne 2 :") && both.contains("ligne 2"), "{both}");
    assert!(refused("!Type:Bank\nD13/03/2026\nPLe Goff\n^\n").contains("un montant (champ T)"));
    assert!(refused("!Type:Cat\nNAutre\n^\n").contains("ni compte courant"));
    let opened = read("!Account\nNCompte pro\n^\n!Type:Bank\nD01/03/2026\nT500.00\nPSolde initial\n^\n");
    assert_eq!((lines_of(&opened), opened.statements[0].balances[0].amount.0), (0, 50_000));
    assert_eq!(opened.statements[0].account.id.as_deref(), Some("Compte pro"));
}

#[test]
fn mt940_as_banks_write_it() {
    let file = read(samples::MT940);
    assert_eq!(file.statements[0].account.iban.as_deref(), Some(IBAN));
    assert_eq!(told(&file), moves(&[("2026-03-06", 120_000, false), ("2026-03-09", -2_500, false)]));
    let one = movements(&file)[0];
    assert_eq!(
        (one.label.as_str(), one.payer.as_deref()),
        ("VIR SEPA F-2026-0001", Some("BOULANGERIE LE GOFF"))
    );
    assert_eq!((one.reference.as_deref(), one.id.as_deref()), (Some("E2E1"), Some("B1")));
    assert_eq!(file.warnings, []);

    // Where every month has thirty days, the last of February is its last.
    let file = read(&samples::MT940.replace("2603060306", "2602300302"));
    assert_eq!(movements(&file)[0].value_day.unwrap().to_string(), "2026-02-28");
    assert!(file.warnings[0].text.contains("fin du mois"));
    // What is booked in January may be worth in December.
    let file = read(&samples::MT940.replace("2603060306", "2512310102"));
    assert_eq!(movements(&file)[0].day.to_string(), "2026-01-02");
    // A reversal of a credit takes away.
    let file = read(&samples::MT940.replace("CR1200,00", "RCR1200,00"));
    assert_eq!(movements(&file)[0].amount.0, -120_000);
    let wrong = refused(&samples::MT940.replace(":2603090309D25,", ":2603090309X25,"));
    assert!(wrong.starts_with("Ligne 8, colonne 15 : on attend C, D, RC ou RD"), "{wrong}");
    assert!(refused(":20:A\n:25:1234567890\n").contains("il est incomplet"));
}
