//! [`Order`]: which build was started last.

use std::{
    fmt,
    fs::File,
    io::Read,
    path::Path,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use super::build::is_id;

/// The builds by their last start, the latest first. A line is an id and the seconds since 1970,
/// which are for people: the order of the lines is what counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Order(Vec<(String, u64)>);

impl Order {
    pub(super) const FILE: &str = "order";

    /// More than the most builds need.
    const LONGEST: u64 = 64 * 1024;

    /// What cannot be read, or means nothing, is as if it were not there: the builds are not lost
    /// with it.
    pub(super) fn read(folder: &Path) -> Self {
        let mut bytes = Vec::new();
        let read = File::open(folder.join(Self::FILE))
            .and_then(|file| file.take(Self::LONGEST).read_to_end(&mut bytes));
        match read {
            Ok(_) => Self::parse(&String::from_utf8_lossy(&bytes)),
            Err(_) => Self::default(),
        }
    }

    fn parse(text: &str) -> Self {
        let mut order = Self::default();
        for line in text.lines() {
            let Some((id, seconds)) = line.split_once(' ') else {
                continue;
            };
            if let (true, Ok(seconds)) = (is_id(id), seconds.parse())
                && order.position(id).is_none()
            {
                order.0.push((id.to_owned(), seconds));
            }
        }
        order
    }

    /// Puts a build behind those that are there already.
    pub(super) fn push(&mut self, id: &str, started: Option<SystemTime>) {
        let since = started.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        self.0
            .push((id.to_owned(), since.unwrap_or_default().as_secs()));
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.0.iter().position(|(known, _)| known == id)
    }

    pub(super) fn started(&self, id: &str) -> Option<SystemTime> {
        let (_, seconds) = self.0.iter().find(|(known, _)| known == id)?;
        // Zero is a time that was not known.
        let known = Some(Duration::from_secs(*seconds)).filter(|since| !since.is_zero());
        UNIX_EPOCH.checked_add(known?)
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = self.0.iter();
        lines.try_for_each(|(id, seconds)| writeln!(f, "{id} {seconds}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "1111111111111111";
    const TWO: &str = "2222222222222222";

    #[test]
    fn what_is_written_is_read() {
        let mut order = Order::default();
        let now = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        order.push(TWO, Some(now));
        order.push(ONE, None);
        let read = Order::parse(&order.to_string());
        assert_eq!(read, order);
        assert_eq!((read.position(TWO), read.position(ONE)), (Some(0), Some(1)));
        assert_eq!((read.started(TWO), read.started(ONE)), (Some(now), None));
    }

    #[test]
    fn lines_that_mean_nothing_are_left_out() {
        let text = format!("x\n../../etc/passwd 1\n{ONE} soon\n{TWO} 7\n{TWO} 9\n{ONE} 5");
        assert_eq!(
            Order::parse(&text).to_string(),
            format!("{TWO} 7\n{ONE} 5\n")
        );
        let far = Order::parse(&format!("{ONE} {}", u64::MAX));
        assert_eq!(far.started(ONE), None, "no clock reaches so far");
    }
}
