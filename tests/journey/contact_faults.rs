//! What lists of contacts do to their contents, each in its smallest form: nothing of it is lost without a word.

use crate::contact_files::each;
use serde_json::{Value, json};
use tests::{Books, Door, day, file};

thread_local! {
    /// A question writes nothing: one door does for a whole test.
    static HOUSE: (Books, Door) = {
        let books = Books::camille();
        let door = books.on(day(9, 2));
        (books, door)
    };
}

pub fn preview(bytes: &[u8]) -> Value {
    HOUSE.with(|(_, door)| door.ask("preview_client_import", json!({"file": file("contacts.csv", bytes)})))
}

pub fn row(text: &str) -> Value {
    let read = preview(text.as_bytes());
    assert_eq!(read["rows"].as_array().unwrap().len(), 1, "{read:#}");
    read["rows"][0].clone()
}

pub fn left(row: &Value) -> Vec<String> {
    row["left_out"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

pub fn problems(row: &Value) -> String {
    row["problems"].to_string()
}

pub fn address(street: &str, extra: &str, postcode: &str, city: &str, country: &str) -> Value {
    json!({"street": street, "extra": extra, "postcode": postcode, "city": city, "country": country})
}

#[test]
fn billing_and_delivery_are_two_addresses() {
    for (head, cells) in [
        (
            "Client;Billing Street;Billing City;Billing Zip;Billing Country;Shipping Street;Shipping City;Shipping Zip;Shipping Country",
            "Nord;1 rue A;Lille;59000;France;2 rue B;Lyon;69001;France",
        ),
        (
            "Raison sociale;Adresse de facturation;CP facturation;Ville facturation;Pays de facturation;Adresse de livraison;CP livraison;Ville livraison;Pays livraison",
            "Nord;1 rue A;59000;Lille;FRANCE;2 rue B;69001;Lyon;France",
        ),
        (
            "Société;Adresse;Code postal;Ville;Pays;Adresse livraison;Code postal (livraison);Ville (livraison);Pays (livraison)",
            "Nord;1 rue A;59000;Lille;France;2 rue B;69001;Lyon;France",
        ),
        (
            "Firma;Rechnungsadresse;PLZ Rechnung;Ort Rechnung;Lieferadresse;PLZ Lieferung;Ort Lieferung",
            "Nord;1 rue A;59000;Lille;2 rue B;69001;Lyon",
        ),
        (
            "Client;Adresse de facturation;Adresse de livraison",
            "Nord;1 rue A, 59000 Lille;2 rue B, 69001 Lyon, France",
        ),
        (
            "companyName;billingAddress1;billingPostcode;billingCity;shippingAddress1;shippingPostcode;shippingCity",
            "Nord;1 rue A;59000;Lille;2 rue B;69001;Lyon",
        ),
    ] {
        let row = row(&format!("{head}\n{cells}\n"));
        assert_eq!(row["card"]["address"], address("1 rue A", "", "59000", "Lille", ""), "{head}");
        assert_eq!(row["card"]["delivery_address"], address("2 rue B", "", "69001", "Lyon", ""), "{head}");
        assert_eq!((left(&row), &row["problems"]), (vec![], &json!([])), "{head}");
    }
    // The same place twice is one address; a billing street with a plain town is one address too.
    let same =
        row("Client;Adresse de facturation;CP;Ville;Adresse de livraison\nNord;1 rue A;59000;Lille;\n");
    assert_eq!(same["card"]["address"], address("1 rue A", "", "59000", "Lille", ""));
    assert_eq!(same["card"]["delivery_address"], address("", "", "", "", ""));
    let twice = row(
        "Client;Billing Street;Billing City;Shipping Street;Shipping City\nNord;1 rue A;Lille;1 rue A;Lille\n",
    );
    assert_eq!(twice["card"]["delivery_address"], address("", "", "", "", ""));
}

#[test]
fn a_second_address_is_told() {
    let row = row(
        "Société;Rue (bureau);Ville (bureau);Rue (domicile);Ville (domicile)\nNord;1 rue A;Lille;9 rue Privée;Perros\n",
    );
    assert_eq!(row["card"]["address"]["street"], "1 rue A");
    assert_eq!(left(&row), ["Adresse personnelle : 9 rue Privée, Perros"]);
    let google = "Organization Name;Address 1 - Street;Address 1 - City;Address 2 - Street;Address 2 - City\nNord;1 rue A;Lille;9 rue B;Brest\n";
    assert_eq!(left(&self::row(google)), ["Autre adresse : 9 rue B, Brest"]);
    let plain = "Société;Adresse 1;CP 1;Ville 1;Adresse 2;CP 2;Ville 2\nNord;1 rue A;59000;Lille;9 rue B;29200;Brest\n";
    assert_eq!(left(&self::row(plain)), ["Autre adresse : 9 rue B, 29200 Brest"]);
    let card = "BEGIN:VCARD\nVERSION:3.0\nORG:Nord\nADR;TYPE=WORK:;;1 rue A;Lille;;59000;France\nADR;TYPE=HOME:;;9 rue B;Brest;;29200;France\nitem1.ADR:;;2 rue C;Lyon;;69001;\nitem1.X-ABLabel:Livraison\nEND:VCARD\n";
    let row = self::row(card);
    assert_eq!(row["card"]["address"], address("1 rue A", "", "59000", "Lille", ""));
    assert_eq!(row["card"]["delivery_address"], address("2 rue C", "", "69001", "Lyon", ""));
    assert_eq!(left(&row), ["Autre adresse : 9 rue B, 29200 Brest, France"]);
}

#[test]
fn several_people_of_one_firm_are_one_client() {
    let text = "Société;Prénom;Nom;Fonction;E-mail;Téléphone;SIRET;Ville;Notes\nNord SAS;Anne;Le Goff;Gérante;anne@nord.example;06 12 34 56 78;;Lille;aînée\nNord SAS;Hugo;Petit;Comptable;hugo@nord.example;;73282932000074;Lille;cadet\nLumen;Zoé;Roux;;zoe@lumen.example;;;Brest;\nNORD  SAS;Léa;Roy;;lea@nord.example;;;;\n";
    let read = preview(text.as_bytes());
    assert_eq!(each(&read, "/card/name"), ["Nord SAS", "Lumen"]);
    let nord = &read["rows"][0];
    assert_eq!((&nord["lines"], &nord["repeats"]), (&json!([2, 3, 5]), &Value::Null));
    let people: Vec<(&str, &str, &str)> = nord["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (p["name"].as_str().unwrap(), p["function"].as_str().unwrap(), p["email"].as_str().unwrap()))
        .collect();
    assert_eq!(
        people,
        [
            ("Anne Le Goff", "Gérante", "anne@nord.example"),
            ("Hugo Petit", "Comptable", "hugo@nord.example"),
            ("Léa Roy", "", "lea@nord.example")
        ]
    );
    assert_eq!(nord["card"]["siret"], "73282932000074");
    assert_eq!(left(nord), ["Note : aînée", "Hugo Petit, Note : cadet"]);
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let import =
        house.done("import_clients", json!({"file": file("c.csv", text.as_bytes()), "rows": [2, 3, 4]}));
    let clients = house.ask("clients", json!({}));
    assert_eq!(clients["rows"].as_array().unwrap().len(), 2);
    let id =
        clients["rows"].as_array().unwrap().iter().find(|c| c["name"] == "Nord SAS").unwrap()["id"].clone();
    let client = house.ask("client", json!({"id": id}));
    assert_eq!(client["people"].as_array().unwrap().len(), 3, "{client:#}");
    assert_eq!(house.ask("search", json!({"text": "hugo@nord.example"}))["hits"][0]["id"], id);
    house.verified();
    assert_eq!(house.ask("client_imports", json!({}))["rows"][0]["removable"], 2);
    house.done("undo_client_import", json!({"import": import}));
    assert_eq!(house.ask("clients", json!({}))["rows"], json!([]));
    assert_eq!(house.ask("search", json!({"text": "hugo"}))["hits"], json!([]));
    house.verified();
    // Two shops of one name in two towns are two clients, and so are two SIRENs.
    let two = "Société;Contact;CP;SIREN\nMartin;Anne;35000;\nMartin;Zoé;75011;\nPaul;Luc;;552100554\nPaul;Max;;732829320\n";
    assert_eq!(preview(two.as_bytes())["rows"].as_array().unwrap().len(), 4);
}

#[test]
fn somebody_added_since_keeps_an_imported_client() {
    let text = "Société;Contact\nNord;Anne\nNord;Zoé\n";
    let books = Books::camille();
    let house = books.on(day(9, 2));
    let import = house.done("import_clients", json!({"file": file("c.csv", text.as_bytes()), "rows": [2]}));
    let id = house.ask("clients", json!({}))["rows"][0]["id"].clone();
    house.done("add_person", json!({"client": id, "card": {"name": "Luc"}}));
    assert_eq!(house.ask("client_imports", json!({}))["rows"][0]["removable"], 0);
    house.refused("undo_client_import", json!({"import": import}));
    house.verified();
}

#[test]
fn who_is_spoken_to_is_never_who_sells() {
    for head in [
        "Company name,Contact First Name,Contact Last Name,Contact owner,Contact Email",
        "Nom du client,Prénom du contact,Nom du contact,Propriétaire du contact,E-mail du contact",
        "Account Name,First Name,Last Name,Contact Owner,Email",
        "Organization - Name,Person - First name,Person - Last name,Person - Owner,Person - Email - Work",
        "Raison sociale,Contact prénom,Contact nom,Commercial,Courriel",
        "Société,Prénom,Nom,Vendeur,E-mail",
        "Company,First name,Last name,Assigned to,Email",
    ] {
        let row = row(&format!("{head}\nNord,Anne,Le Goff,Camille Durand,anne@nord.example\n"));
        let card = &row["card"];
        assert_eq!(
            (&card["name"], &card["contact"]),
            (&json!("Nord"), &json!("Anne Le Goff")),
            "{head}: {row:#}"
        );
        assert_eq!(card["email"], "anne@nord.example", "{head}");
        let owner = head.split(',').nth(3).unwrap();
        assert_eq!(left(&row), [format!("{owner} : Camille Durand")], "{head}");
    }
    // A mail address of whoever owns the contact is not the contact's.
    let row = row("Company name,Contact owner email,Email\nNord,camille@moi.example,anne@nord.example\n");
    assert_eq!(row["card"]["email"], "anne@nord.example");
    assert_eq!(left(&row), ["Contact owner email : camille@moi.example"]);
    let row = self::row("Company name,Contact owner email\nNord,camille@moi.example\n");
    assert_eq!(row["card"]["email"], "");
}

#[test]
fn what_a_client_is_is_read() {
    for (head, cell, kind) in [
        ("Type", "Particulier", "person"),
        ("Type de client", "Particulier", "person"),
        ("Customer type", "Individual", "person"),
        ("Type du tiers", "Particulier", "person"),
        ("Nature", "Personne physique", "person"),
        ("Is a Company", "FALSE", "person"),
        ("Particulier", "oui", "person"),
        ("Type", "Professionnel", "company"),
        ("Type", "Entreprise", "company"),
        ("Type", "Association", "association"),
        ("Forme juridique", "SARL", "company"),
        ("Catégorie", "Association loi 1901", "association"),
        ("Is company", "1", "company"),
        ("Type", "Auto-entrepreneur", "sole_trader"),
        ("Forme juridique", "EI", "sole_trader"),
        ("Forme juridique", "Entreprise individuelle", "sole_trader"),
        ("Type", "Administration", "public_body"),
        ("Type de client", "Collectivité territoriale", "public_body"),
        ("Type", "Établissement public", "public_body"),
    ] {
        for name in ["Client", "Nom"] {
            let row = row(&format!("{name};{head};Ville\nHugo Petit;{cell};Brest\n"));
            assert_eq!(row["card"]["kind"], kind, "{head} = {cell}: {row:#}");
            assert_eq!(row["card"]["name"], "Hugo Petit");
            assert_eq!(left(&row), Vec::<String>::new(), "{head}");
        }
    }
    for (name, kind) in [
        ("Association des parents", "association"),
        ("Mairie de Vitré", "public_body"),
        ("Ville d’Auray", "public_body"),
        ("Communauté d’agglomération du Sud", "public_body"),
        ("Nord SASU", "company"),
        ("Anne Roux EI", "sole_trader"),
        ("Hugo Petit", "person"),
    ] {
        assert_eq!(row(&format!("Nom;Ville\n{name};Brest\n"))["card"]["kind"], kind, "{name}");
    }
    let other = row("Client;Type\nNord;Prospect\n");
    assert_eq!(
        (&other["card"]["kind"], left(&other)),
        (&json!("company"), vec!["Type : Prospect".to_owned()])
    );
    // A private person keeps their own name beside a firm's.
    let private = row("Type;Société;Prénom;Nom\nParticulier;Nord;Hugo;Petit\n");
    assert_eq!(
        (&private["card"]["name"], &private["card"]["kind"]),
        (&json!("Hugo Petit"), &json!("person"))
    );
    assert_eq!(left(&private), ["Société : Nord"]);
}

#[test]
fn a_region_is_kept() {
    for head in ["State", "State/Region", "Région", "Billing State", "Département"] {
        let row = row(&format!("Company,City,{head},Country\nNord,Lille,Nord-Pas-de-Calais,France\n"));
        assert_eq!(row["card"]["address"]["city"], "Lille", "{head}");
        assert_eq!(left(&row), ["Région : Nord-Pas-de-Calais"], "{head}");
        let row = self::row(&format!("Company,City,{head},Zip,Country\nAcme,Austin,TX,78701,USA\n"));
        assert_eq!(row["card"]["address"], address("", "", "78701", "Austin, TX", "USA"), "{head}");
    }
    let card = "BEGIN:VCARD\nVERSION:3.0\nORG:Acme\nADR:;;1 Main St;Austin;TX;78701;USA\nEND:VCARD\n";
    assert_eq!(row(card)["card"]["address"]["city"], "Austin, TX");
    let card = "BEGIN:VCARD\nVERSION:3.0\nORG:Nord\nADR:;;1 rue A;Lille;Nord;59000;France\nEND:VCARD\n";
    assert_eq!(left(&row(card)), Vec::<String>::new(), "the card says « Nord » already");
    let card =
        "BEGIN:VCARD\nVERSION:3.0\nORG:Le Goff\nADR:;;1 rue A;Lannion;Bretagne;22300;France\nEND:VCARD\n";
    assert_eq!(left(&row(card)), ["Région : Bretagne"]);
}

#[test]
fn siren_and_siret_stand_together() {
    for (head, cells, siret) in [
        ("Client;SIREN;SIRET", "Nord;732829320;73282932000074", "73282932000074"),
        ("Client;SIRET;SIREN", "Nord;73282932000074;732829320", "73282932000074"),
        ("Client;SIREN;SIRET", "Nord;732829320;", "732829320"),
        ("Client;SIREN;NIC", "Nord;732 829 320;00074", "73282932000074"),
        ("Client;SIREN", "Nord;73282932000074", "73282932000074"),
        ("Client;Id. prof. 1 (SIREN);Id. prof. 2 (SIRET)", "Nord;732829320;73282932000074", "73282932000074"),
        ("Client;Numéro SIREN;N° SIRET", "Nord;732829320;732 829 320 00074", "73282932000074"),
        ("Client;SIRET", "Nord;7,3282932000074E+13", "73282932000074"),
        ("Client;SIREN", "Nord;732829320.0", "732829320"),
        ("Client;SIRET", "Nord;=\"73282932000074\"", "73282932000074"),
        ("Client;SIRET", "Nord;'73282932000074", "73282932000074"),
        ("Client;SIRET", "Nord;RCS Rennes 732 829 320", "732829320"),
    ] {
        let row = row(&format!("{head}\n{cells}\n"));
        assert_eq!(row["card"]["siret"], siret, "{head} {cells}: {row:#}");
        assert_eq!(left(&row), Vec::<String>::new(), "{head} {cells}");
    }
    let two = row("Client;SIREN;SIRET\nNord;552100554;73282932000074\n");
    assert_eq!(
        (&two["card"]["siret"], left(&two)),
        (&json!("73282932000074"), vec!["SIREN : 552100554".to_owned()])
    );
    let lost = row("Client;SIRET\nNord;7,33E+13\n");
    assert_eq!(lost["card"]["siret"], "");
    assert!(problems(&lost).contains("7,33E+13"), "{lost:#}");
    let hidden = row(
        "Client;SIRET;E-mail;Téléphone\n\u{200b}Nord;732\u{202f}829\u{a0}320\u{ad} 00074;\u{202a}a@nord.example\u{202c};06\u{a0}12\u{200b} 34 56 78\n",
    );
    let card = &hidden["card"];
    assert_eq!((&card["siret"], &card["email"]), (&json!("73282932000074"), &json!("a@nord.example")));
    assert_eq!((&card["name"], &card["phone"]), (&json!("Nord"), &json!("06 12 34 56 78")));
}
