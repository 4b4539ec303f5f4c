//! The real window, driven as a person would: by what is written on it and by the keyboard.
//! Each window has a screen, a home and a driver of its own, so tests run beside each other.
//! Nothing here sleeps for luck: every wait is for a condition, with a deadline.

use std::env;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::keys::key;
use crate::stand::{BETWEEN_LOOKS, PATIENCE, ask_to_close, start_driver, start_screen};

/// Reading the page as a screen reader would: roles, accessible names, visible text.
const PAGE: &str = include_str!("page.js");
/// The key under which WebDriver writes an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

pub struct Window {
    runtime: Runtime,
    client: Option<Client>,
    driver: Child,
    screen: Child,
    display: String,
    /// Kept until the window has ended.
    _home: TempDir,
}

/// A file for the page: its name, its media type, its bytes.
pub struct Dropped<'a> {
    pub name: &'a str,
    pub media_type: &'a str,
    pub bytes: &'a [u8],
}

impl Window {
    /// Opens the window over a data folder, on a day (`2026-03-03`), and waits for the page.
    /// None, with the reason on stderr, where `PARCOURS_WINDOW` names no binary: then the test ends.
    pub fn open(data: &Path, today: &str) -> Option<Window> {
        Window::open_with(data, today, &[])
    }

    /// The same with variables such as `PARCOURS_SAVE_AS` and `PARCOURS_FOLDER`, which answer the native dialogs.
    pub fn open_with(data: &Path, today: &str, environment: &[(&str, &Path)]) -> Option<Window> {
        let Some(binary) = env::var_os("PARCOURS_WINDOW") else {
            not_run("PARCOURS_WINDOW names no window; `cargo xtask e2e` builds it and runs these tests");
            return None;
        };
        assert!(Path::new(&binary).is_file(), "PARCOURS_WINDOW names no file: {}", binary.display());
        let data = data.to_string_lossy();
        Some(Window::open_binary(Path::new(&binary), &["--data", &data, "--today", today], environment))
    }

    /// Opens any Tauri window whose page draws something in `#app`.
    pub fn open_binary(binary: &Path, arguments: &[&str], environment: &[(&str, &Path)]) -> Window {
        let home = tempfile::tempdir().expect("a home for the window");
        let (screen, display) = start_screen();
        let (driver, port) = start_driver(home.path(), &display, environment);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let mut window = Window { runtime, client: None, driver, screen, display, _home: home };

        let options =
            json!({ "webkitgtk:browserOptions": { "binary": binary.to_string_lossy(), "args": arguments } });
        let mut session = ClientBuilder::new(HttpConnector::new());
        session.capabilities(options.as_object().cloned().unwrap_or_default());
        let client = window.runtime.block_on(session.connect(&format!("http://127.0.0.1:{port}")));
        window.client = Some(client.expect("the window opens"));
        window.wait_until(
            "the page to be drawn",
            "return document.querySelector('#app')?.childElementCount > 0",
        );
        window
    }

    /// Presses keys together, such as `Enter`, `Control+k`, `Shift+Tab`, `Alt+Down`.
    pub fn press(&self, keys: &str) {
        let keys: Vec<char> = keys.split('+').map(key).collect();
        let down = keys.iter().map(|&value| KeyAction::Down { value });
        let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
        self.perform(down.chain(up));
    }

