//! May this response be stored, and for how long: [`Rules::storable`].

mod age;
mod declare;
mod lifetime;
mod pattern;
mod refusal;
mod rules;

pub use age::initial_age;
pub use declare::{declare, withhold};
pub use lifetime::{Lifetime, SetBy};
pub use pattern::{PatternError, PatternPolicy};
pub use refusal::Refusal;
pub use rules::{Exchange, Rules};
