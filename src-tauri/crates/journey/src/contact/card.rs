//! A client’s card: who they are, where they are, and how they are addressed on paper.

use crate::contact::address::Address;
use crate::contact::country;
use crate::contact::runs::PaymentRuns;
use crate::invoice::terms::PaymentTerms;
use crate::language::Language;
use crate::legal;
use crate::say;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::letters::folded;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::listed;
use values::{identifiers, input, words};

/// What a client is; decides identifiers, wordings and protections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClientKind {
    Company,
    SoleTrader,
    /// An association of the law of 1 July 1901; a professional where it acts as one.
    Association,
    Person,
    PublicBody,
}

values::stored!(ClientKind {
    Company = "company",
    SoleTrader = "sole_trader",
    Association = "association",
    Person = "person",
    PublicBody = "public_body",
});

impl ClientKind {
    #[must_use]
    pub fn is_professional(self) -> bool {
        !matches!(self, ClientKind::Person)
    }
}

/// What one has learnt of a client, beside what they are by law.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClientProfile {
    #[default]
    New,
    Regular,
    KeyAccount,
    PublicBody,
    PrivatePerson,
    BadPayer,
}

impl ClientProfile {
    /// One whom it is worth keeping in touch with.
    #[must_use]
    pub fn comes_back(self) -> bool {
        matches!(self, ClientProfile::Regular | ClientProfile::KeyAccount)
    }
}

/// Longest tag, and how many a client may have.
const TAG: usize = 40;

const MOST_TAGS: usize = 12;

/// Trimmed, empty and repeated ones left out.
fn tags(typed: &[String]) -> Result<Vec<String>, Refusal> {
    let mut read: Vec<String> = Vec::new();
    for tag in typed {
        let tag = input::line("tags", tag, TAG)?;
        if !tag.is_empty() && !read.iter().any(|known| folded(known) == folded(&tag)) {
            if read.len() == MOST_TAGS {
                return Err(Refusal::at("tags", format!("Un client porte {MOST_TAGS} étiquettes au plus.")));
            }
            read.push(tag);
        }
    }
    Ok(read)
}

/// Is it « d’ » before that name, not « de »?
fn elides(name: &str) -> bool {
    let mut letters = name.chars();
    let (first, second) = (letters.next(), letters.next());
    // « d’Yvonne », but « de Yann »: before a vowel, y is a consonant.
    let glides = first == Some('Y') && second.is_some_and(|c| "aeiouéè".contains(c));
    let elides = first.is_some_and(|c| "AEIOUYHÉÈÎ".contains(c));
    elides && !glides
}

/// Fields whose key may be doubtful; nothing else can be insisted on.
pub fn confirmable(fields: &[String]) -> Vec<String> {
    const DOUBTFUL: [&str; 3] = ["siret", "vat_number", "iban"];
    DOUBTFUL.iter().filter(|known| fields.iter().any(|f| f == *known)).map(|f| (*f).to_owned()).collect()
}

/// A client's card, as typed and kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientCard {
    pub kind: ClientKind,
    pub name: String,
    /// SIREN (9 digits) or SIRET (14 digits).
    #[serde(default)]
    pub siret: String,
    #[serde(default)]
    pub vat_number: String,
    #[serde(default)]
    pub address: Address,
    /// Where goods or services are delivered, if elsewhere.
    #[serde(default)]
    pub delivery_address: Address,
    /// Who receives papers: « Anne Le Goff ».
    #[serde(default)]
    pub contact: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub phone: String,
    /// Days from issue to due date, or terms in words; empty for the house's default.
    #[serde(default)]
    pub payment_days: String,
    /// Code of the longest delay that the law sets their trade; empty for that of their kind.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ceiling: String,
    /// Days of the month on which they pay, « 10, 25 », « fin de mois »; empty where none is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pays_on: String,
    /// The IBAN of the seller’s account on which they pay; empty, or one that is no longer there, for the usual one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pays_to: String,
    /// Where their electronic invoices arrive: SIREN, SIREN_suffix or e-mail; empty where nobody gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub electronic_address: String,
    /// What they may owe at most, work ordered and not yet invoiced with it (*plafond d’encours*); empty for no limit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit_limit: String,
    /// What invoices recall of the service that pays (BT-10): of a public body its code in Chorus Pro.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub service_code: String,
    /// Invoices must carry the client's purchase-order number.
    #[serde(default)]
    pub order_number_required: bool,
    /// A firm of at most five employees that buys outside its main activity: off premises it is protected as a
    /// consumer (C. conso. L221-3).
    #[serde(default)]
    pub protected: bool,
    #[serde(default)]
    pub language: Language,
    #[serde(default)]
    pub profile: ClientProfile,
    #[serde(default)]
    pub tags: Vec<String>,
    /// A private person said that they may be called for something else than the work in hand (C. conso. L223-1).
    #[serde(default)]
    pub may_be_called: bool,
    /// They asked not to receive messages that keep in touch.
    #[serde(default)]
    pub opted_out: bool,
    /// Fields whose doubtful value the user insisted on.
    #[serde(default)]
    pub confirmed: Vec<String>,
}

