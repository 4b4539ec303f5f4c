//! CFONB 120, the French banks’ own statements (brochure « Relevé de compte sur support informatique »): records of 120
//! letters, 01 the balance before, 04 a movement, 05 what is said of it, 07 the balance after.

use crate::statement::account;
use crate::statement::days::{century, civil};
use crate::statement::draft::Draft;
use crate::statement::fault;
use crate::statement::found::{BankAccount, BankBalanceKind, BankLine};
use crate::statement::place::Place;
use crate::statement::text::{joined, said};
use chrono::NaiveDate;
use values::money::{Cents, LARGEST};
use values::refusal::Refusal;

/// Letters of a record.
const SIZE: usize = 120;

struct Record<'a> {
    line: i64,
    letters: Vec<&'a str>,
    whole: &'a str,
}

impl<'a> Record<'a> {
    fn new(whole: &'a str, line: i64) -> Record<'a> {
        let letters =
            whole.char_indices().map(|(at, c)| whole.get(at..at + c.len_utf8()).unwrap_or_default());
        Record { line, letters: letters.take(SIZE).collect(), whole }
    }

    /// What stands from one column to another, both counted from 1.
    fn part(&self, from: usize, to: usize) -> String {
        self.letters.iter().skip(from - 1).take(to + 1 - from).copied().collect()
    }

    fn place(&self, column: usize) -> Place {
        Place::new(self.line, column)
    }

    fn day(&self, column: usize) -> Result<NaiveDate, Refusal> {
        let text = self.part(column, column + 5);
        let number = |from: usize| text.get(from..from + 2).and_then(|part| part.parse::<u32>().ok());
        let day = number(4)
            .zip(number(2))
            .zip(number(0))
            .and_then(|((year, month), day)| civil(century(i32::try_from(year).ok()?), month, day));
        day.ok_or_else(|| fault::expected(self.place(column), "une date JJMMAA", &text))
    }

    /// Fourteen figures, the last of which bears the sign: `{` and `A` to `I` above zero, `}` and `J` to `R` below; in
    /// the French EBCDIC, `é` and `è` stand for the braces.
    fn amount(&self, draft: &mut Draft) -> Result<Cents, Refusal> {
        let text = self.part(91, 104);
        let refused = || {
            fault::expected(
                self.place(91),
                "un montant de 14 caractères dont le dernier porte le signe",
                &text,
            )
        };
        let last = text.chars().next_back().ok_or_else(refused)?;
        let (figure, negative) = match last {
            '{' | 'é' => (0, false),
            '}' | 'è' => (0, true),
            'A'..='I' => (i64::from(u32::from(last) - u32::from('A')) + 1, false),
            'J'..='R' => (i64::from(u32::from(last) - u32::from('J')) + 1, true),
            '0'..='9' => (i64::from(u32::from(last) - u32::from('0')), false),
            _ => return Err(refused()),
        };
        let figures = text.strip_suffix(last).unwrap_or_default().trim_start();
        if text.chars().count() != 14 || !figures.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(refused());
        }
        let units = if figures.is_empty() { 0 } else { figures.parse::<i64>().map_err(|_| refused())? };
        let units = units * 10 + figure;
        let decimals = self.part(20, 20);
        let cents = match decimals.as_str() {
            "0" => units * 100,
            "1" => units * 10,
            "2" | " " | "" => units,
            "3" => {
                if units % 10 != 0 {
                    draft.warn(
                        Some(self.line),
                        "Ce montant compte des millièmes : il est arrondi au centième.",
                    );
                }
                (units + 5) / 10
            }
            _ => return Err(fault::expected(self.place(20), "un nombre de décimales de 0 à 3", &decimals)),
        };
        if cents > LARGEST.0 {
            return Err(refused());
        }
        Ok(Cents(if negative { -cents } else { cents }))
    }

    /// The account’s number, by which a record belongs to a statement.
    fn number(&self) -> String {
        self.part(22, 32)
    }

    fn account(&self) -> BankAccount {
        let (bank, branch, number) = (self.part(3, 7), self.part(12, 16), self.number());
        let iban = account::french(&bank, &branch, &number);
        let id = iban.is_none().then(|| format!("{bank} {branch} {}", number.trim()));
        let currency = self.part(17, 19);
        let currency = (currency.trim().len() == 3).then_some(currency);
        BankAccount { iban, id, currency }
    }
}

/// A statement that has begun and not ended.
struct Open {
    number: String,
    bank: String,
    /// Where its first record stands.
    line: i64,
}

/// A movement whose complements may follow.
struct Movement {
    line: BankLine,
    label: String,
    more: Vec<String>,
}

impl Movement {
    fn written(self) -> BankLine {
        let more = self.more.iter().map(String::as_str);
        BankLine { label: joined(std::iter::once(self.label.as_str()).chain(more)), ..self.line }
    }
}

