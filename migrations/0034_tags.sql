-- Tags that begin with what is typed are found by one seek each.
CREATE INDEX interaction_tags_fold ON interaction_tags (tag_fold);
