//! Quote: what is offered, worked out line by line, and what stands in the way of sending it.

pub mod catalogue;
pub mod changes;
pub(crate) mod conditions;
pub(crate) mod content;
pub mod gross;
pub(crate) mod line;
pub(crate) mod reach;
pub(crate) mod setting;
pub(crate) mod stand;
pub(crate) mod typed;
pub mod whole;
pub(crate) mod worked;

pub use crate::activity::{Activity, Nature};
pub use conditions::{AgreedStage, Conditions};
pub use content::{QuoteContent, StageContent};
pub use line::{
    Line, LineContent, LineCredit, counted, delivers, disbursed, disbursements, shown_total, standing_for,
    totals_of,
};
pub use setting::QuoteSetting;
pub use stand::standing_lines;
pub use typed::{typed_line, typed_rate};
pub use worked::Quote;

use crate::contact::card::ClientKind;
use crate::deposit::Deposit;
use crate::invoice::delay::{longest_delay, shortened, typed_terms};
use crate::invoice::terms::PaymentTerms;
use crate::vat::Totals;
use chrono::{Days, NaiveDate};
use values::day::Near;
use values::input;
use values::money::BasisPoints;
use values::problem::Problem;
use values::refusal::Refusal;

/// Works out what was typed as far as it goes, with every problem found. The quote can be sent when none blocks.
#[must_use]
pub fn work_out(content: &QuoteContent, setting: QuoteSetting) -> (Quote, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut note = |result: Result<String, Refusal>| match result {
        Ok(text) => text,
        Err(refusal) => {
            problems.push(Problem::from(refusal));
            String::new()
        }
    };
    let subject = note(input::required(
        "subject",
        &content.subject,
        input::SHORT,
        "Donnez un objet au devis, par exemple « Refonte du site ».",
    ));
    let start = note(input::line("start", &content.start, input::SHORT));
    let duration = note(input::line("duration", &content.duration, input::SHORT));
    let notes = note(input::paragraph("notes", &content.notes, input::LONG));
    let mut or_zero = |result: Result<BasisPoints, Refusal>| {
        result.unwrap_or_else(|refusal| {
            problems.push(refusal.into());
            BasisPoints(0)
        })
    };
    let discount = or_zero(input::percent("discount", &content.discount));

    let read = whole::read(&content.lines, content.with_vat, setting, &mut problems);
    let mut conditions = Conditions {
        typed_prices: read.typed_prices.clone(),
        ..conditions::read(content, setting.today, &mut problems)
    };
    let totals = read.sum(discount, &mut problems);
    let deposit = read_deposit(content, &totals, &mut problems);
    conditions.deposit = deposit.amount();
    let lines = read.lines;

    let valid_until = read_validity(content, setting, &mut problems);
    let payment = read_terms(content, setting, &mut problems);
    conditions.payment = Some(payment).filter(|terms| terms.needs_words());
    if start.is_empty()
        && duration.is_empty()
        && problems.iter().all(|p| p.field != "start" && p.field != "duration")
    {
        problems.push(Problem::warns(
            "duration",
            "Précisez le début ou la durée : c’est ce que l’on attend de vous.",
        ));
    }
    problems.extend(parties(setting, deposit));
    (
        Quote {
            subject,
            lines,
            discount,
            deposit,
            valid_until,
            start,
            duration,
            payment,
            notes,
            conditions,
            totals,
        },
        problems,
    )
}

/// The last day on which it can be signed.
fn read_validity(content: &QuoteContent, setting: QuoteSetting, problems: &mut Vec<Problem>) -> NaiveDate {
    match input::optional_day("valid_until", &content.valid_until, Near::Coming(setting.today)) {
        Ok(Some(day)) if day < setting.today => {
            problems.push(Problem::blocks("valid_until", "La fin de validité est déjà passée."));
            day
        }
        Ok(Some(day)) => day,
        Ok(None) => default_validity(setting.today, setting.validity_days),
        Err(refusal) => {
            problems.push(refusal.into());
            default_validity(setting.today, setting.validity_days)
        }
    }
}

