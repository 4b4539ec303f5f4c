//! A table of days, papers and amounts: columns as wide as their cells, one that takes the rest, the head on every page.

use crate::face::Face;
use crate::look::Look;
use crate::page::{self, BODY, Flow, LEFT, Part, Strip};
use crate::sheet::{Error, Ledger, LedgerRow, Sheet};
use crate::tag::{Cells, Role, Tag};
use crate::text::{self, HAIRLINE, INK, Run, Style};

/// Between columns, at least.
const GAP: f32 = 16.0;

/// Where each column begins, and how wide it is.
struct Columns(Vec<(f32, f32)>);

/// Places the table; its last row stays with what closes it, `below` being the height of that.
pub fn place((ledger, look): (&Ledger, &Look), below: f32, flow: &mut Flow) -> Result<(), Error> {
    let columns = columns(ledger, look)?;
    let style = Style::LABEL.face(Face::Semi);
    let mut head = Strip::gap(Style::LABEL.lead + 7.0);
    let (table, count) = (Tag::new(Role::Table), columns.0.len());
    let cells = Cells::new(&table, (0..count).map(|_| Role::Column));
    for (at, (title, figures)) in ledger.columns.iter().enumerate() {
        cell(&mut head, 0.0, title, style, *figures, &columns, (at, &cells))?;
    }
    head.rule(LEFT, Style::LABEL.lead + 6.0, BODY, 1.0, INK);
    let mut rows = Vec::new();
    for row in &ledger.rows {
        let style = if row.strong { look.small.face(Face::Semi).colour(INK) } else { look.small.colour(INK) };
        let wrapped = wrapped(ledger, row, style, &columns)?;
        let cells = Cells::new(&table, (0..count).map(|_| Role::Cell));
        let mut strip = Strip::gap(style.lead * wrapped.len().max(1) as f32 + 8.0);
        for (line, run) in wrapped.iter().enumerate() {
            let x = columns.0.get(ledger.wide).map_or(LEFT, |column| column.0);
            strip.text(x, 4.0 + style.lead * line as f32, run.clone()).cell(&cells, ledger.wide);
        }
        for (at, text) in row.cells.iter().enumerate().take(columns.0.len()) {
            if ledger.wraps && at == ledger.wide {
                continue;
            }
            let figures = ledger.columns.get(at).is_some_and(|column| column.1);
            cell(&mut strip, 4.0, text, style, figures, &columns, (at, &cells))?;
        }
        strip.rule(LEFT, strip.height - 1.0, BODY, 1.0, HAIRLINE);
        rows.push(strip);
    }
    let first = rows.first().map_or(0.0, |row| row.height);
    if !flow.fits(22.0 + head.height + first) && !flow.is_fresh() {
        flow.next_page();
    } else {
        flow.y += 22.0;
    }
    flow.place(head.clone());
    flow.running = vec![head];
    let last = rows.len().saturating_sub(1);
    for (at, row) in rows.into_iter().enumerate() {
        let tall = row.height;
        let parted = flow.fits(tall) && !flow.fits(tall + below) && tall + below <= flow.full();
        if at == last && at > 0 && parted && !flow.is_fresh() {
            flow.next_page();
        }
        flow.keep(0.0, page::known(vec![row], Part::Row));
    }
    flow.running.clear();
    Ok(())
}

/// The lines of the column that goes on; none where it does not.
fn wrapped(ledger: &Ledger, row: &LedgerRow, style: Style, columns: &Columns) -> Result<Vec<Run>, Error> {
    let cell = row.cells.get(ledger.wide).filter(|_| ledger.wraps);
    match (cell, columns.0.get(ledger.wide)) {
        (Some(cell), Some((_, width))) => text::lines(cell, style, *width),
        (Some(_) | None, Some(_) | None) => Ok(Vec::new()),
    }
}

/// What a sheet's table needs where there is one.
pub fn of(sheet: &Sheet) -> Option<&Ledger> {
    sheet.ledger.as_ref().filter(|ledger| !ledger.rows.is_empty())
}

fn columns(ledger: &Ledger, look: &Look) -> Result<Columns, Error> {
    let mut widths = Vec::new();
    for (at, (title, _)) in ledger.columns.iter().enumerate() {
        let mut width = text::line(title, Style::LABEL.face(Face::Semi))?.width();
        for row in &ledger.rows {
            if let Some(cell) = row.cells.get(at) {
                width = width.max(text::line(cell, look.small.face(Face::Semi))?.width());
            }
        }
        widths.push(width);
    }
    let gaps = GAP * widths.len().saturating_sub(1) as f32;
    let others: f32 =
        widths.iter().enumerate().filter(|(at, _)| *at != ledger.wide).map(|(_, width)| width).sum();
    if let Some(wide) = widths.get_mut(ledger.wide) {
        *wide = (BODY - gaps - others).max(60.0);
    }
    let mut x = LEFT;
    let placed = widths.into_iter().map(|width| {
        let place = (x, width);
        x += width + GAP;
        place
    });
    Ok(Columns(placed.collect()))
}

/// One text in its column: figures end at its right, words that are too long get smaller letters.
fn cell(
    strip: &mut Strip,
    top: f32,
    text: &str,
    style: Style,
    figures: bool,
    columns: &Columns,
    (at, cells): (usize, &Cells),
) -> Result<(), Error> {
    let Some((x, width)) = columns.0.get(at) else { return Ok(()) };
    let run = if figures {
        text::fitted(text, style, *width)?
    } else {
        text::shortened(text, style, *width + 0.1)?
    };
    let top = top + style.baseline() - run.style.baseline();
    if figures {
        strip.text_to(x + width, top, run).cell(cells, at);
    } else {
        strip.text(*x, top, run).cell(cells, at);
    }
    Ok(())
}
