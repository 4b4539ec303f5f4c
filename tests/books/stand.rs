//! What these tests share: processes to start, a long road, and a look at the file past the door.

use books::reading::Reading;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tests::{Books, Door, bakery, camille, day, delivered, file, pay, supplier_invoice, website};

/// The command line on books, on 22 November.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parcours-cli"));
    command.arg("--data").arg(folder).args(["--today", "2026-11-22"]).args(arguments);
    command
}

/// What the command line says and its exit code.
pub fn cli(folder: &Path, arguments: &[&str]) -> (i32, Value, Value) {
    read(&command(folder, arguments).output().expect("the command runs"))
}

/// Exit code, stdout and stderr of a process, both as JSON.
pub fn read(output: &Output) -> (i32, Value, Value) {
    let json = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap_or(Value::Null);
    (output.status.code().unwrap_or(-1), json(&output.stdout), json(&output.stderr))
}

/// A loop of actions on books, its words on a pipe.
pub fn crash_loop(folder: &Path, seed: u64, rounds: usize, hold: bool) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crash-loop"));
    command.arg(folder).arg(seed.to_string()).arg(rounds.to_string());
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    if hold {
        command.env("PARCOURS_HOLD", "before_commit").stderr(Stdio::piped());
    }
    command.spawn().expect("the loop starts")
}

/// Another process inside the books, until dropped.
pub struct Neighbour(Child);

