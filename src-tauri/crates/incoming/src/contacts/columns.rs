//! What the columns of a table of contacts hold: by their headers in French, English or German, else by what stands below.

use crate::contacts::cells::Record;
use crate::contacts::header::{Header, Said};
use crate::contacts::holds::{Group, Holds};
use crate::contacts::reach::{digits, is_email};

/// A column of which something is kept on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub holds: Holds,
    pub group: Group,
    /// Which of several addresses of its group, from one.
    pub nth: u8,
}

/// What is known of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Kept(Column),
    /// Its header says that no card has a place for it.
    LeftOut,
    /// Its header says nothing.
    Unknown,
}

impl Known {
    pub fn column(self) -> Option<Column> {
        match self {
            Known::Kept(column) => Some(column),
            Known::LeftOut | Known::Unknown => None,
        }
    }
}

pub fn named(head: &[String]) -> Vec<Known> {
    head.iter().map(|header| meaning(header)).collect()
}

/// How many columns say what they hold.
pub fn count(columns: &[Known]) -> usize {
    columns.iter().filter(|known| known.column().is_some()).count()
}

/// What a header says of its column.
fn meaning(header: &str) -> Known {
    let Some(header) = Header::of(header) else { return Known::Unknown };
    let found = [
        Header::somebody_else,
        Header::number_or_reach,
        Header::kind_or_none,
        Header::place,
        Header::role,
        Header::who,
    ]
    .into_iter()
    .map(|read| read(&header))
    .find(|said| *said != Said::Elsewhere);
    match found {
        Some(Said::Here(holds)) => {
            Known::Kept(Column { holds, group: header.group(), nth: header.ordinal.unwrap_or(1).max(1) })
        }
        Some(Said::LeftOut) => Known::LeftOut,
        Some(Said::Elsewhere) | None => Known::Unknown,
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
            | Holds::ContactFirst
            | Holds::ContactLast
            | Holds::ContactName
    )
}

/// Gives a meaning to columns whose header says nothing, from what most of their cells look like.
pub fn guess(columns: &mut Vec<Known>, rows: &[Record]) {
    let width = rows.iter().map(|r| r.cells.len()).max().unwrap_or_default().min(200);
    columns.resize(width.max(columns.len()), Known::Unknown);
    let cells = |i: usize| {
        rows.iter().take(200).filter_map(move |r| r.cells.get(i)).map(|c| c.trim()).filter(|c| !c.is_empty())
    };
    let most = |i: usize, is: fn(&str) -> bool| {
        let (all, good) = cells(i).fold((0, 0), |(all, good), c| (all + 1, good + usize::from(is(c))));
        all > 0 && good * 3 >= all * 2
    };
    let holds_any = |columns: &[Known], wanted: fn(Holds) -> bool| {
        columns.iter().filter_map(|known| known.column()).any(|column| wanted(column.holds))
    };
    let free = |columns: &[Known], is: fn(&str) -> bool| {
        (0..columns.len()).find(|i| columns.get(*i) == Some(&Known::Unknown) && most(*i, is))
    };
    let plain = |holds| Known::Kept(Column { holds, group: Group::Plain, nth: 1 });
    // Only what looks unlike anything else, and only once each.
    for (holds, known, is) in [
        (Holds::Email, (|h| h == Holds::Email) as fn(Holds) -> bool, is_email as fn(&str) -> bool),
        (Holds::Siret, |h| matches!(h, Holds::Siret | Holds::Siren), is_siret),
        (Holds::Postcode, |h| matches!(h, Holds::Postcode | Holds::Town), is_postcode),
        (Holds::Phone, |h| h == Holds::Phone, is_phone),
    ] {
        if !holds_any(columns, known)
            && let Some(i) = free(columns, is)
            && let Some(slot) = columns.get_mut(i)
        {
            *slot = plain(holds);
        }
    }
    if !holds_any(columns, names)
        && holds_any(columns, |h| h == Holds::Email)
        && let Some(i) = free(columns, is_words)
        && let Some(slot) = columns.get_mut(i)
    {
        *slot = plain(Holds::Name);
    }
}

/// What a header means beside the others: « Nom » is the last name beside a first name alone, « Adresse 2 » the rest of
/// an address unless it has a city of its own, « Title » a courtesy beside a job.
pub fn settle(columns: &mut [Known]) {
    together(columns);
    let all: Vec<Column> = columns.iter().filter_map(|known| known.column()).collect();
    let has = |wanted: Holds| all.iter().any(|column| column.holds == wanted);
    let titles = all.iter().filter(|column| column.holds == Holds::Title).count();
    let mut title = 0;
    for known in columns.iter_mut() {
        let Known::Kept(column) = known else { continue };
        let town = all.iter().any(|other| {
            other.group == column.group
                && other.nth == column.nth
                && matches!(other.holds, Holds::City | Holds::Town | Holds::Postcode)
        });
        let further = column.nth > 1 && !town;
        if column.holds == Holds::Name {
            column.holds = if has(Holds::First) && !has(Holds::Last) { Holds::Last } else { Holds::Display };
        } else if column.holds == Holds::ContactName {
            let is_last = has(Holds::ContactFirst) && !has(Holds::ContactLast);
            column.holds = if is_last { Holds::ContactLast } else { Holds::Contact };
        } else if further && matches!(column.holds, Holds::Street | Holds::Extra) {
            (column.holds, column.nth) = (Holds::Extra, 1);
        } else if column.holds == Holds::Title {
            title += 1;
            // Outlook’s first « Title » is « Mrs ».
            if titles > 1 && title == 1 {
                *known = Known::LeftOut;
            }
        }
    }
}

/// « Adresse de facturation, Code postal, Ville » is one address.
fn together(columns: &mut [Known]) {
    let held = |columns: &[Known], group: Group| {
        let of = columns.iter().filter_map(|known| known.column());
        of.filter(|c| c.group == group && c.nth == 1 && c.holds.is_place())
            .map(|c| c.holds)
            .collect::<Vec<_>>()
    };
    let plain = held(columns, Group::Plain);
    let main = [Group::Billing, Group::Work, Group::Home].into_iter().find(|group| {
        let own = held(columns, *group);
        !own.is_empty() && !plain.is_empty() && plain.iter().all(|holds| !own.contains(holds))
    });
    let Some(main) = main else { return };
    for known in columns {
        if let Known::Kept(column) = known
            && column.holds.is_place()
            && column.group == Group::Plain
        {
            column.group = main;
        }
    }
}

fn count_digits(cell: &str) -> usize {
    digits(cell).len()
}

pub fn is_siret(cell: &str) -> bool {
    matches!(count_digits(cell), 9 | 14)
        && !cell.starts_with(['0', '+'])
        && cell.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
}

pub fn is_postcode(cell: &str) -> bool {
    cell.len() == 5 && count_digits(cell) == 5
}

pub fn is_phone(cell: &str) -> bool {
    (8..=15).contains(&count_digits(cell))
        && cell.starts_with(['0', '+', '('])
        && cell.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+().-/".contains(c))
}

fn is_words(cell: &str) -> bool {
    cell.chars().filter(|c| c.is_alphabetic()).count() * 2 > cell.chars().count()
}
