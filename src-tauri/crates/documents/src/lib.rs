//! What leaves: values in, bytes out.
//!
//! Architecture invariant: no books, no files, no clock here; the same values always give the same bytes.

pub mod archive;
mod blocks;
pub mod bound;
pub mod bundle;
mod case;
mod epc;
mod face;
mod finish;
mod given;
mod joined;
mod layout;
mod ledger;
pub mod letter;
mod look;
pub mod mail;
mod margins;
mod mark;
mod metadata;
mod page;
pub mod paper;
mod paying;
mod picture;
mod press;
mod profile;
mod prose;
mod seal;
pub mod sheet;
mod table;
mod tag;
mod terms;
mod text;
mod title;
mod tree;
mod way;

pub use epc::{epc_checked, epc_payload};
pub use face::missing_glyph;
pub use given::{Given, Unfit, fit, shows_pages};
use picture::{Picture, Pictures};
use press::Printed;
pub use seal::printed_seal;
use sheet::{Error, Sheet};

/// The sheet as a PDF/A-3b and PDF/UA-1 file, always the same bytes for the same values.
///
/// `seal` is the first 32 hex digits of the journal's previous line, printed in the footer of every page;
/// a draft carries none.
///
/// # Errors
/// A letter that no embedded face has, a logo that cannot be read, or a fault of the PDF itself.
pub fn render(sheet: &Sheet, seal: Option<&str>) -> Result<Vec<u8>, Error> {
    finished(sheet, &printed(sheet, seal)?)
}

fn finished(sheet: &Sheet, printed: &Printed) -> Result<Vec<u8>, Error> {
    let author = sheet.seller.lines.first().unwrap_or(&sheet.brand).clone();
    let title = format!("{} {}", sheet.heading, sheet.number);
    let electronic = sheet.electronic.as_deref();
    let (day, language) = (sheet.issued_on, sheet.language);
    finish::finish(printed, &finish::About { title, author, day, language, electronic })
}

/// A letter as a PDF/A-3b and PDF/UA-1 file, always the same bytes for the same values; `seal` as in [`render`].
///
/// # Errors
/// As [`render`].
pub fn render_letter(letter: &letter::Letter, seal: Option<&str>) -> Result<Vec<u8>, Error> {
    let sheet = &letter.sheet;
    let pictures = Pictures { logo: sheet.logo.as_deref().map(Picture::read).transpose()?, drawing: None };
    let pages = letter::pages(letter, seal.filter(|_| !sheet.draft), pictures.logo.as_ref())?;
    finished(sheet, &press::print(&sheet.heading, &pages, &pictures)?)
}

/// The same pages as printpdf alone writes them, with its random identifier: what speed is compared with.
#[doc(hidden)]
pub fn bare(sheet: &Sheet) -> Result<Vec<u8>, Error> {
    let printed = printed(sheet, None)?;
    Ok(printed.document.save(&finish::options(), &mut Vec::new()))
}

fn printed(sheet: &Sheet, seal: Option<&str>) -> Result<Printed, Error> {
    let drawing = sheet.signature.as_ref().and_then(|signature| signature.drawing.as_deref());
    let pictures = Pictures {
        logo: sheet.logo.as_deref().map(Picture::read).transpose()?,
        drawing: drawing.map(Picture::read).transpose()?,
    };
    let seal = seal.filter(|_| !sheet.draft);
    let pages = layout::pages(sheet, seal, &pictures)?;
    press::print(&sheet.heading, &pages, &pictures)
}
