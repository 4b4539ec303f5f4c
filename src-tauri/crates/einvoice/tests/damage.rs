//! Hostile and damaged files: a clear refusal or a finding, never a panic, and bounded memory.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.

use einvoice::check::{Verdict, check};
use lopdf::{Document, Object, Stream, dictionary};

const INVOICE: &str = include_str!("samples/invoice.xml");
const CREDIT: &str = include_str!("samples/credit-note.xml");

/// A PDF that carries an invoice as Factur-X asks; changed by who makes it.
fn pdf(xml: &[u8], change: impl Fn(&mut Document)) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let params = dictionary! { "Size" => i64::try_from(xml.len()).unwrap() };
    let mut file = Stream::new(
        dictionary! { "Type" => "EmbeddedFile", "Subtype" => "text/xml", "Params" => params },
        xml.to_vec(),
    );
    file.compress().unwrap();
    let file = document.add_object(file);
    let specification = document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal("factur-x.xml"),
        "UF" => Object::string_literal("factur-x.xml"),
        "AFRelationship" => "Alternative",
        "EF" => dictionary! { "F" => file, "UF" => file },
    });
    let xmp = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/' pdfaid:part='3' pdfaid:conformance='B'/><rdf:Description xmlns:fx='urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#'><fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
    let metadata = document.add_object(Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp.as_bytes().to_vec(),
    ));
    let pages =
        document.add_object(dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 });
    let catalog = document.add_object(dictionary! {
        "Type" => "Catalog",
        "Pages" => pages,
        "Metadata" => metadata,
        "AF" => vec![Object::Reference(specification)],
        "Names" => dictionary! {
            "EmbeddedFiles" => dictionary! { "Names" => vec![Object::string_literal("factur-x.xml"), Object::Reference(specification)] },
        },
    });
    document.trailer.set("Root", catalog);
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn refused(bytes: &[u8], words: &str) {
    let refusal = check(bytes).unwrap_err();
    assert!(refusal.message.contains(words), "{}", refusal.message);
}

fn errors(bytes: &[u8]) -> Vec<String> {
    check(bytes).unwrap().findings.into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_pdf_carries_its_invoice() {
    let checked = check(&pdf(INVOICE.as_bytes(), |_| {})).unwrap();
    assert_eq!(checked.findings, []);
    assert_eq!((checked.format, checked.profile), ("Factur-X", "EN 16931"));
    assert_eq!(checked.verdicts.container, Verdict::Valid);
    assert_eq!(checked.gist.with_vat.as_deref(), Some("1208.67"));
    assert_eq!(checked.gist.issued_on.as_deref(), Some("2026-10-05"));
}

#[test]
fn what_a_pdf_does_not_say_is_found() {
    let without = |key: &'static [u8]| {
        pdf(INVOICE.as_bytes(), move |document| {
            for object in document.objects.values_mut() {
                if let Object::Dictionary(dictionary) = object {
                    dictionary.remove(key);
                }
            }
        })
    };
    assert_eq!(errors(&without(b"AFRelationship")), ["PDF-AFRELATIONSHIP"]);
    assert_eq!(errors(&without(b"AF")), ["PDF-AF"]);
    assert_eq!(errors(&without(b"Metadata")), ["PDF-XMP"]);
    refused(&without(b"EF"), "aucun fichier factur-x.xml");
    let basic = INVOICE
        .replace("urn:cen.eu:en16931:2017<", "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic<");
    assert!(errors(&pdf(basic.as_bytes(), |_| {})).contains(&"PDF-FX-LEVEL".to_owned()));
    refused(&pdf(b"<a>", |_| {}), "incomplet");
}

