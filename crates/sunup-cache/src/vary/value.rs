//! Values of request headers in a normal form.
