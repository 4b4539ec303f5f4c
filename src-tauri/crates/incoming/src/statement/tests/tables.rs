//! Tables of banks: each known one by its titles, any other by what its user says.

use crate::statement::days::DayOrder;
use crate::statement::found::BankFile;
use crate::statement::table::CsvMapping;
use crate::statement::table::columns::CsvHolds;
use crate::statement::{preview_table, read_statement};

fn read(text: &str) -> BankFile {
    read_statement(text.as_bytes(), None).unwrap_or_else(|refusal| panic!("{text}: {}", refusal.message))
}

/// Its bank, its first account’s name, its amounts.
fn told(text: &str) -> (String, Option<String>, Vec<i64>) {
    let file = read(text);
    let bank = file.read_as.strip_prefix("Tableau CSV de ").unwrap_or_default().to_owned();
    let lines = file.statements.iter().flat_map(|one| &one.lines);
    (bank, file.statements[0].account.name().map(str::to_owned), lines.map(|line| line.amount.0).collect())
}

fn is(text: &str, bank: &str, account: Option<&str>, amounts: &[i64]) {
    assert_eq!(told(text), (bank.to_owned(), account.map(str::to_owned), amounts.to_vec()));
}

#[test]
fn the_tables_of_french_banks_are_known() {
    is(
        "Compte de chèques;Compte de chèques;****1234;10/03/2026;;1 275,00\n\nDate operation;Libelle court;Type operation;Libelle operation;Montant operation en euro\n06/03/2026;VIR;Virement reçu;VIR SEPA LE GOFF;1 200,00\n",
        "BNP Paribas",
        None,
        &[120_000],
    );
    is(
        "Téléchargement du 10/03/2026;\n;\nCompte courant professionnel n° 12345678901;\nSolde au 10/03/2026 1 275,00 €;\n;\nDate;Libellé;Débit Euros;Crédit Euros;\n06/03/2026;\"VIREMENT EN VOTRE FAVEUR\n LE GOFF   \";;1 200,00;\n09/03/2026;\"FRAIS\";25,00;;\n",
        "Crédit Agricole",
        Some("12345678901"),
        &[120_000, -2_500],
    );
    is(
        "=\"0300600001123456\";01/03/2026;10/03/2026;2;10/03/2026;1275,00 EUR\n\nDate de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise\n06/03/2026;VIR RECU;VIR RECU LE GOFF;1200,00;EUR\n",
        "Société Générale",
        Some("0300600001123456"),
        &[120_000],
    );
    is(
        "Numéro Compte   :;1234567A033\nType         :;CCP\nCompte tenu en  :;euros\nDate            :;10/03/2026\nSolde (EUROS)   :;1275,00\nSolde (FRANCS)  :;8363,45\n\nDate;Libellé;Montant(EUROS);Montant(FRANCS)\n06/03/2026;VIREMENT DE LE GOFF;1200,00;7871,48\n",
        "La Banque Postale",
        Some("1234567A033"),
        &[120_000],
    );
    is(
        "Date d'opération;Date de valeur;Débit;Crédit;Libellé;Solde\n06/03/2026;07/03/2026;;1200,00;VIR;1300,00\n",
        "Crédit Mutuel ou CIC",
        None,
        &[120_000],
    );
    is(
        "Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation\n06/03/2026;LE GOFF;VIR SEPA LE GOFF;R1;F-2026-0001;Virement;;;;+1200,00;05/03/2026;06/03/2026;0\n",
        "Banque Populaire ou Caisse d’Épargne",
        None,
        &[120_000],
    );
    is(
        "06/03/2026;1200,00;Virement;;VIR SEPA LE GOFF;0;Divers\n09/03/2026;-25,00;Frais;;FRAIS;0;Divers\n10/03/2026;1275,00;;;00001 123456A\n",
        "LCL",
        Some("00001123456A"),
        &[120_000, -2_500],
    );
}

