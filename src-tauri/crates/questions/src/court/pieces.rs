//! The documents of some deals, and what the books hold of each deal.

use books::act::Ask;
use books::error::Result;
use books::vault;
use journey::court::DealEvidence;
use rusqlite::params;

/// A document that the file may hold.
pub(super) struct KeptPiece {
    pub id: i64,
    pub name: String,
    pub made_on: String,
    pub joined: bool,
    /// « Devis », where its name is a number alone.
    word: &'static str,
    sha256: String,
}

impl KeptPiece {
    pub fn bytes(&self, ask: &Ask) -> Result<Vec<u8>> {
        vault::kept(ask.db, &self.sha256)
    }

    /// « 01 Devis D-2026-0001.pdf », a name that every system takes.
    pub fn piece_name(&self, rank: usize) -> String {
        let safe = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '-' } else { c };
        let name: String = self.name.chars().map(safe).collect();
        format!("{rank:02} {}{}", self.word, name.trim_matches(['.', ' ']))
    }
}

/// Every document of those deals, and what left or was agreed about those invoices from another one, in the order in which
/// they came; no message that did not leave.
pub(super) fn documents(ask: &Ask, deals: &[i64], invoices: &[i64]) -> Result<Vec<KeptPiece>> {
    let mut statement = ask.db.prepare_cached(
        "WITH claimed AS (SELECT value AS id FROM json_each(?2)),
         about AS (
           SELECT s.document, s.message FROM sending s WHERE s.id NOT IN (SELECT sending FROM sending_withdrawal)
             AND (s.invoice IN (SELECT id FROM claimed)
               OR s.id IN (SELECT sending FROM reminded WHERE invoice IN (SELECT id FROM claimed)))),
         gone AS (SELECT s.document, s.message FROM sending s WHERE s.id IN (SELECT sending FROM sending_withdrawal))
         SELECT id, name, kind, created_on, prior_seal IS NULL AND kind <> 'message' AS joined, sha256 FROM document d
         WHERE (deal IN (SELECT value FROM json_each(?1))
             OR id IN (SELECT document FROM about UNION SELECT message FROM about)
             OR id IN (SELECT document FROM payment_plan p JOIN payment_plan_invoice v ON v.plan = p.id
                       WHERE v.invoice IN (SELECT id FROM claimed)))
           AND NOT (kind IN ('message', 'reminder') AND id IN (SELECT message FROM gone UNION SELECT document FROM gone))
           AND NOT EXISTS (SELECT 1 FROM outbox_message m WHERE m.message = d.id
             AND NOT EXISTS (SELECT 1 FROM outbox_event e WHERE e.message = m.id AND e.state = 'sent'))
         ORDER BY id",
    )?;
    let rows = statement
        .query_map([serde_json::to_string(deals)?, serde_json::to_string(invoices)?], |r| {
            Ok(KeptPiece {
                id: r.get("id")?,
                name: r.get("name")?,
                made_on: r.get("created_on")?,
                joined: r.get("joined")?,
                word: match r.get_ref("kind")?.as_str()? {
                    "quote" | "signed_quote" => "Devis ",
                    "invoice" => "Facture ",
                    "confirmation" => "Confirmation ",
                    _ => "",
                },
                sha256: r.get("sha256")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// What the books hold of a deal.
pub(super) fn evidence(ask: &Ask, deal: i64) -> Result<DealEvidence> {
    Ok(ask
        .db
        .prepare_cached(
            "SELECT d.title,
               EXISTS (SELECT 1 FROM signed_order WHERE deal = d.id) AS signed,
               EXISTS (SELECT 1 FROM signed_order WHERE deal = d.id AND (proof IS NOT NULL OR words <> '')) AS signature_kept,
               EXISTS (SELECT 1 FROM signed_order WHERE deal = d.id AND terms_accepted) AS terms_accepted,
               EXISTS (SELECT 1 FROM delivery v JOIN signed_order o ON o.id = v.signed_order
                 WHERE o.deal = d.id AND v.kind = 'delivered') AS delivered,
               EXISTS (SELECT 1 FROM delivery v JOIN signed_order o ON o.id = v.signed_order
                 WHERE o.deal = d.id AND v.kind = 'delivered' AND v.proof IS NOT NULL)
               OR EXISTS (SELECT 1 FROM order_event e JOIN signed_order o ON o.id = e.signed_order
                 WHERE o.deal = d.id AND e.kind = 'accepted' AND e.document IS NOT NULL) AS reception_kept,
               NOT EXISTS (SELECT 1 FROM invoice i JOIN open_invoice x ON x.invoice = i.id WHERE i.deal = d.id AND x.open > 0
                 AND i.kind <> 'elsewhere' AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.invoice = i.id AND s.kind = 'invoice'
                   AND s.id NOT IN (SELECT sending FROM sending_withdrawal))) AS invoice_sent
             FROM deal d WHERE d.id = ?1",
        )?
        .query_row(params![deal], |r| {
            Ok(DealEvidence {
                title: r.get("title")?,
                signed: r.get("signed")?,
                signature_kept: r.get("signature_kept")?,
                terms_accepted: r.get("terms_accepted")?,
                delivered: r.get("delivered")?,
                reception_kept: r.get("reception_kept")?,
                invoice_sent: r.get("invoice_sent")?,
            })
        })?)
}
