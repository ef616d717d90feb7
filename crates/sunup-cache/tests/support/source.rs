//! Something to read data from.

#![allow(dead_code, unreachable_pub)]

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use sunup_cache::data::{Data, DataError, Value};
use tokio::sync::Semaphore;

/// Says how often it was read.
#[derive(Clone)]
pub struct Source {
    reads: Arc<AtomicUsize>,
    fails: Arc<AtomicBool>,
    pub gate: Arc<Semaphore>,
}

impl Source {
    pub fn new() -> Self {
        Self {
            reads: Arc::default(),
            fails: Arc::default(),
            gate: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)),
        }
    }

    /// Reads wait for permits of the gate, each takes one.
    pub fn shut() -> Self {
        Self {
            gate: Arc::new(Semaphore::new(0)),
            ..Self::new()
        }
    }

    pub fn reads(&self) -> usize {
        self.reads.load(Ordering::Relaxed)
    }

    pub fn fail(&self, fails: bool) {
        self.fails.store(fails, Ordering::Relaxed);
    }

    pub async fn of(&self, data: Data) -> Result<Value, DataError<String>> {
        self.made(data, |value| value).await
    }

    /// Reads what `make` makes of the text.
    pub async fn made(
        &self,
        data: Data,
        make: impl Fn(Value) -> Value + Send + Sync + Clone + 'static,
    ) -> Result<Value, DataError<String>> {
        let source = self.clone();
        data.read(move || {
            let (source, make) = (source.clone(), make.clone());
            async move {
                let number = source.reads.fetch_add(1, Ordering::Relaxed) + 1;
                match source.gate.acquire().await {
                    Ok(permit) => permit.forget(),
                    Err(closed) => return Err(closed.to_string()),
                }
                match source.fails.load(Ordering::Relaxed) {
                    true => Err(format!("read {number} failed")),
                    false => Ok(make(format!("read {number}").into())),
                }
            }
        })
        .await
    }

    pub async fn text(&self, data: Data) -> String {
        text(&self.of(data).await.expect("a result"))
    }
}

pub fn text(value: &Value) -> String {
    String::from_utf8(value.bytes.to_vec()).expect("a text")
}
