//! What stands under the lines: notes and sums side by side, the payment box, the place to sign.
//!
//! Invariant: a box is one strip; it is never split unless it is taller than a page.

use crate::epc;
use crate::face::Face;
use crate::mark::Mark;
use crate::page::{self, BODY, Flow, LEFT, Part, RIGHT, Strip, Titled};
use crate::picture::Picture;
use crate::sheet::{Error, Payment, Sheet, Signature, Step, Sum, Weight};
use crate::tag::{Cells, Role, Tag};
use crate::text::{self, Colour, HAIRLINE, MUTED, Style};
use crate::title::{paragraph, title_lines, titled};
use journey::contact::Language;
use journey::say;

/// The column of sums.
const SUMS: f32 = 290.0;
const BETWEEN: f32 = 30.0;
/// Inside a box: above and below, and at the sides.
const PAD: (f32, f32) = (14.0, 17.0);
const CODE: f32 = 88.0;
/// Room to write a date, a name, and to sign.
pub const SIGN: f32 = 96.0;
/// The same where a page would otherwise be left empty.
pub const SIGN_LOW: f32 = 56.0;
/// Most room that a drawn signature takes.
const DRAWING: (f32, f32) = (220.0, 90.0);

/// The notes, a block each, as wide as they stand beside sums or without any.
pub fn notes(sheet: &Sheet, width: f32) -> Result<Vec<Vec<Strip>>, Error> {
    let mut blocks = Vec::new();
    let mut parts = Vec::new();
    schedule(sheet, width, &mut parts)?;
    if !parts.is_empty() {
        blocks.push(page::known(parts, Part::Note));
    }
    for (title, text) in &sheet.notes {
        let strips = titled(title, text, Style::BODY.colour(MUTED), LEFT, width, sheet.accent)?;
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
    notes.extend(title_lines(say!(sheet.language, "Échéances"), LEFT, width, sheet.accent)?);
    let table = Tag::new(Role::Table);
    for (at, (day, amount)) in sheet.schedule.iter().enumerate() {
        let cells = Cells::headed(&table, 2);
        let amount = text::line(&sheet.language.euros(*amount), Style::BODY.face(Face::Semi))?;
        let day = format!("{}. {}", at + 1, sheet.language.long_date(*day));
        let mut strip = Strip::gap(Style::BODY.lead);
        strip.text(LEFT, 0.0, text::line(&day, Style::BODY)?).cell(&cells, 0);
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
    let accent = sheet.accent;
    let x = RIGHT - SUMS;
    let strong = Style::BODY.face(Face::Semi);
    let due = Style { spacing: -0.015, ..Style::BODY.size(17.0).face(Face::Bold).colour(accent) };
    let (label, amount, rule, air) = match sum.weight {
        Weight::Plain => (Style::BODY.colour(MUTED), Style::BODY, None, 0.0),
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
    let both = !sheet.steps.is_empty() && !sheet.supplies.is_empty();
    let (wide, narrow) = if both { (BODY * 0.58, BODY * 0.42 - BETWEEN) } else { (BODY, BODY) };
    let mut steps = Titled::default();
    if !sheet.steps.is_empty() {
        steps.title = title_lines(say!(sheet.language, "Échéancier"), LEFT, wide, sheet.accent)?;
        let table = Tag::new(Role::Table);
        for step in &sheet.steps {
            steps.strips.push(self::step(sheet.language, step, wide, &Cells::headed(&table, 3))?);
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
            let runs = text::lines(supply, Style::BODY, narrow - 14.0)?;
            let strips = runs.into_iter().map(|run| Strip::of(x + 14.0, run)).collect();
            let mut strips = page::within(strips, &Tag::nth(Role::Body, 1));
            if let Some(first) = strips.first_mut() {
                let dash = text::line("–", Style::BODY.colour(MUTED))?;
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
fn step(language: Language, step: &Step, width: f32, cells: &Cells) -> Result<Strip, Error> {
    let amount = match step.amount {
        Some(amount) => text::line(&language.euros(amount), Style::BODY)?,
        None => text::line("", Style::BODY)?,
    };
    // Amounts keep a column of their own, wide enough for most.
    let column = amount.width().max(86.0) + 14.0;
    let left = width - column;
    let when = text::lines(&step.when, Style::BODY.colour(MUTED), left * 0.46)?;
    let label = text::lines(&step.label, Style::BODY, left * 0.52)?;
    let tall = label.len().max(when.len()).max(1) as f32 * Style::BODY.lead;
    let mut strip = Strip::gap(tall + 8.0);
    for (at, run) in label.into_iter().enumerate() {
        strip.text(LEFT, 4.0 + at as f32 * Style::BODY.lead, run).cell(cells, 0);
    }
    for (at, run) in when.into_iter().enumerate() {
        strip.text(LEFT + left * 0.54, 4.0 + at as f32 * Style::BODY.lead, run).cell(cells, 1);
    }
    strip.text_to(LEFT + width, 4.0, amount).cell(cells, 2);
    strip.rule(LEFT, tall + 7.0, width, 1.0, HAIRLINE);
    Ok(strip)
}

pub fn payment(sheet: &Sheet, payment: &Payment, parts: bool, flow: &mut Flow) -> Result<(), Error> {
    let (language, accent) = (sheet.language, sheet.accent);
    let inner = BODY - 2.0 * PAD.1;
    let code = epc::code(payment, LEFT + PAD.1, PAD.0, CODE);
    let beside = if code.is_some() { CODE + 20.0 } else { 0.0 };
    let x = LEFT + PAD.1 + beside;
    let room = inner - beside;
    let (wide, narrow) =
        if code.is_some() { ((room - 20.0) * 1.25 / 2.25, (room - 20.0) / 2.25) } else { (room, 0.0) };

    let title =
        if payment.iban.is_empty() { say!(language, "Payer") } else { say!(language, "Payer par virement") };
    let mut left = title_lines(title, x, wide, accent)?;
    let bold = Style::BODY.face(Face::Semi);
    // Without an account nobody holds it.
    let of_account =
        |text: &str| if payment.iban.is_empty() { String::new() } else { text.trim().to_owned() };
    for (label, value, style) in [
        (say!(language, "Titulaire"), of_account(&payment.beneficiary), Style::BODY),
        ("IBAN", grouped(&payment.iban), Style::BODY),
        ("BIC", of_account(&payment.bic), Style::BODY),
        (say!(language, "Référence"), payment.reference.clone(), bold),
    ] {
        if !value.trim().is_empty() {
            left.extend(labelled(label, &value, style, x, wide)?);
        }
    }
    let filled = if parts {
        say!(
            language,
            "Scannez le code dans l’application de votre banque : montant de la première échéance, bénéficiaire et référence sont déjà remplis."
        )
    } else {
        say!(
            language,
            "Scannez le code dans l’application de votre banque : montant, bénéficiaire et référence sont déjà remplis."
        )
    };
    let right = match code {
        Some(_) => titled(
            say!(language, "Avec votre téléphone"),
            filled,
            Style::BODY.colour(MUTED),
            x + wide + 20.0,
            narrow,
            accent,
        )?,
        None => Vec::new(),
    };
    let least = if code.is_some() { CODE } else { 0.0 };
    let (left, right, below) =
        (page::whole(left), page::whole(right), page::whole(others(language, payment)?));
    let upper = left.height.max(right.height).max(least);
    let apart = if below.height > 0.0 { 8.0 } else { 0.0 };
    let mut strip = frame(upper + apart + below.height + 2.0 * PAD.0);
    strip.take(left, 0.0, PAD.0);
    strip.take(right, 0.0, PAD.0);
    strip.take(below, 0.0, PAD.0 + upper + apart);
    if let Some(Mark::Code { x, unit, bars, .. }) = code {
        let shown = say!(language, "Code QR qui remplit le virement").to_owned();
        let code = Mark::Code { x, y: PAD.0 + (upper - CODE) / 2.0, unit, bars };
        strip.draw(code).within(&Tag::new(Role::Figure(shown)));
    }
    flow.keep(26.0, page::known(vec![strip], Part::Payment));
    Ok(())
}

/// Ways beside the transfer, over the whole width of the box.
fn others(language: Language, payment: &Payment) -> Result<Vec<Strip>, Error> {
    let inner = BODY - 2.0 * PAD.1;
    let mut strips = Vec::new();
    for (name, words) in &payment.ways {
        if words.is_empty() {
            let name = text::lines(name, Style::BODY, inner)?;
            let name = name.into_iter().map(|run| Strip::of(LEFT + PAD.1, run)).collect();
            strips.extend(page::one(Role::Paragraph, name));
        } else {
            strips.extend(labelled(name, words, Style::BODY, LEFT + PAD.1, inner)?);
        }
    }
    if !payment.link.is_empty() {
        strips.extend(labelled(say!(language, "En ligne"), &payment.link, Style::BODY, LEFT + PAD.1, inner)?);
    }
    Ok(strips)
}

/// « IBAN FR76… » with the value in its own style; a value too long for the line goes under its label.
fn labelled(label: &str, value: &str, style: Style, x: f32, width: f32) -> Result<Vec<Strip>, Error> {
    let name = text::line(&format!("{label} "), Style::BODY)?;
    let indent = name.width();
    let value = text::lines(value, style, width - indent)?;
    let mut strips: Vec<Strip> = value.into_iter().map(|run| Strip::of(x + indent, run)).collect();
    if let Some(first) = strips.first_mut() {
        first.text(x, 0.0, name);
        // Read first.
        first.marks.rotate_right(1);
    }
    Ok(page::one(Role::Paragraph, strips))
}

/// In groups of four, as banks print it; the groups stay on one line.
fn grouped(iban: &str) -> String {
    let letters: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// One box over the whole width, or two beside each other, with that room to sign.
pub fn signature(
    (first, second): (&Signature, Option<&Signature>),
    drawing: Option<&Picture>,
    accent: Colour,
    room: f32,
    flow: &mut Flow,
) -> Result<(), Error> {
    if !first.lines.is_empty() {
        return signed(first, drawing, accent, flow);
    }
    let width = if second.is_some() { (BODY - BETWEEN) / 2.0 } else { BODY };
    let mut boxes = Vec::new();
    for (at, signature) in [Some(first), second].into_iter().flatten().enumerate() {
        let left = LEFT + (width + BETWEEN) * at as f32;
        let inner = width - 2.0 * PAD.1;
        let style = Style::BODY.colour(MUTED);
        boxes.push((left, titled(&signature.title, &signature.text, style, left + PAD.1, inner, accent)?));
    }
    let tallest = |boxes: &[(f32, Vec<Strip>)]| {
        boxes.iter().map(|(_, strips)| page::height(strips)).fold(0.0_f32, f32::max)
    };
    if tallest(&boxes) + room + 2.0 * PAD.0 > flow.full() {
        // Words longer than a page stand before the box.
        for (_, strips) in &mut boxes {
            flow.keep(26.0, std::mem::take(strips));
        }
    }
    let mut strip = Strip::gap(tallest(&boxes) + room + 2.0 * PAD.0);
    let height = strip.height;
    for (left, strips) in boxes {
        strip.draw(rounded(left, width, height));
        strip.take(page::whole(strips), 0.0, PAD.0);
    }
    flow.keep(26.0, page::known(vec![strip], Part::Closing));
    Ok(())
}

/// The box once it is signed: who, when and how at the left, the drawing at the right.
fn signed(
    signature: &Signature,
    drawing: Option<&Picture>,
    accent: Colour,
    flow: &mut Flow,
) -> Result<(), Error> {
    let x = LEFT + PAD.1;
    let inner = BODY - 2.0 * PAD.1;
    let width = if drawing.is_some() { inner - DRAWING.0 - 24.0 } else { inner };
    let mut strips = title_lines(&signature.title, x, width, accent)?;
    for (at, line) in signature.lines.iter().enumerate() {
        let style = if at == 0 { Style::BODY.face(Face::Semi) } else { Style::BODY };
        strips.extend(paragraph(line, style, x, width)?);
    }
    if !signature.text.is_empty() {
        strips.extend(paragraph(&signature.text, Style::BODY.colour(MUTED), x, width)?);
    }
    if page::height(&strips) + 2.0 * PAD.0 > flow.full() {
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
    let mut strip = frame(inside + 2.0 * PAD.0);
    strip.take(words, 0.0, PAD.0);
    if let Some((width, height)) = shown {
        let (x, y) = (RIGHT - PAD.1 - width, PAD.0 + (inside - height) / 2.0);
        let signed = Tag::new(Role::Figure(signature.title.clone()));
        strip.draw(Mark::Drawing { x, y, width, height }).within(&signed);
    }
    flow.keep(26.0, page::known(vec![strip], Part::Closing));
    Ok(())
}

fn frame(height: f32) -> Strip {
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
