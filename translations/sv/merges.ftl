change-of-merge = Sammanslagna kort
member-kept = Behållet
member-merged = Tillagda
invalid-merge-count = Ange ett till { $max } kort som ska slås ihop.
invalid-choice-member = Inget med det namnet kan väljas. Ange en uppgift om en kund, som "birth_date" eller "fields.KEY".
invalid-choice-card = Det här är inget av korten som slås ihop.
conflict-one-card = De är redan ett kort.
conflict-merge-kinds = Den ena är en person och den andra ett företag. Välj i "kind" vilket kortet ska vara.
conflict-merge-own-company = Den ena är företaget som den andra hör till.
merge-menu = Slå ihop med ett annat kort
merge-two = Slå ihop två kort
merge-several = Slå ihop kort
merge-members = Kortens uppgifter
merge-member = Uppgift
merge-foot = Det kan ångras exakt, när som helst. Gamla adresser fortsätter att fungera.
merge-swap = Byt sida
merge-do = Slå ihop till ett kort
merge-alone = Leta upp kortet som är samma person som { $name }.
merge-find = Lägg till ett kort: namn, nummer eller adress
merge-kept = Behålls, adressen består
merge-joins = Läggs till, öppnar resultatet från och med nu
merge-result = Resultat
merge-result-of = { $n ->
    [one] ett kort, { $n } kontakt
   *[other] ett kort, { $n } kontakter
}
merge-differ = Skiljer sig
merge-differ-how = välj en sida var, förslaget är valt
merge-joined = Läggs ihop
merge-joined-how = alla sidor behålls, lika värden en gång
merge-same = Lika på alla
merge-contacts = Kontakter
merge-nothing = inget
merges-title = Sammanslagna kort
merges-none = Inget kort har slagits ihop med det här.
merges-of = { $n ->
    [one] Ett kort
   *[other] { $n } kort är sammanslagna här
}
merged-by = Sammanslagna av { $name },
merge-undecided = { $n ->
    [one] En kontakt har kommit sedan dess på ett nummer eller en adress som båda hade. Den stannar på det behållna kortet: se efter vems den är.
   *[other] { $n } kontakter har kommit sedan dess på nummer eller adresser som båda hade. De stannar på det behållna kortet: se efter vems de är.
}
merge-undecided-one = Kontakt { $n }
merge-undo = Ångra sammanslagningen
merge-undo-of = Ångra sammanslagningen av { $name }
done-merge = { $what } är nu på kortet { $card }
done-unmerge = { $what } är ett eget kort igen
done-rejection = Hålls isär: inte samma person
merge-suggested = Vem som kan vara samma person
merge-why = Varför de här två
merge-certain = Mycket sannolikt samma person
merge-likely = Kanske samma person
merge-unlikely = Lite talar för samma person
merge-reject = Inte samma person
change-of-rejection = Inte samma person
merge-contacts-of = { $n ->
    [one] { $n } kontakt
   *[other] { $n } kontakter
}
