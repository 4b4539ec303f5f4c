//! A claim of charges of late payment: the interest of an invoice by periods, the compensation, and the law. Outside VAT,
//! without a number of its own, and no invoice.

use crate::paper::frame::{Parties, frame, payment, plain};
use crate::paper::interest::{ChargedDays, law, method};
use crate::paper::letter::KeptParties;
use crate::sheet::{Ledger, LedgerRow, Sheet, Sum, Weight};
use chrono::NaiveDate;
use journey::charges::{ChargesClosed, ChargesRegime};
use journey::language::Language;
use journey::say;
use serde::{Deserialize, Serialize};
use values::money::Cents;

/// A claim as it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargesPaper {
    pub claimed_on: NaiveDate,
    /// The invoice's id and number.
    pub invoice: i64,
    pub number: String,
    pub issued_on: NaiveDate,
    pub regime: ChargesRegime,
    /// The last day of the interest that it asks for.
    pub until: NaiveDate,
    pub periods: Vec<ChargedDays>,
    /// Their sum.
    pub interest: Cents,
    /// Zero once it was claimed.
    pub indemnity: Cents,
    pub parties: KeptParties,
}

impl ChargesPaper {
    #[must_use]
    pub fn total(&self) -> Cents {
        self.interest + self.indemnity
    }

    /// As what is closed by it.
    #[must_use]
    pub fn closes(&self) -> ChargesClosed {
        ChargesClosed { until: Some(self.until), interest: self.interest, indemnity: self.indemnity }
    }
}

/// The sheet of a claim.
#[must_use]
pub fn charges_sheet(paper: &ChargesPaper, parties: &Parties) -> Sheet {
    let (language, seller) = (parties.language(), &parties.seller);
    let mut sums = vec![plain(say!(language, "Intérêts de retard"), paper.interest)];
    if paper.indemnity.0 > 0 {
        sums.push(plain(say!(language, "Indemnité forfaitaire de recouvrement"), paper.indemnity));
    }
    sums.push(Sum { weight: Weight::Due, ..plain(say!(language, "À payer"), paper.total()) });
    Sheet {
        heading: say!(language, "Pénalités de retard").into(),
        number: paper.number.clone(),
        issued_on: paper.claimed_on,
        facts: vec![
            (say!(language, "Facture").to_owned(), paper.number.clone()),
            (say!(language, "Émise le").to_owned(), language.long_date(paper.issued_on)),
            (say!(language, "Arrêté au").to_owned(), language.long_date(paper.until)),
            (say!(language, "Montant").to_owned(), language.euros(paper.total())),
        ],
        ledger: Some(ledger(language, &paper.periods)),
        sums,
        notes: vec![(say!(language, "Calcul").to_owned(), method(language).to_owned())],
        payment: payment(seller, paper.total(), say!(language, "Pénalités {number}", number = paper.number)),
        legal: vec![
            law(language, paper.regime).to_owned(),
            say!(language, "Sommes hors du champ de la TVA : ce document n’est pas une facture.").to_owned(),
        ],
        ..frame(parties, false, say!(language, "Client"))
    }
}

fn ledger(language: Language, periods: &[ChargedDays]) -> Ledger {
    let titled = |title: &str, figures| (title.to_owned(), figures);
    let row = |one: &ChargedDays| LedgerRow {
        cells: vec![
            say!(
                language,
                "Du {from} au {to}",
                from = language.long_date(one.from),
                to = language.long_date(one.to)
            ),
            one.days.to_string(),
            language.euros(one.base),
            language.percent(one.rate),
            language.euros(one.amount),
        ],
        strong: false,
    };
    Ledger {
        wraps: false,
        columns: vec![
            titled(say!(language, "Période"), false),
            titled(say!(language, "Jours"), true),
            titled(say!(language, "Sur"), true),
            titled(say!(language, "Taux annuel"), true),
            titled(say!(language, "Intérêts"), true),
        ],
        wide: 0,
        rows: periods.iter().map(row).collect(),
    }
}