impl Neighbour {
    pub fn inside(folder: &Path) -> Neighbour {
        let mut child = crash_loop(folder, 0, 0, false);
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut line).expect("the neighbour speaks");
        assert_eq!(line.trim(), "inside", "the neighbour did not get in");
        Neighbour(child)
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// Every kind of row: two roads walked to the end, two rates, discounts, partial payments, logo, proof, a lost deal,
/// notes, a series that resumed.
pub fn long_road() -> Books {
    let books = Books::camille();
    walk(&books);
    // A restore needs the books alone.
    resumed(&books);
    books
}

fn walk(books: &Books) {
    let door = books.on(day(9, 1));
    door.done("set_logo", json!({"file": file("logo.png", LOGO)}));
    door.done(
        "publish_terms",
        json!({"text": "Article 1. Le client paie à trente jours.\n\nArticle 2. Rien d’autre."}),
    );
    let (deal, order) = delivered(books);
    let door = books.on(day(11, 22));
    let invoice = door.done("issue_balance_invoice", json!({"order": order}));
    door.done("send_invoice", json!({"invoice": invoice, "method": "email", "recipient": "anne@exemple.fr"}));
    door.done(
        "withdraw_sending",
        json!({"sending": door.ask("invoice", json!({"id": invoice}))["sendings"][0]["id"]}),
    );
    door.done("send_invoice", json!({"invoice": invoice, "method": "post"}));
    door.done(
        "agree_due_date",
        json!({"invoice": invoice, "due_on": "31/01/2027", "reason": "Anne, au téléphone"}),
    );
    pay(books, day(11, 25), invoice, "999,50");
    let cheque = books.on(day(12, 1)).done(
        "record_payment",
        json!({"invoice": invoice, "amount": "1800,00", "received_on": "2026-12-01", "method": "cheque"}),
    );
    books.on(day(12, 1)).done("deposit_cheque", json!({"payment": cheque}));
    books.on(day(12, 2)).done("issue_receipt", json!({"payment": cheque}));
    let door = books.on(day(12, 2));
    door.done("give_up_remainder", json!({"invoice": invoice, "reason": "Frais bancaires"}));
    door.done("thank_client", json!({"deal": deal, "thanked_on": "2026-12-02"}));
    let answer = json!({"deal": deal, "answered_on": "2026-12-02", "score": "9", "words": "Très bien"});
    door.done("record_satisfaction", answer);

    let client = door.done("add_client", atelier());
    door.done("change_client", json!({"client": client, "card": {"email": "zoe@exemple.fr", "kind": "company",
        "name": "Atelier Zoé", "siret": "732829320", "address": {"street": "1 rue du Port", "postcode": "29200", "city": "Brest"}}}));
    door.done("add_person", json!({"client": client, "card": {"name": "Zoé Martin"}}));
    door.done("add_catalogue_item", json!({"label": "Affiche", "unit_price": "300", "vat_rate": 2000}));
    let deal = door.done("open_deal", json!({"client": client, "title": "Catalogue", "source": "Hugo"}));
    door.done("qualify_deal", json!({"deal": deal, "need": "Un catalogue", "budget": "3000", "ideal": true}));
    door.done("change_deal", json!({"deal": deal, "title": "Catalogue 2027", "budget": "3500"}));
    door.done("add_note", json!({"deal": deal, "kind": "note", "text": "Rappeler lundi"}));
    let task = door.done("add_task", json!({"deal": deal, "text": "Rappeler Zoé jeudi"}));
    door.done("complete_task", json!({"task": task}));
    door.done("add_task", json!({"text": "Classer"}));
    door.done("put_off_task", json!({"task": "own_task-o2", "until": "demain"}));
    door.done("add_note", json!({"deal": deal, "kind": "call", "text": "D’accord sur le prix"}));
    let quote = door.done("send_quote", json!({"deal": deal, "content": catalogue("10"), "method": "hand"}));
    door.done("send_quote", json!({"deal": deal, "content": catalogue("5"), "method": "email"}));
    let order = door.done(
        "accept_quote",
        json!({"quote": quote, "signed_on": "2026-12-02", "signed_by": "Zoé Martin", "method": "signed_paper",
            "terms_accepted": true, "order_number": "BC-12", "proof": file("accord.pdf", &tests::scan("accord"))}),
    );
    door.done("record_engagement", json!({"order": order, "order_number": "BC-13"}));
    let invoice = door.done("issue_deposit_invoice", json!({"order": order}));
    pay(books, day(12, 3), invoice, "100,00");
    let door = books.on(day(12, 4));
    asked(&door, client, invoice);
    let early = json!({"order": order, "began_on": "2026-12-04", "override_reason": "Confiance"});
    door.done("begin_delivery", early);
    under_way(&door, order);
    let report = json!({"order": order, "delivered_on": "2026-12-04", "note": "Reçu", "proof": file("r.pdf", &tests::scan("reçu"))});
    door.done("record_delivery", report);
    let parts = json!([{"due_on": "2026-12-20", "part": "40 %"}, {"due_on": "2027-01-20", "part": ""}]);
    door.done("issue_balance_invoice", json!({"order": order, "instalments": parts}));

    door.done(
        "record_solvency_check",
        json!({"client": client, "checked_on": "2026-12-01", "source": "Infogreffe", "result": "good",
        "file": file("comptes.pdf", &tests::scan("comptes"))}),
    );
    door.done(
        "add_person",
        json!({"client": client, "card": {"name": "Zoé Martin", "receives_invoices": true}}),
    );
    door.done("add_note", json!({"client": client, "kind": "call", "text": "Passera en janvier"}));
    door.done(
        "attach_file",
        json!({"client": client, "file": file("charte.txt", b"bleu"), "label": "Charte"}),
    );
    let receipt =
        door.done("record_past_receipt", json!({"month": "2026-03", "activity": "sales", "amount": "120"}));
    door.done("undo_past_receipt", json!({"receipt": receipt}));
    let past = door.done(
        "record_past_invoice",
        json!({"client": client, "number": "26-07", "issued_on": "2026-07-01", "due_on": "2026-07-31",
        "total": "500", "open": "300", "vat_rate": 2000, "file": file("26-07.pdf", &tests::scan("26-07"))}),
    );
    door.done("claim_charges", json!({"invoice": past}));
    door.done(
        "record_charges",
        json!({"invoice": past, "amount": "1", "received_on": "2026-12-04", "method": "transfer"}),
    );
    door.done("waive_charges", json!({"invoice": past, "reason": "Geste"}));
    let court = door.done("record_insolvency", json!({"client": client, "published_on": "2026-12-01"}));
    door.done("declare_claim", json!({"stop": court, "declared_on": "2026-12-04", "amount": "300"}));
    door.done(
        "note_platform_status",
        json!({"invoice": invoice, "status": "approved", "noted_on": "2026-12-04"}),
    );
    door.done(
        "record_late_reason",
        json!({"invoice": past, "reason": "no_cash", "words": "Zoé attend un virement"}),
    );

    banked(&door, past);
    let bill = file("facture.xml", supplier_invoice("H-1").as_bytes());
    door.done("keep_received_invoice", json!({"file": bill}));

    let lost = door.done("open_deal", json!({"client": client, "title": "Affiche"}));
    door.done("send_quote", json!({"deal": lost, "content": website(), "method": "post"}));
    door.done("lose_deal", json!({"deal": lost, "reason": "price", "words": "Trop cher"}));
}

/// A statement comes in as a table that has to be told, one of its lines pays an invoice.
fn banked(door: &Door, invoice: i64) {
    let table =
        "Quand;Quoi;Combien;Qui\n01/12/2026;VIR ZOE;10,00;Atelier Zoé\n02/12/2026;DIVERS;5,00;Divers\n";
    let mapping = json!({"first_line": 2, "columns": ["day", "label", "amount", "payer"]});
    let file = file("banque.csv", table.as_bytes());
    let accounts = json!([{"account": "Compte pro"}]);
    door.done("import_statement", json!({"file": file, "accounts": accounts, "mapping": mapping}));
    let balance = "OFXHEADER:100\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>A1</BANKACCTFROM>\
        <LEDGERBAL><BALAMT>5.00<DTASOF>20261202</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n";
    let file = tests::file("solde.ofx", balance.as_bytes());
    door.done("import_statement", json!({"file": file, "accounts": [{"named": "A1", "account": "Livret"}]}));
    door.done("match_line", json!({"line": 1, "allocations": [{"invoice": invoice}]}));
}

/// A client is reminded of what falls due, promises, contests, and is left alone for a while.
fn asked(door: &Door, client: i64, invoice: i64) {
    let server = json!({"host": "smtp.exemple.fr", "security": "tls", "user": "camille@exemple.fr"});
    door.done("set_mail_server", server);
    let queued = json!({"invoice": invoice, "method": "email", "recipient": "zoe@exemple.fr", "queue": true});
    let message = door.done("send_invoice", queued);
    door.done("drop_message", json!({"message": message}));
    door.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
    let early = json!([{"days": "-50", "channel": "email", "tone": "friendly"}]);
    door.done("set_reminder_policy", json!({"profile": "new", "steps": early}));
    door.done(
        "remind_client",
        json!({"invoice": invoice, "step": -50, "method": "email", "recipient": "zoe@exemple.fr"}),
    );
    door.done(
        "check_reception",
        json!({"invoice": invoice, "result": "received", "checked_on": "2026-12-04", "words": "Zoé"}),
    );
    door.done("record_promise", json!({"invoice": invoice, "promised_on": "2026-12-20", "words": "Zoé"}));
    let plan = door.done(
        "agree_payment_plan",
        json!({"client": client, "invoices": [invoice], "count": "2", "first_on": "2026-12-18", "words": "Zoé"}),
    );
    door.done("end_payment_plan", json!({"plan": plan, "reason": "Payé autrement"}));
    let contest =
        json!({"invoice": invoice, "reason": "amount", "lines": [0], "amount": "10", "words": "Un écart"});
    let dispute = door.done("open_dispute", contest);
    door.done("settle_dispute", json!({"dispute": dispute, "outcome": "agreement", "words": "Vu ensemble"}));
    let hold =
        door.done("hold_reminders", json!({"client": client, "until": "2026-12-24", "reason": "Salon"}));
    door.done("resume_reminders", json!({"stop": hold, "words": "Fini"}));
    let claim =
        door.done("file_claim", json!({"client": client, "route": "order", "filed_on": "2026-12-04"}));
    door.done("note_court_step", json!({"claim": claim, "step": "closed", "noted_on": "2026-12-04"}));
    door.done("suspend_work", json!({"client": client, "reason": "Acompte impayé"}));
    door.done("resume_work", json!({"client": client, "words": "Payé"}));
    let insured = door.done(
        "record_security",
        json!({"client": client, "kind": "insurance", "who": "Assureur", "days": "60"}),
    );
    door.done(
        "declare_to_insurer",
        json!({"security": insured, "invoice": invoice, "declared_on": "2026-12-04"}),
    );
    door.done("end_security", json!({"security": insured}));
    door.done(
        "decide_risk",
        json!({"client": client, "choice": "pay_first", "reason": "Procédure", "again_on": "2027-03-01"}),
    );
    door.done(
        "write_off_invoice",
        json!({"invoice": invoice, "ground": "liquidation", "lost_on": "2026-12-04", "reason": "Jugement"}),
    );
    door.done("claim_remainder", json!({"invoice": invoice, "reason": "Un versement est annoncé"}));
}

/// Restores what was before one more paper, so that its series resumes after it.
fn resumed(books: &Books) {
    let door = books.on(day(12, 4));
    let backup = backup(&door);
    let client = door.done("add_client", bakery());
    let deal = door.done("open_deal", json!({"client": client, "title": "Carte"}));
    door.done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    door.job("restore", json!({"path": backup}));
    door.verified();
}

/// The path of a backup of the books as they are now.
pub fn backup(door: &Door) -> String {
    door.job("backup", json!({}));
    let books = door.ask("books", json!({}));
    books["backups"][0]["path"].as_str().expect("a backup").to_owned()
}

/// Camille, one client, a deal and its quote: small books, quickly made.
pub fn short_road() -> Books {
    let books = Books::empty();
    let door = books.on(day(9, 1));
    door.done("set_identity", camille());
    let client = door.done("add_client", bakery());
    let deal = door.done("open_deal", json!({"client": client, "title": "Refonte du site"}));
    door.done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    books
}

/// One more quote; answers its number.
pub fn one_more_quote(books: &Books, title: &str) -> String {
    let door = books.on(day(11, 22));
    let deal = door.done("open_deal", json!({"client": 1, "title": title}));
    let quote = door.done("send_quote", json!({"deal": deal, "content": website(), "method": "email"}));
    let sql = "SELECT number FROM quote WHERE id = ?1";
    books.raw().query_row(sql, [quote], |r| r.get(0)).expect("the quote")
}

/// What the client supplies, a stage moved, reached and announced.
fn under_way(door: &Door, order: i64) {
    let words = "Par e-mail";
    door.done("ask_supply", json!({"order": order, "supply": 0, "asked_on": "2026-12-04", "words": words}));
    let photos =
        json!({"order": order, "supply": 0, "received_on": "2026-12-04", "file": file("photos.png", LOGO)});
    door.done("receive_supply", photos);
    door.done(
        "plan_stage",
        json!({"order": order, "stage": 0, "planned_on": "2026-12-20", "words": "Grève"}),
    );
    door.done("reach_stage", json!({"order": order, "stage": 0, "reached_on": "2026-12-04"}));
    door.done(
        "announce_stage",
        json!({"order": order, "stage": 0, "announced_on": "2026-12-04", "words": words}),
    );
}

fn atelier() -> Value {
    json!({"kind": "company", "name": "Atelier Zoé", "siret": "732829320",
        "address": {"street": "1 rue du Port", "postcode": "29200", "city": "Brest"}})
}

fn catalogue(discount: &str) -> Value {
    json!({"subject": "Catalogue", "deposit": "40", "discount": discount, "duration": "un mois", "start": "en décembre",
    "notes": "Deux relectures comprises.", "supplies": ["Les photos"],
    "stages": [{"label": "Maquette", "planned_on": "15/12/2026"}], "lines": [
        {"label": "Maquette", "quantity": "2", "unit": "jours", "unit_price": "450", "discount": "10", "vat_rate": 2000},
        {"label": "Cession de droits", "unit_price": "600", "vat_rate": 1000}
    ]})
}

/// A picture as people give one.
const LOGO: &[u8] = include_bytes!("../../assets/icons/32.png");

/// Rank and action of every journal line.
pub fn lines(connection: &Connection) -> Vec<(i64, String)> {
    let mut statement =
        connection.prepare("SELECT seq, action FROM journal ORDER BY seq").expect("a journal");
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).expect("lines");
    rows.map(|row| row.expect("a line")).collect()
}

/// The head of the journal.
pub fn head(books: &Books) -> String {
    books::journal::head(Reading::of(&books.raw())).expect("a journal").seal
}

/// Every file of a folder with its bytes, by name; the lock and the log apart.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .filter(|path| !path.ends_with(books::lock::LOCK) && path.extension().is_none_or(|e| e != "log"))
        .map(|path| (path.clone(), std::fs::read(&path).expect("bytes")))
        .collect();
    found.sort();
    found
}

/// Folds the log into the file, as closing does.
pub fn fold(books: &Books) {
    books.raw().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("folded");
}

/// Sealed tables, every one walked by the long road.
pub fn used() -> Vec<&'static str> {
    parcours::plan::PLAN.sealed().collect()
}
