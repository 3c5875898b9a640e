//! Who else is in the room: a co-facilitator at the clock, a wall, a theme team.

use super::Director;
use crate::api::fresh_command;
use crate::client::Client;
use crate::report::RehearsalError;
use charrette_protocol::*;

/// One person of the theme team for so many people.
const PEOPLE_A_THEME_TEAM_MEMBER: usize = 15;

/// A device that came in by a link.
pub(super) struct Staff {
    pub client: Client,
    pub seated: Seated,
}

impl Director<'_> {
    /// A co-facilitator and a wall come in by their links, and the last people are the theme team.
    pub(super) async fn appoint(&mut self, lead: &Seated) -> Result<(), RehearsalError> {
        for (role, name) in [(Role::CoFacilitator, "Producer"), (Role::Wall, "Wall")] {
            let link = self.api.make_link(&lead.credential, Grant::Seat { role }).await?;
            let seated = self.api.join(Door::Link { secret: link.secret }, name, None).await?;
            let tap = self.options.tap.as_ref().map(|tap| tap(None));
            let client = Client::connect(self.api, &seated.credential, tap).await?;
            self.staff.push(Staff { client, seated });
        }
        let team = self.people.len() / PEOPLE_A_THEME_TEAM_MEMBER;
        let members: Vec<_> = self.people.iter().rev().take(team).filter_map(|person| person.seated.member).collect();
        for member in members {
            self.send(Command::SetRole { member, role: Role::ThemeTeam }).await?;
        }
        Ok(())
    }

    /// The co-facilitator does something.
    pub(super) async fn produce(&self, body: Command) -> Result<(), RehearsalError> {
        let producer = &self.staff[0].client;
        let done = producer.send(fresh_command(), body).await;
        done.map_err(|rejection| RehearsalError::Person(format!("the co-facilitator was refused: {rejection}")))
    }
}
