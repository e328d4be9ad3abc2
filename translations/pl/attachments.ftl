## Załączniki wiadomości (src/attachments)

attachments = Załączniki
attachments-within = { $n ->
    [one] { $n } obraz jest w treści
    [few] { $n } obrazy są w treści
    [many] { $n } obrazów jest w treści
   *[other] { $n } obrazu jest w treści
}
attachment-kind-picture = Obraz
attachment-kind-document = Dokument
attachment-kind-spreadsheet = Arkusz
attachment-kind-archive = Archiwum
attachment-kind-sound = Dźwięk
attachment-kind-film = Wideo
attachment-kind-file = Plik
attachment-program = Program: może zaszkodzić
