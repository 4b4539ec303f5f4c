//! One situation told whole: as an electronic invoice says it, and as a person reads it.
//!
//! Invariant: what is told is what a line of an invoice between the same parties would be judged to be.

use crate::activity::Nature;
use crate::contact::card::ClientCard;
use crate::contact::identity::Identity;
use crate::language::Language;
use crate::law::Law;
use crate::law::sources::{rate_source, reason_source, wording_source};
use crate::sale::category::{Category, ShownNumbers, category, exemption_code, letter};
use crate::sale::situation::{FRANCHISE, Sale};
use crate::sale::words::words_of;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::BasisPoints;
use values::refusal::Refusal;

/// What is sold, as one asks about its VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VatThing {
    Services,
    Goods,
    /// Both, where one answer holds for both.
    Mixed,
    /// Work on a building for a main contractor (CGI art. 283-2 nonies).
    Building,
    /// Money advanced in the client’s name.
    Disbursements,
    /// Second-hand goods under the margin scheme: refused.
    Margin,
    /// An invoice that the buyer writes: refused.
    SelfBilling,
}

/// How VAT stands for one operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct VatSituation {
    /// UNTDID 5305, as its electronic invoice bears it: S, E, AE, K, G or O.
    pub category: String,
    /// In basis points; the usual one where several may be charged.
    pub rate: BasisPoints,
    /// What is printed; empty where VAT is charged without a reason.
    pub wording: String,
    /// Why, in one sentence.
    pub reason: String,
    /// The article that it rests on.
    pub article: String,
    /// VATEX; empty where VAT is charged, or its article has none.
    pub vatex: String,
    /// What is to be looked at beside it, a sentence each.
    pub notes: Vec<String>,
}

const SELF_BILLING: &str = "Parcours n’établit pas de facture à la place de l’acheteur, ni ne lui confie les vôtres (autofacturation, CGI art. 289 I-2) : demandez-lui un relevé, et émettez la facture vous-même.";

/// How VAT stands for that thing between these parties, on the day that decides.
///
/// # Errors
/// A sentence at `nature`: what is not kept here, or has no single answer.
pub fn vat_situation(
    (law, day): (&Law, NaiveDate),
    seller: &Identity,
    buyer: &ClientCard,
    thing: VatThing,
) -> Result<VatSituation, Refusal> {
    let sale = Sale::of(day, law, Some(seller), buyer);
    let of = |nature, reason| {
        told(&sale, (seller, buyer), nature, reason).map_err(|refusal| refusal.moved("nature"))
    };
    match thing {
        VatThing::Services => of(Nature::Service, ""),
        VatThing::Goods => of(Nature::Goods, ""),
        VatThing::Disbursements => of(Nature::Disbursement, ""),
        VatThing::Building => of(Nature::Service, "subcontracting"),
        VatThing::Margin => of(Nature::Goods, "margin"),
        VatThing::SelfBilling => Err(Refusal::at("nature", SELF_BILLING)),
        VatThing::Mixed => {
            let (services, goods) = (of(Nature::Service, "")?, of(Nature::Goods, "")?);
            if (&services.category, services.rate) != (&goods.category, goods.rate) {
                return Err(Refusal::at(
                    "nature",
                    format!(
                        "Biens et services n’ont pas la même TVA ici : chaque ligne porte la sienne. Services : {} Biens : {}",
                        services.reason, goods.reason
                    ),
                ));
            }
            let more: Vec<String> =
                goods.notes.iter().filter(|note| !services.notes.contains(note)).cloned().collect();
            Ok(VatSituation { notes: [services.notes, more].concat(), ..services })
        }
    }
}

fn told(
    sale: &Sale,
    (seller, buyer): (&Identity, &ClientCard),
    nature: Nature,
    chosen: &str,
) -> Result<VatSituation, Refusal> {
    let (law, day) = (sale.law, sale.day);
    let situation = sale.of_nature(nature);
    let usual = if chosen.is_empty() { situation.usual } else { BasisPoints(0) };
    let judged = sale.judge(nature, usual, chosen)?;
    let kind = match nature {
        // Money given back is no consideration; it is told as exempt, since O would stand alone on an invoice.
        Nature::Disbursement => Category::Exempt,
        Nature::Service | Nature::Goods => category(law, nature, judged.rate, &judged.reason, day),
    };
    let printed = seller.clone().printed_to(buyer);
    let letter = letter(kind, ShownNumbers::of(&printed, buyer, day), true);
    let known = law.reason(&judged.reason, day);
    let own = match (nature, judged.reason.as_str()) {
        (Nature::Disbursement, _) => "VATEX-EU-79-C",
        (Nature::Service | Nature::Goods, FRANCHISE) => "VATEX-FR-FRANCHISE",
        (Nature::Service | Nature::Goods, _) => known.as_ref().map_or("", |reason| reason.vatex),
    };
    let wording = match (nature, judged.reason.is_empty()) {
        (Nature::Disbursement, _) => law.wording(Language::French, "disbursements", day),
        (_, true) => String::new(),
        (_, false) => words_of(law, Language::French, &judged.reason, day),
    };
    let article = match (nature, judged.reason.as_str()) {
        (Nature::Disbursement, _) => wording_source(&law.added, "disbursements", day),
        (_, "") => rate_source(&law.added, judged.rate, day),
        (_, FRANCHISE) => wording_source(&law.added, FRANCHISE, day),
        (_, reason) => reason_source(&law.added, reason, day),
    };
    let reason = match &known {
        Some(row) if !chosen.is_empty() => format!("{}.", row.label.trim_end_matches('.')),
        Some(_) | None => situation.sentence,
    };
    let mut notes: Vec<String> =
        judged.doubt.into_iter().filter(|doubt| !doubt.starts_with(&reason)).collect();
    notes.extend(why_letter(kind, letter));
    notes.extend(sale.aside(nature));
    Ok(VatSituation {
        category: letter.to_owned(),
        rate: judged.rate,
        wording,
        reason,
        article,
        vatex: exemption_code(letter, own).to_owned(),
        notes,
    })
}

/// Why the letter is not the one that its kind would suggest.
fn why_letter(kind: Category, letter: &str) -> Option<String> {
    let text = match (kind, letter) {
        (Category::OutOfScope, "G") => {
            "La facture électronique le dit par G : la norme réserve O (hors champ) à un vendeur qui n’y porte pas de numéro de TVA (BR-O-02)."
        }
        (Category::OutOfScope, "E") => {
            "La facture électronique le dit par E, avec ce texte : la norme réserve O (hors champ) à des parties qui n’y portent pas de numéro de TVA (BR-O-02)."
        }
        (Category::ReverseCharge, "E") => {
            "Sans SIREN ni numéro de TVA du client, la facture électronique le dit par E : complétez sa fiche (BR-AE-02)."
        }
        (Category::IntraCommunity | Category::Export, "E") => {
            "Faute de numéro de TVA, la facture électronique le dit par E, avec ce texte (BR-IC-02, BR-G-02)."
        }
        _ => return None,
    };
    Some(text.to_owned())
}
