//! Mutexes after a panic.

use std::sync::{Mutex, MutexGuard, PoisonError};

pub(crate) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic under the lock rolled its transaction back: what is behind the lock is sound.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
