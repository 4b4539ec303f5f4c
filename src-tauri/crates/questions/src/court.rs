//! A file for a judge: what a client owes that is late, what proves it, what can be done, and the pieces themselves.

mod extract;
mod pieces;

use crate::court::extract::{evidence_lines, extract};
use crate::court::pieces::{documents, evidence};
use crate::timeline;
use books::act::Ask;
use books::entry::{ById, Empty, Paper, paper};
use books::error::{Error, Result};
use books::journal;
use chrono::NaiveDate;
use documents::bundle::{JOURNAL, Piece, Provenance, bundle};
use documents::paper::court::{CourtClaim, CourtPaper, court_sheet};
use journey::charges::missing;
use journey::contact::{ClientCard, Language};
use journey::court::{CourtGap, DealEvidence, Limit, Route, all_routes, gaps, prescribed_on, routes};
use journey::dunning::insolvency::Insolvency;
use journey::dunning::{Debtor, Owed};
use records::charges::Charged;
use records::contact::card;
use records::dunning::debtors;
use records::parties::parties;
use records::row::day;
use records::settings::the_seller;
use records::{document, facts, invoice_row, sending};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::{count, euros, long_date, percent};

/// The file of a client, without the papers that one leaves out.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CourtFile {
    pub client: i64,
    /// Documents that stay out, by id.
    #[serde(default)]
    pub leave_out: Vec<i64>,
}

/// The routes by their names.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CourtRoutes {
    pub routes: Vec<CourtRouteName>,
}

/// A route by its name.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CourtRouteName {
    pub code: String,
    pub name: String,
}

/// Every route by which something may have been filed.
pub fn court_routes(_: &Ask, _: Empty) -> Result<CourtRoutes> {
    let named = |(code, name): (&str, &str)| CourtRouteName { code: code.to_owned(), name: name.to_owned() };
    Ok(CourtRoutes { routes: all_routes().into_iter().map(named).collect() })
}

/// What the file would hold.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CourtCase {
    pub client: String,
    /// Numbers of what is late.
    pub invoices: Vec<String>,
    /// What is due of them, in cents.
    pub principal: Cents,
    pub limit: Limit,
    pub routes: Vec<Route>,
    pub gaps: Vec<CourtGap>,
    pub pieces: Vec<CourtPiece>,
}

/// A document of the file.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CourtPiece {
    pub document: i64,
    pub name: String,
    pub made_on: String,
    /// It was joined, and not issued or sent from here: it may say more than a judge should read.
    pub joined: bool,
}

/// What is claimed, and in which deals.
struct Claimed {
    card: ClientCard,
    debtor: Debtor,
    claims: Vec<CourtClaim>,
    principal: Cents,
    deals: Vec<i64>,
    evidence: Vec<DealEvidence>,
    /// The day from which the debt's time runs.
    since: NaiveDate,
    reminded: bool,
    formal: bool,
}

fn claimed(ask: &Ask, client: i64) -> Result<Claimed> {
    let card = card(ask, client)?;
    let nothing = || Refusal::not_now(format!("{} n’a rien en retard à réclamer.", card.name));
    let debtor = debtors(ask, Some(client))?.into_iter().next().ok_or_else(nothing)?;
    // What is paid by a plan that is kept is not due before its days (C. civ. 1305-2).
    let planned = |owed: &Owed| owed.plan.as_ref().is_some_and(|plan| plan.stands(ask.today));
    let late = debtor
        .owed
        .iter()
        .filter(|owed| owed.overdue(ask.today).0 > 0 && owed.ceded.is_none() && !planned(owed));
    let late: Vec<_> = late.collect();
    let first = late.first().ok_or_else(nothing)?;
    let (mut claims, mut deals) = (Vec::new(), BTreeSet::new());
    let mut since = None::<NaiveDate>;
    let (mut reminded, mut formal) = (false, false);
    for owed in &late {
        let row = invoice_row::issued(ask, owed.id)?;
        let begun = facts::facts(ask, owed.deal)?.delivered_on.unwrap_or(row.issued_on);
        since = Some(since.map_or(begun, |known| known.min(begun)));
        deals.insert(owed.deal);
        for sent in sending::of_invoice(ask, owed.id)? {
            reminded |= sent.is_reminder();
            formal |= sent.is_formal();
        }
        claims.push(CourtClaim {
            id: owed.id,
            number: row.number,
            title: row.title,
            issued_on: row.issued_on,
            due_on: row.due_on,
            gross: row.gross,
            open: owed.overdue(ask.today),
        });
    }
    let deals: Vec<i64> = deals.into_iter().collect();
    let evidence = deals.iter().map(|deal| evidence(ask, *deal)).collect::<Result<_>>()?;
    Ok(Claimed {
        principal: claims.iter().map(|claim| claim.open).sum(),
        since: since.unwrap_or(first.due_on()),
        card,
        claims,
        deals,
        evidence,
        reminded,
        formal,
        debtor,
    })
}

