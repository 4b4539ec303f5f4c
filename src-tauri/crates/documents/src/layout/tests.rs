//! What belongs together stays together, for sixty lengths of papers.

#![allow(clippy::unwrap_used)]

use super::{WINDOW, pages, spread};
use crate::mark::Mark;
use crate::page::{Page, Part};
use crate::picture::Pictures;
use crate::sheet::{Party, Payment, Row, Sheet, Signature, Step, Sum, Weight};
use crate::way::HOLE;
use chrono::NaiveDate;
use journey::contact::{Language, Layout};
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};

const BOTTOM: f32 = 1040.0;

fn row(n: usize, section: bool) -> Row {
    Row {
        section: if section { format!("Section {n}") } else { String::new() },
        label: format!("Ligne {n} du travail"),
        detail: if n.is_multiple_of(3) {
            "Un détail assez long pour tenir sur deux lignes de la colonne des désignations, et même un peu plus".into()
        } else {
            String::new()
        },
        quantity: Thousandths(1000),
        unit: "jour".into(),
        unit_price: UnitPrice(4_800_000),
        discount: BasisPoints(0),
        vat_rate: Some(BasisPoints(2000)),
        net: Cents(48_000),
    }
}

fn sheet(lines: usize, notes: usize, sections: bool) -> Sheet {
    let sum = |label: &str, weight| Sum { label: label.into(), amount: Cents(48_000), weight };
    let party = |title: &str| Party {
        title: title.into(),
        lines: ["Camille Durand EI", "12 rue des Carmes, 35000 Rennes", "SIRET 732 829 320 00074"]
            .map(Into::into)
            .into(),
        muted: Vec::new(),
    };
    let note = |from: usize| {
        (from..notes.min(from + 30))
            .map(|n| format!("Note numéro {n}, à lire."))
            .collect::<Vec<_>>()
            .join("\n")
    };
    Sheet {
        language: Language::French,
        heading: "Facture".into(),
        number: "F-2026-0001".into(),
        draft: false,
        issued_on: NaiveDate::default(),
        accent: [15, 107, 99],
        layout: Layout::Classic,
        logo: None,
        brand: "Camille Durand EI".into(),
        tagline: "Graphiste".into(),
        seller: party("Émetteur"),
        buyer: party("Facturé à"),
        facts: vec![("Émise le".into(), "22 novembre 2026".into()); 3],
        subject: "Refonte du site".into(),
        opening: String::new(),
        closing: String::new(),
        rows: (1..=lines).map(|n| row(n, sections && n % 4 == 1)).collect(),
        ledger: None,
        vat_column: true,
        sums: vec![
            sum("Total HT", Weight::Plain),
            sum("TVA 20 %", Weight::Plain),
            sum("Net à payer", Weight::Due),
        ],
        notes: (0..notes).step_by(30).map(|from| ("Précisions".to_owned(), note(from))).collect(),
        schedule: Vec::new(),
        options: Vec::new(),
        steps: Vec::new(),
        supplies: Vec::new(),
        payment: Some(Payment {
            beneficiary: "Camille Durand EI".into(),
            iban: "FR7630006000011234567890189".into(),
            bic: "AGRIFRPP".into(),
            amount: Cents(48_000),
            reference: "F-2026-0001".into(),
            ways: Vec::new(),
            link: String::new(),
        }),
        signature: None,
        countersignature: None,
        legal: vec![
            "Pas d’escompte pour paiement anticipé. En cas de retard, pénalités. "
                .repeat(8)
                .trim_end()
                .to_owned(),
        ],
        footer: "Camille Durand EI · SIRET 732 829 320 00074".into(),
        terms: None,
        electronic: None,
    }
}

fn text(page: &Page) -> String {
    let mut said = String::new();
    for drawn in &page.marks {
        if let Mark::Text { run, .. } = &drawn.mark {
            run.glyphs.iter().for_each(|glyph| said.push_str(&glyph.letters));
            said.push('\n');
        }
    }
    said
}

