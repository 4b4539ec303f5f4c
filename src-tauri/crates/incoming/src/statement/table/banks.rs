//! The tables of banks that are known, by titles which no other has.

use crate::statement::days::DayOrder;
use crate::statement::table::columns::{CsvHolds, holds, settled};

/// A bank’s table.
#[derive(Debug)]
pub struct KnownBank {
    pub name: &'static str,
    /// Titles that must all be there.
    needs: &'static [&'static str],
    /// What some columns hold otherwise than their titles say.
    but: &'static [(&'static str, CsvHolds)],
    /// None where it writes days as its user’s country does.
    pub order: Option<DayOrder>,
}

/// The bank whose column of balances says what is left at the end of the day.
pub const DAILY: &str = "BoursoBank";

const FRENCH: Option<DayOrder> = Some(DayOrder::DayFirst);

const fn bank(name: &'static str, needs: &'static [&'static str]) -> KnownBank {
    KnownBank { name, needs, but: &[], order: FRENCH }
}

const fn other(
    name: &'static str,
    needs: &'static [&'static str],
    but: &'static [(&'static str, CsvHolds)],
) -> KnownBank {
    KnownBank { name, needs, but, order: FRENCH }
}

/// Those with the most needs first: a table that has them all is theirs.
const BANKS: [KnownBank; 31] = [
    other(
        "Revolut Business",
        &["date completed utc", "id", "description", "payment currency", "amount"],
        &[
            ("total amount", CsvHolds::Ignored),
            ("amount", CsvHolds::Amount),
            ("fee", CsvHolds::Fee),
            ("account", CsvHolds::Account),
        ],
    ),
    other(
        "Revolut",
        &["type", "started date", "completed date", "description", "amount", "fee", "currency", "state"],
        &[("fee", CsvHolds::Fee)],
    ),
    other(
        "Revolut",
        &["type", "date de debut", "date de fin", "description", "montant", "frais", "devise", "etat"],
        &[("frais", CsvHolds::Fee)],
    ),
    other(
        "Revolut",
        &["tipo", "data di inizio", "data di completamento", "descrizione", "importo", "costo", "valuta"],
        &[("costo", CsvHolds::Fee), ("valuta", CsvHolds::Currency)],
    ),
    other(
        "Qonto",
        &["identifiant de transaction", "montant total ttc"],
        &[
            ("date de la valeur local", CsvHolds::Day),
            ("date de la valeur utc", CsvHolds::OtherDay),
            ("debit", CsvHolds::Ignored),
            ("credit", CsvHolds::Ignored),
        ],
    ),
    other(
        "Qonto",
        &["statut", "montant total ttc", "devise"],
        &[
            ("date de la valeur local", CsvHolds::Day),
            ("date de la valeur utc", CsvHolds::OtherDay),
            ("debit", CsvHolds::Ignored),
            ("credit", CsvHolds::Ignored),
        ],
    ),
    bank("Qonto", &["status", "settlement date utc", "total amount incl vat"]),
    bank("Qonto", &["transaction id", "total amount incl vat"]),
    other(
        "Shine",
        &["transaction id", "date d operation", "debit", "credit", "libelle", "nom de la contrepartie"],
        &[
            ("solde mouvement", CsvHolds::Ignored),
            ("iban", CsvHolds::Account),
            ("commentaire", CsvHolds::MoreLabel),
        ],
    ),
    bank("Shine", &["date de la valeur", "type de transaction", "libelle", "debit", "credit"]),
    bank(
        "Banque Populaire ou Caisse d’Épargne",
        &["date de comptabilisation", "libelle operation", "debit", "credit", "date de valeur"],
    ),
    bank("Caisse d’Épargne", &["date", "numero d operation", "libelle", "debit", "credit"]),
    bank("Banque Populaire", &["compte", "date de comptabilisation", "date operation", "libelle", "montant"]),
    bank("Crédit Mutuel ou CIC", &["date", "date de valeur", "debit", "credit", "libelle", "solde"]),
    bank(
        "Crédit Mutuel ou CIC",
        &["date d operation", "date de valeur", "debit", "credit", "libelle", "solde"],
    ),
    bank("Crédit Mutuel ou CIC", &["date", "date de valeur", "montant", "libelle", "solde"]),
    bank("BNP Paribas", &["date operation", "libelle operation", "montant operation en euro"]),
    bank("BNP Paribas", &["date operation", "libelle operation", "montant operation"]),
    bank(
        "Société Générale",
        &["date de l operation", "libelle", "detail de l ecriture", "montant de l operation"],
    ),
    bank("Société Générale", &["date comptabilisation", "libelle complet operation", "montant operation"]),
    bank("Crédit Agricole", &["date", "libelle", "debit euros", "credit euros"]),
    bank("La Banque Postale", &["date", "libelle", "montant euros"]),
    other(
        DAILY,
        &["dateop", "dateval", "label", "amount"],
        &[("accountlabel", CsvHolds::Ignored), ("comment", CsvHolds::MoreLabel)],
    ),
    bank("Fortuneo", &["date operation", "date valeur", "libelle", "debit", "credit"]),
    bank("N26", &["booking date", "partner name", "partner iban", "amount eur"]),
    other(
        "N26",
        &["date", "payee", "account number", "transaction type", "amount eur"],
        &[("account number", CsvHolds::PayerAccount)],
    ),
    other(
        "N26",
        &["date", "beneficiaire", "numero de compte", "type de transaction", "montant eur"],
        &[("numero de compte", CsvHolds::PayerAccount)],
    ),
    KnownBank {
        name: "PayPal",
        needs: &["date", "name", "type", "status", "currency", "gross", "fee", "net"],
        order: None,
        but: &[
            ("invoice number", CsvHolds::Reference),
            ("subject", CsvHolds::MoreLabel),
            ("type", CsvHolds::Label),
        ],
    },
    other(
        "PayPal",
        &["date", "nom", "type", "devise", "commission", "net"],
        &[
            ("numero de facture", CsvHolds::Reference),
            ("objet", CsvHolds::MoreLabel),
            ("type", CsvHolds::Label),
        ],
    ),
    other(
        "Stripe",
        &["id", "description", "created", "amount", "fee", "status"],
        &[
            ("fee", CsvHolds::Fee),
            ("amount refunded", CsvHolds::Fee),
            ("currency", CsvHolds::Currency),
            ("converted amount", CsvHolds::Ignored),
            ("invoice id", CsvHolds::Reference),
        ],
    ),
    other(
        "Stripe",
        &["created", "currency", "gross", "fee", "net"],
        &[
            ("available on", CsvHolds::ValueDay),
            ("created", CsvHolds::Day),
            ("automatic payout id", CsvHolds::Reference),
            ("reporting category", CsvHolds::MoreLabel),
        ],
    ),
];

