## The second step

second-factor = Anmeldung in zwei Schritten
second-factor-lead = Nach dem Passwort fragt die Anmeldung nach einem Code aus einer App auf Ihrem Telefon. Ein gestohlenes Passwort allein nützt dann nichts.
second-factor-open = Einrichten oder ändern
second-factor-begin = Einrichten
second-factor-ask = Geben Sie den Code ein, den Ihre App zeigt, oder einen Ihrer Ersatzcodes.
second-factor-code = Code
second-factor-code-hint = Sechs Ziffern, jede halbe Minute neue
second-factor-lost = App und Ersatzcodes verloren? Die Administration kann den zweiten Schritt abschalten.
second-factor-other = Als jemand anderes anmelden
second-factor-needed = Zweiten Schritt einrichten
second-factor-needed-lead = Ihre Rolle verlangt einen zweiten Schritt: einen Code aus einer App auf Ihrem Telefon.
second-factor-picture = QR-Code mit dem Schlüssel für Ihre App
second-factor-scan = Erfassen Sie das Bild mit einer Authenticator-App.
second-factor-type = Oder geben Sie diesen Schlüssel ein:
second-factor-here = In einer App auf diesem Gerät öffnen
second-factor-confirm = Einschalten
second-factor-on = Eingeschaltet
second-factor-since = seit
second-factor-is-on = Die Anmeldung in zwei Schritten ist eingeschaltet. Bewahren Sie diese Codes auf, bevor Sie weitergehen.
second-factor-change = Ändern
second-factor-off = Ausschalten
second-factor-reset = Abschalten
second-factor-reset-lead = App und Ersatzcodes verloren? Ohne den zweiten Schritt genügt wieder das Passwort, und alle Sitzungen enden.
recovery-codes = Ersatzcodes
recovery-codes-lead = Jeder meldet Sie einmal an, wenn die App nicht zur Hand ist. Sie werden nur jetzt gezeigt: drucken Sie sie aus, oder bewahren Sie sie bei Ihren Passwörtern auf.
recovery-codes-kept = Ich habe sie aufbewahrt
recovery-codes-new = Neue Ersatzcodes
recovery-codes-left = { $count ->
    [0] Es ist kein Ersatzcode mehr übrig.
    [one] Ein Ersatzcode ist übrig.
   *[other] { $count } Ersatzcodes sind übrig.
}
preferences-back = Zurück zu den Einstellungen
invalid-code = Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten.
conflict-own-second-factor = Den eigenen schalten Sie in Ihren Einstellungen aus.
conflict-second-factor-required = Ihre Rolle verlangt die Anmeldung in zwei Schritten. Sie lässt sich nicht ausschalten.

## The log-in of the organisation

log-in-or = oder
log-in-by = Mit { $name } anmelden
log-out-there = Auch von { $name } abmelden
oidc-lost = Diese Anmeldung hat zu lange gedauert, wurde schon benutzt oder in einem anderen Browser begonnen. Versuchen Sie es noch einmal.
oidc-denied = Die Anmeldung wurde dort abgelehnt, oder Sie haben sie abgebrochen.
oidc-failed = Die Anmeldung dort hat nicht geklappt. Versuchen Sie es noch einmal; sonst sagen Sie es Ihrer Administration, die den Grund im Protokoll findet.
oidc-unverified = Ihre E-Mail-Adresse ist dort nicht bestätigt, wir wissen also nicht, wer Sie sind. Bestätigen Sie sie und versuchen Sie es noch einmal.
oidc-unknown = Niemand hat hier Ihre E-Mail-Adresse. Bitten Sie Ihre Administration um eine Einladung damit.
oidc-disabled = Ihr Konto hier ist gesperrt. Fragen Sie Ihre Administration.
oidc-other-subject = Mit Ihrer E-Mail-Adresse hat sich hier schon jemand anderes angemeldet. Fragen Sie Ihre Administration.
oidc-no-role = Sie haben hier keine Rolle. Bitten Sie Ihre Administration, Sie in eine Gruppe mit einer Rolle aufzunehmen.
