//! What the client receives after signing: the confirmation of their order, and a page that welcomes them.
//!
//! Invariant: what depends on the day of issue is frozen with the event, so that the paper can be made again.

use books::act::{Act, Ask};
use books::entry;
use books::entry::Paper;
use books::error::Result;
use documents::paper::order::{OrderPaper, OrderPaperKind, SignedPaper, order_sheet};
use journey::allowed::order::may_issue_paper;
use journey::contact::{ClientKind, Identity};
use journey::deal::Facts;
use journey::invoice::PaymentTerms;
use journey::quote::totals_of;
use journey::say;
use records::document::{NewDocument, print};
use records::order_event::{NewEvent, write};
use records::row::deal_of_order;
use records::signed::read;
use records::{document, facts, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueOrderPaper {
    pub order: i64,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewOrderPaper {
    pub order: i64,
    pub kind: OrderPaperKind,
}

fn prepare(ask: &Ask, order: i64, kind: OrderPaperKind) -> Result<(Facts, OrderPaper)> {
    let facts = facts::facts(ask, deal_of_order(ask, order)?)?;
    let done = match kind {
        OrderPaperKind::Confirmation => facts.confirmed,
        OrderPaperKind::Welcome => facts.welcomed,
    };
    may_issue_paper(&facts, order, done)?;
    let (signed, _) = read(ask.db, order)?;
    let seller = settings::the_seller(ask)?;
    let notes = match kind {
        OrderPaperKind::Confirmation => confirmation(&facts, &signed),
        OrderPaperKind::Welcome => welcome(&facts, &signed, &seller),
    };
    Ok((facts, OrderPaper { kind, issued_on: ask.today, draft: false, notes, signed }))
}

fn agreed_totals(signed: &SignedPaper) -> (Cents, Cents) {
    let totals = totals_of(&signed.lines, signed.quote.discount);
    (totals.gross, signed.quote.deposit.of(&totals).gross)
}

fn confirmation(facts: &Facts, signed: &SignedPaper) -> Vec<(String, String)> {
    let who: Vec<&str> =
        [signed.signed_by.as_str(), signed.quality.as_str()].into_iter().filter(|w| !w.is_empty()).collect();
    let language = signed.quote.parties.language();
    let (whole, _) = agreed_totals(signed);
    let agreed = say!(
        language,
        "Votre commande {order} du {day}, passée par {who} sur le devis {quote}, est confirmée pour un total de {whole}.",
        order = signed.order,
        day = language.long_date(signed.signed_on),
        who = who.join(", "),
        quote = signed.quote.number,
        whole = language.euros(whole)
    );
    vec![
        (say!(language, "Votre commande").to_owned(), agreed),
        (say!(language, "La suite").to_owned(), next_steps(facts, signed).join("\n")),
    ]
}

/// What happens from here, in order.
fn next_steps(facts: &Facts, signed: &SignedPaper) -> Vec<String> {
    let language = signed.quote.parties.language();
    let (_, deposit) = agreed_totals(signed);
    let mut steps = Vec::new();
    if let Some(protection) = &facts.protection {
        steps.push(say!(
            language,
            "Vous pouvez vous rétracter jusqu’au {day}.",
            day = language.long_date(protection.ends())
        ));
        if protection.first_payment() > protection.signed_on {
            steps.push(say!(
                language,
                "Aucun paiement n’est demandé avant le {day}.",
                day = language.long_date(protection.first_payment())
            ));
        }
    }
    if facts.awaits_engagement() {
        steps.push(
            say!(language, "Merci de communiquer votre numéro d’engagement : le travail commence avec lui.")
                .to_owned(),
        );
    }
    if deposit.0 > 0 && signed.quote.deposit.amount().is_some() {
        steps.push(say!(
            language,
            "L’acompte de {deposit} fait l’objet d’une facture ; le travail commence une fois qu’il est reçu.",
            deposit = language.euros(deposit)
        ));
    } else if deposit.0 > 0 {
        steps.push(say!(
            language,
            "L’acompte de {rate}, soit {deposit}, fait l’objet d’une facture ; le travail commence une fois qu’il est reçu.",
            rate = signed.quote.deposit.named(language),
            deposit = language.euros(deposit)
        ));
    }
    if !signed.quote.conditions.supplies.is_empty() {
        steps.push(say!(language, "Merci d’envoyer ce que vous devez fournir, listé ci-dessous.").to_owned());
    }
    let when: Vec<&str> = [signed.quote.start.as_str(), signed.quote.duration.as_str()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    if !when.is_empty() {
        steps.push(say!(language, "Début et durée prévus : {when}.", when = when.join(", ")));
    }
    steps.push(say!(language, "Une fois le travail livré, vous recevez la facture de solde.").to_owned());
    steps
}

fn welcome(facts: &Facts, signed: &SignedPaper, seller: &Identity) -> Vec<(String, String)> {
    let language = signed.quote.parties.language();
    let mut reach = vec![seller.full_name()];
    let (_, phone) = seller.reached(signed.quote.parties.buyer.is_abroad());
    if !phone.is_empty() {
        reach.push(say!(language, "Téléphone : {phone}", phone = phone));
    }
    if !seller.email.is_empty() {
        reach.push(say!(language, "E-mail : {email}", email = seller.email));
    }
    reach.push(
        say!(
            language,
            "Une question, un doute, un changement : appelez ou écrivez, le plus tôt est le mieux."
        )
        .to_owned(),
    );
    let (whole, deposit) = agreed_totals(signed);
    let mut pay = Vec::new();
    if deposit.0 > 0 {
        pay.push(say!(
            language,
            "À la commande : {deposit}, par une facture d’acompte.",
            deposit = language.euros(deposit)
        ));
    }
    let balance = language.euros(whole - deposit);
    pay.push(match signed.quote.payment {
        PaymentTerms::Order | PaymentTerms::Receipt => {
            say!(
                language,
                "À la livraison : {balance}, à réception de la facture de solde.",
                balance = balance
            )
        }
        PaymentTerms::Net { days } => say!(
            language,
            "À la livraison : {balance}, à {days} jours de la facture de solde.",
            balance = balance,
            days = days
        ),
        terms @ (PaymentTerms::MonthEnd { .. } | PaymentTerms::AfterMonthEnd { .. }) => say!(
            language,
            "À la livraison : {balance}, par une facture de solde payable {delay}.",
            balance = balance,
            delay = terms.named(language)
        ),
    });
    if !signed.quote.conditions.payment_means.is_empty() {
        pay.push(signed.quote.conditions.payment_means.clone());
    }
    if facts.client_kind == ClientKind::PublicBody {
        pay.push(say!(language, "Chaque facture porte votre numéro d’engagement.").to_owned());
    }
    vec![
        (
            say!(language, "Merci").to_owned(),
            say!(language, "Merci de votre confiance. Cette page dit comment le travail va se dérouler, ce qui est attendu de vous et qui joindre.").to_owned(),
        ),
        (say!(language, "Qui joindre").to_owned(), reach.join("\n")),
        (say!(language, "Comment se passe le règlement").to_owned(), pay.join("\n")),
    ]
}

fn issue(act: &Act, order: i64, kind: OrderPaperKind) -> Result<i64> {
    act.may_issue()?;
    let (facts, paper) = prepare(&act.ask(), order, kind)?;
    let bytes = print(&order_sheet(&paper), Some(&act.head.seal))?;
    let title = kind.title(paper.signed.quote.parties.language());
    let name = format!("{title} {}.pdf", paper.signed.order);
    act.about(facts.deal);
    let document = document::keep(
        act,
        &NewDocument::issued(kind.event().stored(), facts.deal, &paper.signed.order, &name, &bytes),
    )?;
    let event = NewEvent {
        deal: facts.deal,
        order,
        kind: kind.event(),
        item: None,
        day: act.today,
        value: &serde_json::to_string(&paper.notes)?,
        words: "",
        document: Some(document),
    };
    write(act, &event)
}

pub fn issue_confirmation(act: &Act, payload: IssueOrderPaper) -> Result<i64> {
    issue(act, payload.order, OrderPaperKind::Confirmation)
}

pub fn issue_welcome(act: &Act, payload: IssueOrderPaper) -> Result<i64> {
    issue(act, payload.order, OrderPaperKind::Welcome)
}

pub fn preview_paper(ask: &Ask, payload: PreviewOrderPaper) -> Result<Paper> {
    let (_, mut paper) = prepare(ask, payload.order, payload.kind)?;
    paper.draft = true;
    let bytes = print(&order_sheet(&paper), None)?;
    Ok(entry::paper("brouillon.pdf".to_owned(), "application/pdf", &bytes))
}
