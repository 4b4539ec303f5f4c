//! The one door: everything the application can do, in one list. The dispatcher, the types of the UI, the JSON
//! schemas and the command line all come from it.

use crate::act::{Act, Ask};
use crate::error::{Error, Result};
use crate::host::{Done, House, Watch};
use crate::{
    attachment, backup, cancel, contact, credit, deal, delivery, deposit, draft, follow_up, invoice, order,
    past, payment, progress, quote, search, sending, standalone, terms, today,
};
use journey::refusal::{Code, Refusal};
use schemars::{JsonSchema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use ts_rs::{TS, TypeVisitor};

/// An action's work: answers the id of what it made or changed.
pub type Action = fn(&Act, &Value) -> Result<i64>;

/// How an entry is done, by kind.
#[derive(Clone, Copy)]
pub enum Run {
    /// `printed`: its texts stand on papers, so every letter must be one that the fonts have.
    Action {
        run: Action,
        printed: bool,
    },
    Draft(fn(&Act, Value) -> Result<()>),
    Question(fn(&Ask, Value) -> Result<Value>),
    Job(fn(&House, Value, Watch) -> Result<Value>),
}

impl Run {
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Run::Action { .. } => "action",
            Run::Draft(_) => "draft",
            Run::Question(_) => "question",
            Run::Job(_) => "job",
        }
    }
}

/// One entry of the list.
pub struct Entry {
    pub name: &'static str,
    /// What it does, in a few words.
    pub what: &'static str,
    pub run: Run,
    schemas: fn(&mut SchemaGenerator) -> (Value, Value),
    types: fn(&mut Declarations) -> (String, String),
}

/// No payload.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub struct Empty {}

/// One thing by its id.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ById {
    pub id: i64,
}

/// A page of a list: what comes after the row already shown; none for the first page.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Page {
    pub before: Option<i64>,
}

/// A file's bytes in base64, at most 10 MB.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileBytes {
    pub name: String,
    pub base64: String,
}

/// A paper's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Paper {
    pub name: String,
    pub media_type: String,
    pub base64: String,
}

macro_rules! surface {
    ($( $kind:ident $name:ident($payload:ty) -> $answer:ty = $work:path, $what:literal; )*) => {
        /// The list.
        pub const ENTRIES: &[Entry] = &[
            $( Entry {
                name: stringify!($name),
                what: $what,
                run: surface!(@run $kind, $payload, $work),
                schemas: |generator| (
                    generator.subschema_for::<$payload>().to_value(),
                    generator.subschema_for::<$answer>().to_value(),
                ),
                types: |declarations| (declarations.name::<$payload>(), declarations.name::<$answer>()),
            }, )*
        ];
    };
    (@run action, $payload:ty, $work:path) => {
        Run::Action { run: |act, payload| $work(act, read::<$payload>(payload)?), printed: false }
    };
    (@run printed, $payload:ty, $work:path) => {
        Run::Action { run: |act, payload| $work(act, read::<$payload>(payload)?), printed: true }
    };
    (@run draft, $payload:ty, $work:path) => {
        Run::Draft(|act, payload| $work(act, read::<$payload>(&payload)?))
    };
    (@run question, $payload:ty, $work:path) => {
        Run::Question(|ask, payload| Ok(serde_json::to_value($work(ask, read::<$payload>(&payload)?)?)?))
    };
    (@run job, $payload:ty, $work:path) => {
        Run::Job(|house, payload, watch| Ok(serde_json::to_value($work(house, read::<$payload>(&payload)?, watch)?)?))
    };
}

