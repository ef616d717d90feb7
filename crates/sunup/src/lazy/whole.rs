//! [`lazy!`](crate::lazy!) in a build that is not split, and on the server: an ordinary call.

/// Declares a part of a page that is loaded when it is needed; see [`sunup::lazy`](mod@crate::lazy).
#[macro_export]
macro_rules! lazy {
    ($(#[$meta:meta])* $visibility:vis static $part:ident = $name:ident() = $view:expr;) => {
        $(#[$meta])*
        $visibility static $part: $crate::lazy::Lazy = $crate::lazy::Lazy::new(
            ::core::stringify!($name),
            || {
                ::std::boxed::Box::pin(::core::future::ready(::core::result::Result::Ok(
                    $crate::page::page(|| $view)(),
                )))
            },
            || ::std::boxed::Box::pin(::core::future::ready(::core::result::Result::Ok(()))),
        );
    };
}
