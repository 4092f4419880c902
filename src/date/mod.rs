//! What a written date says, part by part, and what each generator makes of it.

pub mod calendar;
mod change;
pub mod clock;
mod fault;
mod generators;
mod html;
mod path;
mod readers;
mod reading;
mod rewrite;
mod scan;
mod written;
mod zone;

pub use change::Change;
pub use fault::{DateFault, FaultKind, faults};
pub use html::HtmlTime;
pub use path::{PathDate, PathPlace, from_path};
pub use reading::{Notation, Outcome, Reading, read};
pub use rewrite::{portable, to_rfc3339};
pub use scan::{Part, Scanned, Shape, Zone, ZoneKind, scan, weekday_like};
pub use written::Written;
pub use zone::{SiteZone, UnknownZone};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
