//! Timeline: everything that happened to a deal, told from the journal; nothing else keeps history.

use books::act::Ask;
use books::error::Result;
use journey::contact::solvency::Solvency;
use journey::invoice::InvoiceKind;
use journey::message::ReminderTone;
use journey::number::Series;
use journey::payment::PaymentMethod;
use journey::quote::Conditions;
use journey::sending::Channel;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use values::money::Cents;
use values::words::{capital, euros, long_date};

/// A journal line's body, read by table.
struct Body(Value);

impl Body {
    fn row(&self, table: &str) -> &Value {
        self.0["rows"]
            .as_array()
            .and_then(|rows| rows.iter().find(|r| r["table"] == table))
            .map_or(&Value::Null, |r| &r["row"])
    }

    /// How many rows of that table it wrote.
    fn count(&self, table: &str) -> usize {
        self.0["rows"].as_array().map_or(0, |rows| rows.iter().filter(|r| r["table"] == table).count())
    }

    fn text(&self, table: &str, column: &str) -> &str {
        self.row(table)[column].as_str().unwrap_or_default()
    }

    fn cents(&self, table: &str, column: &str) -> Cents {
        Cents(self.row(table)[column].as_i64().unwrap_or_default())
    }

    fn day(&self, table: &str, column: &str) -> String {
        self.text(table, column).parse().map(long_date).unwrap_or_default()
    }

    fn payload(&self, field: &str) -> &str {
        self.0["payload"][field].as_str().unwrap_or_default()
    }
}

/// Latest first.
pub fn of_deal(ask: &Ask, deal: i64) -> Result<Vec<TimelineEntry>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT j.seq, j.at, j.day, j.action, b.body, NULL, '' FROM journal j JOIN journal_body b ON b.seq = j.seq
         WHERE j.deal = ?1 ORDER BY j.seq DESC LIMIT 500",
    )?;
    let lines = statement.query_map([deal], line)?.collect::<rusqlite::Result<_>>()?;
    entries(ask, lines)
}

/// What happened to a client, and in their deals, before that line; latest first.
pub fn of_client(ask: &Ask, client: i64, before: i64, most: usize) -> Result<Vec<TimelineEntry>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT * FROM (
           SELECT j.seq AS seq, j.at, j.day, j.action, b.body, d.id, d.title FROM deal d JOIN journal j ON j.deal = d.id
             JOIN journal_body b ON b.seq = j.seq WHERE d.client = ?1 AND j.seq < ?2
           UNION ALL
           SELECT j.seq, j.at, j.day, j.action, b.body, NULL, '' FROM journal j
             JOIN journal_body b ON b.seq = j.seq WHERE j.client = ?1 AND j.seq < ?2)
         ORDER BY seq DESC LIMIT ?3",
    )?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let lines = statement.query_map(params![client, before, most], line)?.collect::<rusqlite::Result<_>>()?;
    entries(ask, lines)
}

struct JournalLine {
    seq: i64,
    at: String,
    day: String,
    action: String,
    body: String,
    deal: Option<i64>,
    deal_title: String,
}

fn line(r: &rusqlite::Row) -> rusqlite::Result<JournalLine> {
    Ok(JournalLine {
        seq: r.get(0)?,
        at: r.get(1)?,
        day: r.get(2)?,
        action: r.get(3)?,
        body: r.get(4)?,
        deal: r.get(5)?,
        deal_title: r.get(6)?,
    })
}

fn entries(ask: &Ask, lines: Vec<JournalLine>) -> Result<Vec<TimelineEntry>> {
    lines
        .into_iter()
        .map(|JournalLine { seq, at, day, action, body, deal, deal_title }| {
            let body = Body(serde_json::from_str(&body)?);
            let (title, text) = told(ask, &action, &body)?;
            let kind = if action == "add_note" { body.text("note", "kind").to_owned() } else { action };
            let document = body.row("document")["id"].as_i64();
            // What is told about another day (a call noted later) shows that day.
            let day =
                if kind == "note" || kind == "call" { body.text("note", "day").to_owned() } else { day };
            Ok(TimelineEntry { id: seq, at, day, title, text, kind, document, deal, deal_title })
        })
        .collect()
}

