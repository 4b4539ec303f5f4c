//! What changed from one version of a quote to the next, in words that one can read to the client.

use crate::deposit::Deposit;
use crate::invoice::early::EarlyDiscount;
use crate::language::Language;
use crate::quote::conditions::Conditions;
use crate::quote::line::Line;
use crate::quote::worked::Quote;
use crate::unit;
use chrono::NaiveDate;
use values::money::{BasisPoints, Cents};
use values::words::{euros, long_date, percent, unit_price};

/// Every difference, in the order of the paper; empty when the papers agree. `terms` are the versions joined.
#[must_use]
pub fn changes(before: &Quote, after: &Quote, terms: (Option<i64>, Option<i64>)) -> Vec<String> {
    let mut found = Vec::new();
    if before.subject != after.subject {
        found.push(format!("Objet : « {} » devient « {} ».", before.subject, after.subject));
    }
    found.extend(lines(&before.lines, &after.lines));
    let rate = |rate: BasisPoints, none: &str| if rate.0 == 0 { none.to_owned() } else { percent(rate) };
    let deposit = |deposit: Deposit| {
        if deposit.is_none() { "aucun".to_owned() } else { deposit.named(Language::French) }
    };
    let mut say = |what: &str, before: String, after: String| {
        if before != after {
            found.push(format!("{what} : {before} → {after}."));
        }
    };
    say("Remise sur le tout", rate(before.discount, "aucune"), rate(after.discount, "aucune"));
    say("Acompte", deposit(before.deposit), deposit(after.deposit));
    say("Valable jusqu’au", long_date(before.valid_until), long_date(after.valid_until));
    say("Début", or_nothing(&before.start), or_nothing(&after.start));
    say("Durée", or_nothing(&before.duration), or_nothing(&after.duration));
    say("Paiement", before.payment.label(), after.payment.label());
    let early = |quote: &Quote| quote.conditions.early.map_or("aucun".to_owned(), EarlyDiscount::label);
    say("Escompte", early(before), early(after));
    let version = |terms: Option<i64>| terms.map_or("aucune".to_owned(), |v| format!("version {v}"));
    say("CGV", version(terms.0), version(terms.1));
    found.extend(conditions(&before.conditions, &after.conditions));
    if before.notes != after.notes {
        found.push("Notes modifiées.".to_owned());
    }
    found
}

fn or_nothing(text: &str) -> String {
    if text.is_empty() { "non précisé".to_owned() } else { format!("« {text} »") }
}

fn amount(net: Cents) -> String {
    format!("{} HT", euros(net))
}

/// Lines are known by their label; one that is left alone on both sides at the same price was renamed.
fn lines(before: &[Line], after: &[Line]) -> Vec<String> {
    let mut gone: Vec<&Line> = before.iter().collect();
    let mut pairs: Vec<(&Line, Option<&Line>)> = Vec::new();
    for line in after {
        let known = gone.iter().position(|old| old.label == line.label).map(|at| gone.remove(at));
        pairs.push((line, known));
    }
    for (line, known) in pairs.iter_mut().filter(|(_, known)| known.is_none()) {
        let renamed = |old: &&Line| {
            (old.quantity, old.unit_price, old.discount) == (line.quantity, line.unit_price, line.discount)
        };
        *known = gone.iter().position(renamed).map(|at| gone.remove(at));
    }
    let mut found = Vec::new();
    for (line, known) in &pairs {
        match known {
            None => {
                let kind = if line.optional { "option ajoutée" } else { "ajouté" };
                found.push(format!("« {} » : {kind}, {}.", line.label, amount(line.net)));
            }
            Some(old) => found.extend(line_changes(old, line)),
        }
    }
    found.extend(gone.iter().map(|line| format!("« {} » : retiré, {}.", line.label, amount(line.net))));
    let order = |lines: &[Line]| lines.iter().map(|line| line.label.clone()).collect::<Vec<_>>();
    if found.is_empty() && order(before) != order(after) {
        found.push("Lignes dans un autre ordre.".to_owned());
    }
    found
}

fn line_changes(old: &Line, new: &Line) -> Option<String> {
    let mut parts = Vec::new();
    let mut say = |what: &str, before: String, after: String| {
        if before != after {
            parts.push(format!("{what} {before} → {after}"));
        }
    };
    let quantified = |line: &Line| unit::counted(Language::French, line.quantity, &line.unit);
    say("quantité", quantified(old), quantified(new));
    say("prix", unit_price(old.unit_price), unit_price(new.unit_price));
    say("remise", percent(old.discount), percent(new.discount));
    say("TVA", percent(old.vat_rate), percent(new.vat_rate));
    let section = |line: &Line| or_nothing(&line.section);
    say("section", section(old), section(new));
    if old.label != new.label {
        parts.push(format!("devient « {} »", new.label));
    }
    match (old.optional, new.optional) {
        (false, true) => parts.push("devient une option".to_owned()),
        (true, false) => parts.push("n’est plus une option".to_owned()),
        (false, false) | (true, true) => {}
    }
    if old.detail != new.detail {
        parts.push("détail modifié".to_owned());
    }
    if old.nature != new.nature {
        parts.push("nature modifiée".to_owned());
    }
    (!parts.is_empty()).then(|| format!("« {} » : {}.", old.label, parts.join(", ")))
}

