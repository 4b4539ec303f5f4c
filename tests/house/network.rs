//! One crate reaches a network, and it knows nothing of books or clock.

use crate::{files, read};
use std::collections::{BTreeMap, BTreeSet};

/// The doors for a browser, while one works on the page, are never shipped.
const NEVER_SHIPPED: &str = "src-tauri/dev/";

#[test]
fn nothing_but_the_post_reaches_a_network() {
    let mut others = Vec::new();
    for (path, text) in files("src-tauri", ".rs") {
        let path = path.strip_prefix(crate::root()).unwrap().to_string_lossy().into_owned();
        if path.starts_with("src-tauri/crates/post/") || path.starts_with(NEVER_SHIPPED) {
            continue;
        }
        for word in ["std::net", "net::", "TcpStream", "UdpSocket", "ToSocketAddrs", "lettre::", "rustls::"] {
            if text
                .split(|c: char| c.is_whitespace() || "({<&".contains(c))
                .any(|part| part.starts_with(word))
            {
                others.push(format!("{path} has {word}"));
            }
        }
    }
    assert!(others.is_empty(), "{others:#?}");
    let post: String = files("src-tauri/crates/post/src", ".rs").into_iter().map(|(_, text)| text).collect();
    assert!(post.contains("lettre::") && post.contains("std::net::"), "the post was not read");
    for never in ["::now()", "SystemTime", "Instant", "rusqlite", "tauri", "SELECT "] {
        assert!(!post.contains(never), "the post has {never}");
    }
}

/// What speaks to mail servers is in no other hands, not even by way of another crate.
#[test]
fn what_speaks_to_servers_is_the_posts_alone() {
    let lock = read("Cargo.lock");
    let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let quoted = |line: &'static str| {
            package.lines().find_map(move |told| told.strip_prefix(line)?.strip_suffix('"'))
        };
        let name = quoted("name = \"").unwrap();
        let used = package.split("dependencies = [").nth(1).unwrap_or_default().split(']').next().unwrap();
        // « "rustls" », or « "rustls 0.23.46" » where there are several.
        for one in used.lines().filter_map(|line| line.trim().strip_prefix('"')) {
            users.entry(one.split([' ', '"']).next().unwrap()).or_default().insert(name);
        }
    }
    assert_eq!(users["lettre"], BTreeSet::from(["post"]));
    assert_eq!(users["rustls"], BTreeSet::from(["lettre", "post", "rustls-platform-verifier"]));
    assert!(users["serde"].len() > 10, "Cargo.lock was not read");
}
