//! One request: who sends it, the door that it knocks at, and what the house answers there.

use parcours::{Failure, House};
use serde::Deserialize;
use serde_json::Value;

/// Who sends a request, as its headers tell.
pub struct Visitor<'a> {
    pub key: Option<&'a str>,
    pub host: Option<&'a str>,
    pub origin: Option<&'a str>,
}

impl Visitor<'_> {
    /// Vite holds the key and gives it to whatever passes through; so the page must also be one of its own: a page of
    /// elsewhere has another origin, and a name of elsewhere that leads to this machine is not this machine's.
    pub fn may_enter(&self, key: &str) -> bool {
        let (Some(host), Some(origin)) = (self.host, self.origin) else { return false };
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        self.key == Some(key)
            && matches!(name, "localhost" | "127.0.0.1" | "[::1]")
            && origin.strip_prefix("http://") == Some(host)
    }
}

pub enum Asked {
    Door(Door, Named),
    /// Whether another process, such as the command line, wrote to the books since last asked.
    Changed,
}

pub enum Door {
    Act,
    Draft,
    Ask,
    Job,
}

/// What the page gives at each door of the window.
#[derive(Deserialize)]
pub struct Named {
    name: String,
    payload: Value,
}

impl Asked {
    pub fn read(path: &str, body: &str) -> Option<Asked> {
        let door = match path.strip_prefix("/doors/")? {
            "changed" => return Some(Asked::Changed),
            "act" => Door::Act,
            "draft" => Door::Draft,
            "ask" => Door::Ask,
            "job" => Door::Job,
            _ => return None,
        };
        Some(Asked::Door(door, serde_json::from_str(body).ok()?))
    }

    /// The status and the body; a failure is shaped as in the window.
    pub fn through(self, house: &House) -> (u16, String) {
        let answer = match self {
            Asked::Changed => Ok(Value::Bool(house.changed_elsewhere())),
            Asked::Door(Door::Act, Named { name, payload }) => house.act(&name, payload),
            Asked::Door(Door::Draft, Named { name, payload }) => house.draft(&name, payload),
            Asked::Door(Door::Ask, Named { name, payload }) => house.ask(&name, payload),
            Asked::Door(Door::Job, Named { name, payload }) => house.job(&name, payload),
        };
        match answer {
            Ok(value) => (200, value.to_string()),
            Err(failure) => (422, told(&failure)),
        }
    }
}

fn told(failure: &Failure) -> String {
    serde_json::to_string(failure).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Asked, Visitor};

    fn page() -> Visitor<'static> {
        Visitor { key: Some("k"), host: Some("localhost:5173"), origin: Some("http://localhost:5173") }
    }

    #[test]
    fn the_page_enters() {
        assert!(page().may_enter("k"));
        let by_number =
            Visitor { host: Some("127.0.0.1:5173"), origin: Some("http://127.0.0.1:5173"), ..page() };
        assert!(by_number.may_enter("k"));
    }

    #[test]
    fn whoever_has_not_the_key_stays_out() {
        assert!(!Visitor { key: None, ..page() }.may_enter("k"));
        assert!(!Visitor { key: Some("other"), ..page() }.may_enter("k"));
    }

    #[test]
    fn a_page_of_elsewhere_stays_out() {
        for origin in [None, Some("null"), Some("https://localhost:5173"), Some("http://localhost:8080")] {
            assert!(!Visitor { origin, ..page() }.may_enter("k"), "{origin:?}");
        }
        let renamed =
            Visitor { host: Some("evil.test:5173"), origin: Some("http://evil.test:5173"), ..page() };
        assert!(!renamed.may_enter("k"), "a name of elsewhere that leads to this machine");
    }

    #[test]
    fn only_the_doors_of_the_window_are_there() {
        let body = r#"{"name":"today","payload":{}}"#;
        for door in ["act", "draft", "ask", "job", "changed"] {
            assert!(Asked::read(&format!("/doors/{door}"), body).is_some(), "{door}");
        }
        for (path, body) in
            [("/doors/reveal", body), ("/ask", body), ("/doors/ask", "{}"), ("/doors/ask", "")]
        {
            assert!(Asked::read(path, body).is_none(), "{path} {body}");
        }
    }
}
