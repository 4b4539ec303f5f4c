//! How VAT stands in sentences, with what is told of private persons abroad and not done here.

use crate::activity::Nature;
use crate::contact::place::Zone;
use crate::sale::situation::Sale;
use crate::vat::VatRegime;

impl Sale<'_> {
    /// What holds of each of those natures, in a sentence each; of a service where there is none yet.
    #[must_use]
    pub fn sentences(&self, natures: impl Iterator<Item = Nature>) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        let mut natures: Vec<Nature> = natures.filter(|nature| *nature != Nature::Disbursement).collect();
        if natures.is_empty() {
            natures.push(Nature::Service);
        }
        for nature in natures {
            for sentence in [Some(self.of_nature(nature).sentence), self.aside(nature)].into_iter().flatten()
            {
                if !said.contains(&sentence) {
                    said.push(sentence);
                }
            }
        }
        said
    }

    /// What is told, and not done here, of private persons abroad.
    #[must_use]
    pub fn aside(&self, nature: Nature) -> Option<String> {
        if self.is_firm() || nature == Nature::Disbursement {
            return None;
        }
        // What leaves an overseas department is exported, wherever it goes.
        let exported = matches!(
            self.of_nature(nature).zero,
            Some("overseas_export" | "guyane_mayotte" | "collectivity")
        );
        match (nature, &self.buyer, &self.delivered) {
            (Nature::Goods, _, Zone::Union(_)) if !exported => Some(format!(
                "Ventes à distance à des particuliers de l’Union : au-delà de {} par an avec les services électroniques (cette année ou la précédente), la TVA est celle du pays du client, déclarée au guichet unique (OSS, CGI art. 258 A et 298 sexdecies G). Parcours ne tient pas ce guichet.",
                self.distance_threshold()
            )),
            (Nature::Service, Zone::Union(_), _) => Some(format!(
                "Un service fourni par voie électronique (logiciel, cours enregistré, hébergement) se taxe au contraire chez le client, au-delà de {} par an avec les ventes à distance, au guichet unique (OSS, CGI art. 259 D). Parcours ne tient pas ce guichet.",
                self.distance_threshold()
            )),
            (Nature::Service, Zone::Beyond(_), _) if self.regime == VatRegime::Liable => Some(
                "Un service immatériel (conseil, création, logiciel) à un particulier hors de l’Union n’est pas situé en France : choisissez alors 0 % et ce motif (CGI art. 259 B).".to_owned(),
            ),
            _ => None,
        }
    }
}
