//! The command line, for tests to run: the binary `parcours` belongs to another package.

use std::process::ExitCode;

fn main() -> ExitCode {
    parcours::cli::main()
}
