## The laboratory (src/laboratory)

laboratory-title = Dubblettlaboratorium
laboratory-about = Jämför alla kunder, granska stickprov, slå ihop i steg
laboratory-lead = Jämför hela basen, titta på slumpvis dragna par och slå ihop det som visat sig säkert, steg för steg. Ett steg kan när som helst ångras i sin helhet.
laboratory-run = Jämför alla kunder nu
laboratory-running = Alla kunder jämförs
laboratory-stages = Steg
laboratory-stage = Steg
laboratory-stage-certain = Mycket troligt
laboratory-stage-certain-about = Namn och födelsedatum, ett id-nummer eller en egen brevlåda stämmer, och inget talar emot.
laboratory-stage-strong = Sannolikt
laboratory-stage-strong-about = Rätt i 98 fall av 100 enligt motorns beräkning.
laboratory-stage-fair = Möjligt
laboratory-stage-fair-about = Rätt i 9 fall av 10 enligt motorns beräkning.
laboratory-stage-weak = Tveksamt
laboratory-stage-weak-about = Värt en titt av någon som känner dem.
laboratory-pairs = Par
laboratory-reviewed = Granskade
laboratory-precision = Hur många som är rätt
laboratory-right = { $same } av { $n }: { $low } till { $high } % av steget
laboratory-unknown = ingen har tittat än
laboratory-review = Granska
laboratory-review-what = Granska par: { $stage }
laboratory-merge = Slå ihop
laboratory-merge-what = Slå ihop steget: { $stage }
laboratory-merge-hint = { $n ->
    [one] Paret blir ett kort om det fortfarande är lika säkert när det kommer på tur.
   *[other] Vart och ett av de { $n } paren blir ett kort om det fortfarande är lika säkert när det kommer på tur.
}
laboratory-merge-now = { $n ->
    [one] Slå ihop { $n } par
   *[other] Slå ihop { $n } par
}
laboratory-batches = Hopslagna steg
laboratory-when = När
laboratory-came = Resultat
laboratory-batch-merging = Slås ihop
laboratory-batch-merged = Hopslaget
laboratory-batch-undoing = Ångras
laboratory-batch-undone = Ångrat
laboratory-merged = { $n ->
    [one] { $n } sammanslagning
   *[other] { $n } sammanslagningar
}
laboratory-left-out = { $n ->
    [one] { $n } par utelämnat
   *[other] { $n } par utelämnade
}
laboratory-undone = { $n } ångrade
laboratory-kept = { $n } kunde inte ångras
laboratory-undo = Ångra alla
laboratory-undo-what = { $n ->
    [one] Ångra { $n } sammanslagning i steget { $stage }
   *[other] Ångra { $n } sammanslagningar i steget { $stage }
}
laboratory-runs = Jämförelser
laboratory-records = Kunder
laboratory-compared = Jämförda par
laboratory-seconds = Tid
laboratory-review-title = Granska par
laboratory-review-none = Inget par i det här steget återstår att granska
laboratory-review-foot = Inget slås ihop av detta. De som inte är samma hålls isär.
laboratory-back = Laboratorium
laboratory-lists = Listor
laboratory-say-same = Samma
laboratory-say-different = Inte samma
laboratory-say-unsure = Jag vet inte
invalid-stage = Det är inget steg. Välj "certain", "strong", "fair" eller "weak".
invalid-verdict = Säg "same", "different" eller "unsure".
conflict-stage-empty = Det här steget har inga par längre.
conflict-batch-running = Ett annat steg slås ihop eller ångras. Vänta tills det är klart.
job-laboratory = Slå ihop och ångra steg av dubbletter
