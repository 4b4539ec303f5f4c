//! A text to tell the client of a stage.

use crate::delivery::stage::stage;
use crate::delivery::works::Works;
use crate::language::Language;
use crate::say;
use values::refusal::Refusal;

/// What the client may be told of a stage: where the work stands, what comes next, what is still awaited of them.
pub fn announcement(
    language: Language,
    works: &Works,
    rank: usize,
    title: &str,
    signature: &str,
) -> Result<String, Refusal> {
    let told = stage(&works.stages, rank)?;
    let reached = match told.reached_on {
        Some(day) => say!(
            language,
            "L’étape « {stage} » de « {deal} » est atteinte depuis le {day}.",
            stage = told.label,
            deal = title,
            day = language.long_date(day)
        ),
        None => {
            say!(
                language,
                "L’étape « {stage} » de « {deal} » est atteinte.",
                stage = told.label,
                deal = title
            )
        }
    };
    let mut text = format!("{}\n\n{reached}", say!(language, "Bonjour,"));
    if let Some(next) = works.stages.iter().skip(rank + 1).find(|s| s.reached_on.is_none()) {
        text.push('\n');
        text.push_str(&match next.planned_on {
            Some(day) => say!(
                language,
                "Prochaine étape : « {stage} », prévue le {day}.",
                stage = next.label,
                day = language.long_date(day)
            ),
            None => say!(language, "Prochaine étape : « {stage} ».", stage = next.label),
        });
    }
    let missing: Vec<String> = works
        .supplies
        .iter()
        .filter(|s| s.received_on.is_none())
        .map(|s| s.in_sentence().unwrap_or_else(|| s.label.clone()))
        .collect();
    if !missing.is_empty() {
        text.push('\n');
        text.push_str(&say!(
            language,
            "J’attends encore de votre part : {missing}.",
            missing = missing.join(", ")
        ));
    }
    text.push_str(&format!("\n\n{}\n{signature}", say!(language, "Bien à vous,")));
    Ok(text)
}
