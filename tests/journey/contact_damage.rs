//! What spreadsheets, charsets and habits do to a list of contacts: it is read as it was meant, or what was lost is said.

use crate::contact_faults::{address, left, preview, problems, row};
use crate::contact_files::each;
use serde_json::json;

#[test]
fn a_header_is_found_below_a_title() {
    for above in [
        "Liste des clients au 12/03/2026",
        "Liste des clients;;;",
        "Export clients\n\n",
        "Mon entreprise;;;\nClients;;;\n;;;",
        "Société Durand\n12 rue des Carmes\n",
    ] {
        let text = format!(
            "{above}\nRaison sociale;Contact;E-mail;Ville\nNord;Anne;anne@nord.example;Lille\nLumen;Zoé;;Brest\n"
        );
        let read = preview(text.as_bytes());
        assert_eq!(each(&read, "/card/name"), ["Nord", "Lumen"], "{above}: {read:#}");
        assert_eq!(each(&read, "/card/contact"), ["Anne", "Zoé"], "{above}");
        let said = read["read_as"].as_str().unwrap();
        assert!(said.contains("en-tête à la ligne"), "{above}: {said}");
        assert!(said.contains(above.split(['\n', ';']).next().unwrap()), "{above}: {said}");
        let second = 1 + text.lines().position(|line| line.starts_with("Nord;")).unwrap();
        assert_eq!(read["rows"][0]["line"], second, "lines are counted from the top of the file");
    }
    let twice = preview("Nom;Ville\nNord;Lille\nNom;Ville\nLumen;Brest\n".as_bytes());
    assert_eq!(each(&twice, "/card/name"), ["Nord", "Lumen"]);
    assert!(twice["refused"][0]["reason"].as_str().unwrap().contains("en-tête"));
}

#[test]
fn charsets_of_macs_and_of_dos_are_told_apart() {
    let text = "Nom;Ville;Notes\nCafé Noël;Étampes;Déjà vu à Orléans, où ça coûte cher, maïs sucré\nHélène Bœuf;Besançon;prête\n";
    let mac: &[(char, u8)] = &[
        ('é', 0x8e),
        ('ë', 0x91),
        ('É', 0x83),
        ('à', 0x88),
        ('ù', 0x9d),
        ('ç', 0x8d),
        ('û', 0x9e),
        ('ï', 0x95),
        ('è', 0x8f),
        ('œ', 0xcf),
        ('ê', 0x90),
    ];
    let dos: &[(char, u8)] = &[
        ('é', 0x82),
        ('ë', 0x89),
        ('É', 0x90),
        ('à', 0x85),
        ('ù', 0x97),
        ('ç', 0x87),
        ('û', 0x96),
        ('ï', 0x8b),
        ('è', 0x8a),
        ('ê', 0x88),
    ];
    let windows: &[(char, u8)] = &[
        ('é', 0xe9),
        ('ë', 0xeb),
        ('É', 0xc9),
        ('à', 0xe0),
        ('ù', 0xf9),
        ('ç', 0xe7),
        ('û', 0xfb),
        ('ï', 0xef),
        ('è', 0xe8),
        ('œ', 0x9c),
        ('ê', 0xea),
    ];
    let written = |page: &[(char, u8)], text: &str| -> Vec<u8> {
        text.chars()
            .map(|c| match page.iter().find(|(letter, _)| *letter == c) {
                Some((_, byte)) => *byte,
                None => u8::try_from(u32::from(c)).unwrap(),
            })
            .collect()
    };
    for (page, how, text) in [
        (mac, "Mac Roman", text.to_owned()),
        (dos, "DOS (CP850)", text.replace('œ', "oe")),
        (windows, "Windows-1252", text.to_owned()),
        (mac, "Mac Roman", "Nom;Ville\nCafé;Brest\n".to_owned()),
        (dos, "DOS (CP850)", "Nom;Ville\nCafé;Brest\n".to_owned()),
        (windows, "Windows-1252", "Nom;Ville\nCafé;Brest\n".to_owned()),
        (mac, "Mac Roman", "Nom;Ville\nÉcole;LÉOPARD\n".to_owned()),
        (dos, "DOS (CP850)", "Nom;Ville\nÉcole;LÉOPARD\n".to_owned()),
        (windows, "Windows-1252", "Nom;Ville\nÉcole;LÉOPARD\n".to_owned()),
    ] {
        let read = preview(&written(page, &text));
        let names: Vec<&str> = text.lines().skip(1).map(|line| line.split(';').next().unwrap()).collect();
        assert_eq!(each(&read, "/card/name"), names, "{how}");
        assert!(read["read_as"].as_str().unwrap().contains(how), "{}", read["read_as"]);
        for (cell, place) in [(0, "/card/name"), (1, "/card/address/city")] {
            let wanted: Vec<&str> =
                text.lines().skip(1).map(|line| line.split(';').nth(cell).unwrap()).collect();
            assert_eq!(each(&read, place), wanted, "{how}");
        }
        let card = format!("BEGIN:VCARD\nVERSION:2.1\nFN:{}\nEND:VCARD\n", names[0]);
        assert_eq!(each(&preview(&written(page, &card)), "/card/name"), [names[0]], "{how}, a card");
    }
    for (label, page) in [("CP850", dos), ("macintosh", mac), ("IBM437", dos)] {
        let card = format!("BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET={label}:Hélène\nEND:VCARD\n");
        assert_eq!(each(&preview(&written(page, &card)), "/card/name"), ["Hélène"], "{label}");
    }
    let twice = preview("Nom;Ville\nCafÃ© NoÃ«l;Ã‰vreux\n".as_bytes());
    assert_eq!(each(&twice, "/card/name"), ["Café Noël"]);
    assert!(twice["read_as"].as_str().unwrap().contains("deux fois"), "{}", twice["read_as"]);
    let mut cut = "Nom;Ville\nCafé Noël, à Évreux, où ça mène;Évreux\nDéjà".as_bytes().to_vec();
    cut.pop();
    assert_eq!(
        each(&preview(&cut), "/card/name")[0],
        "Café Noël, à Évreux, où ça mène",
        "a letter cut at the end"
    );
}

