//! What stands under the lines: notes and sums side by side, the payment box, the place to sign.
//!
//! Invariant: a box is one strip; it is never split unless it is taller than a page.

use crate::face::Face;
use crate::look::{Look, look};
use crate::mark::Mark;
use crate::page::{self, BODY, Flow, LEFT, Part, RIGHT, Strip, Titled};
use crate::picture::Picture;
use crate::sheet::{Error, Sheet, Signature, Step, Sum, Weight};
use crate::tag::{Cells, Role, Tag};
use crate::text::{self, Colour, HAIRLINE, MUTED, Style};
use crate::title::{paragraph, title_lines, titled};
use journey::contact::Language;
use journey::say;

/// The column of sums.
const SUMS: f32 = 290.0;
const BETWEEN: f32 = 30.0;
/// Room to write a date, a name, and to sign.
pub const SIGN: f32 = 96.0;
/// The same where a page would otherwise be left empty.
pub const SIGN_LOW: f32 = 56.0;
/// Most room that a drawn signature takes.
const DRAWING: (f32, f32) = (220.0, 90.0);

/// The notes, a block each, as wide as they stand beside sums or without any.
pub fn notes(sheet: &Sheet, width: f32) -> Result<Vec<Vec<Strip>>, Error> {
    let look = look(sheet.layout);
    let mut blocks = Vec::new();
    let mut parts = Vec::new();
    schedule(sheet, width, &mut parts)?;
    if !parts.is_empty() {
        blocks.push(page::known(parts, Part::Note));
    }
    for (title, text) in &sheet.notes {
        let strips = titled(title, text, look.body.colour(MUTED), LEFT, width, sheet.accent)?;
        blocks.push(page::known(strips, Part::Note));
    }
    Ok(blocks)
}

/// How wide notes are beside sums.
pub const BESIDE: f32 = BODY - SUMS - BETWEEN;
/// Between two notes.
pub const NEXT: f32 = 14.0;

/// Notes one under another in one column.
pub fn column(blocks: Vec<Vec<Strip>>) -> Vec<Strip> {
    let mut column: Vec<Strip> = Vec::new();
    for mut strips in blocks {
        if let (Some(first), false) = (strips.first_mut(), column.is_empty()) {
            let leads = first.leads;
            *first = Strip { leads, ..std::mem::take(first).lowered(NEXT) };
        }
        column.extend(strips);
    }
    column
}

pub fn sums(sheet: &Sheet) -> Result<Vec<Strip>, Error> {
    let (mut sums, table) = (Vec::new(), Tag::new(Role::Table));
    for (at, sum) in sheet.sums.iter().enumerate() {
        let strip = self::sum(sheet, sum, at == 0, &Cells::headed(&table, 2))?;
        sums.push(if at == 0 { strip } else { strip.lowered(4.0) });
    }
    // Never split: the amounts are read together.
    let last = sums.len().saturating_sub(1);
    sums.iter_mut().take(last).for_each(|strip| strip.leads = true);
    Ok(page::known(sums, Part::Totals))
}

/// « 1re échéance, le 22 décembre 2026    1 000,00 € », one line each.
fn schedule(sheet: &Sheet, width: f32, notes: &mut Vec<Strip>) -> Result<(), Error> {
    if sheet.schedule.is_empty() {
        return Ok(());
    }
    let look = look(sheet.layout);
    notes.extend(title_lines(say!(sheet.language, "Échéances"), LEFT, width, sheet.accent)?);
    let table = Tag::new(Role::Table);
    for (at, (day, amount)) in sheet.schedule.iter().enumerate() {
        let cells = Cells::headed(&table, 2);
        let amount = text::line(&sheet.language.euros(*amount), look.body.face(Face::Semi))?;
        let day = format!("{}. {}", at + 1, sheet.language.long_date(*day));
        let mut strip = Strip::gap(look.body.lead);
        strip.text(LEFT, 0.0, text::line(&day, look.body)?).cell(&cells, 0);
        strip.text_to(LEFT + width, 0.0, amount).cell(&cells, 1);
        if at > 0 {
            strip = strip.lowered(4.0);
        }
        strip.rule(LEFT, strip.height + 3.0, width, 1.0, HAIRLINE);
        strip.height += 4.0;
        notes.push(strip);
    }
    Ok(())
}

