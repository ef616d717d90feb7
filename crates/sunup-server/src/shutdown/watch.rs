//! [`Watch`]: looks now and then whether a connection is still used.

use std::time::Duration;

use tokio::time::sleep;

use super::{in_flight::InFlight, written::Written};

/// How often is looked, within the shorter of the times that are waited for: a look now and then
/// costs nothing, while a timer that every request sets anew is a tenth of the cost of a page from
/// the cache.
const LOOKS: u32 = 12;

/// What a connection is watched for. Each time is waited for, and up to a twelfth of the shorter one
/// more.
#[derive(Clone, Copy)]
pub(super) struct Watch<'a> {
    pub(super) in_flight: &'a InFlight,
    pub(super) written: &'a Written,
    /// How long a connection may be without a request, or with half the headers of one.
    pub(super) idle: Duration,
    /// How long a client may take nothing of what waits for it.
    pub(super) answer_idle: Duration,
}

/// Why a connection is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// No request is in flight, nothing waits for the client, and nothing has been written: it is
    /// silent, or has not even sent all headers of a request.
    Quiet,
    /// Bytes have waited for the client, and it took none. An answer that has nothing to say, as a
    /// stream of events mostly has, waits for nobody.
    Stalled,
}

impl Watch<'_> {
    /// Waits until there is a reason to end the connection.
    pub(super) async fn end(&self) -> End {
        let pause = self.idle.min(self.answer_idle) / LOOKS;
        let (mut quiet, mut stalled) = (Duration::ZERO, Duration::ZERO);
        let mut before = self.written.writes();
        loop {
            sleep(pause).await;
            let writes = self.written.writes();
            let is_still = writes == before;
            before = writes;
            let waits = self.written.waits() || self.in_flight.has_unsent();
            let longer = |time: Duration, grows: bool| match grows {
                true => time + pause,
                false => Duration::ZERO,
            };
            quiet = longer(quiet, is_still && !waits && self.in_flight.is_none());
            stalled = longer(stalled, is_still && waits);
            if stalled >= self.answer_idle {
                return End::Stalled;
            }
            if quiet >= self.idle {
                return End::Quiet;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::Poll;
    use tokio::time::{Instant, timeout};

    const IDLE: Duration = Duration::from_secs(72);
    const ANSWER_IDLE: Duration = Duration::from_secs(60);

    async fn ends(watch: Watch<'_>) -> (End, Duration) {
        let start = Instant::now();
        (watch.end().await, start.elapsed())
    }

    fn lasts(waited: Duration, time: Duration) -> bool {
        waited >= time && waited <= time + ANSWER_IDLE / LOOKS
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_in_flight_is_waited_for_and_then_the_time_begins() {
        let (in_flight, written) = (InFlight::default(), Written::default());
        let watch = Watch {
            in_flight: &in_flight,
            written: &written,
            idle: IDLE,
            answer_idle: ANSWER_IDLE,
        };
        let one = in_flight.begin();
        assert!(timeout(IDLE * 10, watch.end()).await.is_err());
        drop(one);
        let (end, waited) = ends(watch).await;
        assert_eq!(end, End::Quiet);
        assert!(lasts(waited, IDLE), "{waited:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_client_does_not_take_is_waited_for_only_while_it_takes_some_of_it() {
        let (in_flight, written) = (InFlight::default(), Written::default());
        let watch = Watch {
            in_flight: &in_flight,
            written: &written,
            idle: IDLE,
            answer_idle: ANSWER_IDLE,
        };
        // Over HTTP/2, whose windows are closed while the socket is not full.
        let one = in_flight.begin();
        let unsent = one.unsent();
        drop(one);
        let steadily = async {
            for _ in 0..20 {
                sleep(ANSWER_IDLE / 2).await;
                let _ = written.note(Poll::Ready(()));
            }
        };
        tokio::select! {
            end = watch.end() => panic!("{end:?}"),
            () = steadily => {}
        }
        let (end, waited) = ends(watch).await;
        assert_eq!(end, End::Stalled);
        assert!(lasts(waited, ANSWER_IDLE), "{waited:?}");
        drop(unsent);
        // Over HTTP/1.1, whose socket is full.
        let _ = written.note(Poll::<()>::Pending);
        assert_eq!(watch.end().await, End::Stalled);
        let _ = written.note(Poll::Ready(()));
        assert_eq!(watch.end().await, End::Quiet);
    }
}
