//! Clients in depth, by keyboard: someone is added, a call is noted, a file joined, solvency checked, a past brought in, and
//! clients followed up; with a picture of each screen in both themes.

use serde_json::json;
use tests::{Books, day, delivered, pay};

use crate::driver::{Dropped, Window};
use crate::hands::{choose, follow, open, picture, press, reach, write};

const PAPER: Dropped<'static> = Dropped {
    name: "facture-2026-07.pdf",
    media_type: "application/pdf",
    bytes: include_bytes!("../../ui/src/fake/paper.pdf"),
};

/// Ticks a box reached by Tab.
fn tick(window: &Window, name: &str) {
    reach(window, &format!("checkbox \"{name}"));
    window.press("Space");
}

/// A website paid and answered 10 a month ago, another paid yesterday; the first client was added a year ago.
fn books() -> Books {
    let books = Books::camille();
    let (deal, order) = delivered(&books);
    let balance = books.on(day(11, 20)).done("issue_balance_invoice", json!({"order": order}));
    pay(&books, day(11, 21), balance, "2800,00");
    let house = books.on(day(11, 21));
    house.done("thank_client", json!({"deal": deal, "thanked_on": "2026-11-21"}));
    let answer = json!({"deal": deal, "answered_on": "2026-11-21", "score": "5", "words": "Le délai a glissé de deux semaines."});
    house.done("record_satisfaction", answer);
    let nord = house.done(
        "add_client",
        json!({"kind": "company", "name": "Atelier Nord", "siret": "732829320", "profile": "regular", "tags": ["presse", "Lille"],
            "address": {"street": "7 rue du Port", "postcode": "59000", "city": "Lille"}}),
    );
    let posters = house.done(
        "open_deal",
        json!({"client": nord, "title": "Affiches", "source": "recommandation d’Anne Le Goff"}),
    );
    let line = json!({"label": "Affiches", "unit_price": "1 000", "vat_rate": 2000});
    let content = json!({"subject": "Affiches", "lines": [line]});
    let invoice = house.done("issue_invoice", json!({"deal": posters, "content": content}));
    pay(&books, day(11, 22), invoice, "1200,00");
    books
}

