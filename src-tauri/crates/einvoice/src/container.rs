//! The PDF that carries an invoice: finds its XML, and says whether it is attached as Factur-X asks.
//!
//! Invariant: what a PDF unpacks to is bounded, however small it is; nothing in it is followed without end.

use crate::finding::{Finding, Layer, Severity};
use crate::opened::opened;
use crate::xml::{self, Tree};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeSet;
use values::refusal::{Code, Refusal};

/// Most bytes of a PDF.
pub const LARGEST: usize = 64 << 20;
const MOST_FILES: usize = 200;
/// Most nodes of the tree of names, and most names, that are looked at.
const MOST_NODES: usize = 20_000;
const DEEPEST: usize = 12;

/// Names under which an invoice is attached: Factur-X and ZUGFeRD 2.1, 2.0 and 1, XRechnung in ZUGFeRD.
const NAMES: [&str; 3] = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"];

/// A file attached to a PDF.
struct Attached {
    name: String,
    /// Its specification, for what says that it belongs to the document.
    id: Option<ObjectId>,
    relationship: Option<String>,
    mime: Option<String>,
    stream: Option<ObjectId>,
}

/// The XML of a PDF, and what is wrong with how it is carried.
pub struct Carried {
    pub xml: Vec<u8>,
    pub name: String,
    /// `fx:ConformanceLevel`, as the PDF announces it.
    pub announced: Option<String>,
    pub findings: Vec<Finding>,
}

#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|one| one == b"%PDF-"))
}

fn refused(text: impl Into<String>) -> Refusal {
    Refusal::new(Code::Invalid, text)
}

/// Opens a PDF. Refuses what is damaged, locked, or carries no invoice.
pub fn open(bytes: &[u8]) -> Result<Carried, Refusal> {
    if bytes.len() > LARGEST {
        return Err(refused(format!("Ce PDF dépasse {} Mo, bien plus qu’une facture.", LARGEST >> 20)));
    }
    let Some(document) = opened(bytes) else {
        return Err(refused(
            "Ce PDF est endommagé : sa structure ne peut pas être lue. Demandez-le de nouveau.",
        ));
    };
    if document.trailer.has(b"Encrypt") {
        return Err(refused(
            "Ce PDF est protégé par un mot de passe : une facture électronique ne peut pas l’être.",
        ));
    }
    let files = attached(&document);
    let invoices: Vec<&Attached> = files.iter().filter(|file| is_invoice(&file.name)).collect();
    let named = |name: &str| invoices.iter().find(|file| file.name.eq_ignore_ascii_case(name));
    let Some(invoice) = NAMES.iter().find_map(|name| named(name)) else {
        return Err(refused(
            "Ce PDF ne contient aucune facture électronique : aucun fichier factur-x.xml n’y est joint.",
        ));
    };
    let content = invoice.stream.and_then(|id| {
        document.get_object(id).ok()?.as_stream().ok()?.get_plain_content_with_limit(xml::LARGEST).ok()
    });
    let Some(xml) = content else {
        return Err(refused(format!("Le fichier {} joint à ce PDF ne peut pas être lu.", invoice.name)));
    };
    let mut findings = Vec::new();
    let own: Vec<&str> = invoices.iter().map(|file| file.name.as_str()).collect();
    attachment(&document, invoice, &own, &mut findings);
    let announced = metadata(&document, invoice, &mut findings);
    Ok(Carried { xml, name: invoice.name.clone(), announced, findings })
}

