//! What VAT became since an order was agreed: the lines that cannot be invoiced as they stand, what either way of
//! going on costs, and the way that was chosen.
//!
//! Invariant: what was invoiced already is never taxed again, nor taxed less.

use crate::invoice::InvoiceKind;
use crate::language::Language;
use crate::quote::gross;
use crate::quote::{Line, totals_of};
use crate::sale::{FRANCHISE, Sale};
use crate::vat::{Totals, VatGroup};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice, divide, line_net};
use values::refusal::Refusal;
use values::words::euros;

/// What of the prices agreed is kept once VAT changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// Prices before VAT: it comes on top, or off.
    Net,
    /// What the client pays: it is inside.
    Gross,
}

/// The way that was chosen, as it is kept with the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatSettled {
    /// Ranks of the lines that it changed.
    pub lines: Vec<usize>,
    pub keep: Keep,
    pub rate: BasisPoints,
    pub reason: String,
    /// What was invoiced of them before, which stays as it was.
    pub before: Vec<VatGroup>,
    /// What the order and its deposit came to with it.
    pub gross: Cents,
    pub deposit: Cents,
}

/// What was invoiced of the order and stands.
#[derive(Clone, Debug)]
pub struct InvoicedPart<'a> {
    pub kind: InvoiceKind,
    pub number: &'a str,
    pub groups: &'a [VatGroup],
}

/// Reasons of lines that say what was invoiced before VAT changed; they are right as they stand.
const BEFORE: [&str; 2] = ["before_liability", "invoiced_before"];

/// Lines that cannot be invoiced as they stand, each with its rank and the sentence that says why.
#[must_use]
pub fn troubled(lines: &[Line], sale: &Sale) -> Vec<(usize, String)> {
    let trouble = |line: &Line| {
        if BEFORE.contains(&line.vat_reason.as_str()) {
            return None;
        }
        match sale.judge(line.nature, line.vat_rate, &line.vat_reason) {
            Err(_) if line.vat_reason == FRANCHISE => {
                Some("Il est sans TVA, fait en franchise, et vous la facturez au jour du travail.".to_owned())
            }
            Err(refusal) => Some(refusal.message),
            Ok(judged) if judged.rate != line.vat_rate => Some(format!(
                "Il est avec TVA, et vous n’en facturez pas au jour du travail. {}",
                sale.of_nature(line.nature).sentence
            )),
            Ok(_) => None,
        }
    };
    lines.iter().enumerate().filter_map(|(rank, line)| Some((rank, trouble(line)?))).collect()
}

/// The lines with the reasons that the sale gives them by itself.
#[must_use]
pub fn explained(lines: Vec<Line>, sale: &Sale) -> Vec<Line> {
    let explain = |line: Line| match sale.judge(line.nature, line.vat_rate, &line.vat_reason) {
        Ok(judged) if judged.rate == line.vat_rate && !BEFORE.contains(&line.vat_reason.as_str()) => {
            Line { vat_reason: judged.reason, ..line }
        }
        Ok(_) | Err(_) => line,
    };
    lines.into_iter().map(explain).collect()
}

/// What is said of an order whose VAT changed: why, and what either way of going on costs.
#[must_use]
pub fn question(why: &str, before: &Totals, net: &Totals, gross: &Totals) -> String {
    let more = net.gross - before.gross;
    let kept = gross.net - before.net;
    let paid = match more {
        Cents(0) => "le client paie la même chose".to_owned(),
        more if more.0 > 0 => {
            format!(
                "le client paie {} au lieu de {}, {} de plus",
                euros(net.gross),
                euros(before.gross),
                euros(more)
            )
        }
        less => {
            format!(
                "le client paie {} au lieu de {}, {} de moins",
                euros(net.gross),
                euros(before.gross),
                euros(-less)
            )
        }
    };
    let left = match kept {
        Cents(0) => "rien ne change pour vous".to_owned(),
        less if less.0 < 0 => {
            format!(
                "il vous reste {} hors taxe au lieu de {}, {} de moins",
                euros(gross.net),
                euros(before.net),
                euros(-less)
            )
        }
        more => {
            format!(
                "il vous reste {} hors taxe au lieu de {}, {} de plus",
                euros(gross.net),
                euros(before.net),
                euros(more)
            )
        }
    };
    format!(
        "La TVA a changé depuis l’accord. {why} Aux mêmes prix hors taxe, {paid} ; au même prix à payer, {left}. Choisissez avant de facturer."
    )
}

/// The lines once a way was chosen.
#[must_use]
pub fn applied(mut lines: Vec<Line>, settled: &VatSettled) -> Vec<Line> {
    let mut paid = Cents::ZERO;
    for rank in &settled.lines {
        if let Some(line) = lines.get_mut(*rank) {
            paid += line.net + line.net.share(line.vat_rate);
            *line = changed(line, settled);
        }
    }
    if settled.keep == Keep::Gross {
        keep_whole(&mut lines, paid, settled);
    }
    for group in settled.before.iter().filter(|group| !group.net.is_zero()) {
        let taken = match settled.keep {
            Keep::Net => group.net,
            Keep::Gross => price(Thousandths(1000), group.net, group.rate, settled.rate).1,
        };
        let label = "Travail déjà facturé";
        let line = |net: Cents, rate: BasisPoints, reason: &str| Line {
            label: label.to_owned(),
            quantity: Thousandths(1000),
            unit_price: UnitPrice(net.0 * 100),
            vat_rate: rate,
            net,
            vat_reason: reason.to_owned(),
            ..Line::default()
        };
        let reason = if group.rate.0 == 0 { BEFORE[0] } else { BEFORE[1] };
        lines.push(line(group.net, group.rate, reason));
        lines.push(line(-taken, settled.rate, &settled.reason));
    }
    lines
}

