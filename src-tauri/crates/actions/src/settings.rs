//! Who I am, how papers look by default, and the logo on them.

use books::act::{Act, Ask};
use books::entry::{Empty, FileBytes, bytes_of};
use books::error::Result;
use books::{backup, vault};
use chrono::NaiveDate;
use incoming::logo::read_logo;
use journey::charges::contract_rate;
use journey::contact::{ClientCard, ClientKind, Identity, standing};
use journey::deposit::Deposit;
use journey::invoice::{EarlyDiscount, PaymentTerms, longest_delay, typed_terms};
use journey::own_words;
use records::settings::{Preferences, standings, typed_preferences};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::refusal::Refusal;
use values::words;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetLogo {
    /// PNG or JPEG, transparency kept.
    pub file: FileBytes,
}

/// Who one is as typed, as it would be kept.
pub fn preview_identity(_: &Ask, payload: Identity) -> Result<Identity> {
    Ok(payload.read()?)
}

pub fn set_identity(act: &Act, payload: Identity) -> Result<i64> {
    let mut read = payload.read()?;
    let since = input::optional_day("vat_since", &read.vat_since, Near::Past(act.today))?;
    read.vat_since = since.map(|day| day.format("%d/%m/%Y").to_string()).unwrap_or_default();
    let stands = (read.vat_regime, read.vat_on_debits);
    let standings = standing::changed(&standings(&act.ask())?, stands, since, act.today)?;
    act.set("vat_standings", &standings)?;
    if records::settings::identity(&act.ask())?.is_none() {
        begin_gently(act)?;
    }
    act.set("identity", &read)
}

/// New books announce no reminder and no formal notice to a first client, unless they were told to.
fn begin_gently(act: &Act) -> Result<()> {
    let mut known = typed_preferences(&act.ask())?;
    if known.announce_reminders.is_none() {
        known.announce_reminders = Some(false);
        act.set("preferences", &known)?;
    }
    Ok(())
}

pub fn set_preferences(act: &Act, payload: Preferences) -> Result<i64> {
    let whole = |field: &str, typed: &str, most: i64| -> Result<String> {
        Ok(input::whole(field, typed, 0, most)?.map(|n| n.to_string()).unwrap_or_default())
    };
    let known = typed_preferences(&act.ask())?;
    let folder = input::line("backup_folder", &payload.backup_folder, 1_000)?;
    // A stick that is away holds nothing else up: only a folder that is new is tried.
    if folder != known.backup_folder {
        usable("backup_folder", &folder)?;
    }
    let second = input::line("second_backup_folder", &payload.second_backup_folder, 1_000)?;
    if second != known.second_backup_folder {
        another_place(act, &second, &folder)?;
    }
    let time_zone = payload.time_zone.trim();
    if !time_zone.is_empty() && time_zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(Refusal::at(
            "time_zone",
            "Ce fuseau horaire est inconnu ; écrivez par exemple Europe/Paris.",
        )
        .into());
    }
    Deposit::read("deposit", &payload.deposit)?;
    let read = Preferences {
        payment_days: house_terms(&payload.payment_days, act.today)?,
        validity_days: whole("validity_days", &payload.validity_days, 365)?,
        deposit: payload.deposit.trim().to_owned(),
        late_wording: input::line("late_wording", &payload.late_wording, 600)?,
        late_rate: {
            let law = records::settings::law(&act.ask())?;
            let rate = contract_rate(&payload.late_rate, &law, act.today)?;
            rate.map(|rate| words::typed(rate.0, 2)).unwrap_or_default()
        },
        part_payments: payload.part_payments,
        discount_wording: input::line("discount_wording", &payload.discount_wording, 300)?,
        early_discount: {
            let term = EarlyDiscount::read("early_discount", &payload.early_discount)?.flatten();
            term.map(EarlyDiscount::label).unwrap_or_default()
        },
        payment_means: input::paragraph("payment_means", &payload.payment_means, 600)?,
        // What is not said stays as it was.
        announce_reminders: payload.announce_reminders.or(known.announce_reminders),
        reminders: None,
        time_zone: time_zone.to_owned(),
        backup_folder: folder,
        second_backup_folder: second,
        follow_up_days: match payload.follow_up_days {
            None => known.follow_up_days,
            Some(_) => {
                return Err(Refusal::at(
                    "follow_up_days",
                    "Les relances de devis se règlent avec les étapes de relance.",
                )
                .into());
            }
        },
        check_above: amount("check_above", &payload.check_above)?,
        remind_from: amount("remind_from", &payload.remind_from)?,
        reminder_pace: {
            let pace = input::whole("reminder_pace", &payload.reminder_pace, 1, 60)?;
            pace.map(|days| days.to_string()).unwrap_or_default()
        },
        statement_days: whole("statement_days", &payload.statement_days, 90)?,
        own_words: own_words::read(&payload.own_words)?,
        region: payload.region,
    };
    act.set("preferences", &read)
}

/// What is agreed with most clients, within what the law allows between firms.
fn house_terms(typed: &str, today: NaiveDate) -> Result<String> {
    let firm = longest_delay(&ClientCard::named(ClientKind::Company, ""), today);
    let terms = typed_terms("payment_days", typed, firm)?;
    Ok(terms.map(PaymentTerms::typed).unwrap_or_default())
}

/// A folder that can be written to, by its whole path; empty for none.
fn usable(field: &str, folder: &str) -> Result<()> {
    let path = Path::new(folder);
    if folder.is_empty() {
        return Ok(());
    }
    // A relative one would depend on where the program was started.
    if !path.is_absolute() {
        return Err(Refusal::at(
            field,
            "Choisissez le dossier avec son chemin complet, depuis la racine du disque.",
        )
        .into());
    }
    backup::usable_folder(field, path)
}

/// A second place is there already, and is neither the first, nor within the books' own folder.
fn another_place(act: &Act, second: &str, first: &str) -> Result<()> {
    let field = "second_backup_folder";
    if second.is_empty() {
        return Ok(());
    }
    if !Path::new(second).is_dir() {
        return Err(Refusal::at(
            field,
            "Ce dossier n’existe pas : branchez le disque ou la clé, ou choisissez-en un autre.",
        )
        .into());
    }
    usable(field, second)?;
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let Some(data) = act.db.path().and_then(|path| Path::new(path).parent()) else { return Ok(()) };
    let (place, data) = (whole(Path::new(second)), whole(data));
    if place == whole(&backup::place(first, &data)) || place.starts_with(&data) {
        return Err(Refusal::at(field, "C’est déjà là que sont vos données ou leurs sauvegardes : choisissez un autre lieu, comme une clé ou un dossier synchronisé.").into());
    }
    Ok(())
}

/// An amount, as typed; empty for none.
fn amount(field: &str, typed: &str) -> Result<String> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let amount = input::amount(field, typed)?;
    if amount.0 < 0 {
        return Err(Refusal::at(field, "Indiquez un montant positif, ou laissez vide.").into());
    }
    Ok(typed.trim().to_owned())
}

pub fn set_logo(act: &Act, payload: SetLogo) -> Result<i64> {
    let png = read_logo("file", &bytes_of("file", &payload.file)?)?;
    let sha256 = vault::keep(act, &png)?;
    act.set("logo", &Some(sha256))
}

pub fn remove_logo(act: &Act, _: Empty) -> Result<i64> {
    act.set("logo", &None::<String>)
}