#[test]
fn telephones_survive_a_spreadsheet() {
    for (cell, phone, said) in [
        ("612345678", "0612345678", true),
        ("=\"0612345678\"", "0612345678", false),
        ("\"=\"\"0612345678\"\"\"", "0612345678", false),
        ("'0612345678", "0612345678", false),
        ("\"6,12345678E+08\"", "0612345678", true),
        ("6.12345678E+08", "0612345678", true),
        ("612345678.0", "0612345678", true),
        ("\"612345678,00\"", "0612345678", true),
        ("33612345678", "+33612345678", true),
        ("6 12 34 56 78", "06 12 34 56 78", true),
        ("\"6,12E+08\"", "", true),
        ("6.12E+08", "", true),
        ("tel:+33612345678", "+33612345678", false),
        ("Tél. : 06 12 34 56 78", "06 12 34 56 78", false),
        ("+33 (0)6 12 34 56 78", "+33 (0)6 12 34 56 78", false),
        ("06 12 34 56 78", "06 12 34 56 78", false),
    ] {
        let read = row(&format!("Client,Téléphone,Ville\nNord,{cell},Lille\n"));
        assert_eq!(read["card"]["phone"], phone, "{cell}: {read:#}");
        assert_eq!(problems(&read).contains("Téléphone «"), said, "{cell}: {}", read["problems"]);
        let card = format!(
            "BEGIN:VCARD\nVERSION:3.0\nFN:Nord\nTEL:{}\nEND:VCARD\n",
            cell.trim_matches('"').replace("\"\"", "\"")
        );
        if !cell.contains(['=', '\'']) {
            assert_eq!(row(&card)["card"]["phone"], phone, "{card}");
        }
    }
    let abroad = row("Client,Téléphone,Pays\nNord,612345678,Espagne\n");
    assert_eq!(abroad["card"]["phone"], "612345678", "nothing is guessed abroad");
    let two = row("Client;Téléphone;Mobile\nNord;02 96 00 00 00 / 06 12 34 56 78;612345679\n");
    assert_eq!(two["card"]["phone"], "02 96 00 00 00");
    assert_eq!(left(&two), ["Autre téléphone : 06 12 34 56 78", "Autre téléphone : 0612345679"]);
    let codes = preview(
        "Client;CP;Ville\nUn;1000;Bourg-en-Bresse\nDeux;35000;Rennes\nTrois;75001.0;Paris\nQuatre;F-22300;Lannion\n".as_bytes(),
    );
    assert_eq!(each(&codes, "/card/address/postcode"), ["01000", "35000", "75001", "22300"]);
    assert!(problems(&codes["rows"][0]).contains("01000"));
}

