"""
The gravest kinds by the names that clouds and detectors give them, as plain words ("StopLogging" -> "stop logging").

CloudTrail event names, the CIS AWS Foundations alarms, GuardDuty finding types, Falco rules, and what database,
queue and cluster tools are told to do. Grouped by what is done: audit switched off, something opened to the world,
keys and identities changed, somebody inside, and what destroys. Ordinary uses of the same words are `innocent`.
"""

_WAS = r"(?:(?:is|was|were|are|has been|have been|got|all) )*"

_AUDIT = (
    r"(?:cloud ?trail|trail|audit ?(?:log\w*|trail|d)?|flow ?logs?|guard ?duty|detector|security ?hub|"
    r"config(?:uration)? recorder|event ?logs?|access logging|falco|edr|siem|macie|sysmon|(?:shell|bash) history)"
)
_OFF = r"(?:stopped|disabled|deleted|cleared|turned off|switched off|wiped|tampered|suspended|removed)"
AUDIT_OFF = "|".join((
    r"stop logging|delete trail|update trail|put event selectors|delete flow logs|delete detector|"
    r"disable security hub|(?:stop|delete) configuration recorder|delete config rule|delete log (?:group|stream)|"
    r"disassociate from (?:master|administrator) account|disable (?:guard ?duty|macie|inspector|alarm actions)",
    rf"{_AUDIT} (?:logging )?{_WAS}{_OFF}|{_OFF} (?:the )?{_AUDIT}|cloud ?trail (?:config\w* )?changes?|"
    r"clear log activities|delete or rename shell history",
))  # fmt: skip

_STORE = (
    r"(?:bucket|container|blob|snapshot|ami|database|db|table|dataset|drive|volume|storage|share|cluster|registry|"
    r"repo\w*|folder|document|file)"
)
_WORLD = r"(?:the )?(?:whole |entire |public )?(?:internet|world|anyone|everyone)"
_DOOR = r"(?:ssh|rdp|port \d+|smb|redis|mongo\w*|elastic\w*|kubelet|dashboard|admin (?:page|panel|ui))"
EXPOSED = "|".join((
    rf"{_STORE}s?(?: [\w.]+){{0,3}} (?:is|are|was|were|became|becomes?|made|went|set to|been made) (?:now )?(?:\w+ )?"
    rf"(?:public(?:ly)?|world readable|open to {_WORLD})\b(?! (?:health|holiday|cloud|beta|transport|ip))",
    rf"(?:made|makes|making) (?:\w+ )?{_STORE}(?: [\w.]+){{0,3}} public|public (?:read|write|acl|"
    rf"snapshot)\b(?! replica)|"
    r"public access (?:was |is )?(?:enabled|granted|allowed|detected)|anonymous (?:access|read|write|pull|request)s? "
    r"(?:was |is )?(?:granted|allowed|enabled|detected)|granted to (?:anonymous|all ?(?:authenticated )?users)|"
    r"all ?users (?:reader|viewer|as member)|block public access (?:\w+ )?(?:removed|disabled|off|changed)|"
    r"delete public access block|shared with (?:everyone|an? (?:unknown|external|foreign) account)",
    # "0.0.0.0/0" as the source of a rule; as the goal of a route it is ordinary.
    r"(?:open\w*|ingress|inbound|allow\w*|port|ssh|rdp|security ?group|firewall|cidr)\b(?!.{0,60}\broute)[^.;]{0,60}?"
    rf"0\.0\.0\.0 0\b|(?:open|opened|exposed|reachable|accessible) (?:to|from) {_WORLD}\b|"
    rf"{_DOOR}(?: \w+){{0,3}} (?:open|exposed) (?:to|on) (?:the )?public\b|exposed dashboard",
    r"modify (?:db )?snapshot attribute|modify image attribute|put bucket (?:acl|public\w*)|"
    r"delete bucket (?:policy|encryption)|encryption (?:was |is |has been )?(?:disabled|turned off|removed)",
))  # fmt: skip

