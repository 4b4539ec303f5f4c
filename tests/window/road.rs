//! The whole road by keyboard alone: from first start to a paid balance invoice, thanks and satisfaction, with a
//! picture of each screen in both themes.

use rusqlite::{Connection, OpenFlags};

use crate::driver::Window;
use crate::hands::{choose_in, issue, number_and_hand_over, picture, press, press_back_to, reach, write};

const TODAY: &str = "2026-11-23";

#[test]
fn a_freelancer_walks_from_first_start_to_payment_by_keyboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(window) = Window::open(folder.path(), TODAY) else { return };

    // Who I am.
    window.wait_for_text("Qui êtes-vous");
    picture(&window, "start-1");
    reach(&window, "combobox \"Forme juridique");
    window.type_text("Entrepreneur");
    write(&window, "Prénom et nom", "Camille Durand");
    write(&window, "SIRET", "732 829 320 00075");
    write(&window, "Rue", "12 rue des Carmes");
    write(&window, "Code postal", "35000");
    write(&window, "Ville", "Rennes");
    press(&window, "Plus tard");
    write(&window, "Métier", "Design et sites web");
    write(&window, "E-mail", "camille@exemple.fr");
    write(&window, "Téléphone", "06 00 00 00 00");
    // A digit of the SIRET is wrong: the sentence stands at its field before the next question, and nothing is lost.
    press(&window, "Continuer");
    window.wait_for_text("La clé de ce numéro ne correspond pas");
    assert_eq!(window.value("Prénom et nom"), "Camille Durand");
    picture(&window, "start-refused");
    write(&window, "SIRET", "732 829 320 00074");
    press(&window, "Continuer");
    window.wait_for_text("Régime de TVA");
    reach(&window, "radio \"");
    window.press("Down");
    window.wait_for_text("Numéro de TVA");
    picture(&window, "start-2");
    press(&window, "Continuer");
    write(&window, "IBAN", "FR76 3000 6000 0112 3456 7890 189");
    write(&window, "BIC", "AGRIFRPP");
    picture(&window, "start-3");
    press(&window, "Commencer");
    window.wait_for_text("Votre premier client");
    picture(&window, "today-empty");

    // A client, then a deal.
    choose_in(&window, "Nouveau", "Nouveau client");
    write(&window, "Nom", "Boulangerie Le Goff SARL");
    write(&window, "SIREN ou SIRET", "552 100 554");
    write(&window, "Rue", "4 place des Halles");
    write(&window, "Code postal", "22300");
    write(&window, "Ville", "Lannion");
    write(&window, "Contact", "Anne Le Goff");
    picture(&window, "client-new");
    press(&window, "Ajouter le client");
    press(&window, "Ouvrir une affaire");
    write(&window, "Titre de l'affaire", "Refonte du site");
    picture(&window, "deal-new");
    press(&window, "Ouvrir l'affaire");
    window.wait_for_text("Fil de l’affaire");
    press(&window, "Qualifier");
    write(&window, "Besoin", "Un site qui donne envie de venir.");
    write(&window, "Budget", "4 000");
    picture(&window, "qualify");
    press(&window, "Qualifier");
    window.wait_for_text("Demande qualifiée");

    // The quote, written line after line.
    press(&window, "Écrire le devis");
    window.wait_for_text("Avant d’envoyer");
    write(&window, "Objet du devis", "Refonte du site");
    write(&window, "Désignation, ligne 1", "Conception des maquettes");
    write(&window, "Détail, ligne 1", "Accueil, boutique, fiche produit");
    write(&window, "Quantité, ligne 1", "1");
    write(&window, "Prix unitaire, ligne 1", "1450");
    window.press("Enter");
    write(&window, "Désignation, ligne 2", "Intégration et mise en ligne");
    write(&window, "Quantité, ligne 2", "3,5");
    write(&window, "Prix unitaire, ligne 2", "480");
    window.press("Enter");
    write(&window, "Désignation, ligne 3", "Formation à la mise à jour");
    write(&window, "Prix unitaire, ligne 3", "deux cents");
    window.wait_for_text("n’est pas un prix");
    picture(&window, "quote-refused");
    write(&window, "Prix unitaire, ligne 3", "203,33");
    window.wait_for_text("4 000,00 €");
    write(&window, "Durée", "3 semaines");
    picture(&window, "quote");
    press_back_to(&window, "Envoyer");
    number_and_hand_over(&window);
    window.wait_for_text("Devis D-2026-0001 envoyé");
    picture(&window, "deal-quoted");

    // Signed, deposit, work, delivery, balance, payment.
    press(&window, "Noter la signature");
    write(&window, "Signé par", "Anne Le Goff");
    write(&window, "En qualité de", "gérante");
    write(&window, "Ce que le client a écrit", "Bon pour accord, Anne Le Goff");
    picture(&window, "accept");
    press(&window, "Enregistrer la signature");
    window.wait_for_text("Commande CO-2026-0001 signée");
    press(&window, "Émettre");
    window.wait_for_text("Avant d’émettre");
    issue(&window, "Émettre");
    window.wait_for_text("Reste à payer");
    press(&window, "Noter le paiement");
    window.wait_for_text("Montant reçu");
    write(&window, "Montant reçu", "1200,01");
    press(&window, "Enregistrer le paiement");
    window.wait_for_text("ce montant la dépasse");
    picture(&window, "payment-refused");
    write(&window, "Montant reçu", "1 200,00");
    press(&window, "Enregistrer le paiement");
    window.wait_for_text("Paiement reçu, 1 200,00 € par virement");
    press(&window, "Commencer");
    window.wait_for_text("Travail commencé");
    press(&window, "Noter la livraison");
    window.wait_for_text("Livré le");
    picture(&window, "deliver");
    press(&window, "Enregistrer la livraison");
    window.wait_for_text("Livraison enregistrée");
    picture(&window, "deal-delivered");
    // One press never seals a paper: it shows it first.
    press(&window, "Émettre");
    window.wait_for_text("Avant d’émettre");
    window.wait_for("canvas");
    picture(&window, "invoice-preview");
    issue(&window, "Émettre");
    window.wait_for_text("F-2026-0002");
    window.wait_for_text("2 800,00 €");
    window.wait_for("canvas");
    picture(&window, "invoice");
    press(&window, "Noter le paiement");
    window.wait_for_text("Montant reçu");
    press(&window, "Enregistrer le paiement");
    window.wait_for_text("Remercier le client");
    press(&window, "Noter le merci");
    window.wait_for_text("Client remercié");
    press(&window, "Noter la réponse");
    reach(&window, "radio \"");
    // « Pas de réponse » stands last, chosen: two steps before it is 9.
    window.press("Left");
    window.press("Left");
    picture(&window, "satisfaction");
    press(&window, "Noter la réponse");
    window.wait_for_text("Satisfaction : 9/10");
    picture(&window, "deal-done");

    // The other screens.
    for (screen, words) in [
        ("today", "Rien ne presse"),
        ("deals", "Affaires"),
        ("clients", "Boulangerie Le Goff SARL"),
        ("quotes", "D-2026-0001"),
        ("invoices", "F-2026-0002"),
        ("payments", "2 800,00 €"),
        ("settings", "Réglages"),
    ] {
        let name = match screen {
            "today" => "Aujourd'hui",
            "deals" => "Affaires",
            "clients" => "Clients",
            "quotes" => "Devis",
            "invoices" => "Factures",
            "payments" => "Paiements",
            _ => "Réglages",
        };
        reach(&window, &format!("link \"{name}"));
        window.press("Enter");
        window.wait_for_text(words);
        picture(&window, screen);
    }

    let books =
        Connection::open_with_flags(folder.path().join("books.sqlite"), OpenFlags::SQLITE_OPEN_READ_ONLY)
            .expect("the books");
    let open: i64 =
        books.query_row("SELECT count(*) FROM open_invoice", [], |row| row.get(0)).expect("a count");
    let stage: String =
        books.query_row("SELECT stage FROM deal_state", [], |row| row.get(0)).expect("a stage");
    assert_eq!((open, stage.as_str()), (0, "followed_up"));
    window.close();
}
