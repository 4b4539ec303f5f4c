//! Amounts as banks write them: `1 234,56 €`, `-12.30`, `(12,00)`, `12,5-`, `11'373.94`.
//!
//! Invariant: no floating point; figures beyond the cent are told, never dropped in silence.

use values::money::{Cents, LARGEST};

/// What a comma or a point means in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    Comma,
    Dot,
    /// A lone mark always begins the cents, whichever it is (OFX 2.2 § 3.2.9.1, SWIFT).
    Either,
    /// The file does not show it: three figures after a lone mark are thousands, unless the last of them is a zero after
    /// a dot.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Hundredths, rounded half away from zero.
    pub cents: Cents,
    /// Nothing was rounded.
    pub exact: bool,
    /// It could be read in another way.
    pub doubtful: bool,
}

/// An amount, with or without its sign and its currency; none where it is no amount, or more than the house counts.
#[must_use]
pub fn amount(text: &str, point: Point) -> Option<Amount> {
    if let Some(cents) = plain(text.as_bytes()) {
        return Some(Amount { cents, exact: true, doubtful: false });
    }
    let (negative, figures) = signed(text)?;
    let (whole, fraction, doubtful) = parts(figures, point)?;
    let whole = ungrouped(whole)?;
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    if whole.len() > 10 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let figure = |at: usize| fraction.as_bytes().get(at).map_or(0, |byte| i64::from(byte - b'0'));
    let units: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let rounded = i64::from(figure(2) >= 5);
    let cents = units * 100 + figure(0) * 10 + figure(1) + rounded;
    if cents > LARGEST.0 {
        return None;
    }
    let exact = fraction.bytes().skip(2).all(|byte| byte == b'0');
    Some(Amount { cents: Cents(if negative { -cents } else { cents }), exact, doubtful })
}

/// What most are: a sign or none, figures, a mark and one or two more or nothing; read alike whatever marks mean. None of
/// any other.
fn plain(text: &[u8]) -> Option<Cents> {
    let (negative, figures) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let mark = figures.iter().position(|byte| matches!(byte, b'.' | b',')).unwrap_or(figures.len());
    let (whole, rest) = figures.split_at_checked(mark)?;
    let fraction = match rest {
        [] => [b'0', b'0'],
        [_, tenths] => [*tenths, b'0'],
        [_, tenths, hundredths] => [*tenths, *hundredths],
        _ => return None,
    };
    if whole.is_empty() || whole.len() > 10 {
        return None;
    }
    let mut cents = 0;
    for byte in whole.iter().chain(&fraction) {
        if !byte.is_ascii_digit() {
            return None;
        }
        cents = cents * 10 + i64::from(byte - b'0');
    }
    (cents <= LARGEST.0).then_some(Cents(if negative { -cents } else { cents }))
}

/// The mark before the cents, where an amount shows it without doubt.
#[must_use]
pub fn shows(text: &str) -> Option<Point> {
    let (_, figures) = signed(text)?;
    let at = figures.rfind(['.', ','])?;
    let mark = if figures.get(at..)?.starts_with(',') { Point::Comma } else { Point::Dot };
    let other = if mark == Point::Comma { '.' } else { ',' };
    let lone = figures.matches(['.', ',']).count() == 1;
    let after = figures.len() - at - 1;
    (figures.contains(other) || (lone && after != 3)).then_some(mark)
}

/// Whether it is below zero, and its figures with what stands between them.
fn signed(text: &str) -> Option<(bool, &str)> {
    let mut rest = bare(text);
    let mut negative = false;
    if let Some(inside) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        negative = true;
        rest = bare(inside);
    } else if let Some(inside) = rest.strip_prefix(['-', '−', '–', '+']) {
        negative = !rest.starts_with('+');
        rest = bare(inside);
    } else if let Some(inside) = rest.strip_suffix(['-', '−', '–', '+']) {
        negative = !rest.ends_with('+');
        rest = bare(inside);
    }
    let kept = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’') || c.is_whitespace();
    (rest.contains(|c: char| c.is_ascii_digit()) && rest.chars().all(kept)).then_some((negative, rest))
}

/// Without the spaces and the currency around it.
fn bare(text: &str) -> &str {
    let mark = |c: char| c.is_whitespace() || matches!(c, '€' | '$' | '£' | '¥');
    let mut text = text.trim_matches(mark);
    let code = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    if let Some((before, after)) = text.split_at_checked(3)
        && code(before)
    {
        text = after;
    }
    if let Some((before, after)) = text.len().checked_sub(3).and_then(|at| text.split_at_checked(at))
        && code(after)
    {
        text = before;
    }
    text.trim_matches(mark)
}

