//! How one is reached: mail addresses and telephones out of a cell, whatever else stands in it; and figures that a
//! spreadsheet has spoilt.

use crate::text::tidy;
use values::letters::{code, folded, squeezed};

/// The mail addresses of a cell, the name that stands before one of them, and whether that is all of it.
pub struct Mails {
    pub addresses: Vec<String>,
    pub name: String,
    pub understood: bool,
}

/// « Anne Le Goff <anne@legoff.example> », « mailto:a@b.example », « a@b.example, c@d.example ».
pub fn mails(cell: &str) -> Mails {
    let cell = code(cell);
    let parting = |c: char| c.is_whitespace() || ",;<>()[]\"|".contains(c);
    let mut addresses: Vec<String> = Vec::new();
    let mut others: Vec<&str> = Vec::new();
    let tokens = cell.split(parting).flat_map(|token| {
        let several = token.split('/').filter(|part| part.contains('@')).count() > 1;
        if several { token.split('/').collect::<Vec<_>>() } else { vec![token] }
    });
    for token in tokens.filter(|token| !token.is_empty()) {
        let bare = match token.get(..7) {
            Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => token.get(7..).unwrap_or_default(),
            _ => token,
        };
        let bare = bare.split('?').next().unwrap_or_default().trim_matches(['.', ':', '\'', '/']);
        if is_email(bare) {
            if !addresses.iter().any(|known| known.eq_ignore_ascii_case(bare)) {
                addresses.push(bare.to_owned());
            }
        } else if !matches!(folded(token).as_str(), ":::" | "/" | "-" | "et" | "ou" | "and" | "or" | "&") {
            others.push(token);
        }
    }
    if addresses.is_empty() {
        return Mails { addresses: vec![tidy(&cell)], name: String::new(), understood: true };
    }
    let before = cell.split('<').next().unwrap_or_default().trim_matches([' ', '"', '\'']);
    let named = cell.contains('<') && !before.is_empty() && !before.contains('@');
    let name = if named { tidy(before) } else { String::new() };
    let understood = others.is_empty() || (named && squeezed(&others.concat()) == squeezed(&name));
    Mails { addresses, name: if understood { name } else { String::new() }, understood }
}

pub fn is_email(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() < 200
        && !cell.contains(char::is_whitespace)
        && cell
            .split_once('@')
            .is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.') && !domain.contains('@'))
}

pub fn digits(cell: &str) -> String {
    cell.chars().filter(char::is_ascii_digit).collect()
}

/// The telephones of a cell: « 06 12 34 56 78 / 02 96 00 00 00 », « Tél. : 06… ».
pub fn phones(cell: &str) -> Vec<String> {
    let cell = code(cell);
    let parted = cell
        .replace(" ou ", ";")
        .replace(" et ", ";")
        .replace(":::", ";")
        .replace(['\n', '\r', '/', '|', ','], ";");
    let parts: Vec<&str> = parted.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    let several = parts.len() > 1 && parts.iter().all(|part| digits(part).len() >= 6);
    let each = if several { parts } else { vec![cell.as_str()] };
    each.into_iter().map(|part| without_label(&tidy(part))).filter(|part| !part.is_empty()).collect()
}

/// « Tél. : 06… » and « tel:+33… » are the figures alone.
fn without_label(phone: &str) -> String {
    const LABELS: [&str; 14] = [
        "tel",
        "telephone",
        "phone",
        "mobile",
        "mob",
        "portable",
        "port",
        "fixe",
        "bureau",
        "standard",
        "gsm",
        "t",
        "m",
        "p",
    ];
    let at = phone.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(').unwrap_or(0);
    let (label, rest) = phone.split_at(at);
    let label = folded(label);
    let words: Vec<&str> = label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let known = words.iter().all(|word| LABELS.contains(word)) && digits(rest).len() >= 6;
    if known { rest.to_owned() } else { phone.to_owned() }
}

/// What a spreadsheet made of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figures {
    /// As it stands.
    Kept,
    /// It can be told for sure.
    Restored(String),
    /// Its last figures are gone.
    Lost,
}

