## Demotelefonen: en sida som spelar växel och chatt

telephone = Demotelefon
telephone-lead = Spelar er telefonväxel och chatten på er webbplats, genom det öppna API:et. Ha handläggarens sida öppen bredvid.
telephone-scripts = Sidan behöver skript. Allt den gör går också att göra med curl; handboken visar hur.
telephone-agent = Handläggare
telephone-number = Från nummer
telephone-withheld = Dolt nummer
telephone-ring = Ring
telephone-ring-of = Ring: { $what }
telephone-known = Känt, ett kort
telephone-shared = Delas av fyra kunder
telephone-stranger = Finns inte i registret
telephone-hidden = Dold uppringare
telephone-vip = VIP med kundansvarig
telephone-switchboard = En växel, sju i registret
telephone-chat = Chatt från webbplatsen
telephone-email = E-post till service
telephone-sms = Sms
telephone-contacts = Pågående kontakter
telephone-nothing = Inget pågår.
telephone-page = Öppna handläggarens sida
telephone-idle = ledig
telephone-count = { $n ->
    [one] { $n } kontakt
   *[other] { $n } kontakter
}
telephone-offered = Ringer hos { $agent },
telephone-waits = Väntar på { $agent },
telephone-active = Med { $agent },
telephone-wrap-up = Efterarbete,
telephone-closed = Avslutad
telephone-one = Finns på ett kort
telephone-many = Finns på flera kort
telephone-none = Finns inte på något kort
telephone-answer = Svara
telephone-hang-up = Lägg på
telephone-end = Avsluta
telephone-finish = Klar
telephone-chats = Skriftliga kontakter
telephone-writes = Vem skriver
telephone-customer = Kunden
telephone-message = Meddelande
telephone-send = Skicka
telephone-send-of = Skicka: { $what }
telephone-failed = Det nådde inte servern.
