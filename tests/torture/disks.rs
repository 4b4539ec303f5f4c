//! Disks really full: a small file system in memory for each lane, with so much room and no more.

use crate::after::{Way, look};
use crate::report::Report;
use crate::scenes::{Pace, Scene};
use crate::stand::{Came, Stand};
use crate::strace::plainly;
use std::fs::File;
use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Said to the same program, once it has mounts of its own.
pub const INSIDE: &str = "--own-mounts";
const KIB: u64 = 1024;
/// Enough for any base and what is made of it.
const SIZE: &str = "size=48m";

/// Begins again where file systems can be mounted that nobody else sees, if the machine lets us.
pub fn inside_own_mounts() {
    let unshare = || {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--map-root-user"]);
        command
    };
    let mut tried = unshare();
    tried.args(["mount", "-t", "tmpfs", "none", "/mnt"]).stderr(Stdio::null());
    if tried.status().is_ok_and(|status| status.success())
        && let Ok(program) = std::env::current_exe()
    {
        // It does not come back, unless it could not begin.
        drop(unshare().arg(program).args(std::env::args_os().skip(1)).arg(INSIDE).exec());
    }
}

/// Why no file system can be mounted here, if so.
pub fn hindrance(stand: &Stand, is_inside: bool) -> Option<String> {
    if !is_inside {
        return Some("no mounts of one's own (unshare --mount --map-root-user)".to_owned());
    }
    for lane in ["lane-0", "lane-1"] {
        let root = stand.lane(lane).root;
        drop(std::fs::remove_dir_all(&root));
        std::fs::create_dir_all(&root).expect("a folder");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", SIZE, "none"]).arg(&root).output();
        match mounted {
            Ok(output) if output.status.success() => {}
            Ok(output) => return Some(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
            Err(error) => return Some(error.to_string()),
        }
    }
    None
}

/// Every scene at every room from none to 256 KiB, and with some megabytes where much is written.
pub fn full(stand: &Stand, scenes: &[Scene], short: bool, report: &mut Report) {
    let step = if short { 64 } else { 4 };
    for scene in scenes {
        let mut rooms: Vec<u64> = (0..=256 / step).map(|n| n * step * KIB).collect();
        if scene.pace != Pace::Quick {
            rooms = if short { vec![0, 256] } else { vec![0, 16, 64, 256, 1024, 2048, 4096, 6144] };
            rooms.iter_mut().for_each(|room| *room *= KIB);
        }
        let name = |room: u64| format!("full disk, {}, {} KiB", scene.name, room / KIB);
        rooms.retain(|room| report.wanted(&name(*room)));
        let (struck, faults) = stand.each(&rooms, |lane, room| {
            let root = lane.root.join("disk");
            stand.lay(scene.base, &root);
            let rest = lane.root.join("rest");
            fill(&rest, *room);
            let ended = plainly(&mut scene.command(stand, &root));
            std::fs::remove_file(&rest).expect("room again");
            let wrong = look(stand, scene, &root, &ended, Way::Full).into_iter();
            Came { struck: true, faults: wrong.map(|wrong| format!("{}: {wrong}", name(*room))).collect() }
        });
        report.row("full disk", scene.name, rooms.len(), rooms.len(), struck, faults);
    }
}

/// A file that takes all the room but so much.
fn fill(rest: &Path, room: u64) {
    let mut file = File::create(rest).expect("a file");
    let zeros = vec![0; 64 * 1024];
    while let Ok(written) = file.write(&zeros) {
        assert!(written > 0, "a disk takes something or says that it is full");
    }
    let length = file.metadata().expect("its length").len();
    file.set_len(length.saturating_sub(room)).expect("room");
}
