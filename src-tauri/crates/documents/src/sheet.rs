//! The values of one paper, ready to be laid out: every text is final, every amount exact.
//!
//! A sheet is worked out from stored values only, so the same books always give the same sheet, and the same
//! sheet always gives the same bytes.

use chrono::NaiveDate;
use journey::contact::{Language, Layout};
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};

/// One paper: quote, deposit invoice or balance invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The language of what the sheet itself says; every text given is in it already.
    pub language: Language,
    /// The word at the top right: « Devis », « Facture d’acompte », « Facture de solde ».
    pub heading: String,
    /// `F-2026-0035`; for a draft « Brouillon », printed the same way.
    pub number: String,
    /// A draft carries a pale diagonal « BROUILLON » on each page and no seal.
    pub draft: bool,
    /// The day the paper is issued; also the PDF's creation date (at noon UTC).
    pub issued_on: NaiveDate,
    /// The one accent colour, RGB.
    pub accent: [u8; 3],
    /// How much room it takes.
    pub layout: Layout,
    /// PNG or JPEG bytes, transparency kept. Without one, initials stand in an accent square.
    pub logo: Option<Vec<u8>>,
    /// Name beside the logo, in bold, and the trade under it.
    pub brand: String,
    pub tagline: String,
    pub seller: Party,
    pub buyer: Party,
    /// The band under the parties: up to four (label, value) pairs, in order.
    pub facts: Vec<(String, String)>,
    /// What the work is about, above the lines (quotes); empty for none.
    pub subject: String,
    /// Own words before the lines and after what is to be paid; empty for none.
    pub opening: String,
    pub closing: String,
    pub rows: Vec<Row>,
    /// A table of days, papers and amounts, in the place of lines of work.
    pub ledger: Option<Ledger>,
    /// True when lines show a VAT column (false in franchise).
    pub vat_column: bool,
    /// Under the lines at the right, in order.
    pub sums: Vec<Sum>,
    /// Under the lines at the left: (title, text), in order.
    pub notes: Vec<(String, String)>,
    /// When each part is to be paid, in order; empty when all is paid at once. Printed over the notes.
    pub schedule: Vec<(NaiveDate, Cents)>,
    /// Lines that the client may add, printed apart, each with a box to tick; their amounts are in no sum.
    pub options: Vec<Row>,
    /// What is paid and done when; empty for none.
    pub steps: Vec<Step>,
    /// What the client has to supply; empty for none.
    pub supplies: Vec<String>,
    pub payment: Option<Payment>,
    /// « Bon pour accord » box of a quote.
    pub signature: Option<Signature>,
    /// A second place beside it, where both parties sign.
    pub countersignature: Option<Signature>,
    /// Legal paragraphs above the footer of the last page.
    pub legal: Vec<String>,
    /// Left part of the footer, on every page; the right part is « page 1 sur 2 ».
    pub footer: String,
    /// Terms and conditions joined after the paper, on pages of their own.
    pub terms: Option<Terms>,
    /// The same invoice for machines (CII of EN 16931), joined to the file as Factur-X asks; none for other papers.
    pub electronic: Option<Vec<u8>>,
}

/// Who sends or receives. `title` is « Émetteur », « Facturé à » or « Client »; the first line stands in bold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub title: String,
    pub lines: Vec<String>,
    /// Printed muted after the lines: « Livraison : même adresse ».
    pub muted: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// A title above the row, where a section begins; empty for none.
    pub section: String,
    pub label: String,
    /// Smaller and muted under the label; may hold several lines.
    pub detail: String,
    pub quantity: Thousandths,
    /// « jours », « forfait »; may be empty.
    pub unit: String,
    /// Net unit price.
    pub unit_price: UnitPrice,
    /// Line discount; zero for none. Shown under the price as « − 10 % ».
    pub discount: BasisPoints,
    /// None for what is outside VAT.
    pub vat_rate: Option<BasisPoints>,
    pub net: Cents,
}

/// A table whose cells are final texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Titles, and whether figures stand under them, ended at the right.
    pub columns: Vec<(String, bool)>,
    /// The column that takes the width that the others leave.
    pub wide: usize,
    /// That column goes on in a second line and more, instead of being cut.
    pub wraps: bool,
    pub rows: Vec<LedgerRow>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerRow {
    pub cells: Vec<String>,
    pub strong: bool,
}

/// One step of a schedule: « Maquettes », « 15 décembre 2026 », and what is paid then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub label: String,
    pub when: String,
    pub amount: Option<Cents>,
}

/// How a sum stands in the column of totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Muted label, plain amount.
    Plain,
    /// A rule above, bold.
    Strong,
    /// The one amount to pay: accent colour, larger, accent rule above.
    Due,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    pub label: String,
    pub amount: Cents,
    pub weight: Weight,
}

/// How to pay: printed in a rounded box, the transfer with an EPC QR code (EPC069-12 version 002) at its left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Account holder, at most 70 characters in the QR code.
    pub beneficiary: String,
    /// Without spaces; printed in groups of four. Empty where no transfer is asked for.
    pub iban: String,
    /// May be empty.
    pub bic: String,
    /// What is to be paid now, the first part where there are several; no QR code is drawn for zero or less.
    pub amount: Cents,
    /// The document's number, in the unstructured remittance field.
    pub reference: String,
    /// Other ways: « Chèque », « à l’ordre de Camille Durand ».
    pub ways: Vec<(String, String)>,
    /// Where one pays on the web; may be empty.
    pub link: String,
}

/// Where the client signs, or what they signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// « Bon pour accord »
    pub title: String,
    /// What stands above the empty place: date, name, quality, signature.
    pub text: String,
    /// Once signed: who, when, how. The place is no longer empty.
    pub lines: Vec<String>,
    /// The signature as it was drawn: PNG or JPEG bytes.
    pub drawing: Option<Vec<u8>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// « Conditions générales de vente, version 3 »
    pub title: String,
    /// Plain text; an empty line starts a paragraph.
    pub text: String,
}

/// Why a sheet could not be laid out. Messages are for the log; `journey` words what people read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Error {
    /// No embedded font has a glyph for this letter: (text it stands in, letter).
    #[error("no glyph for {letter:?} in {text:?}")]
    MissingGlyph { text: String, letter: char },
    /// The logo is neither a PNG nor a JPEG that can be read.
    #[error("unreadable logo: {0}")]
    Logo(String),
    #[error("PDF: {0}")]
    Pdf(String),
}
