//! What is told of each table, row by row.
//!
//! A column's name is what people read, then `@` and how its value is written: `cents`, `price`, `quantity`, `percent`,
//! `word`, `json`.

/// A table, what people call it, and what is told of its rows (?1, a JSON list).
pub struct Section {
    pub title: &'static str,
    pub table: &'static str,
    pub sql: &'static str,
}

macro_rules! sections {
    ($($title:literal, $table:literal: $columns:literal;)+) => {
        &[$(Section {
            title: $title,
            table: $table,
            sql: concat!("SELECT ", $columns, " FROM ", $table, " t WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id"),
        }),+]
    };
}

/// Every table that holds something of a client, but for the client and for files, told apart.
pub const SECTIONS: &[Section] = sections! {
    "Personnes", "person": "card AS \"Fiche@json\"";
    "Notes et appels", "note": "day AS \"Jour\", kind AS \"Nature@word\", text AS \"Texte\"";
    "Tâches", "own_task": "text AS \"Texte\", day AS \"Prévue le\", done_on AS \"Faite le\"";
    "Tâches reportées ou laissées", "task_choice":
      "chosen_on AS \"Jour\", until AS \"Reportée au\", reason AS \"Raison\"";
    "Vérifications de solvabilité", "solvency_check":
      "day AS \"Jour\", source AS \"Source\", result AS \"Résultat@word\", words AS \"Ce qu’on y lit\"";
    "Affaires", "deal":
      "title AS \"Intitulé\", opened_on AS \"Ouverte le\", qualified_on AS \"Qualifiée le\", source AS \"Origine\", need AS \"Besoin\",
       budget AS \"Budget (€)@cents\", CASE ideal WHEN 1 THEN 'oui' WHEN 0 THEN 'non' END AS \"Client idéal\", next_step AS \"Prochaine étape\", next_on AS \"Prévu le\"";
    "Affaires closes", "deal_end":
      "day AS \"Jour\", kind AS \"Fin@word\", reason AS \"Raison@word\", words AS \"Texte\"";
    "Devis", "quote_version":
      "(SELECT number FROM quote WHERE id = t.quote) AS \"Numéro\", version AS \"Version\", sent_on AS \"Envoyé le\", method AS \"Par@word\",
       valid_until AS \"Valable jusqu’au\", subject AS \"Objet\", start AS \"Début\", duration AS \"Durée\", notes AS \"Remarques\",
       gross AS \"Total TTC (€)@cents\", buyer AS \"Adressé à@json\", conditions AS \"Conditions@json\"";
    "Lignes de devis", "quote_line":
      "(SELECT q.number FROM quote q JOIN quote_version v ON v.quote = q.id WHERE v.id = t.quote_version) AS \"Devis\", label AS \"Désignation\",
       detail AS \"Détail\", quantity AS \"Quantité@quantity\", unit AS \"Unité\", unit_price AS \"Prix unitaire (€)@price\", net AS \"Total HT (€)@cents\"";
    "Commandes", "signed_order":
      "number AS \"Numéro\", ordered_on AS \"Enregistrée le\", signed_on AS \"Signée le\", signed_by AS \"Signée par\", quality AS \"Qualité\",
       method AS \"Par@word\", words AS \"Termes de l’accord\", client_number AS \"Votre numéro\", gross AS \"Total TTC (€)@cents\"";
    "Suite des commandes", "order_event":
      "(SELECT number FROM signed_order WHERE id = t.signed_order) AS \"Commande\", day AS \"Jour\", kind AS \"Quoi@word\", value AS \"Valeur@json\", words AS \"Texte\"";
    "Livraisons", "delivery":
      "(SELECT number FROM signed_order WHERE id = t.signed_order) AS \"Commande\", day AS \"Jour\", kind AS \"État@word\", note AS \"Note\",
       override_reason AS \"Commencée avant l’acompte\"";
    "Factures et avoirs", "invoice":
      "number AS \"Numéro\", kind AS \"Nature@word\", issued_on AS \"Émise le\", due_on AS \"Échéance\", subject AS \"Objet\", order_number AS \"Votre commande\",
       net AS \"Total HT (€)@cents\", vat AS \"TVA (€)@cents\", gross AS \"Total TTC (€)@cents\", reason AS \"Raison\", buyer AS \"Adressée à@json\"";
    "Lignes de factures", "invoice_line":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", label AS \"Désignation\", detail AS \"Détail\", quantity AS \"Quantité@quantity\",
       unit AS \"Unité\", unit_price AS \"Prix unitaire (€)@price\", net AS \"Total HT (€)@cents\"";
    "TVA des factures", "invoice_vat":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", rate AS \"Taux (%)@percent\", net AS \"Base (€)@cents\", vat AS \"TVA (€)@cents\"";
    "Acomptes déduits", "invoice_deduction":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", (SELECT number FROM invoice WHERE id = t.deducted) AS \"Acompte\",
       net AS \"HT (€)@cents\", vat AS \"TVA (€)@cents\"";
    "Échéances", "invoice_due":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", due_on AS \"Le\", amount AS \"Montant (€)@cents\"";
    "Reports d’échéance convenus", "agreed_due":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", day AS \"Noté le\", due_on AS \"Au\", reason AS \"Raison\"";
    "Pénalités reçues", "charge_payment":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", received_on AS \"Reçu le\", amount AS \"Montant (€)@cents\", kind AS \"Pour@word\", words AS \"Frais\",
       interest AS \"Intérêts non réclamés (€)@cents\", indemnity AS \"Indemnité non réclamée (€)@cents\", method AS \"Moyen@word\", reference AS \"Référence\"";
    "Pénalités abandonnées", "charge_waiver":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", day AS \"Jour\", until AS \"Jusqu’au\", interest AS \"Intérêts (€)@cents\",
       indemnity AS \"Indemnité (€)@cents\", claimed AS \"Déjà réclamé (€)@cents\", reason AS \"Raison\"";
    "Promesses de paiement", "promise":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", day AS \"Noté le\", promised_on AS \"Pour le\", amount AS \"Montant (€)@cents\", words AS \"Texte\"";
    "Litiges", "dispute":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", day AS \"Noté le\", reason AS \"Raison@word\", amount AS \"Montant (€)@cents\",
       words AS \"Texte\", next AS \"Suite\", next_by AS \"Avant le\"";
    "Lignes contestées", "dispute_line": "label AS \"Ligne\"";
    "Litiges résolus", "dispute_end": "day AS \"Jour\", outcome AS \"Issue@word\", words AS \"Texte\"";
    "Raisons de retard", "late_reason":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", day AS \"Jour\", reason AS \"Raison@word\", words AS \"Texte\"";
    "Échéanciers", "payment_plan": "day AS \"Convenu le\", words AS \"Texte\"";
    "Factures des échéanciers", "payment_plan_invoice": "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\"";
    "Échéances convenues", "payment_plan_part": "due_on AS \"Le\", amount AS \"Montant (€)@cents\"";
    "Échéanciers arrêtés", "payment_plan_end": "day AS \"Jour\", reason AS \"Raison\"";
    "Relances suspendues", "reminder_stop":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", kind AS \"Quoi@word\", day AS \"Noté le\", on_day AS \"Jour\", judged_on AS \"Jugement du\", words AS \"Texte\"";
    "Créances déclarées", "claim_declaration": "declared_on AS \"Le\", amount AS \"Montant (€)@cents\", words AS \"Texte\"";
    "Relances reprises", "reminder_stop_end": "day AS \"Jour\", words AS \"Texte\"";
    "Factures relancées", "reminded":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", (SELECT day FROM sending WHERE id = t.sending) AS \"Le\"";
    "Paiements", "payment":
      "received_on AS \"Jour\", kind AS \"Nature@word\", method AS \"Moyen@word\", amount AS \"Montant (€)@cents\", fee AS \"Frais retenus (€)@cents\",
       reference AS \"Référence\", reason AS \"Raison\"";
    "Affectation des paiements", "allocation":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", amount AS \"Montant (€)@cents\"";
    "Restes abandonnés", "given_up":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", day AS \"Jour\", amount AS \"Montant (€)@cents\", reason AS \"Raison\"";
    "Pertes", "write_off":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", lost_on AS \"Jour\", ground AS \"Raison@word\", vat AS \"TVA déjà due (€)@cents\"";
    "Relevés de banque", "line_payment":
      "(SELECT group_concat(day || ' · ' || label, ' ; ') FROM bank_line WHERE explanation = t.explanation) AS \"Opérations\",
       (SELECT sum(amount) FROM bank_line WHERE explanation = t.explanation) AS \"Montant@cents\",
       (SELECT group_concat(payer, ' ; ') FROM bank_line WHERE explanation = t.explanation AND payer <> '') AS \"Payeur\",
       (SELECT group_concat(payer_account, ' ; ') FROM bank_line WHERE explanation = t.explanation AND payer_account <> '') AS \"Compte du payeur\",
       (SELECT group_concat(reference, ' ; ') FROM bank_line WHERE explanation = t.explanation AND reference <> '') AS \"Référence\"";
    "Payeurs reconnus", "payer_alias": "kind AS \"Par@word\", value AS \"Compte ou libellé\"";
    "Travail suspendu", "suspension": "day AS \"Jour\", reason AS \"Raison\"";
    "Travail repris", "suspension_end": "day AS \"Jour\", words AS \"Texte\"";
    "Sûretés", "security":
      "day AS \"Jour\", kind AS \"Nature@word\", who AS \"Qui\", amount AS \"Montant (€)@cents\", until AS \"Jusqu’au\", days AS \"Jours pour prévenir\", words AS \"Texte\"";
    "Sûretés terminées", "security_end": "day AS \"Jour\", words AS \"Texte\"";
    "Déclarations à l’assureur", "security_claim":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", day AS \"Jour\"";
    "Décisions", "risk_decision":
      "day AS \"Jour\", choice AS \"Quoi@word\", share AS \"Acompte\", reason AS \"Raison\", again_on AS \"À revoir le\"";
    "Réceptions vérifiées", "reception_check":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", day AS \"Jour\", result AS \"Réponse@word\", words AS \"Texte\"";
    "Statuts de la plateforme", "platform_status":
      "(SELECT number FROM invoice WHERE id = t.invoice) AS \"Facture\", day AS \"Jour\", status AS \"Statut@word\", words AS \"Texte\"";
    "Procédures", "court_claim": "route AS \"Voie\", court AS \"Où\", reference AS \"Numéro\"";
    "Suite des procédures", "court_step": "day AS \"Jour\", kind AS \"Quoi@word\", words AS \"Texte\"";
    "Suite des paiements", "payment_event": "day AS \"Jour\", kind AS \"Quoi@word\", words AS \"Texte\"";
    "Envois", "sending":
      "day AS \"Jour\", kind AS \"Quoi@word\", method AS \"Par@word\", recipient AS \"À\", copies AS \"Copie à\", subject AS \"Objet\", body AS \"Texte\",
       (SELECT day FROM sending_withdrawal WHERE sending = t.id) AS \"Retiré le\"";
    "Boîte d’envoi", "outbox_message":
      "made_at AS \"Écrit le\", kind AS \"Quoi@word\", recipient AS \"À\", copies AS \"Copie à\", subject AS \"Objet\", body AS \"Texte\"";
    "Suite de la boîte d’envoi", "outbox_event": "at AS \"Le\", state AS \"État@word\", words AS \"Texte\"";
    "Suivi", "follow_up":
      "day AS \"Jour\", kind AS \"Quoi@word\", score AS \"Note sur 10\", words AS \"Texte\"";
};

/// Invoices that they sent as a supplier: the law keeps them, whoever they are of.
pub const RECEIVED: &str = "SELECT number AS \"Numéro\", seller AS \"Vendeur\", issued_on AS \"Du\", due_on AS \"Échéance\",
     total AS \"Total TTC@cents\", currency AS \"Monnaie\", account AS \"Compte\", paid_on AS \"Payée le\", removed_on AS \"Retirée le\",
     name AS \"Fichier\", sha256 AS \"SHA-256\" FROM received_invoice WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id";