/// The first has no rule of its own: the table's last one is just above.
fn sum(sheet: &Sheet, sum: &Sum, first: bool, cells: &Cells) -> Result<Strip, Error> {
    let (accent, look) = (sheet.accent, look(sheet.layout));
    let x = RIGHT - SUMS;
    let strong = look.body.face(Face::Semi);
    let due =
        Style { spacing: -0.015, ..look.body.size(look.body.size * 1.37).face(Face::Bold).colour(accent) };
    let (label, amount, rule, air) = match sum.weight {
        Weight::Plain => (look.body.colour(MUTED), look.body, None, 0.0),
        Weight::Strong if first => (strong, strong, None, 0.0),
        Weight::Due if first => (due, due, None, 0.0),
        Weight::Strong => (strong, strong, Some((1.0, HAIRLINE)), 7.0),
        Weight::Due => (due, due, Some((1.4, accent)), 8.4),
    };
    let amount = text::fitted(&sheet.language.euros(sum.amount), amount, SUMS - 104.0)?;
    let lines = text::lines(&sum.label, label, SUMS - amount.width() - 14.0)?;
    let mut strip = Strip::gap(air);
    if let Some((thickness, colour)) = rule {
        strip.rule(x, 0.0, SUMS, thickness, colour);
    }
    // A label in several lines has its amount at the first.
    strip.text_to(RIGHT, air + label.baseline() - amount.style.baseline(), amount).cell(cells, 1);
    for run in lines {
        let top = strip.height;
        strip.height += run.style.lead;
        strip.text(x, top, run).cell(cells, 0);
    }
    strip.height = strip.height.max(air + label.lead);
    Ok(strip)
}

/// The schedule and what the client supplies, side by side where there are both.
pub fn steps(sheet: &Sheet, parted: bool, flow: &mut Flow) -> Result<(), Error> {
    if sheet.steps.is_empty() && sheet.supplies.is_empty() {
        return Ok(());
    }
    let look = look(sheet.layout);
    let both = !sheet.steps.is_empty() && !sheet.supplies.is_empty();
    let (wide, narrow) = if both { (BODY * 0.58, BODY * 0.42 - BETWEEN) } else { (BODY, BODY) };
    let mut steps = Titled::default();
    if !sheet.steps.is_empty() {
        steps.title = title_lines(say!(sheet.language, "Échéancier"), LEFT, wide, sheet.accent)?;
        let table = Tag::new(Role::Table);
        for step in &sheet.steps {
            steps.strips.push(self::step((sheet.language, look), step, wide, &Cells::headed(&table, 3))?);
        }
        steps.strips = page::known(page::guarded(steps.strips), Part::Step);
    }
    let x = if both { RIGHT - narrow } else { LEFT };
    let mut supplies = Titled::default();
    if !sheet.supplies.is_empty() {
        supplies.title =
            title_lines(say!(sheet.language, "À fournir par le client"), x, narrow, sheet.accent)?;
        let list = Tag::new(Role::List);
        for supply in &sheet.supplies {
            let runs = text::lines(supply, look.body, narrow - 14.0)?;
            let strips = runs.into_iter().map(|run| Strip::of(x + 14.0, run)).collect();
            let mut strips = page::within(strips, &Tag::nth(Role::Body, 1));
            if let Some(first) = strips.first_mut() {
                let dash = text::line("–", look.body.colour(MUTED))?;
                first.text(x, 0.0, dash).within(&Tag::new(Role::Bullet));
            }
            supplies.strips.extend(page::within(page::one(Role::Item, page::guarded(strips)), &list));
        }
        supplies.strips = page::known(supplies.strips, Part::Closing);
    }
    flow.columns(26.0, [steps, supplies], parted);
    Ok(())
}

/// « Maquettes · 15 décembre 2026 · », with the amount at the right where something is paid.
fn step((language, look): (Language, &Look), step: &Step, width: f32, cells: &Cells) -> Result<Strip, Error> {
    let amount = match step.amount {
        Some(amount) => text::line(&language.euros(amount), look.body)?,
        None => text::line("", look.body)?,
    };
    // Amounts keep a column of their own, wide enough for most.
    let column = amount.width().max(86.0) + 14.0;
    let left = width - column;
    let when = text::lines(&step.when, look.body.colour(MUTED), left * 0.46)?;
    let label = text::lines(&step.label, look.body, left * 0.52)?;
    let tall = label.len().max(when.len()).max(1) as f32 * look.body.lead;
    let mut strip = Strip::gap(tall + 8.0);
    for (at, run) in label.into_iter().enumerate() {
        strip.text(LEFT, 4.0 + at as f32 * look.body.lead, run).cell(cells, 0);
    }
    for (at, run) in when.into_iter().enumerate() {
        strip.text(LEFT + left * 0.54, 4.0 + at as f32 * look.body.lead, run).cell(cells, 1);
    }
    strip.text_to(LEFT + width, 4.0, amount).cell(cells, 2);
    strip.rule(LEFT, tall + 7.0, width, 1.0, HAIRLINE);
    Ok(strip)
}

