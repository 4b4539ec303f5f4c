//! A message: to whom, what it says, what it carries, and its bytes as a draft.

use crate::sending::reminder;
use books::act::{Act, Ask};
use books::entry::Paper;
use books::error::{Error, Result};
use books::{entry, vault};
use documents::mail::{Attachment, Mail, Mailbox, eml};
use documents::paper::receipt::ReceiptPaper;
use journey::contact::person::About;
use journey::contact::{ClientCard, ClientKind, Identity, Language};
use journey::invoice::InvoiceKind;
use journey::message::ReminderTone;
use journey::money::Cents;
use journey::refusal::Refusal;
use journey::sending::Channel;
use journey::sending::allowed::receipt_to_send;
use journey::vat::VatRegime;
use journey::{input, message, say};
use records::document::{self, NewDocument, Subject};
use records::row::day;
use records::{contact, invoice, invoice_row, person, quote, quote_row, sending, settings};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
}

impl MessageKind {
    fn stored(self) -> &'static str {
        match self {
            MessageKind::Invoice => "invoice",
            MessageKind::Quote => "quote",
            MessageKind::QuoteFollowUp => "quote_follow_up",
            MessageKind::Reminder => "reminder",
            MessageKind::Receipt => "receipt",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewMessage {
    pub what: MessageKind,
    pub id: i64,
    /// Of a reminder; none for the one that its lateness calls for.
    #[serde(default)]
    pub tone: Option<ReminderTone>,
    /// Empty for the client's own.
    #[serde(default)]
    pub recipient: String,
    /// Empty for the house's own words.
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MessagePreview {
    pub recipient: String,
    pub subject: String,
    pub body: String,
    /// The name of the paper it carries.
    pub attachment: String,
    /// A draft that mail programs open.
    pub message: Paper,
}

/// What was typed of a message.
#[derive(Clone, Debug, Default)]
pub struct TypedMessage {
    pub recipient: String,
    pub subject: String,
    pub body: String,
}

impl TypedMessage {
    pub fn read(recipient: &str, subject: &str, body: &str, method: Channel) -> Result<TypedMessage> {
        let recipient = if method == Channel::Email {
            input::email("recipient", recipient)?
        } else {
            input::line("recipient", recipient, input::NAME)?
        };
        Ok(TypedMessage {
            recipient,
            subject: input::line("message_subject", subject, input::SHORT)?,
            body: input::paragraph("message_body", body, input::LONG)?,
        })
    }
}

/// A message ready to be opened, or kept.
pub struct ReadyMessage {
    pub recipient: String,
    pub subject: String,
    pub body: String,
    pub attachment: String,
    pub bytes: Vec<u8>,
    /// What it is about: « F-2026-0035 ».
    pub number: String,
}

impl ReadyMessage {
    /// The same, once it goes to somebody.
    pub fn addressed(self) -> Result<ReadyMessage> {
        if self.recipient.is_empty() {
            return Err(Refusal::at(
                "recipient",
                "Indiquez l’adresse e-mail du destinataire, ou complétez la fiche du client.",
            )
            .into());
        }
        Ok(self)
    }

    /// Keeps the very bytes; answers the document.
    pub fn keep(&self, act: &Act, deal: i64) -> Result<i64> {
        let subject = Subject::Deal(deal);
        document::keep(act, &NewDocument::file("message", subject, &self.name(), EML, &self.bytes))
    }

    fn name(&self) -> String {
        format!("Message {}.eml", self.number)
    }
}

const EML: &str = "message/rfc822";

/// The names and values that templates may use.
type Values = Vec<(&'static str, String)>;

/// What a message is made from.
struct Material {
    code: &'static str,
    values: Values,
    client: i64,
    document: i64,
    number: String,
    /// Messages of that kind about the same thing that left before.
    before: i64,
}

pub fn preview_message(ask: &Ask, payload: PreviewMessage) -> Result<MessagePreview> {
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.message_subject,
        &payload.message_body,
        Channel::Email,
    )?;
    let message = written(ask, payload.what, payload.id, payload.tone, &typed)?;
    Ok(MessagePreview {
        message: entry::paper(message.name(), EML, &message.bytes),
        recipient: message.recipient,
        subject: message.subject,
        body: message.body,
        attachment: message.attachment,
    })
}

/// The message about that, in the words typed or else the house's own.
pub fn written(
    ask: &Ask,
    what: MessageKind,
    id: i64,
    tone: Option<ReminderTone>,
    typed: &TypedMessage,
) -> Result<ReadyMessage> {
    let seller = settings::the_seller(ask)?;
    let material = match what {
        MessageKind::Invoice => of_invoice(ask, id)?,
        MessageKind::Quote | MessageKind::QuoteFollowUp => of_quote(ask, what, id)?,
        MessageKind::Reminder => of_reminder(ask, id, tone)?,
        MessageKind::Receipt => of_receipt(ask, id)?,
    };
    let about = match what {
        MessageKind::Quote | MessageKind::QuoteFollowUp => About::Quote,
        MessageKind::Invoice | MessageKind::Reminder | MessageKind::Receipt => About::Invoice,
    };
    let card = person::addressed(ask, material.client, about)?;
    let said = words(&material, &seller, &card)?;
    let or = |typed: &str, own: String| if typed.is_empty() { own } else { typed.to_owned() };
    let (subject, body) = (or(&typed.subject, said.subject), or(&typed.body, said.body));
    let recipient = or(&typed.recipient, card.email.clone());
    let (attachment, media_type, sha256, seal): (String, String, String, Option<String>) = ask
        .db
        .prepare_cached("SELECT name, media_type, sha256, prior_seal FROM document WHERE id = ?1")?
        .query_row([material.document], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
    let seal = seal.unwrap_or(sha256.clone());
    let bytes = eml(&Mail {
        from: Mailbox { name: seller.full_name(), address: seller.email.clone() },
        // Somebody else's address is not under the client's name.
        to: Mailbox {
            name: if recipient == card.email { who(&card).to_owned() } else { String::new() },
            address: recipient.clone(),
        },
        subject: subject.clone(),
        body: body.clone(),
        id: format!(
            "{}.{}.{}.{}",
            material.number,
            what.stored(),
            material.before + 1,
            seal.get(..32).unwrap_or_default()
        ),
        day: ask.today,
        attachments: vec![Attachment {
            name: attachment.clone(),
            media_type,
            bytes: vault::kept(ask.db, &sha256)?,
        }],
    });
    Ok(ReadyMessage { recipient, subject, body, attachment, bytes, number: material.number })
}

/// The house's own words.
fn words(material: &Material, seller: &Identity, card: &ClientCard) -> Result<message::Message> {
    let language = card.language;
    let hello = match who(card) {
        "" => say!(language, "Bonjour,").to_owned(),
        who => say!(language, "Bonjour {who},", who = who),
    };
    let signed = [seller.full_name(), seller.phone.clone()];
    let signed: Vec<&str> = signed.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    let signed = signed.join("\n");
    let mut values: Vec<(&str, &str)> = vec![("hello", &hello), ("seller", &signed)];
    values.extend(material.values.iter().map(|(name, value)| (*name, value.as_str())));
    message::written(material.code, language, &values)
        .ok_or_else(|| Error::Broken(format!("the message {} lacks a value", material.code)))
}

/// Who is written to by name; a firm without a contact is not.
fn who(card: &ClientCard) -> &str {
    if card.contact.is_empty() && card.kind == ClientKind::Person { &card.name } else { &card.contact }
}

fn transfer(language: Language, seller: &Identity, number: &str) -> String {
    if seller.iban.is_empty() {
        return String::new();
    }
    let letters: Vec<char> = seller.iban.chars().collect();
    let iban: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
    let said = say!(
        language,
        "Vous pouvez payer par virement sur le compte {account}, avec la référence {number}.",
        account = iban.join(" "),
        number = number
    );
    format!(" {said}")
}

/// An amount, said with VAT where there is any.
fn amount(language: Language, seller: &Identity, gross: Cents) -> String {
    let gross = language.euros(gross);
    if seller.vat_regime == VatRegime::Liable { say!(language, "{gross} TTC", gross = gross) } else { gross }
}

fn already(ask: &Ask, column: &str, id: i64, kind: MessageKind) -> Result<i64> {
    Ok(ask
        .db
        .prepare_cached(&format!(
            "SELECT count(*) FROM sending WHERE {column} = ?1 AND kind = ?2 AND method = 'email'"
        ))?
        .query_row(params![id, kind.stored()], |r| r.get(0))?)
}

fn of_invoice(ask: &Ask, id: i64) -> Result<Material> {
    let row = invoice_row::row(ask, id)?;
    let (issued, _) = invoice::stored(ask.db, id)?;
    let seller = &issued.parties.seller;
    let language = contact::card(ask, row.client.id)?.language;
    let code = match row.kind {
        InvoiceKind::CreditNote => "credit_note",
        InvoiceKind::Deposit
        | InvoiceKind::Progress
        | InvoiceKind::Balance
        | InvoiceKind::Standalone
        | InvoiceKind::Elsewhere
            if row.open.0 <= 0 =>
        {
            "invoice_paid"
        }
        InvoiceKind::Deposit
        | InvoiceKind::Progress
        | InvoiceKind::Balance
        | InvoiceKind::Standalone
        | InvoiceKind::Elsewhere => "invoice",
    };
    Ok(Material {
        code,
        values: vec![
            ("number", row.number.clone()),
            ("title", row.title),
            ("kind", row.kind.named(language).to_owned()),
            ("issued_on", language.long_date(issued.issued_on)),
            ("due_on", language.long_date(issued.due_on)),
            ("amount", amount(language, seller, row.gross)),
            ("origin", issued.origin),
            ("transfer", transfer(language, seller, &row.number)),
        ],
        client: row.client.id,
        document: row.document,
        number: row.number,
        before: already(ask, "invoice", id, MessageKind::Invoice)?,
    })
}

fn of_quote(ask: &Ask, what: MessageKind, id: i64) -> Result<Material> {
    let row = quote_row::rows(ask, "q.id = ?1", id, 1)?
        .into_iter()
        .next()
        .ok_or_else(|| Refusal::not_found("Ce devis"))?;
    let (sent, _) = quote::stored(ask.db, id, row.version)?;
    let language = contact::card(ask, row.client.id)?.language;
    let version: i64 = ask
        .db
        .prepare_cached("SELECT id FROM quote_version WHERE quote = ?1 AND version = ?2")?
        .query_row(params![id, row.version], |r| r.get(0))?;
    Ok(Material {
        // The templates of these two bear the name of the kind.
        code: what.stored(),
        values: vec![
            ("number", row.number.clone()),
            ("title", row.title),
            ("amount", amount(language, &sent.parties.seller, row.gross)),
            ("sent_on", language.long_date(sent.sent_on)),
            ("valid_until", language.long_date(sent.valid_until)),
        ],
        client: row.client.id,
        document: row.document,
        number: row.number,
        before: already(ask, "quote_version", version, what)?,
    })
}

fn of_reminder(ask: &Ask, id: i64, tone: Option<ReminderTone>) -> Result<Material> {
    let row = reminder::claimed(ask, id)?;
    let (issued, _) = invoice::stored(ask.db, id)?;
    let language = contact::card(ask, row.client.id)?.language;
    let late = (ask.today - day(&row.due_on)?).num_days();
    let tone = tone.unwrap_or_else(|| ReminderTone::after(late));
    let charges = match issued.parties.buyer.kind {
        ClientKind::Company | ClientKind::SoleTrader => "reminder_charges_professional",
        ClientKind::PublicBody => "reminder_charges_public",
        ClientKind::Person => "reminder_charges_person",
    };
    Ok(Material {
        code: match tone {
            ReminderTone::Friendly => "reminder_friendly",
            ReminderTone::Neutral => "reminder_neutral",
            ReminderTone::Firm => "reminder_firm",
        },
        values: vec![
            ("number", row.number.clone()),
            ("title", row.title),
            ("issued_on", language.long_date(issued.issued_on)),
            ("due_on", language.long_date(day(&row.due_on)?)),
            ("open", language.euros(sending::overdue(ask, id)?)),
            ("late", language.days(late)),
            ("charges", language.wording(charges, ask.today).to_owned()),
            ("transfer", transfer(language, &issued.parties.seller, &row.number)),
        ],
        client: row.client.id,
        document: row.document,
        number: row.number,
        before: already(ask, "invoice", id, MessageKind::Reminder)?,
    })
}

fn of_receipt(ask: &Ask, payment: i64) -> Result<Material> {
    let found: Option<(i64, String, i64)> = ask
        .db
        .prepare_cached(
            "SELECT d.id, d.made_from, p.client FROM document d JOIN payment p ON p.id = d.payment
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
        ],
        client,
        document,
        number: receipt.about().to_owned(),
        before: 0,
    })
}
