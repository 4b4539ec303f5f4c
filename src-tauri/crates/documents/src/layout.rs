//! The paper from top to bottom: head, parties, facts, lines, sums, boxes, legal words, terms, footer.

use crate::face::Face;
use crate::look::{Look, look};
use crate::margins::{ABOVE_FOOT, FOOT, foot, numbered};
use crate::mark::Mark;
use crate::page::{self, BODY, Flow, LEFT, Page, Part, RIGHT, Strip, WINDOW};
use crate::picture::{Picture, Pictures};
use crate::sheet::{Error, Party, Sheet};
use crate::tag::{Aside, Cells, Role, Tag};
use crate::text::{self, Colour, HAIRLINE, INK, MUTED, Style};
use crate::title::{self, paragraph, title_lines, titled};
use crate::way::{HOLE, USUAL, WAYS, Way, pays, stands};
use crate::{blocks, ledger, paying, prose, table, terms};
use journey::say;

/// Lines of prose stay short enough to be read.
pub const PROSE: f32 = 610.0;
/// A note taller than this is long.
const LONG: f32 = 150.0;
/// Share of the air that is kept where it is tight.
const TIGHT: f32 = 0.55;

pub fn pages(sheet: &Sheet, seal: Option<&str>, pictures: &Pictures) -> Result<Vec<Page>, Error> {
    let foot = foot(sheet, seal)?;
    let bottom = FOOT - page::height(&foot) - 2.0 * ABOVE_FOOT - 1.0;
    let mut flow = spread(sheet, pictures, bottom)?;
    if let Some(terms) = &sheet.terms {
        terms::place(terms, &mut flow)?;
    }
    numbered(sheet, &foot, flow.pages)
}

/// The first way in which what belongs together stays together and no page is left half empty; else the usual one, where
/// its last page says how the paper is paid; else the first that holds together.
fn spread(sheet: &Sheet, pictures: &Pictures, bottom: f32) -> Result<Flow, Error> {
    let mut holed = None;
    for way in WAYS {
        let flow = flowed(sheet, pictures, bottom, way)?;
        if !stands(&flow) {
            continue;
        }
        if flow.hole() <= HOLE {
            return Ok(flow);
        }
        holed.get_or_insert(flow);
    }
    let usual = flowed(sheet, pictures, bottom, USUAL)?;
    Ok(if pays(&usual) && usual.hole() <= HOLE { usual } else { holed.unwrap_or(usual) })
}

fn flowed(sheet: &Sheet, pictures: &Pictures, bottom: f32, way: Way) -> Result<Flow, Error> {
    let mut flow = Flow::new(bottom);
    let look = look(sheet.layout);
    flow.air = if way.tight { TIGHT * look.air } else { look.air };
    flow.keep(0.0, vec![head(sheet, pictures.logo.as_ref())?]);
    let seller = party(&sheet.seller, LEFT, WINDOW.0 - LEFT - 40.0, (sheet.accent, look))?;
    let buyer = party(&sheet.buyer, WINDOW.0, RIGHT - WINDOW.0, (sheet.accent, look))?;
    // The address begins where the window of an envelope does; its title stands above.
    let title = title_lines(&sheet.buyer.title, WINDOW.0, RIGHT - WINDOW.0, sheet.accent)?;
    flow.y = (flow.y + 12.0).max(WINDOW.1 - page::height(&title));
    flow.pair(0.0, seller, buyer);
    flow.keep(24.0, facts(sheet)?);
    if !sheet.subject.trim().is_empty() {
        flow.keep(
            20.0,
            titled(say!(sheet.language, "Objet"), &sheet.subject, look.body, LEFT, BODY, sheet.accent)?,
        );
    }
    own(&sheet.opening, look, &mut flow)?;
    lines_and_sums(sheet, &mut flow, way)?;
    table::options(sheet, &mut flow)?;
    blocks::steps(sheet, way.parted, &mut flow)?;
    if let Some(payment) = &sheet.payment {
        paying::payment(sheet, payment, !sheet.schedule.is_empty(), &mut flow)?;
    }
    own(&sheet.closing, look, &mut flow)?;
    if let Some(signature) = &sheet.signature {
        let (second, drawing) = (sheet.countersignature.as_ref(), pictures.drawing.as_ref());
        let room = if way.low { blocks::SIGN_LOW } else { blocks::SIGN };
        blocks::signature((signature, second), drawing, (sheet.accent, look), room, &mut flow)?;
    }
    legal(sheet, &mut flow)?;
    Ok(flow)
}

/// The house's own words, where there are any.
fn own(text: &str, look: &Look, flow: &mut Flow) -> Result<(), Error> {
    let strips = prose::strips(text, look.body, LEFT, PROSE)?;
    if !strips.is_empty() {
        flow.run(20.0, strips);
    }
    Ok(())
}

