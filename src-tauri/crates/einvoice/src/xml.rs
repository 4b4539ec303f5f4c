//! An XML document, whole, in one list of elements.
//!
//! Invariant: no grammar, no entity but XML's own five and numbers; size, depth and number of elements have limits, and
//! whatever is beyond them is refused before it is kept.

use encoding_rs::{Encoding, UTF_8};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;
use std::collections::BTreeMap;
use values::refusal::{Code, Refusal};

/// Most bytes of an invoice's XML, attachments in base64 included.
pub const LARGEST: usize = 24 << 20;
const DEEPEST: usize = 40;
const MOST_ELEMENTS: usize = 400_000;
const MOST_ATTRIBUTES: usize = 24;
/// The metadata of a PDF may write each property as an attribute of one element.
const MOST_PROPERTIES: usize = 1_000;

/// One element.
#[derive(Debug, Default)]
pub struct Element {
    /// Without its prefix.
    pub name: String,
    /// The end of its namespace, as far as invoices know them: `ram`, `udt`, `cbc`…; else the whole.
    pub space: String,
    /// Names without prefix; declarations of namespaces are left out.
    pub attributes: Vec<(String, String)>,
    /// The text directly inside, children left out.
    pub text: String,
    pub children: Vec<usize>,
    pub parent: Option<usize>,
    /// Counted from 1, among the siblings of the same name.
    pub nth: usize,
    /// Of the file, counted from 1.
    pub line: usize,
}

impl Element {
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// A document: its elements in the order in which they begin, the root first.
#[derive(Debug, Default)]
pub struct Tree {
    pub elements: Vec<Element>,
    /// The namespace of the root, whole.
    pub namespace: String,
}

impl Tree {
    #[must_use]
    pub fn root(&self) -> &Element {
        static NONE: Element = Element {
            name: String::new(),
            space: String::new(),
            attributes: Vec::new(),
            text: String::new(),
            children: Vec::new(),
            parent: None,
            nth: 1,
            line: 1,
        };
        self.elements.first().unwrap_or(&NONE)
    }

    #[must_use]
    pub fn element(&self, at: usize) -> &Element {
        self.elements.get(at).unwrap_or_else(|| self.root())
    }

    /// The children of that name.
    pub fn named<'a>(&'a self, at: usize, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.element(at).children.iter().copied().filter(move |child| self.element(*child).name == name)
    }

    /// `/CrossIndustryInvoice/…/IncludedSupplyChainTradeLineItem[2]/…`; numbers only where there are several.
    #[must_use]
    pub fn path(&self, at: usize) -> String {
        let mut steps = Vec::new();
        let mut next = Some(at);
        while let Some(at) = next {
            let one = self.element(at);
            let several = one.parent.is_some_and(|parent| self.named(parent, &one.name).nth(1).is_some());
            steps.push(if several { format!("{}[{}]", one.name, one.nth) } else { one.name.clone() });
            next = one.parent;
        }
        steps.iter().rev().fold(String::new(), |path, step| format!("{path}/{step}"))
    }
}

fn unreadable(line: usize, why: &str) -> Refusal {
    Refusal::new(Code::Invalid, format!("Ce fichier ne peut pas être lu : {why} (ligne {line})."))
}

/// Reads a whole document. Bytes in UTF-8, UTF-16, or the charset that the declaration names.
pub fn read(bytes: &[u8]) -> Result<Tree, Refusal> {
    whole(bytes, false)
}

/// Reads the metadata of a PDF: its attributes are named `{namespace}name`.
pub fn read_packet(bytes: &[u8]) -> Result<Tree, Refusal> {
    whole(bytes, true)
}

fn whole(bytes: &[u8], packet: bool) -> Result<Tree, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::new(
            Code::Invalid,
            format!("Ce fichier est trop grand pour une facture : au plus {} Mo.", LARGEST >> 20),
        ));
    }
    let text = decoded(bytes)?;
    Reading { text: &text, packet, tree: Tree::default(), open: Vec::new(), counted: (0, 1) }.whole()
}

fn decoded(bytes: &[u8]) -> Result<String, Refusal> {
    let declared = || {
        let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
        let head = String::from_utf8_lossy(head);
        let label = head.split_once("encoding=")?.1;
        let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Encoding::for_label(label.get(1..)?.split(quote).next()?.as_bytes())
    };
    let encoding = Encoding::for_bom(bytes).map_or_else(|| declared().unwrap_or(UTF_8), |(bom, _)| bom);
    let (text, _, wrong) = encoding.decode(bytes);
    if wrong {
        return Err(unreadable(1, "des lettres n’y sont pas écrites comme il l’annonce"));
    }
    Ok(text.into_owned())
}

struct Reading<'a> {
    text: &'a str,
    /// Metadata, not an invoice.
    packet: bool,
    tree: Tree,
    /// The elements that have begun, each with how many children of each name it has.
    open: Vec<(usize, BTreeMap<String, usize>)>,
    /// How far lines were counted, and the line there.
    counted: (usize, usize),
}

