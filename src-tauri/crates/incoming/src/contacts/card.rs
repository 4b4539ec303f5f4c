//! A contact as read, made a client’s card: what it keeps, what was mended, and what is told beside it.
//!
//! Invariant: what the card does not hold is told, with its place.

use crate::contacts::found::{ClientProposal, Found, ImportProblem, RefusedLine};
use crate::contacts::kind;
use crate::contacts::reach::{Figures, dialled, digits, figures, mails, phones};
use crate::text::tidy;
use journey::contact::{Address, ClientCard, ClientKind, is_france};
use values::identifiers;
use values::letters::folded;
use values::refusal::{Code, Refusal};

/// What is being told of a contact while its card is made.
#[derive(Default)]
struct Told {
    problems: Vec<ImportProblem>,
    left_out: Vec<String>,
}

impl Told {
    fn problem(&mut self, field: &str, message: String) {
        self.problems.push(ImportProblem { field: field.to_owned(), message });
    }
}

/// The card of a contact, or why there can be none.
pub fn proposed(mut found: Found) -> Result<ClientProposal, RefusedLine> {
    let line = found.line;
    let mut told = Told::default();
    for (field, said) in std::mem::take(&mut found.mended) {
        told.problem(field, said);
    }
    let tidied = |address: &Address| Address {
        street: tidy(&address.street),
        extra: tidy(&address.extra),
        postcode: tidy(&address.postcode),
        city: tidy(&address.city),
        country: Some(tidy(&address.country)).filter(|c| !is_france(c)).unwrap_or_default(),
    };
    let (address, delivery) = (tidied(&found.address), tidied(&found.delivery));
    let mut contact = tidy(&found.contact);
    let email = reached_by_mail(&found, &mut contact, &mut told);
    let phone = reached_by_phone(&found, address.country.is_empty(), &mut told);
    let siret = identified(&found, &mut told);
    let Some(name) = named(&found, &mut contact, &email, &mut told) else {
        return Err(RefusedLine {
            line,
            text: phone,
            reason: "Ce contact n’a ni nom, ni société, ni e-mail.".into(),
        });
    };
    if !found.ended {
        told.problem("name", "La fin de la fiche manque (END:VCARD) : vérifiez ce qui a été lu.".into());
    }
    let firm = found.professional
        || !tidy(&found.organisation).is_empty()
        || !siret.is_empty()
        || !tidy(&found.vat_number).is_empty();
    let kind = found.kind.unwrap_or_else(|| kind::named(&name, firm));
    let function = tidy(&found.function);
    if !function.is_empty() {
        told.left_out.push(format!("Fonction : {function}"));
    }
    let card = ClientCard {
        siret,
        vat_number: tidy(&found.vat_number),
        address,
        delivery_address: delivery,
        contact,
        email,
        phone,
        tags: tags(&found.tags, &mut told),
        ..ClientCard::named(kind, &name)
    };
    let who =
        [card.name.as_str(), card.contact.as_str()].map(|name| name.chars().take(60).collect::<String>());
    let text = who.join(" ").trim().to_owned();
    let card = settled(card, &mut told).map_err(|reason| RefusedLine { line, text, reason })?;
    tell(&found, &card, &mut told);
    Ok(ClientProposal {
        line,
        card,
        people: Vec::new(),
        lines: vec![line],
        problems: told.problems,
        left_out: told.left_out,
        duplicates: Vec::new(),
        repeats: None,
    })
}

/// Everything else that the contact says, but for what the card holds already.
fn tell(found: &Found, card: &ClientCard, told: &mut Told) {
    let held = [
        &card.name,
        &card.contact,
        &card.email,
        &card.phone,
        &card.siret,
        &card.vat_number,
        &card.address.street,
        &card.address.postcode,
        &card.address.city,
        &card.address.country,
    ]
    .map(|text| folded(text));
    let nickname = ("Surnom".to_owned(), tidy(&found.nickname));
    for (what, text) in found.more.iter().chain([&nickname]) {
        let said = folded(text);
        let known = said.is_empty() || held.contains(&said);
        let line = format!("{what} : {text}");
        if !known && !told.left_out.contains(&line) {
            told.left_out.push(line);
        }
    }
}