surface! {
    printed set_identity(journey::contact::Identity) -> Done = contact::set_identity, "Say who I am";
    printed set_preferences(contact::Preferences) -> Done = contact::set_preferences, "Set the defaults of papers";
    action set_logo(contact::SetLogo) -> Done = contact::set_logo, "Put a logo on papers";
    action remove_logo(Empty) -> Done = contact::remove_logo, "Take the logo off papers";
    printed publish_terms(terms::PublishTerms) -> Done = terms::publish, "Publish a version of the terms and conditions";
    printed add_catalogue_item(journey::quote::catalogue::CatalogueCard) -> Done = quote::catalogue::add, "Keep something that is sold again and again";
    printed change_catalogue_item(quote::catalogue::ChangeCatalogueItem) -> Done = quote::catalogue::change, "Change an entry of the catalogue";
    action remove_catalogue_item(quote::catalogue::RemoveCatalogueItem) -> Done = quote::catalogue::remove, "Take an entry out of the catalogue";
    printed add_client(journey::contact::ClientCard) -> Done = contact::add_client, "Add a client";
    printed change_client(contact::ChangeClient) -> Done = contact::change_client, "Change a client's card";
    action import_clients(contact::import::ImportClients) -> Done = contact::import::import, "Add the chosen contacts of a file as clients";
    action undo_client_import(contact::import::UndoClientImport) -> Done = contact::import::undo, "Take back an import's clients that nothing hangs on";
    action confirm_client(contact::page::ConfirmClient) -> Done = contact::page::confirm, "Say that a client's card still holds";
    action record_solvency_check(contact::solvency::RecordSolvencyCheck) -> Done = contact::solvency::record, "Record an outside check of a client";
    printed add_person(contact::people::AddPerson) -> Done = contact::people::add, "Add someone who works at a client's";
    printed change_person(contact::people::ChangePerson) -> Done = contact::people::change, "Change someone's name, roles or how to reach them";
    action remove_person(contact::people::RemovePerson) -> Done = contact::people::remove, "Remove someone who is no more at the client's";
    action merge_clients(contact::duplicates::MergeClients) -> Done = contact::duplicates::merge, "Move a client's deals to another and remove it";
    printed open_deal(deal::OpenDeal) -> Done = deal::open, "Open a deal with a client";
    printed change_deal(deal::ChangeDeal) -> Done = deal::change, "Change a deal's title and notes";
    action qualify_deal(deal::QualifyDeal) -> Done = deal::qualify, "Note need, budget, fit and next step";
    action lose_deal(deal::LoseDeal) -> Done = deal::lose, "Close a deal as lost, with its reason";
    action add_note(deal::AddNote) -> Done = deal::add_note, "Put a note or a call on a deal's or a client's timeline";
    action attach_file(attachment::AttachFile) -> Done = attachment::attach, "Join a file to a deal or a client";
    printed send_quote(quote::SendQuote) -> Done = quote::send, "Number, seal and send a quote, or its new version";
    printed accept_quote(order::AcceptQuote) -> Done = order::accept, "Record the client's agreement: the quote becomes an order";
    printed issue_deposit_invoice(deposit::IssueDepositInvoice) -> Done = deposit::issue, "Issue a deposit invoice";
    action record_payment(payment::RecordPayment) -> Done = payment::record, "Record a payment received";
    action begin_delivery(delivery::BeginDelivery) -> Done = delivery::begin, "Begin the work, through the gate";
    action ask_supply(delivery::supply::AskSupply) -> Done = delivery::supply::ask, "Note that the client was asked for what they supply";
    action receive_supply(delivery::supply::ReceiveSupply) -> Done = delivery::supply::receive, "Note what the client supplied";
    action plan_stage(delivery::stage::PlanStage) -> Done = delivery::stage::plan, "Plan a stage for another day, with a word of why";
    action reach_stage(delivery::stage::ReachStage) -> Done = delivery::stage::reach, "Note that a stage is reached";
    action announce_stage(delivery::stage::AnnounceStage) -> Done = delivery::stage::announce, "Note that the client was told of a stage";
    action record_delivery(delivery::RecordDelivery) -> Done = delivery::record, "Record that the work is delivered";
    printed issue_acceptance_report(delivery::reception::IssueAcceptanceReport) -> Done = delivery::reception::issue, "Print and seal the report that the client signs to accept a delivery";
    action record_acceptance(delivery::reception::RecordAcceptance) -> Done = delivery::reception::record, "Record how the client accepted the delivery";
    action lift_reserves(delivery::reception::LiftReserves) -> Done = delivery::reception::lift, "Note that the client's reserves are lifted";
    printed issue_balance_invoice(invoice::IssueBalanceInvoice) -> Done = invoice::issue_balance, "Issue the balance invoice, deposits deducted";
    printed issue_progress_invoice(progress::IssueProgressInvoice) -> Done = progress::issue, "Invoice part of an order while the work goes on";
    printed issue_invoice(standalone::IssueInvoice) -> Done = standalone::issue, "Issue an invoice without quote or order";
    printed credit_invoice(credit::CreditInvoice) -> Done = credit::credit_invoice, "Take back all or part of an invoice by a credit note";
    printed correct_invoice(credit::CorrectInvoice) -> Done = credit::correct_invoice, "Take an invoice back whole, its content ready to be issued again";
    action reverse_payment(payment::ReversePayment) -> Done = payment::reverse, "Undo a payment recorded by mistake or bounced";
    action refund_client(payment::RefundClient) -> Done = payment::refund, "Give back what the client paid beyond";
    action use_credit(payment::UseCredit) -> Done = payment::use_credit, "Settle an invoice with what the client paid beyond";
    action keep_money(payment::KeepMoney) -> Done = payment::keep, "Keep what the client paid beyond, with its reason";
    action issue_order_confirmation(order::papers::IssueOrderPaper) -> Done = order::papers::issue_confirmation, "Issue the confirmation of an order";
    action issue_welcome_page(order::papers::IssueOrderPaper) -> Done = order::papers::issue_welcome, "Issue the page that welcomes a client";
    action drop_amendment(order::amendment::DropAmendment) -> Done = order::amendment::drop_amendment, "Give up an amendment that waits for its signature";
    action record_start_request(order::events::RecordStartRequest) -> Done = order::events::record_start_request, "Record that a protected client asks to begin within the delay";
    printed record_engagement(order::events::RecordEngagement) -> Done = order::events::record_engagement, "Record a public body's engagement number";
    action record_withdrawal(order::events::RecordWithdrawal) -> Done = order::events::record_withdrawal, "A protected client withdraws: the deal is cancelled";
    printed cancel_deal(cancel::CancelDeal) -> Done = cancel::cancel, "Cancel a signed deal: work done invoiced, deposits credited";
    action thank_client(follow_up::ThankClient) -> Done = follow_up::thank, "Note that the client was thanked";
    action send_invoice(sending::SendInvoice) -> Done = sending::send_invoice, "Note that an invoice left, and keep its message";
    action follow_up_quote(sending::FollowUpQuote) -> Done = sending::follow_up_quote, "Note that an unanswered quote was followed up";
    action remind_client(sending::RemindClient) -> Done = sending::remind, "Remind the client of a late invoice";
    action deposit_cheque(payment::DepositCheque) -> Done = payment::deposit, "Note that a cheque is deposited at the bank";
    action clear_cheque(payment::ClearCheque) -> Done = payment::clear, "Note that a cheque's money came";
    action bounce_cheque(payment::BounceCheque) -> Done = payment::bounce, "Note that a cheque bounced: its payment is reversed";
    action issue_receipt(payment::IssueReceipt) -> Done = payment::issue_receipt, "Write the receipt of a payment";
    action record_satisfaction(follow_up::RecordSatisfaction) -> Done = follow_up::record_satisfaction, "Note how satisfied the client is";
    action set_review_day(crate::review::SetReviewDay) -> Done = crate::review::set_day, "Choose the day of the weekly review";
    action finish_review(Empty) -> Done = crate::review::finish, "Note that the week was looked over";

    action handle_complaint(follow_up::HandleComplaint) -> Done = follow_up::handle_complaint, "Note the call to a client who was not happy";
    action ask_testimonial(follow_up::AskTestimonial) -> Done = follow_up::ask_testimonial, "Note that a word was asked for";
    action record_testimonial(follow_up::RecordTestimonial) -> Done = follow_up::record_testimonial, "Keep a client's word, and whether it may be published";
    action ask_referral(follow_up::AskReferral) -> Done = follow_up::ask_referral, "Note that a name was asked for";
    action record_referral(follow_up::RecordReferral) -> Done = follow_up::record_referral, "Note whom a client recommended one to";
    action plan_contact(follow_up::PlanContact) -> Done = follow_up::plan_contact, "Plan the next contact with a client";
    action record_contact(follow_up::RecordContact) -> Done = follow_up::record_contact, "Note that a client was contacted";
    action set_first_number(past::SetFirstNumber) -> Done = past::set_first_number, "Say where a series goes on from another tool";
    printed record_past_invoice(past::RecordPastInvoice) -> Done = past::record_invoice, "Follow an invoice issued with another tool";
    action record_past_receipt(past::RecordPastReceipt) -> Done = past::record_receipt, "Enter what another tool received this year";
    action undo_past_receipt(past::UndoPastReceipt) -> Done = past::undo_receipt, "Take back a receipt entered by mistake";

    draft save_draft(draft::SaveDraft) -> Done = draft::save, "Keep work in progress";
    draft discard_draft(draft::DiscardDraft) -> Done = draft::discard, "Throw work in progress away";

    question identity(Empty) -> contact::IdentityView = contact::identity, "Who I am";
    question preferences(Empty) -> contact::PreferencesView = contact::preferences, "The defaults of papers";
    question terms(Empty) -> terms::TermsView = terms::terms, "The terms and conditions, by versions";
    question terms_file(terms::TermsFile) -> Paper = terms::file, "A version of the terms, as it is joined to quotes";
    question catalogue(quote::catalogue::CatalogueFilter) -> quote::catalogue::Catalogue = quote::catalogue::catalogue, "The catalogue, by words";
    question vat_rates(Empty) -> quote::VatRates = quote::vat_rates, "VAT rates in force today";
    question today(Empty) -> today::Today = today::today, "What to do now, and the home figures";
    question review(Empty) -> crate::review::Review = crate::review::review, "What to look over once a week";
    question clients(contact::ClientsFilter) -> contact::Clients = contact::clients, "Clients by name";
    question client(ById) -> contact::page::ClientView = contact::page::client, "One client's page";
    question client_timeline(contact::page::ClientTimelinePage) -> contact::page::ClientTimeline = contact::page::client_timeline, "What happened to a client and in their deals";
    question preview_client_import(contact::import::PreviewClientImport) -> contact::import::ClientImportPreview = contact::import::preview, "What a file of contacts would bring in";
    question client_imports(Empty) -> contact::import::ClientImports = contact::import::imports, "The latest imports of clients";
    question client_duplicates(contact::duplicates::TypedClient) -> contact::duplicates::Duplicates = contact::duplicates::client_duplicates, "Clients that a card as typed resembles";
    question rehearse_client_merge(contact::duplicates::MergeClients) -> contact::duplicates::MergePreview = contact::duplicates::rehearse_merge, "What merging two clients would do";
    question deals(deal::list::DealsFilter) -> deal::list::Deals = deal::list::deals, "Deals, open or closed";
    question deal(ById) -> deal::page::DealView = deal::page::deal, "One deal: steps, next action, timeline, money";
    question stage_announcement(delivery::stage::WhichStage) -> delivery::stage::StageAnnouncement = delivery::stage::announced, "A text to tell the client of a stage";
    question acceptance_report(delivery::reception::OfOrder) -> delivery::reception::ReportContent = delivery::reception::content, "What an acceptance report could say, to begin from";
    question preview_order_paper(order::papers::PreviewOrderPaper) -> Paper = order::papers::preview_paper, "The PDF of an order's confirmation or welcome page";
    question preview_acceptance_paper(delivery::reception::IssueAcceptanceReport) -> Paper = delivery::reception::preview_paper, "The PDF of an acceptance report before issue";
    question quotes(Page) -> quote::list::Quotes = quote::list::quotes, "Quotes, latest first";
    question invoices(Page) -> invoice::Invoices = invoice::invoices, "Invoices, latest first";
    question invoice(ById) -> invoice::InvoiceView = invoice::invoice, "One invoice";
    question payment_shares(ById) -> payment::share::PaymentShares = payment::share::payment_shares, "A payment over the rates and activities of what it settles";
    question payments(Page) -> payment::Payments = payment::payments, "Payments, latest first";
    question preview_quote(quote::preview::PreviewQuote) -> quote::preview::QuotePreview = quote::preview::preview, "Totals and problems of a quote as typed";
    question preview_quote_paper(quote::preview::PreviewQuote) -> Paper = quote::preview::preview_paper, "The PDF of a quote as typed";
    question preview_deposit_invoice(deposit::IssueDepositInvoice) -> invoice::InvoicePreview = deposit::preview, "Totals and problems of a deposit invoice";
    question preview_deposit_paper(deposit::IssueDepositInvoice) -> Paper = deposit::preview_paper, "The PDF of a deposit invoice before issue";
    question preview_balance_invoice(invoice::IssueBalanceInvoice) -> invoice::InvoicePreview = invoice::preview_balance, "Totals and problems of a balance invoice";
    question preview_balance_paper(invoice::IssueBalanceInvoice) -> Paper = invoice::preview_balance_paper, "The PDF of a balance invoice before issue";
    question preview_progress_invoice(progress::IssueProgressInvoice) -> invoice::InvoicePreview = progress::preview, "Totals and problems of a progress invoice";
    question preview_progress_paper(progress::IssueProgressInvoice) -> Paper = progress::preview_paper, "The PDF of a progress invoice before issue";
    question preview_invoice(standalone::IssueInvoice) -> invoice::InvoicePreview = standalone::preview, "Totals and problems of an invoice as typed";
    question preview_invoice_paper(standalone::IssueInvoice) -> Paper = standalone::preview_paper, "The PDF of an invoice as typed";
    question preview_credit_note(credit::CreditInvoice) -> invoice::InvoicePreview = credit::preview, "Totals of a credit note";
    question preview_credit_paper(credit::CreditInvoice) -> Paper = credit::preview_paper, "The PDF of a credit note before issue";
    question preview_acceptance(order::PreviewAcceptance) -> order::AcceptancePreview = order::preview_acceptance, "What a quote comes to with the options ticked";
    question quote_versions(ById) -> quote::versions::QuoteVersions = quote::versions::versions, "Every version of a quote, with what changed";
    question preview_message(sending::PreviewMessage) -> sending::MessagePreview = sending::preview_message, "A message to the client, as a draft for the mail program";
    question preview_reminder(sending::PreviewReminder) -> sending::ReminderPreview = sending::preview_reminder, "What a reminder of a late invoice would say";
    question preview_reminder_paper(sending::PreviewReminder) -> Paper = sending::preview_reminder_paper, "The PDF of a reminder letter";
    question last_quote_content(ById) -> quote::again::LastContent = quote::again::last_content, "The latest version sent, to start a new one from";
    question document(ById) -> Paper = invoice::document, "A kept paper's exact bytes";
    question follow_up(Empty) -> follow_up::FollowUpView = follow_up::view, "Who waits for thanks, an answer or a contact, and how clients are";
    question past(Empty) -> past::PastView = past::view, "What was brought from another tool";
    question search(search::Search) -> search::SearchResults = search::search, "Clients, deals and papers by words";
    question draft(draft::DraftKey) -> draft::DraftView = draft::draft, "Work in progress";
    question books(Empty) -> backup::BooksView = backup::books, "Where the books are, and their backups";

    job backup(Empty) -> backup::BackupDone = backup::backup, "Keep a verified copy of the books";
    job restore(backup::Restore) -> backup::Restored = backup::restore, "Put a backup in place of the books";
    job verify(Empty) -> crate::books::Report = backup::verify, "Re-read everything and compare it with the journal";
    job export_document(backup::ExportDocument) -> Paper = backup::export_document, "A kept paper's exact bytes, to save elsewhere";
    job look_around(Empty) -> crate::demo::Demo = crate::demo::look_around, "Go over to demo books, one's own left as they are";
    job leave_demo(Empty) -> crate::demo::Left = crate::demo::leave_demo, "Come back to one's own books";
    job cancel_job(Empty) -> Done = backup::cancel, "Stop the job at work";
}

