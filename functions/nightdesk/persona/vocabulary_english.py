"""The words a model may use to an owner, in English, in their plain forms."""

URGENT = frozenset(
    """
    a able about above act acted acting acts add afraid after afternoon again against age ages ago ahead aim air
    airway alert alive all alone along alongside aloud already also although always am amazing amount an and
    animals another answer answered any anybody anyone anything anywhere apart appear appears appetite are area
    aren't arm arms around arrange arrive arrived as aside ask asking asleep at ate attention aunt avoid awake
    away awful baby back bad bag ball bandage basket bath bathroom bathtub be beach beagle beak beat beating
    because become bed bedroom bee been bees before beg began begin begun behaving behavior being believe belly
    belong below bend bending beside besides best better between big bigger bird birds bit bite bites bitten
    black blanket blankets bleach bled bleed bleeding bleedings bleeds blind blink blinking blister blocks blood
    blue board bobbing bodies body bone bones bony boot bored boring born both bottle bottles bottom bounce bowl
    box boxes boy branch brave breast breath breathe breathes breathing breaths bright bring bringing brings
    brown bruise bruised brush bubbles buddy built bulges bulldog bump bumps burn burned burns bush busy but by
    cage call calling calm calmly came can can't cannot cant car care cared carefully caring carpet carrier
    carriers carry case cat caught cautious chain chair chance change changed changes check checking cheek chest
    chew chewed chihuahua child chin choke choking chunk circle circles claw claws clean cleaner clear clinging
    clinic clinics close closed closely closer cloth clothing cloths cloud cloudy clue clumsy coat coin cold
    collapse collapses collar collie color colors colour come comes comfort comfortable coming common company
    cone confused connect connecting container control cool cools cord cords corner correct cotton couch cough
    coughing could couldn't count counted counts courage cover crack crate crawl cries critical crouch crumbs
    cry cup curl curled cushion cut cute cuts cutting dachshund dad damp dangerous dangers dangle dangling dark
    daughter day days dead dear dearest deep deeper describe description deserve deserves desk detail details
    diagnose diarrhea did didn't different dig dim direct directions directly dirty discharge discolored dish
    distress distressed dizzy do doctor does doesn't dog dog's dogs doing don't done dont door doors double down
    dozen drag drain dress drift drinking drinks drip dripping drive driver drives driving drool drooling drop
    dropped droppings drowsy dry during dust each early ears easier easily easy eat eaten eating eats edge edges
    effort either elbow elevator else emergencies emergency end ends engine enough enter entire entrance escape
    even evening ever every everyone everything exact exactly except exhausted expect explain explore exposed
    extra eye eyelid eyes face faint fainted fall fallen family fan far farther fast faster favourite fear
    feather feathers fed feed feeder feel feeling feet fellow felt fence ferret ferrets fever few fight fighting
    figure film fin find fine finger fingers fingertip first fish fit fits five flashlight flat flea fleas floor
    flower flowers fluffed fluid foam foamy fold folded follow food foods foot for force form forty forward
    frame free fresh friend frightened frightening from front full fully fumes funny fur furry further gag
    gagging games gaping gather gauze gave gentle gently get gets getting girl give given gives glad glass glue
    go goes going gone good got gotten grab grass gray great grey grip ground growing growl grows guess guide
    guinea gulp gum gums gurgling gut guts guy hairball half halfway hall hamster hand handle handling hands
    hang hanging happen happened hard harder harness has hasn't have haven't hay he head heading health healthy
    hear hears heart heartbeat heartbeats heat heater heavily heavy held hello help helpful helping helps her
    here hers hes hi hiccup hide hides hiding high him himself his hiss hives hold hole holes home hop hope
    hopping horrible horse hospital hospitals hot hour hours house household how however hug huge human hungry
    hurry hurt hurting hurts husband husky hutch i i'd i'll i'm i've ice identical if ill illness im imagine
    immediately impact important in inch increase indoors inhale injured injuries injury inside instead
    instruction instructions interest intestine into iron is isn't it it'll it's itch itching itchy items its
    itself jacket jar jaw jerk jerking job joint juice jump jumping just keep keeper keeps key keys kid kids
    kind kindly kindness kit kitten kittens kneel knees knock knocked know lab label labrador lamp lap large
    last lasted lasts late lately lay leaf lean leans leash least leave leaves led left leg legs length less let
    lets lick licked licking licks lid lids lie lies lift lifting light lightheaded lightly like likes lilies
    lily limbs limp limping line lips liquid listen listening litter little loaded lobby lonely long longer look
    looking looks loose loosen lose loss lost lots loud love loved loves loving low lower lucky lukewarm lump
    lumps lungs lying maddening made main make makes male mama man manage many mark material mats matter matters
    may me meal mean means meantime meanwhile measure medicine meet message metal middle might mind mine minute
    minutes mirror miserable missing moan moist mold mom moment moments more morning most mother motion mount
    mouth mouths move movements moves moving much muscles mushroom must my myself nail nails name names napkin
    narrow natural naturally near nearby nearest neck need needed needle needs neighbor neighbors nervous nest
    never new newborns news next nice night no nobody noise noises noisy none normal normally nose nostril
    nostrils not note notes nothing notice noticed now number numbers nursing object odd of off offer often ok
    okay old older on once one ones only onto open opening opens or orange other our out outside over overnight
    own owner oxygen pace pack package packet pad padded pain painful paint pajamas pale palm panic paper papers
    paralyzed parents park part partner pass passenger passes passing past pat patch patience patient patterns
    pause pauses paw pawing paws peace pebble pee peed peeing peek peel pen pencil people perch perches perhaps
    persian person pet pets phone phones photo pick picked picture pictures piece pig pile pillow pills pink pit
    pits place plain plant plants plastic plate play playful playing please plenty pocket point poison poisoned
    poisonous pollen poodle poop poor poorly porch portion position possible possibly post pot pour pouring
    power pregnant press pressing pressure pretty prevent problem problems product protect proud provide puddle
    puddles pug pull pulse pump pumping puncture pup puppies puppy pups purple purr push pushes pushing put
    puzzled quarter quick quicker quickly quiet quietly quills quite rabbit rabbits raise raised rapid rapidly
    rash rate rather reach react reaction read ready real really rear reason receptionist recognize record
    records red refuse refuses regular relief rely remain remains remedy remember remove removed repeat reply
    reptile reptiles rescue respond responding responds rest resting restless restrain rests retch retches
    retching retriever reveal rhythm ribbon ribs ride rides ridge right ring rinse ripped rise road rodents roll
    rolled room roommate root rope rough round rub rubbed rubbing rubs rug running runs rush sad safe safely
    safety said saline same sample sat saw say saying says scale scales scan scared scarf scary scene scent
    scrape scratch scratches screen seal search seat seatbelt second seconds see seed seeds seem seen sees
    seizure sense senses separate serious set several shade shake shakes shaking shaky shallow sharp shave she
    sheet shelf shell shelter shepherd shes shirt shivering shivers shock shoes short should shoulder shouldn't
    shout show shows shut siamese sick side sides sigh sight sign signs silent since sip sips sit sits sitting
    size skin skull slide slight sling slip slipped slips slow slower slowing slowly slump slumped small smell
    smells smoke smoky smooth snake sneeze snout so soak soaked soaking soaks soap sock soft soften softly
    software some somebody someone something somewhere son soon sooner sore soreness sorry sound sounds space
    spare spasm spasms spayed speak speaker speaks specialist specks speed spider spill spilled spine spit
    splinter spot spread spreading spreads spurts squeeze squinting staff stagger staggering stain stairs stand
    standing stare staring start started starting starts stay staying stays steady step steps stick sticking
    sticks sticky stiff stiffness still sting stings stomach stood stool stop stopped stopping stops story
    straight strain straining strains strange stranger strap street strength stress stressed stretch stretched
    stretcher string stripe strong struggle struggles stuck stumble stumbles stung such suck sudden suddenly
    summary sunlight support sure surface surgery suspect swallow swallowed sweat sweet sweetest sweetheart
    sweetie swell swelling swells swim switch swollen symptom symptoms tabby tablets tag tail take taken takes
    taking talk talked talking tank tape taste taut team tear tearing tears techs teeth tell telling tells
    temperature ten tender tense tension terrible terrier test tested text texture than thank thanks that that's
    the their them themselves then there therefore thermometer these they they'll they're thick thin thing
    things think thirty this thorn those though thought thread threads three threw throat through throw throws
    tick tie tied tight tightly tights tilt tilted tilts time times tiny tip tired tissue to toad today toes
    together told tone tongue tonight too tooth top torn toss touch touched toward towards towel toy trace
    traffic trail trash travel tray treated tremble trembling trip trouble truck true trunk trust truth try
    trying tube tuck tug tummy turn turns twice twist twitch twitches twitching two type unable uncle
    unconscious under underneath understand understandable uneven unless unsteady unsure until unusual unwell up
    upright upset urgent urgently urinate urine us use used uses using usual usually vaccinated vehicle vein
    very vest vet veterinarian veterinary vets video view visible visit voice voices vomit vomited vomiting
    vomits wagging waist wait waiting wake waking walk walking walks walkway wall want wants warm warmer warmly
    warmth was wash washcloth wasn't wasp watch watched watching water watery way we we'll we're we've weak
    weaker weakness week weigh weighs weight well were wet wetting what what's whatever wheels when whenever
    where wherever which whichever while whimper whimpering whine white who whole whose why wide widest wife
    wild wildlife will window windows windy wing wings wipe wire wish with within without wobble wobbles
    wobbling wobbly woman womb won't wont wool word words working worm worms worried worry worse worsen
    worsening worst would wouldn't wound wounded wounds wrap wrapped wrapper wrapping write written wrong wrote
    yard yawning yelling yellow yelp yet you you'll you're you've young your youre yours yourself
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
"""May be said while a vet is wanted today or sooner. Nothing in here names a substance, money, or a later time."""

CALM = frozenset(
    """
    ability absence accept access accident accidents ache active activity adapt adult adults advance adventure
    afford aged agree alfalfa alike allergies allow almost alternate ammonia amounts ant anxiety anxious apple
    apples appointment approach approved aquarium argue asked asks attract aware bake balance balanced banana
    bananas bare bark barking barks basic basics bask basking bathe bathing baths beans bear beautiful bedding
    beef behave behaviour behind bell betta birth birthday biting bits bland blueberries blueberry boarding bond
    bonding bonus book booked booster boosters boredom bowls brain branches brand bread break breakfast breaks
    breed breeder breeds brief broccoli brushed brushes brushing budgie bug bugs build bunny business button buy
    cabinet calcium calmer canned cans carb cardboard careful carrot carrots cars catch catnip cats cattle cause
    causes ceiling celery center certain changing char chart chase chases chasing cheap cheaper cheese cherry
    chewing chews chicken children chlorine choice choose choosing chores church class classes cleaning clever
    click clicker climate climb climbing clip clipper clippers clips clothes coats cockatiel comb combing
    command community companion complete concern conditioner consider consistent contact contain continue cooked
    cooking corners cost costs couple covered covering covers cow cow's cows cozy crates create creature crunchy
    cucumber cue cues curious current curtain curtains custom cuttlebone cycle cycling daily dairy damage dander
    dates dawn daytime deal dechlorinated decide decision degree delay den dental depend depends destroy develop
    dials diet diets difference difficult diffuser digest digging dinner dislike display distance distract
    distraction doorway double-sided doubt dragon drains drawer dream dried dries drink drum dull dusk ear
    earlier eater effect eggs eight elderly electric emotional empty encourage energetic energy engage enjoy
    enjoys enrichment environment equal especially essential establish event eventually everyday exam examine
    example excellent excess excite excited excitement exciting exercise exercises expensive experience expert
    explores fabric fact fade fail fairly fake familiar families farm fashion fat favorite fearful fears feature
    feeding feeds feelings fell fewer field fifteen fights fill filled filter final finally finds finish fins
    fire fireworks firm fix fixed flavor flies float floors foil folks forever forget four freely freeze
    frequent frequently fridge friendly friends frighten frozen fruit fruits fun furniture fussy future gain
    gaining game garden gate gear gecko general generally glove goal goals golden goldfish grain grains gravel
    green greens greet greeting greetings groom groomed groomer grooming group groups grow growling growls grown
    growth guard guests guidelines habit habits hair hairballs hammock handled happens happier happily happy
    hardly harm harmful hatch hate heat-lamp height hen hidden hierarchy hisses hissing history hit holiday
    holidays hormones host houses humans humid humidity hunger hunt hunting hunts idea ideal ideas identify
    ignore ignoring images immune improve included including indeed indoor info ingredients insects instance
    instant instinct instincts interested interesting introduce introducing introduction invite itches item jobs
    join joints journey joy jumps keeping kennel kibble kinds king kitchen knee knows lack land language laps
    larger largest lasting later launch law lawn lawns lazy lead leader leads leafy learn learned learning
    learns leather leaving legal lesson lessons lettuce level levels license lick-mat life lifelong lifetime
    lights likely limit limited limits lining list listed lively lives living load local lock locked locks logs
    looked lot lounge lovely luck lunch machine mainly maintain major making manners map march market marking
    marks mass mat match mate mates matted maybe meals meaning measured meat meats medical medium meeting
    meetings melon member members memory men mental mention mess messy method microchip mild milk million
    mineral minerals minimum minor miss missed mistake mistakes mix mixed mixing model modern moisture molt
    months mood mornings motivate moult mouse mouthing movement mulch multiple music nap naps nature neat
    necessary negative neighborhood neither neuter neutered neutering newborn nibble nights nine nip nipping
    nips nitrate notices nutrients nutrition nuts oats objects obvious occasional occasionally offered offers
    office onions online opened options oranges order ordinary organic original otherwise outcome outdoor
    outdoors outer oven overweight owners oz packs pads page paid pair pan parent parks parrot partly parts
    party pasta paste path patiently pattern peaceful peanut pears peas pees pellets pepper percent perfect
    period periods permanent persistent personality phase pheromone physical pieces pin pineapple places plan
    planned planning plans played plays playtime pleasant pleasure plus poops popcorn pork portions positive
    posts potato potatoes potty pound pounds powder practice practise praise praises pregnancy prepare prepared
    presence present prevention prevents previous price prime private prize probably process produce products
    professional program progress project proper properly protection protects protein prove public pulling pulls
    pumpkin punish punished punishing punishment pure purpose puzzle puzzles quality question questions quieter
    quit races rain range rare rarely raw reached reactions reading reads realize reasons reassure receive
    recent recipe recipes recommend recommended recommends recover reduce reduces regularly related relationship
    relax relaxed relaxing release repeated repeats replace research resident resist resource resources respect
    restful result results return reward rewarded rewarding rewards rice rid rind risk risks risky roam roast
    robust rocks role roof rooms rotate routine routines rubber rule rules run runny safer salad salmon sand
    scare scares scents schedule schedules school science scold scolding scoop scooped scoops scratched
    scratchers scratching seafood seats secret section secure security seek select selection send senior seniors
    sensitive separated separation series serve serves settle settled settles settling seven shampoo shape share
    shared sharing shed shedding sheds shelters shelves shift shop shopping shorter shots shouting shower shred
    shy sibling siblings signal signals silence similar simple simply single sink site situation situations six
    skill skills skip sleep sleeping sleeps sleepy slice slices smaller smart smelling smelly snack snacks sniff
    sniffing sniffs snow social socialization socialize socks sofa softer soil solid solution solve somehow
    sometimes song sort source sources spaces spay spaying special species specific spend spent spin spinach
    split spoiled sport spots spray spraying spring squash squeaky squeal squirrel stable stage stages standard
    stands startle startled stash state states station steam stomachs store stores storm storms strangers straw
    strawberries strawberry stream stressful stretches stretching strict struggling student study style styptic
    substitute success successful sugar suggest suggests suit suitable suits summer sun sunny supper supplies
    supply suppose surfaces surprise surprised surprising surrounding swap swapping swaps sweater sweets
    swimming system table tables tails tanks tap tastes tasty taught teach teaching teething temper temperatures
    tempt tend tends term terms territory theirs thinking thirsty thirteen thousand threat thrive throughout
    thumb thumbnail thunder ticks tidy till timber timer timothy tips title toilet tolerate tomato tomorrow tool
    tools toothbrush toothpaste topic tortoise total touching tough tour town toys track train trained trainer
    trainers training trains transition transport trap traveling treat treats tree trees trick tricks tricky
    trigger triggers trim trimmed trimming trims trips truly trusts tub tunnel turkey turtle twelve twenty types
    typical typically ugly uncomfortable undercoat unhappy unique unlike upper upstairs urge useful uvb vacation
    vaccination vaccinations vaccine vaccines vacuum vacuuming value vary vegetable vegetables views visiting
    visitor visitors visits vocal volume volunteer wags wakes walked walls wander warning warnings washed
    washing watermelon wear wearing weather weed weekend weekly weeks weights welcome wheel whether whines
    whining whisker whistle win wind winter wise wonder wonderful wood wooden work worked works world worries
    worrying worth year years yelping yes yesterday yogurt yourselves yummy zone
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
"""May be said besides, when nothing is urgent."""
