"""Number plates of Great Britain, Germany and France.

Forms that could be something else (a road, a week of the calendar, a norm) count only where the
text speaks of a vehicle.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from oyez.domain.screening.listed import listed
from oyez.domain.screening.reading import Reading
from oyez.domain.screening.shapes import Finding, languages, span
from oyez.domain.screening.words import found

DISTRICTS: Final = listed(
    """
    A AA AB ABG ABI AC AE AH AIB AIC AK ALF ALZ AM AN ANA ANG ANK AÖ AP APD ARN ART AS ASL ASZ
    AT AU AUR AW AZ AZE B BA BAD BAR BB BBG BBL BC BCH BD BE BED BEI BEL BER BF BGD BGL BH BI
    BID BIN BIR BIT BIW BK BKS BL BLB BLK BM BN BNA BO BÖ BOG BOH BOR BOT BP BRA BRB BRG BRI
    BRK BRL BRV BS BSB BSK BT BTF BÜD BÜR BÜS BÜZ BW BWL BYL BZ BZA C CA CAS CB CE CHA CLP CLZ
    CO COC COE CR CUX CW D DA DAH DAN DAU DB DBR DD DE DEG DEL DGF DH DI DIL DIN DIZ DKB DL
    DLG DM DN DO DON DS DT DU DÜW DW DZ E EA EB EBE EBN EBS ECK ED EE EF EG EH EI EIC EIL EIN
    EIS EL EM EMD EMS EN ER ERB ERH ERK ERZ ES ESB ESW EU EUT EW F FB FD FDB FDS FEU FF FFB FG
    FH FI FKB FL FLÖ FN FO FOR FR FRG FRI FRW FS FT FTL FÜ FÜS FW FZ G GA GAN GAP GC GD GDB GE
    GEL GEM GEO GER GF GG GHA GHC GI GK GL GLA GM GMN GN GNT GÖ GOA GOH GP GR GRA GRH GRI GRM
    GRZ GS GT GTH GÜ GUB GUN GV GVM GW GZ H HA HAB HAL HAM HAS HB HBN HBS HC HCH HD HDH HDL HE
    HEB HEF HEI HEL HER HET HF HG HGN HGW HH HHM HI HIG HIP HK HL HM HMÜ HN HO HOG HOH HOL HOM
    HOR HÖS HOT HP HR HRO HS HSK HST HU HÜN HUS HV HVL HW HWI HX HY HZ IGB IK IL ILL IN IZ J
    JE JEV JL JÜL K KA KAR KB KC KE KEH KEL KEM KF KG KH KI KIB KK KL KLE KLZ KM KN KO KÖN KÖT
    KÖZ KR KRU KS KT KU KÜN KUS KW KY KYF L LA LAN LAU LB LBS LBZ LC LD LDK LDS LEO LER LEV LF
    LG LH LI LIB LIF LIN LIP LL LM LN LÖ LÖB LOS LP LR LRO LSA LSN LSZ LU LÜN LUP LWL M MA MAB
    MAI MAK MAL MB MC MD ME MED MEG MEI MEK MEL MER MET MG MGH MGN MH MHL MI MIL MK MKK ML MM
    MN MO MOD MOL MON MOS MQ MR MS MSE MSH MSP MST MTK MTL MÜ MÜB MÜL MÜR MVL MW MY MYK MZ MZG
    N NAB NAI NAU NB ND NDH NE NEA NEB NEC NEN NES NEU NEW NF NH NI NK NL NM NMB NMS NÖ NOH
    NOL NOM NOR NP NR NRW NT NU NVP NW NWM NY NZ OA OAL OB OBB OBG OC OCH OD OE OF OG OH OHA
    ÖHR OHV OHZ OK OL OP OPR OR OS OSL OTW OVI OVL OVP OZ P PA PAF PAN PAR PB PCH PE PEG PER
    PF PI PIR PL PLÖ PM PN PR PRÜ PS PW PZ QFT QLB R RA RC RD RDG RE REG REH REI RG RH RI RID
    RIE RL RM RN RO ROD ROF ROH ROK ROL ROS ROT ROW RP RPL RS RSL RT RU RÜD RÜG RV RW RY RZ S
    SAB SAD SAN SAW SB SBG SBK SC SCZ SDH SDL SDT SE SEB SEE SEF SEL SFB SFT SG SGH SH SHA SHG
    SHK SHL SI SIG SIM SK SKX SL SLE SLF SLG SLK SLN SLS SLÜ SLZ SM SN SO SOB SOG SOK SÖM SON
    SP SPB SPN SR SRB SRO ST STA STB STD STE STH STL STO SU SUL SÜW SW SWA SY SZ SZB TBB TDO
    TE TET TF TG TIR TO TÖL TP TR TS TT TÜ TUT UE UEM UFF UH UL UM UN USI V VAI VB VEC VER VG
    VIB VIE VK VOH VR VS W WA WAF WAK WAN WAR WAT WB WBS WDA WE WEB WEL WEN WER WES WF WG WHV
    WI WIL WIS WIT WIZ WK WL WLG WM WMS WN WND WO WOB WOH WOL WOR WOS WR WRN WS WSF WST WSW WT
    WTL WTM WÜ WUG WÜM WUN WUR WW WZ WZL X Y Z ZE ZEL ZI ZIG ZP ZR ZS ZW ZZ
    """
)
VEHICLE: Final = re.compile(
    r"\b(?:vehicle|car|van|lorry|truck|motorbike|motorcycle|moped|reg(?:istration)?|"
    r"number ?plates?|plates?|index|driver|vrm|registered|hatchback|saloon|estate car|pick-?up|"
    r"kennzeichen\w*|fahrzeug\w*|pkw|lkw|auto[s]?|wagens?|transporter\w*|motorrad\w*|fahrer\w*|"
    r"halter\w*|amtlichen?|zugelassen\w*|kleinwagen|kombi|limousine|roller\w*|anhänger\w*|sprinter|"
    r"véhicules?|voitures?|immatricul\w+|plaques?|camion\w*|fourgon\w*|moto|scooter|berline|"
    r"utilitaire|conducteur|conductrice|bmw|audi|vw|volkswagen|golf|polo|passat|ford|fiesta|focus|"
    r"transit|vauxhall|corsa|astra|opel|mercedes|skoda|škoda|octavia|seat|renault|clio|mégane|"
    r"peugeot|citro[eë]n|dacia|toyota|honda|nissan|fiat|volvo|mazda|kia|hyundai|tesla|mini|"
    r"range rover|land rover|suzuki|yamaha|kawasaki)\b"
)
WORDS_BETWEEN: Final = listed(
    """
    THE AND DUE NOW FOR ARE WAS HAS BUT ALL OUR YOU NOT CAN OUT OFF PER VIA WEB MAP TEL FAX
    AUG SEP OCT NOV DEC JAN FEB MAR APR MAY JUN JUL DES UND DER DIE DAS LES UNE ROAD BST GMT
    UTC CET MPH KMH EUR GBP AOU JUI JCT RTC CAD PCS UHR AM PM
    """
)
DE: Final = re.compile(
    r"(?<![\w-])([A-ZÄÖÜ]{1,3})([ ]?[-–:•·][ ]?|"
    r"[ ])([A-Z]{1,2})([ ]?-?)([1-9]\d{0,3})([EH]?)(?![\w-]|[.,]\d)"
)
GB_NOW: Final = re.compile(
    r"(?<![\w-])[A-HJ-PR-Y][A-Z][0-9][0-9] ?[A-Z]{3}(?![\w-])", re.IGNORECASE
)
GB_PREFIX: Final = re.compile(r"(?<![\w-])[A-HJ-NPR-TV-Y][1-9]\d{0,2} ?([A-HJ-PR-Z]{3})(?![\w-])")
GB_SUFFIX: Final = re.compile(r"(?<![\w-])([A-Z]{3}) ?[1-9]\d{0,2} ?[A-HJ-NPR-TV-Y](?![\w-])")
GB_NORTH: Final = re.compile(r"(?<![\w-])([A-Z]{1,2}[IZ]|[A-Z]I[A-Z]) ?[1-9]\d{0,3}(?![\w-])")
FR_NOW: Final = re.compile(
    r"(?<![\w-])([A-HJ-NP-TV-Z]{2})([-– ]?)(\d{3})([-– ]?)([A-HJ-NP-TV-Z]{2})(?![\w-])",
    re.IGNORECASE,
)
FR_OLD: Final = re.compile(
    r"(?<![\w-])[1-9]\d{0,3}[ -]([A-HJ-NP-TV-Z]{2,3})[ -](?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|"
    r"97[1-6])(?![\w-])"
)
NORM: Final = re.compile(r"(?:\b(?:din|iso|en|norm|az\.?|aktenzeichen|typ|modell|gleis|linie)\W*)$")
Rule = Callable[[re.Match[str], bool], bool]


def plates(reading: Reading, lang: str) -> Iterator[Finding]:
    """A finding for every number plate; a plate is a plate in every language."""
    seen: set[int] = set()
    for pattern, rule in RULES:
        for match in pattern.finditer(reading.text):
            start, end = match.span()
            about = VEHICLE.search(reading.around(start, end, 90)) is not None
            if seen & set(range(start, end)) or NORM.search(reading.before(start, 16)):
                continue
            if rule(match, about) and (about or _at_home(pattern, lang)):
                seen |= set(range(start, end))
                yield found("personal_data:plate", span(reading.text, start, end))


def _at_home(pattern: re.Pattern[str], lang: str) -> bool:
    """Without a vehicle beside it, a plate counts only in its own country's language."""
    homes = {DE: "de", FR_NOW: "fr", FR_OLD: "fr"}
    return homes.get(pattern, "en") in languages(lang)


