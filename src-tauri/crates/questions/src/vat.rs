//! How VAT stands between oneself and the client of a deal: rates, reasons, and why.

use books::act::Ask;
use books::error::Result;
use chrono::{Datelike, NaiveDate};
use journey::contact::person::About;
use journey::contact::place::{self, Zone};
use journey::contact::{ClientKind, unknown_seller};
use journey::law::{LegalFigure, VatReason};
use journey::legal::in_union;
use journey::quote::Nature;
use journey::sale::Sale;
use journey::sale::told::{VatSituation, VatThing, vat_situation};
use records::accounting::{BookedInvoice, booked};
use records::{person, settings};
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;
use values::words::euros;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfDeal {
    pub deal: i64,
}

/// What holds for services, or for goods.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct NatureVat {
    /// Rates that may be charged, zero the last; none where no VAT is charged at all.
    pub rates: Vec<BasisPoints>,
    /// The rate of a new line.
    pub usual: BasisPoints,
    /// Why, in one sentence.
    pub sentence: String,
    /// A zero says its reason by itself.
    pub zero_explained: bool,
    /// French VAT wants a reason.
    pub asked: bool,
    pub reasons: Vec<VatReasonRow>,
}

/// A reason that one may choose.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct VatReasonRow {
    pub code: String,
    pub label: String,
    /// Why French VAT is charged to a buyer abroad; the others say why none is.
    pub taxed: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DealVat {
    pub services: NatureVat,
    pub goods: NatureVat,
}

pub fn deal_vat(ask: &Ask, payload: OfDeal) -> Result<DealVat> {
    let client: i64 = ask
        .db
        .prepare_cached("SELECT client FROM deal WHERE id = ?1")?
        .query_row([payload.deal], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette affaire"))?;
    let (seller, law) = (settings::seller(ask)?, settings::law(ask)?);
    let buyer = person::addressed(ask, client, About::Quote)?;
    let sale = Sale::of(ask.today, &law, seller.as_ref(), &buyer);
    Ok(DealVat { services: of(&sale, Nature::Service), goods: of(&sale, Nature::Goods) })
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskVatSituation {
    pub client: i64,
    pub nature: VatThing,
    /// The day of the work, as typed; today if empty.
    #[serde(default)]
    pub supplied_on: String,
}

/// How VAT stands between oneself and a client for one kind of thing: the rule by which invoices are issued, told whole.
pub fn situation(ask: &Ask, payload: AskVatSituation) -> Result<VatSituation> {
    let day = input::optional_day("supplied_on", &payload.supplied_on, Near::Past(ask.today))?;
    let day = day.unwrap_or(ask.today);
    let seller = settings::seller_on(ask, day)?.ok_or_else(unknown_seller)?;
    let buyer = person::addressed(ask, payload.client, About::Invoice)?;
    let law = settings::law(ask)?;
    let mut told = vat_situation((&law, day), &seller, &buyer, payload.nature)?;
    let abroad = !buyer.kind.is_professional() && matches!(place::of_client(&buyer, day), Zone::Union(_));
    if abroad && let Some((threshold, _)) = law.figure(LegalFigure::DistanceSales, day) {
        told.notes.push(format!(
            "Biens vendus en {} à des particuliers d’autres pays de l’Union : {} sur {}, hors taxes, d’après vos factures.",
            day.year(),
            euros(distance_sales(ask, day)?),
            euros(Cents(threshold))
        ));
    }
    Ok(told)
}

/// Goods invoiced in that year to private persons of other countries of the Union, less credit notes; in cents, without VAT.
fn distance_sales(ask: &Ask, day: NaiveDate) -> Result<Cents> {
    let papers = booked(ask)?;
    let counted = papers.iter().filter(|paper| {
        let there = place::country_code(&paper.country).is_some_and(|code| in_union(code, paper.issued_on));
        paper.client_kind == ClientKind::Person && there && paper.issued_on.year() == day.year()
    });
    let of = |paper: &BookedInvoice| -> Cents {
        let goods: Cents =
            paper.life.portions.iter().filter(|one| one.nature == Nature::Goods).map(|one| one.net).sum();
        if paper.credits.is_some() { -goods } else { goods }
    };
    Ok(counted.map(of).sum())
}

fn of(sale: &Sale, nature: Nature) -> NatureVat {
    let situation = sale.of_nature(nature);
    let mut rates = situation.rates;
    if !rates.is_empty() {
        rates.push(BasisPoints(0));
    }
    let row = |reason: VatReason| VatReasonRow {
        code: reason.code.to_owned(),
        label: reason.label.to_owned(),
        taxed: reason.on == "taxed",
    };
    NatureVat {
        rates,
        usual: situation.usual,
        sentence: situation.sentence,
        zero_explained: situation.zero.is_some(),
        asked: situation.asked,
        reasons: sale.reasons(nature).into_iter().map(row).collect(),
    }
}
