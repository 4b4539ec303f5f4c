//! Who sells to whom and where, and what that says of VAT for goods and for services.

use crate::activity::Nature;
use crate::contact::card::{ClientCard, ClientKind};
use crate::contact::identity::Identity;
use crate::contact::place::{self, Territory, Zone};
use crate::law::{Law, LegalFigure};
use crate::vat::VatRegime;
use chrono::NaiveDate;
use values::money::{BasisPoints, Cents};
use values::words::euros;

/// The reason kept with a line that bears no VAT because its seller does not charge any.
pub const FRANCHISE: &str = "franchise";

/// Who sells to whom, on the day that decides.
#[derive(Clone, Debug)]
pub struct Sale<'a> {
    pub day: NaiveDate,
    pub law: &'a Law,
    pub regime: VatRegime,
    pub(super) on_debits: bool,
    pub(super) has_number: bool,
    seller: Zone,
    pub(super) kind: ClientKind,
    vat_number: &'a str,
    pub(super) buyer: Zone,
    /// Where goods go.
    pub(super) delivered: Zone,
}

/// What holds for one nature between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Rates that may be charged, the standard one first.
    pub rates: Vec<BasisPoints>,
    /// The rate of a new line.
    pub usual: BasisPoints,
    /// The reason of a zero that the parties give by themselves.
    pub zero: Option<&'static str>,
    /// French VAT is charged only for a reason.
    pub asked: bool,
    /// Why, in one sentence.
    pub sentence: String,
}

