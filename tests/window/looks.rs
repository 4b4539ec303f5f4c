//! How the window looks: its theme, its size, its pictures, what axe finds wrong on it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::driver::Window;

impl Window {
    /// Shows the dark theme or the light one.
    pub fn dark(&self, dark: bool) {
        let theme = if dark { "dark" } else { "light" };
        self.run(&format!("document.documentElement.dataset.theme = '{theme}'; return true"));
    }

    /// Makes the text larger (200 for twice), as the page must allow.
    pub fn scale_text(&self, percent: u32) {
        self.run(&format!("document.documentElement.style.fontSize = '{percent}%'; return true"));
    }

    /// Resizes the window.
    pub fn resize(&self, width: u32, height: u32) {
        self.done("resize", self.block(self.client().set_window_size(width, height)));
    }

    /// Keeps a picture under `PARCOURS_PICTURES`, where that is set.
    pub fn screenshot(&self, name: &str) {
        let Some(folder) = env::var_os("PARCOURS_PICTURES").map(PathBuf::from) else { return };
        self.settle();
        let picture = self.done("screenshot", self.block(self.client().screenshot()));
        let kept =
            fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(format!("{name}.png")), picture));
        self.done("keeping the picture", kept);
    }

    /// Waits until what was changed is drawn: new styles begin their transitions at the next frame, and end later.
    fn settle(&self) {
        let frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        self.done("frames", self.block(self.client().execute_async(frames, Vec::new())));
        self.wait_until("fonts and animations to settle", "return page.settled()");
        // A picture shows the last frame that was put on the screen: two more, and it shows the page as it is.
        self.done("frames", self.block(self.client().execute_async(frames, Vec::new())));
    }

    /// What axe finds wrong on the page now, one line each; empty when nothing is.
    pub fn violations(&self) -> Vec<String> {
        self.settle();
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        let axe = self.done("axe-core is in ui/node_modules", fs::read_to_string(axe));
        self.run(&format!("if (!window.axe) {{ {axe} }} return true"));
        let script = "const done = arguments[0];
            axe.run(document, { resultTypes: ['violations'] }).then(
                ({ violations }) => done(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' | ')}`)),
                (error) => done([String(error)]));";
        let found = self.done("axe", self.block(self.client().execute_async(script, Vec::new())));
        found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Milliseconds from the page's beginning to its first contentful paint.
    pub fn first_paint(&self) -> f64 {
        self.wait_until("the first paint", "return page.firstPaint() !== null");
        self.run("return page.firstPaint()").as_f64().unwrap_or_default()
    }

    /// Milliseconds from the page's beginning to what it marked so.
    pub fn mark(&self, name: &str) -> f64 {
        let mark = format!("(performance.getEntriesByName('{name}')[0]?.startTime ?? null)");
        self.wait_until(name, &format!("return {mark} !== null"));
        self.run(&format!("return {mark}")).as_f64().unwrap_or_default()
    }
}
