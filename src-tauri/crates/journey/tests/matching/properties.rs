//! What holds of any lines and any books.

use crate::dice::Dice;
use crate::world::World;
use journey::matching::proposals;
use std::collections::HashMap;

#[test]
fn the_order_of_lines_and_of_what_is_owed_changes_nothing() {
    for seed in 100..108 {
        let mut world = World::new(seed, 15, 60);
        let mut lines = world.given();
        let mut before = proposals(&lines, &world.expected);
        assert_eq!(before, proposals(&lines, &world.expected), "the same twice");
        let mut dice = Dice::new(seed);
        dice.shuffle(&mut lines);
        dice.shuffle(&mut world.expected.payables);
        dice.shuffle(&mut world.expected.payers);
        dice.shuffle(&mut world.expected.aliases);
        dice.shuffle(&mut world.expected.payouts);
        let mut after = proposals(&lines, &world.expected);
        before.sort_by_key(|one| one.line);
        after.sort_by_key(|one| one.line);
        assert_eq!(before, after, "seed {seed}");
    }
}

#[test]
fn certain_proposals_never_pay_more_than_is_left() {
    for seed in 200..215 {
        let world = World::new(seed, 10, 80);
        // Every line twice: twice as much money as is owed.
        let mut lines = world.given();
        if seed % 2 == 0 {
            lines.extend(world.given());
        }
        let mut paid = HashMap::new();
        for (line, answer) in lines.iter().zip(proposals(&lines, &world.expected)) {
            assert!(answer.proposals.iter().skip(1).all(|one| !one.certain), "one alone is certain");
            for one in &answer.proposals {
                let sum: i64 = one.allocations.iter().map(|part| part.amount.0).sum();
                assert_eq!(sum - one.fee.0 + one.remainder.0, line.amount.0.abs(), "{one:?}");
                assert!(one.allocations.iter().all(|part| part.amount.0 > 0), "{one:?}");
                assert!((0..=100).contains(&one.score) && !one.reasons.is_empty(), "{one:?}");
            }
            for part in answer.proposals.iter().filter(|one| one.certain).flat_map(|one| &one.allocations) {
                *paid.entry(part.target).or_insert(0) += part.amount.0;
            }
        }
        for payable in &world.expected.payables {
            assert!(paid.get(&payable.target).copied().unwrap_or(0) <= payable.open.0, "{payable:?}");
        }
    }
}
