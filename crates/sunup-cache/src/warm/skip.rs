//! [`Skip`]: why a page was not rendered ahead of its visitors.

use serde::Serialize;

macro_rules! skips {
    ($($variant:ident $name:literal $label:literal, $doc:literal;)*) => {
        /// Why a page was not rendered ahead of its visitors.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Skip { $(#[doc = $doc] $variant,)* }

        impl Skip {
            /// All of them.
            pub const ALL: [Self; [$(Self::$variant,)*].len()] = [$(Self::$variant,)*];

            /// The word for it in JSON.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The label of its series.
            pub(super) const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }
    };
}

skips! {
    Fresh "fresh" "fresh", "It is there already, and fresh.";
    Queued "queued" "queued", "It waits for its turn already.";
    UnderWay "under-way" "under_way", "Somebody renders it.";
    Uncacheable "uncacheable" "uncacheable", "It is known not to be stored.";
    CircuitOpen "circuit-open" "circuit_open", "The renders of its route fail, which is spared.";
    Paused "paused" "paused", "Its last refresh failed, and it is too early for another.";
    QueueFull "queue-full" "queue_full", "Others are worth more, and the queue was full.";
    UnderLoad "under-load" "under_load", "No calm moment came within its patience.";
    Varies "varies" "varies", "It depends on headers of its visitors.";
    Absent "absent" "absent", "It is the page of an address where nothing is.";
    NoPage "no-page" "no_page", "It is no address of a page that is kept.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_the_same_name_everywhere() {
        for reason in Skip::ALL {
            let told = serde_json::to_value(reason).expect("a text");
            assert_eq!(told, reason.name());
        }
    }
}
