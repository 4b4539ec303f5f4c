//! What one wrote down to do.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;

fn text(body: &Body) -> &str {
    body.text("own_task", "text")
}

pub fn added(_: &Ask, body: &Body) -> Result<Told> {
    let day = match body.text("own_task", "day") {
        "" => String::new(),
        _ => format!("Pour le {}.", body.day("own_task", "day")),
    };
    Ok(Told::new("Tâche notée", &[text(body), &day]))
}

pub fn completed(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Tâche faite", &[text(body)]))
}

pub fn reopened(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Tâche à faire de nouveau", &[text(body)]))
}
