//! What a column may hold, and which of several addresses or numbers it is of.

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
