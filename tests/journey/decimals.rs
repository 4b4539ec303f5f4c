//! Money worked out a second time, in decimals that know nothing of the house: 100 000 random documents agree to the
//! cent, and some of them are walked through the door.

use crate::credit_lines::invoiced;
use journey::activity::Nature;
use journey::contact::{ClientCard, ClientKind, Identity};
use journey::credit::{Asked, CreditedLine, CreditedSoFar, LeftLine, left_lines, note};
use journey::deposit;
use journey::invoice::{InstalmentContent, PaymentTerms, instalments};
use journey::law::Law;
use journey::legal::Ceiling;
use journey::quote::{Line, LineContent, QuoteContent, QuoteSetting, totals_of, work_out};
use journey::vat::{Totals, VatGroup};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tests::{Books, day};
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice, line_net};

/// A decimal number: an integer and how many of its digits stand after the point.
#[derive(Clone, Copy, Debug)]
struct Decimal(i128, u32);

impl Decimal {
    fn times(self, other: Decimal) -> Decimal {
        Decimal(self.0 * other.0, self.1 + other.1)
    }

    /// In cents, halves away from zero, as a person does it with the digits written out.
    fn cents(self) -> i64 {
        let digits = format!("{:0>1$}", self.0.unsigned_abs(), usize::try_from(self.1).unwrap() + 1);
        let (whole, after) = digits.split_at(digits.len() - usize::try_from(self.1).unwrap());
        let after = format!("{after:0<3}");
        let kept: i64 = format!("{whole}{}", &after[..2]).parse().unwrap();
        let rounded = if after.as_bytes()[2] >= b'5' { kept + 1 } else { kept };
        if self.0 < 0 { -rounded } else { rounded }
    }
}

/// The quotient of two whole numbers, halves away from zero.
fn quotient(of: i128, by: i128) -> i64 {
    let (whole, rest) = (of / by, of % by);
    let more = if rest.abs() * 2 >= by.abs() { rest.signum() * by.signum() } else { 0 };
    i64::try_from(whole + more).unwrap()
}

fn vat(net: i64, rate: i64) -> i64 {
    Decimal(net.into(), 2).times(Decimal(rate.into(), 4)).cents()
}

/// A quantity as it is typed; three decimals alone could be a thousands mark.
fn thousandths(quantity: i64) -> String {
    format!("{},{:04}", quantity / 1_000, quantity % 1_000 * 10)
}

/// Dice that fall the same way each time.
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, most: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % (most + 1)
    }

    fn among(&mut self, faces: &[i64]) -> i64 {
        faces[usize::try_from(self.up_to(i64::try_from(faces.len()).unwrap() - 1)).unwrap()]
    }
}

/// A line as one reads it: quantity, price and discount in decimals.
#[derive(Clone, Debug)]
struct Row {
    quantity: i64,
    price: i64,
    discount: i64,
    rate: i64,
    advanced: bool,
}

impl Row {
    fn thrown(dice: &mut Dice) -> Row {
        let advanced = dice.up_to(9) == 0;
        Row {
            quantity: dice.among(&[1_000, 1_000, 3_000, 500, 1_250, 7_000])
                + dice.up_to(1) * dice.up_to(9_999),
            price: 1 + dice.up_to(3) * 10_000 + dice.up_to(2_000_000),
            discount: if advanced { 0 } else { dice.among(&[0, 0, 500, 1_000, 3_333]) },
            rate: if advanced { 0 } else { dice.among(&[2_000, 2_000, 1_000, 550, 210, 0]) },
            advanced,
        }
    }

    fn net(&self) -> i64 {
        let kept = Decimal((10_000 - self.discount).into(), 4);
        Decimal(self.quantity.into(), 3).times(Decimal(self.price.into(), 4)).times(kept).cents()
    }

    fn line(&self) -> Line {
        let (quantity, unit_price) = (Thousandths(self.quantity), UnitPrice(self.price));
        let discount = BasisPoints(self.discount);
        Line {
            quantity,
            unit_price,
            discount,
            vat_rate: BasisPoints(self.rate),
            net: line_net(quantity, unit_price, discount),
            nature: if self.advanced { Nature::Disbursement } else { Nature::Service },
            ..Line::default()
        }
    }
}

