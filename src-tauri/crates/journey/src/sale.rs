//! The one place that works out VAT: who sells, who buys, what and where, and by that the rates, the words and the day
//! on which it falls due.
//!
//! Invariant: no rate of zero without its reason, and no French VAT to a firm abroad that nobody asked for.

mod abroad;
pub mod category;
pub mod due;
pub mod situation;
pub mod told;
mod words;

pub use category::{Category, category};
pub use due::{Due, due, falls_due};
pub use situation::{FRANCHISE, Sale, Situation};
pub use words::words_of;

use crate::activity::Nature;
use crate::contact::place::{Territory, Zone};
use crate::law::VatReason;
use crate::vat::VatRegime;
use values::input;
use values::money::BasisPoints;
use values::refusal::Refusal;
use values::words::percent;

const MARGIN: &str = "margin";

const SUBCONTRACTING: &str = "subcontracting";

/// A line's VAT that holds: its rate, its reason, and what is doubtful about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub rate: BasisPoints,
    pub reason: String,
    pub doubt: Option<String>,
}

impl Sale<'_> {
    /// Reasons that one may choose for an operation of that nature.
    #[must_use]
    pub fn reasons(&self, nature: Nature) -> Vec<VatReason> {
        let word = match nature {
            Nature::Service | Nature::Disbursement => "service",
            Nature::Goods => "goods",
        };
        let mut reasons = self.law.reasons(self.day);
        reasons.retain(|reason| (reason.nature == "both" || reason.nature == word) && reason.code != MARGIN);
        reasons
    }

    /// Does that rate, for that reason, hold for an operation of that nature?
    ///
    /// # Errors
    /// A sentence at `vat_rate` or `vat_reason`.
    pub fn judge(&self, nature: Nature, rate: BasisPoints, reason: &str) -> Result<Judged, Refusal> {
        if nature == Nature::Disbursement {
            return Ok(Judged { rate: BasisPoints(0), reason: String::new(), doubt: None });
        }
        let situation = self.of_nature(nature);
        let typed = input::line("vat_reason", reason, input::SHORT)?;
        let chosen = self.chosen(nature, &typed)?;
        if self.regime == VatRegime::Franchise {
            return Ok(self.without_vat(situation, typed, chosen));
        }
        if rate.0 == 0 {
            return self.zero(situation, typed, chosen);
        }
        if !situation.rates.contains(&rate) {
            let message = if situation.rates.is_empty() {
                format!("{} Mettez 0 %.", situation.sentence)
            } else {
                "Ce taux de TVA n’est pas en vigueur : choisissez-en un dans la liste.".to_owned()
            };
            return Err(Refusal::at("vat_rate", message));
        }
        self.charged(&situation, rate, typed, chosen)
    }

    /// A reason of the table, as chosen; none for one's own words.
    fn chosen(&self, nature: Nature, typed: &str) -> Result<Option<VatReason>, Refusal> {
        if typed.is_empty() {
            return Ok(None);
        }
        self.fits(typed)?;
        let known = self.law.reason(typed, self.day);
        if let Some(reason) = &known
            && self.reasons(nature).iter().all(|one| one.code != reason.code)
        {
            let what = if nature == Nature::Goods { "des biens" } else { "une prestation" };
            return Err(Refusal::at(
                "vat_reason",
                format!("« {} » ne vaut pas pour {what} : choisissez un autre motif.", reason.label),
            ));
        }
        // One's own words say something: an article, at least a few words.
        let said = typed.chars().filter(|c| c.is_alphanumeric()).count();
        if known.is_none() && typed != FRANCHISE && (said < 8 || !typed.contains(' ')) {
            return Err(Refusal::at(
                "vat_reason",
                "Choisissez un motif dans la liste, ou écrivez-le avec son article : il est imprimé.",
            ));
        }
        Ok(known)
    }

    /// Does that reason hold between these parties?
    fn fits(&self, reason: &str) -> Result<(), Refusal> {
        let why = match reason {
            MARGIN => {
                "La TVA sur la marge (biens d’occasion, CGI art. 297 A) se calcule sur votre prix d’achat, que Parcours ne tient pas : facturez ces ventes avec un logiciel qui le fait, ou renoncez à ce régime pour elles et choisissez un taux."
            }
            SUBCONTRACTING if self.regime == VatRegime::Franchise => {
                "En franchise, vous ne facturez pas de TVA : l’autoliquidation du bâtiment ne vous concerne pas (CGI art. 293 B). Laissez le motif vide."
            }
            SUBCONTRACTING if !self.is_firm() => {
                "L’autoliquidation du bâtiment demande un donneur d’ordre assujetti, dont vous êtes le sous-traitant (CGI art. 283-2 nonies) : ce client est facturé avec la TVA."
            }
            "intangible" if self.is_firm() || matches!(self.buyer, Zone::France(_) | Zone::Union(_)) => {
                "L’article 259 B ne vaut que pour un client non assujetti établi hors de l’Union : choisissez un autre motif."
            }
            _ => return Ok(()),
        };
        Err(Refusal::at("vat_reason", why))
    }

    /// In franchise: the article chosen, or what the parties say.
    fn without_vat(&self, situation: Situation, typed: String, chosen: Option<VatReason>) -> Judged {
        let own = !typed.is_empty() && typed != FRANCHISE && chosen.as_ref().is_none_or(|r| r.on == "zero");
        let reason = if own { typed } else { situation.zero.unwrap_or(FRANCHISE).to_owned() };
        let doubt = (reason == "reverse_charge" && !self.has_number).then(|| {
            "Même en franchise, un service à une entreprise de l’Union porte votre numéro de TVA : demandez-le à votre service des impôts et indiquez-le dans les réglages.".to_owned()
        });
        Judged { rate: BasisPoints(0), reason, doubt }
    }

    fn zero(
        &self,
        situation: Situation,
        typed: String,
        chosen: Option<VatReason>,
    ) -> Result<Judged, Refusal> {
        let held = |reason: String| Ok(Judged { rate: BasisPoints(0), reason, doubt: None });
        if typed == FRANCHISE || chosen.as_ref().is_some_and(|reason| reason.on != "zero") {
            return Err(Refusal::at(
                "vat_reason",
                "Ce motif ne vaut pas pour un taux de 0 % : choisissez-en un autre.",
            ));
        }
        let needs_number = typed == "reverse_charge" || typed == "intra_eu";
        if needs_number && situation.zero != Some(typed.as_str()) {
            return Err(Refusal::at(
                "vat_reason",
                format!(
                    "L’autoliquidation demande une entreprise d’un autre pays de l’Union et son numéro de TVA. {}",
                    situation.sentence
                ),
            ));
        }
        if !typed.is_empty() {
            return held(typed);
        }
        match situation.zero {
            Some(reason) => held(reason.to_owned()),
            None => Err(Refusal::at(
                "vat_rate",
                format!(
                    "Une ligne à 0 % dit pourquoi : choisissez un motif (article d’exonération), ou un taux. {}",
                    situation.sentence
                ),
            )),
        }
    }

    fn charged(
        &self,
        situation: &Situation,
        rate: BasisPoints,
        typed: String,
        chosen: Option<VatReason>,
    ) -> Result<Judged, Refusal> {
        // The reason of a zero explains nothing once a rate was chosen.
        let explains =
            !typed.is_empty() && typed != FRANCHISE && chosen.is_none_or(|reason| reason.on == "taxed");
        let reason = if explains { typed } else { String::new() };
        if situation.asked && reason.is_empty() {
            return Err(Refusal::at(
                "vat_rate",
                format!("{} Mettez 0 %, ou dites pourquoi la TVA française s’applique.", situation.sentence),
            ));
        }
        let foreign = situation.rates.first().is_some_and(|usual| {
            let local = self.local_rates(*usual);
            !local.is_empty() && !local.contains(&rate)
        });
        let doubtful = foreign || situation.zero.is_some() || matches!(self.buyer, Zone::Unknown(_));
        let doubtful = doubtful || (self.is_firm() && matches!(self.buyer, Zone::Union(_)));
        let doubt = (doubtful && reason.is_empty())
            .then(|| format!("{} Vérifiez {}.", situation.sentence, percent(rate)));
        Ok(Judged { rate, reason, doubt })
    }

    /// The rates of the territory whose standard one this is.
    fn local_rates(&self, usual: BasisPoints) -> Vec<BasisPoints> {
        let territories = [Territory::Metropolis, Territory::Corsica, Territory::Antilles];
        let mut local: Vec<BasisPoints> = Vec::new();
        for territory in territories {
            let rates = self.rates(territory);
            if rates.first() == Some(&usual) {
                local.extend(rates);
            }
        }
        local
    }

    /// When the VAT of an operation falls due; deposits bear theirs when they are received.
    #[must_use]
    pub fn due(&self, nature: Nature, rate: BasisPoints, is_deposit: bool) -> Due {
        due(nature, rate, self.on_debits, is_deposit)
    }
}
