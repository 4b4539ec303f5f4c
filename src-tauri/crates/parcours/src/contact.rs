//! Contact: who I am, how papers look by default, and the clients.

mod csv;
pub mod duplicates;
pub mod import;
pub mod page;
pub mod people;
pub mod solvency;
mod vcard;

use crate::act::{Act, Ask, set_setting, setting};
use crate::error::Result;
use crate::search;
use crate::surface::{Empty, FileBytes, bytes_of};
use journey::contact::{ClientCard, ClientKind, Identity, Language};
use journey::input;
use journey::legal;
use journey::money::Cents;
use journey::refusal::Refusal;
use journey::vat::VatRegime;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rows on one page of a list.
pub const PAGE: usize = 50;

/// Defaults of papers, as typed; empty for the house's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Preferences {
    /// Days from issue to due date (30).
    pub payment_days: String,
    /// Days a quote stays valid (30).
    pub validity_days: String,
    /// Deposit in percent (30).
    pub deposit: String,
    /// The sentence on late payment for professionals, instead of the legal default.
    pub late_wording: String,
    /// The sentence on early-payment discount, instead of « Pas d’escompte… ».
    pub discount_wording: String,
    /// How one is paid, on quotes: « Paiement par virement. »
    pub payment_means: String,
    /// How and when one reminds, on quotes.
    pub reminders: String,
    /// IANA name such as `Europe/Paris`; empty for the system's.
    pub time_zone: String,
    /// Where backups go, beside the data folder's own.
    pub backup_folder: String,
    /// Days after sending at which an unanswered quote is followed up (3, 8, 15); 0 for none.
    pub follow_up_days: String,
    /// Gross amount of a quote beyond which a firm's solvency is checked; empty for never.
    pub check_above: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct EffectivePreferences {
    pub payment_days: i64,
    pub validity_days: i64,
    pub deposit: String,
    pub late_wording: String,
    pub discount_wording: String,
    pub payment_means: String,
    pub reminders: String,
    pub follow_up_days: Vec<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PreferencesView {
    pub preferences: Preferences,
    pub effective: EffectivePreferences,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetLogo {
    /// PNG or JPEG, transparency kept.
    pub file: FileBytes,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeClient {
    pub client: i64,
    pub card: ClientCard,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct IdentityView {
    pub identity: Option<Identity>,
    pub has_logo: bool,
    pub logo: Option<FileBytes>,
    pub full_name: String,
    /// The wording that the VAT regime puts on invoices.
    pub vat_wording: String,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClientsFilter {
    /// Words to look for; empty for all.
    pub search: String,
    pub before: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientRow {
    pub id: i64,
    pub kind: ClientKind,
    pub name: String,
    pub city: String,
    pub open: Cents,
    pub deals: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Clients {
    pub rows: Vec<ClientRow>,
    pub more: bool,
}

pub fn set_identity(act: &Act, payload: Identity) -> Result<i64> {
    set_setting(act, "identity", &payload.read()?)
}

/// The freelancer, if they said who they are.
pub fn seller(act: &Ask) -> Result<Option<Identity>> {
    setting(act.db, "identity")
}

pub fn set_preferences(act: &Act, payload: Preferences) -> Result<i64> {
    let whole = |field: &str, typed: &str, most: i64| -> Result<String> {
        Ok(input::whole(field, typed, 0, most)?.map(|n| n.to_string()).unwrap_or_default())
    };
    let folder = input::line("backup_folder", &payload.backup_folder, 1_000)?;
    if !folder.is_empty() {
        let path = std::path::Path::new(&folder);
        // A relative one would depend on where the program was started.
        if !path.is_absolute() {
            return Err(Refusal::at(
                "backup_folder",
                "Choisissez le dossier avec son chemin complet, depuis la racine du disque.",
            )
            .into());
        }
        crate::backup::usable_folder("backup_folder", path)?;
    }
    let time_zone = payload.time_zone.trim();
    if !time_zone.is_empty() && time_zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(Refusal::at(
            "time_zone",
            "Ce fuseau horaire est inconnu ; écrivez par exemple Europe/Paris.",
        )
        .into());
    }
    input::percent("deposit", &payload.deposit)?;
    let read = Preferences {
        payment_days: whole("payment_days", &payload.payment_days, 60)?,
        validity_days: whole("validity_days", &payload.validity_days, 365)?,
        deposit: payload.deposit.trim().to_owned(),
        late_wording: input::line("late_wording", &payload.late_wording, 600)?,
        discount_wording: input::line("discount_wording", &payload.discount_wording, 300)?,
        payment_means: input::paragraph("payment_means", &payload.payment_means, 600)?,
        reminders: input::paragraph("reminders", &payload.reminders, 1_000)?,
        time_zone: time_zone.to_owned(),
        backup_folder: folder,
        follow_up_days: {
            journey::sending::follow_up_days("follow_up_days", &payload.follow_up_days)?;
            payload.follow_up_days.trim().to_owned()
        },
        check_above: check_above(&payload.check_above)?,
    };
    set_setting(act, "preferences", &read)
}

/// The defaults as they were typed.
pub(crate) fn typed_preferences(ask: &Ask) -> Result<Preferences> {
    Ok(setting(ask.db, "preferences")?.unwrap_or_default())
}

/// An amount, as typed; empty for none.
fn check_above(typed: &str) -> Result<String> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let amount = input::amount("check_above", typed)?;
    if amount.0 < 0 {
        return Err(Refusal::at("check_above", "Indiquez un montant positif, ou laissez vide.").into());
    }
    Ok(typed.trim().to_owned())
}

/// The defaults in force.
pub fn effective(ask: &Ask) -> Result<EffectivePreferences> {
    effective_in(ask, Language::French)
}

/// The defaults in force for a client's papers: what was typed stays as typed, the law's own words are in their
/// language.
pub(crate) fn effective_in(ask: &Ask, language: Language) -> Result<EffectivePreferences> {
    let typed: Preferences = setting(ask.db, "preferences")?.unwrap_or_default();
    let or = |text: String, code: &str| {
        if text.is_empty() { language.wording(code, ask.today).to_owned() } else { text }
    };
    Ok(EffectivePreferences {
        payment_days: typed.payment_days.parse().unwrap_or(30),
        validity_days: typed.validity_days.parse().unwrap_or(30),
        deposit: if typed.deposit.is_empty() { "30".to_owned() } else { typed.deposit },
        late_wording: or(typed.late_wording, "late_professional"),
        discount_wording: or(typed.discount_wording, "no_discount"),
        payment_means: or(typed.payment_means, "payment_means"),
        reminders: or(typed.reminders, "reminders"),
        follow_up_days: journey::sending::follow_up_days("follow_up_days", &typed.follow_up_days)
            .unwrap_or_else(|_| journey::sending::FOLLOW_UP_DAYS.to_vec()),
    })
}

pub fn preferences(ask: &Ask, _: Empty) -> Result<PreferencesView> {
    Ok(PreferencesView {
        preferences: setting(ask.db, "preferences")?.unwrap_or_default(),
        effective: effective(ask)?,
    })
}

/// Largest side of a kept logo, in pixels: four times what a sheet shows.
const LOGO_SIDE: u32 = 800;

pub fn set_logo(act: &Act, payload: SetLogo) -> Result<i64> {
    use image::{ImageFormat, ImageReader, Limits};
    let unreadable = || Refusal::at("file", "Ce logo est illisible : choisissez un PNG ou un JPEG.");
    let bytes = bytes_of("file", &payload.file)?;
    let mut reader =
        ImageReader::new(std::io::Cursor::new(&bytes)).with_guessed_format().map_err(|_| unreadable())?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
        return Err(unreadable().into());
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(20_000);
    limits.max_image_height = Some(20_000);
    limits.max_alloc = Some(512 * 1024 * 1024);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| unreadable())?;
    if picture.width() < 8 || picture.height() < 8 {
        return Err(Refusal::at("file", "Ce logo est trop petit : 8 pixels au moins.").into());
    }
    let scaled = if picture.width() > LOGO_SIDE || picture.height() > LOGO_SIDE {
        picture.resize(LOGO_SIDE, LOGO_SIDE, image::imageops::FilterType::Lanczos3)
    } else {
        picture
    };
    let mut png = std::io::Cursor::new(Vec::new());
    // Eight bits a channel: what papers can carry.
    image::DynamicImage::ImageRgba8(scaled.to_rgba8())
        .write_to(&mut png, ImageFormat::Png)
        .map_err(|_| unreadable())?;
    let sha256 = act.keep(&png.into_inner())?;
    set_setting(act, "logo", &Some(sha256))
}

pub fn remove_logo(act: &Act, _: Empty) -> Result<i64> {
    set_setting(act, "logo", &None::<String>)
}

/// Hash of the current logo in the vault.
pub fn logo(ask: &Ask) -> Result<Option<String>> {
    Ok(setting::<Option<String>>(ask.db, "logo")?.flatten())
}

pub fn identity(ask: &Ask, _: Empty) -> Result<IdentityView> {
    let identity = seller(ask)?;
    let logo = match logo(ask)? {
        None => None,
        Some(sha256) => {
            let bytes = crate::paper::kept(ask.db, &sha256)?;
            let paper = crate::surface::paper("logo.png".to_owned(), "image/png", &bytes);
            Some(FileBytes { name: paper.name, base64: paper.base64 })
        }
    };
    let franchise = identity.as_ref().is_some_and(|i| i.vat_regime == VatRegime::Franchise);
    Ok(IdentityView {
        full_name: identity.as_ref().map(Identity::full_name).unwrap_or_default(),
        identity,
        has_logo: logo.is_some(),
        logo,
        vat_wording: if franchise {
            legal::wording("franchise", ask.today).to_owned()
        } else {
            String::new()
        },
    })
}

pub fn add_client(act: &Act, payload: ClientCard) -> Result<i64> {
    let id = insert_client(act, &payload.read()?)?;
    act.about_client(id);
    crate::draft::remove(act, "client:new")?;
    Ok(id)
}

/// Keeps a new client; its card was read.
fn insert_client(act: &Act, card: &ClientCard) -> Result<i64> {
    act.db.execute(
        "INSERT INTO client (name, kind, card, added_on, confirmed_on) VALUES (?1, ?2, ?3, ?4, ?4)",
        params![card.name, kind_stored(card.kind), serde_json::to_string(&card)?, act.today.to_string()],
    )?;
    let id = act.db.last_insert_rowid();
    search::index_client(act.db, id, card)?;
    Ok(id)
}

pub fn change_client(act: &Act, payload: ChangeClient) -> Result<i64> {
    card(&act.ask(), payload.client)?;
    update_client(act, payload.client, &payload.card.read()?)?;
    act.about_client(payload.client);
    Ok(payload.client)
}

/// Keeps a client's card as it now is; it was read.
fn update_client(act: &Act, client: i64, card: &ClientCard) -> Result<()> {
    act.db.execute(
        "UPDATE client SET name = ?2, kind = ?3, card = ?4, confirmed_on = ?5 WHERE id = ?1",
        params![
            client,
            card.name,
            kind_stored(card.kind),
            serde_json::to_string(&card)?,
            act.today.to_string()
        ],
    )?;
    search::index_client(act.db, client, card)
}

fn kind_stored(kind: ClientKind) -> &'static str {
    match kind {
        ClientKind::Company => "company",
        ClientKind::SoleTrader => "sole_trader",
        ClientKind::Person => "person",
        ClientKind::PublicBody => "public_body",
    }
}

/// A client's card.
pub fn card(ask: &Ask, client: i64) -> Result<ClientCard> {
    let text: String = ask
        .db
        .prepare_cached("SELECT card FROM client WHERE id = ?1")?
        .query_row([client], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Ce client"))?;
    Ok(serde_json::from_str(&text)?)
}

pub fn clients(ask: &Ask, filter: ClientsFilter) -> Result<Clients> {
    const COLUMNS: &str =
        "c.id, c.card, (SELECT coalesce(sum(open), 0) FROM open_invoice WHERE client = c.id),
                           (SELECT count(*) FROM deal WHERE client = c.id)";
    let row = |r: &rusqlite::Row| -> rusqlite::Result<(i64, String, i64, i64)> {
        Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
    };
    let most = i64::try_from(PAGE).unwrap_or(50) + 1;
    let words = search::expression(&filter.search);
    let mut found: Vec<(i64, String, i64, i64)> = match (words, filter.before) {
        (Some(words), before) => ask
            .db
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM search_index s JOIN client c ON c.id = s.ref
                 WHERE s.search_index MATCH ?1 AND s.rowid >= ?3 AND s.rowid < ?4 ORDER BY s.rowid DESC LIMIT ?2"
            ))?
            .query_map(params![words, most, search::CLIENTS, before.map_or(i64::MAX, |id| search::rank("client", id))], row)?
            .collect::<rusqlite::Result<_>>()?,
        (None, None) => ask
            .db
            .prepare_cached(&format!("SELECT {COLUMNS} FROM client c ORDER BY c.name COLLATE NOCASE, c.id LIMIT ?1"))?
            .query_map([most], row)?
            .collect::<rusqlite::Result<_>>()?,
        (None, Some(before)) => ask
            .db
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM client c, client b WHERE b.id = ?1
                 AND (c.name COLLATE NOCASE, c.id) > (b.name COLLATE NOCASE, b.id)
                 ORDER BY c.name COLLATE NOCASE, c.id LIMIT ?2"
            ))?
            .query_map(params![before, most], row)?
            .collect::<rusqlite::Result<_>>()?,
    };
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let rows = found
        .into_iter()
        .map(|(id, card, open, deals)| {
            let card: ClientCard = serde_json::from_str(&card)?;
            Ok(ClientRow {
                id,
                kind: card.kind,
                name: card.name,
                city: card.address.city,
                open: Cents(open),
                deals,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Clients { rows, more })
}
