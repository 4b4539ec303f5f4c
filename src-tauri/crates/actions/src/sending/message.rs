//! A message: to whom, what it says, what it carries, and its bytes as a draft.

use crate::sending::apart::{of_duplicate, of_suspension};
use crate::sending::asked::of_reminder;
use crate::sending::material::{
    Asked, Concern, Material, MessageKind, of_client, of_deal, of_invoice, of_promise, of_quote, of_receipt,
};
use books::act::{Act, Ask};
use books::entry::Paper;
use books::error::{Error, Result};
use books::{entry, vault};
use documents::mail::{Attachment, Leaves, Mail, Mailbox, eml};
use journey::contact::person::About;
use journey::contact::{ClientCard, ClientKind};
use journey::message::ReminderTone;
use journey::message::template::{MessageTemplate, kind};
use journey::sending::Channel;
use journey::{message, say};
use records::document::{self, NewDocument, Subject};
use records::templates::templates;
use records::{person, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewMessage {
    pub what: MessageKind,
    pub id: i64,
    /// Of a reminder; none for the one that the policy gives.
    #[serde(default)]
    pub tone: Option<ReminderTone>,
    /// Invoices that go with a reminder of the first; none for all that are late.
    #[serde(default)]
    pub also: Option<Vec<i64>>,
    /// The policy's step that a reminder is.
    #[serde(default)]
    pub step: Option<i64>,
    /// Addresses, separated by commas; empty for the client's own.
    #[serde(default)]
    pub recipient: String,
    /// Those who receive a copy, likewise.
    #[serde(default)]
    pub copies: String,
    /// Empty for the house's own words.
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MessagePreview {
    pub recipient: String,
    pub copies: String,
    pub subject: String,
    pub body: String,
    /// The names of the papers it carries.
    pub attachment: String,
    /// A draft that mail programs open.
    pub message: Paper,
}

/// What was typed of a message.
#[derive(Clone, Debug, Default)]
pub struct TypedMessage {
    /// Of an e-mail, addresses separated by commas.
    pub recipient: String,
    pub copies: String,
    pub subject: String,
    pub body: String,
}

impl TypedMessage {
    pub fn read(
        recipient: &str,
        copies: &str,
        subject: &str,
        body: &str,
        method: Channel,
    ) -> Result<TypedMessage> {
        let copies = input::emails("copies", copies)?;
        if method != Channel::Email && !copies.is_empty() {
            return Err(Refusal::at("copies", "Seul un e-mail part en copie : videz ce champ.").into());
        }
        let recipient = if method == Channel::Email {
            input::emails("recipient", recipient)?.join(", ")
        } else {
            input::line("recipient", recipient, input::NAME)?
        };
        Ok(TypedMessage {
            recipient,
            copies: copies.join(", "),
            subject: input::line("message_subject", subject, input::SHORT)?,
            body: input::paragraph("message_body", body, input::LONG)?,
        })
    }
}

/// A message ready to be opened, or kept.
pub struct ReadyMessage {
    /// Its Message-ID.
    pub id: String,
    /// One's own address.
    pub sender: String,
    /// Addresses, separated by commas.
    pub recipient: String,
    pub copies: String,
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

pub fn preview_message(ask: &Ask, payload: PreviewMessage) -> Result<MessagePreview> {
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.copies,
        &payload.message_subject,
        &payload.message_body,
        Channel::Email,
    )?;
    let asked =
        Asked { tone: payload.tone, also: payload.also.as_deref(), step: payload.step, ..Asked::default() };
    let message = written(ask, &Concern { what: payload.what, id: payload.id, asked }, &typed)?;
    Ok(MessagePreview::of(message))
}

impl MessagePreview {
    #[must_use]
    pub fn of(message: ReadyMessage) -> MessagePreview {
        MessagePreview {
            message: entry::paper(message.name(), EML, &message.bytes),
            recipient: message.recipient,
            copies: message.copies,
            subject: message.subject,
            body: message.body,
            attachment: message.attachment,
        }
    }
}

/// The message about that as a draft, in the words typed or else the house's own.
pub fn written(ask: &Ask, concern: &Concern, typed: &TypedMessage) -> Result<ReadyMessage> {
    composed(ask, concern, typed, Leaving::ByMailProgram)
}

/// How a message leaves.
pub enum Leaving {
    ByMailProgram,
    /// From here, at that moment in seconds since 1970, following the message of that Message-ID if any. Nothing else that
    /// ever leaves bears this mark.
    FromHere {
        at: i64,
        mark: String,
        answers: String,
    },
}

/// The message about that, ready to leave that way.
pub fn composed(
    ask: &Ask,
    concern: &Concern,
    typed: &TypedMessage,
    leaving: Leaving,
) -> Result<ReadyMessage> {
    let seller = settings::the_seller(ask)?;
    let mut material = material(ask, concern)?;
    // Each is greeted by name, around the same words.
    let announced = concern.what == MessageKind::Announcement;
    if announced {
        material.values.push(("words", typed.body.clone()));
    }
    let about = concern.what.read_by();
    let card = person::addressed(ask, material.client, about)?;
    let known = person::recipients(ask, material.client, about)?;
    let own: Vec<&str> = known.iter().map(|one| one.email.as_str()).collect();
    let said = words(ask, &material, &card, about)?;
    let or = |typed: &str, own: String| if typed.is_empty() { own } else { typed.to_owned() };
    let own_words = if announced { "" } else { &typed.body };
    let (subject, body) = (or(&typed.subject, said.subject), or(own_words, said.body));
    let recipient = or(&typed.recipient, own.join(", "));
    let mailboxes = |addresses: &str| -> Vec<Mailbox> {
        let each = addresses.split(", ").filter(|address| !address.is_empty());
        // Somebody else's address is not under the client's name.
        let name = |address: &str| match known.iter().find(|one| one.email == address) {
            Some(_) if address == card.email => who(&card).to_owned(),
            Some(one) => one.name.clone(),
            None => String::new(),
        };
        each.map(|address| Mailbox { name: name(address), address: address.to_owned() }).collect()
    };
    let (attachments, seal) = attached(ask, &material.documents)?;
    let attachment: Vec<String> = attachments.iter().map(|joined| joined.name.clone()).collect();
    let (mark, leaves) = match leaving {
        Leaving::ByMailProgram => {
            let mark = format!("{}.{}", material.before + 1, seal.get(..32).unwrap_or_default());
            (mark, Leaves::Draft(ask.today))
        }
        Leaving::FromHere { at, mark, answers } => {
            (mark, Leaves::AsItIs { at, answers: Some(answers).filter(|before| !before.is_empty()) })
        }
    };
    let mail = Mail {
        from: Mailbox { name: seller.full_name(), address: seller.email.clone() },
        to: mailboxes(&recipient),
        copies: mailboxes(&typed.copies),
        subject: subject.clone(),
        body: body.clone(),
        id: format!("{}.{}.{mark}", material.number, concern.what.stored()),
        leaves,
        attachments,
    };
    Ok(ReadyMessage {
        id: mail.message_id(),
        sender: mail.from.address.clone(),
        bytes: eml(&mail),
        recipient,
        copies: typed.copies.clone(),
        subject,
        body,
        attachment: attachment.join(", "),
        number: material.number,
    })
}

/// What the message about that is made from.
pub(super) fn material(ask: &Ask, concern: &Concern) -> Result<Material> {
    let id = concern.id;
    match concern.what {
        MessageKind::Invoice => of_invoice(ask, id),
        MessageKind::Quote | MessageKind::QuoteFollowUp => of_quote(ask, concern.what, id),
        MessageKind::Reminder => of_reminder(ask, id, &concern.asked),
        MessageKind::Receipt => of_receipt(ask, id),
        MessageKind::Thanks
        | MessageKind::Satisfaction
        | MessageKind::Testimonial
        | MessageKind::Referral
        | MessageKind::News => of_deal(ask, concern.what, id),
        MessageKind::Announcement => of_client(ask, id),
        MessageKind::Promise => of_promise(ask, id),
        MessageKind::Suspension => of_suspension(ask, id),
        MessageKind::Duplicate => of_duplicate(ask, id),
    }
}

/// The papers that go with it, and what makes its Message-ID its own: the seal of the first.
fn attached(ask: &Ask, documents: &[i64]) -> Result<(Vec<Attachment>, String)> {
    let (mut attachments, mut first) = (Vec::new(), None);
    for document in documents {
        let (name, media_type, sha256, seal): (String, String, String, Option<String>) = ask
            .db
            .prepare_cached("SELECT name, media_type, sha256, prior_seal FROM document WHERE id = ?1")?
            .query_row([document], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
        first.get_or_insert(seal.unwrap_or(sha256.clone()));
        attachments.push(Attachment { name, media_type, bytes: vault::kept(ask.db, &sha256)? });
    }
    Ok((attachments, first.unwrap_or_default()))
}

/// What is said about an invoice to that person, nothing but the words.
pub(super) fn said_of(ask: &Ask, concern: &Concern, card: &ClientCard) -> Result<message::Message> {
    words(ask, &material(ask, concern)?, card, About::Invoice)
}

/// The words in force for it.
fn words(ask: &Ask, material: &Material, card: &ClientCard, about: About) -> Result<message::Message> {
    let kind = kind(material.code)?;
    let template = templates(ask)?
        .of(kind, card.language)
        .ok_or_else(|| Error::Broken(format!("there is no message {}", material.code)))?;
    filled(ask, material, &saying_contested(template, material), card, about)
}

/// What is contested is said whatever the words: before the signature where they have no place for it.
fn saying_contested(mut template: MessageTemplate, material: &Material) -> MessageTemplate {
    let contests = material.values.iter().any(|(name, said)| *name == "contested" && !said.is_empty());
    if contests && !template.body.contains("{contested}") {
        template.body = match template.body.rsplit_once("\n\n") {
            Some((before, last)) => format!("{before}\n\n{{contested}}\n\n{last}"),
            None => format!("{} {{contested}}", template.body),
        };
    }
    template
}

/// That template on what the message is made from.
pub(super) fn filled(
    ask: &Ask,
    material: &Material,
    template: &MessageTemplate,
    card: &ClientCard,
    about: About,
) -> Result<message::Message> {
    let (language, seller) = (card.language, settings::the_seller(ask)?);
    let several = person::recipients(ask, material.client, about)?.len() > 1;
    let hello = match who(card) {
        _ if several => say!(language, "Bonjour,").to_owned(),
        "" => say!(language, "Bonjour,").to_owned(),
        who => say!(language, "Bonjour {who},", who = who),
    };
    let (from, phone) = seller.reached(card.is_abroad());
    let place = if card.is_abroad() { format!("{}, {}", from.city, from.country) } else { String::new() };
    let signed = [seller.full_name(), place, phone];
    let signed: Vec<&str> = signed.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    let (signed, name) = (signed.join("\n"), seller.full_name());
    let mut values: Vec<(&str, &str)> = vec![("hello", &hello), ("seller", &signed), ("me", &name)];
    values.extend(material.values.iter().map(|(name, value)| (*name, value.as_str())));
    message::written(template, language, &values)
        .ok_or_else(|| Error::Broken(format!("the message {} lacks a value", material.code)))
}

/// Who is written to by name; a firm without a contact is not.
fn who(card: &ClientCard) -> &str {
    if card.contact.is_empty() && card.kind == ClientKind::Person { &card.name } else { &card.contact }
}
