//! Where an invoice stands, in words for the client: what is to be paid of it and when, each part with its day; or that
//! nothing is, and why; and in one or two for oneself, beside its number. What a message or a list says of an invoice is
//! said here, from what its paper and the books say.

use crate::invoice::{Instalment, InvoiceKind};
use crate::issued::IssuedInvoice;
use crate::language::Language;
use crate::say;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::words::count;

/// How a state is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StateTone {
    Late,
    Soon,
    Good,
    Accent,
    None,
}

/// Where something stands, in a word or two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct State {
    pub label: String,
    pub tone: StateTone,
}

impl State {
    #[must_use]
    pub fn new(label: impl Into<String>, tone: StateTone) -> State {
        State { label: label.into(), tone }
    }
}

impl IssuedInvoice {
    /// Where it stands, what says most first.
    #[must_use]
    pub fn states(&self, today: NaiveDate) -> Vec<State> {
        if self.kind == InvoiceKind::CreditNote {
            return vec![State::new("émis", StateTone::None)];
        }
        if self.is_annulled() {
            return vec![State::new("annulée par avoir", StateTone::None)];
        }
        let mut states = vec![self.state(today)];
        if self.credited.0 > 0 {
            states.push(State::new("avoir partiel", StateTone::Soon));
        }
        states
    }

    fn state(&self, today: NaiveDate) -> State {
        let late = self.days_late(today);
        if self.open.0 <= 0 {
            return match (self.gross.0, self.given_up.0) {
                (..=0, _) => State::new("rien à payer", StateTone::None),
                (gross, lost @ 1..) if self.written_off || lost >= gross - self.credited.0 => {
                    State::new("passée en perte", StateTone::None)
                }
                (_, 1..) => State::new("payée, reste abandonné", StateTone::Good),
                (..) => State::new("payée", StateTone::Good),
            };
        }
        match late {
            _ if self.planned => State::new("échelonnée", StateTone::Accent),
            1.. => State::new(format!("{} de retard", count(late, "jour", "jours")), StateTone::Late),
            _ if self.open < self.gross - self.credited => State::new("payée en partie", StateTone::Accent),
            _ => State::new("à payer", StateTone::None),
        }
    }
}

/// What is known of an invoice.
#[derive(Clone, Debug)]
pub struct InvoiceStanding {
    pub language: Language,
    pub gross: Cents,
    /// Taken back by credit notes.
    pub credited: Cents,
    /// No longer claimed.
    pub given_up: Cents,
    pub open: Cents,
    /// The day by which all is paid.
    pub due_on: NaiveDate,
    /// The parts that are not covered, with what is open of each; none where it is paid in one go.
    pub parts: Vec<Instalment>,
    /// Numbers of its credit notes.
    pub credit_notes: Vec<String>,
    /// Numbers of the invoices that it deducts.
    pub deducted: Vec<String>,
    /// What the client has in their favour.
    pub in_favour: Cents,
}

impl InvoiceStanding {
    /// Taken back whole.
    #[must_use]
    pub fn is_annulled(&self) -> bool {
        self.credited.0 > 0 && self.credited >= self.gross
    }

    /// Received of it.
    #[must_use]
    pub fn paid(&self) -> Cents {
        self.gross - self.credited - self.given_up - self.open
    }

    /// What a message that carries the invoice says.
    #[must_use]
    pub fn sentences(&self) -> String {
        if self.is_annulled() {
            return self.joined(&[self.annulled(), self.favour()]);
        }
        self.joined(&[self.deductions(), self.credits(), self.payments(), self.to_pay(), self.favour()])
    }

    /// What a message that carries a credit note says of the invoice it takes back.
    #[must_use]
    pub fn after_credit(&self) -> String {
        let language = self.language;
        let left = if self.is_annulled() {
            say!(language, "Il annule cette facture : il n’y a rien à en payer.").to_owned()
        } else if self.open.0 <= 0 {
            say!(language, "Il ne reste rien à payer de cette facture.").to_owned()
        } else {
            match self.parts.as_slice() {
                [] | [_] => say!(
                    language,
                    "Il reste {open} à payer sur cette facture, au plus tard le {day}.",
                    open = language.euros(self.open),
                    day = language.long_date(self.last_day())
                ),
                parts => say!(
                    language,
                    "Il reste {open} à payer sur cette facture : {parts}.",
                    open = language.euros(self.open),
                    parts = self.each(parts)
                ),
            }
        };
        self.joined(&[left, self.favour()])
    }

