//! Several PDFs bound into one, to be printed in one go: pages as they are, in order.
//!
//! Invariant: what is bound is for the printer; the papers themselves stay as they were kept.

use crate::given::{Unfit, opened};
use crate::sheet::Error;
use lopdf::{Document, Object, ObjectId, dictionary};

/// What a page may have from the node above it.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// The pages of all of them in one file.
///
/// # Errors
/// One of them cannot be opened, or the file cannot be written.
pub fn bound(parts: &[Vec<u8>]) -> Result<Vec<u8>, Error> {
    let mut whole = Document::with_version("1.7");
    let mut kids: Vec<ObjectId> = Vec::new();
    for part in parts {
        let mut given = opened(part).map_err(|unfit| Error::Pdf(told(unfit)))?;
        given.renumber_objects_with(whole.max_id + 1);
        for page in given.get_pages().into_values() {
            let own = inherited(&given, page);
            if let Ok(dictionary) = given.get_dictionary_mut(page) {
                for (name, value) in own {
                    dictionary.set(name, value);
                }
                // A link into the file that it came from leads nowhere here.
                dictionary.remove(b"Annots");
                dictionary.remove(b"StructParents");
            }
            kids.push(page);
        }
        whole.max_id = given.max_id;
        whole.objects.extend(given.objects);
    }
    let pages = whole.new_object_id();
    for kid in &kids {
        if let Ok(dictionary) = whole.get_dictionary_mut(*kid) {
            dictionary.set("Parent", pages);
        }
    }
    let count = i64::try_from(kids.len()).unwrap_or_default();
    let kids: Vec<Object> = kids.into_iter().map(Object::Reference).collect();
    let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    whole.objects.insert(pages, Object::Dictionary(tree));
    let catalogue = whole.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    whole.trailer.set("Root", catalogue);
    whole.prune_objects();
    whole.renumber_objects();
    whole.compress();
    let mut bytes = Vec::new();
    whole.save_to(&mut bytes).map_err(|fault| Error::Pdf(fault.to_string()))?;
    Ok(bytes)
}

/// What the nodes above a page say for it, and it does not say itself.
fn inherited(document: &Document, page: ObjectId) -> Vec<(Vec<u8>, Object)> {
    let mut found: Vec<(Vec<u8>, Object)> = Vec::new();
    let mut at = page;
    for _ in 0..32 {
        let Ok(dictionary) = document.get_dictionary(at) else { break };
        for name in INHERITED {
            if let Ok(value) = dictionary.get(name)
                && !found.iter().any(|(known, _)| known == name)
            {
                found.push((name.to_vec(), value.clone()));
            }
        }
        let Ok(above) = dictionary.get(b"Parent").and_then(Object::as_reference) else { break };
        at = above;
    }
    found
}

fn told(unfit: Unfit) -> String {
    match unfit {
        Unfit::Unreadable => "a paper cannot be opened".to_owned(),
        Unfit::Heavy => "a paper unfolds too far".to_owned(),
        Unfit::Holds(what) => format!("a paper holds {what}"),
    }
}
