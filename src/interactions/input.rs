//! What a telephone system, chat or mail server tells of an interaction.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::{DeliveryInput, Interaction, IvrStep, MessageNumber, Rating, Reach, Teller};
use crate::attachments::input::Held;
use crate::attachments::{self, AttachmentInput, NewAttachment};
use crate::author::Author;
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppResult, FieldError};
use crate::fields::Definitions;
use crate::files::upload::Storing;
use crate::hex;
use crate::id::RequestId;
use crate::transfers::{Transfer, TransferInput};
use crate::words::{Channel, Direction, State};

/// The members of an interaction that a caller may write. Absent and null are the same: not told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct InteractionInput {
    /// The sender's own key; the same one again is the same interaction. 200 characters at most.
    #[serde(rename = "ref")]
    #[schema(max_length = 200)]
    pub reference: Option<String>,
    /// Needed for a new interaction.
    pub channel: Option<Channel>,
    /// `in` unless said otherwise.
    pub direction: Option<Direction>,
    /// As the network gave it; any spelling. Empty or `anonymous`: withheld.
    #[schema(max_length = 320)]
    pub from: Option<String>,
    #[schema(max_length = 320)]
    pub to: Option<String>,
    #[schema(max_length = 200)]
    pub queue: Option<String>,
    /// Login of the agent it is offered to.
    #[schema(max_length = 200)]
    pub agent: Option<String>,
    /// `offered` unless said otherwise.
    pub state: Option<State>,
    pub started_at: Option<Time>,
    pub answered_at: Option<Time>,
    pub ended_at: Option<Time>,
    #[schema(max_length = 200)]
    pub topic: Option<String>,
    /// What came of it: the key of one of `GET /dispositions`.
    #[schema(max_length = 50)]
    pub disposition: Option<String>,
    #[schema(max_items = 200)]
    pub ivr_path: Option<Vec<IvrStep>>,
    #[schema(max_length = 2000)]
    pub recording_url: Option<String>,
    pub rating: Option<Rating>,
    #[schema(max_length = 200)]
    pub campaign: Option<String>,
    /// The request that it stands under; of a new e-mail otherwise the one that a subject names (`#100042`).
    pub request_id: Option<RequestId>,
    /// Who handed it to whom. They are added to those that are known; told again they are the same. By `PATCH` they are
    /// what is given. An `agent` told later than another one is a transfer by itself.
    #[schema(max_items = 200)]
    pub transfers: Option<Vec<TransferInput>>,
    #[schema(max_items = 200)]
    pub tags: Option<Vec<String>>,
    #[schema(value_type = Option<Object>)]
    pub fields: Option<Map<String, Value>>,
    /// New ones are added, known ones (by `ref`) stay as they are.
    #[schema(max_items = 200)]
    pub messages: Option<Vec<MessageInput>>,
    /// Remarks of agents, as another system kept them. New ones are added, known ones stay.
    #[schema(max_items = 200)]
    pub comments: Option<Vec<CommentInput>>,
}

/// A message as it is told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MessageInput {
    /// The sender's own key; without one a message is known by its content.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub number: Option<MessageNumber>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub subject: Option<String>,
    pub text: Option<String>,
    pub html: Option<String>,
    pub at: Option<Time>,
    /// What came with it, its bytes in base64; a message may be nothing else. Those of a known message that it does not
    /// have yet are added.
    #[schema(max_items = 100)]
    pub attachments: Option<Vec<AttachmentInput>>,
    /// How far it came, of one that went out. It only goes forward; a known message takes it up.
    pub delivery: Option<DeliveryInput>,
}

/// A remark as it is told: who made it, what it says, and when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CommentInput {
    /// Name of who made it; absent: whoever delivers it.
    #[schema(max_length = 200)]
    pub by: Option<String>,
    /// 2,000 characters at most.
    #[schema(max_length = 2000)]
    pub text: String,
    pub at: Option<Time>,
}

/// A checked remark.
#[derive(Clone, Debug)]
pub struct NewComment {
    pub by: Option<String>,
    pub text: String,
    pub at: Option<Time>,
}