    /// Types where the focus is, one key after the other.
    pub fn type_text(&self, text: &str) {
        self.perform(text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]));
    }

    /// Waits for what has this role and this name, and clicks it. In an open dialog, looks there only.
    /// The name is whole or, where nothing has it whole, its beginning; spaces and apostrophes of any kind are alike.
    pub fn click_text(&self, role: &str, name: &str) {
        let element = self.find(role, name);
        if let Err(error) = self.block(element.click()) {
            self.fail(&format!("{role} « {name} » cannot be clicked: {error}"));
        }
    }

    /// Replaces what stands in the field of this name.
    pub fn fill(&self, name: &str, text: &str) {
        self.focus_on(name);
        self.press("Control+a");
        self.press("Backspace");
        self.type_text(text);
    }

    /// Puts the focus in the field of this name.
    pub fn focus_on(&self, name: &str) {
        let found = format!("const field = page.field({}); field?.focus(); return !!field", json!(name));
        self.wait_until(&format!("a field « {name} »"), &found);
    }

    /// Waits until the visible text of the page holds this one.
    pub fn wait_for_text(&self, text: &str) {
        self.wait_until(&format!("the text « {text} »"), &format!("return page.shows({})", json!(text)));
    }

    /// Waits until the visible text of the page no longer holds this one.
    pub fn wait_for_no_text(&self, text: &str) {
        self.wait_until(&format!("no text « {text} »"), &format!("return !page.shows({})", json!(text)));
    }

    /// Waits until something visible matches the selector.
    pub fn wait_for(&self, css: &str) {
        self.wait_until(css, &format!("return page.matches({})", json!(css)));
    }

    /// Waits until something visible has this role and this name.
    pub fn wait_for_role(&self, role: &str, name: &str) {
        self.find(role, name);
    }

    /// Waits until a script returns true. `page` has the functions of `page.js`.
    pub fn wait_until(&self, what: &str, script: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.try_run(script) != Ok(Value::Bool(true)) {
            if Instant::now() > deadline {
                self.fail(&format!("waited {} s for {what}", PATIENCE.as_secs()));
            }
            std::thread::sleep(BETWEEN_LOOKS);
        }
    }

    /// The visible text of the page, as it is read: one kind of space, one kind of apostrophe.
    pub fn text(&self) -> String {
        self.run("return page.text()").as_str().unwrap_or_default().to_owned()
    }

    /// What has the focus, such as « button "Envoyer" ».
    pub fn focus(&self) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.try_run("return page.described(document.activeElement)") {
                Ok(focus) => return focus.as_str().unwrap_or_default().to_owned(),
                // A page that is being replaced answers nothing that can be read.
                Err(_) if Instant::now() < deadline => std::thread::sleep(BETWEEN_LOOKS),
                Err(error) => self.fail(&error.to_string()),
            }
        }
    }

    /// What stands in the field of this name.
    pub fn value(&self, name: &str) -> String {
        let value = self.run(&format!("return page.field({})?.value ?? null", json!(name)));
        value.as_str().map_or_else(|| self.fail(&format!("there is no field « {name} »")), str::to_owned)
    }

    /// Calls a command of the window as the page does: `call("ask", "home", json!({}))`.
    pub fn call(&self, door: &str, name: &str, payload: &Value) -> Result<Value, Value> {
        self.invoke(door, &json!({ "name": name, "payload": payload }))
    }

    /// Calls any command of the window as the page does.
    pub fn invoke(&self, command: &str, arguments: &Value) -> Result<Value, Value> {
        let script = "const [command, given, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, given).then((ok) => done({ ok }), (failed) => done({ failed }));";
        let given = vec![json!(command), arguments.clone()];
        let mut answer = self.done(command, self.block(self.client().execute_async(script, given)));
        if answer.get("failed").is_some() { Err(answer["failed"].take()) } else { Ok(answer["ok"].take()) }
    }

    /// Drops a file on what matches the selector.
    pub fn drop_file(&self, css: &str, file: &Dropped<'_>) {
        let bytes = STANDARD.encode(file.bytes);
        let given = vec![json!(css), json!(file.name), json!(file.media_type), json!(bytes)];
        self.wait_for(css);
        self.done(
            "drop a file",
            self.block(self.client().execute(&scripted("page.drop(...arguments)"), given)),
        );
    }

    /// Gives a file to the file input that matches the selector (it may be hidden).
    pub fn choose_file(&self, css: &str, file: &Dropped<'_>) {
        let bytes = STANDARD.encode(file.bytes);
        let given = vec![json!(css), json!(file.name), json!(file.media_type), json!(bytes)];
        self.wait_until(css, &format!("return !!document.querySelector({})", json!(css)));
        self.done(
            "choose a file",
            self.block(self.client().execute(&scripted("page.choose(...arguments)"), given)),
        );
    }

    /// Runs a script in the page and answers what it returns.
    pub fn run(&self, script: &str) -> Value {
        self.done(script, self.try_run(script))
    }

    /// Closes the window as its cross does, and waits until it has ended.
    pub fn close(self) {
        self.done("asking the window to close", ask_to_close(&self.display));
        let deadline = Instant::now() + PATIENCE;
        while !self.processes().is_empty() {
            if Instant::now() > deadline {
                self.fail("the window was closed and has not ended");
            }
            std::thread::sleep(BETWEEN_LOOKS);
        }
    }

    /// Starts the program a second time on the same screen, and waits until it ends.
    pub fn launch_again(&self, arguments: &[&OsStr]) -> Output {
        let binary = env::var_os("PARCOURS_WINDOW").unwrap_or_default();
        let started = Command::new(binary).args(arguments).env("DISPLAY", &self.display).output();
        self.done("a second start", started)
    }

    /// Ends the window as a crash would: no goodbye, no backup.
    pub fn kill(mut self) {
        self.end_processes();
        self.client = None;
    }

    /// Memory of the window and of the processes it started, in kilobytes (shared pages counted in proportion).
    pub fn memory(&self) -> u64 {
        let rollup =
            |process: &u32| fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
        let pss = |text: String| {
            let line = text.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default().to_owned();
            line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap_or(0)
        };
        self.processes().iter().map(rollup).map(pss).sum()
    }

    /// The window's process and its descendants, those that have ended left out.
    fn processes(&self) -> Vec<u32> {
        let mut family = vec![self.driver.id()];
        let mut next = 0;
        while let Some(&parent) = family.get(next) {
            let tasks = fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
            for task in tasks {
                let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
                family.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
            }
            next += 1;
        }
        family.retain(|process| {
            let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
            *process != self.driver.id() && !status.is_empty() && !status.contains("\nState:\tZ")
        });
        family
    }

    fn end_processes(&self) {
        for process in self.processes() {
            // One that has just ended by itself is no failure.
            drop(Command::new("kill").args(["-9", &process.to_string()]).stderr(Stdio::null()).status());
        }
    }

    fn find(&self, role: &str, name: &str) -> Element {
        let script = scripted("return page.find(...arguments)");
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.block(self.client().execute(&script, vec![json!(role), json!(name)]));
            if let Some(element) = found.ok().as_ref().and_then(|found| found.get(ELEMENT)?.as_str()) {
                return Element::from_element_id(self.client().clone(), element.to_owned().into());
            }
            if Instant::now() > deadline {
                let there = self.run(&format!("return page.names({})", json!(role)));
                self.fail(&format!(
                    "waited {} s for {role} « {name} »; there are: {there}",
                    PATIENCE.as_secs()
                ));
            }
            std::thread::sleep(BETWEEN_LOOKS);
        }
    }

    fn perform(&self, keys: impl Iterator<Item = KeyAction>) {
        let keys = keys.fold(KeyActions::new("keyboard".to_owned()), KeyActions::then);
        self.done("keys", self.block(self.client().perform_actions(keys)));
    }

    fn try_run(&self, script: &str) -> Result<Value, String> {
        self.block(self.client().execute(&scripted(script), Vec::new())).map_err(|error| error.to_string())
    }

    pub fn block<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    pub fn client(&self) -> &Client {
        self.client.as_ref().expect("the window is open")
    }

    pub fn done<T, E: std::fmt::Display>(&self, what: &str, outcome: Result<T, E>) -> T {
        outcome.unwrap_or_else(|error| self.fail(&format!("{what}: {error}")))
    }

    /// Fails with what the page shows, and a picture of it where pictures are kept.
    fn fail(&self, reason: &str) -> ! {
        let mut report = format!("{reason}\n");
        if let Ok(text) =
            self.try_run("return page.described(document.activeElement) + '\\n\\n' + page.text()")
        {
            let _ = write!(report, "focus: {}", text.as_str().unwrap_or_default());
        }
        if let Some(folder) = env::var_os("PARCOURS_PICTURES").map(PathBuf::from)
            && let Ok(picture) = self.block(self.client().screenshot())
        {
            let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
            drop(
                fs::create_dir_all(&folder)
                    .and_then(|()| fs::write(folder.join(format!("failed-{test}.png")), picture)),
            );
        }
        panic!("{report}");
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            drop(self.runtime.block_on(client.close()));
        }
        self.end_processes();
        for child in [&mut self.driver, &mut self.screen] {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

fn scripted(script: &str) -> String {
    format!("{PAGE}\n{script}")
}

/// Written past the test's own capture, so that a skipped test is seen.
pub fn not_run(reason: &str) {
    drop(writeln!(std::io::stderr(), "not run: {reason}"));
}
