//! The page as one works on it: Vite, with live reload, in front of demo books that act as they do in the window.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::step::{Done, Stop, step};
use crate::{USAGE, here, locked, machine, page, target_folder};

pub fn dev(rest: &[String]) -> Done {
    let given = given(rest)?;
    machine::packages(machine::FOR_BOOKS)?;
    page::packages()?;
    let mut build = locked(&["build", "-p", "parcours-dev"]);
    step("Build the doors", "Correct what is listed above.", &mut build)?;
    let mut doors = Doors::open(&given)?;
    println!("  The books are in {}: remove it to begin again.", given.data.display());
    let mut vite = page::vite();
    vite.env("PARCOURS_DOORS", &doors.address).env("PARCOURS_DOORS_KEY", &doors.key);
    let done = step("Serve the page (Ctrl+C ends it)", "Read the message above.", &mut vite);
    doors.shut();
    done
}

struct Given {
    data: PathBuf,
    today: Option<String>,
}

fn given(rest: &[String]) -> Result<Given, Stop> {
    let (mut data, mut today) = (None, None);
    for pair in rest.chunks(2) {
        match pair {
            [name, folder] if name == "--data" => data = Some(here()?.join(folder)),
            [name, day] if name == "--today" => today = Some(day.clone()),
            _ => return Err(Stop::new(format!("`{}` is not understood.", pair.join(" ")), USAGE)),
        }
    }
    let data = match (data, &today) {
        (Some(folder), _) => folder,
        // Books go no further back than their last line: a day of one's own has books of its own.
        (None, Some(day)) => target_folder()?.join(format!("dev-books-{day}")),
        (None, None) => target_folder()?.join("dev-books"),
    };
    Ok(Given { data, today })
}

/// The program that keeps the doors; it ends when its standard input closes, so also when this one is killed.
struct Doors {
    program: Child,
    address: String,
    key: String,
}

impl Doors {
    fn open(given: &Given) -> Result<Doors, Stop> {
        let name = format!("parcours-dev{}", std::env::consts::EXE_SUFFIX);
        let mut command = Command::new(target_folder()?.join("debug").join(name));
        command.arg("--data").arg(&given.data);
        if let Some(day) = &given.today {
            command.args(["--today", day]);
        }
        let not_opened = || Stop::new("The doors did not open.", "Read the message above.");
        let mut program =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|error| {
                Stop::new(format!("The doors did not open: {error}"), "Build them again.")
            })?;
        let mut line = String::new();
        let told = program.stdout.take().ok_or_else(not_opened)?;
        BufReader::new(told).read_line(&mut line).map_err(|_| not_opened())?;
        let (address, key) = line.trim().split_once(' ').ok_or_else(not_opened)?;
        Ok(Doors { address: address.to_owned(), key: key.to_owned(), program })
    }

    /// Lets it keep its backup and end.
    fn shut(&mut self) {
        drop(self.program.stdin.take());
        drop(self.program.wait());
    }
}
