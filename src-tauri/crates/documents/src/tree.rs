//! The elements of a paper in the order in which they are read, and how PDF writes them down (ISO 32000-1, 14.7).
//!
//! Invariant: all that says something stands in one element; what does not is told as being aside.

use crate::mark::{Drawn, Mark};
use crate::page::{HEIGHT, POINTS};
use crate::sheet::Error;
use crate::tag::{Aside, Role, Tag};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use std::collections::HashMap;

pub struct Tree {
    /// The first is the paper itself.
    nodes: Vec<Node>,
    known: HashMap<usize, usize>,
    /// For each page, the element of each of its pieces.
    owners: Vec<Vec<usize>>,
}

struct Node {
    /// None for the paper.
    role: Option<Role>,
    order: usize,
    above: usize,
    kids: Vec<Kid>,
    bounds: Option<[f32; 4]>,
    /// Where one presses what leads elsewhere, by page.
    pressed: Vec<(usize, [f32; 4])>,
}

#[derive(Clone, Copy)]
enum Kid {
    Element(usize),
    Piece { page: usize, id: usize },
}

/// Where a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Aside(Aside),
    Element(usize),
}

impl Tree {
    pub fn new(pages: usize) -> Tree {
        Tree { nodes: vec![Node::of(None, 0, 0)], known: HashMap::new(), owners: vec![Vec::new(); pages] }
    }

    /// Where a mark stands; none for one that shows nothing.
    pub fn place(&mut self, drawn: &Drawn) -> Option<Place> {
        if drawn.mark.is_blank() {
            return None;
        }
        if let Some(aside) = drawn.aside {
            return Some(Place::Aside(aside));
        }
        let figure = drawn.tags.first().is_some_and(|tag| matches!(tag.role(), Role::Figure(_)));
        match &drawn.mark {
            Mark::Text { .. } | Mark::Slanted { .. } => {}
            Mark::Fill { .. }
            | Mark::Rounded { .. }
            | Mark::Code { .. }
            | Mark::Logo { .. }
            | Mark::Drawing { .. } => {
                if !figure {
                    return Some(Place::Aside(Aside::Layout));
                }
            }
        }
        let mut at = 0;
        for tag in drawn.tags.iter().rev() {
            at = self.element(tag, at);
        }
        if drawn.tags.is_empty() {
            // What nobody placed is still read.
            at = self.add(Role::Paragraph, 0, at);
        }
        if figure {
            self.nodes[at].bounds = drawn.mark.bounds();
        }
        Some(Place::Element(at))
    }

    /// The number of one more piece of that element on that page.
    pub fn piece(&mut self, page: usize, element: usize) -> usize {
        let owners = &mut self.owners[page];
        owners.push(element);
        let id = owners.len() - 1;
        self.nodes[element].kids.push(Kid::Piece { page, id });
        id
    }

    /// That line is where one presses a link.
    pub fn lead(&mut self, page: usize, element: usize, line: &Mark) {
        let node = &mut self.nodes[element];
        if let (Some(Role::Link(_)), Some(bounds)) = (&node.role, line.line()) {
            node.pressed.push((page, bounds));
        }
    }

    pub fn name(&self, element: usize) -> &'static str {
        self.nodes[element].role.as_ref().map_or("Document", name)
    }

    fn element(&mut self, tag: &Tag, above: usize) -> usize {
        if let Some(known) = self.known.get(&tag.key()) {
            return *known;
        }
        let at = self.add(tag.role().clone(), tag.order(), above);
        self.known.insert(tag.key(), at);
        at
    }

    fn add(&mut self, role: Role, order: usize, above: usize) -> usize {
        let at = self.nodes.len();
        self.nodes.push(Node::of(Some(role), order, above));
        self.nodes[above].kids.push(Kid::Element(at));
        at
    }

    /// Rows get the cells that show nothing, and siblings their order.
    pub fn complete(&mut self) {
        for at in 0..self.nodes.len() {
            if let Some(Role::Row(count)) = self.nodes[at].role {
                let orders: Vec<usize> = self.nodes[at].kids.iter().map(|kid| self.order(*kid)).collect();
                for missing in (0..count).filter(|order| !orders.contains(order)) {
                    self.add(Role::Cell, missing, at);
                }
            }
            let mut kids = std::mem::take(&mut self.nodes[at].kids);
            kids.sort_by_key(|kid| self.order(*kid));
            self.nodes[at].kids = kids;
        }
    }

    fn order(&self, kid: Kid) -> usize {
        match kid {
            Kid::Element(at) => self.nodes[at].order,
            Kid::Piece { .. } => 0,
        }
    }

    /// Writes the elements, and where each piece of each page belongs.
    pub fn write(&self, document: &mut Document) -> Result<(), Error> {
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let root = document.new_object_id();
        let ids: Vec<ObjectId> = self.nodes.iter().map(|_| document.new_object_id()).collect();
        let scopes = Scopes {
            column: document.add_object(dictionary! { "O" => "Table", "Scope" => "Column" }),
            row: document.add_object(dictionary! { "O" => "Table", "Scope" => "Row" }),
        };
        let mut numbers: Vec<Object> = Vec::new();
        for (node, id) in self.nodes.iter().zip(&ids) {
            let above = if node.role.is_none() { root } else { ids[node.above] };
            let links = node.links(document, &pages, pages.len() + numbers.len() / 2)?;
            for (key, _) in &links {
                numbers.extend([number(*key), (*id).into()]);
            }
            let mut element = node.element(&pages, &ids, links.into_iter().map(|(_, link)| link));
            element.set("P", above);
            if let Some(attributes) = node.attributes(&scopes) {
                element.set("A", attributes);
            }
            document.set_object(*id, element);
        }
        let (links, next) = (std::mem::take(&mut numbers), pages.len() + numbers.len() / 2);
        for (at, (page, owners)) in pages.iter().zip(&self.owners).enumerate() {
            let owners: Vec<Object> = owners.iter().map(|owner| ids[*owner].into()).collect();
            let owners = document.add_object(owners);
            numbers.extend([number(at), owners.into()]);
            let page = document.get_dictionary_mut(*page).map_err(|error| Error::Pdf(error.to_string()))?;
            page.set("StructParents", number(at));
            page.set("Tabs", "S");
        }
        numbers.extend(links);
        let parents = document.add_object(dictionary! { "Nums" => numbers });
        let tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => ids[0],
            "ParentTree" => parents,
            "ParentTreeNextKey" => number(next),
        };
        document.set_object(root, tree);
        let catalogue = document.catalog_mut().map_err(|error| Error::Pdf(error.to_string()))?;
        catalogue.set("StructTreeRoot", root);
        catalogue.set("MarkInfo", dictionary! { "Marked" => true });
        Ok(())
    }
}

