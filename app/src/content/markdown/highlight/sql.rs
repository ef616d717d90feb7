//! SQL as SQLite and PostgreSQL write it.

use super::{
    kind::Kind,
    measure::{line, number, starts_word, through, word},
    scanner::Scanner,
};

const KEYWORDS: &str = " abort action add after all alter analyze and as asc attach autoincrement \
    before begin between by cascade case check collate column commit conflict constraint create \
    cross current default deferrable deferred delete desc detach distinct do drop each else end \
    escape except exclusive exists explain fail filter first following for foreign from full \
    generated glob group having if ignore immediate in index indexed inner insert instead intersect \
    into is isnull join key last left like limit materialized natural no not nothing notnull nulls \
    of offset on or order outer over partition plan pragma preceding primary query range recursive \
    references reindex release rename replace restrict returning right rollback row rows savepoint \
    select set strict table temp temporary then to transaction trigger unbounded union unique update \
    using vacuum values view virtual when where window with within without ";

const TYPES: &str = " bigint bigserial blob boolean bytea char date datetime decimal double float int \
    integer interval json jsonb numeric real serial smallint text time timestamp timestamptz \
    tsquery tsvector uuid varchar ";

const CONSTANTS: &str = " current_date current_time current_timestamp false null true ";

pub(super) fn scan(code: &mut Scanner<'_>) {
    while let Some(next) = code.peek() {
        let rest = code.rest();
        if rest.starts_with("--") {
            code.mark(Kind::Comment, line(rest));
        } else if rest.starts_with("/*") {
            code.mark(Kind::Comment, through(rest, "/*", "*/"));
        } else if next == '\'' {
            // A doubled quote is a quote: what follows is the next string and looks the same.
            code.mark(Kind::String, through(rest, "'", "'"));
        } else if next == '"' || next == '`' {
            let quote = &rest[..1];
            code.mark(Kind::Name, through(rest, quote, quote));
        } else if matches!(next, '?' | ':' | '@' | '$') {
            let name = word(&rest[1..]);
            let is_parameter = next == '?' || name > 0;
            let kind = if is_parameter {
                Kind::Meta
            } else {
                Kind::Plain
            };
            code.mark(kind, 1 + name);
            // A cast, `::text`, is no parameter.
            if kind == Kind::Plain && code.peek() == Some(':') {
                code.plain();
            }
        } else if next.is_ascii_digit() {
            code.mark(Kind::Constant, number(rest));
        } else if starts_word(next) {
            let length = word(rest);
            code.mark(name_kind(&rest[..length], &rest[length..]), length);
        } else {
            code.plain();
        }
    }
}

fn name_kind(name: &str, after: &str) -> Kind {
    let entry = format!(" {} ", name.to_lowercase());
    let is_called = after.starts_with('(');
    // `replace` is a function and a keyword, `json` a function and a type.
    if CONSTANTS.contains(&entry) {
        Kind::Constant
    } else if is_called && !matches!(entry.trim(), "in" | "values" | "check" | "key" | "using") {
        Kind::Function
    } else if KEYWORDS.contains(&entry) {
        Kind::Keyword
    } else if TYPES.contains(&entry) {
        Kind::Type
    } else {
        Kind::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn words_of_the_language_are_known_in_every_case() {
        assert_eq!(
            shown(
                "sql",
                "SELECT count(*) from \"tag\" WHERE id IN (1, ?2) -- x"
            ),
            "keyword[SELECT] function[count](*) keyword[from] name[\"tag\"] keyword[WHERE] id \
             keyword[IN] (constant[1], meta[?2]) comment[-- x]"
        );
    }

    #[test]
    fn a_doubled_quote_does_not_end_a_string() {
        assert_eq!(
            shown("sql", "'it''s' || :name, $1::text"),
            "string['it''s'] || meta[:name], meta[$1]::type[text]"
        );
    }

    #[test]
    fn a_table_has_columns_with_types() {
        assert_eq!(
            shown("sql", "CREATE TABLE a (b INTEGER NOT NULL, c TEXT);"),
            "keyword[CREATE] keyword[TABLE] a (b type[INTEGER] keyword[NOT] constant[NULL], \
             c type[TEXT]);"
        );
    }
}
