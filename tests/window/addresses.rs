//! Every address of the page, walked once: small and light, then dark with text twice as large. Nothing that axe finds
//! wrong, and nothing that leaves the window at its side.

use tests::{Books, day};

use crate::driver::Window;

const ROUTER: &str = include_str!("../../ui/src/router.svelte.ts");
/// What the page asks and has not been told yet.
const COUNT: &str = "const sound = window.fetch; window.asked = 0;
    window.fetch = async (...given) => {
      window.asked += 1;
      try { return await sound(...given); } finally { setTimeout(() => (window.asked -= 1), 0); }
    };
    return true";
/// What is wider than the window, most inner first.
const WIDE: &str = "return document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .slice(-3).map((one) => one.outerHTML.slice(0, 120))";

#[test]
fn every_address_can_be_read_small_large_and_dark() {
    let books = Books::empty();
    parcours::jobs::demo::fill(&parcours::open, books.folder(), day(11, 23), 1, &|_, _| true)
        .expect("the demo");
    let Some(window) = Window::open(books.folder(), "2026-11-23") else { return };
    window.wait_for_text("À faire");
    window.run(COUNT);
    let mut wrong = Vec::new();
    for (dark, percent) in [(false, 100), (true, 200)] {
        let form = if dark { "dark-large" } else { "light-small" };
        let (width, height) = if dark { (1280, 800) } else { (1024, 700) };
        window.resize(width, height);
        window.dark(dark);
        window.scale_text(percent);
        for (name, address) in addresses() {
            window.run(&format!(
                "document.querySelector('main').dataset.left = ''; location.hash = '#{address}'; return true"
            ));
            window.wait_until(
                &format!("{address} to be shown"),
                "return window.asked === 0 && !!document.querySelector('main:not([data-left]) h1')",
            );
            window.screenshot(&format!("address-{name}-{form}"));
            wrong.extend(window.violations().iter().map(|found| format!("{address}, {form}: {found}")));
            let wide = window.run(WIDE);
            if wide.as_array().is_some_and(|wide| !wide.is_empty()) {
                wrong.push(format!("{address}, {form}: wider than the window: {wide}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    window.close();
}

/// As the router knows them, over the first of each thing. Home comes last: the walk begins there.
fn addresses() -> Vec<(&'static str, String)> {
    let known = ROUTER.lines().skip_while(|line| !line.contains("ROUTES = {")).skip(1);
    let mut found: Vec<_> = known
        .take_while(|line| !line.starts_with('}'))
        .filter_map(|line| line.trim().trim_end_matches(',').split_once(": "))
        .map(|(name, path)| {
            (name, path.trim_matches('"').split('/').map(first).collect::<Vec<_>>().join("/"))
        })
        .collect();
    found.rotate_left(1);
    assert!(found.len() > 40, "the router's addresses were not found: {found:?}");
    found
}

fn first(part: &str) -> &str {
    if part.starts_with(':') { "1" } else { part }
}
