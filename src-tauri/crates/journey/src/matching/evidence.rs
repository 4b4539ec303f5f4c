//! What one line says by itself: numbers, who pays, what kind of line it is.

use crate::contact::likeness;
use crate::matching::given::MatchLine;
use crate::matching::index::Index;
use crate::matching::names::{FULL, LineWords};
use crate::matching::numbers::Grade;
use crate::matching::tokens::pieces;
use crate::matching::weigh::{self, KNOWN, Who};
use std::collections::{BTreeMap, BTreeSet};
use values::money::Cents;

/// Providers that collect cards and hand on what they do not keep.
const PROVIDERS: [(&str, &str); 14] = [
    ("stripe", "Stripe"),
    ("sumup", "SumUp"),
    ("paypal", "PayPal"),
    ("zettle", "Zettle"),
    ("izettle", "Zettle"),
    ("gocardless", "GoCardless"),
    ("payplug", "PayPlug"),
    ("mollie", "Mollie"),
    ("adyen", "Adyen"),
    ("worldline", "Worldline"),
    ("square", "Square"),
    ("squareup", "Square"),
    ("lydia", "Lydia"),
    ("klarna", "Klarna"),
];
const RETURN_WORDS: [&str; 8] =
    ["rejet", "rejete", "impaye", "impayes", "retour", "retourne", "returned", "rejected"];

/// Who a line says that pays, and how much that says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    pub who: Who,
    pub points: i64,
}

#[derive(Debug)]
pub struct Evidence {
    /// Without its sign.
    pub amount: Cents,
    pub leaves: bool,
    pub numbers: BTreeMap<usize, Grade>,
    /// A number that nothing is left of.
    pub settled: bool,
    /// Clients who may pay.
    pub known: BTreeMap<usize, Known>,
    /// The bank names who pays.
    pub payer: bool,
    pub provider: Option<&'static str>,
    pub cheques: bool,
    pub returned: bool,
}

impl Evidence {
    pub fn of(index: &Index<'_>, line: &MatchLine) -> Evidence {
        let texts = [line.label.as_str(), &line.reference, &line.end_to_end];
        let mut numbers = BTreeMap::new();
        let mut settled = false;
        for (i, text) in texts.iter().enumerate() {
            // What stands twice is read once.
            if texts[..i].contains(text) {
                continue;
            }
            settled |= index.numbers.named(&pieces(text), &mut numbers);
        }
        let all: Vec<String> =
            std::iter::once(line.payer.as_str()).chain(texts).flat_map(likeness::words).collect();
        let said: BTreeSet<&str> = all.iter().map(String::as_str).collect();
        let provider = PROVIDERS.iter().find(|(word, _)| said.contains(word)).map(|(_, provider)| *provider);
        let line_words = LineWords::of(&line.payer, &texts);
        let mut evidence = Evidence {
            amount: line.amount.abs(),
            leaves: line.amount.0 < 0,
            numbers,
            settled,
            known: BTreeMap::new(),
            payer: line_words.has_payer(),
            provider,
            cheques: said.contains("remise")
                && ["cheque", "cheques", "chq"].iter().any(|word| said.contains(word)),
            returned: RETURN_WORDS.iter().any(|word| said.contains(word)),
        };
        for named in index.names.found(&line_words) {
            let who = match (named.quality >= FULL, named.payer) {
                (true, true) => Who::Payer,
                (true, false) => Who::Said,
                (false, _) => Who::Partly,
            };
            let points = if who == Who::Partly {
                weigh::who(who) * named.quality / FULL + 3
            } else {
                // Another pays for who is named.
                let other = if who == Who::Said && line_words.has_payer() { 2 } else { 0 };
                weigh::who(who) * named.quality.max(95) / 100 - other
            };
            evidence.know(named.client, Known { who, points });
        }
        if let Some(clients) = index.of_iban(&line.iban) {
            let who = if clients.len() == 1 { Who::Iban } else { Who::SharedIban };
            for client in clients {
                evidence.know(*client, Known { who, points: weigh::who(who) });
            }
        }
        let learned = index.of_words(&all);
        for client in &learned {
            let who = if learned.len() == 1 { Who::Words } else { Who::Partly };
            evidence.know(*client, Known { who, points: weigh::who(who) });
        }
        evidence
    }

    /// Two signs of the same client strengthen each other a little.
    pub fn know(&mut self, client: usize, known: Known) {
        match self.known.get_mut(&client) {
            None => {
                self.known.insert(client, known);
            }
            Some(kept) => {
                let both = if kept.points >= KNOWN && known.points >= KNOWN { 6 } else { 0 };
                let points = kept.points.max(known.points) + both;
                if known.points > kept.points {
                    kept.who = known.who;
                }
                kept.points = points;
            }
        }
    }

    /// Clients known as who pays.
    pub fn payers(&self) -> impl Iterator<Item = usize> {
        self.known.iter().filter(|(_, known)| known.points >= KNOWN).map(|(client, _)| *client)
    }

    /// What is said about a client.
    pub fn points(&self, client: Option<usize>) -> (i64, Option<Who>) {
        match client.and_then(|client| self.known.get(&client)) {
            Some(known) => (known.points, Some(known.who)),
            None if self.payers().next().is_some() => (weigh::OTHER_CLIENT, None),
            None if self.payer => (weigh::STRANGER, None),
            None => (0, None),
        }
    }

    /// Named whole, as printed or nearly.
    pub fn numbered(&self) -> impl Iterator<Item = usize> {
        self.numbers
            .iter()
            .filter(|(_, grade)| matches!(grade, Grade::Exact | Grade::Loose))
            .map(|(payable, _)| *payable)
    }
}
