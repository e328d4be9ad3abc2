//! The messages of an interaction as they come, each once, with what came with them.

use db::Tx;
use serde_json::{Map, json};
use telephone::Country;

use super::delivery;
use super::input::NewMessage;
use super::{Interaction, Message, MessageInput, store};
use crate::attachments::{self, Attachment, NewAttachment};
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::events;
use crate::history;
use crate::id::{AttachmentId, InteractionId, MessageId};
use crate::openings;
use crate::requests;
use crate::texts;

/// Adds a message; one that is known by its `ref` is given back as it is, with what it did not have yet.
pub fn add(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    id: InteractionId,
    input: &MessageInput,
) -> AppResult<(Message, bool)> {
    let interaction = store::get(tx, id)?;
    let mut check = Check::default();
    let read = input.read(&mut check, "");
    check.finish()?;
    let Some(new) = read else { return Err(AppError::invalid("text", "invalid-empty")) };
    if let Some(reference) = &new.reference
        && let Some(known) = store::find_message(tx, id, reference)?
    {
        return Ok((take_up(tx, author, &interaction, known, &new)?, false));
    }
    let message = prepare(&interaction, &new, author.at, 0);
    let added = message.clone();
    store_all(tx, author, home, interaction, vec![message])?;
    Ok((added, true))
}

/// Adds one more attachment to a message; one that it has already is given back as it is.
pub fn add_attachment(
    tx: &mut Tx<'_>,
    author: &Author,
    interaction: InteractionId,
    message: MessageId,
    new: &NewAttachment,
) -> AppResult<(AttachmentId, bool)> {
    let (interaction, message) = find(tx, interaction, message)?;
    let known: Vec<AttachmentId> = message.attachments.iter().map(|one| one.id).collect();
    let asked = attachments::of_new(std::slice::from_ref(new), author.at);
    let message = complete(tx, author, &interaction, message, std::slice::from_ref(new))?;
    let found = asked.iter().find_map(|asked| message.attachments.iter().find(|one| one.is_same(asked)));
    let id = found.ok_or(AppError::NotFound)?.id;
    Ok((id, !known.contains(&id)))
}

/// A message of this interaction and no other.
pub fn find(
    tx: &mut Tx<'_>,
    interaction: InteractionId,
    message: MessageId,
) -> AppResult<(Interaction, Message)> {
    let (of, _) = store::find_of_message(tx, message)?.ok_or(AppError::NotFound)?;
    if of != interaction {
        return Err(AppError::NotFound);
    }
    Ok((store::get(tx, interaction)?, store::get_message(tx, message)?))
}

/// Takes up what is told of a known message: how far it came, and what came with it.
fn take_up(
    tx: &mut Tx<'_>,
    author: &Author,
    interaction: &Interaction,
    known: Message,
    told: &NewMessage,
) -> AppResult<Message> {
    let known = complete(tx, author, interaction, known, &told.attachments)?;
    match &told.delivery {
        Some(delivery) => delivery::tell(tx, author, interaction, known, delivery),
        None => Ok(known),
    }
}

/// Gives a known message what it does not have yet.
fn complete(
    tx: &mut Tx<'_>,
    author: &Author,
    interaction: &Interaction,
    mut known: Message,
    new: &[NewAttachment],
) -> AppResult<Message> {
    let added: Vec<Attachment> = attachments::unknown(&known, new, author.at)?;
    if added.is_empty() {
        return Ok(known);
    }
    let before = std::mem::replace(&mut known.attachments, added);
    attachments::claim(tx, author, interaction, std::slice::from_ref(&known))?;
    known.attachments.splice(..0, before);
    texts::replace_message(tx, interaction, &known)?;
    events::record(tx, "attachment.added", author.at, interaction.happened())?;
    Ok(known)
}

/// Adds the messages of a delivery that are new, and to known ones what came with them and is new.
pub fn add_all(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    interaction: Interaction,
    messages: &[NewMessage],
) -> AppResult<Interaction> {
    let (mut new, mut delivered): (Vec<Message>, bool) = (Vec::new(), false);
    for message in messages {
        let Some(reference) = &message.reference else { continue };
        if new.iter().any(|one| one.reference == *reference) {
            continue;
        }
        match store::find_message(tx, interaction.id, reference)? {
            Some(known) => {
                delivered |= message.delivery.is_some();
                take_up(tx, author, &interaction, known, message)?;
            }
            None => new.push(prepare(&interaction, message, author.at, new.len())),
        }
    }
    let interaction = if delivered { store::get(tx, interaction.id)? } else { interaction };
    if new.is_empty() { Ok(interaction) } else { store_all(tx, author, home, interaction, new) }
}

fn store_all(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    before: Interaction,
    messages: Vec<Message>,
) -> AppResult<Interaction> {
    let mut after = before.clone();
    summarise(&mut after, &messages);
    if let Some((_, newest)) = store::find_newest_message(tx, before.id)?
        && messages.iter().all(|message| message.at < newest)
    {
        // A late message does not become the newest.
        (after.excerpt, after.delivery) = (before.excerpt.clone(), before.delivery.clone());
    }
    after.version = before.version + 1;
    after.updated_at = author.at;
    store::insert_messages(tx, before.id, &messages)?;
    store::update(tx, before.version, &after)?;
    attachments::claim(tx, author, &after, &messages)?;
    texts::add_messages(tx, &after, &messages)?;
    for message in &messages {
        let subject = Subject { entity: "message", id: message.id.0, customer: after.customer };
        let said = json!({ "interaction_id": after.id, "ref": message.reference, "from": message.from, "at": message.at });
        changes::created(tx, author, subject, said.as_object().unwrap_or(&Map::new()))?;
    }
    history::follow(tx, Some(&before), &after)?;
    openings::unseen(tx, &after, messages.len())?;
    events::record(tx, "message.added", author.at, after.happened())?;
    if let Some(request) = after.request {
        for by_customer in [true, false] {
            let theirs = messages
                .iter()
                .filter(|one| after.is_from_customer(one.from.as_deref(), home) == by_customer);
            if let Some(at) = theirs.map(|message| message.at).max() {
                requests::hear(tx, author, request, at, by_customer)?;
            }
        }
    }
    Ok(after)
}

/// `nth` of the delivery: messages without a time keep the order in which they were told.
pub fn prepare(interaction: &Interaction, new: &NewMessage, now: Time, nth: usize) -> Message {
    let id = MessageId::new(now);
    Message {
        id,
        reference: new.reference.clone().unwrap_or_else(|| id.to_string()),
        number: new.number.clone(),
        // Without a sender it is the side that began the interaction.
        from: new.sender.clone().or_else(|| interaction.sender.clone()),
        to: new.recipient.clone(),
        subject: new.subject.clone(),
        text: new.text.clone(),
        html: new.html.clone(),
        at: new.at.unwrap_or_else(|| now.plus(i64::try_from(nth).unwrap_or(0))),
        attachments: attachments::of_new(&new.attachments, now),
        delivery: new.delivery.as_ref().map(|one| one.dated(now)),
    }
}

/// Counts the messages in and keeps an excerpt of the newest.
pub fn summarise(interaction: &mut Interaction, added: &[Message]) {
    interaction.message_count += i64::try_from(added.len()).unwrap_or(i64::MAX);
    if let Some(newest) = added.iter().max_by_key(|message| (message.at, message.id)) {
        interaction.excerpt = history::excerpt(newest);
        interaction.delivery.clone_from(&newest.delivery);
    }
}