/// The checked facts of a delivery, apart from its messages.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub reference: Option<String>,
    pub channel: Option<Channel>,
    pub direction: Option<Direction>,
    pub sender: Option<String>,
    pub recipient: Option<String>,
    pub queue: Option<String>,
    pub agent: Option<String>,
    pub state: Option<State>,
    pub started_at: Option<Time>,
    pub answered_at: Option<Time>,
    pub ended_at: Option<Time>,
    pub topic: Option<String>,
    pub disposition: Option<String>,
    pub ivr_path: Option<Vec<IvrStep>>,
    pub recording_url: Option<String>,
    pub rating: Option<Rating>,
    pub campaign: Option<String>,
    pub request: Option<RequestId>,
    pub transfers: Option<Vec<Transfer>>,
    pub tags: Vec<String>,
    pub fields: Map<String, Value>,
}

/// A checked message.
#[derive(Clone, Debug)]
pub struct NewMessage {
    pub reference: Option<String>,
    pub number: Option<MessageNumber>,
    pub sender: Option<String>,
    pub recipient: Option<String>,
    pub subject: Option<String>,
    pub text: Option<String>,
    pub html: Option<String>,
    pub at: Option<Time>,
    pub attachments: Vec<NewAttachment>,
    pub delivery: Option<DeliveryInput>,
}

impl Facts {
    /// Everything that is told, as told by `teller`, for later deliveries to compare with.
    pub fn reach(&self, teller: Teller) -> Reach {
        if teller == Teller::Offered {
            return Reach::new();
        }
        let told = [
            ("from", self.sender.is_some()),
            ("to", self.recipient.is_some()),
            ("queue", self.queue.is_some()),
            ("agent", self.agent.is_some()),
            ("started_at", self.started_at.is_some()),
            ("answered_at", self.answered_at.is_some()),
            ("ended_at", self.ended_at.is_some()),
            ("topic", self.topic.is_some()),
            ("disposition", self.disposition.is_some()),
            ("ivr_path", self.ivr_path.is_some()),
            ("recording_url", self.recording_url.is_some()),
            ("rating", self.rating.is_some()),
            ("campaign", self.campaign.is_some()),
            ("request_id", self.request.is_some()),
        ];
        let facts = told.iter().filter(|(_, told)| *told).map(|(fact, _)| (*fact).to_owned());
        facts
            .chain(self.fields.keys().map(|key| format!("fields.{key}")))
            .map(|fact| (fact, teller))
            .collect()
    }
}

impl Facts {
    /// Whether both tell the same of one fact, named as in `reach`.
    pub fn tells_the_same(&self, other: &Facts, fact: &str) -> bool {
        match fact {
            "from" => self.sender == other.sender,
            "to" => self.recipient == other.recipient,
            "queue" => self.queue == other.queue,
            "agent" => self.agent == other.agent,
            "started_at" => self.started_at == other.started_at,
            "answered_at" => self.answered_at == other.answered_at,
            "ended_at" => self.ended_at == other.ended_at,
            "topic" => self.topic == other.topic,
            "disposition" => self.disposition == other.disposition,
            "ivr_path" => self.ivr_path == other.ivr_path,
            "recording_url" => self.recording_url == other.recording_url,
            "rating" => self.rating == other.rating,
            "campaign" => self.campaign == other.campaign,
            "request_id" => self.request == other.request,
            _ => match fact.strip_prefix("fields.") {
                Some(key) => self.fields.get(key) == other.fields.get(key),
                None => false,
            },
        }
    }
}

impl Facts {
    /// Refuses a contact that is answered before it began, or over before either, as one delivery tells it. Times of
    /// several deliveries are not compared: whichever comes second could never be mended.
    pub fn check_times(&self, check: &mut Check) {
        let times =
            [("started_at", self.started_at), ("answered_at", self.answered_at), ("ended_at", self.ended_at)];
        for (later, other) in [(1, 0), (2, 0), (2, 1)] {
            let ((name, at), (before, than)) = (times[later], times[other]);
            if let (Some(at), Some(than)) = (at, than)
                && at < than
            {
                check.fail(FieldError::new(name, "invalid-before").with("member", before));
            }
        }
    }
}