/// The shares of an amount, proportional to weights: whole cents first, then one each to the largest remainders.
fn shares(amount: i64, weights: &[i64]) -> Vec<i64> {
    let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    if total == 0 {
        return weights.iter().enumerate().map(|(at, _)| if at == 0 { amount } else { 0 }).collect();
    }
    let exact: Vec<i128> = weights.iter().map(|w| i128::from(*w) * i128::from(amount)).collect();
    let mut shares: Vec<i64> = exact.iter().map(|e| i64::try_from(e / total).unwrap()).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| (exact[*b] % total).cmp(&(exact[*a] % total)).then(a.cmp(b)));
    let missing = usize::try_from(amount - shares.iter().sum::<i64>()).unwrap();
    for at in order.into_iter().take(missing) {
        shares[at] += 1;
    }
    shares
}

/// What rows make per rate: (net, VAT).
fn sums(rows: &[Row], discount: i64) -> BTreeMap<i64, (i64, i64)> {
    let mut work: BTreeMap<i64, i64> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.advanced) {
        *work.entry(-row.rate).or_default() += row.net();
    }
    let nets: Vec<i64> = work.values().copied().collect();
    let off = Decimal(nets.iter().sum::<i64>().into(), 2).times(Decimal(discount.into(), 4)).cents();
    let mut made: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for ((rate, net), less) in work.iter().zip(shares(off, &nets)) {
        made.insert(-rate, (net - less, vat(net - less, -rate)));
    }
    let advanced: i64 = rows.iter().filter(|row| row.advanced).map(Row::net).sum();
    if advanced != 0 {
        made.entry(0).or_default().0 += advanced;
    }
    made
}

fn of_totals(totals: &Totals) -> BTreeMap<i64, (i64, i64)> {
    totals.groups.iter().map(|g| (g.rate.0, (g.net.0, g.vat.0))).collect()
}

/// What is taken makes, with what is left, what there was.
fn taken(left: &Totals, part: &[VatGroup]) -> Totals {
    let rest = left.less(part);
    for group in &rest.groups {
        assert!(group.net.0 >= 0 && group.vat.0 >= 0, "{left:?} less {part:?}");
        let strays = group.vat.0 - vat(group.net.0, group.rate.0);
        assert!(strays.abs() <= 1, "{strays} cents of VAT are left astray: {left:?} less {part:?}");
    }
    rest
}

/// Notes by line and by amount, until nothing is left; answers how many were made by line, and by amount.
fn credit(dice: &mut Dice, lines: &[Line], discount: i64, whole: &Totals) -> (usize, usize) {
    let (mut by_line, mut by_amount) = (0, 0);
    let mut left = whole.clone();
    let mut so_far: Vec<CreditedSoFar> = Vec::new();
    for _ in 0..3 {
        let known = left_lines(lines, BasisPoints(discount), &so_far);
        let line = &known[usize::try_from(dice.up_to(i64::try_from(known.len()).unwrap() - 1)).unwrap()];
        let by_quantity = dice.up_to(1) == 0;
        let mut typed = CreditedLine { line: line.rank, ..CreditedLine::default() };
        let asked = 1 + dice.up_to(line.quantity_left.0.max(1));
        let amount = 1 + dice.up_to(line.gross_left().0.max(1));
        if by_quantity {
            typed.quantity = thousandths(asked);
        } else {
            typed.amount = format!("{},{:02}", amount / 100, amount % 100);
        }
        let Ok(made) = note(&left, &known, Asked { amount: "", lines: &[typed] }) else { continue };
        by_line += 1;
        let group = made.totals.groups[0];
        checked(line, &made.totals, by_quantity.then_some(asked), amount);
        let close = (group.vat.0 - vat(group.net.0, group.rate.0)).abs();
        assert!(close <= 2, "{made:?} of {left:?}");
        left = taken(&left, &made.totals.groups);
        let credit = made.lines[0].credits.unwrap();
        match so_far.iter_mut().find(|known| known.line == credit.line) {
            Some(known) => {
                known.quantity.0 += credit.quantity.0;
                known.net += made.lines[0].net;
            }
            None => so_far.push(CreditedSoFar {
                line: credit.line,
                quantity: credit.quantity,
                net: made.lines[0].net,
            }),
        }
    }
    let known = left_lines(lines, BasisPoints(discount), &so_far);
    let asked = 1 + dice.up_to(left.gross.0.max(1));
    let amount = format!("{},{:02}", asked / 100, asked % 100);
    if let Ok(made) = note(&left, &known, Asked { amount: &amount, lines: &[] }) {
        by_amount += 1;
        assert_eq!(made.totals.gross, Cents(asked), "what is asked is what is issued");
        left = taken(&left, &made.totals.groups);
    }
    if left.gross.0 > 0 {
        let rest = note(&left, &known, Asked { amount: "", lines: &[] }).unwrap();
        assert_eq!(rest.totals, left, "the last takes all that is left");
    }
    (by_line, by_amount)
}

