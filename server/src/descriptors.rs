//! How many connections the operating system lets this process have.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// For the store, the folder, files on their way and whatever else is no connection.
const OTHERS: u64 = 128;

/// As many connections as are wanted, or as there can be: the limit of the shell is raised as far as it may be.
pub(crate) fn connections(wanted: u64) -> u64 {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let needed = wanted + OTHERS;
    let Some(mut limit) = current.filter(|current| *current < needed) else { return wanted };
    let raised = maximum.map_or(needed, |maximum| maximum.min(needed));
    if setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum }).is_ok() {
        limit = raised;
    }
    // A limit too low for anything is for the first failing connection to tell.
    limit.saturating_sub(OTHERS).max(16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_can_always_be_had_and_never_more_than_the_limit_lets() {
        assert_eq!(connections(16), 16);
        let most = connections(u64::from(u32::MAX));
        let limit = getrlimit(Resource::Nofile).current;
        assert!(limit.is_none_or(|limit| most + OTHERS <= limit), "{most} of {limit:?}");
    }
}
