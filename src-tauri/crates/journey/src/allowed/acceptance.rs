//! Acceptance: the client says yes to a quote as it was sent; what is signed, what it comes to, what is asked first.

use crate::allowed::order::may_amend;
use crate::contact::ClientCard;
use crate::deal::{Facts, QuoteFact};
use crate::deposit::{Deposit, rest};
use crate::order::amendment::holds;
use crate::order::protection::{Place, is_protected, place_of};
use crate::order::{SignatureMethod, acceptable, ordered};
use crate::quote::{Line, signable, totals_of};
use crate::vat::{Totals, VatGroup, VatRegime};
use chrono::NaiveDate;
use values::day::Near;
use values::input;
use values::money::{BasisPoints, Cents};
use values::refusal::Refusal;

/// What the client was sent, and what of the deal's orders is already invoiced, per VAT rate.
#[derive(Clone, Copy, Debug)]
pub struct SentQuote<'a> {
    pub lines: &'a [Line],
    pub discount: BasisPoints,
    pub deposit: Deposit,
    pub terms_joined: bool,
    pub regime: VatRegime,
    /// Credit notes taken away.
    pub invoiced: &'a [VatGroup],
    /// Of these, the deposits.
    pub deposits: &'a [VatGroup],
}

/// An acceptance as it is typed.
#[derive(Clone, Copy, Debug)]
pub struct TypedAcceptance<'a> {
    pub signed_on: &'a str,
    pub signed_by: &'a str,
    pub quality: &'a str,
    pub method: SignatureMethod,
    pub has_proof: bool,
    pub terms_accepted: bool,
    pub order_number: &'a str,
    pub words: &'a str,
    /// Positions of the options ticked, among all lines.
    pub options: &'a [usize],
    pub place: Option<Place>,
    /// Why it is taken though the offer had lapsed.
    pub late_words: &'a str,
}

/// An acceptance that holds. Amounts are gross, in cents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedQuote {
    pub signed_on: NaiveDate,
    pub signed_by: String,
    pub quality: String,
    pub order_number: String,
    pub words: String,
    pub place: Option<Place>,
    /// Why it was taken late; empty where it came in time.
    pub late_words: String,
    pub protected: bool,
    /// Ticked, in the order of the lines, each once.
    pub options: Vec<usize>,
    /// What is ordered: the lines agreed in any case, and the options ticked.
    pub lines: Vec<Line>,
    pub totals: Totals,
    /// What is asked before the work: of an amended order, all its deposits together.
    pub deposit: Cents,
}

/// The quote of that id as it was last sent: the amendment once an order is signed.
pub fn as_sent(facts: &Facts, quote: i64) -> Result<&QuoteFact, Refusal> {
    let sent = if facts.order.is_some() { &facts.amendment } else { &facts.quote };
    sent.as_ref()
        .filter(|sent| sent.id == quote)
        .ok_or_else(|| Refusal::not_now("Ce devis n’a pas encore été envoyé."))
}

/// The quote of that id as it was last sent, if the deal still waits for its signature.
pub fn awaits_signature(facts: &Facts, quote: i64) -> Result<&QuoteFact, Refusal> {
    if facts.lost_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est classée perdue."));
    }
    if let Some(order) = &facts.order {
        if facts.amendment.as_ref().is_none_or(|sent| sent.id != quote) {
            return Err(Refusal::not_now(format!(
                "La commande {} est déjà signée : cet accord n’attend plus de signature.",
                order.number
            )));
        }
        may_amend(facts)?;
    }
    as_sent(facts, quote)
}

