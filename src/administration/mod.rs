//! The administration: one page that leads to everything an administrator sees to.

pub mod ordered;
pub mod pages;
pub mod view;

/// A part of the administration: where it is, its icon, and the keys of its name and of what it is for.
pub struct Place {
    pub path: &'static str,
    pub icon: &'static str,
    pub name: &'static str,
    pub about: &'static str,
}

const fn place(path: &'static str, icon: &'static str, name: &'static str, about: &'static str) -> Place {
    Place { path, icon, name, about }
}

/// In the order of the tabs.
pub const PLACES: &[Place] = &[
    place("/agents", "users", "people-title", "people-about"),
    place("/teams", "users-round", "teams-title", "teams-about"),
    place("/fields", "table-properties", "fields-title", "fields-about"),
    place("/request-statuses", "inbox", "request-statuses", "request-statuses-about"),
    place("/dispositions", "flag", "dispositions", "dispositions-about"),
    place("/identity-checks", "shield-check", "identity-checks", "identity-checks-about"),
    place("/tokens", "key-round", "tokens-title", "tokens-about"),
    place("/blocklist", "ban", "blocklist", "blocklist-about"),
    place("/accesses", "eye", "accesses-title", "accesses-about"),
    place("/erasures", "eraser", "erasures-title", "erasures-about"),
    place("/retention", "clock", "retention-title", "retention-about"),
    place("/imports", "upload", "imports-title", "imports-about"),
    place("/duplicates/laboratory", "flask-conical", "laboratory-title", "laboratory-about"),
    place("/exports", "download", "export-title", "exports-about"),
    place("/administration/health", "heart-pulse", "health-title", "health-about"),
];
