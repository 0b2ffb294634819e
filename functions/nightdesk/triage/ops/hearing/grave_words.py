"""
The gravest kinds, told by whom or what and what became of it: "invoices charged twice", "keys posted on a paste site".

Nouns and what can happen to them are listed apart, so that a word added to one list counts with all of the other.
"""

_PEOPLE = r"(?:customer|user|patient|client|tenant|account|person|member|player|driver|employee|merchant|guest|student)"
_RECORDS = r"(?:files|records|disks?|backups?|servers?|shares?|data|documents|databases?|volumes?|mailboxes)"
_SECRETS = r"(?:secrets?|credentials?|keys?|tokens?|passwords?|pii|hashes|certificates?)"
_MONEY = r"(?:invoices?|charges?|payments?|orders?|refunds?|bills?|transfers?|shipments?|salar(?:y|ies)|fees?|payouts?)"
_GUARDS = (
    r"(?:waf|firewall|fraud (?:rules?|checks?)|antivirus|edr|audit ?(?:log\w*|trail)|cloudtrail|"
    r"access (?:checks?|rules?)|mfa)"
)
_SERVED = (
    r"(?:orders?|payments?|sign ?ups?|log ?ins?|bookings?|calls?|messages?|events?|sales?|match(?:es)?|rides?|"
    r"deliver(?:y|ies)|positions?|trips?|uploads?|e?mails?|documents?|transactions?)"
)
_PLACES = r"(?:locations?|regions?|probes?|sites?|zones?|countries)"
_BROKEN = r"(?:fail\w*|down|un\w+able|dead|broken|refused|rejected|lost|dropped)"

SECURITY = "|".join((
    rf"{_RECORDS} (?:\w+ )?(?:encrypted(?! at rest| in transit)|renamed (?:to )?\W?\w*(?:lock|crypt)\w*|locked by)",
    r"ransom\w*|lock ?bit|extort\w*|wiper|hijack\w*|(?:account|domain|session|site|admin|server)s? take ?over\b|"
    r"taken over|tamper\w*|sabotage\w*|rogue|key ?logger",
    r"(?:new|unknown|unexpected) admin\w*|spoof\w*|virus\b",
    rf"{_SECRETS} (?:\w+ ){{0,2}}(?:committed|pushed|pasted|posted|published|found (?:in|on)|sent to|uploaded|"
    r"logged in plain)",
    r"public (?:repo\w*|gist|paste|link|bucket)\b|paste ?bin|dark ?(?:net|web)",
    rf"(?:production|{_PEOPLE}) (?:data|dump|database|records) (?:\w+ )?(?:copied|moved|exported) (?:in)?to\b",
    r"without (?:\w+ )?(?:fraud |identity |access )?(?:checks?|verification|authentication|authori[sz]ation|approval)",
    rf"{_GUARDS} (?:\w+ )?(?:not (?:evaluated|applied|enforced|running|recording)|disabled|bypassed|turned off|stopped|"
    r"deleted)",
    rf"wrong {_PEOPLE}s?\b",
    rf"(?:other|another|someone else's|somebody else's) (?:people|{_PEOPLE})\S* (?:data|transactions?|orders?|records?|"
    r"charts?|files|messages|accounts?|invoices?|addresses|details|statements?)",
    rf"(?:exported|downloaded|copied|e?mailed|uploaded|took|scraped) [\d.,]+ ?[km]?(?: \w+){{0,2}} (?:records|rows|"
    rf"accounts|contacts|files|profiles|{_PEOPLE}s)|to an? (?:usb|personal|private|foreign) (?:drive|stick|account|"
    rf"mailbox|server)",
    rf"(?:saw|got|gets|received|opened|displayed) (?:the wrong|another|other|someone else's) {_PEOPLE}\S*",
))  # fmt: skip