fn known_ceiling(code: &str) -> Result<String, Refusal> {
    let code = code.trim();
    if code.is_empty() || legal::is_ceiling(code) {
        return Ok(code.to_owned());
    }
    Err(Refusal::at("ceiling", "Ce délai légal est inconnu : choisissez-le dans la liste."))
}

/// A limit as it is typed again.
fn typed_limit(typed: &str) -> Result<String, Refusal> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let limit = input::amount("credit_limit", typed)?;
    if limit.0 <= 0 {
        return Err(Refusal::at(
            "credit_limit",
            "Un plafond est un montant positif ; sans plafond, laissez vide.",
        ));
    }
    Ok(words::plain(limit))
}

impl ClientCard {
    /// The most that they may owe; none where there is no limit.
    #[must_use]
    pub fn limit(&self) -> Option<Cents> {
        input::kept_amount("credit_limit", &self.credit_limit).ok()
    }

    /// Papers and letters need a whole address.
    ///
    /// # Errors
    /// A sentence that sends to the client's card.
    pub fn has_address(&self) -> Result<(), Refusal> {
        if self.address.is_complete() {
            return Ok(());
        }
        let Address { street, postcode, city, .. } = &self.address;
        let parts = [(street, "la rue"), (postcode, "le code postal"), (city, "la ville")];
        let lacking: Vec<String> =
            parts.iter().filter(|(part, _)| part.is_empty()).map(|(_, name)| (*name).to_owned()).collect();
        let sentence = if lacking.len() == parts.len() {
            "L’adresse du client manque : complétez sa fiche.".to_owned()
        } else {
            format!("L’adresse du client est incomplète : il manque {}.", listed(&lacking))
        };
        Err(Refusal::at("client.address", sentence))
    }

    /// A card with a name and nothing else yet.
    #[must_use]
    pub fn named(kind: ClientKind, name: &str) -> ClientCard {
        ClientCard {
            kind,
            name: name.to_owned(),
            siret: String::new(),
            vat_number: String::new(),
            address: Address::default(),
            delivery_address: Address::default(),
            contact: String::new(),
            email: String::new(),
            phone: String::new(),
            payment_days: String::new(),
            ceiling: String::new(),
            pays_on: String::new(),
            pays_to: String::new(),
            electronic_address: String::new(),
            credit_limit: String::new(),
            service_code: String::new(),
            order_number_required: false,
            protected: false,
            language: Language::default(),
            profile: ClientProfile::default(),
            tags: Vec::new(),
            may_be_called: false,
            opted_out: false,
            confirmed: Vec::new(),
        }
    }

    /// What papers print of it, and what decides how they are printed; the rest is no evidence.
    #[must_use]
    pub fn printed(&self) -> ClientCard {
        ClientCard {
            siret: self.siret.clone(),
            vat_number: self.vat_number.clone(),
            address: self.address.clone(),
            delivery_address: self.delivery_address.clone(),
            contact: self.contact.clone(),
            protected: self.protected,
            language: self.language,
            order_number_required: self.order_number_required,
            service_code: self.service_code.clone(),
            ..ClientCard::named(self.kind, &self.name)
        }
    }

