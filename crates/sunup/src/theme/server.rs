//! The server's half: a page does not change its theme.

use super::Theme;
use reactive_stores::Store;

pub(super) fn follow(_theme: Store<Theme>) {}
