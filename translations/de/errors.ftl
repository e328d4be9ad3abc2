## Titles and details of errors

error-sign-in = Bitte zuerst anmelden
error-sign-in-detail = Ihre Sitzung ist beendet, oder Sie haben sich noch nicht angemeldet.
error-token = Ein gültiges Token wird benötigt
error-token-detail = Senden Sie den Header „Authorization: Bearer TOKEN“ mit einem Token, das nicht widerrufen ist.
error-forbidden = Das dürfen Sie nicht
error-forbidden-detail = Ihre Rolle erlaubt es nicht. Eine Administratorin oder ein Administrator kann Ihre Rolle ändern.
error-switched-off = Für Ihr Team abgeschaltet
error-switched-off-detail = Eine Administratorin oder ein Administrator kann es für Ihr Team einschalten.
error-not-own = Das hat jemand anderes geschrieben
error-not-own-detail = Nur wer es geschrieben hat, kann es ändern oder löschen.
error-reason = Ein Grund wird gebraucht
error-reason-detail = Sie haben keinen Kontakt mit diesem Kunden. Öffnen Sie die Karte selbst und sagen Sie, warum.
error-forged-form = Dieses Formular ist nicht mehr gültig
error-forged-form-detail = Es wurde nicht von einer Seite dieser Sitzung gesendet. Laden Sie die Seite neu und senden Sie es noch einmal.
error-not-found = Nicht gefunden
error-not-found-detail = Unter dieser Adresse gibt es nichts. Vielleicht wurde es gelöscht.
error-method = Diese Adresse kennt die Methode nicht
error-method-detail = Welche Methoden jede Adresse hat, steht im OpenAPI-Dokument.
error-unreadable = Die Anfrage ist nicht lesbar
error-invalid = Nicht alles kann übernommen werden
error-invalid-detail = Siehe die unten genannten Felder.
error-conflict = Etwas steht im Weg
error-stale = Inzwischen geändert
error-stale-detail = Jemand hat es geändert, seit Sie es gelesen haben. Lesen Sie es neu und wiederholen Sie Ihre Änderung.
error-precondition = If-Match fehlt
error-precondition-detail = Lesen Sie die Ressource und senden Sie ihr ETag als If-Match, damit niemandes Änderung überschrieben wird.
error-forgotten = Es fehlen Ereignisse
error-forgotten-detail = Nach dieser Position liegen Ereignisse, die nicht mehr aufbewahrt werden, oder sie gehört zu einer anderen Datenbank. Lesen Sie neu ein, was Sie brauchen, und verbinden Sie sich dann ohne Last-Event-ID und after.
error-too-large = Zu groß
error-too-large-detail = Eine Anfrage darf höchstens 2 MB groß sein.
error-delivery-too-large-detail = Was von Kontakten und Nachrichten berichtet, darf { $max } MB haben. Größere Anhänge bitte einzeln an …/messages/ID/attachments senden.
error-file-too-large-detail = Eine Datei darf { $max } MB haben. Nichts wurde gespeichert.
error-media-type = Nicht als JSON ausgewiesen
error-media-type-detail = Senden Sie den Header „Content-Type: application/json“.
error-rate-limited = Zu viele Versuche
error-rate-limited-detail = { $seconds ->
    [one] Versuchen Sie es in einer Sekunde noch einmal.
   *[other] Versuchen Sie es in { $seconds } Sekunden noch einmal.
}
error-unavailable = Gerade nicht verfügbar
error-unavailable-detail = Die Datenbank ist nicht erreichbar. Es wurde nichts geändert. Versuchen Sie es gleich noch einmal.
error-range = Solche Bytes hat die Datei nicht
error-range-detail = Bitte einen Bereich innerhalb ihrer Größe verlangen.
error-store-unavailable = Dateien sind gerade nicht erreichbar
error-store-unavailable-detail = Der Dateispeicher ist nicht erreichbar. Nichts wurde geändert. Bitte gleich noch einmal versuchen.
error-store-full = Für Dateien ist kein Platz mehr
error-store-full-detail = Die Festplatte oder der Speicher für Dateien ist voll. Die Datei wurde nicht behalten. Wer diese Installation betreut, muss Platz schaffen.
error-internal = Bei uns ist etwas schiefgegangen
error-internal-detail = Es wurde nichts geändert. Nennen Sie Ihrer Administration die Nummer dieser Anfrage.
error-sealed = Der Schlüssel dieser Installation passt nicht
error-sealed-detail = Die Datei mit dem Schlüssel fehlt oder ist eine andere. Es wurde nichts geändert. Wer den Server betreibt, findet im Protokoll, welche Datei gemeint ist.

