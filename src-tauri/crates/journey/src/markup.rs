//! Light marks in descriptions and notes: `**bold**`, `*italic*`, « - » and « 1. » at the beginning of a line.
//!
//! Invariant: what is no whole mark stands as it was typed; nothing is ever read as HTML.

/// One line, as it was typed or as an item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// « – » or « 2. » before an item; empty for others.
    pub bullet: String,
    /// How deep an item stands in its list: two spaces a step, at most [`DEEPEST`].
    pub depth: usize,
    pub pieces: Vec<Piece>,
}

/// Letters that look alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
}

const DEEPEST: usize = 3;

/// The lines of a text.
#[must_use]
pub fn read(text: &str) -> Vec<Marked> {
    text.split('\n').map(line).collect()
}

/// The text without its marks, for places that have one kind of letters only.
#[must_use]
pub fn plain(text: &str) -> String {
    let said = |line: Marked| {
        let words: String = line.pieces.into_iter().map(|piece| piece.text).collect();
        if line.bullet.is_empty() { words } else { format!("{} {words}", line.bullet) }
    };
    read(text).into_iter().map(said).collect::<Vec<_>>().join("\n")
}

fn line(typed: &str) -> Marked {
    let body = typed.trim_start_matches([' ', '\t']);
    let before = typed.len() - body.len();
    let item = |bullet: String, rest: &str| Marked {
        bullet,
        depth: (before / 2).min(DEEPEST),
        pieces: pieces(rest.trim_start()),
    };
    for dash in ["- ", "* ", "• "] {
        if let Some(rest) = body.strip_prefix(dash).filter(|rest| !rest.trim().is_empty()) {
            return item("–".to_owned(), rest);
        }
    }
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let (number, rest) = body.split_at(digits);
        for mark in [". ", ") "] {
            if let Some(rest) = rest.strip_prefix(mark).filter(|rest| !rest.trim().is_empty()) {
                return item(format!("{number}{}", mark.trim_end()), rest);
            }
        }
    }
    Marked { pieces: pieces(typed), ..Marked::default() }
}

/// The pieces of one line; marks that are not closed stand as letters.
#[must_use]
pub fn pieces(line: &str) -> Vec<Piece> {
    let letters: Vec<char> = line.chars().collect();
    let mut found: Vec<Piece> = Vec::new();
    walk(&letters, Piece::default(), &mut found);
    found.retain(|piece| !piece.text.is_empty());
    found
}

fn walk(letters: &[char], style: Piece, found: &mut Vec<Piece>) {
    let mut at = 0;
    let mut here = style.clone();
    while at < letters.len() {
        let letter = letters[at];
        if letter == '\\' && letters.get(at + 1).is_some_and(|next| matches!(next, '*' | '_' | '\\')) {
            here.text.push(letters[at + 1]);
            at += 2;
            continue;
        }
        if let Some((width, end)) = span(letters, at, &style) {
            found.push(std::mem::replace(&mut here, style.clone()));
            let inner = Piece {
                bold: style.bold || width >= 2,
                italic: style.italic || width != 2,
                text: String::new(),
            };
            walk(&letters[at + width..end], inner, found);
            at = end + width;
            continue;
        }
        here.text.push(letter);
        at += 1;
    }
    found.push(here);
}

/// A mark that begins at `at`: how many letters it is made of, and where its twin begins. The mark touches the first
/// and last letters of what it holds, and no letter outside: `2 * 3`, `a_b_c` and `5*` are none.
fn span(letters: &[char], at: usize, style: &Piece) -> Option<(usize, usize)> {
    let mark = letters[at];
    if !matches!(mark, '*' | '_')
        || (at > 0 && (letters[at - 1].is_alphanumeric() || letters[at - 1] == mark))
    {
        return None;
    }
    let width = letters[at..].iter().take_while(|letter| **letter == mark).count();
    let taken = (width >= 2 && style.bold) || (width != 2 && style.italic);
    if !(1..=3).contains(&width) || taken || letters.get(at + width).is_none_or(|next| next.is_whitespace()) {
        return None;
    }
    let mut end = at + width + 1;
    while end + width <= letters.len() {
        let run = letters[end..].iter().take_while(|letter| **letter == mark).count();
        if run == width
            && !letters[end - 1].is_whitespace()
            && letters[end - 1] != '\\'
            && letters.get(end + width).is_none_or(|next| !next.is_alphanumeric())
        {
            return Some((width, end));
        }
        end += run.max(1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Vec<(String, bool, bool)> {
        pieces(line).into_iter().map(|piece| (piece.text, piece.bold, piece.italic)).collect()
    }

    fn one(text: &str, bold: bool, italic: bool) -> (String, bool, bool) {
        (text.to_owned(), bold, italic)
    }

    #[test]
    fn marks_are_bold_or_italic() {
        assert_eq!(
            said("Un **gras** mot"),
            [one("Un ", false, false), one("gras", true, false), one(" mot", false, false)]
        );
        assert_eq!(said("*penché*, _lui aussi_")[0], one("penché", false, true));
        assert_eq!(said("***les deux***"), [one("les deux", true, true)]);
        assert_eq!(said("**gras et *penché* ici**")[1], one("penché", true, true));
        assert_eq!(said("(**gras**)")[1], one("gras", true, false));
    }

    #[test]
    fn what_is_no_mark_stands_as_typed() {
        for typed in [
            "2 * 3 * 4",
            "*prix hors frais",
            "un_nom_de_fichier.rs",
            "5*6*7",
            "** vide **",
            "****",
            "a ** b",
            "<b>gras</b> &amp;",
            "[lien](https://exemple.fr)",
            "# titre",
            "C:\\dossier",
        ] {
            assert_eq!(said(typed), [one(typed, false, false)], "{typed}");
        }
        assert_eq!(plain("\\*prix\\*"), "*prix*");
    }

    #[test]
    fn lists_keep_their_numbers_and_depth() {
        let lines = read("Compris :\n- un\n  - deux\n1. trois\n12) quatre\n2026. Une année\n-5 %\n- ");
        let bullets: Vec<(&str, usize)> =
            lines.iter().map(|line| (line.bullet.as_str(), line.depth)).collect();
        assert_eq!(bullets, [("", 0), ("–", 0), ("–", 1), ("1.", 0), ("12)", 0), ("", 0), ("", 0), ("", 0)]);
        assert_eq!(plain("- **un**\nfin"), "– un\nfin");
    }

    proptest::proptest! {
        /// Whatever is typed, no letter but those of marks is lost.
        #[test]
        fn no_letter_is_lost(typed in "[a-c*_ \\\\.\n1-]{0,40}") {
            let kept = |text: &str| text.chars().filter(|c| c.is_ascii_alphabetic()).collect::<String>();
            proptest::prop_assert_eq!(kept(&plain(&typed)), kept(&typed));
        }
    }
}