/// « 6,12345678E+08 » tells all its figures, « 6,12E+08 » does not; « 612345678.0 » has one too many.
pub fn figures(cell: &str) -> Figures {
    let cell = cell.trim();
    if let Some((mantissa, power)) = cell.split_once(['e', 'E']) {
        let power: Option<usize> = power.trim_start_matches('+').parse().ok();
        let (whole, part) = mantissa.split_once([',', '.']).unwrap_or((mantissa, ""));
        let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let Some(power) = power.filter(|p| whole.len() == 1 && *p < 20 && plain(whole) && plain(part)) else {
            return Figures::Kept;
        };
        return if part.len() == power { Figures::Restored(format!("{whole}{part}")) } else { Figures::Lost };
    }
    match cell.split_once([',', '.']) {
        Some((whole, zeros))
            if whole.len() >= 5
                && whole.bytes().all(|b| b.is_ascii_digit())
                && (1..=2).contains(&zeros.len())
                && zeros.bytes().all(|b| b == b'0') =>
        {
            Figures::Restored(whole.to_owned())
        }
        _ => Figures::Kept,
    }
}

/// A telephone whose zero or plus a spreadsheet took off. Elsewhere than in France nothing is guessed.
pub fn dialled(phone: &str, french: bool) -> Figures {
    let text = match figures(phone) {
        Figures::Lost => return Figures::Lost,
        Figures::Restored(text) => text,
        Figures::Kept => phone.to_owned(),
    };
    let all = digits(&text);
    let plain = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '.' || c == '-');
    let mended = if french && plain && all.len() == 9 && !all.starts_with('0') {
        format!("0{text}")
    } else if french && plain && all.len() == 11 && all.starts_with("33") {
        format!("+{text}")
    } else {
        text
    };
    if mended == phone { Figures::Kept } else { Figures::Restored(mended) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_addresses_stand_alone_or_behind_a_name() {
        for (cell, addresses, name, understood) in [
            ("Anne Le Goff <anne@legoff.example>", "anne@legoff.example", "Anne Le Goff", true),
            ("\"Le Goff, Anne\" <anne@legoff.example>", "anne@legoff.example", "Le Goff, Anne", true),
            ("<anne@legoff.example>", "anne@legoff.example", "", true),
            ("MAILTO:anne@legoff.example?subject=Bonjour", "anne@legoff.example", "", true),
            ("a@b.example, c@d.example", "a@b.example c@d.example", "", true),
            ("a@b.example;c@d.example / e@f.example", "a@b.example c@d.example e@f.example", "", true),
            ("a@b.example ou c@d.example", "a@b.example c@d.example", "", true),
            ("a@b.example (bureau)", "a@b.example", "", false),
            ("pas une adresse", "pas une adresse", "", true),
        ] {
            let found = mails(cell);
            assert_eq!(
                (found.addresses.join(" ").as_str(), found.name.as_str(), found.understood),
                (addresses, name, understood),
                "{cell}"
            );
        }
    }

    #[test]
    fn figures_come_back_where_they_can() {
        assert_eq!(dialled("612345678", true), Figures::Restored("0612345678".into()));
        assert_eq!(dialled("6 12 34 56 78", true), Figures::Restored("06 12 34 56 78".into()));
        assert_eq!(dialled("612345678", false), Figures::Kept);
        assert_eq!(dialled("33612345678", true), Figures::Restored("+33612345678".into()));
        assert_eq!(dialled("6,12345678E+08", true), Figures::Restored("0612345678".into()));
        assert_eq!(dialled("612345678.0", true), Figures::Restored("0612345678".into()));
        assert_eq!(dialled("6,12E+08", true), Figures::Lost);
        assert_eq!(dialled("06 12 34 56 78", true), Figures::Kept);
        assert_eq!(phones("Tél. : 06 12 34 56 78 / 02 96 00 00 00"), ["06 12 34 56 78", "02 96 00 00 00"]);
        assert_eq!(phones("tel:+33-2-99-00-00-00"), ["+33-2-99-00-00-00"]);
    }
}
