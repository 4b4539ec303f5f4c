//! The one door: everything the application can do, in one list. The dispatcher, the types of the UI, the JSON
//! schemas and the command line all come from it.

use crate::shape::{Declarations, Palette, Shape};
use actions::told;
use books::entry::{ById, Empty, Entry, Paper, Run, read};
use books::house::House;
use records::schema::{Done, Topic};

macro_rules! surface {
    ($(
        $kind:ident $name:ident($payload:ty) -> $answer:ty = $work:path $(=> $told:path)?,
        $what:literal $(@ $on:ident($label:literal, $words:literal))? $([$($topic:ident),*])?;
    )*) => {
        /// The list.
        pub const ENTRIES: &[Entry<House>] = &[
            $( Entry {
                name: stringify!($name),
                what: $what,
                run: surface!(@run $kind, $payload, $work $(, $told)?),
            }, )*
        ];
        /// What each entry takes and answers, and where people find it; in the order of the list.
        pub const SHAPES: &[Shape] = &[
            $( Shape {
                schemas: |generator| (
                    generator.subschema_for::<$payload>().to_value(),
                    generator.subschema_for::<$answer>().to_value(),
                ),
                types: |declarations: &mut Declarations| {
                    (declarations.name::<$payload>(), declarations.name::<$answer>())
                },
                palette: surface!(@palette $kind $(, $on, $label, $words)?),
                topics: surface!(@topics $kind $(, $($topic),*)?),
            }, )*
        ];
    };
    (@run action, $payload:ty, $work:path, $told:path) => {
        Run::Action(|act, payload| $work(act, read::<$payload>(payload)?), $told)
    };
    // Its texts stand on papers, so every letter must be one that the fonts have.
    (@run printed, $payload:ty, $work:path, $told:path) => {
        Run::Action(
            |act, payload| {
                records::printable::check(payload)?;
                $work(act, read::<$payload>(payload)?)
            },
            $told,
        )
    };
    (@run draft, $payload:ty, $work:path) => {
        Run::Draft(|act, payload| $work(act, read::<$payload>(&payload)?))
    };
    (@run question, $payload:ty, $work:path) => {
        Run::Question(|ask, payload| Ok(serde_json::to_value($work(ask, read::<$payload>(&payload)?)?)?))
    };
    // A paper before it is issued: refused at the field at which issuing it would be.
    (@run preview, $payload:ty, $work:path) => {
        Run::Question(|ask, payload| {
            records::printable::check(&payload)?;
            Ok(serde_json::to_value($work(ask, read::<$payload>(&payload)?)?)?)
        })
    };
    (@run job, $payload:ty, $work:path) => {
        Run::Job(|house, payload, watch| Ok(serde_json::to_value($work(house, read::<$payload>(&payload)?, watch)?)?))
    };
    // An action without its place in the palette does not compile.
    (@palette action, $on:ident, $label:literal, $words:literal) => {
        Some(Palette { on: stringify!($on), label: $label, words: $words })
    };
    (@palette printed, $on:ident, $label:literal, $words:literal) => {
        Some(Palette { on: stringify!($on), label: $label, words: $words })
    };
    (@palette question) => { None };
    (@palette preview) => { None };
    (@palette draft) => { None };
    (@palette job) => { None };
    // A question without its topics does not compile; one that is asked once has none.
    (@topics question, $($topic:ident),*) => { &[$(Topic::$topic),*] };
    (@topics preview, $($topic:ident),*) => { &[$(Topic::$topic),*] };
    (@topics preview) => { &[] };
    (@topics action) => { &[] };
    (@topics printed) => { &[] };
    (@topics draft) => { &[] };
    (@topics job) => { &[] };
}

