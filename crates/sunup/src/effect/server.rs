/// Nothing on a server ever changes.
pub(super) fn effect(run: impl FnMut() + 'static) {
    drop(run);
}
