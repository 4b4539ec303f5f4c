//! What a window stands on in the tests: a screen, a driver, and the message that a pressed cross sends.

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, MapState};

pub const BETWEEN_LOOKS: Duration = Duration::from_millis(25);
pub const PATIENCE: Duration = Duration::from_secs(60);

const DRIVER: &str = "/usr/bin/WebKitWebDriver";
/// A window is 1280x800; its screen leaves room around it.
const SCREEN: &str = "1400x1000x24";

/// Sends what a window manager sends when the cross is pressed.
pub fn ask_to_close(display: &str) -> Result<(), Box<dyn Error>> {
    let (screen, number) = x11rb::connect(Some(display))?;
    let atom = |name: &str| -> Result<u32, Box<dyn Error>> {
        Ok(screen.intern_atom(false, name.as_bytes())?.reply()?.atom)
    };
    let (protocols, delete) = (atom("WM_PROTOCOLS")?, atom("WM_DELETE_WINDOW")?);
    let root = screen.setup().roots[number].root;
    for window in screen.query_tree(root)?.reply()?.children {
        let shown = screen.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE;
        let known = screen.get_property(false, window, protocols, AtomEnum::ATOM, 0, 32)?.reply()?;
        if shown && known.value32().is_some_and(|mut known| known.any(|known| known == delete)) {
            let message =
                ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
            screen.send_event(false, window, EventMask::NO_EVENT, message)?;
        }
    }
    screen.flush()?;
    Ok(())
}

pub fn start_screen() -> (Child, String) {
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb starts (package xvfb)");
    let mut number = String::new();
    let told = screen.stdout.take().map(|told| BufReader::new(told).read_line(&mut number));
    assert!(matches!(told, Some(Ok(2..))), "Xvfb finds a free display");
    (screen, format!(":{}", number.trim()))
}

pub fn start_driver(home: &Path, display: &str, environment: &[(&str, &Path)]) -> (Child, u16) {
    let free =
        TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
    let run = home.join("run");
    private_folder(&run);
    let here = |name: &str| -> OsString { home.join(name).into_os_string() };
    let driver = Command::new(DRIVER)
        .arg(format!("--port={}", free.port()))
        .env("DISPLAY", display)
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .envs([("HOME", here("")), ("XDG_DATA_HOME", here("share")), ("XDG_CONFIG_HOME", here("config"))])
        .envs([("XDG_CACHE_HOME", here("cache")), ("XDG_RUNTIME_DIR", run.into_os_string())])
        // No accessibility bus, no GPU and no session bus are needed, and a bare machine has none of them.
        .envs([
            ("GTK_A11Y", "none"),
            ("NO_AT_BRIDGE", "1"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
            ("GDK_BACKEND", "x11"),
        ])
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        // With it, pictures never come.
        .env_remove("WEBKIT_DISABLE_COMPOSITING_MODE")
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("WebKitWebDriver starts (package webkit2gtk-driver)");
    let deadline = Instant::now() + PATIENCE;
    while TcpStream::connect(free).is_err() {
        assert!(Instant::now() < deadline, "WebKitWebDriver does not listen on {free}");
        std::thread::sleep(BETWEEN_LOOKS);
    }
    (driver, free.port())
}

fn private_folder(path: &Path) {
    fs::create_dir_all(path).expect("a folder for the window");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).expect("a folder of one's own");
    }
}
