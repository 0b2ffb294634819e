"""The words a model may use to an owner, in English, in their plain forms."""

URGENT = frozenset(
    """
    a able about above act acted acting acts add afraid after again against age ages ago ahead aim air airway
    alert alive all alone along alongside aloud already also although always am amazing amount an and animals
    another answer answered answers any anybody anyone anything anywhere apart appear appears appetite are area
    aren't arm arms around arrange arrive arrived as aside ask asking asleep at ate attention aunt avoid awake
    away awful baby back bad bag ball bandage basket bath bathroom bathtub be beach beagle beak beat beating
    because become bedroom bee been bees before beg began begin begun behaving behavior being believe belly
    belong below bend bending beside besides best better between big bigger bird birds birth bit bite bites
    bitten black blanket blankets bleach bled bleed bleeding bleedings bleeds blind blink blinking blister
    blocks blood blue board bobbing bodies body bone bones bony boot bored boring born both bottle bottles
    bottom bounce bowl box boxes boy branch brave breast breath breathe breathes breathing breaths bright bring
    bringing brings brown bruise bruised brush bubbles buddy built bulges bulldog bump bumps burn burned burns
    bush busy but by cage call calling calm calming calmly came can can't cannot cant car care cared carefully
    caring carpet carrier carriers carry case cat caught cautious chain chair chance change changes check
    checking cheek chest chew chewed chihuahua child chin choke choking chunk circle circles claw claws clean
    cleaner clear clinging clinic clinics close closed closely closer cloth clothing cloths cloud cloudy clue
    clumsy coat coin cold collapse collapses collar collie color colors colour come comes comfort comfortable
    coming common company conditioner conditioning cone confused connect connecting container control cool cools
    cord cords corner correct cotton cough coughing could couldn't count counted counts courage cover crack
    crate crawl cries critical crouch crumbs cry cup curl curled cushion cushions cut cute cuts cutting
    dachshund dad damp dangerous dangers dangle dangling dark daughter day days dead dear dearest deep deeper
    describe description deserve deserves desk detail details diagnose diarrhea did didn't different dig dim
    direct directions directly dirty discharge discolored dish distress distressed dizzy do doctor does doesn't
    dog dog's dogs doing don't done dont door doors double down dozen drag drain drape dress drift drinking
    drinks drip dripping drive driver drives driving drool drooling dropped droppings drowsy dry dull during
    dust each early ears easier easily easy eat eaten eating eats edge edges effort either elbow elevator else
    emergencies emergency end ends engine enough enter entire entrance escape even ever every everyone
    everything exact exactly except exhausted expect explain explore exposed extra eye eyelid eyes face faint
    fainted fall fallen family fan far farther fast faster favourite fear feather feathers fed feeder feel
    feeling feet fellow felt fence ferret ferrets fever few fight fighting figure fin find fine fingertip first
    fish fit fits five flashlight flat flea fleas flicking flower flowers fluffed fluid foam foamy fold folded
    follow food foods foot for force form forty forward frame fresh friend frightened frightening frightens from
    front full fully fumes fur furry further gag gagging gaping gather gauze gave gentle gently get gets getting
    girl give given gives glad glass go goes going gone good got gotten grab grass gray great green grey grip
    ground growing growl grows guess guide guinea gulp gum gums gurgling gut guts guy hairball half half-open
    halfway hall hamster hand handle handling hands hang hanging happen happened hard harder harness has hasn't
    have haven't hay he head heading health healthy hear hears heart heartbeat heartbeats heat heater heavily
    heavy held hello help helpful helping helps her here hers hes hi hiccup hide hides hiding high him himself
    his hiss hives hold hole holes hop hope hopping horrible horse hospital hospitals hour hours house household
    how however hug huge human hungry hurry hurt hurting hurts husband husky hutch i i'd i'll i'm i've ice
    identical if ill illness im imagine immediately impact important in inch increase indoors inhale injured
    injuries injury inside instead instruction instructions interest intestine into iron is isn't it it'll it's
    itch itching itchy items its itself jacket jar jaw jerk jerking job joint jump jumping just keep keeper
    keeps key keys kid kids kind kindly kindness kit kitten kittens kneel knees knock knocked know lab label
    labour labrador lamp lap large last lasted lasts late lately lay leaf lean leans leash least leave leaves
    led left leg legs length less let lets lick licked licking licks lid lids lie lies lift lifting light
    lightheaded lightly lights like likes lilies lily limbs limp limping line lips liquid listen listening
    litter little lively loaded lobby lonely long longer look looking looks loose loosen lose loss lost lot lots
    loud love loved loves loving low lower lucky lukewarm lump lumps lungs lying maddening made main make makes
    male mama man manage many mark material mats matter matters may me mean means meantime meanwhile measure
    medicine meet message metal middle might mine minute minutes mirror miserable missing moan moist mold mom
    moment moments more morning most mother motion mount mouth mouths move movements moves moving much muscles
    mushroom must my myself name names napkin narrow natural near nearby nearest neck need needed needs neighbor
    neighbors nervous nest never new newborns news next nice night nightdesk no nobody noise noises noisy none
    normal normally nose nostril nostrils not note noted notes nothing notice noticed now number numbers nursing
    object odd of off offer often ok okay old older on once one ones only onto open opens or other our out
    outside over overnight owner oxygen pace pack package packet pad padded pain painful paint pajamas pale palm
    panic panting paper papers paralyzed parents park part partner pass passenger passes passing past pat patch
    patience patient patterns pause pauses paw pawing paws peace pebble pee peed peeing peek peel pen pencil
    people perch perches perhaps persian person pet pets phone phones photo pick picked picture pictures piece
    pig pile pillow pills pink pit pits place plain plant plants plastic plate play playful playing please
    plenty pocket point poison poisoned poisonous pollen poodle poop poor poorly porch portion position possible
    possibly post pot pour pouring power pregnant press pressing pressure pretty prevent problem problems
    product program protect proud provide puddle puddles pug pull pulse pump pumping puncture pup puppies puppy
    pups purple purr push pushes pushing put puzzled quarter quick quicker quickly quiet quietly quills quite
    rabbit rabbits raise raised rapid rapidly rash rate rather reach react reaction read ready real really rear
    reason receptionist recognize record records red refuse refuses regular relief rely remain remains remedy
    remember remove removed repeat reply reptile reptiles rescue respond responding responds rest resting
    restless restrain rests retch retches retching retriever reveal rhythm ribbon ribs ride rides ridge right
    ring rinse ripped rise road rodents roll rolled room roommate root rough round rub rubbed rubbing rubs rug
    running runs rush sad safe safely safety said saline same sample sat saw say saying says scale scales scan
    scared scarf scary scene scent scrape scratch scratches screen seal search seat seatbelt second seconds see
    seed seeds seem seen sees seizure sense senses separate serious set several shade shake shakes shaking shaky
    shallow sharp she sheet shelf shell shelter shepherd shes shirt shivering shivers shock shoes short should
    shoulder shouldn't shout show shows shut siamese sick side sides sigh sight sign signs sigo silent since sip
    sips sit sits sitting size skin skull slide slight sling slip slipped slips slow slower slowing slowly slump
    slumped small smell smells smoky smooth snake sneeze snout so soak soaked soaking soaks soap sock soft
    soften softly software some somebody someone something somewhere son soon sooner sore soreness sorry sound
    sounds space spare spasm spasms spayed speak speaker speaks specialist specks speed spider spill spilled
    spine spit splinter spot spread spreading spreads spurts squeeze squinting staff stagger staggering stain
    stairs stand standing stare staring start started starting starts stay staying stays steady step steps stick
    sticking sticks sticky stiff stiffness still sting stings stomach stood stool stop stopped stopping stops
    story straight strain straining strains strange stranger strap street strength stress stressed stretch
    stretched stretcher stripe strong struggle struggles stuck stumble stumbles stung such suck sudden suddenly
    summary sunlight support sure surface surgery suspect swallow swallowed sweat sweet sweetest sweetheart
    sweetie swell swelling swells swim switch swollen symptom symptoms tabby tablet tablets tag tail take taken
    takes taking talk talked talking tank tap taste taut team tear tearing tears techs tell telling tells
    temperature ten tender tense tension terrible terrier test tested text texture than thank thanks that that's
    the their them themselves then there therefore thermometer these they they'll they're thick thin thing
    things think thirty this thorn those though thought thread threads three threw through throw thrown throws
    tick tie tied tight tightly tights tilt tilted tilts time times tiny tip tired tissue to toad today toes
    together told tone tongue tonight too tooth top torn toss touch touched toward towards towel toy trace
    traffic trail trash travel tray treated tremble trembling trip trouble truck true trunk trust truth try
    trying tube tuck tug tummy turn turns twice twist twitch twitches twitching two type unable uncle
    uncomfortable unconscious under underneath understand understandable uneven unless unsteady unsure until
    unusual unwell up upright upset urgent urgently urinate urine us use used uses using usual usually
    vaccinated vehicle vein very vest vet veterinarian veterinary vets video view visible visit voice voices
    vomit vomited vomiting vomits wagging waist wait waiting wake waking walk walking walks walkway wall want
    wants warm warmer warmly warmth was wash washcloth wasn't wasp watch watched watching water watery way we
    we'll we're we've weak weaker weakness weigh weighs weight well were wet wetting what what's whatever wheels
    wheezing when whenever where wherever whether which whichever while whimper whimpering whine white who whole
    whose why wide widest wife wild wildlife will window windows windy wing wings wipe wire wish with within
    without wobble wobbles wobbling wobbly woman womb won't wont wool word words working worm worms worried
    worry worse worsen worsening worst would wouldn't wound wounded wounds wrap wrapped wrapper wrapping write
    wrong wrote yard yawning yelling yellow yelp yet you you'll you're you've young your youre yours yourself
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
"""May be said while a vet is wanted today or sooner. Nothing in here names a substance, money, or a later time."""

CALM = frozenset(
    """
    ability abroad absence absolutely accept access accident accidentally accidents ache across action active
    activity actual adapt address adjust admit adopt adult adults advance advantage adventure affect afford
    afternoon aged agree airy alarm alcohol alfalfa alike allergies allow almost alternate amazed ambient
    ammonia amounts angle angry animal ankle announce annoy annual ant anxiety anxious anymore apartment
    apologize apple apples appointment appreciate approach approved aquarium arch argue armful arrow asked asks
    assist assume attach attempt attend attitude attract autumn available average aware awkward babies backpack
    backseat backward backwards bad-tempered badly bake bakery balance balanced balcony ballpark banana bananas
    banner bare barely bark barking barks barrier basement basic basics bask basking bathe bathing bathmat baths
    bay beans bear beard beautiful bed bedding bedside bedtime beef beep beer behalf behave behaviour behind
    bell beloved belt bench beneath bent berries betta beyond bib bike birthday biting bits bitter bland blank
    blaze bless blinked blocked bloom blow blown blueberries blueberry boarding boat body-weight bold bond
    bonding bonus book booked booster boosters booties boredom borrow bother boundary bow bowel bowls brain
    brake branches brand bread breadth break breakable breakfast breaks breed breeder breeds breeze brick bridge
    brief briefly brightly brilliant broad broccoli broken brother brought bruising brushed brushes brushing
    bubble bucket buckle budge budget budgie bug bugs build building bulb bulge bulky bumpy bunch bundle bungee
    bunny burden burp burst bury bus business butt butter button buy cab cabin cabinet cable calcium calf calmer
    cancel canned cans cap capable captain carb cardboard careful caregiver cargo carrot carrots cars cat's
    catch catnip cats cattle cause causes ceiling celery cell center central certain chairs chamber changed
    changing channel char charge charming chart chase chases chasing chat cheap cheaper cheapest cheeky cheer
    cheerful cheese cherish cherry chewing chews chicken children chill chilly chip chirp chlorine choice choose
    choosing chops chores church claim clap class classes cleaning clench clever click clicker climate climb
    climbing cling clip clipper clippers clips clock closet clothes club clump clutch coach coast coats
    cockatiel coffee cola collect column comb combine combing command comment community companion compare
    complain complete comply computer concern concerned concrete condition confident confirm confusing
    connection consider consistent constant contact contain content continue contract contraction contractions
    convince cooked cooking cooler coordinate copy core corners corridor cost costs cosy cot couch couple course
    cover-up covered covering covers cow cow's cows cozy cradle cramp cramps crates crazy cream crease create
    creature creep crew crisp criss crook crooked cross crowd crowded crumb crumble crunch crunchy crust cube
    cucumber cuddly cue cues cupboard cupped curb curious current curtain curtains curve custom cuttlebone cycle
    cycling daily dairy damage dander dare darker dashboard date dates dawn day-to-day daylight daytime deaf
    deal dechlorinated decide decision deck deeply defend definite definitely degree delay delicate delight
    deliver demand den dense dental depend depends desert despite destination destroy determine develop device
    diagram dials diaper diet diets difference differently difficult diffuser digest digging dinner dip
    direction dirt disappear discomfort discover discuss dislike display distance distract distraction
    distressing disturb ditch dock dog-bed donut door-to-door doorbell doorway double-sided doubt dragged dragon
    drained drains dramatic dramatically drastic drawer dream dried dries drink drive-in driveway droop droopy
    drop drum dryer dryness duck due dug dump durable duration dusk dusty duty duvet eager ear earlier earn
    earth ease east eat-up eater echo effect egg eggs eight elastic elder elderly electric electricity elevate
    elevated embrace emotion emotional employee empty enable encourage encouraging endless energetic energy
    engage enjoy enjoyable enjoys enlarge enormous enrichment ensure entertain entry envelope environment equal
    equally equipment errand especially essential establish estimate evening evenly event eventually everyday
    evidence exam examine example excellent excess exchange excite excited excitement exciting exercise
    exercises exhaust exist exit expand expensive experience expert explores express extend extended extent
    exterior extremely eyelids fabric facedown facial fact factor fade fail fairly faith fake familiar families
    fancy farm fashion fast-moving fasten fat favor favorite fearful fears feature feed feeding feeds feel-good
    feelings fell female fetch fewer field fierce fifteen fifth fights fill filled film filmed filter final
    finally finds fine-tune finger fingers finish fins fire firefighter fireworks firm firmly fist fix fixed
    flap flare flash flat-faced flatten flavor flex flick flies float floor floors flop floppy flow flutter
    flying focus fog foggy foil foldable folder folks food-bowl footage foothold forehead foremost forest
    forever forget fork formula forth fortunate four fragile frantic freak free freely freeze freezer freezing
    frequent frequently fridge friendly friends fright frighten frog froth frothy frown frozen fruit fruits fuel
    full-time fun funny furniture fuss fussy future gadget gain gaining game games gap garage garden gasp
    gasping gate gauge gear gecko general generally generous gently-used genuine gesture giant giggle gladly
    glance gland glasses glide global glove glue goal goals goggles golden goldfish goodness gosh grade grain
    grains gram grand grandma grandpa gravel greasy greatly greens greet greeting greetings grew grocery groggy
    groom groomed groomer grooming grooves group groups grow growling growls grown grownup growth grumpy guard
    guest guests guidance guidelines gulping gum-line gush gushing gust habit habits hair hairballs hairy
    hallway halt hammer hammock hamper handkerchief handled hands-on handy happens happier happily happy
    hard-working hardly harm harmful harmless hatch hatchback hate haul headache headfirst headlight headrest
    heal healing heap heart-shaped heat-lamp heaving heavy-handed heel height helper helpline hen hesitant
    hesitate hey hidden hierarchy hind hint hip hips hisses hissing historic history hit hoarse hobby hold-off
    hold-up holiday holidays hollow home homely honest honey honor hood hopeful hormones horn hose hospitalised
    host hot hotel hotter houses hover how's huddle humans humid humidity humming hump hundred hunger hunt
    hunting hunts hurried hurriedly hydrate icepack icy idea ideal ideas identify ignore ignoring image images
    immediate immune impatient improve include included including incredible indeed index indicate indoor info
    ingredients initial injure inner insects inspect instance instant instantly instinct instincts insurance
    intake intense interested interesting interior intersection interval introduce introducing introduction
    invite involve irregular irritate irritated itches item jam jealous jelly jerky jet jingle jobs jog join
    joints journey joy juice juicy jumper jumps jumpy junction jungle junk justify keen keeping kennel kettle
    keyboard kibble kick kinds king kitchen knead knee knob knot knowledge known knows knuckle lack ladder lake
    lamb land lane language laps laptop larger largest lash last-minute lasting later latest laugh launch
    laundry law lawn lawns layer lazy lead leader leads leafy leak leakage leap learn learned learning learns
    leather leaving ledge leg-room legal leisure lend lesson lessons lettuce level levels license lick-mat life
    lifelong lifetime lightweight likely limb limit limited limits line-up linen lining list listed listless
    liter lives living load loaf local locate location lock locked locker locks logical logs long-haired longest
    looked loop loosely lorry lotion loudly lounge lovable lovely luck luggage lunch lurch machine magazine
    magic maid mail mainly maintain major making mango manner manners map marble march market marking marks mask
    mass mat match mate mates matted mattress maximum maybe meal meals meaning measured measuring meat meats
    mechanic medical medium meeting meetings melon member members memory men mental mention mess messy method
    microchip midday midnight mild mile miles milk mill million mind mineral minerals mini minimum minivan minor
    minus miss missed mist mistake mistakes mitten mix mixed mixing mixture model modern moisture molt money
    month months mood moon mop mornings motivate motor motorbike moult mountain mouse mouthful mouthing movable
    movement movie mud muddy muffled mug mulch multiple mumble murmur muscle mushy music muzzle nail nails nap
    napping naps nasty nation native naturally nature naughty neat necessary needle negative neighborhood
    neither nerve nerves nervousness net neuter neutered neutering neutral newborn newspaper next-door nibble
    nightlight nightmare nights nine nip nipping nips nitrate nod noisily nook noon notebook noticeable notices
    nudge numb nut nutrients nutrition nuts oats obey objects observe obvious obviously occasion occasional
    occasionally occur ocean odor offered offers office oil oils oily ointment ongoing onions online onset oops
    opaque opened opening operate opposite option optional options oral orange orange-ish oranges order ordinary
    organic organize origin original otherwise ouch ours outcome outdoor outdoors outer outline outlook
    outskirts oval oven overall overheat overheated oversee overtired overweight owe own owners ownership oz
    pacing packs paddle pads page paid pair pajama pan panel panicky pant pantry pants parcel parent parking
    parks parrot partial partly parts party passage pasta paste patchy path patiently pattern pavement paw-print
    peaceful peanut pear pears peas pebbles pedal pee-pad peep pees pellets penny pepper peppers percent perfect
    perfectly perform period periods permanent persist persistent personal personality pet-friendly phase
    pheromone photograph physical pickup picnic pieces piercing pilot pin pineapple pinkish pipe places placid
    plan plane planet planned planning plans platform played plays playtime pleasant pleasure plug plump plus
    pointy poke polish polite pond pool poops pop popcorn pork portable portions positive possess postpone posts
    potato potatoes potential potty pouch pound pounds powder powerful practice practise praise praises pram
    precaution precious precisely predict prefer pregnancy prepare prepared presence present presently presume
    pretend prevention prevents previous price prick prime priority private prize probable probably process
    produce products professional progress project promptly proof proper properly property protection protective
    protects protein proudly prove public puff puffed puffy pulling pulls pumpkin punch punish punished
    punishing punishment pupil pupils pure purely purpose purring purse pushy puzzle puzzles quake quality
    quantity queasy quest question questions queue quicken quickest quieter quit quiver race races rack radar
    radiator radio rag rail rain raincoat rainy ramp ran random range rare rarely rash-like rattle raw reached
    reactions reading reads realize reasons reassure reassuring recall receive recent recently recipe recipes
    recline recommend recommended recommends recover rectangle reddish reduce reduces refer reflect reflex
    regard region register regret regularly reheat reject relate related relationship relax relaxed relaxes
    relaxing release reliable reluctant remark remind remote repair repeated repeats replace report request
    require research resident resist resource resources respect responsible restful result results resume retire
    retrieve return reward rewarded rewarding rewards rib rice rid right-hand rigid rim rind rip risk risks
    risky river roadside roam roast robe robust rock rocks rocky rod role roof rooms rope rotate roughly route
    routine routines row rubber rubbish rucksack ruin rule rules rummage run runny rural rustle sack sadly
    safe-ish safer sag salad salmon salt salty same-day sand sandal satisfied sausage scab scald scare scares
    scatter scents schedule schedules scheme school science scold scolding scoop scooped scoops scooter
    scratched scratchers scratching scratchy scream screech screw scrub seafood seam season seated seats
    second-hand secret section secure securely security seek seldom select selection selfie send senior seniors
    sensation sensible sensitive sentence separated separation series seriously serve serves service settle
    settled settles settling seven severe severely sew shadow shampoo shape share shared sharing shatter shave
    shawl shed shedding sheds shelters shelves shield shift shine shiny ship shiver shoe shoebox shoelace shop
    shopping shore shorter shortly shorts shots shouting shove shovel shower shred shrink shuffle shy sibling
    siblings sidewalk sideways signal signals silence silently silk similar simple simply sincere single sink
    siren sister site sitter situation situations six sized skill skills skip skirt sky slam slant slap sleek
    sleep sleeping sleeps sleepy sleeve slice slices slightly slim slimy slippers slippery slit slope slouch
    sluggish slurp smaller smart smash smelling smelly smile smoke smoothly snack snacks snap snatch sneaker
    sneezing sniff sniffing sniffle sniffs snooze snore snort snow snug snuggle soapy sob social socialization
    socialize socket socks sofa softer soggy soil solid solution solve someday somehow sometime sometimes
    somewhat song soothe soothing sort soul soup source sources south spaces spacious sparkle spay spaying
    special species specific speech speedy spend spent spin spinach spirit splash split spoil spoiled spongy
    sport spots spotted spotty spout sprain spray spraying spring sprinkle squash squat squeak squeaky squeal
    squirm squirrel stable stack stage stages stairwell stall stamp standard stands standstill staple star
    startle startled starve stash state statement states station status steadily steam steel steep steer stem
    stern stiffen stillness stitch stitches stocking stomachs stony stool-sample stoop storage store stores
    storm storms stove straight-faced straighten strand strangers straw strawberries strawberry stray streak
    stream streetlight stressful stretches stretching strict strictly string strip stroke stroking stroll
    stroller strongly structure struggling stubborn student study stuff stuffy sturdy style styptic subject
    substance substitute succeed success successful suction suffer sufficient sugar suggest suggests suit
    suitable suitcase suits summer sun sunny sunshine super supper supplies supply suppose sure-fire surely
    surfaces surprise surprised surprising surround surrounding sustain swap swapping swaps sway swaying sweater
    sweep sweetly sweets swift swiftly swimming swing swipe system tab table tables tailgate tails tall tangle
    tangled tanks tape target task tastes tasty taught taxi tea teach teaching tease teenager teeth teething
    television temper temperatures temple temporary tempt tend tends tennis tent term terms terribly terrified
    terrify territory thankful thaw theirs thicken thickness thigh thinking thirst thirsty thirteen thorough
    thoroughly thousand threat threaten thrive throat throb throne throughout thumb thumbnail thump thunder
    ticket ticks tidy tighten tile till timber timer timothy tin tinge tips tiptoe tire tiredness title toast
    toddler toe toenail toilet tolerate tomato tomorrow ton tongs tool tools toothbrush toothless toothpaste
    topic topple torch tortoise total totally touching tough tour tow towel-wrapped tower town toxic toys track
    train trained trainer trainers training trains transition transport trap traveling tread treat treats tree
    trees trembly tremor tremors trial triangle trick trickle tricks tricky trigger triggers trim trimmed
    trimming trims triple trips trolley tropical trot trouser truly trusts tub tumble tummy-ache tuna tune
    tunnel turkey turnoff turtle tv tweezers twelve twenty twin twitchy types typical typically ugly ultra
    umbrella unaware unclear uncover underbelly undercoat undo uneasy unfair unfold unhappy unhurt uniform
    unique unit unlike unlikely unlock unplug unsafe unsettled unsettling unsteadily unused unusually unwrap
    upcoming update uphill upper upside upstairs urge usable useful utmost uvb vacation vaccination vaccinations
    vaccine vaccines vacuum vacuuming valuable value van vapor various vary vast vegetable vegetables vent verge
    veterinary-team via vibrate victim views village vinegar vinyl violent violently vision visiting visitor
    visitors visits vital vocal vodka volume volunteer vulnerable wade wag wags wakes walked walker walls wander
    wardrobe warm-up warn warning warnings wary washable washed washing watermelon wave wavy waxy weakly wear
    wearing weary weather weed week weekend weekends weekly weeks weep weights weird welcome well-being west
    wheel wheeze wheezy whines whining whip whirl whisker whiskers whisper whistle widely widen wiggle willing
    win wince wind windshield wine winter wiper wireless wise woke wolf wonder wonderful wood wooden woods
    word-for-word work workable worked works world worn worries worrying worth worthwhile wow wriggle wrinkle
    wrist writing yank yawn year yearly years yell yellowish yelping yes yesterday yogurt yolk youngest
    youngster yourselves yummy zip zipper zone
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
"""May be said besides, when nothing is urgent."""
