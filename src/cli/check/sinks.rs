//! Where the reports of a run go.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::{Stop, complain};
use crate::report::{Printer, Report, Summary};
use crate::write::NewFile;

/// Where one report goes.
pub(super) enum Destination {
    Stdout,
    Stderr,
    File(PathBuf),
}

impl Destination {
    /// The file of a name, or the stream that `-` stands for.
    pub(super) fn of(path: &Path, aside: bool) -> Self {
        match path.as_os_str() == "-" {
            false => Self::File(path.to_owned()),
            true => Self::stream(aside),
        }
    }

    /// Standard output, or what stands in for it while it is needed for something else.
    pub(super) fn stream(aside: bool) -> Self {
        match aside {
            true => Self::Stderr,
            false => Self::Stdout,
        }
    }
}

enum Out {
    Stream(Box<dyn Write>),
    File(NewFile),
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(out) => out.write(bytes),
            Self::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(out) => out.flush(),
            Self::File(out) => out.flush(),
        }
    }
}

struct Sink<'r> {
    report: &'r dyn Report,
    /// `None` once it cannot be written.
    printer: Option<Printer<'r, Out>>,
    /// What waits, since it may be left out.
    waiting: Option<Vec<String>>,
    destination: Destination,
}

impl Sink<'_> {
    fn write(&mut self, texts: &[String], failed: &mut bool) {
        for text in texts {
            if let Some(printer) = &mut self.printer
                && settle(printer.file(text), &self.destination, failed).is_none()
            {
                self.printer = None;
            }
        }
    }
}

/// The reports of a run on their way.
pub(super) struct Sinks<'r> {
    sinks: Vec<Sink<'r>>,
    /// Whether something could not be written.
    pub(super) failed: bool,
}

impl<'r> Sinks<'r> {
    /// Opens every destination, and starts its report.
    ///
    /// # Errors
    /// When a file cannot be written: better now than after the work.
    pub(super) fn open(
        reports: &'r [Box<dyn Report>],
        destinations: Vec<Destination>,
    ) -> Result<Self, Stop> {
        let mut sinks = Self {
            sinks: Vec::new(),
            failed: false,
        };
        for (report, destination) in reports.iter().zip(destinations) {
            let out = match &destination {
                Destination::Stdout => Out::Stream(Box::new(io::stdout())),
                Destination::Stderr => Out::Stream(Box::new(io::stderr())),
                Destination::File(path) => {
                    let file = NewFile::create(path);
                    Out::File(file.map_err(|error| Stop::Message(cannot(path, &error)))?)
                }
            };
            let printer = Printer::start(&**report, out);
            let printer = settle(printer, &destination, &mut sinks.failed);
            let waits = report.may_be_too_long();
            sinks.sinks.push(Sink {
                report: &**report,
                printer,
                waiting: waits.then(Vec::new),
                destination,
            });
        }
        Ok(sinks)
    }

    /// Writes the texts of a file, or of something that could not be checked.
    pub(super) fn write(&mut self, texts: Vec<Vec<String>>, so_far: &Summary) {
        for (sink, texts) in self.sinks.iter_mut().zip(texts) {
            match &mut sink.waiting {
                None => sink.write(&texts, &mut self.failed),
                Some(waiting) if sink.report.is_too_long(so_far) => waiting.clear(),
                Some(waiting) => waiting.extend(texts),
            }
        }
    }

    /// Whether nobody reads any report any more.
    pub(super) fn are_closed(&self) -> bool {
        self.sinks.iter().all(|sink| sink.printer.is_none())
    }

    /// Writes the ends of the reports, and puts files into their places.
    pub(super) fn finish(&mut self, summary: &Summary) {
        for sink in &mut self.sinks {
            if let Some(waiting) = sink.waiting.take()
                && !sink.report.is_too_long(summary)
            {
                sink.write(&waiting, &mut self.failed);
            }
            let Some(printer) = sink.printer.take() else {
                continue;
            };
            let done = printer.finish(summary).and_then(|out| match out {
                Out::Stream(_) => Ok(()),
                Out::File(file) => file.finish(),
            });
            settle(done, &sink.destination, &mut self.failed);
        }
    }

    /// Drops what goes to files: half a report is taken for a whole one. Says whether there was
    /// any.
    pub(super) fn drop_files(&mut self) -> bool {
        let before = self.sinks.len();
        self.sinks
            .retain(|sink| !matches!(sink.destination, Destination::File(_)));
        self.sinks.len() < before
    }
}

/// What came of writing. Who closes a pipe has seen enough; anything else is said, and the run
/// goes on for the other reports.
fn settle<T>(done: io::Result<T>, to: &Destination, failed: &mut bool) -> Option<T> {
    match done {
        Ok(done) => Some(done),
        Err(error) => {
            if error.kind() != io::ErrorKind::BrokenPipe {
                *failed = true;
                complain(&match to {
                    Destination::File(path) => cannot(path, &error),
                    _ => format!("cannot write the output: {error}"),
                });
            }
            None
        }
    }
}

fn cannot(path: &Path, error: &io::Error) -> String {
    format!("cannot write the report {}: {error}", path.display())
}
