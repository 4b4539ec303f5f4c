//! One small file of each format.

pub const OFX: &str = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n<OFX>\r\n<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260310<LANGUAGE>FRA</SONRS></SIGNONMSGSRSV1>\r\n<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>EUR\r\n<BANKACCTFROM><BANKID>30006<BRANCHID>00001<ACCTID>12345678901<ACCTTYPE>CHECKING</BANKACCTFROM>\r\n<BANKTRANLIST><DTSTART>20260301<DTEND>20260310\r\n<STMTTRN>\r\n<TRNTYPE>CREDIT\r\n<DTPOSTED>20260306000000.000[-5:EST]\r\n<TRNAMT>+1200,00\r\n<FITID>A1\r\n<NAME>VIR SEPA BOULANGERIE LE GOFF\r\n<MEMO>F-2026-0001 &amp; caf\u{e9}\r\n</STMTTRN>\r\n<STMTTRN>\r\n<TRNTYPE>DEBIT\r\n<DTPOSTED>20260307\r\n<TRNAMT>-12.5\r\n<FITID>A2\r\n<CHECKNUM>0000123\r\n<NAME>CHEQUE\r\n</STMTTRN>\r\n</BANKTRANLIST>\r\n<BANKTRANLISTP><STMTTRNP><TRNTYPE>DEBIT<DTTRAN>20260309<TRNAMT>-3.00<NAME>CB EN COURS</STMTTRNP></BANKTRANLISTP>\r\n<LEDGERBAL><BALAMT>2345.67<DTASOF>20260310</LEDGERBAL><AVAILBAL><BALAMT>2342.67<DTASOF>20260310</AVAILBAL>\r\n</STMTRS></STMTTRNRS></BANKMSGSRSV1>\r\n</OFX>\r\n";

pub const OFX2: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF>
<BANKACCTFROM><BANKID>X</BANKID><ACCTID>FR7630006000011234567890189</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260301</DTSTART><DTEND>20260310</DTEND>
<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20260306</DTPOSTED><TRNAMT>1200.00</TRNAMT><FITID>A1</FITID>
<PAYEE><NAME>Le Goff &#38; fils</NAME></PAYEE><MEMO><![CDATA[F-2026-0001 <solde>]]></MEMO></STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT> </BALAMT><DTASOF>20260310</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"#;

pub const CAMT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
 <BkToCstmrStmt>
  <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-10T20:00:00+01:00</CreDtTm></GrpHdr>
  <Stmt>
   <Id>S1</Id>
   <Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>
   <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-06</Dt></Dt></Bal>
   <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1275.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-10</Dt></Dt></Bal>
   <Ntry>
    <Amt Ccy="EUR">1200.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
    <BookgDt><DtTm>2026-03-06T23:59:00-05:00</DtTm></BookgDt><ValDt><Dt>2026-03-07</Dt></ValDt>
    <AcctSvcrRef>REF1</AcctSvcrRef>
    <NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>
     <TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><Amt Ccy="EUR">700.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
      <RltdPties><Dbtr><Pty><Nm>Boulangerie Le Goff</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></DbtrAcct></RltdPties>
      <RmtInf><Ustrd>F-2026-0001</Ustrd></RmtInf></TxDtls>
     <TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="EUR">500.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
      <RltdPties><Dbtr><Nm>Hugo Petit</Nm></Dbtr></RltdPties><RmtInf><Ustrd>acompte D&amp;P</Ustrd></RmtInf></TxDtls>
    </NtryDtls>
   </Ntry>
   <Ntry>
    <Amt Ccy="EUR">25.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>
    <BookgDt><Dt>2026-03-09</Dt></BookgDt><AddtlNtryInf>FRAIS TENUE DE COMPTE</AddtlNtryInf>
   </Ntry>
   <Ntry>
    <Amt Ccy="EUR">9.99</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>PDNG</Sts>
    <ValDt><Dt>2026-03-11</Dt></ValDt><AddtlNtryInf>CB EN COURS</AddtlNtryInf>
   </Ntry>
  </Stmt>
 </BkToCstmrStmt>
</Document>
"#;

/// A record of CFONB 120: kind, day, what stands from column 41 on, amount.
fn record(kind: &str, day: &str, words: &str, amount: &str) -> String {
    let head = format!("{kind}30006    00001EUR2 12345678901  {day}");
    format!("{:<120}", format!("{head}{words:<50}{amount:<14}"))
}

pub fn cfonb() -> String {
    [
        record("01", "010326", "", "0000000001000{"),
        record("04", "060326", "  060326VIR SEPA LE GOFF                 0000012", "0000000012000{"),
        record("05", "060326", "     NPYBOULANGERIE LE GOFF", ""),
        record("05", "060326", "     LCCF-2026-0001", ""),
        record("04", "090326", "  090326FRAIS", "0000000000250}"),
        String::new(),
        record("07", "100326", "", "0000000012750{"),
    ]
    .join("\n")
}

pub const QIF: &str = "!Type:Bank\nD13/03/2026\nT1,200.00\nPBoulangerie Le Goff\nMF-2026-0001\nNVIR\n^\nD09/03/2026\nT-25.00\nPFrais\n^\n";

pub const MT940: &str = "{1:F01AGRIFRPPXXXX}{2:I940}{4:\n:20:STARTUMS\n:25:FR7630006000011234567890189\n:28C:1/1\n:60F:C260301EUR100,\n:61:2603060306CR1200,00NTRFE2E1//B1\n:86:166?00VIR SEPA?20EREF+E2E1?21SVWZ+F-2026-0001?30AGRIFRPP?31FR1420041010050500013M02606?32BOULANGERIE LE GOFF\n:61:2603090309D25,NCHGNONREF\n:86:FRAIS TENUE DE COMPTE\n:62F:C260310EUR1275,00\n-}\n";

pub const CSV: &str = "Date;Date de valeur;Débit;Crédit;Libellé;Solde\n06/03/2026;07/03/2026;;1 200,00;VIR SEPA LE GOFF;1300,00\n09/03/2026;09/03/2026;-25,00;;FRAIS;1275,00\n";

/// One of each, as bytes.
pub fn all() -> Vec<Vec<u8>> {
    let texts = [OFX, OFX2, CAMT, QIF, MT940, CSV];
    texts.iter().map(|text| text.as_bytes().to_vec()).chain([cfonb().into_bytes()]).collect()
}
