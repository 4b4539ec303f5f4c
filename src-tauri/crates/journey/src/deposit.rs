//! Deposit: the part of an order invoiced before the work, as a share or as an amount, per VAT rate, never losing a cent.

use crate::credit::share::of_gross;
use crate::language::Language;
use crate::vat::{Totals, VatGroup, part, spread};
use values::letters;
use values::money::{BasisPoints, Cents};

use values::refusal::{Refusal, shown};
use values::{input, words};

/// What is asked before the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deposit {
    /// That much of the whole.
    Share(BasisPoints),
    /// So much with VAT, whatever the whole comes to, as far as it goes.
    Amount(Cents),
}

impl Deposit {
    pub const NONE: Deposit = Deposit::Share(BasisPoints(0));

    /// « 30 », « 30 % », « 500 € »: a number alone is a percentage.
    pub fn read(field: &str, typed: &str) -> Result<Deposit, Refusal> {
        let text = letters::code(typed).to_uppercase();
        let text = text.strip_suffix("TTC").map_or(text.as_str(), str::trim_end);
        if !text.contains('€') && !text.contains("EUR") {
            return input::percent(field, text).map(Deposit::Share).map_err(|refusal| {
                let amount = input::amount(field, text).is_ok_and(|amount| amount.0 > 10_000);
                if !amount {
                    return refusal;
                }
                let message =
                    format!("{} Pour un montant, écrivez « {} € ».", refusal.message.trim_end(), shown(text));
                Refusal::at(field, message)
            });
        }
        let amount = input::amount(field, text)?;
        if amount.0 < 0 {
            return Err(Refusal::at(field, "Un acompte est un montant positif, TTC."));
        }
        Ok(if amount.is_zero() { Deposit::NONE } else { Deposit::Amount(amount) })
    }

    /// As it is kept: the share, and the amount where one was agreed.
    #[must_use]
    pub fn kept(share: i64, amount: Option<Cents>) -> Deposit {
        amount.map_or(Deposit::Share(BasisPoints(share)), Deposit::Amount)
    }

    #[must_use]
    pub fn share(self) -> BasisPoints {
        match self {
            Deposit::Share(rate) => rate,
            Deposit::Amount(_) => BasisPoints(0),
        }
    }

    #[must_use]
    pub fn amount(self) -> Option<Cents> {
        match self {
            Deposit::Share(_) => None,
            Deposit::Amount(amount) => Some(amount),
        }
    }

    #[must_use]
    pub fn is_none(self) -> bool {
        self == Deposit::NONE
    }

    /// As it is typed again.
    #[must_use]
    pub fn typed(self) -> String {
        match self {
            Deposit::Share(rate) => words::typed(rate.0, 2),
            Deposit::Amount(amount) => words::euros(amount),
        }
    }

    /// « 30 % », « 500,00 € »
    #[must_use]
    pub fn named(self, language: Language) -> String {
        match self {
            Deposit::Share(rate) => language.percent(rate),
            Deposit::Amount(amount) => language.euros(amount),
        }
    }

    /// What it comes to of that whole, per VAT rate.
    #[must_use]
    pub fn of(self, whole: &Totals) -> Totals {
        match self {
            Deposit::Share(rate) => Totals::from_groups(
                whole.groups.iter().map(|group| part(*group, group.net.share(rate))).collect(),
            ),
            Deposit::Amount(amount) => amount_of(whole, amount),
        }
    }

    /// Does it go beyond the whole?
    ///
    /// # Errors
    /// A sentence at the field where it is typed.
    pub fn within(self, field: &str, whole: Cents) -> Result<(), Refusal> {
        match self {
            Deposit::Amount(amount) if amount > whole => Err(Refusal::at(
                field,
                format!(
                    "Cet acompte de {} dépasse le total, {} TTC.",
                    words::euros(amount),
                    words::euros(whole)
                ),
            )),
            Deposit::Amount(_) | Deposit::Share(_) => Ok(()),
        }
    }
}

/// So much of that whole with VAT, spread over its rates, to the cent and as far as it goes.
fn amount_of(whole: &Totals, amount: Cents) -> Totals {
    let amount = amount.clamp(Cents::ZERO, whole.gross.max(Cents::ZERO));
    let gross: Vec<Cents> = whole.groups.iter().map(|g| (g.net + g.vat).max(Cents::ZERO)).collect();
    let shares = spread(amount, &gross);
    Totals::from_groups(whole.groups.iter().zip(shares).map(|(g, gross)| of_gross(*g, gross)).collect())
}

/// The deposit to invoice: so much of the whole order, taken from what is left of it.
///
/// # Errors
/// A refusal if nothing is asked, or if nothing or less than asked is left to invoice.
pub fn next(whole: &Totals, left: &Totals, asked: Deposit) -> Result<Totals, Refusal> {
    if asked.share().0 <= 0 && asked.amount().is_none() {
        return Err(Refusal::at("percent", "Indiquez le pourcentage ou le montant à facturer."));
    }
    let (part, whole_part) = match asked {
        Deposit::Share(rate) => {
            let of = |group: &VatGroup| {
                let net = whole.groups.iter().find(|g| g.rate == group.rate).map_or(group.net, |g| g.net);
                part(*group, net.share(rate))
            };
            (Totals::from_groups(left.groups.iter().map(of).collect()), whole.gross.share(rate))
        }
        Deposit::Amount(amount) => (amount_of(left, amount), amount),
    };
    if part.gross.0 <= 0 {
        return Err(Refusal::at("percent", "Il ne reste rien à facturer de cette commande."));
    }
    if whole_part > left.gross {
        return Err(Refusal::at("percent", "Cette part dépasse ce qui reste à facturer de la commande."));
    }
    Ok(part)
}

