## Det som kom med meddelanden (src/attachments)

attachments = Bilagor
attachments-within = { $n ->
    [one] En bild visas i texten
   *[other] { $n } bilder visas i texten
}
attachment-kind-picture = Bild
attachment-kind-document = Dokument
attachment-kind-spreadsheet = Kalkylark
attachment-kind-archive = Arkiv
attachment-kind-sound = Ljud
attachment-kind-film = Video
attachment-kind-file = Fil
attachment-program = Ett program: kan göra skada
