## Warum ein Datensatz oder eine Datei nicht übernommen wurde (src/imports/problem.rs)

import-line = Zeile { $line }
import-line-and-place = Zeile { $line }, Spalte { $place }
import-several = Mehrere Kunden passen zu diesem Datensatz. Führen Sie sie zusammen oder geben Sie dem Datensatz eine Referenz.
import-company-several = Mehrere Unternehmen heißen so. Nennen Sie das gemeinte mit company_ref.
import-birth-date = „{ $value }“ ist kein Datum. Bleibt leer.
import-language = „{ $value }“ ist keine Sprache. Bleibt leer.
import-vip = „{ $value }“ ist weder ja noch nein. Bleibt leer.
import-national-id = „{ $value }“ ist keine solche Nummer. Bleibt leer.
import-kind = „{ $value }“ ist weder Person noch Unternehmen. Bleibt leer.
import-owner = Niemand hat die Anmeldung oder den Namen „{ $value }“. Bleibt leer.
import-problem-empty = Die Datei ist leer.
import-problem-header-only = Die Datei hat Spaltennamen, aber keine Zeilen.
import-problem-unknown-format = Die Datei hat kein lesbares Format: CSV, XLSX, vCard, JSContact oder JSON-Zeilen.
import-problem-needs-file = Eine Arbeitsmappe kann nicht aus einer Pipe gelesen werden. Speichern Sie sie zuerst.
import-problem-unknown-encoding = Es gibt keine Zeichenkodierung dieses Namens.
import-problem-unknown-column = Die Datei hat keine Spalte „{ $name }“.
import-problem-nothing-mapped = Keine Spalte wurde erkannt. Sagen Sie, welche Spalte was enthält.
import-problem-ragged = { $found ->
    [one] Die Zeile hat eine Zelle, aber es gibt { $expected } Spalten. Suchen Sie nach einem fehlenden oder überzähligen Trenn- oder Anführungszeichen.
   *[other] Die Zeile hat { $found } Zellen, aber es gibt { $expected } Spalten. Suchen Sie nach einem fehlenden oder überzähligen Trenn- oder Anführungszeichen.
}
import-problem-unclosed-quote = Ein Anführungszeichen wird in dieser Zeile geöffnet und nie geschlossen.
import-problem-too-large = Der Datensatz ist größer, als gelesen werden kann. Vielleicht fehlt ein Anführungszeichen oder ein Zeilenende.
import-problem-photo-too-large = Ein Foto ist größer als 32 MB. Nehmen Sie es aus der Datei: Fotos werden nicht importiert.
import-problem-too-many-columns = Die Tabelle hat mehr als 1.000 Spalten.
import-problem-too-many-values = Der Datensatz hat zu viele Werte.
import-problem-too-deep = Der Datensatz ist zu tief verschachtelt.
import-problem-encoding = Der Datensatz hat Bytes, die in der Zeichenkodierung der Datei kein Text sind. Nennen Sie die Kodierung oder speichern Sie die Datei als UTF-8.
import-problem-zero-byte = Der Datensatz hat ein Null-Byte, das in keinem Text vorkommt.
import-problem-truncated = Der Datensatz hat kein Ende: Die Datei ist abgeschnitten.
import-problem-json = Der Datensatz ist kein gültiges JSON.
import-problem-wrong-type = „{ $name }“ hat einen Wert des falschen Typs.
import-problem-nothing = In diesem Datensatz wurde nichts erkannt.
import-problem-workbook = Die Arbeitsmappe ist beschädigt und kann nicht gelesen werden.
import-problem-bomb = Die Arbeitsmappe entpackt sich zu mehr, als gelesen werden kann.
import-problem-locked = Die Arbeitsmappe hat ein Kennwort oder das alte Format. Speichern Sie sie als XLSX ohne Kennwort.
import-problem-io = Die Datei konnte nicht gelesen werden: { $cause }.
conflict-import-running = Dieser Import läuft noch.

## Pages of imports and exports (src/imports/view.rs, src/exports/pages.rs)

