//! What is paid and how, the VAT of it, what it comes to.

use crate::cii_write::{party, pen::Pen};
use crate::model::{
    AllowanceOrCharge, DocumentTotals, EInvoice, InvoicedPeriod, PaymentMeans, PrecedingInvoice, VatBreakdown,
};

pub fn write(pen: &mut Pen, invoice: &EInvoice) {
    let mandate = invoice.direct_debit.as_ref();
    pen.given("ram:CreditorReferenceID", mandate.and_then(|debit| debit.creditor.as_deref()));
    pen.given("ram:PaymentReference", invoice.remittance.as_deref());
    pen.given("ram:TaxCurrencyCode", invoice.vat_currency.as_deref());
    pen.leaf("ram:InvoiceCurrencyCode", &invoice.currency);
    if let Some(payee) = &invoice.payee {
        party::write(pen, "ram:PayeeTradeParty", payee);
    }
    for means in &invoice.payment {
        pen.within("ram:SpecifiedTradeSettlementPaymentMeans", |pen| payment(pen, means));
    }
    // When it falls due is said of what is charged.
    let charged = |group: &VatBreakdown| group.category == "S";
    let any_charged = invoice.vat.iter().any(charged);
    for group in &invoice.vat {
        breakdown(pen, group, invoice, charged(group) || !any_charged);
    }
    period(pen, invoice.period.as_ref());
    for one in &invoice.allowances_and_charges {
        allowance_or_charge(pen, one);
    }
    let mandate = mandate.and_then(|debit| debit.mandate.as_deref());
    if invoice.payment_terms.is_some() || invoice.due_on.is_some() || mandate.is_some() {
        pen.within("ram:SpecifiedTradePaymentTerms", |pen| {
            pen.given("ram:Description", invoice.payment_terms.as_deref());
            pen.moment("ram:DueDateDateTime", invoice.due_on);
            pen.given("ram:DirectDebitMandateID", mandate);
        });
    }
    totals(pen, invoice);
    for preceding in &invoice.preceding {
        preceded(pen, preceding);
    }
    if let Some(account) = &invoice.buyer_accounting_reference {
        pen.within("ram:ReceivableSpecifiedTradeAccountingAccount", |pen| pen.leaf("ram:ID", account));
    }
}

/// BG-16.
fn payment(pen: &mut Pen, means: &PaymentMeans) {
    pen.leaf("ram:TypeCode", &means.code);
    pen.given("ram:Information", means.text.as_deref());
    if let Some(card) = &means.card {
        pen.within("ram:ApplicableTradeSettlementFinancialCard", |pen| {
            pen.leaf("ram:ID", &card.number);
            pen.given("ram:CardholderName", card.holder.as_deref());
        });
    }
    if let Some(account) = &means.debited_account {
        pen.within("ram:PayerPartyDebtorFinancialAccount", |pen| pen.leaf("ram:IBANID", account));
    }
    let Some(transfer) = &means.transfer else { return };
    pen.within("ram:PayeePartyCreditorFinancialAccount", |pen| {
        let letters = transfer.account.get(..2).unwrap_or_default();
        let is_iban = letters.len() == 2 && letters.bytes().all(|letter| letter.is_ascii_uppercase());
        if is_iban {
            pen.leaf("ram:IBANID", &transfer.account);
        }
        pen.given("ram:AccountName", transfer.account_name.as_deref());
        if !is_iban {
            pen.leaf("ram:ProprietaryID", &transfer.account);
        }
    });
    if let Some(bank) = &transfer.bank {
        pen.within("ram:PayeeSpecifiedCreditorFinancialInstitution", |pen| pen.leaf("ram:BICID", bank));
    }
}

