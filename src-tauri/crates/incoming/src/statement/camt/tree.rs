//! The XML of a statement, one entry at a time.
//!
//! Invariant: no grammar, no entity but XML's own five and numbers; nothing stands deeper than the limit.

use crate::statement::fault;
use crate::statement::place::{Lines, Place};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use values::refusal::Refusal;

/// Deepest element that ISO 20022 has is well below.
const DEEPEST: usize = 48;

/// An element with all that it holds.
#[derive(Debug, Default)]
pub struct Node {
    pub name: String,
    pub text: String,
    /// Its `Ccy`, where it has one.
    pub currency: Option<String>,
    /// Counted from 1.
    pub line: i64,
    pub children: Vec<Node>,
}

impl Node {
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// By the names on the way.
    #[must_use]
    pub fn at(&self, way: &[&str]) -> Option<&Node> {
        way.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The text there, where there is one.
    #[must_use]
    pub fn text(&self, way: &[&str]) -> Option<&str> {
        self.at(way).map(|node| node.text.trim()).filter(|text| !text.is_empty())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// What stands next: an element that begins or ends, or one that was asked for, whole.
pub enum Step {
    Begins { name: String, namespace: Option<String>, line: i64 },
    Ends { name: String },
    Whole(Node),
}

pub struct Steps<'a> {
    text: &'a str,
    lines: Lines<'a>,
    reader: Reader<&'a [u8]>,
    /// Elements that are taken whole.
    wanted: &'static [&'static str],
    depth: usize,
}

impl<'a> Steps<'a> {
    #[must_use]
    pub fn new(text: &'a str, wanted: &'static [&'static str]) -> Steps<'a> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Steps { text, lines: Lines::new(text), reader, wanted, depth: 0 }
    }

    fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn event(&mut self) -> Result<Event<'a>, Refusal> {
        self.reader.read_event().map_err(|_| {
            let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
            fault::broken(
                Place::of(self.text, at),
                "ce n’est plus du XML : une balise est mal écrite ou n’est pas fermée",
            )
        })
    }

    /// The next step; none at the end of the file.
    pub fn next(&mut self) -> Result<Option<Step>, Refusal> {
        loop {
            match self.event()? {
                Event::Start(tag) => {
                    self.deeper()?;
                    let line = self.lines.line(self.offset());
                    let name = local(&tag);
                    if self.wanted.contains(&name.as_str()) {
                        return self.whole(&tag, line).map(|node| Some(Step::Whole(node)));
                    }
                    let namespace = namespace(&tag);
                    return Ok(Some(Step::Begins { name, namespace, line }));
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    let name = tag.local_name();
                    return Ok(Some(Step::Ends { name: AsRef::<str>::as_ref(&name).to_owned() }));
                }
                Event::Eof if self.depth > 0 => return Err(self.cut()),
                Event::Eof => return Ok(None),
                Event::DocType(_) => return Err(self.grammar()),
                Event::GeneralRef(entity) => {
                    self.letter(&entity)?;
                }
                Event::Empty(_)
                | Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_) => {}
            }
        }
    }

    /// All of the element that has just begun.
    fn whole(&mut self, tag: &BytesStart<'_>, line: i64) -> Result<Node, Refusal> {
        let mut open = vec![node(tag, line)];
        loop {
            let event = self.event()?;
            let Some(top) = open.last_mut() else { return Err(self.cut()) };
            match event {
                Event::Start(tag) => {
                    self.deeper()?;
                    let line = self.lines.line(self.offset());
                    open.push(node(&tag, line));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    let Some(done) = open.pop() else { return Err(self.cut()) };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(done),
                        None => return Ok(done),
                    }
                }
                Event::Text(text) => top.text.push_str(&text),
                Event::CData(text) => top.text.push_str(&text),
                Event::GeneralRef(entity) => top.text.push(self.letter(&entity)?),
                Event::Eof => return Err(self.cut()),
                Event::DocType(_) => return Err(self.grammar()),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    fn deeper(&mut self) -> Result<(), Refusal> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(fault::broken(
                Place::of(self.text, self.offset()),
                "trop d’éléments sont ouverts les uns dans les autres",
            ));
        }
        Ok(())
    }

    /// What `&amp;` and its like stand for.
    fn letter(&self, entity: &str) -> Result<char, Refusal> {
        let number = entity.strip_prefix('#').and_then(|number| match number.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        let letter = resolve_xml_entity(entity).and_then(|text| text.chars().next());
        letter.or_else(|| number.and_then(char::from_u32)).ok_or_else(|| {
            let place = Place::of(self.text, self.offset());
            fault::expected(
                place,
                "une lettre, ou « &amp; », « &lt; », « &gt; », « &quot; » ou « &apos; »",
                entity,
            )
        })
    }

    fn cut(&self) -> Refusal {
        fault::broken(
            Place::of(self.text, self.text.len()),
            "une balise fermante est attendue, et le fichier s’arrête avant : il est incomplet",
        )
    }

    fn grammar(&self) -> Refusal {
        fault::broken(
            Place::of(self.text, self.offset()),
            "ce fichier définit sa propre grammaire (DOCTYPE), ce qu’aucune banque ne fait",
        )
    }
}

fn local(tag: &BytesStart<'_>) -> String {
    AsRef::<str>::as_ref(&tag.local_name()).to_owned()
}

fn node(tag: &BytesStart<'_>, line: i64) -> Node {
    Node { name: local(tag), currency: attribute(tag, "Ccy"), line, ..Node::default() }
}

fn namespace(tag: &BytesStart<'_>) -> Option<String> {
    let own = |key: &str| key == "xmlns" || key.starts_with("xmlns:");
    tag.attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .filter(|attribute| own(AsRef::<str>::as_ref(&attribute.key)))
        .map(|attribute| attribute.value.into_owned())
        .find(|value| value.contains("camt."))
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| AsRef::<str>::as_ref(&attribute.key) == name)
        .map(|attribute| attribute.value.trim().to_owned())
        .filter(|value| !value.is_empty())
}
