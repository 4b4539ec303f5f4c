//! Papers as they leave: complete, readable again, lasting, the same each time.
//!
//! With `DOCUMENTS_PICTURES=DIR` the samples are written there, to be looked at.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.
#![allow(
    clippy::disallowed_methods,
    reason = "the crate writes nothing; its tests may keep what they made to be looked at"
)]

mod samples;

use documents::sheet::{Error, Sheet, Terms};
use documents::{bare, missing_glyph, render};
use journey::contact::Layout;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use proptest::prelude::*;
use samples::SEAL;
use std::process::Command;

fn all() -> Vec<(&'static str, Sheet)> {
    let mut draft = samples::quote();
    draft.draft = true;
    draft.number = "Brouillon".into();
    let compact = |sheet: Sheet| Sheet { layout: Layout::Compact, ..sheet };
    vec![
        ("balance_compact", compact(samples::balance())),
        ("quote_compact", compact(samples::quote())),
        ("scheduled_compact", compact(samples::scheduled())),
        ("two_hundred_lines_compact", compact(samples::two_hundred_lines())),
        ("balance", samples::balance()),
        ("deposit", samples::deposit()),
        ("quote", samples::quote()),
        ("draft", draft),
        ("scheduled", samples::scheduled()),
        ("two_hundred_lines", samples::two_hundred_lines()),
        ("long_texts", samples::long_texts()),
        ("empty", samples::empty()),
    ]
}

#[test]
fn every_sample_renders() {
    let folder = std::env::var_os("DOCUMENTS_PICTURES").map(std::path::PathBuf::from);
    for (name, sheet) in all() {
        let bytes = render(&sheet, Some(SEAL)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
        if let Some(folder) = &folder {
            std::fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
            std::fs::write(folder.join(format!("{name}_bare.pdf")), bare(&sheet).unwrap()).unwrap();
        }
    }
}

/// The standards that every paper keeps to: lasting, and legible to those who hear it.
fn held(name: &str, bytes: &[u8]) {
    for (profile, rules) in [(ValidationProfile::PdfA3b, 50), (ValidationProfile::PdfUa1, 80)] {
        let report = validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile)).unwrap();
        assert!(report.is_compliant, "{name}, {profile:?}: {:#?}", report.failures);
        assert!(report.rules.passed > rules, "{name}, {profile:?}: the rules did not run");
    }
}

