//! What a client is, as a list tells it and as far as its name does.

use journey::contact::ClientKind;
use journey::contact::likeness::{COMPANY_FORMS, words};
use values::letters::folded;

/// Forms beside those of companies.
const FORMS: [&str; 5] = ["earl", "srl", "spa", "fondation", "federation"];

const OWN_ACCOUNT: [&str; 21] = [
    "ei",
    "eirl",
    "auto entrepreneur",
    "auto entrepreneuse",
    "autoentrepreneur",
    "autoentrepreneuse",
    "micro entreprise",
    "micro entrepreneur",
    "micro entrepreneuse",
    "microentreprise",
    "entreprise individuelle",
    "entrepreneur individuel",
    "entrepreneuse individuelle",
    "independant",
    "independante",
    "freelance",
    "profession liberale",
    "sole trader",
    "sole proprietor",
    "self employed",
    "travailleur independant",
];

const PRIVATE: [&str; 19] = [
    "particulier",
    "particuliers",
    "particuliere",
    "personne physique",
    "individu",
    "individuel",
    "individual",
    "person",
    "personne",
    "prive",
    "privee",
    "private",
    "private person",
    "b2c",
    "consumer",
    "consommateur",
    "privatperson",
    "privatkunde",
    "te private",
];

const PUBLIC: [&str; 22] = [
    "public",
    "publique",
    "administration",
    "administrations",
    "collectivite",
    "collectivites",
    "collectivite territoriale",
    "mairie",
    "etat",
    "etablissement public",
    "organisme public",
    "service public",
    "secteur public",
    "entite publique",
    "b2g",
    "government",
    "public body",
    "public sector",
    "public administration",
    "te admin",
    "hopital",
    "organisme de droit public",
];

const FIRM: [&str; 29] = [
    "societe",
    "societes",
    "entreprise",
    "entreprises",
    "company",
    "companies",
    "professionnel",
    "professionnels",
    "professionnelle",
    "pro",
    "business",
    "b2b",
    "organisation",
    "organization",
    "corporate",
    "personne morale",
    "firma",
    "unternehmen",
    "firm",
    "pme",
    "tpe",
    "eti",
    "grand groupe",
    "grande entreprise",
    "startup",
    "te group",
    "te large",
    "te medium",
    "te small",
];

/// Words that name an association.
const ASSOCIATION: [&str; 6] = ["association", "associations", "asso", "assoc", "verein", "asbl"];

/// What a cell says that its client is; `None` where it says something else.
pub fn told(cell: &str) -> Option<ClientKind> {
    let said = words(cell);
    let whole = said.join(" ");
    let is = |known: &[&str]| known.contains(&whole.as_str());
    let has = |known: &[&str]| said.iter().any(|word| known.contains(&word.as_str()));
    if is(&OWN_ACCOUNT) || OWN_ACCOUNT.iter().any(|one| whole.starts_with(one) && one.len() > 5) {
        Some(ClientKind::SoleTrader)
    } else if is(&PRIVATE) || has(&["particulier", "particuliers", "privatperson", "b2c"]) {
        Some(ClientKind::Person)
    } else if is(&PUBLIC)
        || has(&["collectivite", "administration", "mairie", "b2g"])
        || (has(&["public", "publique"]) && said.len() < 4)
    {
        Some(ClientKind::PublicBody)
    } else if is(&["ong", "ngo", "loi 1901", "non profit", "nonprofit", "charity", "not for profit"])
        || has(&ASSOCIATION)
    {
        Some(ClientKind::Association)
    } else if is(&FIRM)
        || has(&COMPANY_FORMS)
        || has(&FORMS)
        || has(&["societe", "entreprise", "company", "b2b"])
    {
        Some(ClientKind::Company)
    } else {
        None
    }
}

