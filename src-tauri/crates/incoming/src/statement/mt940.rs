//! MT940 and MT942, SWIFT’s own statements, as banks write them: days of 30 February, references beyond their length,
//! fields 86 of any shape.

mod details;
mod fields;
mod movement;

use crate::statement::account;
use crate::statement::amount::{Point, amount};
use crate::statement::draft::Draft;
use crate::statement::fault;
use crate::statement::found::{BankAccount, BankBalanceKind, BankLine};
use crate::statement::place::Place;
use crate::statement::text::{joined, said};
use details::Details;
use fields::{Field, fields};
use movement::Entry;
use values::refusal::Refusal;

struct Reading<'a> {
    draft: Draft,
    /// A movement whose words may follow.
    entry: Option<(Entry, i64)>,
    words: Vec<&'a str>,
    /// Lines of a German field NS, by their numbers.
    notes: Vec<&'a str>,
    /// Within a message.
    inside: bool,
    /// Anything of money was said.
    substance: bool,
}

pub fn read(text: &str) -> Result<Draft, Refusal> {
    let mut reading = Reading {
        draft: Draft::default(),
        entry: None,
        words: Vec::new(),
        notes: Vec::new(),
        inside: false,
        substance: false,
    };
    fields(text, |field| reading.field(field))?;
    reading.moved()?;
    if !reading.substance {
        return Err(fault::file(
            "Ce fichier SWIFT ne contient ni solde (:60F:) ni opération (:61:) : il est incomplet, demandez-le de nouveau.",
        ));
    }
    Ok(reading.draft)
}

impl<'a> Reading<'a> {
    fn field(&mut self, field: &Field<'a>) -> Result<(), Refusal> {
        let first = field.lines.first().copied().unwrap_or_default();
        match field.tag {
            "86" if self.entry.is_some() => {
                self.words.extend(&field.lines);
                return Ok(());
            }
            "NS" if self.entry.is_some() => {
                self.notes.extend(&field.lines);
                return Ok(());
            }
            _ => self.moved()?,
        }
        match field.tag {
            "20" => self.inside = false,
            "25" => {
                self.draft.begin(account_of(first), field.line);
                self.inside = true;
            }
            "34F" => {
                self.substance = true;
                self.currency(first.get(..3));
            }
            "60F" | "60M" => self.balance(field, first, BankBalanceKind::Opening)?,
            "62F" | "62M" => self.balance(field, first, BankBalanceKind::Closing)?,
            "64" | "65" => self.balance(field, first, BankBalanceKind::Available)?,
            "61" => {
                let entry = movement::read(field)?;
                if !self.inside {
                    let account = self.draft.part().account.clone();
                    self.draft.begin(account, field.line);
                    self.draft.warn(Some(field.line), "Cette opération se trouve hors de tout relevé.");
                    self.inside = true;
                }
                if entry.moved {
                    self.beyond(field.line);
                }
                self.substance = true;
                self.entry = Some((entry, field.line));
            }
            "-" => self.inside = false,
            _ => {}
        }
        Ok(())
    }

    fn beyond(&mut self, line: i64) {
        self.draft.warn(
            Some(line),
            "Cette date est au-delà de la fin du mois : elle est lue comme son dernier jour.",
        );
    }

    fn currency(&mut self, code: Option<&str>) {
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_uppercase()));
        let own = &mut self.draft.part().account.currency;
        if own.is_none() {
            *own = code.map(str::to_owned);
        }
    }

    /// `C260302EUR2187,95`; the currency is missing in some.
    fn balance(&mut self, field: &Field<'a>, text: &str, kind: BankBalanceKind) -> Result<(), Refusal> {
        let place = Place::new(field.line, field.tag.len() + 3);
        let refused = |wish: &str| fault::expected(place, wish, text);
        let negative = match text.get(..1) {
            Some("C") => false,
            Some("D") => true,
            _ => return Err(refused("un solde, C ou D suivi de sa date")),
        };
        let day = text.get(1..7).and_then(movement::day);
        let Some((day, beyond)) = day else { return Err(refused("un solde et sa date AAMMJJ")) };
        let rest = text.get(7..).unwrap_or_default();
        let code = rest.get(..3).filter(|code| code.bytes().all(|byte| byte.is_ascii_uppercase()));
        let figures = if code.is_some() { rest.get(3..).unwrap_or_default() } else { rest };
        let read = amount(figures, Point::Either).ok_or_else(|| refused("un solde et son montant"))?;
        self.substance = true;
        self.inside = true;
        if beyond {
            self.beyond(field.line);
        }
        self.currency(code);
        self.draft.balance(Some(day), if negative { -read.cents } else { read.cents }, kind);
        Ok(())
    }

    /// The movement that was being read is all said.
    fn moved(&mut self) -> Result<(), Refusal> {
        let words = std::mem::take(&mut self.words);
        let notes = std::mem::take(&mut self.notes);
        let Some((entry, line)) = self.entry.take() else { return Ok(()) };
        let told = if words.is_empty() && !notes.is_empty() { noted(&notes) } else { details::read(&words) };
        // « NONREF » says that there is none, « KREF+ » that the words have it; some write a letter only.
        let given =
            |text: &str| said(text).filter(|text| text != "NONREF" && text != "KREF+" && text.len() > 1);
        let mut label = told.label;
        if label.is_empty() {
            label = joined([entry.more.as_str(), given(&entry.reference).as_deref().unwrap_or_default()]);
        }
        self.draft.add(BankLine {
            line,
            day: entry.day,
            value_day: Some(entry.value_day),
            amount: entry.amount,
            currency: None,
            label,
            payer: told.payer.or_else(|| said(&entry.name)),
            payer_account: told.payer_account,
            reference: told.reference.or_else(|| given(&entry.reference)),
            id: given(&entry.id),
            pending: entry.pending,
        })
    }
}

/// An account: an IBAN, alone or behind the bank’s own code, or what the bank calls it by; a currency may follow.
fn account_of(text: &str) -> BankAccount {
    let text = text.trim();
    let iban = account::iban(text).or_else(|| text.rsplit('/').next().and_then(account::iban));
    if iban.is_some() {
        return BankAccount { iban, ..BankAccount::default() };
    }
    let code = text.len().checked_sub(3).and_then(|at| text.split_at_checked(at)).filter(|(before, code)| {
        code.bytes().all(|byte| byte.is_ascii_uppercase()) && before.ends_with(|c: char| c.is_ascii_digit())
    });
    match code {
        Some((before, code)) => {
            let iban = account::iban(before);
            let id = if iban.is_none() { said(before) } else { None };
            BankAccount { iban, id, currency: Some(code.to_owned()) }
        }
        None => BankAccount { id: said(text), ..BankAccount::default() },
    }
}

/// Lines of a field NS: 01 to 14 are the payer’s words, 15 and 16 the other party, 17 the bank’s word.
fn noted(lines: &[&str]) -> Details {
    let of = |from: u32, to: u32| {
        let texts = lines.iter().filter_map(|line| {
            let (number, text) = line.split_at_checked(2)?;
            (from..=to).contains(&number.parse().ok()?).then_some(text)
        });
        joined(texts)
    };
    let (words, name, kind) = (of(1, 14), of(15, 16), of(17, 17));
    Details { label: joined([kind.as_str(), words.as_str()]), payer: said(&name), ..Details::default() }
}
