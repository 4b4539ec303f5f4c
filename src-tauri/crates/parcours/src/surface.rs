//! The one door: everything the application can do, in one list. The dispatcher, the types of the UI, the JSON
//! schemas and the command line all come from it.

use crate::shape::{Declarations, Shape};
use books::entry::{ById, Empty, Entry, Page, Paper, Run, read};
use books::house::House;
use records::schema::Done;

macro_rules! surface {
    ($( $kind:ident $name:ident($payload:ty) -> $answer:ty = $work:path, $what:literal; )*) => {
        /// The list.
        pub const ENTRIES: &[Entry<House>] = &[
            $( Entry { name: stringify!($name), what: $what, run: surface!(@run $kind, $payload, $work) }, )*
        ];
        /// What each entry takes and answers, in the order of the list.
        pub(crate) const SHAPES: &[Shape] = &[
            $( Shape {
                schemas: |generator| (
                    generator.subschema_for::<$payload>().to_value(),
                    generator.subschema_for::<$answer>().to_value(),
                ),
                types: |declarations: &mut Declarations| {
                    (declarations.name::<$payload>(), declarations.name::<$answer>())
                },
            }, )*
        ];
    };
    (@run action, $payload:ty, $work:path) => {
        Run::Action(|act, payload| $work(act, read::<$payload>(payload)?))
    };
    // Its texts stand on papers, so every letter must be one that the fonts have.
    (@run printed, $payload:ty, $work:path) => {
        Run::Action(|act, payload| {
            records::printable::check(payload)?;
            $work(act, read::<$payload>(payload)?)
        })
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
    printed set_identity(journey::contact::Identity) -> Done = actions::settings::set_identity, "Say who I am";
    printed set_preferences(records::settings::Preferences) -> Done = actions::settings::set_preferences, "Set the defaults of papers";
    action set_logo(actions::settings::SetLogo) -> Done = actions::settings::set_logo, "Put a logo on papers";
    action remove_logo(Empty) -> Done = actions::settings::remove_logo, "Take the logo off papers";
    printed publish_terms(actions::terms::PublishTerms) -> Done = actions::terms::publish, "Publish a version of the terms and conditions";
    printed add_catalogue_item(journey::quote::catalogue::CatalogueCard) -> Done = actions::catalogue::add, "Keep something that is sold again and again";
    printed change_catalogue_item(actions::catalogue::ChangeCatalogueItem) -> Done = actions::catalogue::change, "Change an entry of the catalogue";
    action remove_catalogue_item(actions::catalogue::RemoveCatalogueItem) -> Done = actions::catalogue::remove, "Take an entry out of the catalogue";
    printed add_client(journey::contact::ClientCard) -> Done = actions::contact::client::add_client, "Add a client";
    printed change_client(actions::contact::client::ChangeClient) -> Done = actions::contact::client::change_client, "Change a client's card";
    action import_clients(actions::contact::import::ImportClients) -> Done = actions::contact::import::import, "Add the chosen contacts of a file as clients";
    action undo_client_import(actions::contact::import::UndoClientImport) -> Done = actions::contact::import::undo, "Take back an import's clients that nothing hangs on";
    action confirm_client(actions::contact::client::ConfirmClient) -> Done = actions::contact::client::confirm, "Say that a client's card still holds";
    action record_solvency_check(actions::contact::solvency::RecordSolvencyCheck) -> Done = actions::contact::solvency::record, "Record an outside check of a client";
    printed add_person(actions::contact::person::AddPerson) -> Done = actions::contact::person::add, "Add someone who works at a client's";
    printed change_person(actions::contact::person::ChangePerson) -> Done = actions::contact::person::change, "Change someone's name, roles or how to reach them";
    action remove_person(actions::contact::person::RemovePerson) -> Done = actions::contact::person::remove, "Remove someone who is no more at the client's";
    action merge_clients(actions::contact::duplicates::MergeClients) -> Done = actions::contact::duplicates::merge, "Move a client's deals to another and remove it";
    printed open_deal(actions::deal::OpenDeal) -> Done = actions::deal::open, "Open a deal with a client";
    printed change_deal(actions::deal::ChangeDeal) -> Done = actions::deal::change, "Change a deal's title and notes";
    action qualify_deal(actions::deal::QualifyDeal) -> Done = actions::deal::qualify, "Note need, budget, fit and next step";
    action lose_deal(actions::deal::LoseDeal) -> Done = actions::deal::lose, "Close a deal as lost, with its reason";
    action add_note(actions::deal::AddNote) -> Done = actions::deal::add_note, "Put a note or a call on a deal's or a client's timeline";
    action attach_file(actions::attachment::AttachFile) -> Done = actions::attachment::attach, "Join a file to a deal or a client";
    printed send_quote(actions::quote::send::SendQuote) -> Done = actions::quote::send::send, "Number, seal and send a quote, or its new version";
    printed accept_quote(actions::order::accept::AcceptQuote) -> Done = actions::order::accept::accept, "Record the client's agreement: the quote becomes an order";
    printed issue_deposit_invoice(actions::deposit::IssueDepositInvoice) -> Done = actions::deposit::issue, "Issue a deposit invoice";
    action record_payment(actions::payment::record::RecordPayment) -> Done = actions::payment::record::record, "Record a payment received";
    action begin_delivery(actions::delivery::BeginDelivery) -> Done = actions::delivery::begin, "Begin the work, through the gate";
    action ask_supply(actions::delivery::supply::AskSupply) -> Done = actions::delivery::supply::ask, "Note that the client was asked for what they supply";
    action receive_supply(actions::delivery::supply::ReceiveSupply) -> Done = actions::delivery::supply::receive, "Note what the client supplied";
    action plan_stage(actions::delivery::stage::PlanStage) -> Done = actions::delivery::stage::plan, "Plan a stage for another day, with a word of why";
    action reach_stage(actions::delivery::stage::ReachStage) -> Done = actions::delivery::stage::reach, "Note that a stage is reached";
    action announce_stage(actions::delivery::stage::AnnounceStage) -> Done = actions::delivery::stage::announce, "Note that the client was told of a stage";
    action record_delivery(actions::delivery::RecordDelivery) -> Done = actions::delivery::record, "Record that the work is delivered";
    printed issue_acceptance_report(actions::delivery::reception::IssueAcceptanceReport) -> Done = actions::delivery::reception::issue, "Print and seal the report that the client signs to accept a delivery";
    action record_acceptance(actions::delivery::reception::RecordAcceptance) -> Done = actions::delivery::reception::record, "Record how the client accepted the delivery";
    action lift_reserves(actions::delivery::reception::LiftReserves) -> Done = actions::delivery::reception::lift, "Note that the client's reserves are lifted";
    printed issue_balance_invoice(actions::invoice::balance::IssueBalanceInvoice) -> Done = actions::invoice::balance::issue_balance, "Issue the balance invoice, deposits deducted";
    printed issue_progress_invoice(actions::invoice::progress::IssueProgressInvoice) -> Done = actions::invoice::progress::issue, "Invoice part of an order while the work goes on";
    printed issue_invoice(actions::invoice::standalone::IssueInvoice) -> Done = actions::invoice::standalone::issue, "Issue an invoice without quote or order";
    printed credit_invoice(actions::invoice::credit::CreditInvoice) -> Done = actions::invoice::credit::credit_invoice, "Take back all or part of an invoice by a credit note";
    printed correct_invoice(actions::invoice::credit::CorrectInvoice) -> Done = actions::invoice::credit::correct_invoice, "Take an invoice back whole, its content ready to be issued again";
    action reverse_payment(actions::payment::reverse::ReversePayment) -> Done = actions::payment::reverse::reverse, "Undo a payment recorded by mistake or bounced";
    action refund_client(actions::payment::unused::RefundClient) -> Done = actions::payment::unused::refund, "Give back what the client paid beyond";
    action use_credit(actions::payment::unused::UseCredit) -> Done = actions::payment::unused::use_credit, "Settle an invoice with what the client paid beyond";
    action keep_money(actions::payment::unused::KeepMoney) -> Done = actions::payment::unused::keep, "Keep what the client paid beyond, with its reason";
    action issue_order_confirmation(actions::order::papers::IssueOrderPaper) -> Done = actions::order::papers::issue_confirmation, "Issue the confirmation of an order";
    action issue_welcome_page(actions::order::papers::IssueOrderPaper) -> Done = actions::order::papers::issue_welcome, "Issue the page that welcomes a client";
    action drop_amendment(actions::order::amendment::DropAmendment) -> Done = actions::order::amendment::drop_amendment, "Give up an amendment that waits for its signature";
    action record_start_request(actions::order::events::RecordStartRequest) -> Done = actions::order::events::record_start_request, "Record that a protected client asks to begin within the delay";
    printed record_engagement(actions::order::events::RecordEngagement) -> Done = actions::order::events::record_engagement, "Record a public body's engagement number";
    action record_withdrawal(actions::order::events::RecordWithdrawal) -> Done = actions::order::events::record_withdrawal, "A protected client withdraws: the deal is cancelled";
    printed cancel_deal(actions::cancel::CancelDeal) -> Done = actions::cancel::cancel, "Cancel a signed deal: work done invoiced, deposits credited";
    action thank_client(actions::follow_up::ThankClient) -> Done = actions::follow_up::thank, "Note that the client was thanked";
    action send_invoice(actions::sending::send::SendInvoice) -> Done = actions::sending::send::send_invoice, "Note that an invoice left, and keep its message";
    action follow_up_quote(actions::sending::send::FollowUpQuote) -> Done = actions::sending::send::follow_up_quote, "Note that an unanswered quote was followed up";
    action remind_client(actions::sending::reminder::RemindClient) -> Done = actions::sending::reminder::remind, "Remind the client of a late invoice";
    action deposit_cheque(actions::payment::cheque::DepositCheque) -> Done = actions::payment::cheque::deposit, "Note that a cheque is deposited at the bank";
    action clear_cheque(actions::payment::cheque::ClearCheque) -> Done = actions::payment::cheque::clear, "Note that a cheque's money came";
    action bounce_cheque(actions::payment::cheque::BounceCheque) -> Done = actions::payment::cheque::bounce, "Note that a cheque bounced: its payment is reversed";
    action issue_receipt(actions::payment::receipt::IssueReceipt) -> Done = actions::payment::receipt::issue, "Write the receipt of a payment";
    action record_satisfaction(actions::follow_up::RecordSatisfaction) -> Done = actions::follow_up::record_satisfaction, "Note how satisfied the client is";
    action set_review_day(actions::review::SetReviewDay) -> Done = actions::review::set_day, "Choose the day of the weekly review";
    action finish_review(Empty) -> Done = actions::review::finish, "Note that the week was looked over";

    action handle_complaint(actions::follow_up::HandleComplaint) -> Done = actions::follow_up::handle_complaint, "Note the call to a client who was not happy";
    action ask_testimonial(actions::follow_up::AskTestimonial) -> Done = actions::follow_up::ask_testimonial, "Note that a word was asked for";
    action record_testimonial(actions::follow_up::RecordTestimonial) -> Done = actions::follow_up::record_testimonial, "Keep a client's word, and whether it may be published";
    action ask_referral(actions::follow_up::AskReferral) -> Done = actions::follow_up::ask_referral, "Note that a name was asked for";
    action record_referral(actions::follow_up::RecordReferral) -> Done = actions::follow_up::record_referral, "Note whom a client recommended one to";
    action plan_contact(actions::follow_up::PlanContact) -> Done = actions::follow_up::plan_contact, "Plan the next contact with a client";
    action record_contact(actions::follow_up::RecordContact) -> Done = actions::follow_up::record_contact, "Note that a client was contacted";
    action set_first_number(actions::past::SetFirstNumber) -> Done = actions::past::set_first_number, "Say where a series goes on from another tool";
    printed record_past_invoice(actions::past::RecordPastInvoice) -> Done = actions::past::record_invoice, "Follow an invoice issued with another tool";
    action record_past_receipt(actions::past::RecordPastReceipt) -> Done = actions::past::record_receipt, "Enter what another tool received this year";
    action undo_past_receipt(actions::past::UndoPastReceipt) -> Done = actions::past::undo_receipt, "Take back a receipt entered by mistake";

    draft save_draft(books::draft::SaveDraft) -> Done = books::draft::save, "Keep work in progress";
    draft discard_draft(books::draft::DiscardDraft) -> Done = books::draft::discard, "Throw work in progress away";

    question identity(Empty) -> questions::settings::IdentityView = questions::settings::identity, "Who I am";
    question preferences(Empty) -> questions::settings::PreferencesView = questions::settings::preferences, "The defaults of papers";
    question terms(Empty) -> questions::terms::TermsView = questions::terms::terms, "The terms and conditions, by versions";
    question terms_file(questions::terms::TermsFile) -> Paper = questions::terms::file, "A version of the terms, as it is joined to quotes";
    question catalogue(questions::catalogue::CatalogueFilter) -> questions::catalogue::Catalogue = questions::catalogue::catalogue, "The catalogue, by words";
    question vat_rates(Empty) -> questions::settings::VatRates = questions::settings::vat_rates, "VAT rates in force today";
    question today(Empty) -> questions::today::Today = questions::today::today, "What to do now, and the home figures";
    question review(Empty) -> questions::review::Review = questions::review::review, "What to look over once a week";
    question clients(questions::clients::ClientsFilter) -> questions::clients::Clients = questions::clients::clients, "Clients by name";
    question client(ById) -> questions::client::ClientView = questions::client::client, "One client's page";
    question client_timeline(questions::client::ClientTimelinePage) -> questions::client::ClientTimeline = questions::client::client_timeline, "What happened to a client and in their deals";
    question preview_client_import(actions::contact::import::PreviewClientImport) -> incoming::contacts::ClientImportPreview = actions::contact::import::preview, "What a file of contacts would bring in";
    question client_imports(Empty) -> questions::clients::ClientImports = questions::clients::imports, "The latest imports of clients";
    question client_duplicates(questions::duplicates::TypedClient) -> questions::duplicates::Duplicates = questions::duplicates::client_duplicates, "Clients that a card as typed resembles";
    question rehearse_client_merge(actions::contact::duplicates::MergeClients) -> actions::contact::duplicates::MergePreview = actions::contact::duplicates::rehearse_merge, "What merging two clients would do";
    question deals(questions::deals::DealsFilter) -> questions::deals::Deals = questions::deals::deals, "Deals, open or closed";
    question deal(ById) -> questions::deal::DealView = questions::deal::deal, "One deal: steps, next action, timeline, money";
    question stage_announcement(actions::delivery::stage::WhichStage) -> actions::delivery::stage::StageAnnouncement = actions::delivery::stage::announced, "A text to tell the client of a stage";
    question acceptance_report(actions::delivery::reception::OfOrder) -> actions::delivery::reception::ReportContent = actions::delivery::reception::content, "What an acceptance report could say, to begin from";
    question preview_order_paper(actions::order::papers::PreviewOrderPaper) -> Paper = actions::order::papers::preview_paper, "The PDF of an order's confirmation or welcome page";
    question preview_acceptance_paper(actions::delivery::reception::IssueAcceptanceReport) -> Paper = actions::delivery::reception::preview_paper, "The PDF of an acceptance report before issue";
    question quotes(Page) -> questions::quotes::Quotes = questions::quotes::quotes, "Quotes, latest first";
    question invoices(Page) -> questions::invoices::Invoices = questions::invoices::invoices, "Invoices, latest first";
    question invoice(ById) -> questions::invoices::InvoiceView = questions::invoices::invoice, "One invoice";
    question payment_shares(ById) -> questions::payment_shares::PaymentShares = questions::payment_shares::payment_shares, "A payment over the rates and activities of what it settles";
    question payments(Page) -> questions::payments::Payments = questions::payments::payments, "Payments, latest first";
    question preview_quote(actions::quote::preview::PreviewQuote) -> actions::quote::preview::QuotePreview = actions::quote::preview::preview, "Totals and problems of a quote as typed";
    question preview_quote_paper(actions::quote::preview::PreviewQuote) -> Paper = actions::quote::preview::preview_paper, "The PDF of a quote as typed";
    question preview_deposit_invoice(actions::deposit::IssueDepositInvoice) -> actions::invoice::preview::InvoicePreview = actions::deposit::preview, "Totals and problems of a deposit invoice";
    question preview_deposit_paper(actions::deposit::IssueDepositInvoice) -> Paper = actions::deposit::preview_paper, "The PDF of a deposit invoice before issue";
    question preview_balance_invoice(actions::invoice::balance::IssueBalanceInvoice) -> actions::invoice::preview::InvoicePreview = actions::invoice::balance::preview_balance, "Totals and problems of a balance invoice";
    question preview_balance_paper(actions::invoice::balance::IssueBalanceInvoice) -> Paper = actions::invoice::balance::preview_balance_paper, "The PDF of a balance invoice before issue";
    question preview_progress_invoice(actions::invoice::progress::IssueProgressInvoice) -> actions::invoice::preview::InvoicePreview = actions::invoice::progress::preview, "Totals and problems of a progress invoice";
    question preview_progress_paper(actions::invoice::progress::IssueProgressInvoice) -> Paper = actions::invoice::progress::preview_paper, "The PDF of a progress invoice before issue";
    question preview_invoice(actions::invoice::standalone::IssueInvoice) -> actions::invoice::preview::InvoicePreview = actions::invoice::standalone::preview, "Totals and problems of an invoice as typed";
    question preview_invoice_paper(actions::invoice::standalone::IssueInvoice) -> Paper = actions::invoice::standalone::preview_paper, "The PDF of an invoice as typed";
    question preview_credit_note(actions::invoice::credit::CreditInvoice) -> actions::invoice::preview::InvoicePreview = actions::invoice::credit::preview, "Totals of a credit note";
    question preview_credit_paper(actions::invoice::credit::CreditInvoice) -> Paper = actions::invoice::credit::preview_paper, "The PDF of a credit note before issue";
    question preview_acceptance(actions::order::acceptance::PreviewAcceptance) -> actions::order::acceptance::AcceptancePreview = actions::order::acceptance::preview_acceptance, "What a quote comes to with the options ticked";
    question quote_versions(ById) -> questions::quote_versions::QuoteVersions = questions::quote_versions::versions, "Every version of a quote, with what changed";
    question preview_message(actions::sending::message::PreviewMessage) -> actions::sending::message::MessagePreview = actions::sending::message::preview_message, "A message to the client, as a draft for the mail program";
    question preview_reminder(actions::sending::reminder::PreviewReminder) -> actions::sending::reminder::ReminderPreview = actions::sending::reminder::preview_reminder, "What a reminder of a late invoice would say";
    question preview_reminder_paper(actions::sending::reminder::PreviewReminder) -> Paper = actions::sending::reminder::preview_reminder_paper, "The PDF of a reminder letter";
    question last_quote_content(ById) -> questions::last_content::LastContent = questions::last_content::last_content, "The latest version sent, to start a new one from";
    question document(ById) -> Paper = questions::documents::document, "A kept paper's exact bytes";
    question follow_up(Empty) -> questions::follow_up::FollowUpView = questions::follow_up::view, "Who waits for thanks, an answer or a contact, and how clients are";
    question past(Empty) -> questions::past::PastView = questions::past::view, "What was brought from another tool";
    question search(questions::search::Search) -> questions::search::SearchResults = questions::search::search, "Clients, deals and papers by words";
    question draft(books::draft::DraftKey) -> books::draft::DraftView = books::draft::draft, "Work in progress";
    question books(Empty) -> questions::file::BooksView = questions::file::books, "Where the books are, and their backups";

    job backup(Empty) -> books::backup::BackupDone = crate::jobs::backup::backup, "Keep a verified copy of the books";
    job restore(crate::jobs::restore::Restore) -> crate::jobs::restore::Restored = crate::jobs::restore::restore, "Put a backup in place of the books";
    job verify(Empty) -> books::verify::Report = crate::jobs::backup::verify, "Re-read everything and compare it with the journal";
    job export_document(crate::jobs::backup::ExportDocument) -> Paper = crate::jobs::backup::export_document, "A kept paper's exact bytes, to save elsewhere";
    job look_around(Empty) -> crate::jobs::demo::Demo = crate::jobs::demo::look_around, "Go over to demo books, one's own left as they are";
    job leave_demo(Empty) -> crate::jobs::demo::Left = crate::jobs::demo::leave_demo, "Come back to one's own books";
    job cancel_job(Empty) -> Done = crate::jobs::backup::cancel, "Stop the job at work";
}
