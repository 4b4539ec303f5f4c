//! What the columns of a table of contacts hold: by their headers in French, English or German, else by what stands below.

use crate::contacts::cells::Record;
use crate::contacts::header::{Header, Said};
use crate::contacts::holds::{Group, Holds};

pub type Column = Option<(Group, Holds)>;

pub fn named(head: &[String]) -> Vec<Column> {
    head.iter().map(|header| meaning(header)).collect()
}

/// What a header says of its column.
fn meaning(header: &str) -> Column {
    let header = Header::of(header)?;
    let found = [Header::left_out, Header::number_or_reach, Header::place, Header::role, Header::who]
        .into_iter()
        .map(|read| read(&header))
        .find(|said| *said != Said::Elsewhere)?;
    let another = |holds| {
        matches!(holds, Holds::Postcode | Holds::City | Holds::Country)
            && header.ordinal.is_some_and(|n| n > 1)
            && header.words.len() > 2
    };
    match found {
        Said::Here(holds) if !another(holds) => Some((header.group(), holds)),
        Said::Here(holds) | Said::OfAnother(holds) => Some((Group::Other, holds)),
        Said::LeftOut | Said::Elsewhere => None,
    }
}

pub fn names(holds: Holds) -> bool {
    matches!(
        holds,
        Holds::Display
            | Holds::First
            | Holds::Last
            | Holds::Name
            | Holds::Nickname
            | Holds::Organisation
            | Holds::Contact
    )
}

/// Gives a meaning to columns whose header says nothing, from what most of their cells look like.
pub fn guess(columns: &mut Vec<Column>, rows: &[Record]) {
    let width = rows.iter().map(|r| r.cells.len()).max().unwrap_or_default().min(200);
    columns.resize(width.max(columns.len()), None);
    let cells = |i: usize| {
        rows.iter().take(200).filter_map(move |r| r.cells.get(i)).map(|c| c.trim()).filter(|c| !c.is_empty())
    };
    let most = |i: usize, is: fn(&str) -> bool| {
        let (all, good) = cells(i).fold((0, 0), |(all, good), c| (all + 1, good + usize::from(is(c))));
        all > 0 && good * 3 >= all * 2
    };
    let known = |columns: &[Column], holds: Holds| columns.iter().flatten().any(|(_, h)| *h == holds);
    // Only what looks unlike anything else, and only once each.
    for (holds, is) in [
        (Holds::Email, is_email as fn(&str) -> bool),
        (Holds::Siret, is_siret),
        (Holds::Postcode, is_postcode),
        (Holds::Phone, is_phone),
    ] {
        if !known(columns, holds)
            && let Some(i) =
                (0..columns.len()).find(|i| columns.get(*i).is_some_and(Option::is_none) && most(*i, is))
            && let Some(slot) = columns.get_mut(i)
        {
            *slot = Some((Group::Plain, holds));
        }
    }
    if !columns.iter().flatten().any(|(_, h)| names(*h))
        && known(columns, Holds::Email)
        && let Some(i) =
            (0..columns.len()).find(|i| columns.get(*i).is_some_and(Option::is_none) && most(*i, is_words))
        && let Some(slot) = columns.get_mut(i)
    {
        *slot = Some((Group::Plain, Holds::Name));
    }
}

/// « Nom » stands for the last name beside a first name alone, for the whole name otherwise.
pub fn settle(columns: &mut [Column]) {
    let has = |wanted: Holds| columns.iter().flatten().any(|(_, h)| *h == wanted);
    let is_last = has(Holds::First) && !has(Holds::Last);
    for (_, holds) in columns.iter_mut().flatten() {
        if *holds == Holds::Name {
            *holds = if is_last { Holds::Last } else { Holds::Display };
        }
    }
}

pub fn is_email(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() < 200
        && !cell.contains(char::is_whitespace)
        && cell
            .split_once('@')
            .is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.') && !domain.contains('@'))
}

fn digits(cell: &str) -> usize {
    cell.bytes().filter(u8::is_ascii_digit).count()
}

pub fn is_siret(cell: &str) -> bool {
    matches!(digits(cell), 9 | 14)
        && !cell.starts_with(['0', '+'])
        && cell.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
}

pub fn is_postcode(cell: &str) -> bool {
    cell.len() == 5 && digits(cell) == 5
}

pub fn is_phone(cell: &str) -> bool {
    (8..=15).contains(&digits(cell))
        && cell.starts_with(['0', '+', '('])
        && cell.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+().-/".contains(c))
}

fn is_words(cell: &str) -> bool {
    cell.chars().filter(|c| c.is_alphabetic()).count() * 2 > cell.chars().count()
}