/// One box over the whole width, or two beside each other, with that room to sign.
pub fn signature(
    (first, second): (&Signature, Option<&Signature>),
    drawing: Option<&Picture>,
    (accent, look): (Colour, &Look),
    room: f32,
    flow: &mut Flow,
) -> Result<(), Error> {
    if !first.lines.is_empty() {
        return signed(first, drawing, (accent, look), flow);
    }
    let width = if second.is_some() { (BODY - BETWEEN) / 2.0 } else { BODY };
    let mut boxes = Vec::new();
    for (at, signature) in [Some(first), second].into_iter().flatten().enumerate() {
        let left = LEFT + (width + BETWEEN) * at as f32;
        let inner = width - 2.0 * look.pad.1;
        let style = look.body.colour(MUTED);
        boxes.push((
            left,
            titled(&signature.title, &signature.text, style, left + look.pad.1, inner, accent)?,
        ));
    }
    let tallest = |boxes: &[(f32, Vec<Strip>)]| {
        boxes.iter().map(|(_, strips)| page::height(strips)).fold(0.0_f32, f32::max)
    };
    if tallest(&boxes) + room + 2.0 * look.pad.0 > flow.full() {
        // Words longer than a page stand before the box.
        for (_, strips) in &mut boxes {
            flow.keep(26.0, std::mem::take(strips));
        }
    }
    let mut strip = Strip::gap(tallest(&boxes) + room + 2.0 * look.pad.0);
    let height = strip.height;
    for (left, strips) in boxes {
        strip.draw(rounded(left, width, height));
        strip.take(page::whole(strips), 0.0, look.pad.0);
    }
    flow.keep(26.0, page::known(vec![strip], Part::Closing));
    Ok(())
}

/// The box once it is signed: who, when and how at the left, the drawing at the right.
fn signed(
    signature: &Signature,
    drawing: Option<&Picture>,
    (accent, look): (Colour, &Look),
    flow: &mut Flow,
) -> Result<(), Error> {
    let x = LEFT + look.pad.1;
    let inner = BODY - 2.0 * look.pad.1;
    let width = if drawing.is_some() { inner - DRAWING.0 - 24.0 } else { inner };
    let mut strips = title_lines(&signature.title, x, width, accent)?;
    for (at, line) in signature.lines.iter().enumerate() {
        let style = if at == 0 { look.body.face(Face::Semi) } else { look.body };
        strips.extend(paragraph(line, style, x, width)?);
    }
    if !signature.text.is_empty() {
        strips.extend(paragraph(&signature.text, look.body.colour(MUTED), x, width)?);
    }
    if page::height(&strips) + 2.0 * look.pad.0 > flow.full() {
        // Words longer than a page stand before the box.
        flow.keep(26.0, std::mem::take(&mut strips));
    }
    let words = page::whole(strips);
    let shown = drawing.map(|picture| {
        let (width, height) = (picture.width as f32, picture.height as f32);
        let scale = (DRAWING.0 / width).min(DRAWING.1 / height);
        (width * scale, height * scale)
    });
    let inside = words.height.max(shown.map_or(0.0, |(_, height)| height));
    let mut strip = frame(inside + 2.0 * look.pad.0);
    strip.take(words, 0.0, look.pad.0);
    if let Some((width, height)) = shown {
        let (x, y) = (RIGHT - look.pad.1 - width, look.pad.0 + (inside - height) / 2.0);
        let signed = Tag::new(Role::Figure(signature.title.clone()));
        strip.draw(Mark::Drawing { x, y, width, height }).within(&signed);
    }
    flow.keep(26.0, page::known(vec![strip], Part::Closing));
    Ok(())
}

pub fn frame(height: f32) -> Strip {
    let mut strip = Strip::gap(height);
    strip.draw(rounded(LEFT, BODY, height));
    strip
}

fn rounded(left: f32, width: f32, height: f32) -> Mark {
    Mark::Rounded {
        x: left + 0.5,
        y: 0.5,
        width: width - 1.0,
        height: height - 1.0,
        radius: 10.0,
        colour: HAIRLINE,
        filled: false,
    }
}
