//! One blow in one run: a death at every instant that changes something, an error of the disk at every call.

use crate::after::{Way, look};
use crate::report::Report;
use crate::scenes::{Pace, Scene, TODAY};
use crate::stand::{Came, Stand, spread};
use crate::strace::{self, Blow, CHANGES, Call, READS};

/// How many points are tried of each scene.
#[derive(Clone, Copy)]
pub struct Most {
    pub points: usize,
    /// Of what is read.
    pub reads: usize,
    /// Of a scene that is slow, and of one that takes long; with none, its instants are not even counted.
    pub slow: usize,
    pub long: usize,
}

const DEATH: &str = "death";
const WRITING: &str = "error in writing";
const READING: &str = "error in reading";
const FULL: &str = "full from a call on";

impl Most {
    fn of(&self, scene: &Scene) -> usize {
        match scene.pace {
            Pace::Quick => self.points,
            Pace::Slow => self.slow.min(self.points),
            Pace::Long => self.long.min(self.points),
        }
    }
}

struct Point {
    call: Call,
    blow: Blow,
}

/// Deaths before each call that changes something.
pub fn deaths(stand: &Stand, scenes: &[Scene], most: Most, report: &mut Report) {
    for scene in scenes
        .iter()
        .filter(|scene| most.of(scene) > 0 && report.concerns(DEATH, scene.name))
        .collect::<Vec<_>>()
    {
        let calls = calls(stand, scene, CHANGES, report).into_iter();
        let points: Vec<Point> = calls.map(|call| Point { call, blow: Blow::Kill }).collect();
        tried(stand, scene, DEATH, &points, most, Way::Killed, report);
    }
}

/// A disk that answers one call with an error.
pub fn errors(stand: &Stand, scenes: &[Scene], most: Most, report: &mut Report) {
    let fewer = Most { points: most.reads, ..most };
    for (group, among, most, way) in
        [(WRITING, CHANGES, most, Way::Failing), (READING, READS, fewer, Way::Unread)]
    {
        for scene in scenes
            .iter()
            .filter(|scene| most.of(scene) > 0 && report.concerns(group, scene.name))
            .collect::<Vec<_>>()
        {
            let calls = calls(stand, scene, among, report).into_iter().filter(|call| call.is_ours);
            let points: Vec<Point> = calls.map(|call| Point { call, blow: Blow::Fail("EIO") }).collect();
            tried(stand, scene, group, &points, most, way, report);
        }
    }
}

/// A disk that is full from some call on, where no real one can be made.
pub fn full(stand: &Stand, scenes: &[Scene], most: Most, report: &mut Report) {
    const GROWTH: &str = "?write,?pwrite64,?ftruncate,?fallocate,?copy_file_range,?sendfile,?mkdir,?link";
    for scene in scenes
        .iter()
        .filter(|scene| most.of(scene) > 0 && report.concerns(FULL, scene.name))
        .collect::<Vec<_>>()
    {
        let calls = calls(stand, scene, GROWTH, report).into_iter().filter(|call| call.is_ours);
        let points: Vec<Point> = calls
            .map(|call| {
                // A standard error that fails too says nothing.
                let error =
                    if call.name == "write" { Blow::Fail("ENOSPC") } else { Blow::FailFromThere("ENOSPC") };
                Point { call, blow: error }
            })
            .collect();
        tried(stand, scene, FULL, &points, most, Way::Full, report);
    }
}

fn calls(stand: &Stand, scene: &Scene, among: &str, report: &mut Report) -> Vec<Call> {
    let lane = stand.lane("lane-0");
    stand.lay(scene.base, &lane.root);
    let (calls, ended) = strace::counted(&scene.command(stand, &lane.root), among, &lane.log, &lane.root);
    if ended.code != Some(0) {
        report.fault("counting", scene.name, &format!("{:?} {}{}", ended.code, ended.stdout, ended.stderr));
    }
    calls
}

fn tried(
    stand: &Stand,
    scene: &Scene,
    group: &'static str,
    points: &[Point],
    most: Most,
    way: Way,
    report: &mut Report,
) {
    let points: Vec<&Point> =
        points.iter().filter(|point| report.wanted(&named(scene, group, point))).collect();
    let chosen = spread(&points, most.of(scene));
    let (struck, faults) = stand.each(&chosen, |lane, point| {
        stand.lay(scene.base, &lane.root);
        let command = scene.command(stand, &lane.root);
        let ended = strace::struck(&command, &point.call, point.blow, &lane.log);
        if !ended.struck {
            return Came::default();
        }
        let wrong = look(stand, scene, &lane.root, &ended, way);
        let told = wrong.into_iter().map(|wrong| {
            let (name, inject) = (named(scene, group, point), strace::inject(&point.call, point.blow));
            format!("{name}: {wrong}\n    strace -f -e {inject} parcours --today {TODAY} {}", scene.shown())
        });
        Came { struck: true, faults: told.collect() }
    });
    report.row(group, scene.name, points.len(), chosen.len(), struck, faults);
}

/// A point's name, by which `--only` finds it again.
fn named(scene: &Scene, group: &str, point: &Point) -> String {
    format!("{group}, {}, {} {}", scene.name, point.call.name, point.call.nth)
}
