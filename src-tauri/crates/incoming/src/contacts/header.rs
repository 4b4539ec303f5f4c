//! A header of a table of contacts, read in French, English or German.

use crate::contacts::holds::{Group, Holds};
use values::letters::folded;

/// What one reading of a header finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Here(Holds),
    /// Of another address than the first.
    OfAnother(Holds),
    /// Recognised, and nothing to keep.
    LeftOut,
    /// Another reading may know.
    Elsewhere,
}

/// A header in plain words, with the number that tells one column from its like.
pub struct Header {
    pub words: Vec<String>,
    pub ordinal: Option<u8>,
}

impl Header {
    pub fn of(header: &str) -> Option<Header> {
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

    pub fn group(&self) -> Group {
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
    pub fn left_out(&self) -> Said {
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
        if nothing { Said::LeftOut } else { Said::Elsewhere }
    }

    /// Numbers that identify, and how one is reached.
    pub fn number_or_reach(&self) -> Said {
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
                return Said::LeftOut;
            }
            Holds::Email
        } else if self.has(&["tel", "gsm", "cell", "natel", "handy"])
            || self.begins(&["telephone", "telefon", "phone", "mobil", "portable", "handynummer"])
        {
            Holds::Phone
        } else {
            return Said::Elsewhere;
        };
        Said::Here(holds)
    }

    /// Where one is.
    pub fn place(&self) -> Said {
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
            return Said::LeftOut;
        } else if self.begins(&["street", "strasse", "address", "adress", "anschrift"])
            || self.has(&["rue", "voie", "addr", "str"])
        {
            let second = self.ordinal.is_some_and(|n| n > 1);
            // « Address 2 - Street » is another address, « Street 2 » the rest of this one.
            if self.has(&["formatted"]) {
                return Said::LeftOut;
            }
            if second
                && self.has(&["street", "rue", "strasse"])
                && self.words.last().is_some_and(|w| w.parse::<u8>().is_err())
            {
                return Said::OfAnother(Holds::Street);
            }
            if second || self.begins(&["complement", "extended", "zusatz", "adresszusatz", "suite"]) {
                Holds::Extra
            } else {
                Holds::Street
            }
        } else if self.begins(&["complement", "zusatz"]) {
            Holds::Extra
        } else {
            return Said::Elsewhere;
        };
        Said::Here(holds)
    }

    /// What one does there, and what is noted.
    pub fn role(&self) -> Said {
        let holds = if self.has(&["title", "titre", "titel", "job", "poste", "role"])
            || self.begins(&["fonction", "position", "funktion", "arbeitstitel", "beruf"])
        {
            Holds::Title
        } else if self.has(&["service", "department", "abteilung"]) || self.begins(&["departement"]) {
            return Said::LeftOut;
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
            return Said::Elsewhere;
        };
        Said::Here(holds)
    }

    /// Who it is.
    pub fn who(&self) -> Said {
        let holds = if self.begins(&["prenom", "vorname", "vornamen", "forename", "firstname", "givenname"])
            || self.has(&["given", "first"])
        {
            if self.begins(&["deuxieme", "second", "middle", "weitere"]) {
                return Said::LeftOut;
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
                return Said::LeftOut;
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
            return Said::LeftOut;
        } else if self.has(&["display", "afficher", "affiche", "full", "complet", "displayname", "fullname"])
            || self.begins(&["anzeigename"])
            || self.words == ["file", "as"]
        {
            Holds::Display
        } else if self.has(&["nom", "noms", "name", "names"]) {
            Holds::Name
        } else {
            return Said::Elsewhere;
        };
        Said::Here(holds)
    }
}
