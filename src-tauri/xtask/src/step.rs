//! One step of a command: what it does, how long it took, and what to do when it fails.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub type Done = Result<(), Stop>;

/// Why a command ends here, and what to do next.
pub struct Stop {
    pub reason: String,
    pub advice: String,
}

impl Stop {
    pub fn new(reason: impl Into<String>, advice: impl Into<String>) -> Stop {
        Stop { reason: reason.into(), advice: advice.into() }
    }
}

/// Runs a command whose output is shown.
pub fn step(title: &str, advice: &str, command: &mut Command) -> Done {
    println!("▸ {title}");
    let began = Instant::now();
    let status = command.status().map_err(|error| not_started(title, command, &error))?;
    if !status.success() {
        return Err(Stop::new(format!("« {title} » failed ({status})."), advice));
    }
    println!("  {}", spoken(began.elapsed()));
    Ok(())
}

/// Runs a command and answers what it wrote; what it complains of is shown.
pub fn quiet(title: &str, advice: &str, command: &mut Command) -> Result<String, Stop> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|error| not_started(title, command, &error))?;
    if !output.status.success() {
        return Err(Stop::new(format!("« {title} » failed ({}).", output.status), advice));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a command starts and succeeds, unheard.
pub fn answers(command: &mut Command) -> bool {
    let unheard = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    unheard.status().is_ok_and(|status| status.success())
}

pub fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

fn not_started(title: &str, command: &Command, error: &std::io::Error) -> Stop {
    let program = command.get_program().display();
    Stop::new(
        format!("« {title} » could not start {program}: {error}"),
        format!("Install {program} and try again."),
    )
}