fn conditions(before: &Conditions, after: &Conditions) -> Vec<String> {
    let mut found = Vec::new();
    for gone in before.supplies.iter().filter(|one| !after.supplies.contains(one)) {
        found.push(format!("N’est plus à fournir : {gone}."));
    }
    for new in after.supplies.iter().filter(|one| !before.supplies.contains(one)) {
        found.push(format!("À fournir en plus : {new}."));
    }
    let day = |day: Option<NaiveDate>| day.map_or("date à convenir".to_owned(), long_date);
    for stage in &after.stages {
        match before.stages.iter().find(|old| old.label == stage.label) {
            None => {
                found.push(format!("Étape ajoutée : « {} », {}.", stage.label, day(stage.planned_on)));
            }
            Some(old) if old.planned_on != stage.planned_on => {
                let (was, is) = (day(old.planned_on), day(stage.planned_on));
                found.push(format!("Étape « {} » : {was} → {is}.", stage.label));
            }
            Some(_) => {}
        }
    }
    for gone in before.stages.iter().filter(|old| after.stages.iter().all(|new| new.label != old.label)) {
        found.push(format!("Étape retirée : « {} ».", gone.label));
    }
    if before.payment_means != after.payment_means {
        found.push("Moyens de paiement modifiés.".to_owned());
    }
    if before.reminders != after.reminders {
        found.push("Relances : mention modifiée.".to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{AgreedStage, Nature, totals_of};
    use super::*;
    use crate::invoice::terms::PaymentTerms;
    use values::money::{Thousandths, UnitPrice};

    fn line(label: &str, euros: i64) -> Line {
        Line {
            label: label.into(),
            quantity: Thousandths(1000),
            unit_price: UnitPrice(euros * 10_000),
            vat_rate: BasisPoints(2000),
            net: Cents(euros * 100),
            ..Line::default()
        }
    }

    fn quote(lines: Vec<Line>) -> Quote {
        let day = NaiveDate::from_ymd_opt(2026, 10, 10).unwrap();
        Quote {
            subject: "Refonte du site".into(),
            totals: totals_of(&lines, BasisPoints(0)),
            lines,
            discount: BasisPoints(0),
            deposit: Deposit::Share(BasisPoints(3000)),
            valid_until: day,
            start: String::new(),
            duration: "3 semaines".into(),
            payment: PaymentTerms::Net { days: 30 },
            notes: String::new(),
            conditions: Conditions::default(),
        }
    }

    fn said(before: &Quote, after: &Quote) -> Vec<String> {
        let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
        changes(before, after, (Some(1), Some(1))).into_iter().map(plain).collect()
    }

    #[test]
    fn the_same_quote_has_no_change() {
        let one = quote(vec![line("Site", 1000)]);
        assert_eq!(said(&one, &one), Vec::<String>::new());
    }

    #[test]
    fn lines_are_told_by_their_label() {
        let before = quote(vec![line("Site", 1000), line("Photos", 300), line("Textes", 200)]);
        let dearer = Line { unit_price: UnitPrice(11_000_000), net: Cents(110_000), ..line("Site", 1000) };
        let option = Line { optional: true, nature: Nature::Service, ..line("Logo", 500) };
        let after = quote(vec![dearer, line("Rédaction", 200), option]);
        assert_eq!(
            said(&before, &after),
            [
                "« Site » : prix 1 000,00 € → 1 100,00 €.",
                "« Textes » : devient « Rédaction ».",
                "« Logo » : option ajoutée, 500,00 € HT.",
                "« Photos » : retiré, 300,00 € HT.",
            ]
        );
        let moved = quote(vec![line("Textes", 200), line("Site", 1000), line("Photos", 300)]);
        assert_eq!(said(&before, &moved), ["Lignes dans un autre ordre."]);
    }

    #[test]
    fn what_is_agreed_beside_the_lines_is_told_too() {
        let before = quote(vec![line("Site", 1000)]);
        let mut after = before.clone();
        after.discount = BasisPoints(500);
        after.deposit = Deposit::NONE;
        after.valid_until = NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
        after.start = "lundi".into();
        after.conditions.supplies = vec!["le logo".into()];
        after.conditions.stages = vec![AgreedStage { label: "Maquettes".into(), planned_on: None }];
        assert_eq!(
            said(&before, &after),
            [
                "Remise sur le tout : aucune → 5 %.",
                "Acompte : 30 % → aucun.",
                "Valable jusqu’au : 10 octobre 2026 → 31 octobre 2026.",
                "Début : non précisé → « lundi ».",
                "À fournir en plus : le logo.",
                "Étape ajoutée : « Maquettes », date à convenir.",
            ]
        );
    }
}
