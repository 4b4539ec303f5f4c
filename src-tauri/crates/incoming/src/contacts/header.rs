//! A header of a table of contacts, read in French, English or German.

use crate::contacts::holds::{Group, Holds};
use values::letters::folded;

/// What one reading of a header finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Here(Holds),
    /// Recognised, and no card has a place for it: it is told beside the card.
    LeftOut,
    /// Another reading may know.
    Elsewhere,
}

/// A header in plain words, with the number that tells one column from its like.
pub struct Header {
    pub words: Vec<String>,
    pub ordinal: Option<u8>,
}

impl Header {
    pub fn of(header: &str) -> Option<Header> {
        // « billingAddress1 » is three words.
        let mut spaced = String::new();
        for c in header.chars() {
            if c.is_uppercase() && spaced.ends_with(|last: char| last.is_lowercase()) {
                spaced.push(' ');
            }
            spaced.push(c);
        }
        let text = folded(&spaced);
        let words: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
        if words.is_empty() || words.len() > 9 {
            return None;
        }
        let ordinal =
            words.iter().find_map(|w| w.trim_start_matches(|c: char| c.is_alphabetic()).parse::<u8>().ok());
        Some(Header { words, ordinal })
    }

    /// One of these words.
    fn has(&self, known: &str) -> bool {
        known.split_whitespace().any(|one| self.words.iter().any(|word| word == one))
    }

    /// A word that begins like one of these.
    fn begins(&self, known: &str) -> bool {
        known.split_whitespace().any(|one| self.words.iter().any(|word| word.starts_with(one)))
    }

    /// Nothing but these words and numbers.
    fn only(&self, known: &str) -> bool {
        self.words
            .iter()
            .all(|word| known.split_whitespace().any(|one| word == one) || word.parse::<u8>().is_ok())
    }

    pub fn group(&self) -> Group {
        if self.begins("livraison shipping delivery liefer expedition chantier") || self.has("ship shipto") {
            Group::Delivery
        } else if self.begins("facturation billing invoic rechnung") || self.has("facture bill") {
            Group::Billing
        } else if self.has("work business bureau pro travail")
            || self.begins("profession geschaftlich dienstlich")
        {
            Group::Work
        } else if self.has("home domicile perso privat private prive privee maison")
            || self.begins("personnel")
        {
            Group::Home
        } else if self.has("other autre autres andere weitere sonstige secondary secondaire sekundare") {
            Group::Other
        } else {
            Group::Plain
        }
    }

    /// Of somebody else than the client, or of how the list is kept.
    pub fn somebody_else(&self) -> Said {
        let nobody = self.begins(
            "owner proprietaire assign attribue createur creat cree creation modif updat maj \
                besitzer salesperson vendeur assistan spouse conjoint children enfant referr manager \
                unsubscri consent bounce optout optin contacted relance activit",
        ) || self.has(
            "rep lead opt status statut stage score dernier derniere asst date confirmation \
                verified quality domain domaine source segment",
        ) && !self.has("name nom names")
            && !self.has("juridique")
            || (self.has("commercial") && !self.only("nom commercial"))
            || (self.has("last") && self.words.len() > 1 && !self.begins("name nom"));
        if nobody { Said::LeftOut } else { Said::Elsewhere }
    }

    /// Numbers that identify, and how one is reached.
    pub fn number_or_reach(&self) -> Said {
        let holds = if self.begins("siret") {
            Holds::Siret
        } else if self.begins("siren") {
            Holds::Siren
        } else if self.only("nic code numero n") && self.has("nic") {
            Holds::Nic
        } else if self.has("tva vat ust mwst ustid uid")
            || self.begins("intracom umsatzsteuer")
            || (self.has("tax") && self.has("id number no"))
            || (self.has("fiscal") && self.has("numero n id"))
        {
            // « Taux de TVA », « Assujetti à la TVA ».
            if self.begins("taux rate assujet regime exon") {
                return Said::LeftOut;
            }
            Holds::Vat
        } else if self.has("mail email emails mails mel courriel courriels messagerie electronique")
            || self.begins("email")
        {
            // « E-mail Display Name », « Nom complet de l’adresse de messagerie », « E-mail 1 - Label ».
            if self.has("name nom display angezeigter type typ label etiquette") {
                return Said::LeftOut;
            }
            Holds::Email
        } else if self.begins("fax telefax telecop pager telex") {
            return Said::LeftOut;
        } else if self.has("tel gsm cell natel handy")
            || (self.only("contact number no") && self.words.len() == 2)
            || self.begins("telephone telefon phone mobil portable handynummer")
        {
            if self.has("type typ label etiquette") {
                return Said::LeftOut;
            }
            Holds::Phone
        } else {
            return Said::Elsewhere;
        };
        Said::Here(holds)
    }

