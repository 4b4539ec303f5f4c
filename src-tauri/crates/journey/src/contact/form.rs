//! Legal forms: what each must say of itself on papers (C. com. R123-237 and R123-238, L231-3, R526-27).

use crate::language::Language;
use crate::say;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;
use values::{identifiers, input, words};

/// Legal form of the freelancer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LegalForm {
    /// « Micro-entrepreneur », a sole trader: papers say « EI » (C. com. L526-22, R526-27).
    Micro,
    /// « Entreprise individuelle » outside the micro scheme: papers say « EI » too.
    Ei,
    Eurl,
    Sarl,
    Sasu,
    Sas,
    Sa,
    Snc,
    Selarl,
    Selas,
    Scp,
    Scm,
    Sci,
    Scop,
    Association,
    /// Any other, a foreign one included: as it is typed.
    Other,
}

impl LegalForm {
    #[must_use]
    pub fn is_sole_trader(self) -> bool {
        matches!(self, LegalForm::Micro | LegalForm::Ei)
    }

    /// As printed after the name; nothing where the name says it all.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            LegalForm::Micro | LegalForm::Ei => "EI",
            LegalForm::Eurl => "EURL",
            LegalForm::Sarl => "SARL",
            LegalForm::Sasu => "SASU",
            LegalForm::Sas => "SAS",
            LegalForm::Sa => "SA",
            LegalForm::Snc => "SNC",
            LegalForm::Selarl => "SELARL",
            LegalForm::Selas => "SELAS",
            LegalForm::Scp => "SCP",
            LegalForm::Scm => "SCM",
            LegalForm::Sci => "SCI",
            LegalForm::Scop => "SCOP",
            LegalForm::Association | LegalForm::Other => "",
        }
    }

    /// Other words by which a name says this form already: « Durand SARL » is an EURL's full name too.
    #[must_use]
    pub fn said_by(self) -> &'static [&'static str] {
        match self {
            LegalForm::Micro | LegalForm::Ei => &["EI", "E.I.", "ENTREPRENEUR INDIVIDUEL"],
            LegalForm::Eurl | LegalForm::Sarl => {
                &["EURL", "SARL", "S.A.R.L.", "E.U.R.L.", "SOCIÉTÉ À RESPONSABILITÉ LIMITÉE"]
            }
            LegalForm::Sasu | LegalForm::Sas => {
                &["SASU", "SAS", "S.A.S.", "S.A.S.U.", "SOCIÉTÉ PAR ACTIONS SIMPLIFIÉE"]
            }
            LegalForm::Sa => &["SA", "S.A.", "SOCIÉTÉ ANONYME"],
            LegalForm::Snc => &["SNC", "S.N.C.", "SOCIÉTÉ EN NOM COLLECTIF"],
            LegalForm::Selarl => &["SELARL", "SELARLU", "SELURL"],
            LegalForm::Selas => &["SELAS", "SELASU"],
            LegalForm::Scp => &["SCP", "S.C.P.", "SOCIÉTÉ CIVILE PROFESSIONNELLE"],
            LegalForm::Scm => &["SCM", "S.C.M.", "SOCIÉTÉ CIVILE DE MOYENS"],
            LegalForm::Sci => &["SCI", "S.C.I.", "SOCIÉTÉ CIVILE IMMOBILIÈRE"],
            LegalForm::Scop => &["SCOP", "SCOP SARL", "SCOP SA"],
            LegalForm::Association | LegalForm::Other => &[],
        }
    }

    /// Must papers say a capital? Not where partners answer for all debts, nor where there is none.
    #[must_use]
    pub fn says_capital(self) -> bool {
        match self {
            LegalForm::Eurl
            | LegalForm::Sarl
            | LegalForm::Sasu
            | LegalForm::Sas
            | LegalForm::Sa
            | LegalForm::Selarl
            | LegalForm::Selas
            | LegalForm::Scp
            | LegalForm::Scm
            | LegalForm::Sci
            | LegalForm::Scop => true,
            LegalForm::Micro | LegalForm::Ei | LegalForm::Snc | LegalForm::Association | LegalForm::Other => {
                false
            }
        }
    }

    /// Must papers say a registry? Companies are in the RCS; a sole trader or an association may be in one.
    #[must_use]
    pub fn says_registry(self) -> bool {
        self.says_capital() || self == LegalForm::Snc
    }
}

