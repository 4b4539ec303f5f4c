//! The command line: what it says, where, and its exit codes: 0 done, 1 internal error, 2 refusal, 3 not verified.

use crate::stand::{cli, command, fold, head, one_more_quote, read, short_road};
use crate::tampering::drop_triggers;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::fs::File;
use std::process::Stdio;
use tests::{Books, camille};

#[test]
fn done_is_0_with_json_on_stdout_and_a_refusal_2_with_json_on_stderr() {
    let books = Books::empty();
    let (code, done, said) = cli(books.folder(), &["act", "set_identity", &camille().to_string()]);
    assert_eq!(
        (code, done["touched"][0].as_str(), said.is_null()),
        (0, Some("identity"), true),
        "{done} {said}"
    );
    let (code, out, refusal) =
        cli(books.folder(), &["act", "open_deal", r#"{"client": 9, "title": "Site"}"#]);
    assert_eq!((code, out.is_null()), (2, true), "{out}");
    assert_eq!((&refusal["code"], &refusal["field"]), (&json!("invalid"), &json!("client")), "{refusal}");
    let (code, out, _) = cli(books.folder(), &["ask", "identity"]);
    assert_eq!((code, &out["full_name"]), (0, &json!("Camille Durand EI")), "{out}");
    for wrong in
        [&["act", "no_such_thing"][..], &["act", "set_identity", "{"], &["verify", "--against", "/nowhere"]]
    {
        let (code, _, refusal) = cli(books.folder(), wrong);
        assert!(code == 2 && refusal["message"].is_string(), "{wrong:?}: {code} {refusal}");
    }
}

/// The action is done; that its answer could not be told is said by the exit code, calmly.
#[test]
fn a_full_or_closed_stdout_is_an_exit_code_not_a_panic() {
    let books = short_road();
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        println!("not run: this system has no /dev/full");
        return;
    };
    let output = command(books.folder(), &["surface"]).stdout(full).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!said.contains("panicked"), "{said}");

    let mut child = command(books.folder(), &["surface"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

fn edit(raw: &Connection, sql: &str) {
    let triggers = drop_triggers(raw);
    raw.execute_batch(sql).expect("edited");
    for sql in triggers {
        raw.execute_batch(&sql).expect("put back");
    }
}

#[test]
fn one_byte_of_a_sealed_paper_or_line_makes_verify_exit_3() {
    for (sql, table, row) in [
        (
            "UPDATE vault SET bytes = CAST(substr(bytes, 1, 99) || x'07' || substr(bytes, 101) AS BLOB) WHERE id = 1",
            "vault",
            1,
        ),
        ("UPDATE journal SET at = replace(at, '12:00', '12:01') WHERE seq = 3", "journal", 3),
        (
            "UPDATE journal_body SET body = replace(body, 'Refonte', 'refonte') WHERE seq = 3",
            "journal_body",
            3,
        ),
    ] {
        let books = short_road();
        edit(&books.raw(), sql);
        let (code, report, _) = cli(books.folder(), &["verify"]);
        assert_eq!(code, 3, "{sql}: {report:#}");
        let findings = report["findings"].as_array().expect("findings");
        assert!(findings.iter().any(|f| f["table"] == table && f["row"] == row), "{sql}: {report:#}");
    }
}

#[test]
fn an_internal_error_is_1_and_says_where_the_log_is() {
    let books = short_road();
    // A setting that no version wrote: nobody can read it as who I am.
    edit(&books.raw(), "UPDATE setting SET value = '{' WHERE name = 'identity'");
    let (code, out, said) = cli(books.folder(), &["ask", "identity"]);
    assert_eq!((code, out.is_null()), (1, true), "{out} {said}");
    assert!(said["internal"].as_str().is_some_and(|s| s.contains("parcours.log")), "{said}");
}

#[test]
fn the_same_day_and_the_same_actions_give_the_same_head() {
    let (one, other) = (short_road(), short_road());
    assert_eq!(head(&one), head(&other));
    one_more_quote(&one, "Affiche");
    assert_ne!(head(&one), head(&other), "another action gives another head");
    one_more_quote(&other, "Affiche");
    assert_eq!(head(&one), head(&other));
}

#[test]
fn export_writes_the_sealed_bytes_and_says_when_it_cannot() {
    let books = short_road();
    let before = head(&books);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let out = elsewhere.path().join("devis.pdf");
    let arguments = ["export", "quote", "D-2026-0001", "--out", &out.to_string_lossy()];
    let (code, told, _) = cli(books.folder(), &arguments);
    assert_eq!(code, 0, "{told}");
    let sql = "SELECT sha256 FROM document WHERE number = 'D-2026-0001'";
    let sealed: String = books.raw().query_row(sql, [], |r| r.get(0)).expect("the paper");
    let written = std::fs::read(&out).expect("the file");
    assert_eq!(books::seal::hash_bytes(&written), sealed);
    for (place, why) in [
        ("/dev/full", "déjà un fichier"),
        ("/proc/devis.pdf", "mpossible"),
        ("/nowhere/devis.pdf", "n’existe pas"),
    ] {
        let output = command(books.folder(), &["export", "quote", "D-2026-0001", "--out", place]).output();
        let (code, _, refusal) = read(&output.expect("it runs"));
        let message = refusal["message"].as_str().unwrap_or_default();
        assert!(code == 2 && message.contains(why), "{place}: {code} {refusal}");
        assert_eq!(refusal["field"], "out", "{place}: {refusal}");
    }
    assert_eq!(head(&books), before, "an export changes nothing");
}

/// What died while it exported leaves a part of a file in a folder of one's own, until the next export there.
#[test]
fn an_export_clears_what_a_dead_one_left() {
    let books = short_road();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let part = |process: u32, age: u64| {
        let path = elsewhere.path().join(format!(".parcours-{process}.part"));
        let file = std::fs::File::create(&path).expect("a file");
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(age);
        file.set_modified(then).expect("an age");
        path
    };
    // No system has so many processes; one's own is at work.
    let (dead, fresh) = (part(2_000_000_000, 120), part(2_000_000_001, 0));
    let alive = part(std::process::id(), 120);
    let out = elsewhere.path().join("devis.pdf");
    let words = ["export", "quote", "D-2026-0001", "--out", out.to_str().expect("a path")];
    assert_eq!(cli(books.folder(), &words).0, 0);
    assert!(!dead.exists(), "cleared");
    assert!(fresh.exists() && alive.exists(), "another one is at work");
}

#[test]
fn an_export_writes_over_nothing_unless_told_to() {
    let books = short_road();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let export = |out: &std::path::Path, more: &[&str]| {
        let mut arguments = vec!["export", "quote", "D-2026-0001", "--out", out.to_str().expect("a path")];
        arguments.extend(more);
        cli(books.folder(), &arguments)
    };
    fold(&books);
    let before = std::fs::read(books.path()).expect("bytes");
    for place in [books.path(), books.folder().join("devis.pdf"), books.folder().join("backups/../devis.pdf")]
    {
        std::fs::create_dir_all(books.folder().join("backups")).expect("a folder");
        let (code, _, refusal) = export(&place, &["--overwrite"]);
        assert_eq!((code, &refusal["field"]), (2, &json!("out")), "{}: {refusal}", place.display());
    }
    assert_eq!(std::fs::read(books.path()).expect("bytes"), before, "the books are no PDF");

    let mine = elsewhere.path().join("notes.txt");
    std::fs::write(&mine, "à moi").expect("a file");
    assert_eq!(export(&mine, &[]).0, 2);
    assert_eq!(std::fs::read_to_string(&mine).expect("kept"), "à moi");
    #[cfg(unix)]
    {
        let link = elsewhere.path().join("lien.pdf");
        std::os::unix::fs::symlink(&mine, &link).expect("a link");
        assert_eq!(export(&link, &[]).0, 2, "a link is something that stands there");
        assert_eq!(export(&link, &["--overwrite"]).0, 0);
        assert_eq!(std::fs::read_to_string(&mine).expect("kept"), "à moi", "it was not followed");
        assert!(!link.is_symlink());
    }
    assert_eq!(export(&mine, &["--overwrite"]).0, 0);
    assert!(std::fs::read(&mine).expect("the paper").starts_with(b"%PDF-"));
    let left = std::fs::read_dir(elsewhere.path()).expect("a folder").filter_map(Result::ok);
    assert!(
        left.map(|e| e.file_name()).all(|name| !name.to_string_lossy().starts_with('.')),
        "nothing is left"
    );
}

#[test]
fn an_archive_that_fails_leaves_the_one_before() {
    let books = short_road();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let out = elsewhere.path().join("comptable.zip");
    std::fs::write(&out, "celle d’avant").expect("a file");
    let export = |from: &str| {
        let words =
            ["export", "accountant", "--from", from, "--out", out.to_str().expect("a path"), "--overwrite"];
        cli(books.folder(), &words)
    };
    assert_eq!(export("jamais").0, 2);
    assert_eq!(std::fs::read_to_string(&out).expect("kept"), "celle d’avant");
    assert_eq!(export("01/01/2026").0, 0);
    assert!(std::fs::read(&out).expect("the archive").starts_with(b"PK"));
}

#[test]
fn what_is_mistyped_is_told_in_french_as_json() {
    let books = short_road();
    for (arguments, field) in [
        (&["--today", "demain", "ask", "clients"][..], json!("today")),
        (&["act", "add_client", "{\"name\":"][..], json!("payload")),
        (&["export", "quote"][..], Value::Null),
        (&["dance"][..], json!("dance")),
        (&["act", "add_client", "-1"][..], json!("1")),
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_parcours-cli"));
        command.arg("--data").arg(books.folder()).args(arguments);
        let (code, _, said) = read(&command.output().expect("it runs"));
        assert_eq!((code, &said["code"]), (2, &json!("invalid")), "{arguments:?}: {said}");
        let message = said["message"].as_str().unwrap_or_default();
        assert!(message.starts_with("Ce") && !message.contains("expected"), "{arguments:?}: {message}");
        if field != Value::Null {
            assert_eq!(said["field"], field, "{arguments:?}: {said}");
        }
    }
    // What is too long for an argument comes by the standard input.
    let mut child = command(books.folder(), &["act", "add_client", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let payload = format!("{}{}", " ".repeat(200_000), json!({"kind": "person", "name": "Anne"}));
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), payload.as_bytes()).expect("given");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}
