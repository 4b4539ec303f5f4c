//! OFX, 1.x (SGML) and 2.x (XML), as its specifications (1.6, 2.2, chapters 3 and 11) and the banks write it: elements
//! closed or not, decimals with a comma or a point, a closing tag that is another's.

mod tokens;

use crate::statement::account;
use crate::statement::amount::{Point, amount};
use crate::statement::days::compact;
use crate::statement::draft::Draft;
use crate::statement::fault;
use crate::statement::found::{BankAccount, BankBalanceKind, BankLine};
use crate::statement::place::{Lines, Place};
use crate::statement::text::{joined, said};
use chrono::NaiveDate;
use std::borrow::Cow;
use tokens::{Tag, Tags};
use values::money::Cents;
use values::refusal::{Refusal, shown};

/// Most elements that stand open in one another.
const DEEPEST: usize = 64;

type Value<'a> = Option<(Cow<'a, str>, usize)>;

/// A STMTTRN as it is met, its values with their offsets.
#[derive(Default)]
struct Movement<'a> {
    at: usize,
    pending: bool,
    posted: Value<'a>,
    begun: Value<'a>,
    user: Value<'a>,
    available: Value<'a>,
    amount: Value<'a>,
    id: Value<'a>,
    name: Value<'a>,
    payee: Value<'a>,
    memo: Value<'a>,
    cheque: Value<'a>,
    reference: Value<'a>,
    currency: Value<'a>,
    other: Value<'a>,
}

/// An account, or a balance, as it is met.
#[derive(Default)]
struct Facts<'a> {
    at: usize,
    bank: Value<'a>,
    branch: Value<'a>,
    account: Value<'a>,
    amount: Value<'a>,
    day: Value<'a>,
}

struct Reading<'a> {
    text: &'a str,
    lines: Lines<'a>,
    draft: Draft,
    open: Vec<&'a str>,
    movement: Movement<'a>,
    facts: Facts<'a>,
    currency: Option<String>,
    /// What the bank answered instead of a statement.
    status: Option<String>,
    message: Option<String>,
}

pub fn read(text: &str) -> Result<Draft, Refusal> {
    let mut tags = Tags::new(text);
    let mut reading = Reading {
        text,
        lines: Lines::new(text),
        draft: Draft::default(),
        open: Vec::new(),
        movement: Movement::default(),
        facts: Facts::default(),
        currency: None,
        status: None,
        message: None,
    };
    while let Some(tag) = tags.next()? {
        if tag.closes {
            reading.close(tag.name)?;
        } else if is_aggregate(tag.name) && (tag.name != "PAYEE" || tag.value.is_empty()) {
            reading.enter(&tag)?;
        } else {
            reading.leaf(tag);
        }
    }
    if let Some(name) = reading.open.iter().rev().find(|name| **name != "OFX") {
        return Err(fault::broken(
            Place::of(text, text.len()),
            &format!("« </{name}> » est attendu, et le fichier s’arrête avant : il est incomplet"),
        ));
    }
    if reading.draft.parts.is_empty() {
        return Err(reading.nothing());
    }
    Ok(reading.draft)
}

/// What holds elements that are read here.
fn is_aggregate(name: &str) -> bool {
    matches!(
        name,
        "OFX"
            | "STATUS"
            | "STMTRS"
            | "CCSTMTRS"
            | "INVSTMTRS"
            | "BANKACCTFROM"
            | "CCACCTFROM"
            | "INVACCTFROM"
            | "BANKTRANLIST"
            | "BANKTRANLISTP"
            | "INVTRANLIST"
            | "STMTTRN"
            | "STMTTRNP"
            | "PAYEE"
            | "BANKACCTTO"
            | "CCACCTTO"
            | "CURRENCY"
            | "ORIGCURRENCY"
            | "LEDGERBAL"
            | "AVAILBAL"
            | "BALLIST"
            | "BAL"
    )
}

impl<'a> Reading<'a> {
    fn place(&self, at: usize) -> Place {
        Place::of(self.text, at)
    }