/// A capital as typed: an amount in euros above zero, or another currency in words.
///
/// # Errors
/// At `capital`: an amount that is none, or nothing above zero.
pub fn read_capital(typed: &str) -> Result<String, Refusal> {
    let typed = input::code("capital", typed, 40)?;
    let refused = || Refusal::at("capital", "Un capital est un montant au-dessus de zéro : 1 000 €.");
    match euros(&typed) {
        Some(amount) if amount.0 <= 0 => Err(refused()),
        Some(_) => Ok(typed),
        None if typed.is_empty() || typed.chars().any(char::is_alphabetic) => Ok(typed),
        None => Err(input::amount("capital", &typed).err().unwrap_or_else(refused)),
    }
}

/// The amount of a capital typed in euros; none for another currency or for words.
fn euros(typed: &str) -> Option<Cents> {
    let lower = typed.trim().to_lowercase();
    let figures = ["euros", "euro", "eur", "€"].iter().find_map(|unit| lower.strip_suffix(unit));
    let figures = figures.unwrap_or(&lower).trim();
    if figures.is_empty() { None } else { input::amount("capital", figures).ok() }
}

/// « EURL au capital de 1 000 € », « SAS à capital variable au capital de 1 000 € »; nothing without one.
#[must_use]
pub fn capital_line(language: Language, form: &str, capital: &str, variable: bool) -> String {
    let amount = match euros(capital) {
        Some(amount) => language.whole_euros(amount),
        None => capital.trim().to_owned(),
    };
    let said = match (amount.is_empty(), variable) {
        (true, false) => String::new(),
        (true, true) => say!(language, "{form} à capital variable", form = form),
        (false, false) => say!(language, "{form} au capital de {capital}", form = form, capital = amount),
        (false, true) => {
            say!(language, "{form} à capital variable au capital de {capital}", form = form, capital = amount)
        }
    };
    words::capital(said.trim())
}

/// Does a name say its form already? « Durand SARL » needs no « EURL », nor « Cabinet Selarl Martin » another.
#[must_use]
pub fn names(name: &str, form: LegalForm, typed: &str) -> bool {
    let upper = name.to_uppercase();
    let word = |said: &str| {
        name.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '–' | '—')).any(|word| {
            // « sa » in small letters is a word like any other; « sarl » is none.
            word.to_uppercase() == said.to_uppercase() && (word.len() > 3 || word != word.to_lowercase())
        })
    };
    let says =
        |said: &str| if said.contains(' ') { upper.contains(&said.to_uppercase()) } else { word(said) };
    form.said_by().iter().any(|said| says(said)) || (!typed.is_empty() && says(typed))
}

/// A registry as typed.
///
/// # Errors
/// At `registry`: another number than the establishment's own.
pub fn read_registry(form: LegalForm, siren: &str, typed: &str) -> Result<String, Refusal> {
    let typed = input::line("registry", typed, input::NAME)?;
    let (_, digits) = apart(&typed);
    if form != LegalForm::Other && digits.len() == 9 && digits != siren {
        return Err(Refusal::at(
            "registry",
            "Ce numéro n’est pas celui de votre SIRET : corrigez l’un des deux, ou n’écrivez que le registre.",
        ));
    }
    Ok(typed)
}

/// Words, and the figures of all numbers that stand alone.
fn apart(typed: &str) -> (Vec<String>, String) {
    let parts = typed.split([' ', '\u{a0}', '\u{202f}', ',', ';']).filter(|word| !word.is_empty());
    let (numbers, words): (Vec<&str>, Vec<&str>) =
        parts.partition(|word| word.chars().all(|c| c.is_ascii_digit()));
    (words.into_iter().map(str::to_owned).collect(), numbers.concat())
}

