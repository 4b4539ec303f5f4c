//! A document that was read: its elements, its terms, and what it says it follows.

use crate::told::{Group, Syntax, sort};
use crate::xml::{Tree, read};
use values::refusal::{Code, Refusal};

/// What the invoice says it holds (BT-24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Factur-X MINIMUM: no lines and no VAT by rate; no whole invoice.
    Minimum,
    /// Factur-X BASIC WL: no lines.
    BasicWl,
    Basic,
    /// The whole norm: Factur-X EN 16931, ZUGFeRD COMFORT, or the norm alone.
    En16931,
    /// More than the norm.
    Extended,
    /// German, Peppol or another specification on top of the norm.
    Other,
}

impl Profile {
    /// By the identifier of BT-24, as Factur-X, ZUGFeRD 2 and the French reform write it.
    #[must_use]
    pub fn of(specification: &str) -> Profile {
        let text = specification.trim().to_ascii_lowercase();
        let ends = |names: &[&str]| names.iter().any(|name| text.ends_with(name));
        if ends(&[":minimum"]) {
            Profile::Minimum
        } else if ends(&[":basicwl", ":basic-wl"]) {
            Profile::BasicWl
        } else if ends(&[":basic"]) {
            Profile::Basic
        } else if ends(&[":extended", ":extended-ctc-fr"]) {
            Profile::Extended
        } else if ends(&["urn:cen.eu:en16931:2017", ":en16931", ":comfort", ":en16931-ctc-fr"]) {
            Profile::En16931
        } else {
            Profile::Other
        }
    }

    /// As Factur-X names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Profile::Minimum => "MINIMUM",
            Profile::BasicWl => "BASIC WL",
            Profile::Basic => "BASIC",
            Profile::En16931 => "EN 16931",
            Profile::Extended => "EXTENDED",
            Profile::Other => "AUTRE",
        }
    }

    #[must_use]
    pub fn has_lines(self) -> bool {
        match self {
            Profile::Minimum | Profile::BasicWl => false,
            Profile::Basic | Profile::En16931 | Profile::Extended | Profile::Other => true,
        }
    }
}

/// An invoice as it was read, right or wrong.
#[derive(Debug)]
pub struct Document {
    pub tree: Tree,
    pub syntax: Syntax,
    pub told: Group,
    pub profile: Profile,
}

impl Document {
    /// Refuses what is no XML, and what is XML but no invoice.
    pub fn read(bytes: &[u8]) -> Result<Document, Refusal> {
        let tree = read(bytes)?;
        let root = tree.root();
        let syntax = match (root.name.as_str(), root.space.as_str()) {
            ("CrossIndustryInvoice", "rsm") => Syntax::Cii,
            ("Invoice" | "CreditNote", "ubl") => Syntax::Ubl,
            (name, _) => {
                let old = name.ends_with("CrossIndustryDocument");
                let text = if old {
                    "Cette facture est écrite en ZUGFeRD 1, un format d’avant la norme EN 16931. Demandez-la en Factur-X."
                        .to_owned()
                } else {
                    format!(
                        "Ce fichier XML n’est pas une facture : il commence par « {} », et non par une facture CII ou UBL.",
                        values::refusal::shown(name.rsplit('}').next().unwrap_or(name))
                    )
                };
                return Err(Refusal::new(Code::Invalid, text));
            }
        };
        let Some(told) = sort(&tree, syntax) else {
            let text = "Ce fichier ne peut pas être lu : il répète ses mentions bien plus qu’aucune facture.";
            return Err(Refusal::new(Code::Invalid, text));
        };
        let profile = Profile::of(told.text("BT-24").unwrap_or_default());
        Ok(Document { tree, syntax, told, profile })
    }

    /// « CII » or « UBL ».
    #[must_use]
    pub fn format(&self) -> &'static str {
        match self.syntax {
            Syntax::Cii => "CII",
            Syntax::Ubl => "UBL",
        }
    }
}
