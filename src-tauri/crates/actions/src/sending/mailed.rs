//! What is typed of anything that is sent, whatever it is; and what a message leaves that is no more than an e-mail.

use crate::sending::left::Left;
use crate::sending::material::MessageKind;
use crate::sending::message::TypedMessage;
use chrono::NaiveDate;
use journey::sending::{Channel, SendingKind};

/// A payload that sends something: its own fields, then those of any sending, and what they say of the message.
macro_rules! sent_payload {
    ($(#[$about:meta])* pub struct $name:ident { $($(#[$told:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Clone, Debug, serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$told])* pub $field: $type,)*
            /// Today if empty.
            #[serde(default)]
            pub sent_on: String,
            /// Addresses, separated by commas, or the name of a portal; empty for the client's own.
            #[serde(default)]
            pub recipient: String,
            /// Addresses that receive a copy of an e-mail, separated by commas.
            #[serde(default)]
            pub copies: String,
            /// Of an e-mail; empty for the house's own words.
            #[serde(default)]
            pub message_subject: String,
            #[serde(default)]
            pub message_body: String,
            /// Its message waits in the outbox, and leaves by the mail server.
            #[serde(default)]
            pub queue: bool,
        }

        impl $name {
            fn message(&self, method: Channel) -> Result<TypedMessage> {
                TypedMessage::read(
                    &self.recipient,
                    &self.copies,
                    &self.message_subject,
                    &self.message_body,
                    method,
                )
            }
        }
    };
}
pub(crate) use sent_payload;

/// What leaves by e-mail to a client, of a deal, beside what it is about.
pub fn mailed(
    (kind, about): (SendingKind, (MessageKind, i64)),
    (client, deal): (i64, i64),
    day: NaiveDate,
    typed: TypedMessage,
) -> Left {
    Left {
        about,
        number: String::new(),
        client,
        deal,
        deals: vec![deal],
        kind,
        method: Channel::Email,
        day,
        invoice: None,
        quote_version: None,
        document: None,
        typed,
        words: String::new(),
        tone: None,
        step: None,
        occasion: None,
        asked: Vec::new(),
    }
}
