//! A message and whom it is for, as the server is told; refused before anything is sent where it could not pass whole.

use lettre::Address;

use crate::failure::{Failure, Kind};

/// Longest line that a message may have, its end left out (RFC 5322 §2.1.1).
const LINE: usize = 998;

/// What is handed over: the bytes are sent as they are.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    pub from: &'a str,
    /// All who receive it, copies and blind copies too: only this list decides, never the headers.
    pub to: &'a [&'a str],
    /// Headers and body; every line ends with CR LF.
    pub bytes: &'a [u8],
}

/// The same, its addresses read.
pub struct Envelope<'a> {
    pub from: Address,
    pub to: Vec<Address>,
    pub bytes: &'a [u8],
}

impl<'a> Envelope<'a> {
    pub fn read(message: &Message<'a>) -> Result<Envelope<'a>, Failure> {
        let address = |text: &str| -> Result<Address, Failure> {
            text.trim().parse().map_err(|_| Failure::new(Kind::AddressWrong { address: text.to_owned() }))
        };
        let to: Vec<Address> = message.to.iter().map(|to| address(to)).collect::<Result<_, _>>()?;
        let from = address(message.from)?;
        if to.is_empty() {
            return Err(Failure::new(Kind::NoRecipient));
        }
        if !is_sound(message.bytes) {
            return Err(Failure::new(Kind::Malformed));
        }
        Ok(Envelope { from, to, bytes: message.bytes })
    }

    /// Whether an address has letters that only a server with SMTPUTF8 takes.
    pub fn has_letters_beyond_ascii(&self) -> bool {
        std::iter::once(&self.from).chain(&self.to).any(|address| !AsRef::<str>::as_ref(address).is_ascii())
    }
}

/// Lines of a length that servers take, each ended by CR LF, neither of which stands alone: one that did would be read in
/// two ways, and a message could hide another (« SMTP smuggling »).
fn is_sound(bytes: &[u8]) -> bool {
    if bytes.is_empty() || bytes.contains(&0) {
        return false;
    }
    let whole = bytes.strip_suffix(b"\r\n").unwrap_or(bytes);
    let mut lines = whole.split(|&byte| byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let line = if lines.peek().is_some() { line.strip_suffix(b"\r") } else { Some(line) };
        if line.is_none_or(|line| line.len() > LINE || line.contains(&b'\r')) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Envelope, Message, is_sound};
    use crate::failure::Kind;

    #[test]
    fn a_message_that_servers_could_read_in_two_ways_is_not_sent() {
        let long = |length: usize| [b"a: b\r\n\r\n".to_vec(), vec![b'x'; length]].concat();
        for sound in [b"a: b\r\n\r\n.\r\n".to_vec(), b"a: b".to_vec(), long(998), "é\r\n".into()] {
            assert!(is_sound(&sound), "{:?}", String::from_utf8_lossy(&sound));
        }
        for wrong in [
            b"".to_vec(),
            b"a\n.\nb\r\n".to_vec(),
            b"a\r.\r\n".to_vec(),
            b"a\0b".to_vec(),
            long(999),
            b"a\n".to_vec(),
        ] {
            assert!(!is_sound(&wrong), "{:?}", String::from_utf8_lossy(&wrong));
        }
    }

    #[test]
    fn an_address_is_one_address_and_no_command() {
        for wrong in
            ["", "anne", "anne@exemple.fr>\r\nRCPT TO:<eve@exemple.fr", "anne@exemple.fr, eve@exemple.fr"]
        {
            let message = Message { from: "moi@exemple.fr", to: &[wrong], bytes: b"a: b\r\n" };
            let failure = Envelope::read(&message).err().map(|failure| failure.kind);
            assert_eq!(failure, Some(Kind::AddressWrong { address: wrong.to_owned() }));
        }
        let nobody = Message { from: "moi@exemple.fr", to: &[], bytes: b"a: b\r\n" };
        assert_eq!(Envelope::read(&nobody).err().map(|failure| failure.kind), Some(Kind::NoRecipient));
    }
}
