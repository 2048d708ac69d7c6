"""Family names that are frequent in Great Britain, Germany and France, and abroad.

They decide only where a given name is also an ordinary word, and after words like “witness”.
"""

from __future__ import annotations

from typing import Final

from oyez.domain.screening.listed import listed

_ENGLISH = """
abbott adams adeyemi ahmed akhtar ali allen anderson andrews appleby armstrong ashworth atkinson
bailey baker barker barnes barrett barton baxter beaumont begum bell bennett bevan bishop boateng
bolton booth bowen bradley brennan brown burke burns burton butler byrne cameron campbell carr
carter chan chapman chen chowdhury clark clarke cole collins cook cooper cox crowther daly davies
davis day dean dixon doherty doyle duncan dunn edwards elliott ellis entwistle evans ferguson
fisher fletcher flynn ford foster fox francis fraser gallagher gardner gibson goodwin graham grant
gray green griffiths haigh hall hamilton harding harper harris harrison hart hartley harvey
hawkins hayes hewitt hill hirst hobbs holmes hopkins howard hudson hughes hunt hussain iqbal
jackson james jenkins johnson johnston jones kaur kelly kennedy khan king knight lawrence lawson
lee lewis lister lloyd lynch macdonald mahmood malik marshall martin mason matthews mccarthy
mcdonald mensah miller mills mitchell moore morgan morris morrison murphy murray naylor nguyen
nicholson nolan norris o'brien o'connor o'neill oconnor ogden okafor osei owen palmer parker parry
patel paterson payne pearson perry phillips porter powell price pritchard quinn rahman rees reid
reynolds richards richardson roberts robertson robinson rogers rose ross russell ryan sanderson
saunders scott sharma shaw sheppard simpson singh smith spencer stevens stevenson stewart stone
sullivan sutherland sykes taylor thomas thompson thornton turner walker walsh walton ward watkins
watson webb webster west white whitehead whittaker wilkinson williams wilson wong wood wright
young
"""
_GERMAN = """
ahlers albrecht arnold arslan aslan aydın bauer baumann beck becker behrens berger bergmann beyer
bock brandt braun brinkmann bruns busch böhm claasen demir dietrich doğan engel ernst evers
fischer frank franke franz friedrich fuchs graf groß günther haas hahn hansen harms hartmann
heidemann heinrich herrmann hesse hoffmann hofmann holtmann horn huber hübner jansen janssen jung
jäger kaiser kaminski kaya keller kirchner klein koch kowalski kramer kraus krause krieger krämer
krüger kuhlmann kuhn köhler könig kühn kılıç lang lange lehmann lindner lorenz ludwig lüken maier
martin mayer meier meinders meyer mueller musterfrau mustermann möller müller nagel neumann
niemann nowak opitz ostermann otto peters petersen pfeiffer pohl rausch richter riedel ritter
rolfes roth sauer schlüter schmid schmidt schmitt schmitz schneider scholz schreiber schroeder
schröder schubert schulte schulz schulze schumacher schuster schwarz schäfer seidel simon sommer
stegemann stein steinmetz thiel thomas tiemann ullrich vogel vogt voigt vollmer wagner walter
weber weiss weiß wenzel werner wessels wiegand winkler winter wolf wolff yilmaz yılmaz ziegler
zimmermann çelik öztürk şahin
"""
_FRENCH = """
adam andré arnaud aubert aubry bailly barbier baron belkacem benali benoît berger bernard bertin
bertrand besson blanc blanchard bonnet bouaziz boucher bourgeois bouvier boyer breton brun brunet
caron carpentier carré charles charpentier chevalier clément colin collet coulibaly cousin daniel
david delmas denis deschamps diallo dubois dufour dumas dumont dupont dupuis dupuy durand duval
fabre faure fernandez fleury fontaine fournier françois gaillard garcia garnier gauthier gautier
germain girard giraud guillaume guillot guyot guérin gérard haddad henry hervé hubert huet jacquet
jean joly julien klein lacroix lambert langlois laurent leclerc leclercq lecomte lefebvre lefevre
lefèvre legrand lemaire lemoine leroux leroy lopez louis lucas léger maillard mansouri marchand
marie martin marty martínez masson mathieu mercier meunier meyer michel millet moreau morel morin
moulin muller ménard nicolas noël olivier paris payet perez perrin perrot petit philippe picard
pierre poirier pons prévost renard renaud renault rey richard rivière robert robin roche roger
rolland rousseau roussel roux roy royer rémy sanchez schmitt schneider simon thomas touré traoré
vasseur vidal vincent
"""

SURNAMES: Final = listed(_ENGLISH, _GERMAN, _FRENCH)
