//! What makes the pages a lasting file: PDF 1.7, PDF/A-3b and PDF/UA-1, dates and identifiers from the values alone.
//!
//! Invariant: no clock and no randomness; the file's identifier is the hash of its content.

use crate::case::TWINS;
use crate::joined;
use crate::metadata::xmp;
use crate::press::Printed;
use crate::profile;
use crate::sheet::Error;
use crate::tree::wide;
use chrono::{Datelike, NaiveDate};
use journey::contact::Language;
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use printpdf::{ImageCompression, ImageOptimizationOptions, PdfSaveOptions};
use sha2::{Digest, Sha256};

/// The program's name, as the file tells it.
const CREATOR: &str = "Parcours";

/// What the file says of itself, the same in its two places.
pub struct About<'a> {
    pub title: String,
    pub author: String,
    pub day: NaiveDate,
    pub language: Language,
    /// The same for machines, see [`joined`].
    pub electronic: Option<&'a [u8]>,
}

pub fn options() -> PdfSaveOptions {
    // Pictures lose nothing: no JPEG, no change of size or colours, only packing.
    let pictures = ImageOptimizationOptions {
        quality: None,
        max_image_size: None,
        dither_greyscale: None,
        convert_to_greyscale: None,
        auto_optimize: None,
        format: Some(ImageCompression::Flate),
    };
    PdfSaveOptions { optimize: true, subset_fonts: false, secure: true, image_optimization: Some(pictures) }
}

pub fn finish(printed: &Printed, about: &About) -> Result<Vec<u8>, Error> {
    let mut document = printed.document.to_lopdf_document(&options(), &mut Vec::new());
    document.version = "1.7".to_owned();
    map_twins(&mut document, printed);
    printed.tree.write(&mut document)?;
    catalogue(&mut document, about)?;
    if let Some(xml) = about.electronic {
        joined::join(&mut document, xml, &moment(about.day))?;
    }
    document.compress();
    end_clearly(&mut document);
    let Some(Object::Reference(info)) = document.trailer.get(b"Info").ok().cloned() else {
        return Err(Error::Pdf("no information dictionary".to_owned()));
    };
    document.set_object(info, information(about));
    // printpdf draws its identifiers by lot; ours says whether two files are the same.
    document.trailer.remove(b"ID");
    let content = save(&mut document)?;
    let id = Sha256::digest(&content).iter().take(16).copied().collect::<Vec<u8>>();
    let id = Object::String(id, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    save(&mut document)
}

/// A packed stream that happens to end with a carriage return runs into the line end after it, and its length looks
/// wrong: one byte more, which unpacking never reads.
fn end_clearly(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.content.last() == Some(&b'\r') && stream.dict.has(b"Filter") {
            let mut content = stream.content.clone();
            content.push(0);
            stream.set_content(content);
        }
    }
}

fn save(document: &mut Document) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| Error::Pdf(error.to_string()))?;
    Ok(bytes)
}

/// Tells which glyph the codes from [`TWINS`] on show; all others show the glyph of their own number.
fn map_twins(document: &mut Document, printed: &Printed) {
    for (name, twins) in &printed.twins {
        let plain = 0..TWINS;
        let map: Vec<u8> = plain.chain(twins.iter().copied()).flat_map(u16::to_be_bytes).collect();
        let map = document.add_object(Stream::new(dictionary! {}, map));
        for object in document.objects.values_mut() {
            let Ok(font) = object.as_dict_mut() else { continue };
            let named = |font: &Dictionary| {
                let base = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
                base.get(7..) == Some(name.as_bytes())
            };
            if !named(font) {
                continue;
            }
            let Ok(Object::Array(descendants)) = font.get_mut(b"DescendantFonts") else { continue };
            for descendant in descendants {
                if let Ok(descendant) = descendant.as_dict_mut() {
                    descendant.set("CIDToGIDMap", map);
                }
            }
        }
    }
}

fn catalogue(document: &mut Document, about: &About) -> Result<(), Error> {
    let (title, author) = (legible(&about.title), legible(&about.author));
    let xmp = xmp(CREATOR, &title, &author, &told(about.day), about.electronic.is_some());
    let metadata = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp.into_bytes());
    // Archives read it without unpacking anything.
    let metadata = document.add_object(metadata.with_compression(false));
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, profile::srgb().to_vec()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    let catalogue = document.catalog_mut().map_err(|error| Error::Pdf(error.to_string()))?;
    catalogue.set("Metadata", metadata);
    catalogue.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalogue.set("Lang", Object::string_literal(about.language.tag()));
    catalogue.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    Ok(())
}

fn information(about: &About) -> Dictionary {
    let moment = moment(about.day);
    dictionary! {
        "Title" => wide(&legible(&about.title)),
        "Author" => wide(&legible(&about.author)),
        "Creator" => wide(CREATOR),
        "Producer" => wide(CREATOR),
        "CreationDate" => Object::string_literal(moment.clone()),
        "ModDate" => Object::string_literal(moment),
    }
}

/// Noon of a day, as PDF writes it.
fn moment(day: NaiveDate) -> String {
    format!("D:{}{:02}{:02}120000Z", year(day), day.month(), day.day())
}

/// The same, as XMP writes it.
fn told(day: NaiveDate) -> String {
    format!("{}-{:02}-{:02}T12:00:00Z", year(day), day.month(), day.day())
}

fn year(day: NaiveDate) -> String {
    format!("{:04}", day.year().clamp(0, 9999))
}

/// On one line, without what XML forbids.
fn legible(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    crate::face::printable(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}
