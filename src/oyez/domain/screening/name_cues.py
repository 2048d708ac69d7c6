"""Words beside a name that say whether a private person is meant, an officer, or a place.

A word stands for itself or is a small pattern; `_` is a space.
"""

from __future__ import annotations

import re
from typing import Final


def _any(*lists: str) -> re.Pattern[str]:
    words = [word.replace("_", " ") for one in lists for word in one.split()]
    return re.compile("|".join(words))


# Whoever is called one of these is a private person; the words may stand right before the name.
PRIVATE: Final = _any(
    # English
    r"""
    wanted (?:him|her)self_as calling_(?:him|her)self recherchée?s? gesucht witness(?:es)?
    victims? suspects? drivers? cyclists? motorcyclists? riders? pedestrians? passengers? callers?
    residents? neighbou?rs? owners? burglar thief robber attacker offender defendant accused
    complainant informant mother father mum mom dad parents? son daughter brother sister wife
    husband partner girlfriend boyfriend fiancée? friends? colleague teacher pupil student
    pensioner grandmother grandfather uncle aunt nephew niece cousin widow widower toddler baby
    schoolboy schoolgirl teenager landlord landlady tenant homeowner shopkeeper occupant murderer
    killer rapist paedophile deceased stalker patient employee nurse informer whistleblower man
    woman boy girl named called identified_as name_is names?_of known_as arrested charged detained
    convicted sentenced jailed bailed released cautioned ask_for speak_to family_of home_of
    house_of mr mrs ms miss
    """,
    # German
    r"""
    zeug(?:e|en|in|innen) opfers? geschädigte[rnm]? verletzte[rnm]? beschuldigte[rnm]?
    angeklagte[rnm]? verdächtige[rnm]? tatverdächtige[rnm]? täter(?:s|in)? fahrer(?:s|in)?
    autofahrer(?:s|in)? fahrzeugführer(?:s|in)? halter(?:s|in)? radfahrer(?:s|in)?
    motorradfahrer(?:s|in)? fußgänger(?:s|in)? beifahrer(?:s|in)? anwohner(?:s|in)?
    nachbar(?:n|s|in)? mutter vaters? sohn(?:es)? tochter ehefrau ehemann(?:es)?
    lebensgefährt(?:e|en|in) bruders? schwester freund(?:es|in)? schüler(?:s|in)? lehrer(?:s|in)?
    rentner(?:s|in)? senior(?:in)? anrufer(?:s|in)? hinweisgeber(?:s|in)? melder(?:s|in)?
    bewohner(?:s|in)? inhaber(?:s|in)? besitzer(?:s|in)? eigentümer(?:s|in)? vermieter(?:s|in)?
    verstorbene[rnm]? getötete[rnm]? patient(?:en|in)? mann mannes frau junge[nr]? mädchens?
    kind(?:es)? oma opa onkel tante kollege[n]? kollegin witwe[r]? dieb(?:es|in)?
    einbrecher(?:s|in)? mörder(?:s|in)? betrüger(?:s|in)? stalker(?:in)? namens heißt hieß
    namen_ist name_ist genannte[rn]? jähriger? jährige[rn]? herrn? familie eheleute ehepaar
    geschwister vermisste[rnm]? \d{1,3}-(?:year-old|jährige[rnm]?)
    """,
    # French
    r"""
    témoins? victimes? suspecte?s? mise?_en_cause auteure? conducteur conductrice cyclistes?
    motard motarde piéton piétonne passager passagère automobiliste riveraine? voisine? mère père
    maman papa fils fille frère sœur soeur épouse époux mari femme compagne compagnon concubine?
    conjointe? amie? élève professeur propriétaire locataire plaignante? prévenue? accusée?
    nommée? dénommée? appelée? s[’']appelle prénommée? identifiée?_comme_étant identifiée?_comme
    voleur voleuse violeur meurtrier meurtrière assassin agresseur escroc cambrioleur défunte?
    décédée? retraitée? grand-mère grand-père oncle tante cousine? nièce neveu collègue patiente?
    habitante? homme jeune garçon enfant ado adolescente? disparue? interpellée? m mme mlle mr
    monsieur madame mademoiselle famille
    """,
)
# Ranks and offices: whoever bears one is named in that office.
OFFICE: Final = _any(
    # English
    r"""
    lord-lieutenant(?:_of_\w+)? pcs? pcsos? dcs? wpc sgts? dss? insp dis? dcis? cis? supt dsupt
    dci di det acc dcc ts/\w+ a/\w+ t/\w+ spc constables? sergeants? inspectors? superintendents?
    detectives? commander commissioner marshal sheriff deputy officers?
    spokes(?:man|woman|person|people) press_officer ministers? secretary president prime_minister
    chancellor mayor mayoress councillors? cllr mp mps mep senator governor prosecutors? judge
    recorder coroner lord lady baroness sir dame king queen prince princess bishop archbishop pope
    rev reverend canon imam rabbi chaplain chief_executive director head leader
    chair(?:man|woman|person)? captain major colonel general lieutenant watch_manager
    station_manager group_manager firefighters? paramedics? commissioner's pcc dpcc manager
    co-ordinator coordinator superintendent's professor author actor singer comedian cadets?
    handler sar custody_sergeant lead minister's ambassador consul his_honour justice his_majesty
    her_majesty warden wardens ranger magistrate solicitor barrister qc kc ceo chief
    """,
    # German
    r"""
    phk phkin pok pokin pk pkin pm pmin phm phmin pom pomin khk khkin kok kokin kk kkin ekhk ephk
    por porin pd kd krin kr pr prin pv lpd
    polizei\w*(?:kommissar|meister|rat|rät|direktor|präsident|sprecher|führer|beamt|oberrat|anwärter|chef|vizepräsident)\w*
    polizist(?:en|in|innen)? \w*kommissar(?:s|in|innen|e)? \w*hauptkommissar(?:s|in)?
    \w*(?:sprecher|leiter)(?:s|in)? \w*staatsanw[aä]lt(?:s|in|e)? \w*minister(?:s|in|ien)?
    \w*präsident(?:en|in)? \w*bürgermeister(?:s|in)? landrat landrätin \w*direktor(?:s|in)?
    \w*inspekteur(?:s|in)? \w*beauftragte[rn]? \w*senator(?:s|in)? bundeskanzler(?:s|in)?
    kanzler(?:s|in)? dezernent(?:en|in)? stadtrat stadträtin \w*beamt(?:er|en|e|in)
    \w*brandmeister(?:s|in)? \w*(?:haupt|ober|polizei|brand|bürger|wacht|zug)meister(?:s|in)?
    einsatzleiter(?:in)? \w*chef(?:s|in)? pressestelle ansprechpartner(?:s|in)? kontaktbeamt\w*
    kontaktbereichsbeamt\w* \w*richter(?:s|in)? abgeordnete[rn]? mdb mdl pfarrer(?:s|in)? bischof
    bischöfin professor(?:s|in)? prof könig(?:s|in)? papst(?:es)? \w*ermittler(?:s|in)?
    \w*führer(?:s|in)? sachbearbeiter(?:s|in)? \w*berater(?:s|in)?
    (?:\w*ober|polizei|kriminal|regierungs|stadt|land|kreis|gemeinde|ministerial|geheim)rat
    \w*rätin geschäftsführer(?:s|in)? \w*vorsitzende[rn]? sänger(?:s|in)? autor(?:s|in)?
    schauspieler(?:s|in)? diensthundführer(?:in)? oberst general rettungsassistent\w*
    """,
    # French
    r"""
    gardien(?:ne)?s?_de_la_paix brigadi(?:er|ère)s?(?:-chefs?|-cheffes?)? major lieutenante?s?
    capitaines? commandante?s? commissaires? contrôleu(?:r|se)_général gendarmes?
    adjudante?s?(?:-chefs?|-cheffes?)? maréchal(?:e)?_des_logis(?:-chefs?)?
    maréchal(?:e)?_des_logis_chef mdl colonel(?:le)? lieutenant-colonel général générale préfet
    préfète sous-préfet sous-préfète procureure? procureur(?:e)?_adjointe? vice-procureure?
    substitut(?:e)? juge magistrate? ministre maire adjointe? présidente? porte-parole directeur
    directrice chef cheffe responsable agente? policier policière sénateur sénatrice députée?
    premier_ministre secrétaire_d[’']état préfet_de_police officière? commissaire_divisionnaire
    référente? délégué(?:e)? chargée?_de_communication conseill(?:er|ère)s? roi reine prince
    princesse pape évêque professeure? maître sapeur-pompier chanteu(?:r|se) auteur-compositeur
    réserviste ingénieure? commandant_de_police inspecteur inspectrice divisionnaire aspirante?
    """,
)
# Nothing that follows these is a person: streets, schools, storms, and whatever bears a name.
PLACE_BEFORE: Final = _any(
    r"""
    rettungshubschrauber hubschrauber helicopter hélicoptère st saint sainte sankt storm storms
    hurricane operation hms hmp sturm sturmtief sturmtiefs orkan orkantief orkans tief hoch
    hurrikan tempête ouragan cyclone opération dépression rue avenue av boulevard bd place quai
    allées? chemin impasse passage ponts? square parcs? lycées? collèges? écoles? stades?
    gymnases? salles? hôpital clinique centre gares? stations? musée théâtre bibliothèque
    médiathèque cours rond-point espace complexe résidence aéroport fondation porte fort caserne
    université institut prix coupe challenge trophée maison esplanade carrefour mail cité quartier
    autoroute tunnel viaduc lac piscine patinoire arena zénith festival route_de route église
    cathédrale basilique chapelle cimetière groupe_scolaire maternelle primaire métro tram arrêt
    gymnasium realschule grundschule hauptschule gesamtschule schule klinikum klinik krankenhaus
    stiftung firma fa autohaus bäckerei metzgerei gaststätte hotel hôtel restaurant café pub bar
    kneipe kaufhaus möbelhaus supermarkt edeka rewe apotheke universität hochschule museum theater
    denkmal haltestelle bahnhof u-bahnhof straße platz zoo schiff boutique magasin brasserie
    bar-tabac pharmacie
    """,
)
# Words of `PRIVATE` that, in a missing-person notice, speak of the one who is missed.
MISSED: Final = _any(
    r"""
    wanted recherchée?s? gesucht man woman boy girl teenager toddler baby schoolboy schoolgirl
    pensioner student pupil named called identified_as name_is names?_of known_as mr mrs ms miss
    family_of home_of ask_for patient mann mannes frau junge[nr]? mädchens? kind(?:es)?
    rentner(?:s|in)? senior(?:in)? schüler(?:s|in)? namens heißt hieß namen_ist name_ist
    genannte[rn]? jähriger? jährige[rn]? herrn? familie oma opa vermisste[rnm]? patient(?:en|in)?
    bewohner(?:s|in)? homme femme jeune garçon fille enfant ado adolescente? disparue? nommée?
    dénommée? appelée? s[’']appelle prénommée? m mme mlle monsieur madame mademoiselle famille
    élève retraitée? \d{1,3}-(?:year-old|jährige[rnm]?)
    """,
)
