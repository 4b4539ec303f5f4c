//! What a command may say; its help is read by users, and is in French.

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const HELP: &str = "\
{about-with-newline}
Usage : {usage}

{all-args}{after-help}";

#[derive(Parser)]
#[command(
    name = "parcours",
    bin_name = "parcours",
    version,
    about = "Parcours sans sa fenêtre : les mêmes données, les mêmes actions, en JSON.",
    help_template = HELP,
    subcommand_value_name = "COMMANDE",
    subcommand_help_heading = "Commandes",
    next_help_heading = "Options",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "Exemple : parcours ask today\n\nFin : 0 fait, 1 erreur interne, 2 refus (JSON sur la sortie d’erreur), 3 vérification sans succès."
)]
pub struct Arguments {
    #[arg(long, global = true, value_name = "DOSSIER", help = "Dossier des données ; le vôtre par défaut")]
    pub data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "JOUR", help = "Jour fixe, AAAA-MM-JJ")]
    pub today: Option<NaiveDate>,
    #[arg(
        long,
        global = true,
        value_name = "FICHIER",
        help = "Fichier qui contient la phrase secrète ; la variable PARCOURS_PASSPHRASE le peut aussi"
    )]
    pub passphrase_file: Option<PathBuf>,
    #[arg(short, long, global = true, action = clap::ArgAction::Help, help = "Affiche cette aide")]
    help: Option<bool>,
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help = "Affiche la version")]
    version: Option<bool>,
    #[command(subcommand)]
    pub verb: Verb,
}

/// An entry of the list, and what it is given.
#[derive(Args)]
pub struct Entry {
    #[arg(value_name = "NOM", help = "Son nom dans la liste (parcours surface)")]
    pub name: String,
    #[arg(
        value_name = "JSON",
        help = "Ce qu’on lui donne ; « - » ou rien : l’entrée standard ; « @fichier » : ce fichier"
    )]
    pub payload: Option<String>,
}

/// What is done of the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutboxVerb {
    Send,
    List,
}

/// What is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportVerb {
    Bank,
}