impl<'a> Sale<'a> {
    /// A seller that is not known yet is liable, in metropolitan France.
    #[must_use]
    pub fn of(day: NaiveDate, law: &'a Law, seller: Option<&Identity>, buyer: &'a ClientCard) -> Sale<'a> {
        let elsewhere = !buyer.delivery_address.lines().is_empty();
        Sale {
            day,
            law,
            regime: seller.map_or(VatRegime::Liable, |s| s.vat_regime),
            on_debits: seller.is_some_and(|s| s.vat_on_debits),
            has_number: seller.is_none_or(|s| !s.vat_number.is_empty()),
            seller: seller.map_or(Zone::France(Territory::Metropolis), |s| place::zone(&s.address, day)),
            kind: buyer.kind,
            vat_number: &buyer.vat_number,
            delivered: if elsewhere {
                place::zone_of_goods(&buyer.delivery_address, day)
            } else {
                place::goods_of_client(buyer, day)
            },
            buyer: place::of_client(buyer, day),
        }
    }

    /// What holds for an operation of that nature.
    #[must_use]
    pub fn of_nature(&self, nature: Nature) -> Situation {
        let (here, whole) = match &self.seller {
            Zone::France(territory) => (*territory, true),
            // A collectivity outside the territory of VAT, or a seller abroad.
            Zone::Union(_) | Zone::Beyond(_) | Zone::Unknown(_) => (Territory::Metropolis, false),
        };
        let situation = match nature {
            Nature::Disbursement => settled(
                "",
                "Un débours n’est ni taxé ni compté dans votre chiffre d’affaires (CGI art. 267 II-2°)."
                    .to_owned(),
            ),
            Nature::Service | Nature::Goods if !whole => settled(
                "collectivity",
                "Vous vendez depuis un territoire hors du champ de la TVA française.".to_owned(),
            ),
            Nature::Service => self.service(here),
            Nature::Goods => self.goods(here),
        };
        if self.regime == VatRegime::Franchise && nature != Nature::Disbursement {
            return Sale::in_franchise(situation);
        }
        situation
    }

    /// In franchise nothing is charged; a service to a firm abroad is outside the franchise (CGI art. 293 B applies to
    /// operations located in France).
    fn in_franchise(situation: Situation) -> Situation {
        match situation.zero {
            Some("reverse_charge" | "outside_eu" | "guyane_mayotte" | "collectivity") => {
                Situation { rates: Vec::new(), usual: BasisPoints(0), asked: false, ..situation }
            }
            Some(_) | None => settled(
                FRANCHISE,
                "Vous êtes en franchise : vous ne facturez pas la TVA (CGI art. 293 B).".to_owned(),
            ),
        }
    }

    pub(super) fn is_firm(&self) -> bool {
        match self.kind {
            ClientKind::Company | ClientKind::SoleTrader | ClientKind::PublicBody => true,
            // A body that is taxed on nothing shows no number: a service is then taxed where the seller is (CGI art. 259, 2°).
            ClientKind::Association => !self.vat_number.is_empty(),
            ClientKind::Person => false,
        }
    }

    /// Does the buyer show a number of that country of the Union?
    fn is_numbered(&self) -> bool {
        place::numbered_in(self.vat_number).is_some_and(|code| code != "FR")
    }

    /// The same for goods: Northern Ireland gives numbers of its own, in XI.
    fn is_numbered_for_goods(&self, code: &str) -> bool {
        if code == "GB" { self.vat_number.starts_with("XI") } else { self.is_numbered() }
    }

    fn service(&self, here: Territory) -> Situation {
        match &self.buyer {
            Zone::France(there) => self.service_in_france(here, *there),
            Zone::Union(code) if self.is_firm() && self.is_numbered() => exempt(
                self.rates(here),
                "reverse_charge",
                format!(
                    "Service à une entreprise de l’Union ({}) : elle paie la TVA chez elle, vous facturez 0 % (autoliquidation, CGI art. 259-1° et 283-2).",
                    place::country_name(code)
                ),
            ),
            Zone::Union(code) if self.is_firm() => taxed(
                self.rates(here),
                format!(
                    "{} : sans son numéro de TVA, cette entreprise est facturée avec la TVA française. Indiquez-le sur sa fiche pour l’autoliquidation.",
                    place::country_name(code)
                ),
            ),
            Zone::Beyond(code) if self.is_firm() => exempt(
                self.rates(here),
                "outside_eu",
                format!(
                    "Service à une entreprise {} : il n’est pas situé en France, vous facturez 0 % (CGI art. 259-1°).",
                    place::beyond(code)
                ),
            ),
            Zone::Union(code) | Zone::Beyond(code) => taxed(
                self.rates(here),
                format!(
                    "Service à un particulier ({}) : il se taxe en France, où vous êtes (CGI art. 259-2°).",
                    place::country_name(code)
                ),
            ),
            Zone::Unknown(name) => self.unknown(here, name),
        }
    }

    /// A service to a firm is taxed where it is established, to a private person where the seller is (CGI art. 259).
    fn service_in_france(&self, here: Territory, there: Territory) -> Situation {
        let place = if self.is_firm() { there } else { here };
        if !place.has_vat() {
            let rates = if here == place { Vec::new() } else { self.rates(here) };
            let sentence = format!("La TVA ne s’applique pas {} (CGI art. 294-1).", place.french());
            return Situation {
                rates,
                usual: BasisPoints(0),
                zero: Some("guyane_mayotte"),
                asked: false,
                sentence,
            };
        }
        let mut rates = self.rates(place);
        // Some services are taxed where they are carried out.
        let carried_out = self.rates(here);
        rates.extend(carried_out.into_iter().filter(|rate| !rates.contains(rate)).collect::<Vec<_>>());
        let sentence = if place.rates() == here.rates() {
            format!("Opération en France, {} : la TVA s’ajoute à vos prix.", place.french())
        } else {
            format!(
                "Service à une entreprise établie {} : les taux de ce territoire s’appliquent (CGI art. 259-1°).",
                place.french()
            )
        };
        // A seller where there is no VAT may still sell there what a firm elsewhere buys.
        let zero = (!here.has_vat()).then_some("guyane_mayotte");
        Situation { usual: first(&rates), rates, zero, asked: false, sentence }
    }

    fn goods(&self, here: Territory) -> Situation {
        match &self.delivered {
            Zone::France(there) if !here.has_vat() && here.is_one_with(*there) => settled(
                "guyane_mayotte",
                format!("La TVA ne s’applique pas {} (CGI art. 294-1).", here.french()),
            ),
            Zone::France(there) if here.is_one_with(*there) => {
                let mut rates = self.rates(*there);
                rates.extend(
                    self.rates(here).into_iter().filter(|rate| !rates.contains(rate)).collect::<Vec<_>>(),
                );
                taxed(
                    rates,
                    "Livraison de biens en France : la TVA est due à la livraison (CGI art. 269-2 a)."
                        .to_owned(),
                )
            }
            Zone::France(there) => Situation {
                rates: self.rates(here),
                usual: BasisPoints(0),
                zero: Some("overseas_export"),
                asked: false,
                sentence: format!(
                    "Biens expédiés {} : c’est une exportation pour la TVA, à 0 % (CGI art. 294-2).",
                    there.french()
                ),
            },
            // Overseas departments are no part of the Union’s territory of VAT: what leaves them is exported.
            Zone::Union(_) if !here.has_vat() => settled(
                "guyane_mayotte",
                format!("La TVA ne s’applique pas {} (CGI art. 294-1).", here.french()),
            ),
            Zone::Union(code) if !here.is_one_with(Territory::Metropolis) => Situation {
                rates: self.rates(here),
                usual: BasisPoints(0),
                zero: Some("overseas_export"),
                asked: false,
                sentence: format!(
                    "Biens expédiés d’un département d’outre-mer vers un autre pays de l’Union ({}) : c’est une exportation pour la TVA, à 0 % (CGI art. 294-2).",
                    place::country_name(code)
                ),
            },
            Zone::Union(code) if self.is_firm() && self.is_numbered_for_goods(code) => exempt(
                self.rates(here),
                "intra_eu",
                format!(
                    "Biens livrés à une entreprise de l’Union ({}) : livraison intracommunautaire, à 0 % (CGI art. 262 ter I).",
                    place::country_name(code)
                ),
            ),
            Zone::Union(code) => taxed(
                self.rates(here),
                format!(
                    "Biens livrés {} ({}) : TVA française, jusqu’à {} par an de ventes à distance (CGI art. 258 A et 259 D).",
                    if self.is_firm() {
                        "à une entreprise sans numéro de TVA"
                    } else {
                        "à un particulier de l’Union"
                    },
                    place::country_name(code),
                    self.distance_threshold()
                ),
            ),
            Zone::Beyond(code) => Situation {
                rates: self.rates(here),
                usual: BasisPoints(0),
                zero: Some("export"),
                asked: self.is_firm(),
                sentence: format!(
                    "Biens expédiés {} : exportation, à 0 % (CGI art. 262 I).",
                    place::beyond(code)
                ),
            },
            Zone::Unknown(name) => self.unknown(here, name),
        }
    }

    fn unknown(&self, here: Territory, name: &str) -> Situation {
        taxed(
            self.rates(here),
            format!(
                "Le pays « {name} » n’est pas reconnu : écrivez-le en toutes lettres sur la fiche du client, la TVA en dépend."
            ),
        )
    }

    /// « 10 000,00 € », as the law of the day has it.
    pub(super) fn distance_threshold(&self) -> String {
        self.law
            .figure(LegalFigure::DistanceSales, self.day)
            .map_or_else(|| "un seuil à vérifier".to_owned(), |(cents, _)| euros(Cents(cents)))
    }

    pub(super) fn rates(&self, territory: Territory) -> Vec<BasisPoints> {
        self.law.rates(territory.rates(), self.day)
    }
}

fn settled(zero: &'static str, sentence: String) -> Situation {
    Situation { rates: Vec::new(), usual: BasisPoints(0), zero: Some(zero), asked: false, sentence }
}

fn taxed(rates: Vec<BasisPoints>, sentence: String) -> Situation {
    Situation { usual: first(&rates), rates, zero: None, asked: false, sentence }
}

fn exempt(rates: Vec<BasisPoints>, zero: &'static str, sentence: String) -> Situation {
    Situation { rates, usual: BasisPoints(0), zero: Some(zero), asked: true, sentence }
}

fn first(rates: &[BasisPoints]) -> BasisPoints {
    rates.first().copied().unwrap_or(BasisPoints(0))
}
