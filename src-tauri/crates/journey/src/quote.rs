//! Quote: what is offered, worked out line by line, and what stands in the way of sending it.

use crate::contact::{ClientCard, ClientKind, Identity};
use crate::input;
use crate::invoice::longest_delay;
use crate::legal;
use crate::money::{BasisPoints, Cents, LARGEST, Thousandths, UnitPrice, line_net};
use crate::refusal::{Code, Refusal};
use crate::vat::{Totals, VatGroup, VatRegime, part};
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most lines on one paper.
pub const MOST_LINES: usize = 500;

/// A quote as it is typed; every number and date is text (`3,5`, `450,00`, `22/12/2026`), empty for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct QuoteContent {
    /// What the work is about; printed above the lines.
    pub subject: String,
    pub lines: Vec<LineContent>,
    /// Discount on the whole, in percent.
    pub discount: String,
    /// Deposit asked at signature, in percent of the whole.
    pub deposit: String,
    /// Last day on which it can be signed.
    pub valid_until: String,
    /// When the work starts and how long it lasts, in words.
    pub start: String,
    pub duration: String,
    /// Days from an invoice's issue to its due date.
    pub payment_days: String,
    /// Anything else that the client should read.
    pub notes: String,
    /// Unit prices are typed with VAT included.
    pub with_vat: bool,
    /// What the client must supply: « le logo », « les textes ».
    pub supplies: Vec<String>,
    /// Stages of the work, announced to the client.
    pub stages: Vec<StageContent>,
    /// How one is paid, in words.
    pub payment_means: String,
    /// How and when one reminds, in words.
    pub reminders: String,
}

/// A stage of the work as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StageContent {
    pub label: String,
    /// Empty when the day is not known yet.
    pub planned_on: String,
}

/// What a line is for: it decides VAT and turnover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    #[default]
    Service,
    Goods,
    /// « Débours »: paid in the client's name, to the cent; neither VAT nor turnover (CGI art. 267 II-2°).
    Disbursement,
}

impl Nature {
    pub const ALL: [Nature; 3] = [Nature::Service, Nature::Goods, Nature::Disbursement];

    #[must_use]
    pub fn stored(self) -> &'static str {
        match self {
            Nature::Service => "service",
            Nature::Goods => "goods",
            Nature::Disbursement => "disbursement",
        }
    }

    #[must_use]
    pub fn from_stored(text: &str) -> Option<Nature> {
        Nature::ALL.into_iter().find(|nature| nature.stored() == text)
    }
}

/// The kind of turnover that a line brings, for contributions and thresholds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// « Profession libérale » (BNC).
    #[default]
    Liberal,
    /// « Prestations de services commerciales ou artisanales » (BIC).
    CommercialServices,
    /// « Vente de marchandises » (BIC).
    Sales,
}

impl Activity {
    pub const ALL: [Activity; 3] = [Activity::Liberal, Activity::CommercialServices, Activity::Sales];

    #[must_use]
    pub fn stored(self) -> &'static str {
        match self {
            Activity::Liberal => "liberal",
            Activity::CommercialServices => "commercial_services",
            Activity::Sales => "sales",
        }
    }

    #[must_use]
    pub fn from_stored(text: &str) -> Option<Activity> {
        Activity::ALL.into_iter().find(|activity| activity.stored() == text)
    }
}

/// What is agreed beside the lines, frozen with a version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Conditions {
    /// Unit prices were typed with VAT included; the net ones are kept.
    pub with_vat: bool,
    pub supplies: Vec<String>,
    pub stages: Vec<Stage>,
    pub payment_means: String,
    pub reminders: String,
}

/// A stage of the work, as agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Stage {
    pub label: String,
    pub planned_on: Option<NaiveDate>,
}

/// One line as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LineContent {
    pub label: String,
    pub detail: String,
    pub quantity: String,
    /// « jour », « forfait », « heure »…
    pub unit: String,
    /// Net unit price in euros.
    pub unit_price: String,
    /// Discount on the line, in percent.
    pub discount: String,
    /// VAT rate in basis points: 2000 is 20 %.
    pub vat_rate: BasisPoints,
    /// A title printed above the line, where a section begins.
    pub section: String,
    /// Counts only if it is ticked at signature.
    pub optional: bool,
    pub nature: Nature,
    /// That of the house if none.
    pub activity: Option<Activity>,
}