fn is_invoice(name: &str) -> bool {
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn tell(found: &mut Vec<Finding>, rule: &str, severity: Severity, field: &str, text: &str) {
    found.push(Finding {
        rule: rule.to_owned(),
        severity,
        layer: Layer::Container,
        field: field.to_owned(),
        path: String::new(),
        text: text.to_owned(),
    });
}

/// How the file hangs on the document (ISO 32000-2, 14.13; Factur-X 1.09, 6).
fn attachment(document: &Document, invoice: &Attached, names: &[&str], found: &mut Vec<Finding>) {
    if names.len() > 1 {
        // One in an older form beside today's is told by its name; two of one name are told by nothing.
        let twice = names.iter().filter(|name| name.eq_ignore_ascii_case(&invoice.name)).count() > 1;
        let severity = if twice { Severity::Error } else { Severity::Warning };
        let text = "Plusieurs factures électroniques sont jointes à ce PDF : une seule doit l’être.";
        tell(found, "PDF-FILES", severity, "EmbeddedFiles", text);
    }
    if invoice.name != "factur-x.xml" {
        let text = "Le fichier joint porte un ancien nom : en Factur-X, il s’appelle factur-x.xml.";
        tell(found, "PDF-NAME", Severity::Warning, "F", text);
    }
    let known = ["Alternative", "Data", "Source"];
    match invoice.relationship.as_deref() {
        None => {
            let text = "Le PDF ne dit pas ce que le fichier joint est pour lui (AFRelationship) : ce doit être « Alternative ».";
            tell(found, "PDF-AFRELATIONSHIP", Severity::Error, "AFRelationship", text);
        }
        Some(told) if !known.contains(&told) => {
            let text = "La relation du fichier joint (AFRelationship) n’est pas permise : ce doit être « Alternative », « Data » ou « Source ».";
            tell(found, "PDF-AFRELATIONSHIP", Severity::Error, "AFRelationship", text);
        }
        Some(_) => {}
    }
    let listed = catalog(document)
        .and_then(|catalog| resolved(document, catalog.get(b"AF").ok()?).as_array().ok())
        .is_some_and(|all| {
            invoice.id.is_some() && all.iter().any(|one| one.as_reference().ok() == invoice.id)
        });
    if !listed {
        let text =
            "Le fichier joint n’est pas associé au document (AF) : les lecteurs peuvent ne pas le trouver.";
        tell(found, "PDF-AF", Severity::Error, "AF", text);
    }
    if invoice.mime.as_deref() != Some("text/xml") {
        let text = "Le fichier joint n’annonce pas qu’il est du XML (Subtype text/xml).";
        tell(found, "PDF-MIME", Severity::Warning, "Subtype", text);
    }
}

/// What the PDF says of itself; gives the profile that it announces.
fn metadata(document: &Document, invoice: &Attached, found: &mut Vec<Finding>) -> Option<String> {
    let packet = catalog(document).and_then(|catalog| {
        let stream = resolved(document, catalog.get(b"Metadata").ok()?).as_stream().ok()?;
        stream.get_plain_content_with_limit(4 << 20).ok()
    });
    let Some(packet) = packet else {
        let text =
            "Le PDF n’a pas de métadonnées (XMP) : il n’est pas un PDF/A, et n’annonce pas de Factur-X.";
        tell(found, "PDF-XMP", Severity::Error, "Metadata", text);
        return None;
    };
    let end = packet.iter().rposition(|byte| *byte == b'>').map_or(0, |at| at + 1);
    let Ok(tree) = xml::read_packet(packet.get(..end).unwrap_or_default()) else {
        let text = "Les métadonnées (XMP) du PDF ne peuvent pas être lues : rien ne dit qu’il est un PDF/A, ni un Factur-X.";
        tell(found, "PDF-XMP", Severity::Error, "Metadata", text);
        return None;
    };
    let part = told(&tree, of_pdfa, "part");
    if part.as_deref() != Some("3") {
        let text = "Le PDF n’annonce pas qu’il est un PDF/A-3, ce que Factur-X demande.";
        tell(found, "PDF-A", Severity::Error, "pdfaid:part", text);
    }
    let level = told(&tree, of_invoice, "ConformanceLevel");
    let name = told(&tree, of_invoice, "DocumentFileName");
    if level.is_none() || name.is_none() || told(&tree, of_invoice, "DocumentType").is_none() {
        let text = "Les métadonnées n’annoncent pas de facture électronique (fx:DocumentType, fx:DocumentFileName, fx:ConformanceLevel).";
        tell(found, "PDF-FX", Severity::Error, "fx", text);
    }
    if name.is_some_and(|name| !name.eq_ignore_ascii_case(&invoice.name)) {
        let text =
            "Les métadonnées annoncent un autre fichier que celui qui est joint (fx:DocumentFileName).";
        tell(found, "PDF-FX-FILE", Severity::Error, "fx:DocumentFileName", text);
    }
    level
}

/// The vocabulary in which a PDF says what part of PDF/A it follows (ISO 19005-3, 6.6.4).
fn of_pdfa(space: &str) -> bool {
    space == "http://www.aiim.org/pdfa/ns/id/"
}

/// The vocabularies of Factur-X, and of ZUGFeRD before it.
fn of_invoice(space: &str) -> bool {
    space.contains("pdfa:CrossIndustryDocument:invoice:")
}

/// The value of a property of the metadata, as an attribute or as an element. Another vocabulary may have a property
/// of that name: PDF/UA has its own `part`.
fn told(tree: &Tree, of: fn(&str) -> bool, property: &str) -> Option<String> {
    let named = |name: &str| {
        let parts = name.strip_prefix('{').and_then(|name| name.rsplit_once('}'));
        parts.is_some_and(|(space, own)| own == property && of(space))
    };
    tree.elements.iter().find_map(|one| {
        let attribute = one.attributes.iter().find(|(name, _)| named(name)).map(|(_, value)| value.clone());
        // The extension schema describes properties; there their names are texts, never names.
        attribute.or_else(|| named(&one.name).then(|| one.text.trim().to_owned()))
    })
}

fn catalog(document: &Document) -> Option<&Dictionary> {
    document.catalog().ok()
}

/// What stands there, or behind the reference that stands there.
fn resolved<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).map_or(object, |(_, found)| found)
}