#[test]
fn what_is_no_invoice_is_refused_clearly() {
    refused(b"", "aucun XML");
    refused(b"Bonjour", "hors de tout élément");
    refused(b"<html><body/></html>", "« html »");
    refused(b"%PDF-1.7\nrien", "endommagé");
    refused(INVOICE.rsplit_once("</rsm:CrossIndustryInvoice>").unwrap().0.as_bytes(), "incomplet");
    refused(INVOICE.replace("</ram:ID>", "</ram:Id>").as_bytes(), "bien formé");
    refused(INVOICE.replace("EUR", "&euro;").as_bytes(), "entité");
    refused(INVOICE.replace("Camille", "Camille & fils").as_bytes(), "");
    let old = "<rsm:CrossIndustryDocument xmlns:rsm='urn:ferd:CrossIndustryDocument:invoice:1p0'/>";
    refused(old.as_bytes(), "ZUGFeRD 1");
}

#[test]
fn what_would_grow_without_end_is_refused() {
    let laughs = format!(
        "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'>{}]>{}",
        (0..9).map(|n| format!("<!ENTITY b{n} '&a;&a;'>")).collect::<String>(),
        &INVOICE[INVOICE.find("<rsm").unwrap()..]
    );
    refused(laughs.as_bytes(), "DOCTYPE");
    let outside = "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>";
    refused(outside.as_bytes(), "DOCTYPE");
    refused("<a>".repeat(100_000).as_bytes(), "plus profonds");
    refused(format!("<a>{}</a>", "<b/>".repeat(500_000)).as_bytes(), "plus d’éléments");
    refused(&vec![b' '; einvoice::xml::LARGEST + 1], "trop grand");
    refused(
        format!("<a {}/>", (0..50).map(|n| format!("a{n}='1' ")).collect::<String>()).as_bytes(),
        "attribut",
    );
    // A stream of nothing but zeros unpacks to a thousand times its size.
    let bomb = pdf(&vec![b' '; einvoice::xml::LARGEST * 2], |_| {});
    assert!(bomb.len() < 200_000);
    refused(&bomb, "ne peut pas être lu");
}

#[test]
fn terms_that_multiply_are_refused() {
    let means = |within: &str| {
        let from = INVOICE.find("<ram:SpecifiedTradeSettlementPaymentMeans>").unwrap();
        format!(
            "{}<ram:SpecifiedTradeSettlementPaymentMeans>{within}</ram:SpecifiedTradeSettlementPaymentMeans>{}",
            &INVOICE[..from],
            &INVOICE[from..]
        )
    };
    let account = "<ram:PayeePartyCreditorFinancialAccount><ram:IBANID>FR76</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>";
    let bank = "<ram:PayeeSpecifiedCreditorFinancialInstitution><ram:BICID>AGRIFRPP</ram:BICID></ram:PayeeSpecifiedCreditorFinancialInstitution>";
    refused(means(&format!("{}{}", account.repeat(20_000), bank.repeat(20_000))).as_bytes(), "répète");
    let at = CREDIT.find("<cbc:Note>").unwrap() + 10;
    let subjects = format!("{}{}{}", &CREDIT[..at], "#AAA#".repeat(1_000_000), &CREDIT[at..]);
    refused(subjects.as_bytes(), "répète");
}

#[test]
fn a_long_breakdown_of_vat_is_checked_in_one_pass() {
    let from = INVOICE.find("<ram:IncludedSupplyChainTradeLineItem>").unwrap();
    let to = INVOICE.find("<ram:ApplicableHeaderTradeAgreement>").unwrap();
    let tax = INVOICE[to..].find("<ram:ApplicableTradeTax>").unwrap() + to;
    let end = INVOICE[tax..].find("</ram:ApplicableTradeTax>").unwrap() + tax + 25;
    let line = "<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:CategoryCode>O</ram:CategoryCode></ram:ApplicableTradeTax></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>";
    let group = "<ram:ApplicableTradeTax><ram:CategoryCode>O</ram:CategoryCode></ram:ApplicableTradeTax>";
    let text = format!(
        "{}{}{}{}{}",
        &INVOICE[..from],
        line.repeat(20_000),
        &INVOICE[to..tax],
        group.repeat(30_000),
        &INVOICE[end..]
    );
    let checked = check(text.as_bytes()).unwrap();
    let told = |rule: &str| checked.findings.iter().filter(|finding| finding.rule == rule).count();
    assert_eq!((told("BR-O-08"), told("BR-O-11")), (10, 10));
}

