//! The migrations, in order. One text for both databases; two only where a database forces it.

use db::Migration;

macro_rules! migration {
    ($version:literal, $name:literal) => {
        Migration {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/", $name, ".sql")),
        }
    };
    ($version:literal, $name:literal, two texts) => {
        Migration {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/", $name, ".sqlite.sql")),
            postgres: include_str!(concat!("../migrations/", $name, ".postgres.sql")),
        }
    };
}

pub const ALL: &[Migration] = &[
    migration!(1, "0001_people"),
    migration!(2, "0002_customers"),
    migration!(3, "0003_interactions"),
    migration!(4, "0004_history", two texts),
    migration!(5, "0005_changes"),
    migration!(6, "0006_events", two texts),
    migration!(7, "0007_search", two texts),
    migration!(8, "0008_imports"),
    migration!(9, "0009_texts", two texts),
    migration!(10, "0010_lists"),
    migration!(11, "0011_accesses"),
    migration!(12, "0012_identifier_flags"),
    migration!(13, "0013_drafts"),
    migration!(14, "0014_notes"),
    migration!(15, "0015_files"),
    migration!(16, "0016_blocklist"),
    migration!(17, "0017_fields"),
    migration!(18, "0018_records"),
    migration!(19, "0019_access_reasons"),
    migration!(20, "0020_agent_emails"),
    migration!(21, "0021_second_steps"),
    migration!(23, "0023_peace"),
    migration!(24, "0024_consents"),
    migration!(25, "0025_restrictions"),
    migration!(26, "0026_erasures"),
    migration!(27, "0027_retention"),
    migration!(28, "0028_relations"),
    migration!(29, "0029_avatars"),
    migration!(30, "0030_requests"),
    migration!(32, "0032_history_parts"),
    migration!(34, "0034_tags"),
    migration!(35, "0035_known_contacts"),
    migration!(36, "0036_attachments"),
    migration!(37, "0037_identity_checks"),
    migration!(38, "0038_event_floor"),
    migration!(39, "0039_transfers"),
    migration!(40, "0040_pins"),
    migration!(41, "0041_promises"),
    migration!(42, "0042_dispositions"),
    migration!(43, "0043_merges"),
    migration!(44, "0044_duplicates", two texts),
    migration!(45, "0045_confirmations"),
    migration!(46, "0046_rejections"),
    migration!(47, "0047_duplicate_pairs"),
    migration!(48, "0048_laboratory"),
    migration!(49, "0049_duplicate_features", two texts),
];

/// The version of the newest one: the schema that this binary works with.
pub fn newest() -> i64 {
    ALL.last().map_or(0, |migration| migration.version)
}