/// What one line gives back, by a quantity or by an amount.
fn checked(line: &LeftLine, totals: &Totals, quantity: Option<i64>, amount: i64) {
    let group = totals.groups[0];
    match quantity {
        // All that is left of it, or its part of what the line made.
        Some(all) if all == line.quantity_left.0 => assert_eq!(group.net, line.net_left),
        Some(part) => {
            let exact = i128::from(line.net.0) * i128::from(part);
            assert_eq!(group.net.0, quotient(exact, line.line.quantity.0.into()), "{line:?}");
        }
        // One cent more than its own rounding may be left of its rate.
        None => {
            assert!((totals.gross.0 - amount).abs() <= 1 && totals.gross.0 <= amount, "{line:?} {totals:?}")
        }
    }
}

/// A part of the whole, its parts by date, and the rest.
fn parts(dice: &mut Dice, whole: &Totals) {
    let percent = 100 + dice.up_to(8_000);
    if let Ok(first) = deposit::next(whole, whole, deposit::Deposit::Share(BasisPoints(percent))) {
        for group in &first.groups {
            let all = whole.groups.iter().find(|g| g.rate == group.rate).unwrap();
            let exact = quotient(i128::from(all.net.0) * i128::from(percent), 10_000);
            assert!((group.net.0 - exact).abs() <= 500 && group.vat.0 == vat(group.net.0, group.rate.0));
            let rest = all.net.0 - group.net.0;
            assert_eq!(all.vat.0 - group.vat.0, vat(rest, group.rate.0), "the balance bears its own VAT");
        }
        assert_eq!(first.gross + whole.less(&first.groups).gross, whole.gross);
    }
    let typed = [("20/09/2026", percent), ("25/09/2026", 0)].map(|(due_on, percent)| InstalmentContent {
        due_on: due_on.to_owned(),
        part: if percent == 0 { String::new() } else { format!("{},{:02} %", percent / 100, percent % 100) },
    });
    let (parts, _) = instalments(&typed, "", whole.gross, day(9, 4), Ceiling::PRUDENT);
    if let [first, last] = parts.as_slice() {
        let exact = quotient(i128::from(whole.gross.0) * i128::from(percent), 10_000);
        assert_eq!((first.amount.0, first.amount + last.amount), (exact, whole.gross));
    }
}

#[test]
fn a_hundred_thousand_documents_agree_to_the_cent() {
    let mut dice = Dice(20_261_126);
    let (mut by_line, mut by_amount) = (0, 0);
    for _ in 0..100_000 {
        let rows: Vec<Row> = (0..=dice.up_to(4)).map(|_| Row::thrown(&mut dice)).collect();
        let discount = dice.among(&[0, 0, 500, 1_250, 3_000]);
        let lines: Vec<Line> = rows.iter().map(Row::line).collect();
        for (row, line) in rows.iter().zip(&lines) {
            assert_eq!(row.net(), line.net.0, "{row:?}");
        }
        let totals = totals_of(&lines, BasisPoints(discount));
        assert_eq!(of_totals(&totals), sums(&rows, discount), "{rows:?} less {discount}");
        parts(&mut dice, &totals);
        let made = credit(&mut dice, &lines, discount, &totals);
        (by_line, by_amount) = (by_line + made.0, by_amount + made.1);
    }
    assert!(by_line > 150_000 && by_amount > 20_000, "too few were tried: {by_line}, {by_amount}");
}