impl InteractionInput {
    /// Stores what its messages bring along.
    ///
    /// # Errors
    /// Those of [`attachments::bring`].
    pub async fn bring(&mut self, storing: Storing<'_>, author: &Author) -> AppResult<Held> {
        let messages = self.messages.as_deref_mut().unwrap_or_default();
        attachments::bring(storing, author, messages, |nth| format!("messages[{nth}].")).await
    }

    /// Whether every member can be accepted.
    pub fn check(&self, definitions: &Definitions) -> crate::error::AppResult<()> {
        let mut check = Check::default();
        if self.facts(&mut check, definitions, None).channel.is_none() {
            check.fail(FieldError::new("channel", "invalid-empty"));
        }
        self.new_messages(&mut check);
        self.new_comments(&mut check);
        check.finish()
    }

    /// `before`: the values of fields that are there.
    pub fn facts(
        &self,
        check: &mut Check,
        definitions: &Definitions,
        before: Option<&Map<String, Value>>,
    ) -> Facts {
        let rating = self.rating.filter(|rating| {
            let fits = rating.value.is_finite()
                && rating.scale.is_finite()
                && rating.scale >= 1.0
                && rating.scale <= 1_000.0
                && (0.0..=rating.scale).contains(&rating.value);
            if !fits {
                check.fail(FieldError::new("rating", "invalid-rating"));
            }
            fits
        });
        let ivr_path = self.ivr_path.as_ref().map(|steps| {
            if !check.count("ivr_path", steps.len()) {
                return Vec::new();
            }
            let read = |(index, step): (usize, &IvrStep)| IvrStep {
                prompt: check
                    .line(&format!("ivr_path[{index}].prompt"), Some(&step.prompt), 200)
                    .unwrap_or_default(),
                choice: check.line(&format!("ivr_path[{index}].choice"), step.choice.as_deref(), 50),
            };
            steps.iter().enumerate().map(read).collect()
        });
        let given = self.fields.as_ref();
        let fields = given.map(|given| definitions.read(check, given, before)).unwrap_or_default();
        Facts {
            reference: check.line("ref", self.reference.as_deref(), 200),
            channel: self.channel,
            direction: self.direction,
            sender: check.line("from", self.from.as_deref(), 320),
            recipient: check.line("to", self.to.as_deref(), 320),
            queue: check.line("queue", self.queue.as_deref(), 200),
            agent: check.line("agent", self.agent.as_deref(), 200),
            state: self.state,
            started_at: self.started_at,
            answered_at: self.answered_at,
            ended_at: self.ended_at,
            topic: check.line("topic", self.topic.as_deref(), 200),
            disposition: check.line("disposition", self.disposition.as_deref(), 50),
            ivr_path,
            recording_url: check.url("recording_url", self.recording_url.as_deref()),
            rating,
            campaign: check.line("campaign", self.campaign.as_deref(), 200),
            request: self.request_id,
            transfers: TransferInput::read_all(check, self.transfers.as_deref()),
            tags: check.tags("tags", self.tags.as_deref().unwrap_or_default()),
            fields,
        }
    }

    pub fn new_messages(&self, check: &mut Check) -> Vec<NewMessage> {
        let given = self.messages.as_deref().unwrap_or_default();
        if !check.count("messages", given.len()) {
            return Vec::new();
        }
        let read = |(index, one): (usize, &MessageInput)| one.read(check, &format!("messages[{index}]."));
        let mut messages: Vec<NewMessage> = given.iter().enumerate().filter_map(read).collect();
        // The whole interaction may be delivered again: without a key, the same words at the same place are the same.
        let mut seen: HashMap<String, usize> = HashMap::new();
        for message in messages.iter_mut().filter(|message| message.reference.is_none()) {
            let content = message.fingerprint();
            let nth = seen.entry(content.clone()).or_default();
            message.reference = Some(format!("{content}-{nth}"));
            *nth += 1;
        }
        messages
    }

