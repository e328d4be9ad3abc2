//! `visavi migrate`: brings the database to this version's schema.

use crate::config::Config;
use crate::migrations;

pub async fn run(config: &Config) -> anyhow::Result<()> {
    let db = super::open(config).await?;
    let applied = db.migrate(migrations::ALL).await;
    let renewed = if applied.is_ok() { super::renew_index(&db).await } else { Ok(()) };
    let version = db.schema_version().await;
    db.close().await;
    for applied in applied? {
        super::say(format!("migration {applied:04} applied"))?;
    }
    renewed?;
    super::say(format!("the schema is at version {}", version?))
}
