//! What a mark is a part of, for those who hear a paper read: headings, paragraphs, tables, lists, figures.
//!
//! Invariant: a tag is one element, however many lines and pages it runs over; its clones are the same element.

use std::rc::Rc;

/// What an element is, in the words of ISO 32000-1, 14.8.4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Title of the paper.
    Title,
    /// Title of a block.
    Block,
    /// Title of an article of terms.
    Article,
    Paragraph,
    Table,
    /// With so many cells; those that show nothing are there all the same.
    Row(usize),
    /// A cell that says what stands in its column, or in its row.
    Column,
    Head,
    /// A cell over so many columns.
    Wide(usize),
    Cell,
    List,
    Item,
    /// The number or the dash of an item, and its words.
    Bullet,
    Body,
    /// What a picture shows, in words.
    Figure(String),
    /// Words that lead to that address, where one presses them.
    Link(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag(Rc<Element>);

#[derive(Debug, PartialEq, Eq)]
struct Element {
    role: Role,
    /// Its place among its siblings, where another than that in which they are drawn; else 0.
    order: usize,
}

impl Tag {
    pub fn new(role: Role) -> Tag {
        Tag::nth(role, 0)
    }

    pub fn nth(role: Role, order: usize) -> Tag {
        Tag(Rc::new(Element { role, order }))
    }

    pub fn role(&self) -> &Role {
        &self.0.role
    }

    pub fn order(&self) -> usize {
        self.0.order
    }

    /// The same number for the same element, as long as one of its clones lives.
    pub fn key(&self) -> usize {
        Rc::as_ptr(&self.0) as usize
    }
}

/// What is on a page beside what it says, and is not read (ISO 32000-1, 14.8.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// A rule, a frame.
    Layout,
    Header,
    Footer,
    Watermark,
}

/// A row of a table, and its cells.
#[derive(Clone, Debug)]
pub struct Cells {
    above: [Tag; 2],
    cells: Vec<Tag>,
}

impl Cells {
    pub fn new(table: &Tag, roles: impl IntoIterator<Item = Role>) -> Cells {
        let cells: Vec<Tag> = roles.into_iter().enumerate().map(|(at, role)| Tag::nth(role, at)).collect();
        Cells { above: [Tag::new(Role::Row(cells.len())), table.clone()], cells }
    }

    /// A row whose first cell says what the others are about.
    pub fn headed(table: &Tag, count: usize) -> Cells {
        Cells::new(table, (0..count).map(|at| if at == 0 { Role::Head } else { Role::Cell }))
    }

    /// The tags of a cell, from the inside out; those of the last where there are fewer.
    pub fn of(&self, at: usize) -> impl Iterator<Item = &Tag> {
        self.cells.get(at).or(self.cells.last()).into_iter().chain(&self.above)
    }
}
