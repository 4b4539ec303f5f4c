//! Matching lines of statements, through the door.

use serde_json::json;
use tests::{Books, day};

#[test]
fn a_report_tells_how_well_lines_are_matched() {
    let books = Books::empty();
    let door = books.on(day(11, 27));
    let report = door.ask(
        "match_report",
        json!({"books": [{
            "id": "camille",
            "lines": [
                {"id": 1, "kind": "number", "day": "20/11/2026", "amount": "1 200,00",
                 "label": "VIR SEPA BOULANGERIE LE GOFF F-2026-0035",
                 "expected": [{"target": {"kind": "invoice", "id": 35}, "amount": "1 200,00"}]},
                {"id": 2, "kind": "inside", "day": "21/11/2026", "amount": "80,00", "label": "MUTUELLE F-2026-00351"}
            ],
            "payables": [{"target": {"kind": "invoice", "id": 35}, "number": "F-2026-0035", "client": 1,
                          "open": "1 200,00", "issued_on": "24/10/2026", "due_on": "23/11/2026"}],
            "clients": [{"client": 1, "names": ["Boulangerie Le Goff"]}]
        }]}),
    );
    assert_eq!(report["certain"], 1, "{report:#}");
    assert_eq!((&report["precision"], &report["recall"]), (&json!(10_000), &json!(10_000)));
}
