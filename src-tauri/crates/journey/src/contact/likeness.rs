//! Likeness: whether two cards may be one and the same client, and what one takes from the other when they are merged.

use crate::contact::address::Address;
use crate::contact::card::{ClientCard, ClientProfile};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::letters::{self, folded};

/// Why two cards may be the same client, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    SameSiren,
    SameEmail,
    SameName,
}

impl Likeness {
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Likeness::SameSiren => "même SIREN",
            Likeness::SameEmail => "même e-mail",
            Likeness::SameName => "même nom",
        }
    }
}

/// What a client is recognised by, from a card as kept or as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Nine digits, or nothing.
    pub siren: String,
    pub email: String,
    /// See [`name_key`].
    pub name: String,
    pub postcode: String,
}

impl Marks {
    #[must_use]
    pub fn of(card: &ClientCard) -> Marks {
        let digits = letters::squeezed(&card.siret);
        let siren = digits.get(..9).filter(|s| s.bytes().all(|b| b.is_ascii_digit())).unwrap_or_default();
        Marks {
            siren: siren.to_owned(),
            email: folded(&letters::code(&card.email)),
            name: name_key(&card.name),
            postcode: letters::squeezed(&card.address.postcode),
        }
    }

    /// Why these two may be the same client; nothing when they are not. A name alone says nothing against two
    /// SIRENs or two postcodes that differ.
    #[must_use]
    pub fn likeness(&self, other: &Marks) -> Vec<Likeness> {
        let same = |a: &str, b: &str| !a.is_empty() && a == b;
        let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
        let mut why = Vec::new();
        if same(&self.siren, &other.siren) {
            why.push(Likeness::SameSiren);
        }
        if same(&self.email, &other.email) {
            why.push(Likeness::SameEmail);
        }
        if same(&self.name, &other.name)
            && !differ(&self.siren, &other.siren)
            && !differ(&self.postcode, &other.postcode)
        {
            why.push(Likeness::SameName);
        }
        why
    }
}

/// Legal forms of companies, folded and without points.
pub const COMPANY_FORMS: [&str; 19] = [
    "sarl", "sas", "sasu", "eurl", "sa", "snc", "sci", "scop", "scp", "selarl", "selas", "gie", "gaec",
    "scea", "gmbh", "ltd", "inc", "llc", "bv",
];

/// Words that say another form, a courtesy or nothing, and not who it is.
const SILENT: [&str; 15] = [
    "ei",
    "eirl",
    "societe",
    "ste",
    "ets",
    "etablissements",
    "cie",
    "et",
    "ag",
    "m",
    "mr",
    "mme",
    "mlle",
    "monsieur",
    "madame",
];

/// The words of a name, folded: « S.A.R.L. » is one.
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    let folded = folded(name).replace('.', "");
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of a name that tell who it is: neither its legal form nor a courtesy.
#[must_use]
pub fn telling_words(name: &str) -> Vec<String> {
    let words = words(name);
    let silent = |word: &String| COMPANY_FORMS.contains(&word.as_str()) || SILENT.contains(&word.as_str());
    // A firm may be called « SA » and nothing else.
    if words.iter().all(silent) {
        return words;
    }
    words.into_iter().filter(|word| !silent(word)).collect()
}

/// A name without case, accents, punctuation, legal form or order of words: « LE GOFF Anne » and « Anne Le Goff »,
/// « Boulangerie Le Goff » and « BOULANGERIE LE GOFF S.A.R.L. » have the same.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut telling = telling_words(name);
    telling.sort_unstable();
    telling.join(" ")
}

