"""The pets desk in English."""

from nightdesk.persona.wording.words import Words

ENGLISH = Words(
    pets={
        "dog": "your dog",
        "cat": "your cat",
        "rabbit": "your rabbit",
        "bird": "your bird",
        "ferret": "your ferret",
        "hamster": "your hamster",
        "guinea pig": "your guinea pig",
        "reptile": "your reptile",
        "fish": "your fish",
    },
    pet="your pet",
    kinds={"dog": "a dog", "cat": "a cat", "rabbit": "a rabbit", "bird": "a bird", "ferret": "a ferret"},
    kind="a pet",
    go_now="Take {pet} to an emergency vet now.",
    within_the_hour="Please get {pet} to a vet within the hour.",
    today="{pet} should see a vet today.",
    at_home="You can look after this at home for now.",
    call_clinic="Call them on the way: {clinic}.",
    the_clinic="Emergency vet: {clinic}.",
    if_worse="If it gets worse, day or night: {clinic}.",
    find_clinic="I know no clinic near you: search for the nearest open emergency vet and call on the way.",
    not_a_vet="I'm software, not a vet.",
    waking="I'm software, not a vet, so I'm waking our vet now.",
    telling="I'm software, not a vet, so I'm telling our vet too.",
    telling_only="I'm telling our vet too.",
    dose="About {dose} of {stuff}: {band}.",
    at_worst="At worst about {dose} of {stuff}: {band}.",
    no_safe_amount="No amount of {stuff} is safe for {kind}.",
    bands={
        "below": "less than usually makes {kind} ill",
        "low": "enough to make {kind} ill",
        "moderate": "a serious amount for {kind}",
        "severe": "a dangerous amount for {kind}",
        "any": "no amount is safe for {kind}",
    },
    stuff={"methylxanthine": "the stuff in chocolate"},
    human={
        "self-harm": "I'm glad you told me. You come first: please call {call} now and stay with them on the line.",
        "poison": "People first: call {call} now about the person who was exposed.",
        "violence": "You come first: get somewhere safe if you can and call {call} now.",
        "medical": "People first: call {call} now.",
    },
    human_else="People first: call {call} now.",
    human_kind={"self-harm": "I'm glad you told me."},
    human_told="I'm telling a person here too.",
    human_company={
        "self-harm": "Is anyone near you who can sit with you? You do not have to carry this alone tonight. I'm still "
        "here, and so are they on the phone.",
        "violence": "Go to a neighbor, a shop, anywhere with people, if you can. You did nothing to deserve this. Tell "
        "me when you are safe, and I'll help with {pet}.",
        "carbon-monoxide": "Then call {call}. Stay outside until the fire crew says it is safe. If anyone is dizzy, "
        "sick or sleepy, tell them on the phone. Then tell me how {pet} is.",
        "medical": "Do what they say on the phone, step by step. Unlock the door for the crew. I'll be here for {pet} "
        "after that.",
        "child-bite": "Let someone hold the child and keep them calm; shut {pet} in another room. Write to me when the "
        "child is being cared for.",
        "bite": "Bleeding hard, or on the face or neck? Call {call}. Put {pet} in another room first. The doctor "
        "will ask how deep the wound is, and for {pet}'s rabies papers.",
        "poison": "Keep the package in your hand while you talk to them, and do what they say. I'm here when the "
        "person is safe.",
        "bat": "Close the door on it and keep everyone out, pets too. The doctor may want it tested. Tell me if {pet} "
        "was in the room.",
        "minor-alone": "You did well to write. Stay near the phone and do not touch {pet} if it is hurt or scared. Who "
        "is the grown-up you can call?",
    },
    human_company_else="Tell me when somebody is with you; then we look after {pet}.",
    call_then="Call now, then go {to}.",
    then_go="Then straight to the emergency vet.",
    head=("Head {to}.", "Set off {to}.", "Please go {to}."),
    keep_on=("Keep going {to}.", "Carry on {to}.", "Stay on your way {to}."),
    keep_going=(
        "Keep going to the vet now with {pet}.",
        "Stay on your way to the vet now with {pet}.",
        "Go on to the vet now with {pet}.",
    ),
    poison_line="If someone else drives, they can call the poison line: {line}.",
    company=(
        "I'm here, text me anything you see.",
        "You are doing this right.",
        "One step at a time, I'm with you.",
        "You acted fast, and that helps.",
    ),
    watch_for=(
        "If {pet} struggles to breathe, collapses, or has pale or blue gums, go to an emergency vet at once.",
        "Hard breathing, pale gums, collapse or fits would make this an emergency: then go at once.",
        "Go at once if {pet} can't get up, breathes hard, or the gums turn pale or blue.",
    ),
    no_vet_today=(
        "If nobody can see {pet} today, tell me.",
        "Call in the first minute they open today; say what you told me.",
    ),
    calm=(
        "Thanks for watching {pet} so closely.",
        "It's good that you asked.",
        "You know {pet} best, and you noticed.",
    ),
    ask_me=(
        "Text me any time if something changes.",
        "Write again whenever you like, day or night.",
        "I'm up all night if anything changes.",
    ),
    nobody_yet="I'm trying to reach our vet; nobody has answered yet.",
    vet_has_it="{vet} has your case.",
    talk='Text "talk" and I connect you.',
    case_closed="If {pet} gets worse, go to an emergency vet now. This case is closed, but one text opens it again.",
    urgent_turn={
        "thanks": ("No need to thank me. Text me when you are there.", "Glad you wrote. Tell me when you arrive."),
        "going": ("Good. Tell me when you are there.", "Good, that is the right thing. Text me if anything changes."),
        "better": (
            "I'm glad it looks better. It can come back, so let a vet check {pet} all the same.",
            "Good to hear. Signs can come and go, so the vet should still see {pet}.",
        ),
        "worse": (
            "Tell the clinic it is getting worse; they can prepare.",
            "I hear you: it is worse. Call the clinic and say exactly that.",
        ),
        "outcome": (
            "I can't know that from here, and I won't guess. Getting there is what helps {pet} most.",
            "Nobody can tell before a vet has seen {pet}. You are doing what gives the best chance.",
        ),
        "fact": ("Thanks, I have that.", "Thanks, that helps the vet."),
        "news": (),
    },
    calm_turn={
        "thanks": ("You're welcome. Give {pet} a gentle stroke from me.", "Any time. I hope {pet} feels better soon."),
        "going": ("Good. Tell me how it goes.", "Good plan. I'm here if anything changes."),
        "better": (
            "I'm so glad. Keep an eye on {pet} until tomorrow.",
            "That is good news. Watch {pet} for a day all the same.",
        ),
        "worse": ("Then please don't wait: call a vet now.", "I'm sorry. If it is worse, call a vet now."),
        "outcome": (
            "I can't know that from here, but a vet can look and tell you.",
            "A vet who sees {pet} can answer that; from here I would only guess.",
        ),
        "fact": ("Thanks, that helps.", "Thanks, I have that."),
        "news": (),
    },
    contact={
        "greeting": (
            "Hi, this is Nightdesk, the pet line. I'm software with real vets behind me. What is happening with your "
            "pet? Tell me what you see.",
            "Hi, Nightdesk here, the pet line: software, with real vets behind it. Tell me what you see, and since "
            "when.",
        ),
        "bot": (
            "Yes, I'm software: Nightdesk, the pet line. Real vets stand behind me and I wake one when it matters. "
            "What is happening with your pet?",
        ),
        "test": ("Nightdesk, the pet line: I'm here and awake. If a pet needs help, tell me what you see.",),
        "spam": ("This is Nightdesk, a help line for pets. If yours is in trouble, tell me what you see.",),
        "abuse": (
            "I'm still here. This is Nightdesk, the pet line. If your pet is in trouble, tell me what you see and we "
            "start.",
        ),
        "unclear": (
            "This is Nightdesk, the pet line. I could not read that. Is your pet breathing normally and awake? A few "
            "words are enough.",
            "Nightdesk here, the pet line. I did not get that. Tell me in a few words what is wrong with your pet.",
        ),
        "off_topic": (
            "This is Nightdesk, the pet line. If a pet is hurt, ill or ate something, tell me what you see.",
        ),
        "story": (
            "This is Nightdesk, the pet line. Tell me a bit more: what do you see, and since when? If {pet} can't "
            "breathe well, can't stand, or ate something, say that first.",
        ),
        "question": (
            "This is Nightdesk, the pet line. One moment, I'll answer that. If {pet} ate something or looks ill right "
            "now, tell me that first.",
        ),
    },
    no_words="This is Nightdesk, the pet line. Your message came without words. Tell me in a few: is your pet "
    "breathing normally, awake, and what happened?",
    photo={
        "unread": "I can't open that photo. Tell me in words what you see: breathing, gum color, where it hurts.",
        "unclear": "I can't make out enough on that photo. Tell me in words: breathing, gums, where it hurts.",
        "nothing": "Thanks for the photo. It can hide a lot, so tell me too: breathing, gum color, where it hurts.",
        "seen": "Thanks for the photo; it is noted for the vet.",
    },
    plea="I'm here with you. One word is enough: breathing, blood, poison, a fit? If {pet} can't breathe, stand or "
    "wake, go to the emergency vet now. You can also call this number and speak.",
    contact_more={
        "greeting": (
            "If it is urgent, write it any way you can, spelling does not matter. You can call this number too.",
            "Any worry counts: something eaten, a cough, a limp, odd behavior. You can also call this number.",
        ),
        "bot": ("You can call this number too and speak instead of typing. Press one there and I ring our vet.",),
        "test": (),
        "spam": (),
        "abuse": (),
        "unclear": (
            "If you can't type, call this number and just say it. If your pet can't breathe or won't wake, go to an "
            "emergency vet now.",
        ),
        "story": (
            "Three things to look at: breathing, gums (pink is good), and whether {pet} gets up. Tell me what you see. "
            "If one of them is wrong, go to an emergency vet now.",
        ),
        "question": (),
        "off_topic": (),
        "other": (),
    },
    no_answer=(
        "I have no checked answer to that, and I won't guess. Your own vet's team will know. Is {pet} well right now?",
        "That one I can't answer safely from here; ask your own vet's team. If anything worries you in {pet}, tell me.",
    ),
    has_it='{vet} has {pet}\'s case now, with all you told me. Text "talk" to speak with them.',
    trying="The plain truth: nobody has answered me yet. I'm trying the next person and will not stop.",
    trying_anew="The plain truth: nobody has your case just now. I'm trying the next person and will not stop.",
    trying_clinic="Don't wait for us: {clinic}.",
    bridging="I'm connecting you with our vet. Your phone will ring in a moment; it is this number calling.",
    check_in=(
        "Checking in: how is {pet} now? Better, the same, or worse?",
        "How is {pet} doing? Tell me: better, the same, or worse.",
    ),
    check_in_urgent="If it is worse, don't write first: go in, or call the clinic.",
    next_day="Nightdesk here, the pet line. How is {pet} since we wrote? Better, the same, or worse?",
    next_day_same="Thank you for telling me. Not better after a day is worth a visit: ask your vet for a time this "
    "week, and write at once if {pet} gets worse.",
    next_day_worse="{pet} should see a vet today: it has become worse, so please don't wait any longer.",
    closed="I'm closing {pet}'s case for now. If anything changes, text me again, day or night.",
    summary_ready="{pet}'s visit summary, to show at the clinic:",
)