/// The entry of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.name == name)
}

/// Reads a payload, or says in French what is wrong and where.
pub fn read<T: DeserializeOwned>(payload: &Value) -> Result<T> {
    // A missing payload is an empty one.
    let empty = json!({});
    let payload = if payload.is_null() { &empty } else { payload };
    if !payload.is_object() {
        return Err(Refusal::new(
            Code::Invalid,
            "Cette demande n’est pas de la forme attendue : des champs et leurs valeurs.",
        )
        .into());
    }
    serde_path_to_error::deserialize(payload).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner().to_string();
        let name = |marker: &str| {
            inner.split(marker).nth(1).and_then(|rest| rest.split('`').next()).map(str::to_owned)
        };
        let (field, message) = if let Some(missing) = name("missing field `") {
            (join(&path, &missing), "Ce champ manque.".to_owned())
        } else if let Some(unknown) = name("unknown field `") {
            (join(&path, &unknown), format!("Le champ « {unknown} » n’existe pas ici."))
        } else if inner.contains("unknown variant") {
            (path, "Ce choix n’est pas dans la liste.".to_owned())
        } else {
            (path, "Cette valeur n’est pas de la sorte attendue.".to_owned())
        };
        Refusal { field: Some(field_name(&field)).filter(|f| f != "."), ..Refusal::at("", message) }.into()
    })
}

