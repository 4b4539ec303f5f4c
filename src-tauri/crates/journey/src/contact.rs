//! Contact: who the freelancer is, who the client is, and how they are addressed on paper.

pub mod allowed;
pub mod history;
pub mod known;
pub mod likeness;
pub mod person;
pub mod solvency;

use crate::identifiers;
use crate::input;
use crate::quote::Activity;
use crate::refusal::Refusal;
use crate::say;
use crate::vat::VatRegime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Legal form of the freelancer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LegalForm {
    /// « Micro-entrepreneur », a sole trader: papers say « EI » (C. com. L526-22, R526-27).
    Micro,
    /// « Entreprise individuelle » outside the micro scheme: papers say « EI » too.
    Ei,
    Eurl,
    Sasu,
}

impl LegalForm {
    #[must_use]
    pub fn is_sole_trader(self) -> bool {
        matches!(self, LegalForm::Micro | LegalForm::Ei)
    }

    /// As printed after the name.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            LegalForm::Micro | LegalForm::Ei => "EI",
            LegalForm::Eurl => "EURL",
            LegalForm::Sasu => "SASU",
        }
    }
}

/// What a client is; decides identifiers, wordings and protections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClientKind {
    Company,
    SoleTrader,
    Person,
    PublicBody,
}

impl ClientKind {
    #[must_use]
    pub fn is_professional(self) -> bool {
        !matches!(self, ClientKind::Person)
    }
}

/// The language of a client's papers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    #[default]
    French,
    English,
}

/// What one has learnt of a client, beside what they are by law.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
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
        if !tag.is_empty() && !read.contains(&tag) {
            read.push(tag);
        }
    }
    if read.len() > MOST_TAGS {
        return Err(Refusal::at("tags", format!("Un client porte {MOST_TAGS} étiquettes au plus.")));
    }
    Ok(read)
}

/// A postal address, as typed. `country` is empty for France.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    pub street: String,
    pub extra: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
}

impl Address {
    /// Trimmed; a French postcode has five digits. Everything may be empty.
    pub fn read(&self) -> Result<Address, Refusal> {
        let read = Address {
            street: input::line("street", &self.street, input::SHORT)?,
            extra: input::line("extra", &self.extra, input::SHORT)?,
            postcode: input::line("postcode", &self.postcode, 12)?,
            city: input::line("city", &self.city, input::NAME)?,
            country: input::line("country", &self.country, input::NAME)?,
        };
        let french = read.country.is_empty() || read.country.eq_ignore_ascii_case("france");
        let postcode: String = read.postcode.chars().filter(|c| !c.is_whitespace()).collect();
        if french
            && !postcode.is_empty()
            && !(postcode.len() == 5 && postcode.bytes().all(|b| b.is_ascii_digit()))
        {
            return Err(Refusal::at("postcode", "Un code postal français a 5 chiffres."));
        }
        Ok(if french { Address { postcode, country: String::new(), ..read } } else { read })
    }

    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.street.is_empty() && !self.postcode.is_empty() && !self.city.is_empty()
    }

    /// Printed lines, empty ones left out: street, complement, postcode and city, country.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let town = format!("{} {}", self.postcode, self.city);
        [self.street.as_str(), self.extra.as_str(), town.trim(), self.country.as_str()]
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// The freelancer, as typed in the settings and frozen in each paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    pub legal_form: LegalForm,
    /// First and last name of a sole trader, or the company's name.
    pub name: String,
    /// The trade name on papers, if another; and the trade under it.
    #[serde(default)]
    pub brand: String,
    #[serde(default)]
    pub trade: String,
    pub siret: String,
    /// APE code, optional.
    #[serde(default)]
    pub ape: String,
    pub address: Address,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub phone: String,
    pub vat_regime: VatRegime,
    /// Worked out from the SIREN when empty and liable.
    #[serde(default)]
    pub vat_number: String,
    /// « Option pour le paiement de la taxe d’après les débits ».
    #[serde(default)]
    pub vat_on_debits: bool,
    #[serde(default)]
    pub iban: String,
    #[serde(default)]
    pub bic: String,
    /// Share capital and registry of a company: « 1 000 € », « RCS Rennes ».
    #[serde(default)]
    pub capital: String,
    #[serde(default)]
    pub registry: String,
    /// Professional insurance, where the trade requires it: insurer, policy, area covered.
    #[serde(default)]
    pub insurance: String,
    /// The main kind of turnover: that of a line which names none.
    #[serde(default)]
    pub activity: Activity,
    /// Consumer mediator: name and address (needed before quoting to a private person).
    #[serde(default)]
    pub mediator: String,
    /// Accent colour of papers, `#0f6b63`.
    #[serde(default)]
    pub accent: String,
    /// Fields whose doubtful value the user insisted on.
    #[serde(default)]
    pub confirmed: Vec<String>,
}

/// The house's own accent colour.
pub const ACCENT: &str = "#0f6b63";

