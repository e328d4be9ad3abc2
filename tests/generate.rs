//! Bulk data: all that was ordered, once, also after an interruption.

use visavi::generate::{self, Order};

use crate::support::{TestApp, both_databases};

async fn count(app: &TestApp, table: &'static str) -> i64 {
    app.app
        .read(move |tx| Ok(tx.get(format!("SELECT COUNT(*) FROM {table}"), &[], |row| row.get(0))?))
        .await
        .unwrap()
}

both_databases! {
    async fn what_was_ordered_is_there_once_also_after_an_interruption(app: &TestApp) {
        let order = Order { customers: 600, interactions: 900, seed: 3, now: app.app.clock.now(), home: app.app.home };
        assert!(!generate::is_begun(&app.app.db, order).await.unwrap());
        // Interrupted after the first transaction.
        let db = app.app.db.clone();
        let interrupted = tokio::spawn(async move { generate::run(&db, order, |_| panic!("interrupted")).await });
        assert!(interrupted.await.is_err());
        let mut told = Vec::new();
        generate::run(&app.app.db, order, |done| told.push(done)).await.unwrap();
        generate::run(&app.app.db, order, |_| panic!("everything is there")).await.unwrap();
        assert_eq!(told.last(), Some(&600));
        assert_eq!(count(app, "customers").await, 600);
        assert_eq!(count(app, "interactions").await, 900);
        assert_eq!(count(app, "history").await, 900, "every contact has its customer");
        assert!(generate::is_begun(&app.app.db, order).await.unwrap());
    }
}