fn join(path: &str, field: &str) -> String {
    // serde_path_to_error already ends on an unknown field, not on a missing one.
    if path == "." || path.is_empty() {
        field.to_owned()
    } else if path == field || path.ends_with(&format!(".{field}")) {
        path.to_owned()
    } else {
        format!("{path}.{field}")
    }
}

/// Fields are named as they stand on the form: without the envelope they travel in.
fn field_name(path: &str) -> String {
    path.strip_prefix("content.").or_else(|| path.strip_prefix("card.")).unwrap_or(path).to_owned()
}

/// Refuses a text with a letter that no font of the papers has, at its field.
pub fn printable(payload: &Value) -> Result<()> {
    match unprintable(payload, "") {
        Some((field, letter)) => Err(Refusal::at(field, unprintable_message(letter)).into()),
        None => Ok(()),
    }
}

#[must_use]
pub fn unprintable_message(letter: char) -> String {
    format!("Le caractère « {letter} » ne peut pas être imprimé sur vos documents : remplacez-le.")
}

/// Fields that stand on no paper: a client's e-mail that says yes may well hold an emoji.
const UNPRINTED: [&str; 11] = [
    "base64",
    "confirmed",
    "backup_folder",
    "words",
    "source",
    "need",
    "next_step",
    "budget",
    "tags",
    "why",
    "function",
];

