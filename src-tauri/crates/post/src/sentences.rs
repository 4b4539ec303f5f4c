//! What people read when a message did not leave: what happened, and what to do.

use std::borrow::Cow;
use std::fmt;

use crate::failure::{Failure, Kind};

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.certain {
            return f.write_str(DOUBT);
        }
        f.write_str(&sentence(&self.kind))?;
        match self.words.as_deref() {
            Some(words) if self.code.is_some() && !words.is_empty() => {
                write!(f, " Le serveur a répondu : « {words} ».")
            }
            Some(_) | None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}

fn sentence(kind: &Kind) -> Cow<'static, str> {
    let said = match kind {
        Kind::NoNetwork => NO_NETWORK,
        Kind::NameNotFound => NAME_NOT_FOUND,
        Kind::ConnectionRefused => CONNECTION_REFUSED,
        Kind::Silent => SILENT,
        Kind::Closed => CLOSED,
        Kind::NotMail => NOT_MAIL,
        Kind::TlsMissing => TLS_MISSING,
        Kind::TlsWanted => TLS_WANTED,
        Kind::TlsFailed => TLS_FAILED,
        Kind::CertificateExpired => CERTIFICATE_EXPIRED,
        Kind::CertificateTooYoung => CERTIFICATE_TOO_YOUNG,
        Kind::CertificateUnknownIssuer => CERTIFICATE_UNKNOWN_ISSUER,
        Kind::CertificateWrongName => CERTIFICATE_WRONG_NAME,
        Kind::CertificateWrong => CERTIFICATE_WRONG,
        Kind::AuthorityUnreadable => AUTHORITY_UNREADABLE,
        Kind::Unprotected => UNPROTECTED,
        Kind::PasswordMissing => PASSWORD_MISSING,
        Kind::LoginRefused => LOGIN_REFUSED,
        Kind::LoginMissing => LOGIN_MISSING,
        Kind::LoginNotOffered => LOGIN_NOT_OFFERED,
        Kind::LoginByBrowser => LOGIN_BY_BROWSER,
        Kind::SenderRefused => SENDER_REFUSED,
        Kind::Later => LATER,
        Kind::Refused => REFUSED,
        Kind::AddressNotTaken => ADDRESS_NOT_TAKEN,
        Kind::NoRecipient => NO_RECIPIENT,
        Kind::SevenBitsOnly => SEVEN_BITS_ONLY,
        Kind::Malformed => MALFORMED,
        Kind::RecipientRefused { address } => return recipient(address).into(),
        Kind::AddressWrong { address } => return wrong(address).into(),
        Kind::TooLarge { bytes, most } => return too_large(*bytes, *most).into(),
    };
    said.into()
}

fn recipient(address: &str) -> String {
    format!("Le serveur d’envoi refuse l’adresse {} : vérifiez-la auprès du client.", shown(address))
}

fn wrong(address: &str) -> String {
    if address.trim().is_empty() {
        return "Il manque une adresse de messagerie : complétez-la, puis recommencez.".to_owned();
    }
    format!("« {} » n’est pas une adresse de messagerie : corrigez-la.", shown(address))
}

fn too_large(bytes: usize, most: Option<usize>) -> String {
    let todo = "allégez ses pièces jointes, ou remettez-les autrement";
    // What it weighs is rounded up, what is taken down: the two never read alike.
    let weight = tenths(bytes.div_ceil(TENTH));
    match most {
        Some(most) => {
            format!(
                "Ce message pèse {weight}, et ce serveur n’en prend pas plus de {} : {todo}.",
                tenths(most / TENTH)
            )
        }
        None => format!("Ce message pèse {weight}, c’est trop pour ce serveur : {todo}."),
    }
}

/// What a server or a book says, on one line, without what could pass for something else.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(254).collect()
}

/// A tenth of a megabyte.
const TENTH: usize = 100_000;

fn tenths(tenths: usize) -> String {
    format!("{},{} Mo", tenths / 10, tenths % 10)
}

const DOUBT: &str = "La connexion s’est interrompue alors que le serveur avait le message en entier : il est peut-être \
    parti. Regardez dans vos messages envoyés, ou demandez à votre client, avant de l’envoyer de nouveau.";
const NO_NETWORK: &str = "Cet ordinateur n’est pas relié à Internet : le message attend, et partira une fois la connexion revenue.";
const NAME_NOT_FOUND: &str =
    "Le serveur d’envoi est introuvable : vérifiez son nom, et que vous êtes bien relié à Internet.";
const CONNECTION_REFUSED: &str = "Le serveur d’envoi ne prend aucun appel à ce port : vérifiez son nom et le port, ou recommencez plus tard.";
const SILENT: &str = "Le serveur d’envoi ne répond pas : le message n’est pas parti, recommencez plus tard. Si cela \
    dure, vérifiez le port et la protection choisie (TLS ou STARTTLS).";