/// The lines, what they come to, and the notes beside that.
fn lines_and_sums(sheet: &Sheet, flow: &mut Flow, way: Way) -> Result<(), Error> {
    let sums = blocks::sums(sheet)?;
    if let Some(ledger) = ledger::of(sheet) {
        let notes = blocks::column(blocks::notes(sheet, blocks::BESIDE)?);
        ledger::place((ledger, look(sheet.layout)), 18.0 + page::height(&sums), flow)?;
        flow.pair(18.0, notes, sums);
        return Ok(());
    }
    // A paper about no amount has no table.
    if sheet.rows.is_empty() && sheet.sums.is_empty() {
        return notes_alone(sheet, flow, way.turned);
    }
    let mut beside = blocks::notes(sheet, blocks::BESIDE)?;
    if way.before {
        let long: Vec<bool> = beside.iter().map(|strips| page::height(strips) > LONG).collect();
        let wide = blocks::notes(sheet, BODY)?;
        for (strips, _) in wide.into_iter().zip(&long).filter(|(_, long)| **long) {
            flow.run(20.0, strips);
        }
        let mut long = long.into_iter();
        beside.retain(|_| !long.next().unwrap_or(false));
    }
    let beside = blocks::column(beside);
    let space = 18.0 * flow.air;
    let both = space + page::height(&beside).max(page::height(&sums));
    // Notes longer than a page run on; the sums stay with the last line in any case.
    let below = if both <= flow.full() * 0.8 { both } else { space + page::height(&sums) };
    table::place(sheet, flow, below, way.turned)?;
    if both <= flow.full() * 0.8 {
        flow.pair(18.0, beside, sums);
    } else {
        flow.beside(18.0, beside, sums);
    }
    Ok(())
}

/// Notes over the whole width, where there is neither line nor sum.
fn notes_alone(sheet: &Sheet, flow: &mut Flow, turned: bool) -> Result<(), Error> {
    let blocks = blocks::notes(sheet, BODY)?;
    let last = blocks.len().saturating_sub(1);
    for (at, strips) in blocks.into_iter().enumerate() {
        if turned && at == last && !flow.is_fresh() {
            flow.next_page();
        }
        flow.run(if at == 0 { 18.0 } else { blocks::NEXT }, strips);
    }
    Ok(())
}

pub fn head(sheet: &Sheet, logo: Option<&Picture>) -> Result<Strip, Error> {
    let look = look(sheet.layout);
    let side = look.side;
    let mut strip = Strip::gap(side + 2.0);
    let shown = match logo {
        Some(picture) => {
            let (width, height) = (picture.width as f32, picture.height as f32);
            let scale = (side / height).min(140.0 / width);
            let (width, height) = (width * scale, height * scale);
            let shown = say!(sheet.language, "Logo de {name}", name = sheet.brand);
            let logo = Mark::Logo { x: LEFT, y: (side - height) / 2.0, width, height };
            strip.draw(logo).within(&Tag::new(Role::Figure(shown)));
            width
        }
        None => {
            let square = Mark::Rounded {
                x: LEFT,
                y: 0.0,
                width: side,
                height: side,
                radius: 0.22 * side,
                colour: sheet.accent,
                filled: true,
            };
            strip.draw(square);
            let style = look.body.size(0.4 * side).face(Face::Semi).colour(over(sheet.accent));
            let run = text::fitted(&initials(&sheet.brand), style, side - 8.0)?;
            let x = LEFT + (side - run.width()) / 2.0;
            // The name itself is read beside it.
            strip.text(x, (side - run.style.lead) / 2.0, run).aside = Some(Aside::Layout);
            side
        }
    };
    let heading = Style { spacing: -0.03, ..look.body.size(look.heading).face(Face::Bold) };
    let heading = text::fitted(&sheet.heading, heading, BODY * 0.6)?;
    let number = text::fitted(&sheet.number, look.body.face(Face::Semi).colour(sheet.accent), BODY * 0.5)?;
    let taken = heading.width().max(number.width());
    let title = Tag::new(Role::Title);
    strip.text_to(RIGHT, 0.0, heading).within(&title);
    strip.text_to(RIGHT, look.number, number).within(&title);

    let x = LEFT + shown + 14.0;
    let room = RIGHT - taken - 24.0 - x;
    let brand = look.body.size(look.brand).face(Face::Semi);
    let mut lines = text::lines(&sheet.brand, brand, room)?;
    if lines.len() > 2 {
        // A name too long for two lines gets smaller letters.
        lines = text::lines(&sheet.brand, brand.size(0.7 * look.brand), room)?;
    }
    lines.extend(text::lines(&sheet.tagline, look.body.colour(MUTED), room)?);
    let tall: f32 = lines.iter().map(|run| run.style.lead).sum();
    let mut top = ((side - tall) / 2.0).max(0.0);
    let name = Tag::new(Role::Paragraph);
    for run in lines {
        let lead = run.style.lead;
        strip.text(x, top, run).within(&name);
        top += lead;
    }
    strip.height = strip.height.max(top);
    Ok(strip)
}

