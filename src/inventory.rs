//! Every table and every column: what type it has, and whose personal data it may hold. What deletes, erases, exports or
//! backs up whole customers is checked against it, and it against the database (`tests/inventory.rs`), so that a column
//! cannot be forgotten.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use db::{DbError, Row, Value};
use serde_json::Value as Json;
use uuid::Uuid;

/// A table of the database.
pub struct Table {
    pub name: &'static str,
    /// The columns of its primary key.
    pub key: &'static str,
    /// `name:type`, in the order of the table. Types: text, integer, yes or no, float, uuid, bytes (`x`). After it, `!`: may
    /// hold personal data of a customer; `~`: of those who log in; nothing: words of ours, ids, times and numbers, which say
    /// nothing without the rest of the row.
    pub columns: &'static str,
    pub is: Is,
}

/// What becomes of a table in a backup.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Is {
    Stored,
    /// Made of the stored ones by rules in the code.
    Derived,
    /// Of use to the running servers alone.
    Passing,
}

/// Whose datum a column may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    Personal,
    Staff,
    Neither,
}

/// A column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Column<'a> {
    pub name: &'a str,
    /// `t`, `i`, `b`, `f`, `u`, `x`, or `v`, which only PostgreSQL has.
    pub kind: char,
    pub class: Class,
}

/// Columns as `Table::columns` names them.
pub fn columns(text: &str) -> impl Iterator<Item = Column<'_>> {
    text.split_whitespace().filter_map(|one| {
        let (name, kind) = one.split_once(':')?;
        let mut kind = kind.chars();
        let class = |mark| match mark {
            Some('!') => Class::Personal,
            Some('~') => Class::Staff,
            _ => Class::Neither,
        };
        Some(Column { name, kind: kind.next()?, class: class(kind.next()) })
    })
}

impl Table {
    pub fn columns(&self) -> impl Iterator<Item = Column<'static>> + use<> {
        columns(self.columns)
    }

    /// The names of its columns, as a statement has them.
    pub fn names(&self) -> String {
        self.columns().map(|column| column.name).collect::<Vec<_>>().join(", ")
    }
}

impl Column<'_> {
    /// The value of this column in a row, as JSON holds it.
    ///
    /// # Errors
    /// As `Row::get`.
    pub fn read(&self, row: &Row<'_>, index: usize) -> Result<Json, DbError> {
        Ok(match self.kind {
            _ if row.is_null(index)? => Json::Null,
            'i' => row.get::<i64>(index)?.into(),
            'b' => row.get::<bool>(index)?.into(),
            'f' => row.get::<f64>(index)?.into(),
            'u' => row.get::<Uuid>(index)?.to_string().into(),
            'x' => STANDARD.encode(row.get::<Vec<u8>>(index)?).into(),
            _ => row.get::<String>(index)?.into(),
        })
    }

    /// What `read` gave as a value again; null is one of the column's type.
    pub fn value(&self, of: &Json) -> Value {
        let text = of.as_str();
        match self.kind {
            'i' => of.as_i64().into(),
            'b' => of.as_bool().into(),
            'f' => of.as_f64().into(),
            'u' => text.and_then(|text| text.parse::<Uuid>().ok()).into(),
            'x' => text.and_then(|text| STANDARD.decode(text).ok()).into(),
            _ => text.into(),
        }
    }
}

/// The table of this name.
///
/// # Panics
/// If there is none: names stand in the code.
pub fn table(name: &str) -> &'static Table {
    TABLES
        .iter()
        .find(|table| table.name == name)
        .unwrap_or_else(|| panic!("no table {name} in the inventory"))
}

const fn stored(name: &'static str, key: &'static str, columns: &'static str) -> Table {
    Table { name, key, columns, is: Is::Stored }
}

const fn derived(name: &'static str, key: &'static str, columns: &'static str) -> Table {
    Table { name, key, columns, is: Is::Derived }
}

const fn passing(name: &'static str, key: &'static str, columns: &'static str) -> Table {
    Table { name, key, columns, is: Is::Passing }
}

