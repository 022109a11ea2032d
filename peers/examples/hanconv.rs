//! Converts one sentence in a process that has no other system: see `peers::solo`.

fn main() -> anyhow::Result<()> {
    peers::solo::run(&peers::systems::hanconv::SYSTEM)
}
