"""Names of medicines, and the endings that give away those nobody listed."""

import re

DRUGS = frozenset(
    """
    acetaminophen acetaminofen paracetamol tylenol ibuprofen ibuprofeno advil motrin nurofen aspirin aspirina
    naproxen naproxeno aleve meloxicam metacam carprofen rimadyl deracoxib firocoxib previcox robenacoxib galliprant
    tramadol gabapentin gabapentina codeine morphine fentanyl hydrocodone oxycodone buprenorphine butorphanol
    benadryl diphenhydramine difenhidramina cetirizine zyrtec loratadine claritin famotidine pepcid omeprazole
    prilosec ranitidine sucralfate cerenia maropitant ondansetron zofran metoclopramide imodium loperamide
    loperamida bismuth pepto peptobismol dramamine meclizine prednisone prednisolone prednisona dexamethasone
    cortisone hydrocortisone amoxicillin amoxicilina clavamox cephalexin doxycycline metronidazole flagyl
    enrofloxacin baytril azithromycin penicillin neosporin diazepam valium midazolam lorazepam xanax alprazolam
    trazodone trazodona fluoxetine prozac acepromazine phenobarbital levetiracetam keppra insulin insulina
    epinephrine adrenaline atropine apomorphine dexmedetomidine furosemide lasix pimobendan vetmedin enalapril
    amlodipine warfarin heparin vitamin melatonin melatonina cbd ivermectin ivermectina fipronil frontline
    permethrin nexgard bravecto simparica apoquel cytopoint
    """.split()  # noqa: SIM905 -- four hundred quotes would hide the names
)
"""Names of medicines that must not be written, unless the case is about one that was eaten."""

_ENDINGS = re.compile(
    r"[a-z]{3,}(?:cillin|mycin|micina|oxacin\w?|floxacin\w?|prazole?|profeno?|coxib|olol|statin|zepam|zolam|setron"
    r"|barbital"
    r"|sone|solone|nidazole?|conazole?|triptan|dipine|pril|sartan|xaban|gliptin|cetamol|caine|codone|morphone"
    r"|azine|tidine)"
)


def is_medicine(word: str) -> bool:
    """Whether a lower-case word is, or ends like, the name of a medicine; an l for an i, or a 1, hides nothing."""
    plain = word.replace("1", "l")
    return any(one in DRUGS or _ENDINGS.fullmatch(one) is not None for one in (plain, "i" + plain[1:]) if one)
