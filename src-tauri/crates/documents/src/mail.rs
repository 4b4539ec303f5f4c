//! A message with what it carries: as a mail program opens it, an `.eml` draft, or as a mail server takes it.
//!
//! Invariant: the same values always give the same bytes; nothing of the machine is in them.

use chrono::NaiveDate;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::text::Text;
use mail_builder::mime::{BodyPart, MimePart};
use sha2::{Digest, Sha256};

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub from: Mailbox,
    pub to: Vec<Mailbox>,
    /// Who receives a copy.
    pub copies: Vec<Mailbox>,
    pub subject: String,
    /// Plain text; lines end with `\n`.
    pub body: String,
    /// Left part of the Message-ID, the same each time for the same message.
    pub id: String,
    pub leaves: Leaves,
    pub attachments: Vec<Attachment>,
}

/// Who sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaves {
    /// A mail program, which opens it ready to be sent (`X-Unsent`); it bears the noon of that day.
    Draft(NaiveDate),
    /// The house: as it is, at that moment in seconds since 1970. It follows the message of that Message-ID, if any.
    AsItIs { at: i64, answers: Option<String> },
}

impl Mail {
    /// The Message-ID, without its brackets.
    #[must_use]
    pub fn message_id(&self) -> String {
        let domain = self.from.address.rsplit_once('@').map(|(_, domain)| domain);
        format!("{}@{}", self.id, domain.filter(|domain| domain.is_ascii()).unwrap_or("parcours.invalid"))
    }
}

/// A name and an address; without an address, nobody stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    pub name: String,
    pub address: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// The bytes.
#[must_use]
pub fn eml(mail: &Mail) -> Vec<u8> {
    let id = mail.message_id();
    let mut builder = MessageBuilder::new();
    if let Some(from) = address(&mail.from) {
        builder = builder.from(from);
    }
    if let Some(to) = addresses(&mail.to) {
        builder = builder.to(to);
    }
    if let Some(copies) = addresses(&mail.copies) {
        builder = builder.cc(copies);
    }
    builder = match &mail.leaves {
        Leaves::Draft(day) => {
            let noon = day.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc().timestamp();
            builder.date(noon).header("X-Unsent", Text::new("1"))
        }
        Leaves::AsItIs { at, answers: None } => builder.date(*at),
        Leaves::AsItIs { at, answers: Some(before) } => {
            builder.date(*at).in_reply_to(before.as_str()).references(before.as_str())
        }
    };
    let mut parts = vec![MimePart::new("text/plain", BodyPart::Text(mail.body.as_str().into()))];
    for joined in &mail.attachments {
        let part =
            MimePart::new(joined.media_type.as_str(), BodyPart::Binary(joined.bytes.as_slice().into()));
        parts.push(part.attachment(joined.name.as_str()));
    }
    // Drawn from the message itself, where the library would draw it from the clock.
    let boundary: String =
        Sha256::digest(id.as_bytes()).iter().take(12).map(|b| format!("{b:02x}")).collect();
    let mixed = ContentType::new("multipart/mixed").attribute("boundary", format!("parcours-{boundary}"));
    let message = builder
        .subject(mail.subject.as_str())
        .message_id(id)
        .body(MimePart::new(mixed, BodyPart::Multipart(parts)));
    let mut bytes = Vec::new();
    message.serialize(&mut bytes);
    bytes
}

fn addresses(mailboxes: &[Mailbox]) -> Option<Address<'_>> {
    let known: Vec<Address> = mailboxes.iter().filter_map(address).collect();
    (!known.is_empty()).then(|| Address::new_list(known))
}

fn address(mailbox: &Mailbox) -> Option<Address<'_>> {
    if mailbox.address.is_empty() {
        return None;
    }
    let name = Some(mailbox.name.as_str()).filter(|name| !name.is_empty());
    Some(Address::new_address(name, mailbox.address.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail() -> Mail {
        Mail {
            from: Mailbox { name: "Camille Durand EI".into(), address: "camille@exemple.fr".into() },
            to: vec![Mailbox { name: "Anne Le Goff".into(), address: "anne@exemple.fr".into() }],
            copies: Vec::new(),
            subject: "Facture F-2026-0001 : été".into(),
            body: "Bonjour Anne,\n\nVoilà 1 200,00 €.\n".into(),
            id: "F-2026-0001.abcd".into(),
            leaves: Leaves::Draft(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()),
            attachments: vec![Attachment {
                name: "F-2026-0001.pdf".into(),
                media_type: "application/pdf".into(),
                bytes: b"%PDF-1.7 et des octets \xff\x00".to_vec(),
            }],
        }
    }

    #[test]
    fn the_same_message_has_the_same_bytes_and_nothing_of_the_machine() {
        let bytes = eml(&mail());
        assert_eq!(bytes, eml(&mail()));
        let text = String::from_utf8_lossy(&bytes);
        for line in [
            "Message-ID: <F-2026-0001.abcd@exemple.fr>",
            "X-Unsent: 1",
            "Date: Mon, 23 Nov 2026 12:00:00 +0000",
            "To: \"Anne Le Goff\" <anne@exemple.fr>",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
    }

    #[test]
    fn what_leaves_as_it_is_bears_its_moment_and_follows_the_message_before() {
        let leaves = Leaves::AsItIs { at: 1_795_000_000, answers: Some("F-2026-0001.a@exemple.fr".into()) };
        let bytes = eml(&Mail { leaves, ..mail() });
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("X-Unsent"), "{text}");
        for line in [
            "Date: Wed, 18 Nov 2026 11:06:40 +0000",
            "In-Reply-To: <F-2026-0001.a@exemple.fr>",
            "References: <F-2026-0001.a@exemple.fr>",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
        assert_eq!(mail().message_id(), "F-2026-0001.abcd@exemple.fr");
    }

    #[test]
    fn nobody_stands_where_no_address_is_known() {
        let bytes = eml(&Mail { to: vec![Mailbox::default()], from: Mailbox::default(), ..mail() });
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("\nTo:") && !text.contains("From:"), "{text}");
        assert!(text.contains("@parcours.invalid>"), "{text}");
    }

    #[test]
    fn several_receive_it_and_others_a_copy() {
        let named = |name: &str, address: &str| Mailbox { name: name.into(), address: address.into() };
        let bytes = eml(&Mail {
            to: vec![named("Anne", "anne@exemple.fr"), named("", "zoé@café.example")],
            copies: vec![named("", "compta@exemple.fr")],
            from: named("Été", "moi@été.example"),
            ..mail()
        });
        let text = String::from_utf8_lossy(&bytes).replace("\r\n\t", " ").replace("\r\n ", " ");
        assert!(text.contains("To: \"Anne\" <anne@exemple.fr>, <zoé@café.example>"), "{text}");
        assert!(text.contains("Cc: <compta@exemple.fr>"), "{text}");
        assert!(text.contains("Message-ID: <F-2026-0001.abcd@parcours.invalid>"), "{text}");
    }
}
