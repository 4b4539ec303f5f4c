//! Several lines that pay one thing together.

use crate::matching::evidence::Evidence;
use crate::matching::given::{MatchLine, TargetKind};
use crate::matching::index::Index;
use crate::matching::numbers::Grade;
use crate::matching::propose::Way;
use crate::matching::sums::sums;
use crate::matching::weigh::{self, HIGH, KNOWN, Why};
use std::collections::BTreeMap;
use values::money::Cents;

/// Lines to choose from, and lines that pay one thing.
const MOST_LINES: usize = 12;
const MOST_TOGETHER: usize = 4;
/// Clients of one name.
const MOST_PAYERS: usize = 4;
/// Days from the first to the last.
const MOST_DAYS: i64 = 100;

/// Lines still undecided that come together to exactly what is left of one thing, in one way only.
pub fn together(
    index: &Index<'_>,
    lines: &[MatchLine],
    evidence: &[Evidence],
    left: &[Cents],
    decided: &[Option<Way>],
) -> Vec<(usize, Way)> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for line in (0..lines.len()).filter(|line| decided[*line].is_none()) {
        for at in payables(index, &evidence[line]) {
            let payable = &index.payables[at];
            let amount = lines[line].amount;
            if amount.0 > 0 && amount < left[at] && payable.since.min(payable.issued_on) <= lines[line].day {
                of.entry(at).or_default().push(line);
            }
        }
    }
    let mut claimed: BTreeMap<usize, Vec<(usize, Way)>> = BTreeMap::new();
    for (at, these) in of {
        for (line, way) in of_one(index, at, &these, lines, evidence, left) {
            claimed.entry(line).or_default().push((at, way));
        }
    }
    // A line that two things claim is a question, and with it the other lines of both.
    let doubtful: Vec<usize> =
        claimed.values().filter(|these| these.len() > 1).flatten().map(|(at, _)| *at).collect();
    claimed
        .into_iter()
        .flat_map(|(line, these)| these.into_iter().map(move |(at, way)| (line, at, way)))
        .filter(|(_, at, _)| !doubtful.contains(at))
        .map(|(line, _, way)| (line, way))
        .collect()
}

/// What a line may pay a part of.
fn payables(index: &Index<'_>, evidence: &Evidence) -> Vec<usize> {
    if evidence.settled || evidence.leaves {
        return Vec::new();
    }
    let named: Vec<usize> = evidence.numbered().collect();
    let payers: Vec<usize> = evidence.payers().take(MOST_PAYERS + 1).collect();
    let found = match named.as_slice() {
        [one] => vec![*one],
        [] if payers.len() <= MOST_PAYERS => {
            let of = |client: usize| index.of_client[client].iter().copied().take(2 * MOST_LINES);
            payers.into_iter().flat_map(of).collect()
        }
        _ => Vec::new(),
    };
    let payable = |at: &usize| match index.payables[*at].target.kind {
        TargetKind::Invoice | TargetKind::Deposit => true,
        TargetKind::Payment | TargetKind::Payout | TargetKind::Refund | TargetKind::Returned => false,
    };
    found.into_iter().filter(payable).collect()
}

fn of_one(
    index: &Index<'_>,
    at: usize,
    these: &[usize],
    lines: &[MatchLine],
    evidence: &[Evidence],
    left: &[Cents],
) -> Vec<(usize, Way)> {
    if these.len() < 2 || these.len() > MOST_LINES {
        return Vec::new();
    }
    let mut these = these.to_vec();
    these.sort_by_key(|line| (lines[*line].day, lines[*line].amount, lines[*line].id));
    let amounts: Vec<i64> = these.iter().map(|line| lines[*line].amount.0).collect();
    let found = sums(&amounts, left[at].0, MOST_TOGETHER);
    let [chosen] = found.found.as_slice() else { return Vec::new() };
    let chosen: Vec<usize> = chosen.iter().map(|i| these[*i]).collect();
    let days = chosen.iter().map(|line| lines[*line].day);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else { return Vec::new() };
    if !found.whole || (last - first).num_days() > MOST_DAYS {
        return Vec::new();
    }
    let payable = &index.payables[at];
    let day = weigh::day(weigh::when(payable.since, payable.issued_on, payable.due_on, last));
    let ways: Vec<(usize, Way)> = chosen
        .iter()
        .map(|line| {
            let (who, known) = evidence[*line].points(index.client_of(at));
            let grade = evidence[*line].numbers.get(&at).copied();
            let named = matches!(grade, Some(Grade::Exact | Grade::Loose));
            let mut why = Vec::new();
            if let Some(grade) = grade {
                why.push(Why::Number(grade, payable.number.clone()));
            }
            if let (Some(known), Some(client)) = (known, index.client_of(at)) {
                why.push(Why::Who(known, index.clients[client].1.clone()));
            }
            why.push(Why::Together(chosen.len()));
            let points = weigh::SUM + who + grade.map_or(0, weigh::number) + day;
            let parts = vec![(at, lines[*line].amount)];
            let sound = named || who >= KNOWN;
            (*line, Way { parts, fee: Cents::ZERO, remainder: Cents::ZERO, points, sound, why })
        })
        .collect();
    if ways.iter().all(|(_, way)| way.sound && way.points >= HIGH) { ways } else { Vec::new() }
}
