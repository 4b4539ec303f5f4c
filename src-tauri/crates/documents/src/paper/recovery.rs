//! The recovery sheet of books that are locked: kept on paper, away from the computer.

use crate::letter::Letter;
use crate::paper::frame::blank;
use crate::paper::letter::dated;
use crate::sheet::Sheet;
use chrono::NaiveDate;
use journey::contact::{Identity, Language};

/// What a recovery sheet says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoverySheet<'a> {
    pub made_on: NaiveDate,
    pub seller: &'a Identity,
    /// Where the books are.
    pub path: &'a str,
    /// The groups of the recovery code, in order.
    pub groups: Vec<&'a str>,
}

/// The sheet as a letter to oneself.
#[must_use]
pub fn recovery_letter(paper: &RecoverySheet) -> Letter {
    let language = Language::French;
    let code: Vec<String> = paper
        .groups
        .chunks(2)
        .enumerate()
        .map(|(at, two)| format!("{} et {}.   {}", 2 * at + 1, 2 * at + 2, two.join("    ")))
        .collect();
    let body = [
        "Cette feuille ouvre vos données et leurs sauvegardes si vous avez oublié votre phrase secrète. Gardez-la hors de votre ordinateur, là où vous gardez vos papiers : qui la tient peut lire vos données.".to_owned(),
        format!("Code de secours, huit groupes :\n{}", code.join("\n")),
        "Pour vous en servir : ouvrez Parcours, et écrivez les huit groupes à la place de la phrase secrète. Majuscules, espaces et tirets ne comptent pas ; les deux derniers signes de chaque groupe disent s’il est bien recopié.".to_owned(),
        format!("Vos données : {}", paper.path),
        "Cette feuille ne vaut plus dès que vous changez de phrase secrète, sauf pour les sauvegardes faites avant. Sans la phrase et sans cette feuille, personne ne peut ouvrir vos données, Parcours non plus.".to_owned(),
    ]
    .join("\n\n");
    Letter {
        tables: Vec::new(),
        to: Vec::new(),
        place: dated(language, paper.seller, paper.made_on),
        body,
        sheet: Sheet {
            heading: "Feuille de secours".into(),
            issued_on: paper.made_on,
            subject: "Ouvrir mes données sans la phrase secrète".into(),
            ..blank(language, paper.seller)
        },
    }
}