/// « 732 829 320 RCS Rennes »: the number, then the registry and its town, in whatever order they were typed. What is
/// no French registry stands as it was typed.
#[must_use]
pub fn registry_line(form: LegalForm, siren: &str, typed: &str) -> String {
    let (mut said, digits) = apart(typed);
    let first = said.first().map(|word| word.replace('.', "").to_uppercase()).unwrap_or_default();
    if matches!(first.as_str(), "RCS" | "RNE" | "RM" | "RSAC") {
        said[0] = first;
    } else if form.says_registry() && !said.is_empty() {
        // A town alone is that of the court whose registry it is.
        said.insert(0, "RCS".to_owned());
    } else {
        return typed.trim().to_owned();
    }
    if said.get(1).is_some_and(|word| word == "de") {
        said.remove(1);
    }
    if digits.len() < 9 && !digits.is_empty() {
        // « RM 35 »: the department stays beside its register.
        said.insert(1, digits);
    } else if said.len() > 2 && said.last().is_some_and(|word| word.len() == 1) {
        // « RCS Rennes B 732 829 320 »: the letter told the kind of company until 2007.
        said.pop();
    }
    format!("{} {}", identifiers::grouped(siren), said.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registry_reads_as_the_law_writes_it() {
        let said = |form, typed| registry_line(form, "732829320", typed).replace('\u{a0}', " ");
        for typed in [
            "RCS Rennes",
            "R.C.S. Rennes",
            "rcs Rennes",
            "Rennes",
            "RCS de Rennes",
            "732 829 320 RCS Rennes",
            "RCS Rennes 732 829 320",
            "RCS Rennes B 732 829 320",
            "RCS Rennes 732829320",
        ] {
            assert_eq!(said(LegalForm::Eurl, typed), "732 829 320 RCS Rennes", "{typed}");
        }
        for (form, typed, line) in [
            (LegalForm::Ei, "RNE", "732 829 320 RNE"),
            (LegalForm::Ei, "RM 35", "732 829 320 RM 35"),
            (LegalForm::Micro, "RCS Saint-Brieuc", "732 829 320 RCS Saint-Brieuc"),
            (LegalForm::Other, "HRB 12345 Amtsgericht Berlin", "HRB 12345 Amtsgericht Berlin"),
            (LegalForm::Association, "RNA W353001234", "RNA W353001234"),
            (LegalForm::Ei, "", ""),
            (LegalForm::Sas, "RENNES", "732 829 320 RCS RENNES"),
            (LegalForm::Sas, "RCS Aix-en-Provence", "732 829 320 RCS Aix-en-Provence"),
        ] {
            assert_eq!(said(form, typed), line, "{typed}");
        }
        let other = read_registry(LegalForm::Eurl, "732829320", "552 100 554 RCS Rennes");
        assert_eq!(other.unwrap_err().field.as_deref(), Some("registry"));
    }

    #[test]
    fn a_name_that_says_its_form_is_not_told_again() {
        for (name, form, typed) in [
            ("Atelier Durand SARL", LegalForm::Eurl, ""),
            ("SARL Durand et sa fille", LegalForm::Eurl, ""),
            ("Durand (E.I.)", LegalForm::Ei, ""),
            ("Camille Durand, entrepreneur individuel", LegalForm::Micro, ""),
            ("Sarl Durand", LegalForm::Sarl, ""),
            ("Durand gmbh", LegalForm::Other, "GmbH"),
            ("SCOP Armor", LegalForm::Scop, ""),
        ] {
            assert!(names(name, form, typed), "{name}");
        }
        for (name, form) in
            [("Camille et sa fille", LegalForm::Sa), ("Durand", LegalForm::Eurl), ("Eilean", LegalForm::Ei)]
        {
            assert!(!names(name, form, ""), "{name}");
        }
    }

    #[test]
    fn a_capital_is_said_with_its_form() {
        use Language::{English, French};
        let said = |language, form, capital, variable| {
            capital_line(language, form, capital, variable).replace(['\u{a0}', '\u{202f}'], " ")
        };
        for typed in ["1 000 €", "1000", "1000 euros", "1 000,00 EUR"] {
            assert_eq!(said(French, "EURL", typed, false), "EURL au capital de 1 000 €", "{typed}");
        }
        assert_eq!(said(French, "SA", "37 000,50", false), "SA au capital de 37 000,50 €");
        assert_eq!(said(French, "SAS", "1 000", true), "SAS à capital variable au capital de 1 000 €");
        assert_eq!(said(French, "SCIC", "", true), "SCIC à capital variable");
        assert_eq!(said(English, "EURL", "1 000", false), "EURL with share capital of €1,000");
        assert_eq!(said(French, "GmbH", "25 000 CHF", false), "GmbH au capital de 25 000 CHF");
        assert_eq!(said(French, "SNC", "", false), "");
        assert!(read_capital("0").is_err());
        assert!(read_capital("-5").is_err());
        assert_eq!(read_capital("100 000 CHF").unwrap(), "100 000 CHF");
    }
}
