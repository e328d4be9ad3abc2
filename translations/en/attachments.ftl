## What came with messages (src/attachments)

attachments = Attachments
attachments-within = { $n ->
    [one] One picture stands in the text
   *[other] { $n } pictures stand in the text
}
attachment-kind-picture = Picture
attachment-kind-document = Document
attachment-kind-spreadsheet = Spreadsheet
attachment-kind-archive = Archive
attachment-kind-sound = Sound
attachment-kind-film = Video
attachment-kind-file = File
attachment-program = A program: it can do harm
