//! Reading what is to be checked.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::document::Source;

/// Reads an article from disk.
pub(super) fn file(path: &Path) -> io::Result<Source> {
    let size = fs::metadata(path)?.len();
    refuse_giants(size)?;
    Ok(Source::decode(path, fs::read(path)?))
}

/// Reads an article from standard input, under a name.
pub(super) fn stdin(name: PathBuf) -> io::Result<Source> {
    let mut bytes = Vec::new();
    let limit = Source::MAX_BYTES as u64 + 1;
    io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    refuse_giants(bytes.len() as u64)?;
    Ok(Source::decode(name, bytes))
}

fn refuse_giants(size: u64) -> io::Result<()> {
    if size > Source::MAX_BYTES as u64 {
        let limit = Source::MAX_BYTES >> 20;
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("larger than {limit} MiB, which is no article"),
        ));
    }
    Ok(())
}
