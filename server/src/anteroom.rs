//! Those who have come and not shown yet that they belong here: a bounded number of them. When it is
//! full, whoever has waited longest makes room, so that nobody keeps others out by being many.

use crate::telemetry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// An address that has more than this part of all places makes room before others do.
const SHARE: usize = 8;

/// Places for connections.
#[derive(Debug)]
pub(crate) struct Anteroom {
    in_all: usize,
    each: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    turns: u64,
    line: BTreeMap<u64, Waiting>,
    /// The turns of each address, and which addresses have more than their share.
    by_address: HashMap<IpAddr, BTreeSet<u64>>,
    crowds: BTreeSet<IpAddr>,
    kept: usize,
}

#[derive(Debug)]
struct Waiting {
    address: IpAddr,
    leave: Arc<Notify>,
}

/// A place. Dropping it frees it.
#[derive(Debug)]
pub(crate) struct Place {
    anteroom: Arc<Anteroom>,
    address: IpAddr,
    leave: Arc<Notify>,
    /// When its turn is to make room; none = it does not stand in line: it is kept, or was sent away.
    turn: Mutex<Option<u64>>,
}

/// Keeps a place out of the line until it is dropped.
#[derive(Debug)]
pub(crate) struct Kept(Arc<Place>);

impl Anteroom {
    /// So many places in all, and for each address.
    pub fn new(in_all: usize, each: usize) -> Arc<Self> {
        Arc::new(Self { in_all, each, state: Mutex::default() })
    }

    /// A place for somebody from an address; none if all are kept by those who belong here.
    pub fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Arc<Place>> {
        let mut state = self.lock();
        let own = state.by_address.get(&address);
        let crowded = own.and_then(|turns| turns.first().filter(|_| turns.len() >= self.each)).copied();
        if let Some(turn) = crowded {
            self.send_away(&mut state, turn);
        } else if state.line.len() + state.kept >= self.in_all {
            let crowds = state.crowds.iter().filter_map(|address| state.by_address.get(address)?.first());
            let turn = crowds.min().or_else(|| state.line.keys().next()).copied()?;
            self.send_away(&mut state, turn);
        }
        let leave = Arc::new(Notify::new());
        let turn = self.queue(&mut state, address, leave.clone());
        Some(Arc::new(Place { anteroom: self.clone(), address, leave, turn: Mutex::new(Some(turn)) }))
    }

    fn queue(&self, state: &mut State, address: IpAddr, leave: Arc<Notify>) -> u64 {
        state.turns += 1;
        let turn = state.turns;
        state.line.insert(turn, Waiting { address, leave });
        let turns = state.by_address.entry(address).or_default();
        turns.insert(turn);
        if turns.len() * SHARE > self.in_all {
            state.crowds.insert(address);
        }
        turn
    }

    /// Takes a turn out of the line, if it stands there.
    fn unqueue(&self, state: &mut State, turn: u64) -> Option<Waiting> {
        let waiting = state.line.remove(&turn)?;
        if let Some(turns) = state.by_address.get_mut(&waiting.address) {
            turns.remove(&turn);
            if turns.len() * SHARE <= self.in_all {
                state.crowds.remove(&waiting.address);
            }
            if turns.is_empty() {
                state.by_address.remove(&waiting.address);
            }
        }
        Some(waiting)
    }

