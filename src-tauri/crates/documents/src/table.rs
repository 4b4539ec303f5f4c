//! The lines of work: columns as wide as their figures need, rows that stay whole, the head on every page.

use crate::face::Face;
use crate::look::{Look, look};
use crate::mark::{Drawn, Mark};
use crate::page::{self, BODY, Flow, LEFT, Part, RIGHT, Strip};
use crate::prose;
use crate::sheet::{Error, Row, Sheet};
use crate::tag::{Cells, Role, Tag};
use crate::text::{self, Colour, HAIRLINE, INK, MUTED, Run, Style};
use crate::title::titled;
use journey::contact::Language;
use journey::{say, unit};
use values::money::BasisPoints;

/// The label's share of the width, when the figures leave it.
const LABEL: f32 = 0.52;
/// Between columns, at least.
const GAP: f32 = 18.0;
/// What the label keeps, however wide the figures are: they get smaller letters instead.
const LEAST: f32 = 170.0;
/// A unit longer than this wraps.
const QUANTITY: f32 = 120.0;

/// The box that is ticked for an option, and the room it takes before the label.
const BOX: f32 = 10.0;
const BOXED: f32 = 20.0;

/// Where each column of figures ends, and how wide the label's is.
struct Columns {
    label: f32,
    ends: [f32; 4],
    widths: [f32; 4],
    figures: Style,
}

impl Columns {
    /// Columns that show something, the label's included.
    fn count(&self) -> usize {
        1 + self.widths.iter().filter(|width| **width > 0.0).count()
    }

    /// The place of a column of figures among those that show something.
    fn nth(&self, at: usize) -> usize {
        1 + self.widths.iter().take(at).filter(|width| **width > 0.0).count()
    }
}

