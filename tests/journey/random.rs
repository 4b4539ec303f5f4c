//! Journeys nobody planned: several deals at once, any lines, rates, discounts, deposits and part payments. Whatever
//! happens, deposits and balance make the order to the cent, nothing issued ever changes, and the books verify.

use crate::ledger::{Ledger, ledger};
use books::reading::Reading;
use chrono::{Days, NaiveDate};
use journey::vat::Totals;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tests::{Books, Door, bakery, camille, day};
use values::money::{BasisPoints, Cents};

const RATES: [i64; 5] = [2000, 1000, 550, 210, 0];

#[derive(Clone, Debug)]
struct Line {
    rate: usize,
    /// Ten-thousandths of a euro.
    price: i64,
    /// Thousandths.
    quantity: i64,
    /// Basis points.
    discount: i64,
}

#[derive(Clone, Debug)]
struct Plan {
    lines: Vec<Line>,
    discount: i64,
    deposit: i64,
}

/// One choice: which deal moves, which way, by how much, how many days later.
type Choice = (usize, u8, i64, u64);

fn line() -> impl Strategy<Value = Line> {
    let price = prop_oneof![1_i64..50_000, 10_000_i64..30_000_000];
    let quantity = prop_oneof![Just(1000_i64), 1_i64..20_000];
    (0..RATES.len(), price, quantity, prop_oneof![Just(0_i64), 0_i64..5_000])
        .prop_map(|(rate, price, quantity, discount)| Line { rate, price, quantity, discount })
}

fn plan() -> impl Strategy<Value = Plan> {
    let deposit = prop_oneof![Just(0_i64), Just(3_000), Just(10_000), 1_i64..10_000];
    (prop::collection::vec(line(), 1..6), prop_oneof![Just(0_i64), 0_i64..3_000], deposit)
        .prop_map(|(lines, discount, deposit)| Plan { lines, discount, deposit })
}

fn typed(value: i64, decimals: usize) -> String {
    let unit = 10_i64.pow(u32::try_from(decimals).unwrap());
    format!("{},{:0decimals$}", value / unit, value % unit)
}

impl Plan {
    /// The positions of its options: any line but the first whose price says so.
    fn options(&self) -> impl Iterator<Item = usize> + '_ {
        (1..self.lines.len()).filter(|i| self.lines[*i].price % 4 == 1)
    }

    /// The same work, more or less of it, one line perhaps left out: what an amendment offers.
    fn changed(&self, way: u8, amount: i64) -> Plan {
        let mut plan = self.clone();
        plan.lines[0].quantity = (plan.lines[0].quantity * (50 + amount % 150) / 100).max(1);
        if way.is_multiple_of(2) && plan.lines.len() > 1 {
            plan.lines.pop();
        }
        plan.deposit = (plan.deposit + amount % 2_000).min(10_000);
        plan
    }

    fn content(&self) -> Value {
        let lines: Vec<Value> = self
            .lines
            .iter()
            .enumerate()
            .map(|(i, l)| json!({"label": "Prestation", "optional": self.options().any(|o| o == i), "quantity": typed(l.quantity, 3), "unit_price": typed(l.price, 4), "discount": typed(l.discount, 2), "vat_rate": RATES[l.rate]}))
            .collect();
        json!({"subject": "Un travail", "duration": "longtemps", "lines": lines, "discount": typed(self.discount, 2), "deposit": typed(self.deposit, 2)})
    }
}

/// Net and VAT by rate.
type Groups = BTreeMap<i64, (i64, i64)>;