    fn enter(&mut self, tag: &Tag<'a>) -> Result<(), Refusal> {
        let inside = |name: &str| self.open.contains(&name);
        match tag.name {
            "STMTRS" | "CCSTMTRS" | "INVSTMTRS" => {
                let line = self.lines.line(tag.at);
                self.draft.begin(BankAccount::default(), line);
                self.currency = None;
            }
            "STMTTRN" | "STMTTRNP" => {
                // Some never close them: the next one does.
                if let Some(last) = self.open.last().filter(|last| matches!(**last, "STMTTRN" | "STMTTRNP")) {
                    let last = *last;
                    self.close(last)?;
                } else if inside("STMTTRN") || inside("STMTTRNP") {
                    return Err(fault::expected(
                        self.place(tag.at),
                        "« </STMTTRN> »",
                        &format!("<{}>", tag.name),
                    ));
                }
                let pending = tag.name == "STMTTRNP";
                self.movement = Movement { at: tag.at, pending, ..Movement::default() };
            }
            "BANKACCTFROM" | "CCACCTFROM" | "INVACCTFROM" | "LEDGERBAL" | "AVAILBAL" => {
                self.facts = Facts { at: tag.at, ..Facts::default() };
            }
            _ => {}
        }
        if self.open.len() >= DEEPEST {
            return Err(fault::broken(
                self.place(tag.at),
                "trop d’éléments sont ouverts les uns dans les autres",
            ));
        }
        self.open.push(tag.name);
        Ok(())
    }

