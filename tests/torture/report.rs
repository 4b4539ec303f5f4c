//! What was tried and what was wrong: a line for each group as it ends, and a table of all of them.

use std::time::Instant;

pub struct Report {
    /// Only points whose name begins so.
    only: Option<String>,
    rows: Vec<Row>,
    faults: Vec<String>,
    began: Instant,
}

struct Row {
    group: &'static str,
    scene: String,
    points: usize,
    tried: usize,
    struck: usize,
    faults: usize,
}

impl Report {
    pub fn new(only: Option<String>) -> Report {
        Report { only, rows: Vec::new(), faults: Vec::new(), began: Instant::now() }
    }

    pub fn wanted(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| name.starts_with(only.as_str()))
    }

    /// May a point of that group and scene be wanted?
    pub fn concerns(&self, group: &str, scene: &str) -> bool {
        let name = format!("{group}, {scene}");
        self.wanted(&name) || self.only.as_ref().is_some_and(|only| only.starts_with(&name))
    }

    pub fn fault(&mut self, group: &str, scene: &str, wrong: &str) {
        println!("  FAULT {group}, {scene}: {wrong}");
        self.faults.push(format!("{group}, {scene}: {wrong}"));
    }

    pub fn row(
        &mut self,
        group: &'static str,
        scene: &str,
        points: usize,
        tried: usize,
        struck: usize,
        faults: Vec<String>,
    ) {
        if tried == 0 {
            return;
        }
        let row = Row { group, scene: scene.to_owned(), points, tried, struck, faults: faults.len() };
        println!("{}", row.shown());
        for fault in &faults {
            println!("  FAULT {fault}");
        }
        self.faults.extend(faults);
        if struck < tried {
            let missed = tried - struck;
            self.fault(
                group,
                scene,
                &format!("{missed} blows of {tried} were not reached, and count for nothing"),
            );
        }
        self.rows.push(row);
    }

    /// The table; answers whether all is well.
    pub fn end(self) -> bool {
        println!("\n{:<24}{:>8}{:>8}{:>8}{:>8}", "", "points", "tried", "struck", "faults");
        let mut groups: Vec<&str> = self.rows.iter().map(|row| row.group).collect();
        groups.dedup();
        for group in groups {
            let of = |part: fn(&Row) -> usize| -> usize {
                self.rows.iter().filter(|row| row.group == group).map(part).sum()
            };
            let (points, tried) = (of(|row| row.points), of(|row| row.tried));
            println!(
                "{group:<24}{points:>8}{tried:>8}{:>8}{:>8}",
                of(|row| row.struck),
                of(|row| row.faults)
            );
        }
        println!("{} faults, {:.0} s", self.faults.len(), self.began.elapsed().as_secs_f64());
        self.faults.is_empty()
    }
}

impl Row {
    fn shown(&self) -> String {
        let Row { group, scene, points, tried, struck, faults } = self;
        format!(
            "{group:<24}{scene:<28}{points:>6} points,{tried:>6} tried,{struck:>6} struck,{faults:>4} faults"
        )
    }
}
