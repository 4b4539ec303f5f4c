//! Files of contacts as they are read: cards and tables, their versions, their letters, and what is left out.

use serde_json::{Value, json};
use tests::{Books, day, file, refusal};

/// What a file would bring in.
fn preview(name: &str, bytes: &[u8]) -> Value {
    let books = Books::camille();
    books.on(day(9, 2)).ask("preview_client_import", json!({"file": file(name, bytes)}))
}

fn refused(name: &str, bytes: &[u8]) -> String {
    let books = Books::camille();
    let house = books.on(day(9, 2));
    match house.0.ask("preview_client_import", json!({"file": file(name, bytes)})) {
        Ok(answer) => panic!("{name} was read: {answer}"),
        Err(failure) => {
            let refusal = refusal(failure);
            assert_eq!(refusal.field.as_deref(), Some("file"));
            refusal.message
        }
    }
}

/// One column of the proposals: `/card/name`.
pub fn each(preview: &Value, pointer: &str) -> Vec<String> {
    let rows = preview["rows"].as_array().unwrap();
    rows.iter().map(|row| row.pointer(pointer).unwrap().as_str().unwrap().to_owned()).collect()
}

pub fn lines(preview: &Value) -> Vec<i64> {
    preview["rows"].as_array().unwrap().iter().map(|row| row["line"].as_i64().unwrap()).collect()
}