fn is_amendment(ask: &Ask, quote: Option<i64>) -> Result<bool> {
    Ok(ask
        .db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM quote WHERE id = ?1 AND amends IS NOT NULL)")?
        .query_row([quote], |r| r.get(0))?)
}

fn told(ask: &Ask, action: &str, body: &Body) -> Result<(String, String)> {
    let sentences =
        |parts: &[&str]| parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" ");
    Ok(match action {
        "open_deal" => {
            let source = body.text("deal", "source");
            let from = if source.is_empty() { String::new() } else { format!("Origine : {source}.") };
            ("Affaire ouverte".into(), sentences(&[&from, body.text("deal", "need")]))
        }
        "change_deal" => ("Affaire modifiée".into(), String::new()),
        "qualify_deal" => ("Demande qualifiée".into(), body.text("deal", "need").to_owned()),
        "lose_deal" => ("Affaire classée perdue".into(), body.text("deal_end", "words").to_owned()),
        "add_note" => {
            let title = if body.text("note", "kind") == "call" { "Appel" } else { "Note" };
            (title.into(), body.text("note", "text").to_owned())
        }
        "send_quote" => {
            let number = body.text("document", "number");
            let version = body.row("quote_version")["version"].as_i64().unwrap_or(1);
            let word = if is_amendment(ask, body.row("quote_version")["quote"].as_i64())? {
                "Avenant"
            } else {
                "Devis"
            };
            let what = if version > 1 {
                format!("{word} {number}, version {version}, envoyé")
            } else {
                format!("{word} {number} envoyé")
            };
            let terms = if body.row("quote_version")["terms"].is_null() { "" } else { "CGV jointes." };
            let total = format!(
                "{} TTC, valable jusqu’au {}.",
                euros(body.cents("quote_version", "gross")),
                body.day("quote_version", "valid_until")
            );
            (what, sentences(&[&total, terms]))
        }
        "accept_quote" => {
            let terms = if body.row("signed_order")["terms_accepted"] == 1 { ", CGV acceptées" } else { "" };
            let who = [body.text("signed_order", "signed_by"), body.text("signed_order", "quality")];
            let who: Vec<&str> = who.into_iter().filter(|w| !w.is_empty()).collect();
            let word =
                if body.row("signed_order")["amends"].is_null() { "signée" } else { "signée par avenant" };
            let title = format!("Commande {} {word}{terms}", body.text("signed_order", "number"));
            (title, format!("Accord de {}, le {}.", who.join(", "), body.day("signed_order", "signed_on")))
        }
        "issue_deposit_invoice" | "issue_balance_invoice" | "issue_progress_invoice" | "issue_invoice" => {
            let kind = InvoiceKind::from_stored(body.text("invoice", "kind"))
                .map_or_else(String::new, |k| capital(k.french()));
            let parts = body.count("invoice_due");
            let total = format!(
                "{}, à régler {}le {} au plus tard.",
                euros(body.cents("invoice", "gross")),
                if parts > 1 { format!("en {parts} fois, la dernière ") } else { String::new() },
                body.day("invoice", "due_on")
            );
            (format!("{kind} {} émise", body.text("invoice", "number")), total)
        }
        "record_payment" => {
            let number: Option<String> = ask
                .db
                .prepare_cached("SELECT number FROM invoice WHERE id = ?1")?
                .query_row([body.row("allocation")["invoice"].as_i64()], |r| r.get(0))
                .optional()?;
            let how =
                PaymentMethod::from_stored(body.text("payment", "method")).map_or("", PaymentMethod::french);
            let title = format!("Paiement reçu, {} {how}", euros(body.cents("payment", "amount")));
            (title, format!("Sur {}, le {}.", number.unwrap_or_default(), body.day("payment", "received_on")))
        }
        "begin_delivery" => {
            let reason = body.text("delivery", "override_reason");
            let text = if reason.is_empty() {
                String::new()
            } else {
                format!("Sans attendre, parce que : {reason}")
            };
            ("Travail commencé".into(), text)
        }
        "record_delivery" => {
            let proof = if body.row("delivery")["proof"].is_null() { "" } else { "PV de réception joint." };
            let on = format!("Le {}.", body.day("delivery", "day"));
            ("Livraison enregistrée".into(), sentences(&[&on, proof, body.text("delivery", "note")]))
        }
        "credit_invoice" | "correct_invoice" => {
            let title = format!(
                "Avoir {} émis, {}",
                body.text("invoice", "number"),
                euros(body.cents("invoice", "gross"))
            );
            (title, body.text("invoice", "reason").to_owned())
        }
        "reverse_payment" => (
            format!("Paiement de {} annulé", euros(body.cents("payment", "amount"))),
            body.text("payment", "reason").to_owned(),
        ),
        "refund_client" => {
            let how =
                PaymentMethod::from_stored(body.text("payment", "method")).map_or("", PaymentMethod::french);
            (format!("Client remboursé, {} {how}", euros(body.cents("payment", "amount"))), String::new())
        }
        "use_credit" => (
            "Trop-perçu utilisé".into(),
            format!("{} sur une facture ouverte.", euros(body.cents("allocation", "amount"))),
        ),
        "keep_money" => (
            format!("{} conservés", euros(body.cents("payment", "amount"))),
            body.text("payment", "reason").to_owned(),
        ),
        "send_invoice" => {
            let number: Option<String> = ask
                .db
                .prepare_cached("SELECT number FROM invoice WHERE id = ?1")?
                .query_row([body.row("sending")["invoice"].as_i64()], |r| r.get(0))
                .optional()?;
            let number = number.unwrap_or_default();
            // « l’avoir A-… envoyé », « la facture F-… envoyée »
            let title = if number.starts_with(Series::CreditNote.prefix()) {
                format!("Avoir {number} envoyé {}", sent_how(body))
            } else {
                format!("Facture {number} envoyée {}", sent_how(body))
            };
            (title, sent_to(body))
        }
        "follow_up_quote" => {
            let number: Option<String> = ask
                .db
                .prepare_cached(
                    "SELECT q.number FROM quote_version v JOIN quote q ON q.id = v.quote WHERE v.id = ?1",
                )?
                .query_row([body.row("sending")["quote_version"].as_i64()], |r| r.get(0))
                .optional()?;
            let title = format!("Devis {} relancé {}", number.unwrap_or_default(), sent_how(body));
            (title, sentences(&[&sent_to(body), &call_words(body)]))
        }
        "remind_client" => {
            let number: Option<String> = ask
                .db
                .prepare_cached("SELECT number FROM invoice WHERE id = ?1")?
                .query_row([body.row("sending")["invoice"].as_i64()], |r| r.get(0))
                .optional()?;
            let tone =
                ReminderTone::from_stored(body.text("sending", "tone")).map_or("", ReminderTone::french);
            let title = format!("Relance {tone} de {} {}", number.unwrap_or_default(), sent_how(body));
            let letter = if body.text("sending", "method") == Channel::Post.stored() {
                "Lettre scellée."
            } else {
                ""
            };
            (title, sentences(&[&sent_to(body), letter, &call_words(body)]))
        }
        "deposit_cheque" => ("Chèque déposé".into(), format!("Le {}.", body.day("payment_event", "day"))),
        "clear_cheque" => ("Chèque encaissé".into(), format!("Le {}.", body.day("payment_event", "day"))),
        "bounce_cheque" => (
            format!("Chèque de {} rejeté", euros(body.cents("payment", "amount"))),
            format!("Le {} : {}.", body.day("payment_event", "day"), body.text("payment_event", "words")),
        ),
        "issue_receipt" => ("Reçu établi".into(), String::new()),
        "cancel_deal" => ("Affaire annulée".into(), body.text("deal_end", "words").to_owned()),
        "issue_order_confirmation" => {
            (format!("Confirmation de la commande {} émise", body.text("document", "number")), String::new())
        }
        "issue_welcome_page" => ("Page de bienvenue émise".into(), String::new()),
        "drop_amendment" => (
            format!("Avenant {} abandonné", body.text("order_event", "value")),
            body.text("order_event", "words").to_owned(),
        ),
        "record_start_request" => {
            let waived = if body.text("order_event", "value") == "waived" {
                "Il reconnaît perdre son droit de rétractation une fois le travail fait en entier."
            } else {
                ""
            };
            let words = body.text("order_event", "words");
            let on = format!("Le {}.", body.day("order_event", "day"));
            ("Le client demande de commencer sans attendre".into(), sentences(&[&on, words, waived]))
        }
        "record_engagement" => (
            format!("Numéro d’engagement {} reçu", body.text("order_event", "value")),
            format!("Le {}.", body.day("order_event", "day")),
        ),
        "record_withdrawal" => {
            let on = format!("Reçue le {}. Affaire annulée.", body.day("order_event", "day"));
            ("Rétractation du client".into(), sentences(&[&on, body.text("order_event", "words")]))
        }
        "thank_client" => ("Client remercié".into(), body.text("follow_up", "words").to_owned()),
        "record_satisfaction" => {
            let title = match body.row("follow_up")["score"].as_i64() {
                Some(score) => format!("Satisfaction : {score}/10"),
                None => "Pas de réponse sur la satisfaction".to_owned(),
            };
            (title, body.text("follow_up", "words").to_owned())
        }
        "ask_supply"
        | "receive_supply"
        | "plan_stage"
        | "reach_stage"
        | "announce_stage"
        | "issue_acceptance_report"
        | "record_acceptance"
        | "lift_reserves" => delivery_told(ask, action, body)?,
        "record_solvency_check" => {
            let result =
                Solvency::from_stored(body.text("solvency_check", "result")).map_or("", Solvency::french);
            let source = format!(
                "{}, le {}.",
                body.text("solvency_check", "source"),
                body.day("solvency_check", "day")
            );
            (
                format!("Solvabilité vérifiée : {result}"),
                sentences(&[&source, body.text("solvency_check", "words")]),
            )
        }
        "record_past_invoice" => {
            let text = format!(
                "{} restent à payer sur {}, à régler le {} au plus tard.",
                euros(body.cents("invoice", "gross")),
                euros(body.cents("invoice", "original_gross")),
                body.day("invoice", "due_on")
            );
            (format!("Facture {} reprise, émise ailleurs", body.text("invoice", "number")), text)
        }
        "handle_complaint" => ("Client déçu appelé".into(), body.text("follow_up", "words").to_owned()),
        "ask_testimonial" => ("Témoignage demandé".into(), String::new()),
        "record_testimonial" => {
            let allowed = body.row("follow_up")["may_publish"] == 1;
            let title =
                if allowed { "Témoignage reçu, publication autorisée" } else { "Témoignage reçu" };
            (title.into(), format!("« {} »", body.text("follow_up", "words")))
        }
        "ask_referral" => ("Recommandation demandée".into(), String::new()),
        "record_referral" => {
            (format!("Vous a recommandé à {}", body.text("follow_up", "words")), String::new())
        }
        "plan_contact" => (
            format!("Contact prévu le {}", body.day("follow_up", "day")),
            body.text("follow_up", "words").to_owned(),
        ),
        "record_contact" => ("Contact pris".into(), body.text("follow_up", "words").to_owned()),
        "add_client" => ("Client ajouté".into(), String::new()),
        "change_client" => ("Fiche modifiée".into(), String::new()),
        "confirm_client" => ("Fiche vérifiée et confirmée".into(), String::new()),
        "merge_clients" => ("Une autre fiche a été fusionnée avec celle-ci".into(), String::new()),
        "add_person" => (format!("Personne ajoutée : {}", body.text("person", "name")), String::new()),
        "change_person" => (format!("Personne modifiée : {}", body.text("person", "name")), String::new()),
        "remove_person" => {
            let name = removed_person(ask, body.0["payload"]["person"].as_i64())?;
            (format!("Personne retirée : {name}"), String::new())
        }
        "attach_file" => {
            let (name, label) = (body.text("document", "name"), body.text("document", "label"));
            let title = if label.is_empty() { name } else { label };
            (
                format!("Pièce jointe : {title}"),
                if label.is_empty() { String::new() } else { name.to_owned() },
            )
        }
        other => (capital(&other.replace('_', " ")), body.payload("title").to_owned()),
    })
}

