//! How a message says to pay.

use journey::contact::paid_by::link;
use journey::contact::{Identity, Language};
use journey::say;
use values::money::Cents;

/// How to pay that much of it; begins with a space, empty where nobody said how.
pub fn transfer(language: Language, seller: &Identity, number: &str, open: Cents) -> String {
    let letters: Vec<char> = seller.iban.chars().collect();
    let iban: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
    let link = link(&seller.payment_link, number, open);
    let mut said = String::new();
    if !iban.is_empty() {
        said.push(' ');
        said.push_str(&say!(
            language,
            "Vous pouvez payer par virement sur le compte {account}, avec la référence {number}.",
            account = iban.join(" "),
            number = number
        ));
    }
    if !link.is_empty() {
        // An address ends where the line does: a point would be part of it.
        let online = if iban.is_empty() {
            say!(language, "Vous pouvez payer en ligne : {link}", link = link)
        } else {
            say!(language, "Vous pouvez aussi payer en ligne : {link}", link = link)
        };
        said.push(' ');
        said.push_str(&online);
    }
    said
}
