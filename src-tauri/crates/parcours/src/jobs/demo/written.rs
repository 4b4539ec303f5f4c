//! A statement of the demo’s bank as a file: a table as Crédit Agricole writes it, OFX, or CAMT.053.

use chrono::NaiveDate;
use std::fmt::Write as _;
use values::money::Cents;
use values::words::{plain, typed_date};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DemoFormat {
    Csv,
    Ofx,
    Camt,
}

/// One movement of the account.
pub struct DemoMovement {
    pub day: NaiveDate,
    /// Signed.
    pub amount: Cents,
    pub label: String,
    /// Empty where the bank does not know.
    pub payer: String,
    /// The bank’s own number.
    pub id: String,
}

/// What a statement tells of, its days and its balances.
pub struct DemoPeriod {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub opening: Cents,
    pub closing: Cents,
}

/// Its name and its text; of the account of that French IBAN.
pub fn file(
    format: DemoFormat,
    iban: &str,
    period: &DemoPeriod,
    movements: &[DemoMovement],
) -> (String, String) {
    let (ending, text) = match format {
        DemoFormat::Csv => ("csv", csv(iban, period, movements)),
        DemoFormat::Ofx => ("ofx", ofx(iban, period, movements)),
        DemoFormat::Camt => ("xml", camt(iban, period, movements)),
    };
    (format!("releve-{}.{ending}", period.last), text)
}

/// Bank, branch and account of a French IBAN: five, five and eleven characters.
fn numbers(iban: &str) -> [&str; 3] {
    [4..9, 9..14, 14..25].map(|part| iban.get(part).unwrap_or_default())
}

fn csv(iban: &str, period: &DemoPeriod, movements: &[DemoMovement]) -> String {
    let last = typed_date(period.last);
    let mut text = format!(
        "Téléchargement du {last};\n;\nCompte courant professionnel n° {};\nSolde au {last} {} €;\n;\nDate;Libellé;Débit euros;Crédit euros;\n",
        numbers(iban)[2],
        plain(period.closing)
    );
    for DemoMovement { day, amount, label, .. } in movements.iter().rev() {
        let (day, told) = (typed_date(*day), plain(Cents(amount.0.abs())));
        let (debit, credit) = if amount.0 < 0 { (told, String::new()) } else { (String::new(), told) };
        let _ = writeln!(text, "{day};\"{label}\";{debit};{credit};");
    }
    text
}

fn ofx(iban: &str, period: &DemoPeriod, movements: &[DemoMovement]) -> String {
    let day = |day: NaiveDate| day.format("%Y%m%d");
    let [bank, branch, account] = numbers(iban);
    let mut text = format!(
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:UTF-8\nCHARSET:NONE\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n\
         <OFX>\n<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>EUR\n\
         <BANKACCTFROM><BANKID>{bank}<BRANCHID>{branch}<ACCTID>{account}<ACCTTYPE>CHECKING</BANKACCTFROM>\n\
         <BANKTRANLIST><DTSTART>{}<DTEND>{}\n",
        day(period.first),
        day(period.last)
    );
    for one in movements {
        let kind = if one.amount.0 < 0 { "DEBIT" } else { "CREDIT" };
        let _ = writeln!(
            text,
            "<STMTTRN><TRNTYPE>{kind}<DTPOSTED>{}<TRNAMT>{}<FITID>{}<NAME>{}</STMTTRN>",
            day(one.day),
            point(one.amount),
            one.id,
            escaped(&one.label)
        );
    }
    let _ = writeln!(
        text,
        "</BANKTRANLIST><LEDGERBAL><BALAMT>{}<DTASOF>{}</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>",
        point(period.closing),
        day(period.last)
    );
    text
}

fn camt(iban: &str, period: &DemoPeriod, movements: &[DemoMovement]) -> String {
    let balance = |code: &str, amount: Cents, day: NaiveDate| {
        format!(
            "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{}<Dt><Dt>{day}</Dt></Dt></Bal>\n",
            sum(amount)
        )
    };
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\n\
         <BkToCstmrStmt><GrpHdr><MsgId>{last}</MsgId><CreDtTm>{last}T20:00:00+01:00</CreDtTm></GrpHdr>\n\
         <Stmt><Id>{last}</Id><Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n{}{}",
        balance("OPBD", period.opening, period.first),
        balance("CLBD", period.closing, period.last),
        last = period.last,
    );
    for one in movements {
        let payer = match one.payer.as_str() {
            "" => String::new(),
            name => {
                format!("<RltdPties><Dbtr><Pty><Nm>{}</Nm></Pty></Dbtr></RltdPties>", escaped(name))
            }
        };
        let _ = writeln!(
            text,
            "<Ntry>{}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{}</Dt></BookgDt><AcctSvcrRef>{}</AcctSvcrRef>\
             <NtryDtls><TxDtls>{payer}<RmtInf><Ustrd>{}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>",
            sum(one.amount),
            one.day,
            one.id,
            escaped(&one.label)
        );
    }
    text.push_str("</Stmt></BkToCstmrStmt></Document>\n");
    text
}

/// An amount of CAMT, with the way it goes.
fn sum(amount: Cents) -> String {
    let way = if amount.0 < 0 { "DBIT" } else { "CRDT" };
    format!("<Amt Ccy=\"EUR\">{}</Amt><CdtDbtInd>{way}</CdtDbtInd>", point(Cents(amount.0.abs())))
}

/// `1234.50`
fn point(amount: Cents) -> String {
    plain(amount).replace(',', ".")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
