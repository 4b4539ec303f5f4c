//! What whoever asks for charges of late payment should know of them, in words.

use crate::charges::debt::{Debt, Imputation, SettlementKind};
use crate::charges::interest::UnknownRate;
use crate::charges::regime::{ChargesRegime, InterestTerms};
use crate::contact::{ClientCard, ClientKind};
use crate::dunning::insolvency::Insolvency;
use crate::invoice::InvoiceKind;
use crate::issued::IssuedInvoice;
use chrono::NaiveDate;
use values::words::{listed, long_date};

/// What charges are worked out from, beside days and amounts.
#[derive(Clone, Copy, Debug)]
pub struct ChargesSetting<'a> {
    pub invoice: &'a IssuedInvoice,
    pub buyer: &'a ClientCard,
    pub terms: &'a InterestTerms,
    pub debt: &'a Debt,
    /// Proceedings against the client that hold it.
    pub insolvency: Option<Insolvency>,
    pub ceded: Option<&'a str>,
    /// The next day of a payment plan that is kept.
    pub plan_next: Option<NaiveDate>,
    /// What the client contests, in words.
    pub dispute: Option<&'a str>,
    /// The invoice says the law's own sentence on late payment, or the rate that was agreed.
    pub said_by_law: bool,
}

/// What should be known of them, the gravest first.
#[must_use]
pub fn cautions(setting: &ChargesSetting) -> Vec<String> {
    let ChargesSetting { invoice, buyer, terms, .. } = *setting;
    let mut said = Vec::new();
    if invoice.kind == InvoiceKind::CreditNote {
        return vec!["Un avoir ne porte pas d’intérêts.".to_owned()];
    }
    if invoice.is_annulled() {
        return vec![format!("{} est annulée par avoir : rien n’est dû de son retard.", invoice.number)];
    }
    if invoice.written_off {
        said.push(format!("{} est passée en perte : rien n’est plus réclamé de son retard.", invoice.number));
    }
    if let Some(proceedings) = setting.insolvency {
        let counted = if proceedings.judged_on.is_some() { "au jugement" } else { "à la publication" };
        said.push(format!(
            "Procédure collective publiée le {} : les intérêts s’arrêtent au jugement (C. com. L622-28) et l’indemnité ne se réclame pas. Comptés ici jusqu’{counted}, ils se déclarent avec la créance. {}.",
            long_date(proceedings.published_on),
            proceedings.declaration("Celle-ci")
        ));
    }
    if let Some(whom) = setting.ceded {
        said.push(format!(
            "{} est cédée ({whom}) : ces sommes reviennent à qui la recouvre.",
            invoice.number
        ));
    }
    if let Some(next) = setting.plan_next {
        said.push(format!(
            "{} se paie par un échéancier que le client tient (prochaine échéance le {}) : ne réclamez ses pénalités que si l’accord les a réservées.",
            invoice.number,
            long_date(next)
        ));
    }
    if let Some(words) = setting.dispute {
        said.push(format!(
            "{} est contestée ({words}) : les intérêts courent, et se réclament une fois le litige terminé.",
            invoice.number
        ));
    }
    match (terms.regime, terms.notice_on) {
        (ChargesRegime::Person, None) => said.push(
            "Aucune mise en demeure n’est partie : rien ne court encore. Les intérêts au taux légal commencent le lendemain de son envoi.".to_owned(),
        ),
        (ChargesRegime::Person, Some(on)) => {
            said.push(format!("Mise en demeure envoyée le {} : les intérêts courent depuis le lendemain.", long_date(on)));
        }
        (ChargesRegime::Professional | ChargesRegime::PublicBody, _) => {}
    }
    if buyer.kind == ClientKind::Association {
        said.push("Une association est traitée en professionnel, comme sur ses factures : si elle n’a aucune activité économique, ne réclamez qu’après une mise en demeure.".to_owned());
    }
    if buyer.is_abroad() && terms.regime != ChargesRegime::Person {
        said.push("Client à l’étranger : le droit français s’applique, sauf si votre contrat en choisit un autre (règlement Rome I, art. 4).".to_owned());
    }
    if !setting.said_by_law && terms.regime == ChargesRegime::Professional {
        said.push(match invoice.kind {
            InvoiceKind::Elsewhere => "Cette facture vient d’un autre outil : le calcul suit le taux de la loi. Vérifiez celui qu’elle porte.".to_owned(),
            InvoiceKind::Deposit
            | InvoiceKind::Progress
            | InvoiceKind::Balance
            | InvoiceKind::Standalone
            | InvoiceKind::CreditNote => "Cette facture porte votre propre phrase sur le retard, sans taux convenu dans vos réglages : le calcul suit le taux de la loi. Vérifiez celui qu’elle annonce.".to_owned(),
        });
    }
    said.extend(imputed(setting.debt, terms));
    said
}

/// How part payments count, where there was one while interest ran.
fn imputed(debt: &Debt, terms: &InterestTerms) -> Option<String> {
    let first = debt.parts.iter().filter_map(|part| terms.begins(part.due_on)).min()?;
    let part = debt
        .settlements
        .iter()
        .any(|one| one.kind == SettlementKind::Payment && one.on >= first && debt.open(one.on).0 > 0);
    part.then(|| match terms.imputation {
        Imputation::InterestFirst => "Les paiements partiels s’imputent d’abord sur les intérêts (C. civ. 1343-1), dans ce calcul seulement : le reste à payer de la facture ne change pas.".to_owned(),
        Imputation::PrincipalFirst => "Les paiements partiels s’imputent d’abord sur le principal, comme vos conditions le prévoient.".to_owned(),
    })
}

/// What to write down, and where, for days that bear no amount; nothing where every rate is known.
#[must_use]
pub fn missing(unknown: &[UnknownRate]) -> Option<String> {
    let each: Vec<String> =
        unknown.iter().map(|one| format!("le {} du {}", one.rate.french(), one.half.french())).collect();
    (!each.is_empty()).then(|| {
        format!(
            "Il manque {} : ces jours ne sont pas comptés. Ajoutez-le dans Réglages, Textes et taux.",
            listed(&each)
        )
    })
}