/// The first letters of the first two words of a name; legal forms are not part of it.
fn initials(brand: &str) -> String {
    const FORMS: [&str; 7] = ["EI", "EURL", "SARL", "SAS", "SASU", "EIRL", "SCOP"];
    let words = brand.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let names = words.filter(|word| !FORMS.contains(word));
    names.take(2).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

/// White on a dark colour, ink on a pale one.
fn over([red, green, blue]: Colour) -> Colour {
    let light = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    if light > 186_000 { INK } else { [255, 255, 255] }
}

pub fn party(
    party: &Party,
    x: f32,
    width: f32,
    (accent, look): (Colour, &Look),
) -> Result<Vec<Strip>, Error> {
    let mut strips = title_lines(&party.title, x, width, accent)?;
    for (at, line) in party.lines.iter().enumerate() {
        let style = if at == 0 { look.body.face(Face::Semi) } else { look.body };
        strips.extend(paragraph(line, style, x, width)?);
    }
    for line in &party.muted {
        strips.extend(paragraph(line, look.body.colour(MUTED), x, width)?);
    }
    Ok(strips)
}

pub fn facts(sheet: &Sheet) -> Result<Vec<Strip>, Error> {
    const GAP: f32 = 18.0;
    if sheet.facts.is_empty() {
        return Ok(Vec::new());
    }
    let value = look(sheet.layout).body.face(Face::Semi);
    let mut widths = Vec::new();
    for (label, text) in &sheet.facts {
        widths.push(text::line(label, Style::LABEL)?.width().max(text::line(text, value)?.width()));
    }
    let count = sheet.facts.len() as f32;
    let spare = BODY - widths.iter().sum::<f32>();
    // Air is shared evenly; values too long for that share the width and wrap.
    let columns: Vec<f32> = if spare >= GAP * (count - 1.0) {
        widths.iter().map(|width| width + spare / count).collect()
    } else {
        widths.iter().map(|_| BODY / count).collect()
    };
    let room = |column: f32| if spare >= GAP * (count - 1.0) { column } else { column - GAP };
    let mut cells = Vec::new();
    let mut x = LEFT;
    for ((label, text), column) in sheet.facts.iter().zip(&columns) {
        cells.push((
            x,
            text::lines(label, Style::LABEL, room(*column))?,
            text::lines(text, value, room(*column))?,
        ));
        x += column;
    }
    let labels = cells.iter().map(|cell| cell.1.len()).max().unwrap_or(0);
    let values = cells.iter().map(|cell| cell.2.len()).max().unwrap_or(0);
    let mut strips = vec![Strip::gap(10.4)];
    strips[0].rule(LEFT, 0.0, BODY, 1.4, sheet.accent);
    strips.extend((0..labels).map(|_| Strip { leads: true, ..Strip::gap(Style::LABEL.lead) }));
    strips.extend((0..values).map(|_| Strip::gap(value.lead)));
    let (table, count) = (Tag::new(Role::Table), cells.len());
    let said = [Role::Column, Role::Cell].map(|role| Cells::new(&table, vec![role; count]));
    for (at, (x, label, text)) in cells.into_iter().enumerate() {
        // Labels stand on the values: a shorter one begins lower.
        let begin = 1 + labels - label.len();
        let lines = label.into_iter().enumerate().map(|(nth, run)| (begin + nth, &said[0], run));
        let values = text.into_iter().enumerate().map(|(nth, run)| (1 + labels + nth, &said[1], run));
        for (line, cells, run) in lines.chain(values) {
            strips[line].text(x, 0.0, run).cell(cells, at);
        }
    }
    let mut last = Strip::gap(10.0);
    last.rule(LEFT, 9.0, BODY, 1.0, HAIRLINE);
    strips.push(last);
    Ok(strips)
}

/// At the foot of the last page of the sheet.
pub fn legal(sheet: &Sheet, flow: &mut Flow) -> Result<(), Error> {
    const SMALLER: Style = Style { size: 8.8, lead: 12.6, ..Style::FINE };
    let style = if flow.air < 1.0 { SMALLER } else { Style::FINE };
    let mut strips: Vec<Strip> = Vec::new();
    for paragraph in &sheet.legal {
        if let Some(last) = strips.last_mut() {
            last.height += 3.0;
        }
        strips.extend(page::guarded(title::paragraph(paragraph, style, LEFT, BODY)?));
    }
    if strips.is_empty() {
        return Ok(());
    }
    let strips = page::known(strips, Part::Legal);
    let tall = page::height(&strips);
    if !flow.fits(22.0 * flow.air + tall) && !flow.is_fresh() {
        flow.next_page();
    }
    if flow.fits(tall) {
        flow.y = flow.bottom - tall;
    }
    flow.pour(strips);
    Ok(())
}

#[cfg(test)]
mod tests;
