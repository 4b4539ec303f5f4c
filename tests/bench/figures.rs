//! Times, and what they are beside one another.

use std::time::Duration;

pub fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

pub fn ratio(time: Duration, to: Duration) -> f64 {
    time.as_secs_f64() / to.as_secs_f64()
}

pub fn shown(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}

pub fn grouped(count: usize) -> String {
    if count < 1000 { count.to_string() } else { format!("{},{:03}", count / 1000, count % 1000) }
}

/// Prints a ratio beside what it may be at most; answers whether it is within.
pub fn told(title: &str, ratio: f64, most: f64) -> bool {
    let within = ratio <= most;
    let said = if within { String::new() } else { format!("  TOO MUCH: at most {most:.2}") };
    println!("{title:<46}{:>9}{said}", format!("{ratio:.2} x"));
    within
}
