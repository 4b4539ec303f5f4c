//! A client's statement of account on any day: its lines, what is left by age, and its paper.

use books::act::Ask;
use books::entry;
use books::entry::Paper;
use books::error::Result;
use chrono::NaiveDate;
use documents::paper::statement::{StatementPaper, statement_sheet};
use journey::contact::person::About;
use journey::say;
use journey::statement::{AgedBalance, StatementKind};
use journey::today::ClientName;
use records::document::print;
use records::statement::{Account, account};
use records::{contact, parties, person, printable, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::Cents;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfClientOn {
    pub client: i64,
    /// The last day that counts, today or before; today if empty.
    #[serde(default)]
    pub on: String,
}

/// Something that changed what a client owes.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct StatementLine {
    pub on: String,
    pub kind: StatementKind,
    /// Of the paper, or of those that money settled; empty for none.
    pub number: String,
    pub due_on: Option<String>,
    /// Above zero for what is owed more, below for less.
    pub amount: Cents,
    /// What is owed after it.
    pub balance: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Statement {
    pub client: ClientName,
    pub on: String,
    /// In order.
    pub lines: Vec<StatementLine>,
    /// What is owed; below zero for what is the client's.
    pub balance: Cents,
    /// What is left to pay of invoices.
    pub open: Cents,
    pub late: Cents,
    pub aged: AgedBalance,
    /// What the client paid that settles nothing.
    pub credit: Cents,
    /// What is left of invoices that were ceded: in the balance, payable to somebody else.
    pub ceded: Cents,
    /// What of it proceedings hold.
    pub held: Cents,
    /// What of it is contested: not asked for, and not in `open`.
    pub contested: Cents,
    /// The next day of a payment plan that is kept, by which what it holds is due.
    pub plan_next: Option<String>,
    /// The day on which insolvency proceedings were published: nothing is asked for.
    pub insolvent_on: Option<String>,
    /// Charges of late payment that were claimed, beside the balance.
    pub charges: Cents,
}

fn asked(ask: &Ask, payload: &OfClientOn) -> Result<(NaiveDate, Account)> {
    let on = input::optional_day("on", &payload.on, Near::Past(ask.today))?.unwrap_or(ask.today);
    input::has_come("on", on, ask.today, "un relevé s’arrête à aujourd’hui ou avant.")?;
    Ok((on, account(ask, payload.client, on)?))
}

pub fn statement(ask: &Ask, payload: OfClientOn) -> Result<Statement> {
    let name = contact::card(ask, payload.client)?.name;
    let (on, account) = asked(ask, &payload)?;
    let balance = account.balance();
    Ok(Statement {
        client: ClientName { id: payload.client, name },
        on: on.to_string(),
        lines: account
            .lines
            .iter()
            .map(|(one, balance)| StatementLine {
                on: one.on.to_string(),
                kind: one.kind,
                number: one.number.clone(),
                due_on: one.due_on.map(|day| day.to_string()),
                amount: one.amount,
                balance: *balance,
            })
            .collect(),
        balance,
        open: account.aged.total(),
        late: account.aged.late(),
        credit: (account.aged.total() + account.ceded() + account.held + account.contested() - balance)
            .max(Cents::ZERO),
        ceded: account.ceded(),
        held: account.held,
        contested: account.contested(),
        plan_next: account.plan_next.map(|day| day.to_string()),
        insolvent_on: account.insolvent_on.map(|day| day.to_string()),
        charges: account.charges,
        aged: account.aged,
    })
}

/// Longest reference of a transfer that names every invoice.
const REFERENCE: usize = 100;

/// The PDF of a statement: no paper is issued, and the same day gives the same one.
pub fn statement_paper(ask: &Ask, payload: OfClientOn) -> Result<Paper> {
    let seller = settings::the_seller(ask)?;
    let buyer = person::addressed(ask, payload.client, About::Invoice)?;
    printable::buyer(&buyer)?;
    let (on, account) = asked(ask, &payload)?;
    let (language, name) = (buyer.language, buyer.name.clone());
    let numbers = account.open.join(", ");
    let reference = if numbers.chars().count() <= REFERENCE {
        numbers
    } else {
        say!(language, "Relevé du {day}", day = language.long_date(on))
    };
    let paper = StatementPaper {
        on,
        balance: account.balance(),
        charges: account.charges,
        ceded: account.ceded.iter().map(|one| (one.number.clone(), one.whom.clone(), one.open)).collect(),
        plan_next: account.plan_next,
        held: account.held,
        contested: account.contested,
        planned: account.planned,
        insolvent_on: account.insolvent_on,
        aged: account.aged,
        lines: account.lines,
        reference,
        parties: parties::parties(ask, seller, buyer)?,
    };
    let file = say!(language, "Relevé {name} du {day}.pdf", name = name, day = on);
    Ok(entry::paper(
        file.replace(['/', '\\'], "-"),
        "application/pdf",
        &print(&statement_sheet(&paper), None)?,
    ))
}