#[test]
fn sixty_lengths_keep_together_what_belongs_together() {
    for lines in [1, 2, 3, 5, 8, 11, 13, 15, 18, 40] {
        for notes in [0, 6, 70] {
            for sections in [false, true] {
                let about = format!("{lines} lines, {notes} lines of notes, sections {sections}");
                let sheet = sheet(lines, notes, sections);
                let flow = spread(&sheet, &Pictures::default(), BOTTOM).unwrap();
                let at =
                    |part: Part| flow.parts.iter().filter(move |known| known.0 == part).map(|known| known.1);
                for part in [Part::Totals, Part::Payment, Part::Legal] {
                    assert!(at(part).all(|page| page == flow.at), "{about}: {part:?} {:?}", flow.parts);
                }
                assert!(at(Part::Row).any(|page| page == flow.at), "{about}: the sums stand without a line");
                let pages: Vec<String> = flow.pages.iter().map(text).collect();
                for n in (1..=lines).filter(|n| sections && n % 4 == 1) {
                    let with = |words: String| pages.iter().position(|page| page.contains(&words));
                    assert_eq!(
                        with(format!("Section {n}\n")),
                        with(format!("Ligne {n} du travail\n")),
                        "{about}: a heading stands alone"
                    );
                }
                for page in &pages {
                    let count = page.matches("Note numéro").count();
                    assert!(count != 1, "{about}: one line of notes stands alone");
                    assert!(!page.trim().is_empty(), "{about}: an empty page");
                }
                for n in 0..notes {
                    let words = format!("Note numéro {n}, à lire.");
                    assert_eq!(pages.concat().matches(&words).count(), 1, "{about}: {words}");
                }
            }
        }
    }
}

#[test]
fn a_short_invoice_with_notes_stands_on_one_page() {
    let pages = pages(&sheet(1, 6, false), None, &Pictures::default()).unwrap();
    assert_eq!(pages.len(), 1);
}

#[test]
fn a_report_is_not_signed_on_a_page_of_its_own() {
    let long = "Une phrase qui dit ce qui a été livré et comment. ".repeat(3);
    for count in 1..30 {
        let mut report = sheet(0, 0, false);
        report.sums.clear();
        report.payment = None;
        report.notes = (0..count).map(|_| ("Travail livré".to_owned(), long.clone())).collect();
        report.signature = Some(Signature { title: "Pour le client".into(), ..Signature::default() });
        let flow = spread(&report, &Pictures::default(), BOTTOM).unwrap();
        assert!(flow.parts.contains(&(Part::Note, flow.at)), "{count} notes");
        assert!(flow.parts.contains(&(Part::Closing, flow.at)), "{count} notes");
    }
}

#[test]
fn a_description_longer_than_a_page_leaves_no_line_alone() {
    for count in 40..90 {
        let mut long = sheet(1, 0, false);
        long.rows[0].detail = (0..count).map(|n| format!("- détail {n}")).collect::<Vec<_>>().join("\n");
        let flow = spread(&long, &Pictures::default(), BOTTOM).unwrap();
        for page in &flow.pages {
            let lines = text(page).matches("détail").count();
            assert!(lines != 1, "{count} lines: one stands alone");
        }
    }
}

#[test]
fn a_quote_with_a_schedule_leaves_no_hole() {
    for lines in 1..12 {
        for steps in [0, 2, 3, 4, 6, 9, 14, 40] {
            for supplies in [0, 4] {
                let about = format!("{lines} lines, {steps} steps, {supplies} supplies");
                let quote = quote(lines, steps, supplies);
                let flow = spread(&quote, &Pictures::default(), BOTTOM).unwrap();
                let pages: Vec<String> = flow.pages.iter().map(text).collect();
                let with = |n: usize| pages.iter().position(|page| page.contains(&format!("Étape {n}\n")));
                assert!(steps == 0 || flow.hole() < 0.3, "{about}: {}", flow.hole());
                for n in 1..=steps {
                    let words = format!("Étape {n}\n");
                    assert_eq!(pages.concat().matches(&words).count(), 1, "{about}: {words}");
                }
                for (page, said) in pages.iter().enumerate() {
                    let here: Vec<usize> = (1..=steps).filter(|n| with(*n) == Some(page)).collect();
                    assert!(here.len() != 1, "{about}: step {here:?} stands alone");
                    assert_eq!(said.contains("Échéancier"), !here.is_empty(), "{about}: page {page}");
                }
                let rows = flow.parts.iter().filter(|part| part.0 == Part::Row).map(|part| part.1);
                let totals = flow.parts.iter().find(|part| part.0 == Part::Totals).map(|part| part.1);
                assert_eq!(rows.max(), totals, "{about}: the sums stand without a line");
            }
        }
    }
}

