"""General questions, in English: common sheets for owners, to be reviewed by a vet before they are relied on."""

from nightdesk.persona.answers import Answer

_EAT = r"eats?|eating|have|feed|give|safe|ok|okay|bad|good|toxic|poison\w*|dangerous"

ANSWERS: tuple[Answer, ...] = (
    Answer(
        about=(r"grapes?|raisins?|sultanas?|currants?",),
        says="No: grapes and raisins can harm a dog's kidneys, and no amount is known to be safe. Keep them from cats "
        "too. If {pet} ate any, tell me how many and when.",
    ),
    Answer(
        about=(r"chocolate|cocoa|cacao|brownies?",),
        says="No chocolate: the darker it is, the less it takes. If {pet} ate some, tell me the kind, how much, and "
        "the weight, and I do the sum at once.",
    ),
    Answer(
        about=(r"onions?|garlic|leeks?|chives?|shallots?",),
        says="No: onion, garlic, leek and chives harm the blood of dogs and cats, cooked or raw, and it shows days "
        "later. If {pet} ate some, tell me how much.",
    ),
    Answer(
        about=(r"xylitol|birch sugar|sugar ?-?free|gum",),
        says="No: xylitol, also called birch sugar, is dangerous to dogs even in small amounts. Check the label of "
        "gum, mints and peanut butter. If {pet} ate any, tell me now.",
    ),
    Answer(
        about=(r"lil(?:y|ies)|lillies",),
        says="No lilies where a cat lives: leaf, petal, pollen and even the vase water can be deadly to cats. If {pet} "
        "touched or chewed one, tell me now.",
    ),
    Answer(
        about=(r"macadamias?|alcohol|beer|wine|coffee|bread dough|raw dough|avocado", _EAT),
        says="Better not: that one can make a pet ill. If {pet} already had some, tell me what, how much, and the "
        "weight.",
    ),
    Answer(
        about=(r"bones?", r"eats?|give|have|chew|safe|ok|cooked|raw|chicken"),
        says="No cooked bones: they splinter. Raw ones can break teeth or get stuck too. A chew you can dent with a "
        "thumbnail is kinder. If {pet} swallowed one, tell me.",
    ),
    Answer(
        about=(r"peanut butter",),
        says="Plain peanut butter suits most dogs as a lick now and then. Read the label first: xylitol, also called "
        "birch sugar, is dangerous to dogs.",
    ),
    Answer(
        about=(
            r"(?:blue|straw|rasp)berr(?:y|ies)|apples?|bananas?|watermelon|melon|carrots?|cucumbers?|green beans"
            r"|pumpkin|pears?|mango(?:es|s)?|peas|broccoli|sweet potato(?:es)?|pineapple",
            _EAT,
        ),
        says="Yes, in small pieces as a treat, for most dogs: washed, plain, without seeds, pits or rind. Cats seldom "
        "care for it. Too much at once can upset the belly.",
    ),
    Answer(
        about=(r"(?:cooked |plain |boiled )?(?:rice|chicken|turkey|eggs?|fish|salmon|tuna)", _EAT),
        says="Plain and cooked through, without bones, skin, salt, onion or garlic, a little is fine for most dogs and "
        "cats. It does not replace their own food.",
    ),
    Answer(
        about=(r"milk|cheese|yogurt|yoghurt|ice cream|dairy", _EAT),
        says="A lick of plain cheese or yogurt suits some pets, but many can't digest milk and get loose stools. Water "
        "is the drink for cats and dogs. Never one with xylitol or chocolate.",
    ),
    Answer(
        about=(r"raw", r"food|diet|meat|feed\w*|chicken"),
        says="Raw food can carry germs that make pets and people ill, children most of all, and is hard to balance. "
        "Many vets advise against it. If you feed it, plan it with your vet.",
    ),
    Answer(
        about=(r"grass", r"eat\w*|chew\w*|munch\w*"),
        says="Many dogs and cats eat a little grass, and most are well. Keep to lawns without weed killer. See a vet "
        "if it is new and often, or comes with vomiting, no appetite or weight loss.",
    ),
    Answer(
        about=(r"pupp(?:y|ies)|kittens?", r"feed\w*|food|eat|meals?", r"how (?:often|much|many)|when|times"),
        says="Small ones eat often: three or four meals a day when very young, then three, then two from about half a "
        "year. Use a food for their age, and the chart on the pack for the amount.",
    ),
    Answer(
        about=(r"how (?:much|often)|how many times", r"feed|eat|food|meals?"),
        says="Start with the chart on the pack for a healthy weight of {pet}, in two meals a day. You should feel "
        "the ribs under a thin cover. Your vet can set the exact amount.",
    ),
    Answer(
        about=(r"how (?:much|often)", r"drink\w*|water"),
        says="Fresh water all day. Drinking much more than usual for a day or two is worth a vet visit; drinking "
        "nothing for a day means a vet the same day.",
    ),
    Answer(
        about=(r"over ?weight|fat|chubby|lose weight|diet",),
        says="Slowly does it: measure each meal, cut treats first, and add a bit of play or walking. Never starve a "
        "cat: that is dangerous. Your vet can set a goal weight.",
    ),
    Answer(
        about=(r"pupp(?:y|ies)", r"bit(?:e|es|ing)|nip\w*|mouthing|chew\w*"),
        says="Biting is how puppies play and teethe. When teeth touch skin, go still, then offer a toy. If it goes on, "
        "leave for half a minute. Lots of naps help. Never hit or shout.",
    ),
    Answer(
        about=(r"cats?|kittens?|kitty", r"scratch\w*|claw\w*", r"couch|sofa|furniture|carpet|rug|chairs?|door|wall"),
        says="Cats need to scratch. Put a tall, firm post right beside the couch, rub catnip on it, praise each use, "
        "and cover the old spot with foil or tape for some weeks. Never punish.",
    ),
    Answer(
        about=(r"litter ?(?:box|tray|train\w*)|pee\w* (?:on|in|outside)|potty|house ?-?(?:train\w*|break\w*)",),
        says="Take a puppy out after each sleep, meal and play, and praise at once. For a cat: one box each and one "
        "more, scooped daily. A cat that strains and passes no urine needs a vet now.",
    ),
    Answer(
        about=(r"bark\w*|howl\w*|whin(?:e|es|ing)|meow\w*", r"stop|why|how|night|keeps?|always"),
        says="First see what comes before it: boredom, a noise, being alone. Give more walks and chews, and reward "
        "quiet moments. If it is new in an older pet, let a vet look for pain.",
    ),
    Answer(
        about=(r"alone|separation|leave (?:him|her|it|them)|anxi\w+|scared|fireworks|thunder",),
        says="Stay calm, give a small dark den and a soft steady noise, and practice very short absences that end "
        "before the fear starts. Never punish fear. If it is bad, a vet can help.",
    ),
    Answer(
        about=(r"introduc\w*|get along|new (?:cat|kitten|dog|puppy|baby)", r"cats?|kittens?|dogs?|pupp(?:y|ies)|baby"),
        says="Slowly: separate rooms first, swap blankets so they know the smell, feed on both sides of a closed door, "
        "then short calm meetings. It can take weeks. Go back a step if there is hissing.",
    ),
    Answer(
        about=(r"crate|kennel",),
        says="Make the crate a nice place: soft bed, door open, meals inside. Close it for seconds, then minutes. "
        "Never as a punishment, and not longer than {pet} can hold its bladder.",
    ),
    Answer(
        about=(r"vaccin\w*|shots?|rabies",),
        says="Puppies and kittens start at about six to eight weeks, repeat every few weeks until about four months, "
        "then boosters. Which ones depends on where you live: ask your vet.",
    ),
    Answer(
        about=(r"spay\w*|neuter\w*|castrat\w*|fix(?:ed)?", r"when|should|age|why|how|does|is"),
        says="Most cats are neutered before they are half a year old; for dogs the best age depends on size and breed. "
        "Your vet can tell you for {pet}.",
    ),
    Answer(
        about=(r"fleas?|ticks?|worms?|deworm\w*",),
        says="Use only a product made for this kind of animal and its weight, from your vet. Never put a dog's product "
        "on a cat: some kill cats. Wash bedding hot.",
    ),
    Answer(
        about=(r"teeth|tooth|dental", r"brush\w*|clean\w*|breath|care|how"),
        says="Brush once a day with a soft brush and a paste made for pets, never human paste. Start with a finger and "
        "a treat. Bad smell, red gums or not eating: a vet should look.",
    ),
    Answer(
        about=(r"bath\w*|shampoo|groom\w*|shed\w*|nails?", r"how|often|should|can|best|why|does"),
        says="Bathe only when dirty, with a shampoo made for pets. Brush a little often, and cut nails a bit at a "
        "time: stop before the pink. Bald or sore spots: a vet should look.",
    ),
    Answer(
        about=(r"walks?|exercise|play", r"how (?:much|often|long)|need|should"),
        says="Most dogs like two good walks a day, less for the very young, old or flat-faced; cats like a few short "
        "play times. Skip the heat of the day, and stop when {pet} lags.",
    ),
    Answer(
        about=(r"put (?:\w+ ){0,4}(?:to sleep|down)|euthan\w*|quality of life|time to say goodbye",),
        says="That is one of the hardest questions there is. Think of food, rest, pain, and whether good days still "
        "outnumber bad. Your vet can look with you, without hurry. I'm here.",
    ),
    Answer(
        about=(r"afford|too expensive|no money|can't pay|cost|how much is a vet|free vet|cheap",),
        says="Tell the clinic the truth on the phone: many offer payment plans, and shelters, vet schools and "
        "charities often help. Ask what is most needed first. Is {pet} in trouble right now?",
    ),
    Answer(
        about=(r"lost|missing|ran away|run away", r"dog|cat|pet|puppy|kitten|him|her"),
        says="Search close by first, calm, with food and a known blanket outside. Call shelters and vets nearby with a "
        "photo, and your microchip company. If {pet} is found hurt, tell me.",
    ),
    Answer(
        about=(r"(?:dog|cat|pet|puppy|kitten|rabbit|he|she)(?: just)? (?:died|passed|has died|is dead)|i lost my",),
        says="I'm so sorry. You don't have to decide anything tonight. Keep your pet somewhere cool, wrapped in a "
        "blanket; any vet can help with what comes next. I'm here if you want to write.",
    ),
    Answer(
        about=(r"call me|can i (?:talk|speak)|talk to (?:a|someone|the)|speak to|phone number",),
        says="Call this number and say what is wrong; press one there and I ring our vet. If {pet} is in trouble right "
        "now, tell me in a few words first.",
    ),
    Answer(
        about=(r"clinic|vet|hospital|er", r"where|near\w*|far|address|open|closest"),
        says="Tell me your town or ZIP code and I name the emergency clinic I know there, with its number. If {pet} is "
        "in trouble, tell me what you see first.",
    ),
)
