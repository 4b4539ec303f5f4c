//! The binary `parcours`: the command line, without a window.

use std::process::ExitCode;

fn main() -> ExitCode {
    parcours::cli::main()
}
