//! How the benches of criterion run, and for how long they measure.

use std::time::Duration;

use criterion::Criterion;

/// The whole program of a bench: `measure` with this project's times, which the command line
/// can change.
///
/// `--quick` makes a short run: each bench ends once two measurements agree.
pub(crate) fn run(measure: impl FnOnce(&mut Criterion)) {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    measure(&mut criterion);
    criterion.final_summary();
}