    fn send_away(&self, state: &mut State, turn: u64) {
        if let Some(waiting) = self.unqueue(state, turn) {
            telemetry::sent_away();
            waiting.leave.notify_one();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// It has done something: its turn comes after all others'.
    pub fn stir(&self) {
        let mut state = self.anteroom.lock();
        let mut turn = self.turn();
        if let Some(waiting) = turn.and_then(|turn| self.anteroom.unqueue(&mut state, turn)) {
            *turn = Some(self.anteroom.queue(&mut state, self.address, waiting.leave));
        }
    }

    /// It belongs here, and makes room for nobody; none if it was sent away already.
    pub fn keep(self: &Arc<Self>) -> Option<Kept> {
        let mut state = self.anteroom.lock();
        let turn = self.turn().take();
        turn.and_then(|turn| self.anteroom.unqueue(&mut state, turn))?;
        state.kept += 1;
        Some(Kept(self.clone()))
    }

    /// Ready when it has to make room.
    pub async fn sent_away(&self) {
        self.leave.notified().await;
    }

    /// Only taken while the line is locked.
    fn turn(&self) -> MutexGuard<'_, Option<u64>> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut state = self.anteroom.lock();
        if let Some(turn) = self.turn().take() {
            self.anteroom.unqueue(&mut state, turn);
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let mut state = self.0.anteroom.lock();
        state.kept -= 1;
        let turn = self.0.anteroom.queue(&mut state, self.0.address, self.0.leave.clone());
        *self.0.turn() = Some(turn);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, last])
    }

    /// Which of these were sent away since the last time.
    fn gone(places: &[Arc<Place>]) -> Vec<usize> {
        let gone = places.iter().enumerate().filter(|(_, place)| place.sent_away().now_or_never().is_some());
        gone.map(|(number, _)| number).collect()
    }

    #[test]
    fn who_has_waited_longest_makes_room() {
        let anteroom = Anteroom::new(8, 8);
        let mut places: Vec<_> = (0..8).map(|_| anteroom.enter(address(1)).unwrap()).collect();
        assert_eq!(gone(&places), [0; 0]);
        places[0].stir();
        let kept = places[1].keep();
        places.extend([(); 2].map(|()| anteroom.enter(address(1)).unwrap()));
        assert_eq!(gone(&places), [2, 3]);
        // Back in line, at its end.
        drop(kept);
        places.extend([(); 3].map(|()| anteroom.enter(address(1)).unwrap()));
        assert_eq!(gone(&places), [4, 5, 6]);
        // Who was sent away holds nothing, and cannot stay after all.
        places[2].stir();
        assert!(places[2].keep().is_none());
        drop(places.drain(2..7));
        places.push(anteroom.enter(address(1)).unwrap());
        assert_eq!(gone(&places), [2]);
        // Who leaves by itself frees its place.
        let mut held: Vec<_> = places.iter().filter_map(Place::keep).collect();
        assert_eq!(held.len(), 8);
        assert!(anteroom.enter(address(2)).is_none(), "nobody is sent away who belongs here");
        held.pop();
        drop((held, places));
        let left = anteroom.lock();
        assert_eq!((left.line.len(), left.by_address.len(), left.crowds.len(), left.kept), (0, 0, 0, 0));
    }

    #[test]
    fn a_crowd_from_one_address_makes_room_before_others_do() {
        let anteroom = Anteroom::new(16, 16);
        let early = [anteroom.enter(address(1)).unwrap(), anteroom.enter(address(1)).unwrap()];
        let crowd: Vec<_> = (0..30).map(|_| anteroom.enter(address(2)).unwrap()).collect();
        assert_eq!(gone(&crowd), (0..16).collect::<Vec<_>>());
        let others: Vec<_> = (3..15).map(|last| anteroom.enter(address(last)).unwrap()).collect();
        assert_eq!(gone(&crowd), (16..28).collect::<Vec<_>>());
        assert_eq!((gone(&early), gone(&others)), (vec![], vec![]));
        // Where nobody is a crowd, the oldest go.
        let more: Vec<_> = (20..23).map(|last| anteroom.enter(address(last)).unwrap()).collect();
        assert_eq!((gone(&early), gone(&crowd), gone(&more)), (vec![0, 1], vec![28], vec![]));
    }

    #[test]
    fn an_address_has_a_bound_of_its_own() {
        let anteroom = Anteroom::new(100, 3);
        let own: Vec<_> = (0..5).map(|_| anteroom.enter(address(1)).unwrap()).collect();
        let other = [anteroom.enter(address(2)).unwrap()];
        assert_eq!((gone(&own), gone(&other)), (vec![0, 1], vec![]));
    }
}