impl Claimed {
    fn ids(&self) -> Vec<i64> {
        self.claims.iter().map(|claim| claim.id).collect()
    }

    fn limit(&self) -> Limit {
        let (last, text) = prescribed_on(self.card.kind, self.since);
        Limit {
            last_day: last.to_string(),
            text: format!(
                "À réclamer en justice avant le {}, {text}, comptés du {}. Une mise en demeure n’interrompt pas ce délai ; un échéancier signé ou une reconnaissance écrite, oui.",
                long_date(last),
                long_date(self.since)
            ),
        }
    }

    /// Those that stop some of what is claimed.
    fn proceedings(&self) -> Option<Insolvency> {
        let ids = self.ids();
        let mut claimed = self.debtor.owed.iter().filter(|owed| ids.contains(&owed.id));
        self.debtor.insolvency.filter(|proceedings| claimed.any(|owed| proceedings.holds(owed.work)))
    }

    fn routes(&self, ask: &Ask) -> Result<Vec<Route>> {
        // Individual proceedings stop with the judgment (C. com. L622-21).
        if self.proceedings().is_some() {
            return Ok(Vec::new());
        }
        Ok(routes(&the_seller(ask)?, &self.card, self.principal, ask.today))
    }

    fn gaps(&self) -> Vec<CourtGap> {
        let mut all = gaps(&self.evidence, self.reminded, self.formal);
        if let Some(proceedings) = self.proceedings() {
            let text = format!(
                "Procédure collective : aucune action n’est ouverte, {}.",
                proceedings.declaration("la créance")
            );
            all.insert(0, CourtGap { deal: String::new(), text });
        }
        all
    }
}

/// What the file of a client would hold, what it would leave out, and what can be done.
pub fn court_case(ask: &Ask, by: ById) -> Result<CourtCase> {
    let claimed = claimed(ask, by.id)?;
    let pieces = documents(ask, &claimed.deals, &claimed.ids())?.into_iter().map(|kept| CourtPiece {
        document: kept.id,
        name: kept.name,
        made_on: kept.made_on,
        joined: kept.joined,
    });
    Ok(CourtCase {
        client: claimed.card.name.clone(),
        invoices: claimed.claims.iter().map(|claim| claim.number.clone()).collect(),
        principal: claimed.principal,
        limit: claimed.limit(),
        routes: claimed.routes(ask)?,
        gaps: claimed.gaps(),
        pieces: pieces.collect(),
    })
}

/// What happened in those deals, the oldest first.
fn happened(ask: &Ask, deals: &[i64], evidence: &BTreeSet<i64>) -> Result<Vec<(NaiveDate, String)>> {
    let mut told = Vec::new();
    for deal in deals {
        for entry in timeline::of_deal(ask, *deal)? {
            if evidence.contains(&entry.id) && entry.undone_on.is_none() {
                told.push((entry.id, day(&entry.day)?, entry.title));
            }
        }
    }
    told.sort();
    Ok(told.into_iter().map(|(_, day, title)| (day, title)).collect())
}

