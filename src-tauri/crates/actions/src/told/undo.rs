//! What was taken back, by the name of what it was.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use books::taken_back::line;

pub fn taken_back(ask: &Ask, body: &Body) -> Result<Told> {
    let Some(line) = body.undoes().map(|seq| line(ask.db, seq)).transpose()?.flatten() else {
        return Ok(Told::titled("Annulé"));
    };
    // Taken back itself, it is done again.
    if line.body.undoes().is_some() {
        return Ok(Told::titled("Rétabli"));
    }
    let title = match (ask.stories)(&line.action) {
        Some(story) => story(ask, &line.body)?.title,
        None => String::new(),
    };
    Ok(if title.is_empty() { Told::titled("Annulé") } else { Told::titled(format!("Annulé : {title}")) })
}
