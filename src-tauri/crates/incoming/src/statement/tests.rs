//! Files of every format, written here by hand; what no reader may do whatever it is given.

mod formats;
mod hostile;
mod mutants;
mod same;
mod samples;
mod tables;
