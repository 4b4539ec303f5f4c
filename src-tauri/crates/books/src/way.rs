//! Who asks or acts goes first: long work gives way in the meantime, and goes on all the same where it never ends.

use rusqlite::Connection;
use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Questions and actions at work in this process.
static AT_WORK: AtomicUsize = AtomicUsize::new(0);

/// Between two looks at whether somebody still is.
const LOOK: Duration = Duration::from_micros(500);

/// Longest wait, and how long work then goes on before it gives way again: at worst it takes six times as long.
const WAIT: Duration = Duration::from_millis(100);
const TURN: Duration = Duration::from_millis(20);

/// Steps of SQLite's machine between two looks: some hundredths of a millisecond.
const STEPS: i32 = 1000;

thread_local! {
    /// Until when this thread goes on whoever asks.
    static TURN_ENDS: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Somebody waits for an answer, until dropped.
#[derive(Debug)]
pub(crate) struct First;

impl First {
    pub fn come() -> First {
        AT_WORK.fetch_add(1, Ordering::SeqCst);
        First
    }
}

impl Drop for First {
    fn drop(&mut self) {
        AT_WORK.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Waits while somebody is answered.
pub(crate) fn give() {
    give_within(WAIT, TURN);
}

/// Tells whether it had to wait.
fn give_within(wait: Duration, turn: Duration) -> bool {
    let busy = || AT_WORK.load(Ordering::SeqCst) > 0;
    if !busy() || TURN_ENDS.get().is_some_and(|end| Instant::now() < end) {
        return false;
    }
    let began = Instant::now();
    while busy() {
        if began.elapsed() > wait {
            TURN_ENDS.set(Some(Instant::now() + turn));
            break;
        }
        std::thread::sleep(LOOK);
    }
    true
}

/// From now on, what is read through this connection gives way.
pub fn give_on(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.progress_handler(
        STEPS,
        Some(|| {
            give();
            false
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_waits_for_whoever_asks_and_goes_on_where_that_never_ends() {
        let long = || give_within(Duration::from_millis(1), Duration::from_secs(3600));
        assert!(!long(), "nobody asks");
        let first = First::come();
        assert!(long(), "it waited");
        assert!(!long(), "and took its turn, though somebody still asks");
        drop(first);
        // Each thread has its own turn: a statement waits where it runs.
        std::thread::spawn(|| {
            let _first = First::come();
            let mut connection = Connection::open_in_memory().unwrap();
            give_on(&mut connection).unwrap();
            let sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT count(*) FROM n";
            assert_eq!(connection.query_row(sql, [], |r| r.get(0)), Ok(5000));
            assert!(TURN_ENDS.get().is_some(), "it waited, then had its turn");
        })
        .join()
        .unwrap();
    }
}
