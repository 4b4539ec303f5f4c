//! A postal address, and whether it is in France.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::letters::folded;
use values::refusal::Refusal;

/// Is it France, by one of its names?
#[must_use]
pub fn is_france(country: &str) -> bool {
    const NAMES: [&str; 8] = [
        "france",
        "fr",
        "fra",
        "frankreich",
        "francia",
        "republique francaise",
        "france metropolitaine",
        "french republic",
    ];
    NAMES.contains(&folded(country).trim())
}

/// A postal address, as typed. `country` is empty for France.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    pub street: String,
    pub extra: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
}

impl Address {
    /// Trimmed; a French postcode has five digits. Everything may be empty.
    pub fn read(&self) -> Result<Address, Refusal> {
        let read = Address {
            street: input::line("street", &self.street, input::SHORT)?,
            extra: input::line("extra", &self.extra, input::SHORT)?,
            postcode: input::code("postcode", &self.postcode, 12)?,
            city: input::line("city", &self.city, input::NAME)?,
            country: input::line("country", &self.country, input::NAME)?,
        };
        let french = read.country.is_empty() || is_france(&read.country);
        let postcode: String = read.postcode.chars().filter(|c| !c.is_whitespace()).collect();
        if french
            && !postcode.is_empty()
            && !(postcode.len() == 5 && postcode.bytes().all(|b| b.is_ascii_digit()))
        {
            return Err(Refusal::at("postcode", "Un code postal français a 5 chiffres."));
        }
        Ok(if french { Address { postcode, country: String::new(), ..read } } else { read })
    }

    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.street.is_empty() && !self.postcode.is_empty() && !self.city.is_empty()
    }

    /// Printed lines, empty ones left out: street, complement, postcode and city, country.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let town = format!("{} {}", self.postcode, self.city);
        [self.street.as_str(), self.extra.as_str(), town.trim(), self.country.as_str()]
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }
}