#[test]
fn the_tables_of_online_banks_are_known() {
    is(
        "dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance\n2026-03-06;2026-03-06;\"VIR SEPA LE GOFF\";Virements;Revenus;;\"1 200,00\";;00012345678;Compte;1275.00\n2026-03-06;2026-03-06;\"FRAIS\";;;;-25,00;;00012345678;Compte;1275.00\n",
        "BoursoBank",
        Some("00012345678"),
        &[120_000, -2_500],
    );
    is(
        "Date opération;Date valeur;libellé;Débit;Crédit;\n06/03/2026;06/03/2026;VIR LE GOFF;;1200,00;\n",
        "Fortuneo",
        None,
        &[120_000],
    );
    is(
        "Statut;Date de la valeur (UTC);Date de la valeur (local);Date de l'opération (UTC);Date de l'opération (local);Montant total (TTC);Débit;Crédit;Solde;Devise;Nom de la contrepartie;Identifiant de transaction;Référence\nExécuté;06-03-2026 09:00:00;06-03-2026 10:00:00;05-03-2026 09:00:00;05-03-2026 10:00:00;1200,00;;1200,00;1300,00;EUR;Le Goff;t-1;F-2026-0001\nRefusé;06-03-2026 09:00:00;06-03-2026 10:00:00;05-03-2026 09:00:00;05-03-2026 10:00:00;-8,00;8,00;;1300,00;EUR;Autre;t-2;\n",
        "Qonto",
        None,
        &[120_000],
    );
    is(
        "Status,Settlement date (UTC),Operation date (UTC),Total amount (incl. VAT),Currency,Counterparty name,Payment method,Transaction ID,Reference\nsettled,2026-03-06 09:00:00,2026-03-05 09:00:00,1200.00,EUR,Le Goff,transfer,t-1,F-1\n",
        "Qonto",
        None,
        &[120_000],
    );
    is(
        "Transaction ID;Date de la valeur;Date d'opération;IBAN;Type de transaction;Transaction personnelle;Category;Débit;Crédit;Solde mouvement;Solde bancaire;Libellé;Nom de la contrepartie;Montant HT;Montant de TVA total;Pièces;Date d'ajout pièces;Commentaire\nx1;06/03/2026;06/03/2026;FR7630006000011234567890189;Virement;Non;;;1200,00;1200,00;1300,00;F-2026-0001;Le Goff;;;;;\n",
        "Shine",
        Some("FR7630006000011234567890189"),
        &[120_000],
    );
    is(
        "\"Date\",\"Bénéficiaire\",\"Numéro de compte\",\"Type de transaction\",\"Référence de paiement\",\"Montant (EUR)\"\n\"2026-03-06\",\"Le Goff\",\"FR1420041010050500013M02606\",\"Revenu\",\"F-1\",\"1200.0\"\n",
        "N26",
        None,
        &[120_000],
    );
}

/// The same title is one's own account in some tables, and the other party's in others.
#[test]
fn a_column_of_many_ibans_is_that_of_the_others() {
    let text = "Date;Libellé;Montant;IBAN\n13/03/2026;a;1,00;FR7630006000011234567890189\n14/03/2026;b;2,00;FR1420041010050500013M02606\n";
    let file = read(text);
    assert_eq!((file.statements.len(), file.statements[0].account.name()), (1, None));
    assert_eq!(file.statements[0].lines[1].payer_account.as_deref(), Some("FR1420041010050500013M02606"));
}

#[test]
fn fees_and_states_of_payment_houses() {
    let revolut = "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\nTRANSFER,Current,2026-03-05 10:00:00,2026-03-06 10:00:00,From LE GOFF,1200.00,0.00,EUR,COMPLETED,1300.00\nEXCHANGE,Current,2026-03-07 10:00:00,2026-03-07 10:00:00,To USD,-100.00,1.50,EUR,COMPLETED,1198.50\nCARD_PAYMENT,Current,2026-03-08 10:00:00,,Café,-3.00,0.00,EUR,PENDING,\nCARD_PAYMENT,Current,2026-03-08 11:00:00,,Café,-4.00,0.00,EUR,REVERTED,\n";
    is(revolut, "Revolut", None, &[120_000, -10_150, -300]);
    let file = read(revolut);
    let pending: Vec<bool> = file.statements[0].lines.iter().map(|line| line.pending).collect();
    assert_eq!(pending, [false, false, true]);
    assert_eq!(file.warnings.len(), 1, "{:?}", file.warnings);
    is(
        "\"Date\",\"Heure\",\"Fuseau horaire\",\"Nom\",\"Type\",\"État\",\"Devise\",\"Avant commission\",\"Commission\",\"Net\",\"Numéro de transaction\",\"Solde\"\n\"06/03/2026\",\"10:00:00\",\"CET\",\"Le Goff\",\"Paiement\",\"Terminé\",\"EUR\",\"100,00\",\"-3,20\",\"96,80\",\"T1\",\"196,80\"\n",
        "PayPal",
        None,
        &[9_680],
    );
    // A house of the whole world writes days as its user's country does.
    let english = "Date,Name,Type,Status,Currency,Gross,Fee,Net\n04/13/2026,Le Goff,Payment,Completed,EUR,100.00,-3.20,96.80\n";
    assert_eq!(read(english).statements[0].lines[0].day.to_string(), "2026-04-13");
    is(
        "id,description,created,amount,amount_refunded,currency,fee,status\nch_1,F-1,2026-03-06 10:00,100.00,10.00,eur,1.75,Paid\n",
        "Stripe",
        None,
        &[8_825],
    );
    is(
        "balance_transaction_id,created,available_on,currency,gross,fee,net,reporting_category,description\ntxn_1,2026-03-06 10:00:00,2026-03-09 00:00:00,eur,100.00,1.75,98.25,charge,F-1\n",
        "Stripe",
        None,
        &[9_825],
    );
    is(
        "Date de la transaction,Code de transaction,Type de transaction,Référence,Statut,Montant débité,Montant crédité,Devise,Solde disponible\n\"06/03/26, 10:08\",C1,Virement,R,Approuvé,0.00,55.00,EUR,155.00\n",
        "SumUp",
        None,
        &[5_500],
    );
}

