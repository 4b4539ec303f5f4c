//! One entry (Ntry) as lines of money: one, or as many as the transactions that it groups where their amounts make its
//! own.

use crate::statement::account;
use crate::statement::amount::{Point, amount};
use crate::statement::camt::tree::Node;
use crate::statement::days::iso;
use crate::statement::draft::Draft;
use crate::statement::fault;
use crate::statement::found::BankLine;
use crate::statement::place::Place;
use crate::statement::text::{joined, said};
use chrono::NaiveDate;
use values::money::Cents;
use values::refusal::Refusal;

/// Signed by CdtDbtInd, which an amount of ISO 20022 never does itself.
pub fn signed(node: &Node, amount: Cents) -> Result<Cents, Refusal> {
    match node.text(&["CdtDbtInd"]) {
        Some("CRDT") => Ok(amount),
        Some("DBIT") => Ok(-amount),
        other => Err(fault::expected(
            Place::new(node.line, 1),
            "« CRDT » ou « DBIT » dans cet élément (CdtDbtInd)",
            other.unwrap_or_default(),
        )),
    }
}

/// The civil day under an element, alone (Dt) or with its hour (DtTm): the zone moves no day.
pub fn day(node: &Node, name: &str) -> Result<Option<NaiveDate>, Refusal> {
    let Some(under) = node.child(name) else { return Ok(None) };
    let Some(text) = under.text(&["Dt"]).or_else(|| under.text(&["DtTm"])) else { return Ok(None) };
    let place = Place::new(under.line, 1);
    iso(text).map(Some).ok_or_else(|| fault::expected(place, "une date AAAA-MM-JJ", text))
}

/// An entry; `made` is the day on which its statement was made, for one that has none of its own.
pub fn read(draft: &mut Draft, entry: &Node, made: Option<NaiveDate>) -> Result<(), Refusal> {
    let place = Place::new(entry.line, 1);
    let amt = entry.child("Amt");
    let found = amt.map(|amt| amt.text.as_str()).unwrap_or_default();
    let read = amount(found, Point::Dot);
    let Some(read) = read else {
        return Err(fault::expected(place, "le montant de cette opération (Amt)", found));
    };
    if !read.exact {
        draft.warn(
            Some(entry.line),
            "Ce montant compte des fractions de centime : il est arrondi au centime.",
        );
    }
    let total = signed(entry, read.cents)?;
    let currency = amt.and_then(|amt| amt.currency.as_deref());
    let foreign = foreign(draft, entry.line, currency);
    let value_day = day(entry, "ValDt")?;
    let booked = match day(entry, "BookgDt")?.or(value_day) {
        Some(booked) => booked,
        None => {
            let Some(made) = made else {
                return Err(fault::expected(place, "le jour de cette opération (BookgDt)", ""));
            };
            draft.warn(Some(entry.line), "Cette opération ne porte aucun jour : celui du relevé est pris.");
            made
        }
    };
    let status = entry.text(&["Sts", "Cd"]).or_else(|| entry.text(&["Sts"])).unwrap_or("BOOK");
    let line = BankLine {
        line: entry.line,
        day: booked,
        value_day,
        amount: total,
        currency: foreign,
        label: String::new(),
        payer: None,
        payer_account: None,
        reference: None,
        id: entry.text(&["AcctSvcrRef"]).or_else(|| entry.text(&["NtryRef"])).and_then(said),
        pending: status != "BOOK",
    };
    let details: Vec<&Node> = entry.all("NtryDtls").flat_map(|details| details.all("TxDtls")).collect();
    match split(&details, total, currency) {
        Some(amounts) => {
            for (rank, (detail, amount)) in (1..).zip(details.iter().zip(amounts)) {
                let id = line.id.as_ref().map(|id| format!("{id}/{rank}"));
                let own = BankLine { line: detail.line, amount, id, ..line.clone() };
                draft.add(told(own, entry, &[detail]))?;
            }
        }
        None => {
            if details.len() > 1 {
                draft.warn(
                    Some(entry.line),
                    format!(
                        "Cette opération en groupe {}, dont les montants ne sont pas dits ou ne font pas le sien : elle reste une seule ligne.",
                        details.len()
                    ),
                );
            }
            draft.add(told(line, entry, &details))?;
        }
    }
    Ok(())
}

