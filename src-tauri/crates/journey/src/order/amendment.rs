//! Amendment: a quote of the whole as it now stands, that replaces the order it names once it is signed.

use crate::language::Language;
use crate::quote::line::Line;
use crate::say;
use crate::vat::{Totals, VatGroup};
use values::money::Cents;
use values::refusal::Refusal;
use values::words::{euros, percent};

/// Does the new whole hold what is already invoiced, for every VAT rate?
///
/// # Errors
/// A refusal that names the rate whose invoices go beyond it.
pub fn holds(whole: &Totals, invoiced: &[VatGroup], taxed: bool) -> Result<(), Refusal> {
    for group in invoiced {
        let now = whole.groups.iter().find(|g| g.rate == group.rate);
        let (net, vat) = now.map_or((Cents::ZERO, Cents::ZERO), |g| (g.net, g.vat));
        if net < group.net || vat < group.vat {
            let rate = if taxed { format!(" à {}", percent(group.rate)) } else { String::new() };
            return Err(Refusal::at(
                "lines",
                format!(
                    "{} sont déjà facturés{rate}, plus que ce nouveau total : prenez d’abord un avoir.",
                    euros(group.net)
                ),
            ));
        }
    }
    Ok(())
}

/// What an amendment changes, one sentence each: lines added, withdrawn, changed.
#[must_use]
pub fn changes(language: Language, before: &[Line], after: &[Line]) -> Vec<String> {
    let mut left: Vec<&Line> = before.iter().collect();
    let (mut added, mut changed) = (Vec::new(), Vec::new());
    for line in after.iter().filter(|line| !line.optional) {
        // The same line if there is one, else one of the same name.
        let same = left.iter().position(|l| l.label == line.label && l.net == line.net);
        match same.or_else(|| left.iter().position(|l| l.label == line.label)) {
            Some(at) => {
                let former = left.remove(at);
                if former.net != line.net {
                    changed.push(say!(
                        language,
                        "{line} : {now} au lieu de {former}.",
                        line = line.label,
                        now = language.euros(line.net),
                        former = language.euros(former.net)
                    ));
                }
            }
            None => added.push(say!(
                language,
                "Ajouté : {line}, {net}.",
                line = line.label,
                net = language.euros(line.net)
            )),
        }
    }
    let gone = left.iter().map(|line| {
        say!(language, "Retiré : {line}, {net}.", line = line.label, net = language.euros(line.net))
    });
    added.into_iter().chain(changed).chain(gone).collect()
}

/// « 4 000,00 € deviennent 4 720,00 €, soit 720,00 € de plus. »
#[must_use]
pub fn difference(language: Language, before: Cents, after: Cents) -> String {
    let (from, to) = (language.euros(before), language.euros(after));
    match after - before {
        Cents(0) => say!(language, "Le total reste de {to}.", to = to),
        more if more.0 > 0 => say!(
            language,
            "Total : {to} au lieu de {from}, soit {more} de plus.",
            to = to,
            from = from,
            more = language.euros(more)
        ),
        less => say!(
            language,
            "Total : {to} au lieu de {from}, soit {less} de moins.",
            to = to,
            from = from,
            less = language.euros(-less)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::money::BasisPoints;

    fn line(label: &str, net: i64) -> Line {
        Line { label: label.into(), net: Cents(net), ..Line::default() }
    }

    #[test]
    fn an_amendment_says_what_it_changes() {
        let before = [line("Site", 100_000), line("Logo", 60_000), line("Photos", 40_000)];
        let after = [line("Site", 120_000), line("Photos", 40_000), line("Blog", 50_000)];
        let said = changes(Language::French, &before, &after).join(" ").replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(
            said,
            "Ajouté : Blog, 500,00 €. Site : 1 200,00 € au lieu de 1 000,00 €. Retiré : Logo, 600,00 €."
        );
        assert!(difference(Language::French, Cents(400_000), Cents(380_000)).contains("de moins"));
        assert!(changes(Language::French, &before, &before).is_empty());
    }

    #[test]
    fn a_whole_holds_what_was_invoiced_rate_by_rate() {
        let whole = Totals::of_lines(
            &[(BasisPoints(2000), Cents(100_000)), (BasisPoints(550), Cents(10_000))],
            BasisPoints(0),
        );
        let group = |rate, net| VatGroup::of(BasisPoints(rate), Cents(net));
        assert!(holds(&whole, &[group(2000, 100_000), group(550, 0)], true).is_ok());
        assert!(holds(&whole, &[group(1000, 0)], true).is_ok(), "credited whole");
        let refusal = holds(&whole, &[group(2000, 50_000), group(550, 10_001)], true).unwrap_err();
        assert!(refusal.message.contains("5,5"), "{}", refusal.message);
        assert_eq!(refusal.field.as_deref(), Some("lines"));
        assert!(holds(&whole, &[group(1000, 1)], true).is_err());
    }
}
