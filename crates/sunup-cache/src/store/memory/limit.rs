//! How much memory the tier may take: a part of what the machine or the container has.
//!
//! The limit is the smallest `memory.max` or `memory.high` of the process's cgroup and its parents
//! (version 2), `memory.limit_in_bytes` (version 1), or the machine's `MemTotal`. What is free of
//! it is read as well: a tier gives way while others need the memory, down to a floor.
//!
//! ```
//! use sunup_cache::store::Limit;
//!
//! let limit = Limit::share_of(8);
//! assert!(limit.bytes(0) >= Limit::FLOOR);
//! assert_eq!(Limit::fixed(64 << 20).bytes(0), 64 << 20);
//! ```

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The size of a memory tier: fixed, or a part of the memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    rule: Rule,
    root: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Fixed(u64),
    Share(u64),
}

/// What a machine or a container has, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Memory {
    limit: u64,
    free: u64,
}

impl Limit {
    /// The least that a share comes to, in bytes: 8 MiB.
    pub const FLOOR: u64 = 8 << 20;

    /// So many bytes, whatever the machine has.
    pub fn fixed(bytes: u64) -> Self {
        Self {
            rule: Rule::Fixed(bytes),
            root: PathBuf::from("/"),
        }
    }

    /// One part in `divisor` of the memory. Nought counts as one.
    pub fn share_of(divisor: u64) -> Self {
        Self {
            rule: Rule::Share(divisor.max(1)),
            root: PathBuf::from("/"),
        }
    }

    /// Reads `proc` and `sys` below another root, which a test has written.
    #[must_use]
    pub fn below(mut self, root: impl Into<PathBuf>) -> Self {
        self.root = root.into();
        self
    }

    /// The bytes that a tier may take now that holds `held` already.
    ///
    /// It is the share of the limit, but never more than half of what would be free without the
    /// tier. Where nothing can be read (no `/proc`), it is the floor.
    pub fn bytes(&self, held: u64) -> u64 {
        let divisor = match self.rule {
            Rule::Fixed(bytes) => return bytes,
            Rule::Share(divisor) => divisor,
        };
        let Some(memory) = Memory::read(&self.root) else {
            return Self::FLOOR;
        };
        let share = memory.limit / divisor;
        let under_pressure = memory.free.saturating_add(held) / 2;
        share.min(under_pressure).max(Self::FLOOR)
    }

    /// Whether the size may change while the process runs.
    pub(crate) const fn moves(&self) -> bool {
        matches!(self.rule, Rule::Share(_))
    }
}

impl Default for Limit {
    /// One eighth of the memory.
    fn default() -> Self {
        Self::share_of(8)
    }
}

impl Memory {
    fn read(root: &Path) -> Option<Self> {
        let machine = Self::of_machine(root)?;
        let group = Self::of_cgroup(root);
        Some(group.map_or(machine, |group| Self {
            limit: group.limit.min(machine.limit),
            free: group.free.min(machine.free),
        }))
    }

    fn of_machine(root: &Path) -> Option<Self> {
        let text = fs::read_to_string(root.join("proc/meminfo")).ok()?;
        let kib = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        let limit = kib("MemTotal:")?.saturating_mul(1024);
        let free = kib("MemAvailable:").map_or(limit, |kib| kib.saturating_mul(1024));
        Some(Self { limit, free })
    }

    /// The tightest of the process's control groups, from its own up to the root.
    fn of_cgroup(root: &Path) -> Option<Self> {
        let groups = fs::read_to_string(root.join("proc/self/cgroup")).ok()?;
        let mounts = root.join("sys/fs/cgroup");
        groups
            .lines()
            .filter_map(|line| {
                let mut fields = line.splitn(3, ':');
                let (_, controllers, path) = (fields.next()?, fields.next()?, fields.next()?);
                let path = path.trim_start_matches('/');
                if controllers.is_empty() {
                    return Self::tightest(&mounts, path, &V2);
                }
                let named = controllers.split(',').any(|name| name == "memory");
                named.then(|| Self::tightest(&mounts.join("memory"), path, &V1))?
            })
            .reduce(Self::tighter)
    }

    fn tightest(mount: &Path, path: &str, files: &Files) -> Option<Self> {
        let own = mount.join(path);
        // Inside a container the path may name a folder that only the host sees.
        let start = if own.is_dir() { own.as_path() } else { mount };
        start
            .ancestors()
            .take_while(|folder| folder.starts_with(mount))
            .filter_map(|folder| Self::of_folder(folder, files))
            .reduce(Self::tighter)
    }

