//! Lists of files: read with `--files-from`, written with `--show-files`.

use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use super::changes::os_string;
use super::files::shown;

/// Reads a list, one name a line or each with a NUL byte behind it.
///
/// # Errors
/// That the list cannot be read.
pub(super) fn read(file: &Path, null: bool) -> Result<Vec<PathBuf>, String> {
    let mut bytes = Vec::new();
    let read = match file.as_os_str() == "-" {
        true => io::stdin().lock().read_to_end(&mut bytes),
        false => std::fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    read.map_err(|error| format!("--files-from {}: {error}", file.display()))?;
    Ok(split(&bytes, null))
}

fn split(bytes: &[u8], null: bool) -> Vec<PathBuf> {
    let end = if null { 0 } else { b'\n' };
    let names = bytes.split(|&byte| byte == end).map(|name| match null {
        true => name,
        false => name.strip_suffix(b"\r").unwrap_or(name),
    });
    names
        .filter(|name| !name.is_empty())
        .map(|name| PathBuf::from(os_string(name.to_vec())))
        .collect()
}

/// Writes a list. For programs, each name as it is with a NUL byte behind it; for people, in lines
/// that do nothing to a terminal.
///
/// # Errors
/// When writing fails.
pub(super) fn write<'p>(
    paths: impl Iterator<Item = &'p Path>,
    null: bool,
    mut out: impl Write,
) -> io::Result<()> {
    for path in paths {
        match null {
            true => {
                out.write_all(path.as_os_str().as_encoded_bytes())?;
                out.write_all(b"\0")?;
            }
            false => writeln!(out, "{}", shown(path))?,
        }
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_they_do_on_every_system() {
        assert_eq!(
            split(b"a.md\r\n\nb c.md", false),
            ["a.md", "b c.md"].map(PathBuf::from)
        );
        assert_eq!(
            split(b"a\n.md\0\0b.md\0", true),
            ["a\n.md", "b.md"].map(PathBuf::from)
        );
    }

    #[test]
    fn names_are_written_for_programs_and_for_people() {
        let path = Path::new("a\n::error::b.md");
        let written = |null| {
            let mut out = Vec::new();
            write(std::iter::once(path), null, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(true), "a\n::error::b.md\0");
        assert_eq!(written(false).lines().count(), 1);
    }
}