imports-title = Import
imports-lead = Kunden aus einer fremden Datei. Nichts wird geschrieben, bevor Sie gesehen haben, wie sie verstanden wird, und ein ganzer Import lässt sich rückgängig machen.
import-new = Datei einlesen
import-file = Datei
import-file-hint = CSV, XLSX, vCard, JSContact oder JSON-Zeilen. Exporte von Google, Outlook, Thunderbird, HubSpot, Chatwoot, Zammad und Zendesk werden erkannt.
import-file-missing = Wählen Sie eine Datei.
import-file-broken = Die Datei kam nicht vollständig an. Versuchen Sie es noch einmal.
import-look = Datei ansehen
imports-past = Frühere Importe
imports-none = Noch wurde nichts importiert.
import-when = Wann
import-by = Von
import-state = Stand
import-open = Öffnen
import-state-draft = Angesehen
import-state-checking = Wird erprobt
import-state-waiting = Wartet
import-state-running = Läuft
import-state-done = Fertig
import-state-failed = Vorzeitig beendet
import-state-undoing = Wird rückgängig gemacht
import-state-undone = Rückgängig gemacht
import-read = Gelesen
import-created = Neu
import-updated = Aktualisiert
import-skipped = Übersprungen
import-rejected = Abgewiesen
import-broken = Diese Datei kann nicht gelesen werden
import-another = Andere Datei nehmen
import-format-csv = CSV
import-format-xlsx = XLSX
import-format-vcf = vCard
import-format-jscontact = JSContact
import-format-jsonl = JSON-Zeilen
import-draft-lead = Noch wurde nichts geschrieben.
import-forecast = Was geschehen würde
import-sample = Die ersten Datensätze
import-start = Importieren
import-try = Ausprobieren
import-look-again = Neu ansehen
import-discard = Datei verwerfen
import-columns = Was die Spalten enthalten
import-column = Spalte
import-cells = Erste Zellen
import-holds = Enthält
import-holds-of = Was „{ $column }“ enthält
import-key = Schlüssel
import-key-of = Schlüssel des eigenen Feldes für „{ $column }“
import-left-out = Nicht importiert
import-field-own = Eigenes Feld …
import-reading = Wie die Datei gelesen wird
import-encoding = Zeichenkodierung
import-delimiter = Trennzeichen
import-recognised = Wie erkannt
import-progress = Wie weit es ist
import-refresh = Stand ansehen
import-undo = Import rückgängig machen
import-undo-hint = Neue Kunden werden gelöscht, geänderte werden, was sie waren. Was seitdem jemand geändert hat, bleibt.
import-undo-now = Rückgängig machen
import-rejected-records = Abgewiesene Datensätze
import-remarks = Ausgelassene Werte
import-place = Wo
import-reason = Warum
import-record = Datensatz
import-rejected-file = Alle abgewiesenen Datensätze als CSV
import-nobody = Kein Kunde hat „{ $value }“. Importieren Sie zuerst die Kunden.
import-note-pinned = Der Kunde hat schon eine angeheftete Notiz. Diese wurde übernommen, aber nicht angeheftet.
import-no-customer = Kein Kunde hat die Referenz „{ $value }“. Importieren Sie zuerst die Kunden.
import-when-missing = Wann es war, fehlt.
import-time = „{ $value }“ ist keine Zeit wie 2026-11-19 14:05.
import-member = Ein Wert kann nicht angenommen werden: { $detail }.
import-vcon-encrypted = Das Gespräch ist verschlüsselt und kann nicht gelesen werden.
import-vcon-broken = Das ist kein vCon mit Beteiligten und Dialogen.
import-vcon-critical = Der vCon darf laut eigener Angabe nicht ohne die Erweiterung „{ $name }“ gelesen werden, die hier unbekannt ist. Exportieren Sie ihn ohne diese Erweiterung.
conflict-import-begun = Dieser Import hat schon begonnen.
export-title = Export
export-lead = Kunden als Datei. Was hier geschrieben wird, lässt sich wieder importieren und ergibt gleiche Kunden. Wer was exportiert hat, steht im Änderungsverlauf.
export-format = Format
export-format-csv = für Tabellenprogramme; keine Zelle ist eine Formel
export-format-vcf = 4.0, für Telefone und Adressbücher
export-format-jscontact = RFC 9553, eine Karte pro Zeile
export-format-jsonl = mit den Namen der API
export-search = Nur Kunden, gefunden mit
export-search-hint = Leer lassen für alle.
export-tag = Nur mit diesem Schlagwort
export-start = Exportieren
import-field-ref = Referenz
import-field-kind = Person oder Unternehmen
import-field-given-name = Vorname
import-field-family-name = Nachname
import-field-name = Ganzer Name
import-field-company = Unternehmen
import-field-company-ref = Referenz des Unternehmens
import-field-department = Abteilung
import-field-job-title = Position
import-field-birth-date = Geburtsdatum
import-field-language = Sprache
import-field-phone = Telefon
import-field-email = E-Mail
import-field-handle = Benutzername
import-field-street = Straße
import-field-postal-code = Postleitzahl
import-field-city = Ort
import-field-region = Region
import-field-country = Land
import-field-national-id = Ausweisnummer
import-field-tag = Schlagwort
import-field-owner = Kundenbetreuer
import-field-vip = VIP
import-field-customer-ref = Referenz des Kunden
import-field-channel = Kanal
import-field-direction = Richtung
import-field-from = Von
import-field-to = An
import-field-queue = Warteschlange
import-field-agent = Agent
import-field-state = Stand
import-field-started-at = Beginn
import-field-answered-at = Angenommen
import-field-ended-at = Ende
import-field-topic = Thema
import-field-recording-url = Aufnahme
import-field-rating = Bewertung
import-field-rating-scale = Skala der Bewertung
import-field-campaign = Kampagne
import-field-message-ref = Referenz der Nachricht
import-field-number = Nummer der Nachricht
import-field-message-from = Nachricht von
import-field-message-to = Nachricht an
import-field-subject = Betreff
import-field-text = Text
import-field-html = Text als HTML
import-field-author = Verfasst von
import-field-created-at = Verfasst am
import-field-pinned = Angeheftet
import-field-expires-at = Sichtbar bis
import-field-at = Zeit der Nachricht
import-field-visavi-id = Id in Visavi
import-field-note = Angeheftete Notiz
import-undone = { $count ->
    [one] Eine Sache wurde rückgängig gemacht.
   *[other] { $count } Sachen wurden rückgängig gemacht.
}
import-kept = { $count ->
    [one] Eine blieb, weil jemand sie geändert hat.
   *[other] { $count } blieben, weil jemand sie geändert hat.
}
import-companies = { $count ->
    [one] Ein Unternehmen für die zugehörigen Personen angelegt.
   *[other] { $count } Unternehmen für die zugehörigen Personen angelegt.
}
import-remarked = { $count ->
    [one] Ein Wert wurde ausgelassen.
   *[other] { $count } Werte wurden ausgelassen.
}
import-duplicates = { $n ->
    [one] Ein Paar Karten kann dieselbe Person sein ({ $certain } sehr wahrscheinlich).
   *[other] { $n } Paare von Karten können dieselbe Person sein ({ $certain } sehr wahrscheinlich).
}
import-duplicates-show = Ansehen