/// When an invoice of it is paid.
fn read_terms(content: &QuoteContent, setting: QuoteSetting, problems: &mut Vec<Problem>) -> PaymentTerms {
    let ceiling = longest_delay(setting.buyer, setting.today);
    let usual = PaymentTerms::kept(&setting.buyer.payment_days).unwrap_or(setting.payment);
    // What is usual with others is cut to what the law allows with this client, and said.
    if content.payment_days.trim().is_empty()
        && let Some(said) = shortened(usual, ceiling)
    {
        problems.push(Problem::warns("payment_days", said));
    }
    let usual = if ceiling.allows(usual) { usual } else { PaymentTerms::Net { days: ceiling.days } };
    match typed_terms("payment_days", &content.payment_days, ceiling) {
        Ok(terms) => terms.unwrap_or(usual),
        Err(refusal) => {
            problems.push(refusal.into());
            usual
        }
    }
}

/// What is asked at signature; an amount that goes beyond the whole is said.
fn read_deposit(content: &QuoteContent, totals: &Totals, problems: &mut Vec<Problem>) -> Deposit {
    let read = Deposit::read("deposit", &content.deposit).and_then(|deposit| {
        // A whole that cannot be worked out yet says its own problem.
        if totals.gross.0 > 0 {
            deposit.within("deposit", totals.gross)?;
        }
        Ok(deposit)
    });
    read.unwrap_or_else(|refusal| {
        problems.push(refusal.into());
        Deposit::NONE
    })
}

fn default_validity(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_add_days(Days::new(days)).unwrap_or(today)
}

/// What is missing about who sells and who buys.
fn parties(setting: QuoteSetting, deposit: Deposit) -> Vec<Problem> {
    let mut problems = Vec::new();
    let buyer = setting.buyer;
    match setting.seller {
        None => problems.push(Problem::blocks(
            "seller",
            "Dites d’abord qui vous êtes, dans les réglages : un devis porte votre nom et votre SIRET.",
        )),
        Some(seller) => {
            if buyer.kind == ClientKind::Person && seller.mediator.is_empty() {
                problems.push(Problem::blocks("seller.mediator", "Un particulier doit connaître votre médiateur de la consommation (C. conso. L616-1) : indiquez-le dans les réglages."));
            }
        }
    }
    if let Err(refusal) = buyer.has_address() {
        problems.push(refusal.into());
    }
    match buyer.kind {
        ClientKind::Company | ClientKind::SoleTrader if buyer.siret.is_empty() && !buyer.is_abroad() => {
            problems.push(Problem::warns(
                "client.siret",
                "Le SIREN du client manque : il sera exigé sur la facture.",
            ));
        }
        ClientKind::Association if buyer.siret.is_empty() && !buyer.is_abroad() => {
            problems.push(Problem::warns(
                "client.siret",
                "Le SIREN de l’association manque : si elle en a un, il figurera sur la facture.",
            ));
        }
        ClientKind::PublicBody if !deposit.is_none() => {
            problems.push(Problem::blocks(
                "deposit",
                "Un organisme public ne verse pas d’acompte sur une simple commande : mettez 0 %.",
            ));
        }
        ClientKind::Company
        | ClientKind::SoleTrader
        | ClientKind::Association
        | ClientKind::PublicBody
        | ClientKind::Person => {}
    }
    if setting.terms.is_none() {
        problems.push(Problem::warns(
            "terms",
            "Aucune version de vos CGV n’est jointe : écrivez-les dans les réglages.",
        ));
    }
    problems
}

