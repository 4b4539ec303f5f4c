//! What is declared to the Urssaf, period by period, and what it will cost.

use crate::accounting::span::OfSpan;
use crate::accounting::vat::to_know;
use books::act::Ask;
use books::error::Result;
use documents::paper::book::{BookCell, BookPaper};
use journey::accounting::choices::{AccountingChoices, RegisteredAs};
use journey::accounting::contributions::{
    ContributionPeriod, acre_until, contributions, first_declaration, next_due_on,
};
use journey::accounting::span::{Rhythm, Span};
use journey::activity::Activity;
use journey::contact::LegalForm;
use records::accounting::{choices, turnover};
use records::settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};
use values::words::{capital, long_date, percent};

/// One activity of a period.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct UrssafRow {
    pub activity: Activity,
    pub label: String,
    /// Received, net of VAT.
    pub turnover: Cents,
    /// As it is declared, in whole euros.
    pub declared: i64,
    /// Contributions and training; none where nobody said.
    pub rate: Option<BasisPoints>,
    pub contributions: Option<Cents>,
    /// The tax of the chamber that one is registered with; zero for who is in none, none where it is unknown.
    pub chamber: Option<Cents>,
    pub income_tax: Option<Cents>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct UrssafPeriod {
    pub from: String,
    pub to: String,
    /// « 4e trimestre 2026 »
    pub name: String,
    pub due_on: String,
    pub rows: Vec<UrssafRow>,
    /// What is expected to be paid; none while a rate is unknown.
    pub total: Option<Cents>,
    /// It is not over: what it comes to so far.
    pub goes_on: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct UrssafView {
    pub span: String,
    pub rhythm: Rhythm,
    /// Whole periods that the span touches.
    pub periods: Vec<UrssafPeriod>,
    /// The next day on which a period has to be declared.
    pub next_due_on: String,
    pub sentences: Vec<String>,
}

pub fn urssaf(ask: &Ask, payload: OfSpan) -> Result<UrssafView> {
    of_span(ask, payload.read(ask)?)
}

fn of_span(ask: &Ask, span: Span) -> Result<UrssafView> {
    let (chosen, law) = (choices(ask)?, settings::law(ask)?);
    let seller = settings::identity(ask)?;
    let main = seller.as_ref().map(|one| one.activity).unwrap_or_default();
    let periods = chosen.urssaf.over(span);
    let until = periods.last().map_or(span.to, |last| last.to);
    let moves = turnover(ask, until)?;
    let told = periods.into_iter().map(|period| {
        period_row(&contributions(&law, &chosen, (&moves, main), period), period.to >= ask.today)
    });
    let told: Vec<UrssafPeriod> = told.collect();
    let next = next_due_on(&chosen, ask.today);
    let is_micro = seller.is_some_and(|one| one.legal_form == LegalForm::Micro);
    let unknown = told.iter().any(|period| period.total.is_none());
    let sold = told.iter().flat_map(|period| &period.rows).any(|row| row.activity != Activity::Liberal);
    let first = first_declaration(&chosen, next);
    Ok(UrssafView {
        span: span.french(),
        rhythm: chosen.urssaf,
        periods: told,
        next_due_on: next.to_string(),
        sentences: first.into_iter().chain(sentences(&chosen, is_micro, (unknown, sold))).collect(),
    })
}

fn sentences(chosen: &AccountingChoices, is_micro: bool, (unknown, sold): (bool, bool)) -> Vec<String> {
    let mut said = Vec::new();
    if !is_micro {
        said.push("Votre statut n’est pas celui de micro-entrepreneur : ces montants ne vous concernent que si vous en relevez.".to_owned());
    }
    if unknown {
        said.push(
            "Un taux de ces périodes n’est pas connu : ajoutez-le dans Réglages, Textes et taux.".to_owned(),
        );
    }
    said.push("Le chiffre d’affaires est celui qui est encaissé, hors taxe et hors débours ; ce qui est remboursé en est retiré.".to_owned());
    said.push(match acre_until(chosen) {
        Some(last) => format!(
            "Les cotisations comprennent la formation professionnelle et, jusqu’au {}, la réduction de l’Acre.",
            long_date(last)
        ),
        None => "Les cotisations comprennent la formation professionnelle.".to_owned(),
    });
    if sold && chosen.registered_as == RegisteredAs::Liberal {
        said.push("Dites dans Réglages si vous êtes inscrit comme commerçant ou comme artisan : la formation et la taxe pour frais de chambre en dépendent.".to_owned());
    }
    said.push(
        "Les intérêts et indemnités de retard reçus figurent à part, dans le livre des recettes.".to_owned(),
    );
    said
}

fn period_row(period: &ContributionPeriod, goes_on: bool) -> UrssafPeriod {
    UrssafPeriod {
        from: period.span.from.to_string(),
        to: period.span.to.to_string(),
        name: period.span.french(),
        due_on: period.due_on.to_string(),
        rows: period
            .lines
            .iter()
            .map(|line| UrssafRow {
                activity: line.activity,
                label: capital(line.activity.french()),
                turnover: line.turnover,
                declared: line.declared,
                rate: line.rate,
                contributions: line.contributions,
                chamber: line.chamber,
                income_tax: line.income_tax,
            })
            .collect(),
        total: period.total(),
        goes_on,
    }
}

pub(super) fn paper(ask: &Ask, span: Span) -> Result<BookPaper> {
    let view = of_span(ask, span)?;
    let amount = |amount: Option<Cents>| amount.map_or(BookCell::Empty, BookCell::Amount);
    let mut rows = Vec::new();
    for period in &view.periods {
        for row in &period.rows {
            rows.push(vec![
                BookCell::text(&period.name),
                BookCell::text(&row.label),
                BookCell::Amount(row.turnover),
                BookCell::Whole(row.declared),
                BookCell::Text(row.rate.map(percent).unwrap_or_default()),
                amount(row.contributions),
                amount(row.chamber),
                amount(row.income_tax),
                BookCell::Text(
                    period
                        .due_on
                        .parse()
                        .map(|day: chrono::NaiveDate| day.format("%d/%m/%Y").to_string())
                        .unwrap_or_default(),
                ),
            ]);
        }
    }
    let total: Option<Cents> = view.periods.iter().map(|period| period.total).sum();
    let mut notes = view.sentences;
    if let Ok(day) = view.next_due_on.parse() {
        notes.insert(0, format!("Prochaine déclaration : le {} au plus tard.", long_date(day)));
    }
    Ok(BookPaper {
        heading: "Déclarations Urssaf".to_owned(),
        span: view.span,
        made_on: ask.today,
        columns: vec![
            ("Période", false),
            ("Activité", false),
            ("Encaissé", true),
            ("À déclarer (€)", true),
            ("Taux", true),
            ("Cotisations", true),
            ("Chambre", true),
            ("Impôt", true),
            ("Au plus tard", false),
        ],
        wide: 1,
        rows,
        sums: total.map(|total| ("À payer, environ".to_owned(), total)).into_iter().collect(),
        notes: to_know(&notes),
    })
}
