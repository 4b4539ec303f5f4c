//! Who is named: sellers, buyers, payees, tax representatives.

/// An identifier with the scheme it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemedId {
    pub value: String,
    /// ISO 6523 (0002 SIREN, 0009 SIRET), EAS (0225, EM), UNTDID 1153 or 7143, as the term asks; absent where it may be.
    pub scheme: Option<String>,
}

impl SchemedId {
    #[must_use]
    pub fn new(scheme: &str, value: impl Into<String>) -> SchemedId {
        SchemedId { value: value.into(), scheme: Some(scheme.to_owned()) }
    }
}

/// BG-4 the seller, BG-7 the buyer, BG-10 the payee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trader {
    /// BT-27, BT-44, BT-59.
    pub name: String,
    /// BT-28, BT-45.
    pub trading_name: Option<String>,
    /// BT-29, BT-46, BT-60; with 0009, a SIRET.
    pub identifiers: Vec<SchemedId>,
    /// BT-30, BT-47, BT-61; with 0002, the SIREN.
    pub legal_registration: Option<SchemedId>,
    /// BT-31, BT-48.
    pub vat_number: Option<String>,
    /// BT-32: where there is no VAT number (the seller alone).
    pub tax_registration: Option<String>,
    /// BT-33: legal form, capital (the seller alone).
    pub legal_information: Option<String>,
    /// BT-34, BT-49.
    pub electronic_address: Option<SchemedId>,
    /// BG-5, BG-8.
    pub address: Option<TraderAddress>,
    /// BG-6, BG-9.
    pub contact: Option<TraderContact>,
}

/// BG-5, BG-8, BG-12, BG-15.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TraderAddress {
    /// BT-35, BT-50, BT-64, BT-75.
    pub line1: Option<String>,
    /// BT-36, BT-51, BT-65, BT-76.
    pub line2: Option<String>,
    /// BT-162, BT-163, BT-164, BT-165.
    pub line3: Option<String>,
    /// BT-37, BT-52, BT-66, BT-77.
    pub city: Option<String>,
    /// BT-38, BT-53, BT-67, BT-78.
    pub postcode: Option<String>,
    /// BT-39, BT-54, BT-68, BT-79.
    pub subdivision: Option<String>,
    /// BT-40, BT-55, BT-69, BT-80: ISO 3166-1, two letters.
    pub country: String,
}

/// BG-6, BG-9.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TraderContact {
    /// BT-41, BT-56.
    pub name: Option<String>,
    /// BT-42, BT-57.
    pub telephone: Option<String>,
    /// BT-43, BT-58.
    pub email: Option<String>,
}

/// BG-11.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaxAgent {
    /// BT-62.
    pub name: String,
    /// BT-63.
    pub vat_number: Option<String>,
    /// BG-12.
    pub address: Option<TraderAddress>,
}
