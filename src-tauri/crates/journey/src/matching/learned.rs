//! What lines tell about each other: who quotes a number and pays it whole is known by account and by name elsewhere.

use crate::contact::likeness::name_key;
use crate::matching::evidence::{Evidence, Known};
use crate::matching::given::MatchLine;
use crate::matching::index::Index;
use crate::matching::numbers::Grade;
use crate::matching::weigh::{self, Who};
use std::collections::{BTreeSet, HashMap};
use values::letters::squeezed;

/// A little less than what a user confirmed.
const LESS: i64 = 2;

/// Adds to what is known of each line what the others show.
pub fn learn(index: &Index<'_>, lines: &[MatchLine], evidence: &mut [Evidence]) {
    let mut shown: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (line, evidence) in lines.iter().zip(evidence.iter()) {
        let mut exact = evidence.numbers.iter().filter(|(_, grade)| **grade == Grade::Exact);
        let (Some((at, _)), None) = (exact.next(), exact.next()) else { continue };
        let Some(client) = index.client_of(*at) else { continue };
        if index.payables[*at].open == evidence.amount {
            for key in keys(line) {
                shown.entry(key).or_default().insert(client);
            }
        }
    }
    for (line, evidence) in lines.iter().zip(evidence.iter_mut()) {
        if index.of_iban(&line.iban).is_some() {
            continue;
        }
        let Some(clients) = keys(line).iter().find_map(|key| shown.get(key)) else { continue };
        let who = if clients.len() == 1 { Who::SameAccount } else { Who::SharedIban };
        for client in clients {
            evidence.know(*client, Known { who, points: weigh::who(who) - LESS });
        }
    }
}

/// By what a payer is the same: the account, where the bank tells it; the name.
fn keys(line: &MatchLine) -> Vec<String> {
    let iban = squeezed(&line.iban);
    let name = name_key(&line.payer);
    let mut keys = Vec::new();
    if iban.len() >= 8 {
        keys.push(iban);
    }
    if name.contains(' ') {
        keys.push(name);
    }
    keys
}