/// What the client agreed to, that quote waiting for its signature.
///
/// # Errors
/// The first thing that is wrong or missing of what was typed, at its field; at `options`, a whole that no longer
/// holds what is invoiced.
pub fn accept(
    facts: &Facts,
    client: &ClientCard,
    sent: &QuoteFact,
    quote: &SentQuote,
    typed: &TypedAcceptance,
    today: NaiveDate,
) -> Result<AcceptedQuote, Refusal> {
    let signed_on = input::day("signed_on", typed.signed_on, Near::Past(today))?;
    let late_words = input::line("late_words", typed.late_words, input::SHORT)?;
    signable(sent.sent_on, sent.valid_until, signed_on, &late_words, today)?;
    if signed_on <= sent.valid_until && !late_words.is_empty() {
        return Err(Refusal::at("late_words", "Ce devis n’avait pas expiré ce jour-là : videz ce champ."));
    }
    let signed_by =
        input::required("signed_by", typed.signed_by, input::NAME, "Indiquez qui a donné son accord.")?;
    let quality = input::line("quality", typed.quality, input::NAME)?;
    let order_number = input::code("order_number", typed.order_number, 35)?;
    let words = input::paragraph("words", typed.words, input::LONG)?;
    acceptable(typed.method, typed.has_proof, &words, quote.terms_joined, typed.terms_accepted)?;
    let place = place_of(client.kind, client.protected, typed.place)?;
    let lines = ordered(quote.lines, typed.options)?;
    let totals = totals_of(&lines, quote.discount);
    if facts.order.is_some() {
        holds(&totals, quote.invoiced, quote.regime == VatRegime::Liable)
            .map_err(|refusal| Refusal::at("options", refusal.message))?;
    }
    let mut options = typed.options.to_vec();
    options.sort_unstable();
    options.dedup();
    Ok(AcceptedQuote {
        signed_on,
        signed_by,
        quality,
        order_number,
        words,
        place,
        late_words,
        protected: place.is_some_and(|place| is_protected(client.kind, client.protected, place)),
        options,
        lines,
        deposit: deposit_agreed(facts, quote, &totals),
        totals,
    })
}