_STRANGER = r"(?:unknown|unfamiliar|unrecogni[sz]ed|unexpected|external|foreign|suspicious|terminated|former)"
_POWER = r"(?:admin\w*|root|owner|power ?user|super ?user|full access|cluster admin|domain admin\w*|sudo)"
_PASS = r"(?:access key|api key|credential|token|user|role|account|login profile|service account|principal)"
_SECOND = r"(?:mfa|2fa|multi ?factor\w*|two ?factor)"
IDENTITY = "|".join((
    rf"{_PASS}s? (?:was |were |is |been )?(?:created|added|granted|issued|used|attached)(?: \w+){{0,5}} "
    rf"(?:by|for|from|to) (?:an? )?(?:{_STRANGER} \w+|{_POWER}\b)",
    rf"(?:by|from) (?:an? )?{_STRANGER} (?:principal|user|identity|device|ip|actor|country)",
    rf"{_POWER} (?:\w+ )?(?:role|policy|rights?|privileges?|permissions?|access)(?: was| were)? (?:granted|attached|"
    r"added|assigned|given)|(?:attach|put) (?:user|role|group) policy (?:\w+ )*admin\w*|create login profile|"
    r"create access key|deactivate mfa device|delete virtual mfa device",
    rf"{_SECOND}(?: \w+){{0,2}} (?:deactivated|disabled|removed|turned off|deleted|bypass\w*)|"
    rf"{_SECOND}(?: \w+){{0,2}} (?:reset|changed|enrolled) (?:for|on|of) (?:\d+ )?(?:{_POWER}|all|every)|"
    rf"(?:log ?in|sign ?in|logged in|signed in) (?:\w+ ){{0,3}}without (?:an? )?{_SECOND}|"
    rf"no mfa (?:\w+ )?(?:sign ?in|log ?in)",
    r"root (?:user |account |credentials? )?(?:\w+ ){0,2}(?:signed in|logged in|log ?in|sign ?in)\b|"
    r"root (?:user|account|credentials?) (?:was |is )?(?:usage|used|password|access key|api call)|root access key|"
    r"root account|console log ?in by root|leave organization|update account password policy",
    r"password ?spray\w*|golden ticket|kerberoast\w*|pass the hash|mimikatz|dcsync|token theft|session ?jack\w*|"
    r"(?:entered|typed|gave|submitted|revealed) (?:\w+ ){0,2}(?:password|credentials|mfa code|otp)(?: \w+){0,3} "
    r"(?:on|to|in|at) (?:an? )?(?:\w+ )?(?:fake|phish\w*|spoofed|caller|stranger|unknown)",
))  # fmt: skip

_RESOURCE = r"(?:ec2|s3|iam ?user|kubernetes|runtime|lambda|rds|ecs|eks)"
_GUARD_DUTY = (  # ThreatPurpose:ResourceType/Family; the ambiguous purposes only with a family of theirs
    r"(?:backdoor|trojan|unauthori[sz]ed access|recon|stealth|credential access|defense evasion|exfiltration|"
    rf"crypto ?currency|privilege escalation|pen ?test|attack sequence) {_RESOURCE}\b|"
    rf"(?:impact|execution|discovery|policy|behavior|persistence|initial access|object) {_RESOURCE} (?:anomalous|"
    rf"malicious|"
    r"tor|bitcoin|suspicious|new|known|abused|unusual|root|bucket|container|privileged|network|traffic|successful|"
    r"exposed|admin|password|reverse|instance|console)"
)
_FALCO = (
    r"terminal shell in container|(?:interactive |root )?shell (?:was |is )?(?:spawned|started|opened|"
    r"run)\w*(?: \w+){0,2} (?:in|inside|by|from|within)|spawned (?:a |an )?(?:\w+ )?shell|(?:write|wrote|"
    r"file) (?:below|opened for writing below) (?:etc|binary|root|rpm|monitored)|(?:read|opened|"
    r"accessed?) sensitive file|sensitive file (?:opened|read|accessed)|drop and execute|"
    r"binary not part of base image|netcat|privileged container (?:started|launched|created)|launch (?:privileged|"
    r"sensitive|suspicious)|release ?agent|container (?:escape|drift)|fileless execution|modify binary dirs|"
    r"change thread namespace|contact k ?8s api server from container|ptrace|packet socket created|"
    r"outbound (?:connections?|traffic) to (?:\w+ ){0,3}(?:pool|c2|tor|command|known bad|malicious|blacklist\w*)|"
    r"unexpected (?:outbound|inbound) connections?|unexpected child process|base ?64 (?:encoded|decoded) (?:command|"
    r"script|shell)"
)
_TOOLS = (
    r"malicious|xmrig\w*|minerd|cgminer|kinsing|kdevtmpfsi|coin ?hive|stratum ?\+? ?tcp|monero|"
    r"(?:crypto ?)?(?:coin ?)?miners? (?:found|running|process|detected|on)|mining (?:process|software|traffic|"
    r"activity)|cobalt ?strike|metasploit|meterpreter|log ?4 ?shell|log ?4 ?j (?:rce|vulnerab\w*|exploit\w*)|"
    r"c&c ?activity|c2 (?:server|traffic|beacon\w*)|beacon(?:s|ing) to|(?:dns|icmp) tunnel\w*|(?:honey|"
    r"canary) ?(?:token|pot)\w* (?:used|triggered|touched|accessed|fired)|(?:malicious|poisoned|typosquat\w*|"
    r"backdoored) (?:package|image|dependency|commit|plugin|ip|domain)|(?:home|landing|front|index) ?page (?:was |is |"
    r"has been )?(?:replaced|changed) by|data (?:was |were )(?:stolen|siphoned)|dumped (?:the )?(?:users?|passwords?|"
    r"credentials|customers?|cards?|accounts?)\b"
)
_ABROAD = (  # German, Spanish, French
    r"kompromittiert\w*|gestohlen\w*|datenleck|datendiebstahl|angriff\w*|schadsoftware|gehackt\w*|erpress\w*|"
    r"comprometid\w*|robad[oa]s?|hackead\w*|intrusi\u00f3n|ataque|fuga de datos|filtraci[o\u00f3]n de datos|"
    r"secuestr\w+ de datos|pirat\u00e9\w*|vol de donn[e\u00e9]es|fuite de donn[e\u00e9]es"
)