/// A PDF of these objects, whose table of objects is the given stream.
fn with_table(objects: &str, dictionary: &str, table: &[u8]) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.7\n{objects}").into_bytes();
    let start = bytes.len();
    let length = table.len();
    bytes.extend(
        format!("9 0 obj <</Type/XRef /Root 1 0 R {dictionary} /Length {length}>> stream\n").as_bytes(),
    );
    bytes.extend(table);
    bytes.extend(format!("\nendstream endobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
    bytes
}

#[test]
fn a_table_of_objects_says_no_more_than_its_bytes_hold() {
    let catalog = "1 0 obj <</Type/Catalog>> endobj\n";
    for dictionary in [
        "/W[0 0 0] /Size 4294967295",
        "/W[9223372036854775807 1 1] /Size 2",
        "/W[1 2 1] /Size 4294967295",
        "/W[1 2 1] /Size 2 /Index[0 4294967295]",
    ] {
        let refusal = check(&with_table(catalog, dictionary, b"")).unwrap_err();
        assert!(refusal.message.starts_with("Ce PDF"), "{}", refusal.message);
    }
}

#[test]
fn a_stream_that_many_rows_name_is_read_once() {
    let content = format!("2 0 {}", "0".repeat(200_000));
    let length = content.len();
    let objects = format!(
        "5 0 obj <</Type/ObjStm /N 1 /First 4 /Length {length}>> stream\n{content}\nendstream endobj\n"
    );
    let rows = [1, 0, 9, 0].repeat(60_000);
    let bytes = with_table(&objects, "/W[1 2 1] /Size 60000", &rows);
    refused(&bytes, "endommagé");
}

#[test]
fn a_byte_of_a_stream_of_objects_belongs_to_one() {
    let repeated: String = (10..20_000).map(|id| format!("{id} 0 ")).collect();
    let nested: String = (10..60).map(|id| format!("{id} {} ", id - 10)).collect();
    for (table, brackets) in [(repeated, 1), (nested, 50)] {
        let content =
            format!("{table}{}{}{}", "[".repeat(brackets), "0 ".repeat(100_000), "]".repeat(brackets));
        let (first, length) = (table.len(), content.len());
        let stream = format!(
            "5 0 obj <</Type/ObjStm /N 1 /First {first} /Length {length}>> stream\n{content}\nendstream endobj\n"
        );
        let bytes = with_table(&stream, "/W[1 2 1] /Size 1", &[1, 0, 9, 0]);
        refused(&bytes, "endommagé");
    }
}

#[test]
fn a_tree_of_names_is_walked_once() {
    let bytes = pdf(INVOICE.as_bytes(), |document| {
        let node = document.new_object_id();
        let kids = vec![Object::Reference(node); 10];
        document.objects.insert(node, dictionary! { "Kids" => kids }.into());
        for object in document.objects.values_mut() {
            if let Object::Dictionary(catalog) = object
                && catalog.has_type(b"Catalog")
            {
                catalog.set("Names", dictionary! { "EmbeddedFiles" => node });
            }
        }
    });
    assert_eq!(errors(&bytes), Vec::<String>::new());
}

/// A PDF in order, with a text of its metadata replaced.
fn with_metadata(from: &str, to: &str) -> Vec<u8> {
    pdf(INVOICE.as_bytes(), |document| {
        for object in document.objects.values_mut() {
            if let Object::Stream(stream) = object
                && stream.dict.has_type(b"Metadata")
            {
                let text = String::from_utf8(stream.content.clone()).unwrap();
                assert!(text.contains(from));
                stream.set_plain_content(text.replacen(from, to, 1).into_bytes());
            }
        }
    })
}

#[test]
fn metadata_are_told_by_their_vocabularies() {
    let first = "<rdf:Description ";
    let accessible = "<rdf:Description xmlns:ua='http://www.aiim.org/pdfua/ns/id/' ua:part='1'/><rdf:Description xmlns:ua='http://www.aiim.org/pdfua/ns/id/'><ua:part>1</ua:part></rdf:Description><rdf:Description ";
    assert_eq!(errors(&with_metadata(first, accessible)), Vec::<String>::new());
    assert_eq!(errors(&with_metadata("pdfaid:part='3'", "pdfaid:part='2'")), ["PDF-A"]);
    assert_eq!(
        errors(&with_metadata("http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfua/ns/id/")),
        ["PDF-A"]
    );
    let properties: String = (0..60).map(|n| format!("xmp:p{n}='{n}' ")).collect();
    let adobe = format!("<rdf:Description xmlns:xmp='http://ns.adobe.com/xap/1.0/' {properties}");
    assert_eq!(errors(&with_metadata(first, &adobe)), Vec::<String>::new());
    let broken = check(&with_metadata("</rdf:RDF>", "</rdf:rdf>")).unwrap();
    assert_eq!(broken.findings.len(), 1);
    assert!(broken.findings[0].text.contains("ne peuvent pas être lues"));
}

#[test]
fn many_lines_are_checked_fast_and_told_briefly() {
    let from = INVOICE.find("<ram:IncludedSupplyChainTradeLineItem>").unwrap();
    let to = INVOICE.find("<ram:ApplicableHeaderTradeAgreement>").unwrap();
    let line = INVOICE[from..to].replace("unitCode=\"C62\"", "unitCode=\"PIECE\"");
    let text = format!("{}{}{}", &INVOICE[..from], line.repeat(4_000), &INVOICE[to..]);
    let checked = check(text.as_bytes()).unwrap();
    assert_eq!(checked.findings.iter().filter(|finding| finding.rule == "BR-CL-23").count(), 10);
    assert!(checked.findings.len() < 40, "{}", checked.findings.len());
}

/// Bytes of a file, changed here and there: turned, taken away, doubled, moved, replaced by what a parser minds.
fn mutated(bytes: &[u8], dice: &mut fastrand::Rng) -> Vec<u8> {
    const MINDED: [&[u8]; 12] = [
        b"<",
        b">",
        b"&",
        b"]]>",
        b"<![CDATA[",
        b"&#0;",
        b"\0",
        b"\xff\xfe",
        b"99999999999999999999",
        b"-",
        b"endobj",
        b"[[",
    ];
    let mut bytes = bytes.to_vec();
    for _ in 0..dice.usize(1..4) {
        if bytes.is_empty() {
            break;
        }
        let at = dice.usize(..bytes.len());
        let end = (at + dice.usize(1..40)).min(bytes.len());
        match dice.u8(..6) {
            0 => bytes[at] = dice.u8(..),
            1 => _ = bytes.drain(at..end),
            2 => bytes.extend_from_within(at..end),
            3 => {
                let part: Vec<u8> = bytes[at..end].to_vec();
                let to = dice.usize(..bytes.len());
                bytes.splice(to..to, part);
            }
            4 => _ = bytes.splice(at..at, MINDED[dice.usize(..MINDED.len())].iter().copied()),
            _ => bytes.truncate(at.max(bytes.len() / 2)),
        }
    }
    bytes
}

#[test]
fn five_thousand_damaged_files_are_read_or_refused() {
    let mut dice = fastrand::Rng::with_seed(16_931);
    let plain = pdf(INVOICE.as_bytes(), |_| {});
    let packed = pdf(INVOICE.as_bytes(), |document| document.compress());
    let seeds: [&[u8]; 4] = [INVOICE.as_bytes(), CREDIT.as_bytes(), &plain, &packed];
    let (mut read, mut refused) = (0, 0);
    for count in 0..5_000 {
        match check(&mutated(seeds[count % seeds.len()], &mut dice)) {
            Ok(_) => read += 1,
            Err(refusal) => {
                assert!(refusal.message.ends_with('.'), "{}", refusal.message);
                refused += 1;
            }
        }
    }
    assert!(read > 250 && refused > 250, "{read} read, {refused} refused");
}
