//! What can be switched off for a team. Everything is on until an administrator switches it off.
//!
//! A section of the card adds its features here, a line each, and asks for them by `Author::needs` in the rules of its
//! `mod.rs`; the page of teams shows whatever stands here, by the texts `section-…` and `feature-…`.

use crate::words::words;

words! {
    /// `SECTION-ACT`. Whoever may not `see` a section may do nothing in it.
    Feature {
        CustomersAdd = "customers-add",
        CustomersEdit = "customers-edit",
        ContactsEdit = "contacts-edit",
        TransfersSend = "transfers-send",
        TransfersReceive = "transfers-receive",
        RelationsSee = "relations-see",
        RelationsAdd = "relations-add",
        RelationsEdit = "relations-edit",
        RelationsDelete = "relations-delete",
        NotesSee = "notes-see",
        NotesAdd = "notes-add",
        NotesEdit = "notes-edit",
        NotesDelete = "notes-delete",
        ChangesSee = "changes-see",
        RequestsSee = "requests-see",
        RequestsAdd = "requests-add",
        RequestsEdit = "requests-edit",
        RequestsDelete = "requests-delete",
        PromisesSee = "promises-see",
        PromisesAdd = "promises-add",
        PromisesEdit = "promises-edit",
        PromisesDelete = "promises-delete",
        FilesSee = "files-see",
        FilesAdd = "files-add",
        FilesEdit = "files-edit",
        FilesDelete = "files-delete",
        RecordsSee = "records-see",
        RecordsAdd = "records-add",
        RecordsEdit = "records-edit",
        RecordsDelete = "records-delete",
        RecordingsSee = "recordings-see",
        RecordingsDownload = "recordings-download",
        PrivacySee = "privacy-see",
        IdentityChecks = "identity-checks",
        ActionsVip = "actions-vip",
        ActionsOwner = "actions-owner",
        ActionsBlock = "actions-block",
        ActionsHide = "actions-hide",
        ActionsDelete = "actions-delete",
        ActionsMerge = "actions-merge",
    }
}

impl Feature {
    /// The section of the card that it belongs to.
    pub fn section(self) -> &'static str {
        self.as_str().split('-').next().unwrap_or_default()
    }
}

/// What is switched off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Off(Vec<Feature>);

impl Off {
    pub fn new(features: impl IntoIterator<Item = Feature>) -> Off {
        let mut features: Vec<Feature> = features.into_iter().collect();
        features.sort();
        features.dedup();
        Off(features)
    }

    /// Words with white space between. Unknown ones are of another version of the program and count for nothing.
    pub fn read(words: Option<&str>) -> Off {
        Off::new(words.unwrap_or_default().split_whitespace().filter_map(|word| word.parse().ok()))
    }

    pub fn may(&self, feature: Feature) -> bool {
        let sees = |off: &Feature| off.section() == feature.section() && off.as_str().ends_with("-see");
        !self.0.iter().any(|off| *off == feature || sees(off))
    }

    pub fn features(&self) -> &[Feature] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_on_and_nothing_can_be_done_unseen() {
        assert!(Feature::ALL.iter().all(|feature| Off::default().may(*feature)));
        let off = Off::read(Some("notes-delete once-known notes-delete"));
        assert_eq!(off.features(), [Feature::NotesDelete]);
        assert!(!off.may(Feature::NotesDelete) && off.may(Feature::NotesEdit));
        let off = Off::new([Feature::NotesSee]);
        assert!(Feature::ALL.iter().filter(|one| one.section() == "notes").all(|one| !off.may(*one)));
    }
}
