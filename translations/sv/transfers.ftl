## Att lämna över en kontakt (src/transfers)

transfer = Lämna över
transfers = Överlämningar
transfer-choose = Välj mottagare
transfer-whom = Till
transfer-whom-none = Välj en agent eller en kö
transfer-agents = Agenter
transfer-queues = Köer
transfer-note = Rad till den som tar över
transfer-note-hint = Vad gäller det?
transfer-back = Tillbaka till kontakten
transfer-got = Överlämnad av { $who }
transfer-given = Överlämnad till { $who }
transfer-take = Ta över
transfer-words = Med osparad text: { $what }
transfer-words-comment = kommentar
transfer-words-facts = ämne och uppgifter
transfer-words-request = ärende
transfer-words-note = anteckning
transfer-words-customer = ny kund
transfer-words-details = kunduppgifter
transfer-undo = Ta tillbaka
transfer-not-taken = Ingen har tagit över än.
keys-transfer = Lämna över kontakten
pop-handed = Överlämnad av { $who }. { $text }
doing-free = ledig
doing-at_card = vid ett kort
doing-writing = i kontakt
doing-wrap_up = i efterarbete
doing-offered = det ringer
doing-on_call = i samtal
doing-away = inte inloggad
doing-contacts = { $n ->
    [one] { $n } kontakt
   *[other] { $n } kontakter
}
section-transfers = Överlämningar
section-transfers-hint = Att lämna över kontakter till kollegor och köer.
feature-transfers-send = Lämna över kontakter
feature-transfers-receive = Ta över kontakter
invalid-transfer-whom = Ange agenten eller kön den går till, en av dem.
invalid-transfer-self = Den personen har redan kontakten. Välj någon annan.
invalid-transfer-nobody = Ingen har det användarnamnet. Välj ur listan.
invalid-transfer-inactive = { $who } kan inte logga in just nu. Välj någon annan.
invalid-transfer-team = Teamet för { $who } tar inte över kontakter. Välj någon annan.
invalid-transfer-queue = Det har aldrig funnits någon kontakt i kön ”{ $queue }”. Skriv den som ert system gör.
conflict-transfer-closed = Kontakten är avslutad, det finns inget att lämna över.
conflict-transfer-elsewhere = Någon hann före: kontakten är hos { $who } nu.
conflict-transfer-nobody = Någon hann före: kontakten är inte överlämnad längre.
change-transfer = överlämnad
change-undo_transfer = överlämning återtagen
change-take = övertagen
change-deliver = leverans meddelad
member-transfers = Överlämningar
member-waits = Väntar på att tas över
member-delivery = Leverans

## Hur långt ett meddelande kom

delivery-queued = I kö
delivery-sent = Skickat
delivery-delivered = Levererat
delivery-read = Läst
delivery-failed = Misslyckades
invalid-delivery-incoming = Kunden skrev det här meddelandet: bara utgående meddelanden levereras.

## Fästa kunder och märken i listen

rail-pinned = Fästa
rail-pin = Fäst i listen
rail-unpin = Lossa
rail-unpin-named = Lossa { $name }
rail-conflict = Ändrat av någon annan
rail-waiting = Väntar
conflict-pins-full = { $most } kunder är redan fästa. Lossa en först.
