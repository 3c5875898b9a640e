//! Which rooms are awake: the one DashMap. A room is started exactly once.

use crate::clock::Clock;
use crate::log::{Directory, DirectoryError, EventLog};
use crate::room::{Input, Room, RoomHandle};
use crate::telemetry;
use charrette_protocol::{CloseCode, WorkshopId};
use dashmap::DashMap;
use std::sync::Arc;
use tokio::sync::{mpsc, watch};

/// A room's task: the way to it, and a channel that closes when it has ended.
struct Awake {
    handle: RoomHandle,
    ended: watch::Receiver<()>,
}

/// All rooms of this server.
pub struct Registry {
    rooms: DashMap<WorkshopId, Awake>,
    log: Arc<dyn EventLog>,
    directory: Arc<dyn Directory>,
    clock: Clock,
}

impl Registry {
    /// No room is awake yet.
    pub fn new(log: Arc<dyn EventLog>, directory: Arc<dyn Directory>, clock: Clock) -> Arc<Self> {
        Arc::new(Self { rooms: DashMap::new(), log, directory, clock })
    }

    /// Which code opens which workshop.
    pub fn directory(&self) -> &Arc<dyn Directory> {
        &self.directory
    }

    /// Time and chance.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The way to a workshop's room, which is woken if it sleeps, and begun if nobody opened it
    /// yet: this is for those who open one, and for ids that the directory gave. The handle stands in the map
    /// at once and the task loads behind it, so two askers never start two rooms.
    pub fn room(self: &Arc<Self>, workshop: WorkshopId) -> RoomHandle {
        use dashmap::mapref::entry::Entry;
        match self.rooms.entry(workshop) {
            Entry::Occupied(mut entry) => {
                if entry.get().handle.is_closed() {
                    // It is falling asleep: the next one starts when it has ended.
                    let previous = Some(entry.get().ended.clone());
                    entry.insert(self.start(workshop, previous));
                }
                entry.get().handle.clone()
            }
            Entry::Vacant(entry) => entry.insert(self.start(workshop, None)).handle.clone(),
        }
    }

    /// The way to the room of a workshop that is there; none for one that nobody opened. Who
    /// only asks wakes nothing: ids can be made up by the thousand.
    ///
    /// # Errors
    /// The directory could not be asked.
    pub async fn find(self: &Arc<Self>, workshop: WorkshopId) -> Result<Option<RoomHandle>, DirectoryError> {
        let awake = self.rooms.get(&workshop).map(|awake| awake.handle.clone());
        if let Some(handle) = awake.filter(|handle| !handle.is_closed()) {
            return Ok(Some(handle));
        }
        Ok(self.directory.holds(workshop).await?.then(|| self.room(workshop)))
    }

    fn start(self: &Arc<Self>, workshop: WorkshopId, previous: Option<watch::Receiver<()>>) -> Awake {
        let (handle, inbox) = Room::mailbox();
        let (ending, ended) = watch::channel(());
        let registry = self.clone();
        let own = handle.clone();
        tokio::spawn(async move {
            if let Some(mut previous) = previous {
                // The channel closes when the room before has written its last.
                while previous.changed().await.is_ok() {}
            }
            telemetry::rooms_awake(1.0);
            let guard = Leaving { registry, workshop, handle: own, _ending: ending };
            let log = guard.registry.log.clone();
            match Room::load(workshop, log, guard.registry.clock.clone()).await {
                Ok(room) => drop(room.run(inbox).await),
                Err(error) => {
                    tracing::error!(%workshop, %error, "the room cannot be loaded");
                    refuse(inbox).await;
                }
            }
        });
        Awake { handle, ended }
    }

    /// How many rooms are awake.
    pub fn awake(&self) -> usize {
        self.rooms.len()
    }

    /// Ends a room, and waits until it has written its last.
    pub async fn end(&self, workshop: WorkshopId, code: CloseCode) {
        let awake = self.rooms.get(&workshop).map(|awake| (awake.handle.clone(), awake.ended.clone()));
        if let Some((handle, mut ended)) = awake {
            // If the room has ended meanwhile, there is nothing to do.
            let _ = handle.send(Input::Close { code }).await;
            while ended.changed().await.is_ok() {}
        }
    }

    /// Ends all rooms: what was accepted is stored, connections end with a word.
    pub async fn drain(&self) {
        let workshops: Vec<_> = self.rooms.iter().map(|entry| *entry.key()).collect();
        for workshop in workshops {
            self.end(workshop, CloseCode::Restarting).await;
        }
    }
}

/// Takes the room out of the map when its task ends, however it ends.
struct Leaving {
    registry: Arc<Registry>,
    workshop: WorkshopId,
    handle: RoomHandle,
    _ending: watch::Sender<()>,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        telemetry::rooms_awake(-1.0);
        self.registry.rooms.remove_if(&self.workshop, |_, awake| awake.handle.is_same(&self.handle));
    }
}

/// Answers those who already wait for a room that cannot be loaded.
async fn refuse(mut inbox: mpsc::Receiver<Input>) {
    inbox.close();
    while let Some(input) = inbox.recv().await {
        if let Input::Join { reply, .. } = input {
            let _ = reply.send(Err(CloseCode::RoomUnreadable));
        }
    }
}
