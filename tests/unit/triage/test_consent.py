"""Whether somebody wants our texts to stop, in words of their own, spoken or typed."""

import pytest

from nightdesk.triage.pets.hearing.consent import wish

STOPS = """
don't text me
dont text me
do not text me please
please don't text me anymore
please do not text this number again
never text me again
stop texting me
can you stop texting me
could you please stop texting me
please stop texting
stop sending me texts
stop sending me all these messages
quit texting me
quit messaging me
stop with the texts
enough with the texting
no more texts
no more text messages please
no texts please just talk to me
i don't want any more texts
i do not want to get texts
i don't want your messages
i don't want to be texted
i don't want you texting me
i said don't text me
i told you stop texting me
take me off your list
take my number off your text list
remove my number from the texts
unsubscribe me please
i want to opt out
opt me out
don't send me any more messages
do not send me texts
don't message me
i'm driving don't text me
he is breathing again and please stop texting me
listen my dog is bleeding, don't text me, talk to me
ok thanks now stop texting me
no me mandes más mensajes
no me mande mensajes
no me escribas más
no me envíen mensajes por favor
deja de mandarme mensajes
dejen de escribirme
ya no quiero mensajes
no quiero que me escriban
no quiero recibir mensajes
no más mensajes
basta de mensajes
por favor no me escribas
""".strip().splitlines()

STARTS = """
you can text me again
ok text me
ok you can text me now
please text me the address
text me the clinic
can you text me the address
could you please text me
go ahead and text me
send me a text
send me the message
puedes mandarme mensajes
mándame un mensaje
escríbeme
""".strip().splitlines()

NEITHER = """
my husband won't stop texting me
he can't stop texting
why don't you text me
i can't stop shaking
he does not stop bleeding
stop the bleeding
it won't stop
she won't stop vomiting
i don't text
my vet does not text me back
they never text me back
you don't text me back
i texted my vet and no texts came
no messages from the clinic yet
don't let him eat
i don't want to lose him
i want him to stop seizing
he ate a phone with the messages on it
do not go
no more chocolate
i don't want any more puppies
stop
my dog is not breathing
the breeder never sends me messages
mi perro no deja de vomitar
no me deja tocarlo
no para de sangrar
no quiero que se muera
ya no quiero esperar
mi veterinario no me escribe
how do i stop the seizure
remove the bone from his mouth
take him off the sofa
""".strip().splitlines()


@pytest.mark.parametrize("said", STOPS)
def test_a_wish_for_no_texts_is_understood(said: str) -> None:
    assert wish(said) == "stop"


@pytest.mark.parametrize("said", STARTS)
def test_a_wish_for_texts_is_understood(said: str) -> None:
    assert wish(said) == "start"


@pytest.mark.parametrize("said", NEITHER)
def test_what_is_told_of_others_or_of_the_pet_is_no_wish(said: str) -> None:
    assert wish(said) == ""


def test_of_both_in_one_breath_the_later_counts() -> None:
    assert wish("don't text me. no wait, you can text me") == "start"
    assert wish("you can text me, no, actually stop texting me") == "stop"
