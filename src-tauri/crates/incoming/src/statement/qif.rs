//! QIF, Quicken’s own text: one letter before each field, `^` after each movement. Days and decimals are written as in
//! the country of the program, which the whole of a file shows.

use crate::statement::amount::{Point, amount, shows};
use crate::statement::days::{DayOrder, WrittenDay, doubtful, order, written};
use crate::statement::draft::Draft;
use crate::statement::fault;
use crate::statement::found::{BankAccount, BankBalanceKind, BankLine};
use crate::statement::place::Place;
use crate::statement::text::{joined, said};
use values::letters::folded;
use values::refusal::{Refusal, shown};

/// What a section holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Account,
    Money,
    Other,
}

#[derive(Default)]
struct Entry<'a> {
    line: i64,
    day: Option<(&'a str, i64)>,
    amount: Option<(&'a str, i64)>,
    payee: &'a str,
    memo: &'a str,
    number: &'a str,
    empty: bool,
}

struct Section<'a> {
    account: Option<String>,
    line: i64,
    entries: Vec<Entry<'a>>,
}

pub fn read(text: &str) -> Result<Draft, Refusal> {
    let mut draft = Draft::default();
    let sections = sections(text, &mut draft)?;
    if sections.is_empty() {
        return Err(fault::file(
            "Ce fichier QIF ne contient ni compte courant, ni caisse, ni carte (!Type:Bank, Cash ou CCard).",
        ));
    }
    let all = || sections.iter().flat_map(|section| &section.entries);
    let mut days: Vec<WrittenDay> = Vec::new();
    let mut at: Vec<i64> = Vec::new();
    for entry in all() {
        let Some((text, line)) = entry.day else {
            return Err(fault::expected(
                Place::new(entry.line, 1),
                "un jour (champ D) dans cette opération",
                "",
            ));
        };
        // Years from 2000 on stand behind an apostrophe, and figures below ten behind a space.
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let day = written(&bare).ok_or_else(|| fault::expected(Place::new(line, 2), "une date", text))?;
        days.push(day);
        at.push(line);
    }
    let order = ordered(&mut draft, &days, &at)?;
    let point = all().filter_map(|entry| shows(entry.amount?.0)).next().unwrap_or(Point::Unknown);
    let mut rank = 0;
    for section in &sections {
        let account = BankAccount { id: section.account.clone(), ..BankAccount::default() };
        draft.begin(account, section.line);
        for entry in &section.entries {
            let day = days.get(rank).and_then(|day| day.by(order));
            rank += 1;
            add(&mut draft, entry, day, point)?;
        }
    }
    Ok(draft)
}

/// The order of day and month: as the file shows it, else as the French write it.
fn ordered(draft: &mut Draft, days: &[WrittenDay], at: &[i64]) -> Result<DayOrder, Refusal> {
    let line = |rank: usize| at.get(rank).copied().unwrap_or(1);
    match order(days) {
        Ok(Some(order)) => Ok(order),
        Ok(None) => {
            if doubtful(days) {
                draft.warn(
                    Some(line(0)),
                    "Rien ne montre si le jour ou le mois vient d’abord dans ces dates : elles sont lues jour, puis mois.",
                );
            }
            Ok(DayOrder::DayFirst)
        }
        Err((one, other)) => Err(fault::broken(
            Place::new(line(other), 2),
            &format!("cette date commence par le mois, celle de la ligne {} par le jour", line(one)),
        )),
    }
}

