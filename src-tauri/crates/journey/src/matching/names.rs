//! Names of clients in the text of a line: without case, accents, legal forms and order, with slips and cut words.

use crate::contact::likeness::words;
use crate::contact::telling_words;
use crate::matching::keys::{Pieces, key, shortened};
use crate::matching::tokens::{is_bank_word, names_nobody};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// From here on a name is all there, in hundredths.
pub const FULL: i64 = 85;
/// From here on part of it is there.
pub const PARTIAL: i64 = 45;

/// Kinds of what names are found by: a word or some together; a word with a letter missing; its beginning.
const WHOLE: u8 = b'=';
const SLIPPED: u8 = b'~';
const CUT: u8 = b'^';
/// So many times less than the best is little.
const LITTLE: i64 = 5;
/// Clients looked at for one line.
const MOST_CLIENTS: usize = 24;
/// Names looked up for one line, beyond those of its rarest word.
const MOST_LOOKED: usize = 300;
/// Words that tell little wherever they stand.
const PLACES: [&str; 8] = ["france", "groupe", "holding", "international", "europe", "the", "of", "and"];

/// How well a client’s name stands in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub client: usize,
    /// 0 to 100.
    pub quality: i64,
    /// It is the payer; otherwise the label names it.
    pub payer: bool,
    /// Which words of the line are its.
    words: BTreeSet<usize>,
}

/// The words of a line where names may stand.
#[derive(Debug, Default)]
pub struct LineWords {
    words: Vec<String>,
    /// So many of them are the payer’s own, the first.
    payer: usize,
    /// The last of its field: it may be cut.
    last: Vec<bool>,
    /// Legal forms that it names.
    forms: Vec<Form>,
}

impl LineWords {
    pub fn of(payer: &str, others: &[&str]) -> LineWords {
        let mut line = LineWords::default();
        for (i, text) in std::iter::once(&payer).chain(others).enumerate() {
            line.forms.extend(forms(text));
            let words = telling_words(text);
            let many = words.len();
            for (n, word) in words.into_iter().enumerate() {
                let bank = is_bank_word(&word) || word.bytes().all(|b| b.is_ascii_digit());
                if !bank && !line.words.contains(&word) {
                    line.words.push(word);
                    line.last.push(n + 1 == many);
                }
            }
            if i == 0 {
                line.payer = line.words.len();
            }
        }
        line
    }

    /// Does the bank name who paid?
    pub fn has_payer(&self) -> bool {
        self.payer > 0
    }
}

#[derive(Debug)]
struct Name {
    client: usize,
    words: Vec<(String, i64)>,
    form: Option<Form>,
}

/// The names of all clients, by their words.
#[derive(Debug, Default)]
pub struct Names {
    names: Vec<Name>,
    keys: Pieces,
    /// In how many names a word stands.
    shared: HashMap<String, usize>,
}

impl Names {
    pub fn add(&mut self, client: usize, name: &str) {
        let mut words = telling_words(name);
        let mut seen = BTreeSet::new();
        words.retain(|word| seen.insert(word.clone()));
        if words.is_empty() {
            return;
        }
        let at = self.names.len();
        for (i, word) in words.iter().enumerate() {
            *self.shared.entry(word.clone()).or_default() += 1;
            self.keys.add(key(WHOLE, &[word]), at);
            if word.chars().count() >= 5 {
                for parts in shortened(word) {
                    self.keys.add(key(SLIPPED, &parts), at);
                }
                self.keys.add(key(SLIPPED, &[word]), at);
                for (cut, _) in word.char_indices().skip(4) {
                    self.keys.add(key(CUT, &[&word[..cut]]), at);
                }
            }
            if let Some(next) = words.get(i + 1) {
                self.keys.add(key(WHOLE, &[word, next]), at);
            }
        }
        self.keys.add(key(WHOLE, &[&words.concat()]), at);
        let form = forms(name).next();
        self.names.push(Name { client, words: words.into_iter().map(|word| (word, 0)).collect(), form });
    }

    /// Once all are there: how much each word tells.
    pub fn weigh(&mut self) {
        self.keys.sort();
        let many = (self.names.len() / 100).max(3);
        for name in &mut self.names {
            for (word, weight) in &mut name.words {
                let shared = self.shared.get(word).copied().unwrap_or(1);
                *weight = weight_of(word, shared, many);
            }
        }
    }

    fn weight(&self, word: &str) -> i64 {
        let shared = self.shared.get(word).copied().unwrap_or(1);
        weight_of(word, shared, (self.names.len() / 100).max(3))
    }

