"""Word lists of the claim rules. Cue verbs: the reporting verbs of PARC 3 (Pareti 2016)."""

from __future__ import annotations

from typing import Final


def word_set(text: str) -> frozenset[str]:
    """The words of a text between blanks."""
    return frozenset(text.split())


# Verbs whose clause the speaker asserts.
ASSERTING: Final = word_set(
    "say add tell announce report claim state argue warn explain note insist acknowledge admit confirm suggest write "
    "tweet declare contend maintain assert allege estimate find show conclude reveal disclose recall stress emphasize "
    "emphasise reply respond testify observe remark repeat reiterate joke boast charge complain concede indicate hint "
    "signal inform post agree mention comment continue caution counter predict project point quip retort shout yell "
    "exclaim interject muse stipulate proclaim profess affirm attest swear lament calculate determine discover learn "
    "understand rule"
)
# Verbs whose clause the speaker holds or wishes, but does not state as a fact.
HOLDING: Final = word_set("think believe feel hope fear expect want wish imagine suspect guess consider worry know see")
# Verbs whose clause the speaker does not assert.
NOT_ASSERTING: Final = word_set("deny doubt dispute question ask wonder reject refuse decline inquire refute")
CUES: Final = ASSERTING | NOT_ASSERTING | word_set("think believe feel hope fear expect suspect worry")
# Verbs that introduce quoted words; where no other cue is near, the quotation is theirs.
SPEAKING: Final = word_set(
    "say add tell write tweet reply respond ask explain note announce declare insist state warn argue recall joke "
    "continue conclude remark comment post testify boast quip shout yell exclaim acknowledge admit report claim "
    "complain observe counter stress caution suggest think call describe read"
)
# Nouns of texts after which a colon opens a quotation.
MESSAGES: Final = word_set(
    "tweet statement letter interview post speech memo email e-mail message report release note video remark comment "
    "testimony question answer response text blog article essay column"
)
# Nouns of texts, counts and pictures that show what they say.
DOCUMENTS: Final = word_set(
    "report study survey poll analysis review record document letter email e-mail memo datum data statistic census "
    "transcript filing article book investigation inquiry audit test research paper index average ballot result "
    "finding statement release site website map chart graph video footage photo image tape recording tweet post "
    "message note story editorial column essay estimate projection forecast figure number evidence history fact "
    "experience newspaper magazine summary indictment lawsuit complaint order ruling decision opinion bill law rule "
    "timeline polling"
)
# Nouns that stand with an article: after "said that" they are what "that" points at.
POINTED_AT: Final = word_set(
    "claim deal plan decision idea issue number figure policy proposal statement argument report bill law rule vote "
    "move approach view position question answer case incident attack meeting letter agreement program project "
    "effort measure strategy remark comment allegation accusation explanation story part point day year night"
)
TITLES: Final = word_set(
    "mr mrs ms miss dr prof professor sen senator rep representative gov governor president mayor chief police "
    "secretary minister judge justice general colonel captain lieutenant sergeant officer director chairman "
    "chairwoman chairperson chair speaker king queen prince princess pope sheriff attorney ambassador congressman "
    "congresswoman commissioner councilman councilwoman superintendent deputy acting former vice candidate nominee "
    "lt gen col capt sgt maj adm rev hon sir lord lady dame king first spokesman spokeswoman analyst professor "
    "reporter author economist activist lawyer aide adviser"
)
MALE_TITLES: Final = word_set("mr sir lord king prince congressman councilman chairman spokesman")
FEMALE_TITLES: Final = word_set(
    "mrs ms miss lady dame queen princess congresswoman councilwoman chairwoman spokeswoman"
)
# Nouns of bodies that can speak.
BODIES: Final = word_set(
    "agency administration association authority board bureau campaign caucus church city club coalition college "
    "commission committee company congress corporation council country court department family firm foundation "
    "government group institute justice ministry network newspaper office organization organisation panel parliament "
    "party people police prosecutor residents school senate staff state team tribe union university"
)
# Nouns of bodies and contests that stand for many: "the service" may be the navy, "the campaign" that of everybody.
GENERAL: Final = word_set(
    "service campaign race party board department office team group committee commission council administration staff "
    "primary"
)
# Nouns of one human being.
HUMANS: Final = TITLES | word_set(
    "woman man girl boy mother father wife husband son daughter brother sister cashier waitress waiter driver resident "
    "voter student teacher doctor nurse owner worker employee neighbor neighbour friend aide source manager consultant "
    "strategist player coach witness victim survivor member sailor captain farmer soldier supporter critic donor"
)
NOT_NAMES: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december county city state house senate party court department committee university college "
    "street avenue tower news times post journal magazine university inc corp llc the and of for in on at "
    "administration act bill center centre institute school association union press agency bureau church hospital "
    "obamacare democrats republicans democrat republican"
)
RELATIVES: Final = word_set(
    "father mother son daughter brother sister grandson granddaughter nephew niece cousin uncle aunt"
)
HE: Final = word_set("he him his himself")
SHE: Final = word_set("she her hers herself")
FIRST_SINGULAR: Final = word_set("i me my mine myself")
FIRST_PLURAL: Final = word_set("we us our ours ourselves let's")
SECOND: Final = word_set("you your yours yourself yourselves")
VAGUE_SUBJECTS: Final = word_set(
    "it they this that these those he she many few some others one both all most none there"
)

# Openings that mark what follows as somebody's judgement.
OPINION_VERBS: Final = word_set(
    "think believe feel hope wish love hate like prefer doubt guess suppose worry fear care"
)
JUDGEMENTS: Final = word_set(
    "good great terrible horrible awful wonderful beautiful ugly fantastic amazing awesome best worst better worse "
    "bad sad disgusting disgraceful shameful outrageous ridiculous stupid brilliant incredible unbelievable "
    "unacceptable unfair fair wrong right crucial important vital tragic scary unsettling frightening disturbing "
    "disappointing encouraging inspiring lovely nice perfect pathetic reckless irresponsible foolish absurd proud "
    "grateful happy glad sorry thrilled excited confident hopeful worried concerned afraid interesting exciting "
    "boring delicious charming remarkable extraordinary heartbreaking nonsense disgrace shame joke tragedy travesty "
    "madness insane crazy silly dubious weird funny cool cute smart dumb clever tough phony fake evil sick dangerous"
)
IDIOMS_OF_OPINION: Final = word_set("choice idea doubt right reason sense hope faith confidence clue problem")
PROMISES: Final = word_set("will 'll ’ll shall wo")
HEDGES: Final = word_set(
    "perhaps maybe possibly reportedly allegedly apparently seemingly presumably likely probably may might could "
    "appear seem purportedly supposedly"
)
FUTURE_ADJECTIVES: Final = word_set("likely unlikely bound poised due")
FUTURE_PARTICIPLES: Final = word_set("expect schedule slate project predict forecast anticipate set")
PLANS: Final = word_set("plan intend aim")
DEFINING: Final = word_set("mean refer define denote")
SEEMING: Final = word_set("be sound seem look feel")
HABITS: Final = word_set("every often always usually sometimes frequently routinely regularly")
