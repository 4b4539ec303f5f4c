//! What stands around the text of each page: the small head of those that follow, the footer, the mark of a draft.

use crate::face::Face;
use crate::mark::{Drawn, Mark};
use crate::page::{self, BODY, HEIGHT, LEFT, Page, RIGHT, Strip};
use crate::sheet::{Error, Sheet};
use crate::tag::{Aside, Role};
use crate::text::{self, HAIRLINE, INK, Style};
use journey::contact::Language;
use journey::say;

/// The footer's lowest line ends here.
pub const FOOT: f32 = HEIGHT - 40.0;
/// Air between the flow and the footer's rule.
pub const ABOVE_FOOT: f32 = 8.0;
/// Lines of the footer's left part, the seal apart: it is a line to know the paper by, not a place for prose.
const FOOT_LINES: usize = 3;

/// The pages with what stands on each: the small head of those that follow, and the footer.
pub fn numbered(sheet: &Sheet, foot: &[Strip], mut pages: Vec<Page>) -> Result<Vec<Page>, Error> {
    let count = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        if at > 0 {
            page.marks.append(&mut small_head(sheet)?.marks);
        }
        page.marks.append(&mut footer(sheet, foot, at + 1, count)?);
        if sheet.draft {
            // First of all marks, so that everything else stands on it.
            let draft = Drawn { aside: Some(Aside::Watermark), ..Drawn::from(draft(sheet.language)?) };
            page.marks.insert(0, draft);
        }
    }
    Ok(pages)
}

fn small_head(sheet: &Sheet) -> Result<Strip, Error> {
    let mut strip = Strip::default();
    let style = Style::LABEL.face(Face::Semi);
    let heading = text::shortened(&sheet.heading, style.colour(INK), BODY * 0.4)?;
    let number = text::fitted(&sheet.number, style.colour(sheet.accent), BODY * 0.25)?;
    let brand = text::shortened(&sheet.brand, Style::LABEL, BODY * 0.3)?;
    let x = LEFT + heading.width() + 8.0;
    let top = 48.0;
    strip.text(LEFT, top, heading);
    strip.text(x, top, number);
    strip.text_to(RIGHT, top, brand);
    strip.rule(LEFT, top + 22.0, BODY, 1.0, HAIRLINE);
    Ok(strip.aside(Aside::Header))
}

/// The footer's left part, in lines.
pub fn foot(sheet: &Sheet, seal: Option<&str>) -> Result<Vec<Strip>, Error> {
    // What the page's number takes at the right, and the name of the format before it.
    let widest = page_of(sheet, 88, 88);
    let page = 12.0 + text::line(&widest, Style::FINE)?.width();
    let seal = seal.map(|seal| say!(sheet.language, "Sceau du journal {seal}", seal = seal));
    let joined: Vec<&str> = [Some(sheet.footer.as_str()), seal.as_deref()]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let whole = text::line(&joined.join(" · "), Style::FINE)?;
    let mut runs = if whole.width() <= BODY - page {
        vec![whole]
    } else {
        let mut runs = text::lines(&sheet.footer, Style::FINE, BODY - page)?;
        runs.truncate(FOOT_LINES);
        if let Some(seal) = seal {
            runs.push(text::fitted(&seal, Style::FINE, BODY - page)?);
        }
        runs
    };
    if runs.is_empty() {
        runs.push(text::line("", Style::FINE)?);
    }
    Ok(runs.into_iter().map(|run| Strip { height: Style::FINE.lead, ..Strip::of(LEFT, run) }).collect())
}

/// What the paper is known by is read once, at its end; on the pages before it belongs to the page.
fn footer(sheet: &Sheet, foot: &[Strip], number: usize, count: usize) -> Result<Vec<Drawn>, Error> {
    let mut all = Strip::default();
    let top = FOOT - page::height(foot);
    all.rule(LEFT, top - ABOVE_FOOT - 1.0, BODY, 1.0, HAIRLINE);
    let known = page::whole(page::one(Role::Paragraph, foot.to_vec()));
    all.take(if number == count { known } else { known.aside(Aside::Footer) }, 0.0, top);
    let number = text::line(&page_of(sheet, number, count), Style::FINE)?;
    all.text_to(RIGHT, FOOT - Style::FINE.lead, number).aside = Some(Aside::Footer);
    Ok(all.marks)
}

/// « Factur-X EN 16931 · page 1 sur 2 »
fn page_of(sheet: &Sheet, number: usize, count: usize) -> String {
    let page = say!(sheet.language, "page {number} sur {count}", number = number, count = count);
    if sheet.electronic.is_some() { format!("Factur-X EN 16931 · {page}") } else { page }
}

fn draft(language: Language) -> Result<Mark, Error> {
    let style =
        Style { spacing: 0.04, ..Style::BODY.size(122.0).face(Face::Bold).colour([0xf3, 0xf1, 0xed]) };
    let run = text::line(say!(language, "BROUILLON"), style)?;
    let degrees = 52.0_f32;
    let (sin, cos) = degrees.to_radians().sin_cos();
    // The middle of the word's capitals stands in the middle of the page.
    let (along, across) = (run.width() / 2.0, 0.36 * run.style.size);
    let x = page::WIDTH / 2.0 - along * cos + across * sin;
    let y = page::HEIGHT / 2.0 + along * sin + across * cos;
    Ok(Mark::Slanted { x, y, run, degrees })
}
