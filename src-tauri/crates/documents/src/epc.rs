//! The payment code that a banking application scans: EPC069-12, version 002.
//!
//! Source: European Payments Council, « Quick Response Code: Guidelines to Enable the Data Capture for the
//! Initiation of a SEPA Credit Transfer ».

use crate::face;
use crate::mark::Mark;
use crate::sheet::Payment;
use fast_qr::{ECL, QRBuilder};

/// The largest amount of a SEPA transfer code, in cents.
const LARGEST: i64 = 99_999_999_999;

/// The text of the code. The reference goes to the unstructured field: a document's number is not an
/// ISO 11649 reference, and banks refuse what claims to be one.
#[must_use]
pub fn epc_payload(payment: &Payment) -> String {
    let squeezed =
        |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_uppercase();
    let one_line = |text: &str, most: usize| -> String {
        let words = face::printable(text);
        words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect()
    };
    let cents = payment.amount.0;
    let amount = format!("EUR{}.{:02}", cents / 100, (cents % 100).abs());
    let (bic, name, iban) =
        (squeezed(&payment.bic), one_line(&payment.beneficiary, 70), squeezed(&payment.iban));
    let reference = one_line(&payment.reference, 140);
    // Service tag, version, UTF-8, transfer, payee; then amount, purpose, structured reference, free text.
    format!("BCD\n002\n1\nSCT\n{bic}\n{}\n{iban}\n{amount}\n\n\n{reference}", name.trim_end())
}

/// The text of the code where a bank’s application would take it: an amount within bounds, a name, an account and a bank
/// of their shape.
#[must_use]
pub fn epc_checked(payment: &Payment) -> Option<String> {
    let payload = epc_payload(payment);
    let lines: Vec<&str> = payload.split('\n').collect();
    let [_, _, _, _, bic, name, iban, ..] = lines.as_slice() else { return None };
    let letters = |text: &str, most: usize| text.bytes().take(most).all(|b| b.is_ascii_uppercase());
    let account = (15..=34).contains(&iban.len())
        && letters(iban, 2)
        && iban.bytes().skip(2).take(2).all(|b| b.is_ascii_digit());
    let bank = bic.is_empty() || (matches!(bic.len(), 8 | 11) && letters(bic, 6));
    let whole = (1..=LARGEST).contains(&payment.amount.0) && !name.is_empty() && account && bank;
    whole.then_some(payload)
}

/// The code in a square of `side`, or nothing when there is nothing to pay.
pub fn code(payment: &Payment, x: f32, y: f32, side: f32) -> Option<Mark> {
    let code = QRBuilder::new(epc_checked(payment)?).ecl(ECL::M).build().ok()?;
    let mut bars: Vec<[u16; 4]> = Vec::new();
    for row in 0..code.size {
        let dark = |column: usize| column < code.size && code[row][column].value();
        let mut column = 0;
        while column < code.size {
            let begin = column;
            while dark(column) {
                column += 1;
            }
            if column > begin {
                let (left, top, width) = (begin as u16, row as u16, (column - begin) as u16);
                // A bar that goes on under itself is one.
                let above = |bar: &&mut [u16; 4]| [bar[0], bar[1] + bar[3], bar[2]] == [left, top, width];
                match bars.iter_mut().find(above) {
                    Some(bar) => bar[3] += 1,
                    None => bars.push([left, top, width, 1]),
                }
            }
            column += 1;
        }
    }
    Some(Mark::Code { x, y, unit: side / code.size as f32, bars })
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::money::Cents;

    fn payment() -> Payment {
        Payment {
            beneficiary: "Camille Durand EI".into(),
            iban: "FR7630006000011234567890189".into(),
            bic: "AGRIFRPP".into(),
            amount: Cents(280_000),
            reference: "F-2026-0035".into(),
            ways: Vec::new(),
            link: String::new(),
        }
    }

    #[test]
    fn the_payload_has_the_lines_of_version_two_in_their_order() {
        assert_eq!(
            epc_payload(&payment()),
            "BCD\n002\n1\nSCT\nAGRIFRPP\nCamille Durand EI\nFR7630006000011234567890189\nEUR2800.00\n\n\nF-2026-0035"
        );
    }

    #[test]
    fn cents_keep_two_digits_and_spaces_leave_the_iban() {
        let payment =
            Payment { amount: Cents(105), iban: "FR76 3000 6000 01".into(), bic: String::new(), ..payment() };
        let payload = epc_payload(&payment);
        let lines: Vec<&str> = payload.split('\n').collect();
        assert_eq!((lines[4], lines[6], lines[7]), ("", "FR763000600001", "EUR1.05"));
    }

    #[test]
    fn a_long_name_is_cut_at_seventy_letters_and_cannot_add_a_line() {
        let name = format!("Société\n{}", "é".repeat(100));
        let payload = epc_payload(&Payment { beneficiary: name, ..payment() });
        let lines: Vec<&str> = payload.split('\n').collect();
        assert_eq!(lines.len(), 11);
        assert_eq!(lines[5].chars().count(), 70);
    }

    #[test]
    fn nothing_to_pay_has_no_code() {
        assert!(code(&payment(), 0.0, 0.0, 88.0).is_some());
        for cents in [0, -1, i64::MIN, i64::MAX] {
            assert!(code(&Payment { amount: Cents(cents), ..payment() }, 0.0, 0.0, 88.0).is_none());
        }
    }
}
