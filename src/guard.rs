//! What happens when copydesk itself has a bug: the file at hand is lost, no other one is, and the
//! user is told what to report.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

thread_local! {
    /// Where the last panic of this thread was.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A panic that was caught.
#[derive(Debug)]
pub(crate) struct Panic {
    message: String,
    place: Option<String>,
}

/// Keeps panics from being printed where they happen. Some are caught and made up for, such as
/// those of the drawing of diagnostics; all others are told by whoever called [`guard`].
pub(crate) fn install() {
    set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string);
        PLACE.with(|slot| *slot.borrow_mut() = place);
    }));
}

/// Does something that must not take the rest of the run with it.
pub(crate) fn guard<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    // What a panic could leave half done is dropped with it: nothing outside is changed.
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| Panic {
        message: message(&*payload),
        place: PLACE.with(|slot| slot.borrow_mut().take()),
    })
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}

impl fmt::Display for Panic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let version = env!("CARGO_PKG_VERSION");
        write!(
            formatter,
            "this is a bug in copydesk {version}, please report it: "
        )?;
        if let Some(place) = &self.place {
            write!(formatter, "{place}: ")?;
        }
        formatter.write_str(&self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_sentence() {
        let panic = guard(|| panic!("row {} is gone", 3)).map(|(): ()| ());
        let said = panic.unwrap_err().to_string();
        assert!(said.contains("please report it"), "{said}");
        assert!(said.ends_with("row 3 is gone"), "{said}");
    }

    #[test]
    fn work_that_goes_well_is_handed_on() {
        assert_eq!(guard(|| 3).unwrap(), 3);
    }
}
