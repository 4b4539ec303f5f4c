//! A loop of actions for tests to kill, or to run beside each other: one line before each action, one after.
//!
//! `crash-loop FOLDER SEED ROUNDS` says `begin i name`, then `done i name id number`; with 0 rounds it enters, says
//! `inside` and stays until its input ends.

mod dice;

use dice::Dice;
use parcours::{Failure, House, Opening};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tests::{bakery, camille, day, website};
use values::refusal::Code;

/// One deal on its way, and the papers it has so far.
#[derive(Default)]
struct Road {
    step: usize,
    client: i64,
    deal: i64,
    quote: i64,
    order: i64,
    invoice: i64,
}

struct Loop {
    house: House,
    folder: PathBuf,
    count: usize,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, seed, rounds] = arguments.as_slice() else { return ExitCode::from(2) };
    let (Ok(seed), Ok(rounds)) = (seed.parse::<u64>(), rounds.parse::<usize>()) else {
        return ExitCode::from(2);
    };
    let folder = PathBuf::from(folder);
    let house = parcours::open(Opening { data: Some(folder.clone()), today: Some(day(9, 24)) });
    let mut work = Loop { house, folder, count: 0 };
    if rounds == 0 {
        say("inside");
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        return ExitCode::SUCCESS;
    }
    match work.run(&mut Dice::new(seed), rounds) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "{failure:?}");
            ExitCode::FAILURE
        }
    }
}

/// Written at once, whatever becomes of the process.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

impl Loop {
    fn run(&mut self, dice: &mut Dice, rounds: usize) -> Result<(), Failure> {
        if self.house.ask("identity", json!({}))?["identity"].is_null() {
            self.act("set_identity", camille())?;
        }
        let mut roads: Vec<Road> = (0..3).map(|_| Road::default()).collect();
        while self.count < rounds {
            let road = &mut roads[dice.below(3)];
            self.step(road)?;
            if road.step == STEPS {
                *road = Road::default();
            }
        }
        Ok(())
    }

    fn step(&mut self, road: &mut Road) -> Result<(), Failure> {
        let today = day(9, 24).to_string();
        let paid = |amount: &str, invoice: i64| json!({"invoice": invoice, "amount": amount, "received_on": today, "method": "transfer"});
        match road.step {
            0 => road.client = self.act("add_client", bakery())?,
            1 => {
                road.deal =
                    self.act("open_deal", json!({"client": road.client, "title": "Refonte du site"}))?
            }
            2 => {
                let quote = json!({"deal": road.deal, "content": website(), "method": "email"});
                road.quote = self.act("send_quote", quote)?;
            }
            3 => {
                let yes = json!({"quote": road.quote, "signed_on": today, "signed_by": "Anne Le Goff", "method": "email", "words": "Bon pour accord"});
                road.order = self.act("accept_quote", yes)?;
            }
            4 => road.invoice = self.act("issue_deposit_invoice", json!({"order": road.order}))?,
            5 => _ = self.act("record_payment", paid("450,00", road.invoice))?,
            6 => _ = self.act("record_payment", paid("750,00", road.invoice))?,
            7 => _ = self.act("begin_delivery", json!({"order": road.order, "began_on": today}))?,
            8 => _ = self.act("record_delivery", json!({"order": road.order, "delivered_on": today}))?,
            9 => road.invoice = self.act("issue_balance_invoice", json!({"order": road.order}))?,
            10 => _ = self.act("record_payment", paid("2800,00", road.invoice))?,
            _ => _ = self.act("thank_client", json!({"deal": road.deal, "thanked_on": today}))?,
        }
        road.step += 1;
        Ok(())
    }

    fn act(&mut self, name: &str, payload: Value) -> Result<i64, Failure> {
        self.count += 1;
        say(&format!("begin {} {name}", self.count));
        let id = loop {
            match self.house.act(name, payload.clone()) {
                Ok(done) => break done["id"].as_i64().unwrap_or_default(),
                // Another process is writing: what people are told to do.
                Err(Failure::Refused(refusal)) if refusal.code == Code::TryAgain => {}
                Err(failure) => return Err(failure),
            }
        };
        say(&format!("done {} {name} {id} {}", self.count, number(&self.folder, name, id)));
        Ok(id)
    }
}

/// Steps of a road.
const STEPS: usize = 12;

/// The number that an action gave, read past the door.
fn number(folder: &Path, action: &str, id: i64) -> String {
    let table = match action {
        "send_quote" => "quote",
        "accept_quote" => "signed_order",
        "issue_deposit_invoice" | "issue_balance_invoice" => "invoice",
        _ => return "-".to_owned(),
    };
    let connection = books::file::open_reading(&books::file::path(folder), &books::cipher::Keys::default())
        .expect("the books open");
    let sql = format!("SELECT number FROM {table} WHERE id = ?1");
    connection.query_row(&sql, [id], |r| r.get(0)).expect("what was done is there")
}
