"""Word lists of the rules on opinions.

Of our own making, in the manner of the subjectivity clues of Wilson, Wiebe and Hoffmann (2005): strong words judge
wherever they stand as a predicate; weak ones also measure and describe, and count only beside other signs.
"""

from __future__ import annotations

from typing import Final

from verifier.claims.words import JUDGEMENTS, word_set

_AMBIGUOUS: Final = word_set("good bad better worse best worst important vital crucial sick dangerous fair right wrong")
STRONG_ADJECTIVES: Final = (JUDGEMENTS - _AMBIGUOUS) | word_set(
    "abhorrent abominable amazing appalling arrogant articulate astounding atrocious awkward bizarre brave callous "
    "careless childish classy clueless clumsy commanding compelling contemptible courageous cowardly creepy cruel "
    "cynical deceitful decent delightful delusional deplorable despicable dishonest dishonorable dishonourable "
    "disingenuous dismal disastrous disgusted disrespectful divisive dreadful dreary egregious elegant embarrassing "
    "exceptional excellent exemplary fabulous fearless flawless formidable ghastly glorious gracious grotesque "
    "gutless hateful heartless heinous heroic hideous hilarious honorable honourable horrendous horrific humiliating "
    "hypocritical idiotic ignorant immature immoral impeccable impressive incoherent incompetent indecent indefensible "
    "inept inexcusable insensitive insincere insufferable insulting intelligent "
    "intolerable irrational laughable lazy likable likeable lousy loathsome ludicrous magnificent marvelous marvellous "
    "masterful mediocre memorable mindless misguided monstrous monumental naive nasty noble nonsensical "
    "obnoxious obscene odious offensive out-of-touch outlandish outstanding overblown petty phenomenal pitiful pompous "
    "preposterous priceless principled questionable refreshing regrettable repugnant repulsive savvy selfish "
    "senseless shabby shameless shortsighted short-sighted sickening simplistic sincere sleazy sloppy "
    "smug spectacular spineless splendid stellar sublime superb superficial surreal tasteless terrific thoughtful "
    "thoughtless thrilling tremendous troubling trustworthy unbecoming unconscionable underwhelming unethical "
    "unforgivable unhinged unimpressive unjust unpatriotic unpresidential unprincipled unprofessional "
    "unreasonable unspeakable unthinkable untrustworthy unwise unworthy vicious vile visionary vulgar "
    "wicked wise worthless wretched wrongheaded wrong-headed"
)
WEAK_ADJECTIVES: Final = _AMBIGUOUS | word_set(
    "aggressive big bitter bleak bright broad challenging clear close common complex complicated concrete critical "
    "deep difficult dim easy effective fierce fine grueling hard harsh healthy huge impossible inconsistent "
    "ineffective inevitable irrelevant key meaningful mixed murky narrow necessary needless nuanced obvious odd "
    "overdue painful paramount possible powerful quick real reasonable relevant risky robust rough serious sharp "
    "significant simple slow solid special sound steady strange striking strong sweeping tight uncertain unclear "
    "unique unlikely unnecessary unpopular unprecedented unusual vague vulnerable weak toxic shallow unfit "
    "insufficient inclusive intellectual gifted meaningless unqualified"
)
STRONG_NOUNS: Final = word_set(
    "abomination apologist blessing bully buffoon charade charlatan coward debacle delight "
    "demagogue disgrace embarrassment farce fiasco fool genius hypocrite idiot insanity insult joke liar "
    "loser lunatic madness maniac menace mess miracle mistake mockery moron nightmare nonsense "
    "nuisance outrage pariah phony pleasure privilege racist bigot savior saviour shame sham showman "
    "stupidity thug traitor tragedy travesty triumph weakling"
)
WEAK_NOUNS: Final = word_set(
    "advantage asset blow catastrophe challenge crisis disaster example failure key kind leader liability opportunity "
    "potential problem setback sign solution sort strength success surprise threat time trouble victory weakness "
    "winner snake clown circus puppet monster curse crook slap hero heroine masterpiece treasure"
)
# What somebody has who is judged by it.
POSSESSIONS: Final = word_set(
    "choice chance clue idea hope faith courage backbone guts dignity integrity character temperament judgment "
    "judgement vision wisdom confidence interest point right reason sense credibility heart shame"
)
# Verbs that only judge.
JUDGING_VERBS: Final = word_set(
    "deserve embody epitomize epitomise exemplify exude personify radiate rubbish transcend underwhelm suck stink shine"
)
# What goes on in somebody's mind; "want" and "believe" of somebody else are asserted, but can only be guessed.
MIND_VERBS: Final = word_set(
    "care love hate despise loathe adore respect want wish hope fear worry understand believe think feel imagine guess "
    "realize realise wonder like dislike enjoy appreciate"
)
PLANS_HELD: Final = word_set("plan hope idea intention doubt feeling belief dream desire thought confidence view wish")
ANYBODY: Final = word_set("anybody anyone everybody everyone nobody whoever you")
# "The truth is that ..." states what follows.
FRAMES: Final = word_set(
    "truth fact reality thing point line problem bottom reason implication idea notion conclusion trouble"
)
SHOWING: Final = word_set("show mean prove underscore underline demonstrate suggest illustrate confirm reveal")
# What a group of people, or a country, is said to feel.
FEELING_ADJECTIVES: Final = word_set(
    "afraid alarmed alienated ambivalent angry annoyed anxious appalled apathetic ashamed bewildered bitter bored "
    "cynical demoralised demoralized depressed despondent desperate devastated disaffected disappointed "
    "disenchanted disgusted disheartened disillusioned dismayed dispirited eager elated embarrassed emboldened "
    "enamored enamoured energised energized enraged enthralled enthusiastic euphoric exasperated excited fearful "
    "frightened frustrated furious gleeful grateful happy heartbroken hopeful horrified humiliated "
    "indifferent infuriated insecure jaded jubilant livid nervous nostalgic optimistic outraged panicked "
    "passionate pessimistic pleased proud rattled reluctant restless sad scared sceptical shocked skeptical "
    "smitten terrified thirsty thrilled tired unenthusiastic unhappy unimpressed unnerved upset wary weary worried"
)
FEELING_NOUNS: Final = word_set(
    "anger angst anxiety apathy bitterness cynicism despair disappointment discontent disgust disillusionment dismay "
    "distrust dread enthusiasm euphoria excitement fear frustration fury gloom glee hate hatred hope hopelessness "
    "hysteria joy nervousness optimism outrage panic paranoia passion pessimism pride rage resentment sadness "
    "scepticism skepticism unease uneasiness"
)
FEELING_VERBS: Final = word_set("care love adore despise detest loathe dread yearn crave long resent")
PUBLICS: Final = word_set("electorate nation public")
NATIONS: Final = word_set("america britain germany france europe russia china iran israel mexico canada japan")
VAGUE_NUMBERS: Final = word_set("lot lots plenty number majority bunch")
# Verbs of attack in words; what they say is in what hangs on them.
ATTACKING_VERBS: Final = word_set(
    "attack bash belittle blast castigate chide condemn criticise criticize denounce deride excoriate hammer insult "
    "knock lambast lambaste mock needle praise rebuke rip ridicule savage scold skewer slam taunt trash"
)
PREVAILING: Final = word_set("triumph prevail persist matter")
INTERJECTIONS: Final = word_set("yes yep yeah no nope oh ah alas wow touché touche gosh hey hooray hurrah phew sorry")
# What a speaker draws from a fact: "It is proof of ..."
INFERENCES: Final = word_set("evidence proof testament reminder symptom recipe indication indictment")
# Words that judge before another noun: "a genius move".
JUDGING_COMPOUNDS: Final = word_set("genius nightmare dream trash garbage joke")
INTENSIFIERS: Final = word_set("deeply extremely highly incredibly profoundly remarkably so truly utterly very wildly")
NONSENSE: Final = word_set("nuts bananas bonkers garbage rubbish baloney bunk hogwash bogus")
