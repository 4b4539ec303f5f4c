//! A payment plan as it is agreed: what is owed, what is paid when, what follows if it is not; both sign it.

use crate::paper::frame::{Parties, frame};
use crate::sheet::{Sheet, Signature};
use chrono::NaiveDate;
use journey::say;
use serde::{Deserialize, Serialize};
use values::money::Cents;

/// What an agreement is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPaper {
    pub agreed_on: NaiveDate,
    pub invoices: Vec<PlannedInvoice>,
    pub total: Cents,
    /// Days and amounts.
    pub parts: Vec<(NaiveDate, Cents)>,
    /// Late parts from which the whole is due again.
    pub breaks_at: i64,
}

/// An invoice that the plan is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedInvoice {
    pub number: String,
    pub issued_on: NaiveDate,
    pub open: Cents,
}

/// The sheet of the agreement.
#[must_use]
pub fn plan_sheet(paper: &PlanPaper, parties: &Parties) -> Sheet {
    let language = parties.language();
    let debts: Vec<String> = paper
        .invoices
        .iter()
        .map(|one| {
            say!(
                language,
                "Facture {number} du {day} : {amount} restent dus.",
                number = one.number,
                day = language.long_date(one.issued_on),
                amount = language.euros(one.open)
            )
        })
        .collect();
    let client = &parties.buyer.name;
    let owed = say!(
        language,
        "{client} reconnaît devoir {amount} ({spelt}) au titre de ces factures, et s’engage à payer cette somme aux jours indiqués ici.",
        client = client,
        amount = language.euros(paper.total),
        spelt = language.in_words(paper.total)
    );
    let broken = if paper.breaks_at > 1 {
        say!(
            language,
            "Si {count} échéances ne sont pas payées à leur jour, tout ce qui reste dû l’est aussitôt, sans autre formalité ; les intérêts de retard courent comme s’il n’y avait pas eu d’échéancier.",
            count = paper.breaks_at
        )
    } else {
        say!(
            language,
            "Si une échéance n’est pas payée à son jour, tout ce qui reste dû l’est aussitôt, sans autre formalité ; les intérêts de retard courent comme s’il n’y avait pas eu d’échéancier."
        )
        .to_owned()
    };
    let kept = say!(
        language,
        "Tant que les échéances sont payées à leur jour, aucune autre relance n’est faite. Cette reconnaissance fait courir de nouveau le délai de prescription (C. civ. 2240)."
    );
    let box_of = |title: String, text: &str| {
        Some(Signature { title, text: text.into(), lines: Vec::new(), drawing: None })
    };
    Sheet {
        heading: say!(language, "Accord d’échéancier").into(),
        number: language.long_date(paper.agreed_on),
        issued_on: paper.agreed_on,
        facts: vec![
            (say!(language, "Convenu le").to_owned(), language.long_date(paper.agreed_on)),
            (say!(language, "Total dû").to_owned(), language.euros(paper.total)),
            (say!(language, "Échéances").to_owned(), paper.parts.len().to_string()),
        ],
        subject: say!(language, "Règlement en plusieurs fois").to_owned(),
        schedule: paper.parts.clone(),
        notes: vec![
            (say!(language, "Dette").to_owned(), format!("{}\n{owed}", debts.join("\n"))),
            (say!(language, "En cas de retard").to_owned(), broken),
            (say!(language, "Effets").to_owned(), kept.to_owned()),
        ],
        signature: box_of(
            say!(language, "Pour le client").into(),
            say!(language, "Date, nom, qualité et signature"),
        ),
        countersignature: box_of(
            say!(language, "Pour {seller}", seller = parties.seller.full_name()),
            say!(language, "Date et signature"),
        ),
        ..frame(parties, false, say!(language, "Client"))
    }
}