    fn leaf(&mut self, tag: Tag<'a>) {
        if tag.value.is_empty() {
            return;
        }
        let told = Some((tag.value, tag.at));
        let text = |told: &Value<'a>| told.as_ref().and_then(|(text, _)| said(text));
        match (self.open.last().copied().unwrap_or_default(), tag.name) {
            ("STMTTRN" | "STMTTRNP", name) => self.movement.take(name, told),
            ("PAYEE", "NAME") => self.movement.payee = told,
            ("CURRENCY", "CURSYM") => self.movement.currency = told,
            ("BANKACCTTO" | "CCACCTTO", "ACCTID") => self.movement.other = told,
            ("BANKACCTFROM", "BANKID") => self.facts.bank = told,
            ("BANKACCTFROM", "BRANCHID") => self.facts.branch = told,
            ("BANKACCTFROM" | "CCACCTFROM" | "INVACCTFROM", "ACCTID") => self.facts.account = told,
            ("LEDGERBAL" | "AVAILBAL", "BALAMT") => self.facts.amount = told,
            ("LEDGERBAL" | "AVAILBAL", "DTASOF") => self.facts.day = told,
            ("STMTRS" | "CCSTMTRS" | "INVSTMTRS", "CURDEF") => self.currency = text(&told),
            ("STATUS", "CODE") => self.status = text(&told).filter(|code| code != "0").or(self.status.take()),
            ("STATUS", "MESSAGE") => self.message = text(&told),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        if !self.open.contains(&name) {
            return Ok(());
        }
        while let Some(last) = self.open.pop() {
            if last == name {
                break;
            }
            if matches!(last, "STMTTRN" | "STMTTRNP") {
                self.moved()?;
            }
        }
        match name {
            "STMTTRN" | "STMTTRNP" => self.moved(),
            "LEDGERBAL" => self.balance(BankBalanceKind::Closing),
            "AVAILBAL" => self.balance(BankBalanceKind::Available),
            "BANKACCTFROM" | "CCACCTFROM" | "INVACCTFROM" => {
                self.account();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn account(&mut self) {
        // Lists of accounts name some too, outside of any statement.
        if !self.open.iter().any(|name| matches!(*name, "STMTRS" | "CCSTMTRS" | "INVSTMTRS")) {
            return;
        }
        let facts = std::mem::take(&mut self.facts);
        let text = |told: &Value<'a>| told.as_ref().and_then(|(text, _)| said(text)).unwrap_or_default();
        let (bank, branch, number) = (text(&facts.bank), text(&facts.branch), text(&facts.account));
        let iban = account::iban(&number).or_else(|| account::french(&bank, &branch, &number));
        let id = if iban.is_none() { said(&number) } else { None };
        let currency = self.currency.clone();
        self.draft.part().account = BankAccount { iban, id, currency };
    }

    fn balance(&mut self, kind: BankBalanceKind) -> Result<(), Refusal> {
        let facts = std::mem::take(&mut self.facts);
        if !self.open.iter().any(|name| matches!(*name, "STMTRS" | "CCSTMTRS" | "INVSTMTRS")) {
            return Ok(());
        }
        let line = self.lines.line(facts.at);
        let Some((text, at)) = facts.amount else {
            self.draft.warn(Some(line), "Ce solde ne porte aucun montant : il est laissé de côté.");
            return Ok(());
        };
        let read = self.cents(&text, at, line)?;
        let day = facts.day.and_then(|(text, _)| compact(&text));
        if day.is_none() {
            self.draft.warn(Some(line), "Ce solde n’a pas de jour qui se lise.");
        }
        self.draft.balance(day, read, kind);
        Ok(())
    }

    fn cents(&mut self, text: &str, at: usize, line: i64) -> Result<Cents, Refusal> {
        let Some(read) = amount(text, Point::Either) else {
            return Err(fault::expected(self.place(at), "un montant", text));
        };
        if !read.exact {
            self.draft.warn(
                Some(line),
                format!(
                    "« {} » compte des fractions de centime : le montant est arrondi au centime.",
                    shown(text)
                ),
            );
        }
        Ok(read.cents)
    }

    fn moved(&mut self) -> Result<(), Refusal> {
        let movement = std::mem::take(&mut self.movement);
        let line = self.lines.line(movement.at);
        let Some((text, at)) = &movement.amount else {
            return Err(fault::expected(
                self.place(movement.at),
                "un montant (TRNAMT) dans cette opération",
                "",
            ));
        };
        let cents = self.cents(text, *at, line)?;
        let Some((day, at)) = movement.posted.as_ref().or(movement.begun.as_ref()).or(movement.user.as_ref())
        else {
            return Err(fault::expected(
                self.place(movement.at),
                "un jour (DTPOSTED) dans cette opération",
                "",
            ));
        };
        let day = self.day(day, *at)?;
        let value_day = movement.available.as_ref().map(|(day, at)| self.day(day, *at)).transpose()?;
        let text = |told: &Value<'a>| told.as_ref().and_then(|(text, _)| said(text));
        let currency = text(&movement.currency).filter(|currency| self.currency.as_ref() != Some(currency));
        if let Some(currency) = &currency {
            let told = format!("Cette opération est en {}, pas dans la devise du compte.", shown(currency));
            self.draft.warn(Some(line), told);
        }
        let name = text(&movement.payee).or_else(|| text(&movement.name));
        let words = [&movement.name, &movement.payee, &movement.memo];
        let label = joined(words.iter().filter_map(|told| told.as_ref()).map(|(text, _)| text.as_ref()));
        let no_number = |number: &String| number.bytes().any(|byte| byte != b'0');
        self.draft.add(BankLine {
            line,
            day,
            value_day,
            amount: cents,
            currency,
            label,
            payer: name,
            payer_account: text(&movement.other),
            reference: text(&movement.reference).or_else(|| text(&movement.cheque)).filter(no_number),
            id: text(&movement.id),
            pending: movement.pending,
        })
    }

    /// The eight figures that the bank wrote first: an hour and its zone move no day (2.2 § 3.2.8.2).
    fn day(&self, text: &str, at: usize) -> Result<NaiveDate, Refusal> {
        compact(text.trim()).ok_or_else(|| fault::expected(self.place(at), "une date AAAAMMJJ", text))
    }

    /// A file of OFX without any statement.
    fn nothing(&self) -> Refusal {
        let Some(code) = &self.status else {
            return fault::file(
                "Ce fichier OFX ne contient aucun relevé (STMTRS) : demandez-le de nouveau à votre banque.",
            );
        };
        let message =
            self.message.as_deref().map(|text| format!(" : « {} »", shown(text))).unwrap_or_default();
        fault::file(&format!(
            "Votre banque a répondu par une erreur (code {}) au lieu d’un relevé{message}. Demandez-le de nouveau.",
            shown(code)
        ))
    }
}

impl<'a> Movement<'a> {
    fn take(&mut self, name: &str, told: Value<'a>) {
        let place = match name {
            "DTPOSTED" => &mut self.posted,
            "DTTRAN" => &mut self.begun,
            "DTUSER" => &mut self.user,
            "DTAVAIL" => &mut self.available,
            "TRNAMT" => &mut self.amount,
            "FITID" => &mut self.id,
            "NAME" => &mut self.name,
            "PAYEE" => &mut self.payee,
            "MEMO" => &mut self.memo,
            "CHECKNUM" => &mut self.cheque,
            "REFNUM" => &mut self.reference,
            _ => return,
        };
        *place = told;
    }
}
