//! SIGTERM and SIGINT, for everyone who has to know.

use std::{future::pending, io, sync::Arc};

use tokio::sync::watch;

/// Tells that the process is to stop; cheap to clone, one for all listeners and tasks.
#[derive(Clone, Debug)]
pub struct Signal(watch::Receiver<Phase>);

/// Raises a [`Signal`] by hand, for tests and for programs with reasons of their own to stop.
#[derive(Clone, Debug)]
pub struct Trigger(Arc<watch::Sender<Phase>>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Running,
    Stopping,
    AtOnce,
}

impl Signal {
    /// Listens to SIGTERM and SIGINT (Ctrl-C elsewhere than on Unix) from now on.
    ///
    /// # Errors
    /// When the handlers cannot be installed.
    pub fn install() -> io::Result<Self> {
        let (trigger, signal) = Self::manual();
        let mut received = received()?;
        tokio::spawn(async move {
            while received.recv().await.is_some() {
                trigger.raise();
            }
        });
        Ok(signal)
    }

    /// A signal that only its trigger raises.
    pub fn manual() -> (Trigger, Self) {
        let (sender, receiver) = watch::channel(Phase::Running);
        (Trigger(Arc::new(sender)), Self(receiver))
    }

    /// Waits for the first signal: finish what is in flight.
    pub async fn stopping(&self) {
        self.reached(Phase::Stopping).await;
    }

    /// Waits for the second signal: do not even finish.
    pub async fn at_once(&self) {
        self.reached(Phase::AtOnce).await;
    }

    /// True from the first signal on.
    pub fn is_stopping(&self) -> bool {
        *self.0.borrow() >= Phase::Stopping
    }

    async fn reached(&self, phase: Phase) {
        let mut receiver = self.0.clone();
        if receiver.wait_for(|now| *now >= phase).await.is_err() {
            // The trigger is gone, so nobody will ever say stop.
            pending::<()>().await;
        }
    }
}

impl Trigger {
    /// The first call says stop, the second says at once.
    pub fn raise(&self) {
        self.0.send_modify(|phase| {
            *phase = match phase {
                Phase::Running => Phase::Stopping,
                Phase::Stopping | Phase::AtOnce => Phase::AtOnce,
            };
        });
    }
}

#[cfg(unix)]
fn received() -> io::Result<tokio::sync::mpsc::Receiver<()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        loop {
            let came = tokio::select! {
                came = terminate.recv() => came,
                came = interrupt.recv() => came,
            };
            if came.is_none() || sender.send(()).await.is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}

#[cfg(not(unix))]
fn received() -> io::Result<tokio::sync::mpsc::Receiver<()>> {
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() && sender.send(()).await.is_ok() {}
    });
    Ok(receiver)
}
