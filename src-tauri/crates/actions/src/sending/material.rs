//! What a message is made from: which template, the values that it takes, the paper it carries.

use crate::sending::how_to_pay::transfer;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use documents::paper::receipt::ReceiptPaper;
use journey::allowed::dunning::may_confirm;
use journey::allowed::sending::receipt_to_send;
use journey::contact::person::About;
use journey::contact::{Identity, Language};
use journey::follow_up::occasion::Occasion;
use journey::message::ReminderTone;
use journey::say;
use journey::sending::SendingKind;
use journey::vat::VatRegime;
use records::reminders::promise;
use records::standing::standing;
use records::{contact, facts, invoice, invoice_row, quote};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// An invoice or a credit note, by its id.
    Invoice,
    /// The latest version of a quote, by the quote's id.
    Quote,
    QuoteFollowUp,
    /// An invoice that is late.
    Reminder,
    /// By the payment's id.
    Receipt,
    /// Once the work is paid, by the deal's id.
    Thanks,
    Satisfaction,
    Testimonial,
    Referral,
    News,
    /// Of the same to all, by the client's id.
    Announcement,
    /// What was promised of an invoice.
    Promise,
    /// Work is stopped, by the client's id.
    Suspension,
    /// The duplicate of an invoice, by the invoice's id.
    Duplicate,
}

values::stored!(MessageKind {
    Invoice = "invoice",
    Quote = "quote",
    QuoteFollowUp = "quote_follow_up",
    Reminder = "reminder",
    Receipt = "receipt",
    Thanks = "thanks",
    Satisfaction = "satisfaction",
    Testimonial = "testimonial",
    Referral = "referral",
    News = "news",
    Announcement = "announcement",
    Promise = "promise",
    Suspension = "suspension",
    Duplicate = "duplicate",
});

impl MessageKind {
    /// Who of the client's people reads it.
    #[must_use]
    pub fn read_by(self) -> About {
        match self {
            MessageKind::Invoice
            | MessageKind::Reminder
            | MessageKind::Receipt
            | MessageKind::Announcement
            | MessageKind::Promise
            | MessageKind::Suspension
            | MessageKind::Duplicate => About::Invoice,
            MessageKind::Quote
            | MessageKind::QuoteFollowUp
            | MessageKind::Thanks
            | MessageKind::Satisfaction
            | MessageKind::Testimonial
            | MessageKind::Referral
            | MessageKind::News => About::Quote,
        }
    }
}

impl From<Occasion> for MessageKind {
    fn from(occasion: Occasion) -> MessageKind {
        match occasion {
            Occasion::Thanks => MessageKind::Thanks,
            Occasion::Satisfaction => MessageKind::Satisfaction,
            Occasion::Testimonial => MessageKind::Testimonial,
            Occasion::Referral => MessageKind::Referral,
            Occasion::News => MessageKind::News,
        }
    }
}

/// What a message is made from.
pub struct Material {
    /// Of the template.
    pub code: &'static str,
    /// By the names that templates use.
    pub values: Vec<(&'static str, String)>,
    pub client: i64,
    /// The papers that it carries.
    pub documents: Vec<i64>,
    pub number: String,
    /// Messages of that kind about the same thing that left before.
    pub before: i64,
}

/// What a message is about: one thing by its id.
#[derive(Clone, Copy, Debug)]
pub struct Concern<'a> {
    pub what: MessageKind,
    pub id: i64,
    /// Of a reminder.
    pub asked: Asked<'a>,
}

/// How one reminds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// None for the one that the policy gives.
    pub tone: Option<ReminderTone>,
    /// The invoices that go with the first; none for all that are late.
    pub also: Option<&'a [i64]>,
    /// Of the policy, where the plan proposed the message.
    pub step: Option<i64>,
    pub voice: Voice,
}

/// What the words are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    #[default]
    Written,
    /// A text message has few words.
    Brief,
    /// To be read aloud, in a call.
    Spoken,
}

impl Concern<'_> {
    /// Something that is no reminder.
    #[must_use]
    pub fn of(what: MessageKind, id: i64) -> Concern<'static> {
        Concern { what, id, asked: Asked::default() }
    }
}

