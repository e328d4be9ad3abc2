//! Who does a thing: every write takes its author, so that none can be recorded without one.

use uuid::Uuid;

use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::teams::features::{Feature, Off};
use crate::words::Role;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Principal {
    Agent(crate::id::AgentId),
    Token(crate::id::TokenId),
    /// The installation itself: the command line, jobs.
    System,
}

/// A principal at a moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Author {
    pub principal: Principal,
    pub name: String,
    pub role: Role,
    /// What their team is kept from; tokens and the installation itself are kept from nothing.
    pub off: Off,
    /// When the request came: one time for everything that it writes.
    pub at: Time,
}

impl Author {
    pub fn system(at: Time) -> Author {
        Author {
            principal: Principal::System,
            name: "Visavi".to_owned(),
            role: Role::Administrator,
            off: Off::default(),
            at,
        }
    }

    pub fn may(&self, feature: Feature) -> bool {
        self.off.may(feature)
    }

    /// Refuses what is switched off for the author's team.
    pub fn needs(&self, feature: Feature) -> AppResult<()> {
        if self.may(feature) { Ok(()) } else { Err(AppError::SwitchedOff) }
    }

    pub fn id(&self) -> Option<Uuid> {
        match self.principal {
            Principal::Agent(id) => Some(id.0),
            Principal::Token(id) => Some(id.0),
            Principal::System => None,
        }
    }
}
