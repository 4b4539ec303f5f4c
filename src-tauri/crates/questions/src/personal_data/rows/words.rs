//! Stored names and words, as whoever they are about reads them.

use serde_json::{Map, Value};

/// Names of fields; one that is not here keeps its own.
const FIELDS: &[(&str, &str)] = &[
    ("kind", "Nature"),
    ("name", "Nom"),
    ("siret", "SIREN ou SIRET"),
    ("vat_number", "N° de TVA"),
    ("address", "Adresse"),
    ("delivery_address", "Adresse de livraison"),
    ("street", "Rue"),
    ("extra", "Complément"),
    ("postcode", "Code postal"),
    ("city", "Ville"),
    ("country", "Pays"),
    ("contact", "Contact"),
    ("email", "E-mail"),
    ("phone", "Téléphone"),
    ("payment_days", "Délai de paiement en jours"),
    ("electronic_address", "Adresse de facturation électronique"),
    ("service_code", "Code service"),
    ("order_number_required", "N° de commande exigé"),
    ("protected", "Protégé comme un consommateur"),
    ("language", "Langue"),
    ("profile", "Relation"),
    ("tags", "Étiquettes"),
    ("may_be_called", "Accepte d’être appelé"),
    ("opted_out", "Ne souhaite pas de nouvelles"),
    ("confirmed", "Champs confirmés"),
    ("function", "Fonction"),
    ("decides", "Décide"),
    ("receives_invoices", "Reçoit les factures"),
    ("pays", "Paie"),
    ("title", "Intitulé"),
    ("text", "Texte"),
    ("words", "Texte"),
    ("subject", "Objet"),
    ("lines", "Lignes"),
    ("label", "Désignation"),
    ("detail", "Détail"),
];

/// Words of closed lists; any other is told as it stands.
const WORDS: &[(&str, &str)] = &[
    ("company", "société"),
    ("sole_trader", "entreprise individuelle"),
    ("association", "association"),
    ("person", "particulier"),
    ("public_body", "organisme public"),
    ("new", "nouveau client"),
    ("regular", "client régulier"),
    ("key_account", "grand compte"),
    ("private_person", "particulier"),
    ("bad_payer", "mauvais payeur"),
    ("french", "français"),
    ("english", "anglais"),
    ("german", "allemand"),
    ("note", "note"),
    ("call", "appel"),
    ("lost", "perdue"),
    ("cancelled", "annulée"),
    ("price", "prix"),
    ("timing", "délai"),
    ("competitor", "concurrent"),
    ("no_answer", "sans réponse"),
    ("abandoned", "abandon"),
    ("other", "autre"),
    ("good", "bonne"),
    ("doubtful", "incertaine"),
    ("bad", "mauvaise"),
    ("email", "e-mail"),
    ("post", "courrier"),
    ("mail", "courrier"),
    ("hand", "main propre"),
    ("portal", "portail"),
    ("phone", "téléphone"),
    ("transfer", "virement"),
    ("cheque", "chèque"),
    ("card", "carte"),
    ("cash", "espèces"),
    ("begun", "commencée"),
    ("delivered", "livrée"),
    ("deposit", "acompte"),
    ("balance", "solde"),
    ("progress", "en cours de travail"),
    ("standalone", "facture"),
    ("credit_note", "avoir"),
    ("elsewhere", "émise avec un autre outil"),
    ("received", "reçu"),
    ("refund", "remboursement"),
    ("reversal", "annulation"),
    ("kept", "gardé"),
    ("thanked", "remerciement"),
    ("satisfaction", "satisfaction"),
    ("complaint", "appel à un client déçu"),
    ("testimonial_asked", "témoignage demandé"),
    ("testimonial", "témoignage"),
    ("referral_asked", "recommandation demandée"),
    ("referral", "recommandation"),
    ("contact_planned", "contact prévu"),
    ("contact", "contact"),
    ("invoice", "facture"),
    ("quote", "devis"),
    ("quote_follow_up", "relance de devis"),
    ("reminder", "relance"),
    ("receipt", "reçu"),
    ("charges", "pénalités de retard"),
    ("attachment", "pièce jointe"),
    ("message", "message"),
    ("solvency", "solvabilité"),
    ("acceptance", "accord"),
    ("signed_quote", "devis signé"),
    ("delivery", "livraison"),
    ("supply", "élément fourni"),
    ("proof", "preuve"),
    ("report", "procès-verbal de réception"),
    ("confirmation", "confirmation de commande"),
    ("welcome", "page d’accueil"),
    ("engagement", "n° d’engagement"),
    ("start_requested", "demande de commencer"),
    ("withdrawn", "rétractation"),
    ("amendment_dropped", "avenant abandonné"),
    ("supply_asked", "élément demandé"),
    ("supply_received", "élément reçu"),
    ("stage_planned", "étape prévue"),
    ("stage_reached", "étape atteinte"),
    ("stage_announced", "étape annoncée"),
    ("report_issued", "procès-verbal établi"),
    ("accepted", "réception"),
    ("reserves_lifted", "réserves levées"),
    ("deposited", "remis en banque"),
    ("cleared", "encaissé"),
    ("bounced", "rejeté"),
    ("received", "bien reçue"),
    ("other_addressee", "à envoyer à quelqu’un d’autre"),
    ("reference_missing", "référence manquante"),
    ("being_approved", "en cours de validation"),
    ("contested", "contestée"),
    ("filed", "demande déposée"),
    ("granted", "décision favorable"),
    ("refused", "demande rejetée"),
    ("served", "signifiée"),
    ("enforceable", "exécutoire"),
    ("closed", "terminée"),
    ("liquidation", "liquidation judiciaire"),
    ("certified", "irrécouvrabilité certifiée"),
    ("vanished", "client introuvable"),
    ("not_worth_it", "poursuites trop coûteuses"),
    ("prescribed", "créance prescrite"),
    ("retention_of_title", "réserve de propriété"),
    ("guarantor", "caution"),
    ("insurance", "assurance-crédit"),
    ("late", "pénalités de retard"),
    ("costs", "frais"),
    ("duplicate", "duplicata"),
    ("go_on", "continuer"),
    ("pay_first", "tout à la commande"),
    ("stop", "ne plus travailler"),
];

fn of(list: &'static [(&str, &str)], stored: &str) -> Option<&'static str> {
    list.iter().find(|(known, _)| *known == stored).map(|(_, french)| *french)
}

/// A word of a closed list.
#[must_use]
pub fn word(stored: &str) -> String {
    of(WORDS, stored).unwrap_or(stored).to_owned()
}

/// What is kept as JSON, its fields by their French names; empty ones are left out.
#[must_use]
pub fn fields(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut told = Map::new();
            for (name, value) in map {
                let value = match (name.as_str(), value) {
                    ("kind" | "profile" | "language", Value::String(text)) => Value::String(word(&text)),
                    (_, value) => fields(value),
                };
                if !is_empty(&value) {
                    told.insert(of(FIELDS, &name).map_or(name, str::to_owned), value);
                }
            }
            Value::Object(told)
        }
        Value::Array(items) => Value::Array(items.into_iter().map(fields).collect()),
        Value::Bool(said) => Value::String(if said { "oui" } else { "non" }.to_owned()),
        Value::Null | Value::Number(_) | Value::String(_) => value,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
