//! A statement of account: what changed what a client owes, what is left and how old it is.

use crate::paper::frame::{Parties, frame, payment, plain};
use crate::sheet::{Ledger, LedgerRow, Sheet, Sum, Weight};
use chrono::NaiveDate;
use journey::language::Language;
use journey::say;
use journey::statement::{AccountMove, AgedBalance};
use values::money::Cents;

/// A client's account on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementPaper {
    pub on: NaiveDate,
    /// In order, each with what is owed after it.
    pub lines: Vec<(AccountMove, Cents)>,
    pub aged: AgedBalance,
    /// What is owed; below zero for what is the client's.
    pub balance: Cents,
    /// Invoices that somebody else collects: number, whom, and what is left, in the balance and payable to them.
    pub ceded: Vec<(String, String, Cents)>,
    /// What of the balance insolvency proceedings hold.
    pub held: Cents,
    /// What of it is contested: number and amount, not asked for.
    pub contested: Vec<(String, Cents)>,
    /// What of it is due by parts of a plan to come.
    pub planned: Cents,
    /// The next day of a payment plan that is kept.
    pub plan_next: Option<NaiveDate>,
    /// Proceedings published on that day: the paper asks for nothing.
    pub insolvent_on: Option<NaiveDate>,
    /// Charges of late payment that were claimed, beside the balance.
    pub charges: Cents,
    /// What a transfer of all of it refers to.
    pub reference: String,
    pub parties: Parties,
}

/// The sheet of a statement of account.
#[must_use]
pub fn statement_sheet(paper: &StatementPaper) -> Sheet {
    let language = paper.parties.language();
    let seller = &paper.parties.seller;
    let ceded: Cents = paper.ceded.iter().map(|(_, _, open)| *open).sum();
    let contested: Cents = paper.contested.iter().map(|(_, amount)| *amount).sum();
    let owed = paper.balance - ceded - paper.held - contested;
    let credit = paper.aged.total() - owed;
    let asked = owed - paper.planned;
    let mut sums: Vec<Sum> = aged(language, &paper.aged)
        .into_iter()
        .filter(|(_, amount)| amount.0 > 0)
        .map(|(label, amount)| plain(label, amount))
        .collect();
    if credit.0 > 0 {
        sums.push(plain(say!(language, "En votre faveur"), -credit));
    }
    if ceded.0 > 0 {
        sums.push(plain(say!(language, "Cédé à un tiers"), ceded));
    }
    if paper.held.0 > 0 {
        sums.push(plain(say!(language, "Retenu par la procédure collective"), paper.held));
    }
    if contested.0 > 0 {
        sums.push(plain(say!(language, "Contesté, traité à part"), contested));
    }
    let due = if paper.balance.0 < 0 {
        say!(language, "Solde en votre faveur")
    } else {
        say!(language, "Solde dû")
    };
    sums.push(Sum { weight: Weight::Due, ..plain(due, Cents(paper.balance.0.abs())) });
    Sheet {
        heading: say!(language, "Relevé de compte").into(),
        number: say!(language, "au {day}", day = language.long_date(paper.on)),
        issued_on: paper.on,
        facts: vec![
            (say!(language, "Arrêté au").to_owned(), language.long_date(paper.on)),
            (say!(language, "Reste à payer").to_owned(), language.euros(paper.aged.total())),
            (say!(language, "Dont échu").to_owned(), language.euros(paper.aged.late())),
        ],
        // Without a line there is no sum either.
        ledger: Some(ledger(language, &paper.lines)),
        sums: if paper.lines.is_empty() { Vec::new() } else { sums },
        notes: notes(paper, language),
        payment: payment(seller, asked, paper.reference.clone()),
        ..frame(&paper.parties, false, say!(language, "Client"))
    }
}

/// What should be known beside the figures: a title and a sentence each.
fn notes(paper: &StatementPaper, language: Language) -> Vec<(String, String)> {
    let mut notes = Vec::new();
    if paper.aged.late().0 > 0 {
        let late = language.euros(paper.aged.late());
        notes.push((
            say!(language, "Échu").to_owned(),
            say!(language, "{late} de ce solde sont à payer sans attendre.", late = late),
        ));
    }
    if paper.charges.0 > 0 {
        let claimed = language.euros(paper.charges);
        notes.push((
            say!(language, "Pénalités de retard").to_owned(),
            say!(language, "{claimed} dus à part, hors de ce solde.", claimed = claimed),
        ));
    }
    for (number, whom, open) in &paper.ceded {
        let left = language.euros(*open);
        notes.push((
            say!(language, "Facture cédée").to_owned(),
            say!(
                language,
                "{number} : {left} sont à payer à qui l’a reprise ({whom}).",
                number = number,
                left = left,
                whom = whom
            ),
        ));
    }
    for (number, amount) in &paper.contested {
        let amount = language.euros(*amount);
        notes.push((
            say!(language, "Contesté").to_owned(),
            say!(
                language,
                "{amount} de {number} sont contestés : ce montant est traité à part et n’est pas demandé ici.",
                amount = amount,
                number = number
            ),
        ));
    }
    if let Some(next) = paper.plan_next {
        let day = language.long_date(next);
        notes.push((
            say!(language, "Échéancier").to_owned(),
            say!(
                language,
                "Ce qui est dans l’échéancier convenu se paie à ses dates ; la prochaine est le {day}.",
                day = day
            ),
        ));
    }
    if let Some(published) = paper.insolvent_on {
        let day = language.long_date(published);
        notes.push((
            say!(language, "Procédure collective").to_owned(),
            say!(
                language,
                "Publiée le {day} : ce relevé informe et ne demande aucun paiement de ce qui est né avant.",
                day = day
            ),
        ));
    }
    if paper.lines.is_empty() {
        let nothing = say!(language, "Aucune facture ni aucun paiement jusqu’à ce jour.");
        notes.push((say!(language, "Compte").to_owned(), nothing.to_owned()));
    }
    notes
}

fn ledger(language: Language, lines: &[(AccountMove, Cents)]) -> Ledger {
    let titled = |title: &str, figures| (title.to_owned(), figures);
    Ledger {
        wraps: false,
        columns: vec![
            titled(say!(language, "Date"), false),
            titled(say!(language, "Opération"), false),
            titled(say!(language, "Échéance"), false),
            titled(say!(language, "Montant"), true),
            titled(say!(language, "Solde"), true),
        ],
        wide: 1,
        rows: lines
            .iter()
            .map(|(one, balance)| LedgerRow {
                cells: vec![
                    language.long_date(one.on),
                    format!("{} {}", one.kind.named(language), one.number).trim().to_owned(),
                    one.due_on.map(|day| language.long_date(day)).unwrap_or_default(),
                    language.euros(one.amount),
                    language.euros(*balance),
                ],
                strong: false,
            })
            .collect(),
    }
}

fn aged(language: Language, aged: &AgedBalance) -> [(&'static str, Cents); 5] {
    [
        (say!(language, "Pas encore échu"), aged.not_due),
        (say!(language, "En retard de 1 à 30 jours"), aged.up_to_30),
        (say!(language, "En retard de 31 à 60 jours"), aged.up_to_60),
        (say!(language, "En retard de 61 à 90 jours"), aged.up_to_90),
        (say!(language, "En retard de plus de 90 jours"), aged.beyond),
    ]
}
