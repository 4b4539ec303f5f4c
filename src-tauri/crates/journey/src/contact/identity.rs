//! Who the freelancer is, as papers must say it.

use crate::activity::Activity;
use crate::contact::address::Address;
use crate::contact::card::{ClientCard, confirmable};
use crate::contact::form::{LegalForm, capital_line, names, read_capital, read_registry, registry_line};
use crate::contact::paid_by::{OtherAccount, OtherWay, read_accounts, read_link, read_ways};
use crate::contact::place;
use crate::language::Language;
use crate::say;
use crate::vat::VatRegime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;
use values::{identifiers, input};

/// What is said where no paper can be made, because nobody said who sells.
#[must_use]
pub fn unknown_seller() -> Refusal {
    Refusal::at("seller", "Dites d’abord qui vous êtes, dans les réglages.")
}

/// The freelancer, as typed in the settings and frozen in each paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    pub legal_form: LegalForm,
    /// How another form is written: « GIE », « GmbH ».
    #[serde(default)]
    pub form_name: String,
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
    /// The first day of that regime where it is not the first one; today, where it changes and none is said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub vat_since: String,
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
    /// Other accounts, on which clients pay whose card says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<OtherAccount>,
    /// Other ways to pay, printed under the transfer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<OtherWay>,
    /// Where one pays on the web: `{number}` and `{amount}` stand for the paper’s.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub payment_link: String,
    /// Where the statuses of invoices issued arrive: SIREN, SIREN_suffix or e-mail; empty for the SIREN alone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub electronic_address: String,
    /// Share capital and registry of a company: « 1 000 € », « RCS Rennes ».
    #[serde(default)]
    pub capital: String,
    /// « À capital variable » (C. com. L231-3).
    #[serde(default)]
    pub variable_capital: bool,
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
    /// How much room papers take.
    #[serde(default, skip_serializing_if = "Layout::is_classic")]
    pub layout: Layout,
    /// Fields whose doubtful value the user insisted on.
    #[serde(default)]
    pub confirmed: Vec<String>,
}

/// The layout of papers: airy, or the same in less room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    #[default]
    Classic,
    Compact,
}

impl Layout {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    pub fn is_classic(&self) -> bool {
        *self == Layout::Classic
    }
}

/// The house's own accent colour.
pub const ACCENT: &str = "#0f6b63";

