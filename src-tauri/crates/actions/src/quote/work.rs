//! A quote worked out against the books of the day, as it is typed or as it is sent.

use books::act::Ask;
use books::error::Result;
use documents::paper::frame::Wordings;
use documents::paper::quote;
use documents::paper::quote::{QuotePaper, TermsPaper};
use journey::contact::person::About;
use journey::contact::risk::{ClientRisk, Offered, weigh};
use journey::contact::{ClientCard, Identity};
use journey::invoice::EarlyDiscount;
use journey::invoice::early::sentence;
use journey::law::Law;
use journey::order::amendment::holds;
use journey::own_words::OwnPaper;
use journey::quote::{Quote, QuoteContent, QuoteSetting, work_out};
use journey::sale::Sale;
use journey::vat::VatRegime;
use records::dunning::announced;
use records::parties::parties;
use records::printable::{unprintable, unprintable_message};
use records::settings::EffectivePreferences;
use records::{amendment, facts, person, printable, risk, settings, solvency, terms};
use rusqlite::OptionalExtension;
use values::money::Cents;
use values::problem::Problem;
use values::refusal::Refusal;

/// A quote worked out against the books of the day.
pub struct Worked {
    pub seller: Option<Identity>,
    pub buyer: ClientCard,
    pub terms: Option<TermsPaper>,
    pub quote: Quote,
    pub situation: Vec<String>,
    pub problems: Vec<Problem>,
    /// What speaks for prudence with this client.
    pub risk: Option<ClientRisk>,
    pub wordings: Wordings,
    /// Numbers of the quote and of the order that an amendment replaces.
    pub amends: Option<(String, String)>,
}

pub fn work(ask: &Ask, deal: i64, content: &QuoteContent) -> Result<Worked> {
    let client: i64 = ask
        .db
        .prepare_cached("SELECT client FROM deal WHERE id = ?1")?
        .query_row([deal], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette affaire"))?;
    let seller = settings::seller(ask)?;
    let buyer = person::addressed(ask, client, About::Quote)?;
    let terms = terms::current(ask)?.map(|terms| terms.paper());
    let defaults = settings::effective_in(ask, buyer.language)?;
    let law = settings::law(ask)?;
    let (mut quote, mut problems) = work_out(
        content,
        QuoteSetting {
            today: ask.today,
            seller: seller.as_ref(),
            buyer: &buyer,
            law: &law,
            terms: terms.as_ref().map(|t| t.version),
            payment: defaults.payment(),
            validity_days: u64::try_from(defaults.validity_days).unwrap_or(30),
        },
    );
    let sale = Sale::of(ask.today, &law, seller.as_ref(), &buyer);
    let situation = sale.sentences(content.lines.iter().filter(|l| !l.is_blank()).map(|l| l.nature));
    let watch = solvency::watch(ask, client, solvency::above(ask)?)?;
    if watch.wants(buyer.kind, quote.totals.gross, ask.today) {
        problems.push(Problem::warns(
            "client.solvency",
            "La solvabilité de ce client n’a pas été vérifiée depuis un an : faites-le avant de vous engager.",
        ));
    }
    if let Err(refusal) = printable::buyer(&buyer) {
        problems.push(refusal.into());
    }
    if let Some((field, letter)) = unprintable(&serde_json::to_value(content)?, "") {
        problems.push(Problem::blocks(&field, unprintable_message(letter)));
    }
    if quote.conditions.payment_means.is_empty() {
        quote.conditions.payment_means.clone_from(&defaults.payment_means);
    }
    quote.conditions.reminders = announced(ask, client, &buyer)?;
    let discount = early(ask, content, &mut quote, (&buyer, &law, &defaults), &mut problems);
    let amended = amendment::amended(ask, &facts::facts(ask, deal)?)?;
    if amended.is_some() {
        let taxed = seller.as_ref().is_none_or(|s| s.vat_regime == VatRegime::Liable);
        if problems.iter().all(|p| !p.field.starts_with("lines"))
            && let Err(refusal) = holds(&quote.totals, &amendment::invoiced(ask.db, deal)?, taxed)
        {
            problems.push(refusal.into());
        }
    }
    let mut wordings = match &seller {
        Some(seller) => quote::quote_wordings(
            &law,
            ask.today,
            seller,
            &buyer,
            &quote,
            (&defaults.late_wording, &discount),
            terms.as_ref(),
        ),
        None => Wordings::default(),
    }
    .said(settings::own_words(ask, OwnPaper::Quote, buyer.language)?);
    if let Some(amended) = &amended {
        wordings.notes.insert(0, amended.note(buyer.language, &quote.lines, &quote.totals));
    }
    let risk = weighed(ask, (client, deal), &quote)?;
    let amends = amended.map(|a| a.numbers);
    Ok(Worked { seller, buyer, terms, quote, situation, problems, risk, wordings, amends })
}

/// What speaks for prudence with the client of that deal, as it is offered.
fn weighed(ask: &Ask, (client, deal): (i64, i64), quote: &Quote) -> Result<Option<ClientRisk>> {
    let mut trust = risk::trust(ask, client, Some(deal))?;
    let facts = facts::facts(ask, deal)?;
    // An amendment asks for no other deposit than its order did.
    trust.pays_deposits &= facts.order.is_none();
    let offered = Offered {
        gross: (quote.totals.gross - facts.invoiced()).max(Cents::ZERO),
        deposit: if facts.order.is_none() { quote.deposit.of(&quote.totals).gross } else { Cents::ZERO },
        payment_days: quote.payment.days(),
    };
    Ok(weigh(&trust, Some(offered), ask.today))
}

/// The discount for early payment, into the conditions; answers the sentence that says it, or that there is none.
fn early(
    ask: &Ask,
    content: &QuoteContent,
    quote: &mut Quote,
    (buyer, law, defaults): (&ClientCard, &Law, &EffectivePreferences),
    problems: &mut Vec<Problem>,
) -> String {
    let due_on = quote.payment.due_on(ask.today);
    let read = EarlyDiscount::of_paper(&content.early_discount, defaults.early(), ask.today, due_on);
    quote.conditions.early = read.unwrap_or_else(|refusal| {
        problems.push(refusal.into());
        None
    });
    let offered = (quote.conditions.early, quote.totals.vat.0 > 0);
    sentence(law, buyer.language, ask.today, offered, &defaults.discount_wording)
}

impl Worked {
    /// The paper, once the seller is known.
    pub fn paper(&self, ask: &Ask, number: String, version: i64, draft: bool) -> Result<QuotePaper> {
        let seller = settings::the_seller(ask)?;
        let quote = self.quote.clone();
        Ok(QuotePaper {
            number,
            version,
            draft,
            sent_on: ask.today,
            valid_until: quote.valid_until,
            subject: quote.subject,
            start: quote.start,
            duration: quote.duration,
            discount: quote.discount,
            deposit: quote.deposit,
            payment: quote.payment,
            lines: quote.lines,
            conditions: quote.conditions,
            terms: self.terms.clone(),
            parties: parties(ask, seller, self.buyer.clone())?,
            wordings: self.wordings.clone(),
            amends: self.amends.clone(),
        })
    }
}