    /// Who stands in a line, the best first.
    pub fn found(&self, line: &LineWords) -> Vec<Named> {
        let mut best: BTreeMap<usize, Named> = BTreeMap::new();
        for at in self.candidates(line) {
            let named = self.quality(&self.names[at], line);
            if named.quality < PARTIAL {
                continue;
            }
            match best.get(&named.client) {
                Some(kept) if (kept.quality, kept.words.len()) >= (named.quality, named.words.len()) => {}
                Some(_) | None => {
                    best.insert(named.client, named);
                }
            }
        }
        let mut found: Vec<Named> = best.into_values().collect();
        // « Martin » is not meant where « Martin Bois » is named.
        let full: Vec<BTreeSet<usize>> =
            found.iter().filter(|one| one.quality >= FULL).map(|one| one.words.clone()).collect();
        for one in &mut found {
            if full.iter().any(|more| more.len() > one.words.len() && more.is_superset(&one.words)) {
                one.quality = one.quality.min(PARTIAL);
            }
        }
        found.sort_by_key(|one| (-one.quality, one.client));
        found
    }

    /// Names that share a word with the line, those that share the rarest first.
    fn candidates(&self, line: &LineWords) -> Vec<usize> {
        let mut lists: Vec<(&[(u64, usize)], i64)> = Vec::new();
        let mut look = |key: u64, gain: i64| {
            let these = self.keys.of(key);
            if !these.is_empty() {
                lists.push((these, gain));
            }
        };
        for (i, word) in line.words.iter().enumerate() {
            let gain = 4 * i64::try_from(word.len().min(10)).unwrap_or(0);
            look(key(WHOLE, &[word]), gain);
            if word.chars().count() >= 5 {
                look(key(SLIPPED, &[word]), gain * 3 / 4);
                for parts in shortened(word) {
                    look(key(SLIPPED, &parts), gain * 3 / 4);
                }
            }
            if word.chars().count() >= 4 {
                look(key(CUT, &[word]), gain / 2);
            }
            if let Some(next) = line.words.get(i + 1) {
                look(key(WHOLE, &[word, next]), gain * 2);
                if let Some(third) = line.words.get(i + 2) {
                    look(key(WHOLE, &[word, next, third]), gain * 3);
                }
            }
        }
        lists.sort_by_key(|(these, gain)| (these.len(), -gain, these.first().copied()));
        let mut gained: Vec<(usize, i64)> = Vec::new();
        let mut looked = 0;
        for (these, gain) in lists {
            if looked > 0 && looked + these.len() > MOST_LOOKED {
                break;
            }
            looked += these.len();
            gained.extend(these.iter().map(|(_, at)| (*at, gain)));
        }
        // Of the same words, the name that has no others is meant first.
        let more = |at: usize| self.names[at].words.len();
        gained.sort_unstable();
        let of_one = gained.chunk_by(|one, other| one.0 == other.0);
        let mut order: Vec<(i64, usize, usize)> = of_one
            .filter_map(|these| Some((-these.iter().map(|(_, gain)| gain).sum::<i64>(), these.first()?.0)))
            .map(|(gain, at)| (gain, more(at), at))
            .collect();
        order.sort_unstable();
        // What shares little is not looked at beside what shares much.
        let best = order.first().map_or(0, |(gain, _, _)| *gain);
        let near = order.into_iter().take_while(|(gain, _, _)| gain * LITTLE <= best);
        near.take(MOST_CLIENTS).map(|(_, _, at)| at).collect()
    }

