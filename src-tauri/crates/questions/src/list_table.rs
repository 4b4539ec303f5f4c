//! A whole list: how many rows it has, what they sum to, and all of them as a table for spreadsheets.

use crate::clients::{ClientRow, ClientsFilter, clients};
use crate::deals::{DealRow, DealsFilter, deals, under_way};
use crate::invoice_list::{InvoicesFilter, invoices};
use crate::payments::{PaymentsFilter, SUM, payments};
use crate::quotes::{QuotesFilter, quotes};
use books::act::Ask;
use books::entry::{Paper, paper};
use books::error::Result;
use journey::contact::ClientKind;
use records::invoice_row::InvoiceRow;
use records::payment_row::PaymentRow;
use records::quote_row::QuoteRow;
use records::table::{Cell, written};
use records::table_rows::{INVOICES, PAYMENTS, QUOTES};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// Rows read at a time.
const PART: u16 = 1000;

/// A list, with what it is narrowed to and sorted by; its page does not matter.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "list", content = "filter", rename_all = "snake_case")]
pub enum List {
    Invoices(InvoicesFilter),
    Quotes(QuotesFilter),
    Payments(PaymentsFilter),
    Clients(ClientsFilter),
    Deals(DealsFilter),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ListTotals {
    pub count: i64,
    /// Cents; what clients owe, for clients.
    pub amount: Cents,
    /// What is still to be paid of invoices.
    pub open: Option<Cents>,
}

/// Asked after the page, which does not wait for it: every row that passes is read, from rows as narrow as can be.
pub fn totals(ask: &Ask, list: List) -> Result<ListTotals> {
    let (count, amount, open) = match list {
        List::Invoices(filter) => {
            let [count, amount, open] =
                filter.list(ask)?.sums(ask, ["count(*)", "sum(s.amount)", "sum(s.open)"])?;
            (count, amount, Some(Cents(open)))
        }
        List::Quotes(filter) => {
            let [count, amount] = filter.list(ask)?.sums(ask, ["count(*)", "sum(s.amount)"])?;
            (count, amount, None)
        }
        List::Payments(filter) => {
            let [count, amount] = filter.list(ask)?.sums(ask, ["count(*)", SUM])?;
            (count, amount, None)
        }
        List::Clients(filter) => {
            let list = filter.list(ask)?;
            let [count, amount] = list.sums(
                ask,
                ["count(*)", "sum((SELECT sum(o.open) FROM open_invoice o WHERE o.client = c.id))"],
            )?;
            (count, amount, None)
        }
        List::Deals(filter) if filter.closed => {
            let [count, amount] = filter.list(ask)?.sums(ask, ["count(*)", "sum(s.amount)"])?;
            (count, amount, None)
        }
        List::Deals(filter) => {
            let rows = under_way(ask, &filter)?;
            let amount: Cents = rows.iter().map(|row| row.amount).sum();
            (i64::try_from(rows.len()).unwrap_or(i64::MAX), amount.0, None)
        }
    };
    Ok(ListTotals { count, amount: Cents(amount), open })
}

/// Every row of a list, in its order, as a file.
pub fn table(ask: &Ask, list: List) -> Result<Paper> {
    let (name, bytes) = match list {
        List::Invoices(filter) => {
            let rows = whole(
                |before| {
                    let page = invoices(ask, InvoicesFilter { before, most: Some(PART), ..filter.clone() })?;
                    Ok((page.rows, page.more))
                },
                InvoiceRow::id,
            )?;
            ("factures", written(INVOICES, rows.iter().map(InvoiceRow::cells)))
        }
        List::Quotes(filter) => {
            let rows = whole(
                |before| {
                    let page = quotes(ask, QuotesFilter { before, most: Some(PART), ..filter.clone() })?;
                    Ok((page.rows, page.more))
                },
                QuoteRow::id,
            )?;
            ("devis", written(QUOTES, rows.iter().map(QuoteRow::cells)))
        }
        List::Payments(filter) => {
            let rows = whole(
                |before| {
                    let page = payments(ask, PaymentsFilter { before, most: Some(PART), ..filter.clone() })?;
                    Ok((page.rows, page.more))
                },
                PaymentRow::id,
            )?;
            ("paiements", written(PAYMENTS, rows.iter().map(PaymentRow::cells)))
        }
        List::Clients(filter) => {
            let rows = whole(
                |before| {
                    let page = clients(ask, ClientsFilter { before, most: Some(PART), ..filter.clone() })?;
                    Ok((page.rows, page.more))
                },
                |row: &ClientRow| row.id,
            )?;
            ("clients", written(CLIENTS, rows.iter().map(client_cells)))
        }
        List::Deals(filter) => {
            let rows = whole(
                |before| {
                    let page = deals(ask, DealsFilter { before, most: Some(PART), ..filter.clone() })?;
                    Ok((page.rows, page.more))
                },
                |row: &DealRow| row.id,
            )?;
            ("affaires", written(DEALS, rows.iter().map(deal_cells)))
        }
    };
    Ok(paper(format!("{name}-{}.csv", ask.today), "text/csv", &bytes))
}

/// Page after page, to the end.
fn whole<Row>(
    page: impl Fn(Option<i64>) -> Result<(Vec<Row>, bool)>,
    id: impl Fn(&Row) -> i64,
) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let (next, more) = page(rows.last().map(&id))?;
        let ended = next.is_empty() || !more;
        rows.extend(next);
        if ended {
            return Ok(rows);
        }
    }
}

const CLIENTS: &[&str] = &["Client", "Type", "Ville", "Étiquettes", "Affaires", "Reste dû"];

fn client_cells(row: &ClientRow) -> Vec<Cell> {
    let kind = match row.kind {
        ClientKind::Company => "entreprise",
        ClientKind::SoleTrader => "entrepreneur individuel",
        ClientKind::Person => "particulier",
        ClientKind::PublicBody => "organisme public",
        ClientKind::Association => "association",
    };
    vec![
        Cell::text(&row.name),
        Cell::text(kind),
        Cell::text(&row.city),
        Cell::text(&row.tags.join(", ")),
        Cell::Count(row.deals),
        Cell::Amount(row.open),
    ]
}

const DEALS: &[&str] = &["Affaire", "Client", "Étape", "À faire", "Dernière activité", "Montant"];

fn deal_cells(row: &DealRow) -> Vec<Cell> {
    vec![
        Cell::text(&row.title),
        Cell::text(&row.client.name),
        Cell::text(row.stage.french()),
        Cell::text(&row.next),
        Cell::day(&row.changed_on),
        Cell::Amount(row.amount),
    ]
}
