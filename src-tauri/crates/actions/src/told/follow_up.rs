//! What was said after the work.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;

fn words(body: &Body) -> &str {
    body.text("follow_up", "words")
}

pub fn thanked(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Client remercié", &[words(body)]))
}

pub fn satisfied(_: &Ask, body: &Body) -> Result<Told> {
    let title = match body.row("follow_up")["score"].as_i64() {
        Some(score) => format!("Satisfaction : {score}/10"),
        None => "Pas de réponse sur la satisfaction".to_owned(),
    };
    Ok(Told::new(title, &[words(body)]))
}

pub fn complaint_handled(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Client déçu appelé", &[words(body)]))
}

pub fn testimonial_asked(_: &Ask, _: &Body) -> Result<Told> {
    Ok(Told::titled("Témoignage demandé"))
}

pub fn testimonial_received(_: &Ask, body: &Body) -> Result<Told> {
    let allowed = body.row("follow_up")["may_publish"] == 1;
    let title = if allowed { "Témoignage reçu, publication autorisée" } else { "Témoignage reçu" };
    Ok(Told::new(title, &[&format!("« {} »", words(body))]))
}

pub fn referral_asked(_: &Ask, _: &Body) -> Result<Told> {
    Ok(Told::titled("Recommandation demandée"))
}

pub fn referral_received(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::titled(format!("Vous a recommandé à {}", words(body))))
}

pub fn contact_planned(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new(format!("Contact prévu le {}", body.day("follow_up", "day")), &[words(body)]))
}

pub fn contacted(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Contact pris", &[words(body)]))
}
