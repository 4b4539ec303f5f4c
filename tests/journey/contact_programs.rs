//! How well-known programs write contacts out: the columns, separators and letters of each, filled from made-up people.

#[derive(Clone, Default)]
pub struct Contact {
    pub kind: &'static str,
    pub first: String,
    pub last: String,
    pub firm: String,
    pub function: String,
    pub email: String,
    pub email2: String,
    pub phone: String,
    pub mobile: String,
    pub street: String,
    pub extra: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
    pub delivery: String,
    pub siret: String,
    pub note: String,
    pub web: String,
}

impl Contact {
    pub fn full(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    /// What a program writes of this contact in a column.
    pub fn of(&self, holds: &str, program: &Program) -> String {
        let pro = self.kind != "person";
        let there = !self.delivery.is_empty();
        let siren = self.siret.get(..9).unwrap_or_default();
        match holds {
            "First" => self.first.clone(),
            "Last" => self.last.clone(),
            "Full" => self.full(),
            "Firm" => self.firm.clone(),
            "Function" => self.function.clone(),
            "Email" => self.email.clone(),
            "Email2" => self.email2.clone(),
            "Phone" => self.phone.clone(),
            "Mobile" => self.mobile.clone(),
            "Street" => self.street.clone(),
            "Extra" => self.extra.clone(),
            "Postcode" => self.postcode.clone(),
            "City" => self.city.clone(),
            "Region" => if self.country == "France" { "Bretagne" } else { "" }.to_owned(),
            "Country" => self.country.clone(),
            "Whole" => {
                let town = format!("{} {}", self.postcode, self.city);
                let lines = [&self.street, &self.extra, &town, &self.country];
                lines.into_iter().filter(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join(", ")
            }
            "DeliveryStreet" => self.delivery.clone(),
            "DeliveryPostcode" => if there { "56000" } else { "" }.to_owned(),
            "DeliveryCity" => if there { "Vannes" } else { "" }.to_owned(),
            "Siret" => self.siret.clone(),
            "Siren" => siren.to_owned(),
            "Vat" => values::identifiers::french_vat_number(siren).unwrap_or_default(),
            "Kind" => match self.kind {
                "person" => program.kinds[0],
                "public_body" => program.kinds[2],
                "sole_trader" => program.kinds[3],
                "association" => "Association",
                _ => program.kinds[1],
            }
            .to_owned(),
            "IsCompany" => if pro { "TRUE" } else { "FALSE" }.to_owned(),
            "Web" => self.web.clone(),
            "Note" => self.note.clone(),
            "Owner" => "Camille Durand".to_owned(),
            "Code" => format!("CU{:05}", self.email.len()),
            "Work" => "* Work".to_owned(),
            _ => String::new(),
        }
    }
}

/// Dice that fall the same each time.
struct Dice(u64);

impl Dice {
    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        all[usize::try_from(self.0 >> 33).unwrap() % all.len()]
    }
}

/// A SIRET whose key is right.
fn siret(rank: usize) -> String {
    let keyed = |head: String| {
        (0..10).map(|key| format!("{head}{key}")).find(|n| values::identifiers::luhn(n)).unwrap()
    };
    keyed(format!("{}0001", keyed(format!("{:08}", 40_000_000 + rank * 37))))
}

/// Made-up people: firms, associations, sole traders, public bodies and private persons; some firms have several people.
pub fn contacts(many: usize) -> Vec<Contact> {
    let mut dice = Dice(9);
    let mut all: Vec<Contact> = Vec::new();
    for rank in 0..many {
        let first = dice.of(&["Anne", "Hugo", "Zoé", "Éloïse", "Jean-Noël", "Maïté", "François", "Œdipe"]);
        let last = format!("{}{rank}", dice.of(&["Le Goff", "Petit", "d’Ys", "Garçon", "Noël", "Lefèvre"]));
        let (kind, firm) = match rank % 6 {
            0 => ("person", String::new()),
            1 => ("company", format!("Atelier {rank} SARL")),
            2 => ("association", format!("Association de l’Été {rank}")),
            3 => ("sole_trader", format!("{first} {last} EI")),
            4 => ("public_body", format!("Mairie de Saint-Cœur {rank}")),
            _ => ("company", format!("Boulangerie, père & fils {rank}")),
        };
        let mut one = Contact {
            kind,
            first: first.to_owned(),
            last,
            siret: if kind == "person" { String::new() } else { siret(rank) },
            function: if kind == "person" {
                ""
            } else {
                dice.of(&["Gérante", "Comptable", "Président", ""])
            }
            .to_owned(),
            email: format!("contact{rank}@exemple.example"),
            email2: dice.of(&["", "autre@exemple.example"]).to_owned(),
            phone: format!("02 96 {:02} {:02} 10", rank / 10 + 10, rank % 10 + 10),
            mobile: format!("06 12 {:02} {:02} 20", rank / 10 + 10, rank % 10 + 10),
            street: format!(
                "{} {}",
                rank + 1,
                dice.of(&["rue des Lilas", "place de l’Église", "avenue du Général"])
            ),
            extra: dice.of(&["", "Bât. B", "2e étage"]).to_owned(),
            postcode: format!("{}", 22_000 + rank * 10),
            city: dice.of(&["Lannion", "Saint-Brieuc", "Perros-Guirec", "L’Hermitage"]).to_owned(),
            country: "France".to_owned(),
            delivery: if rank % 4 == 1 { format!("{rank} quai du Port") } else { String::new() },
            note: dice.of(&["", "fidèle", "rappeler à Noël"]).to_owned(),
            web: dice.of(&["", "https://exemple.example"]).to_owned(),
            firm,
        };
        if rank % 10 == 8 {
            (one.postcode, one.city, one.country) = ("1000".into(), "Bruxelles".into(), "Belgique".into());
            (one.siret, one.delivery) = (String::new(), String::new());
        }
        // Somebody else of the firm before.
        if rank % 15 == 8
            && let Some(before) = all.last().filter(|before| !before.firm.is_empty()).cloned()
        {
            let (first, last, email, phone, mobile) = (one.first, one.last, one.email, one.phone, one.mobile);
            one = Contact { first, last, email, phone, mobile, email2: String::new(), ..before };
        }
        all.push(one);
    }
    all
}

/// A program that writes a table.
pub struct Program {
    pub name: &'static str,
    pub separator: char,
    /// What stands above the header.
    pub above: &'static str,
    pub windows: bool,
    /// How it says: private person, firm, public body, sole trader.
    pub kinds: [&'static str; 4],
    /// « header=what it holds », between bars.
    pub columns: &'static str,
}

impl Program {
    /// Headers, with what stands below them.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.columns.split('|').map(|column| column.split_once('=').unwrap())
    }