#[derive(Subcommand)]
pub enum Verb {
    #[command(about = "Fait une action de la liste", help_template = HELP,
        after_help = r#"Exemple : parcours act add_client '{"kind": "person", "name": "Hugo Petit"}'"#)]
    Act(Entry),
    #[command(about = "Pose une question de la liste", help_template = HELP,
        after_help = r#"Exemple : echo '{"id": 1}' | parcours ask deal"#)]
    Ask(Entry),
    #[command(about = "Garde ou jette une saisie en cours", help_template = HELP,
        after_help = r#"Exemple : parcours draft discard_draft '{"key": "client:new"}'"#)]
    Draft(Entry),
    #[command(about = "Affiche la liste, avec les schémas de chaque entrée", help_template = HELP,
        after_help = "Exemple : parcours surface | jq '.entries[].name'")]
    Surface {
        #[arg(long, help = "En TypeScript")]
        typescript: bool,
    },
    #[command(about = "Fait une sauvegarde vérifiée", help_template = HELP, after_help = "Exemple : parcours backup")]
    Backup,
    #[command(about = "Restaure à part la dernière sauvegarde, pour voir si elle le peut", help_template = HELP,
        after_help = "Exemple : parcours drill")]
    Drill,
    #[command(about = "Met une sauvegarde à la place des données", help_template = HELP,
        after_help = "Exemple : parcours restore sauvegarde.sqlite --last-number F-2026-0042")]
    Restore {
        #[arg(value_name = "FICHIER", help = "La sauvegarde")]
        file: PathBuf,
        #[arg(
            long = "last-number",
            value_name = "NUMÉRO",
            help = "Dernier numéro donné dans une série, quand les données remplacées ne le savent pas"
        )]
        last_numbers: Vec<String>,
        #[arg(
            long,
            value_name = "FICHIER",
            help = "Fichier qui contient la phrase secrète de cette sauvegarde, si ce n’est pas celle des données"
        )]
        backup_passphrase_file: Option<PathBuf>,
        #[arg(long, help = "Ce sont les données d’une autre entreprise")]
        other_firm: bool,
    },
    #[command(about = "Fait une copie vérifiée, à ce chemin où rien n’est encore, ou dans ce dossier", help_template = HELP,
        after_help = "Exemple : parcours save-copy /media/cle")]
    SaveCopy {
        #[arg(value_name = "OÙ", help = "Chemin ou dossier")]
        to: PathBuf,
    },
    #[command(about = "Relit tout et le compare au journal", help_template = HELP,
        after_help = "Exemple : parcours verify --against F-2026-0001.pdf")]
    Verify {
        #[arg(
            long,
            value_name = "FICHIER",
            help = "Sauvegarde ou PDF émis qui doit s’accorder avec les données"
        )]
        against: Option<PathBuf>,
    },
    #[command(about = "Vérifie les pièces d’un dossier pour le tribunal, sans les données", help_template = HELP,
        after_help = "Exemple : parcours check-file dossier.zip")]
    CheckFile {
        #[arg(value_name = "FICHIER", help = "Le dossier, une archive ZIP")]
        file: PathBuf,
    },
    #[command(about = "Vérifie des factures électroniques, sans les données", help_template = HELP,
        after_help = "Exemple : parcours check facture.pdf avoir.xml\n\nFormats : Factur-X et ZUGFeRD (PDF), CII et UBL (XML). Codes : 0 valide, 3 à corriger, 2 pour un fichier qui n’est pas une facture.")]
    Check {
        #[arg(value_name = "FICHIER", required = true, help = "Les factures, en PDF ou en XML")]
        files: Vec<PathBuf>,
    },
    #[command(about = "Importe un relevé de banque, ou montre ce qu’il contient", help_template = HELP,
        after_help = "Exemples :\n  parcours import bank releve.ofx --preview\n  parcours import bank releve.qif --account « Compte pro »\n\nFormats : OFX, CAMT.052, 053 et 054, CFONB 120, QIF, MT940, CSV ; seuls ou dans une archive ZIP.")]
    Import {
        #[arg(value_name = "QUOI", help = "« bank » : un relevé de banque")]
        what: ImportVerb,
        #[arg(value_name = "FICHIER", help = "Le relevé, reconnu à son contenu")]
        file: PathBuf,
        #[arg(
            long,
            value_name = "COMPTE",
            help = "De quel compte est le relevé : son nom ou son IBAN ; d’un fichier de plusieurs comptes, celui-là seulement"
        )]
        account: Option<String>,
        #[arg(long, help = "Montre ce que contient le fichier ; rien n’est enregistré")]
        preview: bool,
    },
    #[command(about = "Envoie ce qui attend dans la boîte d’envoi, ou le montre", help_template = HELP,
        after_help = "Exemples :\n  parcours outbox list\n  parcours outbox send --smtp-password-file motdepasse.txt\n\nFin de « send » : 0 tout est parti, 2 quelque chose n’est pas parti, 3 quelque chose est à vérifier.")]
    Outbox {
        #[arg(value_name = "QUOI", help = "« send » envoie, « list » montre")]
        what: OutboxVerb,
        #[arg(
            long,
            value_name = "FICHIER",
            help = "Fichier, lu par vous seul, qui contient le mot de passe du serveur d’envoi ; la variable PARCOURS_SMTP_PASSWORD le peut aussi, et le trousseau du système"
        )]
        smtp_password_file: Option<PathBuf>,
    },
    #[command(about = "Remplit un dossier vide avec quatorze mois d’une indépendante", help_template = HELP,
        after_help = "Exemple : parcours --data demo demo")]
    Demo {
        #[arg(
            long,
            default_value_t = 1,
            value_name = "NOMBRE",
            help = "Une autre graine, une autre histoire"
        )]
        seed: u64,
    },
    #[command(about = "Verrouille les données et leurs copies par une phrase secrète, ou la change", help_template = HELP,
        after_help = "Exemple : parcours protect --new-passphrase-file phrase.txt")]
    Protect {
        #[arg(long, value_name = "FICHIER", help = "Fichier qui contient la nouvelle phrase")]
        new_passphrase_file: PathBuf,
    },
    #[command(about = "Verrouille les copies qui ne le sont pas, ou l’étaient autrement", help_template = HELP,
        after_help = "Exemple : parcours protect-copies --passphrase-file phrase.txt")]
    ProtectCopies,
    #[command(about = "Enlève la phrase secrète des données", help_template = HELP,
        after_help = "Exemple : parcours unprotect --passphrase-file phrase.txt")]
    Unprotect,
    #[command(about = "Écrit la fiche qui ouvre les données sans leur phrase", help_template = HELP,
        after_help = "Exemple : parcours recovery-sheet --out fiche.pdf --passphrase-file phrase.txt")]
    RecoverySheet {
        #[arg(long, value_name = "FICHIER", help = "Où l’écrire")]
        out: PathBuf,
    },
    #[command(
        about = "Écrit les octets exacts d’une pièce, ou toutes celles d’une période",
        help_template = HELP,
        after_help = "Exemples :\n  parcours export F-2026-0001 --out facture.pdf\n  parcours export confirmation CO-2026-0001 --out confirmation.pdf\n  parcours export 12 --out piece.pdf\n  parcours export statement 3 --on 2026-11-30 --out releve.pdf\n  parcours export papers --from 2026-01-01 --to 2026-12-31 --out 2026\n  parcours export e-invoices --from 2026-11-01 --to 2026-11-30 --out plateforme\n  parcours export court-file 3 --out dossier.zip\n  parcours export receipts-book --from 2026-01-01 --to 2026-12-31 --out recettes.pdf\n  parcours export vat --from 2026-10-01 --to 2026-12-31 --out tva.csv"
    )]
    Export {
        #[arg(
            value_name = "QUOI",
            help = "Un numéro ou l’identifiant d’une pièce ; sa nature (invoice, quote, receipt…) ; « papers » pour une période ; « e-invoices » pour ses factures électroniques ; « statement » pour le relevé d’un client ; « court-file » pour le dossier d’un client ; « receipts-book », « vat », « urssaf », « sales-journal », « fec », « receipts-fec », « e-reporting » pour un livre ; « accountant » pour l’archive du comptable"
        )]
        what: String,
        #[arg(value_name = "NUMÉRO", help = "Le numéro ou l’identifiant, après une nature ; le client")]
        number: Option<String>,
        #[arg(
            long,
            value_name = "JOUR",
            default_value = "",
            hide_default_value = true,
            help = "Premier jour"
        )]
        from: String,
        #[arg(
            long,
            value_name = "JOUR",
            default_value = "",
            hide_default_value = true,
            help = "Dernier jour"
        )]
        to: String,
        #[arg(
            long,
            value_name = "JOUR",
            default_value = "",
            hide_default_value = true,
            help = "Dernier jour d’un relevé de compte"
        )]
        on: String,
        #[arg(long, value_name = "OÙ", help = "Fichier, ou dossier pour une période")]
        out: PathBuf,
        #[arg(long, help = "Remplace ce qui est là")]
        overwrite: bool,
    },
}
