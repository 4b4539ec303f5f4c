//! The lines of work: columns as wide as their figures need, rows that stay whole, the head on every page.

use crate::face::Face;
use crate::page::{self, BODY, Flow, LEFT, RIGHT, Strip};
use crate::sheet::{Error, Row, Sheet};
use crate::text::{self, HAIRLINE, INK, MUTED, Run, Style};
use journey::money::BasisPoints;
use journey::words;

/// The label's share of the width, when the figures leave it.
const LABEL: f32 = 0.52;
/// Between columns, at least.
const GAP: f32 = 18.0;
/// What the label keeps, however wide the figures are: they get smaller letters instead.
const LEAST: f32 = 170.0;
/// A unit longer than this wraps.
const QUANTITY: f32 = 120.0;

/// Where each column of figures ends, and how wide the label's is.
struct Columns {
    label: f32,
    ends: [f32; 4],
    widths: [f32; 4],
    figures: Style,
}

/// Places the table. `below` is the height of what closes it, so that it never stands alone on a page.
pub fn place(sheet: &Sheet, flow: &mut Flow, below: f32) -> Result<(), Error> {
    let columns = columns(sheet)?;
    let head = head(sheet, &columns)?;
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        rows.push(strips(row, sheet.vat_column, &columns)?);
    }
    // A row taller than this begins where it stands rather than leave a large hole.
    let tallest = flow.full() * 0.3;
    let first = rows.first().map_or(0.0, |strips| page::height(strips).min(tallest));
    let space = 22.0;
    if !flow.fits(space + head.height + first) && head.height + first <= flow.full() {
        flow.next_page();
    } else {
        flow.y += space;
    }
    flow.place(head.clone());
    flow.running = vec![head];
    let last = rows.len().saturating_sub(1);
    for (at, row) in rows.into_iter().enumerate() {
        let tall = page::height(&row);
        // The last row goes to the next page with the sums rather than leave them without a line.
        if at == last && at > 0 && flow.fits(tall) && !flow.fits(tall + below) && tall + below <= flow.full()
        {
            flow.next_page();
        }
        if tall > tallest {
            flow.pour(row);
        } else {
            flow.keep(0.0, row);
        }
    }
    flow.running.clear();
    Ok(())
}

fn columns(sheet: &Sheet) -> Result<Columns, Error> {
    let mut figures = Style::BODY;
    let titles = titles(sheet);
    let mut widths = [0.0_f32; 4];
    for (width, title) in widths.iter_mut().zip(titles) {
        *width = text::line(title, head_style())?.width();
    }
    for row in &sheet.rows {
        for (at, (width, cell)) in widths.iter_mut().zip(cells(row, sheet.vat_column)).enumerate() {
            let natural = text::line(&cell, figures)?.width();
            *width = width.max(if at == 0 { natural.min(QUANTITY) } else { natural });
        }
        let discount = text::line(&discount(row), Style::SMALL)?.width();
        widths[1] = widths[1].max(discount);
    }
    let shown = widths.iter().filter(|width| **width > 0.0).count() as f32;
    let total: f32 = widths.iter().sum();
    let most = BODY - LEAST - GAP * shown;
    if total > most {
        let scale = most / total;
        figures = Style { size: figures.size * scale, ..figures };
        widths.iter_mut().for_each(|width| *width *= scale);
    }
    let total: f32 = widths.iter().sum();
    let gap = ((BODY * (1.0 - LABEL) - total) / shown).clamp(GAP, 34.0);
    let label = BODY - total - gap * shown;
    let mut ends = [RIGHT; 4];
    let mut x = LEFT + label;
    for (end, width) in ends.iter_mut().zip(widths) {
        if width > 0.0 {
            x += gap + width;
        }
        *end = x;
    }
    Ok(Columns { label, ends, widths, figures })
}

fn titles(sheet: &Sheet) -> [&'static str; 4] {
    ["Quantité", "Prix unitaire HT", if sheet.vat_column { "TVA" } else { "" }, "Total HT"]
}

fn head_style() -> Style {
    Style::LABEL.face(Face::Semi)
}

fn head(sheet: &Sheet, columns: &Columns) -> Result<Strip, Error> {
    let mut strip = Strip::gap(Style::LABEL.lead + 7.0);
    strip.text(LEFT, 0.0, text::line("Désignation", head_style())?);
    for ((title, end), width) in titles(sheet).into_iter().zip(columns.ends).zip(columns.widths) {
        strip.text_to(end, 0.0, text::fitted(title, head_style(), width.max(1.0))?);
    }
    strip.rule(LEFT, Style::LABEL.lead + 6.0, BODY, 1.0, INK);
    Ok(strip)
}

fn cells(row: &Row, vat: bool) -> [String; 4] {
    let quantity = words::quantity(row.quantity);
    let unit = row.unit.trim();
    let quantity = if unit.is_empty() { quantity } else { format!("{quantity}\u{a0}{unit}") };
    let rate = if vat { words::percent(row.vat_rate) } else { String::new() };
    [quantity, words::unit_price(row.unit_price), rate, words::euros(row.net)]
}

/// « − 10 % », or nothing.
fn discount(row: &Row) -> String {
    match row.discount {
        BasisPoints(0) => String::new(),
        BasisPoints(rate) => words::percent(BasisPoints(rate.saturating_neg())),
    }
}

fn strips(row: &Row, vat: bool, columns: &Columns) -> Result<Vec<Strip>, Error> {
    let mut strips: Vec<Strip> = text::lines(&row.label, Style::BODY, columns.label)?
        .into_iter()
        .chain(text::lines(&row.detail, Style::SMALL, columns.label)?)
        .map(|run| Strip::of(LEFT, run))
        .collect();
    if strips.is_empty() {
        strips.push(Strip::gap(Style::BODY.lead));
    }
    let [quantity, price, rate, net] = cells(row, vat);
    let figures = columns.figures;
    for (at, run) in text::lines(&quantity, figures, columns.widths[0])?.into_iter().enumerate() {
        right(&mut strips, at, columns.ends[0], run);
    }
    for (at, cell) in [(1, price), (2, rate), (3, net)] {
        right(&mut strips, 0, columns.ends[at], text::line(&cell, figures)?);
    }
    let discount = discount(row);
    if !discount.is_empty() {
        right(&mut strips, 1, columns.ends[1], text::line(&discount, Style::SMALL.colour(MUTED))?);
    }
    if let Some(first) = strips.first_mut() {
        *first = std::mem::take(first).lowered(8.0);
    }
    if let Some(last) = strips.last_mut() {
        let bottom = last.height + 8.0;
        last.rule(LEFT, bottom, BODY, 1.0, HAIRLINE);
        last.height = bottom + 1.0;
    }
    Ok(strips)
}

/// A figure that ends at `x` on the row's line `at`, which is added when the label has fewer.
fn right(strips: &mut Vec<Strip>, at: usize, x: f32, run: Run) {
    while strips.len() <= at {
        strips.push(Strip::gap(Style::SMALL.lead));
    }
    let lead = strips[at].height;
    // Lines of another size share the row's baseline, not its top.
    let line = Style { lead, ..if at == 0 { Style::BODY } else { Style::SMALL } };
    let top = line.baseline() - run.style.baseline();
    strips[at].text_to(x, top, run);
}