/// The account’s currency is that of its first entry where the file gives none; another is told.
fn foreign(draft: &mut Draft, line: i64, currency: Option<&str>) -> Option<String> {
    let currency = currency?;
    match draft.part().account.currency.clone() {
        None => {
            draft.part().account.currency = Some(currency.to_owned());
            None
        }
        Some(own) if own != currency => {
            draft.warn(Some(line), format!("Cette opération est en {currency}, le compte en {own}."));
            Some(currency.to_owned())
        }
        Some(_) => None,
    }
}

/// The amounts of the transactions that an entry groups, where each has one and together they make the entry’s.
fn split(details: &[&Node], total: Cents, currency: Option<&str>) -> Option<Vec<Cents>> {
    if details.len() < 2 {
        return None;
    }
    let same =
        |amt: &&Node| amt.currency.is_none() || currency.is_none() || amt.currency.as_deref() == currency;
    let ways: [&[&str]; 3] = [&["Amt"], &["AmtDtls", "TxAmt", "Amt"], &["AmtDtls", "InstdAmt", "Amt"]];
    let mut amounts = Vec::with_capacity(details.len());
    for detail in details {
        let amt = ways.iter().filter_map(|way| detail.at(way)).find(same)?;
        let cents = amount(&amt.text, Point::Dot).filter(|read| read.exact)?.cents;
        amounts.push(match detail.text(&["CdtDbtInd"]) {
            Some("DBIT") => -cents,
            Some("CRDT") => cents,
            _ if total < Cents::ZERO => -cents,
            _ => cents,
        });
    }
    (amounts.iter().copied().sum::<Cents>() == total).then_some(amounts)
}

/// A line with its words, those of the transactions that it stands for.
fn told(line: BankLine, entry: &Node, details: &[&Node]) -> BankLine {
    let mut words: Vec<&str> = entry.text(&["AddtlNtryInf"]).into_iter().collect();
    let mut reference = None;
    for detail in details {
        for remittance in detail.all("RmtInf") {
            words.extend(remittance.all("Ustrd").map(|node| node.text.as_str()));
            for structured in remittance.all("Strd") {
                let creditors = structured.text(&["CdtrRefInf", "Ref"]);
                words.extend(creditors);
                words.extend(structured.all("AddtlRmtInf").map(|node| node.text.as_str()));
                reference = reference.or(creditors);
            }
        }
        words.extend(detail.text(&["AddtlTxInf"]));
        let end_to_end = detail.text(&["Refs", "EndToEndId"]);
        reference = reference.or(end_to_end.filter(|text| !matches!(*text, "NOTPROVIDED" | "NONREF")));
        reference = reference.or(detail.text(&["Refs", "ChqNb"]));
    }
    // A reversal is booked the other way round than what it takes back: the parties stay those of the first.
    let reversed = entry.text(&["RvslInd"]) == Some("true");
    let other = if (line.amount >= Cents::ZERO) != reversed { Party::Debtor } else { Party::Creditor };
    let payer = details.iter().find_map(|detail| name(detail, other));
    let payer_account = details.iter().find_map(|detail| number(detail, other));
    let mut label = joined(words);
    if label.is_empty() {
        let code = entry.text(&["BkTxCd", "Prtry", "Cd"]).or_else(|| entry.text(&["NtryRef"]));
        let code = code.or_else(|| entry.text(&["NtryDtls", "Btch", "MsgId"])).or(line.id.as_deref());
        label = joined(payer.as_deref().into_iter().chain(code));
    }
    BankLine { label, payer, payer_account, reference: reference.and_then(said), ..line }
}

#[derive(Clone, Copy)]
enum Party {
    Debtor,
    Creditor,
}

/// From version 8 on the name stands one element deeper (Pty).
fn name(detail: &Node, party: Party) -> Option<String> {
    let parties = detail.child("RltdPties")?;
    let names = match party {
        Party::Debtor => ["Dbtr", "UltmtDbtr"],
        Party::Creditor => ["Cdtr", "UltmtCdtr"],
    };
    names.iter().find_map(|name| {
        let node = parties.child(name)?;
        node.text(&["Nm"]).or_else(|| node.text(&["Pty", "Nm"])).and_then(said)
    })
}

fn number(detail: &Node, party: Party) -> Option<String> {
    let name = match party {
        Party::Debtor => "DbtrAcct",
        Party::Creditor => "CdtrAcct",
    };
    let id = detail.at(&["RltdPties", name, "Id"])?;
    let told = id.text(&["IBAN"]).or_else(|| id.text(&["Othr", "Id"]))?;
    account::iban(told).or_else(|| said(told))
}
