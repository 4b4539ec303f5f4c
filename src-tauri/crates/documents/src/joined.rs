//! The invoice for machines, joined to its PDF as Factur-X 1.09 asks (ISO 19005-3, 6.8): one file of that name, an
//! alternative to the pages, told in the metadata with the schema that PDF/A wants for names it does not know.

use crate::sheet::Error;
use lopdf::{Document, Object, Stream, dictionary};

/// The name that readers look for.
pub const NAME: &str = "factur-x.xml";

/// What the metadata say of it.
pub const METADATA: &str = r#"
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
<fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
</rdf:Description>"#;

/// How they are explained to PDF/A.
pub const SCHEMA: &str = r#"
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>fx</pdfaSchema:prefix>
<pdfaSchema:property>
<rdf:Seq>
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>DocumentFileName</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>The name of the embedded XML document</pdfaProperty:description>
</rdf:li>
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>DocumentType</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>The type of the hybrid document</pdfaProperty:description>
</rdf:li>
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>Version</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>The version of the standard that the embedded XML document follows</pdfaProperty:description>
</rdf:li>
<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>ConformanceLevel</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>The conformance level of the embedded XML document</pdfaProperty:description>
</rdf:li>
</rdf:Seq>
</pdfaSchema:property>
</rdf:li>"#;

/// Joins it; `moment` is the day of the paper as PDF writes it.
pub fn join(document: &mut Document, xml: &[u8], moment: &str) -> Result<(), Error> {
    let size = i64::try_from(xml.len()).unwrap_or(i64::MAX);
    let file = Stream::new(
        dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => Object::Name(b"text/xml".to_vec()),
            "Params" => dictionary! { "Size" => size, "ModDate" => Object::string_literal(moment) },
        },
        xml.to_vec(),
    );
    let file = document.add_object(file);
    let told = document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => Object::string_literal(NAME),
        "UF" => Object::string_literal(NAME),
        "AFRelationship" => "Alternative",
        "Desc" => Object::string_literal("Factur-X EN 16931"),
        "EF" => dictionary! { "F" => file, "UF" => file },
    });
    let catalogue = document.catalog_mut().map_err(|error| Error::Pdf(error.to_string()))?;
    catalogue.set("AF", vec![Object::Reference(told)]);
    let names = vec![Object::string_literal(NAME), Object::Reference(told)];
    catalogue.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    Ok(())
}