#[test]
fn an_address_comes_apart() {
    let lilas = address("12 rue des Lilas", "", "35000", "Rennes", "");
    for (head, cells) in [
        ("Client;Adresse;CP Ville", "Nord;12 rue des Lilas;35000 Rennes"),
        ("Client;Adresse;Code postal et ville", "Nord;12 rue des Lilas;35000 Rennes"),
        ("Client;Adresse;CP/Ville", "Nord;12 rue des Lilas;35 000 Rennes"),
        ("Client;Adresse;Ville", "Nord;12 rue des Lilas;35000 Rennes"),
        ("Client;Adresse;Ville", "Nord;12 rue des Lilas;Rennes (35000)"),
        ("Client;Adresse;Code postal", "Nord;12 rue des Lilas;F-35000 Rennes"),
        ("Client;Adresse", "Nord;12 rue des Lilas, 35000 Rennes"),
        ("Client;Adresse", "Nord;12 rue des Lilas 35000 Rennes"),
        ("Client;Adresse", "Nord;12 rue des Lilas - 35000 Rennes - France"),
        ("Client;Adresse", "Nord;\"12 rue des Lilas\n35000 Rennes\nFRANCE\""),
        ("Client;Adresse", "Nord;\"Nord\n12 rue des Lilas\n35000 Rennes\""),
        ("Client;Adresse complète", "Nord;12, rue des Lilas, 35000 Rennes"),
        ("Client;Full address;Pays", "Nord;12 rue des Lilas, 35000 Rennes;France"),
        ("Client;Adresse;Adresse 2", "Nord;12 rue des Lilas;35000 Rennes"),
        (
            "Client;Adresse;CP;Ville;Pays",
            "Nord;\"12 rue des Lilas\n35000 Rennes\nFrance\";35000;Rennes;France",
        ),
    ] {
        let read = row(&format!("{head}\n{cells}\n"));
        let mut wanted = lilas.clone();
        if cells.contains("12, rue") {
            wanted["street"] = json!("12 rue des Lilas");
        }
        assert_eq!(read["card"]["address"], wanted, "{head} {cells}: {read:#}");
        assert_eq!(left(&read), Vec::<String>::new(), "{head} {cells}");
    }
    for adr in [
        "ADR:12 rue des Lilas\\, 35000 Rennes",
        "ADR:;;12 rue des Lilas\\n35000 Rennes\\nFrance;;;;",
        "ADR;TYPE=WORK:;;12 rue des Lilas\\, 35000 Rennes;;;;",
        "ADR:;;12 rue des Lilas;35000 Rennes;;;",
        "LABEL;TYPE=WORK:12 rue des Lilas\\n35000 Rennes",
        "LABEL;QUOTED-PRINTABLE:12 rue des Lilas=0D=0A35000 Rennes",
        "ADR;LABEL=\"12 rue des Lilas\\n35000 Rennes\":;;;;;;",
    ] {
        let card = format!("BEGIN:VCARD\nVERSION:3.0\nFN:Nord\n{adr}\nEND:VCARD\n");
        assert_eq!(row(&card)["card"]["address"], lilas, "{adr}");
    }
    let lost = row("Client;Adresse\nNord;au bout du chemin\n");
    assert_eq!(lost["card"]["address"]["street"], "au bout du chemin");
    let foreign = row("Client;Adresse\nNord;Rue de la Loi 16, 1000 Bruxelles, Belgique\n");
    assert_eq!(foreign["card"]["address"], address("Rue de la Loi 16", "", "1000", "Bruxelles", "Belgique"));
}

#[test]
fn letters_written_out_are_read_however_it_is_said() {
    for header in [
        "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8",
        "FN;ENCODING=QUOTED;CHARSET=UTF-8",
        "FN;ENCODING=QP;CHARSET=UTF-8",
        "FN;QUOTED-PRINTABLE;CHARSET=UTF-8",
        "FN;CHARSET=UTF-8;QUOTED-PRINTABLE",
        "FN;QUOTED-PRINTABLE",
        "FN;quoted-printable",
        "FN;encoding=quoted",
        "FN;ENCODING=\"QUOTED-PRINTABLE\"",
        "FN;CHARSET=UTF-8",
        "item1.FN;ENCODING=QUOTED",
    ] {
        let plain = format!(
            "BEGIN:VCARD\r\nVERSION:2.1\r\n{header}:H=C3=A9l=C3=A8ne =\r\nB=C5=93uf\r\nEND:VCARD\r\n"
        );
        let plain = if header == "FN;CHARSET=UTF-8" {
            plain.replace("H=C3=A9l=C3=A8ne =\r\nB=C5=93uf", "H=C3=A9l=C3=A8ne B=C5=93uf")
        } else {
            plain
        };
        assert_eq!(each(&preview(plain.as_bytes()), "/card/name"), ["Hélène Bœuf"], "{header}");
    }
}

