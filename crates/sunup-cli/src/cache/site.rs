//! [`Site`]: asks a running site about its cache, and says in a sentence what went wrong.

use std::io;

use anyhow::{Context, Error, Result, anyhow, bail};
use serde_json::Value;

use super::http::{self, Answer};
use super::listener::Listener;
use super::target::target;

/// What the admin listener says where nothing is mounted.
const NO_SUCH_PAGE: &str = "There is no such admin page.";

/// A running site.
#[derive(Debug)]
pub(crate) struct Site {
    listener: Listener,
}

/// What it told: as it came, and read.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) text: String,
    pub(super) value: Value,
}

impl Site {
    /// The site of this checkout, wherever its settings say that it listens.
    pub(crate) fn find() -> Result<Self> {
        let listener = Listener::find()?;
        Ok(Self { listener })
    }

    /// Where it is asked.
    pub(super) fn address(&self) -> String {
        self.listener.addr().to_string()
    }

    pub(super) fn get(&self, name: &str, query: &[(&str, &str)]) -> Result<Told> {
        self.ask("GET", name, query)
    }

    pub(super) fn post(&self, name: &str, query: &[(&str, &str)]) -> Result<Told> {
        self.ask("POST", name, query)
    }

    fn ask(&self, method: &str, name: &str, query: &[(&str, &str)]) -> Result<Told> {
        let listener = &self.listener;
        let target = target(name, query);
        let answer = http::exchange(listener.addr(), method, &target, listener.token());
        let answer = answer.map_err(|error| self.silent(error))?;
        let value = serde_json::from_str(&answer.body).ok();
        match value {
            Some(value) if answer.status == 200 => Ok(Told {
                text: answer.body,
                value,
            }),
            value => Err(self.refused(name, &answer, value.as_ref())),
        }
    }

    /// No answer came.
    fn silent(&self, error: io::Error) -> Error {
        let listener = &self.listener;
        match error.kind() {
            io::ErrorKind::ConnectionRefused => anyhow!(
                "nothing listens on {listener}; start the site (`cargo sunup serve`), or say \
                 where its admin listener is: SUNUP_ADMIN_ADDR, or admin.addr in sunup.toml"
            ),
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
                anyhow!("what listens on {listener} did not answer within ten seconds")
            }
            io::ErrorKind::InvalidData => self.stranger("it does not speak HTTP"),
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset => {
                anyhow!("what listens on {listener} broke off before its answer was complete")
            }
            _ => Error::new(error).context(format!("{listener} cannot be asked")),
        }
    }

    /// An answer came, and is not what was asked for.
    fn refused(&self, name: &str, answer: &Answer, value: Option<&Value>) -> Error {
        let listener = &self.listener;
        let text = answer.body.trim();
        let sentence = value.and_then(|value| value.get("error")?.as_str());
        match (answer.status, sentence) {
            (_, Some(sentence)) => anyhow!("{sentence}"),
            (401, _) if listener.token().is_some() => anyhow!(
                "the admin listener on {listener} refuses the token; SUNUP_ADMIN_TOKEN, or \
                 admin.token in sunup.toml, has to be the one that the site was started with"
            ),
            (401, _) => anyhow!(
                "the admin listener on {listener} wants a token; set SUNUP_ADMIN_TOKEN to the one \
                 that the site was started with"
            ),
            (403 | 421, _) if is_sentence(text) => {
                anyhow!("the admin listener on {listener} refuses the request: {text}")
            }
            (404, _) if text == NO_SUCH_PAGE => anyhow!(
                "the site on {listener} has no page cache; SUNUP_CACHE=off, the default under \
                 `cargo leptos watch`, switches it off"
            ),
            (200, _) => self.stranger(&format!("its answer to /cache/{name} is no JSON")),
            (status, _) => self.stranger(&format!("it answers /cache/{name} with {status}")),
        }
    }

    fn stranger(&self, why: &str) -> Error {
        anyhow!(
            "what listens on {} is not the admin listener of a Sunup site: {why}; SUNUP_ADMIN_ADDR, \
             or admin.addr in sunup.toml, says where that is",
            self.listener
        )
    }
}

impl Told {
    /// The text as it came, without the line break at its end.
    pub(super) fn json(&self) -> &str {
        self.text.trim_end()
    }

    /// Reads it. An answer that lacks something is of another version of the site.
    pub(super) fn read<T>(&self, read: impl FnOnce(&Value) -> Result<T>) -> Result<T> {
        if !self.value.is_object() {
            bail!("the answer of the site is no JSON object");
        }
        read(&self.value).context(
            "the answer of the site has another shape than this command knows; are both of the \
             same version?",
        )
    }
}

/// One line for people, and no page.
fn is_sentence(text: &str) -> bool {
    !text.is_empty() && text.len() < 200 && !text.contains(['<', '\n'])
}