/// Every attached file: by the tree of names, and by what is associated with the document.
fn attached(document: &Document) -> Vec<Attached> {
    let mut found: Vec<Attached> = Vec::new();
    let Some(catalog) = catalog(document) else { return found };
    let names = catalog.get(b"Names").ok().and_then(|names| resolved(document, names).as_dict().ok());
    if let Some(files) = names.and_then(|names| names.get(b"EmbeddedFiles").ok()) {
        let mut leaves = Leaves { document, seen: BTreeSet::new(), left: MOST_NODES, found };
        leaves.under(files, 0);
        found = leaves.found;
    }
    if let Some(all) = catalog.get(b"AF").ok().and_then(|all| resolved(document, all).as_array().ok()) {
        for one in all.iter().take(MOST_FILES) {
            let id = one.as_reference().ok();
            if id.is_none_or(|id| found.iter().all(|known| known.id != Some(id))) {
                found.extend(file(document, one));
            }
        }
    }
    found
}

/// What hangs on the tree of names.
struct Leaves<'a> {
    document: &'a Document,
    /// A node that several name, or that names itself, is looked at once.
    seen: BTreeSet<ObjectId>,
    left: usize,
    found: Vec<Attached>,
}

impl Leaves<'_> {
    fn under(&mut self, node: &Object, depth: usize) {
        let again = node.as_reference().is_ok_and(|id| !self.seen.insert(id));
        if again || depth > DEEPEST || !self.goes_on() {
            return;
        }
        let document = self.document;
        let Ok(node) = resolved(document, node).as_dict() else { return };
        let list = |key: &[u8]| resolved(document, node.get(key).ok()?).as_array().ok();
        for one in list(b"Names").into_iter().flatten().skip(1).step_by(2) {
            if !self.goes_on() {
                return;
            }
            self.found.extend(file(document, one));
        }
        for kid in list(b"Kids").into_iter().flatten() {
            if self.left == 0 {
                return;
            }
            self.under(kid, depth + 1);
        }
    }

    fn goes_on(&mut self) -> bool {
        let goes_on = self.left > 0 && self.found.len() < MOST_FILES;
        self.left = self.left.saturating_sub(1);
        goes_on
    }
}

fn file(document: &Document, object: &Object) -> Option<Attached> {
    let specification = resolved(document, object).as_dict().ok()?;
    let text = |key: &[u8]| {
        let object = resolved(document, specification.get(key).ok()?);
        lopdf::decode_text_string(object).ok()
    };
    let name = text(b"UF").or_else(|| text(b"F"))?;
    let embedded = resolved(document, specification.get(b"EF").ok()?).as_dict().ok()?;
    let stream =
        embedded.get(b"F").or_else(|_| embedded.get(b"UF")).ok().and_then(|one| one.as_reference().ok());
    let dictionary = stream.and_then(|id| Some(&document.get_object(id).ok()?.as_stream().ok()?.dict));
    let name_of = |dictionary: &Dictionary, key: &[u8]| {
        let name = resolved(document, dictionary.get(key).ok()?).as_name().ok()?;
        Some(String::from_utf8_lossy(name).into_owned())
    };
    Some(Attached {
        name,
        id: object.as_reference().ok(),
        relationship: name_of(specification, b"AFRelationship"),
        mime: dictionary.and_then(|dictionary| name_of(dictionary, b"Subtype")),
        stream,
    })
}
