//! Sheets as Camille would send them, and some that nobody would.

use chrono::NaiveDate;
use documents::sheet::{Party, Payment, Row, Sheet, Signature, Step, Sum, Terms, Weight};
use image::{ImageFormat, Rgba, RgbaImage};
use std::io::Cursor;
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};

pub const SEAL: &str = "9f3c41d05be27a6688c0f19d3e5ba41e";

pub fn row(label: &str, detail: &str, quantity: i64, unit: &str, price: i64, net: i64) -> Row {
    Row {
        section: String::new(),
        label: label.into(),
        detail: detail.into(),
        quantity: Thousandths(quantity),
        unit: unit.into(),
        unit_price: UnitPrice(price),
        discount: BasisPoints(0),
        vat_rate: Some(BasisPoints(2000)),
        net: Cents(net),
    }
}

pub fn sum(label: &str, cents: i64, weight: Weight) -> Sum {
    Sum { label: label.into(), amount: Cents(cents), weight }
}

fn texts(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect()
}

/// The lines of the reference sheet.
fn work() -> Vec<Row> {
    vec![
        row(
            "Conception des maquettes",
            "Accueil, boutique, fiche produit ; deux allers-retours",
            1000,
            "forfait",
            14_500_000,
            145_000,
        ),
        row(
            "Intégration et mise en ligne",
            "Site statique, accessible, optimisé pour mobile",
            3500,
            "jours",
            4_800_000,
            168_000,
        ),
        row("Formation à la mise à jour", "Sur place, 3 heures", 1000, "forfait", 2_033_300, 20_333),
    ]
}

fn transfer() -> Payment {
    Payment {
        beneficiary: "Camille Durand".into(),
        iban: "FR7630006000011234567890189".into(),
        bic: "AGRIFRPP".into(),
        amount: Cents(280_000),
        reference: "F-2026-0035".into(),
        ways: Vec::new(),
        link: String::new(),
    }
}

/// The balance invoice of the reference sheet.
pub fn balance() -> Sheet {
    Sheet {
        language: journey::contact::Language::default(),
        heading: "Facture de solde".into(),
        number: "F-2026-0035".into(),
        draft: false,
        issued_on: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        accent: [0x0f, 0x6b, 0x63],
        layout: journey::contact::Layout::Classic,
        logo: None,
        brand: "Camille Durand EI".into(),
        tagline: "Design et sites web".into(),
        seller: Party {
            title: "Émetteur".into(),
            lines: texts(&[
                "Camille Durand EI",
                "12 rue des Carmes, 35000 Rennes",
                "SIRET 732 829 320 00074 · APE 7410Z",
                "TVA FR44 732 829 320",
                "camille@exemple.fr · 06 00 00 00 00",
            ]),
            muted: vec![],
        },
        buyer: Party {
            title: "Facturé à".into(),
            lines: texts(&[
                "Boulangerie Le Goff SARL",
                "À l’attention d’Anne Le Goff",
                "4 place des Halles, 22300 Lannion",
                "SIREN 552 100 554 · TVA FR29 552 100 554",
            ]),
            muted: texts(&["Livraison : même adresse"]),
        },
        facts: pairs(&[
            ("Émise le", "22 novembre 2026"),
            ("Prestation achevée le", "20 novembre 2026"),
            ("À régler au plus tard le", "22 décembre 2026"),
            ("Devis · commande", "D-2026-0011 · CO-2026-0009"),
        ]),
        subject: String::new(),
        opening: String::new(),
        closing: String::new(),
        rows: work(),
        ledger: None,
        vat_column: true,
        sums: vec![
            sum("Commande, total HT", 333_333, Weight::Plain),
            sum("Acompte F-2026-0029, HT", -100_000, Weight::Plain),
            sum("Reste HT", 233_333, Weight::Strong),
            sum("TVA 20 % sur 2\u{202f}333,33 €", 46_667, Weight::Plain),
            sum("Net à payer", 280_000, Weight::Due),
        ],
        notes: pairs(&[
            (
                "Acompte déduit",
                "Facture d’acompte F-2026-0029 du 24 septembre 2026, payée le 2 octobre 2026 : 1\u{202f}000,00 € HT, \
                 TVA 20 % 200,00 €, soit 1\u{202f}200,00 € TTC.",
            ),
            ("Nature de l’opération", "Prestation de services. TVA sur les encaissements."),
        ]),
        schedule: Vec::new(),
        options: Vec::new(),
        steps: Vec::new(),
        supplies: Vec::new(),
        payment: Some(transfer()),
        signature: None,
        countersignature: None,
        legal: texts(&[
            "Pas d’escompte pour paiement anticipé. En cas de retard : pénalités au taux de la BCE majoré de 10 \
             points, exigibles sans rappel, et indemnité forfaitaire pour frais de recouvrement de 40 € (art. \
             L441-10 et D441-5 du code de commerce). Conditions générales de vente version 3, acceptées le 24 \
             septembre 2026.",
        ]),
        footer: "Camille Durand EI · SIRET 732 829 320 00074".into(),
        terms: None,
        electronic: None,
    }
}