    /// The file, and the line of each contact.
    pub fn export(&self, all: &[Contact]) -> (Vec<u8>, Vec<i64>) {
        let cell = |text: &str| {
            if text.contains([self.separator, '"', '\n']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.to_owned()
            }
        };
        let joined = |cells: Vec<String>| cells.join(&self.separator.to_string());
        let mut text = self.above.to_owned();
        text.push_str(&joined(self.columns().map(|(header, _)| cell(header)).collect()));
        text.push_str("\r\n");
        let mut lines = Vec::new();
        for contact in all {
            lines.push(i64::try_from(text.lines().count()).unwrap() + 1);
            text.push_str(&joined(self.columns().map(|(_, holds)| cell(&contact.of(holds, self))).collect()));
            text.push_str("\r\n");
        }
        if !self.windows {
            return (text.into_bytes(), lines);
        }
        let byte = |c: char| match c {
            'œ' => 0x9c,
            'Œ' => 0x8c,
            '’' => 0x92,
            c => u8::try_from(u32::from(c)).unwrap(),
        };
        (text.chars().map(byte).collect(), lines)
    }
}

const FRENCH: [&str; 4] = ["Particulier", "Professionnel", "Administration", "Auto-entrepreneur"];

pub const PROGRAMS: &[Program] = &[
    Program {
        name: "Google Contacts",
        separator: ',',
        above: "",
        windows: false,
        kinds: FRENCH,
        columns: "First Name=First|Middle Name=|Last Name=Last|Phonetic First Name=|Name Prefix=|Nickname=|\
            File As=|Organization Name=Firm|Organization Title=Function|Organization Department=|\
            Birthday=|Notes=Note|Photo=|Labels=|E-mail 1 - Label=Work|E-mail 1 - Value=Email|\
            E-mail 2 - Label=|E-mail 2 - Value=Email2|Phone 1 - Label=Work|Phone 1 - Value=Phone|\
            Phone 2 - Label=|Phone 2 - Value=Mobile|Address 1 - Label=Work|Address 1 - Country=Country|\
            Address 1 - Street=Street|Address 1 - Extended Address=Extra|Address 1 - City=City|\
            Address 1 - Region=Region|Address 1 - Postal Code=Postcode|Address 1 - PO Box=|\
            Website 1 - Label=|Website 1 - Value=Web",
    },
    Program {
        name: "Google Contacts, before 2023",
        separator: ',',
        above: "",
        windows: false,
        kinds: FRENCH,
        columns: "Name=Full|Given Name=First|Additional Name=|Family Name=Last|Group Membership=|\
            E-mail 1 - Type=Work|E-mail 1 - Value=Email|Phone 1 - Type=Work|Phone 1 - Value=Phone|\
            Address 1 - Type=Work|Address 1 - Formatted=Whole|Address 1 - Street=Street|\
            Address 1 - City=City|Address 1 - Postal Code=Postcode|Address 1 - Country=Country|\
            Address 1 - Extended Address=Extra|Organization 1 - Type=|Organization 1 - Name=Firm|\
            Organization 1 - Title=Function|Website 1 - Value=Web",
    },
    Program {
        name: "Outlook",
        separator: ',',
        above: "",
        windows: true,
        kinds: FRENCH,
        columns: "Title=|First Name=First|Middle Name=|Last Name=Last|Company=Firm|Department=|\
            Job Title=Function|Business Street=Street|Business Street 2=Extra|Business City=City|\
            Business State=Region|Business Postal Code=Postcode|Business Country/Region=Country|\
            Home Street=|Home City=|Business Fax=|Business Phone=Phone|Mobile Phone=Mobile|\
            Assistant's Phone=|Manager's Name=|E-mail Address=Email|E-mail Type=|\
            E-mail Display Name=Full|E-mail 2 Address=Email2|Notes=Note|Web Page=Web",
    },
    Program {
        name: "Outlook en français",
        separator: ';',
        above: "",
        windows: true,
        kinds: FRENCH,
        columns: "Titre=|Prénom=First|Nom=Last|Société=Firm|Fonction=Function|Rue (bureau)=Street|\
            Rue (bureau) 2=Extra|Ville (bureau)=City|Dép/Région (bureau)=Region|\
            Code postal (bureau)=Postcode|Pays/Région (bureau)=Country|Télécopie (bureau)=|\
            Téléphone (bureau)=Phone|Tél. mobile=Mobile|Adresse de messagerie=Email|\
            Adresse de messagerie 2=Email2|Notes=Note|Page Web=Web",
    },
    Program {
        name: "Thunderbird",
        separator: ',',
        above: "",
        windows: false,
        kinds: FRENCH,
        columns: "First Name=First|Last Name=Last|Display Name=Full|Nickname=|Primary Email=Email|\
            Secondary Email=Email2|Screen Name=|Work Phone=Phone|Home Phone=|Fax Number=|Pager Number=|\
            Mobile Number=Mobile|Home Address=|Home City=|Work Address=Street|Work Address 2=Extra|\
            Work City=City|Work State=Region|Work ZipCode=Postcode|Work Country=Country|\
            Job Title=Function|Department=|Organization=Firm|Web Page 1=Web|Birth Year=|Custom 1=|\
            Notes=Note",
    },
    Program {
        name: "HubSpot",
        separator: ',',
        above: "",
        windows: false,
        kinds: FRENCH,
        columns: "Record ID=Code|First Name=First|Last Name=Last|Email=Email|Phone Number=Phone|\
            Mobile Phone Number=Mobile|Contact owner=Owner|Lifecycle Stage=|Lead Status=|\
            Job Title=Function|Street Address=Street|City=City|State/Region=Region|Postal Code=Postcode|\
            Country/Region=Country|Company Name=Firm|Associated Company IDs=|Website URL=Web|\
            Last Activity Date=|Message=Note",
    },
    Program {
        name: "Pipedrive",
        separator: ',',
        above: "",
        windows: false,
        kinds: FRENCH,
        columns: "Person - ID=Code|Person - Name=Full|Person - First name=First|Person - Last name=Last|\
            Person - Organization=Firm|Person - Email - Work=Email|Person - Email - Other=Email2|\
            Person - Phone - Work=Phone|Person - Phone - Mobile=Mobile|Person - Owner=Owner|\
            Person - Job title=Function|Organization - Street/road name of Address=Street|\
            Organization - Apartment/suite no of Address=Extra|\
            Organization - City/town/village/locality of Address=City|\
            Organization - State/county of Address=Region|\
            Organization - ZIP/Postal code of Address=Postcode|\
            Organization - Country of Address=Country|Person - Notes=Note",
    },
    Program {
        name: "Zoho CRM",
        separator: ',',
        above: "",
        windows: false,
        kinds: FRENCH,
        columns: "Record Id=Code|Contact Owner=Owner|First Name=First|Last Name=Last|Account Name=Firm|\
            Email=Email|Secondary Email=Email2|Title=Function|Phone=Phone|Mobile=Mobile|Assistant=|\
            Email Opt Out=|Mailing Street=Street|Mailing City=City|Mailing State=Region|\
            Mailing Zip=Postcode|Mailing Country=Country|Other Street=|Other City=|Description=Note|\
            Created By=Owner",
    },
    Program {
        name: "Odoo",
        separator: ',',
        above: "",
        windows: false,
        kinds: ["Individual", "Company", "Administration", "Auto-entrepreneur"],
        columns: "External ID=Code|Company Name=Firm|Contact Name=Full|Job Position=Function|Email=Email|\
            Phone=Phone|Mobile=Mobile|Street=Street|Street2=Extra|City=City|State=Region|Zip=Postcode|\
            Country=Country|Tax ID=Vat|Company Type=Kind|SIRET=Siret|Salesperson=Owner|Website Link=Web|\
            Notes=Note",
    },
    Program {
        name: "Dolibarr",
        separator: ';',
        above: "",
        windows: false,
        kinds: FRENCH,
        columns: "Nom du tiers=Firm|Nom alternatif=|Code client=Code|Prénom=First|Nom=Last|\
            Poste/Fonction=Function|Adresse=Street|Code postal=Postcode|Ville=City|\
            Département/Canton=Region|Pays=Country|Téléphone=Phone|Tél. portable=Mobile|Fax=|\
            Email=Email|Site web=Web|Id. prof. 1 (SIREN)=Siren|Id. prof. 2 (SIRET)=Siret|\
            Id. prof. 3 (NAF/APE)=|Numéro de TVA=Vat|Type du tiers=Kind|Note (publique)=Note",
    },
    Program {
        name: "Henrri",
        separator: ';',
        above: "Liste des clients\r\n",
        windows: true,
        kinds: FRENCH,
        columns: "Référence=Code|Type de client=Kind|Raison sociale=Firm|Prénom du contact=First|\
            Nom du contact=Last|Fonction=Function|Adresse de facturation=Street|\
            Complément d'adresse=Extra|Code postal=Postcode|Ville=City|Pays=Country|\
            Adresse de livraison=DeliveryStreet|Code postal livraison=DeliveryPostcode|\
            Ville livraison=DeliveryCity|Téléphone=Phone|Portable=Mobile|E-mail=Email|SIREN=Siren|\
            SIRET=Siret|N° TVA intracommunautaire=Vat|Commentaire=Note",
    },
    Program {
        name: "Tiime",
        separator: ';',
        above: "",
        windows: false,
        kinds: FRENCH,
        columns: "Nom du client=Firm|Contact=Full|Email=Email|Téléphone=Phone|Adresse=Street|Complément=Extra|\
            CP=Postcode|Ville=City|Pays=Country|SIREN ou SIRET=Siret|Numéro de TVA=Vat|\
            Professionnel=IsCompany|Notes=Note",
    },
    Program {
        name: "Pennylane",
        separator: ',',
        above: "",
        windows: false,
        kinds: ["individual", "company", "Administration", "Auto-entrepreneur"],
        columns: "customer_type=Kind|name=Firm|contact_first_name=First|contact_last_name=Last|reg_no=|\
            siret=Siret|vat_number=Vat|emails=Email|phone=Phone|billing_address=Street|\
            billing_postal_code=Postcode|billing_city=City|billing_country=Country|\
            delivery_address=DeliveryStreet|delivery_postal_code=DeliveryPostcode|\
            delivery_city=DeliveryCity|notes=Note",
    },
    Program {
        name: "a plain list",
        separator: '\t',
        above: "Clients\tau 12/03/2026\r\n\r\n",
        windows: false,
        kinds: FRENCH,
        columns: "Client=Firm|Interlocuteur=Full|Adresse complète=Whole|Tél=Phone|Courriel=Email|\
            Catégorie=Kind|Remarques=Note",
    },
];
