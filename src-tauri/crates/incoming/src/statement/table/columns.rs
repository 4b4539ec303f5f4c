//! What the columns of a bank’s table hold, by their titles in French, English, German or Italian.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::letters::folded;

/// What one column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CsvHolds {
    Ignored,
    Day,
    /// A day where `Day` is empty: of what is not booked yet.
    OtherDay,
    ValueDay,
    /// Signed.
    Amount,
    Debit,
    Credit,
    /// Taken off the amount, whatever its sign.
    Fee,
    /// `D` or `C`, beside an amount without its sign.
    Direction,
    Label,
    MoreLabel,
    Payer,
    PayerAccount,
    Reference,
    Id,
    Currency,
    /// What is left after the line, or at the end of its day.
    Balance,
    Status,
    Account,
}

/// A title as titles are compared: letters and figures alone, without accents.
#[must_use]
pub fn title(text: &str) -> String {
    let text = folded(text);
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The currency that a title names: `amount eur`, `credit en chf`, `montant euros`.
#[must_use]
pub fn currency_of(title: &str) -> Option<(&str, &'static str)> {
    const CURRENCIES: [(&str, &str); 8] = [
        ("euros", "EUR"),
        ("euro", "EUR"),
        ("eur", "EUR"),
        ("chf", "CHF"),
        ("usd", "USD"),
        ("gbp", "GBP"),
        ("francs", "FRF"),
        ("cad", "CAD"),
    ];
    let (before, last) = title.rsplit_once(' ')?;
    let (_, code) = CURRENCIES.iter().find(|(word, _)| *word == last)?;
    Some((before.strip_suffix(" en").or_else(|| before.strip_suffix(" in")).unwrap_or(before), code))
}

/// Titles by what they hold, the surest first: of several days, amounts or accounts in one table the first counts.
const TITLES: [(CsvHolds, &[&str]); 16] = [
    (
        CsvHolds::Day,
        &[
            "date de comptabilisation",
            "date comptabilisation",
            "date comptable",
            "booking date",
            "dateop",
            "date operation",
            "date d operation",
            "date de l operation",
            "date op",
            "completed date",
            "date de fin",
            "data di completamento",
            "date completed utc",
            "settlement date local",
            "settlement date utc",
            "operation date local",
            "operation date utc",
            "date de l operation local",
            "date de l operation utc",
            "transaction date",
            "date de transaction",
            "date de la transaction",
            "data transazione",
            "posting date",
            "posted date",
            "execution date",
            "date d execution",
            "buchungstag",
            "buchungsdatum",
            "date",
            "data",
            "datum",
            "journaldate",
            "created",
            "created utc",
            "jour",
        ],
    ),
    (
        CsvHolds::OtherDay,
        &["started date", "date de debut", "data di inizio", "date started utc", "created date"],
    ),
    (
        CsvHolds::ValueDay,
        &[
            "date de valeur",
            "date valeur",
            "dateval",
            "date de la valeur",
            "value date",
            "valeur",
            "valuta",
            "valutadatum",
            "wertstellung",
            "available on",
            "date val",
            "data valuta",
        ],
    ),
    (
        CsvHolds::Amount,
        &[
            "total amount incl vat",
            "montant total ttc",
            "total amount",
            "net",
            "net amount",
            "netamount",
            "montant net",
            "montant de l operation",
            "montant operation",
            "montant",
            "amount",
            "betrag",
            "importo",
            "importe",
            "umsatz",
            "valeur en",
        ],
    ),
    (
        CsvHolds::Debit,
        &[
            "debit",
            "montant debit",
            "debits",
            "montant debite",
            "retrait",
            "depenses",
            "sortie",
            "money out",
            "paid out",
            "soll",
            "importo di fatturazione in uscita",
            "withdrawal",
            "billing amount out",
        ],
    ),
    (
        CsvHolds::Credit,
        &[
            "credit",
            "montant credit",
            "credits",
            "montant credite",
            "versement",
            "depot",
            "recettes",
            "entree",
            "money in",
            "paid in",
            "haben",
            "importo di fatturazione in entrata",
            "billing amount in",
        ],
    ),
    (CsvHolds::Direction, &["sens", "direction", "debit credit", "credit debit indicator", "d c"]),
    (
        CsvHolds::Label,
        &[
            "libelle operation",
            "libelle de l operation",
            "libelle d operation",
            "libelle complet operation",
            "libelle",
            "label",
            "description",
            "transactions",
            "texte de notification",
            "verwendungszweck",
            "intitule",
            "details",
            "descrizione",
            "operation",
            "nature de l operation",
            "buchungstext",
            "communication",
        ],
    ),
    (
        CsvHolds::MoreLabel,
        &[
            "detail de l ecriture",
            "detail",
            "informations complementaires",
            "motif",
            "message",
            "note",
            "causale pagamento",
            "payment reference",
            "reference de paiement",
            "motif de paiement",
        ],
    ),
    (
        CsvHolds::Payer,
        &[
            "nom de la contrepartie",
            "counterparty name",
            "partner name",
            "contrepartie",
            "counterparty",
            "payee",
            "beneficiaire",
            "name",
            "nom",
            "payer name",
            "payee name",
            "tiers",
        ],
    ),
    (
        CsvHolds::PayerAccount,
        &[
            "partner iban",
            "counterparty iban",
            "iban de la contrepartie",
            "beneficiary iban",
            "payee account number",
        ],
    ),
    (
        CsvHolds::Reference,
        &[
            "reference end to end",
            "end to end",
            "reference",
            "ref",
            "numero de reference",
            "riferimento",
            "num",
        ],
    ),
    (
        CsvHolds::Id,
        &[
            "transaction id",
            "identifiant de transaction",
            "numero de transaction",
            "balance transaction id",
            "transferwise id",
            "codice transazione",
            "code de transaction",
            "transaction code",
            "numero d operation",
            "id",
        ],
    ),
    (CsvHolds::Currency, &["devise", "currency", "ccy", "payment currency", "monnaie", "valuta della carta"]),
    (
        CsvHolds::Balance,
        &[
            "solde",
            "balance",
            "saldo",
            "running balance",
            "accountbalance",
            "solde disponible",
            "solde bancaire",
            "saldo disponibile",
            "solde apres operation",
        ],
    ),
    (
        CsvHolds::Account,
        &[
            "accountnum",
            "iban du compte",
            "numero de compte",
            "account number",
            "compte",
            "account",
            "konto",
            "account name",
            "accountname",
            "nom du compte",
            "accountlabel",
            "iban",
        ],
    ),
];

/// Titles of states: every such column counts.
const STATUSES: [&str; 7] =
    ["statut", "status", "state", "etat", "stato", "balance impact", "impact sur le solde"];

/// What a title may hold, and how sure that is (0 is the surest).
#[must_use]
pub fn holds(title: &str) -> Option<(CsvHolds, usize)> {
    if STATUSES.contains(&title) {
        return Some((CsvHolds::Status, 0));
    }
    let found = |title: &str| {
        TITLES.iter().find_map(|(holds, titles)| {
            titles.iter().position(|one| *one == title).map(|rank| (*holds, rank))
        })
    };
    found(title).or_else(|| found(currency_of(title)?.0))
}

/// What the columns of a table hold, each thing once but for labels and states.
#[must_use]
pub fn settled(titles: &[String]) -> Vec<CsvHolds> {
    let found: Vec<Option<(CsvHolds, usize)>> = titles.iter().map(|title| holds(title)).collect();
    let francs = |title: &String| currency_of(title).is_some_and(|(_, code)| code == "FRF");
    let best = |holds: CsvHolds| {
        let ranked = found.iter().zip(titles).enumerate().filter(|(_, (_, title))| !francs(title));
        let ranked = ranked
            .filter_map(|(at, (one, _))| one.filter(|(one, _)| *one == holds).map(|(_, rank)| (rank, at)));
        ranked.min().map(|(_, at)| at)
    };
    found
        .iter()
        .enumerate()
        .map(|(at, one)| match one {
            None => CsvHolds::Ignored,
            Some((CsvHolds::Status, _)) => CsvHolds::Status,
            Some((CsvHolds::MoreLabel, _)) => CsvHolds::MoreLabel,
            Some((CsvHolds::Label, _)) if best(CsvHolds::Label) != Some(at) => CsvHolds::MoreLabel,
            // Payer and payee stand side by side in some: the one that is filled counts.
            Some((CsvHolds::Payer, _)) => CsvHolds::Payer,
            Some((holds, _)) if best(*holds) == Some(at) => *holds,
            Some(_) => CsvHolds::Ignored,
        })
        .collect()
}
