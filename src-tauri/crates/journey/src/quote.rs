//! Quote: what is offered, worked out line by line, and what stands in the way of sending it.

pub mod catalogue;
pub mod changes;
mod conditions;
pub mod gross;

use crate::contact::{ClientCard, ClientKind, Identity};
use crate::input;
use crate::invoice::longest_delay;
use crate::legal;
use crate::money::{BasisPoints, Cents, LARGEST, Thousandths, UnitPrice, line_net};
use crate::refusal::{Code, Refusal};
use crate::vat::{Totals, VatGroup, VatRegime, part};
use crate::words;
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

    /// The activity of a line that names none, for someone whose main one this is.
    #[must_use]
    pub fn usual(self, nature: Nature) -> Activity {
        match (nature, self) {
            (Nature::Goods, _) => Activity::Sales,
            (Nature::Service, Activity::Sales) => Activity::CommercialServices,
            (Nature::Service | Nature::Disbursement, main) => main,
        }
    }
}

/// What is agreed beside the lines, frozen with a version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Conditions {
    /// Unit prices were typed with VAT included; the lines keep the net ones.
    pub with_vat: bool,
    /// Those prices as typed, line by line; empty where net ones were typed.
    pub typed_prices: Vec<UnitPrice>,
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
    /// The usual one if none.
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

/// The totals of lines that count, options apart. A discount on the whole is taken off the work only: a
/// disbursement is claimed back to the cent, or it would no longer be one (CGI art. 267 II-2°).
#[must_use]
pub fn totals_of(lines: &[Line], discount: BasisPoints) -> Totals {
    let work: Vec<_> = counted(lines)
        .filter(|line| line.nature != Nature::Disbursement)
        .map(|line| (line.vat_rate, line.net))
        .collect();
    Totals::of_lines(&work, discount).outside_vat(disbursements(lines))
}

/// Lines that are not options.
pub fn counted(lines: &[Line]) -> impl Iterator<Item = &Line> {
    lines.iter().filter(|line| !line.optional)
}

/// What lines claim back to the cent, options apart.
#[must_use]
pub fn disbursements(lines: &[Line]) -> Cents {
    counted(lines).filter(|line| line.nature == Nature::Disbursement).map(|line| line.net).sum()
}

/// How much of these totals is disbursements, where the totals may be a part of the lines only: what is left outside
/// VAT is disbursements first.
#[must_use]
pub fn disbursed(lines: &[Line], totals: &Totals) -> Cents {
    let outside = totals.groups.iter().filter(|g| g.rate.0 == 0).map(|g| g.net).sum::<Cents>();
    disbursements(lines).min(outside).max(Cents::ZERO)
}