/// What the client is called; a private person by their own name, a firm by its.
fn named(found: &Found, contact: &mut String, email: &str, told: &mut Told) -> Option<String> {
    let (organisation, person) = (tidy(&found.organisation), tidy(&found.person));
    if found.kind == Some(ClientKind::Person) && !person.is_empty() {
        if !organisation.is_empty() && folded(&organisation) != folded(&person) {
            told.left_out.push(format!("Société : {organisation}"));
        }
        return Some(person);
    }
    if !organisation.is_empty() {
        if !person.is_empty() && folded(&person) != folded(&organisation) {
            if contact.is_empty() {
                contact.clone_from(&person);
            } else if folded(contact) != folded(&person) {
                told.left_out.push(format!("Nom : {person}"));
            }
        }
        return Some(organisation);
    }
    if !person.is_empty() {
        if folded(contact) == folded(&person) {
            contact.clear();
        }
        return Some(person);
    }
    if !contact.is_empty() {
        // A client who is nothing but somebody to speak to.
        return Some(std::mem::take(contact));
    }
    let other = [tidy(&found.nickname), email.to_owned()].into_iter().find(|n| !n.is_empty())?;
    told.problem("name", format!("Sans nom dans le fichier : « {other} » en tient lieu."));
    Some(other)
}

/// The first mail address of the cells; the others are told, and a name that stands before one speaks for the client.
fn reached_by_mail(found: &Found, contact: &mut String, told: &mut Told) -> String {
    let mut all: Vec<String> = Vec::new();
    for cell in &found.emails {
        let read = mails(cell);
        if !read.understood {
            told.left_out.push(format!("E-mail : {}", tidy(cell)));
        }
        let known = [&found.person, &found.organisation, contact].map(|name| folded(name));
        if !read.name.is_empty() && !known.contains(&folded(&read.name)) {
            if contact.is_empty() {
                contact.clone_from(&read.name);
            } else {
                told.left_out.push(format!("Nom : {}", read.name));
            }
        }
        for address in read.addresses {
            if !address.is_empty() && !all.iter().any(|known| known.eq_ignore_ascii_case(&address)) {
                all.push(address);
            }
        }
    }
    let mut all = all.into_iter();
    let first = all.next().unwrap_or_default();
    told.left_out.extend(all.map(|email| format!("Autre e-mail : {email}")));
    first
}

/// The first telephone of the cells; the others are told, as is what a spreadsheet made of them.
fn reached_by_phone(found: &Found, french: bool, told: &mut Told) -> String {
    let mut all: Vec<String> = Vec::new();
    for phone in found.phones.iter().flat_map(|cell| phones(cell)) {
        let kept = match dialled(&phone, french) {
            Figures::Kept => phone,
            Figures::Restored(mended) => {
                told.problem(
                    "phone",
                    format!("Téléphone « {phone} » lu « {mended} » : un tableur l’avait changé."),
                );
                mended
            }
            Figures::Lost => {
                let why = "un tableur en a ôté des chiffres. Reprenez-le là d’où il vient.";
                told.problem("phone", format!("Téléphone « {phone} » laissé de côté : {why}"));
                continue;
            }
        };
        if !all.iter().any(|known| digits(known) == digits(&kept)) || digits(&kept).is_empty() {
            all.push(kept);
        }
    }
    let mut all = all.into_iter();
    let first = all.next().unwrap_or_default();
    told.left_out.extend(all.map(|phone| format!("Autre téléphone : {phone}")));
    first
}

