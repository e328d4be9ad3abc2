//! `visavi user`: the people who log in.

use std::io::{BufRead, IsTerminal};

use anyhow::Context;
use clap::{Args, Subcommand};
use db::Tx;

use super::Place;
use crate::agents::{self, Agent, AgentInput, AgentState, password};
use crate::author::Author;
use crate::clock::Clock;
use crate::error::{AppError, AppResult};
use crate::second_factor;
use crate::words::Role;

#[derive(Subcommand)]
pub enum UserCommand {
    /// Make somebody who can log in
    Create(Create),
    /// List everybody
    List(Place),
    /// Set somebody's password; their sessions end
    Password(Password),
    /// Take the second step of the log-in off somebody who lost their app; their sessions end
    ResetSecondFactor(Named),
    /// Let somebody log in no more; their sessions end
    Disable(Named),
    /// Let somebody who was disabled log in again
    Enable(Named),
}

/// Somebody by their login.
#[derive(Args)]
pub struct Named {
    #[command(flatten)]
    place: Place,
    #[arg(long)]
    login: String,
}

#[derive(Args)]
pub struct Create {
    #[command(flatten)]
    place: Place,
    /// What they type to log in
    #[arg(long)]
    login: String,
    /// What colleagues see
    #[arg(long)]
    name: String,
    /// agent, supervisor or administrator
    #[arg(long)]
    role: Role,
    /// By which the organisation's own log-in finds them
    #[arg(long)]
    email: Option<String>,
    /// Made if there is none of that name
    #[arg(long)]
    team: Option<String>,
    /// Read the password from standard input instead of asking
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Args)]
pub struct Password {
    #[command(flatten)]
    who: Named,
    /// Read the password from standard input instead of asking
    #[arg(long)]
    password_stdin: bool,
}

pub async fn run(command: UserCommand) -> anyhow::Result<()> {
    match command {
        UserCommand::Create(create) => self::create(create).await,
        UserCommand::List(place) => list(&place).await,
        UserCommand::Password(password) => set_password(password).await,
        UserCommand::ResetSecondFactor(who) => reset_second_factor(who).await,
        UserCommand::Disable(who) => set_state(who, AgentState::Disabled).await,
        UserCommand::Enable(who) => set_state(who, AgentState::Active).await,
    }
}

async fn create(create: Create) -> anyhow::Result<()> {
    let db = super::open_migrated(&create.place.config()?).await?;
    let hash = password::hash("password", read_password(create.password_stdin)?).await.map_err(explain)?;
    let input = AgentInput {
        login: create.login,
        name: create.name,
        email: create.email,
        role: create.role,
        team: create.team,
    };
    let author = Author::system(Clock::System.now());
    let agent =
        db.write(move |tx| agents::create(tx, &author, &input, Some(&hash))).await.map_err(explain)?;
    db.close().await;
    super::say(format!("{} can log in as {}", agent.name, agent.login))
}

async fn list(place: &Place) -> anyhow::Result<()> {
    let db = super::open_migrated(&place.config()?).await?;
    let mut page = crate::http::paging::Page::first(200);
    loop {
        let part = page.clone();
        let found = db.read(move |tx| Ok::<_, AppError>(agents::store::list(tx, &part)?)).await?;
        let listed = page.list(found, |agent| {
            crate::http::paging::Cursor::text(crate::fold::fold_case(&agent.login), agent.id.0)
        });
        for agent in &listed.items {
            let team = agent.team.as_ref().map_or("", |(_, name)| name.as_str());
            super::say(format!("{}\t{}\t{}\t{}\t{team}", agent.login, agent.name, agent.role, agent.state))?;
        }
        match listed.next {
            Some(next) => page = crate::http::paging::Page::read(Some(200), Some(&next), 200, false)?,
            None => break,
        }
    }
    db.close().await;
    Ok(())
}

async fn set_password(given: Password) -> anyhow::Result<()> {
    let hash = password::hash("password", read_password(given.password_stdin)?).await.map_err(explain)?;
    let agent =
        of(given.who, move |tx, author, agent| agents::set_password(tx, author, agent.id, &hash)).await?;
    super::say(format!("{} has a new password", agent.name))
}

async fn reset_second_factor(who: Named) -> anyhow::Result<()> {
    let agent = of(who, |tx, author, agent| second_factor::reset(tx, author, agent.id)).await?;
    super::say(format!("{} logs in with the password alone", agent.name))
}

async fn set_state(who: Named, state: AgentState) -> anyhow::Result<()> {
    let agent = of(who, move |tx, author, agent| agents::set_state(tx, author, agent, state)).await?;
    super::say(format!("{} is {}", agent.name, agent.state))
}

/// Does something with somebody, in the name of the installation.
async fn of<T: Send + 'static>(
    who: Named,
    work: impl Fn(&mut Tx<'_>, &Author, &Agent) -> AppResult<T> + Send + 'static,
) -> anyhow::Result<T> {
    let db = super::open_migrated(&who.place.config()?).await?;
    let (author, login) = (Author::system(Clock::System.now()), who.login.clone());
    let done = db
        .write(move |tx| match agents::store::find_by_login(tx, &login)? {
            Some(agent) => work(tx, &author, &agent),
            None => Err(AppError::NotFound),
        })
        .await;
    db.close().await;
    match done {
        Err(AppError::NotFound) => anyhow::bail!("nobody has the login {}", who.login),
        done => done.map_err(explain),
    }
}

/// From a pipe one line, from a terminal without showing it.
fn read_password(from_stdin: bool) -> anyhow::Result<String> {
    let stdin = std::io::stdin();
    let text = if from_stdin || !stdin.is_terminal() {
        let mut line = String::new();
        stdin.lock().read_line(&mut line).context("cannot read the password")?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    } else {
        rpassword::prompt_password("Password: ").context("cannot ask for the password")?
    };
    anyhow::ensure!(!text.is_empty(), "no password given");
    Ok(text)
}

/// An error of the application in words.
pub fn explain(error: AppError) -> anyhow::Error {
    let locale = super::english();
    match &error {
        AppError::Invalid(fields) => {
            let said: Vec<String> = fields
                .iter()
                .map(|field| format!("{}: {}", field.field, crate::http::problems::message(&locale, field)))
                .collect();
            anyhow::anyhow!(said.join("; "))
        }
        other => anyhow::anyhow!(crate::http::problems::detail(&locale, other)),
    }
}