const CLOSED: &str = "La connexion au serveur d’envoi s’est interrompue avant la fin : le message n’est pas parti, \
    recommencez plus tard.";
const NOT_MAIL: &str = "Ce qui répond là n’est pas un serveur d’envoi de messages : vérifiez son nom, le port et la \
    protection choisie (TLS ou STARTTLS).";
const TLS_MISSING: &str = "Ce serveur n’offre pas la protection STARTTLS à ce port : rien ne lui a été dit. Choisissez \
    TLS, d’ordinaire au port 465, ou demandez les réglages à votre fournisseur.";
const TLS_WANTED: &str = "Ce serveur exige une connexion protégée : choisissez STARTTLS ou TLS.";
const TLS_FAILED: &str = "La connexion n’a pas pu être protégée : vérifiez le port et la protection choisie, d’ordinaire \
    TLS au port 465 et STARTTLS au port 587.";
const CERTIFICATE_EXPIRED: &str = "Le certificat du serveur d’envoi est périmé, et rien ne lui a été dit. Vérifiez la \
    date de cet ordinateur ; si elle est juste, prévenez votre fournisseur.";
const CERTIFICATE_TOO_YOUNG: &str = "Le certificat du serveur d’envoi n’est pas encore valable, et rien ne lui a été \
    dit : vérifiez la date de cet ordinateur.";
const CERTIFICATE_UNKNOWN_ISSUER: &str = "Le certificat du serveur d’envoi ne vient d’aucune autorité connue, et rien ne \
    lui a été dit. Vérifiez son nom ; si ce serveur est le vôtre, donnez le certificat de son autorité.";
const CERTIFICATE_WRONG_NAME: &str = "Le certificat présenté est celui d’un autre serveur, et rien ne lui a été dit : \
    vérifiez le nom du serveur d’envoi auprès de votre fournisseur.";
const CERTIFICATE_WRONG: &str = "Le certificat du serveur d’envoi n’est pas valable, et rien ne lui a été dit : prévenez \
    votre fournisseur.";
const AUTHORITY_UNREADABLE: &str =
    "Le certificat d’autorité donné pour ce serveur est illisible : donnez un fichier au format PEM.";
const UNPROTECTED: &str = "Sans protection, votre mot de passe et vos messages seraient lisibles en chemin : choisissez \
    TLS ou STARTTLS. Seul un serveur de cet ordinateur même peut s’en passer.";
const PASSWORD_MISSING: &str = "Le mot de passe du serveur d’envoi manque : donnez-le, le message attend.";
const LOGIN_REFUSED: &str = "Le serveur d’envoi refuse l’identifiant ou le mot de passe. Vérifiez-les ; beaucoup de \
    fournisseurs demandent un mot de passe d’application, créé sur leur site, et non celui de votre messagerie.";
const LOGIN_MISSING: &str = "Ce serveur n’envoie que pour qui se fait connaître : donnez votre identifiant et votre mot \
    de passe.";
const LOGIN_NOT_OFFERED: &str = "Ce serveur n’accepte ni identifiant ni mot de passe de cette manière : vérifiez le port \
    et la protection, ou laissez l’identifiant vide si le serveur n’en demande pas.";
const LOGIN_BY_BROWSER: &str = "Ce fournisseur n’accepte plus de mot de passe, seulement une connexion par navigateur que \
    Parcours ne fait pas : envoyez vos messages par votre logiciel de messagerie, ou prenez un autre serveur d’envoi.";
const SENDER_REFUSED: &str = "Le serveur d’envoi refuse votre adresse d’expéditeur : elle doit être celle du compte, ou \
    une adresse que ce compte a le droit d’employer.";
const LATER: &str = "Le serveur d’envoi demande de revenir plus tard : le message n’est pas parti, un autre essai suffit \
    d’ordinaire.";
const REFUSED: &str = "Le serveur d’envoi refuse ce message.";
const ADDRESS_NOT_TAKEN: &str = "Ce serveur ne prend pas les adresses avec des lettres accentuées : demandez à votre \
    client une adresse sans accent.";
const NO_RECIPIENT: &str = "Ce message n’a pas de destinataire : donnez une adresse.";
const SEVEN_BITS_ONLY: &str = "Ce serveur ne prend pas les messages avec des lettres accentuées brutes : envoyez-le par votre logiciel de messagerie.";
const MALFORMED: &str = "Ce message est mal formé et aucun serveur ne le prendrait sans l’altérer : il n’est pas parti. Préparez-le de nouveau.";