pub fn deposit() -> Sheet {
    Sheet {
        language: journey::contact::Language::default(),
        heading: "Facture d’acompte".into(),
        number: "F-2026-0029".into(),
        accent: [0x2f, 0x4b, 0x9a],
        layout: journey::contact::Layout::Classic,
        logo: Some(logo()),
        rows: vec![row(
            "Acompte de 30 % à la commande CO-2026-0009",
            "Refonte du site de la boulangerie",
            1000,
            "",
            10_000_000,
            100_000,
        )],
        sums: vec![
            sum("Total HT", 100_000, Weight::Strong),
            sum("TVA 20 % sur 1\u{202f}000,00 €", 20_000, Weight::Plain),
            sum("Net à payer", 120_000, Weight::Due),
        ],
        notes: pairs(&[("Nature de l’opération", "Prestation de services. TVA sur les encaissements.")]),
        schedule: Vec::new(),
        payment: balance().payment.map(|payment| Payment {
            amount: Cents(120_000),
            reference: "F-2026-0029".into(),
            ..payment
        }),
        ..balance()
    }
}

/// In franchise: no VAT column.
pub fn quote() -> Sheet {
    let mut sheet = balance();
    sheet.rows[1].discount = BasisPoints(1000);
    sheet.rows[1].net = Cents(151_200);
    sheet.rows.iter_mut().for_each(|row| row.vat_rate = Some(BasisPoints(0)));
    Sheet {
        language: journey::contact::Language::default(),
        heading: "Devis".into(),
        number: "D-2026-0011".into(),
        subject: "Refonte du site de la boulangerie : maquettes, intégration, formation de l’équipe.".into(),
        facts: pairs(&[
            ("Émis le", "1er septembre 2026"),
            ("Valable jusqu’au", "1er octobre 2026"),
            ("Début et durée", "sous 15 jours, 6 semaines"),
        ]),
        ledger: None,
        vat_column: false,
        sums: vec![
            sum("Total", 316_533, Weight::Due),
            sum("Acompte de 30 % à la commande", 94_960, Weight::Plain),
        ],
        notes: pairs(&[(
            "TVA",
            "TVA non applicable, art. 293 B du CGI. TVA en sus en cas d’assujettissement.",
        )]),
        schedule: Vec::new(),
        payment: None,
        signature: Some(Signature {
            title: "Bon pour accord".into(),
            text: "Date, nom, qualité et signature du client, précédés de la mention « Bon pour accord ». La \
                   signature vaut acceptation du devis et des conditions générales de vente jointes (version 3)."
                .into(),
            ..Signature::default()
        }),
        countersignature: None,
        terms: Some(Terms { title: "Conditions générales de vente, version 3".into(), text: terms(14) }),
        ..sheet
    }
}

/// A quote whose schedule goes on over the page.
pub fn scheduled() -> Sheet {
    let step = |label: &str, when: &str, amount: Option<i64>| Step {
        label: label.into(),
        when: when.into(),
        amount: amount.map(Cents),
    };
    let mut sheet = quote();
    let rows = sheet.rows.clone();
    sheet.rows.extend(rows);
    Sheet {
        steps: vec![
            step("Acompte de 30 %", "à la commande", Some(94_960)),
            step("Maquettes", "15 octobre 2026", None),
            step("Intégration", "2 novembre 2026", None),
            step("Recette", "date à convenir", None),
            step("Solde", "à 30 jours", Some(221_573)),
        ],
        supplies: vec!["Les textes".into(), "Les photographies".into()],
        terms: None,
        ..sheet
    }
}