/// What happened to an order in delivery.
fn delivery_told(ask: &Ask, action: &str, body: &Body) -> Result<(String, String)> {
    let (value, words) = (body.text("order_event", "value"), body.text("order_event", "words"));
    let on = format!("Le {}.", body.day("order_event", "day"));
    let with = |words: &str| if words.is_empty() { on.clone() } else { format!("{on} {words}") };
    Ok(match action {
        "ask_supply" => (format!("Demandé au client : {value}"), with(words)),
        "receive_supply" => (format!("Reçu du client : {value}"), with(words)),
        "plan_stage" => {
            let planned = value.parse().map(long_date).unwrap_or_default();
            let label = stage_label(ask, body)?;
            (format!("Étape « {label} » prévue le {planned}"), words.to_owned())
        }
        "reach_stage" => (format!("Étape « {value} » atteinte"), on),
        "issue_acceptance_report" => {
            let known = if words.is_empty() { String::new() } else { format!("Réserves connues : {words}") };
            (format!("PV de réception {} établi", body.text("document", "number")), known)
        }
        "record_acceptance" => {
            let kept: Value = serde_json::from_str(value).unwrap_or_default();
            let title = match kept["manner"].as_str() {
                Some("with_reserves") => "Réception avec réserves",
                Some("tacit") => "Réception acquise par le silence du client",
                _ => "Réception sans réserve",
            };
            let by = kept["by"].as_str().filter(|by| !by.is_empty());
            let signed = match by {
                Some(by) => format!("Signée par {by}, le {}.", body.day("order_event", "day")),
                None => on,
            };
            (title.to_owned(), format!("{signed}\n{words}").trim().to_owned())
        }
        "lift_reserves" => ("Réserves levées".to_owned(), with(words)),
        _ => (format!("Étape « {value} » annoncée au client"), format!("{on}\n{words}").trim().to_owned()),
    })
}

