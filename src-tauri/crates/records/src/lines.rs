//! The lines of quotes and invoices: the same columns in two tables.

use books::error::Result;
use books::reading::Reading;
use books::stored::Word;
use journey::quote::{Line, LineCredit};
use rusqlite::{Connection, Row, params};
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};

/// The paper whose lines they are.
#[derive(Clone, Copy, Debug)]
pub enum LinesOf {
    QuoteVersion(i64),
    Invoice(i64),
}

pub fn write_lines(db: &Connection, of: LinesOf, lines: &[Line]) -> Result<()> {
    let (sql, parent) = match of {
        LinesOf::QuoteVersion(id) => (
            "INSERT INTO quote_line (quote_version, position, label, detail, quantity, unit, unit_price, discount, vat_rate, net,
                 section, optional, nature, activity, vat_reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            id,
        ),
        LinesOf::Invoice(id) => (
            "INSERT INTO invoice_line (invoice, position, label, detail, quantity, unit, unit_price, discount, vat_rate, net,
                 section, optional, nature, activity, vat_reason, credits, credits_quantity)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            id,
        ),
    };
    let mut statement = db.prepare_cached(sql)?;
    for (position, line) in lines.iter().enumerate() {
        let columns = params![
            parent,
            i64::try_from(position).unwrap_or(i64::MAX),
            line.label,
            line.detail,
            line.quantity.0,
            line.unit,
            line.unit_price.0,
            line.discount.0,
            line.vat_rate.0,
            line.net.0,
            line.section,
            line.optional,
            line.nature.stored(),
            line.activity.stored(),
            line.vat_reason,
            line.credits.map(|credit| credit.line),
            line.credits.map(|credit| credit.quantity.0)
        ];
        // A quote takes nothing back.
        let known = statement.parameter_count();
        statement.execute(&columns[..known])?;
    }
    Ok(())
}

pub fn read_lines(db: Reading, of: LinesOf) -> Result<Vec<Line>> {
    let (sql, parent) = match of {
        LinesOf::QuoteVersion(id) => (
            "SELECT *, NULL AS credits, NULL AS credits_quantity FROM quote_line WHERE quote_version = ?1 ORDER BY position",
            id,
        ),
        LinesOf::Invoice(id) => ("SELECT * FROM invoice_line WHERE invoice = ?1 ORDER BY position", id),
    };
    let lines = db.prepare_cached(sql)?.query_map([parent], read_line)?.collect::<rusqlite::Result<_>>()?;
    Ok(lines)
}

fn read_line(r: &Row) -> rusqlite::Result<Line> {
    Ok(Line {
        label: r.get("label")?,
        detail: r.get("detail")?,
        quantity: Thousandths(r.get("quantity")?),
        unit: r.get("unit")?,
        unit_price: UnitPrice(r.get("unit_price")?),
        discount: BasisPoints(r.get("discount")?),
        vat_rate: BasisPoints(r.get("vat_rate")?),
        net: Cents(r.get("net")?),
        section: r.get("section")?,
        optional: r.get("optional")?,
        nature: r.get::<_, Word<_>>("nature")?.0,
        activity: r.get::<_, Word<_>>("activity")?.0,
        vat_reason: r.get("vat_reason")?,
        credits: match (r.get("credits")?, r.get("credits_quantity")?) {
            (Some(line), Some(quantity)) => Some(LineCredit { line, quantity: Thousandths(quantity) }),
            _ => None,
        },
    })
}