pub fn read(text: &str) -> Result<Draft, Refusal> {
    let mut draft = Draft::default();
    let mut open: Option<Open> = None;
    let mut movement: Option<Movement> = None;
    let mut last = 1;
    for record in records(text) {
        last = record.line;
        let kind = record.part(1, 2);
        if kind != "05"
            && let Some(movement) = movement.take()
        {
            draft.add(movement.written())?;
        }
        match kind.as_str() {
            "01" => {
                if let Some(open) = &open {
                    return Err(not_closed(record.place(1), open));
                }
                let (day, amount) = (record.day(35)?, record.amount(&mut draft)?);
                draft.begin(record.account(), record.line);
                draft.balance(Some(day), amount, BankBalanceKind::Opening);
                open = Some(Open { number: record.number(), bank: record.part(3, 7), line: record.line });
            }
            "04" => {
                belongs(&mut draft, &record, open.as_ref())?;
                movement = Some(moved(&record, &mut draft)?);
            }
            "05" => match &mut movement {
                Some(movement) if open.is_some() => complement(&record, movement),
                _ => return Err(outside(&record, "un mouvement (enregistrement 04)")),
            },
            "07" => {
                belongs(&mut draft, &record, open.as_ref())?;
                let (day, amount) = (record.day(35)?, record.amount(&mut draft)?);
                draft.balance(Some(day), amount, BankBalanceKind::Closing);
                open = None;
            }
            _ => {
                let wish = "un enregistrement 01, 04, 05 ou 07";
                return Err(fault::expected(record.place(1), wish, record.whole));
            }
        }
    }
    match open {
        Some(open) => Err(not_closed(Place::new(last, 1), &open)),
        None => Ok(draft),
    }
}

/// Records by lines, or one after another without any.
fn records(text: &str) -> impl Iterator<Item = Record<'_>> {
    (1..).zip(text.split('\n')).filter(|(_, line)| !line.trim().is_empty()).flat_map(|(line, whole)| {
        let mut rest = whole;
        std::iter::from_fn(move || {
            if rest.trim().is_empty() {
                return None;
            }
            let end = rest.char_indices().nth(SIZE).map_or(rest.len(), |(at, _)| at);
            let (record, after) = rest.split_at(end);
            rest = after;
            Some(Record::new(record, line))
        })
    })
}

fn not_closed(place: Place, open: &Open) -> Refusal {
    let begun = format!("le relevé commencé à la ligne {} n’a pas de nouveau solde", open.line);
    fault::broken(place, &format!("un enregistrement 07 est attendu, {begun}"))
}

fn outside(record: &Record<'_>, wish: &str) -> Refusal {
    fault::broken(
        record.place(1),
        &format!("cet enregistrement {} doit suivre {wish}, et ne le fait pas", record.part(1, 2)),
    )
}

/// A record belongs to the statement that is open: its account’s number is the same. A bank of another code under the
/// same number is told.
fn belongs(draft: &mut Draft, record: &Record<'_>, open: Option<&Open>) -> Result<(), Refusal> {
    let Some(open) = open else { return Err(outside(record, "un ancien solde (enregistrement 01)")) };
    if record.number() != open.number {
        let wish = format!("le compte {} de l’enregistrement 01", open.number.trim());
        return Err(fault::expected(record.place(22), &wish, &record.number()));
    }
    if record.part(3, 7) != open.bank {
        draft.warn(
            Some(record.line),
            format!(
                "Cet enregistrement porte le code banque {}, le relevé {} : le compte est le même.",
                record.part(3, 7),
                open.bank
            ),
        );
    }
    Ok(())
}

fn moved(record: &Record<'_>, draft: &mut Draft) -> Result<Movement, Refusal> {
    let value_day = if record.part(43, 48).trim().is_empty() { None } else { Some(record.day(43)?) };
    let number = record.part(82, 88);
    let numbered = number.bytes().any(|byte| byte.is_ascii_digit() && byte != b'0');
    let line = BankLine {
        line: record.line,
        day: record.day(35)?,
        value_day,
        amount: record.amount(draft)?,
        currency: None,
        label: String::new(),
        payer: None,
        payer_account: None,
        reference: said(&record.part(105, 120)),
        id: if numbered { said(&number) } else { None },
        pending: false,
    };
    Ok(Movement { line, label: record.part(49, 79), more: Vec::new() })
}

/// What a record 05 says, by its qualifier: NPY and NBE name the other party, IPY, IBE and CBE its account, RCN is the
/// payer’s reference; the others are words for the label.
fn complement(record: &Record<'_>, movement: &mut Movement) {
    let told = record.part(49, 118);
    let line = &mut movement.line;
    match record.part(46, 48).as_str() {
        "NPY" | "NBE" => {
            line.payer = line.payer.take().or_else(|| said(&told));
            movement.more.push(told);
        }
        "IPY" | "IBE" | "CBE" | "CPY" => {
            let first = told.split_whitespace().next().unwrap_or_default();
            line.payer_account =
                line.payer_account.take().or_else(|| account::iban(&told)).or_else(|| said(first));
        }
        "RCN" => {
            // Its first 35 letters are the payer’s own reference, the others tell the kind of payment.
            let reference: String = told.chars().take(35).collect();
            line.reference = said(&reference).or_else(|| line.reference.take());
        }
        _ => movement.more.push(told),
    }
}
