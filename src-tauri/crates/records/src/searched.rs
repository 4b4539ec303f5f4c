//! What things are found by, and what was typed as a query: letters folded, numbers as they are kept and as they are
//! printed.

use values::letters::{folded, squeezed};

/// The words of a thing as the index keeps them: as they are written, then what else they are found by.
#[must_use]
pub fn found_by(words: &[&str]) -> String {
    let mut all: Vec<String> = words.iter().filter(|w| !w.is_empty()).map(|w| (*w).to_owned()).collect();
    for text in words {
        // The index folds case and most accents itself.
        all.extend(parts(text).filter(|word| !word.is_ascii()).map(folded));
        // « F-2026-0001 » is also « F20260001 ».
        let whole = squeezed(text);
        if whole.chars().any(|c| c.is_ascii_digit()) && whole.len() <= 40 && whole != *text {
            all.push(whole);
        }
    }
    all.join(" ")
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A telephone by its figures, whatever groups them: in France as one dials it, elsewhere behind the country's code.
#[must_use]
pub fn telephone(typed: &str) -> String {
    let folded = folded(typed);
    let abroad = folded.trim_start().starts_with('+');
    let figures: String = folded.chars().filter(char::is_ascii_digit).collect();
    let code = if abroad { Some(figures.as_str()) } else { figures.strip_prefix("00") };
    match code {
        Some(code) => match code.strip_prefix("33") {
            // « +33 (0)6 … ».
            Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
            None => code.to_owned(),
        },
        None => figures,
    }
}

/// What was typed as a query: every word must be there, the last one may be a beginning; a number is looked for as it
/// is kept too, however it is grouped. None if there is no word.
#[must_use]
pub fn expression(typed: &str) -> Option<String> {
    let folded = folded(typed);
    let words: Vec<String> = parts(&folded).take(12).map(|word| word.chars().take(40).collect()).collect();
    let plus = folded.contains('+');
    let mut asked = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let numbered = |i: usize| words.get(i).is_some_and(|w| w.chars().any(|c| c.is_ascii_digit()));
        let from = at;
        at += 1;
        // Letters before figures are of the number: « F 2026 0001 », « FR 44 732 829 320 ».
        let leads = words.get(from).is_some_and(|w| w.chars().count() <= 4) && numbered(at);
        if numbered(from) || leads {
            while numbered(at) {
                at += 1;
            }
        }
        let run = words.get(from..at).unwrap_or_default();
        let mut ways = vec![all_of(run, at == words.len())];
        if numbered(at - 1) {
            let mut more = written(run, plus);
            if leads && let Some((lead, figures)) = run.split_first() {
                // Or they are a word of their own: « Le Goff 552 100 554 ».
                more.extend(written(figures, plus).into_iter().map(|way| [vec![lead.clone()], way].concat()));
            }
            for way in more.iter().map(|way| all_of(way, at == words.len())) {
                if !ways.contains(&way) {
                    ways.push(way);
                }
            }
        }
        asked.push(if ways.len() > 1 { format!("({})", ways.join(" OR ")) } else { ways.concat() });
    }
    if asked.is_empty() { None } else { Some(asked.join(" AND ")) }
}

/// A word of letters and figures as a query names it.
pub(crate) fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}

/// The rank of a paper typed alone, « 46 » for « F-2026-0046 »: as numbers of papers print it. None where more is typed.
#[must_use]
pub fn rank_alone(typed: &str) -> Option<String> {
    let rank = values::letters::code(typed);
    let is_rank = (1..=4).contains(&rank.len()) && rank.bytes().all(|b| b.is_ascii_digit());
    let rank = is_rank.then(|| rank.trim_start_matches('0')).filter(|rank| !rank.is_empty())?;
    let written: Vec<String> = (3..=5).map(|wide| quoted(&format!("{rank:0>wide$}"))).collect();
    Some(format!("({})", written.join(" OR ")))
}

/// Every word of a run; the last one of all may be a beginning.
fn all_of(words: &[String], last: bool) -> String {
    let quoted: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    let star = if last { "*" } else { "" };
    if quoted.len() > 1 {
        format!("({}{star})", quoted.join(" AND "))
    } else {
        format!("{}{star}", quoted.concat())
    }
}

/// Other ways in which a run of figures may have been kept.
fn written(run: &[String], plus: bool) -> Vec<Vec<String>> {
    let whole = run.concat();
    let mut ways = vec![vec![whole.clone()]];
    if whole.bytes().all(|b| b.is_ascii_digit()) {
        let abroad = plus || (whole.starts_with("33") && whole.len() == 11);
        let dialled = telephone(&if abroad { format!("+{whole}") } else { whole.clone() });
        ways.push(vec![dialled]);
    }
    // The number of a paper: letters, a year, a rank.
    let (letters, figures) = whole.split_at(whole.find(|c: char| c.is_ascii_digit()).unwrap_or(whole.len()));
    let (year, rank) = figures.split_at(figures.len().min(4));
    if figures.bytes().all(|b| b.is_ascii_digit()) && (year.starts_with("20") || !letters.is_empty()) {
        for rank in [rank.to_owned(), format!("{rank:0>4}")] {
            // A rank of nothing is no rank yet.
            let rank = if figures.len() > 4 { rank } else { String::new() };
            let parts = [letters, year, &rank].into_iter().filter(|part| !part.is_empty());
            ways.push(parts.map(str::to_owned).collect());
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_is_the_same_however_it_is_written() {
        for typed in
            ["06 12 34 56 78", "0612345678", "+33 6 12 34 56 78", "+33 (0)6.12.34.56.78", "0033612345678"]
        {
            assert_eq!(telephone(typed), "0612345678", "{typed}");
        }
        assert_eq!(telephone("+49 30 1234567"), telephone("0049301234567"));
        assert_eq!(telephone(""), "");
    }

    #[test]
    fn words_become_a_query_and_nothing_does_not() {
        assert_eq!(expression("Œuvre"), Some("\"oeuvre\"*".into()));
        assert_eq!(expression("goff lannion"), Some("\"goff\" AND \"lannion\"*".into()));
        assert_eq!(expression(" \u{200b}’ "), None);
    }
}
