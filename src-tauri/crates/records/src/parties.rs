//! Who stands on a paper: as they are today, or as they were kept with it.

use crate::settings;
use books::act::Ask;
use books::error::Result;
use books::reading::Reading;
use books::vault;
use documents::paper::frame::Parties;
use documents::paper::letter::KeptParties;
use journey::contact::{ClientCard, Identity};

/// Seller, buyer and the logo of the day.
pub fn parties(ask: &Ask, seller: Identity, buyer: ClientCard) -> Result<Parties> {
    let seller = seller.printed_to(&buyer);
    whole(KeptParties { seller, buyer, logo: settings::logo(ask)? }, ask.db)
}

/// As they were written in a paper's rows.
pub fn stored_parties(db: Reading, seller: &str, buyer: &str, logo: Option<String>) -> Result<Parties> {
    whole(
        KeptParties { seller: serde_json::from_str(seller)?, buyer: serde_json::from_str(buyer)?, logo },
        db,
    )
}

/// With the logo's bytes again.
pub fn whole(kept: KeptParties, db: Reading) -> Result<Parties> {
    let KeptParties { seller, buyer, logo } = kept;
    let logo = logo.map(|sha256| vault::kept(db, &sha256).map(|bytes| (sha256, bytes))).transpose()?;
    Ok(Parties { seller, buyer, logo })
}
