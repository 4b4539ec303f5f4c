//! What an electronic invoice comes to: allowances, VAT by category and rate, totals.

use crate::paper::einvoice::lines::Taxed;
use crate::paper::einvoice::told::{given, rate_of};
use crate::paper::electronic::{ElectronicPart, UntaxedReason};
use crate::paper::invoiced::InvoicePaper;
use einvoice::decimal::Decimal;
use einvoice::model::{AllowanceOrCharge, DocumentTotals, VatBreakdown};
use journey::contact::Language;
use journey::say;
use journey::vat::spread;
use values::money::{BasisPoints, Cents};

/// Category, rate and the allowance or charge.
pub type Allowance = (String, BasisPoints, AllowanceOrCharge);

/// BG-20: what the discount on the whole takes off each category and rate, as the paper spread it over the rates.
pub fn allowances(paper: &InvoicePaper, lines: &[Taxed]) -> Vec<Allowance> {
    let language = paper.parties.language();
    let mut found = Vec::new();
    for group in &paper.totals.groups {
        let of_rate: Vec<&Taxed> = lines.iter().filter(|taxed| taxed.rate == group.rate).collect();
        let less = of_rate.iter().map(|taxed| taxed.net).sum::<Cents>() - group.net;
        if less.is_zero() {
            continue;
        }
        let mut categories: Vec<(&str, Cents)> = Vec::new();
        for taxed in of_rate.into_iter().filter(|taxed| !taxed.disbursed) {
            match categories.iter_mut().find(|(known, _)| *known == taxed.category) {
                Some((_, net)) => *net += taxed.net,
                None => categories.push((&taxed.category, taxed.net)),
            }
        }
        let weights: Vec<Cents> = categories.iter().map(|(_, net)| net.abs()).collect();
        for ((category, _), part) in categories.iter().zip(spread(less, &weights)) {
            let one = AllowanceOrCharge {
                is_charge: part.0 < 0,
                amount: Some(part.abs().into()),
                vat_category: Some((*category).to_owned()),
                vat_rate: rate_of(category, group.rate),
                reason: Some(say!(language, "Remise {rate}", rate = language.percent(paper.discount))),
                ..AllowanceOrCharge::default()
            };
            found.push(((*category).to_owned(), group.rate, one));
        }
    }
    found.retain(|(_, _, one)| one.amount.is_some_and(|amount| !amount.is_zero()));
    found
}

/// What an allowance takes off, below zero where it adds.
fn taken_off(one: &AllowanceOrCharge) -> Cents {
    let amount = one.amount.and_then(Decimal::cents).unwrap_or_default();
    if one.is_charge { -amount } else { amount }
}

/// BG-23: one group for each category and rate; the tax of a rate is that of the paper.
pub fn breakdown(
    paper: &InvoicePaper,
    part: &ElectronicPart,
    lines: &[Taxed],
    allowances: &[Allowance],
) -> Vec<VatBreakdown> {
    let mut groups: Vec<(&str, BasisPoints, Cents)> = Vec::new();
    let of_lines = lines.iter().map(|taxed| (taxed.category.as_str(), taxed.rate, taxed.net));
    let of_allowances =
        allowances.iter().map(|(category, rate, one)| (category.as_str(), *rate, -taken_off(one)));
    for (category, rate, net) in of_lines.chain(of_allowances) {
        match groups.iter_mut().find(|known| known.0 == category && known.1 == rate) {
            Some(known) => known.2 += net,
            None => groups.push((category, rate, net)),
        }
    }
    groups
        .into_iter()
        .map(|(category, rate, base)| {
            let charged = paper.totals.groups.iter().find(|group| group.rate == rate && rate.0 != 0);
            let why: Vec<&UntaxedReason> =
                part.reasons.iter().filter(|reason| reason.category == category).collect();
            VatBreakdown {
                base: Some(base.into()),
                tax: Some(charged.map_or(Cents::ZERO, |group| group.vat).into()),
                category: category.to_owned(),
                rate: rate_of(category, rate),
                exemption_reason: (category != "S").then(|| why_untaxed(&why, paper.parties.language())),
                // Several reasons share one group (BR-E-01): a code stands where it is that of all.
                exemption_code: why
                    .first()
                    .filter(|first| why.iter().all(|one| one.code == first.code))
                    .and_then(|first| given(&first.code)),
            }
        })
        .collect()
}

fn why_untaxed(why: &[&UntaxedReason], language: Language) -> String {
    if why.is_empty() {
        return say!(language, "Opération sans TVA").to_owned();
    }
    why.iter().map(|reason| reason.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// BG-22.
pub fn totals(paper: &InvoicePaper, lines: &[Taxed], allowances: &[Allowance]) -> DocumentTotals {
    let total = |charge: bool| {
        let all: Cents = allowances
            .iter()
            .filter(|(_, _, one)| one.is_charge == charge)
            .map(|(_, _, one)| taken_off(one).abs())
            .sum();
        (!all.is_zero()).then(|| all.into())
    };
    DocumentTotals {
        lines: Some(lines.iter().map(|taxed| taxed.net).sum::<Cents>().into()),
        allowances: total(false),
        charges: total(true),
        without_vat: Some(paper.totals.net.into()),
        vat: Some(paper.totals.vat.into()),
        with_vat: Some(paper.totals.gross.into()),
        due: Some(paper.totals.gross.into()),
        ..DocumentTotals::default()
    }
}