fn quote(lines: usize, steps: usize, supplies: usize) -> Sheet {
    let step =
        |n| Step { label: format!("Étape {n}"), when: "à convenir".into(), amount: Some(Cents(48_000)) };
    Sheet {
        payment: None,
        steps: (1..=steps).map(step).collect(),
        supplies: (0..supplies).map(|n| format!("Les textes du chapitre {n}")).collect(),
        signature: Some(Signature {
            title: "Bon pour accord".into(),
            text: "Date, nom et signature du client".into(),
            ..Signature::default()
        }),
        ..sheet(lines, 6, false)
    }
}

#[test]
fn an_invoice_paid_in_parts_leaves_no_hole() {
    for lines in [1, 3, 4, 6, 7, 9] {
        for (parts, notes) in [(2, 20), (6, 6), (9, 6), (12, 0), (12, 6)] {
            let mut invoice = sheet(lines, notes, false);
            invoice.schedule = vec![(NaiveDate::default(), Cents(1000)); parts];
            let flow = spread(&invoice, &Pictures::default(), BOTTOM).unwrap();
            let about = format!("{lines} lines, {parts} parts, {notes} notes");
            assert!(flow.hole() <= HOLE, "{about}: {}", flow.hole());
            let pages = |part| flow.parts.iter().filter(move |known| known.0 == part).map(|known| known.1);
            assert_eq!(
                pages(Part::Row).max(),
                pages(Part::Totals).min(),
                "{about}: the sums stand without a line"
            );
            assert!(pages(Part::Payment).all(|page| page == flow.at), "{about}: the end says nothing of it");
        }
    }
}

#[test]
fn the_address_stands_in_the_window_of_an_envelope_in_both_layouts() {
    for layout in [Layout::Classic, Layout::Compact] {
        for brand in
            ["Camille Durand EI", "Un nom de commerce fort long qui prend toute la place et un peu plus"]
        {
            let mut sheet = sheet(3, 6, false);
            (sheet.layout, sheet.brand) = (layout, brand.into());
            sheet.buyer.lines =
                ["Boulangerie Le Goff", "4 place des Halles", "22300 Lannion"].map(Into::into).into();
            let page = &pages(&sheet, None, &Pictures::default()).unwrap()[0];
            let said = |run: &crate::text::Run| -> String {
                run.glyphs.iter().map(|glyph| glyph.letters.as_str()).collect()
            };
            for line in &sheet.buyer.lines {
                let place = page.marks.iter().find_map(|drawn| {
                    let Mark::Text { x, y, run } = &drawn.mark else { return None };
                    (said(run) == *line).then_some((*x, *y))
                });
                let (x, y) = place.unwrap_or_else(|| panic!("{line} is not there"));
                // 45 mm from the top to 95, at the sheet's 96 to the inch.
                assert!(
                    x >= WINDOW.0 && (WINDOW.1..359.0).contains(&y),
                    "{layout:?}, {brand}: {line} at {x}, {y}"
                );
            }
        }
    }
}

#[test]
fn a_compact_paper_takes_fewer_pages_and_never_splits_how_it_is_paid() {
    let mut all = [0, 0];
    for lines in [11, 15, 18, 25, 40] {
        let count = |layout| {
            let sheet = Sheet { layout, ..sheet(lines, 6, true) };
            let flow = spread(&sheet, &Pictures::default(), BOTTOM).unwrap();
            let payments = flow.parts.iter().filter(|known| known.0 == Part::Payment).count();
            assert_eq!(payments, 1, "{layout:?}, {lines} lines");
            flow.pages.len()
        };
        let (classic, compact) = (count(Layout::Classic), count(Layout::Compact));
        assert!(compact <= classic, "{lines} lines: {compact} pages beside {classic}");
        all = [all[0] + classic, all[1] + compact];
    }
    assert!(all[1] < all[0], "{all:?}");
}