/// The SIRET or SIREN, with the zeros that a spreadsheet took off where the key proves them; else one that a note names.
fn identified(found: &Found, told: &mut Told) -> String {
    let typed = tidy(&found.siret);
    if typed.is_empty() {
        return found.more.iter().find_map(|(_, text)| siret_in(text)).unwrap_or_default();
    }
    let (text, mended) = match figures(&typed) {
        Figures::Restored(text) => (text, true),
        // « 7,3E+13 » stays as it is, and is left out with its reason.
        Figures::Lost => return typed,
        Figures::Kept => (typed.clone(), false),
    };
    if text.chars().any(char::is_alphabetic) {
        return siret_in(&format!("siret {text}")).unwrap_or(text);
    }
    let plain = digits(&text);
    let wanted = match plain.len() {
        6..=8 => 9,
        11..=13 => 14,
        _ => plain.len(),
    };
    let longer = format!("{plain:0>wanted$}");
    let proved = longer != plain && identifiers::siren_or_siret("siret", &longer, false).is_ok();
    let read = if proved { longer } else { plain };
    if proved || mended {
        told.problem(
            "siret",
            format!("SIREN ou SIRET « {typed} » lu « {read} » : un tableur l’avait changé."),
        );
    }
    read
}

/// Tags as a card keeps them; what is too long or too many is told.
fn tags(found: &[String], told: &mut Told) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for tag in found {
        if kept.len() < 12 && tag.chars().count() <= 40 {
            if !kept.contains(tag) {
                kept.push(tag.clone());
            }
        } else {
            told.left_out.push(format!("Étiquette : {tag}"));
        }
    }
    kept
}

/// The card with what it cannot keep left out, each with its problem; a name that cannot be kept refuses it.
fn settled(mut card: ClientCard, told: &mut Told) -> Result<ClientCard, String> {
    // Each turn empties one field.
    for _ in 0..24 {
        let (field, message) = match card.read() {
            Err(Refusal { field: Some(field), message, code, .. }) => (
                field,
                if code == Code::Doubtful {
                    "La clé de contrôle de ce numéro est fausse.".into()
                } else {
                    message
                },
            ),
            Err(refusal) => return Err(refusal.message),
            Ok(read) => return Ok(read),
        };
        if field == "tags" {
            told.left_out.extend(card.tags.drain(..).map(|tag| format!("Étiquette : {tag}")));
            continue;
        }
        let Some((label, slot)) = slot(&mut card, &field) else { return Err(message) };
        let whole = std::mem::take(slot);
        let shown: String = whole.chars().take(60).collect();
        if shown != whole {
            // The sentence cuts it; what is told beside does not.
            told.left_out.push(format!("{label} : {whole}"));
        }
        told.problem(&field, format!("{label} « {shown} » laissé de côté. {message}"));
    }
    Err("Ce contact ne peut pas être lu.".into())
}

fn slot<'a>(card: &'a mut ClientCard, field: &str) -> Option<(&'static str, &'a mut String)> {
    let (address, part) = match field.split_once('.') {
        Some(("address", part)) => (&mut card.address, part),
        Some(("delivery_address", part)) => (&mut card.delivery_address, part),
        _ => {
            return Some(match field {
                "siret" => ("SIREN", &mut card.siret),
                "vat_number" => ("Numéro de TVA", &mut card.vat_number),
                "email" => ("E-mail", &mut card.email),
                "phone" => ("Téléphone", &mut card.phone),
                "contact" => ("Contact", &mut card.contact),
                _ => return None,
            });
        }
    };
    Some(match part {
        "street" => ("Rue", &mut address.street),
        "extra" => ("Complément d’adresse", &mut address.extra),
        "postcode" => ("Code postal", &mut address.postcode),
        "city" => ("Ville", &mut address.city),
        "country" => ("Pays", &mut address.country),
        _ => return None,
    })
}

/// A SIRET or SIREN that a text names, if its key is right.
fn siret_in(text: &str) -> Option<String> {
    let folded = folded(text);
    let at =
        ["siret", "siren"].iter().filter_map(|word| folded.find(word).map(|at| at + word.len())).min()?;
    let rest = folded.get(at..)?;
    let digits: String = rest
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || c.is_whitespace())
        .filter(char::is_ascii_digit)
        .collect();
    [14, 9]
        .iter()
        .filter_map(|size| digits.get(..*size))
        .find(|n| identifiers::siren_or_siret("siret", n, false).is_ok())
        .map(str::to_owned)
}
