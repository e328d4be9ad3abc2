change-of-merge = Zusammengelegte Karten
member-kept = Behalten
member-merged = Dazugelegt
invalid-merge-count = Nennen Sie eine bis { $max } Karten, die dazugelegt werden sollen.
invalid-choice-member = Unter diesem Namen lässt sich nichts wählen. Nennen Sie eine Angabe eines Kunden, etwa "birth_date" oder "fields.KEY".
invalid-choice-card = Das ist keine der Karten, die zusammengelegt werden.
conflict-one-card = Das ist schon eine Karte.
conflict-merge-kinds = Das eine ist eine Person, das andere eine Firma. Wählen Sie unter "kind", was die Karte sein soll.
conflict-merge-own-company = Das eine ist die Firma, zu der das andere gehört.
merge-menu = Mit einer anderen Karte zusammenlegen
merge-two = Zwei Karten zusammenlegen
merge-several = Karten zusammenlegen
merge-members = Angaben der Karten
merge-member = Angabe
merge-foot = Das lässt sich jederzeit genau zurücknehmen. Alte Adressen gelten weiter.
merge-swap = Seiten tauschen
merge-do = Zu einer Karte zusammenlegen
merge-alone = Suchen Sie die Karte, die dieselbe Person ist wie { $name }.
merge-find = Karte hinzunehmen: Name, Nummer oder Adresse
merge-kept = Bleibt, ihre Adresse gilt weiter
merge-joins = Kommt dazu, öffnet von jetzt an das Ergebnis
merge-result = Ergebnis
merge-result-of = { $n ->
    [one] eine Karte, { $n } Kontakt
   *[other] eine Karte, { $n } Kontakte
}
merge-differ = Unterschiedlich
merge-differ-how = je eine Seite wählen, der Vorschlag ist gesetzt
merge-joined = Vereint
merge-joined-how = alle Seiten bleiben, Gleiches einmal
merge-same = Auf allen gleich
merge-contacts = Kontakte
merge-nothing = nichts
merges-title = Zusammengelegte Karten
merges-none = Zu dieser Karte wurde keine dazugelegt.
merges-of = { $n ->
    [one] Eine Karte
   *[other] Hier sind { $n } Karten zusammengelegt
}
merged-by = Zusammengelegt von { $name },
merge-undecided = { $n ->
    [one] Ein Kontakt kam seitdem über eine Nummer oder Adresse, die beide hatten. Er bleibt auf der behaltenen Karte: Sehen Sie nach, wessen er ist.
   *[other] { $n } Kontakte kamen seitdem über Nummern oder Adressen, die beide hatten. Sie bleiben auf der behaltenen Karte: Sehen Sie nach, wessen sie sind.
}
merge-undecided-one = Kontakt { $n }
merge-undo = Zusammenlegung zurücknehmen
merge-undo-of = Zusammenlegung von { $name } zurücknehmen
done-merge = { $what } ist jetzt auf der Karte { $card }
done-unmerge = { $what } ist wieder eine eigene Karte
done-rejection = Bleiben getrennt: nicht dieselbe Person
merge-suggested = Wer dieselbe Person sein kann
merge-why = Warum diese beiden
merge-certain = Sehr wahrscheinlich dieselbe Person
merge-likely = Vielleicht dieselbe Person
merge-unlikely = Wenig spricht für dieselbe Person
merge-reject = Nicht dieselbe Person
change-of-rejection = Nicht dieselbe Person
merge-contacts-of = { $n ->
    [one] { $n } Kontakt
   *[other] { $n } Kontakte
}