#[test]
fn every_paper_is_pdf_a_3b_and_pdf_ua_1() {
    for (name, sheet) in all() {
        held(name, &render(&sheet, Some(SEAL)).unwrap());
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes_here_and_in_another_process() {
    let hash = |sheet: &Sheet| {
        let bytes = render(sheet, Some(SEAL)).unwrap();
        bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let hashes: Vec<String> =
        all().iter().map(|(name, sheet)| format!("{name}={:016x}", hash(sheet))).collect();
    let again: Vec<String> =
        all().iter().map(|(name, sheet)| format!("{name}={:016x}", hash(sheet))).collect();
    assert_eq!(hashes, again);
    if std::env::var_os("DOCUMENTS_CHILD").is_some() {
        panic!("bytes: {}", hashes.join(" "));
    }
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_same_sheet_gives_the_same_bytes_here_and_in_another_process"])
        .env("DOCUMENTS_CHILD", "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout).into_owned() + &String::from_utf8_lossy(&child.stderr);
    assert!(said.contains(&hashes.join(" ")), "another process wrote other bytes: {said}");
}

#[test]
fn another_value_gives_another_identifier() {
    let id = |sheet: &Sheet| {
        let document = lopdf::Document::load_mem(&render(sheet, None).unwrap()).unwrap();
        document.trailer.get(b"ID").unwrap().as_array().unwrap()[0].as_str().unwrap().to_vec()
    };
    let mut other = samples::balance();
    other.rows[0].label.push('s');
    assert_eq!(id(&samples::balance()), id(&samples::balance()));
    assert_ne!(id(&samples::balance()), id(&other));
}

#[test]
fn the_file_says_the_same_of_itself_in_both_places() {
    let mut sheet = samples::balance();
    sheet.seller.lines[0] = "Durand & Fille <EI> \"Ёлкин\"".into();
    let document = lopdf::Document::load_mem(&render(&sheet, None).unwrap()).unwrap();
    let info = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let info = document.get_dictionary(info).unwrap();
    let said = |key: &[u8]| lopdf::decode_text_string(info.get(key).unwrap()).unwrap();
    assert_eq!(said(b"Title"), "Facture de solde F-2026-0035");
    assert_eq!(said(b"Author"), "Durand & Fille <EI> \"Ёлкин\"");
    assert_eq!(said(b"CreationDate"), "D:20261122120000Z");
    let metadata = document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let stream = document.get_object(metadata).unwrap().as_stream().unwrap();
    assert!(stream.dict.get(b"Filter").is_err(), "metadata must be readable as it stands");
    let xmp = String::from_utf8(stream.content.clone()).unwrap();
    for part in [
        "<rdf:li xml:lang=\"x-default\">Facture de solde F-2026-0035</rdf:li>",
        "<rdf:li>Durand &#38; Fille &#60;EI&#62; &#34;Ёлкин&#34;</rdf:li>",
        "<xmp:CreateDate>2026-11-22T12:00:00Z</xmp:CreateDate>",
        "<xmp:ModifyDate>2026-11-22T12:00:00Z</xmp:ModifyDate>",
    ] {
        assert!(xmp.contains(part), "{part} is not in {xmp}");
    }
}

/// The text of a page, as a reader copies it.
fn text(bytes: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    pages.iter().map(|page| document.extract_text(&[*page]).unwrap().replace(['\n', '\r'], " ")).collect()
}

#[test]
fn what_is_printed_can_be_copied_with_its_spaces_and_accents() {
    let pages = text(&render(&samples::balance(), Some(SEAL)).unwrap());
    let page = &pages[0];
    for printed in [
        "Facture de solde",
        "F-2026-0035",
        "À l’attention d’Anne Le Goff",
        "1\u{202f}450,00\u{a0}€",
        "3,5\u{a0}jours",
        "−\u{a0}1\u{202f}000,00\u{a0}€",
        "FR76 3000 6000 0112 3456 7890 189",
        SEAL,
        "page 1 sur 1",
    ] {
        assert!(page.contains(printed), "{printed:?} is not in {page}");
    }
}

#[test]
fn letters_that_share_a_drawing_stay_themselves() {
    // The Greek delta and the sign of increment are one drawing in Inter; so may be Latin and Cyrillic letters.
    let mut sheet = samples::balance();
    sheet.rows[0].label = "Delta Δ, accroissement ∆, Δ".into();
    sheet.rows[1].label = "Noël АВЕСО Сергей Ёлкин Aëacepx".into();
    let bytes = render(&sheet, None).unwrap();
    let pages = text(&bytes);
    for printed in ["Delta Δ, accroissement ∆, Δ", "Noël АВЕСО Сергей Ёлкин Aëacepx"] {
        assert!(pages[0].contains(printed), "{printed:?} is not in {}", pages[0]);
    }
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let maps =
        document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"DescendantFonts").ok());
    let maps = maps.filter(|fonts| {
        fonts.as_array().is_ok_and(|fonts| {
            fonts.iter().any(|font| {
                font.as_dict().is_ok_and(|font| font.get(b"CIDToGIDMap").unwrap().as_name().is_err())
            })
        })
    });
    assert_eq!(maps.count(), 1, "the sample no longer holds two letters of one drawing");
    held("letters of one drawing", &bytes);
}

#[test]
fn two_hundred_lines_are_all_there_once_with_a_head_on_each_page() {
    let pages = text(&render(&samples::two_hundred_lines(), Some(SEAL)).unwrap());
    let all = pages.join(" ");
    for n in 1..=200 {
        assert_eq!(all.matches(&format!("Ligne {n} de la prestation")).count(), 1, "line {n}");
    }
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("page {} sur {}", at + 1, pages.len())));
        assert_eq!(page.contains("Désignation"), page.contains("Ligne "), "page {}", at + 1);
    }
    assert!(pages[pages.len() - 1].contains("Ligne 200"), "the sums stand without a line");
}