#[test]
fn balances_of_a_column_are_held_against_lines_either_way() {
    let up = "Date;Libellé;Montant;Solde\n13/03/2026;a;10,00;110,00\n14/03/2026;b;-5,00;105,00\n";
    let down = "Date;Libellé;Montant;Solde\n14/03/2026;b;-5,00;105,00\n13/03/2026;a;10,00;110,00\n";
    for text in [up, down] {
        let file = read(text);
        let balances: Vec<i64> = file.statements[0].balances.iter().map(|one| one.amount.0).collect();
        assert_eq!(balances, [10_000, 10_500]);
        assert_eq!(file.warnings.len(), 1, "{:?}", file.warnings);
    }
    let wrong = read(&up.replace("105,00", "106,00"));
    assert_eq!(wrong.warnings[1].line, Some(3));
    assert!(wrong.warnings[1].text.contains("105,00") && wrong.warnings[1].text.contains("106,00"));
}

#[test]
fn an_unknown_table_is_read_as_its_user_says() {
    let text = "x|y|z\n04/03/2026|Le Goff|1.200\n05/03/2026|Frais|-25\n";
    let refusal = read_statement(text.as_bytes(), None).unwrap_err();
    assert!(refusal.message.contains("dites ce que contient chaque colonne"), "{}", refusal.message);
    let shown = preview_table(text.as_bytes()).unwrap();
    assert_eq!((shown.separator, shown.titles.len(), shown.rows.len()), ('|', 3, 3));
    let mapping = CsvMapping {
        first_line: 2,
        columns: vec![CsvHolds::Day, CsvHolds::Payer, CsvHolds::Amount],
        order: Some(DayOrder::MonthFirst),
        comma: Some(true),
        separator: None,
    };
    let file = read_statement(text.as_bytes(), Some(&mapping)).unwrap();
    let lines = &file.statements[0].lines;
    assert_eq!((lines[0].day.to_string(), lines[0].amount.0), ("2026-04-03".to_owned(), 120_000));
    assert_eq!(lines[1].label, "Frais");
    let short = CsvMapping { columns: vec![CsvHolds::Day], ..mapping };
    assert!(read_statement(text.as_bytes(), Some(&short)).is_err());
}

#[test]
fn what_is_wrong_in_a_table_is_told_where_it_stands() {
    let at = |row: &str| {
        let text = format!("Date;Libellé;Montant\n13/03/2026;a;10,00\n{row}\n");
        read_statement(text.as_bytes(), None).unwrap_err().message
    };
    assert!(at("31/02/2026;b;1,00").starts_with("Ligne 3, colonne 1 : on attend une date"));
    assert!(
        at("14/03/2026;b;douze")
            .starts_with("Ligne 3, colonne 14 : on attend un montant, et on lit « douze »")
    );
    assert!(at("03/14/2026;b;1,00").contains("celle de la ligne 2 par le jour"));
    assert!(at(";b;1,00").starts_with("Ligne 3, colonne 1 : on attend une date sur cette ligne"));
    let quote = format!("14/03/2026;\"b;1,00\n{}", "14/03/2026;c;1,00\n".repeat(40));
    assert!(at(&quote).contains("guillemet"), "{}", at(&quote));
}
