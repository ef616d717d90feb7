// Written by sunup_i18n::codegen.

/// `tests/locales/en/article.ftl`
#[allow(clippy::all, reason = "nobody writes or reads it by hand")]
pub(crate) mod article {
    /// Below the title of an article.
    ///
    /// ```text
    /// { NUMBER($minutes) } min read
    /// ```
    pub(crate) fn reading_time(minutes: impl Into<::sunup_i18n::Number>) -> String { // tests/locales/en/article.ftl:2
        fn _write(minutes: ::sunup_i18n::Number) -> String {
            let mut _to = String::new();
            ::sunup_i18n::message::push_number(&mut _to, ::sunup_i18n::Locale::En, minutes);
            ::sunup_i18n::message::push(&mut _to, " min read");
            _to
        }
        _write(minutes.into())
    }

    /// ```text
    /// { $count -> [0] No comments [one] One comment *[other] { $count } comments }
    /// ```
    pub(crate) fn comments(count: impl Into<::sunup_i18n::Number>) -> String { // tests/locales/en/article.ftl:4
        fn _write(count: ::sunup_i18n::Number) -> String {
            let mut _to = String::new();
            if count.get() == 0 {
                ::sunup_i18n::message::push(&mut _to, "No comments");
            } else if ::sunup_i18n::plural(::sunup_i18n::Locale::En, count) == ::sunup_i18n::Category::One {
                ::sunup_i18n::message::push(&mut _to, "One comment");
            } else {
                ::sunup_i18n::message::push_number(&mut _to, ::sunup_i18n::Locale::En, count);
                ::sunup_i18n::message::push(&mut _to, " comments");
            }
            _to
        }
        _write(count.into())
    }

    /// $author wrote it, $reader reads it.
    ///
    /// ```text
    /// Dear { $reader }, { $author } wrote this.
    /// ```
    pub(crate) fn greeting(author: &str, reader: &str) -> String { // tests/locales/en/article.ftl:11
        let mut _to = String::new();
        ::sunup_i18n::message::push(&mut _to, "Dear ");
        ::sunup_i18n::message::push(&mut _to, reader);
        ::sunup_i18n::message::push(&mut _to, ", ");
        ::sunup_i18n::message::push(&mut _to, author);
        ::sunup_i18n::message::push(&mut _to, " wrote this.");
        _to
    }

    /// $kind says which list it is, $name is its tag or author.
    ///
    /// ```text
    /// { $kind -> [tag] Articles about { $name } [author] Articles by { $name } *[all] All articles of Conduit } in { NUMBER($year) }
    /// ```
    pub(crate) fn heading(kind: &str, name: &str, year: impl Into<::sunup_i18n::Number>) -> String { // tests/locales/en/article.ftl:14
        fn _write(kind: &str, name: &str, year: ::sunup_i18n::Number) -> String {
            let mut _to = String::new();
            if kind == "tag" {
                ::sunup_i18n::message::push(&mut _to, "Articles about ");
                ::sunup_i18n::message::push(&mut _to, name);
            } else if kind == "author" {
                ::sunup_i18n::message::push(&mut _to, "Articles by ");
                ::sunup_i18n::message::push(&mut _to, name);
            } else {
                ::sunup_i18n::message::push(&mut _to, "All articles of Conduit");
            }
            ::sunup_i18n::message::push(&mut _to, " in ");
            ::sunup_i18n::message::push_digits(&mut _to, year);
            _to
        }
        _write(kind, name, year.into())
    }

    /// $kind says which list it is, $name is its tag or author.
    ///
    /// ```text
    /// { "quoted" é"\
    /// ```
    pub(crate) fn heading_aria_label() -> String { // tests/locales/en/article.ftl:19
        ::sunup_i18n::message::text("{ \"quoted\" é\"\\")
    }

    /// ```text
    /// First line,
    ///   second line, indented by two,
    /// { $thing } third line.
    /// ```
    pub(crate) fn long(thing: &str) -> String { // tests/locales/en/article.ftl:21
        let mut _to = String::new();
        ::sunup_i18n::message::push(&mut _to, "First line,\n  second line, indented by two,\n");
        ::sunup_i18n::message::push(&mut _to, thing);
        ::sunup_i18n::message::push(&mut _to, " third line.");
        _to
    }

    /// ```text
    /// { $n -> [0] none *[one] single [1] never }
    /// ```
    pub(crate) fn middle(n: impl Into<::sunup_i18n::Number>) -> String { // tests/locales/en/article.ftl:26
        fn _write(n: ::sunup_i18n::Number) -> String {
            let mut _to = String::new();
            if n.get() == 0 {
                ::sunup_i18n::message::push(&mut _to, "none");
            } else if ::sunup_i18n::plural(::sunup_i18n::Locale::En, n) == ::sunup_i18n::Category::One {
                ::sunup_i18n::message::push(&mut _to, "single");
            } else if n.get() == 1 {
                ::sunup_i18n::message::push(&mut _to, "never");
            } else {
                ::sunup_i18n::message::push(&mut _to, "single");
            }
            _to
        }
        _write(n.into())
    }
}

/// `tests/locales/en/nav.ftl`
#[allow(clippy::all, reason = "nobody writes or reads it by hand")]
pub(crate) mod nav {
    /// ```text
    /// Home
    /// ```
    pub(crate) fn home() -> String { // tests/locales/en/nav.ftl:5
        ::sunup_i18n::message::text("Home")
    }

    /// ```text
    /// To the front page of Conduit
    /// ```
    pub(crate) fn home_aria_label() -> String { // tests/locales/en/nav.ftl:6
        ::sunup_i18n::message::text("To the front page of Conduit")
    }

    /// The front page's link.
    ///
    /// ```text
    /// A keyword of Rust
    /// ```
    pub(crate) fn r#type() -> String { // tests/locales/en/nav.ftl:9
        ::sunup_i18n::message::text("A keyword of Rust")
    }

    /// ```text
    /// Home menu
    /// ```
    pub(crate) fn menu_title() -> String { // tests/locales/en/nav.ftl:12
        ::sunup_i18n::message::text("Home menu")
    }

    /// ```text
    /// Home menu, To the front page of Conduit
    /// ```
    pub(crate) fn menu_hint() -> String { // tests/locales/en/nav.ftl:13
        ::sunup_i18n::message::text("Home menu, To the front page of Conduit")
    }
}
