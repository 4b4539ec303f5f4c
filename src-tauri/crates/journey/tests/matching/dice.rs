//! Dice: the same seed, the same throws.

pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11
    }

    /// From `least` to `most`, both included.
    pub fn of(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.next() % u64::try_from(most - least + 1).unwrap()).unwrap()
    }

    pub fn percent(&mut self, chance: i64) -> bool {
        self.of(1, 100) <= chance
    }

    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[usize::try_from(self.of(0, i64::try_from(of.len()).unwrap() - 1)).unwrap()]
    }

    /// One of these, by weight.
    pub fn weighed<T: Copy>(&mut self, of: &[(T, i64)]) -> T {
        let mut at = self.of(1, of.iter().map(|(_, weight)| weight).sum());
        for (one, weight) in of {
            at -= weight;
            if at <= 0 {
                return *one;
            }
        }
        of[0].0
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for i in (1..all.len()).rev() {
            all.swap(i, usize::try_from(self.of(0, i64::try_from(i).unwrap())).unwrap());
        }
    }
}
