//! PostgreSQL: a server. The driver is there with the feature `postgres`; without it, the address
//! of a server is answered with the way to build it in.

#[cfg(not(feature = "postgres"))]
mod absent;
#[cfg(feature = "postgres")]
mod connect;
#[cfg(feature = "postgres")]
mod refusal;
mod turn;

#[cfg(not(feature = "postgres"))]
use absent as side;
#[cfg(feature = "postgres")]
use connect as side;

pub(super) use side::open;
pub(super) use turn::take_turn;