/// VAT is rounded once: what lines miss of what they made together, as far as a net makes it, goes to the last one
/// that can bear it.
fn keep_whole(lines: &mut [Line], paid: Cents, settled: &VatSettled) {
    let wanted = price(Thousandths(1000), paid, BasisPoints(0), settled.rate).1;
    let made: Cents = settled.lines.iter().filter_map(|rank| lines.get(*rank)).map(|line| line.net).sum();
    let bears = |line: &Line| line.quantity.0 == 1000 && line.discount.0 == 0 && !line.optional;
    let last = settled.lines.iter().rev().find(|rank| lines.get(**rank).is_some_and(bears));
    if let Some(line) = last.and_then(|rank| lines.get_mut(*rank)) {
        line.net += wanted - made;
        line.unit_price = UnitPrice(line.net.0 * 100);
    }
}

fn changed(line: &Line, settled: &VatSettled) -> Line {
    let mut line = line.clone();
    if settled.keep == Keep::Gross && line.vat_rate != settled.rate {
        let paid = divide(i128::from(line.unit_price.0) * i128::from(10_000 + line.vat_rate.0), 10_000);
        line.unit_price = gross::net_price(line.quantity, UnitPrice(paid), line.discount, settled.rate);
        line.net = line_net(line.quantity, line.unit_price, line.discount);
    }
    line.vat_rate = settled.rate;
    line.vat_reason.clone_from(&settled.reason);
    line
}

/// The unit price and the net that make, at another rate, what a net made at its own.
fn price(quantity: Thousandths, net: Cents, from: BasisPoints, to: BasisPoints) -> (UnitPrice, Cents) {
    let paid = UnitPrice((net + net.share(from)).0 * 100);
    let unit = gross::net_price(quantity, paid, BasisPoints(0), to);
    (unit, line_net(quantity, unit, BasisPoints(0)))
}

/// A way of going on, as it is typed.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    pub keep: Keep,
    pub rate: BasisPoints,
    pub reason: &'a str,
}

/// Settles the VAT of an order: the lines that cannot be invoiced take that rate for that reason.
///
/// # Errors
/// A sentence where nothing is to be settled, where the rate does not hold, or where deposits without VAT stand.
pub fn settle(
    lines: &[Line],
    discount: BasisPoints,
    sale: &Sale,
    standing: &[InvoicedPart],
    chosen: Chosen,
) -> Result<VatSettled, Refusal> {
    let troubled = troubled(lines, sale);
    if troubled.is_empty() {
        return Err(Refusal::not_now(
            "La TVA de cette commande est toujours celle de l’accord : facturez-la.",
        ));
    }
    let ranks: Vec<usize> = troubled.into_iter().map(|(rank, _)| rank).collect();
    let mut reason = String::new();
    for line in ranks.iter().filter_map(|rank| lines.get(*rank)) {
        let judged = sale.judge(line.nature, chosen.rate, chosen.reason)?;
        if judged.rate != chosen.rate {
            return Err(Refusal::at("vat_rate", sale.of_nature(line.nature).sentence));
        }
        reason = judged.reason;
    }
    let former: Vec<BasisPoints> =
        ranks.iter().filter_map(|rank| lines.get(*rank)).map(|line| line.vat_rate).collect();
    let gone =
        |group: &&VatGroup| group.rate != chosen.rate && former.contains(&group.rate) && !group.net.is_zero();
    let mut before: Vec<VatGroup> = Vec::new();
    for invoice in standing {
        for group in invoice.groups.iter().filter(gone) {
            // A deposit asks for work to come, which bears the VAT of its own day.
            if invoice.kind == InvoiceKind::Deposit && group.rate.0 == 0 {
                return Err(Refusal::not_now(format!(
                    "L’acompte {} a été demandé sans TVA pour un travail qui en porte : annulez-le par un avoir, choisissez, puis demandez-le de nouveau. Ce qui a été payé reste au client.",
                    invoice.number
                )));
            }
            match before.iter_mut().find(|known| known.rate == group.rate) {
                Some(known) => {
                    known.net += group.net;
                    known.vat += group.vat;
                }
                None => before.push(*group),
            }
        }
    }
    let mut settled = VatSettled {
        lines: ranks,
        keep: chosen.keep,
        rate: chosen.rate,
        reason,
        before,
        gross: Cents::ZERO,
        deposit: Cents::ZERO,
    };
    settled.gross = totals_of(&applied(lines.to_vec(), &settled), discount).gross;
    Ok(settled)
}

/// A client who signed a price with all taxes pays that one.
///
/// # Errors
/// A refusal at `keep`.
pub fn may_ask_more(is_professional: bool, before: Cents, after: Cents) -> Result<(), Refusal> {
    if !is_professional && after > before {
        return Err(Refusal::at(
            "keep",
            "Un particulier a signé un prix tout compris : gardez ce qu’il paie, ou faites-lui signer un avenant.",
        ));
    }
    Ok(())
}

/// « VAT of the order settled », on the timeline.
#[must_use]
pub fn told(settled: &VatSettled) -> String {
    let rate = Language::French.percent(settled.rate);
    match settled.keep {
        Keep::Net => {
            format!("TVA à {rate} sur les prix hors taxe de l’accord : {} à payer.", euros(settled.gross))
        }
        Keep::Gross => format!("TVA à {rate} dans le prix à payer de l’accord : {}.", euros(settled.gross)),
    }
}
