## Was mit Nachrichten kam (src/attachments)

attachments = Anhänge
attachments-within = { $n ->
    [one] Ein Bild steht im Text
   *[other] { $n } Bilder stehen im Text
}
attachment-kind-picture = Bild
attachment-kind-document = Dokument
attachment-kind-spreadsheet = Tabelle
attachment-kind-archive = Archiv
attachment-kind-sound = Ton
attachment-kind-film = Video
attachment-kind-file = Datei
attachment-program = Ein Programm: kann Schaden anrichten