/// Before and after the mark of the cents, and whether that could be otherwise.
fn parts(figures: &str, point: Point) -> Option<(&str, &str, bool)> {
    let cut = |at: usize| Some((figures.get(..at)?, figures.get(at + 1..)?));
    let Some(last) = figures.rfind(['.', ',']) else { return Some((figures, "", false)) };
    let mark = figures.get(last..)?.chars().next()?;
    let (before, after) = cut(last)?;
    let count = figures.matches(['.', ',']).count();
    if before.contains(if mark == '.' { ',' } else { '.' }) {
        // Two kinds of marks: the last, which stands once, begins the cents.
        return (!before.contains(mark)).then_some((before, after, false));
    }
    if count > 1 {
        return Some((figures, "", false));
    }
    let thousands = after.len() == 3 && (1..=3).contains(&before.len());
    let told = match point {
        Point::Either => return Some((before, after, false)),
        Point::Comma => Some(mark == ','),
        Point::Dot => Some(mark == '.'),
        Point::Unknown => None,
    };
    match told {
        Some(false) if thousands => Some((figures, "", false)),
        Some(_) => Some((before, after, false)),
        None if !thousands => Some((before, after, false)),
        None if mark == '.' && after.ends_with('0') => Some((before, after, true)),
        None => Some((figures, "", true)),
    }
}

/// Figures without what groups them by three; none where the groups are no thousands.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(|c: char| !c.is_ascii_digit());
    let first = groups.next()?;
    let mut out = first.to_owned();
    for group in groups {
        if group.len() != 3 || out.is_empty() {
            return None;
        }
        out.push_str(group);
    }
    (out.len() == first.len() || first.len() <= 3).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(text: &str, point: Point) -> Option<i64> {
        amount(text, point).map(|amount| amount.cents.0)
    }

    #[test]
    fn amounts_are_read_as_banks_write_them() {
        for (text, expected) in [
            ("1 234,56", 123_456),
            ("1\u{202f}234,56", 123_456),
            ("-12.30", -1_230),
            ("1.234,56 €", 123_456),
            ("(12,00)", -1_200),
            ("+5", 500),
            ("1,234.56", 123_456),
            ("12,5-", -1_250),
            ("-1.234,56", -123_456),
            ("11'373.94", 1_137_394),
            ("-3.77000", -377),
            ("-30.000", -3_000),
            ("EUR 12,00", 1_200),
            ("1.234.567", 123_456_700),
            ("−4,50", -450),
        ] {
            assert_eq!(cents(text, Point::Unknown), Some(expected), "{text}");
        }
        for text in
            ["abc", "douze euros", "", "-", "1 2", "1,2,3", "1.234.5,6.7", "12 34,5", "99999999999", "--5"]
        {
            assert_eq!(cents(text, Point::Unknown), None, "{text}");
        }
    }

    #[test]
    fn three_figures_after_a_mark_are_what_the_file_shows() {
        assert_eq!(cents("1.200", Point::Comma), Some(120_000));
        assert_eq!(cents("1.200", Point::Dot), Some(120));
        assert_eq!(cents("1,200", Point::Dot), Some(120_000));
        assert_eq!(cents("380115,", Point::Either), Some(38_011_500));
        assert_eq!(cents(",5", Point::Either), Some(50));
        assert!(amount("1,200", Point::Unknown).unwrap().doubtful);
        assert_eq!(shows("1.234,5"), Some(Point::Comma));
        assert_eq!(shows("12.5"), Some(Point::Dot));
        assert_eq!(shows("1.200"), None);
    }

    #[test]
    fn plain_amounts_are_read_as_all_others_are() {
        for text in
            ["12", "-0,5", "+1234.50", "0000000012,34", "9999999999", "12.", "1.234", "12,3a", "-", "1-2"]
        {
            for point in [Point::Comma, Point::Dot, Point::Either, Point::Unknown] {
                // A space around it takes the long way.
                assert_eq!(amount(text, point), amount(&format!(" {text} "), point), "{text}");
            }
        }
    }

    #[test]
    fn fractions_of_a_cent_are_told() {
        let read = amount("+00000000000115.8351", Point::Either).unwrap();
        assert_eq!((read.cents.0, read.exact), (11_584, false));
        assert!(amount("-00000000001500.0000", Point::Either).unwrap().exact);
    }
}