surface! {
    printed set_identity(journey::contact::Identity) -> Done = actions::settings::set_identity => told::nowhere, "Say who I am" @ anywhere("Modifier qui je suis", "identité siret adresse iban tva assurance médiateur couleur");
    printed add_law_row(journey::law::AddLawRow) -> Done = actions::law::add_row => told::nowhere, "Write down a newer wording, VAT rate or reason" @ anywhere("Ajouter un texte ou un taux", "loi tva mention taux pénalités motif exonération");
    action remove_law_row(actions::law::RemoveLawRow) -> Done = actions::law::remove_row => told::nowhere, "Take back a row of law written down by mistake" @ anywhere("Retirer un texte ou un taux", "loi tva mention supprimer");
    printed set_preferences(records::settings::Preferences) -> Done = actions::settings::set_preferences => told::nowhere, "Set the defaults of papers" @ anywhere("Régler les documents par défaut", "préférences délais acompte validité mentions");
    action set_logo(actions::settings::SetLogo) -> Done = actions::settings::set_logo => told::nowhere, "Put a logo on papers" @ anywhere("Mettre mon logo", "image documents");
    action remove_logo(Empty) -> Done = actions::settings::remove_logo => told::nowhere, "Take the logo off papers" @ anywhere("Retirer mon logo", "image documents");
    printed publish_terms(actions::terms::PublishTerms) -> Done = actions::terms::publish => told::nowhere, "Publish a version of the terms and conditions" @ anywhere("Publier mes CGV", "conditions générales de vente");
    printed add_catalogue_item(journey::quote::catalogue::CatalogueCard) -> Done = actions::catalogue::add => told::nowhere, "Keep something that is sold again and again" @ anywhere("Ajouter au catalogue", "prestation produit prix tarif");
    printed change_catalogue_item(actions::catalogue::ChangeCatalogueItem) -> Done = actions::catalogue::change => told::nowhere, "Change an entry of the catalogue" @ anywhere("Modifier le catalogue", "prestation produit prix tarif");
    action remove_catalogue_item(actions::catalogue::RemoveCatalogueItem) -> Done = actions::catalogue::remove => told::nowhere, "Take an entry out of the catalogue" @ anywhere("Retirer du catalogue", "prestation produit supprimer");
    action add_client(journey::contact::ClientCard) -> Done = actions::contact::client::add_client => told::contact::added, "Add a client" @ anywhere("Nouveau client", "ajouter contact prospect");
    action change_client(actions::contact::client::ChangeClient) -> Done = actions::contact::client::change_client => told::contact::changed, "Change a client's card" @ client("Modifier un client", "fiche adresse siren");
    action import_clients(actions::contact::import::ImportClients) -> Done = actions::contact::import::import => told::nowhere, "Add the chosen contacts of a file as clients" @ anywhere("Importer des clients", "contacts vcard csv");
    action undo_client_import(actions::contact::import::UndoClientImport) -> Done = actions::contact::import::undo => told::nowhere, "Take back an import's clients that nothing hangs on" @ anywhere("Annuler un import de clients", "contacts défaire");
    action confirm_client(actions::contact::client::ConfirmClient) -> Done = actions::contact::client::confirm => told::contact::confirmed, "Say that a client's card still holds" @ client("Confirmer la fiche d’un client", "vérifier données toujours juste");
    action record_solvency_check(actions::contact::solvency::RecordSolvencyCheck) -> Done = actions::contact::solvency::record => told::contact::checked, "Record an outside check of a client" @ client("Noter une vérification de solvabilité", "infogreffe risque crédit");
    action add_person(actions::contact::person::AddPerson) -> Done = actions::contact::person::add => told::contact::person_added, "Add someone who works at a client's" @ client("Ajouter une personne chez un client", "interlocuteur comptable décideur");
    action change_person(actions::contact::person::ChangePerson) -> Done = actions::contact::person::change => told::contact::person_changed, "Change someone's name, roles or how to reach them" @ client("Modifier une personne chez un client", "interlocuteur rôle");
    action remove_person(actions::contact::person::RemovePerson) -> Done = actions::contact::person::remove => told::contact::person_removed, "Remove someone who is no more at the client's" @ client("Retirer une personne chez un client", "interlocuteur parti");
    action merge_clients(actions::contact::duplicates::MergeClients) -> Done = actions::contact::duplicates::merge => told::contact::merged, "Move a client's deals to another and remove it" @ client("Fusionner un client avec un autre", "doublon");
    action erase_client(actions::contact::erasure::EraseClient) -> Done = actions::contact::erasure::erase => told::contact::erased, "Erase what is known of a client, as far as the law allows" @ client("Effacer les données d’un client", "rgpd supprimer oubli personnelles");
    action erase_person(actions::contact::person_erasure::ErasePerson) -> Done = actions::contact::person_erasure::erase => told::contact::person_erased, "Erase what is known of one person at a client's" @ client("Effacer les données d’une personne chez un client", "rgpd supprimer oubli interlocuteur");
    printed open_deal(actions::deal::OpenDeal) -> Done = actions::deal::open => told::deal::opened, "Open a deal with a client" @ anywhere("Nouvelle affaire", "ouvrir demande prospect");
    printed change_deal(actions::deal::ChangeDeal) -> Done = actions::deal::change => told::deal::changed, "Change a deal's title and notes" @ deal("Modifier une affaire", "titre source besoin");
    action qualify_deal(actions::deal::QualifyDeal) -> Done = actions::deal::qualify => told::deal::qualified, "Note need, budget, fit and next step" @ deal("Qualifier une demande", "besoin budget prochain pas");
    action lose_deal(actions::deal::LoseDeal) -> Done = actions::deal::lose => told::deal::lost, "Close a deal as lost, with its reason" @ deal("Classer une affaire perdue", "refus devis refusé");
    action add_note(actions::deal::AddNote) -> Done = actions::deal::add_note => told::deal::noted, "Put a note or a call on a deal's or a client's timeline" @ deal("Ajouter une note ou un appel", "téléphone compte rendu");
    action attach_file(actions::attachment::AttachFile) -> Done = actions::attachment::attach => told::contact::joined, "Join a file to a deal or a client" @ deal("Joindre un fichier à une affaire", "pièce document charte");
    printed send_quote(actions::quote::send::SendQuote) -> Done = actions::quote::send::send => told::quote::sent, "Number, seal and send a quote, or its new version" @ deal("Écrire un devis", "nouveau devis version envoyer");
    printed accept_quote(actions::order::accept::AcceptQuote) -> Done = actions::order::accept::accept => told::quote::accepted, "Record the client's agreement: the quote becomes an order" @ deal("Enregistrer une signature", "accord bon pour accord commande signé accepter");
    printed issue_deposit_invoice(actions::deposit::IssueDepositInvoice) -> Done = actions::deposit::issue => told::invoice::issued, "Issue a deposit invoice" @ deal("Émettre une facture d’acompte", "facturer");
    action record_payment(actions::payment::record::RecordPayment) -> Done = actions::payment::record::record => told::payment::received, "Record a payment received" @ invoice("Enregistrer un paiement", "encaissement virement chèque reçu");
    action begin_delivery(actions::delivery::BeginDelivery) -> Done = actions::delivery::begin => told::delivery::begun, "Begin the work, through the gate" @ deal("Commencer le travail", "démarrer réalisation");
    action ask_supply(actions::delivery::supply::AskSupply) -> Done = actions::delivery::supply::ask => told::delivery::asked, "Note that the client was asked for what they supply" @ deal("Demander un élément au client", "logo textes accès attendu relancer");
    action receive_supply(actions::delivery::supply::ReceiveSupply) -> Done = actions::delivery::supply::receive => told::delivery::received, "Note what the client supplied" @ deal("Noter un élément reçu du client", "logo textes accès fichier");
    action plan_stage(actions::delivery::stage::PlanStage) -> Done = actions::delivery::stage::plan => told::delivery::planned, "Plan a stage for another day, with a word of why" @ deal("Reporter une étape", "prévoir date retard planning");
    action reach_stage(actions::delivery::stage::ReachStage) -> Done = actions::delivery::stage::reach => told::delivery::reached, "Note that a stage is reached" @ deal("Noter une étape atteinte", "avancement jalon");
    action announce_stage(actions::delivery::stage::AnnounceStage) -> Done = actions::delivery::stage::announce => told::delivery::announced, "Note that the client was told of a stage" @ deal("Annoncer une étape au client", "avancement jalon message");
    action record_delivery(actions::delivery::RecordDelivery) -> Done = actions::delivery::record => told::delivery::delivered, "Record that the work is delivered" @ deal("Enregistrer la livraison", "livré terminé");
    printed issue_acceptance_report(actions::delivery::reception::IssueAcceptanceReport) -> Done = actions::delivery::reception::issue => told::delivery::reported, "Print and seal the report that the client signs to accept a delivery" @ deal("Établir le PV de réception", "procès-verbal livraison signer");
    action record_acceptance(actions::delivery::reception::RecordAcceptance) -> Done = actions::delivery::reception::record => told::delivery::accepted, "Record how the client accepted the delivery" @ deal("Noter la réception du client", "pv signé réserves tacite acceptation");
    action lift_reserves(actions::delivery::reception::LiftReserves) -> Done = actions::delivery::reception::lift => told::delivery::lifted, "Note that the client's reserves are lifted" @ deal("Lever les réserves", "pv réception corrigé");
    printed issue_balance_invoice(actions::invoice::balance::IssueBalanceInvoice) -> Done = actions::invoice::balance::issue_balance => told::invoice::issued, "Issue the balance invoice, deposits deducted" @ deal("Émettre la facture de solde", "facturer finale");
    printed issue_progress_invoice(actions::invoice::progress::IssueProgressInvoice) -> Done = actions::invoice::progress::issue => told::invoice::issued, "Invoice part of an order while the work goes on" @ deal("Émettre une facture intermédiaire", "situation avancement facturer étape");
    printed issue_invoice(actions::invoice::standalone::IssueInvoice) -> Done = actions::invoice::standalone::issue => told::invoice::issued, "Issue an invoice without quote or order" @ deal("Écrire une facture sans devis", "directe facturer");
    printed credit_invoice(actions::invoice::credit::CreditInvoice) -> Done = actions::invoice::credit::credit_invoice => told::invoice::credited, "Take back all or part of an invoice by a credit note" @ invoice("Faire un avoir", "annuler rembourser réduire facture");
    printed correct_invoice(actions::invoice::credit::CorrectInvoice) -> Done = actions::invoice::credit::correct_invoice => told::invoice::credited, "Take an invoice back whole, its content ready to be issued again" @ invoice("Corriger une facture", "erreur avoir refaire");
    action claim_charges(actions::invoice::charges::ClaimCharges) -> Done = actions::invoice::charges::claim => told::charges::claimed, "Claim the interest and compensation of an invoice paid late, by a paper of its own" @ invoice("Réclamer les pénalités de retard", "intérêts indemnité recouvrement 40 retard");
    action record_charges(actions::invoice::charges::RecordCharges) -> Done = actions::invoice::charges::record => told::charges::paid, "Note money that came for charges of late payment" @ invoice("Noter des pénalités reçues", "intérêts indemnité retard payées encaissement");
    action waive_charges(actions::invoice::charges::WaiveCharges) -> Done = actions::invoice::charges::waive => told::charges::waived, "Give up the charges that an invoice bears until today, with a reason" @ invoice("Abandonner les pénalités de retard", "intérêts indemnité geste commercial remise");
    action agree_due_date(actions::invoice::agreed::AgreeDueDate) -> Done = actions::invoice::agreed::agree => told::invoice::put_off, "Agree a later day for what is left of an invoice, without a new paper" @ invoice("Reporter une échéance", "délai convenu accord payer plus tard date");
    action reverse_payment(actions::payment::reverse::ReversePayment) -> Done = actions::payment::reverse::reverse => told::payment::reversed, "Undo a payment recorded by mistake or bounced" @ anywhere("Annuler un paiement", "contre-passer erreur rejet impayé");
    action refund_client(actions::payment::unused::RefundClient) -> Done = actions::payment::unused::refund => told::payment::refunded, "Give back what the client paid beyond" @ deal("Rembourser un client", "trop-perçu rendre");
    action use_credit(actions::payment::unused::UseCredit) -> Done = actions::payment::unused::use_credit => told::payment::credit_used, "Settle an invoice with what the client paid beyond" @ deal("Utiliser un trop-perçu sur une facture", "crédit client solde");
    action give_up_remainder(actions::payment::remainder::GiveUpRemainder) -> Done = actions::payment::remainder::give_up => told::payment::given_up, "Give up what is left of an invoice, with its reason" @ invoice("Abandonner le reste", "écart centimes perte solder");
    action write_off_invoice(actions::payment::write_off::WriteOffInvoice) -> Done = actions::payment::write_off::write_off => told::payment::written_off, "Write off what is left of an invoice as lost, with its ground" @ invoice("Passer une facture en perte", "irrécouvrable perte liquidation abandonner");
    action issue_duplicate(actions::invoice::duplicate::IssueDuplicate) -> Done = actions::invoice::duplicate::issue => told::invoice::duplicated, "Issue a duplicate of an invoice, with the words that its VAT is had back by where it is lost" @ invoice("Éditer un duplicata", "copie tva impayée 272 perte double");
    action send_duplicate(actions::invoice::duplicate::SendDuplicate) -> Done = actions::invoice::duplicate::send_duplicate => told::sending::duplicate_sent, "Note that the duplicate of an invoice left, and keep the message" @ invoice("Envoyer un duplicata", "copie renvoyer tva 272");
    action claim_remainder(actions::payment::remainder::ClaimRemainder) -> Done = actions::payment::remainder::claim => told::payment::claimed, "Claim again what was given up of an invoice" @ invoice("Réclamer de nouveau un reste", "écart centimes abandonné");
    action keep_money(actions::payment::unused::KeepMoney) -> Done = actions::payment::unused::keep => told::payment::money_kept, "Keep what the client paid beyond, with its reason" @ deal("Garder un trop-perçu", "indemnité crédit");
    action issue_order_confirmation(actions::order::papers::IssueOrderPaper) -> Done = actions::order::papers::issue_confirmation => told::order::confirmed, "Issue the confirmation of an order" @ deal("Confirmer une commande", "confirmation document client");
    action issue_welcome_page(actions::order::papers::IssueOrderPaper) -> Done = actions::order::papers::issue_welcome => told::order::welcomed, "Issue the page that welcomes a client" @ deal("Accueillir un client", "bienvenue page document");
    action drop_amendment(actions::order::amendment::DropAmendment) -> Done = actions::order::amendment::drop_amendment => told::order::amendment_dropped, "Give up an amendment that waits for its signature" @ deal("Abandonner un avenant", "retirer devis commande");
    printed settle_order_vat(actions::order::vat::SettleOrderVat) -> Done = actions::order::vat::settle_vat => told::order::vat_settled, "Choose how an order goes on whose VAT changed" @ deal("Choisir la TVA d’une commande", "régime franchise assujetti taux autoliquidation");
    action record_start_request(actions::order::events::RecordStartRequest) -> Done = actions::order::events::record_start_request => told::order::start_requested, "Record that a protected client asks to begin within the delay" @ deal("Noter la demande de commencer sans attendre", "rétractation quatorze jours");
    printed record_engagement(actions::order::events::RecordEngagement) -> Done = actions::order::events::record_engagement => told::order::engaged, "Record a public body's engagement number" @ deal("Noter un numéro d’engagement", "bon de commande public mairie");
    action record_withdrawal(actions::order::events::RecordWithdrawal) -> Done = actions::order::events::record_withdrawal => told::order::withdrawn, "A protected client withdraws: the deal is cancelled" @ deal("Enregistrer une rétractation", "client renonce quatorze jours");
    printed cancel_deal(actions::cancel::CancelDeal) -> Done = actions::cancel::cancel => told::deal::cancelled, "Cancel a signed deal: work done invoiced, deposits credited" @ deal("Annuler une affaire signée", "abandon arrêt");
    action thank_client(actions::follow_up::ThankClient) -> Done = actions::follow_up::thank => told::follow_up::thanked, "Note that the client was thanked" @ deal("Remercier le client", "merci suivi");
    action send_invoice(actions::sending::send::SendInvoice) -> Done = actions::sending::send::send_invoice => told::sending::invoice_sent, "Note that an invoice left, and keep its message" @ invoice("Envoyer une facture", "e-mail courrier portail main propre avoir message");
    action record_quote_sent(actions::sending::send::RecordQuoteSent) -> Done = actions::sending::send::record_quote_sent => told::sending::quote_sent, "Note that a numbered quote left, and keep its message" @ deal("Noter l’envoi d’un devis", "e-mail courrier main propre message parti");
    action follow_up_quote(actions::sending::send::FollowUpQuote) -> Done = actions::sending::send::follow_up_quote => told::sending::quote_followed_up, "Note that an unanswered quote was followed up" @ deal("Relancer un devis", "sans réponse appel message");
    action remind_client(actions::sending::reminder::RemindClient) -> Done = actions::sending::reminder::remind => told::sending::reminded, "Remind the client of a late invoice" @ invoice("Relancer un client", "retard impayé rappel lettre appel");
    action set_message_template(actions::sending::template::SetMessageTemplate) -> Done = actions::sending::template::set => told::nowhere, "Choose the words of a kind of message, or the house's own again" @ anywhere("Modifier les textes des messages", "modèle objet relance mise en demeure sms variables");
    action confirm_promise(actions::sending::promised::ConfirmPromise) -> Done = actions::sending::promised::confirm_promise => told::sending::promise_confirmed, "Note that a promise of payment was confirmed in writing, and keep the message" @ invoice("Confirmer une promesse par écrit", "comme convenu engagement e-mail");
    action write_to_client(actions::sending::written::WriteToClient) -> Done = actions::sending::written::write_to_client => told::sending::written_to, "Note that a message of the follow-up left, and keep it" @ deal("Écrire au client", "message merci satisfaction témoignage recommandation nouvelles");
    action send_receipt(actions::sending::receipt::SendReceipt) -> Done = actions::sending::receipt::send_receipt => told::sending::receipt_sent, "Note that the receipt of a payment left, and keep its message" @ anywhere("Envoyer un reçu", "paiement quittance e-mail");
    action announce_to_clients(actions::sending::announcement::Announce) -> Done = actions::sending::announcement::announce => told::sending::announced, "Put the same message to several clients in the outbox" @ anywhere("Écrire à tous vos clients", "annonce nouvel IBAN adresse changement information");
    action set_quote_follow_ups(actions::dunning::policy::SetQuoteFollowUps) -> Done = actions::dunning::policy::set_quotes => told::nowhere, "Choose when and how quotes without an answer are asked about" @ anywhere("Régler les relances de devis", "scénario étapes sans réponse");
    action set_reminder_policy(actions::dunning::policy::SetReminderPolicy) -> Done = actions::dunning::policy::set => told::nowhere, "Choose the steps by which a kind of client, or one client, is reminded" @ anywhere("Régler les relances", "scénario étapes rythme retard");
    action set_accounting(journey::accounting::choices::SetAccounting) -> Done = actions::accounting::set => told::nowhere, "Choose how often one declares, and the accounts of one's books" @ anywhere("Régler la comptabilité", "urssaf tva mois trimestre comptes fec déclaration");
    action check_reception(actions::dunning::reception::CheckReception) -> Done = actions::dunning::reception::check => told::dunning::checked, "Note whether an invoice came, as the client says it" @ invoice("Vérifier la réception d’une facture", "reçue validation référence destinataire");
    action note_platform_status(actions::platform::NotePlatformStatus) -> Done = actions::platform::note => told::dunning::platform, "Note what the approved platform says of an invoice" @ invoice("Noter un statut de la plateforme", "déposée approuvée refusée rejetée litige cycle de vie facture électronique");
    action import_platform_statuses(actions::platform::ImportPlatformStatuses) -> Done = actions::platform::import => told::dunning::platform, "Read what a platform's life-cycle message says of one's invoices" @ anywhere("Importer un statut de la plateforme", "cycle de vie cdar facture électronique refusée approuvée message");
    action record_promise(actions::dunning::promise::RecordPromise) -> Done = actions::dunning::promise::record => told::dunning::promised, "Note that the client said when they pay, or that it stands no more" @ invoice("Noter une promesse de paiement", "convenu virement parti date");
    action open_dispute(actions::dunning::dispute::OpenDispute) -> Done = actions::dunning::dispute::open => told::dunning::contested, "Note that the client contests an invoice: nobody reminds of it" @ invoice("Ouvrir un litige", "conteste contestation désaccord réclamation");
    action settle_dispute(actions::dunning::dispute::SettleDispute) -> Done = actions::dunning::dispute::settle => told::dunning::settled, "Note how a dispute ended" @ invoice("Terminer un litige", "accord avoir résolu");
    action hold_reminders(actions::dunning::stop::HoldReminders) -> Done = actions::dunning::stop::hold => told::dunning::held, "Leave a client alone until a day" @ client("Suspendre les relances d’un client", "pause attendre");
    action record_insolvency(actions::dunning::stop::RecordInsolvency) -> Done = actions::dunning::stop::insolvency => told::dunning::insolvent, "Note that insolvency proceedings are opened against a client: no reminder leaves" @ client("Noter une procédure collective", "redressement liquidation sauvegarde bodacc");
    action declare_claim(actions::dunning::stop::DeclareClaim) -> Done = actions::dunning::stop::declare => told::dunning::declared, "Note that the claim was declared in insolvency proceedings" @ client("Noter la déclaration de créance", "mandataire judiciaire redressement liquidation");
    action record_cession(actions::dunning::stop::RecordCession) -> Done = actions::dunning::stop::cession => told::dunning::ceded, "Note that an invoice is ceded to somebody who collects it" @ invoice("Noter une facture cédée", "affacturage factor dailly");
    action file_claim(actions::court::FileClaim) -> Done = actions::court::file => told::court::filed, "Note what was filed with a court or a bailiff for a client's debts" @ client("Noter un dépôt au tribunal", "injonction de payer procédure commissaire de justice assignation");
    action note_court_step(actions::court::NoteCourtStep) -> Done = actions::court::note => told::court::noted, "Note what happened to a procedure" @ client("Noter la suite d’une procédure", "ordonnance signification opposition tribunal");
    action suspend_work(actions::contact::caution::SuspendWork) -> Done = actions::contact::caution::suspend => told::caution::suspended, "Stop all work for a client who does not pay" @ client("Suspendre le travail d’un client", "arrêter inexécution impayé");
    action tell_suspension(actions::sending::suspended::TellSuspension) -> Done = actions::sending::suspended::tell_suspension => told::sending::suspension_told, "Tell a client in writing that work for them is stopped" @ client("Prévenir de l’arrêt du travail", "suspension exception inexécution e-mail");
    action resume_work(actions::contact::caution::ResumeWork) -> Done = actions::contact::caution::resume => told::caution::resumed, "Take work for a client up again" @ client("Reprendre le travail d’un client", "suspension fin");
    action record_security(actions::contact::caution::RecordSecurity) -> Done = actions::contact::caution::secure => told::caution::secured, "Note what stands good for what a client owes" @ client("Noter une sûreté", "caution garantie assurance-crédit réserve de propriété");
    action end_security(actions::contact::caution::EndSecurity) -> Done = actions::contact::caution::end => told::caution::security_ended, "Note that a security is over" @ client("Noter la fin d’une sûreté", "caution garantie assurance");
    action declare_to_insurer(actions::contact::caution::DeclareToInsurer) -> Done = actions::contact::caution::declare => told::caution::insurer_told, "Note that an insurer was told of an unpaid invoice" @ client("Noter une déclaration à l’assureur", "assurance-crédit sinistre impayé");
    action decide_risk(actions::contact::caution::DecideRisk) -> Done = actions::contact::caution::decide => told::caution::decided, "Decide how one goes on with a client at risk, and when to look again" @ client("Décider de la suite avec un client", "risque acompte arrêter mauvais payeur");
    action resume_reminders(actions::dunning::stop::ResumeReminders) -> Done = actions::dunning::stop::resume => told::dunning::resumed, "Let reminders leave again" @ client("Reprendre les relances", "lever suspension");
    action record_late_reason(actions::dunning::lateness::RecordLateReason) -> Done = actions::dunning::lateness::record => told::dunning::late, "Note why an invoice is late, as the client says it" @ invoice("Noter la raison d’un retard", "oubli validation trésorerie pourquoi impayé");
    printed agree_payment_plan(actions::dunning::payment_plan::AgreePaymentPlan) -> Done = actions::dunning::payment_plan::agree => told::dunning::planned, "Agree that what is owed is paid in parts, on a paper that both sign" @ client("Convenir d’un échéancier", "payer en plusieurs fois étalement accord délai");
    action end_payment_plan(actions::dunning::payment_plan::EndPaymentPlan) -> Done = actions::dunning::payment_plan::end => told::dunning::plan_ended, "End a payment plan: what is left is due again" @ anywhere("Arrêter un échéancier", "échéances non tenues rupture");
    action withdraw_sending(actions::sending::withdraw::WithdrawSending) -> Done = actions::sending::withdraw::withdraw => told::sending::withdrawn, "Take back a sending that was noted and did not leave" @ invoice("Retirer un envoi noté par erreur", "annuler relance message pas parti");
    action set_mail_server(journey::outbox::account::SetMailServer) -> Done = actions::outbox::server::set_mail_server => told::nowhere, "Say by which server messages leave, or that they leave by the mail program alone" @ anywhere("Régler l’envoi des messages", "smtp serveur messagerie mot de passe e-mail");
    action queue_reminders(actions::outbox::reminders::QueueReminders) -> Done = actions::outbox::reminders::queue_reminders => told::sending::queued_reminders, "Put in the outbox the reminders that leave by themselves" @ anywhere("Envoyer les relances automatiques", "tout envoyer boîte d’envoi étapes");
    action drop_message(actions::outbox::hand::OneMessage) -> Done = actions::outbox::mind::drop_message => told::outbox::dropped, "Take a message back before it leaves" @ anywhere("Retirer un message de la boîte d’envoi", "annuler ne pas envoyer");
    action resend_message(actions::outbox::hand::OneMessage) -> Done = actions::outbox::mind::resend => told::nowhere, "Try again at once to send a message that failed" @ anywhere("Renvoyer un message qui n’est pas parti", "réessayer échec boîte d’envoi");
    action resolve_message(actions::outbox::mind::ResolveMessage) -> Done = actions::outbox::mind::resolve => told::outbox::happened, "Say whether a message left of which nobody knew" @ anywhere("Dire si un message est parti", "vérifier doute inconnu boîte d’envoi");
    action take_message(actions::outbox::hand::OneMessage) -> Done = actions::outbox::hand::take => told::outbox::happened, "Look once more at a message that is about to be handed to the server" @ anywhere("Envoyer ce qui attend", "boîte d’envoi messages maintenant");
    action note_message(actions::outbox::hand::NoteMessage) -> Done = actions::outbox::hand::note => told::outbox::happened, "Note what the server answered to a message" @ anywhere("Voir la boîte d’envoi", "messages attente échec partis");
    action deposit_cheque(actions::payment::cheque::DepositCheque) -> Done = actions::payment::cheque::deposit => told::payment::cheque_deposited, "Note that a cheque is deposited at the bank" @ anywhere("Déposer un chèque", "banque remise");
    action clear_cheque(actions::payment::cheque::ClearCheque) -> Done = actions::payment::cheque::clear => told::payment::cheque_cleared, "Note that a cheque's money came" @ anywhere("Noter l’encaissement d’un chèque", "banque crédité");
    action bounce_cheque(actions::payment::cheque::BounceCheque) -> Done = actions::payment::cheque::bounce => told::payment::cheque_bounced, "Note that a cheque bounced: its payment is reversed" @ anywhere("Noter le rejet d’un chèque", "sans provision impayé");
    action issue_receipt(actions::payment::receipt::IssueReceipt) -> Done = actions::payment::receipt::issue => told::payment::receipt_issued, "Write the receipt of a payment" @ anywhere("Établir un reçu", "quittance paiement");
    action record_satisfaction(actions::follow_up::RecordSatisfaction) -> Done = actions::follow_up::record_satisfaction => told::follow_up::satisfied, "Note how satisfied the client is" @ deal("Noter la satisfaction", "avis note suivi");
    action confirm_clock(Empty) -> Done = actions::clock::confirm => told::nowhere, "Say that the computer's day is right, though lines of the books are dated after it" @ anywhere("Confirmer la date de l’ordinateur", "horloge heure jour");
    action set_review_day(actions::review::SetReviewDay) -> Done = actions::review::set_day => told::nowhere, "Choose the day of the weekly review" @ anywhere("Choisir le jour de la revue", "semaine hebdomadaire");
    action finish_review(Empty) -> Done = actions::review::finish => told::nowhere, "Note that the week was looked over" @ anywhere("Faire la revue de la semaine", "hebdomadaire vérifier encaissements");

    action handle_complaint(actions::follow_up::HandleComplaint) -> Done = actions::follow_up::handle_complaint => told::follow_up::complaint_handled, "Note the call to a client who was not happy" @ deal("Noter l’appel à un client déçu", "réclamation plainte suivi");
    action ask_testimonial(actions::follow_up::AskTestimonial) -> Done = actions::follow_up::ask_testimonial => told::follow_up::testimonial_asked, "Note that a word was asked for" @ deal("Demander un témoignage", "avis suivi");
    action record_testimonial(actions::follow_up::RecordTestimonial) -> Done = actions::follow_up::record_testimonial => told::follow_up::testimonial_received, "Keep a client's word, and whether it may be published" @ deal("Noter un témoignage", "avis citation suivi");
    action ask_referral(actions::follow_up::AskReferral) -> Done = actions::follow_up::ask_referral => told::follow_up::referral_asked, "Note that a name was asked for" @ deal("Demander une recommandation", "bouche à oreille suivi");
    action record_referral(actions::follow_up::RecordReferral) -> Done = actions::follow_up::record_referral => told::follow_up::referral_received, "Note whom a client recommended one to" @ deal("Noter une recommandation", "bouche à oreille suivi");
    action plan_contact(actions::follow_up::PlanContact) -> Done = actions::follow_up::plan_contact => told::follow_up::contact_planned, "Plan the next contact with a client" @ deal("Prévoir un contact", "rappeler relancer suivi");
    action record_contact(actions::follow_up::RecordContact) -> Done = actions::follow_up::record_contact => told::follow_up::contacted, "Note that a client was contacted" @ deal("Noter un contact", "appel nouvelles suivi");
    action add_task(actions::task::AddTask) -> Done = actions::task::add => told::task::added, "Write down something to do" @ anywhere("Noter une tâche", "à faire rappel rappeler penser todo");
    action complete_task(actions::task::WhichTask) -> Done = actions::task::complete => told::task::completed, "Say that one's own task is done" @ anywhere("Terminer une tâche notée", "fait cocher");
    action reopen_task(actions::task::WhichTask) -> Done = actions::task::reopen => told::task::reopened, "Say that one's own task is not done after all" @ anywhere("Reprendre une tâche notée", "défaire annuler");
    action put_off_task(actions::task::PutOffTask) -> Done = actions::task::put_off => told::nowhere, "Put a task off until a day" @ anywhere("Reporter une tâche", "plus tard demain");
    action dismiss_task(actions::task::DismissTask) -> Done = actions::task::dismiss => told::nowhere, "Leave a task for good" @ anywhere("Ignorer une tâche", "laisser retirer");
    action restore_task(actions::task::RestoreTask) -> Done = actions::task::restore => told::nowhere, "Take back what was put off or left" @ anywhere("Remettre une tâche dans la liste", "annuler report");
    action undo_action(actions::undo::UndoAction) -> Done = actions::undo::undo => told::undo::taken_back, "Take back the last thing done, where it left no paper" @ anywhere("Annuler la dernière action", "défaire ctrl z revenir");
    action set_first_number(actions::past::SetFirstNumber) -> Done = actions::past::set_first_number => told::nowhere, "Say where a series goes on from another tool" @ anywhere("Régler le premier numéro d’une série", "numérotation reprise autre outil");
    printed record_past_invoice(actions::past::RecordPastInvoice) -> Done = actions::past::record_invoice => told::invoice::brought, "Follow an invoice issued with another tool" @ anywhere("Reprendre une facture émise ailleurs", "ancienne autre outil ouverte");
    action record_past_receipt(actions::past::RecordPastReceipt) -> Done = actions::past::record_receipt => told::nowhere, "Enter what another tool received this year" @ anywhere("Reprendre des encaissements de l’année", "ancien autre outil chiffre d’affaires");
    action undo_past_receipt(actions::past::UndoPastReceipt) -> Done = actions::past::undo_receipt => told::nowhere, "Take back a receipt entered by mistake" @ anywhere("Retirer un encaissement repris", "erreur");
    action import_statement(actions::bank::prepared::ImportStatement) -> Done = actions::bank::import::import => told::nowhere, "Bring in what is new of a bank's statement" @ anywhere("Importer un relevé de banque", "relevé banque ofx camt csv qif mt940 cfonb encaissement");
    action undo_statement_import(actions::bank::undo::UndoStatementImport) -> Done = actions::bank::undo::undo => told::nowhere, "Take back a statement's lines that no other one shows" @ anywhere("Retirer un relevé de banque", "relevé banque annuler import");
    action change_bank_account(actions::bank::account::ChangeBankAccount) -> Done = actions::bank::account::change => told::nowhere, "Name one's bank account, or say when it was closed" @ anywhere("Modifier un compte bancaire", "banque compte nom fermer");
    action watch_folder(actions::bank::watched::WatchFolder) -> Done = actions::bank::watched::watch => told::nowhere, "Look at a folder for statements of banks" @ anywhere("Surveiller un dossier de relevés", "relevé banque téléchargements dossier surveillé");
    action pass_over_files(actions::bank::watched::PassOverFiles) -> Done = actions::bank::watched::pass_over => told::nowhere, "Not to propose a file of that folder any more" @ anywhere("Ne plus proposer un relevé trouvé", "relevé banque dossier surveillé ignorer");
    action match_line(actions::bank::matched::MatchedLine) -> Done = actions::bank::matched::match_line => told::bank::matched, "Say which invoices a line of a bank's pays" @ anywhere("Rapprocher une opération du relevé", "banque relevé lettrer pointer facture payée");
    action explain_line(actions::bank::explained::ExplainLine) -> Done = actions::bank::explained::explain => told::bank::explained, "Say what a line of a bank's is that pays no invoice" @ anywhere("Expliquer une opération du relevé", "banque relevé autre revenu virement interne ignorer remboursement rejet");
    action undo_match(actions::bank::explained::UndoMatch) -> Done = actions::bank::explained::undo => told::bank::undone, "Let a line of a bank's be explained again" @ anywhere("Défaire un rapprochement", "banque relevé annuler");

    draft save_draft(books::draft::SaveDraft) -> Done = books::draft::save, "Keep work in progress";
    draft discard_draft(books::draft::DiscardDraft) -> Done = books::draft::discard, "Throw work in progress away";

    question identity(Empty) -> questions::settings::IdentityView = questions::settings::identity, "Who I am" [Identity];
    preview preview_identity(journey::contact::Identity) -> journey::contact::Identity = actions::settings::preview_identity, "Who I am as typed, as it would be kept" [];
    question preferences(Empty) -> questions::settings::PreferencesView = questions::settings::preferences, "The defaults of papers" [Identity, Terms];
    question terms(Empty) -> questions::terms::TermsView = questions::terms::terms, "The terms and conditions, by versions" [Terms];
    question terms_file(questions::terms::TermsFile) -> Paper = questions::terms::file, "A version of the terms, as it is joined to quotes" [];
    question catalogue(questions::catalogue::CatalogueFilter) -> questions::catalogue::Catalogue = questions::catalogue::catalogue, "The catalogue, by words" [Quote];
    question vat_rates(Empty) -> questions::settings::VatRates = questions::settings::vat_rates, "VAT rates I may charge today" [Identity];
    question deal_vat(questions::vat::OfDeal) -> questions::vat::DealVat = questions::vat::deal_vat, "How VAT stands with the client of a deal" [Client, Deal, Identity];
    question vat_situation(questions::vat::AskVatSituation) -> journey::sale::told::VatSituation = questions::vat::situation, "How VAT stands with a client for services, goods or building work: category, rate, wording, reason, article" [Client, Identity, Invoice];
    question issued_before_regime(questions::vat_since::TypedRegime) -> questions::vat_since::IssuedBefore = questions::vat_since::issued_before_regime, "Invoices issued since a day under another VAT regime than the one typed" [Invoice];
    question law(Empty) -> questions::law::LawView = questions::law::law, "Wordings, VAT rates and reasons in force, with their sources" [Identity];
    question today(Empty) -> questions::today::Today = questions::today::today, "What to do now, and the home figures" [Bank, Client, Deal, Delivery, FollowUp, Identity, Invoice, Order, Payment, Quote];
    question last_deed(Empty) -> actions::undo::LastDeed = actions::undo::last_deed, "The last thing done today, and whether it can be taken back" [];
    question preview_task(actions::task::AddTask) -> actions::task::TaskPreview = actions::task::preview_add, "How a task as typed would be written down" [];
    question review(Empty) -> questions::review::Review = questions::review::review, "What to look over once a week" [Client, Deal, Delivery, Identity, Invoice, Order, Payment, Quote];
    question statement(questions::statement::OfClientOn) -> questions::statement::Statement = questions::statement::statement, "A client's account on any day: invoices, payments, what is left by age" [Client, Deal, Invoice, Payment];
    question statement_paper(questions::statement::OfClientOn) -> Paper = questions::statement::statement_paper, "The PDF of a statement of account" [Client, Identity, Deal, Invoice, Payment];
    question clients(questions::clients::ClientsFilter) -> questions::clients::Clients = questions::clients::clients, "Clients, narrowed and sorted" [Client, Deal, Invoice, Payment];
    question client(ById) -> questions::client::ClientView = questions::client::client, "One client's page" [Client, Deal, Delivery, FollowUp, Invoice, Order, Payment, Quote];
    question client_timeline(questions::client::ClientTimelinePage) -> questions::client::ClientTimeline = questions::client::client_timeline, "What happened to a client and in their deals" [Client, Deal, Delivery, FollowUp, Invoice, Order, Payment, Quote];
    question preview_client_import(actions::contact::import::PreviewClientImport) -> incoming::contacts::ClientImportPreview = actions::contact::import::preview, "What a file of contacts would bring in" [];
    question check_invoice(questions::einvoice_check::CheckInvoice) -> questions::einvoice_check::InvoiceChecked = questions::einvoice_check::check, "What an electronic invoice from anywhere says, and what is wrong with it; nothing of it is kept" [];
    question client_imports(Empty) -> questions::clients::ClientImports = questions::clients::imports, "The latest imports of clients" [Client, Deal];
    question client_duplicates(questions::duplicates::TypedClient) -> questions::duplicates::Duplicates = questions::duplicates::client_duplicates, "Clients that a card as typed resembles" [Client];
    question rehearse_client_merge(actions::contact::duplicates::MergeClients) -> actions::contact::duplicates::MergePreview = actions::contact::duplicates::rehearse_merge, "What merging two clients would do" [Client, Deal, Invoice, Payment];
    question rehearse_erasure(actions::contact::erasure::RehearseErasure) -> actions::contact::erasure::ErasurePreview = actions::contact::erasure::rehearse, "What erasing a client would take and leave" [Client, Deal, Delivery, FollowUp, Invoice, Order, Payment, Quote];
    question personal_data(questions::personal_data::OfPerson) -> Paper = questions::personal_data::personal_data, "Everything that the books know of one person, as one file" [];
    question retention(Empty) -> questions::retention::RetentionView = questions::retention::retention, "Whose data is kept, why and until when" [Client, Deal, FollowUp, Invoice, Payment];
    question deals(questions::deals::DealsFilter) -> questions::deals::Deals = questions::deals::deals, "Deals under way or over, narrowed and sorted" [Client, Deal, Delivery, FollowUp, Invoice, Order, Payment, Quote];
    question deal(ById) -> questions::deal::DealView = questions::deal::deal, "One deal: steps, next action, timeline, money" [Client, Deal, Delivery, FollowUp, Invoice, Order, Payment, Quote];
    question stage_announcement(actions::delivery::stage::WhichStage) -> actions::delivery::stage::StageAnnouncement = actions::delivery::stage::announced, "A text to tell the client of a stage" [];
    question acceptance_report(actions::delivery::reception::OfOrder) -> actions::delivery::reception::ReportContent = actions::delivery::reception::content, "What an acceptance report could say, to begin from" [];
    preview preview_order_paper(actions::order::papers::PreviewOrderPaper) -> Paper = actions::order::papers::preview_paper, "The PDF of an order's confirmation or welcome page" [];
    preview preview_acceptance_paper(actions::delivery::reception::IssueAcceptanceReport) -> Paper = actions::delivery::reception::preview_paper, "The PDF of an acceptance report before issue" [];
    question quotes(questions::quotes::QuotesFilter) -> questions::quotes::Quotes = questions::quotes::quotes, "Quotes, narrowed and sorted, and drafts" [Client, Deal, Order, Quote];
    question invoices(questions::invoice_list::InvoicesFilter) -> questions::invoice_list::Invoices = questions::invoice_list::invoices, "Invoices, narrowed and sorted" [Client, Deal, Invoice, Payment];
    question invoice(ById) -> questions::invoices::InvoiceView = questions::invoices::invoice, "One invoice" [Client, Deal, Invoice, Payment];
    question payment_shares(ById) -> questions::payment_shares::PaymentShares = questions::payment_shares::payment_shares, "A payment over the rates and activities of what it settles" [Invoice, Payment];
    question payments(questions::payments::PaymentsFilter) -> questions::payments::Payments = questions::payments::payments, "Payments, narrowed and sorted" [Client, Deal, Invoice, Payment];
    question weigh_payment(actions::payment::weigh::WeighPayment) -> actions::payment::weigh::WeighedPayment = actions::payment::weigh::weigh, "What money received may be for, what it settles and what will be left" [Client, Deal, Invoice, Payment];
    question preview_statement(actions::bank::prepared::ImportStatement) -> actions::bank::preview::StatementPreview = actions::bank::preview::preview, "What importing a bank's statement would bring" [Bank, Identity];
    question preview_table(questions::bank::statement::PreviewTable) -> incoming::statement::table::CsvPreview = questions::bank::statement::preview_table, "A table of a bank as it stands, for who says what its columns hold" [];
    question statements(Empty) -> questions::bank::statement::StatementsView = questions::bank::statement::statements, "One's bank accounts and the statements that came in" [Bank];
    question watched_folder(Empty) -> questions::bank::watched::WatchedFolderView = questions::bank::watched::watched_folder, "The folder that is looked at for statements, and what of it is not imported" [Bank, Identity];
    question bank_lines(questions::bank::lines::BankLinesFilter) -> questions::bank::lines::BankLines = questions::bank::lines::lines, "Lines of one's accounts, and what they are" [Bank, Payment, Invoice, Client];
    question matches(questions::bank::matches::MatchesFilter) -> questions::bank::matches::Matches = questions::bank::matches::matches, "What lines of banks may be, with reasons, and what confirms each" [Bank, Payment, Invoice, Client, Order, Deal];
    question list_totals(questions::list_table::List) -> questions::list_table::ListTotals = questions::list_table::totals, "How many rows a list has, and what they sum to" [Client, Deal, Delivery, FollowUp, Invoice, Order, Payment, Quote];
    question list_table(questions::list_table::List) -> Paper = questions::list_table::table, "Every row of a list as a table for spreadsheets" [];
    question tags(Empty) -> questions::narrowing::Tags = questions::narrowing::tags, "Every tag that clients carry" [Client];
    question preview_quote(actions::quote::preview::PreviewQuote) -> actions::quote::preview::QuotePreview = actions::quote::preview::preview, "Totals and problems of a quote as typed" [Client, Identity, Order, Terms, Invoice, Payment];
    preview preview_quote_paper(actions::quote::preview::PreviewQuote) -> Paper = actions::quote::preview::preview_paper, "The PDF of a quote as typed" [];
    question preview_deposit_invoice(actions::deposit::IssueDepositInvoice) -> actions::invoice::preview::InvoicePreview = actions::deposit::preview, "Totals and problems of a deposit invoice" [Identity, Client, Order, Invoice, Delivery];
    preview preview_deposit_paper(actions::deposit::IssueDepositInvoice) -> Paper = actions::deposit::preview_paper, "The PDF of a deposit invoice before issue" [];
    question preview_balance_invoice(actions::invoice::balance::IssueBalanceInvoice) -> actions::invoice::preview::InvoicePreview = actions::invoice::balance::preview_balance, "Totals and problems of a balance invoice" [Identity, Client, Order, Invoice, Delivery];
    preview preview_balance_paper(actions::invoice::balance::IssueBalanceInvoice) -> Paper = actions::invoice::balance::preview_balance_paper, "The PDF of a balance invoice before issue" [];
    question preview_progress_invoice(actions::invoice::progress::IssueProgressInvoice) -> actions::invoice::preview::InvoicePreview = actions::invoice::progress::preview, "Totals and problems of a progress invoice" [Identity, Client, Order, Invoice, Delivery];
    preview preview_progress_paper(actions::invoice::progress::IssueProgressInvoice) -> Paper = actions::invoice::progress::preview_paper, "The PDF of a progress invoice before issue" [];
    question preview_invoice(actions::invoice::standalone::IssueInvoice) -> actions::invoice::preview::InvoicePreview = actions::invoice::standalone::preview, "Totals and problems of an invoice as typed" [Client, Identity, Invoice];
    preview preview_invoice_paper(actions::invoice::standalone::IssueInvoice) -> Paper = actions::invoice::standalone::preview_paper, "The PDF of an invoice as typed" [];
    question late_charges(questions::charges::OfInvoiceOn) -> questions::charges::LateCharges = questions::charges::late_charges, "What late payment of an invoice costs its client, up to a day" [Client, Deal, Identity, Invoice, Payment];
    question preview_charges_paper(actions::invoice::charges::ClaimCharges) -> Paper = actions::invoice::charges::preview_paper, "The PDF of a claim of late-payment charges before it is made" [];
    question credit_lines(ById) -> questions::credit::CreditLines = questions::credit::lines, "What of an invoice can be taken back, line by line" [Invoice];
    question preview_due_date(actions::invoice::agreed::PreviewDueDate) -> actions::invoice::agreed::DueDatePreview = actions::invoice::agreed::preview, "What is to be said of a later day before it is agreed" [Client, Invoice];
    question preview_credit_note(actions::invoice::credit::CreditInvoice) -> actions::invoice::credit::CreditPreview = actions::invoice::credit::preview, "Totals of a credit note" [Invoice, Payment];
    preview preview_credit_paper(actions::invoice::credit::CreditInvoice) -> Paper = actions::invoice::credit::preview_paper, "The PDF of a credit note before issue" [];
    question preview_acceptance(actions::order::acceptance::PreviewAcceptance) -> actions::order::acceptance::AcceptancePreview = actions::order::acceptance::preview_acceptance, "What a quote comes to with the options ticked" [Quote];
    question order_vat(actions::order::vat::PreviewOrderVat) -> actions::order::vat::OrderVatPreview = actions::order::vat::preview_vat, "What an order comes to since its VAT changed" [Client, Delivery, Identity, Invoice, Order];
    question quote_versions(ById) -> questions::quote_versions::QuoteVersions = questions::quote_versions::versions, "Every version of a quote, with what changed" [Quote];
    question preview_message(actions::sending::message::PreviewMessage) -> actions::sending::message::MessagePreview = actions::sending::message::preview_message, "A message to the client, as a draft for the mail program" [];
    question message_templates(Empty) -> questions::templates::MessageTemplatesView = questions::templates::message_templates, "The words of each kind of message, and what can stand in them" [Identity];
    question preview_message_template(actions::sending::template::PreviewMessageTemplate) -> actions::sending::template::TemplatePreview = actions::sending::template::preview, "How the words of a message read on what the books hold" [];
    question preview_reminder(actions::sending::reminder::PreviewReminder) -> actions::sending::reminder::ReminderPreview = actions::sending::reminder::preview_reminder, "What a reminder of a late invoice would say" [];
    preview preview_reminder_paper(actions::sending::reminder::PreviewReminder) -> Paper = actions::sending::reminder::preview_reminder_paper, "The PDF of a reminder letter" [];
    question accounting(Empty) -> questions::accounting::settings::AccountingView = questions::accounting::settings::accounting, "How one keeps books" [Identity];
    question receipts_book(questions::accounting::span::OfSpan) -> questions::accounting::receipts::ReceiptsBook = questions::accounting::receipts::receipts_book, "Every receipt of a span of days, cash apart" [Client, Deal, Identity, Invoice, Payment];
    question vat_due(questions::accounting::span::OfSpan) -> questions::accounting::vat::VatDueView = questions::accounting::vat::vat_due, "VAT that falls due in a span of days, by period and rate" [Client, Deal, Identity, Invoice, Payment];
    question urssaf(questions::accounting::span::OfSpan) -> questions::accounting::urssaf::UrssafView = questions::accounting::urssaf::urssaf, "What is declared to the Urssaf, period by period, and what it will cost" [Client, Deal, Identity, Invoice, Payment];
    question thresholds(questions::accounting::thresholds::ThresholdsOn) -> questions::accounting::thresholds::Thresholds = questions::accounting::thresholds::thresholds, "Thresholds of the year: where one stands, where it goes, what crossing them changes" [Client, Deal, Identity, Invoice, Payment];
    question sales_journal(questions::accounting::span::OfSpan) -> questions::accounting::journal::SalesJournal = questions::accounting::journal::sales_journal, "Every invoice and credit note of a span of days, with its entry" [Client, Deal, Identity, Invoice, Payment];
    question e_reporting(questions::accounting::span::OfSpan) -> questions::accounting::reporting::Reported = questions::accounting::reporting::e_reporting, "Sales to consumers and abroad, and what was received of them" [Client, Deal, Identity, Invoice, Payment];
    question book_paper(questions::accounting::paper::BookOf) -> Paper = questions::accounting::paper::book_paper, "A book of accounts as a file" [Client, Deal, Identity, Invoice, Payment];
    question dunning_plan(Empty) -> questions::dunning::DunningPlan = questions::dunning::dunning_plan, "Reminders due today and why, and what is kept back" [Client, Deal, Identity, Invoice, Payment];
    question rehearse_dunning(questions::dunning::RehearseDunning) -> questions::dunning::Rehearsal = questions::dunning::rehearse_dunning, "Reminders to come, day by day, when nothing else happens" [Client, Deal, Identity, Invoice, Payment];
    question reminders(Empty) -> questions::dunning::RemindersView = questions::dunning::reminders, "Reminders, promises, disputes and what keeps reminders back" [Client, Deal, Identity, Invoice, Payment];
    question reminder_policies(Empty) -> questions::dunning::PoliciesView = questions::dunning::reminder_policies, "The steps by which each kind of client is reminded" [Client, Identity];
    question court_routes(Empty) -> questions::court::CourtRoutes = questions::court::court_routes, "Every route by which a debt may be claimed" [];
    question court_case(ById) -> questions::court::CourtCase = questions::court::court_case, "What a client's file for a judge would hold and lack, and the routes that are open" [Client, Invoice, Payment, Delivery, Quote, Order];
    question court_file(questions::court::CourtFile) -> Paper = questions::court::court_file, "A client's file for a judge: summary, pieces with their hashes, journal, and the page that verifies them" [];
    preview preview_payment_plan(actions::dunning::payment_plan::AgreePaymentPlan) -> actions::dunning::payment_plan::PaymentPlanPreview = actions::dunning::payment_plan::preview, "The parts of a plan as they read while it is typed" [Client, Invoice, Payment];
    preview preview_payment_plan_paper(actions::dunning::payment_plan::AgreePaymentPlan) -> Paper = actions::dunning::payment_plan::preview_paper, "A plan's agreement before it is sealed";
    question client_policy(ById) -> questions::dunning::PolicyView = questions::dunning::client_policy, "The steps by which one client is reminded" [Client, Identity];
    question outbox(Empty) -> questions::outbox::OutboxView = questions::outbox::outbox, "Messages that wait, that failed and that left lately" [Client, Deal, Identity, Invoice, Payment];
    question announcement_recipients(questions::announcement::OfClients) -> questions::announcement::AnnouncementRecipients = questions::announcement::announcement_recipients, "Who would receive an announcement, and who has no address" [Client, Deal];
    question outbox_work(Empty) -> questions::outbox::OutboxWork = questions::outbox::outbox_work, "What is to be handed to the mail server now" [];
    question message_to_send(ById) -> questions::outbox::MessageToSend = questions::outbox::message_to_send, "A message as the server is given it" [];
    question mail_settings(Empty) -> questions::outbox::MailSettings = questions::outbox::mail_settings, "How messages leave" [Identity];
    question mail_presets(Empty) -> crate::jobs::mail::MailPresets = crate::jobs::mail::presets, "What the usual providers ask of who sends by them" [Identity];
    question last_quote_content(ById) -> questions::last_content::LastContent = questions::last_content::last_content, "The latest version sent, to start a new one from" [];
    question quote_copy(ById) -> journey::quote::QuoteContent = questions::last_content::copied, "A quote, to begin another with" [];
    question invoice_copy(ById) -> journey::invoice::typed::InvoiceContent = actions::invoice::standalone::copied, "An invoice without quote, to begin another with" [];
    question last_words(ById) -> questions::last_words::LastWords = questions::last_words::last_words, "What was last noted or said about a deal or its client" [Client, Deal];
    question begun_deals(questions::begun::ForClient) -> questions::begun::BegunDeals = questions::begun::begun_deals, "Where a quote or an invoice for a client can be written" [Deal, Invoice, Order, Quote];
    question registered_bundle(ById) -> Paper = questions::registered::registered_bundle, "What is printed to post a reminder: address sheet, letter and copies of its invoices" [];
    question document(ById) -> Paper = questions::documents::document, "A kept paper's exact bytes" [];
    question follow_up(Empty) -> questions::follow_up::FollowUpView = questions::follow_up::view, "Who waits for thanks, an answer or a contact, and how clients are" [Client, Deal, FollowUp, Invoice, Payment];
    question past(Empty) -> questions::past::PastView = questions::past::view, "What was brought from another tool" [Books, Invoice, Order, Payment, Quote];
    question search(questions::search::Search) -> questions::search::SearchResults = questions::search::search, "Clients, deals and papers by words" [];
    question draft(books::draft::DraftKey) -> books::draft::DraftView = books::draft::draft, "Work in progress" [];
    question match_report(journey::matching::report::MatchReportAsked) -> journey::matching::report::MatchReport = questions::match_report::match_report, "How well lines of statements are matched, on lines whose truth is given" [];
    question understood(questions::reading::Typed) -> questions::reading::Understood = questions::reading::understood, "What a field understands of what is typed in it" [];
    question since_backup(questions::since_backup::WhichBackup) -> questions::since_backup::SinceBackup = questions::since_backup::since_backup, "What was written since a backup, which restoring it would leave out" [];
    question books(Empty) -> questions::file::BooksView = questions::file::books, "Where the books are, and their backups" [Books, Identity];

    job look_for_statements(Empty) -> crate::jobs::watched::FolderLooked = crate::jobs::watched::look, "Look for statements in the folder that was chosen";
    job read_found_statement(crate::jobs::watched::ReadFound) -> books::entry::FileBytes = crate::jobs::watched::read_found, "The bytes of a statement that was found, to be imported";
    job backup(Empty) -> books::backup::BackupDone = crate::jobs::backup::backup, "Keep a verified copy of the books";
    job restore(crate::jobs::restore::Restore) -> crate::jobs::restore::Restored = crate::jobs::restore::restore, "Put a backup in place of the books";
    job drill(Empty) -> books::drill::Drill = crate::jobs::backup::drill, "Restore the latest backup aside, to see whether it can be";
    job unlock(crate::jobs::protection::Unlock) -> crate::jobs::protection::Protection = crate::jobs::protection::unlock, "Open locked books with their passphrase, or with the code of a recovery sheet";
    job protection(Empty) -> crate::jobs::protection::Protection = crate::jobs::protection::protection, "Are the books locked, and which copies are not";
    job protect(crate::jobs::protection::Protect) -> crate::jobs::protection::Protection = crate::jobs::protection::protect, "Lock the books and their copies with a passphrase, or change it";
    job protect_copies(Empty) -> crate::jobs::protection::Protection = crate::jobs::protection::protect_copies, "Lock the copies of the books that are still open";
    job unprotect(crate::jobs::protection::InForce) -> crate::jobs::protection::Protection = crate::jobs::protection::unprotect, "Take the passphrase off the books";
    job recovery_sheet(crate::jobs::protection::InForce) -> Paper = crate::jobs::protection::recovery_sheet, "The sheet that opens the books without the passphrase, for who tells it";
    job verify(Empty) -> books::verify::Report = crate::jobs::backup::verify, "Re-read everything and compare it with the journal";
    job export_document(crate::jobs::backup::ExportDocument) -> Paper = crate::jobs::backup::export_document, "A kept paper's exact bytes, to save elsewhere";
    job export_list(questions::list_table::List) -> Paper = crate::jobs::backup::export_list, "Every row of a list as a table, to save elsewhere";
    job export_papers(crate::jobs::papers::ExportPapers) -> crate::jobs::papers::PapersExported = crate::jobs::papers::export, "Kept papers, each a file of a folder";
    job export_court_file(questions::court::CourtFile) -> Paper = crate::jobs::backup::export_court_file, "A client's file for a judge, to save elsewhere";
    job export_registered_bundle(ById) -> Paper = crate::jobs::backup::export_registered_bundle, "What is printed to post a reminder, to save elsewhere";
    job export_statement(questions::statement::OfClientOn) -> Paper = crate::jobs::backup::export_statement, "The PDF of a statement of account, to save elsewhere";
    job export_book(questions::accounting::paper::BookOf) -> Paper = crate::jobs::backup::export_book, "A book of accounts, to save elsewhere";
    job export_accountant(crate::jobs::accountant::ExportAccountant) -> crate::jobs::accountant::AccountantExported = crate::jobs::accountant::export, "Books, entries and papers of a span of days, in one archive for the accountant";
    job export_personal_data(questions::personal_data::OfPerson) -> Paper = crate::jobs::backup::export_personal_data, "Everything that the books know of one person, to save elsewhere";
    job send_outbox(Empty) -> crate::jobs::outbox::OutboxRun = crate::jobs::outbox::send, "Hand what waits in the outbox to the mail server";
    job mail_password(Empty) -> crate::jobs::mail::MailPassword = crate::jobs::mail::password, "What is known of the mail server's password";
    job keep_mail_password(crate::jobs::mail::KeepMailPassword) -> crate::jobs::mail::MailPassword = crate::jobs::mail::keep_password, "Keep the mail server's password in the system's keyring, or forget it";
    job try_mail_server(crate::jobs::mail::TryMailServer) -> crate::jobs::mail::MailTried = crate::jobs::mail::try_server, "Send a message to oneself by the server as it is typed";
    job save_copy(crate::jobs::backup::SaveCopy) -> crate::jobs::backup::Saved = crate::jobs::backup::save_copy, "Keep a verified copy where the user says, also of books whose file is gone";
    job reopen_books(Empty) -> Done = crate::jobs::backup::reopen, "Open the books that stand at their place now";
    job look_around(Empty) -> crate::jobs::demo::Demo = crate::jobs::demo::look_around, "Go over to demo books, one's own left as they are";
    job leave_demo(Empty) -> crate::jobs::demo::Left = crate::jobs::demo::leave_demo, "Come back to one's own books";
    job cancel_job(Empty) -> Done = crate::jobs::backup::cancel, "Stop the job at work";
}

/// Who one is, and where one's backups go: not to be said of books that are invented.
pub fn is_about_oneself(action: &str, payload: &serde_json::Value) -> bool {
    match action {
        "set_identity" | "set_mail_server" | "watch_folder" => true,
        "set_preferences" => ["backup_folder", "second_backup_folder"]
            .into_iter()
            .any(|field| payload[field].as_str().is_some_and(|folder| !folder.is_empty())),
        _ => false,
    }
}

/// A bank’s statement, which may tell of years.
pub fn takes_long_file(name: &str) -> bool {
    matches!(name, "import_statement" | "preview_statement" | "preview_table")
}