impl LineContent {
    fn is_blank(&self) -> bool {
        [&self.label, &self.detail, &self.unit_price].into_iter().all(|text| text.trim().is_empty())
    }
}

/// One line, worked out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Line {
    pub label: String,
    pub detail: String,
    pub quantity: Thousandths,
    pub unit: String,
    pub unit_price: UnitPrice,
    pub discount: BasisPoints,
    pub vat_rate: BasisPoints,
    pub net: Cents,
    pub section: String,
    pub optional: bool,
    pub nature: Nature,
    pub activity: Activity,
}

/// The totals of lines that count, options apart.
#[must_use]
pub fn totals_of(lines: &[Line], discount: BasisPoints) -> Totals {
    let counted: Vec<_> = lines.iter().filter(|l| !l.optional).map(|l| (l.vat_rate, l.net)).collect();
    Totals::of_lines(&counted, discount)
}

/// A quote, worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub subject: String,
    pub lines: Vec<Line>,
    pub discount: BasisPoints,
    pub deposit: BasisPoints,
    pub valid_until: NaiveDate,
    pub start: String,
    pub duration: String,
    pub payment_days: i64,
    pub notes: String,
    pub conditions: Conditions,
    pub totals: Totals,
}

/// Something that stands in the way, at its field. A blocking one refuses; another only warns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Problem {
    pub field: String,
    pub message: String,
    pub blocking: bool,
}

impl Problem {
    #[must_use]
    pub fn blocks(field: &str, message: impl Into<String>) -> Problem {
        Problem { field: field.to_owned(), message: message.into(), blocking: true }
    }

    #[must_use]
    pub fn warns(field: &str, message: impl Into<String>) -> Problem {
        Problem { field: field.to_owned(), message: message.into(), blocking: false }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        Problem { field: refusal.field.unwrap_or_default(), message: refusal.message, blocking: true }
    }
}

/// The first blocking problem, as a refusal.
pub fn refuse_if_blocked(problems: &[Problem]) -> Result<(), Refusal> {
    match problems.iter().find(|p| p.blocking) {
        None => Ok(()),
        Some(problem) => Err(Refusal {
            code: Code::Invalid,
            message: problem.message.clone(),
            field: Some(problem.field.clone()).filter(|f| !f.is_empty()),
        }),
    }
}

/// What a quote is checked against.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub today: NaiveDate,
    pub seller: Option<&'a Identity>,
    pub buyer: &'a ClientCard,
    /// Version of the terms and conditions that would be joined.
    pub terms: Option<i64>,
    /// Defaults of the house, for what is left empty.
    pub payment_days: i64,
    pub validity_days: u64,
}

/// Works out what was typed as far as it goes, with every problem found. The quote can be sent when none blocks.
#[must_use]
pub fn work_out(content: &QuoteContent, setting: Setting) -> (Quote, Vec<Problem>) {
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
    let deposit = or_zero(input::percent("deposit", &content.deposit));

    let regime = setting.seller.map_or(VatRegime::Liable, |s| s.vat_regime);
    let mut lines = Vec::new();
    for (i, typed) in content.lines.iter().enumerate().take(MOST_LINES) {
        // A trailing empty line is where the next one will be typed.
        if typed.is_blank() {
            continue;
        }
        match read_line(typed, regime, setting.today) {
            Ok(line) => lines.push(line),
            Err(refusal) => problems.push(refusal.under(&format!("lines[{i}]")).into()),
        }
    }
    if content.lines.len() > MOST_LINES {
        problems.push(Problem::blocks("lines", format!("Un devis a {MOST_LINES} lignes au plus.")));
    }
    if content.lines.iter().all(LineContent::is_blank) {
        problems.push(Problem::blocks("lines[0].label", "Décrivez au moins une prestation."));
    }
    let conditions = read_conditions(content, &mut problems);
    let totals = totals_of(&lines, discount);
    if totals.gross > LARGEST {
        problems.push(Problem::blocks("lines", "Le total dépasse ce que Parcours sait tenir."));
    } else if problems.iter().all(|p| !p.field.starts_with("lines"))
        && (totals.gross.0 <= 0 || totals.groups.iter().any(|g| g.net.0 < 0))
    {
        problems.push(Problem::blocks(
            "lines",
            "Le total de chaque taux doit être positif : vérifiez quantités et prix.",
        ));
    }

    let valid_until = match input::optional_day("valid_until", &content.valid_until) {
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
    };
    let (most_days, article) = longest_delay(setting.buyer.kind);
    let payment_days = match input::whole("payment_days", &content.payment_days, 0, most_days) {
        Ok(days) => {
            let usual = setting.buyer.payment_days.parse().unwrap_or(setting.payment_days);
            days.unwrap_or(usual).min(most_days)
        }
        Err(refusal) => {
            problems.push(Problem::blocks(
                "payment_days",
                format!("{} Ce client paie à {most_days} jours au plus{article}.", refusal.message),
            ));
            setting.payment_days
        }
    };
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
            payment_days,
            notes,
            conditions,
            totals,
        },
        problems,
    )
}

