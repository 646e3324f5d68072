//! Waiting for a time, on whatever runtime there is.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use super::transport::BoxFuture;

/// How long the thread of the timer stays when there is nothing to wait for.
const IDLE: Duration = Duration::from_secs(10);

/// Ends after a time: by the timer of tokio where there is a tokio runtime, or else by a thread that all such futures
/// share.
pub(crate) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        match tokio::runtime::Handle::try_current() {
            Ok(_) => tokio::time::sleep(duration).await,
            Err(_) => Sleep::new(duration).await,
        }
    })
}

/// When a future wants to be woken; the number tells those of one moment apart.
type Key = (Instant, u64);

#[derive(Default)]
struct Queue {
    wakers: BTreeMap<Key, Waker>,
    number: u64,
    is_running: bool,
}

struct Timer {
    queue: Mutex<Queue>,
    changed: Condvar,
}

static TIMER: LazyLock<Timer> = LazyLock::new(|| Timer {
    queue: Mutex::default(),
    changed: Condvar::new(),
});

impl Timer {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts the thread that wakes futures, if it is not there, and returns whether it is.
    fn start(&'static self, queue: &mut Queue) -> bool {
        if !queue.is_running {
            let thread = thread::Builder::new().name("timer".to_owned());
            queue.is_running = thread.spawn(move || self.run()).is_ok();
        }
        queue.is_running
    }

    /// Wakes each future at its time, until there has been none for a while.
    fn run(&self) {
        let mut queue = self.queue();
        loop {
            let now = Instant::now();
            let pause = match queue.wakers.first_key_value() {
                Some(((at, _), _)) if *at <= now => {
                    let due = queue.wakers.pop_first();
                    // A future that is woken may call the timer again.
                    drop(queue);
                    if let Some((_, waker)) = due {
                        waker.wake();
                    }
                    queue = self.queue();
                    continue;
                }
                Some(((at, _), _)) => *at - now,
                None => IDLE,
            };
            let waited = self.changed.wait_timeout(queue, pause);
            let (left, result) = waited.unwrap_or_else(PoisonError::into_inner);
            queue = left;
            if result.timed_out() && queue.wakers.is_empty() {
                queue.is_running = false;
                return;
            }
        }
    }
}

struct Sleep {
    /// When the future ends; `None` if no clock can say it, so that it never ends.
    until: Option<Instant>,
    key: Option<Key>,
}

impl Sleep {
    fn new(duration: Duration) -> Self {
        Self {
            until: Instant::now().checked_add(duration),
            key: None,
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(until) = self.until else {
            return Poll::Pending;
        };
        if Instant::now() >= until {
            return Poll::Ready(());
        }
        let mut queue = TIMER.queue();
        let key = self.key.unwrap_or_else(|| {
            queue.number = queue.number.wrapping_add(1);
            (until, queue.number)
        });
        self.key = Some(key);
        queue.wakers.insert(key, context.waker().clone());
        if TIMER.start(&mut queue) {
            TIMER.changed.notify_one();
            return Poll::Pending;
        }
        // The system gives no thread: a time that is over too early is better than none that ends.
        queue.wakers.remove(&key);
        Poll::Ready(())
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            TIMER.queue().wakers.remove(&key);
        }
    }
}
