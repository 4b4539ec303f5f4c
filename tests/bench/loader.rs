//! Books of any size, for the benchmarks: every row and every journal line that the road leaves, and one paper shared
//! by all, so that a hundred thousand invoices are written in a minute.
//!
//! Invariant: `verify` passes on them.

use crate::stock::{TITLES, card, civil, days, shared, word};
use actions::contact::client;
use actions::settings;
use books::act::{Act, Clock};
use books::entry::read;
use books::error::{Error, Result};
use books::journal::Deed;
use books::lock::Lock;
use books::reading::Reading;
use books::seal::{Head, hash_bytes};
use books::{file, journal};
use chrono::{Datelike, NaiveDate};
use documents::paper::invoice;
use documents::paper::invoice::InvoiceWords;
use journey::contact::{ClientCard, Identity};
use journey::invoice::InvoiceKind;
use journey::number::{Series, written};
use journey::quote::Line;
use journey::vat::Totals;
use parcours::plan::PLAN;
use records::index::HitKind;
use records::lines::{LinesOf, write_lines};
use records::{index, projection};
use rusqlite::{Connection, TransactionBehavior, params};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice};

/// Invoices still to be paid, at every size: the latest ones.
pub const OPEN: usize = 200;

/// Invoices of one client.
pub const PER_CLIENT: usize = 50;

/// A day that stands after every line: some open invoices are late that day, some are not yet due.
pub const TODAY: NaiveDate = civil(2026, 8, 1);

/// Paid invoices are dated from the first of these days to the second, open ones one a day from there.
const FIRST: NaiveDate = civil(2016, 1, 1);

const RECENT: NaiveDate = civil(2026, 1, 1);

/// A word that every deal and every paper carries.
pub const COMMON_WORD: &str = "internet";

/// What a question may ask of the books that were filled.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The client of the latest invoices, all of them open.
    pub client: i64,
    /// A word of that client's name that no other client has.
    pub client_word: String,
}

/// Fills the empty books of `folder` (made if missing) in one transaction: one deal per invoice, walked to its end
/// but for the latest [`OPEN`] ones.
pub fn fill(folder: &Path, invoices: usize) -> Result<Filled> {
    fill_open(folder, invoices, OPEN)
}

/// The same, the latest `open` ones still to be paid, all of them sent.
///
/// # Errors
/// Books that already hold something, or that cannot be written.
pub fn fill_open(folder: &Path, invoices: usize, open: usize) -> Result<Filled> {
    let lock = Lock::shared(folder)?;
    let mut connection = file::open(folder, &lock, &PLAN, &books::cipher::Keys::default(), &|_| Ok(()))?;
    connection.pragma_update(None, "cache_size", -200_000)?;
    connection.set_prepared_statement_cache_capacity(256);
    let rows: Rows = Arc::default();
    let noted = Arc::clone(&rows);
    connection.update_hook(Some(move |_: rusqlite::hooks::Action, _: &str, table: &str, row: i64| {
        held(&noted).insert((table.to_owned(), row));
    }))?;
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let head = journal::head(Reading::of(&tx))?;
    if head.seq > 0 {
        return Err(Error::Broken("only empty books are filled".to_owned()));
    }
    let filled = Pen { db: &tx, rows, head }.fill(invoices, open)?;
    tx.commit()?;
    // Questions read the file itself, as after any quiet moment, not a log as long as the books.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(filled)
}

type Rows = Arc<Mutex<BTreeSet<(String, i64)>>>;

fn held(rows: &Rows) -> std::sync::MutexGuard<'_, BTreeSet<(String, i64)>> {
    rows.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes lines, one after the other.
struct Pen<'a> {
    db: &'a Connection,
    /// Rows written since the last line.
    rows: Rows,
    head: Head,
}

/// What every paper shares.
struct Stock {
    seller: String,
    wordings: String,
    lines: Vec<Line>,
    totals: Totals,
    sha256: String,
}

/// The client of a deal.
struct Client {
    id: i64,
    name: String,
    card: String,
}

