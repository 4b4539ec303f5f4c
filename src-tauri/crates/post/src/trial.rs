//! A message to oneself, which shows that an account works.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;

use crate::account::{Limits, Secret};
use crate::envelope::Message;
use crate::failure::Failure;
use crate::session::{Accepted, send};
use values::server::Server;

const SUBJECT: &str = "Essai d’envoi depuis Parcours";
const TEXT: &str = "Bonjour,\n\nSi vous lisez ce message, Parcours peut envoyer vos devis, vos factures et vos relances \
    depuis cette adresse.\n\nVous pouvez l’effacer.\n";

/// Sends a message to oneself. `at` is now, in seconds since 1970: the message bears it as its date.
pub fn test(
    server: &Server,
    secret: Option<&Secret>,
    limits: &Limits,
    me: &str,
    at: i64,
) -> Result<Accepted, Failure> {
    let me = me.trim();
    let domain = me.rsplit_once('@').map_or("parcours.invalid", |(_, domain)| domain);
    let address = || Address::new_address(Some("Parcours"), me);
    let message = MessageBuilder::new()
        .from(address())
        .to(address())
        .subject(SUBJECT)
        .date(at)
        .message_id(format!("essai-{at}@{domain}"))
        .text_body(TEXT);
    let mut bytes = Vec::new();
    message.serialize(&mut bytes);
    send(server, secret, limits, &Message { from: me, to: &[me], bytes: &bytes })
}
