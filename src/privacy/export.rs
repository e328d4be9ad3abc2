//! The export of everything that is held about a customer: a ZIP of what people read and of what machines read.
//!
//! Invariant: it is as its reader may see it, and that they took it stands in the access log before its first byte
//! leaves. No more than one conversation and one piece of a file are in memory. An export that fails on the way is cut
//! short: it has no manifest and no directory, and nobody takes it for whole.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use exchange::Format;
use futures_util::{StreamExt, stream};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use super::archive::Archive;
use super::{Everything, PICTURE, Whole, api, document};
use crate::accesses::{self, What};
use crate::app::App;
use crate::attachments::Attachment;
use crate::author::Author;
use crate::avatars;
use crate::changes::{self, ChangesOf};
use crate::customers::Customer;
use crate::error::{AppError, AppResult};
use crate::exports::record;
use crate::fields::{self, Definitions, Entity};
use crate::files::download::Outgoing;
use crate::files::{self, File};
use crate::http::paging::{Listed, Page};
use crate::http::{Id, Visitor};
use crate::id::{CustomerId, InteractionId};
use crate::identity_checks;
use crate::interactions::{self, Comment, Interaction, Message};
use crate::language::Locale;
use crate::national_ids;
use crate::teams::features::Feature;
use crate::vcon;
use crate::words::Role;

/// Pieces that are made before somebody takes them.
const AHEAD: usize = 4;
/// Entries that are read at once.
const SOME: i64 = 200;

