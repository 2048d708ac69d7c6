"""Words that are no name, that join names, or that make a place out of one."""

from __future__ import annotations

import re
from typing import Final

from oyez.domain.screening.listed import listed

PLACE_TAIL: Final = re.compile(
    r"(?:street|st|road|rd|avenue|ave|lane|close|crescent|drive|way|square|park|parks|gardens?|"
    r"green|hospital|infirmary|clinic|school|schools|college|academy|university|station|stadium|"
    r"arena|hall|centre|center|bridge|airport|festival|cup|trophy|foundation|trust|institute|"
    r"library|museum|theatre|gallery|galleries|church|cathedral|chapel|court|house|hotel|inn|arms|pub|bar|cafe|café|"
    r"store|stores|shop|shops|market|building|buildings|estate|wood|woods|hill|bay|beach|harbour|"
    r"dock|docks|pier|island|isle|river|lake|reservoir|marathon|parade|day|week|ltd|limited|plc|"
    r"llp|sons|brothers|gmbh|ag|kg|ohg|sarl|sas|roundabout|interchange|junction|services|terrace|"
    r"place|row|mews|grove|walk|rise|view|quay|wharf|city|town|united|rovers|county|council|police|"
    r"constabulary|fc|afc|cc|rfc|hospice|charity|award|awards|protocol|campaign|initiative|project|"
    r"appeal|prize|memorial|statue|act|award|law|code|scheme|team|band|tour|concert|show|musical|"
    r"concerts?|spectacle|tournée|[\w-]*(?:straße|strasse|str|weg|platz|allee|ring|gasse|brücke|"
    r"schule|halle|stadion|klinik|klinikum|krankenhaus|haus|hauses|kirche|park|ufer|damm|hof|markt|"
    r"werk|stift|stiftung|preis|cup|turnier|fest|konzert|tournee|zentrum|center|museum|theater|"
    r"bahnhof|arena|gymnasium|universität|hochschule|kita|kindergarten|heim|galerie|denkmal|lauf|"
    r"marathon|markt|see|bad|verein|gesellschaft))"
)
PERFORMS: Final = re.compile(
    r"\b(?:open[- ]airs?|festivals?|concerts?|gigs?|tour|headlin\w+|performs?|performing|"
    r"performance|on stage|support act|"
    r"statue|portrait|biopic|exhibition|konzert\w*|tournee|auftritt\w*|bühne|lesung|ausstellung|"
    r"denkmal|spectacles?|tournée|se produi\w+|exposition|sur scène|fan\w*|album|matchs?|film)\b"
)
BRANDS: Final = listed(
    """
    alfa romeo|anne frank|ben sherman|calvin klein|charles de gaulle|christian dior|
    crime stoppers|ernst august|father christmas|florence nightingale|fred perry|
    harley davidson|helly hansen|hugo boss|jack daniels|jack frost|jack wills|jean jaurès|
    jean lafitte|jean moulin|jean paul|jeanne d'arc|john lewis|johnnie walker|jules ferry|
    karl lagerfeld|king charles|laura ashley|leroy merlin|louis philippe|louis vuitton|
    marie celeste|marie curie|marks spencer|martin luther|mary seacole|max planck|
    mercedes benz|morgan stanley|paul smith|peter jones|queen elizabeth|ralph lauren|
    robert koch|robin hood|rosa luxemburg|ruby princess|santa claus|ted baker|thomas cook|
    tommy hilfiger|union jack|victor hugo|yves rocher
    """,
    sep="|",
)
TITLES: Final = listed(
    """
    familie famille frau herr herrn m madame mademoiselle miss mlle mme monsieur mr mrs ms
    """
)
# After these, two capitals are enough for a name, whatever they are.
NAMING: Final = listed(
    """
    dénommé|dénommée|gesucht|identified as|named|recherché|recherchée|wanted|namens|nommé|
    nommée|prénommé|prénommée
    """,
    sep="|",
)
CONNECTS: Final = listed(
    """
    police gendarmerie paix république nationale municipale mairie a a.d acting adjoint am an and
    at auprès aux beim class d das de dem den der des die dr du en et first for from für i im in
    ing junior k l la le les local med neighbourhood of on principal prof senior sur temporary the
    to und vom von zu à
    """
)
PARTICLES: Final = listed(
    """
    al ben bin da de del della den der des di do dos du el ibn la le ten ter van vom von zu zum
    zur
    """
)
# Written with a capital, and still no part of a name.
NEVER: Final = listed(
    """
    dr prof med ing dipl a a&e allee alter am an and anfang anyone anzeige août appeal appel are
    at au audi auto autobahn aux avec avenue bargeld been bei bereich bitte bmw britain
    bundesstraße call can car christmas citroën city close commune community contact council
    county crime crimestoppers dans das december der des deutschland dezember die dienstag
    dimanche direction donnerstag drive driver du décembre département east easter ein eine einem
    einen einer elle elles en ende england eu euro facebook fahrzeug februar february feuerwehr
    fiat for force ford france frau frauen freitag friday from février geld gemeinde gendarmerie
    germany great gruppe had handy has haus have he herr hilfe hinweise honda hyundai höhe i if il
    ils im in incident instagram investigation ireland is it jahr jahre jahren januar january
    janvier jeudi jugendliche juillet juin juli july june juni kia kinder kreis la landkreis lane
    le les little lkw london lower lundi mai man march mardi mars meldung men mercedes merci
    mercredi meter mini mit mitte mitteilung mittwoch monday montag männer märz nach new news
    nicht nissan north nous november novembre nähe october octobre oder officer officers oktober
    old on opel opfer or our par park people person personen peugeot pkw platz please police
    polizei polizeidirektion polizeiinspektion polizeipräsidium polizeistation pour préfecture
    renault richtung ring road route rue safety samedi samstag sans saturday schmuck scotland seat
    september septembre she si sie skoda sonntag south stadt station straße street sunday support
    sur suspect team that the these they this those thursday to town toyota traffic tuesday
    twitter täter témoin témoins uhr uk un und une unfall unit update upper usa van vauxhall
    vehicle vendredi verkehr victim victime ville volkswagen volvo vous vw wales was way we
    wednesday weg were west whatsapp will wir with witness woman women would x you your youtube
    zeuge zeugen zum zur
    """
)
# Family names that are also ordinary words or parts of names of places.
WORDLIKE: Final = listed(
    """
    abbott bailey baker barker barton bauer bell berger bishop bock booth brandt braun brown
    burton busch carter clark cole colin cook cooper cousin cox dean day engel fischer fleury
    fontaine ford foster fox francis frank germain gibson graf grant gray green groß hall hart
    hill horn hunt jung jäger kaiser keller king klein knight koch könig lang lange lee leger
    legrand lister long marchand marshall mason may mercier mills moore moulin nagel paris parker
    petit pons porter price reed rey richter ritter rivière roche rose roux sauer schmied
    schneider schubert schuster schwarz sommer spencer stein stone thomas turner vogel wagner
    walker wall ward weber webster weiß wells west white noël hiver winkler winter wolf wood
    wright young zimmermann martin laurent simon michel richard robert bernard vincent david roger
    walter peters
    """
)