impl Identity {
    /// Checks and normalises what was typed.
    pub fn read(&self) -> Result<Identity, Refusal> {
        let sure = |field: &str| self.confirmed.iter().any(|known| known == field);
        let siret = identifiers::siret("siret", &self.siret, sure("siret"))?;
        let address = self.address.read().map_err(|r| r.under("address"))?;
        for (field, value, message) in [
            ("address.street", &address.street, "Indiquez votre rue : elle figure sur chaque facture."),
            ("address.postcode", &address.postcode, "Indiquez votre code postal."),
            ("address.city", &address.city, "Indiquez votre ville."),
        ] {
            if value.is_empty() {
                return Err(Refusal::at(field, message));
            }
        }
        let mut vat_number = identifiers::vat_number("vat_number", &self.vat_number, sure("vat_number"))?;
        if vat_number.is_empty() && self.vat_regime == VatRegime::Liable {
            vat_number = siret.get(..9).and_then(identifiers::french_vat_number).unwrap_or_default();
        }
        let accent = if self.accent.trim().is_empty() { ACCENT } else { self.accent.trim() };
        if colour(accent).is_none() {
            return Err(Refusal::at(
                "accent",
                "Une couleur s’écrit avec # et six chiffres, par exemple #0f6b63.",
            ));
        }
        let company = !self.legal_form.is_sole_trader();
        let read = Identity {
            legal_form: self.legal_form,
            name: input::required(
                "name",
                &self.name,
                input::NAME,
                "Indiquez votre nom : il figure sur chaque document.",
            )?,
            brand: input::line("brand", &self.brand, input::NAME)?,
            trade: input::line("trade", &self.trade, input::NAME)?,
            siret,
            ape: input::line("ape", &self.ape, 8)?,
            address,
            email: input::email("email", &self.email)?,
            phone: input::line("phone", &self.phone, 30)?,
            vat_regime: self.vat_regime,
            vat_number,
            vat_on_debits: self.vat_on_debits,
            iban: identifiers::iban("iban", &self.iban, sure("iban"))?,
            bic: identifiers::bic("bic", &self.bic)?,
            capital: input::line("capital", &self.capital, 40)?,
            registry: input::line("registry", &self.registry, input::NAME)?,
            insurance: input::line("insurance", &self.insurance, 400)?,
            activity: self.activity,
            mediator: input::line("mediator", &self.mediator, 400)?,
            accent: accent.to_lowercase(),
            confirmed: confirmable(&self.confirmed),
        };
        if company && read.capital.is_empty() {
            return Err(Refusal::at(
                "capital",
                "Indiquez le capital social : une société doit l’imprimer (C. com. R123-238).",
            ));
        }
        if company && read.registry.is_empty() {
            return Err(Refusal::at(
                "registry",
                "Indiquez le registre, par exemple RCS Rennes (C. com. R123-237).",
            ));
        }
        Ok(read)
    }

    /// The name with its form: « Camille Durand EI », « Atelier Durand SASU ».
    #[must_use]
    pub fn full_name(&self) -> String {
        let form = self.legal_form.short();
        if self.name.split_whitespace().any(|word| word == form) {
            self.name.clone()
        } else {
            format!("{} {form}", self.name)
        }
    }

    #[must_use]
    pub fn siren(&self) -> &str {
        self.siret.get(..9).unwrap_or(&self.siret)
    }

    /// Printed under the name: address, identifiers, VAT number, how to reach them.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<String> {
        let mut lines = vec![self.full_name()];
        if self.brand_or_name() != self.full_name() && !self.brand.is_empty() {
            lines[0] = format!("{} ({})", self.full_name(), self.brand);
        }
        lines.push(self.address.lines().join(", "));
        let mut ids = format!("SIRET {}", identifiers::grouped(&self.siret));
        if !self.ape.is_empty() {
            ids.push_str(&format!(" · APE {}", self.ape));
        }
        lines.push(ids);
        if !self.capital.is_empty() || !self.registry.is_empty() {
            let capital = if self.capital.is_empty() {
                String::new()
            } else {
                say!(language, "Capital {capital}", capital = self.capital)
            };
            lines.push(
                [capital, self.registry.clone()]
                    .into_iter()
                    .filter(|s| !s.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
            );
        }
        if !self.vat_number.is_empty() {
            lines.push(say!(language, "TVA {number}", number = identifiers::grouped_vat(&self.vat_number)));
        }
        let reach: Vec<&str> =
            [self.email.as_str(), self.phone.as_str()].into_iter().filter(|s| !s.is_empty()).collect();
        if !reach.is_empty() {
            lines.push(reach.join(" · "));
        }
        lines
    }

    /// What stands beside the logo.
    #[must_use]
    pub fn brand_or_name(&self) -> String {
        if self.brand.is_empty() { self.full_name() } else { self.brand.clone() }
    }
}

/// « de » or « d’ » before a name.
fn of(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O', 'U', 'Y', 'H', 'É', 'È', 'Î']) { "d’" } else { "de " }
}

/// Fields whose key may be doubtful; nothing else can be insisted on.
fn confirmable(fields: &[String]) -> Vec<String> {
    const DOUBTFUL: [&str; 3] = ["siret", "vat_number", "iban"];
    DOUBTFUL.iter().filter(|known| fields.iter().any(|f| f == *known)).map(|f| (*f).to_owned()).collect()
}

