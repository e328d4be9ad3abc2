//! Stub.

use super::Place;

pub async fn run(place: &Place) -> anyhow::Result<()> {
    super::serve::run(&place.config()?).await
}