impl Identity {
    /// Checks and normalises what was typed.
    pub fn read(&self) -> Result<Identity, Refusal> {
        let sure = |field: &str| self.confirmed.iter().any(|known| known == field);
        let siret = identifiers::siret("siret", &self.siret, sure("siret"))?;
        let address = self.address.read().map_err(|r| r.under("address"))?;
        complete(&address)?;
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
        let siren = siret.get(..9).unwrap_or_default();
        let iban = identifiers::iban("iban", &self.iban, sure("iban"))?;
        let electronic_address = self.read_electronic_address(siren)?;
        let registry = read_registry(self.legal_form, siren, &self.registry)?;
        let form_name = input::line("form_name", &self.form_name, input::NAME)?;
        if self.legal_form == LegalForm::Other && form_name.is_empty() {
            return Err(Refusal::at(
                "form_name",
                "Écrivez votre forme juridique, telle que vos documents doivent la dire.",
            ));
        }
        let read = Identity {
            legal_form: self.legal_form,
            form_name,
            name: input::required(
                "name",
                &self.name,
                input::NAME,
                "Indiquez votre nom : il figure sur chaque document.",
            )?,
            brand: input::line("brand", &self.brand, input::NAME)?,
            trade: input::line("trade", &self.trade, input::NAME)?,
            siret,
            ape: input::code("ape", &self.ape, 8)?,
            address,
            email: input::email("email", &self.email)?,
            phone: input::code("phone", &self.phone, 30)?,
            vat_regime: self.vat_regime,
            vat_since: input::line("vat_since", &self.vat_since, 40)?,
            vat_number,
            vat_on_debits: self.vat_on_debits,
            accounts: read_accounts(&iban, &self.accounts)?,
            iban,
            bic: identifiers::bic("bic", &self.bic)?,
            ways: read_ways(&self.ways)?,
            payment_link: read_link(&self.payment_link)?,
            electronic_address,
            capital: read_capital(&self.capital)?,
            variable_capital: self.variable_capital,
            registry,
            insurance: input::line("insurance", &self.insurance, 400)?,
            activity: self.activity,
            mediator: input::line("mediator", &self.mediator, 400)?,
            accent: accent.to_lowercase(),
            layout: self.layout,
            confirmed: confirmable(&self.confirmed),
        };
        if self.legal_form.says_capital() && read.capital.is_empty() {
            return Err(Refusal::at(
                "capital",
                "Indiquez le capital social : une société doit l’imprimer (C. com. R123-238).",
            ));
        }
        if self.legal_form.says_registry() && read.registry.is_empty() {
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
        let form = self.form();
        if form.is_empty() || names(&self.name, self.legal_form, form) {
            self.name.clone()
        } else {
            format!("{} {form}", self.name)
        }
    }

    /// The form as it is written; empty where none is.
    fn form(&self) -> &str {
        match self.legal_form.short() {
            "" if self.legal_form == LegalForm::Other => &self.form_name,
            short => short,
        }
    }

    /// « EURL au capital de 1 000 € · 732 829 320 RCS Rennes »; empty where there is nothing to say.
    #[must_use]
    pub fn company_line(&self, language: Language) -> String {
        let has_capital = !self.legal_form.is_sole_trader() && self.legal_form != LegalForm::Association;
        let capital = if has_capital {
            capital_line(language, self.form(), &self.capital, self.variable_capital)
        } else {
            String::new()
        };
        let registry = registry_line(self.legal_form, self.siren(), &self.registry);
        let said: Vec<String> = [capital, registry].into_iter().filter(|part| !part.is_empty()).collect();
        said.join(" · ")
    }

    #[must_use]
    pub fn siren(&self) -> &str {
        self.siret.get(..9).unwrap_or(&self.siret)
    }

    /// Where the mail and calls of somebody abroad go: the country is said, and telephones with their prefix.
    #[must_use]
    pub fn reached(&self, abroad: bool) -> (Address, String) {
        if !abroad {
            return (self.address.clone(), self.phone.clone());
        }
        let mut address = self.address.clone();
        if address.country.is_empty() {
            "France".clone_into(&mut address.country);
        }
        (address, international(&self.phone))
    }

    /// Printed under the name: address, identifiers, VAT number, how to reach them.
    #[must_use]
    pub fn lines(&self, language: Language, abroad: bool) -> Vec<String> {
        let mut lines = vec![self.full_name()];
        if self.brand_or_name() != self.full_name() && !self.brand.is_empty() {
            lines[0] = format!("{} ({})", self.full_name(), self.brand);
        }
        let (address, phone) = self.reached(abroad);
        lines.push(address.lines().join(", "));
        let mut ids = format!("SIRET {}", identifiers::grouped(&self.siret));
        if !self.ape.is_empty() {
            ids.push_str(&format!(" · APE {}", self.ape));
        }
        lines.push(ids);
        let company = self.company_line(language);
        if !company.is_empty() {
            lines.push(company);
        }
        if !self.vat_number.is_empty() {
            lines.push(say!(language, "TVA {number}", number = identifiers::grouped_vat(&self.vat_number)));
        }
        let reach: Vec<&str> =
            [self.email.as_str(), phone.as_str()].into_iter().filter(|s| !s.is_empty()).collect();
        if !reach.is_empty() {
            lines.push(reach.join(" · "));
        }
        lines
    }

    /// As papers to that buyer print it, with the account on which they pay. Without VAT no number is printed, but to a firm of the Union that pays it
    /// in its own country.
    #[must_use]
    pub fn printed_to(mut self, buyer: &ClientCard) -> Identity {
        let abroad = place::numbered_in(&buyer.vat_number).is_some_and(|code| code != "FR");
        if self.vat_regime == VatRegime::Franchise && !(abroad && buyer.kind.is_professional()) {
            self.vat_number.clear();
        }
        self.vat_since.clear();
        if let Some(account) = self.accounts.iter().find(|account| account.iban == buyer.pays_to) {
            self.iban.clone_from(&account.iban);
            self.bic.clone_from(&account.bic);
        }
        self.accounts.clear();
        self
    }

    /// What stands beside the logo.
    #[must_use]
    pub fn brand_or_name(&self) -> String {
        if self.brand.is_empty() { self.full_name() } else { self.brand.clone() }
    }
}

/// « 02 99 00 00 00 » as it is dialled from abroad: « +33 2 99 00 00 00 »; as it is where it bears a prefix or is none
/// of ours.
#[must_use]
pub fn international(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let known = phone
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')'));
    let Some(own) = digits.strip_prefix('0').filter(|own| known && own.len() == 9 && !own.starts_with('0'))
    else {
        return phone.to_owned();
    };
    // Overseas departments have their own, before the same nine digits.
    let prefix = match own.get(..3).unwrap_or_default() {
        "262" | "263" | "269" | "692" | "693" | "639" => "262",
        "590" | "690" | "691" => "590",
        "594" | "694" => "594",
        "596" | "696" | "697" => "596",
        _ => "33",
    };
    let (first, pairs) = own.split_at(1);
    let pairs: Vec<&str> = (0..4).filter_map(|at| pairs.get(at * 2..at * 2 + 2)).collect();
    format!("+{prefix} {first} {}", pairs.join(" "))
}

/// RGB of `#rrggbb`.
#[must_use]
pub fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
    let part = |i: usize| u8::from_str_radix(digits.get(i..i + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// What stands on every paper.
fn complete(address: &Address) -> Result<(), Refusal> {
    for (field, value, message) in [
        ("address.street", &address.street, "Indiquez votre rue : elle figure sur chaque facture."),
        ("address.postcode", &address.postcode, "Indiquez votre code postal."),
        ("address.city", &address.city, "Indiquez votre ville."),
    ] {
        if value.is_empty() {
            return Err(Refusal::at(field, message));
        }
    }
    Ok(())
}
