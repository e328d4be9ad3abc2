//! `visavi token`: API tokens.

use clap::{Args, Subcommand};

use super::Place;
use super::user::explain;
use crate::author::Author;
use crate::clock::Clock;
use crate::error::AppError;
use crate::id::TokenId;
use crate::tokens;
use crate::words::Role;

#[derive(Subcommand)]
pub enum TokenCommand {
    /// Make a token and print it, alone; it cannot be shown again
    Create(Create),
    /// List the tokens, without their texts
    List(Place),
    /// Revoke a token by its id
    Revoke(Revoke),
}

#[derive(Args)]
pub struct Create {
    #[command(flatten)]
    place: Place,
    /// What it is for; shows in the change history
    #[arg(long)]
    name: String,
    /// agent, supervisor or administrator
    #[arg(long)]
    role: Role,
}

#[derive(Args)]
pub struct Revoke {
    #[command(flatten)]
    place: Place,
    /// As `visavi token list` shows it
    #[arg(long)]
    id: TokenId,
}

pub async fn run(command: TokenCommand) -> anyhow::Result<()> {
    let author = Author::system(Clock::System.now());
    match command {
        TokenCommand::Create(create) => {
            let db = super::open_migrated(&create.place.config()?).await?;
            let made = db.write(move |tx| tokens::create(tx, &author, &create.name, create.role)).await;
            db.close().await;
            super::say(made.map_err(explain)?.1)
        }
        TokenCommand::List(place) => {
            let db = super::open_migrated(&place.config()?).await?;
            let tokens = db.read(|tx| Ok::<_, AppError>(tokens::store::list(tx)?)).await?;
            db.close().await;
            for token in tokens {
                let state = token.revoked_at.map_or("valid".to_owned(), |at| format!("revoked {at}"));
                super::say(format!(
                    "{}\t{}\t{}\t{}\t{state}",
                    token.id, token.name, token.role, token.created_at
                ))?;
            }
            Ok(())
        }
        TokenCommand::Revoke(revoke) => {
            let db = super::open_migrated(&revoke.place.config()?).await?;
            let revoked = db.write(move |tx| tokens::revoke(tx, &author, revoke.id)).await;
            db.close().await;
            revoked.map_err(explain)?;
            super::say("revoked")
        }
    }
}