pub fn terms(articles: usize) -> String {
    let words = "Les présentes conditions s’appliquent à toute commande passée à Camille Durand EI. Elles prévalent \
                 sur tout autre document du client, sauf accord écrit et signé des deux parties. Le prestataire \
                 s’engage à exécuter les travaux avec soin, dans les délais convenus au devis ; le client fournit \
                 les textes, images et accès nécessaires au plus tard à la date indiquée.";
    let article = |n| format!("Article {n} – Objet et champ d’application\n{words}\n\n{words} {words}\n\n");
    (1..=articles).map(article).collect()
}

pub fn two_hundred_lines() -> Sheet {
    let mut sheet = balance();
    sheet.rows = (1..=200)
        .map(|n| {
            let detail = if n % 3 == 0 { "Un détail sous la ligne" } else { "" };
            row(&format!("Ligne {n} de la prestation"), detail, n * 125, "heures", 650_000, n * 812)
        })
        .collect();
    sheet
}

/// Everything too long, with what a clipboard brings along.
pub fn long_texts() -> Sheet {
    let mut sheet = balance();
    let word = "anticonstitutionnellement".repeat(12);
    sheet.brand =
        "Atelier de création graphique et de développement de Bretagne intérieure et du Trégor".into();
    sheet.tagline = "Identité visuelle, édition, sites, applications, signalétique, scénographie".into();
    sheet.heading = "Facture d’acompte intermédiaire numéro trois".into();
    sheet.buyer.lines[0] = "Société coopérative d’intérêt collectif des producteurs de sarrasin".into();
    sheet.buyer.lines[1] = word.clone();
    sheet.facts[3].1 = "D-2026-0011 · CO-2026-0009 · CO-2026-0010 · CO-2026-0011".into();
    sheet.rows = vec![
        row(&word, &"détail\tavec tabulation\r\net retour\u{7}\u{0}. ".repeat(30), 1000, "forfait", 850, 9),
        row(
            "Сергей Ёлкин, Ξενία Παπαδοπούλου, Władysław, Łódź, A\u{30a}se",
            "नमस्ते",
            1_234_567,
            "mots",
            850,
            104_938,
        ),
        row("", "", 0, "", 0, 0),
        row("Prix énorme", "", i64::MAX, "unités de compte de chantier", i64::MAX, i64::MAX),
        row("Prix énorme à l’envers", "", i64::MIN, "", i64::MIN, i64::MIN),
    ];
    sheet.sums.push(sum("Somme immense", i64::MIN, Weight::Due));
    sheet.sums.push(sum(&word, 100, Weight::Strong));
    sheet.notes.push(("Note".into(), "Une très longue note. ".repeat(60)));
    sheet.legal.push("Mention légale. ".repeat(90));
    sheet.footer = "Pied de page très bavard ".repeat(12);
    sheet.payment.as_mut().unwrap().reference = word;
    sheet
}

pub fn empty() -> Sheet {
    let none = || Party { title: String::new(), lines: vec![], muted: vec![] };
    Sheet {
        language: journey::contact::Language::default(),
        heading: String::new(),
        number: String::new(),
        brand: String::new(),
        tagline: String::new(),
        seller: none(),
        buyer: none(),
        facts: vec![],
        rows: vec![],
        sums: vec![],
        notes: vec![],
        schedule: Vec::new(),
        payment: None,
        legal: vec![],
        footer: String::new(),
        ..balance()
    }
}

/// A disc with soft edges on a clear ground, wider than high.
pub fn logo() -> Vec<u8> {
    let image = RgbaImage::from_fn(600, 300, |x, y| {
        let far = ((x as f32 - 300.0) / 2.0).hypot(y as f32 - 150.0);
        let alpha = ((148.0 - far) * 12.0).clamp(0.0, 255.0) as u8;
        Rgba([(x / 3) as u8, 90, 200 - (y / 3) as u8, alpha])
    });
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}
