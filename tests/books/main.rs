//! The books themselves: edited rows, killed processes, past files, several writers, full disks, restores.

mod backups;
mod bank;
mod bank_corpus;
mod by_design;
mod cli;
mod concurrency;
mod court;
mod crashes;
mod dice;
mod disk;
mod elsewhere;
mod erasure;
mod export;
mod files;
mod foreign;
mod locked;
mod losses;
mod migrations;
mod places;
mod protection;
mod readme;
mod restore;
mod stand;
mod standing;
mod tampering;
mod words;