/// Prices typed with VAT: what they make together is what is asked, or the difference is said.
#[test]
fn prices_typed_with_vat_make_what_was_typed_or_say_so() {
    let books = Books::camille();
    let seller = books.on(day(9, 4)).ask("identity", json!({}))["identity"].clone();
    let seller: Identity = serde_json::from_value(seller).unwrap();
    let (buyer, law) = (ClientCard::named(ClientKind::Company, "Le Goff"), Law::default());
    let setting = QuoteSetting {
        today: day(9, 4),
        seller: Some(&seller),
        buyer: &buyer,
        law: &law,
        terms: None,
        payment: PaymentTerms::of_days(30),
        validity_days: 30,
    };
    let (mut dice, mut kept) = (Dice(20_261_127), 0);
    for _ in 0..20_000 {
        let rows: Vec<Row> = (0..=dice.up_to(3))
            .map(|_| Row { price: 100 * (1 + dice.up_to(200_000)), ..Row::thrown(&mut dice) })
            .map(|row| if row.rate == 0 { Row { rate: 2_000, advanced: false, ..row } } else { row })
            .collect();
        let lines = rows.iter().map(|row| LineContent {
            label: "Ligne".to_owned(),
            quantity: thousandths(row.quantity),
            unit_price: format!("{},{:02}", row.price / 10_000, row.price / 100 % 100),
            discount: format!("{},{:02}", row.discount / 100, row.discount % 100),
            vat_rate: BasisPoints(row.rate),
            ..LineContent::default()
        });
        let content = QuoteContent { lines: lines.collect(), with_vat: true, ..QuoteContent::default() };
        let (quote, problems) = work_out(&content, setting);
        let asked: i64 = rows.iter().map(Row::net).sum();
        for group in &quote.totals.groups {
            assert_eq!(group.vat.0, vat(group.net.0, group.rate.0), "{rows:?}");
        }
        let said = problems.iter().any(|p| p.field == "with_vat" || p.field.ends_with("unit_price"));
        let missed = (quote.totals.gross.0 - asked).abs();
        assert!(missed == 0 || said, "{missed} unsaid: {rows:?} {problems:?}");
        let rates = i64::try_from(quote.totals.groups.len()).unwrap();
        assert!(missed <= rates, "a cent at most for each rate: {missed}, {rows:?}");
        kept += i64::from(missed == 0);
    }
    assert!(kept > 10_000, "too few were kept: {kept}");
}

#[test]
fn documents_walked_through_the_door_agree_to_the_cent() {
    let books = Books::camille();
    let mut dice = Dice(7);
    for _ in 0..60 {
        let rows: Vec<Row> = (0..=dice.up_to(3)).map(|_| Row::thrown(&mut dice)).collect();
        let typed = |row: &Row| {
            let mut line = json!({"label": "Ligne", "quantity": thousandths(row.quantity),
                "unit_price": format!("{},{:04}", row.price / 10_000, row.price % 10_000), "vat_rate": row.rate,
                "discount": format!("{},{:02}", row.discount / 100, row.discount % 100)});
            if row.advanced {
                line["nature"] = json!("disbursement");
            }
            if row.rate == 0 && !row.advanced {
                line["vat_reason"] = json!("Opération exonérée");
            }
            line
        };
        let lines: Vec<Value> = rows.iter().map(typed).collect();
        let invoice = invoiced(&books, json!({"lines": lines, "discount": "5"}));
        let house = books.on(day(9, 4));
        let view = house.ask("invoice", json!({"id": invoice}));
        let totals: Totals = serde_json::from_value(view["totals"].clone()).unwrap();
        assert_eq!(of_totals(&totals), sums(&rows, 500), "{rows:?}");
        let half = json!({"invoice": invoice, "lines": [{"line": 0, "quantity": "0,25"}], "reason": "Rendu"});
        let credit = house.done("credit_invoice", half);
        let rest = house.done("credit_invoice", json!({"invoice": invoice, "reason": "Le reste"}));
        let gross = |id: i64| house.ask("invoice", json!({"id": id}))["row"]["gross"].as_i64().unwrap();
        assert_eq!(gross(credit) + gross(rest), totals.gross.0);
    }
    books.on(day(9, 4)).verified();
}