/// The banks of cards, whose titles say all that is needed.
const OTHERS: [KnownBank; 4] = [
    bank("SumUp", &["codice transazione", "importo di fatturazione in uscita"]),
    bank("SumUp", &["code de transaction", "type de transaction"]),
    bank("SumUp", &["transaction code", "billing amount in"]),
    bank("Wise", &["transferwise id", "date", "amount", "currency"]),
];

/// The bank that writes these titles.
#[must_use]
pub fn known(titles: &[String]) -> Option<&'static KnownBank> {
    let fits = |bank: &&KnownBank| bank.needs.iter().all(|need| titles.iter().any(|title| title == need));
    BANKS.iter().chain(&OTHERS).filter(fits).max_by_key(|bank| bank.needs.len())
}

impl KnownBank {
    /// What its columns hold.
    #[must_use]
    pub fn columns(&self, titles: &[String]) -> Vec<CsvHolds> {
        let told = |title: &String| self.but.iter().find(|(one, _)| one == title).map(|(_, holds)| *holds);
        // What is told of one column is said by no other.
        let taken = |one: CsvHolds| {
            self.but.iter().any(|(title, holds)| *holds == one && titles.iter().any(|other| other == title))
        };
        let mut columns = settled(titles);
        for (column, title) in columns.iter_mut().zip(titles) {
            let single = !matches!(*column, CsvHolds::MoreLabel | CsvHolds::Fee | CsvHolds::Status);
            *column = match told(title) {
                Some(holds) => holds,
                None if single && taken(*column) => CsvHolds::Ignored,
                None => *column,
            };
        }
        // A column that was put aside may have hidden another of its kind.
        let missing = |columns: &[CsvHolds], wanted: CsvHolds| !columns.contains(&wanted);
        for wanted in [CsvHolds::Balance, CsvHolds::Account] {
            if missing(&columns, wanted)
                && let Some(at) = titles.iter().position(|title| {
                    told(title).is_none() && holds(title).is_some_and(|(one, _)| one == wanted)
                })
                && let Some(column) = columns.get_mut(at)
            {
                *column = wanted;
            }
        }
        columns
    }
}