    /// What kind of client it is, and what no card has a place for.
    pub fn kind_or_none(&self) -> Said {
        let kinds = self.has("type typ categorie category nature kundenart")
            && (self.only(
                "type typ categorie category nature de du d des client clients customer tiers societe \
                company contact account compte entreprise personne person kunde organisation \
                organization",
            ));
        let form = self.has("juridique") && self.has("forme statut nature");
        let asked = self
            .only("is a est une un company societe entreprise professionnel particulier individual pro")
            && (self.has("is est") || self.only("particulier individual professionnel pro"));
        if kinds || form || asked || self.only("rechtsform") {
            return Said::Here(Holds::Kind);
        }
        let nothing = self.has("type typ label etiquette photo image password")
            && !self.begins("etiquettes labels")
            || self.begins(
                "phonetic phonetique yomi birth naissance geburts anniv linkedin twitter facebook \
                skype langu sprache devise currenc iban effectif employee",
            )
            || self.has("po bp postfach web website url webseite bic rib ape naf rcs")
            || self.begins("internet")
            || self.has("id ids identifiant reference ref uuid")
            || (self.has("code numero no nr number n")
                && self.has("client clients customer kunde kunden tiers compte contact account"));
        if nothing { Said::LeftOut } else { Said::Elsewhere }
    }

    /// Where one is.
    pub fn place(&self) -> Said {
        let postcode = self.has("cp plz zip npa codepostal")
            || self.begins("zipcode postleitzahl postcode postalcode")
            || (self.has("postal postale zip post") && self.has("code codes"));
        let city = self.has("ville city town ort stadt commune localite wohnort village");
        let region = self.begins("region state province bundesland departement county kanton canton")
            || self.has("dep etat dpt dept");
        let holds = if postcode && city {
            Holds::Town
        } else if postcode {
            Holds::Postcode
        } else if city {
            Holds::City
        } else if self.has("pays country land") {
            Holds::Country
        } else if region {
            Holds::Region
        } else if self
            .begins("complement extended zusatz adresszusatz suite apartment appartement batiment etage")
        {
            Holds::Extra
        } else if self.only("livraison shipping delivery facturation billing") {
            Holds::Street
        } else if self.has("house") && self.has("number no") {
            Holds::HouseNumber
        } else if self.begins("street strasse address adress anschrift")
            || self.has("rue rue2 rue3 voie addr str")
            || self.words.iter().any(|w| w.ends_with("adresse") || w.ends_with("anschrift"))
        {
            if self.begins("format full combined complet entier whole gesamt") {
                Holds::Whole
            } else if self.begins("district sublocality latitude longitude") {
                return Said::LeftOut;
            } else {
                Holds::Street
            }
        } else {
            return Said::Elsewhere;
        };
        Said::Here(holds)
    }

    /// What one does there, and what is noted.
    pub fn role(&self) -> Said {
        let holds = if self.has("title titre titel job poste role")
            || self.begins("fonction position funktion arbeitstitel beruf jobtitle")
        {
            Holds::Title
        } else if self.has("service department abteilung") {
            return Said::LeftOut;
        } else if self.begins("note notiz comment kommentar remarque bemerkung observation") {
            Holds::Note
        } else if self.only("tags tag etiquettes mots cles labels groupes keywords") {
            Holds::Tags
        } else if self.begins("contact interlocut ansprechpartner") {
            return self.contact();
        } else {
            return Said::Elsewhere;
        };
        Said::Here(holds)
    }

    /// Who is spoken to: « Contact », « Contact First Name », « Nom du contact »; never a number or a day of it.
    fn contact(&self) -> Said {
        let plain = self.only(
            "contact contacts principal primary main interlocuteur interlocutrice ansprechpartner \
                client du de person personne a facturation livraison billing shipping referent key \
                nom prenom name names first last full complet given family surname et famille \
                firstname lastname l le la in und vorname nachname",
        );
        let first = self.has("first prenom given firstname vorname");
        let last = self.has("last family surname famille lastname nachname");
        match (plain, first, last) {
            (false, ..) => Said::LeftOut,
            (_, true, _) if self.has("nom") || last => Said::Here(Holds::Contact),
            (_, true, _) => Said::Here(Holds::ContactFirst),
            (_, _, true) => Said::Here(Holds::ContactLast),
            _ if self.has("nom name") && !self.has("full complet") => Said::Here(Holds::ContactName),
            _ => Said::Here(Holds::Contact),
        }
    }

    /// Who it is.
    pub fn who(&self) -> Said {
        let first =
            self.begins("prenom vorname vornamen forename firstname givenname") || self.has("given first");
        let last = self.begins("nachname familienname surname lastname familyname")
            || self.has("last family famille");
        let holds = if first && (last || self.has("nom noms")) {
            // « Nom et prénom ».
            Holds::Display
        } else if first {
            if self.begins("deuxieme second middle weitere") {
                return Said::LeftOut;
            }
            Holds::First
        } else if last {
            Holds::Last
        } else if self.begins(
            "societe entreprise company organi firma firm unternehmen raison denomination \
                enseigne etablissement",
        ) || self
            .has("client clients customer kunde kundenname structure business companyname tiers")
            || (self.has("account compte") && self.has("name nom"))
        {
            // A number or a code is not a name.
            if self.has("code numero no nr number") {
                return Said::LeftOut;
            }
            Holds::Organisation
        } else if self.begins("nickname surnom spitzname pseudo") {
            Holds::Nickname
        } else if self.has(
            "middle additional deuxieme prefix suffix prefixe suffixe civilite anrede screen \
                alternatif",
        ) {
            return Said::LeftOut;
        } else if self.has("display afficher affiche full complet displayname fullname")
            || self.begins("anzeigename")
            || self.words == ["file", "as"]
        {
            Holds::Display
        } else if self.has("nom noms name names") {
            Holds::Name
        } else {
            return Said::Elsewhere;
        };
        Said::Here(holds)
    }
}
