//! A bank's statement by keyboard: dropped anywhere, what is certain confirmed, a line split, another explained, all of
//! it taken back.

use serde_json::json;
use tests::{Books, day, signed};

use crate::driver::{Dropped, Window};
use crate::hands::{picture, press};

const STATEMENT: &str = "OFXHEADER:100
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30006<BRANCHID>00001<ACCTID>12345678901</BANKACCTFROM>
<BANKTRANLIST>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261002<TRNAMT>1200.00<FITID>1<NAME>VIR BOULANGERIE LE GOFF<MEMO>F-2026-0001</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261005<TRNAMT>150.00<FITID>2<NAME>VIR CABINET MARTIN</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261006<TRNAMT>50.00<FITID>3<NAME>MAIF</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261007<TRNAMT>-12.00<FITID>4<NAME>FRAIS DE TENUE DE COMPTE</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>2388.00<DTASOF>20261010</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
";

#[test]
fn a_statement_is_dropped_and_its_lines_explained_by_keyboard() {
    let books = Books::camille();
    let (_, order) = signed(&books);
    books.on(day(9, 24)).done("issue_deposit_invoice", json!({"order": order}));
    let house = books.on(day(9, 25));
    let deal = house.done("open_deal", json!({"client": 1, "title": "Dépannage"}));
    for price in ["100", "50"] {
        let line = json!({"label": "Dépannage", "unit_price": price, "vat_rate": 2000});
        house.done(
            "issue_invoice",
            json!({"deal": deal, "content": {"subject": "Dépannage", "lines": [line]}}),
        );
    }
    drop(house);
    let Some(window) = Window::open(books.folder(), "2026-10-12") else { return };

    window.wait_for_text("Aujourd’hui");
    let statement = Dropped { name: "octobre.ofx", media_type: "text/plain", bytes: STATEMENT.as_bytes() };
    window.drop_file("h1", &statement);
    window.wait_for_text("4 opérations nouvelles");
    window.wait_for_text("Compte professionnel");
    picture(&window, "statement-preview");
    press(&window, "Importer 4 opérations");
    window.wait_for_text("4 opérations importées.");
    window.wait_for_text("À expliquer");
    window.wait_for_text("certain");
    picture(&window, "statement-proposals");

    press(&window, "Confirmer ce qui est certain");
    window.wait_for_text("1 opération rapprochée.");
    press(&window, "Répartir sur des factures : VIR CABINET MARTIN");
    window.wait_for_text("Ce qu’elle règle");
    for number in ["F-2026-0002", "F-2026-0003"] {
        crate::hands::reach(&window, &format!("checkbox \"{number}"));
        window.press("Space");
    }
    picture(&window, "statement-split");
    press(&window, "Rapprocher");
    window.wait_for_text("Opération rapprochée.");
    press(&window, "C’est autre chose : MAIF");
    window.wait_for_text("Expliquer cette opération");
    picture(&window, "statement-explain");
    press(&window, "Expliquer ainsi");
    window.wait_for_text("Tout l’argent reçu est expliqué.");
    picture(&window, "statement-done");

    // Nothing rests on it any more once all is undone.
    for label in ["MAIF", "VIR CABINET MARTIN", "VIR BOULANGERIE LE GOFF"] {
        press(&window, &format!("Défaire : {label}"));
        window.wait_until(
            label,
            &format!("return ![...document.querySelectorAll('button')].some((one) => one.ariaLabel === 'Défaire : {label}')"),
        );
    }
    press(&window, "Retirer octobre.ofx");
    window.wait_for_text("Relevé retiré.");
    window.close();
    books.on(day(10, 13)).verified();
}
