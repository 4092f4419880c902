//! Reading what is to be checked.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::document::Source;

/// Reads an article from disk. Whoever walks over folders must not wait for a pipe to speak.
pub(super) fn article(path: &Path) -> io::Result<Source> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("neither a file nor a folder"));
    }
    file(path)
}

/// Reads what was asked for by name, be it a file or a pipe.
pub(super) fn file(path: &Path) -> io::Result<Source> {
    let file = fs::File::open(path)?;
    refuse_giants(file.metadata()?.len())?;
    Ok(Source::decode(path, read(file)?))
}

/// Reads an article from standard input, under a name.
pub(super) fn stdin(name: PathBuf) -> io::Result<Source> {
    Ok(Source::decode(name, stdin_bytes()?))
}

/// Reads standard input.
pub(super) fn stdin_bytes() -> io::Result<Vec<u8>> {
    read(io::stdin().lock())
}

fn read(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = Source::MAX_BYTES as u64 + 1;
    from.take(limit).read_to_end(&mut bytes)?;
    refuse_giants(bytes.len() as u64)?;
    Ok(bytes)
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