/// What is invoiced of every deal's orders, and what the order in force is for, straight from the rows.
fn orders(db: &rusqlite::Connection) -> Vec<(i64, bool, Groups, Groups)> {
    let mut statement = db
        .prepare(
            "SELECT max(o.id), o.deal, v.quote, v.version, o.options,
                EXISTS (SELECT 1 FROM invoice b WHERE b.deal = o.deal AND b.kind = 'balance' AND b.gross > (SELECT coalesce(sum(gross), 0) FROM invoice n WHERE n.credits = b.id))
                AND NOT EXISTS (SELECT 1 FROM invoice n JOIN invoice b ON b.id = n.credits WHERE b.deal = o.deal AND b.kind = 'balance')
             FROM signed_order o JOIN quote_version v ON v.id = o.quote_version GROUP BY o.deal",
        )
        .unwrap();
    let found: Vec<(i64, i64, i64, i64, String, bool)> = statement
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    found
        .into_iter()
        .map(|(_, deal, quote, version, options, closed)| {
            let (paper, _) = records::quote::stored(Reading::of(db), quote, version).unwrap();
            let ticked: Vec<usize> = serde_json::from_str(&options).unwrap();
            let agreed = journey::order::ordered(&paper.lines, &ticked).unwrap();
            let lines: Vec<(BasisPoints, Cents)> = agreed.iter().map(|l| (l.vat_rate, l.net)).collect();
            let whole = Totals::of_lines(&lines, paper.discount);
            let ordered = whole.groups.iter().map(|g| (g.rate.0, (g.net.0, g.vat.0))).collect();
            let invoiced = db
                .prepare("SELECT x.rate, sum(CASE i.kind WHEN 'credit_note' THEN -x.net ELSE x.net END), sum(CASE i.kind WHEN 'credit_note' THEN -x.vat ELSE x.vat END)
                 FROM invoice_vat x JOIN invoice i ON i.id = x.invoice WHERE i.deal = ?1 AND i.signed_order IS NOT NULL GROUP BY 1")
                .unwrap()
                .query_map([deal], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            (deal, closed, ordered, invoiced)
        })
        .collect()
}

/// What must hold at all times.
fn sound(books: &Books) {
    let db = books.raw();
    for (deal, closed, ordered, invoiced) in orders(&db) {
        for (rate, (net, vat)) in &invoiced {
            let (whole_net, whole_vat) = ordered.get(rate).copied().unwrap_or_default();
            assert!(
                *net <= whole_net && *vat <= whole_vat,
                "deal {deal} is invoiced above its order at {rate}"
            );
            let left = Cents(whole_net - net).share(BasisPoints(*rate));
            // Each credit note, and each part of a whole that was amended since, may leave its own rounding to the last
            // invoice; without them nothing is left at all.
            let credits: i64 = db
                .query_row(
                    "SELECT count(*) FILTER (WHERE credits IS NOT NULL OR (SELECT count(*) FROM signed_order o WHERE o.deal = ?1) > 1)
                     FROM invoice WHERE deal = ?1",
                    [deal],
                    |r| r.get(0),
                )
                .unwrap();
            assert!(
                (left.0 + vat - whole_vat).abs() <= credits,
                "deal {deal}: VAT at {rate} can no longer be closed to the cent"
            );
        }
        if closed {
            let every: Groups =
                ordered.keys().map(|rate| (*rate, invoiced.get(rate).copied().unwrap_or_default())).collect();
            assert!(invoiced.iter().all(|(rate, sums)| ordered.contains_key(rate) || *sums == (0, 0)));
            assert_eq!(every, ordered, "deal {deal}: deposits and balance are not the order");
        }
    }
    let above: i64 = db
        .query_row("SELECT count(*) FROM invoice i WHERE i.gross < (SELECT coalesce(sum(amount), 0) FROM allocation WHERE invoice = i.id)", [], |r| r.get(0))
        .unwrap();
    assert_eq!(above, 0, "more is allocated than was invoiced");
    let drifted: i64 = db
        .query_row(
            "SELECT count(*) FROM invoice i LEFT JOIN (SELECT invoice, sum(open) AS open FROM open_invoice GROUP BY invoice) x ON x.invoice = i.id
             WHERE i.kind <> 'credit_note' AND coalesce(x.open, 0) <> i.gross - (SELECT coalesce(sum(amount), 0) FROM allocation WHERE invoice = i.id)",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert_eq!(drifted, 0, "an open balance is not what is left of its invoice");
    let overspent: i64 = db
        .query_row(
            "SELECT count(*) FROM payment p WHERE p.kind = 'received' AND p.amount <
                (SELECT coalesce(sum(amount), 0) FROM allocation WHERE payment = p.id) + (SELECT coalesce(sum(amount), 0) FROM payment WHERE undoes = p.id)",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert_eq!(overspent, 0, "more is used of a payment than it brought");
    let unequal: i64 =
        db.query_row("SELECT count(*) FROM invoice WHERE net + vat <> gross", [], |r| r.get(0)).unwrap();
    assert_eq!(unequal, 0);
    for table in ["quote", "signed_order", "invoice"] {
        let gaps: i64 = db
            .query_row(&format!("SELECT count(*) FROM (SELECT max(n) - count(*) AS gap FROM {table} GROUP BY series, year) WHERE gap <> 0"), [], |r| r.get(0))
            .unwrap();
        assert_eq!(gaps, 0, "numbers of {table} have a gap");
    }
}

/// The next thing that may happen to a deal, told by the application itself.
fn proposal(
    house: &Door,
    deal: i64,
    plan: &Plan,
    way: u8,
    amount: i64,
    today: NaiveDate,
) -> Option<(String, Value)> {
    let page = house.ask("deal", json!({"id": deal}));
    let order = page["order"]["id"].clone();
    let open: Vec<&Value> =
        page["invoices"].as_array()?.iter().filter(|i| i["open"].as_i64() > Some(0)).collect();
    // One way in three pays something of an open invoice, sometimes too much.
    if let (Some(invoice), true) = (open.first(), way.is_multiple_of(3)) {
        let left = invoice["open"].as_i64()?;
        let pays = if way.is_multiple_of(2) { left } else { 1 + amount % (left + left / 8 + 1) };
        return Some((
            "record_payment".into(),
            json!({"invoice": invoice["id"], "amount": typed(pays, 2), "received_on": today.to_string(), "method": "transfer"}),
        ));
    }
    // Now and then an invoice is credited, in part or whole, a payment reversed, money given back, a deal cancelled.
    let invoices = page["invoices"].as_array()?;
    let payments = page["payments"].as_array()?;
    if let Some(free) = payments.iter().find(|p| p["left"].as_i64() > Some(0)) {
        let left = free["left"].as_i64()?;
        return Some(if way % 7 == 5 {
            ("keep_money".into(), json!({"payment": free["id"], "reason": "Indemnité convenue"}))
        } else {
            (
                "refund_client".into(),
                json!({"payment": free["id"], "amount": typed(left, 2), "refunded_on": today.to_string(), "method": "transfer"}),
            )
        });
    }
    if let (Some(invoice), true) =
        (invoices.get(usize::from(way) % invoices.len().max(1)), way % 11 == 7 && way > 10)
    {
        let gross = invoice["gross"].as_i64()?;
        let part = 1 + amount % (gross + gross / 10 + 1);
        let asked = if amount % 3 == 0 { String::new() } else { typed(part, 2) };
        // Of several rates an amount alone is refused: a line says which.
        let mut credit = json!({"invoice": invoice["id"], "amount": asked, "reason": "Geste"});
        if amount % 5 == 0 {
            let amount = if amount % 2 == 0 { String::new() } else { asked };
            credit["amount"] = json!("");
            credit["lines"] = json!([{"line": amount.len() % 3, "amount": amount}]);
        }
        return Some(("credit_invoice".into(), credit));
    }
    if let (Some(payment), true) = (payments.first(), way % 13 == 9 && way > 12) {
        return Some((
            "reverse_payment".into(),
            json!({"payment": payment["id"], "reason": "Sans provision"}),
        ));
    }
    if way > 250 && page["may_cancel"] == true {
        return Some((
            "cancel_deal".into(),
            json!({"deal": deal, "reason": "other", "printed_reason": "Projet arrêté", "done": typed(amount % 10_001, 2)}),
        ));
    }
    // Amendments are sent, signed and given up while the work goes on.
    if let (Some(quote), true) = (page["amendment"]["id"].as_i64(), way % 5 == 1) {
        return Some(if way % 25 == 1 {
            ("drop_amendment".into(), json!({"quote": quote, "words": "Trop cher"}))
        } else {
            (
                "accept_quote".into(),
                json!({"quote": quote, "signed_on": today.to_string(), "signed_by": "Anne", "method": "drawn", "words": "Anne"}),
            )
        });
    }
    if way % 6 == 3 && page["may_amend"] == true {
        let content = plan.changed(way, amount).content();
        return Some(("send_quote".into(), json!({"deal": deal, "content": content, "method": "email"})));
    }
    if way % 17 == 11 && page["may_progress"] == true {
        return Some((
            "issue_progress_invoice".into(),
            json!({"order": order, "percent": typed(1 + amount % 5_000, 2)}),
        ));
    }
    Some(match page["stage"].as_str()? {
        "contact" | "qualified" => {
            ("send_quote".into(), json!({"deal": deal, "content": plan.content(), "method": "email"}))
        }
        "quoted" if way % 4 == 1 => {
            ("send_quote".into(), json!({"deal": deal, "content": plan.content(), "method": "email"}))
        }
        "quoted" => (
            "accept_quote".into(),
            json!({"quote": page["quote"]["id"], "signed_on": today.to_string(), "signed_by": "Anne", "method": "email", "words": "Oui, allez-y.",
                "options": plan.options().filter(|i| (usize::from(way) + i).is_multiple_of(2)).collect::<Vec<_>>()}),
        ),
        "signed" | "deposit_paid" | "in_delivery" | "delivered" if way % 4 == 2 => {
            ("issue_deposit_invoice".into(), json!({"order": order, "percent": typed(1 + amount % 6_000, 2)}))
        }
        "signed" if way % 4 == 3 && plan.deposit > 0 => {
            ("issue_deposit_invoice".into(), json!({"order": order}))
        }
        "signed" | "deposit_paid" => (
            "begin_delivery".into(),
            json!({"order": order, "began_on": today.to_string(), "override_reason": "pressé"}),
        ),
        "in_delivery" => {
            ("record_delivery".into(), json!({"order": order, "delivered_on": today.to_string()}))
        }
        "delivered" => ("issue_balance_invoice".into(), json!({"order": order})),
        "paid" => (
            "record_satisfaction".into(),
            json!({"deal": deal, "answered_on": today.to_string(), "score": ""}),
        ),
        _ => return None,
    })
}

fn walk(plans: &[Plan], choices: &[Choice], franchise: bool) {
    let books = Books::empty();
    let mut today = day(9, 1);
    let mut house = books.on(today);
    let mut identity = camille();
    if franchise {
        identity["vat_regime"] = json!("franchise");
    }
    house.done("set_identity", identity);
    let client = house.done("add_client", bakery());
    let deals: Vec<i64> = plans
        .iter()
        .map(|_| house.done("open_deal", json!({"client": client, "title": "Un travail"})))
        .collect();
    let mut before: Ledger = ledger(&books);
    let finish = (0..deals.len()).flat_map(|deal| {
        std::iter::repeat_n((deal, 0_u8, 0_i64, 0_u64), 24)
            .enumerate()
            .map(|(i, c)| (c.0, [5, 4, 6][i % 3], c.2, c.3))
    });
    for (which, way, amount, later) in choices.iter().copied().chain(finish) {
        if later > 0 {
            today = today + Days::new(later);
            house = books.on(today);
        }
        let which = which % deals.len();
        let Some((name, payload)) = proposal(&house, deals[which], &plans[which], way, amount, today) else {
            continue;
        };
        let shown = payload.to_string();
        let outcome = house.0.act(&name, payload);
        let after = ledger(&books);
        before.only_grew(&after, &name);
        if let Err(failure) = outcome {
            let refusal = tests::refusal(failure);
            crate::ledger::reads_well(&refusal.message);
            assert_eq!(after, before, "{name} {shown} was refused and left a trace");
        }
        before = after;
        sound(&books);
    }
    for deal in deals {
        let page = house.ask("deal", json!({"id": deal}));
        // A quote of nothing cannot be sent; every other deal came to its end.
        if page["quote"].is_null() {
            continue;
        }
        if page["stage"] == "cancelled" {
            continue;
        }
        assert_eq!(page["stage"], "followed_up", "{page:#}");
        assert_eq!(page["money"]["open"], 0);
        let credited = page["invoices"].as_array().unwrap().iter().any(|i| i["credited"] != 0);
        assert!(credited || page["money"]["left_to_invoice"] == 0, "{page:#}");
    }
    house.verified();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_journey_closes_to_the_cent(
        plans in prop::collection::vec(plan(), 1..4),
        choices in prop::collection::vec((0_usize..4, any::<u8>(), 0_i64..10_000_000, prop_oneof![4 => Just(0_u64), 1 => 1_u64..12]), 5..30),
        franchise in prop::bool::weighted(0.2),
    ) {
        walk(&plans, &choices, franchise);
    }
}

/// Amounts at which rounding VAT apart for deposit and balance would lose a cent.
#[test]
fn small_orders_with_odd_deposits_lose_no_cent() {
    for deposit in [1, 3_333, 5_000, 6_667, 9_999] {
        let lines = vec![
            Line { rate: 0, price: 33_300 + deposit, quantity: 1000, discount: 0 },
            Line { rate: 2, price: 1_300, quantity: 1000, discount: 0 },
            Line { rate: 3, price: 70_100, quantity: 333, discount: 1_250 },
        ];
        let plan = Plan { lines, discount: 333, deposit };
        let choices =
            [(0, 4, 0, 0), (0, 4, 0, 0), (0, 3, 0, 0), (0, 2, 777, 0), (0, 2, 111, 0), (0, 3, 5, 1)];
        walk(&[plan], &choices, false);
    }
}
