//! Who works at Norrvik Coffee Service.

use super::dice::Dice;
use super::lands::{BRITAIN, GERMANY, POLAND, SWEDEN};
use crate::language::Language;
use crate::words::Role;

pub const ORGANISATION: &str = "Norrvik Coffee Service";
/// Of everybody who can log in: everything here is made up, so there is nothing to protect.
pub const PASSWORD: &str = "norrvik-coffee";

pub struct Colleague {
    pub login: &'static str,
    pub name: &'static str,
    pub role: Role,
    pub team: &'static str,
    /// The page of those who log in; the others only appear in the history.
    pub language: Option<Language>,
    pub feminine: bool,
}

pub const ANNA: usize = 0;
pub const PIOTR: usize = 1;
pub const HEIKE: usize = 2;
pub const ADMIN: usize = 3;
pub const OSKAR: usize = 4;
pub const MARTA: usize = 5;

/// The three whom contacts are offered to.
pub const AGENTS: [usize; 3] = [ANNA, PIOTR, HEIKE];

/// In the order of the constants above.
pub const STAFF: [Colleague; 6] = [
    Colleague {
        login: "anna",
        name: "Anna Lis",
        role: Role::Agent,
        team: "Service Nordic",
        language: Some(Language::Swedish),
        feminine: true,
    },
    Colleague {
        login: "piotr",
        name: "Piotr Wrona",
        role: Role::Agent,
        team: "Service Polska",
        language: Some(Language::Polish),
        feminine: false,
    },
    Colleague {
        login: "heike",
        name: "Heike Sommerfeld",
        role: Role::Supervisor,
        team: "Service DACH",
        language: Some(Language::German),
        feminine: true,
    },
    Colleague {
        login: "admin",
        name: "Nora Adair",
        role: Role::Administrator,
        team: "Office",
        language: Some(Language::English),
        feminine: true,
    },
    Colleague {
        login: "oskar",
        name: "Oskar Lindh",
        role: Role::Agent,
        team: "Service Nordic",
        language: None,
        feminine: false,
    },
    Colleague {
        login: "marta",
        name: "Marta Zielonka",
        role: Role::Supervisor,
        team: "Service Polska",
        language: None,
        feminine: true,
    },
];

impl Colleague {
    pub fn first_name(&self) -> &'static str {
        self.name.split(' ').next().unwrap_or(self.name)
    }
}

/// Somebody who looks after customers of that country.
pub fn of_land(dice: &mut Dice, land: usize) -> usize {
    let who: &[usize] = match land {
        SWEDEN => &[ANNA, ANNA, OSKAR],
        POLAND => &[PIOTR, PIOTR, MARTA],
        GERMANY => &[HEIKE, HEIKE, OSKAR],
        BRITAIN => &[ANNA, OSKAR, HEIKE, PIOTR],
        _ => &[ANNA],
    };
    *dice.pick(who)
}
