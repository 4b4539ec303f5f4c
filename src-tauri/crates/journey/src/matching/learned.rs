//! What lines tell about each other: who quotes a number and pays it whole, or pays the very amounts of one client, is
//! known by account and by name elsewhere.

use crate::contact::likeness::{name_key, telling_words};
use crate::matching::evidence::{Evidence, Known};
use crate::matching::given::{MatchLine, TargetKind};
use crate::matching::index::Index;
use crate::matching::numbers::Grade;
use crate::matching::tokens::names_nobody;
use crate::matching::weigh::{self, Who};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use values::letters::squeezed;
use values::money::Cents;

/// A little less than what a user confirmed.
const LESS: i64 = 2;
/// Words of a label by which a payer is the same; what so many clients share is no payer’s name.
const LABEL_WORDS: std::ops::RangeInclusive<usize> = 2..=6;
const MOST_BY_LABEL: usize = 3;

/// By what a payer is the same: the account, where the bank tells it; the name, or the words of a label where it does
/// not say who pays.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Sign {
    Account(String),
    Name(String),
    Label(String),
}

/// Adds to what is known of each line what the others show.
pub fn learn(index: &Index<'_>, lines: &[MatchLine], evidence: &mut [Evidence]) {
    let signs: Vec<Vec<Sign>> = lines.iter().map(signs).collect();
    let mut shown: HashMap<&Sign, BTreeSet<usize>> = HashMap::new();
    for (signs, evidence) in signs.iter().zip(evidence.iter()) {
        if let Some(client) = quoted(index, evidence) {
            for sign in signs {
                shown.entry(sign).or_default().insert(client);
            }
        }
    }
    for (sign, client) in alike(index, &signs, evidence) {
        shown.entry(sign).or_insert_with(|| BTreeSet::from([client]));
    }
    shown.retain(|sign, clients| !matches!(sign, Sign::Label(_)) || clients.len() <= MOST_BY_LABEL);
    for ((line, signs), evidence) in lines.iter().zip(&signs).zip(evidence.iter_mut()) {
        if index.of_iban(&line.iban).is_some() {
            continue;
        }
        let Some(clients) = signs.iter().find_map(|sign| shown.get(sign)) else { continue };
        let who = if clients.len() == 1 { Who::SameAccount } else { Who::SharedIban };
        for client in clients {
            evidence.know(*client, Known { who, points: weigh::who(who) - LESS });
        }
    }
}

/// The client all of whose papers a line names as they are printed, and pays whole, or by a part that is due.
fn quoted(index: &Index<'_>, evidence: &Evidence) -> Option<usize> {
    let mut client = None;
    let (mut whole, mut many, mut part) = (Cents::ZERO, 0, false);
    for (at, _) in evidence.numbers.iter().filter(|(_, grade)| **grade == Grade::Exact) {
        let of = index.client_of(*at)?;
        if *client.get_or_insert(of) != of {
            return None;
        }
        let payable = &index.payables[*at];
        whole += payable.open;
        many += 1;
        part |= payable.parts.iter().any(|part| part.amount == evidence.amount);
    }
    client.filter(|_| whole == evidence.amount || (many == 1 && part))
}

/// Payers of whom nothing is known, whose lines are mostly the very amounts of invoices of one client, each of them of
/// no other client’s.
fn alike<'a>(index: &Index<'_>, signs: &'a [Vec<Sign>], evidence: &[Evidence]) -> Vec<(&'a Sign, usize)> {
    let mut met: HashMap<&Sign, (usize, BTreeMap<usize, BTreeSet<Cents>>)> = HashMap::new();
    for (signs, evidence) in signs.iter().zip(evidence) {
        let client = hinted(index, evidence);
        for sign in signs {
            let (lines, hints) = met.entry(sign).or_default();
            *lines += 1;
            if let Some(client) = client {
                hints.entry(client).or_default().insert(evidence.amount);
            }
        }
    }
    let told = |(sign, (lines, hints)): (&'a Sign, (usize, BTreeMap<usize, BTreeSet<Cents>>))| {
        let mut hints = hints.into_iter();
        let (Some((client, amounts)), None) = (hints.next(), hints.next()) else { return None };
        (amounts.len() >= 2 && amounts.len() * 2 >= lines).then_some((sign, client))
    };
    met.into_iter().filter_map(told).collect()
}

/// The one client who is to pay exactly this.
fn hinted(index: &Index<'_>, evidence: &Evidence) -> Option<usize> {
    if evidence.leaves || evidence.provider.is_some() || evidence.numbered().next().is_some() {
        return None;
    }
    let mut client = None;
    for at in index.of_amount(evidence.amount) {
        match index.payables[*at].target.kind {
            TargetKind::Invoice | TargetKind::Deposit => {}
            TargetKind::Payment | TargetKind::Payout | TargetKind::Refund | TargetKind::Returned => continue,
        }
        let of = index.client_of(*at)?;
        if *client.get_or_insert(of) != of {
            return None;
        }
    }
    client
}

fn signs(line: &MatchLine) -> Vec<Sign> {
    let iban = squeezed(&line.iban);
    let name = name_key(&line.payer);
    let mut signs = Vec::new();
    if iban.len() >= 8 {
        signs.push(Sign::Account(iban));
    }
    if name.contains(' ') {
        signs.push(Sign::Name(name));
    } else if name.is_empty() {
        let mut words = telling_words(&line.label);
        words.retain(|word| !names_nobody(word));
        if LABEL_WORDS.contains(&words.len()) {
            words.sort_unstable();
            signs.push(Sign::Label(words.join(" ")));
        }
    }
    signs
}
