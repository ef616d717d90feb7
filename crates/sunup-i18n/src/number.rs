//! [`Number`]: the one numeric type of messages.

/// A whole number, as a message takes it: made from every integer type, so that `count` may be
/// what the caller has. What is larger than an `i64` becomes the largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(i64);

impl Number {
    /// The number.
    pub fn get(self) -> i64 {
        self.0
    }
}

macro_rules! from_smaller {
    ($($integer:ty),*) => {
        $(impl From<$integer> for Number {
            fn from(number: $integer) -> Self {
                Self(i64::from(number))
            }
        })*
    };
}

macro_rules! from_larger {
    ($($integer:ty),*) => {
        $(impl From<$integer> for Number {
            fn from(number: $integer) -> Self {
                Self(i64::try_from(number).unwrap_or(i64::MAX))
            }
        })*
    };
}

from_smaller!(i8, i16, i32, i64, u8, u16, u32);
from_larger!(u64, usize);

impl From<isize> for Number {
    fn from(number: isize) -> Self {
        // Lossless: no target of Rust has pointers wider than 64 bits.
        Self(number as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_becomes_the_largest_number() {
        assert_eq!(Number::from(u64::MAX).get(), i64::MAX);
        assert_eq!(Number::from(-3_isize).get(), -3);
    }
}
