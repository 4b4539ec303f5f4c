//! A letter in the house's style, its address where the window of a French envelope shows it.

use crate::blocks;
use crate::face::Face;
use crate::layout::{self, PROSE};
use crate::ledger;
use crate::look::look;
use crate::margins::{self, ABOVE_FOOT, FOOT};
use crate::page::{self, BODY, Flow, LEFT, Page, RIGHT, Strip, WINDOW};
use crate::paying;
use crate::picture::Picture;
use crate::sheet::{Error, Ledger, Sheet};
use crate::tag::Role;
use crate::text;
use crate::title::{self, title_lines, titled};
use journey::say;

/// A letter: the frame of a sheet without lines, an address, and words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Who writes, colours, facts, sums, payment and footer; its lines and its buyer are not printed.
    pub sheet: Sheet,
    /// The address, at most seven lines.
    pub to: Vec<String>,
    /// « Rennes, le 23 novembre 2026 »
    pub place: String,
    /// Paragraphs, an empty line between them.
    pub body: String,
    /// After the words, each under its title.
    pub tables: Vec<(String, Ledger)>,
}

/// What the window shows is over, and the letter begins: 95 mm from the top.
const BEGIN: f32 = 359.0;
/// What of a table stays with its title.
const TABLE: f32 = 90.0;

pub fn pages(letter: &Letter, seal: Option<&str>, logo: Option<&Picture>) -> Result<Vec<Page>, Error> {
    let (sheet, look) = (&letter.sheet, look(letter.sheet.layout));
    let foot = margins::foot(sheet, seal)?;
    let mut flow = Flow::new(FOOT - page::height(&foot) - 2.0 * ABOVE_FOOT - 1.0);
    flow.keep(0.0, vec![layout::head(sheet, logo)?]);
    flow.y = WINDOW.1;
    let sender = layout::party(&sheet.seller, LEFT, WINDOW.0 - LEFT - 40.0, (sheet.accent, look))?;
    let mut to = Vec::new();
    for (at, line) in letter.to.iter().enumerate() {
        let style = look.body.size(look.body.size + 0.6);
        let style = if at == 0 { style.face(Face::Semi) } else { style };
        to.push(Strip::of(WINDOW.0, text::fitted(line, style, RIGHT - WINDOW.0)?));
    }
    let to = page::one(Role::Paragraph, to);
    flow.pair(0.0, sender, to);
    flow.y = flow.y.max(BEGIN);
    let mut place = Strip::gap(look.body.lead);
    place.text_to(RIGHT, 0.0, text::line(&letter.place, look.body)?);
    flow.keep(0.0, vec![place]);
    if !sheet.subject.is_empty() {
        flow.keep(
            14.0,
            titled(
                say!(sheet.language, "Objet"),
                &sheet.subject,
                look.body.face(Face::Semi),
                LEFT,
                BODY,
                sheet.accent,
            )?,
        );
    }
    for (at, paragraph) in letter.body.split("\n\n").enumerate() {
        let space = if at == 0 { 20.0 } else { 11.0 };
        flow.keep(space, title::paragraph(paragraph, look.body.size(look.body.size + 0.4), LEFT, PROSE)?);
    }
    flow.keep(24.0, layout::facts(sheet)?);
    for (title, table) in &letter.tables {
        let mut title = title_lines(title, LEFT, BODY, sheet.accent)?;
        // A title never stands alone at the end of a page.
        title.iter_mut().for_each(|strip| strip.leads = true);
        if !flow.fits(20.0 + page::height(&title) + TABLE) && !flow.is_fresh() {
            flow.next_page();
        }
        flow.keep(20.0, title);
        ledger::place((table, look), 0.0, &mut flow)?;
    }
    let width = if sheet.sums.is_empty() { BODY } else { blocks::BESIDE };
    flow.pair(18.0, blocks::column(blocks::notes(sheet, width)?), blocks::sums(sheet)?);
    if let Some(payment) = &sheet.payment {
        paying::payment(sheet, payment, false, &mut flow)?;
    }
    layout::legal(sheet, &mut flow)?;
    margins::numbered(sheet, &foot, flow.pages)
}