/// Most supplies or stages on one quote.
const MOST_CONDITIONS: usize = 50;

fn read_conditions(content: &QuoteContent, problems: &mut Vec<Problem>) -> Conditions {
    let mut note = |result: Result<String, Refusal>| {
        result.unwrap_or_else(|refusal| {
            problems.push(refusal.into());
            String::new()
        })
    };
    let supplies = content.supplies.iter().enumerate().take(MOST_CONDITIONS);
    let supplies = supplies
        .map(|(i, text)| note(input::line(&format!("supplies[{i}]"), text, input::SHORT)))
        .filter(|text| !text.is_empty())
        .collect();
    let payment_means = note(input::paragraph("payment_means", &content.payment_means, input::LONG));
    let reminders = note(input::paragraph("reminders", &content.reminders, input::LONG));
    let mut stages = Vec::new();
    for (i, stage) in content.stages.iter().enumerate().take(MOST_CONDITIONS) {
        let read = input::line("label", &stage.label, input::SHORT)
            .and_then(|label| Ok((label, input::optional_day("planned_on", &stage.planned_on)?)));
        match read {
            Ok((label, None)) if label.is_empty() => {}
            Ok((label, Some(_))) if label.is_empty() => {
                problems.push(Problem::blocks(&format!("stages[{i}].label"), "Nommez cette étape."));
            }
            Ok((label, planned_on)) => stages.push(Stage { label, planned_on }),
            Err(refusal) => problems.push(refusal.under(&format!("stages[{i}]")).into()),
        }
    }
    for (field, count) in [("supplies", content.supplies.len()), ("stages", content.stages.len())] {
        if count > MOST_CONDITIONS {
            problems.push(Problem::blocks(field, format!("Cette liste a {MOST_CONDITIONS} lignes au plus.")));
        }
    }
    Conditions { with_vat: content.with_vat, supplies, stages, payment_means, reminders }
}

fn default_validity(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_add_days(Days::new(days)).unwrap_or(today)
}

fn read_line(typed: &LineContent, regime: VatRegime, today: NaiveDate) -> Result<Line, Refusal> {
    let label = input::required("label", &typed.label, input::SHORT, "Nommez cette prestation.")?;
    let detail = input::paragraph("detail", &typed.detail, input::LONG)?;
    let quantity = if typed.quantity.trim().is_empty() {
        Thousandths(1000)
    } else {
        input::quantity("quantity", &typed.quantity)?
    };
    if quantity.0 == 0 {
        return Err(Refusal::at("quantity", "Une quantité nulle ne se facture pas : retirez la ligne."));
    }
    let unit_price = input::unit_price("unit_price", &typed.unit_price)?;
    let discount = input::percent("discount", &typed.discount)?;
    let vat_rate = match regime {
        VatRegime::Franchise => BasisPoints(0),
        VatRegime::Liable => typed.vat_rate,
    };
    if regime == VatRegime::Liable && !legal::vat_rates(today).contains(&vat_rate) {
        return Err(Refusal::at(
            "vat_rate",
            "Ce taux de TVA n’est pas en vigueur : choisissez-en un dans la liste.",
        ));
    }
    let exact = i128::from(quantity.0) * i128::from(unit_price.0);
    if exact.abs() > i128::from(LARGEST.0) * 100_000 {
        return Err(Refusal::at("unit_price", "Cette ligne dépasse ce que Parcours sait tenir."));
    }
    let net = line_net(quantity, unit_price, discount);
    Ok(Line {
        label,
        detail,
        quantity,
        unit: input::line("unit", &typed.unit, 30)?,
        unit_price,
        discount,
        vat_rate,
        net,
        section: input::line("section", &typed.section, input::SHORT)?,
        optional: typed.optional,
        nature: typed.nature,
        activity: typed.activity.unwrap_or_default(),
    })
}