impl Reading<'_> {
    fn line(&mut self, offset: u64) -> usize {
        let offset = usize::try_from(offset).unwrap_or(usize::MAX).min(self.text.len());
        let (from, line) = self.counted;
        if offset > from {
            let new = self.text.as_bytes()[from..offset].iter().filter(|byte| **byte == b'\n').count();
            self.counted = (offset, line + new);
        }
        self.counted.1
    }

    fn whole(mut self) -> Result<Tree, Refusal> {
        let mut reader = NsReader::from_str(self.text);
        reader.config_mut().expand_empty_elements = true;
        loop {
            let place = reader.buffer_position();
            let Ok(event) = reader.read_event() else {
                let line = self.line(reader.error_position());
                return Err(unreadable(line, "ce n’est pas du XML bien formé"));
            };
            match event {
                Event::Start(tag) => {
                    let line = self.line(place);
                    self.begins(reader.resolver(), &tag, line)?;
                }
                Event::End(_) => _ = self.open.pop(),
                Event::Text(text) => self.says(&text, place)?,
                Event::CData(text) => self.says(&text, place)?,
                Event::GeneralRef(entity) => {
                    let Some(letter) = letter(&entity) else {
                        let line = self.line(place);
                        return Err(unreadable(line, "une entité que le XML ne connaît pas y est employée"));
                    };
                    self.says(letter.encode_utf8(&mut [0; 4]), place)?;
                }
                Event::DocType(_) => {
                    let line = self.line(place);
                    return Err(unreadable(
                        line,
                        "il définit sa propre grammaire (DOCTYPE), ce qu’aucune facture ne fait",
                    ));
                }
                Event::Eof => break,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        if !self.open.is_empty() {
            let line = self.line(u64::MAX);
            return Err(unreadable(line, "il s’arrête avant la fin, il est incomplet"));
        }
        if self.tree.elements.is_empty() {
            return Err(Refusal::new(Code::Invalid, "Ce fichier ne contient aucun XML."));
        }
        Ok(self.tree)
    }

    fn says(&mut self, text: &str, place: u64) -> Result<(), Refusal> {
        match self.open.last() {
            Some((at, _)) => {
                if let Some(element) = self.tree.elements.get_mut(*at) {
                    element.text.push_str(text);
                }
                Ok(())
            }
            None if text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() => Ok(()),
            None => {
                let line = self.line(place);
                Err(unreadable(line, "ce n’est pas du XML : du texte s’y trouve hors de tout élément"))
            }
        }
    }

    fn begins(
        &mut self,
        spaces: &NamespaceResolver,
        tag: &BytesStart<'_>,
        line: usize,
    ) -> Result<(), Refusal> {
        let at = self.tree.elements.len();
        if self.open.len() >= DEEPEST || at >= MOST_ELEMENTS {
            return Err(unreadable(line, "il contient plus d’éléments, ou plus profonds, qu’aucune facture"));
        }
        let parent = self.open.last().map(|(at, _)| *at);
        if parent.is_none() && at > 0 {
            return Err(unreadable(line, "il contient plusieurs documents"));
        }
        let namespace = match spaces.resolve_element(tag.name()).0 {
            ResolveResult::Bound(Namespace(name)) => AsRef::<str>::as_ref(name).to_owned(),
            ResolveResult::Unbound => String::new(),
            ResolveResult::Unknown(_) => {
                return Err(unreadable(line, "un préfixe y est employé sans être défini"));
            }
        };
        let local = AsRef::<str>::as_ref(&tag.local_name()).to_owned();
        let space = short(&namespace).to_owned();
        // What is of another vocabulary is no term of an invoice, whatever its name.
        let name = if space.contains(':') { format!("{{{space}}}{local}") } else { local };
        let packet = self.packet.then_some(spaces);
        let attributes =
            attributes(tag, packet).ok_or_else(|| unreadable(line, "un attribut y est mal écrit"))?;
        let nth = self.open.last_mut().map_or(1, |(_, counted)| {
            let count = counted.entry(name.clone()).or_default();
            *count += 1;
            *count
        });
        if let Some(above) = parent.and_then(|parent| self.tree.elements.get_mut(parent)) {
            above.children.push(at);
        }
        if at == 0 {
            self.tree.namespace.clone_from(&namespace);
        }
        self.tree.elements.push(Element { name, space, attributes, parent, nth, line, ..Element::default() });
        self.open.push((at, BTreeMap::new()));
        Ok(())
    }
}

/// Attributes with their values, entities resolved; none if one is written wrongly or twice. Those of metadata are named
/// with their namespaces.
fn attributes(tag: &BytesStart<'_>, packet: Option<&NamespaceResolver>) -> Option<Vec<(String, String)>> {
    let most = if packet.is_some() { MOST_PROPERTIES } else { MOST_ATTRIBUTES };
    let mut found = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let key = AsRef::<str>::as_ref(&attribute.key).to_owned();
        if key == "xmlns" || key.starts_with("xmlns:") {
            continue;
        }
        if found.len() >= most {
            return None;
        }
        let mut name = key.rsplit(':').next().unwrap_or_default().to_owned();
        if let Some(ResolveResult::Bound(Namespace(space))) =
            packet.map(|spaces| spaces.resolve_attribute(attribute.key).0)
        {
            name = format!("{{{}}}{name}", AsRef::<str>::as_ref(space));
        }
        found.push((name, unescaped(&attribute.value)?));
    }
    Some(found)
}

fn unescaped(value: &str) -> Option<String> {
    let mut parts = value.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (entity, rest) = part.split_once(';')?;
        text.push(letter(entity)?);
        text.push_str(rest);
    }
    Some(text)
}

/// What `&amp;` and its like stand for.
fn letter(entity: &str) -> Option<char> {
    let number = entity.strip_prefix('#').and_then(|number| match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let named = resolve_xml_entity(entity).and_then(|text| text.chars().next());
    named.or_else(|| {
        number.and_then(char::from_u32).filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
    })
}

/// Namespaces of invoices, as everybody's prefixes.
fn short(namespace: &str) -> &str {
    match namespace {
        "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" => "rsm",
        "urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100" => "cdar",
        "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" => "ram",
        "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100" => "udt",
        "urn:un:unece:uncefact:data:standard:QualifiedDataType:100" => "qdt",
        "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
        | "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2" => "ubl",
        "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" => "cac",
        "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" => "cbc",
        "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" => "ext",
        other => other,
    }
}
