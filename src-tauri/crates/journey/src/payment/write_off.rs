//! A write-off: what is left of an invoice is lost, and on what ground. It silences reminders and counts as a loss; VAT
//! that was paid to the State for it may be had back.

use crate::language::Language;
use crate::sale::due::Due;
use crate::say;
use crate::vat::{VatGroup, spread};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;
use values::words::{euros, long_date};

/// Why nothing more will come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LossGround {
    /// A court opened the client's liquidation.
    Liquidation,
    /// A bailiff or the representative of the creditors says in writing that nothing can be had.
    Certified,
    /// The client is gone, and cannot be found.
    Vanished,
    /// What it would cost to go on is more than what it would bring.
    NotWorthIt,
    /// The time to ask for it in court has run out.
    Prescribed,
    Other,
}

values::stored!(LossGround {
    Liquidation = "liquidation",
    Certified = "certified",
    Vanished = "vanished",
    NotWorthIt = "not_worth_it",
    Prescribed = "prescribed",
    Other = "other",
});

impl LossGround {
    /// « liquidation judiciaire »
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            LossGround::Liquidation => "liquidation judiciaire",
            LossGround::Certified => "irrécouvrabilité certifiée",
            LossGround::Vanished => "client introuvable",
            LossGround::NotWorthIt => "poursuites trop coûteuses",
            LossGround::Prescribed => "créance prescrite",
            LossGround::Other => "autre raison",
        }
    }

    /// Is it lost for good without one's own choice? VAT is given back of nothing else (CGI art. 272, 1).
    #[must_use]
    pub fn is_definitive(self) -> bool {
        match self {
            LossGround::Liquidation | LossGround::Certified | LossGround::Vanished => true,
            LossGround::NotWorthIt | LossGround::Prescribed | LossGround::Other => false,
        }
    }
}

/// What is left of an invoice to write off.
///
/// # Errors
/// Where nothing is left, or the day cannot be.
pub fn may_write_off(
    number: &str,
    issued_on: NaiveDate,
    open: Cents,
    lost_on: NaiveDate,
    today: NaiveDate,
) -> Result<Cents, Refusal> {
    if open.0 <= 0 {
        return Err(Refusal::not_now(format!(
            "Il ne reste rien à payer de {number} : rien à passer en perte."
        )));
    }
    if lost_on < issued_on {
        return Err(Refusal::at(
            "lost_on",
            format!("{number} est du {} : la perte vient après.", long_date(issued_on)),
        ));
    }
    if lost_on > today {
        return Err(Refusal::at("lost_on", "La perte ne peut pas être à venir."));
    }
    Ok(open)
}

/// A debt is barred by time only once that time is over.
///
/// # Errors
/// At `ground`, with the day.
pub fn may_be_prescribed(
    ground: LossGround,
    number: &str,
    last_day: NaiveDate,
    lost_on: NaiveDate,
) -> Result<(), Refusal> {
    if ground == LossGround::Prescribed && lost_on <= last_day {
        return Err(Refusal::at(
            "ground",
            format!("{number} ne se prescrit que le {} : choisissez une autre raison.", long_date(last_day)),
        ));
    }
    Ok(())
}

/// A line of an invoice, for its VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxedLine {
    pub rate: BasisPoints,
    pub net: Cents,
    pub due: Due,
}

/// The VAT of what is lost that was due before any payment: of goods at their delivery, of services at the invoice by
/// option. What falls due with the payment was never paid to the State, and nothing is had back of it.
#[must_use]
pub fn paid_before(groups: &[VatGroup], lines: &[TaxedLine], gross: Cents, lost: Cents) -> Cents {
    let mut due = Cents::ZERO;
    for group in groups {
        let of_rate: Vec<&TaxedLine> = lines.iter().filter(|line| line.rate == group.rate).collect();
        let weights: Vec<Cents> = of_rate.iter().map(|line| line.net).collect();
        let vats = spread(group.vat, &weights);
        let before = |line: &TaxedLine| matches!(line.due, Due::Delivery | Due::Debit);
        due += of_rate.iter().zip(vats).filter(|(line, _)| before(line)).map(|(_, vat)| vat).sum();
    }
    if gross.0 <= 0 {
        return Cents::ZERO;
    }
    // The part that is lost bears its part of it.
    spread(due, &[lost, gross - lost]).first().copied().unwrap_or_default()
}

