//! Tables of contacts: any separator, headers in French, English or German (Outlook, Google, Thunderbird, plain
//! lists), and where a header says nothing, what stands below it.

use super::import::{Found, ImportColumn, RefusedLine};
use journey::contact::Address;
use journey::contact::likeness::folded;

/// A table as read.
pub struct Table {
    pub separator: u8,
    pub columns: Vec<ImportColumn>,
    pub found: Vec<Found>,
    pub refused: Vec<RefusedLine>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
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
    fn french(self) -> &'static str {
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
enum Group {
    Work,
    #[default]
    Plain,
    Home,
    Other,
}

type Column = Option<(Group, Holds)>;

/// A quote that is never closed swallows the rest of the file: no contact has that many lines.
const MOST_LINES: usize = 60;

/// Reads a table; `None` when nothing in it looks like contacts.
#[must_use]
pub fn read(text: &str) -> Option<Table> {
    // One ending for all, so that lines are counted as an editor counts them.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    // Excel writes its separator on a first line of its own.
    let (told, body, skipped) = match text.split_once('\n') {
        Some((first, rest))
            if first.trim_end().len() == 5 && first.to_ascii_lowercase().starts_with("sep=") =>
        {
            (first.as_bytes().get(4).copied(), rest, 1)
        }
        _ => (None, text.as_str(), 0),
    };
    let candidates = told.map_or_else(|| vec![b',', b';', b'\t', b'|'], |one| vec![one]);
    let (separator, _) = candidates
        .into_iter()
        .map(|separator| (separator, fitness(body, separator)))
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
    let records = records(body, separator, usize::MAX);
    let (head, rows) = records.split_first()?;
    let mut columns = named(&head.cells);
    let is_data =
        |row: &Record| row.cells.iter().any(|c| is_email(c) || is_siret(c) || is_postcode(c) || is_phone(c));
    let known = columns.iter().any(Option::is_some);
    let has_header = if known {
        !head.cells.iter().any(|c| is_email(c))
    } else {
        !is_data(head) && rows.iter().any(is_data)
    };
    let rows = if has_header { rows } else { &records };
    if !has_header {
        columns.fill(None);
    }
    guess(&mut columns, rows);
    if !columns.iter().flatten().any(|(_, holds)| names(*holds) || *holds == Holds::Email)
        || (columns.len() < 2 && !has_header)
    {
        return None;
    }
    settle(&mut columns);
    let mut table = Table {
        separator,
        columns: head
            .cells
            .iter()
            .enumerate()
            .map(|(i, cell)| ImportColumn {
                header: if has_header { cell.trim().to_owned() } else { format!("Colonne {}", i + 1) },
                read_as: columns
                    .get(i)
                    .copied()
                    .flatten()
                    .map(|(_, h)| h.french().to_owned())
                    .unwrap_or_default(),
            })
            .collect(),
        found: Vec::new(),
        refused: Vec::new(),
    };
    for row in rows {
        let line = row.line + skipped;
        if row.cells.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        if row.cells.iter().any(|c| c.lines().count() > MOST_LINES) {
            table.refused.push(RefusedLine {
                line,
                text: shown(&row.cells),
                reason:
                    "Un guillemet ouvert sur cette ligne n’est jamais fermé : tout ce qui suit est illisible."
                        .into(),
            });
        } else {
            table.found.push(contact(&columns, &row.cells, line));
        }
    }
    Some(table)
}

struct Record {
    line: i64,
    cells: Vec<String>,
}

fn records(text: &str, separator: u8, most: usize) -> Vec<Record> {
    ::csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
        .take(most)
        .filter_map(Result::ok)
        .map(|record| Record {
            line: record.position().and_then(|p| i64::try_from(p.line()).ok()).unwrap_or_default(),
            cells: record.iter().map(str::to_owned).collect(),
        })
        .collect()
}

/// How well a separator suits: known headers first, then how many rows have as many cells as the first one.
fn fitness(text: &str, separator: u8) -> (usize, usize, usize) {
    let rows = records(text, separator, 40);
    let Some(head) = rows.first() else { return (0, 0, 0) };
    let width = head.cells.len();
    if width < 2 {
        return (named(&head.cells).iter().flatten().count().min(1), 0, 0);
    }
    let known = named(&head.cells).iter().flatten().count();
    (known, rows.iter().filter(|r| r.cells.len() == width).count(), width)
}

fn named(head: &[String]) -> Vec<Column> {
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

fn names(holds: Holds) -> bool {
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
fn guess(columns: &mut Vec<Column>, rows: &[Record]) {
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
fn settle(columns: &mut [Column]) {
    let has = |wanted: Holds| columns.iter().flatten().any(|(_, h)| *h == wanted);
    let is_last = has(Holds::First) && !has(Holds::Last);
    for (_, holds) in columns.iter_mut().flatten() {
        if *holds == Holds::Name {
            *holds = if is_last { Holds::Last } else { Holds::Display };
        }
    }
}

fn is_email(cell: &str) -> bool {
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

fn is_siret(cell: &str) -> bool {
    matches!(digits(cell), 9 | 14)
        && !cell.starts_with(['0', '+'])
        && cell.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
}

fn is_postcode(cell: &str) -> bool {
    cell.len() == 5 && digits(cell) == 5
}

fn is_phone(cell: &str) -> bool {
    (8..=15).contains(&digits(cell))
        && cell.starts_with(['0', '+', '('])
        && cell.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+().-/".contains(c))
}

fn is_words(cell: &str) -> bool {
    cell.chars().filter(|c| c.is_alphabetic()).count() * 2 > cell.chars().count()
}

fn contact(columns: &[Column], cells: &[String], line: i64) -> Found {
    let mut found = Found { line, ended: true, ..Found::default() };
    let filled: Vec<(Group, Holds, &str)> = columns
        .iter()
        .zip(cells)
        .filter_map(|(column, cell)| column.map(|(group, holds)| (group, holds, cell.trim())))
        .filter(|(_, _, cell)| !cell.is_empty())
        .collect();
    let all = |wanted: Holds| {
        let mut of: Vec<(Group, &str)> =
            filled.iter().filter(|(_, h, _)| *h == wanted).map(|(g, _, c)| (*g, *c)).collect();
        of.sort_by_key(|(group, _)| *group);
        of.into_iter().map(|(_, cell)| cell.to_owned()).collect::<Vec<_>>()
    };
    let one = |wanted: Holds| all(wanted).into_iter().next().unwrap_or_default();
    let whole = [one(Holds::First), one(Holds::Last)].join(" ").trim().to_owned();
    let display = one(Holds::Display);
    found.person = if whole.is_empty() { display } else { whole };
    found.nickname = one(Holds::Nickname);
    found.organisation = one(Holds::Organisation);
    found.contact = one(Holds::Contact);
    // Google joins several values of one kind in a cell.
    let split = |cells: Vec<String>| {
        cells
            .iter()
            .flat_map(|c| c.split(":::"))
            .map(|c| c.trim().to_owned())
            .filter(|c| !c.is_empty())
            .collect()
    };
    found.emails = split(all(Holds::Email));
    found.phones = split(all(Holds::Phone));
    found.siret = one(Holds::Siret);
    found.vat_number = one(Holds::Vat);
    for cell in all(Holds::Title) {
        found.add("Fonction", cell);
    }
    for cell in all(Holds::Note) {
        found.add("Note", cell);
    }
    let addresses = [Group::Work, Group::Plain, Group::Home, Group::Other].map(|group| {
        let part = |wanted: Holds| {
            let parts: Vec<&str> =
                filled.iter().filter(|(g, h, _)| *g == group && *h == wanted).map(|(_, _, c)| *c).collect();
            parts.join(", ")
        };
        Address {
            street: part(Holds::Street),
            extra: part(Holds::Extra),
            postcode: part(Holds::Postcode),
            city: part(Holds::City),
            country: part(Holds::Country),
        }
    });
    found.address = addresses
        .iter()
        .find(|a| !a.street.is_empty() || !a.city.is_empty())
        .or_else(|| addresses.iter().find(|a| **a != Address::default()))
        .cloned()
        .unwrap_or_default();
    found
}

fn shown(cells: &[String]) -> String {
    cells.join(" ").chars().filter(|c| !c.is_control()).take(60).collect()
}
