## What came of contacts

disposition = Utfall
dispositions = Utfall av kontakter
dispositions-about = Vad agenter säger att en kontakt ledde till
dispositions-lead = När en kontakt är slut väljer dess agent i den här listan vad den ledde till. Andra system anger ett utfall med dess nyckel. Ett utfall som kontakter har kan inte tas bort; ta det ur valet i stället.
disposition-new = Nytt utfall
disposition-create = Lägg till utfall
disposition-name = Namn
disposition-key = Nyckel
disposition-key-hint = Så som andra system kallar det: små bokstäver, siffror, ”_” och ”-”. Den kan inte ändras.
disposition-retired = Erbjuds inte längre
disposition-delete = Ta bort utfall
invalid-disposition = Utfallet är inget av dessa: { $allowed }. Se listan över utfall (GET /api/v1/dispositions).
conflict-disposition-used = En kontakt har det här utfallet. Markera i stället att det inte längre erbjuds.
conflict-dispositions-many = Det finns redan { $max } utfall. Ta bort ett som ingen kontakt har.

## The end of a contact

wrap-up-kept = Det som sparas
wrap-up-customer = I den här kundens historik
wrap-up-identifier = I historiken för { $identifier }, som ännu inte tillhör någon
wrap-up-withheld = Bland kontakter utan nummer
wrap-up-request = Under ärende #{ $number }
wrap-up-no-request = Under inget ärende
wrap-up-elsewhere-none = Inget skrivs till andra system: inget är anslutet
wrap-up-messages = { $n ->
    [one] { $n } meddelande
   *[other] { $n } meddelanden
}
wrap-up-tags = { $n ->
    [one] { $n } etikett
   *[other] { $n } etiketter
}
wrap-up-comments = { $n ->
    [one] { $n } kommentar
   *[other] { $n } kommentarer
}
wrap-up-promises = { $n ->
    [one] { $n } löfte
   *[other] { $n } löften
}