    /// May one call them to offer something?
    #[must_use]
    pub fn may_be_prospected(&self) -> bool {
        !self.opted_out && (self.kind.is_professional() || self.may_be_called)
    }

    /// Checks and normalises what was typed. Only the name is needed at first contact; the rest is asked for when
    /// a paper needs it.
    pub fn read(&self) -> Result<ClientCard, Refusal> {
        let sure = |field: &str| self.confirmed.iter().any(|known| known == field);
        let terms = PaymentTerms::read("payment_days", &self.payment_days)?;
        let siret = identifiers::siren_or_siret("siret", &self.siret, sure("siret"))?;
        Ok(ClientCard {
            kind: self.kind,
            name: input::required("name", &self.name, input::NAME, "Indiquez le nom du client.")?,
            electronic_address: self.read_electronic_address(&siret)?,
            siret,
            vat_number: self.read_vat_number(sure("vat_number"))?,
            address: self.address.read().map_err(|r| r.under("address"))?,
            delivery_address: self.delivery_address.read().map_err(|r| r.under("delivery_address"))?,
            contact: input::line("contact", &self.contact, input::NAME)?,
            email: input::email("email", &self.email)?,
            phone: input::code("phone", &self.phone, 30)?,
            payment_days: terms.map(PaymentTerms::typed).unwrap_or_default(),
            ceiling: known_ceiling(&self.ceiling)?,
            pays_on: PaymentRuns::read("pays_on", &self.pays_on)?.typed(),
            pays_to: identifiers::iban("pays_to", &self.pays_to, true)?,
            credit_limit: typed_limit(&self.credit_limit)?,
            service_code: input::code("service_code", &self.service_code, 100)?,
            order_number_required: self.order_number_required,
            protected: self.protected
                && matches!(
                    self.kind,
                    ClientKind::Company | ClientKind::SoleTrader | ClientKind::Association
                ),
            language: self.language,
            profile: self.profile,
            tags: tags(&self.tags)?,
            may_be_called: self.may_be_called,
            opted_out: self.opted_out,
            confirmed: confirmable(&self.confirmed),
        })
    }

    /// Its VAT number, of the country where the client is unless one insists.
    fn read_vat_number(&self, sure: bool) -> Result<String, Refusal> {
        let number = identifiers::vat_number("vat_number", &self.vat_number, sure)?;
        // Without a country nor a SIREN, the number tells where they are.
        let unplaced = self.address.country.trim().is_empty() && self.siret.trim().is_empty();
        if !sure && !unplaced {
            country::agrees("vat_number", &number, &self.address.country)?;
        }
        Ok(number)
    }

    #[must_use]
    pub fn siren(&self) -> &str {
        self.siret.get(..9).unwrap_or_default()
    }

    /// Do papers cross a border to reach them?
    #[must_use]
    pub fn is_abroad(&self) -> bool {
        !self.address.country.is_empty()
    }

    /// Printed lines: name, whose attention, address, identifiers.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.name.clone()];
        if !self.contact.is_empty() {
            lines.push(if elides(&self.contact) {
                say!(self.language, "À l’attention d’{who}", who = self.contact)
            } else {
                say!(self.language, "À l’attention de {who}", who = self.contact)
            });
        }
        let address = self.address.lines().join(", ");
        if !address.is_empty() {
            lines.push(address);
        }
        let mut ids = Vec::new();
        if !self.siret.is_empty() {
            let name = if self.siret.len() == 14 { "SIRET" } else { "SIREN" };
            ids.push(format!("{name} {}", identifiers::grouped(&self.siret)));
        }
        if !self.vat_number.is_empty() {
            ids.push(say!(
                self.language,
                "TVA {number}",
                number = identifiers::grouped_vat(&self.vat_number)
            ));
        }
        if !ids.is_empty() {
            lines.push(ids.join(" · "));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_elided_as_they_are_said() {
        for (name, elided) in
            [("Anne", true), ("Yvonne", true), ("Yann", false), ("Zoé", false), ("Élise", true)]
        {
            assert_eq!(super::elides(name), elided, "{name}");
        }
    }
}