SECURITY = "|".join((AUDIT_OFF, EXPOSED, IDENTITY, _GUARD_DUTY, _FALCO, _TOOLS, _ABROAD))

_KEPT = (
    r"(?:backups?|snapshots?|recovery points?|tables?|databases?|db|schemas?|collections?|keyspaces?|buckets?|"
    r"volumes?|clusters?|namespaces?|indices|index(?:es)?|vaults?|file ?systems?|replicas|records|rows|documents|"
    r"objects|accounts|mailboxes|secrets?|disks)"
)
_DESTROYED = r"(?:deleted|dropped|destroyed|wiped|emptied|purged|truncated|erased|flushed|overwritten|nuked|formatted)"
_ROWS = (
    r"(?:rows|records|documents|orders|accounts|messages|files|objects|photos|customers|e?mails|events|entries|"
    r"invoices)"
)
DATA_LOSS = "|".join((
    rf"(?:all|every|the|entire|production|prod|customer\w*|nightly|last|user|primary|"
    rf"main) (?:\w+ ){{0,3}}{_KEPT}(?: [\w.]+){{0,4}} {_WAS}{_DESTROYED}|{_KEPT} (?:[\w.]+ ){{0,3}}?(?:(?:is|was|were|"
    rf"are|has been|have been|got|all) )+{_DESTROYED}|{_DESTROYED} (?:all|every|the entire|the whole|production|"
    rf"prod) (?:\w+ ){{0,2}}{_KEPT}|(?:table|database|collection|schema|bucket|keyspace) [\w.]+ {_DESTROYED}|"
    r"(?:queue|topic|stream|(?:dns|hosted) zone|stack|user pool) (?:[\w.]+ )?"
    r"(?:was|were|has been|got) (?:deleted|purged|destroyed)",
    r"(?:delete|update|deletion)(?: \w+){0,4} without (?:an? |the |any )?where|without (?:an? |the )where(?: clause)?|"
    r"(?:terraform|tofu|pulumi|cdk|stack|cloudformation) destroy\w*|destroy ran|[\d,]+ resources? (?:were )?destroyed|"
    r"rm rf|mkfs|flush ?all|flush ?db|(?:ran|runs|executed|issued|typed) (?:a |an )?(?:drop|truncate|delete|flush)\w*|"
    r"kubectl delete (?:ns|namespace|pv\w*|all|sts|statefulset)|helm uninstall|namespace \w+ deleted|purge queue",
    r"delete (?:db instance|db cluster|db snapshot|bucket|table|volume|snapshot|recovery point|backup (?:vault|plan|"
    r"selection)|file system|cache cluster|replication group|stream|cluster snapshot|global cluster)(?! (?:fail\w*|"
    r"denied|rejected|rate|"
    r"latency|policy|encryption))",
    r"schedule key deletion|disable key\b|(?:kms|cmk|encryption|master|"
    r"customer) ?(?:managed )?keys?(?: [\w.]+){0,6}? (?:scheduled for deletion|pending deletion|deleted|destroyed|"
    r"disabled|lost)|key (?:\w+ )?(?:scheduled for|pending) deletion|"
    r"(?:disabled?|cmk|key) or scheduled for deletion|crypto ?shred\w*",
    r"(?:disk|volume|array|ssd|drive|ebs|bucket|database)(?: [\w.]+){0,3} (?:(?:has )?failed permanently|"
    r"permanently (?:failed|lost)|is gone|are gone|destroyed)|(?:data|backups?|snapshots?|rows|records|files|database|"
    r"table|volume|they|it) (?:\w+ )?can ?not be (?:restored|recovered)|(?:none|"
    r"nothing) (?:of \w+ )?can be (?:restored|recovered)|rollback of [\d,]+ (?:\w+ )?writes|"
    rf"[\d,]+ ?k? (?:\w+ )?{_ROWS} (?:\w+ )?(?:overwritten|lost|gone|vanished|disappeared|deleted by mistake)",
    r"datenverlust|daten (?:\w+ )?(?:verloren|gel\u00f6scht|geloescht|weg\b|zerst\u00f6rt)|(?:tabelle|datenbank|"
    r"sicherung\w*) (?:\w+ )?(?:gel\u00f6scht|geloescht|zerst\u00f6rt|verloren)|p[e\u00e9]rdida de datos|"
    r"datos (?:perdidos|borrados)|(?:base de datos|tabla|copias? de seguridad) (?:\w+ )?(?:borrad|eliminad|"
    r"perdid)[oa]s?|perte de donn[e\u00e9]es|"
    r"donn[e\u00e9]es perdues",
))  # fmt: skip