#[test]
fn mail_addresses_are_found_in_what_stands_around_them() {
    for (cell, email, contact, others) in [
        ("mailto:anne@nord.example", "anne@nord.example", "", vec![]),
        ("MAILTO:anne@nord.example?subject=x", "anne@nord.example", "", vec![]),
        ("Anne Le Goff <anne@nord.example>", "anne@nord.example", "Anne Le Goff", vec![]),
        ("<anne@nord.example>", "anne@nord.example", "", vec![]),
        (
            "anne@nord.example, hugo@nord.example",
            "anne@nord.example",
            "",
            vec!["Autre e-mail : hugo@nord.example"],
        ),
        (
            "anne@nord.example / hugo@nord.example",
            "anne@nord.example",
            "",
            vec!["Autre e-mail : hugo@nord.example"],
        ),
        (
            "anne@nord.example ou hugo@nord.example",
            "anne@nord.example",
            "",
            vec!["Autre e-mail : hugo@nord.example"],
        ),
        (
            "anne@nord.example ::: hugo@nord.example",
            "anne@nord.example",
            "",
            vec!["Autre e-mail : hugo@nord.example"],
        ),
        ("anne@nord.example (bureau)", "anne@nord.example", "", vec!["E-mail : anne@nord.example (bureau)"]),
        ("Anne@nord.example\u{a0}\u{200b}", "Anne@nord.example", "", vec![]),
    ] {
        let read = row(&format!("Société;E-mail;Ville\nNord;\"{cell}\";Lille\n"));
        assert_eq!(
            (&read["card"]["email"], &read["card"]["contact"]),
            (&json!(email), &json!(contact)),
            "{cell}: {read:#}"
        );
        assert_eq!(left(&read), others, "{cell}");
        let card =
            format!("BEGIN:VCARD\nVERSION:3.0\nORG:Nord\nEMAIL:{}\nEND:VCARD\n", cell.replace(',', "\\,"));
        assert_eq!(row(&card)["card"]["email"], email, "{card}");
    }
}

#[test]
fn what_no_card_has_a_place_for_is_told_with_its_place() {
    let text = "Client;Site web;Anniversaire;Truc;IBAN;Code client;E-mail;Étiquettes\nNord;https://nord.example;01/02/1980;machin;FR7630006000011234567890189;C-12;a@nord.example;presse, Bretagne;en plus\n";
    let read = row(text);
    assert_eq!(
        left(&read),
        [
            "Site web : https://nord.example",
            "Anniversaire : 01/02/1980",
            "Truc : machin",
            "IBAN : FR7630006000011234567890189",
            "Code client : C-12",
            "Colonne 9 : en plus"
        ]
    );
    assert_eq!(read["card"]["tags"], json!(["presse", "Bretagne"]));
    let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Nord\nURL:https://nord.example\nBDAY:1980-02-01\nX-SKYPE:nord.sk\nIMPP:xmpp:a@nord.example\nCATEGORIES:presse,Bretagne\nGEO:48.1;-1.7\nREV:20260101T000000Z\nUID:1\nPHOTO;ENCODING=B;TYPE=JPEG:AAAA\nEND:VCARD\n";
    let read = row(card);
    let told = left(&read);
    for wanted in [
        "Site : https://nord.example",
        "Anniversaire : 1980-02-01",
        "X-SKYPE : nord.sk",
        "Messagerie : xmpp:a@nord.example",
    ] {
        assert!(told.contains(&wanted.to_owned()), "{wanted} in {told:?}");
    }
    assert!(
        told.iter().any(|one| one.starts_with("GEO")) && told.iter().any(|one| one.starts_with("Photo")),
        "{told:?}"
    );
    assert_eq!(read["card"]["tags"], json!(["presse", "Bretagne"]));
}