/// What is still to be asked so that deposits make the one agreed, of a whole that was amended since they were issued:
/// nothing where they already do. `invoiced` are the deposits standing, per rate.
#[must_use]
pub fn rest(whole: &Totals, left: &Totals, agreed: Deposit, invoiced: &[VatGroup]) -> Totals {
    let asked: Cents = invoiced.iter().map(|g| g.net + g.vat).sum();
    amount_of(left, agreed.of(whole).gross - asked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const THIRTY: Deposit = share(3000);

    const fn share(rate: i64) -> Deposit {
        Deposit::Share(BasisPoints(rate))
    }

    #[test]
    fn thirty_percent_of_four_thousand_is_twelve_hundred() {
        let whole = Totals::of_lines(&[(BasisPoints(2000), Cents(333_333))], BasisPoints(0));
        let deposit = next(&whole, &whole, THIRTY).unwrap();
        assert_eq!((deposit.net, deposit.vat), (Cents(100_000), Cents(20_000)));
        let left = whole.less(&deposit.groups);
        assert_eq!((left.net, left.vat, left.gross), (Cents(233_333), Cents(46_667), Cents(280_000)));
    }

    #[test]
    fn an_amended_whole_asks_only_for_the_rest_of_its_deposit() {
        let whole = |net| Totals::of_lines(&[(BasisPoints(2000), Cents(net))], BasisPoints(0));
        let first = next(&whole(333_333), &whole(333_333), THIRTY).unwrap();
        let now = whole(500_000);
        let more = rest(&now, &now.less(&first.groups), THIRTY, &first.groups);
        assert_eq!((first.gross, more.net, more.gross), (Cents(120_000), Cents(50_000), Cents(60_000)));
        let less = whole(300_000);
        assert_eq!(rest(&less, &less.less(&first.groups), THIRTY, &first.groups).gross, Cents(0));
    }

    #[test]
    fn deposits_never_exceed_the_order() {
        let whole = Totals::of_lines(&[(BasisPoints(2000), Cents(10_000))], BasisPoints(0));
        let first = next(&whole, &whole, share(7000)).unwrap();
        let left = whole.less(&first.groups);
        assert!(next(&whole, &left, share(4000)).is_err());
        assert!(next(&whole, &left, THIRTY).is_ok());
        assert!(next(&whole, &whole, Deposit::NONE).is_err());
    }

    #[test]
    fn a_number_alone_is_a_percentage_and_a_mark_of_euros_makes_an_amount() {
        let read = |typed| Deposit::read("deposit", typed);
        for typed in ["30", "30 %", " 30,0 pour cent"] {
            assert_eq!(read(typed).unwrap(), THIRTY, "{typed}");
        }
        for typed in ["500 €", "500€", "500,00 euros", "EUR 500", "500 € TTC", "€ 500"] {
            assert_eq!(read(typed).unwrap(), Deposit::Amount(Cents(50_000)), "{typed}");
        }
        assert_eq!((read("").unwrap(), read("0 €").unwrap()), (Deposit::NONE, Deposit::NONE));
        let many = read("500").unwrap_err();
        assert!(many.message.contains("« 500 € »"), "{}", many.message);
        assert_eq!(read("1.200 €").unwrap_err().readings.len(), 2);
        for typed in ["-5 €", "5 € %", "la moitié"] {
            assert_eq!(read(typed).unwrap_err().field.as_deref(), Some("deposit"), "{typed}");
        }
    }

    #[test]
    fn an_amount_is_refused_beyond_the_whole() {
        assert!(Deposit::Amount(Cents(50_000)).within("deposit", Cents(50_000)).is_ok());
        let beyond = Deposit::Amount(Cents(50_001)).within("deposit", Cents(50_000)).unwrap_err();
        assert_eq!(beyond.field.as_deref(), Some("deposit"));
        assert!(THIRTY.within("deposit", Cents(0)).is_ok());
    }

    proptest! {
        #[test]
        fn an_amount_is_asked_to_the_cent_and_its_rest_too(
            nets in proptest::collection::vec((0..5usize, 1..9_000_000i64), 1..5),
            first in 1..1_000i64, second in 1..1_000i64,
        ) {
            let rates = [2000, 1000, 550, 210, 0];
            let lines: Vec<_> = nets.iter().map(|(r, n)| (BasisPoints(rates[*r]), Cents(*n))).collect();
            let whole = Totals::of_lines(&lines, BasisPoints(0));
            let agreed = Deposit::Amount(Cents(whole.gross.0 * first.max(second) / 1_000));
            prop_assume!(agreed.amount() > Some(Cents(0)));
            let asked = Deposit::Amount(Cents(whole.gross.0 * first.min(second) / 1_000));
            prop_assume!(asked.amount() > Some(Cents(0)));
            let one = next(&whole, &whole, asked).unwrap();
            prop_assert_eq!(Some(one.gross), asked.amount());
            for (group, of) in one.groups.iter().zip(&whole.groups) {
                prop_assert!(group.net <= of.net && (group.vat - group.net.share(group.rate)).abs().0 <= 1);
            }
            let more = rest(&whole, &whole.less(&one.groups), agreed, &one.groups);
            prop_assert_eq!(Some(one.gross + more.gross), agreed.amount());
        }

        #[test]
        fn what_is_shown_is_read_again(rate in 0..=10_000i64, cents in 1..99_999_999i64) {
            for deposit in [share(rate), Deposit::Amount(Cents(cents))] {
                prop_assert_eq!(Deposit::read("f", &deposit.typed()).unwrap(), deposit);
                prop_assert_eq!(Deposit::read("f", &deposit.named(Language::French)).unwrap(), deposit);
            }
        }
    }
}
