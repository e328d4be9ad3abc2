change-of-split = Delning
change-split = delat
member-identifiers = Nummer och adresser
member-notes = Anteckningar
member-requests = Ärenden
member-files = Filer
member-records = Poster
done-split = Det här är ett eget kort nu
split-menu = Dela kortet
split-title = Dela kortet för { $name }
split-who = Vem det är
split-who-hint = Utan namn heter kortet efter det första numret eller den första adressen som väljs. Allt annat kan läggas till efteråt.
split-identifiers-title = Nummer och adresser som följer med
split-no-identifiers = Det finns inga på kortet.
split-contacts = Kontakter på dem flyttas också
split-entries-title = Händelser som följer med
split-entries-hint = En kontakt tar med sig det som sades och gjordes i den, ett ärende sina kontakter och löften.
split-elsewhere = Valda hittills
split-newest-part = Nyaste händelser
split-older-part = Äldre händelser
split-no-entries = Det finns inga fler händelser.
split-more = Äldre händelser
split-newest = Nyaste händelser
split-kind-notes = Anteckning
split-kind-requests = Ärende
split-kind-promises = Löfte
split-kind-files = Fil
split-kind-records = Post
split-nothing = Inget är valt än.
split-goes = Till { $name }: { $what }
split-goes-nameless = Till det nya kortet: { $what }
split-foot = Samtycken stannar på det här kortet. Det går tillbaka om korten slås ihop.
split-do = Dela
split-identifiers = { $n ->
    [one] { $n } nummer eller adress
   *[other] { $n } nummer och adresser
}
split-interactions = { $n ->
    [one] { $n } kontakt
   *[other] { $n } kontakter
}
split-notes = { $n ->
    [one] { $n } anteckning
   *[other] { $n } anteckningar
}
split-requests = { $n ->
    [one] { $n } ärende
   *[other] { $n } ärenden
}
split-promises = { $n ->
    [one] { $n } löfte
   *[other] { $n } löften
}
split-files = { $n ->
    [one] { $n } fil
   *[other] { $n } filer
}
split-records = { $n ->
    [one] { $n } post
   *[other] { $n } poster
}
