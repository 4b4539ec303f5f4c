//! A quote's lines: what one is for, what it makes, and what lines make together.
//! Disbursements are claimed back to the cent: they stay out of VAT and discount in every sum.

use crate::activity::{Activity, Nature};
use crate::quote::gross;
use crate::quote::gross::Typed;
use crate::sale::Sale;
use crate::vat::Totals;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::{BasisPoints, Cents, LARGEST, Thousandths, UnitPrice, line_net};
use values::refusal::Refusal;

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
    /// Why it bears no VAT, or French VAT though its buyer is abroad: a code of the dated reasons or one’s own words;
    /// empty for what the rate and the parties say by themselves.
    pub vat_reason: String,
}

impl LineContent {
    pub fn is_blank(&self) -> bool {
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
    /// A code of the dated reasons or one’s own words; empty where the rate says it all.
    pub vat_reason: String,
    /// What it takes back of an invoice; on credit notes only.
    pub credits: Option<LineCredit>,
}

/// A line of an invoice, by its rank, and how much of its quantity a credit note takes back; none for an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct LineCredit {
    pub line: i64,
    pub quantity: Thousandths,
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

/// Are goods sold among them, that go somewhere?
#[must_use]
pub fn delivers(lines: &[Line]) -> bool {
    counted(lines).any(|line| line.nature == Nature::Goods)
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
    let mut reasons = counted(lines).filter(|l| l.vat_rate == rate && l.nature != Nature::Disbursement);
    let reason = reasons.next().map(|line| line.vat_reason.clone()).unwrap_or_default();
    let vat_reason = if reasons.all(|line| line.vat_reason == reason) { reason } else { String::new() };
    Line { vat_rate: rate, nature, activity, vat_reason, ..Line::default() }
}

/// What a line makes as far as it is typed, before VAT or with it as its price was typed; none until it can be worked
/// out.
#[must_use]
pub fn shown_total(typed: &LineContent) -> Option<Cents> {
    let quantity = read_quantity(typed).ok()?;
    let price = input::unit_price("", &typed.unit_price).ok()?;
    let discount = input::percent("", &typed.discount).ok()?;
    if is_too_large(quantity, price) {
        return None;
    }
    Some(line_net(quantity, price, discount))
}

/// A line as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLine {
    pub line: Line,
    /// Its price and what it makes, where it was typed with VAT.
    pub typed: Option<Typed>,
    /// What is doubtful about its VAT.
    pub doubt: Option<String>,
}

/// A line worked out for that sale; `main` is the activity of one that names none.
pub fn read_line(
    typed: &LineContent,
    with_vat: bool,
    sale: &Sale,
    main: Activity,
) -> Result<ReadLine, Refusal> {
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
    let judged = sale.judge(typed.nature, typed.vat_rate, &typed.vat_reason)?;
    let vat_rate = judged.rate;
    if is_too_large(quantity, price) {
        return Err(Refusal::at("unit_price", "Cette ligne dépasse ce que Parcours sait tenir."));
    }
    let as_typed = with_vat.then(|| Typed::of(quantity, price, discount));
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
        vat_reason: judged.reason,
        credits: None,
    };
    Ok(ReadLine { line, typed: as_typed, doubt: judged.doubt })
}

fn is_too_large(quantity: Thousandths, price: UnitPrice) -> bool {
    (i128::from(quantity.0) * i128::from(price.0)).abs() > i128::from(LARGEST.0) * 100_000
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

#[cfg(test)]
mod tests {
    use super::super::tests::{bakery, camille, setting, site};
    use super::super::work_out;
    use super::*;
    use crate::contact::Identity;
    use crate::vat::{VatGroup, VatRegime, part};
    use proptest::prelude::*;

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
        assert_eq!((problems[0].field.as_str(), problems[0].blocking), ("with_vat", false));
        let said = &problems[0].message;
        assert!(said.contains("116,04") && said.contains("116,05"), "{problems:?}");
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
}
