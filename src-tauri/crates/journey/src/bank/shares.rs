//! How the money of one line goes over invoices and payments, to the cent.

use values::money::Cents;
use values::refusal::Refusal;
use values::words::{count, euros};

/// The money of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineMoney {
    /// Signed, in hundredths.
    pub line: Cents,
    /// Is it in euros?
    pub euros: bool,
    /// What payments known before are of it.
    pub known: Cents,
    /// What was kept on the way.
    pub fee: Cents,
    pub keep_excess: bool,
}

impl LineMoney {
    /// What is to go over invoices.
    #[must_use]
    pub fn left(self) -> Cents {
        self.line - self.known + self.fee
    }
}

/// An invoice that a line pays, with how much of it where that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedShare {
    pub client: i64,
    pub invoice: i64,
    /// What is left of it.
    pub open: Cents,
    pub typed: Option<Cents>,
}

/// What each invoice gets, in turn: what was typed, or all that is open as far as the money goes.
///
/// # Errors
/// At `allocations`, `payments` or `line`: the money does not come out to the cent.
pub fn resolved(money: LineMoney, shares: &[NamedShare]) -> Result<Vec<Cents>, Refusal> {
    if !money.euros {
        return Err(Refusal::at(
            "line",
            "Cette opération n’est pas en euros : enregistrez le paiement à la main, puis choisissez-le ici.",
        ));
    }
    if money.line.0 <= 0 {
        return Err(Refusal::at("line", "De l’argent qui part ne paie pas une facture."));
    }
    for (i, share) in shares.iter().enumerate() {
        if shares.iter().take(i).any(|other| other.invoice == share.invoice) {
            let field = format!("allocations[{i}].invoice");
            return Err(Refusal::at(field, "Cette facture est déjà dans la liste."));
        }
        if share.typed.is_some_and(|typed| typed > share.open) {
            let text =
                format!("Il reste {} à payer de cette facture : réduisez ce montant.", euros(share.open));
            return Err(Refusal::at(format!("allocations[{i}].amount"), text));
        }
    }
    if shares.is_empty() {
        return settled_by_payments(money).map(|()| Vec::new());
    }
    let aside: Cents = shares.iter().filter_map(|share| share.typed).sum();
    let mut rest = money.left() - aside;
    let mut amounts = Vec::new();
    for (i, share) in shares.iter().enumerate() {
        let amount = share.typed.unwrap_or_else(|| share.open.min(rest.max(Cents::ZERO)));
        if share.typed.is_none() {
            rest -= amount;
        }
        if amount.0 <= 0 {
            let field = format!("allocations[{i}].amount");
            return Err(Refusal::at(field, "L’argent reçu ne va pas jusqu’à cette facture : retirez-la."));
        }
        amounts.push(amount);
    }
    let over = money.left() - amounts.iter().copied().sum();
    if over.0 < 0 {
        let text = format!("Ces montants dépassent l’opération de {} : réduisez-les.", euros(-over));
        return Err(Refusal::at("allocations", text));
    }
    if over.0 > 0 && money.fee.0 > 0 {
        let text =
            format!("Ces frais dépassent de {} ce qui manque à ces factures : réduisez-les.", euros(over));
        return Err(Refusal::at("fee", text));
    }
    if over.0 > 0 && !money.keep_excess {
        let text = format!(
            "Il reste {} de cette opération : ajoutez une facture, ou gardez ce reste en faveur du client.",
            euros(over)
        );
        return Err(Refusal::at("allocations", text));
    }
    let mut clients: Vec<i64> = shares.iter().map(|share| share.client).collect();
    clients.sort_unstable();
    clients.dedup();
    if over.0 > 0 && clients.len() > 1 {
        let several = count(i64::try_from(clients.len()).unwrap_or(i64::MAX), "client", "clients");
        let text =
            format!("Il reste {} pour {several} : dites de laquelle des factures ils sont.", euros(over));
        return Err(Refusal::at("allocations", text));
    }
    Ok(amounts)
}

fn settled_by_payments(money: LineMoney) -> Result<(), Refusal> {
    if money.known.is_zero() {
        return Err(Refusal::at("allocations", "Dites ce que cette opération paie."));
    }
    if money.left().is_zero() {
        return Ok(());
    }
    let text = format!(
        "Ces paiements font {}, l’opération est de {} : il manque quelque chose.",
        euros(money.known - money.fee),
        euros(money.line)
    );
    Err(Refusal::at("payments", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(line: i64) -> LineMoney {
        LineMoney { line: Cents(line), euros: true, known: Cents::ZERO, fee: Cents::ZERO, keep_excess: false }
    }

    fn share(invoice: i64, open: i64, typed: Option<i64>) -> NamedShare {
        NamedShare { client: 1, invoice, open: Cents(open), typed: typed.map(Cents) }
    }

    #[test]
    fn a_line_goes_over_its_invoices_to_the_cent() {
        let two = [share(1, 600, None), share(2, 600, None)];
        assert_eq!(resolved(money(1000), &two), Ok(vec![Cents(600), Cents(400)]));
        assert_eq!(
            resolved(money(1000), &[share(1, 600, Some(300)), two[1]]).unwrap_err().field.as_deref(),
            Some("allocations")
        );
        let fee = LineMoney { fee: Cents(200), ..money(1000) };
        assert_eq!(resolved(fee, &two), Ok(vec![Cents(600), Cents(600)]));
        let kept = LineMoney { keep_excess: true, ..money(1500) };
        assert_eq!(resolved(kept, &two), Ok(vec![Cents(600), Cents(600)]));
        for (line, shares, field) in [
            (1500, vec![two[0], two[1]], "allocations"),
            (500, vec![share(1, 600, Some(600))], "allocations"),
            (900, vec![share(1, 600, Some(700))], "allocations[0].amount"),
            (600, vec![two[0], two[1]], "allocations[1].amount"),
            (600, vec![two[0], two[0]], "allocations[1].invoice"),
            (-600, vec![two[0]], "line"),
            (600, vec![], "allocations"),
        ] {
            assert_eq!(resolved(money(line), &shares).unwrap_err().field.as_deref(), Some(field), "{line}");
        }
        let known = LineMoney { known: Cents(600), ..money(600) };
        assert_eq!(resolved(known, &[]), Ok(vec![]));
        assert!(resolved(LineMoney { line: Cents(700), ..known }, &[]).is_err());
    }
}
