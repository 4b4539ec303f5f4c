//! An archive that is written as it goes: one file at a time is in memory, however many there are.
//!
//! Invariant: the same files in the same order give the same bytes.

use std::io::{Seek, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

pub struct Archive<W: Write + Seek> {
    writer: ZipWriter<W>,
}

impl<W: Write + Seek> Archive<W> {
    pub fn new(into: W) -> Archive<W> {
        Archive { writer: ZipWriter::new(into) }
    }

    /// Adds a file under a path with `/`.
    ///
    /// # Errors
    /// A name that stands twice, or a fault of what is written to.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), ZipError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        self.writer.start_file(name, options)?;
        self.writer.write_all(bytes)?;
        Ok(())
    }

    /// Ends it; answers what it was written to.
    ///
    /// # Errors
    /// A fault of what is written to.
    pub fn finish(self) -> Result<W, ZipError> {
        self.writer.finish()
    }
}
