//! [`lazy!`](crate::lazy!) in a build that is being split: the view's code moves into a chunk.

/// Declares a part of a page that is loaded when it is needed; see [`sunup::lazy`](mod@crate::lazy).
#[macro_export]
macro_rules! lazy {
    ($(#[$meta:meta])* $visibility:vis static $part:ident = $name:ident() = $view:expr;) => {
        $(#[$meta])*
        $visibility static $part: $crate::lazy::Lazy = {
            #[allow(unsafe_code)]
            #[$crate::reexports::leptos::wasm_split::wasm_split(
                $name,
                wasm_split_path = $crate::reexports::leptos::wasm_split,
                preload(#[allow(unsafe_code)] preload),
                fallible
            )]
            fn $name() -> ::core::result::Result<
                $crate::page::Still,
                $crate::lazy::LazyError,
            > {
                ::core::result::Result::Ok($crate::page::page(|| $view)())
            }

            $crate::lazy::Lazy::new(
                ::core::stringify!($name),
                || ::std::boxed::Box::pin($name()),
                || ::std::boxed::Box::pin(async { preload().await.map_err($crate::lazy::LazyError::from) }),
            )
        };
    };
}
