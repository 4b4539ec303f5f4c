//! Deals as the rules' tests need them, from just opened to signed, and what is true of their stages.
//! The other words' tests start from these too.

use super::*;

pub(crate) fn day(m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, m, d).unwrap()
}

/// A deal that was just opened.
pub(crate) fn fresh() -> Facts {
    Facts {
        deal: 1,
        title: "Refonte du site".into(),
        client: 7,
        client_name: "Boulangerie Le Goff".into(),
        client_kind: ClientKind::Company,
        may_be_invoiced: true,
        opened_on: day(9, 3),
        qualified_on: None,
        budget: None,
        next_step: String::new(),
        next_on: None,
        has_draft: false,
        lost_on: None,
        quote: None,
        order: None,
        begun_on: None,
        delivered_on: None,
        works: Works::default(),
        cancelled_on: None,
        invoices: vec![],
        unused: vec![],
        paid_on: None,
        thanked_on: None,
        satisfaction: None,
        confirmed: true,
        welcomed: true,
        amendment: None,
        protection: None,
        engagement: String::new(),
        sending: SendingFacts::default(),
        after: After::default(),
        opted_out: false,
        solvency: Watch::default(),
        suspension: None,
        written_off: false,
    }
}

pub(crate) fn quoted() -> Facts {
    let quote = QuoteFact {
        id: 2,
        number: "D-2026-0011".into(),
        version: 1,
        sent_on: day(9, 10),
        left_on: Some(day(9, 10)),
        valid_until: day(10, 10),
        gross: Cents(400_000),
    };
    Facts { quote: Some(quote), ..fresh() }
}

pub(crate) fn signed() -> Facts {
    let order = OrderFact {
        id: 3,
        number: "CO-2026-0009".into(),
        signed_on: day(9, 24),
        gross: Cents(400_000),
        deposit_agreed: Cents(120_000),
    };
    Facts { order: Some(order), ..quoted() }
}

pub(crate) fn invoice(id: i64, kind: InvoiceKind, gross: i64, open: i64) -> InvoiceFact {
    InvoiceFact {
        id,
        number: format!("F-2026-{id:04}"),
        kind,
        issued_on: day(9, 24),
        due_on: day(10, 24),
        instalments: vec![],
        gross: Cents(gross),
        credited: Cents(0),
        open: Cents(open),
    }
}

#[test]
fn the_stage_follows_the_facts() {
    assert_eq!(fresh().stage(), Stage::Contact);
    assert_eq!(Facts { qualified_on: Some(day(9, 4)), ..fresh() }.stage(), Stage::Qualified);
    assert_eq!(quoted().stage(), Stage::Quoted);
    assert_eq!(Facts { lost_on: Some(day(10, 1)), ..quoted() }.stage(), Stage::Lost);
    assert_eq!(signed().stage(), Stage::Signed);
    let mut deal = signed();
    deal.invoices.push(invoice(1, InvoiceKind::Deposit, 120_000, 1));
    assert_eq!(deal.stage(), Stage::Signed);
    deal.invoices[0].open = Cents(0);
    assert_eq!(deal.stage(), Stage::DepositPaid);
    deal.begun_on = Some(day(10, 3));
    assert_eq!(deal.stage(), Stage::InDelivery);
    deal.delivered_on = Some(day(11, 20));
    assert_eq!(deal.stage(), Stage::Delivered);
    deal.invoices.push(invoice(2, InvoiceKind::Balance, 280_000, 280_000));
    assert_eq!(deal.stage(), Stage::Invoiced);
    deal.invoices[1].open = Cents(0);
    assert_eq!(deal.stage(), Stage::Paid);
    deal.satisfaction = Some((day(11, 30), None));
    assert_eq!(deal.stage(), Stage::FollowedUp);
}

#[test]
fn a_deal_without_deposit_passes_over_it() {
    let mut deal = signed();
    if let Some(order) = &mut deal.order {
        order.deposit_agreed = Cents(0);
    }
    assert_eq!(deal.stage(), Stage::Signed);
    assert_eq!(deal.steps()[3].state, StepState::Skipped);
    assert_eq!(deal.steps()[4].state, StepState::Now);
}

#[test]
fn a_deposit_received_in_part_says_how_much_of_it() {
    let mut deal = signed();
    let agreed = deal.order.as_ref().unwrap().deposit_agreed;
    assert_eq!(deal.steps()[3].detail, words::euros(agreed));
    // An amendment asks for more than the invoice that was paid.
    deal.invoices.push(invoice(1, InvoiceKind::Deposit, agreed.0, 0));
    deal.order.as_mut().unwrap().deposit_agreed = agreed + Cents(20_000);
    let [paid, whole] = [agreed, agreed + Cents(20_000)].map(words::euros);
    assert_eq!(deal.steps()[3].detail, format!("{paid} sur {whole}"));
    assert_eq!(deal.steps()[3].state, StepState::Now);
}

#[test]
fn a_credited_balance_is_to_be_issued_again() {
    let mut deal = signed();
    deal.begun_on = Some(day(10, 3));
    deal.delivered_on = Some(day(11, 20));
    deal.invoices.push(invoice(1, InvoiceKind::Deposit, 120_000, 0));
    deal.invoices.push(invoice(2, InvoiceKind::Balance, 280_000, 0));
    assert_eq!(deal.stage(), Stage::Paid);
    deal.invoices[1].credited = Cents(280_000);
    assert_eq!(deal.stage(), Stage::Delivered);
    assert_eq!(deal.invoiced(), Cents(120_000));
}

#[test]
fn a_cancelled_deal_stays_active_while_money_is_to_be_given_back() {
    let mut deal = signed();
    deal.cancelled_on = Some(day(10, 3));
    assert!(!deal.is_active());
    deal.unused.push(UnusedFact { payment: 1, amount: Cents(120_000) });
    assert!(deal.is_active());
    assert_eq!(deal.stage(), Stage::Cancelled);
}

#[test]
fn an_invoice_without_an_order_leads_straight_to_payment() {
    let mut deal = fresh();
    deal.invoices.push(invoice(1, InvoiceKind::Standalone, 50_000, 50_000));
    assert_eq!(deal.stage(), Stage::Invoiced);
    assert_eq!(deal.worth(), Cents(50_000));
    assert_eq!(deal.steps()[6].state, StepState::Now);
    deal.invoices[0].open = Cents(0);
    assert_eq!(deal.stage(), Stage::Paid);
}

#[test]
fn one_step_is_now() {
    for deal in [fresh(), quoted(), signed()] {
        assert_eq!(deal.steps().iter().filter(|s| s.state == StepState::Now).count(), 1);
    }
}

#[test]
fn stages_are_stored_and_read_back() {
    for stage in Stage::ALL {
        assert_eq!(Stage::from_stored(stage.stored()), Some(stage));
    }
}
