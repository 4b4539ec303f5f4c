//! French: the language that the house writes, and translates from.

use crate::language::speech::Speech;
use values::{spaces, words};

pub const FRENCH: Speech = Speech {
    tag: "fr-FR",
    suffix: "",
    letters: "àâæçéèêëîïôœùûüÿ",
    point: ',',
    euros: words::euros,
    unit_price: words::unit_price,
    percent: words::percent,
    quantity: words::quantity,
    long_date: words::long_date,
    in_words: words::in_words,
    is_many: |thousandths| thousandths >= 2000,
    spaced: spaces::spaced,
};
