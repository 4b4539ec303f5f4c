//! What the columns of a table of contacts hold: by their headers in French, English or German, else by what stands below.

use crate::contacts::cells::Record;
use journey::contact::likeness::folded;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Display,
    First,
    Last,
    /// « Nom »: the last name beside a first name, the whole name otherwise.
    Name,
    Nickname,
    Organisation,
    Contact,
    Email,
    Phone,
    Street,
    Extra,
    Postcode,
    City,
    Country,
    Siret,
    Vat,
    Title,
    Note,
}

impl Holds {
    pub fn french(self) -> &'static str {
        match self {
            Holds::Display => "nom complet",
            Holds::First => "prénom",
            Holds::Last => "nom de famille",
            Holds::Name => "nom",
            Holds::Nickname => "surnom",
            Holds::Organisation => "société",
            Holds::Contact => "contact",
            Holds::Email => "e-mail",
            Holds::Phone => "téléphone",
            Holds::Street => "rue",
            Holds::Extra => "complément d’adresse",
            Holds::Postcode => "code postal",
            Holds::City => "ville",
            Holds::Country => "pays",
            Holds::Siret => "SIREN ou SIRET",
            Holds::Vat => "numéro de TVA",
            Holds::Title => "fonction",
            Holds::Note => "note",
        }
    }
}

/// Which of several addresses or numbers, in the order they are preferred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Work,
    #[default]
    Plain,
    Home,
    Other,
}

pub type Column = Option<(Group, Holds)>;

pub fn named(head: &[String]) -> Vec<Column> {
    head.iter().map(|header| meaning(header)).collect()
}

/// What a header says of its column.
fn meaning(header: &str) -> Column {
    let header = Header::of(header)?;
    let found = [Header::left_out, Header::number_or_reach, Header::place, Header::role, Header::who]
        .into_iter()
        .map(|read| read(&header))
        .find(|found| *found != Found::Elsewhere)?;
    let another = |holds| {
        matches!(holds, Holds::Postcode | Holds::City | Holds::Country)
            && header.ordinal.is_some_and(|n| n > 1)
            && header.words.len() > 2
    };
    match found {
        Found::Here(holds) if !another(holds) => Some((header.group(), holds)),
        Found::Here(holds) | Found::OfAnother(holds) => Some((Group::Other, holds)),
        Found::LeftOut | Found::Elsewhere => None,
    }
}

/// What one reading of a header finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Here(Holds),
    /// Of another address than the first.
    OfAnother(Holds),
    /// Recognised, and nothing to keep.
    LeftOut,
    /// Another reading may know.
    Elsewhere,
}

/// A header in plain words, with the number that tells one column from its like.
struct Header {
    words: Vec<String>,
    ordinal: Option<u8>,
}

impl Header {
    fn of(header: &str) -> Option<Header> {
        let text = folded(header);
        let words: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
        if words.is_empty() || words.len() > 9 {
            return None;
        }
        let ordinal =
            words.iter().find_map(|w| w.trim_start_matches(|c: char| c.is_alphabetic()).parse::<u8>().ok());
        Some(Header { words, ordinal })
    }

    fn has(&self, known: &[&str]) -> bool {
        self.words.iter().any(|w| known.contains(&w.as_str()))
    }

    fn begins(&self, known: &[&str]) -> bool {
        self.words.iter().any(|w| known.iter().any(|k| w.starts_with(k)))
    }

    fn group(&self) -> Group {
        if self.has(&["work", "business", "bureau", "pro", "travail"])
            || self.begins(&["profession", "geschaftlich", "dienstlich"])
        {
            Group::Work
        } else if self.has(&["home", "domicile", "perso", "privat", "private", "prive", "privee", "maison"])
            || self.begins(&["personnel"])
        {
            Group::Home
        } else if self.has(&[
            "other",
            "autre",
            "andere",
            "weitere",
            "sonstige",
            "secondary",
            "secondaire",
            "sekundare",
        ]) {
            Group::Other
        } else {
            Group::Plain
        }
    }

    /// A label beside a value, a machine, another alphabet: nothing to keep.
    fn left_out(&self) -> Found {
        let nothing = self.has(&["type", "typ", "label", "etiquette", "photo", "image", "password"])
            || self.begins(&[
                "fax",
                "telefax",
                "telecop",
                "pager",
                "phonetic",
                "phonetique",
                "yomi",
                "birth",
                "naissance",
                "geburts",
                "anniv",
            ])
            || self.has(&["po", "bp", "postfach", "web", "website", "url", "webseite"])
            || self.begins(&["internet"]);
        if nothing { Found::LeftOut } else { Found::Elsewhere }
    }

