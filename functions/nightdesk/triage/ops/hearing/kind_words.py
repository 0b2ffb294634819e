"""The words by which each kind of failure is recognised, as monitoring systems and people write them."""

from enum import StrEnum

from nightdesk.triage.ops.hearing import grave_events, grave_words


class Kind(StrEnum):
    """Kinds of failure. The value is how people say it."""

    DATA_LOSS = "data loss"
    SECURITY = "security"
    OUTAGE = "outage"
    ERRORS = "errors"
    LATENCY = "latency"
    WRONG = "wrong results"
    DURABILITY = "durability"
    SATURATION = "saturation"
    CAPACITY = "capacity"
    EXPIRY = "expiry"
    CHANGE = "failed change"
    ANOMALY = "anomaly"
    NOTICE = "notice"
    HEARTBEAT = "heartbeat"
    UNKNOWN = "unrecognised"


ALWAYS_FIRING = (
    r"(?:(?:prometheus|alertmanager|alerting|alerts?|monitoring|grafana|thanos|mimir|pipeline|always|firing|test|"
    r"cluster|heart ?beat) )*(?:watchdog|dead ?man'?s? ?(?:switch|snitch)|info ?inhibitor)(?: (?:alert|alarm|firing|"
    r"always|heart ?beat))*"
)
"""The whole name of an alarm that fires by design. A watchdog that killed something is another matter."""

