//! All lines together: what is certain takes what is left, and what two lines claim beyond it is asked.
//!
//! Invariant: certain proposals never sum to more than is left of anything; the order of lines and payables changes
//! nothing.

use crate::matching::evidence::Evidence;
use crate::matching::given::{Expected, MatchLine};
use crate::matching::in_order::in_order;
use crate::matching::index::Index;
use crate::matching::learned::learn;
use crate::matching::proposal::{LineProposals, MatchAllocation, MatchProposal};
use crate::matching::propose::{Desk, Way};
use crate::matching::together::together;
use crate::matching::weigh::{HIGH, MARGIN, Why, told};
use std::collections::{BTreeMap, BTreeSet};
use values::money::Cents;

/// What may explain each line, in the order of the lines.
#[must_use]
pub fn proposals(lines: &[MatchLine], expected: &Expected) -> Vec<LineProposals> {
    let index = Index::of(expected);
    let mut evidence: Vec<Evidence> = lines.iter().map(|line| Evidence::of(&index, line)).collect();
    learn(&index, lines, &mut evidence);
    let mut table = Table::of(&index, lines, &evidence);
    table.settle();
    (0..lines.len()).map(|line| table.told(line)).collect()
}

/// What is being settled.
struct Table<'a, 'b> {
    index: &'a Index<'b>,
    lines: &'a [MatchLine],
    evidence: &'a [Evidence],
    left: Vec<Cents>,
    ways: Vec<Vec<Way>>,
    decided: Vec<Option<Way>>,
    /// Lines that have a way over each payable.
    touching: Vec<BTreeSet<usize>>,
    /// What undecided lines claim of each payable.
    claims: Vec<BTreeMap<usize, (Cents, i64)>>,
}

impl<'a, 'b> Table<'a, 'b> {
    fn of(index: &'a Index<'b>, lines: &'a [MatchLine], evidence: &'a [Evidence]) -> Table<'a, 'b> {
        let many = index.payables.len();
        Table {
            index,
            lines,
            evidence,
            left: index.payables.iter().map(|payable| payable.open).collect(),
            ways: vec![Vec::new(); lines.len()],
            decided: vec![None; lines.len()],
            touching: vec![BTreeSet::new(); many],
            claims: vec![BTreeMap::new(); many],
        }
    }

    fn settle(&mut self) {
        let mut dirty: BTreeSet<usize> = (0..self.lines.len()).collect();
        while !dirty.is_empty() {
            let mut moved = BTreeSet::new();
            for line in &dirty {
                self.look(*line, &mut moved);
            }
            // A claim that waited may hold now that another is gone.
            let waiting: BTreeSet<usize> =
                moved.iter().flat_map(|at| self.claims[*at].keys()).copied().collect();
            let accepted: Vec<usize> = waiting.into_iter().filter(|line| self.holds(*line)).collect();
            dirty = accepted.iter().flat_map(|line| self.accept(*line)).collect();
            if dirty.is_empty() {
                let found = together(self.index, self.lines, self.evidence, &self.left, &self.decided);
                for (line, way) in found {
                    self.ways[line].insert(0, way);
                    dirty.extend(self.accept(line));
                }
            }
            if dirty.is_empty() {
                let (index, lines, evidence) = (self.index, self.lines, self.evidence);
                for (line, way) in in_order(index, lines, evidence, &self.left, &self.ways, &self.decided) {
                    self.ways[line].retain(|other| other.parts != way.parts);
                    self.ways[line].insert(0, way);
                    dirty.extend(self.accept(line));
                }
            }
            dirty.retain(|line| self.decided[*line].is_none());
        }
    }

    /// What a line may be, and what it claims; notes the payables whose claims changed.
    fn look(&mut self, line: usize, moved: &mut BTreeSet<usize>) {
        if let Some(way) = alone(&self.ways[line]) {
            for (at, _) in &way.parts {
                self.claims[*at].remove(&line);
                moved.insert(*at);
            }
        }
        let desk = Desk {
            index: self.index,
            line: &self.lines[line],
            evidence: &self.evidence[line],
            left: &self.left,
        };
        let ways = desk.ways();
        for way in &ways {
            for (at, _) in &way.parts {
                self.touching[*at].insert(line);
            }
        }
        if let Some(way) = alone(&ways) {
            for (at, amount) in &way.parts {
                self.claims[*at].insert(line, (*amount, way.points));
                moved.insert(*at);
            }
        }
        self.ways[line] = ways;
    }

    /// Does the claim of a line hold against the others’?
    fn holds(&self, line: usize) -> bool {
        let Some(way) = alone(&self.ways[line]) else { return false };
        way.parts.iter().all(|(at, amount)| {
            let claims = &self.claims[*at];
            let claimed: Cents = claims.values().map(|(amount, _)| *amount).sum();
            let strongest = claims
                .iter()
                .filter(|(other, _)| **other != line)
                .all(|(_, (_, points))| *points + MARGIN <= way.points);
            claimed <= self.left[*at] || (strongest && *amount <= self.left[*at])
        })
    }

    /// Takes what a line pays; answers the lines to look at again.
    fn accept(&mut self, line: usize) -> BTreeSet<usize> {
        let mut again = BTreeSet::new();
        let Some(way) = self.ways[line].first().cloned() else { return again };
        for (at, amount) in &way.parts {
            self.left[*at] -= *amount;
            self.claims[*at].remove(&line);
            again.extend(&self.touching[*at]);
        }
        self.decided[line] = Some(way);
        again.remove(&line);
        again
    }

    fn told(&self, line: usize) -> LineProposals {
        let ways = &self.ways[line];
        let decided = self.decided[line].is_some();
        let proposals = ways.iter().enumerate().map(|(i, way)| {
            let mut why = way.why.clone();
            let strong = i == 0 && !decided && way.sound && way.points >= HIGH;
            if strong {
                why.push(if alone(ways).is_some() { Why::OtherLine } else { Why::AsGood });
            }
            self.proposal(way, i == 0 && decided, &why)
        });
        LineProposals { line: self.lines[line].id, proposals: proposals.collect() }
    }

    fn proposal(&self, way: &Way, certain: bool, why: &[Why]) -> MatchProposal {
        let mut allocations: Vec<MatchAllocation> = way
            .parts
            .iter()
            .map(|(at, amount)| MatchAllocation { target: self.index.payables[*at].target, amount: *amount })
            .collect();
        allocations.sort();
        MatchProposal {
            score: way.points.clamp(0, 100),
            certain,
            reasons: why.iter().map(told).collect(),
            allocations,
            fee: way.fee,
            remainder: way.remainder,
        }
    }
}

/// The first way, where it is high and no other is as good.
fn alone(ways: &[Way]) -> Option<&Way> {
    let way = ways.first()?;
    let apart = ways.get(1).is_none_or(|next| way.points - next.points >= MARGIN);
    (way.sound && way.points >= HIGH && apart).then_some(way)
}
