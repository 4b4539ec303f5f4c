//! Electronic invoices from anywhere, checked as they are; nothing of them is kept.

use crate::cli::stop::Stop;
use books::error::Error;
use einvoice::check;
use einvoice::container::LARGEST;
use serde_json::{Value, json};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use values::refusal::Refusal;

/// Per file `{file, format, profile, gist, verdicts, findings}`, or `{file, refusal}` for what is no invoice or
/// cannot be opened. Refuses a file that stands alone and is none.
pub fn check(files: &[PathBuf]) -> Result<Value, Stop> {
    let mut told = Vec::new();
    let (mut strange, mut wrong) = (false, false);
    for file in files {
        let name = file.to_string_lossy();
        match bytes_of(file).and_then(|bytes| Ok(check::check(&bytes)?)) {
            Err(Error::Refused(refusal)) if files.len() == 1 => {
                return Err(Refusal { field: Some("file".to_owned()), ..refusal }.into());
            }
            Err(Error::Refused(refusal)) => {
                strange = true;
                told.push(json!({"file": name, "refusal": refusal}));
            }
            Err(error) => return Err(error.into()),
            Ok(checked) => {
                wrong |= !checked.is_valid();
                let mut one = json!(checked);
                one["file"] = json!(name);
                told.push(one);
            }
        }
    }
    let told = Value::Array(told);
    if strange {
        Err(Stop::Undone(told))
    } else if wrong {
        Err(Stop::Unverified(told))
    } else {
        Ok(told)
    }
}

/// All of a file, and no more than one byte beyond what an invoice may have.
fn bytes_of(path: &Path) -> Result<Vec<u8>, Error> {
    let unread = |error: std::io::Error| Error::folder_at("file", path, &error);
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unread)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(unread)?;
    Ok(bytes)
}
