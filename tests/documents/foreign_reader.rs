//! A reader of another language than French, who sees every word of a third that was left in a paper or a message.

use crate::bytes::holds_up;
use crate::reader::flat;
use journey::contact::Language;
use serde_json::{Value, json};
use tests::Door;

/// Who reads one language.
pub struct Reader {
    pub language: Language,
    /// Words that the house writes in other languages and that have no meaning in this one.
    pub foreign: &'static [&'static [&'static str]],
    /// What the law wants in French, beside its translation.
    pub statutory: &'static [&'static str],
}

/// Words that the house writes in French; none has a meaning in English or in German.
pub const FRENCH: &[&str] = &[
    "Devis",
    "Facture",
    "facture",
    "TVA",
    "HT",
    "TTC",
    "Total TTC",
    "Prestation",
    "Prestations",
    "Acompte",
    "acompte",
    "Solde",
    "Avoir",
    "Relance",
    "Livraison",
    "Objet",
    "Client :",
    "Commande",
    "commande",
    "Remise",
    "Montant",
    "Reste",
    "Titulaire",
    "Payer",
    "virement",
    "Votre",
    "votre",
    "Brouillon",
    "BROUILLON",
    "Sceau",
    "sur",
    "le",
    "la",
    "les",
    "du",
    "de",
    "et",
    "au",
    "aux",
    "pour",
    "Pour",
    "par",
    "jours",
    "janvier",
    "septembre",
    "octobre",
    "novembre",
    "euros et",
    "art. L441-10 et",
    "Merci",
    "Bienvenue",
    "vous",
    "nous",
];

/// Camille with data that is neither French nor English.
pub fn camille() -> Value {
    let mut camille = tests::camille();
    camille["trade"] = json!("Web design");
    camille["address"]["street"] = json!("12 Carmes");
    camille
}

/// Keeps a paper where one may look at it.
fn shown(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("PARCOURS_PAPERS") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}

impl Reader {
    /// What is left of another language in a text.
    pub fn left(&self, said: &str) -> Vec<String> {
        let said = self.statutory.iter().fold(said.to_owned(), |said, kept| said.replace(kept, ""));
        let strange =
            |word: &&str| self.language.strange_letter(word).is_some() || word.contains(['«', '{', '}']);
        let mut left: Vec<String> = said.split_whitespace().filter(strange).map(str::to_owned).collect();
        let words: Vec<&str> =
            said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let spaced = format!(" {} ", words.join(" "));
        let foreign = self.foreign.iter().copied().flatten();
        left.extend(
            foreign.filter(|word| spaced.contains(&format!(" {word} "))).map(|word| (*word).to_owned()),
        );
        left
    }

    pub fn reads(&self, name: &str, said: &str) {
        let left = self.left(said);
        assert!(left.is_empty(), "{name}: {left:?} in {said}");
    }

    pub fn reads_pdf(&self, name: &str, bytes: &[u8]) {
        shown(&format!("{name}.pdf"), bytes);
        holds_up(name, bytes);
        self.reads(name, &flat(bytes));
        let file = String::from_utf8_lossy(bytes);
        for language in Language::ALL {
            let says = file.contains(&format!("({})", language.tag()));
            assert_eq!(says, language == self.language, "{name}: {}", language.tag());
        }
        let begin = file.find("x-default\">").unwrap() + 11;
        self.reads(name, file[begin..].split('<').next().unwrap());
    }

    pub fn message(&self, house: &Door, what: &str, id: i64, tone: Option<&str>) -> String {
        let preview = house.ask("preview_message", json!({"what": what, "id": id, "tone": tone}));
        let (subject, body) = (preview["subject"].as_str().unwrap(), preview["body"].as_str().unwrap());
        self.reads(what, &format!("{subject}\n{body}\n{}", preview["attachment"].as_str().unwrap()));
        format!("{subject}\n{body}")
    }

    /// Every PDF of a deal is in this language, the client's own files apart.
    pub fn all(&self, house: &Door, deal: i64) -> Vec<(String, String)> {
        papers(house, deal)
            .into_iter()
            .map(|(name, bytes)| {
                self.reads_pdf(&name, &bytes);
                (name, flat(&bytes))
            })
            .collect()
    }
}

/// Each PDF of a deal, by its name.
pub fn papers(house: &Door, deal: i64) -> Vec<(String, Vec<u8>)> {
    let page = house.ask("deal", json!({"id": deal}));
    let rows = page["documents"].as_array().unwrap();
    rows.iter()
        .map(|row| (row["name"].as_str().unwrap(), &row["id"]))
        .filter(|(name, _)| name.ends_with(".pdf"))
        .map(|(name, id)| {
            let name = name.trim_end_matches(".pdf").to_owned();
            (name, tests::bytes(&house.ask("document", json!({"id": id}))))
        })
        .collect()
}

pub fn said_by<'a>(papers: &'a [(String, String)], name: &str) -> &'a str {
    let found = papers.iter().find(|(known, _)| known == name);
    &found
        .unwrap_or_else(|| {
            panic!("{name} is not among {:?}", papers.iter().map(|p| &p.0).collect::<Vec<_>>())
        })
        .1
}
