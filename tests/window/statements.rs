//! A bank's statement by keyboard: dropped anywhere, what is certain confirmed, a line split, another explained, all of
//! it taken back.

use serde_json::json;
use tests::{Books, day, signed};

use crate::driver::{Dropped, Window};
use crate::hands::{follow, picture, press, reach, write};

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
    window.wait_for_text("1 opération reconnue.");
    // Its button is gone: one goes on from where it stood.
    window.wait_until("the focus near", "return document.activeElement?.id === 'to-explain'");
    press(&window, "Répartir sur des factures : VIR CABINET MARTIN");
    window.wait_for_text("Ce qu’elle règle");
    for number in ["F-2026-0002", "F-2026-0003"] {
        crate::hands::reach(&window, &format!("checkbox \"{number}"));
        window.press("Space");
    }
    picture(&window, "statement-split");
    press(&window, "Rapprocher");
    window.wait_for_text("Opération reconnue.");
    press(&window, "C’est autre chose : MAIF");
    window.wait_for_text("Expliquer cette opération");
    picture(&window, "statement-explain");
    press(&window, "Enregistrer");
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

/// A table whose titles are known, and whose second day is the one that counts; it names no account.
const TABLE: &str = "Date;Date de valeur;Libellé;Montant\n05/10/2026;02/10/2026;VIR CABINET MARTIN;150,00\n";

#[test]
fn a_table_is_read_otherwise_and_its_account_named_by_keyboard() {
    let books = Books::camille();
    let Some(window) = Window::open(books.folder(), "2026-10-12") else { return };
    window.wait_for_text("Aujourd’hui");
    let table = Dropped { name: "octobre.csv", media_type: "text/csv", bytes: TABLE.as_bytes() };
    window.drop_file("h1", &table);
    window.wait_for_text("1 opération nouvelle");
    window.wait_for_text("5 oct.");
    press(&window, "Lire autrement");
    window.wait_for_text("Ce que contient chaque colonne");
    choose(&window, "Date", "rien d’utile");
    choose(&window, "Date de valeur", "date");
    picture(&window, "statement-columns");
    press(&window, "Lire ainsi, et s'en souvenir");
    window.wait_for_text("2 oct.");
    write(&window, "De quel compte est ce relevé ?", "Livret");
    press(&window, "Importer 1 opération");
    window.wait_for_text("1 opération importée");
    window.wait_for_text("VIR CABINET MARTIN");
    window.close();
    books.on(day(10, 13)).verified();
}

/// Chooses by keyboard in a list of the columns.
fn choose(window: &Window, column: &str, wanted: &str) {
    reach(window, &format!("combobox \"{column}\""));
    window.type_text(wanted.split(' ').next().unwrap_or_default());
    window.wait_until(
        wanted,
        &format!(
            "return page.plain(document.activeElement?.selectedOptions?.[0]?.textContent ?? '') === page.plain({})",
            json!(wanted)
        ),
    );
}

/// Two accounts of one file that it calls by nothing but their currency.
const UNNAMED: &str = "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n\
    TRANSFER,Current,2026-10-01 10:00:00,2026-10-02 10:00:00,Le Goff,7.00,0.00,EUR,COMPLETED,7.00\n\
    TRANSFER,Current,2026-10-01 10:00:00,2026-10-02 11:00:00,Harbour,9.00,0.00,USD,COMPLETED,9.00\n";

#[test]
fn two_accounts_that_a_file_does_not_name_are_told_by_keyboard() {
    let books = Books::camille();
    let Some(window) = Window::open(books.folder(), "2026-10-12") else { return };
    window.wait_for_text("Aujourd’hui");
    let file = Dropped { name: "revolut.csv", media_type: "text/csv", bytes: UNNAMED.as_bytes() };
    window.drop_file("h1", &file);
    window.wait_for_text("Compte à nommer");
    write(&window, "De quel compte est ce relevé ?", "Euros");
    // The second field is called alike, and stands after the first.
    window.press("Tab");
    write(&window, "De quel compte est ce relevé ?", "Dollars");
    picture(&window, "statement-unnamed");
    press(&window, "Importer 2 opérations");
    window.wait_for_text("2 opérations importées, en 2 relevés");
    // A later file of one of them: the account is pressed, not typed again.
    let later = UNNAMED.lines().take(2).collect::<Vec<_>>().join("\n").replace("7.00", "8.00");
    let file = Dropped { name: "plus-tard.csv", media_type: "text/csv", bytes: later.as_bytes() };
    window.drop_file("h1", &file);
    window.wait_for_text("Compte à nommer");
    press(&window, "Euros");
    picture(&window, "statement-known-account");
    press(&window, "Importer 1 opération");
    window.wait_for_text("1 opération importée");
    window.close();
    let house = books.on(day(10, 13));
    let accounts = house.ask("statements", json!({}))["accounts"].clone();
    let told: Vec<&str> =
        accounts.as_array().expect("accounts").iter().filter_map(|one| one["label"].as_str()).collect();
    assert_eq!(told, ["Euros", "Dollars"]);
    house.verified();
}

#[test]
fn statements_of_a_folder_are_proposed_and_imported_by_keyboard() {
    let books = Books::camille();
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("octobre.ofx"), STATEMENT).expect("a statement");
    std::fs::write(folder.path().join("notes.txt"), "Rien de la banque.").expect("a file");
    let own = [("PARCOURS_FOLDER", folder.path())];
    let Some(window) = Window::open_with(books.folder(), "2026-10-12", &own) else { return };
    window.wait_for_text("Aujourd’hui");
    follow(&window, "Paiements");
    follow(&window, "Relevés");
    window.wait_for_text("Dossier surveillé");
    picture(&window, "statement-folder-none");
    press(&window, "Surveiller un dossier");
    window.wait_for_text("1 relevé trouvé");
    window.wait_for_text("4 opérations du 2 octobre 2026 au 7 octobre 2026");
    picture(&window, "statement-folder");
    press(&window, "Importer octobre.ofx");
    window.wait_for_text("4 opérations nouvelles");
    press(&window, "Importer 4 opérations");
    window.wait_for_text("4 opérations importées.");
    window.wait_for_text("Aucun relevé à importer.");
    // Another comes, and is told on the home screen.
    let later = STATEMENT.replace("<FITID>", "<FITID>n").replace("202610", "202609");
    std::fs::write(folder.path().join("septembre.ofx"), later).expect("a statement");
    follow(&window, "Enregistrés");
    follow(&window, "Relevés");
    window.wait_for_text("1 relevé trouvé");
    follow(&window, "Aujourd’hui");
    window.wait_for_text("1 relevé trouvé dans");
    picture(&window, "statement-folder-today");
    follow(&window, "Paiements");
    follow(&window, "Relevés");
    window.wait_for_text("1 relevé trouvé");
    press(&window, "Ne plus proposer septembre.ofx");
    window.wait_for_text("Ce fichier ne sera plus proposé.");
    window.wait_for_text("Aucun relevé à importer.");
    // What was passed over can be proposed again.
    press(&window, "1 relevé écarté");
    picture(&window, "statement-folder-passed");
    press(&window, "Proposer à nouveau septembre.ofx");
    window.wait_for_text("Ce fichier est proposé à nouveau.");
    window.wait_for_text("1 relevé trouvé");
    window.close();
    books.on(day(10, 13)).verified();
}