/// What tells of which cells a cell speaks, written once each.
struct Scopes {
    column: ObjectId,
    row: ObjectId,
}

impl Node {
    fn of(role: Option<Role>, order: usize, above: usize) -> Node {
        Node { role, order, above, kids: Vec::new(), bounds: None, pressed: Vec::new() }
    }

    /// The annotations by which one leaves from here, with the keys under which readers find the element again; the first
    /// has the key given.
    fn links(
        &self,
        document: &mut Document,
        pages: &[ObjectId],
        key: usize,
    ) -> Result<Vec<(usize, Object)>, Error> {
        let Some(Role::Link(address)) = &self.role else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for (nth, (page, bounds)) in self.pressed.iter().enumerate() {
            let link = document.add_object(dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => corners(*bounds),
                "Border" => vec![0.into(), 0.into(), 0.into()],
                // Printed, as archives ask of every annotation.
                "F" => 4,
                "Contents" => wide(address),
                "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(plain(address)) },
                "StructParent" => number(key + nth),
            });
            let on = document.get_dictionary_mut(pages[*page]);
            let on = on.map_err(|error| Error::Pdf(error.to_string()))?;
            let mut all = on.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default();
            all.push(link.into());
            on.set("Annots", all);
            let reference = dictionary! { "Type" => "OBJR", "Obj" => link, "Pg" => pages[*page] };
            found.push((key + nth, Object::Dictionary(reference)));
        }
        Ok(found)
    }

    fn element(
        &self,
        pages: &[ObjectId],
        ids: &[ObjectId],
        links: impl Iterator<Item = Object>,
    ) -> Dictionary {
        let mut element = dictionary! { "S" => self.role.as_ref().map_or("Document", name) };
        let mut here = None;
        let mut kids: Vec<Object> = Vec::new();
        for kid in &self.kids {
            match kid {
                Kid::Element(at) => kids.push(ids[*at].into()),
                Kid::Piece { page, id } if *here.get_or_insert(*page) == *page => kids.push(number(*id)),
                Kid::Piece { page, id } => kids.push(Object::Dictionary(dictionary! {
                    "Type" => "MCR",
                    "Pg" => pages[*page],
                    "MCID" => number(*id),
                })),
            }
        }
        kids.extend(links);
        if let Some(page) = here {
            element.set("Pg", pages[page]);
        }
        if kids.len() == 1 {
            element.set("K", kids.remove(0));
        } else if !kids.is_empty() {
            element.set("K", kids);
        }
        if let Some(Role::Figure(shown)) = &self.role {
            element.set("Alt", wide(shown));
        }
        element
    }

    fn attributes(&self, scopes: &Scopes) -> Option<Object> {
        match self.role.as_ref()? {
            Role::Column => Some(scopes.column.into()),
            Role::Head => Some(scopes.row.into()),
            Role::Wide(columns) => Some(Object::Dictionary(
                dictionary! { "O" => "Table", "Scope" => "Column", "ColSpan" => number(*columns) },
            )),
            Role::Figure(_) => {
                let box_ = corners(self.bounds?);
                Some(Object::Dictionary(dictionary! { "O" => "Layout", "BBox" => box_ }))
            }
            Role::Title
            | Role::Block
            | Role::Article
            | Role::Paragraph
            | Role::Table
            | Role::Row(_)
            | Role::Cell
            | Role::List
            | Role::Item
            | Role::Bullet
            | Role::Body
            | Role::Link(_) => None,
        }
    }
}

/// The corners of a box, from the foot of the page.
fn corners([x, y, width, height]: [f32; 4]) -> Vec<Object> {
    let points = [x, HEIGHT - y - height, x + width, HEIGHT - y];
    points.map(|point| Object::Real((point * POINTS).round())).to_vec()
}

/// An address in the letters that addresses are written with (RFC 3986).
fn plain(address: &str) -> String {
    let written = |byte: u8| match byte {
        b'!'..=b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    address.bytes().map(written).collect()
}

fn name(role: &Role) -> &'static str {
    match role {
        Role::Title => "H1",
        Role::Block => "H2",
        Role::Article => "H3",
        Role::Paragraph => "P",
        Role::Table => "Table",
        Role::Row(_) => "TR",
        Role::Column | Role::Head | Role::Wide(_) => "TH",
        Role::Cell => "TD",
        Role::List => "L",
        Role::Item => "LI",
        Role::Bullet => "Lbl",
        Role::Body => "LBody",
        Role::Figure(_) => "Figure",
        Role::Link(_) => "Link",
    }
}

fn number(count: usize) -> Object {
    Object::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

/// A text string of PDF: UTF-16 after its mark.
pub fn wide(text: &str) -> Object {
    let bytes = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}