/// Everything that is held about a customer as a ZIP: `index.html` for people, which also prints; for machines
/// `held.json`, `customer.jscontact.json` (RFC 9553), a vCon of each contact in `conversations/`, the customer's
/// `picture.jpg`, `files/` and the `attachments/` of messages, `consents.json`, `changes.json`, for supervisors `accesses.json`, and `manifest.json` with the SHA-256 of
/// each. Whoever takes it stands in the access log.
#[utoipa::path(get, path = "/api/v1/customers/{id}/privacy/export", tag = "privacy", params(("id" = String, Path)),
    responses((status = 200, content_type = "application/zip", body = [u8])))]
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<CustomerId>) -> AppResult<Response> {
    let reader = visitor.author()?;
    accesses::opened(&app, &visitor, id, None).await?;
    let taking = reader.clone();
    let all = app
        .write(move |tx| {
            let all = Everything::read(tx, &taking, id, Whole::of(taking.role))?;
            accesses::record(tx, &taking, id, What::Export)?;
            Ok(all)
        })
        .await?;
    let (pieces, made) = mpsc::channel(AHEAD);
    let export = Export { app, locale: visitor.locale.clone(), reader, handle: Handle::current() };
    let day = visitor.locale.day_of(visitor.locale.now);
    tokio::task::spawn_blocking(move || {
        let archive = Archive::new(pieces.clone(), &export.locale);
        if let Err(error) = export.write(archive, &all) {
            let _ = pieces.blocking_send(Err(error));
        }
    });
    let body = stream::unfold(made, |mut made| async { Some((made.recv().await?, made)) }).fuse();
    let headers = [
        (CONTENT_TYPE, "application/zip".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"customer-{day}.zip\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(body)).into_response())
}

/// A contact with everything that was said in it.
type Contact = (Interaction, Vec<Message>, Vec<Comment>);

struct Export {
    app: App,
    locale: Locale,
    reader: Author,
    handle: Handle,
}

impl Export {
    /// Waits for what is read: this runs on a thread of its own.
    fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut db::Tx<'_>) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        self.handle.block_on(self.app.read(work))
    }

    fn write(&self, mut archive: Archive, all: &Everything) -> AppResult<()> {
        let customer = all.customer.id;
        let contacts = self.read(move |tx| Ok(interactions::store::list_of_customer(tx, customer)?))?;
        let definitions = self.read(|tx| Ok(fields::store::definitions(tx, Entity::Interaction)?))?;
        let (locale, config) = (&self.locale, &self.app.config);

        archive.begin("index.html")?;
        archive.write(document::head(locale, config, all, &self.reader.name).as_bytes())?;
        for id in contacts.iter().rev() {
            if let Some((one, messages, comments)) = self.contact(*id, &definitions)? {
                let shown = document::contact(locale, &definitions, &one, &messages, &comments);
                archive.write(shown.0.as_bytes())?;
            }
        }
        archive.write(document::FOOT.as_bytes())?;

        archive.add_json("held.json", &api::output(locale, config, all))?;
        archive.add("customer.jscontact.json", &jscontact(all, &self.reader)?)?;
        if let Some((_, picture)) = self.read(move |tx| Ok(avatars::store::find_picture(tx, customer)?))? {
            archive.add(PICTURE, &picture)?;
        }
        archive.add_json("consents.json", &all.consents)?;
        for id in &contacts {
            if let Some((one, messages, comments)) = self.contact(*id, &definitions)? {
                let day = locale.day_of(one.started_at);
                let name = format!("conversations/{day}-{}-{id}.vcon.json", one.channel);
                let mut vcon = vcon::of(&one, &all.customer.name, &messages, &comments, self.app.home);
                let bodies = self.handle.block_on(vcon::bodies(&self.app, &messages))?;
                vcon::attach(&mut vcon, &messages, &bodies);
                let reader = self.reader.clone();
                let vcon = self.read(move |tx| {
                    identity_checks::vcon::write(tx, &reader, &one, &mut vcon)?;
                    Ok(vcon)
                })?;
                archive.add_json(&name, &vcon)?;
                for attached in messages.iter().flat_map(|message| &message.attachments) {
                    self.content(&mut archive, &attachment_path(attached), attached.outgoing())?;
                }
            }
        }
        if self.reader.may(Feature::ChangesSee) {
            self.changes(&mut archive, customer)?;
        }
        if self.reader.role >= Role::Supervisor {
            self.accesses(&mut archive, customer)?;
        }
        for (number, file) in (1..).zip(all.files.iter().flatten()) {
            self.file(&mut archive, number, file)?;
        }
        let manifest = json!({
            "format": "visavi-privacy-export-1", "customer_id": customer, "created_at": locale.now,
            "by": self.reader.name, "members": archive.members(),
        });
        archive.add_json("manifest.json", &manifest)?;
        archive.finish()
    }

    fn contact(&self, id: InteractionId, definitions: &Definitions) -> AppResult<Option<Contact>> {
        let read = self.read(move |tx| {
            let Some(one) = interactions::store::find(tx, id)? else { return Ok(None) };
            let messages = interactions::store::list_messages(tx, id, i64::MAX)?;
            Ok(Some((one, messages, interactions::store::list_all_comments(tx, id)?)))
        })?;
        Ok(read.map(|mut contact: Contact| {
            definitions.mask(self.reader.role, &mut contact.0.fields);
            contact
        }))
    }

    fn changes(&self, archive: &mut Archive, customer: CustomerId) -> AppResult<()> {
        let reader = self.reader.clone();
        let filter = changes::Filter { customer, of: ChangesOf::Everything, by: None, before: None };
        self.list(archive, "changes.json", move |tx, page| changes::list(tx, &reader, &filter, page))
    }

    fn accesses(&self, archive: &mut Archive, customer: CustomerId) -> AppResult<()> {
        self.handle.block_on(self.app.accesses.flush());
        let filter = accesses::Filter { customer: Some(customer), ..accesses::Filter::default() };
        self.list(archive, "accesses.json", move |tx, page| {
            Ok(page.list(accesses::store::list(tx, &filter, page)?, accesses::store::cursor))
        })
    }

    /// A list of any length as one array.
    fn list<T: Serialize + Send + 'static>(
        &self,
        archive: &mut Archive,
        name: &str,
        list: impl Fn(&mut db::Tx<'_>, &Page) -> AppResult<Listed<T>> + Clone + Send + 'static,
    ) -> AppResult<()> {
        archive.begin(name)?;
        let (mut page, mut before) = (Page::first(SOME), "[");
        loop {
            let (list, at) = (list.clone(), page);
            let listed = self.read(move |tx| list(tx, &at))?;
            for one in &listed.items {
                archive.write(before.as_bytes())?;
                archive.write(&serde_json::to_vec(one).map_err(AppError::internal)?)?;
                before = ",\n";
            }
            let Some(next) = listed.next else { break };
            page = Page::read(Some(SOME), Some(&next), SOME, true)?;
        }
        archive.write(if before == "[" { b"[]" } else { b"]\n" })
    }

    fn file(&self, archive: &mut Archive, number: usize, file: &File) -> AppResult<()> {
        self.content(archive, &format!("files/{number:03}-{}", safe(&file.name)), file.outgoing())
    }

    /// What is in a file or attachment, piece by piece.
    fn content(&self, archive: &mut Archive, name: &str, file: Outgoing<'_>) -> AppResult<()> {
        archive.begin(name)?;
        let size = u64::try_from(file.size).unwrap_or(0);
        // No store gives a range of nothing.
        if size == 0 {
            return Ok(());
        }
        let mut content = self.handle.block_on(self.app.files.get(file.content, 0..size))?;
        while let Some(piece) = self.handle.block_on(content.next()) {
            let piece: Bytes = piece.map_err(|error| {
                tracing::warn!(%error, "a file could not be read to its end");
                AppError::StoreUnavailable
            })?;
            archive.write(&piece)?;
        }
        Ok(())
    }
}

/// Where an attachment lies in the export.
pub fn attachment_path(one: &Attachment) -> String {
    format!("attachments/{}-{}", one.id, safe(&one.name))
}

/// A name that every file system takes; the number before it makes it the only one.
fn safe(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || " ._-()".contains(c) { c } else { '_' };
    let name: String = name.chars().map(plain).collect();
    // The ending says what it is: it stays where the name is too long.
    let (stem, ending) = match files::name::ending(&name) {
        Some(ending) if ending.len() <= 10 => (&name[..name.len() - ending.len() - 1], format!(".{ending}")),
        _ => (name.as_str(), String::new()),
    };
    let stem: String = stem.chars().take(60).collect();
    format!("{}{ending}", stem.trim_end_matches(['.', ' ']))
}

/// The customer as their reader sees them.
fn jscontact(all: &Everything, reader: &Author) -> AppResult<Vec<u8>> {
    let mut customer: Customer = all.customer.clone();
    if !all.whole.national_ids {
        customer.national_ids.iter_mut().for_each(|one| one.value = national_ids::masked(&one.value));
    }
    if !all.whole.fields {
        all.definitions.hide(&mut customer.fields);
    }
    if !reader.may(Feature::NotesSee) {
        customer = customer.without_note();
    }
    let mut writer = exchange::Writer::new(Vec::new(), Format::JsContact, &[]).map_err(AppError::internal)?;
    writer.write(&record::of(&customer, None, reader.at)).map_err(AppError::internal)?;
    let line = writer.finish().map_err(AppError::internal)?;
    let card: Value = serde_json::from_slice(&line).map_err(AppError::internal)?;
    serde_json::to_vec_pretty(&card).map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn a_name_leads_nowhere_and_fits() {
        assert_eq!(safe("../../etc/passwd"), ".._.._etc_passwd");
        assert_eq!(safe("Offert Åkerö (2).pdf"), "Offert Åkerö (2).pdf");
        assert_eq!(safe("a:b*c?\"<>|\\.txt"), "a_b_c______.txt");
        assert_eq!(safe("dots..."), "dots");
        let long = safe(&format!("{}.pdf", "å".repeat(300)));
        assert_eq!((long.chars().count(), long.ends_with(".pdf")), (64, true));
    }
}
