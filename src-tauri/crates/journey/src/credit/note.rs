//! What one credit note takes back: all that is left, lines and quantities, or an amount where it can mean one thing.

use crate::credit::line::{CreditedLine, LeftLine};
use crate::credit::share::{of_gross, of_net};
use crate::language::Language;
use crate::quote::{Line, LineCredit};
use crate::unit;
use crate::vat::{Totals, VatGroup, spread};
use values::input;
use values::money::{BasisPoints, Cents, Thousandths};
use values::refusal::Refusal;
use values::words::{euros, percent};

/// What is asked, as it is typed.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// VAT included; empty for lines, or for all that is left.
    pub amount: &'a str,
    pub lines: &'a [CreditedLine],
}

/// A credit note, worked out: its lines where lines were chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub totals: Totals,
    pub lines: Vec<Line>,
}

/// Can an amount mean one thing only: one rate is left, of work alone or of disbursements alone?
#[must_use]
pub fn is_one_amount(left: &Totals, lines: &[LeftLine]) -> bool {
    let standing = left.groups.iter().filter(|group| (group.net + group.vat).0 != 0).count();
    let outside: Cents = left.groups.iter().filter(|group| group.rate.0 == 0).map(|group| group.net).sum();
    let advanced: Cents = lines.iter().filter(|line| line.is_disbursement()).map(|line| line.net_left).sum();
    standing <= 1 && (advanced.0 <= 0 || outside.0 <= 0 || advanced >= outside)
}

/// The credit note asked for.
///
/// # Errors
/// A refusal at its field if nothing is left, if more than is left is asked for, or if an amount could mean several
/// rates.
pub fn note(left: &Totals, lines: &[LeftLine], asked: Asked) -> Result<Note, Refusal> {
    if left.gross.0 <= 0 {
        return Err(Refusal::not_now("Cette facture est déjà entièrement annulée par avoir."));
    }
    let whole = Note { totals: left.clone(), lines: Vec::new() };
    if !asked.lines.is_empty() {
        if !asked.amount.trim().is_empty() {
            return Err(Refusal::at("amount", "Des lignes, ou un montant en tout : videz l’un des deux."));
        }
        return of_lines(left, lines, asked.lines);
    }
    if asked.amount.trim().is_empty() {
        return Ok(whole);
    }
    let amount = input::amount("amount", asked.amount)?;
    if amount.0 <= 0 {
        return Err(Refusal::at("amount", "Un avoir est un montant positif, TTC."));
    }
    if amount > left.gross {
        return Err(Refusal::at(
            "amount",
            format!(
                "Il reste {} à annuler sur cette facture : un avoir ne la dépasse pas.",
                euros(left.gross)
            ),
        ));
    }
    if amount == left.gross {
        return Ok(whole);
    }
    if !is_one_amount(left, lines) {
        return Err(Refusal::at(
            "amount",
            "Cette facture porte plusieurs taux de TVA ou des débours : un montant seul ne dit pas ce qu’il annule. Choisissez les lignes, avec leur quantité ou un montant pour chacune.",
        ));
    }
    let groups = left.groups.iter().filter(|group| (group.net + group.vat).0 != 0);
    Ok(Note {
        totals: Totals::from_groups(groups.map(|group| of_gross(*group, amount)).collect()),
        lines: Vec::new(),
    })
}

/// How much of a line is asked.
#[derive(Clone, Copy)]
enum Part {
    Quantity(Thousandths, Cents),
    /// With VAT.
    Amount(Cents),
}

/// A line asked for: which row of what is typed, and how much.
struct Chosen<'a> {
    at: usize,
    left: &'a LeftLine,
    part: Part,
}

fn of_lines(left: &Totals, lines: &[LeftLine], typed: &[CreditedLine]) -> Result<Note, Refusal> {
    let mut chosen: Vec<Chosen> = Vec::new();
    for (at, row) in typed.iter().enumerate() {
        let under = |refusal: Refusal| refusal.under(&format!("lines[{at}]"));
        let line = lines.iter().find(|line| line.rank == row.line);
        let line = line.ok_or_else(|| under(Refusal::at("line", "Cette ligne n’est pas sur la facture.")))?;
        if chosen.iter().any(|other| other.left.rank == row.line) {
            return Err(under(Refusal::at("line", "Cette ligne est déjà choisie.")));
        }
        chosen.push(Chosen { at, left: line, part: part(line, row).map_err(under)? });
    }
    let mut rates: Vec<BasisPoints> = chosen.iter().map(|one| one.left.line.vat_rate).collect();
    rates.sort_unstable();
    rates.dedup();
    let (mut groups, mut taken) = (Vec::new(), Vec::new());
    for rate in rates {
        let same: Vec<&Chosen> = chosen.iter().filter(|one| one.left.line.vat_rate == rate).collect();
        let (group, lines) = of_rate(left, rate, &same)?;
        groups.push(group);
        taken.extend(lines);
    }
    taken.sort_by_key(|line| line.credits.map(|credit| credit.line));
    let totals = Totals::from_groups(groups);
    if totals.gross.0 <= 0 {
        return Err(Refusal::at("lines", "Un avoir est un montant positif : revoyez les lignes choisies."));
    }
    Ok(Note { totals, lines: taken })
}

