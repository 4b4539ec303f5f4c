//! What one line tells by others, and by what stands beside its number.

use chrono::NaiveDate;
use journey::matching::given::{
    Expected, MatchLine, MatchTarget, Payable, PayableAsks, PayerNames, TargetKind,
};
use journey::matching::proposals;
use values::money::Cents;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn invoice(id: i64, client: i64, open: i64, month: u32) -> Payable {
    Payable {
        target: MatchTarget { kind: TargetKind::Invoice, id },
        number: format!("F-2026-{id:04}"),
        other_numbers: Vec::new(),
        client,
        open: Cents(open),
        since: day(month, 1),
        issued_on: day(month, 1),
        due_on: day(month, 28),
        parts: Vec::new(),
        by: None,
        asks: PayableAsks::default(),
    }
}

fn line(id: i64, on: NaiveDate, amount: i64, label: &str, payer: &str) -> MatchLine {
    MatchLine {
        id,
        day: on,
        amount: Cents(amount),
        label: label.to_owned(),
        payer: payer.to_owned(),
        iban: String::new(),
        reference: String::new(),
        end_to_end: String::new(),
    }
}

/// The invoice that each line pays for certain.
fn certain(lines: &[MatchLine], payables: &[Payable]) -> Vec<Option<i64>> {
    let payers = [(1, "Boulangerie Le Goff"), (2, "Solenia Boulangerie"), (3, "Atelier Bernard SARL")]
        .map(|(client, name)| PayerNames { client, names: vec![name.to_owned()] });
    let expected = Expected { payables: payables.to_vec(), payers: payers.to_vec(), ..Expected::default() };
    let first = |one: &journey::matching::proposal::LineProposals| {
        let first = one.proposals.first().filter(|first| first.certain)?;
        Some(first.allocations[0].target.id)
    };
    proposals(lines, &expected).iter().map(first).collect()
}

#[test]
fn as_many_payments_as_equal_invoices_pay_them_in_order() {
    let invoices = [invoice(1, 1, 60_000, 3), invoice(2, 1, 60_000, 4)];
    let paid = |id, on| line(id, on, 60_000, "VIR SEPA BOULANGERIE LE GOFF MERCI", "BOULANGERIE LE GOFF");
    let (first, second) = (paid(1, day(4, 29)), paid(2, day(5, 30)));
    assert_eq!(certain(&[second.clone(), first.clone()], &invoices), [Some(2), Some(1)]);
    assert_eq!(certain(&[second], &invoices), [None], "one payment may be of either");
}

#[test]
fn who_pays_the_very_amounts_of_one_client_is_known() {
    let invoices = [invoice(1, 1, 123_457, 3), invoice(2, 1, 98_761, 4), invoice(3, 2, 77_713, 4)];
    let paid = |id, amount| line(id, day(4, 20), amount, "VIR SEPA", "HOLDING DU LEON");
    assert_eq!(certain(&[paid(1, 123_457), paid(2, 98_761)], &invoices), [Some(1), Some(2)]);
    assert_eq!(certain(&[paid(1, 123_457)], &invoices), [None], "one amount may be chance");
    assert_eq!(certain(&[paid(1, 123_457), paid(2, 77_713)], &invoices), [None, None], "of two clients");
}

#[test]
fn a_slip_that_makes_the_number_of_another_client_is_seen_by_name_and_amount() {
    let invoices = [invoice(3286, 3, 83_984, 7), invoice(3826, 2, 140_000, 7)];
    let paid = |amount| line(1, day(7, 27), amount, "VIR ATELIER BERNARD SARL F-2026-3826", "");
    assert_eq!(certain(&[paid(83_984)], &invoices), [Some(3286)]);
    assert_ne!(certain(&[paid(70_000)], &invoices), [Some(3286)]);
}

#[test]
fn another_legal_form_is_another_firm() {
    let invoices = [invoice(1, 3, 83_984, 7)];
    let paid = |payer| line(1, day(7, 27), 83_984, "VIR SEPA", payer);
    assert_eq!(certain(&[paid("ATELIER BERNARD SARL")], &invoices), [Some(1)]);
    assert_eq!(certain(&[paid("ATELIER BERNARD EURL")], &invoices), [Some(1)], "of one partner alone");
    let round = [invoice(1, 3, 84_000, 7)];
    let other = line(1, day(7, 27), 84_000, "VIR SEPA", "ATELIER BERNARD SAS");
    assert_eq!(certain(&[other], &round), [None]);
}