/// RGB of `#rrggbb`.
#[must_use]
pub fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
    let part = |i: usize| u8::from_str_radix(digits.get(i..i + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
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
    /// Days from issue to due date; empty for the house's default.
    #[serde(default)]
    pub payment_days: String,
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

impl ClientCard {
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

    /// May one call them to offer something?
    #[must_use]
    pub fn may_be_prospected(&self) -> bool {
        !self.opted_out && (self.kind.is_professional() || self.may_be_called)
    }

    /// Checks and normalises what was typed. Only the name is needed at first contact; the rest is asked for when
    /// a paper needs it.
    pub fn read(&self) -> Result<ClientCard, Refusal> {
        let sure = |field: &str| self.confirmed.iter().any(|known| known == field);
        let days = input::whole("payment_days", &self.payment_days, 0, 60).map_err(|r| {
            Refusal::at(
                "payment_days",
                format!("{} Le maximum légal entre professionnels est de 60 jours.", r.message),
            )
        })?;
        Ok(ClientCard {
            kind: self.kind,
            name: input::required("name", &self.name, input::NAME, "Indiquez le nom du client.")?,
            siret: identifiers::siren_or_siret("siret", &self.siret, sure("siret"))?,
            vat_number: identifiers::vat_number("vat_number", &self.vat_number, sure("vat_number"))?,
            address: self.address.read().map_err(|r| r.under("address"))?,
            delivery_address: self.delivery_address.read().map_err(|r| r.under("delivery_address"))?,
            contact: input::line("contact", &self.contact, input::NAME)?,
            email: input::email("email", &self.email)?,
            phone: input::line("phone", &self.phone, 30)?,
            payment_days: days.map(|d| d.to_string()).unwrap_or_default(),
            order_number_required: self.order_number_required,
            protected: self.protected && matches!(self.kind, ClientKind::Company | ClientKind::SoleTrader),
            language: self.language,
            profile: self.profile,
            tags: tags(&self.tags)?,
            may_be_called: self.may_be_called,
            opted_out: self.opted_out,
            confirmed: confirmable(&self.confirmed),
        })
    }

    #[must_use]
    pub fn siren(&self) -> &str {
        self.siret.get(..9).unwrap_or_default()
    }

    /// Printed lines: name, whose attention, address, identifiers.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.name.clone()];
        if !self.contact.is_empty() {
            lines.push(match self.language {
                Language::French => format!("À l’attention {}{}", of(&self.contact), self.contact),
                Language::English => format!("Attn: {}", self.contact),
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
    use super::*;

    #[test]
    fn a_sole_trader_is_named_ei_once() {
        let mut camille = camille();
        assert_eq!(camille.read().unwrap().full_name(), "Camille Durand EI");
        camille.name = "Camille Durand EI".into();
        assert_eq!(camille.full_name(), "Camille Durand EI");
    }

    #[test]
    fn a_liable_freelancer_gets_the_vat_number_of_their_siren() {
        assert_eq!(camille().read().unwrap().vat_number, "FR44732829320");
    }

    #[test]
    fn a_company_must_say_its_capital_and_registry() {
        let firm = Identity { legal_form: LegalForm::Sasu, ..camille() };
        assert_eq!(firm.read().unwrap_err().field.as_deref(), Some("capital"));
    }

    #[test]
    fn a_wrong_postcode_is_refused_at_its_own_field() {
        let mut camille = camille();
        camille.address.postcode = "350".into();
        assert_eq!(camille.read().unwrap_err().field.as_deref(), Some("address.postcode"));
    }

    #[test]
    fn tags_are_trimmed_and_said_once() {
        let mut card = ClientCard::named(ClientKind::Company, "Lumen");
        card.tags = vec![" presse ".into(), String::new(), "presse".into(), "Bretagne".into()];
        assert_eq!(card.read().unwrap().tags, ["presse", "Bretagne"]);
        card.tags = (0..13).map(|n| n.to_string()).collect();
        assert_eq!(card.read().unwrap_err().field.as_deref(), Some("tags"));
    }

    #[test]
    fn a_private_person_is_called_only_if_they_said_so() {
        let mut hugo = ClientCard::named(ClientKind::Person, "Hugo Petit");
        assert!(!hugo.may_be_prospected());
        hugo.may_be_called = true;
        assert!(hugo.may_be_prospected());
        hugo.opted_out = true;
        assert!(!hugo.may_be_prospected());
        assert!(ClientCard::named(ClientKind::Company, "Lumen").may_be_prospected());
    }

    fn camille() -> Identity {
        serde_json::from_value(serde_json::json!({
            "legal_form": "micro", "name": "Camille Durand", "siret": "732 829 320 00074",
            "address": {"street": "12 rue des Carmes", "postcode": "35000", "city": "Rennes"},
            "vat_regime": "liable", "iban": "FR76 3000 6000 0112 3456 7890 189"
        }))
        .unwrap()
    }
}
