"""The pets desk in English."""

from nightdesk.persona.words import Words

ENGLISH = Words(
    pets={"dog": "your dog", "cat": "your cat", "rabbit": "your rabbit", "bird": "your bird"},
    pet="your pet",
    go_now="Take {pet} to an emergency vet now.",
    within_the_hour="Please get {pet} to a vet within the hour.",
    today="{pet} should see a vet today.",
    at_home="This can be looked after at home for now.",
    information="Good question, and nothing urgent in what you tell me.",
    hello="Hi, this is Nightdesk. Tell me what is happening with your pet: what you see, and since when.",
    call_clinic="I am not a vet, they are. Call on the way: {clinic}.",
    find_clinic="I am not a vet. Search for the nearest open emergency vet and call on the way.",
    waking="I'm waking our vet now.",
    dose="{toxin}: about {dose}, {band}.",
    bands={
        "below": "below what usually causes trouble",
        "low": "enough to make a pet ill",
        "moderate": "a serious amount",
        "severe": "a dangerous amount",
        "any": "and no amount of it is safe",
    },
    human={
        "self-harm": "I'm glad you told me. You come first: please call {call} now and stay with them on the line.",
        "poison": "People first: call {call} now about the person who was exposed.",
        "violence": "You come first: get somewhere safe if you can and call {call} now.",
        "medical": "People first: call {call} now.",
    },
    human_else="People first: call {call} now.",
    human_kind={"self-harm": "I'm glad you told me. You come first."},
    human_company="Tell me when somebody is with you; then we look after {pet}.",
    keep_going=(
        "Keep going to the vet now with {pet}.",
        "Stay on your way to the vet now with {pet}.",
        "Go on to the vet now with {pet}.",
    ),
    bring_package=(
        "Bring the package or a photo of it.",
        "Take the wrapper along, or a photo of the label.",
        "If there is a label, take it with you.",
    ),
    carry=(
        "Keep {pet} as calm as you can, and let someone else drive if possible.",
        "Low voices, slow movements, and someone else at the wheel if you can.",
        "Move slowly, speak softly, and mind your own hands: a frightened pet can bite.",
    ),
    nothing_to_eat="Nothing by mouth, and no home remedy, unless a vet tells you to.",
    company=(
        "I'm here, text me anything you see.",
        "You are doing this right. Tell me if anything changes.",
        "One step at a time. I'm with you the whole way.",
    ),
    watch_for=(
        "If {pet} struggles to breathe, collapses, or the gums turn pale or blue, go to an emergency vet at once.",
        "Hard breathing, pale gums, collapse or fits would make this an emergency: then go at once.",
    ),
    calm=(
        "Thanks for watching {pet} so closely.",
        "It's good that you asked.",
        "You know {pet} best, and you noticed.",
    ),
    ask_me=(
        "Text me any time if something changes.",
        "Write again whenever you like, day or night.",
    ),
    nobody_yet="I'm trying to reach our vet; nobody has answered yet.",
    vet_has_it="{vet} has your case.",
    has_it='{vet} has {pet}\'s case now and has read what you told me. Text "talk" to speak with them.',
    trying="The plain truth: nobody has answered me yet. I'm trying the next person and will not stop.",
    trying_clinic="Don't wait for us: {clinic}.",
    bridging="I'm connecting you with our vet. Your phone will ring in a moment; it is this number calling.",
    check_in=(
        "Checking in: how is {pet} now? Better, the same, or worse?",
        "How is {pet} doing? Tell me: better, the same, or worse.",
    ),
    check_in_urgent="If it is worse, don't write first: go in, or call the clinic.",
    closed="I'm closing {pet}'s case for now. If anything changes, text me again, day or night.",
    summary_ready="{pet}'s visit summary is written: what you told me and when, and the advice. Show it at the clinic.",
)
