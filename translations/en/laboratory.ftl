## The laboratory (src/laboratory)

laboratory-title = Duplicate laboratory
laboratory-about = Compare all customers, check samples, merge in stages
laboratory-lead = Compare the whole base, look at pairs drawn by chance, and merge what has proven sure, stage by stage. A stage can be undone as a whole at any time.
laboratory-run = Compare all customers now
laboratory-running = All customers are being compared
laboratory-stages = Stages
laboratory-stage = Stage
laboratory-stage-certain = Very likely
laboratory-stage-certain-about = Name and date of birth, an ID or a mailbox of their own agree, and nothing speaks against it.
laboratory-stage-strong = Probable
laboratory-stage-strong-about = Right in 98 of 100 cases, as the engine reckons.
laboratory-stage-fair = Possible
laboratory-stage-fair-about = Right in 9 of 10 cases, as the engine reckons.
laboratory-stage-weak = Doubtful
laboratory-stage-weak-about = Worth a look by somebody who knows them.
laboratory-pairs = Pairs
laboratory-reviewed = Reviewed
laboratory-precision = How many are right
laboratory-right = { $same } of { $n }: { $low } to { $high } % of the stage
laboratory-unknown = nobody has looked yet
laboratory-review = Review
laboratory-review-what = Review pairs: { $stage }
laboratory-merge = Merge
laboratory-merge-what = Merge the stage: { $stage }
laboratory-merge-hint = { $n ->
    [one] The pair becomes one card if it is still as sure when its turn comes.
   *[other] Each of the { $n } pairs becomes one card if it is still as sure when its turn comes.
}
laboratory-merge-now = { $n ->
    [one] Merge { $n } pair
   *[other] Merge { $n } pairs
}
laboratory-batches = Merged stages
laboratory-when = When
laboratory-came = Result
laboratory-batch-merging = Merging
laboratory-batch-merged = Merged
laboratory-batch-undoing = Being undone
laboratory-batch-undone = Undone
laboratory-merged = { $n ->
    [one] { $n } merge
   *[other] { $n } merges
}
laboratory-left-out = { $n ->
    [one] { $n } pair left out
   *[other] { $n } pairs left out
}
laboratory-undone = { $n } undone
laboratory-kept = { $n } could not be undone
laboratory-undo = Undo all
laboratory-undo-what = { $n ->
    [one] Undo { $n } merge of the stage { $stage }
   *[other] Undo { $n } merges of the stage { $stage }
}
laboratory-runs = Comparisons
laboratory-records = Customers
laboratory-compared = Pairs compared
laboratory-seconds = Time
laboratory-review-title = Review pairs
laboratory-review-none = No pair of this stage is left to be reviewed
laboratory-review-foot = Nothing is merged by this. Whoever are not the same are kept apart.
laboratory-back = Laboratory
laboratory-lists = Lists
laboratory-say-same = The same
laboratory-say-different = Not the same
laboratory-say-unsure = I do not know
invalid-stage = This is no stage. Take "certain", "strong", "fair" or "weak".
invalid-verdict = Say "same", "different" or "unsure".
conflict-stage-empty = This stage has no pairs any more.
conflict-batch-running = Another stage is being merged or undone. Wait until it is done.
job-laboratory = Merge and undo stages of duplicates