/// The words of the stage that an event is about.
fn stage_label(ask: &Ask, body: &Body) -> Result<String> {
    let event = body.row("order_event");
    let conditions: Option<String> = ask
        .db
        .prepare_cached(
            "SELECT v.conditions FROM signed_order o JOIN quote_version v ON v.id = o.quote_version WHERE o.id = ?1",
        )?
        .query_row([event["signed_order"].as_i64()], |r| r.get(0))
        .optional()?;
    let conditions: Conditions = serde_json::from_str(conditions.as_deref().unwrap_or("{}"))?;
    let rank = event["item"].as_u64().and_then(|rank| usize::try_from(rank).ok());
    Ok(rank.and_then(|rank| conditions.stages.get(rank)).map(|s| s.label.clone()).unwrap_or_default())
}

/// « par e-mail, le 23 novembre 2026 »
fn sent_how(body: &Body) -> String {
    let method = Channel::from_stored(body.text("sending", "method")).map_or("", Channel::french);
    format!("{method}, le {}", body.day("sending", "day"))
}

fn sent_to(body: &Body) -> String {
    match body.text("sending", "recipient") {
        "" => String::new(),
        recipient => format!("À {recipient}."),
    }
}

/// What was said in a call; a message is read in its own bytes.
fn call_words(body: &Body) -> String {
    if body.text("sending", "method") == Channel::Phone.stored() {
        body.text("sending", "body").to_owned()
    } else {
        String::new()
    }
}

/// The name of someone who is no more in the books, as the journal last had it.
fn removed_person(ask: &Ask, person: Option<i64>) -> Result<String> {
    let name: Option<String> = ask
        .db
        .prepare_cached(
            "SELECT row.value ->> '$.row.name' FROM journal removed
             JOIN journal j ON j.client = removed.client AND j.seq < removed.seq AND j.action IN ('add_person', 'change_person')
             JOIN journal_body b ON b.seq = j.seq JOIN json_each(b.body, '$.rows') row
             WHERE removed.action = 'remove_person' AND row.value ->> '$.table' = 'person' AND row.value ->> '$.id' = ?1
             ORDER BY j.seq DESC LIMIT 1",
        )?
        .query_row([person], |r| r.get(0))
        .optional()?;
    Ok(name.unwrap_or_default())
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct TimelineEntry {
    /// Rank of its line in the journal.
    pub id: i64,
    pub at: String,
    pub day: String,
    pub title: String,
    pub text: String,
    /// The action that made it, or `note`, `call`.
    pub kind: String,
    pub document: Option<i64>,
    /// On a client's timeline, the deal in which it happened.
    pub deal: Option<i64>,
    pub deal_title: String,
}
