//! A policy as the cache is told of data that pages share.

use crate::page::Policy;
use std::time::Duration;
use sunup_cache::data::Data;

impl Policy {
    /// Data of this policy: for how long it is kept, and its names.
    pub(crate) fn applied(&self, mut data: Data) -> Data {
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        if self.public {
            data = data
                .fresh(seconds(self.fresh))
                .stale_while_revalidate(seconds(self.grace))
                .stale_if_error(seconds(self.on_error));
        }
        let tags = self.tags.iter();
        tags.fold(data, |data, tag| data.tag(tag))
    }
}