    /// Numbers that identify, and how one is reached.
    fn number_or_reach(&self) -> Found {
        let holds = if self.has(&["siret", "siren"]) || self.begins(&["siret", "siren"]) {
            Holds::Siret
        } else if self.has(&["tva", "vat", "ust", "mwst", "ustid", "uid"])
            || self.begins(&["intracom", "umsatzsteuer"])
        {
            Holds::Vat
        } else if self.has(&[
            "mail",
            "email",
            "emails",
            "mails",
            "mel",
            "courriel",
            "courriels",
            "messagerie",
            "electronique",
        ]) || self.begins(&["email"])
        {
            // « E-mail Display Name », « Nom complet de l’adresse de messagerie ».
            if self.has(&["name", "nom", "display", "angezeigter"]) {
                return Found::LeftOut;
            }
            Holds::Email
        } else if self.has(&["tel", "gsm", "cell", "natel", "handy"])
            || self.begins(&["telephone", "telefon", "phone", "mobil", "portable", "handynummer"])
        {
            Holds::Phone
        } else {
            return Found::Elsewhere;
        };
        Found::Here(holds)
    }

    /// Where one is.
    fn place(&self) -> Found {
        let holds = if self.has(&["cp", "plz", "zip", "npa", "codepostal"])
            || self.begins(&["zipcode", "postleitzahl", "postcode", "postalcode"])
            || (self.has(&["postal", "zip", "post"]) && self.has(&["code", "codes"]))
        {
            Holds::Postcode
        } else if self.has(&["ville", "city", "town", "ort", "stadt", "commune", "localite", "wohnort"]) {
            Holds::City
        } else if self.has(&["pays", "country", "land"]) {
            Holds::Country
        } else if self.begins(&[
            "region",
            "state",
            "province",
            "bundesland",
            "departement",
            "county",
            "kanton",
            "canton",
        ]) || self.has(&["dep", "etat"])
        {
            return Found::LeftOut;
        } else if self.begins(&["street", "strasse", "address", "adress", "anschrift"])
            || self.has(&["rue", "voie", "addr", "str"])
        {
            let second = self.ordinal.is_some_and(|n| n > 1);
            // « Address 2 - Street » is another address, « Street 2 » the rest of this one.
            if self.has(&["formatted"]) {
                return Found::LeftOut;
            }
            if second
                && self.has(&["street", "rue", "strasse"])
                && self.words.last().is_some_and(|w| w.parse::<u8>().is_err())
            {
                return Found::OfAnother(Holds::Street);
            }
            if second || self.begins(&["complement", "extended", "zusatz", "adresszusatz", "suite"]) {
                Holds::Extra
            } else {
                Holds::Street
            }
        } else if self.begins(&["complement", "zusatz"]) {
            Holds::Extra
        } else {
            return Found::Elsewhere;
        };
        Found::Here(holds)
    }

    /// What one does there, and what is noted.
    fn role(&self) -> Found {
        let holds = if self.has(&["title", "titre", "titel", "job", "poste", "role"])
            || self.begins(&["fonction", "position", "funktion", "arbeitstitel", "beruf"])
        {
            Holds::Title
        } else if self.has(&["service", "department", "abteilung"]) || self.begins(&["departement"]) {
            return Found::LeftOut;
        } else if self.begins(&[
            "note",
            "notiz",
            "comment",
            "kommentar",
            "remarque",
            "bemerkung",
            "observation",
        ]) {
            Holds::Note
        } else if self.begins(&["contact", "interlocut", "ansprechpartner"]) {
            Holds::Contact
        } else {
            return Found::Elsewhere;
        };
        Found::Here(holds)
    }

