//! Several amounts that come to one, searched within bounds.

/// Amounts in one sum.
pub const MOST_PARTS: usize = 6;
/// Amounts to choose from.
pub const MOST_CHOICE: usize = 24;
/// Steps of one search.
const MOST_STEPS: usize = 20_000;

/// What a search found.
#[derive(Debug, Default)]
pub struct Sums {
    /// Two at most: what two explain is a question.
    pub found: Vec<Vec<usize>>,
    /// Everything was looked at.
    pub whole: bool,
}

/// Which of the amounts (above zero) come to `wanted`, two to `most` of them.
pub fn sums(amounts: &[i64], wanted: i64, most: usize) -> Sums {
    let mut order: Vec<usize> =
        (0..amounts.len()).filter(|at| (1..=wanted).contains(&amounts[*at])).collect();
    order.sort_by_key(|at| (-amounts[*at], *at));
    if order.len() > MOST_CHOICE {
        return Sums::default();
    }
    let mut after = vec![0; order.len() + 1];
    for at in (0..order.len()).rev() {
        after[at] = after[at + 1] + amounts[order[at]];
    }
    let mut search = Search { amounts, order, after, most, steps: 0, chosen: Vec::new(), found: Vec::new() };
    search.go(0, wanted);
    Sums { whole: search.steps < MOST_STEPS, found: search.found }
}

struct Search<'a> {
    amounts: &'a [i64],
    order: Vec<usize>,
    /// What all amounts from a place on come to.
    after: Vec<i64>,
    most: usize,
    steps: usize,
    chosen: Vec<usize>,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn go(&mut self, from: usize, wanted: i64) {
        self.steps += 1;
        if wanted == 0 {
            if self.chosen.len() >= 2 {
                let mut found = self.chosen.clone();
                found.sort_unstable();
                self.found.push(found);
            }
            return;
        }
        for at in from..self.order.len() {
            let over = self.found.len() >= 2 || self.steps >= MOST_STEPS || self.chosen.len() >= self.most;
            if over || self.after[at] < wanted {
                return;
            }
            let amount = self.amounts[self.order[at]];
            if amount <= wanted {
                self.chosen.push(self.order[at]);
                self.go(at + 1, wanted - amount);
                self.chosen.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_found_and_two_are_told() {
        assert_eq!(sums(&[100, 250, 40, 999], 350, 6).found, [[0, 1]]);
        let two = sums(&[100, 200, 150, 150], 300, 6);
        assert_eq!((two.found.len(), two.whole), (2, true));
        assert!(sums(&[100, 250], 100, 6).found.is_empty(), "one alone is no sum");
        assert!(sums(&[7; 30], 49, 6).found.is_empty(), "too many to choose from");
    }
}