/// An amount, said with VAT where there is any.
pub(super) fn amount(language: Language, seller: &Identity, gross: Cents) -> String {
    let gross = language.euros(gross);
    if seller.vat_regime == VatRegime::Liable { say!(language, "{gross} TTC", gross = gross) } else { gross }
}

pub(super) fn already(ask: &Ask, column: &str, id: i64, kind: MessageKind) -> Result<i64> {
    Ok(ask
        .db
        .prepare_cached(&format!(
            "SELECT count(*) FROM sending WHERE {column} = ?1 AND kind = ?2 AND method = 'email'"
        ))?
        .query_row(params![id, Word(kind)], |r| r.get(0))?)
}

pub(super) fn of_invoice(ask: &Ask, id: i64) -> Result<Material> {
    let row = invoice_row::issued(ask, id)?;
    let (issued, _) = invoice::stored(ask.db, id)?;
    let seller = &issued.parties.seller;
    let language = contact::card(ask, row.client)?.language;
    let credited: Option<i64> =
        ask.db.prepare_cached("SELECT credits FROM invoice WHERE id = ?1")?.query_row([id], |r| r.get(0))?;
    let standing = standing(ask, credited.unwrap_or(id), language)?;
    let (code, said) = match credited {
        Some(_) => ("credit_note", standing.after_credit()),
        None => ("invoice", standing.sentences()),
    };
    // Nothing to pay, nowhere to pay it.
    let transfer = if standing.open.0 > 0 {
        transfer(language, seller, &row.number, standing.open)
    } else {
        String::new()
    };
    Ok(Material {
        code,
        values: vec![
            ("number", row.number.clone()),
            ("title", row.title),
            ("kind", row.kind.named(language).to_owned()),
            ("issued_on", language.long_date(issued.issued_on)),
            ("amount", amount(language, seller, row.gross)),
            ("origin", issued.origin),
            ("standing", said),
            ("transfer", transfer),
        ],
        client: row.client,
        documents: vec![row.document],
        number: row.number,
        before: already(ask, "invoice", id, MessageKind::Invoice)?,
    })
}

/// The latest version of a quote.
struct Latest {
    id: i64,
    /// 1 for the first.
    number: i64,
    client: i64,
    title: String,
    gross: Cents,
    document: i64,
}

impl Latest {
    fn of(ask: &Ask, quote: i64) -> Result<Latest> {
        ask.db
            .prepare_cached(
                "SELECT v.id, v.version, d.client, d.title, v.gross, v.document FROM quote q
                 JOIN quote_version v ON v.quote = q.id JOIN deal d ON d.id = q.deal
                 WHERE q.id = ?1 ORDER BY v.version DESC LIMIT 1",
            )?
            .query_row([quote], |r| {
                Ok(Latest {
                    id: r.get("id")?,
                    number: r.get("version")?,
                    client: r.get("client")?,
                    title: r.get("title")?,
                    gross: Cents(r.get("gross")?),
                    document: r.get("document")?,
                })
            })
            .optional()?
            .ok_or_else(|| Refusal::not_found("Ce devis").into())
    }
}

pub(super) fn of_quote(ask: &Ask, what: MessageKind, id: i64) -> Result<Material> {
    let latest = Latest::of(ask, id)?;
    let (sent, _) = quote::stored(ask.db, id, latest.number)?;
    let language = contact::card(ask, latest.client)?.language;
    Ok(Material {
        // The templates of these two bear the name of the kind.
        code: what.stored(),
        values: vec![
            ("number", sent.number.clone()),
            ("title", latest.title),
            ("amount", amount(language, &sent.parties.seller, latest.gross)),
            ("sent_on", language.long_date(sent.sent_on)),
            ("valid_until", language.long_date(sent.valid_until)),
        ],
        client: latest.client,
        documents: vec![latest.document],
        number: sent.number,
        before: already(ask, "quote_version", latest.id, what)?,
    })
}