    /// Who it is.
    fn who(&self) -> Found {
        let holds = if self.begins(&["prenom", "vorname", "vornamen", "forename", "firstname", "givenname"])
            || self.has(&["given", "first"])
        {
            if self.begins(&["deuxieme", "second", "middle", "weitere"]) {
                return Found::LeftOut;
            }
            Holds::First
        } else if self.begins(&["nachname", "familienname", "surname", "lastname", "familyname"])
            || self.has(&["last", "family", "famille"])
        {
            Holds::Last
        } else if self.begins(&[
            "societe",
            "entreprise",
            "company",
            "organi",
            "firma",
            "firm",
            "unternehmen",
            "raison",
            "denomination",
            "enseigne",
            "etablissement",
        ]) || self.has(&[
            "client",
            "clients",
            "customer",
            "kunde",
            "kundenname",
            "structure",
            "business",
            "companyname",
        ]) {
            // A number or a code is not a name.
            if self.has(&["code", "numero", "no", "nr", "number", "id", "ref", "reference"]) {
                return Found::LeftOut;
            }
            Holds::Organisation
        } else if self.begins(&["nickname", "surnom", "spitzname", "pseudo"]) {
            Holds::Nickname
        } else if self.has(&[
            "middle",
            "additional",
            "deuxieme",
            "prefix",
            "suffix",
            "prefixe",
            "suffixe",
            "civilite",
            "anrede",
            "screen",
        ]) {
            return Found::LeftOut;
        } else if self.has(&["display", "afficher", "affiche", "full", "complet", "displayname", "fullname"])
            || self.begins(&["anzeigename"])
            || self.words == ["file", "as"]
        {
            Holds::Display
        } else if self.has(&["nom", "noms", "name", "names"]) {
            Holds::Name
        } else {
            return Found::Elsewhere;
        };
        Found::Here(holds)
    }
}

pub fn names(holds: Holds) -> bool {
    matches!(
        holds,
        Holds::Display
            | Holds::First
            | Holds::Last
            | Holds::Name
            | Holds::Nickname
            | Holds::Organisation
            | Holds::Contact
    )
}

/// Gives a meaning to columns whose header says nothing, from what most of their cells look like.
pub fn guess(columns: &mut Vec<Column>, rows: &[Record]) {
    let width = rows.iter().map(|r| r.cells.len()).max().unwrap_or_default().min(200);
    columns.resize(width.max(columns.len()), None);
    let cells = |i: usize| {
        rows.iter().take(200).filter_map(move |r| r.cells.get(i)).map(|c| c.trim()).filter(|c| !c.is_empty())
    };
    let most = |i: usize, is: fn(&str) -> bool| {
        let (all, good) = cells(i).fold((0, 0), |(all, good), c| (all + 1, good + usize::from(is(c))));
        all > 0 && good * 3 >= all * 2
    };
    let known = |columns: &[Column], holds: Holds| columns.iter().flatten().any(|(_, h)| *h == holds);
    // Only what looks unlike anything else, and only once each.
    for (holds, is) in [
        (Holds::Email, is_email as fn(&str) -> bool),
        (Holds::Siret, is_siret),
        (Holds::Postcode, is_postcode),
        (Holds::Phone, is_phone),
    ] {
        if !known(columns, holds)
            && let Some(i) =
                (0..columns.len()).find(|i| columns.get(*i).is_some_and(Option::is_none) && most(*i, is))
            && let Some(slot) = columns.get_mut(i)
        {
            *slot = Some((Group::Plain, holds));
        }
    }
    if !columns.iter().flatten().any(|(_, h)| names(*h))
        && known(columns, Holds::Email)
        && let Some(i) =
            (0..columns.len()).find(|i| columns.get(*i).is_some_and(Option::is_none) && most(*i, is_words))
        && let Some(slot) = columns.get_mut(i)
    {
        *slot = Some((Group::Plain, Holds::Name));
    }
}

/// « Nom » stands for the last name beside a first name alone, for the whole name otherwise.
pub fn settle(columns: &mut [Column]) {
    let has = |wanted: Holds| columns.iter().flatten().any(|(_, h)| *h == wanted);
    let is_last = has(Holds::First) && !has(Holds::Last);
    for (_, holds) in columns.iter_mut().flatten() {
        if *holds == Holds::Name {
            *holds = if is_last { Holds::Last } else { Holds::Display };
        }
    }
}

pub fn is_email(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() < 200
        && !cell.contains(char::is_whitespace)
        && cell
            .split_once('@')
            .is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.') && !domain.contains('@'))
}

fn digits(cell: &str) -> usize {
    cell.bytes().filter(u8::is_ascii_digit).count()
}

pub fn is_siret(cell: &str) -> bool {
    matches!(digits(cell), 9 | 14)
        && !cell.starts_with(['0', '+'])
        && cell.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
}

pub fn is_postcode(cell: &str) -> bool {
    cell.len() == 5 && digits(cell) == 5
}

pub fn is_phone(cell: &str) -> bool {
    (8..=15).contains(&digits(cell))
        && cell.starts_with(['0', '+', '('])
        && cell.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+().-/".contains(c))
}

fn is_words(cell: &str) -> bool {
    cell.chars().filter(|c| c.is_alphabetic()).count() * 2 > cell.chars().count()
}