pub fn crlf(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").into_bytes()
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// The letters of Western Europe, as old tools write them.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

pub const LE_GOFF: &str = "BEGIN:VCARD
VERSION:3.0
N:Le Goff;Anne;;;
FN:Anne Le Goff
ORG:Boulangerie Le Goff SARL;Boutique
TITLE:Gérante
item1.EMAIL;TYPE=INTERNET;TYPE=HOME:anne@perso.example
item2.EMAIL;TYPE=INTERNET;TYPE=WORK:anne@legoff.example
item2.X-ABLabel:bureau
TEL;TYPE=FAX:02 96 00 00 01
TEL;TYPE=CELL:06 11 22 33 44
ADR;TYPE=WORK:;Bât. B;4 place des
  Halles;Lannion;Bretagne;22300;France
NOTE:SIRET : 552 100 554 00013\\, cliente depuis 2019
END:VCARD
";

#[test]
fn a_card_of_a_person_in_a_firm_becomes_the_firm_with_its_contact() {
    let read = preview("contacts.vcf", &crlf(LE_GOFF));
    let row = &read["rows"][0];
    let card = &row["card"];
    assert_eq!(read["format"], "vcard");
    assert_eq!(row["line"], 1);
    assert_eq!(
        (&card["name"], &card["contact"]),
        (&json!("Boulangerie Le Goff SARL"), &json!("Anne Le Goff"))
    );
    assert_eq!((&card["kind"], &card["email"]), (&json!("company"), &json!("anne@legoff.example")));
    assert_eq!(card["phone"], "06 11 22 33 44", "a fax is nobody's telephone");
    assert_eq!(
        card["address"],
        json!({"street": "4 place des Halles", "extra": "Bât. B", "postcode": "22300", "city": "Lannion", "country": ""})
    );
    assert_eq!(card["siret"], "55210055400013", "the note names it and its key is right");
    let left: Vec<&str> = row["left_out"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
    for part in [
        "Service : Boutique",
        "Fonction : Gérante",
        "Fax : 02 96 00 00 01",
        "Autre e-mail : anne@perso.example",
    ] {
        assert!(left.contains(&part), "{part} in {left:?}");
    }
}

#[test]
fn the_three_versions_of_vcard_are_read_with_their_letters() {
    let v21 = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;=\r\nJ=C3=A9r=C3=B4me\r\nTEL;WORK;PREF:0299000000\r\nTEL;HOME:0299000001\r\nEND:VCARD\r\n";
    assert_eq!(each(&preview("a.vcf", v21.as_bytes()), "/card/name"), ["Jérôme Lefèvre"]);
    assert_eq!(each(&preview("a.vcf", v21.as_bytes()), "/card/phone"), ["0299000000"]);
    // Quoted-printable that does not say its charset, in either one.
    for name in ["Jos=C3=A9", "Jos=E9"] {
        let card = format!("BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:{name}\nEND:VCARD\n");
        assert_eq!(each(&preview("a.vcf", card.as_bytes()), "/card/name"), ["José"], "{name}");
    }
    // Raw bytes: Western Europe by default, or what the property says.
    let west = latin("BEGIN:VCARD\nVERSION:2.1\nFN:Sören Nüßlebaum\nEND:VCARD\n");
    assert_eq!(each(&preview("a.vcf", &west), "/card/name"), ["Sören Nüßlebaum"]);
    let mut greek = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-7:".to_vec();
    greek.extend_from_slice(b"\xc1\xe8\xde\xed\xe1\nEND:VCARD\n");
    assert_eq!(each(&preview("a.vcf", &greek), "/card/name"), ["Αθήνα"]);
    let v4 = "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Atelier\\, Nord\nTEL;VALUE=uri;PREF=1:tel:+33-2-99-00-00-00\nEMAIL;PREF=2:b@nord.example\nEMAIL;PREF=1:a@nord.example\nEND:VCARD\n";
    let read = preview("a.vcf", v4.as_bytes());
    assert_eq!(each(&read, "/card/name"), ["Atelier, Nord"]);
    assert_eq!(
        (each(&read, "/card/kind"), each(&read, "/card/phone")),
        (vec!["company".into()], vec!["+33-2-99-00-00-00".into()])
    );
    assert_eq!(each(&read, "/card/email"), ["a@nord.example"]);
    for little in [true, false] {
        assert_eq!(each(&preview("a.vcf", &utf16(LE_GOFF, little)), "/card/contact"), ["Anne Le Goff"]);
    }
}

#[test]
fn what_no_card_holds_or_ends_is_said_with_its_line() {
    let text = "bruit\nBEGIN:VCARD\nFN:Un\nBEGIN:VCARD\nVERSION:3.0\nTEL:1\nEND:VCARD\n\nBEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Amis\nEND:VCARD\nBEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nFN:Dedans\nEND:VCARD\nFN:Deux\nEND:VCARD\nBEGIN:VCARD\nFN:孔夫子\nEND:VCARD\nBEGIN:VCARD\nFN:Coupé";
    let read = preview("a.vcf", text.as_bytes());
    assert_eq!(each(&read, "/card/name"), ["Un", "Deux", "孔夫子", "Coupé"]);
    assert_eq!(lines(&read), [2, 14, 21, 24]);
    let refused: Vec<(i64, &str)> = read["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["line"].as_i64().unwrap(), r["reason"].as_str().unwrap()))
        .collect();
    assert_eq!(refused.iter().map(|r| r.0).collect::<Vec<_>>(), [1, 4, 9]);
    assert!(refused[0].1.contains("aucune fiche"), "{refused:?}");
    assert!(refused[1].1.contains("ni nom"), "{refused:?}");
    assert!(refused[2].1.contains("groupe"), "{refused:?}");
    for cut in [0, 3] {
        assert!(read["rows"][cut]["problems"][0]["message"].as_str().unwrap().contains("END:VCARD"));
    }
}

#[test]
fn what_a_card_cannot_keep_is_left_out_and_said() {
    let text = "Nom;E-mail;Code postal;SIRET;Téléphone\nAtelier Nord;pas une adresse;2230;123 456 789;tel ☎ bureau\n";
    let row = preview("clients.csv", text.as_bytes())["rows"][0].clone();
    assert_eq!(row["card"]["name"], "Atelier Nord");
    for field in ["email", "siret"] {
        assert_eq!(row["card"][field], "", "{field}");
    }
    // No paper prints it: a card keeps it in any letters.
    assert_eq!(row["card"]["phone"], "tel ☎ bureau");
    let problems = row["problems"].as_array().unwrap();
    let fields: Vec<&str> = problems.iter().map(|p| p["field"].as_str().unwrap()).collect();
    assert_eq!(fields.len(), 3, "{problems:?}");
    for field in ["email", "address.postcode", "siret"] {
        assert!(fields.contains(&field), "{field}");
    }
    assert!(
        problems
            .iter()
            .any(|p| p["message"].as_str().unwrap().contains("« pas une adresse » laissé de côté"))
    );
}

#[test]
fn tables_of_known_tools_are_read_in_three_languages() {
    let french = "Titre,Prénom,Deuxième prénom,Nom,Société,Rue (bureau),Rue (bureau) 2,Ville (bureau),Dép/Région (bureau),Code postal (bureau),Pays/Région (bureau),Rue (domicile),Ville (domicile),Télécopie (bureau),Téléphone (bureau),Tél. mobile,Adresse de messagerie,Type de messagerie,Nom complet de l'adresse de messagerie,Notes\nMme,Anne,,Le Goff,Boulangerie Le Goff,4 place des Halles,Bât. B,Lannion,Bretagne,22300,France,1 rue Privée,Perros,0299,02 96 00 00 00,06 11,anne@legoff.example,SMTP,Anne (anne@legoff.example),fidèle\n";
    let english = "First Name,Middle Name,Last Name,Company,Business Street,Business Street 2,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Business Fax,Business Phone,Mobile Phone,E-mail Address,E-mail Type,E-mail Display Name,Notes\nAnne,,Le Goff,Boulangerie Le Goff,4 place des Halles,Bât. B,Lannion,,22300,France,1 rue Privée,Perros,0299,02 96 00 00 00,06 11,anne@legoff.example,SMTP,Anne,fidèle\n";
    let german = "Vorname;Nachname;Firma;Straße geschäftlich;Straße geschäftlich 2;Ort geschäftlich;Region geschäftlich;Postleitzahl geschäftlich;Land/Region geschäftlich;Straße privat;Ort privat;Fax geschäftlich;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;Notizen\nAnne;Le Goff;Boulangerie Le Goff;4 place des Halles;Bât. B;Lannion;;22300;Frankreich;1 rue Privée;Perros;0299;02 96 00 00 00;06 11;anne@legoff.example;SMTP;Anne;fidèle\n";
    let google = "Name,Given Name,Additional Name,Family Name,Organization Name,Organization Title,Organization Department,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - Extended Address,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 2 - Street,Address 2 - City,Notes\nx,Anne,,Le Goff,Boulangerie Le Goff,Gérante,Boutique,* Work,anne@legoff.example ::: a@b.example,Mobile,02 96 00 00 00,Work,tout,4 place des Halles,Bât. B,Lannion,,22300,FR,9 rue Autre,Brest,fidèle\n";
    let thunderbird = "Prénom,Nom de famille,Nom à afficher,Surnom,Première adresse électronique,Adresse électronique secondaire,Tél. professionnel,Tél. personnel,Fax,Adresse privée,Ville privée,Adresse professionnelle,Adresse professionnelle 2,Ville professionnelle,Code postal professionnel,Pays professionnel,Fonction,Service,Société,Notes\nAnne,Le Goff,Anne LG,,anne@legoff.example,,02 96 00 00 00,,0299,1 rue Privée,Perros,4 place des Halles,Bât. B,Lannion,22300,France,Gérante,,Boulangerie Le Goff,fidèle\n";
    let plain = "Raison sociale\tInterlocuteur\tAdresse\tAdresse 2\tCP\tVille\tPays\tCourriel\tTél\tN° TVA\tRemarques\nBoulangerie Le Goff\tAnne Le Goff\t4 place des Halles\tBât. B\t22300\tLannion\t\tanne@legoff.example\t02 96 00 00 00\t\tfidèle\n";
    for (tool, table) in [
        ("Outlook fr", french),
        ("Outlook en", english),
        ("Outlook de", german),
        ("Google", google),
        ("Thunderbird fr", thunderbird),
        ("a plain list", plain),
    ] {
        let read = preview("contacts.csv", table.as_bytes());
        let row = &read["rows"][0];
        let card = &row["card"];
        assert_eq!(read["rows"].as_array().unwrap().len(), 1, "{tool}");
        assert_eq!(
            (&card["name"], &card["contact"]),
            (&json!("Boulangerie Le Goff"), &json!("Anne Le Goff")),
            "{tool}: {read:#}"
        );
        assert_eq!(
            (&card["email"], &card["phone"]),
            (&json!("anne@legoff.example"), &json!("02 96 00 00 00")),
            "{tool}: {read:#}"
        );
        assert_eq!(
            card["address"],
            json!({"street": "4 place des Halles", "extra": "Bât. B", "postcode": "22300", "city": "Lannion", "country": ""}),
            "{tool}: {read:#}"
        );
        assert_eq!(row["problems"], json!([]), "{tool}");
        assert!(row["left_out"].to_string().contains("Note : fidèle"), "{tool}: {row}");
    }
}

#[test]
fn any_separator_charset_and_line_ending_reads_the_same() {
    let text = "Nom;E-mail;Ville\n\"Dupré; père & fils\";contact@dupre.example;\"Saint-\nMalo\"\n\"Le \"\"Café\"\" d'Anne\";anne@cafe.example;Vitré\n";
    let told = "sep=;\n".to_owned() + text;
    for (how, bytes, first) in [
        ("UTF-8", text.as_bytes().to_vec(), 2),
        ("a mark", [b"\xef\xbb\xbf", text.as_bytes()].concat(), 2),
        ("UTF-16", utf16(text, true), 2),
        ("UTF-16 the other way", utf16(text, false), 2),
        ("UTF-16 without a mark", utf16(text, true)[2..].to_vec(), 2),
        ("Windows-1252", latin(text), 2),
        ("CRLF", crlf(text), 2),
        ("its separator told", told.into_bytes(), 3),
    ] {
        let read = preview("c.csv", &bytes);
        assert_eq!(each(&read, "/card/name"), ["Dupré; père & fils", "Le \"Café\" d'Anne"], "{how}");
        assert_eq!(each(&read, "/card/address/city"), ["Saint- Malo", "Vitré"], "{how}");
        assert_eq!(lines(&read), [first, first + 2], "{how}: lines are counted as an editor counts them");
    }
    for separator in [",", "\t", "|"] {
        let table = text.replace("; père", " père").replace(';', separator);
        assert_eq!(
            each(&preview("c.csv", table.as_bytes()), "/card/address/city"),
            ["Saint- Malo", "Vitré"],
            "{separator:?}"
        );
    }
    assert_eq!(lines(&preview("mac.csv", b"Nom,Ville\rUn,Brest\rDeux,Vannes\r")), [2, 3]);
}

#[test]
fn columns_that_say_nothing_are_guessed_and_shown() {
    let bare = "Atelier Nord,contact@nord.example,55210055400013,35000\nLumen,bonjour@lumen.example,73282932000074,44000\n";
    let read = preview("liste.csv", bare.as_bytes());
    assert_eq!(each(&read, "/card/name"), ["Atelier Nord", "Lumen"]);
    assert_eq!(each(&read, "/card/siret"), ["55210055400013", "73282932000074"]);
    let read_as: Vec<&str> =
        read["columns"].as_array().unwrap().iter().map(|c| c["read_as"].as_str().unwrap()).collect();
    assert_eq!(read_as, ["nom complet", "e-mail", "SIREN ou SIRET", "code postal"]);
    let odd = "Machin,Qui,Bidule\nx1,Atelier Nord,a@nord.example\nx2,Lumen,b@lumen.example\n";
    let read = preview("liste.csv", odd.as_bytes());
    assert_eq!(each(&read, "/card/email"), ["a@nord.example", "b@lumen.example"]);
    assert_eq!(read["columns"][0], json!({"header": "Machin", "read_as": ""}));
}

#[test]
fn a_file_that_is_no_list_of_contacts_is_refused_at_its_field() {
    for (name, bytes, words) in [
        ("vide.vcf", b"\xef\xbb\xbf".as_slice(), "vide"),
        ("a.xlsx", b"PK\x03\x04\x00\x00", "classeur"),
        ("a.ldif", b"dn: cn=Anne\ncn: Anne\n", "LDIF"),
        ("a.pdf", b"%PDF-1.7\n\x00\x01\x02 obj", "ni une vCard"),
        ("a.yaml", b"description: rue\ncomponents:\n    road: Rue\n    city: Brest\n", "ni une vCard"),
        ("a.txt", "Bonjour Camille, merci pour tout.".as_bytes(), "ni une vCard"),
    ] {
        assert!(refused(name, bytes).contains(words), "{name}");
    }
    let many = (0..3_001).fold("Nom,Ville\n".to_owned(), |text, i| text + &format!("Client {i},Brest\n"));
    assert!(refused("a.csv", many.as_bytes()).contains("3001 contacts, 3000 au plus"));
}

#[test]
fn an_open_quote_is_said_where_it_opens() {
    let text = format!("Nom,Ville\nUn,Brest\n\"Deux,Vannes\n{}", "x,y\n".repeat(80));
    let read = preview("a.csv", text.as_bytes());
    assert_eq!(each(&read, "/card/name"), ["Un"]);
    assert_eq!(read["refused"][0]["line"], 3);
    assert!(read["refused"][0]["reason"].as_str().unwrap().contains("guillemet"));
}