def _german(match: re.Match[str], about: bool) -> bool:
    district, between, letters, _, number, _ = match.groups()
    if district not in DISTRICTS or f"{district}{letters}" in WORDS_BETWEEN:
        return False
    if district == "DIN" or (letters in ("KW", "AM", "UM", "IM") and between == " "):
        return False
    year = 1990 <= int(number) <= 2040
    return about or ("-" in between and not year and len(district + letters) > 2)


def _british(match: re.Match[str], about: bool) -> bool:
    text = match.group()
    return about if text.upper() != text else text[-3:] not in WORDS_BETWEEN


def _older(match: re.Match[str], about: bool) -> bool:
    if match.group(1) in WORDS_BETWEEN:
        return False
    road = match.group()[0] in "ABM" and pattern_road(match.group())
    return about and not road


def pattern_road(text: str) -> bool:
    """A British road followed by three capitals, as in `A38 SOS`."""
    return re.match(r"[ABM]\d{1,3} ", text) is not None and len(text.split(maxsplit=1)[0]) <= 3


def _french(match: re.Match[str], about: bool) -> bool:
    first, one, _, two, last = match.groups()
    if one != two or {first.upper(), last.upper()} & {
        "OS",
        "LE",
        "DE",
        "AU",
        "DU",
        "LA",
        "ET",
        "EN",
        "SS",
    }:
        return False
    if (first + last).upper() != first + last:
        return about
    return about or one in ("-", "–")


def _french_old(match: re.Match[str], about: bool) -> bool:
    return about and match.group(1) not in WORDS_BETWEEN


def _cued(match: re.Match[str], about: bool) -> bool:
    return about and match.group(1) not in WORDS_BETWEEN


RULES: Final[tuple[tuple[re.Pattern[str], Rule], ...]] = (
    (FR_NOW, _french),
    (GB_NOW, _british),
    (DE, _german),
    (FR_OLD, _french_old),
    (GB_PREFIX, _older),
    (GB_SUFFIX, _cued),
    (GB_NORTH, _cued),
)
