//! How well statements are matched, on lines whose truth is given.

use books::act::Ask;
use books::error::Result;
use journey::matching::report::{MatchReport, MatchReportAsked, report};

pub fn match_report(ask: &Ask, asked: MatchReportAsked) -> Result<MatchReport> {
    Ok(report(&asked, ask.today)?)
}
