//! What is told from outside by keyboard: a status of the platform and what follows from it, a bank's statement that is too old.

use serde_json::json;
use tests::{Books, day, deposit_left};

use crate::driver::{Dropped, Window};
use crate::hands::{choose, follow, picture, press, reach, write};

const REFUSED: &str = "<r:CrossDomainAcknowledgementAndResponse \
    xmlns:r=\"urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100\" \
    xmlns:a=\"urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100\" \
    xmlns:u=\"urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100\"><r:AcknowledgementDocument><a:IssueDateTime>\
    <u:DateTimeString format=\"204\">20261009180000</u:DateTimeString></a:IssueDateTime><a:ReferenceReferencedDocument>\
    <a:IssuerAssignedID>F-2026-0001</a:IssuerAssignedID><a:ProcessConditionCode>210</a:ProcessConditionCode>\
    <a:SpecifiedDocumentStatus><a:Reason>Numéro de commande absent</a:Reason></a:SpecifiedDocumentStatus>\
    </a:ReferenceReferencedDocument></r:AcknowledgementDocument></r:CrossDomainAcknowledgementAndResponse>";

#[test]
fn a_refusal_of_the_platform_leads_to_a_credit_note_by_keyboard() {
    let books = Books::camille();
    deposit_left(&books);
    let Some(window) = Window::open(books.folder(), "2026-10-12") else { return };
    window.wait_for_text("F-2026-0001, 4 jours de retard");
    follow(&window, "Factures");
    choose(&window, "Noter un statut de la plateforme…");
    press(&window, "Noter ces statuts");
    window.wait_for_text("Choisissez le message que donne votre plateforme.");
    picture(&window, "platform-import");
    let file =
        |bytes: &'static str| Dropped { name: "statut.xml", media_type: "text/xml", bytes: bytes.as_bytes() };
    window.choose_file("input[type=file]", &file("<html/>"));
    press(&window, "Noter ces statuts");
    window.wait_for_text("pas un message de cycle de vie");
    window.choose_file("input[type=file]", &file(REFUSED));
    press(&window, "Noter ces statuts");
    window.wait_for_text("Statuts notés.");
    window.wait_for_text("Numéro de commande absent");
    window.wait_for_text("est refusée par le client depuis le 9 octobre 2026");
    picture(&window, "platform-refused");

    // By hand, a later one.
    press(&window, "Noter un statut…");
    window.wait_for("[role=dialog]");
    write(&window, "Le", "08/09/2026");
    picture(&window, "platform-dialog");
    press(&window, "Noter le statut");
    window.wait_for_text("indiquez ce jour, ou un jour d’après");
    press(&window, "Annuler");

    follow(&window, "Aujourd’hui");
    window.wait_for_text("F-2026-0001 est refusée sur la plateforme");
    picture(&window, "platform-today");
    press(&window, "Annuler par un avoir");
    window.wait_for_text("Lignes à annuler");
    assert_eq!(window.value("Motif"), "Numéro de commande absent");
    press(&window, "Émettre l’avoir");
    window.wait_for_text("A-2026-0001");
    follow(&window, "Aujourd’hui");
    window.wait_for_no_text("sur la plateforme");
    window.close();
}

#[test]
fn a_statement_that_is_too_old_is_asked_for_before_anybody_is_reminded() {
    let books = Books::camille();
    deposit_left(&books);
    let statement = "OFXHEADER:100\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30006<BRANCHID>00001\
        <ACCTID>12345678901</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261001<TRNAMT>-12.00<NAME>FRAIS\
        </STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>100.00<DTASOF>20261002</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n";
    let house = books.on(day(10, 2));
    house.done("import_statement", json!({"file": tests::file("septembre.ofx", statement.as_bytes())}));
    drop(house);
    let Some(window) = Window::open(books.folder(), "2026-10-12") else { return };
    window.wait_for_text("Importer votre relevé de banque");
    window.wait_for_text("1 relance l’attend");
    picture(&window, "stale-today");
    follow(&window, "Relances");
    window.wait_for_text("Votre relevé de banque s’arrête au 2 octobre 2026");
    picture(&window, "stale-held");
    press(&window, "À venir");
    window.wait_for_text("Après le 9 octobre 2026, il faudra un nouveau relevé");
    picture(&window, "stale-rehearsal");
    reach(&window, "checkbox \"Montrer aussi la suite");
    window.press("Space");
    window.wait_for_text("Rien à venir");
    window.close();
}
