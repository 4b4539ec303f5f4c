//! The machine beneath: its packages, its display, its Node.

use std::env;
use std::process::{Command, Stdio};

use crate::step::{Done, Stop, step};

/// Needed to build and open the window.
pub const FOR_WINDOW: &[&str] =
    &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "librsvg2-dev", "libssl-dev"];
/// Needed to build what has no window: a compiler, and what locks the books.
pub const FOR_BOOKS: &[&str] = &["build-essential", "pkg-config", "libssl-dev"];
/// Needed by the tests: readers of what was written, and a mail server to write to.
pub const READERS: &[&str] = &["poppler-utils", "sqlite3", "python3-aiosmtpd"];
/// Needed besides by the window's tests: a screen and a driver.
pub const FOR_TESTS: &[&str] =
    &["xvfb", "xauth", "webkit2gtk-driver", "poppler-utils", "sqlite3", "python3-aiosmtpd"];
/// Needed by the trials: what strikes a process at one of its calls.
pub const FOR_TORTURE: &[&str] = &["strace"];
/// The oldest Node that the UI's tools run on.
const NODE: (u32, u32) = (20, 19);

pub fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Installs the Debian packages that are missing; elsewhere, leaves it to the build to say what is.
pub fn packages(wanted: &[&str]) -> Done {
    let Ok(asked) = Command::new("dpkg-query")
        .args(["-W", "-f", "${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .output()
    else {
        println!("  This is no Debian system: packages are not checked ({}).", wanted.join(" "));
        return Ok(());
    };
    let installed = String::from_utf8_lossy(&asked.stdout).into_owned();
    let is_installed = |name: &str| installed.lines().any(|line| line == format!("{name} installed"));
    let missing: Vec<&str> = wanted.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!(
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
        missing.join(" ")
    );
    let Some(right) = right_to_install() else {
        return Err(Stop::new(
            format!("System packages are missing: {}.", missing.join(" ")),
            format!("Run: {by_hand}"),
        ));
    };
    let advice = format!("Install them by hand: {by_hand}");
    step("Refresh the list of system packages", &advice, apt(right).arg("update"))?;
    let title = format!("Install system packages: {}", missing.join(" "));
    step(&title, &advice, apt(right).args(["install", "-y", "--no-install-recommends"]).args(&missing))
}

/// Node, new enough for the UI's tools.
pub fn node() -> Done {
    let wanted = format!("Install Node {}.{} or later, with npm (https://nodejs.org).", NODE.0, NODE.1);
    let Ok(told) = Command::new("node").arg("--version").output() else {
        return Err(Stop::new("Node is missing.", wanted));
    };
    let version = String::from_utf8_lossy(&told.stdout).trim().to_owned();
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let (major, minor) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if (major, minor) < NODE {
        return Err(Stop::new(format!("Node {version} is too old."), wanted));
    }
    Ok(())
}

#[derive(Clone, Copy)]
enum Right {
    Root,
    Sudo,
}

fn right_to_install() -> Option<Right> {
    let user = Command::new("id").arg("-u").output().ok()?;
    if user.stdout.trim_ascii() == b"0" {
        return Some(Right::Root);
    }
    let sudo = Command::new("sudo").args(["-n", "true"]).stderr(Stdio::null()).status();
    sudo.is_ok_and(|status| status.success()).then_some(Right::Sudo)
}

fn apt(right: Right) -> Command {
    let mut command = match right {
        Right::Root => Command::new("env"),
        Right::Sudo => {
            let mut command = Command::new("sudo");
            command.args(["-n", "env"]);
            command
        }
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]).stdin(Stdio::null());
    command
}