    pub fn new_comments(&self, check: &mut Check) -> Vec<NewComment> {
        let given = self.comments.as_deref().unwrap_or_default();
        if !check.count("comments", given.len()) {
            return Vec::new();
        }
        let read = |(index, one): (usize, &CommentInput)| {
            let by = check.line(&format!("comments[{index}].by"), one.by.as_deref(), 200);
            let text = check.text(&format!("comments[{index}].text"), Some(&one.text), 2_000)?;
            Some(NewComment { by, text, at: one.at })
        };
        given.iter().enumerate().filter_map(read).collect()
    }

    /// The members of an interaction as they stand: the document that a merge patch is applied to.
    pub fn of(interaction: &Interaction) -> InteractionInput {
        InteractionInput {
            reference: interaction.reference.clone(),
            channel: Some(interaction.channel),
            direction: Some(interaction.direction),
            from: interaction.sender.clone(),
            to: interaction.recipient.clone(),
            queue: interaction.queue.clone(),
            agent: interaction.agent.clone(),
            state: Some(interaction.state),
            started_at: Some(interaction.started_at),
            answered_at: interaction.answered_at,
            ended_at: interaction.ended_at,
            topic: interaction.topic.clone(),
            disposition: interaction.disposition.clone(),
            ivr_path: Some(interaction.ivr_path.clone()),
            recording_url: interaction.recording_url.clone(),
            rating: interaction.rating,
            campaign: interaction.campaign.clone(),
            request_id: interaction.request,
            transfers: Some(TransferInput::list(&interaction.transfers)),
            tags: Some(interaction.tags.clone()),
            fields: Some(interaction.fields.clone()),
            messages: None,
            comments: None,
        }
    }
}

impl MessageInput {
    /// Checks a message; `prefix` stands before the member's name in errors.
    pub fn read(&self, check: &mut Check, prefix: &str) -> Option<NewMessage> {
        let name = |member: &str| format!("{prefix}{member}");
        let text = check.text(&name("text"), self.text.as_deref(), 200_000);
        let html = check.text(&name("html"), self.html.as_deref(), 500_000);
        let subject = check.line(&name("subject"), self.subject.as_deref(), 1_000);
        let given = self.attachments.as_deref().unwrap_or_default();
        let read =
            |(nth, one): (usize, &AttachmentInput)| one.read(check, &name(&format!("attachments[{nth}].")));
        let attachments: Vec<NewAttachment> = given.iter().enumerate().filter_map(read).collect();
        if given.is_empty() && text.is_none() && html.is_none() && subject.is_none() {
            if [&self.text, &self.html, &self.subject]
                .iter()
                .all(|one| one.as_deref().unwrap_or_default().trim().is_empty())
            {
                check.fail(FieldError::new(name("text"), "invalid-empty"));
            }
            return None;
        }
        let sender = check.line(&name("from"), self.from.as_deref(), 320);
        let reference = check.line(&name("ref"), self.reference.as_deref(), 200);
        Some(NewMessage {
            reference,
            number: match &self.number {
                Some(MessageNumber::Text(text)) => {
                    check.line(&name("number"), Some(text), 100).map(MessageNumber::Text)
                }
                number => number.clone(),
            },
            sender,
            recipient: check.line(&name("to"), self.to.as_deref(), 320),
            subject,
            text,
            html,
            at: self.at,
            attachments,
            delivery: self.delivery.as_ref().map(|one| one.read(check, &name("delivery."))),
        })
    }
}

impl NewMessage {
    /// Sender, time, words and what came with them, as a key for a message that came without one.
    fn fingerprint(&self) -> String {
        let mut hasher = Sha256::new();
        for part in [&self.sender, &self.subject, &self.text, &self.html] {
            hasher.update(part.as_deref().unwrap_or_default().as_bytes());
            hasher.update([0]);
        }
        hasher.update(self.at.map_or(i64::MIN, Time::micros).to_be_bytes());
        for one in &self.attachments {
            hasher.update(one.name.as_deref().unwrap_or_default().as_bytes());
            hasher.update([0]);
            hasher.update(&one.brought.stored.sha256);
        }
        format!("sha256:{}", hex::encode(&hasher.finalize()[..16]))
    }
}
