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
    let text = folded(header);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.is_empty() || words.len() > 9 {
        return None;
    }
    let has = |known: &[&str]| words.iter().any(|w| known.contains(w));
    let begins = |known: &[&str]| words.iter().any(|w| known.iter().any(|k| w.starts_with(k)));
    let group = if has(&["work", "business", "bureau", "pro", "travail"])
        || begins(&["profession", "geschaftlich", "dienstlich"])
    {
        Group::Work
    } else if has(&["home", "domicile", "perso", "privat", "private", "prive", "privee", "maison"])
        || begins(&["personnel"])
    {
        Group::Home
    } else if has(&[
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
    };
    let ordinal =
        words.iter().find_map(|w| w.trim_start_matches(|c: char| c.is_alphabetic()).parse::<u8>().ok());
    // A label beside a value, a machine, another alphabet: nothing to keep.
    if has(&["type", "typ", "label", "etiquette", "photo", "image", "password"])
        || begins(&[
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
        || has(&["po", "bp", "postfach", "web", "website", "url", "webseite"])
        || begins(&["internet"])
    {
        return None;
    }
    let holds = if has(&["siret", "siren"]) || begins(&["siret", "siren"]) {
        Holds::Siret
    } else if has(&["tva", "vat", "ust", "mwst", "ustid", "uid"]) || begins(&["intracom", "umsatzsteuer"]) {
        Holds::Vat
    } else if has(&[
        "mail",
        "email",
        "emails",
        "mails",
        "mel",
        "courriel",
        "courriels",
        "messagerie",
        "electronique",
    ]) || begins(&["email"])
    {
        // « E-mail Display Name », « Nom complet de l’adresse de messagerie ».
        if has(&["name", "nom", "display", "angezeigter"]) {
            return None;
        }
        Holds::Email
    } else if has(&["tel", "gsm", "cell", "natel", "handy"])
        || begins(&["telephone", "telefon", "phone", "mobil", "portable", "handynummer"])
    {
        Holds::Phone
    } else if has(&["cp", "plz", "zip", "npa", "codepostal"])
        || begins(&["zipcode", "postleitzahl", "postcode", "postalcode"])
        || (has(&["postal", "zip", "post"]) && has(&["code", "codes"]))
    {
        Holds::Postcode
    } else if has(&["ville", "city", "town", "ort", "stadt", "commune", "localite", "wohnort"]) {
        Holds::City
    } else if has(&["pays", "country", "land"]) {
        Holds::Country
    } else if begins(&[
        "region",
        "state",
        "province",
        "bundesland",
        "departement",
        "county",
        "kanton",
        "canton",
    ]) || has(&["dep", "etat"])
    {
        return None;
    } else if begins(&["street", "strasse", "address", "adress", "anschrift"])
        || has(&["rue", "voie", "addr", "str"])
    {
        let second = ordinal.is_some_and(|n| n > 1);
        // « Address 2 - Street » is another address, « Street 2 » the rest of this one.
        if has(&["formatted"]) {
            return None;
        }
        if second
            && has(&["street", "rue", "strasse"])
            && words.last().is_some_and(|w| w.parse::<u8>().is_err())
        {
            return Some((Group::Other, Holds::Street));
        }
        if second || begins(&["complement", "extended", "zusatz", "adresszusatz", "suite"]) {
            Holds::Extra
        } else {
            Holds::Street
        }
    } else if begins(&["complement", "zusatz"]) {
        Holds::Extra
    } else if has(&["title", "titre", "titel", "job", "poste", "role"])
        || begins(&["fonction", "position", "funktion", "arbeitstitel", "beruf"])
    {
        Holds::Title
    } else if has(&["service", "department", "abteilung"]) || begins(&["departement"]) {
        return None;
    } else if begins(&["note", "notiz", "comment", "kommentar", "remarque", "bemerkung", "observation"]) {
        Holds::Note
    } else if begins(&["contact", "interlocut", "ansprechpartner"]) {
        Holds::Contact
    } else if begins(&["prenom", "vorname", "vornamen", "forename", "firstname", "givenname"])
        || has(&["given", "first"])
    {
        if begins(&["deuxieme", "second", "middle", "weitere"]) {
            return None;
        }
        Holds::First
    } else if begins(&["nachname", "familienname", "surname", "lastname", "familyname"])
        || has(&["last", "family", "famille"])
    {
        Holds::Last
    } else if begins(&[
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
    ]) || has(&[
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
        if has(&["code", "numero", "no", "nr", "number", "id", "ref", "reference"]) {
            return None;
        }
        Holds::Organisation
    } else if begins(&["nickname", "surnom", "spitzname", "pseudo"]) {
        Holds::Nickname
    } else if has(&[
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
        return None;
    } else if has(&["display", "afficher", "affiche", "full", "complet", "displayname", "fullname"])
        || begins(&["anzeigename"])
        || words == ["file", "as"]
    {
        Holds::Display
    } else if has(&["nom", "noms", "name", "names"]) {
        Holds::Name
    } else {
        return None;
    };
    let another = matches!(holds, Holds::Postcode | Holds::City | Holds::Country | Holds::Extra)
        && ordinal.is_some_and(|n| n > 1)
        && words.len() > 2
        && holds != Holds::Extra;
    Some((if another { Group::Other } else { group }, holds))
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
