//! What happened before the courts.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use journey::court::clock::CourtStep;
use journey::court::route_name;

pub fn filed(_: &Ask, body: &Body) -> Result<Told> {
    let name = route_name(body.text("court_claim", "route")).unwrap_or_default();
    let on = format!("Le {}.", body.day("court_step", "day"));
    let words = [
        on.as_str(),
        body.text("court_claim", "court"),
        body.text("court_claim", "reference"),
        body.text("court_step", "words"),
    ];
    Ok(Told::new(format!("{name} : demande déposée"), &words))
}

pub fn noted(_: &Ask, body: &Body) -> Result<Told> {
    let step = body.word("court_step", "kind")?.map_or("", CourtStep::french);
    let on = format!("Le {}.", body.day("court_step", "day"));
    Ok(Told::new(format!("Procédure {step}"), &[&on, body.text("court_step", "words")]))
}
