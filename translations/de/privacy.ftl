## Datenschutz (src/privacy)

privacy = Datenschutz
keys-privacy = Zum Datenschutz
section-privacy = Datenschutz
section-privacy-hint = Teamleitung und Administratoren haben ihn immer.
feature-privacy-see = Alles sehen und mitnehmen, was über einen Kunden gespeichert ist
privacy-lead = Alles, was über diesen Kunden gespeichert ist, wer es zuerst angegeben hat und wozu es gebraucht wird.
privacy-purpose = Zweck:
privacy-what = Was
privacy-value = Wert
privacy-source = Zuerst von
privacy-source-agent = { $by }, { $at }
privacy-source-token = { $by } (API), { $at }
privacy-source-import = { $file }, eingelesen von { $by }, { $at }
privacy-held-details = Angaben
privacy-held-picture = Bild
privacy-held-identifiers = Nummern und Adressen für den Kontakt
privacy-held-addresses = Postanschriften
privacy-held-national-ids = Amtliche Nummern
privacy-held-fields = Eigene Felder
privacy-held-tags = Schlagwörter
privacy-held-records = Einträge
privacy-held-notes = Notizen
privacy-held-files = Dateien
privacy-held-interactions = Kontakte
privacy-held-drafts = Entwürfe der Mitarbeiter
privacy-held-consents = Einwilligungen
privacy-held-blocks = Gesperrte Nummern und Adressen
privacy-held-changes = Änderungsverlauf
privacy-held-accesses = Zugriffsprotokoll
privacy-purpose-details = um zu wissen, wer es ist, und richtig anzusprechen
privacy-purpose-picture = um die Person wiederzuerkennen
privacy-purpose-identifiers = um den Kunden zu erkennen und zu erreichen
privacy-purpose-addresses = um zu schreiben und zu liefern
privacy-purpose-national-ids = zur sicheren Unterscheidung, wo das Gesetz es verlangt
privacy-purpose-fields = zur Betreuung
privacy-purpose-tags = zur Betreuung
privacy-purpose-records = zur Betreuung und Vertragserfüllung
privacy-purpose-notes = zur Betreuung
privacy-purpose-files = zur Betreuung und Vertragserfüllung
privacy-purpose-interactions = zur Betreuung und zum Nachweis des Vereinbarten
privacy-purpose-drafts = damit keine Worte verloren gehen; nach 30 Tagen gelöscht
privacy-purpose-consents = zum Nachweis, worin eingewilligt wurde
privacy-purpose-blocks = zum Schutz der Mitarbeiter
privacy-purpose-changes = zum Nachweis, wer was geändert hat
privacy-purpose-accesses = zum Nachweis, wer die Daten angesehen hat
privacy-changes = { $n ->
    [one] ein Eintrag
   *[other] { $n } Einträge
}
privacy-accesses = { $n ->
    [one] ein Eintrag
   *[other] { $n } Einträge
}
privacy-export = Alles als ZIP
privacy-document-made = Erstellt { $at } von { $by }, { $house }
privacy-document-held = Was gespeichert ist
access-masked-fields = Verdeckte Felder, ganz
access-export = Alles, als Datei

## Einwilligungen (src/consents)

consents = Einwilligungen
consents-none = Noch nichts gesagt.
consent-channel = Kanal
consent-channel-call = Telefon
consent-channel-sms = SMS
consent-channel-email = E-Mail
consent-channel-chat = Chat
consent-channel-social = Soziale Netzwerke
consent-channel-post = Post
consent-purpose = Zweck
consent-purpose-service = Service
consent-purpose-marketing = Werbung
consent-purpose-survey = Umfragen
consent-state = Einwilligung
consent-given = Erteilt
consent-refused = Verweigert
consent-withdrawn = Widerrufen
consent-nothing = Nichts gesagt
consent-how = Wie sie eingeholt wurde
consent-how-hint = Zum Beispiel: am Telefon, auf dem Formular vom 3. Mai
consent-by = Festgehalten
consent-valid-until = Gilt bis
consent-until = bis { $day }
consent-write = Einwilligung festhalten
consent-written = Festgehalten
consent-of = Einwilligung: { $channel }, { $purpose }
change-of-consent = Einwilligungen
invalid-consent-purpose = Wählen Sie einen der Zwecke: { $list }.
invalid-consent-twice = Für einen Kanal und Zweck gibt es eine Antwort. Lassen Sie die andere weg.
invalid-consent-future = Zu dieser Zeit hat es noch niemand gesagt. Geben Sie an, wann es gesagt wurde.

## Einschränkung (src/restrictions)

restricted = Die Verarbeitung ist eingeschränkt
restricted-since = seit { $at }, durch { $by }.
restricted-more = Was über diese Person gespeichert ist, darf derzeit nicht verwendet werden (Art. 18 DSGVO). Die Teamleitung weiß mehr und kann es aufheben.
restriction = Einschränkung der Verarbeitung
restriction-hint = Das Gespeicherte bleibt und wird für nichts verwendet: Mitarbeiter sehen nur den Namen, und niemand ändert etwas, bis es aufgehoben ist (Art. 18 DSGVO). Kontakte kommen weiterhin an.
restriction-do = Verarbeitung einschränken
restriction-lift = Einschränkung aufheben
restriction-why = Grund
restriction-note = In eigenen Worten
restriction-contested = Die Person bestreitet, dass die Daten richtig sind
restriction-unlawful = Die Verarbeitung ist unrechtmäßig, und die Person will keine Löschung
restriction-claims = Die Person braucht die Daten für Rechtsansprüche
restriction-objection = Die Person hat widersprochen, und es ist noch nicht entschieden
change-of-restriction = Einschränkung der Verarbeitung
member-note = Notiz
error-restricted = Die Verarbeitung ist eingeschränkt
import-restricted = Die Verarbeitung dieses Kunden ist eingeschränkt. Heben Sie das zuerst auf.
