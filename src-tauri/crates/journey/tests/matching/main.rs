//! Matching held to what is true of thousands of lines that know nothing of its rules.

#![allow(clippy::unwrap_used)] // A test that cannot go on has failed.
#![allow(clippy::print_stdout, reason = "this prints a table")]

mod beside;
mod dice;
mod paying;
mod properties;
mod rules;
mod words;
mod world;

use journey::matching::given::MatchTarget;
use journey::matching::proposal::MatchProposal;
use journey::matching::proposals;
use std::collections::BTreeMap;
use values::money::Cents;
use world::World;

/// The kind of lines to print with their proposals, or « wrong », while one looks for why.
const SHOWN: &str = "";

/// What became of the lines of a kind.
#[derive(Default)]
struct Row {
    lines: usize,
    true_ones: usize,
    right: usize,
    wrong: usize,
    first: usize,
    offered: usize,
}

fn allocated(proposal: &MatchProposal) -> Vec<(MatchTarget, Cents)> {
    proposal.allocations.iter().map(|one| (one.target, one.amount)).collect()
}

fn measured(worlds: &[World]) -> BTreeMap<&'static str, Row> {
    let mut table: BTreeMap<&'static str, Row> = BTreeMap::new();
    for world in worlds {
        let answers = proposals(&world.given(), &world.expected);
        for (labelled, answer) in world.lines.iter().zip(&answers) {
            assert_eq!(labelled.line.id, answer.line);
            let mut truth = labelled.truth.clone();
            truth.sort();
            let row = table.entry(labelled.kind).or_default();
            row.lines += 1;
            row.true_ones += usize::from(!truth.is_empty());
            let first = answer.proposals.first();
            let right = first.is_some_and(|first| allocated(first) == truth);
            let certain = first.is_some_and(|first| first.certain);
            match (certain, right) {
                (true, true) => row.right += 1,
                (true, false) => row.wrong += 1,
                (false, true) => row.first += 1,
                (false, false) => {
                    row.offered += usize::from(answer.proposals.iter().any(|one| allocated(one) == truth));
                }
            }
            if (certain && !right && SHOWN == "wrong") || (SHOWN == labelled.kind && !(certain && right)) {
                println!("{} {:?}\n   truth {truth:?}", labelled.kind, labelled.line);
                answer.proposals.iter().for_each(|one| println!("   {one:?}"));
            }
        }
    }
    table
}

fn told(table: &BTreeMap<&'static str, Row>) -> (usize, usize, usize) {
    println!(
        "{:<28}{:>7}{:>9}{:>8}{:>8}{:>9}{:>8}",
        "kind of line", "lines", "certain", "wrong", "first", "offered", "else"
    );
    for (kind, row) in table {
        let rest = row.lines - row.right - row.wrong - row.first - row.offered;
        println!(
            "{kind:<28}{:>7}{:>9}{:>8}{:>8}{:>9}{rest:>8}",
            row.lines, row.right, row.wrong, row.first, row.offered
        );
    }
    let sum = |of: fn(&Row) -> usize| table.values().map(of).sum::<usize>();
    let (right, wrong, there) = (sum(|r| r.right), sum(|r| r.wrong), sum(|r| r.true_ones));
    let lines = sum(|r| r.lines);
    println!(
        "{lines} lines, {there} with something to match: {right} certain and right, {wrong} certain and wrong"
    );
    println!(
        "precision {:.2} %, recall {:.2} %",
        100.0 * right as f64 / (right + wrong) as f64,
        100.0 * right as f64 / there as f64
    );
    (right, wrong, there)
}

#[test]
fn what_is_certain_is_right_and_most_is_certain() {
    let worlds: Vec<World> = (1..=40).map(|seed| World::new(seed, 18 + (seed as i64 % 20), 130)).collect();
    let lines: usize = worlds.iter().map(|world| world.lines.len()).sum();
    assert!(lines >= 5_000, "{lines} lines");
    let (right, wrong, there) = told(&measured(&worlds));
    assert!(right * 1_000 >= (right + wrong) * 995, "precision");
    assert!(right * 100 >= there * 85, "recall");
}

#[test]
fn books_of_thousands_of_clients_are_matched_as_well() {
    let world = World::new(77, 900, 5_000);
    let (right, wrong, there) = told(&measured(&[world]));
    assert!(right * 1_000 >= (right + wrong) * 995, "precision");
    assert!(right * 100 >= there * 85, "recall");
}