#[test]
fn terms_begin_on_a_page_of_their_own_and_a_draft_says_so_on_each() {
    let mut sheet = samples::quote();
    sheet.draft = true;
    sheet.terms = Some(Terms { title: "Conditions générales".into(), text: samples::terms(40) });
    let pages = text(&render(&sheet, Some(SEAL)).unwrap());
    assert!(pages.len() > 4);
    assert!(!pages[0].contains("Article 1 "));
    assert!(pages[1].contains("Conditions générales"));
    assert!(pages.iter().all(|page| page.contains("BROUILLON") && !page.contains("Sceau")));
    let all = pages.join(" ");
    for n in 1..=40 {
        assert_eq!(all.matches(&format!("Article {n} –")).count(), 1, "article {n}");
    }
}

#[test]
fn a_letter_without_a_glyph_is_named() {
    assert_eq!(missing_glyph("Café œuvre № 3 — Łódź, Ёлкин, Ξενία\t\n\u{7}\u{200b}"), None);
    assert_eq!(missing_glyph("Merci 🙂"), Some('🙂'));
    assert_eq!(missing_glyph("東京"), Some('東'));
    let mut sheet = samples::balance();
    sheet.rows[1].detail = "Merci 🙂".into();
    assert_eq!(render(&sheet, None), Err(Error::MissingGlyph { text: "Merci 🙂".into(), letter: '🙂' }));
}

#[test]
fn a_logo_that_is_no_picture_is_refused() {
    let mut sheet = samples::balance();
    let mut cut = samples::logo();
    cut.truncate(200);
    for logo in [Vec::new(), b"GIF89a".to_vec(), b"nothing".to_vec(), cut] {
        sheet.logo = Some(logo);
        assert!(matches!(render(&sheet, None), Err(Error::Logo(_))));
    }
}

fn anything() -> impl Strategy<Value = String> {
    let letters = prop::sample::select(
        "aéŒ’ -\t\n\r\u{0}\u{7}\u{85}\u{a0}\u{202f}\u{2028}\u{200d}\u{301}\u{326}«»:!€1/@Ёкनमस्ते—"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(letters, 0..120).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_and_no_number_stops_the_press(
        texts in prop::collection::vec(anything(), 12),
        numbers in prop::collection::vec(any::<i64>(), 6),
        rows in 0_usize..40,
    ) {
        let mut sheet = samples::quote();
        sheet.heading = texts[0].clone();
        sheet.number = texts[1].clone();
        sheet.brand = texts[2].clone();
        sheet.seller.lines = vec![texts[3].clone(); 3];
        sheet.facts = vec![(texts[4].clone(), texts[5].clone()); 6];
        sheet.footer = texts[6].clone();
        sheet.notes = vec![(texts[7].clone(), texts[8].repeat(8)); 2];
        sheet.payment = samples::balance().payment;
        if let Some(payment) = &mut sheet.payment {
            payment.reference = texts[9].clone();
            payment.amount = values::money::Cents(numbers[0]);
        }
        let mut row = samples::row(&texts[10], &texts[11], numbers[1], &texts[4], numbers[2], numbers[3]);
        row.discount = values::money::BasisPoints(numbers[4]);
        row.vat_rate = Some(values::money::BasisPoints(numbers[5]));
        sheet.rows = vec![row; rows];
        match render(&sheet, Some(&texts[0])) {
            Ok(bytes) => prop_assert!(bytes.starts_with(b"%PDF-")),
            Err(Error::MissingGlyph { letter, .. }) => prop_assert!(missing_glyph(&texts.concat()).is_some(), "{letter:?}"),
            Err(error) => prop_assert!(false, "{error}"),
        }
    }
}

#[test]
fn a_quantity_stays_on_its_line() {
    let pages = text(&render(&samples::two_hundred_lines(), None).unwrap()).join(" ");
    for n in 1..=200_i64 {
        let quantity = values::money::Thousandths(n * 125);
        let quantity = journey::unit::counted(journey::contact::Language::French, quantity, "heure");
        assert!(pages.contains(&quantity), "{quantity} is broken");
    }
}