impl Pen<'_> {
    fn fill(&mut self, invoices: usize, open: usize) -> Result<Filled> {
        let paid = invoices.saturating_sub(open);
        let span = usize::try_from(RECENT.signed_duration_since(FIRST).num_days()).unwrap_or(1);
        let stock = self.stock(FIRST)?;
        let mut client = Client { id: 0, name: String::new(), card: String::new() };
        let (mut year, mut n) = (0, 0);
        for i in 0..invoices {
            let day = match i.checked_sub(paid) {
                None => FIRST + days(i * span / paid),
                Some(rank) => RECENT + days(rank * OPEN / open),
            };
            if i % PER_CLIENT == 0 {
                client = self.client(day, i / PER_CLIENT)?;
            }
            (year, n) = if day.year() == year { (year, n + 1) } else { (day.year(), 1) };
            self.deal(&stock, &client, day, n, i < paid)?;
        }
        let last = invoices.saturating_sub(1) / PER_CLIENT;
        Ok(Filled { client: client.id, client_word: word(last) })
    }

    /// One line over what `work` writes.
    fn line(
        &mut self,
        day: NaiveDate,
        action: &str,
        payload: &Value,
        work: impl FnOnce(&Act) -> Result<i64>,
    ) -> Result<i64> {
        let clock = Clock { fixed: Some(day) };
        let act = Act::new(self.db, clock, clock.now("", self.head.seq), self.head.clone());
        let id = work(&act)?;
        let rows = std::mem::take(&mut *held(&self.rows));
        let deal = act.deals().first().copied();
        let salt = clock.salt(&self.head)?;
        (self.head, _) = journal::write(
            self.db,
            &PLAN,
            &self.head,
            Deed {
                at: &act.at,
                day,
                action,
                payload,
                deal,
                client: act.client().filter(|_| deal.is_none()),
                salt: &salt,
                written: &rows,
                erased: &BTreeSet::new(),
                undoes: None,
            },
        )?;
        Ok(id)
    }

    fn stock(&mut self, day: NaiveDate) -> Result<Stock> {
        let typed = json!({
            "legal_form": "ei", "name": "Camille Durand", "trade": "Design et sites web", "siret": "732 829 320 00074", "ape": "7410Z",
            "address": {"street": "12 rue des Carmes", "postcode": "35000", "city": "Rennes"},
            "email": "camille@exemple.fr", "phone": "06 00 00 00 00", "vat_regime": "liable",
            "iban": "FR76 3000 6000 0112 3456 7890 189", "bic": "AGRIFRPP"
        });
        let seller = read::<Identity>(&typed)?.read()?;
        self.line(day, "set_identity", &typed, |act| settings::set_identity(act, seller.clone()))?;
        let buyer = read::<ClientCard>(&card(0))?.read()?;
        let wordings = invoice::invoice_wordings(
            day,
            InvoiceWords {
                law: &journey::law::Law::default(),
                kind: InvoiceKind::Balance,
                seller: &seller,
                buyer: &buyer,
                late: journey::legal::wording("late_professional", day),
                late_rate: None,
                discount: journey::legal::wording("no_discount", day),
                terms: None,
                lines: &[],
            },
        );
        let line = |label: &str, detail: &str, quantity: i64, unit: &str, price: i64, net: i64| Line {
            label: label.to_owned(),
            detail: detail.to_owned(),
            quantity: Thousandths(quantity),
            unit: unit.to_owned(),
            unit_price: UnitPrice(price),
            discount: BasisPoints(0),
            vat_rate: BasisPoints(2000),
            net: Cents(net),
            ..Line::default()
        };
        let lines = vec![
            line(
                "Conception des maquettes",
                "Accueil, boutique, fiche produit",
                1000,
                "forfait",
                14_500_000,
                145_000,
            ),
            line("Intégration et mise en ligne", "", 3500, "jours", 4_800_000, 168_000),
        ];
        let totals =
            Totals::of_lines(&lines.iter().map(|l| (l.vat_rate, l.net)).collect::<Vec<_>>(), BasisPoints(0));
        let (seller_text, wordings_text) =
            (serde_json::to_string(&seller)?, serde_json::to_string(&wordings)?);
        let bytes = shared(day, seller, buyer, wordings, &lines, &totals)?;
        let sha256 = hash_bytes(&bytes);
        self.line(day, "keep_paper", &json!({}), |act| books::vault::keep(act, &bytes).map(|_| 1))?;
        Ok(Stock { seller: seller_text, wordings: wordings_text, lines, totals, sha256 })
    }

    fn client(&mut self, day: NaiveDate, k: usize) -> Result<Client> {
        let typed = card(k);
        let card = read::<ClientCard>(&typed)?.read()?;
        let id = self.line(day, "add_client", &typed, |act| client::add_client(act, card.clone()))?;
        Ok(Client { id, name: card.name.clone(), card: serde_json::to_string(&card)? })
    }

    /// One deal from its opening to its invoice, and when paid to its end. Everything happens in one day: only the
    /// number of rows matters here.
    fn deal(&mut self, stock: &Stock, client: &Client, day: NaiveDate, n: i64, paid: bool) -> Result<()> {
        let db = self.db;
        let (today, later) = (day.to_string(), (day + days(30)).to_string());
        let number = |series| written(series, day.year(), n);
        let (quote_number, order_number, invoice_number) =
            (number(Series::Quote), number(Series::Order), number(Series::Invoice));
        let Totals { net, vat, gross, .. } = stock.totals;
        let title = TITLES[usize::try_from(n).unwrap_or(0) % TITLES.len()];

        let deal = self.line(day, "open_deal", &json!({"client": client.id, "title": title}), |act| {
            let id = insert(
                db,
                "INSERT INTO deal (client, title, source, need, next_step, opened_on) VALUES (?1, ?2, '', '', '', ?3)",
                params![client.id, title, today],
            )?;
            act.about(id);
            Ok(id)
        })?;

        let mut version = 0;
        let quote = self.line(day, "send_quote", &json!({"deal": deal}), |act| {
            act.about(deal);
            let quote = insert(db, "INSERT INTO quote (deal, series, year, n, number) VALUES (?1, ?2, ?3, ?4, ?5)", params![
                deal, Series::Quote.prefix(), day.year(), n, quote_number
            ])?;
            let document = document(act, "quote", deal, &quote_number, stock)?;
            version = insert(
                db,
                "INSERT INTO quote_version (quote, version, sent_on, method, valid_until, subject, start, duration, notes, discount,
                     deposit, payment_days, seller, buyer, wordings, net, vat, gross, document)
                 VALUES (?1, 1, ?2, 'email', ?3, ?4, '', '', '', 0, 0, 30, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                params![
                    quote, today, later, title, stock.seller, client.card, stock.wordings, net.0, vat.0, gross.0, document
                ],
            )?;
            write_lines(db, LinesOf::QuoteVersion(version), &stock.lines)?;
            Ok(quote)
        })?;

        let order = self.line(day, "accept_quote", &json!({"quote": quote}), |act| {
            act.about(deal);
            insert(
                db,
                "INSERT INTO signed_order (deal, quote_version, series, year, n, number, ordered_on, signed_on, signed_by, quality,
                     method, terms_accepted, client_number, words, net, vat, gross, deposit_gross)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 'Anne Le Goff', 'gérante', 'email', 0, '', 'Bon pour accord', ?8, ?9, ?10, 0)",
                params![deal, version, Series::Order.prefix(), day.year(), n, order_number, today, net.0, vat.0, gross.0],
            )
        })?;

        for (action, kind) in [("begin_delivery", "begun"), ("record_delivery", "delivered")] {
            self.line(day, action, &json!({"order": order}), |act| {
                act.about(deal);
                insert(db, "INSERT INTO delivery (signed_order, kind, day, override_reason, note) VALUES (?1, ?2, ?3, '', '')", params![
                    order, kind, today
                ])
            })?;
        }

        let invoice = self.line(day, "issue_balance_invoice", &json!({"order": order}), |act| {
            act.about(deal);
            let document = document(act, "invoice", deal, &invoice_number, stock)?;
            let invoice = insert(
                db,
                "INSERT INTO invoice (deal, client, signed_order, kind, series, year, n, number, issued_on, supplied_on, due_on, percent,
                     order_number, discount, seller, buyer, wordings, net, vat, gross, document)
                 VALUES (?1, ?2, ?3, 'balance', ?4, ?5, ?6, ?7, ?8, ?8, ?9, 0, '', 0, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
                params![
                    deal, client.id, order, Series::Invoice.prefix(), day.year(), n, invoice_number, today, later, stock.seller,
                    client.card, stock.wordings, net.0, vat.0, gross.0, document
                ],
            )?;
            write_lines(db, LinesOf::Invoice(invoice), &stock.lines)?;
            for group in &stock.totals.groups {
                insert(db, "INSERT INTO invoice_vat (invoice, rate, net, vat) VALUES (?1, ?2, ?3, ?4)", params![
                    invoice, group.rate.0, group.net.0, group.vat.0
                ])?;
            }
            // In the order of their ranks: out of it, the index is written out at every row.
            index::index(db, HitKind::Invoice, invoice, &[&invoice_number, title, &client.name])?;
            index::index(db, HitKind::Order, order, &[&order_number, title, &client.name])?;
            index::index(db, HitKind::Quote, quote, &[&quote_number, title, title, &client.name])?;
            index::index(db, HitKind::Deal, deal, &[title, &client.name])?;
            Ok(invoice)
        })?;
        if !paid {
            self.line(day, "send_invoice", &json!({"invoice": invoice}), |act| {
                act.about(deal);
                let sending = insert(
                    db,
                    "INSERT INTO sending (client, deal, kind, method, day, recipient, copies, tone, subject, body, invoice)
                     VALUES (?1, ?2, 'invoice', 'hand', ?3, '', '', '', '', '', ?4)",
                    params![client.id, deal, today, invoice],
                )?;
                projection::refresh(act, deal)?;
                Ok(sending)
            })?;
            return Ok(());
        }

        self.line(day, "record_payment", &json!({"invoice": invoice}), |act| {
            act.about(deal);
            let payment = insert(
                db,
                "INSERT INTO payment (client, amount, received_on, method, reference) VALUES (?1, ?2, ?3, 'transfer', ?4)",
                params![client.id, gross.0, today, invoice_number],
            )?;
            insert(db, "INSERT INTO allocation (payment, invoice, amount) VALUES (?1, ?2, ?3)", params![payment, invoice, gross.0])?;
            projection::received(act, day, gross)?;
            Ok(payment)
        })?;
        self.line(day, "record_satisfaction", &json!({"deal": deal}), |act| {
            act.about(deal);
            let answer = insert(
                db,
                "INSERT INTO follow_up (deal, kind, day, score, words) VALUES (?1, 'satisfaction', ?2, 9, '')",
                params![deal, today],
            )?;
            projection::refresh(act, deal)?;
            Ok(answer)
        })?;
        Ok(())
    }
}

fn insert(db: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<i64> {
    Ok(db.prepare_cached(sql)?.insert(values)?)
}

fn document(act: &Act, kind: &str, deal: i64, number: &str, stock: &Stock) -> Result<i64> {
    insert(
        act.db,
        "INSERT INTO document (kind, deal, number, name, media_type, sha256, created_on, prior_seal)
         VALUES (?1, ?2, ?3, ?3 || '.pdf', 'application/pdf', ?4, ?5, ?6)",
        params![kind, deal, number, stock.sha256, act.today.to_string(), act.head.seal],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use parcours::Opening;

    #[test]
    fn filled_books_pass_verification() {
        let folder = tempfile::tempdir().unwrap();
        fill(folder.path(), 260).unwrap();
        let house = parcours::open(Opening { data: Some(folder.path().to_path_buf()), today: Some(TODAY) });
        let report = house.job("verify", json!({})).unwrap();
        assert_eq!(report["ok"], true, "{report:#}");
        let today = house.ask("today", json!({})).unwrap();
        assert_eq!(today["figures"]["to_collect_count"], 200);
        assert!(fill(folder.path(), 1).is_err(), "books that hold something are left alone");
    }
}
