//! Books of any size, for the benchmarks.
