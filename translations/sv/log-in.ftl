## The second step

second-factor = Tvåstegsinloggning
second-factor-lead = Efter lösenordet frågar inloggningen efter en kod från en app i din telefon. Ett stulet lösenord räcker då inte.
second-factor-open = Ställ in eller ändra
second-factor-begin = Ställ in
second-factor-ask = Skriv koden som appen visar, eller en av dina reservkoder.
second-factor-code = Kod
second-factor-code-hint = Sex siffror, nya varje halvminut
second-factor-lost = Har du varken appen eller reservkoderna kvar? En administratör kan ta bort det andra steget.
second-factor-other = Logga in som någon annan
second-factor-needed = Ställ in tvåstegsinloggning
second-factor-needed-lead = Din roll kräver ett andra steg: en kod från en app i telefonen.
second-factor-picture = QR-kod med nyckeln till din app
second-factor-scan = Läs in bilden med en autentiseringsapp.
second-factor-type = Eller skriv in den här nyckeln i appen:
second-factor-here = Öppna i en app på den här enheten
second-factor-confirm = Slå på
second-factor-on = På
second-factor-since = sedan
second-factor-is-on = Tvåstegsinloggningen är på. Spara koderna innan du går vidare.
second-factor-change = Ändra
second-factor-off = Stäng av
second-factor-reset = Ta bort
second-factor-reset-lead = Är både appen och reservkoderna borta? Utan det andra steget räcker lösenordet igen, och alla sessioner avslutas.
recovery-codes = Reservkoder
recovery-codes-lead = Varje kod loggar in dig en gång när appen inte är till hands. De visas bara nu: skriv ut dem eller spara dem med dina lösenord.
recovery-codes-kept = Jag har sparat dem
recovery-codes-new = Nya reservkoder
recovery-codes-left = { $count ->
    [0] Inga reservkoder finns kvar.
    [one] En reservkod finns kvar.
   *[other] { $count } reservkoder finns kvar.
}
preferences-back = Tillbaka till inställningarna
invalid-code = Koden stämmer inte eller är redan använd. Vänta på nästa.
conflict-own-second-factor = Din egen stänger du av i dina inställningar.
conflict-second-factor-required = Din roll kräver tvåstegsinloggning. Den kan inte stängas av.

## The log-in of the organisation

log-in-or = eller
log-in-by = Logga in med { $name }
log-out-there = Logga ut från { $name } också
oidc-lost = Inloggningen tog för lång tid, är redan använd eller påbörjades i en annan webbläsare. Försök igen.
oidc-denied = Inloggningen nekades där, eller så avbröt du den.
oidc-failed = Inloggningen där fungerade inte. Försök igen; om det inte hjälper, säg till din administratör, som ser orsaken i loggen.
oidc-unverified = Din e-postadress är inte bekräftad där, så vi kan inte veta vem du är. Bekräfta den och försök igen.
oidc-unknown = Ingen här har din e-postadress. Be din administratör bjuda in dig med den.
oidc-disabled = Ditt konto här är avstängt. Prata med din administratör.
oidc-other-subject = Någon annan har tidigare loggat in här med din e-postadress. Prata med din administratör.
oidc-no-role = Du har ingen roll här. Be din administratör lägga dig i en grupp som har en.