WRONG = "|".join((
    rf"{_MONEY}(?: \w+){{0,4}} (?:doubled|twice|duplicated|tripled)",
    r"prices? (?:\w+ ){0,3}(?:out of sync|too (?:high|low)|negative|zeroed|0 00)|\d+x (?:the )?(?:prices?|"
    r"amounts?|fees?)",
    r"out of balance|unbalanced|do(?:es)? not (?:equal|add up|reconcile|balance)",
    r"(?:balances?|ledgers?|inventor(?:y|ies)|stock|totals?|amounts?|prices?) (?:\w+ )?mis ?match\w*",
))  # fmt: skip

DATA_LOSS = "|".join((
    r"(?:dropped|truncated|deleted|wiped|purged|erased|destroyed) (?:the )?(?:production |prod )?"
    r"(?:tables?|database|db|schema|collection|bucket|volume)",
    r"(?:drop|truncate|delete|wipe) (?:table|database|schema|collection|from)\b[^.;]{0,40}? (?:executed|ran|run|issued|"
    r"in prod\w*|by (?:migration|mistake|accident))|(?:table|database|schema|collection) drop\b",
    r"accidental(?:ly)? (?:\w+ ){0,2}(?:drop\w*|delet\w*|truncat\w*|wip\w*|purg\w*|overwr\w*)",
    r"(?:objects?|entries|invoices|documents|photos|uploads|accounts|histor(?:y|ies)|snapshots?)"
    r"(?: (?:was|were|is|are|has been|have been))? (?:lost|deleted|wiped|purged|erased|destroyed|vanished)\b",
    r"(?:deleted|removed|wiped|erased|destroyed) (?:\w+ ){0,2}(?:backups?|snapshots?|records|accounts)\b",
    r"(?:entries|records|rows|transactions|payments|orders|invoices|bookings)(?: are| is| were| went)? missing\b",
))  # fmt: skip

OUTAGE = "|".join((
    r"(?:running|healthy|ready|active|available|alive|in service|up)(?: \w+)?(?: count)?(?: is| are)? 0\b"
    r"(?! (?!desired|for|since|in|and|hosts?|targets?)[a-z])",
    rf"\b(?P<every>[2-9]|\d\d+) of (?P=every) (?:\w+ ){{0,3}}{_BROKEN}",
    rf"{_BROKEN} (?:from|in|at|on) (?:all|every|(?P<each>[2-9]|\d\d+) of (?P=each)) (?:\w+ )?{_PLACES}",
    rf"{_BROKEN} everywhere|nxdomain",
    rf"(?:no|zero|not a single|0) (?:\w+ )?{_SERVED} (?:\w+ )?(?:created|placed|made|received|seen|arriv\w+|coming|"
    rf"for|in|"
    r"since|at all|from any)",
    r"no (?:\w+ ){1,2}(?:can|could) be (?:\w+ed|sent|sold|made)",
    r"(?:line|phone|feed|stream|sensor|channel|prompt)s? (?:is |are |went |has gone )?(?:silent|dead)",
    rf"(?:every|all) (?:\w+ )?(?:tokens?|calls?|jobs?|messages|writes|reads|connections?|sessions?|"
    rf"functions?)(?: are| is)? "
    rf"(?:{_BROKEN}|throttled)",
    r"kein\w* (?:kunden?|nutzer|benutzer) (?:kann|k\S+nnen)|ning\S+n (?:cliente|usuario) puede|aucun (?:client|"
    r"utilisateur)"
    r" ne peut|nessun (?:cliente|utente)|nenhum (?:cliente|usu\S+rio)",
    r"un ?responsive|white screen|wedged\b|severed|(?:went|gone) dark|bricked|cut off from",
    r"(?<!replica )(?<!replicas )(?<!replica is )(?<!standby is )(?<!\bin )read only\b(?! replica| user| access|"
    r" root| role| key| mode off)",
    r"returns? 50\d (?:for|on|to) (?:all|every\w*)|everything (?:returns? |is |gives )?(?:50\d|fail\w*|down|"
    r"broken|off)",
))  # fmt: skip
