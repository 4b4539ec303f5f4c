//! Blows between two instants of a process: strace counts its system calls, then strikes at one of them.
//!
//! Invariant: a blow counts only where it was seen to fall: the death by the signal, the error by strace's own word.

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What changes something on a disk; those that a machine does not have are left out by strace itself.
pub const CHANGES: &str = "?write,?writev,?pwrite64,?pwritev,?fsync,?fdatasync,?sync_file_range,?rename,?renameat,?renameat2,?link,?linkat,?unlink,?unlinkat,?rmdir,?mkdir,?mkdirat,?truncate,?ftruncate,?fallocate,?copy_file_range,?sendfile";
/// What reads or opens.
pub const READS: &str = "?read,?pread64,?open,?openat,?getdents64";

/// What befalls a process.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Blow {
    /// It dies at that call, before the call is made.
    Kill,
    /// That call fails once.
    Fail(&'static str),
    /// That call fails, and every later one of its name.
    FailFromThere(&'static str),
}

/// One call of a run, by its name and its rank among those of that name.
#[derive(Clone)]
pub struct Call {
    pub name: String,
    pub nth: usize,
    /// On something of the scene's own: neither a library nor the standard output.
    pub is_ours: bool,
}

/// How a run ended.
pub struct Ended {
    /// Whether the blow fell.
    pub struck: bool,
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Why processes cannot be struck here, if so.
pub fn hindrance(log: &Path) -> Option<String> {
    let mut command = traced(log, "?write");
    command.args(["-e", "inject=write:error=EIO:when=1", "sh", "-c", "echo heard"]);
    match command.stdin(Stdio::null()).output() {
        Err(error) => Some(format!("strace does not start: {error}")),
        Ok(output) if has_struck(log) && output.stdout.is_empty() => None,
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            Some(if said.is_empty() { "strace strikes nothing here".to_owned() } else { said })
        }
    }
}

/// Every call of a run of that command among `calls`, and how the run ended.
pub fn counted(program: &Command, calls: &str, log: &Path, root: &Path) -> (Vec<Call>, Ended) {
    let mut command = traced(log, calls);
    command.arg("-y");
    let output = finished(&mut command, program);
    let text =
        std::fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let root = root.to_string_lossy();
    let mut seen: Vec<Call> = Vec::new();
    for line in text.lines() {
        let Some((_, called)) = line.split_once(' ') else { continue };
        let Some((name, rest)) = called.trim_start().split_once('(') else { continue };
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            continue;
        }
        let nth = seen.iter().filter(|call| call.name == name).count() + 1;
        let is_ours = rest.contains(&*root) && !rest.contains("/parcours.log");
        seen.push(Call { name: name.to_owned(), nth, is_ours });
    }
    (seen, ended(&output, false))
}

/// The same command, struck at that call.
pub fn struck(program: &Command, call: &Call, blow: Blow, log: &Path) -> Ended {
    let mut command = traced(log, &call.name);
    command.args(["-e", &inject(call, blow)]);
    let output = finished(&mut command, program);
    let fell = match blow {
        Blow::Kill => output.status.signal() == Some(9),
        Blow::Fail(_) | Blow::FailFromThere(_) => has_struck(log),
    };
    ended(&output, fell)
}

/// What strace is told, to do the same by hand.
pub fn inject(call: &Call, blow: Blow) -> String {
    let Call { name, nth, .. } = call;
    match blow {
        Blow::Kill => format!("inject={name}:signal=KILL:when={nth}"),
        Blow::Fail(error) => format!("inject={name}:error={error}:when={nth}"),
        Blow::FailFromThere(error) => format!("inject={name}:error={error}:when={nth}+"),
    }
}

fn traced(log: &Path, calls: &str) -> Command {
    let mut command = Command::new("strace");
    // Not with --seccomp-bpf, which is quicker and loses signals.
    command.args(["-f", "-qq", "-o"]).arg(log).args(["-e", &format!("trace={calls}")]);
    command
}

fn has_struck(log: &Path) -> bool {
    std::fs::read(log).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains("(INJECTED)"))
}

fn finished(command: &mut Command, program: &Command) -> Output {
    command.arg(program.get_program()).args(program.get_args()).stdin(Stdio::null());
    command.output().expect("strace runs")
}

/// How a command ended that nothing struck.
pub fn plainly(program: &mut Command) -> Ended {
    ended(&program.stdin(Stdio::null()).output().expect("the command runs"), false)
}

pub fn ended(output: &Output, struck: bool) -> Ended {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ended { struck, code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}