## Messages of single fields

invalid-empty = Das darf nicht leer sein.
invalid-missing = Das fehlt.
invalid-unknown-member = Ein Feld mit diesem Namen gibt es nicht.
invalid-twice = Das darf nur einmal angegeben werden.
invalid-type = Das hat den falschen Typ: { $detail }.
invalid-nul = Das enthält ein NUL-Zeichen, das nicht gespeichert werden kann.
invalid-control-character = Das enthält ein Steuerzeichen, das nicht gespeichert werden kann.
invalid-too-long = { $max ->
    [one] Das darf höchstens ein Zeichen lang sein.
   *[other] Das darf höchstens { $max } Zeichen lang sein.
}
invalid-pinned-too-long = Eine angeheftete Notiz steht bei jedem Kontakt: Sie darf { $max } Zeichen haben.
invalid-expired = Diese Zeit ist vorbei.
invalid-too-many = { $max ->
    [one] Davon darf es höchstens eines geben.
   *[other] Davon darf es höchstens { $max } geben.
}
invalid-field-key = Ein Feldschlüssel hat 1 bis 64 Buchstaben, Ziffern, „_“, „-“ oder „.“.
invalid-field-value = Ein Feld nimmt Text, eine Zahl, wahr oder falsch, oder eine Liste von Texten.
invalid-url = Das muss eine Adresse sein, die mit https:// oder http:// beginnt.
invalid-limit = Die Grenze liegt zwischen 1 und { $max }.
invalid-cursor = Das ist keine Marke dieser Liste. Lassen Sie sie weg, um am Anfang zu beginnen.
invalid-event-type = „{ $value }“ ist keine Art von Ereignis. Es gibt: { $known }
invalid-idempotency-key = Ein Idempotenzschlüssel hat 1 bis 200 druckbare Zeichen.
invalid-idempotency-reuse = Dieser Schlüssel gehört zu einer anderen Anfrage. Nehmen Sie einen neuen.
invalid-phone = Das kann keine Telefonnummer sein.
invalid-email = Das kann keine E-Mail-Adresse sein.
invalid-handle = Das kann kein Benutzername sein.
invalid-national-id = Das kann nicht { $kind } sein.
invalid-name-missing = Geben Sie einen Namen, eine Telefonnummer oder eine E-Mail-Adresse an.
invalid-date = Das muss ein Datum wie 1980-02-29 sein.
invalid-before-beginning = Das ist vor dem ersten Tag.
invalid-day = Das muss ein Datum wie 2026-02-28 sein oder eine Anzahl von Tagen vor heute.
invalid-field-filter = Das müssen ein Schlüssel und ein Wert mit Doppelpunkt dazwischen sein: SCHLÜSSEL:WERT.
invalid-language = Das muss ein Sprachcode wie sv oder de-AT sein.
invalid-company = Diese Firma gibt es nicht.
invalid-customer = Diesen Kunden gibt es nicht.
invalid-split-nothing = Wählen Sie mindestens eine Nummer, eine Adresse oder einen Eintrag, der mitgeht.
invalid-split-identifier = Diese Nummer oder Adresse steht nicht auf der Karte.
invalid-split-entry = Das steht nicht auf der Karte.
invalid-split-into = Wählen Sie Nummern und Adressen unter "identifiers": Es sind die der Karte.
invalid-owner = Niemand hat diesen Anmeldenamen.
invalid-lookup = Fragen Sie nach genau einem von phone, email oder handle.
invalid-rating = Eine Bewertung hat einen Wert von 0 bis zu ihrer Skala und eine Skala von 1 bis 1.000.
invalid-fixed = Das lässt sich nicht ändern.
unreadable-no-batch = Der Inhalt ist weder eine JSON-Liste noch JSON-Zeilen.
invalid-batch = Eine Sendung enthält 1 bis { $max } Kontakte.
invalid-base64 = Das ist kein Base64.
invalid-attachment-large = Ein Anhang darf { $max } MB haben.
invalid-attachments-large = Die Anhänge einer Nachricht dürfen zusammen { $max } MB haben.
invalid-before = Das ist vor { $member }.
invalid-state-backwards = Der Status geht nur vorwärts; er ist { $state }.
invalid-password-short = { $min ->
    [one] Ein Passwort hat mindestens ein Zeichen.
   *[other] Ein Passwort hat mindestens { $min } Zeichen.
}
invalid-time-zone = Diese Zeitzone gibt es nicht.
invalid-log-in = Anmeldename und Passwort passen nicht zusammen.
invalid-password-wrong = Das ist nicht Ihr jetziges Passwort.
invalid-password-repeat = Die beiden Passwörter sind verschieden.
invalid-file-missing = Bitte eine Datei wählen.
invalid-file-empty = Die Datei ist leer.
invalid-file-cut = Die Datei kam nicht vollständig an.
invalid-picture-missing = Bitte ein Bild wählen.
invalid-picture-large = Die Datei ist größer als { $max } MB. Bitte eine kleinere wählen.
invalid-picture-kind = Das ist kein Bild einer Art, die angezeigt wird. Bitte PNG, JPEG oder WebP wählen.
invalid-picture-pixels = Das Bild hat zu viele Bildpunkte. Bitte auf höchstens { $max } Megapixel verkleinern.
invalid-picture-broken = Das Bild ist beschädigt oder kam nicht vollständig an. Bitte neu speichern oder ein anderes wählen.
unreadable-json = Das ist kein JSON: siehe Zeile { $line }, Spalte { $column }.
unreadable-no-object = Der Inhalt muss ein JSON-Objekt sein.
conflict-race = Jemand anders war gleichzeitig dran. Versuchen Sie es noch einmal.
conflict-blocked = Das ist bereits gesperrt.
conflict-ref-taken = Diese ref ist schon vergeben.
conflict-login-taken = Dieser Anmeldename ist schon vergeben.
conflict-email-taken = Diese E-Mail-Adresse gehört schon jemand anderem.
conflict-list-name = Sie haben schon eine Liste dieses Namens.
conflict-files-many = Ein Kunde darf { $max } Dateien haben. Bitte erst eine löschen.
conflict-files-full = Die Dateien eines Kunden dürfen zusammen { $max } MB haben. Bitte erst eine löschen.
conflict-attachments-many = Eine Nachricht darf { $max } Anhänge haben.
conflict-attachments-full = Die Anhänge einer Nachricht dürfen zusammen { $max } MB haben.
conflict-last-administrator = Jemand muss bleiben, der verwalten kann.
conflict-company-has-people = Zu dieser Firma gehören Personen. Ordnen Sie diese zuerst anders zu.
conflict-reverted = Es ist schon so: Es gibt nichts zurückzunehmen.

## Why an identifier cannot be read

reason-phone-empty = Geben Sie eine Nummer ein.
reason-phone-too-long = Der Text ist zu lang.
reason-phone-not-a-number = Es ist keine Nummer darin.
reason-phone-too-short = Sie ist zu kurz: ergänzen Sie die Orts- oder Landesvorwahl.
reason-phone-too-many-digits = Sie hat zu viele Ziffern.
reason-phone-unknown-country = Kein Land hat diese Vorwahl.
reason-phone-several-numbers = Das sieht nach mehreren Nummern aus: geben Sie sie einzeln ein.
reason-phone-invalid = In diesem Land gibt es keine Nummern dieser Länge.
reason-email-too-long = Sie ist zu lang.
reason-email-invalid = Eine Adresse sieht aus wie name@example.org.
reason-handle-empty = Er ist leer.
reason-handle-invalid = Er ist zu lang oder enthält Steuerzeichen.
reason-national-id-shape = Sie hat eine andere Anzahl von Ziffern.
reason-national-id-check-digit = Die Prüfziffer passt nicht: Irgendwo ist ein Tippfehler.
reason-national-id-date = Das Datum darin gibt es nicht.