/// What was promised of an invoice, as one understood it.
pub(super) fn of_promise(ask: &Ask, id: i64) -> Result<Material> {
    let row = invoice_row::issued(ask, id)?;
    let waited = promise(ask, id)?.map(|promise| promise.waited()).transpose()?.flatten();
    let (day, promised) = may_confirm(waited, &row.number)?;
    let (issued, _) = invoice::stored(ask.db, id)?;
    let language = contact::card(ask, row.client)?.language;
    Ok(Material {
        code: "promise",
        values: vec![
            ("number", row.number.clone()),
            ("title", row.title),
            ("issued_on", language.long_date(issued.issued_on)),
            ("promised", language.euros(promised)),
            ("promised_on", language.long_date(day)),
            ("transfer", transfer(language, &issued.parties.seller, &row.number, promised)),
        ],
        client: row.client,
        documents: vec![row.document],
        number: row.number,
        before: already(ask, "invoice", id, MessageKind::Promise)?,
    })
}

/// A message without a paper, about a deal.
pub(super) fn of_deal(ask: &Ask, what: MessageKind, deal: i64) -> Result<Material> {
    let facts = facts::facts(ask, deal)?;
    let client = facts.client;
    Ok(Material {
        // The templates of these bear the name of the kind.
        code: what.stored(),
        values: vec![("title", facts.title)],
        client,
        documents: Vec::new(),
        number: format!("affaire-{deal}"),
        before: written_before(ask, client, SendingKind::FollowUp)?,
    })
}

/// A message to whoever is a client.
pub(super) fn of_client(ask: &Ask, client: i64) -> Result<Material> {
    Ok(Material {
        code: MessageKind::Announcement.stored(),
        values: Vec::new(),
        client,
        documents: Vec::new(),
        number: format!("client-{client}"),
        before: written_before(ask, client, SendingKind::Announcement)?,
    })
}

pub(super) fn written_before(ask: &Ask, client: i64, kind: SendingKind) -> Result<i64> {
    Ok(ask
        .db
        .prepare_cached("SELECT count(*) FROM sending WHERE client = ?1 AND kind = ?2 AND method = 'email'")?
        .query_row(params![client, Word(kind)], |r| r.get(0))?)
}

pub(super) fn of_receipt(ask: &Ask, payment: i64) -> Result<Material> {
    let found: Option<(i64, String, i64)> = ask
        .db
        .prepare_cached(
            "SELECT d.id, d.made_from, (SELECT coalesce(merged_into, id) FROM client WHERE id = p.client) AS client FROM document d JOIN payment p ON p.id = d.payment
             WHERE d.payment = ?1 AND d.kind = 'receipt'",
        )?
        .query_row([payment], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?;
    let (document, made_from, client) = receipt_to_send(found)?;
    let receipt: ReceiptPaper = serde_json::from_str(&made_from)?;
    let language = contact::card(ask, client)?.language;
    Ok(Material {
        code: "receipt",
        values: vec![
            ("received", language.euros(receipt.amount)),
            ("how", receipt.method.named(language).to_owned()),
            ("received_on", language.long_date(receipt.received_on)),
            ("settled", settled(ask, &receipt, language)?),
        ],
        client,
        documents: vec![document],
        number: receipt.about().to_owned(),
        before: 0,
    })
}

/// What the receipt says of each invoice it settles, as long as it still holds.
fn settled(ask: &Ask, receipt: &ReceiptPaper, language: Language) -> Result<String> {
    let mut said = String::new();
    for one in &receipt.settled {
        let invoice: Option<i64> = ask
            .db
            .prepare_cached("SELECT id FROM invoice WHERE number = ?1")?
            .query_row([&one.number], |r| r.get(0))
            .optional()?;
        let open = invoice.map(|id| invoice_row::issued(ask, id)).transpose()?.map(|row| row.open);
        if open != Some(one.left) {
            continue;
        }
        said.push(' ');
        said.push_str(&if one.left.0 > 0 {
            let left = language.euros(one.left);
            say!(
                language,
                "Il reste {left} à payer sur la facture {number}.",
                left = left,
                number = one.number
            )
        } else {
            say!(language, "La facture {number} est soldée.", number = one.number)
        });
    }
    Ok(said)
}