/// What is missing about who sells and who buys.
fn parties(setting: Setting, deposit: BasisPoints) -> Vec<Problem> {
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
    if !buyer.address.is_complete() {
        problems.push(Problem::blocks("client.address", "L’adresse du client manque : complétez sa fiche."));
    }
    match buyer.kind {
        ClientKind::Company | ClientKind::SoleTrader if buyer.siret.is_empty() => {
            problems.push(Problem::warns(
                "client.siret",
                "Le SIREN du client manque : il sera exigé sur la facture.",
            ));
        }
        ClientKind::PublicBody if deposit.0 > 0 => {
            problems.push(Problem::blocks(
                "deposit",
                "Un organisme public ne verse pas d’acompte sur une simple commande : mettez 0 %.",
            ));
        }
        ClientKind::Company | ClientKind::SoleTrader | ClientKind::PublicBody | ClientKind::Person => {}
    }
    if setting.terms.is_none() {
        problems.push(Problem::warns(
            "terms",
            "Aucune version de vos CGV n’est jointe : écrivez-les dans les réglages.",
        ));
    }
    problems
}

/// The deposit that a quote asks for, per VAT rate, and its gross.
#[must_use]
pub fn deposit_of(totals: &Totals, rate: BasisPoints) -> Totals {
    let groups: Vec<VatGroup> =
        totals.groups.iter().map(|group| part(*group, group.net.share(rate))).collect();
    Totals::from_groups(groups)
}

/// May this version still be signed on that day?
pub fn signable(
    sent_on: NaiveDate,
    valid_until: NaiveDate,
    signed_on: NaiveDate,
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
                crate::words::long_date(sent_on)
            ),
        ));
    }
    if signed_on > valid_until {
        return Err(Refusal::at(
            "signed_on",
            format!(
                "Ce devis a expiré le {} : envoyez-en une nouvelle version.",
                crate::words::long_date(valid_until)
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn setting<'a>(seller: &'a Identity, buyer: &'a ClientCard) -> Setting<'a> {
        Setting {
            today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
            seller: Some(seller),
            buyer,
            terms: Some(1),
            payment_days: 30,
            validity_days: 30,
        }
    }

    fn camille() -> Identity {
        serde_json::from_value(json!({"legal_form": "ei", "name": "Camille Durand", "siret": "73282932000074",
            "address": {"street": "12 rue des Carmes", "postcode": "35000", "city": "Rennes"}, "vat_regime": "liable"}))
        .unwrap()
    }

    fn bakery() -> ClientCard {
        serde_json::from_value(json!({"kind": "company", "name": "Boulangerie Le Goff", "siret": "552100554",
            "address": {"street": "4 place des Halles", "postcode": "22300", "city": "Lannion"}}))
        .unwrap()
    }

    fn site() -> QuoteContent {
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
        assert_eq!(deposit_of(&quote.totals, quote.deposit).gross, Cents(112_680));
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
    fn in_franchise_no_line_carries_vat() {
        let seller = Identity { vat_regime: VatRegime::Franchise, ..camille() };
        let (quote, _) = work_out(&site(), setting(&seller, &bakery()));
        assert_eq!(quote.totals.vat, Cents(0));
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
        assert!(signable(day(1), day(20), day(20), day(22)).is_ok());
        assert!(signable(day(1), day(20), day(21), day(22)).unwrap_err().message.contains("expiré"));
        assert!(signable(day(3), day(20), day(2), day(22)).is_err());
        assert!(signable(day(3), day(20), day(23), day(22)).is_err());
    }
}