/// The deposit agreed by signing that whole.
fn deposit_agreed(facts: &Facts, quote: &SentQuote, whole: &Totals) -> Cents {
    let usual = quote.deposit.of(whole).gross;
    let asked = facts.deposit_invoiced();
    if facts.order.is_none() || asked.0 <= 0 {
        return usual;
    }
    // What was asked counts: only the rest is asked now, and to the cent what its invoice will say.
    let rest = rest(whole, &whole.less(quote.invoiced), quote.deposit, quote.deposits).gross;
    if rest.0 > 0 { asked + rest } else { usual.min(asked) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::ClientKind;
    use crate::deal::tests::{day, fresh, invoice, quoted, signed};
    use crate::invoice::InvoiceKind;
    use serde_json::json;

    fn line(label: &str, net: i64, optional: bool) -> Line {
        let vat_rate = BasisPoints(2000);
        Line { label: label.into(), net: Cents(net), vat_rate, optional, ..Line::default() }
    }

    fn lines() -> [Line; 3] {
        [line("Site", 300_000, false), line("Logo", 60_000, true), line("Photos", 40_000, true)]
    }

    fn sent(lines: &[Line]) -> SentQuote<'_> {
        SentQuote {
            lines,
            discount: BasisPoints(0),
            deposit: Deposit::Share(BasisPoints(3000)),
            terms_joined: true,
            regime: VatRegime::Liable,
            invoiced: &[],
            deposits: &[],
        }
    }

    fn typed() -> TypedAcceptance<'static> {
        TypedAcceptance {
            signed_on: "24/09/2026",
            signed_by: "Anne Le Goff",
            quality: "gérante",
            method: SignatureMethod::SignedPaper,
            has_proof: true,
            terms_accepted: true,
            order_number: "",
            words: "",
            options: &[],
            place: None,
            late_words: "",
        }
    }

    fn bakery() -> ClientCard {
        serde_json::from_value(json!({"kind": "company", "name": "Boulangerie Le Goff"})).unwrap()
    }

    fn said(facts: &Facts, quote: &SentQuote, typed: &TypedAcceptance) -> Result<AcceptedQuote, Refusal> {
        accept(facts, &bakery(), awaits_signature(facts, 2)?, quote, typed, day(9, 30))
    }

    /// A signed deal of 3 000 € whose deposit is invoiced, and an amendment that waits.
    fn amended() -> (Facts, [VatGroup; 1]) {
        let mut facts = signed();
        facts.amendment = facts.quote.clone();
        let deposit = VatGroup { rate: BasisPoints(2000), net: Cents(90_000), vat: Cents(18_000) };
        facts.invoices.push(invoice(4, InvoiceKind::Deposit, 108_000, 0));
        (facts, [deposit])
    }

    #[test]
    fn a_quote_is_signed_once_sent_and_while_the_deal_lives() {
        let refused = |facts: &Facts, quote| awaits_signature(facts, quote).unwrap_err().message;
        assert!(refused(&fresh(), 2).contains("pas encore été envoyé"));
        assert!(refused(&quoted(), 9).contains("pas encore été envoyé"), "another one was");
        assert!(refused(&Facts { lost_on: Some(day(9, 20)), ..quoted() }, 2).contains("perdue"));
        assert!(refused(&signed(), 2).contains("CO-2026-0009 est déjà signée"));
        assert_eq!(awaits_signature(&quoted(), 2).map(|sent| sent.version), Ok(1));
    }

    #[test]
    fn an_amendment_waits_until_the_deal_is_cancelled_or_its_balance_issued() {
        let (mut facts, _) = amended();
        assert!(awaits_signature(&facts, 2).is_ok());
        facts.invoices.push(invoice(5, InvoiceKind::Balance, 252_000, 0));
        assert!(awaits_signature(&facts, 2).unwrap_err().message.contains("F-2026-0005"));
        facts.invoices.pop();
        facts.cancelled_on = Some(day(9, 28));
        assert!(awaits_signature(&facts, 2).unwrap_err().message.contains("annulée"));
    }

    #[test]
    fn what_is_ticked_is_ordered_once_and_counted() {
        let lines = lines();
        let agreed =
            said(&quoted(), &sent(&lines), &TypedAcceptance { options: &[2, 1, 2], ..typed() }).unwrap();
        assert_eq!((agreed.options, agreed.totals.gross), (vec![1, 2], Cents(480_000)));
        assert_eq!((agreed.deposit, agreed.place, agreed.protected), (Cents(144_000), None, false));
        let field =
            |typed: &TypedAcceptance| said(&quoted(), &sent(&lines), typed).unwrap_err().field.unwrap();
        assert_eq!(field(&TypedAcceptance { options: &[0], ..typed() }), "options");
        assert_eq!(field(&TypedAcceptance { signed_by: " ", ..typed() }), "signed_by");
        assert_eq!(field(&TypedAcceptance { signed_on: "01/10/2026", ..typed() }), "signed_on");
        assert_eq!(field(&TypedAcceptance { terms_accepted: false, ..typed() }), "terms_accepted");
        assert_eq!(field(&TypedAcceptance { has_proof: false, ..typed() }), "proof");
    }

    #[test]
    fn a_private_person_says_where_and_is_protected_away_from_the_workplace() {
        let (lines, facts) = (lines(), quoted());
        let person = ClientCard { kind: ClientKind::Person, ..bakery() };
        let at = |place| {
            let typed = TypedAcceptance { place, ..typed() };
            accept(&facts, &person, awaits_signature(&facts, 2)?, &sent(&lines), &typed, day(9, 30))
        };
        assert_eq!(at(None).unwrap_err().field.as_deref(), Some("place"));
        assert!(at(Some(Place::OffPremises)).unwrap().protected);
        assert!(!at(Some(Place::Premises)).unwrap().protected);
    }

    #[test]
    fn an_amended_order_holds_what_is_invoiced() {
        let (facts, _) = amended();
        let lines = [line("Site", 80_000, false)];
        let invoiced = [VatGroup { rate: BasisPoints(2000), net: Cents(90_000), vat: Cents(18_000) }];
        let refusal = said(&facts, &SentQuote { invoiced: &invoiced, ..sent(&lines) }, &typed()).unwrap_err();
        assert_eq!(refusal.field.as_deref(), Some("options"));
    }

    #[test]
    fn an_amended_order_counts_the_deposit_that_was_asked() {
        let (facts, deposits) = amended();
        let deposit = |net| {
            let lines = [line("Site", net, false)];
            let quote = SentQuote { invoiced: &deposits, deposits: &deposits, ..sent(&lines) };
            said(&facts, &quote, &typed()).unwrap().deposit
        };
        assert_eq!(deposit(500_000), Cents(180_000), "the rest is asked");
        assert_eq!(deposit(300_000), Cents(108_000), "as before");
        assert_eq!(deposit(200_000), Cents(72_000), "less than what was asked");
    }
}