/// All of them; whatever a table refers to stands above it.
pub const TABLES: &[Table] = &[
    stored("teams", "id", "id:u name:t name_fold:t created_at:i version:i"),
    stored("team_features", "team_id feature", "team_id:u feature:t"),
    stored(
        "agents",
        "id",
        "id:u login:t~ login_fold:t~ name:t~ role:t state:t team_id:u password_hash:t~ language:t theme:t density:t \
         time_zone:t single_keys:b version:i created_at:i updated_at:i email:t~",
    ),
    passing("sessions", "id", "id:u secret_hash:x~ agent_id:u csrf:t created_at:i expires_at:i"),
    passing("invitations", "id", "id:u secret_hash:x~ agent_id:u created_at:i expires_at:i"),
    stored("second_factors", "agent_id", "agent_id:u secret:x~ confirmed_at:i last_step:i created_at:i"),
    stored("recovery_codes", "code_hash", "code_hash:x~ agent_id:u"),
    passing("second_steps", "secret_hash", "secret_hash:x~ agent_id:u expires_at:i"),
    stored("identities", "issuer subject", "issuer:t subject:t~ agent_id:u created_at:i"),
    passing("identity_requests", "state_hash", "state_hash:x expires_at:i"),
    stored("tokens", "id", "id:u name:t role:t secret_hash:x created_at:i revoked_at:i"),
    passing("log_in_failures", "subject", "subject:t~ count:i last_at:i"),
    stored("secret_keys", "fingerprint", "fingerprint:x at:i"),
    stored(
        "customers",
        "id",
        "id:u kind:t ref:t! given_name:t! family_name:t! own_name:t! name:t! name_fold:t! company_id:u department:t! \
         job_title:t! birth_date:t! language:t! fields:t! vip:b owner_id:u version:i created_at:i updated_at:i hidden:b \
         avatar:u card_id:u",
    ),
    stored(
        "identifiers",
        "id",
        "id:u customer_id:u kind:t value:t! extension:t! written:t! label:t! position:i invalid:b do_not_contact:b \
         valid_from:t! valid_to:t!",
    ),
    stored(
        "addresses",
        "id",
        "id:u customer_id:u position:i kind:t! street:t! postal_code:t! city:t! region:t! country:t!",
    ),
    stored("national_ids", "id", "id:u customer_id:u position:i kind:t! value:t!"),
    stored("customer_tags", "customer_id tag_fold", "customer_id:u tag_fold:t! tag:t! position:i"),
    derived("customer_fields", "customer_id key value_fold", "customer_id:u key:t! value_fold:t!"),
    derived("customer_fields_rules", "version", "version:i done_to:u"),
    stored(
        "relations",
        "id",
        "id:u customer_id:u other_id:u kind:t note:t! valid_from:t! valid_to:t! by_name:t~ version:i created_at:i \
         updated_at:i",
    ),
    stored(
        "request_statuses",
        "key",
        "key:t name:t kind:t position:i days:i version:i created_at:i updated_at:i",
    ),
    stored("request_numbers", "last", "last:i"),
    stored(
        "requests",
        "id",
        "id:u number:i ref:t! customer_id:u title:t! description:t! status:t owner_id:u team_id:u due_on:t! tags:t! \
         fields:t! by_name:t~ touched_at:i closes_at:i closed_at:i version:i created_at:i updated_at:i",
    ),
    stored(
        "promises",
        "id",
        "id:u customer_id:u interaction_id:u request_id:u text:t! owner_id:u team_id:u due_at:i state:t how:t! settled_at:i \
         settled_by:t~ reminded_at:i by_name:t~ version:i created_at:i updated_at:i",
    ),
    stored(
        "merges",
        "id",
        "id:u kept_id:u number:i choices:t before:t! after:t! adopted:t batch_id:u by_id:u by_name:t~ at:i undone_by:t~ \
         undone_at:i",
    ),
    stored("duplicate_rejections", "one_id other_id", "one_id:u other_id:u by_name:t~ at:i"),
    stored("merge_parts", "merge_id customer_id", "merge_id:u customer_id:u position:i face:t! stands:b"),
    stored("request_merges", "request_id", "request_id:u into_id:u by_name:t~ at:i"),
    stored("dispositions", "key", "key:t name:t position:i retired:b version:i created_at:i updated_at:i"),
    stored(
        "interactions",
        "id",
        "id:u ref:t! channel:t direction:t state:t sender:t! recipient:t! identifier_kind:t identifier_value:t! \
         identifier_extension:t! outcome:t customer_id:u anonymous:b queue:t agent:t~ agent_id:u started_at:i answered_at:i \
         ended_at:i assumed:i reach:t! topic:t! ivr_path:t! recording_url:t! rating_value:f rating_scale:f campaign:t! \
         fields:t! message_count:i excerpt:t! version:i created_at:i updated_at:i request_id:u transfers:t! delivery:t! \
         disposition:t",
    ),
    stored(
        "messages",
        "id",
        "id:u interaction_id:u ref:t! number:t! sender:t! recipient:t! subject:t! text:t! html:t! at:i delivery:t!",
    ),
    stored(
        "attachments",
        "id",
        "id:u message_id:u ref:t! name:t! content_id:t! media_type:t size:i sha256:x! content:t created_at:i",
    ),
    stored("comments", "id", "id:u interaction_id:u author_id:u author:t~ text:t! at:i"),
    stored("interaction_tags", "interaction_id tag_fold", "interaction_id:u tag_fold:t! tag:t! position:i"),
    stored(
        "consents",
        "customer_id channel purpose",
        "customer_id:u channel:t purpose:t state:t at:i how:t! valid_until:t by_id:u by_name:t~",
    ),
    stored("restrictions", "customer_id", "customer_id:u reason:t note:t! by_id:u by_name:t~ at:i"),
    stored("history_counts", "customer_id channel", "customer_id:u channel:t count:i outgoing:i"),
    stored(
        "history",
        "customer_id at id",
        "customer_id:u at:i id:u channel:t direction:t state:t identifier:t! line:t! queue:t agent:t~ answered_at:i \
         ended_at:i topic:t! campaign:t! rating_value:f rating_scale:f recorded:b messages:i excerpt:t! chain:t~ delivery:t!",
    ),
    stored(
        "openings",
        "id",
        "id:u agent_id:u customer_id:u interaction_id:u opened_at:i seen_at:i unseen:i closed_at:i",
    ),
    stored("pins", "agent_id customer_id", "agent_id:u customer_id:u at:i"),
    passing("presences", "agent_id page", "agent_id:u page:u customer_id:u doing:t field:t at:i"),
    stored(
        "changes",
        "id",
        "id:u at:i by_id:u by_name:t~ action:t entity:t entity_id:u customer_id:u before:t! after:t!",
    ),
    passing("idempotency_keys", "principal key", "principal:u key:t fingerprint:x status:i entity_id:u at:i"),
    passing("events", "seq", "seq:i epoch:i kind:t agent_id:u interaction_id:u customer_id:u at:i"),
    passing("event_floor", "id", "id:i epoch:i seq:i"),
    derived("search_customers", "customer_id", "customer_id:u words:t!"),
    derived("search_words", "word rest customer_id", "word:t! rest:t! customer_id:u"),
    derived("search_deletions", "rest word", "rest:t! word:t!"),
    derived("search_rules", "version", "version:i done_to:u"),
    stored(
        "duplicate_runs",
        "id",
        "id:u by_name:t~ asked_at:i started_at:i finished_at:i percent:i records:i compared:i certain:i likely:i",
    ),
    stored("duplicate_reviews", "one_id other_id", "one_id:u other_id:u stage:t verdict:t by_name:t~ at:i"),
    stored(
        "merge_batches",
        "id",
        "id:u stage:t state:t pairs:i merged:i left_out:i undone:i kept:i by_id:u by_name:t~ at:i finished_at:i",
    ),
    derived("duplicate_features", "customer_id", "customer_id:u features:x!"),
    derived("duplicate_keys", "key customer_id", "key:i customer_id:u"),
    derived("duplicate_rules", "version", "version:i done_to:u"),
    derived("duplicate_model", "id", "id:i rules:i records:i model:t at:i"),
    derived("duplicate_pairs", "id", "id:u one_id:u other_id:u place:i reasons:t round:i"),
    passing("duplicate_changes", "customer_id", "customer_id:u write_id:u"),
    passing("duplicate_worker", "until", "until:i round:i"),
    stored(
        "imports",
        "id",
        "id:u name:t~ stored:t fingerprint:x options:t state:t by_id:u by_name:t~ by_role:t size:i position:i read:i \
         created:i updated:i skipped:i rejected:i remarked:i companies:i undone:i kept:i undo_by_id:u undo_by:t~ problem:t \
         created_at:i finished_at:i",
    ),
    stored(
        "import_rows",
        "import_id number",
        "import_id:u number:i entity:t entity_id:u action:t version:i at:i digest:x!",
    ),
    stored(
        "import_problems",
        "import_id number",
        "import_id:u number:i line:i place:i rejected:b reasons:t! cells:t!",
    ),
    stored("import_mappings", "headings", "headings:x columns:t used_at:i"),
    derived("texts", "id", "place:i id:u kind:t interaction_id:u customer_id:u channel:t at:i words:v!"),
    derived("texts_rules", "version", "version:i done_to:u"),
    stored(
        "lists",
        "id",
        "id:u agent_id:u shared:b name:t~ name_fold:t~ query:t~ version:i created_at:i updated_at:i",
    ),
    stored("accesses", "id", "id:u at:i by_id:u by_name:t~ what:t customer_id:u interaction_id:u reason:t!"),
    stored(
        "drafts",
        "agent_id key",
        "agent_id:u key:t customer_id:u interaction_id:u entries:t! body:t! at:i",
    ),
    stored(
        "notes",
        "id",
        "id:u customer_id:u text:t! author_id:u author:t~ pinned:b expires_at:i version:i created_at:i updated_at:i",
    ),
    stored(
        "files",
        "id",
        "id:u customer_id:u name:t! media_type:t size:i sha256:x! content:t by_id:u by_name:t~ version:i created_at:i \
         updated_at:i deleted_at:i",
    ),
    stored("loose_contents", "content", "content:t at:i"),
    stored("avatars", "id", "id:u customer_id:u source:t picture:x! created_at:i replaced_at:i"),
    stored("avatar_tries", "customer_id", "customer_id:u email_sha256:x! until:i"),
    stored(
        "blocks",
        "id",
        "id:u kind:t value:t! reason:t! until:i by_name:t~ version:i created_at:i updated_at:i",
    ),
    stored("deleted_customers", "id", "id:u kind:t name:t! by_name:t~ kept:t! deleted_at:i"),
    stored(
        "field_sets",
        "id",
        "id:u entity:t name:t position:i key:t record_name:t empty_text:t version:i created_at:i updated_at:i",
    ),
    stored(
        "fields",
        "id",
        "id:u set_id:u entity:t group_id:u key:t name:t kind:t help:t position:i required:b masked:b searchable:b choices:t \
         currency:t version:i archived_at:i created_at:i updated_at:i identity_level:t",
    ),
    stored(
        "records",
        "id",
        "id:u group_id:u customer_id:u fields:t! by_id:u by_name:t~ version:i created_at:i updated_at:i",
    ),
    stored(
        "identity_settings",
        "id",
        "id:i basic_right:i strong_right:i most_wrong:i most_failed:i national_id_level:t version:i updated_at:i",
    ),
    stored(
        "identity_questions",
        "id",
        "id:u text:t source:t compared:t level:t position:i version:i created_at:i updated_at:i",
    ),
    stored(
        "identity_checks",
        "id",
        "id:u interaction_id:u customer_id:u method:t outcome:t level:t by_id:u by_name:t~ started_at:i completed_at:i \
         version:i",
    ),
    stored(
        "identity_answers",
        "check_id position",
        "check_id:u position:i question_id:u text:t! source:t level:t outcome:t",
    ),
    stored(
        "confirmations",
        "id",
        "id:u interaction_id:u customer_id:u kind:t value:t! extension:t! verdict:t method:t by_id:u by_name:t~ at:i",
    ),
    stored(
        "erasures",
        "id",
        "id:u customer_id:u kind:t basis:t state:t by_id:u by_name:t~ decided_by:t~ counts:t created_at:i erased_at:i \
         purged_at:i lifted_by:t~ lifted_at:i",
    ),
    stored("tombstones", "hash erasure_id", "hash:x erasure_id:u"),
    stored("retention_rules", "kind", "kind:t days:i by_name:t~ updated_at:i"),
    stored("legal_holds", "customer_id", "customer_id:u reason:t! by_name:t~ until:i created_at:i"),
];