/// May this version still be signed on that day?
pub fn signable(
    sent_on: NaiveDate,
    valid_until: NaiveDate,
    signed_on: NaiveDate,
    late_words: &str,
    today: NaiveDate,
) -> Result<(), Refusal> {
    if signed_on > today {
        return Err(Refusal::at("signed_on", "La signature ne peut pas être à venir."));
    }
    if signed_on < sent_on {
        return Err(Refusal::at(
            "signed_on",
            format!(
                "Ce devis a été envoyé le {} : il n’a pas pu être signé avant.",
                values::words::long_date(sent_on)
            ),
        ));
    }
    // An acceptance that comes after the offer has lapsed binds once the seller takes it (C. civ. 1117, 1118).
    if signed_on > valid_until && late_words.chars().count() < 3 {
        return Err(Refusal::at(
            "late_words",
            format!(
                "Ce devis a expiré le {}. Pour accepter quand même cette signature, dites pourquoi (ce mot restera visible) ; sinon, envoyez une nouvelle version.",
                values::words::long_date(valid_until)
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{ClientCard, Identity};
    use crate::law::Law;
    use serde_json::json;
    use values::money::Cents;

    static NO_ROWS: Law = Law { added: Vec::new() };

    pub fn setting<'a>(seller: &'a Identity, buyer: &'a ClientCard) -> QuoteSetting<'a> {
        QuoteSetting {
            today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
            seller: Some(seller),
            buyer,
            law: &NO_ROWS,
            terms: Some(1),
            payment: PaymentTerms::Net { days: 30 },
            validity_days: 30,
        }
    }

    pub fn camille() -> Identity {
        serde_json::from_value(json!({"legal_form": "ei", "name": "Camille Durand", "siret": "73282932000074",
            "address": {"street": "12 rue des Carmes", "postcode": "35000", "city": "Rennes"}, "vat_regime": "liable"}))
        .unwrap()
    }

    pub fn bakery() -> ClientCard {
        serde_json::from_value(json!({"kind": "company", "name": "Boulangerie Le Goff", "siret": "552100554",
            "address": {"street": "4 place des Halles", "postcode": "22300", "city": "Lannion"}}))
        .unwrap()
    }

    pub fn site() -> QuoteContent {
        serde_json::from_value(json!({"subject": "Refonte du site", "deposit": "30", "duration": "3 semaines", "lines": [
            {"label": "Maquettes", "quantity": "1", "unit_price": "1450", "vat_rate": 2000},
            {"label": "Intégration", "quantity": "3,5", "unit": "jours", "unit_price": "480,00", "vat_rate": 2000},
            {}
        ]}))
        .unwrap()
    }

    #[test]
    fn a_quote_is_worked_out_to_the_cent() {
        let (quote, problems) = work_out(&site(), setting(&camille(), &bakery()));
        assert_eq!(problems, []);
        assert_eq!(quote.totals.net, Cents(313_000));
        assert_eq!(quote.totals.gross, Cents(375_600));
        assert_eq!(quote.deposit.of(&quote.totals).gross, Cents(112_680));
        assert_eq!(quote.valid_until, NaiveDate::from_ymd_opt(2026, 12, 22).unwrap());
    }

    #[test]
    fn every_problem_is_found_at_its_field() {
        let mut content = site();
        content.lines[0].unit_price = "mille".into();
        content.lines[1].vat_rate = BasisPoints(1960);
        content.valid_until = "30/02/2026".into();
        let (_, problems) = work_out(&content, setting(&camille(), &bakery()));
        let fields: Vec<&str> = problems.iter().filter(|p| p.blocking).map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["lines[0].unit_price", "lines[1].vat_rate", "valid_until"]);
    }

    #[test]
    fn an_option_does_not_count_and_something_must() {
        let mut content = site();
        content.lines[1].optional = true;
        let (quote, problems) = work_out(&content, setting(&camille(), &bakery()));
        assert_eq!((quote.totals.net, problems.len()), (Cents(145_000), 0));
        content.lines[0].optional = true;
        let (_, problems) = work_out(&content, setting(&camille(), &bakery()));
        assert!(problems[0].message.contains("options"), "{problems:?}");
    }

    #[test]
    fn a_public_body_pays_no_deposit() {
        let town = ClientCard { kind: ClientKind::PublicBody, ..bakery() };
        let (_, problems) = work_out(&site(), setting(&camille(), &town));
        assert!(problems.iter().any(|p| p.blocking && p.field == "deposit"));
    }

    #[test]
    fn a_quote_is_signed_between_its_sending_and_its_expiry() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        assert!(signable(day(1), day(20), day(20), "", day(22)).is_ok());
        let late = signable(day(1), day(20), day(21), "ok", day(22)).unwrap_err();
        assert_eq!(late.field.as_deref(), Some("late_words"));
        assert!(late.message.contains("expiré"));
        assert!(signable(day(1), day(20), day(21), "Convenu au téléphone", day(22)).is_ok());
        assert!(signable(day(3), day(20), day(2), "Convenu", day(22)).is_err());
        assert!(signable(day(3), day(20), day(23), "Convenu", day(22)).is_err());
    }

    #[test]
    fn a_line_beyond_what_is_kept_shows_no_total() {
        let huge = LineContent {
            quantity: "999999999".into(),
            unit_price: "999999999".into(),
            vat_rate: BasisPoints(2000),
            ..LineContent::default()
        };
        assert_eq!(shown_total(&huge), None);
    }
}