/// What a column that asks « is it a company? » answers.
pub fn answered(header: &str, cell: &str) -> Option<ClientKind> {
    let asked = words(header);
    let asks = |word: &str| asked.iter().any(|w| w == word);
    let firm =
        asks("company") || asks("societe") || asks("entreprise") || asks("professionnel") || asks("pro");
    let person = asks("particulier") || asks("individual") || asks("person");
    let yes = match folded(cell).trim() {
        "true" | "vrai" | "oui" | "yes" | "1" | "x" => true,
        "false" | "faux" | "non" | "no" | "0" => false,
        _ => return None,
    };
    match (firm, person) {
        (true, _) => Some(if yes { ClientKind::Company } else { ClientKind::Person }),
        (_, true) => Some(if yes { ClientKind::Person } else { ClientKind::Company }),
        _ => None,
    }
}

/// « Professionnel », « Is a company: yes »: a sole trader and a town hall are that too.
pub fn is_vague(header: &str, cell: &str) -> bool {
    const VAGUE: [&str; 8] = [
        "professionnel",
        "professionnels",
        "professionnelle",
        "professional",
        "pro",
        "b2b",
        "business",
        "personne morale",
    ];
    answered(header, cell).is_some() || VAGUE.contains(&words(cell).join(" ").as_str())
}

/// What a client is, as far as its name tells.
pub fn named(name: &str, professional: bool) -> ClientKind {
    const PUBLIC_NAMES: [&str; 33] = [
        "mairie ",
        "ville de ",
        "ville d'",
        "commune de ",
        "commune d'",
        "departement d",
        "conseil departemental",
        "conseil regional",
        "region ",
        "communaute de communes",
        "communaute d agglo",
        "communaute d'agglo",
        "communaute urbaine",
        "metropole ",
        "ministere ",
        "prefecture ",
        "sous-prefecture",
        "universite ",
        "centre hospitalier",
        "chu ",
        "chru ",
        "hopital ",
        "lycee ",
        "college ",
        "syndicat mixte",
        "ccas ",
        "centre communal d'action sociale",
        "rectorat ",
        "academie de ",
        "tribunal ",
        "office public",
        "etablissement public",
        "chambre de commerce",
    ];
    let folded = folded(name).replace('.', "");
    let said = words(name);
    let has = |known: &[&str]| said.iter().any(|word| known.contains(&word.as_str()));
    let whole = said.join(" ");
    if PUBLIC_NAMES.iter().any(|known| folded.starts_with(known)) {
        ClientKind::PublicBody
    } else if has(&["ei", "eirl"])
        || whole.contains("auto entrepreneur")
        || whole.contains("micro entreprise")
    {
        ClientKind::SoleTrader
    } else if has(&ASSOCIATION) && !has(&COMPANY_FORMS) {
        ClientKind::Association
    } else if professional || has(&COMPANY_FORMS) || has(&FORMS) {
        ClientKind::Company
    } else {
        ClientKind::Person
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_in_many_words() {
        for (cell, kind) in [
            ("Particulier", Some(ClientKind::Person)),
            ("Client particulier", Some(ClientKind::Person)),
            ("Individual", Some(ClientKind::Person)),
            ("Personne physique", Some(ClientKind::Person)),
            ("Personne morale", Some(ClientKind::Company)),
            ("Professionnel", Some(ClientKind::Company)),
            ("SARL", Some(ClientKind::Company)),
            ("Association loi 1901", Some(ClientKind::Association)),
            ("ONG", Some(ClientKind::Association)),
            ("Auto-entrepreneur", Some(ClientKind::SoleTrader)),
            ("Entreprise individuelle", Some(ClientKind::SoleTrader)),
            ("Entreprise", Some(ClientKind::Company)),
            ("Micro-entreprise", Some(ClientKind::SoleTrader)),
            ("Collectivité territoriale", Some(ClientKind::PublicBody)),
            ("Établissement public", Some(ClientKind::PublicBody)),
            ("Prospect", None),
            ("", None),
        ] {
            assert_eq!(told(cell), kind, "{cell}");
        }
        assert_eq!(answered("Is a Company", "FALSE"), Some(ClientKind::Person));
        assert_eq!(named("Association des parents", false), ClientKind::Association);
        assert_eq!(named("Ville d’Auray", false), ClientKind::PublicBody);
        assert_eq!(named("Hugo Petit", false), ClientKind::Person);
    }
}
