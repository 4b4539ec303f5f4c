//! Two and three processes at once on one folder: nothing is lost, nothing is given twice, nobody is told nonsense.

use crate::after::{Way, copies, files, follower, litter, raise, said};
use crate::report::Report;
use crate::scenes::{Base, Leaves, open_deal, quote};
use crate::stand::{Came, Known, Stand};
use crate::strace::{ended, plainly};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

/// Who meets whom, and where.
struct Crowd {
    name: &'static str,
    base: Base,
    members: Vec<Vec<String>>,
}

fn crowds_of() -> Vec<Crowd> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let act = |action: &str, payload: serde_json::Value| words(&["act", action, &payload.to_string()]);
    let restore = || words(&["restore", "{root}/given.sqlite"]);
    let (backup, demo, ask) = (words(&["backup"]), words(&["demo"]), words(&["ask", "books"]));
    let send = |deal: i64| act("send_quote", quote(deal));
    let client = |name: &str| {
        act(
            "add_client",
            json!({"kind": "company", "name": name, "siret": "552 100 554",
            "address": {"street": "4 place des Halles", "postcode": "22300", "city": "Lannion"}}),
        )
    };
    let begin = || act("set_identity", tests::camille());
    let crowd = |name, base, members| Crowd { name, base, members };
    vec![
        crowd("three actions", Base::Worked, vec![send(2), send(2), client("Lumen")]),
        crowd("backup, backup, action", Base::Stale, vec![backup.clone(), backup.clone(), send(2)]),
        crowd("restore, restore", Base::Worked, vec![restore(), restore()]),
        crowd("restore, action", Base::Worked, vec![restore(), send(2)]),
        crowd("restore, action, action", Base::Worked, vec![send(2), restore(), client("Lumen")]),
        crowd("restore, backup, action", Base::Stale, vec![restore(), backup.clone(), send(2)]),
        crowd("first start, three", Base::Nothing, vec![begin(), ask.clone(), begin()]),
        crowd(
            "migration 1, action, backup",
            Base::Older(1),
            vec![ask.clone(), client("Lumen"), backup.clone()],
        ),
        crowd("migration 2, three", Base::Older(2), vec![client("Lumen"), ask.clone(), client("Zoé")]),
        crowd("migration 3, backup", Base::Older(3), vec![backup, client("Lumen")]),
        crowd("demo, demo", Base::Nothing, vec![demo.clone(), demo.clone()]),
        crowd("demo, first action", Base::Nothing, vec![demo, begin()]),
    ]
}

pub fn crowds(stand: &Stand, rounds: usize, report: &mut Report) {
    for crowd in crowds_of() {
        let rounds = if crowd.name.starts_with("demo") { rounds.div_ceil(8) } else { rounds };
        // Each round begins its members at other moments: some milliseconds apart, the same ones in each run.
        let points: Vec<usize> =
            (0..rounds).filter(|round| report.wanted(&format!("crowd, {}, {round}", crowd.name))).collect();
        let (struck, faults) = stand.each(&points, |lane, round| {
            let root = lane.root.join("crowd");
            let wrong = met(stand, &crowd, &root, *round);
            let told = wrong.into_iter().map(|wrong| format!("crowd, {}, {round}: {wrong}", crowd.name));
            Came { struck: true, faults: told.collect() }
        });
        report.row("crowd", crowd.name, points.len(), points.len(), struck, faults);
    }
}

fn met(stand: &Stand, crowd: &Crowd, root: &Path, round: usize) -> Vec<String> {
    stand.lay(crowd.base, root);
    let root_text = root.to_string_lossy();
    let mut children = Vec::new();
    for (i, member) in crowd.members.iter().enumerate() {
        let arguments: Vec<String> = member.iter().map(|word| word.replace("{root}", &root_text)).collect();
        let mut command = stand.command(root, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        children.push(command.spawn().expect("it starts"));
        let apart = u64::try_from((round * 7 + i * 13) % 40).unwrap_or_default();
        std::thread::sleep(Duration::from_millis(apart));
    }
    let mut wrong = Vec::new();
    let mut done = Vec::new();
    for (child, member) in children.into_iter().zip(&crowd.members) {
        let ended = ended(&child.wait_with_output().expect("it ends"), false);
        wrong.extend(
            said(&ended, Leaves::Nothing, Way::Crowded)
                .into_iter()
                .map(|said| format!("{}: {said}", member.join(" "))),
        );
        if ended.code == Some(0) {
            done.push(member);
        }
    }
    let next = plainly(&mut stand.command(root, &["verify"]));
    if next.code != Some(0) {
        wrong.push(format!("the next start does not verify: {:?} {}{}", next.code, next.stdout, next.stderr));
    }
    wrong.extend(litter(root));
    wrong.extend(copies(&root.join("data")));
    wrong.extend(kept(stand.known(crowd.base), root, &done));
    let mut given = stand.known(crowd.base).numbers.clone();
    for known in everywhere(root) {
        raise(&mut given, &known.numbers);
    }
    if crowd.base != Base::Nothing {
        wrong.extend(follower(stand, root, open_deal(crowd.base), &given));
    }
    wrong
}

/// The books, what was put aside, and the backups.
fn everywhere(root: &Path) -> Vec<Known> {
    let copies = files(&root.join("data")).into_iter();
    copies
        .filter(|path| path.extension().is_some_and(|e| e == "sqlite"))
        .filter_map(|path| Known::of(&path))
        .collect()
}

/// What was said to be done stands in the books or in those that were put aside; no number means two papers.
fn kept(before: &Known, root: &Path, done: &[&Vec<String>]) -> Vec<String> {
    let mut wrong = Vec::new();
    let all = everywhere(root);
    let mut papers: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for (paper, sha256) in all.iter().flat_map(|known| &known.papers) {
        papers.entry(paper.clone()).or_default().insert(sha256.clone());
    }
    for (paper, different) in papers.iter().filter(|(_, different)| different.len() > 1) {
        wrong.push(format!("{paper:?} was given {} times", different.len()));
    }
    let old: BTreeSet<&str> = before.lines.iter().map(|(seal, _)| seal.as_str()).collect();
    let new: BTreeSet<(&str, &str)> = all
        .iter()
        .flat_map(|known| &known.lines)
        .filter(|(seal, _)| !old.contains(seal.as_str()))
        .map(|(seal, action)| (action.as_str(), seal.as_str()))
        .collect();
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    for member in done {
        match member.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["act", action, ..] => *asked.entry(action).or_default() += 1,
            ["restore", ..] => *asked.entry("books_restored").or_default() += 1,
            _ => {}
        }
    }
    for (action, times) in asked {
        let held = new.iter().filter(|(known, _)| *known == action).count();
        if held < times {
            wrong.push(format!("{action} was said to be done {times} times, and is there {held} times"));
        }
    }
    wrong
}