KINDS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.DATA_LOSS,
        r"data ?loss|los(?:s|ing|t|es) (?:of )?(?:\w+ ){0,2}?(?:data|writes|orders|payments|records|transactions|"
        r"messages|rows|entries|invoices|bookings)\b|(?:data|records?|rows?|tables?|orders?|writes?|files?|messages?|"
        r"blocks?|pages?|ind(?:ex|ices)|wal|disk|volume|database|db)(?: (?:was|were|is|are|has been|have been|being|"
        r"got))* (?:lost|deleted|wiped|dropped|truncated|overwritten|missing|corrupt\w*)|corrupt(?:ed|ion|ing)\b|"
        r"unrecoverable|irrecoverable|split ?brain|checksum (?:mismatch|failures?|errors?)|(?:raid|"
        r"array)(?: \d+)?(?: array)? (?:failed|offline)|two disks failed|(?:data|objects?|rows?) (?:at risk|unfound|"
        r"gone)|(?:rows?|records?|objects?|files?|writes?|orders?|events?|data)(?: \w+){1,3} (?:lost|deleted|wiped|"
        r"dropped|gone|vanished)\b|(?:acknowledged|committed) (?:messages|writes|transactions) (?:\w+ ){0,2}lost|"
        r"rolled back [\d,]+ (?:\w+ )?writes|(?:silent )?overwrit(?:e|es|ing|ten)\b|reverting to old|lost (?:the last|"
        r"edits|updates)|delete(?: ?objects?)? spike|(?:single|only|last) (?:remaining )?copy (?:left|"
        r"of (?:the )?data)|no (?:usable|valid|good|other) (?:backup|copy)|backups? (?:is |are )?(?:unreadable|"
        r"corrupt\w*|unusable)|repli\w+ [^.;]{0,30}\band (?:\w+ ){0,3}backups?|"
        r"wrap ?around|rm rf|" + grave_words.DATA_LOSS + "|" + grave_events.DATA_LOSS,
    ),
    (
        Kind.SECURITY,
        rf"{grave_words.SECURITY}|{grave_events.SECURITY}|"
        # A threshold that is breached has been taken out before (`innocent`).
        r"breach\w*|intrusion|intruder|exfiltrat\w*|compromis\w+|malware|rootkit|backdoor|trojan|brute ?force\w*|"
        r"credential (?:stuffing|leak\w*|theft|access|compromise\w*)|(?:leaked|exposed|"
        r"stolen) (?:\w+ )?(?:credentials?|secrets?|keys?|tokens?|passwords?|data|bucket)|(?:secrets?|credentials?|"
        r"keys?|tokens?|passwords?|pii|data)(?: \w+)? (?:leak\w*|exposed|exposure|stolen)|privilege escalation|"
        r"unauthori[sz]ed (?:\w+ )?(?:access|api|calls?|log ?ins?|activity|changes?|users?)|root (?:account|user|"
        r"login|credential) ?(?:usage|used|login|activity|sign ?in)?|crypto ?(?:currency|min\w+)|bitcoin|ddos|"
        r"denial of service|sql ?injection|guard ?duty|security ?hub|suspicious|attack\w*|vulnerabilit\w+|cve \d{4}|"
        r"exploit\w*|attacker|hacker|defaced|skimm\w+|reverse shell|web ?shell|tor exit|fraudulent|"
        r"unauthori[sz]ed (?:transfers?|payments?|transactions?)|mining pool|botnet|(?:without|no) (?:mfa|2fa|"
        r"multi factor)|root (?:shell|account|access key)|signing key|(?:ssh|login|sign ?in|password|"
        r"authentication)s? (?:fail\w*|attempts?) (?:from|against|by|on)|failed (?:\w+ )?(?:log ?ins?|"
        r"sign ?ins?) (?:from|against|in|by)|(?:customer|client|user|patient|card|personal|staff) (?:list|data|"
        r"records?|files?|dump|details) (?:\w+ ){0,2}(?:posted|published|seen|offered|sold|copied|downloaded|leaked|"
        r"stolen|exported to)|(?:database|card|customer|union select) dump|dump of|copied to an? (?:unknown|foreign|"
        r"external)|bulk read|unknown (?:token (?:used|was used|read|created)|person|script|process|party)|"
        r"encrypted with extension|(?:see|sees|seeing|shown|view\w*|access\w*|under|"
        r"logged in as)(?: \w+){0,3} (?:the wrong|another|other|someone else's|different) (?:customer|user|patient|"
        r"tenant|account|person|people)\S*|session mix ?up|weak cipher|security (?:group change|incident|alert|event|"
        r"finding|risk|issue)|hack\w*|public(?:ly)? (?:accessible|readable|exposed|bucket)|impossible travel|"
        r"recon\w* (?:ec2|iam)|pen ?test iam|"
        r"stealth iam|defense ?evasion|port ?(?:scan|probe)\w*|command and control|\bc ?c ?activity|phishing",
    ),
    (
        Kind.WRONG,
        rf"{grave_words.WRONG}|"
        r"(?:wrong|incorrect|mistaken) (?:\w+ ){0,2}(?:prices?|amounts?|balances?|totals?|tax\w*|results?|orders?|"
        r"recipients?|dos(?:e|age)s?|invoices?|rates?|address\w*)|(?:charged|booked|billed|posted|paid|debited|"
        r"refunded) (?:twice|double|again|at 0)|double (?:charg\w+|post\w+|bill\w+|book\w+|debit\w+)|"
        r"duplicate (?:charges?|payments?|"
        r"orders?|transfers?|bookings?|debits?)|diverge\w*|inconsisten\w+",
    ),
    (
        Kind.DURABILITY,
        r"backups? (?:\w+ ){0,2}(?:fail\w*|missing|missed|overdue|error\w*|stale|old|not)|(?:fail\w*|missing|missed|"
        r"overdue|no|stale) (?:\w+ ){0,2}backups?|cluster (?:is )?yellow\b|raid (?:\w+ )?(?:degraded|disk failure)|"
        r"snapshots? (?:\w+ )?(?:fail\w*|missing|overdue)|replication (?:\w+ )?(?:broken|stopped|fail\w*|halted|"
        r"lag\w*)|repl(?:ica|ication) ?lag\w*|(?:replica|standby|follower|secondary) (?:\w+ )?(?:lag\w*|behind|broken|"
        r"lost)|(?:rpo|recovery point) (?:\w+ )?(?:breach\w*|exceeded|missed)|"
        r"(?:archiv\w+|wal) (?:\w+ )?fail\w*|under ?replicated|point in time recovery|restore (?:test )?fail\w*",
    ),
    (
        Kind.EXPIRY,
        r"(?:cert\w*|tls|ssl|domain|token|licen[cs]e|secret|key|password) (?:\w+ ){0,4}(?:expir\w*|renew\w*)|"
        r"expir\w+ (?:\w+ ){0,3}(?:cert\w*|tls|ssl|domain|token|licen[cs]e)|days ?to ?expiry|cert ?expir\w*",
    ),
    (
        Kind.CHANGE,
        r"(?:deploy\w*|roll ?out|rollback|pipeline|build|release|migration|canary)\b(?: \S+){0,4} "
        r"(?:fail\w*|aborted|stuck|timed out|rolled back)|fail\w* (?:\w+ )?(?:deploy\w*|roll ?out|release|migration)|"
        r"config\w* drift\w*|differs? from (?:the |its )?(?:\w+ )?(?:template|declared|expected|state|plan)|"
        r"drift detected|(?:terraform|apply|plan|cloudformation|helm|argo\w*) (?:\w+ )?(?:fail\w*|out of sync)|"
        r"generation mismatch|roll ?out stuck",
    ),
    (
        Kind.OUTAGE,
        rf"{grave_words.OUTAGE}|"
        r"outage|(?<!scale )(?<!scaled )(?<!scaling )(?<!slow )(?<!cool )(?<!count )(?<!drill )(?<!wind )\bdown\b"
        r"(?! ?(?:stream|scal\w*|load\w*|grad\w*|time window|[1-9]\d* ?%))|unavailab\w*|unreachab\w*|off ?line|"
        r"(?<!cert )(?<!certificate )not (?:responding|reachable|available|ready|running|serving|healthy)|(?:is|"
        r"are|all) dead|crashed|"
        r"(?:no|0|zero) (?:healthy|available|running|ready|active|live) \w*|no ?leader|(?:missing|no|lost|"
        r"without) (?:a )?(?:master|leader)\b|cluster (?:is )?red\b|insufficient (?:\w+ )?(?:members|quorum)|"
        r"vault (?:is )?sealed|lost quorum|quorum lost|"
        r"health ?checks? (?:\w+ )?(?:fail\w*|bad|critical|unhealthy|red)|(?:can ?not|can't|cannot|unable to) "
        r"(?:connect|reach|log ?in|check ?out|pay|load|serve)|connection refused|"
        r"(?:all|every|100 ?%)(?: of)?(?: the)?(?: \w+){0,2} (?:requests?|hosts?|targets?|instances?|pods?|users?|"
        r"customers?|nodes?)(?: are| is| \w+)? (?:fail\w*|down|unhealthy|erroring|affected|rejected)|"
        r"un ?healthy(?: ?host)?\w*|"
        r"healthy ?host ?count|status ?check ?failed|probe ?(?:failed|success)|no (?:traffic|requests)|"
        r"(?:missed|missing|no|silent|lost) heart ?beats?|"
        r"heart ?beats? (?:\w+ )?(?:missed|missing|lost|stopped|absent)|"
        r"absent\b|blackhole|(?<!cert )(?<!certificate )not ?ready|down ?time\b|black ?out|power (?:loss|failure|"
        r"lost)|power ?\w* lost|"
        r"loss of power|fail ?over\b(?! ?test)|"
        r"(?:nobody|no one|no (?:users?|customers?|clients?|stores?|requests?|visitors?|payments?|orders?|calls?|"
        r"mail|"
        r"labels?|tills?))(?: in \w+)? (?:can|could|is able|are able|gets?|reach\w*|works?|succeeds?|accepted|"
        r"delivered|"
        r"processed)|blank page|halted|stopped working|does not (?:answer|respond|load|start)|"
        r"do not (?:answer|respond)|"
        r"not (?:answering|loading)|no primary|(?:traffic|requests|throughput|orders|payments) (?:vanished|"
        r"collapsed|stopped|at (?:0|zero))|zero (?:throughput|traffic|requests|orders|payments)|is dead\b|hard down|"
        r"0 of \d+ (?:\w+ )?(?:replicas?|pods?|brokers?|tasks?|instances?|hosts?|nodes?|alive|ready|running|healthy)|"
        r"running 0 of|all (?:\w+ )?in crash ?loop\w*|nicht (?:erreichbar|verf\S+gbar)|totalausfall|ausfall\b|"
        r"sin servicio|ca[i\u00ed]d[oa]\b|hors service|indisponible|en panne|fora do ar|nichts geht|"
        r"(?:session|query|login|write|account)s? (?:can ?not|cannot) be (?:opened|written)|"
        r"(?:returns?|shows?|serves?|get|sees?|displays?) (?:an? |only )?(?:\w+ )?(?:empty|white|blank) (?:pages?|"
        r"screens?|responses?)|"
        r"no se puede\w* (?:pagar|comprar|entrar|acceder|iniciar|conectar|cobrar|abrir)|impossible de (?:payer|"
        r"se connecter)|"
        r"(?:kann|kann man|k\u00f6nnen)(?: \w+){0,4} nicht (?:be)?(?:zahlen|einloggen|anmelden|bestellen|laden|"
        r"kaufen)|"
        r"does not resolve\b|do not resolve\b|not resolving|serv ?fail\b|dns (?:is )?(?:gone|broken|dead)|"
        r"(?:master|primary|leader|control plane|kube ?api|api ?server) (?:\w+ )?(?:is |has |was )?(?:gone|"
        r"disappeared|lost)|"
        r"has disappeared from (?:\w+ )?target discovery|no (?:server|backend|upstream|host|instance|node|"
        r"endpoint)s? "
        r"(?:\w+ )?(?:is |are )?(?:available|left|ready|reachable|alive)|not accepting (?:\w+ )?(?:commands|"
        r"connections|writes|requests|"
        r"traffic|orders|payments)|no (?:cards?|payments?|orders?|log ?ins?) (?:\w+ )?accepted|"
        r"(?:orders?|payments?|log ?ins?|sign ?ups?|bookings?|requests|sales|(?:messages|events|"
        r"transactions) (?=[a-z]+(?:ed|ade|ent) ))"
        r"(?: (?:received|created|placed|made|processed|accepted|completed|published|delivered|sent))?(?: (?:in|"
        r"over|for|during) (?:the )?(?:last|past) [\w ]{1,14}?)?"
        r"(?: is| are|:| now| at)? ?(?:0|zero)(?= ?(?:$|[.,;()]| (?:in|over|for|during|since|usual\w*|normal\w*|"
        r"expected)))|"
        r"maintenance page (?:\w+ )?(?:is |was )?(?:shown|served|displayed|visible|returned)|"
        r"healthy ?hosts? (?:< ?1|is 0|0)\b|"
        r"ausgefallen|dienst (?:\w+ )?(?:tot|down|weg)|nicht m\S+glich|antwortet nicht|geht nichts? mehr|"
        r"no responde\w*|no (?:est[a\u00e1]n? )?disponibles?|inaccesible|ne r[e\u00e9]pond(?:ent)? (?:pas|plus)|"
        r"n[a\u00e3]o responde|(?:all|every) (?:\w+ )?\w+ (?:are |is )?lost\b",
    ),
    (
        Kind.ERRORS,
        r"\berr(?:or)?s?\b|\b5 ?xx\b|\b50[0234]s?\b|\b4 ?xx\b|fail\w*|exceptions?|faults?\b|crash\w*|panics?|"
        r"reject\w*|time ?outs?\b|timing out|timed out|dead ?letter\w*|\bdlq\b|success ?(?:rate|ratio)|availability|"
        r"burn ?rate|\bslo\b|error ?budget|declin\w+|abort\w*|broken|retries|packet loss|unprocessed|bad gateway|"
        r"stack ?trace|can ?not\b|can't|cannot|unable to|refus\w+|undeliver\w+|bounced|not (?:sent|produced|delivered|"
        r"processed|finished|received|created|reported|responded)|not (?:being |been |yet )?(?!affect|impact|expect|"
        r"requir|need|support|us|exploit|detect|observ|confirm|relat|schedul|resolv|acknowledg|caus|involv|deploy|"
        r"releas|chang|allow)[a-z]{2,12}ed\b|(?:did|has|have) not (?:run|report\w*|start\w*|finish\w*|arriv\w+|"
        r"complet\w+)|soft ?lockup|hard ?lockup|hung task|killed\b|stalled\b|stuck\b|no ping received|\b40[0134]s?\b|"
        r"missing\b|(?:traffic|requests|throughput|orders?(?: per minute)?|bookings?|sales|revenue|sign ?ups?|"
        r"conversions?)(?: \w+){0,2} (?:fell|dropped|drop|loss|low|down \d|\d+ ?% below)|crash ?loop\w*|"
        r"malfunction\w*|glitch\w*|not work\w*|does(?:n't| not) work|won't \w+|flap\w*|withdrawn|"
        r"blocked\b(?! (?:requests|attempts))|degraded|fehler\w*|ausnahme|st(?:\u00f6|oe)rung\b|no funciona\w*|"
        r"ne fonctionne\w* (?:pas|plus)|non funziona|n[a\u00e3]o funciona|interrupted|"
        r"nullpointer\w*|typeerror",
    ),
    (
        Kind.LATENCY,
        r"laten\w+|slow\w*|response ?times?|\bp ?(?:50|90|95|99|999)\b|durations?|apdex|delay\w*|sluggish|"
        r"request ?time|round ?trip|ttfb|processing time|lag\b|\blate\b|behind\b|stale\b|not refreshed|overdue|"
        r"wait(?:s|ing|ed)? \d+|takes? (?:\d+|longer)|rebuffer\w*|langsam\w*|\blento\w*",
    ),
    (
        Kind.CAPACITY,
        r"disks?\b|storage|file ?systems?|volumes?\b(?! (?:of|up|down|is|above|below|increas\w+|drop\w*|anomal\w+))|"
        r"inodes?|quotas?|free ?space|burst ?balance|credit ?balance|no space left|out of (?:space|capacity|ip\w*)|"
        r"ip addresses|filling ?up|limit (?:reached|exceeded)|capacity|service limits?|insufficient (?:capacity|"
        r"instance)|out of (?:ports|inodes|tokens)|tablespace|"
        r"transaction log|runtime \d+ min",
    ),
    (
        Kind.SATURATION,
        r"\bcpu\b|memory|\bmem\b|\boom\w*|out of memory|throttl\w*|connections?|pool|exhaust\w*|saturat\w*|queue|"
        r"backlog|consumer ?lag|\bload\b|io ?wait|threads?|file descriptors?|concurren\w+|iterator ?age|"
        r"age ?of ?oldest|heap|garbage|\bgc\b|utili[sz]ation|overload\w*|rate ?limit\w*|swap\w*|high usage|"
        r"messages ?visible|zombie\w*|temperature|hit ?rate|evict\w*|compactions?|buffer|deadlocks?|"
        r"restarts? (?:often|loop)|"
        r"scal\w+ (?:at|to) (?:its )?max\w*|at max\b|clock (?:drift|skew|offset)|chillers?|battery",
    ),
    (
        Kind.ANOMALY,
        r"anomal\w+|unusual\w*|outliers?|deviat\w+|trend\w*|forecast|\bcosts?\b|budget|billing|spend\w*|baseline|"
        r"unexpected|spike|drop in|drift\w*|(?:above|below|than) (?:the )?usual|"
        r"outside (?:the |its )?(?:usual|normal|expected)|above forecast|below forecast|overdue|new device",
    ),
    (
        Kind.NOTICE,
        # Good or announced news. Too little of it is a failure, which `kind` sees to.
        r"notice|maintenance|(?<!mis )scheduled|reminder|informational|retires?\b|retirement|succeeded|"
        r"success(?:ful|fully)?\b|as planned|planned\b|passed\b|renewed|test (?:notification|alert|message|alarm)|"
        r"this is (?:only )?a test|published|scale ?(?:in|out)\b|launch\b|deployed to|new host registered|"
        r"(?:found nothing|nothing found|no findings)|pending updates?|updates pending|updated to|"
        r"definitions updated|"
        r"deprecat\w+|non ?compliant|finished (?:db )?\w+ backup|finished|completed\b|cosmetic|fully used",
    ),
)