/// BG-23.
fn breakdown(pen: &mut Pen, group: &VatBreakdown, invoice: &EInvoice, says_when: bool) {
    pen.within("ram:ApplicableTradeTax", |pen| {
        pen.number("ram:CalculatedAmount", group.tax);
        pen.leaf("ram:TypeCode", "VAT");
        pen.given("ram:ExemptionReason", group.exemption_reason.as_deref());
        pen.number("ram:BasisAmount", group.base);
        pen.leaf("ram:CategoryCode", &group.category);
        pen.given("ram:ExemptionReasonCode", group.exemption_code.as_deref());
        if says_when {
            if let Some(day) = invoice.tax_point_on {
                pen.within("ram:TaxPointDate", |pen| pen.day("udt:DateString", day));
            }
            pen.given("ram:DueDateTypeCode", invoice.tax_point_code.as_deref());
        }
        pen.number("ram:RateApplicablePercent", group.rate);
    });
}

/// BG-14, BG-26.
pub fn period(pen: &mut Pen, period: Option<&InvoicedPeriod>) {
    let Some(period) = period.filter(|period| period.from.is_some() || period.to.is_some()) else { return };
    pen.within("ram:BillingSpecifiedPeriod", |pen| {
        pen.moment("ram:StartDateTime", period.from);
        pen.moment("ram:EndDateTime", period.to);
    });
}

/// BG-20 and BG-21, BG-27 and BG-28.
pub fn allowance_or_charge(pen: &mut Pen, one: &AllowanceOrCharge) {
    pen.within("ram:SpecifiedTradeAllowanceCharge", |pen| {
        pen.yes_or_no("ram:ChargeIndicator", one.is_charge);
        pen.number("ram:CalculationPercent", one.percent);
        pen.number("ram:BasisAmount", one.base);
        pen.number("ram:ActualAmount", one.amount);
        pen.given("ram:ReasonCode", one.reason_code.as_deref());
        pen.given("ram:Reason", one.reason.as_deref());
        if let Some(category) = &one.vat_category {
            pen.within("ram:CategoryTradeTax", |pen| {
                pen.leaf("ram:TypeCode", "VAT");
                pen.leaf("ram:CategoryCode", category);
                pen.number("ram:RateApplicablePercent", one.vat_rate);
            });
        }
    });
}

/// BG-22.
fn totals(pen: &mut Pen, invoice: &EInvoice) {
    let DocumentTotals {
        lines,
        allowances,
        charges,
        without_vat,
        vat,
        vat_in_vat_currency,
        with_vat,
        prepaid,
        rounding,
        due,
    } = &invoice.totals;
    pen.within("ram:SpecifiedTradeSettlementHeaderMonetarySummation", |pen| {
        pen.number("ram:LineTotalAmount", *lines);
        pen.number("ram:ChargeTotalAmount", *charges);
        pen.number("ram:AllowanceTotalAmount", *allowances);
        pen.number("ram:TaxBasisTotalAmount", *without_vat);
        let in_accounts = invoice.vat_currency.as_ref();
        let taxes = [(*vat, Some(&invoice.currency)), (*vat_in_vat_currency, in_accounts)];
        for (tax, currency) in taxes {
            if let (Some(tax), Some(currency)) = (tax, currency) {
                pen.leaf_with("ram:TaxTotalAmount", &[("currencyID", currency)], &tax.to_string());
            }
        }
        pen.number("ram:RoundingAmount", *rounding);
        pen.number("ram:GrandTotalAmount", *with_vat);
        pen.number("ram:TotalPrepaidAmount", *prepaid);
        pen.number("ram:DuePayableAmount", *due);
    });
}

/// BG-3.
fn preceded(pen: &mut Pen, preceding: &PrecedingInvoice) {
    pen.within("ram:InvoiceReferencedDocument", |pen| {
        pen.leaf("ram:IssuerAssignedID", &preceding.number);
        if let Some(day) = preceding.issued_on {
            pen.within("ram:FormattedIssueDateTime", |pen| pen.day("qdt:DateTimeString", day));
        }
    });
}