/// Places the table. `below` is the height of what closes it, so that it never stands alone on a page; `turned`, the
/// last row begins a page in any case.
pub fn place(sheet: &Sheet, flow: &mut Flow, below: f32, turned: bool) -> Result<(), Error> {
    let (columns, look) = (columns(sheet)?, look(sheet.layout));
    let table = Tag::new(Role::Table);
    let head = head(sheet, &columns, &table)?;
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        let title = Cells::new(&table, [Role::Wide(columns.count())]);
        let mut all = page::celled(section(&row.section, sheet.accent, look)?, &title, 0);
        all.extend(strips(row, sheet, &columns, false, &table)?);
        rows.push(page::known(all, Part::Row));
    }
    // A row taller than this begins where it stands rather than leave a large hole.
    let tallest = flow.full() * 0.3;
    let first = rows.first().map_or(0.0, |strips| page::height(strips).min(tallest));
    let space = 22.0 * flow.air;
    let last = rows.len().saturating_sub(1);
    let alone = turned && last == 0;
    if alone || (!flow.fits(space + head.height + first) && head.height + first <= flow.full()) {
        if !flow.is_fresh() {
            flow.next_page();
        }
    } else {
        flow.y += space;
    }
    flow.place(head.clone());
    flow.running = vec![head];
    for (at, row) in rows.into_iter().enumerate() {
        let tall = page::height(&row);
        // The last row goes to the next page with the sums rather than leave them without a line.
        let parted = flow.fits(tall) && !flow.fits(tall + below) && tall + below <= flow.full();
        if at == last && at > 0 && (parted || turned) && !flow.is_fresh() {
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

/// The options, each with its box, under a title of their own.
pub fn options(sheet: &Sheet, flow: &mut Flow) -> Result<(), Error> {
    if sheet.options.is_empty() {
        return Ok(());
    }
    let (columns, look) = (columns(sheet)?, look(sheet.layout));
    let (title, sentence) = if sheet.options.len() > 1 {
        (
            say!(sheet.language, "Options"),
            say!(
                sheet.language,
                "Non comprises dans le total : cochez celles que vous ajoutez à la commande."
            ),
        )
    } else {
        (
            say!(sheet.language, "Option"),
            say!(sheet.language, "Non comprise dans le total : cochez la case pour l’ajouter à la commande."),
        )
    };
    let mut above = titled(title, sentence, look.body.colour(MUTED), LEFT, BODY, sheet.accent)?;
    if let Some(last) = above.last_mut() {
        last.height += 4.0;
        last.rule(LEFT, last.height, BODY, 1.0, INK);
        last.height += 1.0;
        last.leads = true;
    }
    let table = Tag::new(Role::Table);
    for (at, row) in sheet.options.iter().enumerate() {
        let mut strips = strips(row, sheet, &columns, true, &table)?;
        if at == 0 {
            above.append(&mut strips);
            flow.keep(26.0, page::known(std::mem::take(&mut above), Part::Closing));
        } else {
            flow.keep(0.0, page::known(strips, Part::Closing));
        }
    }
    Ok(())
}

/// The title of a section, which stays with the row under it.
fn section(title: &str, accent: Colour, look: &Look) -> Result<Vec<Strip>, Error> {
    let style = look.body.face(Face::Semi).colour(accent);
    let mut strips: Vec<Strip> = text::lines(title, style, BODY)?
        .into_iter()
        .map(|run| Strip { leads: true, ..Strip::of(LEFT, run) })
        .collect();
    if let Some(first) = strips.first_mut() {
        *first = Strip { leads: true, ..std::mem::take(first).lowered(14.0) };
    }
    if let Some(last) = strips.last_mut() {
        last.height += 5.0;
        last.rule(LEFT, last.height, BODY, 1.0, HAIRLINE);
        last.height += 1.0;
    }
    Ok(strips)
}

fn columns(sheet: &Sheet) -> Result<Columns, Error> {
    let look = look(sheet.layout);
    let mut figures = look.body;
    let titles = titles(sheet);
    let mut widths = [0.0_f32; 4];
    for (width, title) in widths.iter_mut().zip(titles) {
        *width = text::line(title, head_style())?.width();
    }
    for row in sheet.rows.iter().chain(&sheet.options) {
        for (at, (width, cell)) in widths.iter_mut().zip(cells(row, sheet)).enumerate() {
            let natural = text::line(&cell, figures)?.width();
            *width = width.max(if at == 0 { natural.min(QUANTITY) } else { natural });
        }
        let discount = text::line(&discount(row, sheet.language), look.small)?.width();
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
    let (language, vat) = (sheet.language, sheet.vat_column);
    [
        say!(language, "Quantité"),
        // Where no VAT is charged there is no price before it.
        if vat { say!(language, "Prix unitaire HT") } else { say!(language, "Prix unitaire") },
        if vat { say!(language, "TVA") } else { "" },
        if vat { say!(language, "Total HT") } else { say!(language, "Total") },
    ]
}

fn head_style() -> Style {
    Style::LABEL.face(Face::Semi)
}

fn head(sheet: &Sheet, columns: &Columns, table: &Tag) -> Result<Strip, Error> {
    let mut strip = Strip::gap(Style::LABEL.lead + 7.0);
    let cells = Cells::new(table, (0..columns.count()).map(|_| Role::Column));
    strip.text(LEFT, 0.0, text::line(say!(sheet.language, "Désignation"), head_style())?).cell(&cells, 0);
    let places = columns.ends.into_iter().zip(columns.widths);
    for (at, (title, (end, width))) in titles(sheet).into_iter().zip(places).enumerate() {
        let title = text::fitted(title, head_style(), width.max(1.0))?;
        strip.text_to(end, 0.0, title).cell(&cells, columns.nth(at));
    }
    strip.rule(LEFT, Style::LABEL.lead + 6.0, BODY, 1.0, INK);
    Ok(strip)
}

fn cells(row: &Row, sheet: &Sheet) -> [String; 4] {
    let (language, vat) = (sheet.language, sheet.vat_column);
    let quantity = unit::counted(language, row.quantity, &row.unit);
    let rate = match row.vat_rate {
        Some(rate) if vat => language.percent(rate),
        None if vat => say!(language, "hors TVA").to_owned(),
        Some(_) | None => String::new(),
    };
    [quantity, language.unit_price(row.unit_price), rate, language.euros(row.net)]
}

/// « − 10 % », or nothing.
fn discount(row: &Row, language: Language) -> String {
    match row.discount {
        BasisPoints(0) => String::new(),
        BasisPoints(rate) => language.percent(BasisPoints(rate.saturating_neg())),
    }
}

/// A row; `boxed`, with a box to tick before its label.
fn strips(
    row: &Row,
    sheet: &Sheet,
    columns: &Columns,
    boxed: bool,
    table: &Tag,
) -> Result<Vec<Strip>, Error> {
    let indent = if boxed { BOXED } else { 0.0 };
    let (width, look) = (columns.label - indent, look(sheet.layout));
    let told = Cells::headed(table, columns.count());
    let mut strips = prose::strips(&row.label, look.body, LEFT + indent, width)?;
    strips.extend(prose::strips(&row.detail, look.small, LEFT + indent, width)?);
    if strips.is_empty() {
        strips.push(Strip::gap(look.body.lead));
    }
    let mut strips = page::celled(strips, &told, 0);
    let [quantity, price, rate, net] = cells(row, sheet);
    let figures = columns.figures;
    for (at, run) in text::lines(&quantity, figures, columns.widths[0])?.into_iter().enumerate() {
        right(look, &mut strips, at, columns.ends[0], run).cell(&told, columns.nth(0));
    }
    for (at, cell) in [(1, price), (2, rate), (3, net)] {
        let figure = right(look, &mut strips, 0, columns.ends[at], text::line(&cell, figures)?);
        figure.cell(&told, columns.nth(at));
    }
    let discount = discount(row, sheet.language);
    if !discount.is_empty() {
        let discount = text::line(&discount, look.small.colour(MUTED))?;
        right(look, &mut strips, 1, columns.ends[1], discount).cell(&told, columns.nth(1));
    }
    if let Some(first) = strips.first_mut() {
        if boxed {
            let (x, y) = (LEFT + 1.0, (look.body.lead - BOX) / 2.0);
            let (radius, colour, filled) = (2.0, INK, false);
            let tick = Tag::new(Role::Figure(say!(sheet.language, "Case à cocher").to_owned()));
            let square = Mark::Rounded { x, y, width: BOX, height: BOX, radius, colour, filled };
            first.draw(square).within(&tick).cell(&told, 0);
            // Read before the label.
            first.marks.rotate_right(1);
        }
        *first = std::mem::take(first).lowered(look.row);
    }
    if let Some(last) = strips.last_mut() {
        let bottom = last.height + look.row;
        last.rule(LEFT, bottom, BODY, 1.0, HAIRLINE);
        last.height = bottom + 1.0;
    }
    Ok(page::guarded(strips))
}

/// A figure that ends at `x` on the row's line `at`, which is added when the label has fewer.
fn right<'a>(look: &Look, strips: &'a mut Vec<Strip>, at: usize, x: f32, run: Run) -> &'a mut Drawn {
    while strips.len() <= at {
        strips.push(Strip::gap(look.small.lead));
    }
    let lead = strips[at].height;
    // Lines of another size share the row's baseline, not its top.
    let line = Style { lead, ..if at == 0 { look.body } else { look.small } };
    let top = line.baseline() - run.style.baseline();
    strips[at].text_to(x, top, run)
}
