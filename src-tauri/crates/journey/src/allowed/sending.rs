//! What the state of a deal allows to send.

use crate::deal::{Facts, QuoteFact, Stage};
use chrono::NaiveDate;
use values::refusal::Refusal;
use values::words::long_date;

/// The quote of that id, if it may be brought back to mind: never after its signature, its expiry or its loss.
pub fn may_follow_up(facts: &Facts, quote: i64, today: NaiveDate) -> Result<&QuoteFact, Refusal> {
    let latest =
        facts.quote.as_ref().filter(|sent| sent.id == quote).ok_or_else(|| {
            Refusal::not_now("Ce devis est remplacé par un autre : relancez le plus récent.")
        })?;
    if let Some(order) = &facts.order {
        return Err(Refusal::not_now(format!("Ce devis est signé (commande {}).", order.number)));
    }
    if facts.stage() != Stage::Quoted {
        return Err(Refusal::not_now("Cette affaire est terminée : son devis ne se relance plus."));
    }
    if latest.left_on.is_none() {
        return Err(Refusal::not_now("Ce devis n’est pas encore parti : envoyez-le d’abord."));
    }
    if latest.valid_until < today {
        return Err(Refusal::not_now(format!(
            "Ce devis n’est plus valable depuis le {} : envoyez-en une nouvelle version.",
            long_date(latest.valid_until)
        )));
    }
    Ok(latest)
}

/// The quote or amendment of that id whose latest version is said to have left: until the deal ends.
pub fn may_have_left(facts: &Facts, quote: i64) -> Result<&QuoteFact, Refusal> {
    let shown = [&facts.amendment, &facts.quote].into_iter().flatten().find(|sent| sent.id == quote);
    let latest = shown
        .ok_or_else(|| Refusal::not_now("Ce devis est remplacé par un autre : envoyez le plus récent."))?;
    match facts.stage() {
        Stage::Lost | Stage::Cancelled => {
            Err(Refusal::not_now("Cette affaire est terminée : son devis ne s’envoie plus."))
        }
        Stage::Contact
        | Stage::Qualified
        | Stage::Quoted
        | Stage::Signed
        | Stage::DepositPaid
        | Stage::InDelivery
        | Stage::Delivered
        | Stage::Invoiced
        | Stage::Paid
        | Stage::FollowedUp => Ok(latest),
    }
}

/// What was noted as sent did not leave after all: once, and neither what the client has signed since nor what was
/// chased.
pub fn may_withdraw(withdrawn: bool, chased: bool, signed: Option<&str>) -> Result<(), Refusal> {
    if withdrawn {
        return Err(Refusal::not_now("Cet envoi est déjà retiré."));
    }
    if chased {
        return Err(Refusal::not_now("Une relance est notée après cet envoi : retirez-la d’abord."));
    }
    match signed {
        Some(order) => Err(Refusal::not_now(format!(
            "Le client a signé ce devis (commande {order}) : il lui est donc parvenu."
        ))),
        None => Ok(()),
    }
}

/// The receipt to send, once there is one.
pub fn receipt_to_send<T>(receipt: Option<T>) -> Result<T, Refusal> {
    receipt
        .ok_or_else(|| Refusal::not_now("Aucun reçu n’est établi pour ce paiement : établissez-le d’abord."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, quoted, signed};

    #[test]
    fn a_quote_is_followed_up_while_it_waits_for_an_answer() {
        let refused = |facts: &Facts, quote, on| may_follow_up(facts, quote, on).unwrap_err().message;
        assert_eq!(may_follow_up(&quoted(), 2, day(10, 10)).map(|sent| sent.id), Ok(2));
        assert!(refused(&quoted(), 1, day(9, 20)).contains("le plus récent"));
        assert!(refused(&signed(), 2, day(9, 25)).contains("CO-2026-0009"));
        assert!(refused(&quoted(), 2, day(10, 11)).contains("10 octobre 2026"));
        let lost = Facts { lost_on: Some(day(9, 20)), ..quoted() };
        assert!(refused(&lost, 2, day(9, 25)).contains("terminée"));
    }

    #[test]
    fn a_quote_leaves_until_its_deal_ends() {
        assert_eq!(may_have_left(&signed(), 2).map(|sent| sent.id), Ok(2));
        assert!(may_have_left(&quoted(), 1).unwrap_err().message.contains("le plus récent"));
        let lost = Facts { lost_on: Some(day(9, 20)), ..quoted() };
        assert!(may_have_left(&lost, 2).unwrap_err().message.contains("terminée"));
        let mut kept = quoted();
        kept.quote.as_mut().unwrap().left_on = None;
        assert!(may_follow_up(&kept, 2, day(9, 20)).unwrap_err().message.contains("pas encore parti"));
    }

    #[test]
    fn what_was_signed_did_leave() {
        assert_eq!(may_withdraw(false, false, None), Ok(()));
        assert!(may_withdraw(true, false, None).unwrap_err().message.contains("déjà"));
        assert!(may_withdraw(false, true, None).unwrap_err().message.contains("relance"));
        assert!(
            may_withdraw(false, false, Some("CO-2026-0001")).unwrap_err().message.contains("CO-2026-0001")
        );
    }

    #[test]
    fn a_receipt_is_sent_once_it_is_written() {
        assert_eq!(receipt_to_send(Some(4)), Ok(4));
        assert!(receipt_to_send(None::<i64>).unwrap_err().message.contains("établissez-le"));
    }
}
