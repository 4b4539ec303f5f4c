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
    ContactFirst,
    ContactLast,
    /// « Nom du contact »: the last name beside a first name, the whole name otherwise.
    ContactName,
    Kind,
    Email,
    Phone,
    /// An address in one piece.
    Whole,
    HouseNumber,
    Street,
    Extra,
    Postcode,
    City,
    /// Postcode and city together.
    Town,
    Region,
    Country,
    Siret,
    Siren,
    Nic,
    Vat,
    Title,
    Note,
    Tags,
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
            Holds::Contact | Holds::ContactName => "contact",
            Holds::ContactFirst => "prénom du contact",
            Holds::ContactLast => "nom de famille du contact",
            Holds::Kind => "nature du client",
            Holds::Email => "e-mail",
            Holds::Phone => "téléphone",
            Holds::Whole => "adresse entière",
            Holds::HouseNumber => "numéro dans la rue",
            Holds::Street => "rue",
            Holds::Extra => "complément d’adresse",
            Holds::Postcode => "code postal",
            Holds::City => "ville",
            Holds::Town => "code postal et ville",
            Holds::Region => "région",
            Holds::Country => "pays",
            Holds::Siret => "SIREN ou SIRET",
            Holds::Siren => "SIREN",
            Holds::Nic => "NIC",
            Holds::Vat => "numéro de TVA",
            Holds::Title => "fonction",
            Holds::Note => "note",
            Holds::Tags => "étiquettes",
        }
    }

    pub fn is_place(self) -> bool {
        matches!(
            self,
            Holds::Whole
                | Holds::HouseNumber
                | Holds::Street
                | Holds::Extra
                | Holds::Postcode
                | Holds::City
                | Holds::Town
                | Holds::Region
                | Holds::Country
        )
    }
}

/// Which of several addresses or numbers, in the order in which an address is preferred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Billing,
    Work,
    #[default]
    Plain,
    Home,
    Other,
    /// Where things are delivered: an address of its own.
    Delivery,
}

impl Group {
    /// The order in which names, numbers and mail addresses are preferred: what is nobody’s in particular first.
    pub fn reach(self) -> u8 {
        match self {
            Group::Work => 0,
            Group::Plain => 1,
            Group::Billing => 2,
            Group::Home => 3,
            Group::Other => 4,
            Group::Delivery => 5,
        }
    }

    /// « Adresse de livraison », as it is said of what is left out.
    pub fn french(self) -> &'static str {
        match self {
            Group::Billing => "Adresse de facturation",
            Group::Work => "Adresse professionnelle",
            Group::Home => "Adresse personnelle",
            Group::Delivery => "Adresse de livraison",
            Group::Plain | Group::Other => "Autre adresse",
        }
    }
}