impl ClientCard {
    /// This card with its empty fields taken from another one, and the French names of those fields.
    #[must_use]
    pub fn completed_by(&self, other: &ClientCard) -> (ClientCard, Vec<&'static str>) {
        let mut card = self.clone();
        let mut filled = Vec::new();
        let mut confirmed = Vec::new();
        let mut fill = |name: &'static str, field: &str, mine: &mut String, theirs: &String| {
            if mine.is_empty() && !theirs.is_empty() {
                mine.clone_from(theirs);
                filled.push(name);
                confirmed.extend(other.confirmed.iter().filter(|known| *known == field).cloned());
            }
        };
        if card.kind.is_professional() {
            fill("SIREN ou SIRET", "siret", &mut card.siret, &other.siret);
            fill("numéro de TVA", "vat_number", &mut card.vat_number, &other.vat_number);
        }
        fill(
            "adresse électronique",
            "electronic_address",
            &mut card.electronic_address,
            &other.electronic_address,
        );
        fill("contact", "contact", &mut card.contact, &other.contact);
        fill("e-mail", "email", &mut card.email, &other.email);
        fill("téléphone", "phone", &mut card.phone, &other.phone);
        fill("délai de paiement", "payment_days", &mut card.payment_days, &other.payment_days);
        fill("compte de paiement", "pays_to", &mut card.pays_to, &other.pays_to);
        fill("jours de paiement", "pays_on", &mut card.pays_on, &other.pays_on);
        fill("code service", "service_code", &mut card.service_code, &other.service_code);
        fill("plafond d’encours", "credit_limit", &mut card.credit_limit, &other.credit_limit);
        // Half an address from each would be nobody's.
        for (name, mine, theirs) in [
            ("adresse", &mut card.address, &other.address),
            ("adresse de livraison", &mut card.delivery_address, &other.delivery_address),
        ] {
            if *mine == Address::default() && *theirs != Address::default() {
                mine.clone_from(theirs);
                filled.push(name);
            }
        }
        card.confirmed.extend(confirmed);
        let told = card.tags.len();
        card.tags.extend(other.tags.iter().filter(|tag| !self.tags.contains(tag)).cloned());
        if card.tags.len() > told {
            filled.push("étiquettes");
        }
        if card.profile == ClientProfile::New && other.profile != ClientProfile::New {
            card.profile = other.profile;
            filled.push("profil");
        }
        if other.opted_out && !card.opted_out {
            // Who said no on one card said no.
            card.opted_out = true;
            filled.push("opposition aux messages");
        }
        (card, filled)
    }
}

#[cfg(test)]
mod tests {
    use super::super::ClientKind;
    use super::*;

    fn card(name: &str) -> ClientCard {
        ClientCard::named(ClientKind::Company, name)
    }

    fn alike(a: &ClientCard, b: &ClientCard) -> Vec<Likeness> {
        Marks::of(a).likeness(&Marks::of(b))
    }

    #[test]
    fn a_name_is_the_same_whatever_its_case_accents_form_and_order() {
        for (one, other) in [
            ("Boulangerie Le Goff", "BOULANGERIE LE GOFF S.A.R.L."),
            ("Anne Le Goff", "LE GOFF Anne"),
            ("Café de l’Hôtel", "cafe de l'hotel, SAS"),
            ("Cœur & Fils", "Coeur et fils"),
            ("Établissements Müller GmbH", "e\u{301}tablissements Muller"),
        ] {
            assert_eq!(name_key(one), name_key(other), "{one} / {other}");
        }
        assert_ne!(name_key("Atelier Nord"), name_key("Atelier Sud"));
        assert_eq!(name_key("S.A."), "sa");
        assert_eq!(name_key(" - "), "");
    }

    #[test]
    fn a_siren_stands_in_a_siret_and_an_email_in_any_case() {
        let one =
            ClientCard { siret: "552 100 554".into(), email: "Anne@Legoff.fr".into(), ..card("Boulangerie") };
        let other =
            ClientCard { siret: "55210055400013".into(), email: " anne@legoff.FR".into(), ..card("Autre") };
        assert_eq!(alike(&one, &other), [Likeness::SameSiren, Likeness::SameEmail]);
        assert_eq!(alike(&card("A"), &card("B")), []);
    }

    #[test]
    fn the_same_name_elsewhere_is_another_client() {
        let at = |postcode: &str| ClientCard {
            address: Address { postcode: postcode.into(), ..Address::default() },
            ..card("Boulangerie Martin")
        };
        assert_eq!(alike(&at("35000"), &at("75011")), []);
        assert_eq!(alike(&at("35000"), &at("")), [Likeness::SameName]);
        let known = |siret: &str| ClientCard { siret: siret.into(), ..card("Boulangerie Martin") };
        assert_eq!(alike(&known("552100554"), &known("732829320")), []);
    }

    #[test]
    fn a_merged_card_fills_what_was_empty_and_keeps_the_rest() {
        let mut kept = card("Le Goff");
        kept.email = "anne@legoff.fr".into();
        let mut other = card("Le Goff SARL");
        other.email = "compta@legoff.fr".into();
        other.phone = "02 96 00 00 00".into();
        other.siret = "123456789".into();
        other.confirmed = vec!["siret".into(), "email".into()];
        other.address.city = "Lannion".into();
        let (card, filled) = kept.completed_by(&other);
        assert_eq!((card.name.as_str(), card.email.as_str()), ("Le Goff", "anne@legoff.fr"));
        assert_eq!((card.phone.as_str(), card.address.city.as_str()), ("02 96 00 00 00", "Lannion"));
        assert_eq!(card.confirmed, ["siret"], "what was insisted on stays so where it goes");
        assert_eq!(filled, ["SIREN ou SIRET", "téléphone", "adresse"]);
    }
}
