//! An invoice written as UN/CEFACT Cross Industry Invoice (D22B), as Factur-X 1.09 joins it to a PDF.
//!
//! Invariant: the same invoice always gives the same bytes; what is absent leaves no element.

mod line;
mod party;
mod pen;
mod settlement;

use crate::model::{DeliveryTold, EInvoice, SupportingPaper};
use pen::Pen;

/// The bytes of `factur-x.xml`: UTF-8, elements in the order of the schema.
#[must_use]
pub fn write_cii(invoice: &EInvoice) -> Vec<u8> {
    let mut pen = Pen::begun();
    pen.within("rsm:ExchangedDocumentContext", |pen| {
        if let Some(process) = &invoice.process {
            pen.within("ram:BusinessProcessSpecifiedDocumentContextParameter", |pen| {
                pen.leaf("ram:ID", process);
            });
        }
        pen.within("ram:GuidelineSpecifiedDocumentContextParameter", |pen| {
            pen.leaf("ram:ID", &invoice.specification);
        });
    });
    pen.within("rsm:ExchangedDocument", |pen| {
        pen.leaf("ram:ID", &invoice.number);
        pen.leaf("ram:TypeCode", &invoice.type_code);
        pen.moment("ram:IssueDateTime", invoice.issued_on);
        for note in &invoice.notes {
            pen.within("ram:IncludedNote", |pen| {
                pen.leaf("ram:Content", &note.text);
                pen.given("ram:SubjectCode", note.subject.as_deref());
            });
        }
    });
    pen.within("rsm:SupplyChainTradeTransaction", |pen| {
        for line in &invoice.lines {
            line::write(pen, line);
        }
        pen.within("ram:ApplicableHeaderTradeAgreement", |pen| agreement(pen, invoice));
        pen.within("ram:ApplicableHeaderTradeDelivery", |pen| delivery(pen, invoice));
        pen.within("ram:ApplicableHeaderTradeSettlement", |pen| settlement::write(pen, invoice));
    });
    pen.ended()
}

fn agreement(pen: &mut Pen, invoice: &EInvoice) {
    pen.given("ram:BuyerReference", invoice.buyer_reference.as_deref());
    party::write(pen, "ram:SellerTradeParty", &invoice.seller);
    party::write(pen, "ram:BuyerTradeParty", &invoice.buyer);
    if let Some(agent) = &invoice.tax_agent {
        party::agent(pen, agent);
    }
    pen.named("ram:SellerOrderReferencedDocument", invoice.sales_order.as_deref());
    pen.named("ram:BuyerOrderReferencedDocument", invoice.purchase_order.as_deref());
    pen.named("ram:ContractReferencedDocument", invoice.contract.as_deref());
    for paper in &invoice.supporting {
        supporting(pen, paper);
    }
    if let Some(lot) = &invoice.tender_or_lot {
        pen.within("ram:AdditionalReferencedDocument", |pen| {
            pen.leaf("ram:IssuerAssignedID", lot);
            pen.leaf("ram:TypeCode", "50");
        });
    }
    if let Some(object) = &invoice.invoiced_object {
        pen.object(object);
    }
    if let Some(project) = &invoice.project {
        pen.within("ram:SpecifiedProcuringProject", |pen| {
            pen.leaf("ram:ID", project);
            pen.leaf("ram:Name", "Project reference");
        });
    }
}

/// BG-24.
fn supporting(pen: &mut Pen, paper: &SupportingPaper) {
    pen.within("ram:AdditionalReferencedDocument", |pen| {
        pen.leaf("ram:IssuerAssignedID", &paper.reference);
        pen.given("ram:URIID", paper.location.as_deref());
        pen.leaf("ram:TypeCode", "916");
        pen.given("ram:Name", paper.description.as_deref());
        if let Some(attached) = &paper.attached {
            let with = [("mimeCode", attached.mime.as_str()), ("filename", attached.filename.as_str())];
            pen.leaf_with("ram:AttachmentBinaryObject", &with, &attached.base64);
        }
    });
}

fn delivery(pen: &mut Pen, invoice: &EInvoice) {
    if let Some(delivery) = &invoice.delivery {
        delivered_to(pen, delivery);
        if delivery.delivered_on.is_some() {
            pen.within("ram:ActualDeliverySupplyChainEvent", |pen| {
                pen.moment("ram:OccurrenceDateTime", delivery.delivered_on);
            });
        }
    }
    pen.named("ram:DespatchAdviceReferencedDocument", invoice.despatch_advice.as_deref());
    pen.named("ram:ReceivingAdviceReferencedDocument", invoice.receiving_advice.as_deref());
}

fn delivered_to(pen: &mut Pen, delivery: &DeliveryTold) {
    if delivery.name.is_none() && delivery.location.is_none() && delivery.address.is_none() {
        return;
    }
    pen.within("ram:ShipToTradeParty", |pen| {
        if let Some(location) = &delivery.location {
            pen.identifier(location);
        }
        pen.given("ram:Name", delivery.name.as_deref());
        if let Some(address) = &delivery.address {
            party::address(pen, address);
        }
    });
}

#[cfg(test)]
mod tests;
