//! A generated client against the same written by hand: time and allocations.

use bench_client::runtime::{Decode, Encode, json};
use bench_runtime::{hand, support};
use criterion::Criterion;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;
use std::time::Duration;

/// Counts the allocations of each thread.
struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: all is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = COUNT.try_with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let _ = COUNT.try_with(|count| count.set(count.get() + 1));
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Reads and writes a listing.
fn values<G, H>(criterion: &mut Criterion, name: &str, text: &[u8])
where
    G: Decode + Encode,
    H: DeserializeOwned + Serialize,
{
    let sample: serde_json::Value = serde_json::from_slice(text).expect("a sample");
    let generated: G = json::from_slice(text).expect("the generated type reads the sample");
    let by_hand: H = serde_json::from_slice(text).expect("the type by hand reads the sample");
    let written = json::to_vec(&generated).expect("it is written");
    let written: serde_json::Value = serde_json::from_slice(&written).expect("JSON");
    assert_eq!(written, sample, "the generated type keeps the sample");
    let written = serde_json::to_value(&by_hand).expect("it is written");
    assert_eq!(written, sample, "the type by hand keeps the sample");

    let mut group = criterion.benchmark_group(format!("{name}-decode"));
    group.bench_function("generated", |bencher| {
        bencher.iter(|| json::from_slice::<G>(black_box(text)).expect("read"));
    });
    group.bench_function("hand", |bencher| {
        bencher.iter(|| serde_json::from_slice::<H>(black_box(text)).expect("read"));
    });
    group.finish();
    let mut group = criterion.benchmark_group(format!("{name}-encode"));
    group.bench_function("generated", |bencher| {
        bencher.iter(|| json::to_vec(black_box(&generated)).expect("written"));
    });
    group.bench_function("hand", |bencher| {
        bencher.iter(|| serde_json::to_vec(black_box(&by_hand)).expect("written"));
    });
    group.finish();
}

/// Makes a call on loopback.
macro_rules! calls {
    ($criterion:expr, $name:expr, $url:expr, $generated:expr, $hand:expr) => {{
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let allocations = |wanted: &str, run: &mut dyn FnMut()| {
            (0..20).for_each(|_| run());
            let before = COUNT.with(Cell::get);
            (0..200).for_each(|_| run());
            let count = (COUNT.with(Cell::get) - before) / 200;
            println!("ALLOCATIONS {} {wanted} {count}", $name);
        };
        allocations("generated", &mut || drop(runtime.block_on($generated)));
        allocations("hand", &mut || drop(runtime.block_on($hand)));
        let mut group = $criterion.benchmark_group(format!("{}-call", $name));
        group.bench_function("generated", |bencher| {
            bencher.iter(|| runtime.block_on($generated));
        });
        group.bench_function("hand", |bencher| {
            bencher.iter(|| runtime.block_on($hand));
        });
        group.finish();
    }};
}

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1500))
        .sample_size(30)
        .without_plots()
        .configure_from_args();
    // CASES
    criterion.final_summary();
}
