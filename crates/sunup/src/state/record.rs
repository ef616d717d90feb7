//! [`Record`]: a value as it is kept and as tabs tell it one another.

/// A value in writing, with what is needed to trust it: `2 1795258800000 3735928559 text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Version of the store that wrote it.
    pub(super) version: u16,
    /// When it was written, in milliseconds since 1970, later than anything its tab had seen.
    pub(super) stamp: u64,
    /// The value, without white space.
    pub(super) body: String,
}

impl Record {
    /// Reads a record that a store of this name wrote.
    pub(super) fn read(name: &str, text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, ' ');
        let mut part = || parts.next();
        let (version, stamp, sum, body) = (part()?, part()?, part()?, part()?);
        let record = Self {
            version: version.parse().ok()?,
            stamp: stamp.parse().ok()?,
            body: body.to_owned(),
        };
        (sum == record.sum(name)).then_some(record)
    }

    /// Writes the record for a store of this name.
    pub(super) fn write(&self, name: &str) -> String {
        let (version, stamp) = (self.version.to_string(), self.stamp.to_string());
        [
            &*version,
            " ",
            &*stamp,
            " ",
            &*self.sum(name),
            " ",
            &*self.body,
        ]
        .concat()
    }

    /// Whether this record is the one that holds. All tabs answer alike, so that of two writes at
    /// the same moment the same one wins everywhere.
    pub(super) fn overrules(&self, other: &Self) -> bool {
        (self.stamp, &self.body) > (other.stamp, &other.body)
    }

    /// FNV-1a over name and content: postcard would read nearly any damaged text as some value.
    fn sum(&self, name: &str) -> String {
        let mut sum = 0x811c_9dc5_u32;
        let head = u64::from(self.version).to_le_bytes();
        let stamp = self.stamp.to_le_bytes();
        for byte in [name.as_bytes(), &head, &stamp, self.body.as_bytes()].concat() {
            sum = (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        sum.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(stamp: u64, body: &str) -> Record {
        Record {
            version: 3,
            stamp,
            body: body.to_owned(),
        }
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        for body in ["", "text", "%00%20"] {
            let record = record(1_795_258_800_000, body);
            assert_eq!(
                Record::read("basket", &record.write("basket")),
                Some(record)
            );
        }
    }

    #[test]
    fn a_record_that_was_changed_or_is_of_another_store_is_none() {
        let text = record(7, "text").write("basket");
        assert_eq!(Record::read("theme", &text), None);
        for (part, other) in [("3", "2"), (" 7 ", " 8 "), ("text", "next"), (" ", "")] {
            let changed = text.replacen(part, other, 1);
            assert_eq!(Record::read("basket", &changed), None, "{changed}");
        }
        for foreign in [
            "",
            "dark",
            "{\"items\":[]}",
            "1 2 3 4",
            "x y z w",
            "99999999 1 1 a",
        ] {
            assert_eq!(Record::read("basket", foreign), None, "{foreign}");
        }
    }

    #[test]
    fn of_two_records_every_tab_prefers_the_same() {
        let (earlier, later) = (record(1, "b"), record(2, "a"));
        assert!(later.overrules(&earlier) && !earlier.overrules(&later));
        let (one, other) = (record(1, "a"), record(1, "b"));
        assert!(other.overrules(&one) != one.overrules(&other));
        assert!(!one.overrules(&one.clone()));
    }
}