/// What of an invoice stays unpaid for good, with the VAT that is had back of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftUnpaid {
    pub net: Cents,
    pub vat: Cents,
}

impl LeftUnpaid {
    /// Of what is lost on that ground, with VAT; none where no VAT is had back.
    #[must_use]
    pub fn of(lost: Cents, vat: Cents, ground: LossGround) -> Option<LeftUnpaid> {
        (vat.0 > 0 && ground.is_definitive()).then_some(LeftUnpaid { net: lost - vat, vat })
    }

    /// What the duplicate that is sent to the client says, as the law has it (CGI art. 272, 1; BOI-TVA-DED-40-10-20).
    #[must_use]
    pub fn said(self, language: Language) -> String {
        let (net, vat) = (language.euros(self.net), language.euros(self.vat));
        say!(
            language,
            "Facture demeurée impayée pour la somme de {net} (prix net) et pour la somme de {vat} (taxe correspondante) qui ne peut faire l’objet d’une déduction (article 272 du code général des impôts)",
            net = net,
            vat = vat
        )
    }
}

/// What to do to have VAT back, a sentence each; none where there is none to have.
#[must_use]
pub fn vat_note(number: &str, vat: Cents, net: Cents, ground: LossGround) -> Vec<String> {
    if vat.0 <= 0 {
        return Vec::new();
    }
    if !ground.is_definitive() {
        return vec![format!(
            "{} de TVA déjà due ne se récupère pas pour ce motif : il faut une créance définitivement perdue (CGI art. 272, 1).",
            euros(vat)
        )];
    }
    vec![
        format!("{} de TVA, déjà due, se récupère : la créance est définitivement perdue (CGI art. 272, 1).", euros(vat)),
        format!(
            "Envoyez d’abord au client un duplicata de {number} avec, bien visible : « {} ».",
            LeftUnpaid { net, vat }.said(Language::French)
        ),
        "Déduisez ensuite cette TVA sur votre déclaration, et gardez le duplicata avec la preuve de la perte.".to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    #[test]
    fn what_is_left_is_lost_on_a_day_that_came() {
        let lost = |open, on| may_write_off("F-1", day(2), Cents(open), on, day(20));
        assert_eq!(lost(500, day(20)), Ok(Cents(500)));
        assert!(lost(0, day(20)).unwrap_err().message.contains("rien à passer"));
        assert_eq!(lost(500, day(1)).unwrap_err().field.as_deref(), Some("lost_on"));
        assert_eq!(lost(500, day(21)).unwrap_err().field.as_deref(), Some("lost_on"));
    }

    #[test]
    fn only_vat_that_was_due_before_the_payment_is_had_back() {
        let rate = BasisPoints(2_000);
        let groups = [VatGroup { rate, net: Cents(100_000), vat: Cents(20_000) }];
        let line = |net, due| TaxedLine { rate, net: Cents(net), due };
        let back = |lines: &[TaxedLine], lost| paid_before(&groups, lines, Cents(120_000), Cents(lost));
        assert_eq!(
            back(&[line(100_000, Due::Receipt)], 120_000),
            Cents(0),
            "under receipts nothing was paid"
        );
        assert_eq!(back(&[line(100_000, Due::Debit)], 120_000), Cents(20_000));
        assert_eq!(back(&[line(100_000, Due::Debit)], 60_000), Cents(10_000), "half of it was received");
        // A quarter is goods, whose VAT was due at their delivery: 5 000 of 20 000.
        let mixed = [line(75_000, Due::Receipt), line(25_000, Due::Delivery)];
        assert_eq!(back(&mixed, 120_000), Cents(5_000));
        assert_eq!(paid_before(&[], &[line(100_000, Due::Never)], Cents(100_000), Cents(100_000)), Cents(0));
    }

    #[test]
    fn one_who_gives_up_by_choice_has_nothing_back() {
        let note = |ground| {
            vat_note("F-1", Cents(20_000), Cents(100_000), ground)
                .join(" ")
                .replace(['\u{a0}', '\u{202f}'], " ")
        };
        assert!(note(LossGround::Liquidation).contains("duplicata de F-1"));
        assert!(
            note(LossGround::Liquidation).contains("1 000,00 € (prix net)"),
            "{}",
            note(LossGround::Liquidation)
        );
        assert!(note(LossGround::NotWorthIt).contains("ne se récupère pas"));
        assert!(vat_note("F-1", Cents(0), Cents(100), LossGround::Liquidation).is_empty());
    }
}
