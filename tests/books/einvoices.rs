//! `parcours check`: electronic invoices from anywhere, held against the rules; exit codes 0 valid, 3 to correct, 2 no
//! invoice.

use crate::stand::cli;
use serde_json::json;
use std::path::{Path, PathBuf};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/einvoice/tests/samples").join(name)
}

#[test]
fn what_is_valid_is_0_what_is_to_correct_3_and_what_is_no_invoice_2() {
    let folder = tempfile::tempdir().unwrap();
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let good = text(&sample("invoice.xml"));
    let (code, told, said) = cli(folder.path(), &["check", &good]);
    assert_eq!((code, said.is_null()), (0, true), "{told} {said}");
    assert_eq!(
        (&told[0]["format"], &told[0]["profile"], &told[0]["findings"]),
        (&json!("CII"), &json!("EN 16931"), &json!([])),
        "{told}"
    );
    assert_eq!(told[0]["file"], json!(good));
    assert_eq!(
        told[0]["verdicts"],
        json!({"reading": "valid", "arithmetic": "valid", "rules": "valid", "french": "valid", "container": "not_concerned"})
    );
    assert_eq!(told[0]["gist"]["due"], json!("1000.00"), "{told}");

    let wrong = folder.path().join("wrong.xml");
    let content = std::fs::read_to_string(sample("invoice.xml")).unwrap().replace(">1208.67<", ">1208.66<");
    std::fs::write(&wrong, content).unwrap();
    let (code, told, said) = cli(folder.path(), &["check", &good, &text(&wrong)]);
    assert_eq!((code, said.is_null()), (3, true), "{told} {said}");
    let findings = told[1]["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["rule"] == json!("BR-CO-15")).unwrap();
    assert_eq!(
        (&finding["severity"], &finding["field"]),
        (&json!("error"), &json!("BG-22/BT-112")),
        "{told}"
    );
    assert!(finding["text"].as_str().unwrap().contains("1208,67"), "{finding}");

    let none = folder.path().join("none.xml");
    std::fs::write(&none, "<html/>").unwrap();
    let (code, told, refusal) = cli(folder.path(), &["check", &text(&none)]);
    assert_eq!((code, told.is_null(), &refusal["field"]), (2, true, &json!("file")), "{told}");
    assert!(refusal["message"].as_str().unwrap().contains("n’est pas une facture"), "{refusal}");
    let (code, told, _) = cli(folder.path(), &["check", &good, &text(&none)]);
    assert_eq!((code, &told[1]["refusal"]["code"]), (2, &json!("invalid")), "{told}");
    let missing = text(&folder.path().join("missing.pdf"));
    let (code, told, _) = cli(folder.path(), &["check", &missing, &good]);
    assert_eq!((code, &told[0]["file"], &told[1]["findings"]), (2, &json!(missing), &json!([])), "{told}");
    assert!(told[0]["refusal"]["message"].is_string(), "{told}");
    let (code, _, refusal) = cli(folder.path(), &["check"]);
    assert!(code == 2 && refusal["message"].is_string(), "{refusal}");
    assert!(std::fs::read_dir(folder.path()).unwrap().count() == 2, "nothing is left behind");
}
