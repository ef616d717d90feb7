//! [`quiet`]: a connection on which nothing happens.

use std::time::Duration;

use tokio::time::sleep;

use super::{in_flight::InFlight, written::Written};

/// How often is looked, within the time that is waited for: a look now and then costs nothing,
/// while a timer that every request sets anew is a tenth of the cost of a page from the cache.
const LOOKS: u32 = 15;

/// Waits until, for this long or up to a fifteenth longer, no request has been in flight, nothing
/// has waited for the client, and nothing has been written. What is left then is a client that is
/// silent, or has not even sent all headers of a request. A connection of HTTP/2 is never quiet: it
/// ends by itself once its streams have.
pub(super) async fn quiet(time: Duration, in_flight: &InFlight, written: &Written) {
    let mut before = written.writes();
    let mut looks = 0;
    while looks < LOOKS {
        sleep(time / LOOKS).await;
        let writes = written.writes();
        let is_quiet =
            in_flight.is_none() && !in_flight.is_http2() && !written.waits() && writes == before;
        before = writes;
        looks = if is_quiet { looks + 1 } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::{Instant, timeout};

    const TIME: Duration = Duration::from_secs(75);

    #[tokio::test(start_paused = true)]
    async fn a_request_in_flight_is_waited_for_and_then_the_time_begins() {
        let (in_flight, written) = (InFlight::default(), Written::default());
        let one = in_flight.begin();
        let ends = timeout(TIME * 10, quiet(TIME, &in_flight, &written)).await;
        assert!(ends.is_err());
        drop(one);
        let start = Instant::now();
        quiet(TIME, &in_flight, &written).await;
        let waited = start.elapsed();
        assert!(
            waited >= TIME && waited <= TIME + TIME / LOOKS,
            "{waited:?}"
        );
    }
}