/// A line that stands for all those at one VAT rate: what they are for where they agree, a service otherwise.
#[must_use]
pub fn standing_for(lines: &[Line], rate: BasisPoints) -> Line {
    let mut same = counted(lines).filter(|line| line.vat_rate == rate);
    let (nature, activity) = same.next().map(|line| (line.nature, line.activity)).unwrap_or_default();
    let nature = if same.all(|line| line.nature == nature) { nature } else { Nature::Service };
    Line { vat_rate: rate, nature, activity, ..Line::default() }
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

    let mut lines = Vec::new();
    let mut typed_prices = Vec::new();
    let mut typed_total = Cents::ZERO;
    for (i, typed) in content.lines.iter().enumerate().take(MOST_LINES) {
        // A trailing empty line is where the next one will be typed.
        if typed.is_blank() {
            continue;
        }
        match read_line(typed, content.with_vat, setting) {
            Ok((line, as_typed)) => {
                if let Some(typed) = as_typed {
                    typed_prices.push(typed.price);
                    if !line.optional {
                        typed_total += typed.total;
                    }
                    if let Some(sentence) = typed.misses(line.net + line.net.share(line.vat_rate)) {
                        problems.push(Problem::warns(&format!("lines[{i}].unit_price"), sentence));
                    }
                }
                lines.push(line);
            }
            Err(refusal) => problems.push(refusal.under(&format!("lines[{i}]")).into()),
        }
    }
    if content.lines.len() > MOST_LINES {
        problems.push(Problem::blocks("lines", format!("Un devis a {MOST_LINES} lignes au plus.")));
    }
    if content.lines.iter().all(LineContent::is_blank) {
        problems.push(Problem::blocks("lines[0].label", "Décrivez au moins une prestation."));
    }
    let conditions = Conditions { typed_prices, ..conditions::read(content, &mut problems) };
    let totals = totals_of(&lines, discount);
    let work = totals_of(&lines, BasisPoints(0));
    if content.with_vat && typed_total != work.gross && problems.iter().all(|p| !p.field.starts_with("lines"))
    {
        problems.push(Problem::warns(
            "with_vat",
            format!(
                "La TVA s’arrondit une fois par taux : les lignes font {} TTC ensemble, et non {}.",
                words::euros(work.gross),
                words::euros(typed_total)
            ),
        ));
    }
    if totals.gross > LARGEST {
        problems.push(Problem::blocks("lines", "Le total dépasse ce que Parcours sait tenir."));
    } else if problems.iter().all(|p| !p.field.starts_with("lines")) {
        let apart = totals.without(disbursements(&lines));
        if !lines.is_empty() && lines.iter().all(|line| line.optional) {
            problems.push(Problem::blocks(
                "lines",
                "Toutes les lignes sont des options : gardez-en une qui soit commandée dans tous les cas.",
            ));
        } else if totals.gross.0 <= 0 || apart.groups.iter().any(|g| g.net.0 < 0) {
            problems.push(Problem::blocks(
                "lines",
                "Le total de chaque taux doit être positif : vérifiez quantités et prix.",
            ));
        }
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

fn default_validity(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_add_days(Days::new(days)).unwrap_or(today)
}

/// A line worked out and, where its price was typed with VAT, that price and what it makes.
fn read_line(
    typed: &LineContent,
    with_vat: bool,
    setting: Setting,
) -> Result<(Line, Option<gross::Typed>), Refusal> {
    let (regime, main) =
        setting.seller.map_or((VatRegime::Liable, Activity::default()), |s| (s.vat_regime, s.activity));
    let label = input::required("label", &typed.label, input::SHORT, "Nommez cette prestation.")?;
    let detail = input::paragraph("detail", &typed.detail, input::LONG)?;
    let quantity = read_quantity(typed)?;
    let price = input::unit_price("unit_price", &typed.unit_price)?;
    let discount = input::percent("discount", &typed.discount)?;
    let disbursement = typed.nature == Nature::Disbursement;
    if disbursement && discount.0 > 0 {
        return Err(Refusal::at(
            "discount",
            "Un débours se refacture au centime près : retirez cette remise.",
        ));
    }
    let vat_rate = match regime {
        VatRegime::Liable if !disbursement => typed.vat_rate,
        VatRegime::Liable | VatRegime::Franchise => BasisPoints(0),
    };
    if !legal::vat_rates(setting.today).contains(&vat_rate) {
        return Err(Refusal::at(
            "vat_rate",
            "Ce taux de TVA n’est pas en vigueur : choisissez-en un dans la liste.",
        ));
    }
    let exact = i128::from(quantity.0) * i128::from(price.0);
    if exact.abs() > i128::from(LARGEST.0) * 100_000 {
        return Err(Refusal::at("unit_price", "Cette ligne dépasse ce que Parcours sait tenir."));
    }
    let as_typed = with_vat.then(|| gross::Typed::of(quantity, price, discount));
    let unit_price = if with_vat { gross::net_price(quantity, price, discount, vat_rate) } else { price };
    let net = line_net(quantity, unit_price, discount);
    if disbursement && net.0 < 0 {
        return Err(Refusal::at(
            "unit_price",
            "Un débours est une somme que vous avez avancée : elle est positive.",
        ));
    }
    let line = Line {
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
        activity: typed.activity.unwrap_or_else(|| main.usual(typed.nature)),
    };
    Ok((line, as_typed))
}

fn read_quantity(typed: &LineContent) -> Result<Thousandths, Refusal> {
    if typed.quantity.trim().is_empty() {
        return Ok(Thousandths(1000));
    }
    let quantity = input::quantity("quantity", &typed.quantity)?;
    if quantity.0 == 0 {
        return Err(Refusal::at("quantity", "Une quantité nulle ne se facture pas : retirez la ligne."));
    }
    Ok(quantity)
}

/// What a line makes as far as it is typed, before VAT or with it as its price was typed; none until it can be worked
/// out.
#[must_use]
pub fn shown_total(typed: &LineContent, with_vat: bool, regime: VatRegime) -> Option<Cents> {
    let quantity = read_quantity(typed).ok()?;
    let price = input::unit_price("", &typed.unit_price).ok()?;
    let discount = input::percent("", &typed.discount).ok()?;
    if !with_vat || regime == VatRegime::Franchise || typed.nature == Nature::Disbursement {
        return Some(line_net(quantity, price, discount));
    }
    let net = line_net(quantity, gross::net_price(quantity, price, discount, typed.vat_rate), discount);
    Some(net + net.share(typed.vat_rate))
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
    use proptest::prelude::*;
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
    fn a_disbursement_carries_neither_vat_nor_discount() {
        let mut content = site();
        content.discount = "10".into();
        content.lines[1].nature = Nature::Disbursement;
        let (quote, problems) = work_out(&content, setting(&camille(), &bakery()));
        assert_eq!(problems, []);
        assert_eq!(quote.lines[1].vat_rate, BasisPoints(0));
        // (1 450 - 10 %) and its VAT, and 1 680 to the cent.
        assert_eq!(quote.totals.gross, Cents(130_500 + 26_100 + 168_000));
        assert_eq!(disbursements(&quote.lines), Cents(168_000));
        let apart = quote.totals.without(Cents(168_000));
        assert_eq!((apart.net, apart.groups.len()), (Cents(130_500), 1));

        content.lines[1].discount = "5".into();
        let (_, problems) = work_out(&content, setting(&camille(), &bakery()));
        assert_eq!(problems[0].field, "lines[1].discount");
        content.lines[1].discount = String::new();
        content.lines[1].unit_price = "-3".into();
        let (_, problems) = work_out(&content, setting(&camille(), &bakery()));
        assert_eq!(problems[0].field, "lines[1].unit_price");
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
    fn prices_typed_with_vat_keep_their_total_or_say_so() {
        let mut content = site();
        content.with_vat = true;
        content.lines[0].unit_price = "1 740".into();
        content.lines[1].unit_price = "576".into();
        let (quote, problems) = work_out(&content, setting(&camille(), &bakery()));
        assert_eq!(problems, []);
        assert_eq!(quote.totals.gross, Cents(375_600), "1 740 and 3,5 days at 576");
        assert_eq!(quote.conditions.typed_prices, [UnitPrice(17_400_000), UnitPrice(5_760_000)]);
        content.lines[0].unit_price = "100,05".into();
        let (quote, problems) = work_out(&content, setting(&camille(), &bakery()));
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!((problems[0].field.as_str(), problems[0].blocking), ("lines[0].unit_price", false));
        assert!(problems[0].message.contains("100,04"), "{problems:?}");
        assert_eq!(quote.totals.gross, Cents(10_004 + 201_600));
        // A rate of its own and a seller without VAT change nothing to what was typed.
        let seller = Identity { vat_regime: VatRegime::Franchise, ..camille() };
        let (quote, _) = work_out(&content, setting(&seller, &bakery()));
        assert_eq!(quote.totals.gross, Cents(10_005 + 201_600));
    }

    #[test]
    fn a_line_that_names_no_activity_has_the_usual_one() {
        let seller = Identity { activity: Activity::CommercialServices, ..camille() };
        let mut content = site();
        content.lines[1].nature = Nature::Goods;
        let (quote, _) = work_out(&content, setting(&seller, &bakery()));
        assert_eq!(quote.lines[0].activity, Activity::CommercialServices);
        assert_eq!(quote.lines[1].activity, Activity::Sales);
    }

    proptest! {
        /// Disbursements stay out of VAT and discount, and the parts of an order still make the whole.
        #[test]
        fn disbursements_are_claimed_to_the_cent(
            typed in prop::collection::vec((0_usize..5, 1_i64..5_000_000, 0_u8..4), 1..8),
            discount in 0_i64..3000,
            asked in prop::collection::vec(0_i64..10_000, 0..4),
        ) {
            let rates = [2000, 1000, 550, 210, 0];
            let lines: Vec<Line> = typed
                .iter()
                .map(|(rate, net, kind)| {
                    let advanced = *kind == 0;
                    Line {
                        vat_rate: BasisPoints(if advanced { 0 } else { rates[*rate] }),
                        net: Cents(*net),
                        optional: *kind == 1,
                        nature: if advanced { Nature::Disbursement } else { Nature::Service },
                        ..Line::default()
                    }
                })
                .collect();
            let whole = totals_of(&lines, BasisPoints(discount));
            let advanced = disbursements(&lines);
            let work: Vec<Line> =
                lines.iter().filter(|l| l.nature != Nature::Disbursement).cloned().collect();
            let without = totals_of(&work, BasisPoints(discount));
            prop_assert_eq!(whole.gross, without.gross + advanced);
            prop_assert_eq!(whole.vat, without.vat);
            prop_assert_eq!(whole.without(advanced).gross, without.gross);
            let mut left = whole.clone();
            for percent in asked {
                let groups = &left.groups;
                let taken: Vec<VatGroup> =
                    groups.iter().map(|g| part(*g, g.net.share(BasisPoints(percent)))).collect();
                left = left.less(&taken);
                prop_assert!(disbursed(&lines, &left) <= advanced);
                let apart = left.without(disbursed(&lines, &left));
                prop_assert!(apart.groups.iter().all(|g| g.net.0 >= 0));
            }
        }
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
