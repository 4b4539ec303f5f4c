//! As many lines of one client as papers of one amount: all are paid, the oldest first.

use crate::matching::evidence::Evidence;
use crate::matching::given::{MatchLine, TargetKind};
use crate::matching::index::Index;
use crate::matching::propose::Way;
use crate::matching::weigh::{HIGH, MARGIN, Why};
use std::collections::BTreeMap;
use values::money::Cents;

/// Days from one paper of that amount to the next, at least: nearer ones may be paid in another order.
const APART: i64 = 20;

/// Lines still undecided, each as sure of its client and of its amount as of none of the papers of that amount, which are
/// as many.
pub fn in_order(
    index: &Index<'_>,
    lines: &[MatchLine],
    evidence: &[Evidence],
    left: &[Cents],
    ways: &[Vec<Way>],
    decided: &[Option<Way>],
) -> Vec<(usize, Way)> {
    let mut groups: BTreeMap<(usize, Cents), Vec<usize>> = BTreeMap::new();
    for line in (0..lines.len()).filter(|line| decided[*line].is_none()) {
        if evidence[line].settled || evidence[line].leaves || !evidence[line].numbers.is_empty() {
            continue;
        }
        if let Some(client) = of_one_client(index, evidence[line].amount, left, &ways[line]) {
            groups.entry((client, evidence[line].amount)).or_default().push(line);
        }
    }
    groups.into_iter().flat_map(|(of, these)| paired(index, of, these, lines, left, ways)).collect()
}

/// The client all of whose papers of this amount the line pays as well.
fn of_one_client(index: &Index<'_>, amount: Cents, left: &[Cents], ways: &[Way]) -> Option<usize> {
    let best = ways.first().filter(|way| way.sound && way.points >= HIGH)?;
    let mut client = None;
    for way in ways.iter().take_while(|way| way.points > best.points - MARGIN) {
        let [(at, part)] = way.parts.as_slice() else { return None };
        let of = index.client_of(*at)?;
        if *part != amount || left[*at] != amount || *client.get_or_insert(of) != of {
            return None;
        }
    }
    client
}

fn paired(
    index: &Index<'_>,
    (client, amount): (usize, Cents),
    mut these: Vec<usize>,
    lines: &[MatchLine],
    left: &[Cents],
    ways: &[Vec<Way>],
) -> Vec<(usize, Way)> {
    these.sort_by_key(|line| (lines[*line].day, lines[*line].id));
    let Some(last) = these.last().map(|line| lines[*line].day) else { return Vec::new() };
    let mut papers: Vec<usize> = index
        .of_client_amount(client, amount)
        .iter()
        .copied()
        .filter(|at| {
            let payable = &index.payables[*at];
            let kind = matches!(payable.target.kind, TargetKind::Invoice | TargetKind::Deposit);
            kind && left[*at] == amount && payable.since.min(payable.issued_on) <= last
        })
        .collect();
    papers.sort_by_key(|at| (index.payables[*at].due_on, *at));
    let due_on = |at: usize| index.payables[at].due_on;
    let apart = papers.windows(2).all(|two| (due_on(two[1]) - due_on(two[0])).num_days() >= APART);
    if papers.len() != these.len() || !apart {
        return Vec::new();
    }
    let pair = |(line, at): (&usize, &usize)| {
        let way = ways[*line].iter().find(|way| way.sound && way.parts == [(*at, amount)])?;
        let mut way = way.clone();
        way.points += MARGIN;
        way.why.push(Why::InOrder(papers.len()));
        (lines[*line].day >= index.payables[*at].issued_on).then_some((*line, way))
    };
    let pairs: Option<Vec<(usize, Way)>> = these.iter().zip(&papers).map(pair).collect();
    pairs.unwrap_or_default()
}
