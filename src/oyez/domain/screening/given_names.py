"""Given names that people in Great Britain, Germany and France often bear.

Written down from general knowledge of what people are called; whoever misses a name adds it. A
name that is also an ordinary word, a month or a town stands in UNSURE and needs more than itself.
"""

from __future__ import annotations

from typing import Final

from oyez.domain.screening.listed import listed

_ENGLISH = """
aaron abbie abby abigail adam adele adrian agnes aidan aimee alan alana alastair albert alec alex
alexa alexander alexandra alfie alfred alice alicia alison alistair allan amanda amber amelia amy
andrea andrew andy angela angus anita ann anna annabel anne annette annie anthony antonia archie
arlo arthur ashley ashton audrey austin ava barbara barry beatrice becky belinda ben benjamin
bernard beth bethany betty beverley bob bobby bradley brandon brenda brendan brian bridget bryan
bryony callum cameron carl carla carly carol caroline carolyn carrie catherine cathy cecilia cerys
charles charlie charlotte cheryl chloe chris christian christina christine christopher ciaran
claire clare clive colin connor conor corey courtney craig curtis cynthia daisy damian daniel
danielle danny darren daryl dave david dawn dean debbie deborah debra declan denise dennis derek
dermot desmond diana diane dominic don donald donna doreen doris dorothy doug douglas duncan dylan
eamon eddie edith edmund edward edwin eileen elaine eleanor elena elijah elizabeth ella ellen
ellie elliot elliott elsie emily emma eric erica erin esme ethan euan eugene eva evan eve evelyn
evie ewan faye felicity fergus finlay fiona florence frances francesca francis frank frankie fred
freddie frederick freya gareth garry gary gavin gemma geoff geoffrey george georgia georgina
gerald geraldine gerard gillian gina glenn gloria gordon graeme graham greg gregory gwen hannah
harriet harrison harry harvey hayley hazel heather hector heidi helen henry hilary holly howard
hugh hugo ian imogen irene iris isaac isabel isabella isabelle isla ivan ivor ivy jack jackie
jackson jacob jacqueline jade jake james jamie jan jane janet janice jared jason jayden jayne jean
jeff jeffrey jemima jemma jennie jennifer jenny jeremy jerry jess jessica jessie jill jim jimmy
joan joanna joanne jodie joe joel joey john johnny jon jonah jonathan jordan joseph josephine josh
joshua joy joyce judith judy julia julian julie juliet june justin karen kate katherine kathleen
kathryn kathy katie katy kay kayleigh keeley keith kelly ken kenneth kenny kerry kevin kieran kim
kimberley kirsten kirsty kyle lachlan lara laura lauren laurence lawrence leah leanne lee leo leon
leonard lesley leslie lewis liam lilian lily linda lindsay lindsey lisa logan lois lola lorna
lorraine louis louisa louise luca lucas lucy luke lydia lynda lynn lynne mabel madeleine madison
maggie maisie malcolm mandy marcus margaret maria marian marie marilyn marion marjorie martha
martin martyn mary mathew matilda matt matthew maureen maurice max maxine megan mel melanie
melissa mia michael michelle miles millie miranda mohammed moira molly monica morgan muriel nadine
nancy naomi natalie natasha nathan neil neve niall niamh nicholas nick nicky nicola nicole nigel
noah noel nora norma norman oliver olivia oscar owen paige pam pamela patricia patrick paul paula
pauline peggy penelope penny percy pete peter phil philip philippa phillip phoebe phyllis poppy
rachael rachel ralph ray raymond rebecca reece reg reginald rhys ricardo richard rick ricky rita
rob robbie robert roberta robin roderick rodney roger roland ron ronald ronnie rory rosalind
rosemary rosie ross rowan roy ruby rupert russell ruth ryan sadie sally sam samantha samuel sandra
sara sarah scarlett scott sean sebastian seth shannon sharon shaun sheila shelley sheryl shirley
sian sidney simon sonia sophia sophie spencer stacey stan stanley stella stephanie stephen steve
steven stewart stuart sue susan susanna suzanne sybil sylvia tamara tammy tania tanya tara ted
terence teresa terry tess thelma theo theresa thomas tim timothy tina toby todd tom tommy tony
tracey tracy trevor tristan tyler una ursula valerie vanessa vera vernon veronica vicky vincent
violet virginia vivian vivienne wallace walter wanda warren wayne wendy wilfred william willie
winifred yvette yvonne zac zachary zak zara zoe
"""
_GERMAN = """
achim adelheid adolf albrecht alexandra alfons alina alois anastasia andre andreas andrej andré
angelika anja anke annegret annelie anneliese annemarie annett annika ansgar antje anton antonia
armin arne arno arnold artur astrid axel barbara bastian beate benedikt benno bernd bernhard berta
bettina birgit birte björn bodo boris brigitte britta bruno burkhard carina carmen carola carolin
carsten charlotte christa christel christiane christof christoph clara claudia claus clemens
conrad constantin cordula corinna cornelia cäcilia dagmar daniela denis detlef detlev diana dieter
dietmar dietrich dirk dominik dora doris dorothea eberhard eckhard edeltraud edgar egon ekkehard
elfriede elias elisa elisabeth elke elsa emil emilia enrico erhard erich erik erika erna ernst
erwin esther eugen eva evelyn ewald fabian falk felix ferdinand finn florian frank franka franz
franziska frauke fridolin frieda friedhelm friedrich fritz gabi gabriel gabriele georg gerald gerd
gerda gerhard gerlinde gernot gero gertrud gisela greta gudrun guido gunter gustav günter günther
hanna hannelore hannes hans hans-jürgen hans-peter harald hartmut hauke heike heiko heiner
heinrich heinz helene helga helge hella helmut hendrik henning henrike herbert hermann hermine
herta hilde hildegard holger horst hubert ilona ilse ina ines inga inge ingeborg ingo ingrid irina
irmgard isabell isolde jakob jana janina janine jannik jannis jasmin jennifer jens joachim jochen
johann johanna johannes jonas josef jost judith jule julia juliane julius jutta jörg jörn jürgen
kai karin karina karl karl-heinz karla karlheinz karola karoline karsten katharina kathrin katja
katrin kerstin kilian kirsten klara klaus klaus-dieter konrad konstantin kornelia kristin kristina
kurt lars lea leandra lena leni lennard lennart leonie levin liesel lina linus lisbeth lore lorenz
lothar lotte louisa ludger ludwig luisa luise lukas lutz magdalena maik maike malte mandy manfred
manuel manuela marc marcel marco mareike margarete margit margot margret marianne marika marina
marita marius marko markus marlene marlies marten martina marvin mathias mathilde mats matthias
maurice max maximilian maya mechthild meike meinhard melanie merle michaela michel mirko mona
monika moritz nele niclas nico nicolai niklas nils nina norbert olaf ole olga ortrud oskar oswald
otto patrizia peer petra philipp pia rafael raimund rainer ralf ramona reiner reinhard reinhold
renate ria richarda rieke roland rolf roman romy ronja rosa rosemarie roswitha ruben rudi rudolf
rüdiger sabine sabrina sandra sascha sebastian selina severin siegfried sieglinde siegmund sigrid
sigurd silke silvia simone sina sofia sofie sonja stefan stefanie steffen steffi stephan susann
susanne sven svenja swantje sylvia sören tabea tanja tatjana thea theodor theresa theresia thilo
thomas thorben thorsten till tilman tim timo tino tobias torben torsten traudl traute ulf uli ulla
ulrich ulrike ursula uschi ute uwe valentin valentina vanessa veit verena veronika viktor viktoria
volker volkmar waldemar waltraud werner wibke wiebke wieland wilfried wilhelm wilhelmina wilma
winfried wolf-dieter wolfgang wolfram yannick yannik yvonne
"""
_FRENCH = """
achille adeline adrien agathe agnès aimé alain alban albane albertine aldo alexandra alexandre
alexia alexis alice aline alix aloïs alphonse amandine amaury ambre amélie anatole anaïs andré
andrée ange angèle angélique anne-laure anne-marie anne-sophie annick annie anthony antoine
antoinette antonin apolline ariane arlette armand armelle arnaud arthur aude audrey aurore aurélia
aurélie aurélien axelle baptiste barnabé barthélemy bastien benjamine benoit benoît bernadette
bernard berthe bertrand blandine brice brigitte bruno béatrice bérengère bérénice camille candice
capucine carine carole cassandre catherine chantal charline charlène chloé christelle christiane
christine christophe claire clarisse claude claudette claudie claudine clotilde clémence clément
clémentine cléo colette coline coralie corentin corinne cyprien cyril cyrille cécile cédric
céleste célestin célia céline damien daniel danielle danièle daphné david delphine denis denise
diane didier dimitri dominique donatien dorian dorothée désiré edith edmond edouard elias elodie
elsa emeline emilie emma emmanuel emmanuelle enzo eric erwan esteban estelle etienne eugène
eugénie eva fabien fabienne fabrice fanny faustine ferdinand fernand flavie flavien florent
florian floriane francine francis franck françois françoise frederic frédéric frédérique félicie
félix gabin gabriel gabrielle gaspard gaston gauthier gaël gaëlle gaëtan geneviève geoffroy
georges georgette germain germaine ghislain ghislaine gilbert gilberte gilles ginette gisèle
grégoire grégory guillaume gustave guy gwenaël gwenaëlle gérald gérard hadrien henri henriette
hervé honoré hortense hubert hugo hugues huguette hélène inès irène isabelle isaure jacky
jacqueline jacques jean jean-baptiste jean-claude jean-françois jean-jacques jean-louis jean-luc
jean-marc jean-marie jean-michel jean-paul jean-philippe jean-pierre jean-yves jeanne jeannine
joachim joffrey johan jonathan jordan joseph josette josiane josselin josé joséphine joël joëlle
judith jules julie julien juliette justine jérémie jérémy jérôme karim karine kevin kévin laetitia
laure laurence laurent laurette laëtitia lena lilian liliane lilou line lionel lisa lise lola
lorenzo lou louane louis louis-marie louise loup loïc loïs luc lucas lucie lucien lucienne lucile
ludivine ludovic lydie lylou lætitia léa léandre léna léo léon léonard léonie léopold magali malo
manon marc marc-antoine marceau marcel marcelle margaux margot marguerite marianne marie
marie-christine marie-claude marie-france marie-hélène marie-laure marie-louise marie-pierre
marie-thérèse marielle mariette marine marinette marius marjolaine marjorie martial martine
mathias mathieu mathilde mathis mathéo matthieu maud maurice maxence maxime maël maëlle maëlys
maëva maïté michaël michel micheline michèle mickaël mireille modeste monique morgane muriel
mylène myriam mélanie mélina mélissa mélodie nadia nadine nadège nathalie nathan nicolas ninon
norbert noé noémie noël noëlle octave océane odette odile olivier olympe ophélie oriane pascal
pascale patrice patricia patrick paul paule paulette pauline perrine philibert philippe
pierre-louis pierre-yves pierrette priscilla quentin rachel raoul raphaël raphaëlle raymond
raymonde renaud rené renée richard robert roberte robin rodolphe roger roland rolande romain
romane romuald ronan rosalie roxane régine régis rémi rémy sabine sabrina sacha salomé samuel
sandrine sarah sidonie simon simone solange soline solène sonia sophie stéphane stéphanie suzanne
suzie sylvain sylvaine sylvestre sylvette sylvie sébastien ségolène séverine tanguy tatiana
thibaud thibault thibaut thierry thomas thérèse timothée titouan tristan ugo valentin valentine
valérie valéry vanessa victoire vincent violaine violette virgile virginie viviane véronique
wilfried xavier yann yannick yannis yoann yohan yolande yves yvette yvon yvonne zoé zélie édith
édouard éliane élie éline élisa élisabeth élise élodie élouan éloïse éléonore émeline émile émilie
émilien éric étienne évelyne
"""
_FURTHER = """
aaliyah abdel abdelkader abdul abdullah abdulrahman abu adnan agata agnieszka ahmad ahmed aisha
ajay akash alejandro aleksandar aleksander aleksandra ali alicja alper amal amara amina amine amir
amira amit amrit anas andrei andrzej angelo aniela anil anjali antonio anwar arash ardian arif
arjun asif asma asya ayaan ayesha aylin ayse ayşe aziz azra bahar bartosz barış bashir beata
berkan besnik bilal blessing bogdan bożena burak burhan can carlos catarina cem cemile chiara
chidi chinedu chioma dalia daria dariusz deepak deniz diego dimitrios dmitri dragan driton ebru
eduardo ekrem elif elira emeka emine emre enes ercan erdem erkan erol esra fadi faisal farah farid
fatemeh fatih fatima fatma fatoumata federica federico ferhat fernando filip francesco funda gamze
gheorghe giovanni giulia giuseppe goran grzegorz gökhan gül gülsen habib hakan halil halima hamid
hamza hana hani harpreet hasan hassan hatice haydar hicham hossein huda hussein hüseyin ibrahim
idris iga igor ikram ilhan ilias ilker imran ioana ionut irfan ismail ivana ivo iwona jamal jamila
jarosław javier jawad joanna jorge josé juan kadir kamal kamil karima karolina kasia katarzyna
kaya kemal kenan khadija khaled khalid kiran krzysztof kwame kübra lamine latifa layla leila leyla
ljubica luigi luis maciej magda mahmoud mahmut malika mamadou manoj marek mariam mariusz marta
mateusz matteo małgorzata mehdi mehmet melek meltem meryem michał miguel mihai milan milena mina
mirjana miroslav mohamad mohamed mohammad mohammed mourad moussa muhammad muhammed murat mustafa
nabil nadia nasir nasrin natalia navid neslihan nikola nikos nour nurcan oksana oleksandr olena
omar onur oumar oğuz pablo paolo parveen paweł pedro piotr pooja prakash priya radu rafał rahim
rajesh rania rashid ravi refik reza rohan rukhsana rümeysa saida saif sajid salah saleh salim
salma samir samira samuel sanjay selim selin selma semra serdar sergei sergej serkan sevgi shabana
shahid shanice shreya sibel sinan sofia soner stanisław suleyman sultan sunil svetlana syed szymon
süleyman tahir tamás tarek tariq tatiana tayyip tomasz tuğba tülay usman vasile vijay vladimir
volkan wafa walid wei wiktor wojciech yasemin yasin yasmin yasmina yasmine yousef youssef yuliya
yusuf zahra zainab zbigniew zehra zeynep zofia zohra ömer özgür özlem ümit łukasz
"""
_LATER = """
abdelaziz abdellah abderrahmane abdou adama adeel adele agron aissatou alasdair aled alexej alexey
aliou amadou amandeep amar amela aminata anastasiya anatoli andriy angelique anis anita antke
anton aoife arben ardit artem ayo aziza baljit balwinder bilel blerim bohdan bojan bola boubacar
branko bronwyn calum carlo carlton cathal catriona celina chantal cheikh ciara cindy clinton
clothilde conny cormac dafydd dalila dario darius deirdre dejan delroy diarmuid dino djamila
dmitry donal driss drita dusan dwayne edin eike eilidh eirlys ekaterina ella elouan emir emyr enno
eoin errol evgeny farouk farzana fatiha fatmir fatou femi fenja fiete fintan focko fraser freya
galina gareth geraint gerrit ghislain ginou gisela grainne gurpreet gwen gwendoline hafida hakim
halyna hamish hannelies haris harjit harm hauke heye hinrich houria hui huw iain ibrahima ida
ieuan ifeoma ilyes imke imtiaz insa iolo iryna isobel ivanna jacqueline jaden jasmine jasna
jaspreet jelto jermaine jerome jessy jimmy jocelyn jocelyne johnny jonte joris josianne junaid
jusuf kashif kateryna kayden keno kenzo khady killian kimberley kofi kuldeep kwaku kylian käthe
lana lara lassana lasse latifa lenny leroy levke lieselotte linh liridon llewelyn luan luljeta
lyam lyubov lyudmyla léontine maeve manpreet margarethe mariama marie-jo marijana marlon mathea
mathys mattis maxim menno mhairi mila ming minh mirza mokhtar morag murdo mya mykola nadeem
nadezhda nadja naima nasreen nassim natalya navjot naïma ndeye nenad nermin nerys ngozi nikita
nina nohan nolan nordine noureddine obinna oisin okko oleg onno orla ousmane owain padraig
parminder petar piet rab rachid rachida rajinder rayan rhian rico rizwan roisin ronan ronny rosine
ruaridh rubina ruslan ryad sadia saima salman samra sanjeev sead seamus segun selver sergey seydou
shahbaz shane shazia shpresa sian silvio sinead siobhan slobodan snezana sofiane souad souleymane
srdjan steve struan sukhdeep sunita tahira tammo taras tetyana thi timéo tjark trude tunde tyrone
ubbo uche uzma valon vasyl vesna volodymyr waltraut waqas wilko winston xin yamina yana yanis
yegor yuriy zahid zineb zoran zubair
"""
_UNSURE = """
amber ambre ange angel april august aurore autumn avril bill blessing bradford can chase chelsea
chester christian constance dale dawn dean destiny drew eden ernst eve faith florence france glen
grace grant guy heath hope hunter joy june king lincoln line loup lourdes marine mark martial
mason may mercedes miles modeste nice olive paris penny poppy preston prince reading robin rock
rose ruby said sandy sky stella sultan summer sydney till valence victoria viola violet virginia
warren will wolf
"""


UNSURE: Final = listed(_UNSURE)
GIVEN: Final = listed(_ENGLISH, _GERMAN, _FRENCH, _FURTHER, _LATER) | UNSURE
