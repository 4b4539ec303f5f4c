//! The box that says how a paper is paid: the transfer with its code, then other ways.
//!
//! Invariant: it is one strip, so that no page ends inside it.

use crate::blocks::frame;
use crate::epc;
use crate::face::Face;
use crate::look::{Look, look};
use crate::mark::Mark;
use crate::page::{self, BODY, Flow, LEFT, Part, Strip};
use crate::sheet::{Error, Payment, Sheet};
use crate::tag::{Role, Tag};
use crate::text::{self, MUTED, Style};
use crate::title::{title_lines, titled};
use journey::contact::Language;
use journey::say;

pub fn payment(sheet: &Sheet, payment: &Payment, parts: bool, flow: &mut Flow) -> Result<(), Error> {
    let (language, accent, look) = (sheet.language, sheet.accent, look(sheet.layout));
    let inner = BODY - 2.0 * look.pad.1;
    let code = epc::code(payment, LEFT + look.pad.1, look.pad.0, look.code);
    let beside = if code.is_some() { look.code + 20.0 } else { 0.0 };
    let x = LEFT + look.pad.1 + beside;
    let room = inner - beside;
    let (wide, narrow) =
        if code.is_some() { ((room - 20.0) * 1.25 / 2.25, (room - 20.0) / 2.25) } else { (room, 0.0) };

    let title =
        if payment.iban.is_empty() { say!(language, "Payer") } else { say!(language, "Payer par virement") };
    let mut left = title_lines(title, x, wide, accent)?;
    let bold = look.body.face(Face::Semi);
    // Without an account nobody holds it.
    let of_account =
        |text: &str| if payment.iban.is_empty() { String::new() } else { text.trim().to_owned() };
    for (label, value, style) in [
        (say!(language, "Titulaire"), of_account(&payment.beneficiary), look.body),
        ("IBAN", grouped(&payment.iban), look.body),
        ("BIC", of_account(&payment.bic), look.body),
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
            look.body.colour(MUTED),
            x + wide + 20.0,
            narrow,
            accent,
        )?,
        None => Vec::new(),
    };
    let least = if code.is_some() { look.code } else { 0.0 };
    let (left, right, below) =
        (page::whole(left), page::whole(right), page::whole(others(language, payment, look)?));
    let upper = left.height.max(right.height).max(least);
    let apart = if below.height > 0.0 { 8.0 } else { 0.0 };
    let mut strip = frame(upper + apart + below.height + 2.0 * look.pad.0);
    strip.take(left, 0.0, look.pad.0);
    strip.take(right, 0.0, look.pad.0);
    strip.take(below, 0.0, look.pad.0 + upper + apart);
    if let Some(Mark::Code { x, unit, bars, .. }) = code {
        let shown = say!(language, "Code QR qui remplit le virement").to_owned();
        let code = Mark::Code { x, y: look.pad.0 + (upper - look.code) / 2.0, unit, bars };
        strip.draw(code).within(&Tag::new(Role::Figure(shown)));
    }
    flow.keep(26.0, page::known(vec![strip], Part::Payment));
    Ok(())
}

/// Ways beside the transfer, over the whole width of the box.
fn others(language: Language, payment: &Payment, look: &Look) -> Result<Vec<Strip>, Error> {
    let inner = BODY - 2.0 * look.pad.1;
    let mut strips = Vec::new();
    for (name, words) in &payment.ways {
        if words.is_empty() {
            let name = text::lines(name, look.body, inner)?;
            let name = name.into_iter().map(|run| Strip::of(LEFT + look.pad.1, run)).collect();
            strips.extend(page::one(Role::Paragraph, name));
        } else {
            strips.extend(labelled(name, words, look.body, LEFT + look.pad.1, inner)?);
        }
    }
    if !payment.link.is_empty() {
        let link = Tag::new(Role::Link(payment.link.clone()));
        let words = (payment.link.as_str(), Some(&link));
        strips.extend(written(say!(language, "En ligne"), words, look.body, LEFT + look.pad.1, inner)?);
    }
    Ok(strips)
}

/// « IBAN FR76… » with the value in its own style; a value too long for the line goes under its label.
fn labelled(label: &str, value: &str, style: Style, x: f32, width: f32) -> Result<Vec<Strip>, Error> {
    written(label, (value, None), style, x, width)
}

/// The same, the value in an element of its own.
fn written(
    label: &str,
    (value, own): (&str, Option<&Tag>),
    style: Style,
    x: f32,
    width: f32,
) -> Result<Vec<Strip>, Error> {
    let name = text::line(&format!("{label} "), Style { face: Face::Regular, ..style })?;
    let indent = name.width();
    let value = text::lines(value, style, width - indent)?;
    let mut strips: Vec<Strip> = value.into_iter().map(|run| Strip::of(x + indent, run)).collect();
    if let Some(own) = own {
        strips = page::within(strips, own);
    }
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
