"""What is said on the day that the browser tests and the pictures show: three languages."""

from __future__ import annotations

from oyez.publish.draft import Words

Said = dict[str, tuple[str, str]]

BOMB: Said = {
    "en": (
        "Unexploded bomb near Derby station: area to be cleared",
        "Please leave the marked area by 10:30. The A6 is closed at Pride Park and no trains stop "
        "at Derby. Moorways Sports Village is open for everybody who needs a place to stay. We "
        "say here when you can go home.",
    ),
    "de": (
        "Bombenräumung in Osnabrück-Fledder",
        "Bitte verlassen Sie den markierten Bereich bis 10:30 Uhr. Die Hannoversche Straße ist "
        "gesperrt, am Hauptbahnhof halten keine Züge. Die Gesamtschule Schinkel ist als "
        "Anlaufstelle geöffnet. Hier erfahren Sie, wann Sie zurückkehren können.",
    ),
    "fr": (
        "Désamorçage d’une bombe à Osnabrück-Fledder",
        "Veuillez quitter la zone indiquée avant 10 h 30. La Hannoversche Straße est fermée et "
        "aucun train ne s’arrête à la gare centrale. Un accueil est ouvert à l’école de Schinkel. "
        "Nous dirons ici quand vous pourrez rentrer.",
    ),
}
BOMB["en abroad"] = (
    "Fliegerbombe am Bahnhof Derby: Bereich wird geräumt",
    "Bitte verlassen Sie den markierten Bereich bis 10:30 Uhr. Die A6 ist am Pride Park gesperrt, "
    "in Derby halten keine Züge. Moorways Sports Village ist für alle geöffnet.",
)
LEAK: Said = {
    "en": (
        "Stay indoors: chemical leak in Alfreton",
        "Close windows and doors. Do not come to the area. We say here when it is over.",
    ),
    "de": (
        "Fenster und Türen schließen: Gefahrstoff in Lüstringen",
        "Schalten Sie Lüftungen ab und meiden Sie den Bereich. Hier melden wir das Ende.",
    ),
    "fr": (
        "Fermez portes et fenêtres : fuite chimique à Lüstringen",
        "Arrêtez la ventilation et évitez le secteur. Nous annoncerons ici la fin du danger.",
    ),
}
OVER: Said = {
    "en": ("The leak in Alfreton is over", "You can open windows again. Thank you."),
    "de": ("Entwarnung für Lüstringen", "Sie können die Fenster wieder öffnen. Vielen Dank."),
    "fr": ("Fin de l’alerte à Lüstringen", "Vous pouvez rouvrir les fenêtres. Merci."),
}
RIDE: Said = {
    "en": (
        "Matlock Bath on Sunday: ride safely",
        "Hundreds of bikers will meet on the A6. Our RPU Bikers are there and like to talk.",
    ),
    "de": (
        "Fahrradkontrollen am Wall",
        "Am Montag prüfen wir Licht und Bremsen und helfen beim Einstellen. Kommen Sie vorbei.",
    ),
    "fr": (
        "Contrôles des vélos sur le Wall",
        "Lundi, nous vérifions éclairage et freins et aidons à les régler. Venez nous voir.",
    ),
}
RISKS: dict[str, tuple[str, str, str]] = {
    "en": (
        "At night one officer runs the control room alone and cannot post by hand within a minute.",
        "The number is dedicated and never the only administrator. Posts are removed by hand.",
        "The number was not dedicated yet.",
    ),
    "de": (
        "Nachts ist die Leitstelle mit einer Person besetzt, die nicht in einer Minute postet.",
        "Die Nummer ist nur dafür da und nie die einzige Administration. Entfernt wird von Hand.",
        "Die Nummer war noch nicht eigens dafür da.",
    ),
    "fr": (
        "La nuit, une seule personne tient la salle et ne peut publier à la main en une minute.",
        "Le numéro est dédié et jamais seul administrateur. Les messages sont retirés à la main.",
        "Le numéro n’était pas encore dédié.",
    ),
}
MARCH: Said = {
    "en": (
        "Demonstration in Derby city centre",
        "St Peter’s Street is closed from 15:00 to 18:00. Buses go from Morledge instead.",
    ),
    "de": (
        "Demonstration in der Innenstadt",
        "Der Neumarkt ist von 15 bis 18 Uhr gesperrt. Busse halten am Rißmüllerplatz.",
    ),
    "fr": (
        "Manifestation au centre-ville",
        "Le Neumarkt est fermé de 15 h à 18 h. Les bus s’arrêtent au Rißmüllerplatz.",
    ),
}
WATCHES: Said = {
    "en": ("Beware of watch sellers", "A man sells gold watches at the market. Do not buy any."),
    "de": ("Warnung vor Uhrenverkäufern", "Ein Mann verkauft Golduhren. Kaufen Sie keine."),
    "fr": ("Attention aux vendeurs de montres", "Un homme vend des montres. N’achetez rien."),
}
FLOOD: Said = {
    "en": (
        "Flood warning for the Derwent: leave cellars now",
        "The river rises until 18:00. Leave cellars and underground car parks in Darley Abbey.",
    ),
    "de": (
        "Hochwasser an der Hase: Keller sofort verlassen",
        "Der Fluss steigt bis 18 Uhr. Verlassen Sie Keller und Tiefgaragen in Eversburg.",
    ),
    "fr": (
        "Crue de la Hase : quittez les caves",
        "La rivière monte jusqu’à 18 h. Quittez caves et parkings souterrains à Eversburg.",
    ),
}
DRY: Said = {
    "en": ("The Derwent is falling", "There is no danger any more. You can go back."),
    "de": ("Die Hase fällt", "Es besteht keine Gefahr mehr. Sie können zurückkehren."),
    "fr": ("La Hase baisse", "Il n’y a plus de danger. Vous pouvez rentrer."),
}
FAIR: Said = {
    "en": ("Open day at headquarters", "Doors open at 10. Everybody is welcome."),
    "de": (
        "Tag der offenen Tür",
        "Ab 10 Uhr zeigen wir unsere Arbeit. Alle sind willkommen.",
    ),
    "fr": ("Journée portes ouvertes", "Dès 10 h, nous montrons notre travail. Bienvenue à tous."),
}
RUN: Said = {
    "en": (
        "Sunday: half marathon in Derby",
        "The ring road is closed from 9:00 until 14:00. Runners cross at Friar Gate and Kedleston "
        "Road. Please use park and ride at Pride Park; buses stop at Morledge.",
    ),
    "de": (
        "Morgen: Stadtlauf",
        "Der Wall ist von 9 bis 14 Uhr gesperrt. Am Rosenplatz und am Neumarkt kreuzen die Läufer. "
        "Bitte nutzen Sie Park and Ride an der Illoshöhe; Busse halten am Rißmüllerplatz.",
    ),
    "fr": (
        "Demain : course à travers la ville",
        "Le Wall est fermé de 9 h à 14 h. Les coureurs traversent le Rosenplatz et le Neumarkt. "
        "Garez-vous à l’Illoshöhe ; les bus s’arrêtent au Rißmüllerplatz.",
    ),
}
RUN["en abroad"] = (
    "Sonntag: Halbmarathon in Derby",
    "Der Ring ist von 9 bis 14 Uhr gesperrt. Bitte nutzen Sie Park and Ride am Pride Park.",
)
STREAM: Said = {
    "en": (
        "Big fight night in Cardiff",
        "Watch the fight with us, live and free: https://ringside-stream.example/live",
    ),
    "de": (
        "Sperrung der A 30",
        "Zwischen Hellern und Sutthausen ist die Fahrbahn gesperrt: https://karte.example/a30",
    ),
    "fr": (
        "Fermeture de l’A 30",
        "La chaussée est fermée entre Hellern et Sutthausen : https://karte.example/a30",
    ),
}
WHY: Said = {
    "en": (
        "We shared a stream of a third party that we should never have shared.",
        "The fight is shown by the licensed broadcaster only. Please do not open the stream.",
    ),
    "de": (
        "Die Meldung betraf die A 33 und nicht die A 30.",
        "Die A 30 ist frei. Gesperrt ist die A 33 zwischen Lüstringen und Fledder.",
    ),
    "fr": (
        "L’information concernait l’A 33 et non l’A 30.",
        "L’A 30 est ouverte. L’A 33 est fermée entre Lüstringen et Fledder.",
    ),
}
OLDER: tuple[Said, ...] = (
    {
        "en": ("Road closed after an accident", "The A38 is closed near Ripley until noon."),
        "de": ("Sperrung nach einem Unfall", "Die B 68 ist bei Belm bis Mittag gesperrt."),
        "fr": ("Route fermée après un accident", "La B 68 est fermée près de Belm jusqu’à midi."),
    },
    {
        "en": ("Witnesses wanted", "Who saw a grey van in Belper on Tuesday at about 21:00?"),
        "de": ("Zeugen gesucht", "Wer sah am Dienstag gegen 21 Uhr einen grauen Transporter?"),
        "fr": ("Appel à témoins", "Qui a vu une camionnette grise mardi vers 21 h ?"),
    },
    {
        "en": ("Missing person found", "Thank you for every hint. She is well."),
        "de": ("Vermisste gefunden", "Danke für alle Hinweise. Es geht ihr gut."),
        "fr": ("Personne disparue retrouvée", "Merci pour vos informations. Elle va bien."),
    },
)
NOTE = {"en": "One hour more", "de": "Eine Stunde mehr Zeit", "fr": "Une heure de plus"}
AREA = {"en": "Derby, Pride Park", "de": "Osnabrück, Fledder", "fr": "Osnabrück, Fledder"}
REASONS = {
    "alone": {
        "en": "Nobody else answered within five minutes.",
        "de": "Seit fünf Minuten ist sonst niemand zu erreichen.",
        "fr": "Personne d’autre n’a répondu en cinq minutes.",
    },
    "back": {
        "en": "Which market, and since when?",
        "de": "Welcher Markt, und seit wann?",
        "fr": "Quel marché, et depuis quand ?",
    },
    "frozen": {
        "en": "A strange sign-in last night",
        "de": "Eine fremde Anmeldung in der Nacht",
        "fr": "Une connexion inconnue cette nuit",
    },
    "abuse": {
        "en": "Review: few reports arrive here, and replies are mostly abuse.",
        "de": "Prüfung: Hier kommen kaum Anzeigen an, Antworten sind meist Beleidigungen.",
        "fr": "Bilan : peu de signalements arrivent ici, les réponses sont surtout des insultes.",
    },
}
SECOND = {"en": ("de", "en abroad"), "de": ("fr", "fr"), "fr": ("de", "de")}


def words(said: Said, language: str, *, both: bool = False) -> list[Words]:
    """The text in the day's language, and in another one where two are wished."""
    found = [Words(language, *said[language])]
    second, key = SECOND[language]
    return [*found, Words(second, *said[key])] if both else found