/// Interest and compensation up to today, and how they were worked out.
fn charges(ask: &Ask, claimed: &Claimed) -> Result<(Cents, Vec<String>)> {
    let (mut total, mut told, mut laws) = (Cents::ZERO, Vec::new(), BTreeSet::new());
    for claim in &claimed.claims {
        let charged = Charged::of(ask, invoice_row::issued(ask, claim.id)?)?;
        let now = charged.on(ask.today);
        let asked = charged.owed() + now.left.total();
        if charged.received().0 > 0 {
            told.push(format!("{} : {} de pénalités déjà payés.", claim.number, euros(charged.received())));
        }
        for paid in charged.costs() {
            told.push(format!(
                "{} : {} payés le {} pour des frais ({}).",
                claim.number,
                euros(paid.amount),
                long_date(paid.on()),
                paid.words
            ));
        }
        total += asked;
        laws.insert(charged.terms.law().to_owned());
        if asked != now.interest.total() + now.indemnity {
            let text =
                format!("{} : {} réclamés, le reste a été payé ou abandonné.", claim.number, euros(asked));
            told.push(text);
            continue;
        }
        for period in &now.interest.periods {
            told.push(format!(
                "{} : {} sur {}, du {} au {}, {} à {}.",
                claim.number,
                euros(period.amount()),
                euros(period.base),
                long_date(period.from),
                long_date(period.to),
                count(period.days(), "jour", "jours"),
                percent(period.rate)
            ));
        }
        if now.indemnity.0 > 0 {
            told.push(format!("{} : indemnité de recouvrement, {}.", claim.number, euros(now.indemnity)));
        }
        told.extend(missing(&now.interest.unknown));
    }
    told.extend(laws);
    Ok((total, told))
}

/// The file: summary, pieces, the journal's lines, and the page that verifies them all.
pub fn court_file(ask: &Ask, payload: CourtFile) -> Result<Paper> {
    let claimed = claimed(ask, payload.client)?;
    let mut pieces = Vec::new();
    let kept = documents(ask, &claimed.deals, &claimed.ids())?
        .into_iter()
        .filter(|one| !payload.leave_out.contains(&one.id));
    for (rank, one) in (1..).zip(kept) {
        pieces.push(Piece { name: one.piece_name(rank), what: one.name.clone(), bytes: one.bytes(ask)? });
    }
    let head = journal::head(ask.db)?;
    let evidence = evidence_lines(ask, &claimed.deals)?;
    let lines = extract(ask, &claimed.deals, &evidence)?;
    pieces.push(Piece { name: JOURNAL.into(), what: "Extrait du journal".into(), bytes: lines });
    let named: Vec<(String, String)> =
        pieces.iter().map(|piece| (piece.name.clone(), books::seal::hash_bytes(&piece.bytes))).collect();
    let seller = the_seller(ask)?;
    // A French court reads it, whatever the client's language.
    let buyer = ClientCard { language: Language::French, ..claimed.card.clone() };
    let about = Provenance {
        made_on: ask.today.to_string(),
        creditor: seller.full_name(),
        debtor: buyer.name.clone(),
        line: head.seq,
        seal: head.seal.clone(),
    };
    let (charges, charges_told) = charges(ask, &claimed)?;
    let summary = CourtPaper {
        made_on: ask.today,
        parties: parties(ask, seller, buyer)?,
        claims: claimed.claims.clone(),
        principal: claimed.principal,
        charges,
        charges_told,
        facts: happened(ask, &claimed.deals, &evidence)?,
        limit: claimed.limit().text,
        routes: claimed.routes(ask)?,
        pieces: named,
        seal: format!("{}, {}", head.seq, head.seal),
    };
    let bytes = document::print(&court_sheet(&summary), Some(&head.seal))?;
    pieces.insert(0, Piece { name: "00 Sommaire.pdf".into(), what: "Sommaire".into(), bytes });
    let archive = bundle(&about, &pieces).map_err(|error| Error::Broken(error.to_string()))?;
    let name = format!("Dossier {} du {}.zip", claimed.card.name, ask.today);
    Ok(paper(name, "application/zip", &archive))
}
