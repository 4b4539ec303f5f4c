//! The README's example is run as it stands, by the shell that a reader would paste it into.

use std::process::Command;

#[test]
fn the_road_of_the_readme_leads_to_the_end() {
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md")).expect("the README");
    let (_, after) = readme.split_once("<!-- road -->").expect("the road's mark");
    let script =
        after.split("```sh").nth(1).and_then(|rest| rest.split("```").next()).expect("the road's commands");
    let folder = tempfile::tempdir().expect("a folder");
    let bin = folder.path().join("bin");
    std::fs::create_dir(&bin).expect("a place for the command");
    let command = format!("parcours{}", std::env::consts::EXE_SUFFIX);
    std::fs::copy(env!("CARGO_BIN_EXE_parcours-cli"), bin.join(command)).expect("the command");
    let path = std::env::var("PATH").unwrap_or_default();

    let done = Command::new("bash")
        .args(["-euo", "pipefail", "-c", script])
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("BOOKS", folder.path().join("books"))
        .output()
        .expect("bash runs");

    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{out}\n{err}");
    let pdf = std::fs::read(folder.path().join("books-F-2026-0002.pdf")).expect("the exported invoice");
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(out.matches("\"ok\": true").count(), 2, "both verifications pass: {out}");
}
