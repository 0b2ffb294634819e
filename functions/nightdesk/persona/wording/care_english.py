"""What helps on the way to the vet, in English. To be reviewed by a vet before it is relied on."""

from nightdesk.persona.wording.care import Care

CARE: dict[str, Care] = {
    "no_breath": Care(
        now=(
            "If there is no breath, push on the widest part of the chest, let it rise each time, and take turns.",
            "No breath? Keep pushing while someone else drives: widest part of the chest, and let it rise each time.",
        ),
        watch=("If {pet} breathes again, stop pushing and keep the neck straight.",),
        bring=("Put me on speaker by calling this number if you want company.",),
    ),
    "choking": Care(
        now=("Keep {pet} upright and calm; no blind fingers in the throat, they push it deeper.",),
        watch=("If {pet} goes limp, check for breath and tell the clinic at once.",),
        bring=("Tell them what it was and how big.",),
    ),
    "seizure": Care(
        now=("Dark and quiet in the car. Note when it began and when it ends.",),
        watch=("If it stops, {pet} may be blind or lost for a while: hold back, speak softly.",),
        bring=("A short video helps the vet if someone else can film.",),
        alarm=("Another fit, or one that lasts minutes, means: go to an emergency vet at once.",),
    ),
    "heat": Care(
        now=("Cool water on the belly, paws and ears, windows open or air on full. No ice, no wet towel left on top.",),
        watch=("Stop wetting once {pet} shivers or cools down, but still go.",),
        bring=("The vet will ask how long in the heat.",),
    ),
    "bleeding": Care(
        now=("If blood soaks through, put a second cloth on top and keep pressing. Do not peek.",),
        watch=("Look at the gums: if they turn white, tell the clinic on the phone.",),
        bring=("The vet will ask what did it, and how long ago.",),
    ),
    "bloat": Care(
        now=("Let {pet} stand or lie as it likes, and do not press or rub the belly.",),
        watch=("Tell the clinic on the phone if the belly grows or {pet} goes weak.",),
        bring=("The vet will ask about the last meal and when the retching began.",),
    ),
    "blocked": Care(
        now=("Carry {pet} in a box or carrier with a towel, belly free.",),
        watch=("If {pet} vomits or goes weak, tell the clinic on the phone: it helps them hurry.",),
        bring=("The vet will ask when you last saw urine, and what {pet} eats.",),
        alarm=("If no urine comes at all, or {pet} vomits or hides, go to an emergency vet at once.",),
    ),
    "birth": Care(
        now=("Keep the mother warm and quiet, and newborns against her or in a warm towel.",),
        watch=("Tell the clinic on the phone if she goes weak or bleeds bright red.",),
        bring=("The vet will ask when each one was born.",),
    ),
    "injury": Care(
        now=(
            "Two people lift better than one. Mind your hands: even the sweetest pet can bite when it hurts.",
            "Lift {pet} flat, back straight, and keep a hand near but away from the mouth.",
        ),
        watch=("Watch the breathing and the gums on the way; if the gums go pale, tell the clinic.",),
        bring=("The vet will ask what happened and when.",),
    ),
    "swelling": Care(
        now=("Take the collar off, keep {pet} still and carry it if you can.",),
        watch=("If breathing gets noisy or {pet} vomits, tell the clinic on the phone.",),
        bring=("A photo of what bit or stung, only if that is safe.",),
    ),
    "breathing": Care(
        now=("Cool air, no tight hold, head free. Let {pet} sit the way it breathes best.",),
        watch=("If the gums turn blue or {pet} goes limp, say so to the clinic on the phone.",),
        bring=("The vet will ask when it began and about any cough or heart trouble.",),
        alarm=("Blue or pale gums, or hard breathing at rest, means: go to an emergency vet at once.",),
    ),
    "eye": Care(
        now=("No rubbing: a hand, a cone or a soft towel keeps paws away.",),
        watch=("If the eye bulges or turns cloudy, tell the clinic on the phone.",),
        bring=("The vet will ask what touched it and when.",),
        alarm=("If the eye stays shut, turns cloudy or bulges, go to an emergency vet at once.",),
    ),
    "burn": Care(
        now=("No cream, no butter, no ice. A clean damp cloth over it for the ride.",),
        watch=("If {pet} shivers, warm the rest of the body, not the burn.",),
        bring=("The vet will ask what burned it.",),
    ),
    "swallowed": Care(
        now=("No food for now, and leave anything hanging out alone.",),
        watch=("Vomiting, a sore belly or no appetite means go in right away.",),
        bring=("Bring a piece or a photo of the same thing, for size.",),
        alarm=("Retching, a tight belly or no appetite means: go to an emergency vet at once.",),
    ),
    "cold": Care(
        now=("Wrap {pet} in dry blankets and heat the car. Warm slowly, nothing hot on the skin.",),
        watch=("If {pet} stops shivering but stays cold, tell the clinic on the phone.",),
        bring=("The vet will ask how long in the cold.",),
    ),
    "collapse": Care(
        now=("Carry {pet}, do not let it walk, and keep the head a little low and the neck straight.",),
        watch=("Watch the breathing and the gums on the way; if they go pale or blue, tell the clinic.",),
        bring=("The vet will ask what {pet} did just before, and about any medicine.",),
    ),
    "poison": Care(
        now=("Nothing by mouth, and no home remedy, unless a vet tells you to.",),
        watch=(
            "If {pet} gets worse or collapses, tell the clinic on the phone.",
            "Anything new, such as a fit or collapse: tell the clinic on the phone.",
        ),
        bring=("The vet will ask what, how much, when, and what {pet} weighs.",),
        alarm=("Shaking, wobbling, vomiting again and again or collapse means: go to an emergency vet at once.",),
    ),
    "small": Care(
        now=("A dark box with a towel, warm and quiet, is the best ride for {pet}.",),
        watch=("If {pet} breathes with an open mouth or lies flat, tell the clinic on the phone.",),
        bring=("The vet will ask about the last food and droppings.",),
    ),
    "gut": Care(
        now=("A towel in the car and small calm pauses help.",),
        watch=("If {pet} can't get up or you see blood, tell the clinic on the phone.",),
        bring=("Note how often and what it looks like; a photo helps the vet.",),
        alarm=("Blood, a tight belly, or not getting up would make it an emergency: then go at once.",),
    ),
    "lame": Care(
        now=("Carry {pet} if you can, on something flat and soft.",),
        watch=("If {pet} breathes hard or the gums go pale, tell the clinic on the phone.",),
        bring=("A short video of the walk helps the vet.",),
        alarm=("A dangling leg, bad pain or not getting up would make it an emergency: then go at once.",),
    ),
    "skin": Care(
        now=("Keep {pet} from licking it on the way.",),
        watch=("If the face swells or {pet} breathes hard, tell the clinic on the phone.",),
        bring=("A photo with a coin beside it shows the vet how it grows.",),
        alarm=("If the face swells or {pet} breathes hard, go to an emergency vet at once.",),
    ),
    "wound": Care(
        now=("Keep {pet} from licking it on the way.",),
        watch=("If blood runs again, press and tell the clinic on the phone.",),
        bring=("The vet will ask what did it, and when.",),
        alarm=("Bleeding that will not stop, a gaping edge, swelling or a bad smell: go to a vet at once.",),
    ),
    "any": Care(
        now=("Low voices and slow movements; let someone else drive if you can.",),
        watch=("If {pet} gets worse on the way, tell the clinic on the phone.",),
        bring=("The vet will ask when it began and what {pet} ate last.",),
    ),
}