    fn of_folder(folder: &Path, files: &Files) -> Option<Self> {
        let number = |name: &str| {
            let text = fs::read_to_string(folder.join(name)).ok()?;
            text.trim().parse::<u64>().ok()
        };
        // "max" is no number, and version 1 says "no limit" with one near the largest.
        let limit = files.limits.iter().filter_map(|name| number(name)).min()?;
        if limit >= 1 << 60 {
            return None;
        }
        // The page cache counts as used but is given up first.
        let stat = fs::read_to_string(folder.join("memory.stat")).unwrap_or_default();
        let reclaimable = stat
            .lines()
            .find_map(|line| line.strip_prefix(files.reclaimable)?.trim().parse().ok())
            .unwrap_or(0);
        let used = number(files.used).unwrap_or(0).saturating_sub(reclaimable);
        Some(Self {
            limit,
            free: limit.saturating_sub(used),
        })
    }

    fn tighter(self, other: Self) -> Self {
        Self {
            limit: self.limit.min(other.limit),
            free: self.free.min(other.free),
        }
    }
}

/// Names of files in a control group's folder.
struct Files {
    limits: &'static [&'static str],
    used: &'static str,
    reclaimable: &'static str,
}

const V2: Files = Files {
    limits: &["memory.max", "memory.high"],
    used: "memory.current",
    reclaimable: "inactive_file ",
};

const V1: Files = Files {
    limits: &["memory.limit_in_bytes"],
    used: "memory.usage_in_bytes",
    reclaimable: "total_inactive_file ",
};

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1 << 20;

    fn machine(files: &[(&str, &str)]) -> (tempfile::TempDir, Limit) {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let limit = Limit::share_of(8).below(folder.path());
        (folder, limit)
    }

    const MEMINFO: (&str, &str) = (
        "proc/meminfo",
        "MemTotal:        8388608 kB\nMemFree: 1 kB\nMemAvailable:    4194304 kB\n",
    );

    #[test]
    fn a_machine_without_control_groups_gives_an_eighth_of_its_memory() {
        let (_folder, limit) = machine(&[MEMINFO]);
        assert_eq!(limit.bytes(0), 1024 * MIB);
    }

    #[test]
    fn the_tightest_group_of_version_2_decides() {
        let (_folder, limit) = machine(&[
            MEMINFO,
            ("proc/self/cgroup", "0::/site/web\n"),
            ("sys/fs/cgroup/site/web/memory.max", "max\n"),
            ("sys/fs/cgroup/site/web/memory.high", "max\n"),
            ("sys/fs/cgroup/site/memory.max", "536870912\n"),
            ("sys/fs/cgroup/site/memory.current", "104857600\n"),
        ]);
        assert_eq!(limit.bytes(0), 64 * MIB);
    }

    #[test]
    fn a_container_sees_its_group_at_the_root() {
        let (_folder, limit) = machine(&[
            MEMINFO,
            ("proc/self/cgroup", "0::/../../host/only\n"),
            ("sys/fs/cgroup/memory.max", "536870912\n"),
        ]);
        assert_eq!(limit.bytes(0), 64 * MIB);
    }

    #[test]
    fn groups_of_version_1_are_read() {
        let (_folder, limit) = machine(&[
            MEMINFO,
            ("proc/self/cgroup", "9:cpu,memory:/docker/1\n8:pids:/x\n"),
            (
                "sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes",
                "1073741824\n",
            ),
            (
                "sys/fs/cgroup/memory/memory.limit_in_bytes",
                "9223372036854771712\n",
            ),
        ]);
        assert_eq!(limit.bytes(0), 128 * MIB);
    }

    #[test]
    fn a_tier_gives_way_when_memory_runs_short_but_keeps_the_floor() {
        let group = |current: &'static str| {
            machine(&[
                MEMINFO,
                ("proc/self/cgroup", "0::/\n"),
                ("sys/fs/cgroup/memory.max", "1073741824\n"),
                ("sys/fs/cgroup/memory.current", current),
                (
                    "sys/fs/cgroup/memory.stat",
                    "anon 5\ninactive_file 10485760\n",
                ),
            ])
        };
        let (_folder, limit) = group("1006632960\n");
        // 64 MiB free, 10 MiB more could be reclaimed, 26 MiB are the tier's own.
        assert_eq!(limit.bytes(26 * MIB), 50 * MIB);
        let (_folder, limit) = group("1073741824\n");
        assert_eq!(limit.bytes(0), Limit::FLOOR);
    }

    #[test]
    fn nothing_to_read_is_the_floor() {
        let (_folder, limit) = machine(&[]);
        assert_eq!(limit.bytes(0), Limit::FLOOR);
    }
}
