//! What a line names beside what is proposed for it.

use crate::matching::numbers::Grade;
use crate::matching::propose::{Desk, Way};
use crate::matching::weigh::{self, Why};

impl Desk<'_, '_> {
    /// What the line names beside the way speaks against it; what recording it would ask is asked.
    pub fn held(&self, mut way: Way) -> Way {
        for (at, amount) in &way.parts {
            let asks = self.index.payables[*at].asks;
            if let Some(first) = asks.not_before.filter(|first| self.line.day < *first) {
                way.sound = false;
                way.why.push(Why::NotBefore(first));
            }
            let short = *amount < self.left[*at] || way.fee.0 > 0;
            if short && asks.discount_until.is_some_and(|until| self.line.day <= until) {
                way.sound = false;
                way.why.push(Why::Discount);
            }
        }
        let of_way = |at: &usize| way.parts.iter().any(|(part, _)| part == at);
        let against =
            self.evidence.numbered().filter(|at| !of_way(at)).map(|at| self.against(&way, at)).min();
        if let Some(points) = against {
            way.points += points;
            way.why.push(Why::OtherNumber);
        }
        if self.names_another(&way) {
            way.sound = false;
        }
        let quoted = way.parts.iter().any(|(at, _)| {
            self.evidence.numbers.get(at).is_some_and(|grade| matches!(grade, Grade::Exact | Grade::Loose))
        });
        if self.evidence.settled && !quoted {
            way.points += weigh::SETTLED_NUMBER;
            way.sound = false;
            way.why.push(Why::SettledNumber);
        }
        way
    }

    /// Does the line name, well or badly, another paper of its very amount, and none of the way?
    fn names_another(&self, way: &Way) -> bool {
        let numbers = &self.evidence.numbers;
        let of_amount = |at: usize| self.index.payables[at].open == self.evidence.amount;
        !way.parts.iter().any(|(at, _)| numbers.contains_key(at)) && numbers.keys().any(|at| of_amount(*at))
    }

    /// Is there another paper of the line’s very amount, of the same client, or whose number is a slip away? Then the
    /// number that the line names is hardly meant.
    pub fn may_mean_another(&self, at: usize) -> bool {
        let client = |at: usize| self.index.payables[at].client;
        let mut others = self.index.of_amount(self.evidence.amount).iter().filter(|other| **other != at);
        others.any(|other| client(*other) == client(at) || self.index.numbers.a_slip_away(at, *other))
    }

    /// How much a number that is not of a way speaks against it.
    fn against(&self, way: &Way, other: usize) -> i64 {
        let near = way.parts.iter().any(|(at, _)| self.evidence.numbers.get(at) == Some(&Grade::Typo));
        let client = self.index.client_of(other);
        let elsewhere = way.parts.iter().all(|(at, _)| self.index.client_of(*at) != client)
            && self.left[other] != self.evidence.amount;
        let loose = self.evidence.numbers.get(&other) == Some(&Grade::Loose);
        let slip = || match way.parts.as_slice() {
            [(at, amount)] => {
                *amount == self.evidence.amount
                    && *amount == self.left[*at]
                    && self.index.numbers.a_slip_away(*at, other)
            }
            _ => false,
        };
        if elsewhere && (loose || slip()) {
            weigh::DOUBTFUL_NUMBER
        } else if near {
            2 * weigh::DOUBTFUL_NUMBER
        } else {
            weigh::OTHER_NUMBER
        }
    }
}