    fn quality(&self, name: &Name, line: &LineWords) -> Named {
        let mut got = vec![0; name.words.len()];
        let mut words = BTreeSet::new();
        for (i, (word, _)) in name.words.iter().enumerate() {
            let joined = name.words.get(i + 1).map(|(next, _)| format!("{word}{next}"));
            for (j, said) in line.words.iter().enumerate() {
                let like = likeness(word, said, line.last[j]);
                if like > got[i] {
                    got[i] = like;
                }
                if like >= 80 {
                    words.insert(j);
                }
                // « LEGOFF » for « Le Goff », « WEB DESIGN » for « Webdesign ».
                if joined.as_ref() == Some(said) {
                    got[i] = 100;
                    got[i + 1] = 100;
                    words.insert(j);
                }
                if let Some(next) = line.words.get(j + 1)
                    && word.len() == said.len() + next.len()
                    && word.starts_with(said.as_str())
                    && word.ends_with(next.as_str())
                {
                    got[i] = 100;
                    words.extend([j, j + 1]);
                }
            }
        }
        let whole: i64 = name.words.iter().map(|(_, weight)| weight).sum();
        let there: i64 = name.words.iter().zip(&got).map(|((_, weight), got)| weight * got).sum();
        let mut quality = there / whole.max(1);
        // Of one short or common word alone, anyone may be called.
        let thin =
            name.words.len() == 1 && name.words.iter().all(|(word, weight)| word.len() < 4 || *weight < 15);
        let payer = words.iter().any(|word| *word < line.payer);
        if payer || thin {
            // Where the bank does not say who pays, whatever the label says may be another’s name.
            let names = if payer { line.payer } else { line.words.len() };
            let telling = |word: &usize| payer || !names_nobody(&line.words[*word]);
            let said: i64 = (0..names).filter(telling).map(|word| self.weight(&line.words[word])).sum();
            let other: i64 = (0..names)
                .filter(telling)
                .filter(|word| !words.contains(word) && line.words[*word].len() > 2)
                .map(|word| self.weight(&line.words[word]))
                .sum();
            let apart = other * 100 / said.max(1);
            quality -= apart / 6;
            if thin && apart > 30 {
                quality = quality.min(FULL - 5);
            }
        }
        // « Verdoya SARL » is not « Verdoya SAS ».
        if name.form.is_some_and(|form| !line.forms.is_empty() && !line.forms.contains(&form)) {
            quality = quality.min(FULL - 5);
        }
        Named { client: name.client, quality: quality.max(0), payer, words }
    }
}

/// A legal form, those of one partner with those of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Sarl,
    Sas,
    Sa,
    Sci,
    Snc,
}

fn forms(text: &str) -> impl Iterator<Item = Form> {
    words(text).into_iter().filter_map(|word| match word.as_str() {
        "sarl" | "eurl" => Some(Form::Sarl),
        "sas" | "sasu" => Some(Form::Sas),
        "sa" => Some(Form::Sa),
        "sci" => Some(Form::Sci),
        "snc" => Some(Form::Snc),
        _ => None,
    })
}

fn weight_of(word: &str, shared: usize, many: usize) -> i64 {
    let long = i64::try_from(word.chars().count().min(10)).unwrap_or(10);
    if PLACES.contains(&word) {
        return 1;
    }
    let rare = if shared <= 1 {
        3
    } else if shared <= many {
        2
    } else {
        1
    };
    long * rare
}

/// How much of a name’s word a line’s word is, in hundredths.
fn likeness(word: &str, said: &str, last: bool) -> i64 {
    if word == said {
        return 100;
    }
    let (long, short) = (word.chars().count(), said.chars().count());
    if short >= 4 && word.starts_with(said) {
        return if last { 90 } else { 65 };
    }
    if short == 1 && word.starts_with(said) {
        return 40;
    }
    if long < 4 || long.abs_diff(short) > 1 {
        return 0;
    }
    // Slips rarely touch both ends of a word.
    let ends = word.bytes().next() == said.bytes().next() || word.bytes().last() == said.bytes().last();
    if !ends {
        return 0;
    }
    match strsim::osa_distance(word, said) {
        1 if long == 4 => 75,
        1 => 90,
        2 if long >= 8 => 80,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(payer: &str, label: &str) -> Vec<(usize, bool)> {
        let mut names = Names::default();
        let clients = [
            "Boulangerie Le Goff SARL",
            "Martin",
            "Martin Bois",
            "Paul Martin",
            "Société Générale d’Édition",
            "Studio Webdesign",
        ];
        for (client, name) in clients.into_iter().enumerate() {
            names.add(client, name);
        }
        names.weigh();
        let found = names.found(&LineWords::of(payer, &[label]));
        found.into_iter().filter(|one| one.quality >= FULL).map(|one| (one.client, one.payer)).collect()
    }

    #[test]
    fn a_name_is_found_whatever_its_form_and_order() {
        for payer in [
            "BOULANGERIE LE GOFF",
            "Le Goff (boulangerie)",
            "BOULANGERIE LEGOFF",
            "BOULANGERIE LE GOF",
            "BOULENGERIE LE GOFF",
        ] {
            assert_eq!(best(payer, ""), [(0, true)], "{payer}");
        }
        assert_eq!(best("", "VIR SEPA BOULANGERIE LE GOFF"), [(0, false)]);
        assert_eq!(best("STUDIO WEB DESIGN", ""), [(5, true)]);
    }

    #[test]
    fn the_name_that_says_most_is_meant() {
        assert_eq!(best("MARTIN BOIS", ""), [(2, true)]);
        assert_eq!(best("MARTIN PAUL", ""), [(3, true)]);
        assert_eq!(best("SYLVIE MARTIN", ""), []);
    }
}