/// The first unprintable letter of a payload, with its field.
#[must_use]
pub fn unprintable(payload: &Value, path: &str) -> Option<(String, char)> {
    match payload {
        Value::String(text) => documents::missing_glyph(text).map(|letter| (field_name(path), letter)),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(i, item)| unprintable(item, &format!("{path}[{i}]")))
        }
        Value::Object(map) => {
            map.iter().filter(|(key, _)| !UNPRINTED.contains(&key.as_str())).find_map(|(key, value)| {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                unprintable(value, &path)
            })
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// The list as JSON: every entry with its kind and the JSON schemas of its payload and of its answer.
#[must_use]
pub fn described() -> Value {
    let mut generator = SchemaGenerator::default();
    let entries: Vec<Value> = ENTRIES
        .iter()
        .map(|entry| {
            let (payload, answer) = (entry.schemas)(&mut generator);
            json!({"name": entry.name, "kind": entry.run.kind(), "what": entry.what, "payload": payload, "answer": answer})
        })
        .collect();
    json!({"entries": entries, "$defs": generator.take_definitions(true)})
}

/// TypeScript declarations, gathered by name.
#[derive(Default)]
pub struct Declarations {
    config: Option<ts_rs::Config>,
    by_name: BTreeMap<String, String>,
}

impl Declarations {
    fn config(&mut self) -> &ts_rs::Config {
        self.config.get_or_insert_with(|| ts_rs::Config::new().with_large_int("number"))
    }

    fn name<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        let config = self.config();
        T::name(config)
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(self.config());
            if self.by_name.contains_key(&name) {
                return;
            }
            let declaration = T::decl(self.config());
            self.by_name.insert(name, declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The text of `ui/src/generated/surface.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut declarations = Declarations::default();
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for entry in ENTRIES {
        let (payload, answer) = (entry.types)(&mut declarations);
        let kind = entry.run.kind();
        let line = match entry.run {
            Run::Action { .. } | Run::Draft(_) => format!("  {}: {payload};", entry.name),
            Run::Question(_) | Run::Job(_) => format!("  {}: [{payload}, {answer}];", entry.name),
        };
        kinds.entry(kind).or_default().push(line);
    }
    declarations.name::<Refusal>();
    declarations.name::<journey::today::Task>();
    let mut text = String::from(
        "// Generated from the list in surface.rs by `cargo xtask types`; do not edit.\n// Amounts are integer cents, unit prices ten-thousandths of a euro, rates basis points, quantities thousandths.\n// In payloads amounts, quantities, percentages and dates are text as typed.\n\n",
    );
    for declaration in declarations.by_name.values() {
        text.push_str(&format!("export {declaration}\n"));
    }
    for (kind, title) in
        [("action", "Actions"), ("draft", "Drafts"), ("question", "Questions"), ("job", "Jobs")]
    {
        let lines = kinds.get(kind).map(|l| l.join("\n")).unwrap_or_default();
        text.push_str(&format!("\nexport interface {title} {{\n{lines}\n}}\n"));
    }
    text.push_str("\nexport type ActionName = keyof Actions;\nexport type DraftName = keyof Drafts;\nexport type QuestionName = keyof Questions;\nexport type JobName = keyof Jobs;\n");
    text
}

/// Bytes of a file that came in, or a sentence at its field.
pub fn bytes_of(field: &str, file: &FileBytes) -> Result<Vec<u8>> {
    use base64::Engine;
    const MOST: usize = 10_000_000;
    if file.base64.len() / 4 * 3 > MOST + 3 {
        return Err(
            Refusal::at(field, "Ce fichier dépasse 10 Mo : joignez-en une version plus légère.").into()
        );
    }
    let bytes = base64::engine::general_purpose::STANDARD.decode(&file.base64).map_err(|_| {
        Error::from(Refusal::at(field, "Ce fichier n’a pas pu être lu : joignez-le de nouveau."))
    })?;
    if bytes.is_empty() {
        return Err(Refusal::at(field, "Ce fichier est vide.").into());
    }
    Ok(bytes)
}

/// A paper to hand out.
#[must_use]
pub fn paper(name: String, media_type: &str, bytes: &[u8]) -> Paper {
    use base64::Engine;
    Paper {
        name,
        media_type: media_type.to_owned(),
        base64: base64::engine::general_purpose::STANDARD.encode(bytes),
    }
}
