//! Amounts of which only the beginning is typed: `4053`, `4 053,6`, `1 18`.

use crate::letters;
use crate::money::Cents;

/// Figures before the decimal mark, at most: beyond, it is no amount that one types.
const WHOLE: usize = 9;

/// Figures from which what is typed may go on before its decimal mark: fewer begin too many amounts.
const TELLING: usize = 3;

/// From the least to the greatest amount that begin with what is typed, those that are nearest to it first. Empty
/// where it is no beginning of an amount, or already one to the cent.
#[must_use]
pub fn amounts_beginning(typed: &str) -> Vec<(Cents, Cents)> {
    let text: String =
        letters::code(typed).chars().filter(|c| !matches!(c, ' ' | '€' | '\'' | '’')).collect();
    let (whole, decimals) = match text.split_once([',', '.']) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text.as_str(), None),
    };
    let figures = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let written = !whole.is_empty() && whole.len() <= WHOLE && figures(whole);
    let Some(euros) = whole.parse::<i64>().ok().filter(|euros| written && *euros > 0) else {
        return Vec::new();
    };
    let between = |from: i64, wide: i64| (Cents(from), Cents(from + wide - 1));
    match decimals {
        Some("") => vec![between(euros * 100, 100)],
        Some(tenth) if tenth.len() == 1 && figures(tenth) => tenth
            .parse::<i64>()
            .map_or_else(|_| Vec::new(), |tenth| vec![between(euros * 100 + tenth * 10, 10)]),
        Some(_) => Vec::new(),
        None => {
            let longer = if whole.len() >= TELLING { 7_usize.saturating_sub(whole.len()) } else { 0 };
            let mut all = vec![between(euros * 100, 100)];
            let mut wide = 100;
            for _ in 0..longer {
                wide *= 10;
                all.push(between(euros * wide, wide));
            }
            all
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_beginning_gives_none() {
        for typed in ["", "0", "12,34", "12,345", "F-2026", "a", "12 34 56 78 90 12", ",5", "-12"] {
            assert_eq!(amounts_beginning(typed), [], "{typed}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_is_among_those_that_its_beginnings_give(cents in 10_000_i64..900_000_000, kept in 0_usize..16) {
            let shown = words::euros(Cents(cents));
            let least = shown.chars().scan(0, |figures, c| {
                *figures += usize::from(c.is_ascii_digit());
                Some(*figures)
            }).position(|figures| figures == TELLING).unwrap_or(0) + 1;
            let typed: String = shown.trim_end_matches(['€', '\u{a0}', '\u{202f}']).chars().take(least.max(kept)).collect();
            let whole = !typed.contains(',');
            prop_assume!(typed.split_once(',').is_none_or(|(_, decimals)| decimals.len() < 2));
            prop_assume!(!whole || cents < 1_000_000_000);
            let given = amounts_beginning(&typed);
            prop_assert!(given.iter().any(|(from, to)| from.0 <= cents && cents <= to.0), "{} of {}: {:?}", typed, shown, given);
        }
    }
}