    fn joined(&self, sentences: &[String]) -> String {
        sentences.iter().filter(|said| !said.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    fn annulled(&self) -> String {
        let (language, numbers) = (self.language, self.credit_notes.join(", "));
        match self.credit_notes.len() {
            0 | 1 => say!(
                language,
                "Elle est annulée par l’avoir {numbers} : il n’y a rien à payer.",
                numbers = numbers
            ),
            _ => say!(
                language,
                "Elle est annulée par les avoirs {numbers} : il n’y a rien à payer.",
                numbers = numbers
            ),
        }
    }

    fn deductions(&self) -> String {
        if self.deducted.is_empty() {
            return String::new();
        }
        say!(
            self.language,
            "Ce montant tient compte de ce qui est déjà facturé : {numbers}.",
            numbers = self.deducted.join(", ")
        )
    }

    fn credits(&self) -> String {
        if self.credited.0 <= 0 {
            return String::new();
        }
        let (language, numbers) = (self.language, self.credit_notes.join(", "));
        let credited = language.euros(self.credited);
        if self.credit_notes.len() > 1 {
            return say!(
                language,
                "Les avoirs {numbers} en déduisent {credited}.",
                numbers = numbers,
                credited = credited
            );
        }
        say!(language, "L’avoir {number} en déduit {credited}.", number = numbers, credited = credited)
    }

    fn payments(&self) -> String {
        if self.paid().0 <= 0 || self.open.0 <= 0 {
            return String::new();
        }
        let paid = self.language.euros(self.paid());
        say!(self.language, "Vous en avez déjà réglé {paid}.", paid = paid)
    }

    fn to_pay(&self) -> String {
        let language = self.language;
        let whole = self.open >= self.gross;
        if self.open.0 <= 0 {
            return if self.paid().0 > 0 && self.given_up.0 == 0 {
                say!(language, "Elle est déjà réglée : il ne reste rien à payer.").to_owned()
            } else {
                say!(language, "Il ne reste rien à payer.").to_owned()
            };
        }
        let (open, day) = (language.euros(self.open), language.long_date(self.last_day()));
        match self.parts.as_slice() {
            [] | [_] if whole => say!(language, "Elle est à régler au plus tard le {day}.", day = day),
            [] | [_] => {
                say!(language, "Il reste {open} à payer, au plus tard le {day}.", open = open, day = day)
            }
            parts if whole => say!(
                language,
                "Elle est à régler en {count} fois : {parts}.",
                count = parts.len(),
                parts = self.each(parts)
            ),
            parts => {
                say!(language, "Il reste {open} à payer : {parts}.", open = open, parts = self.each(parts))
            }
        }
    }

    fn favour(&self) -> String {
        if self.in_favour.0 <= 0 {
            return String::new();
        }
        say!(
            self.language,
            "{amount} sont en votre faveur : je vous les rembourse, ou les déduis d’une prochaine facture.",
            amount = self.language.euros(self.in_favour)
        )
    }

    fn last_day(&self) -> NaiveDate {
        self.parts.last().map_or(self.due_on, |part| part.due_on)
    }

    /// « 180,00 € au plus tard le 1 octobre 2026 ; 180,00 € au plus tard le 30 octobre 2026 »
    fn each(&self, parts: &[Instalment]) -> String {
        each(self.language, parts)
    }
}

/// Each part with its day.
#[must_use]
pub fn each(language: Language, parts: &[Instalment]) -> String {
    let said = parts.iter().map(|part| {
        say!(
            language,
            "{amount} au plus tard le {day}",
            amount = language.euros(part.amount),
            day = language.long_date(part.due_on)
        )
    });
    said.collect::<Vec<_>>().join(say!(language, " ; "))
}

/// « n’est pas encore réglée », or not all of it.
#[must_use]
pub fn unpaid(language: Language, open: Cents, standing: Cents) -> &'static str {
    if open < standing {
        say!(language, "n’est pas encore entièrement réglée")
    } else {
        say!(language, "n’est pas encore réglée")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn invoice() -> InvoiceStanding {
        InvoiceStanding {
            language: Language::French,
            gross: Cents(36_000),
            credited: Cents(0),
            given_up: Cents(0),
            open: Cents(36_000),
            due_on: day(10, 30),
            parts: Vec::new(),
            credit_notes: Vec::new(),
            deducted: Vec::new(),
            in_favour: Cents(0),
        }
    }

    fn says(standing: &InvoiceStanding) -> String {
        standing.sentences().replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn each_part_is_said_with_its_day() {
        let part = |m, d, amount| Instalment { due_on: day(m, d), amount: Cents(amount) };
        let two = vec![part(10, 1, 18_000), part(10, 30, 18_000)];
        assert_eq!(says(&invoice()), "Elle est à régler au plus tard le 30 octobre 2026.");
        assert_eq!(
            says(&InvoiceStanding { parts: two, ..invoice() }),
            "Elle est à régler en 2 fois : 180,00 € au plus tard le 1er octobre 2026 ; 180,00 € au plus tard le 30 octobre 2026."
        );
        let last = InvoiceStanding { parts: vec![part(10, 30, 18_000)], open: Cents(18_000), ..invoice() };
        assert_eq!(
            says(&last),
            "Vous en avez déjà réglé 180,00 €. Il reste 180,00 € à payer, au plus tard le 30 octobre 2026."
        );
    }

    #[test]
    fn what_is_not_to_be_paid_says_why() {
        let notes = vec!["A-2026-0001".to_owned()];
        let annulled = InvoiceStanding {
            credited: Cents(36_000),
            open: Cents(0),
            credit_notes: notes.clone(),
            ..invoice()
        };
        assert_eq!(says(&annulled), "Elle est annulée par l’avoir A-2026-0001 : il n’y a rien à payer.");
        assert!(
            says(&InvoiceStanding { in_favour: Cents(5_000), ..annulled })
                .contains("50,00 € sont en votre faveur")
        );
        assert!(says(&InvoiceStanding { open: Cents(0), ..invoice() }).starts_with("Elle est déjà réglée"));
        let short = InvoiceStanding { open: Cents(0), given_up: Cents(100), ..invoice() };
        assert_eq!(says(&short), "Il ne reste rien à payer.");
        let part =
            InvoiceStanding { credited: Cents(6_000), open: Cents(30_000), credit_notes: notes, ..invoice() };
        assert_eq!(
            says(&part),
            "L’avoir A-2026-0001 en déduit 60,00 €. Il reste 300,00 € à payer, au plus tard le 30 octobre 2026."
        );
        assert!(part.after_credit().starts_with("Il reste 300"));
    }

    #[test]
    fn a_reminder_says_whether_something_was_paid() {
        assert_eq!(unpaid(Language::English, Cents(1), Cents(2)), "has not been fully paid yet");
        assert_eq!(unpaid(Language::French, Cents(2), Cents(2)), "n’est pas encore réglée");
    }

    fn labels(over: impl FnOnce(&mut IssuedInvoice)) -> Vec<String> {
        let mut issued = IssuedInvoice {
            id: 1,
            number: "F-2026-0001".to_owned(),
            kind: InvoiceKind::Balance,
            deal: 1,
            title: String::new(),
            client: 1,
            issued_on: day(9, 30),
            due_on: day(10, 30),
            gross: Cents(280_000),
            open: Cents(280_000),
            credited: Cents(0),
            given_up: Cents(0),
            written_off: false,
            planned: false,
            document: 1,
            sent_on: None,
        };
        over(&mut issued);
        issued.states(day(10, 30)).into_iter().map(|state| state.label).collect()
    }

    #[test]
    fn a_row_says_whether_it_is_to_pay_in_part_late_or_paid() {
        assert_eq!(labels(|_| ()), ["à payer"]);
        assert_eq!(labels(|i| i.open = Cents(80_000)), ["payée en partie"]);
        assert_eq!(labels(|i| i.due_on = day(10, 27)), ["3\u{a0}jours de retard"]);
        assert_eq!(labels(|i| i.open = Cents(0)), ["payée"]);
        assert_eq!(labels(|i| (i.open, i.given_up) = (Cents(0), Cents(100))), ["payée, reste abandonné"]);
        assert_eq!(labels(|i| i.kind = InvoiceKind::CreditNote), ["émis"]);
    }

    #[test]
    fn what_a_credit_note_took_back_is_neither_paid_nor_owed_and_nothing_is_not_annulled() {
        assert_eq!(labels(|i| (i.open, i.credited) = (Cents(0), Cents(280_000))), ["annulée par avoir"]);
        assert_eq!(
            labels(|i| (i.open, i.credited) = (Cents(220_000), Cents(60_000))),
            ["à payer", "avoir partiel"]
        );
        assert_eq!(labels(|i| (i.open, i.gross) = (Cents(0), Cents(0))), ["rien à payer"]);
    }
}