fn sections<'a>(text: &'a str, draft: &mut Draft) -> Result<Vec<Section<'a>>, Refusal> {
    let mut sections: Vec<Section<'a>> = Vec::new();
    let mut kind = Kind::Other;
    let mut account: Option<String> = None;
    let mut entry = Entry { empty: true, ..Entry::default() };
    let mut last = 0;
    for (line, whole) in (1..).zip(text.lines()) {
        last = line;
        let whole = whole.trim_end();
        let Some(letter) = whole.chars().next() else { continue };
        let rest = whole.get(letter.len_utf8()..).unwrap_or_default();
        if letter == '!' {
            ended(&mut sections, &mut entry, kind, line)?;
            kind = kind_of(rest, kind);
            if kind == Kind::Money {
                sections.push(Section { account: account.clone(), line, entries: Vec::new() });
            }
            continue;
        }
        match kind {
            Kind::Account if letter == 'N' => account = said(rest),
            Kind::Money if letter == '^' => ended(&mut sections, &mut entry, kind, line)?,
            Kind::Money => field(&mut entry, letter, rest, line),
            Kind::Account | Kind::Other => {}
        }
    }
    if kind == Kind::Money && !entry.empty {
        draft.warn(
            Some(entry.line),
            "La dernière opération n’est pas close par « ^ » : le fichier est peut-être incomplet.",
        );
        ended(&mut sections, &mut entry, kind, last)?;
    }
    Ok(sections)
}

/// `Type:Bank`, `Account`, and the options that change nothing.
fn kind_of(mark: &str, before: Kind) -> Kind {
    let mark = mark.trim().to_ascii_lowercase();
    if mark.starts_with("option") || mark.starts_with("clear") {
        return before;
    }
    if mark.starts_with("account") {
        return Kind::Account;
    }
    match mark.strip_prefix("type:").map(str::trim) {
        Some("bank" | "cash" | "ccard" | "oth a" | "oth l") => Kind::Money,
        _ => Kind::Other,
    }
}

fn field<'a>(entry: &mut Entry<'a>, letter: char, rest: &'a str, line: i64) {
    if entry.empty {
        *entry = Entry { line, ..Entry::default() };
    }
    match letter {
        'D' => entry.day = Some((rest, line)),
        'T' => entry.amount = Some((rest, line)),
        // The same, with more figures in some programs.
        'U' => entry.amount = entry.amount.or(Some((rest, line))),
        'P' => entry.payee = rest,
        'M' => entry.memo = rest,
        'N' => entry.number = rest,
        _ => {}
    }
}

fn ended<'a>(
    sections: &mut [Section<'a>],
    entry: &mut Entry<'a>,
    kind: Kind,
    line: i64,
) -> Result<(), Refusal> {
    let done = std::mem::replace(entry, Entry { empty: true, ..Entry::default() });
    if done.empty || kind != Kind::Money {
        return Ok(());
    }
    if done.amount.is_none() {
        return Err(fault::expected(Place::new(line, 1), "un montant (champ T) dans cette opération", ""));
    }
    if let Some(section) = sections.last_mut() {
        section.entries.push(done);
    }
    Ok(())
}

fn add(
    draft: &mut Draft,
    entry: &Entry<'_>,
    day: Option<chrono::NaiveDate>,
    point: Point,
) -> Result<(), Refusal> {
    let (text, line) = entry.amount.unwrap_or(("", entry.line));
    let refused = || fault::expected(Place::new(line, 2), "un montant", text);
    let read = amount(text, point).ok_or_else(refused)?;
    let day = day.ok_or_else(|| fault::expected(Place::new(entry.line, 2), "une date", ""))?;
    if !read.exact {
        draft.warn(
            Some(line),
            format!("« {} » compte des fractions de centime : il est arrondi.", shown(text)),
        );
    }
    if read.doubtful {
        draft.warn(
            Some(line),
            format!("« {} » peut se lire de deux façons : vérifiez ce montant.", shown(text)),
        );
    }
    // Quicken’s first movement of an account is no money received.
    let first = folded(entry.payee);
    if matches!(first.trim(), "opening balance" | "solde initial" | "solde d'ouverture") {
        draft.balance(Some(day), read.cents, BankBalanceKind::Opening);
        return Ok(());
    }
    draft.add(BankLine {
        line: entry.line,
        day,
        value_day: None,
        amount: read.cents,
        currency: None,
        label: joined([entry.payee, entry.memo]),
        payer: said(entry.payee),
        payer_account: None,
        reference: said(entry.number),
        id: None,
        pending: false,
    })
}
