"""
What the events of RDS and Aurora mean, by their ids: a sentence alone misleads ("Recovery .. of data to be recovered").

https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.Messages.html
"""

# Topic -> ids. A topic is what an end ends: a completed failover says nothing of a full disk. What AWS calls a mere
# notification is trouble here when a database is stopped, cannot do what was asked, or loses what guards its data.
FIRES: dict[str, str] = {
    "availability": "0004 0020 0022 0031 0035 0036 0052 0053 0087 0150 0152 0219 0315 0403 0404",
    "deletion": "0003 0171 0205 0208 0214 0215",
    "storage": "0007 0089 0189 0220 0221 0222 0223 0224 0225 0227 0231 0237 0254 0330 0331",
    "failover": "0013 0034 0050 0069 0070 0072 0073",
    "global failover": "0181 0186 0187 0239 0391",
    "replication": "0045 0057 0062 0063 0066 0202 0358 0359 0360 0416 0426",
    "standby": "0361",
    "encryption key": "0418 0419",
    "backups": "0028",
    "backtrack": "0131",
    "activity stream": "0180",
    "scaling": "0143 0149",
    "support perimeter": "0165",
    "switchover": "0245 0249 0252 0261 0310 0314",
    "export": "0159 0162 0234 0484 0489",
    "upgrade": "0085 0158 0174 0188 0195 0270 0280 0306 0387 0389 0412 0425 0429",
    "data load": "0324",
    "shards": "0305 0369",
    "proxy": "0243 0275",
    "configuration": "0039 0058 0067 0079 0080 0081 0082 0083 0084 0086 0157 0281 0282 0283 0284 0285 0327 0328 0329 "
    "0356 0421",
    "creation": "0198 0277 0278 0279 0320 0353 0354 0355",
    "migration": "0076 0077",
    "notice": "0044",
}
ENDS: dict[str, str] = {
    "availability": "0006 0021 0051 0088 0151",
    "failover": "0015 0049 0051 0065 0071",
    "global failover": "0185 0238 0241",
    "replication": "0046 0357 0415",
    "standby": "0362",
    "encryption key": "0420",
    "storage": "0017 0218",
    "backups": "0032",
    "backtrack": "0132",
    "activity stream": "0179",
    "scaling": "0142",
    "support perimeter": "0166",
    "switchover": "0248 0251 0260 0308 0312",
    "export": "0161 0164 0236",
    "upgrade": "0047 0173 0176 0268 0289 0290",
    "data load": "0323",
    "shards": "0304 0368",
}
QUIET = frozenset({
    "0001", "0002", "0005", "0008", "0010", "0011", "0012", "0014", "0016", "0018", "0019", "0023", "0024",
    "0025", "0026", "0027", "0029", "0030", "0033", "0037", "0038", "0040", "0041", "0042", "0043", "0048",
    "0054", "0055", "0056", "0059", "0060", "0061", "0064", "0068", "0074", "0075", "0078", "0090", "0091",
    "0092", "0141", "0144", "0145", "0146", "0147", "0148", "0153", "0154", "0155", "0156", "0160", "0163",
    "0167", "0168", "0169", "0170", "0172", "0177", "0178", "0182", "0183", "0184", "0190", "0191", "0192",
    "0193", "0194", "0196", "0197", "0203", "0204", "0206", "0207", "0213", "0217", "0230", "0233", "0235",
    "0240", "0244", "0246", "0247", "0250", "0253", "0259", "0264", "0265", "0266", "0267", "0269", "0286",
    "0287", "0288", "0295", "0296", "0297", "0298", "0302", "0303", "0307", "0311", "0316", "0317", "0318",
    "0319", "0321", "0322", "0325", "0326", "0332", "0333", "0334", "0335", "0352", "0363", "0365", "0366",
    "0367", "0370", "0371", "0372", "0373", "0374", "0383", "0385", "0386", "0388", "0390", "0394", "0395",
    "0396", "0397", "0398", "0399", "0405", "0406", "0410", "0411", "0413", "0414", "0417", "0422", "0423",
    "0424", "0486", "0487", "0488", "0491", "0492", "0493", "0501", "0502", "0512", "0513",
})  # fmt: skip
"""Steps on the way, what somebody asked for, and what is merely offered."""


def _by_id(told: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for topic, ids in told.items():
        for one in ids.split():
            found[one] = (*found.get(one, ()), topic)
    return found


FIRING = _by_id(FIRES)
ENDING = _by_id(ENDS)
"""Id -> the topics it opens, or ends. 0051, a standby that is active, ends the recovery that led to it as well."""