fn part(left: &LeftLine, typed: &CreditedLine) -> Result<Part, Refusal> {
    if left.net_left.0 == 0 {
        return Err(Refusal::at("line", "Cette ligne est déjà entièrement annulée par avoir."));
    }
    let same_way =
        |asked: i64, left: i64| asked != 0 && (asked < 0) == (left < 0) && asked.abs() <= left.abs();
    match (typed.quantity.trim(), typed.amount.trim()) {
        ("", "") => Ok(Part::Quantity(left.quantity_left, left.net_left)),
        (quantity, "") => {
            let quantity = input::quantity("quantity", quantity)?;
            if !same_way(quantity.0, left.quantity_left.0) {
                let rest = unit::counted(Language::French, left.quantity_left, &left.line.unit);
                return Err(Refusal::at(
                    "quantity",
                    format!("Il reste {rest} à annuler sur cette ligne : pas davantage."),
                ));
            }
            let net = left.net_of(quantity);
            if !same_way(net.0, left.net_left.0) {
                return Err(Refusal::at(
                    "quantity",
                    format!(
                        "Il reste {} HT à annuler sur cette ligne : indiquez plutôt un montant.",
                        euros(left.net_left)
                    ),
                ));
            }
            Ok(Part::Quantity(quantity, net))
        }
        ("", amount) => {
            let amount = input::amount("amount", amount)?;
            // Rounding may have left a cent more of its rate.
            if !same_way(amount.0, left.gross_left().0 + left.gross_left().0.signum()) {
                return Err(Refusal::at(
                    "amount",
                    format!(
                        "Il reste {} TTC à annuler sur cette ligne : pas davantage.",
                        euros(left.gross_left())
                    ),
                ));
            }
            Ok(Part::Amount(amount))
        }
        _ => Err(Refusal::at("amount", "Une quantité, ou un montant : videz l’un des deux.")),
    }
}

/// What is taken of one rate, and its lines.
fn of_rate(left: &Totals, rate: BasisPoints, chosen: &[&Chosen]) -> Result<(VatGroup, Vec<Line>), Refusal> {
    let nothing = VatGroup { rate, net: Cents::ZERO, vat: Cents::ZERO };
    let left = left.groups.iter().find(|group| group.rate == rate).copied().unwrap_or(nothing);
    let (mut counted, mut asked) = (Cents::ZERO, Vec::new());
    for one in chosen {
        match one.part {
            Part::Quantity(_, net) => counted += net,
            Part::Amount(amount) => asked.push(amount),
        }
    }
    let amounts: Cents = asked.iter().copied().sum();
    let too_much = || {
        let field = chosen.last().map_or(String::new(), |one| match one.part {
            Part::Quantity(..) => format!("lines[{}].quantity", one.at),
            Part::Amount(_) => format!("lines[{}].amount", one.at),
        });
        let rate = if rate.0 == 0 { String::new() } else { format!(" à {}", percent(rate)) };
        Refusal::at(
            &field,
            format!(
                "Il reste {} HT{rate} à annuler sur cette facture, ce qui en est déduit ou déjà annulé étant compté : pas davantage.",
                euros(left.net)
            ),
        )
    };
    if counted > left.net {
        return Err(too_much());
    }
    let group = if asked.is_empty() {
        of_net(left, counted)
    } else {
        let gross = if counted.0 == 0 { amounts } else { counted + of_net(left, counted).vat + amounts };
        let whole = left.net + left.vat;
        // Each line was rounded alone, and all of them once: the last ones take what is left.
        let rounded = Cents(i64::try_from(asked.len()).unwrap_or(0));
        let all = chosen.iter().map(|one| one.left.net_left).sum::<Cents>() >= left.net;
        if gross > whole && !(all && gross - whole <= rounded) {
            return Err(too_much());
        }
        of_gross(left, gross.min(whole))
    };
    let mut shares = spread(group.net - counted, &asked).into_iter();
    let lines = chosen.iter().map(|one| {
        let (mut line, quantity) = match one.part {
            Part::Quantity(quantity, net) => (one.left.taken(quantity, net), quantity),
            Part::Amount(_) => (one.left.amount(shares.next().unwrap_or_default()), Thousandths(0)),
        };
        line.credits = Some(LineCredit { line: one.left.rank, quantity });
        line
    });
    Ok((group, lines.collect()))
}
