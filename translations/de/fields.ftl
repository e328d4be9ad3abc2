# Felder, die die Administration festlegt, und Datensatzgruppen.
fields-title = Felder
fields-lead = Was hier steht, wird in Formularen abgefragt und auf der Karte gezeigt. Ein archiviertes Feld behält seine Werte.
fields-of-customer = Felder von Kunden
fields-of-request = Felder von Anliegen
fields-of-interaction = Felder von Kontakten
fields-of-record = Datensatzgruppen
fields-none-customer = Es ist kein Feld festgelegt. Werte unter anderen Schlüsseln werden trotzdem behalten und gezeigt.
fields-none-request = Es ist kein Feld festgelegt.
fields-none-interaction = Es ist kein Feld festgelegt. Werte, die Systeme senden, werden trotzdem behalten.
fields-none-record = Es ist keine Datensatzgruppe festgelegt. Eine Gruppe ist eine eigene Tabelle auf der Karte, etwa „Bestellungen“ oder „Geräte“.
fields-archived = { $n ->
    [one] { $n } archiviertes Feld
   *[other] { $n } archivierte Felder
}
set-new = Neue Feldgruppe
set-name = Überschrift
set-name-hint = Was über den Feldern steht, etwa „Vertrag“
set-no-fields = In dieser Gruppe ist noch kein Feld.
group-new = Neue Datensatzgruppe
group-name = Name
group-name-hint = Wie ihr Reiter auf der Karte heißt, etwa „Bestellungen“
group-record-name = Name eines Datensatzes
group-record-name-hint = Etwa „Bestellung“. Er steht auf dem Knopf, der einen hinzufügt.
group-empty-text = Solange es keinen gibt
group-empty-text-hint = Was man liest, wenn ein Kunde keinen Datensatz dieser Gruppe hat
group-no-fields = Es gibt noch keine Spalte. Datensätze lassen sich hinzufügen, sobald es eine gibt.
field-new = Neues Feld
column-new = Neue Spalte
field-name = Name
field-set = Feldgruppe
field-key = Schlüssel
field-key-hint = So kennen es API, Import und Export. Er wird aus dem Namen gebildet, wenn er leer bleibt; später lässt er sich nicht ändern.
field-kind = Art
field-kind-hint = Sie lässt sich ändern, solange alle vorhandenen Werte zur neuen passen.
field-choices = Auswahl
field-choices-hint = Je Zeile eine Möglichkeit. Nur für die Arten mit Auswahl.
field-currency = Währung
field-currency-hint = Drei Buchstaben wie EUR, für Beträge, die ohne Währung eingegeben werden. Nur für Beträge.
field-help = Hilfe
field-help-hint = Eine Zeile unter dem Feld für alle, die es ausfüllen
field-rules = Regeln
field-required = Pflichtfeld
field-required-hint = In einem Formular darf es niemand leer lassen. Importe dürfen das.
field-masked = verdeckt
field-masked-hint = Agenten sehen, dass es einen Wert gibt, nicht welchen. Teamleitungen sehen ihn auf Wunsch; das steht dann im Zugriffsprotokoll.
field-searchable = durchsuchbar
field-searchable-hint = Kunden werden über seine Wörter gefunden. Nicht zusammen mit „verdeckt“.
field-stale = Jemand anders hat das inzwischen geändert.
kind-text = Text
kind-long_text = Langer Text
kind-number = Zahl
kind-amount = Betrag
kind-date = Datum
kind-yes_no = Ja oder nein
kind-choice = Auswahl
kind-choices = Mehrfachauswahl
kind-link = Link
kind-customer = Kunde
edit-what = { $name } bearbeiten
delete-what = { $name } löschen
archive-what = { $name } archivieren
restore-what = { $name } wiederherstellen
move-up = { $name } nach oben
move-down = { $name } nach unten

# Werte in Formularen und auf der Karte.
value-choose = Nichts gewählt
value-yes = Ja
value-no = Nein
value-link-hint = Eine Adresse, die mit https://, http:// oder mailto: beginnt
value-customer-hint = Die Kennung eines Kunden, das Ende der Adresse seiner Karte
value-masked = Verdeckt. Was Sie stehen lassen, bleibt, wie es ist.
value-hidden = verdeckt
value-required = muss ausgefüllt werden
fields-reveal = Verdeckte Werte zeigen
fields-theirs = Felder

# Datensätze.
record-new = Hinzufügen
record-new-of = { $name } hinzufügen
record-edit = Datensatz bearbeiten
record-of = von { $name }
record-delete = Datensatz löschen
record-deleted = Der Datensatz ist gelöscht.
record-restored = Der Datensatz ist wieder da.
record-stale = Jemand anders hat diesen Datensatz inzwischen geändert.
records-none = Hier ist noch nichts
records-older = Weitere
records-sorted-up = sortiert, kleinste zuerst
records-sorted-down = sortiert, größte zuerst
records-no-columns = Für diese Tabelle ist noch keine Spalte festgelegt.
records-added = Hinzugefügt

# Was nicht angenommen werden kann.
invalid-number = Das muss eine Zahl sein, etwa 1234,5.
invalid-amount = Das muss ein Betrag sein, etwa 1234,50 { $currency }.
invalid-yes-no = Das muss ja oder nein sein.
invalid-not-offered = Das muss eines davon sein: { $choices }.
invalid-link = Das muss eine Adresse sein, die mit https://, http:// oder mailto: beginnt.
invalid-currency = Das müssen die drei Buchstaben einer Währung sein, etwa EUR.
invalid-choice-mark = In einer Möglichkeit steht kein Strichpunkt.
invalid-position = Eine Stelle ist eine Zahl von 0 bis 999.
invalid-set = Eine solche Feldgruppe gibt es nicht. Wählen Sie eine.
invalid-set-of-records = Datensatzgruppen werden mit /api/v1/record-groups angelegt.
invalid-searchable = Nur Felder von Kunden können durchsuchbar sein.
invalid-searchable-masked = Was verdeckt ist, kann nicht durchsuchbar sein.
conflict-key-taken = „{ $name }“ hat diesen Schlüssel.
conflict-key-archived = „{ $name }“ ist archiviert und hat diesen Schlüssel. Stellen Sie es stattdessen wieder her.
conflict-too-many = Es darf { $max } davon geben. Archivieren oder löschen Sie zuerst eines.
conflict-values-misfit = { $n ->
    [one] { $n } vorhandener Wert passt nicht. Ändern Sie ihn zuerst.
   *[other] { $n } vorhandene Werte passen nicht. Ändern Sie sie zuerst.
}
conflict-set-has-fields = { $n ->
    [one] { $n } Feld ist in dieser Gruppe. Archivieren oder verschieben Sie es zuerst; ein verdecktes kann nicht gelöscht werden.
   *[other] { $n } Felder sind in dieser Gruppe. Archivieren oder verschieben Sie sie zuerst; verdeckte können nicht gelöscht werden.
}
conflict-group-has-records = { $n ->
    [one] { $n } Datensatz ist in dieser Gruppe. Löschen Sie ihn zuerst.
   *[other] { $n } Datensätze sind in dieser Gruppe. Löschen Sie sie zuerst.
}
conflict-records-many = Ein Kunde darf { $max } Datensätze in einer Gruppe haben. Löschen Sie zuerst einen.
invalid-group = Eine solche Datensatzgruppe gibt es nicht.
invalid-column = Eine solche Spalte gibt es nicht.