#[test]
fn a_client_is_known_checked_and_followed_up_by_keyboard() {
    let books = books();
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window.wait_for_text("Lundi 23 novembre");
    picture(&window, "today-complaint");

    // Who is who, what was said, what was sent.
    open(&window, "Boulangerie");
    window.wait_for_text("Fil du client");
    window.wait_for_text("Commande CO-2026-0001 signée");
    press(&window, "Ajouter une personne");
    press(&window, "Ajouter");
    window.wait_for_text("Indiquez le nom de cette personne");
    write(&window, "Nom", "Zoé Martin");
    write(&window, "Fonction", "comptable");
    write(&window, "E-mail", "compta@legoff.example");
    tick(&window, "Reçoit les factures");
    picture(&window, "client-person");
    press(&window, "Ajouter");
    window.wait_for_text("reçoit les factures");
    press(&window, "Ajouter une note ou un appel");
    window.wait_for_text("Ajouter au fil du client");
    write(&window, "Texte", "Fermé le lundi : appeler le mardi.");
    press(&window, "Ajouter");
    window.wait_for_text("appeler le mardi");
    choose(&window, "Joindre un fichier…");
    window.wait_for_text("Il est gardé tel quel");
    window.choose_file("[role=dialog] input[type=file]", &PAPER);
    window.wait_for_text("facture-2026-07.pdf");
    write(&window, "Ce que c’est", "Charte graphique");
    picture(&window, "client-attach");
    press(&window, "Joindre");
    window.wait_for_text("Pièce jointe : Charte graphique");
    press(&window, "Noter une vérification de solvabilité");
    window.wait_for_text("Justificatif");
    press(&window, "Noter la vérification");
    window.wait_for_text("Dites où vous avez vérifié");
    picture(&window, "solvency-refused");
    write(&window, "Source", "Infogreffe");
    write(&window, "Ce qu’on y lit", "Comptes 2025 déposés, capitaux propres positifs.");
    press(&window, "Noter la vérification");
    window.wait_for_text("Solvabilité vérifiée : bonne");
    picture(&window, "client");
    press(&window, "Modifier la fiche");
    window.wait_for_text("Relation");
    write(&window, "Étiquettes", "pain, commerce de bouche");
    picture(&window, "client-change");
    press(&window, "Enregistrer la fiche");
    window.wait_for_text("commerce de bouche");

    // A client who was not happy is called; the next contact is planned.
    follow(&window, "Suivi");
    window.wait_for_text("À appeler");
    picture(&window, "follow-up");
    press(&window, "Noter l’appel");
    window.wait_for_text("Appel à un client déçu");
    press(&window, "Noter l’appel");
    window.wait_for_text("Notez ce qui a été dit");
    write(&window, "Ce qui a été dit", "Un point chaque vendredi la prochaine fois.");
    picture(&window, "complaint");
    press(&window, "Noter l’appel");
    window.wait_for_text("À remercier");
    window.wait_for_no_text("À appeler");
    open(&window, "Atelier Nord");
    window.wait_for_text("Fil du client");
    follow(&window, "Affiches");
    window.wait_for_text("Fil de l’affaire");
    choose(&window, "Noter une recommandation…");
    write(&window, "À qui vous recommande-t-il ?", "Hugo Petit");
    press(&window, "Noter");
    window.wait_for_text("Recommandation notée");
    picture(&window, "referral");
    press(&window, "Plus tard");
    choose(&window, "Noter un témoignage…");
    write(&window, "Ses mots", "Des affiches que l’on remarque.");
    tick(&window, "Accepte qu’il soit publié");
    press(&window, "Garder le témoignage");
    window.wait_for_text("publication autorisée");
    choose(&window, "Prévoir un contact…");
    write(&window, "Prévu le", "01/03/2027");
    write(&window, "Pourquoi", "affiches d’été");
    picture(&window, "plan-contact");
    press(&window, "Prévoir");
    window.wait_for_text("Contact prévu le");
    picture(&window, "deal-followed");
    follow(&window, "Suivi");
    window.wait_for_text("Ce qu’ils ont dit");
    window.wait_for_text("affiches d’été");
    picture(&window, "follow-up-said");

    // What came from another tool.
    follow(&window, "Réglages");
    follow(&window, "Mon activité d’avant");
    window.wait_for_text("Premier numéro à donner");
    write(&window, "Premier numéro à donner", "un");
    press(&window, "Régler le premier numéro");
    window.wait_for_role("textbox", "Premier numéro à donner");
    write(&window, "Premier numéro à donner", "7");
    press(&window, "Régler le premier numéro");
    window.wait_for_text("A-2026-0007");
    window.focus_on("Client facturé");
    window.type_text("Atelier Nord");
    window.wait_for_role("option", "Atelier Nord");
    window.press("Enter");
    write(&window, "Numéro de la facture", "2026-07-15");
    write(&window, "À propos de", "Plan de salle");
    write(&window, "Émise le", "15/07/2026");
    write(&window, "Échéance", "14/08/2026");
    write(&window, "Total TTC", "1 200");
    write(&window, "Reste à payer", "1 500");
    window.choose_file("input[type=file]", &PAPER);
    window.wait_for_text("facture-2026-07.pdf");
    press(&window, "Reprendre la facture");
    window.wait_for_text("Il ne peut pas rester plus");
    picture(&window, "past-refused");
    write(&window, "Reste à payer", "700");
    press(&window, "Reprendre la facture");
    window.wait_for_text("Plan de salle");
    write(&window, "Mois", "03/2026");
    write(&window, "Encaissé TTC", "2 400");
    press(&window, "Ajouter ce mois");
    window.wait_for_text("mars 2026");
    picture(&window, "past");
    follow(&window, "2026-07-15");
    window.wait_for_text("Solde repris");
    window.wait_for("canvas");
    picture(&window, "past-invoice");

    let verified = window.call("job", "verify", &json!({})).expect("a report");
    assert_eq!(verified["ok"], true, "{verified:#}");
    window.close();
}
