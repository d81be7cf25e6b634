"""Common given names in the English-speaking news, by the pronoun they go with: used only to rule candidates out."""

from __future__ import annotations

from typing import Final, Literal

from verifier.claims.words import word_set

Gender = Literal["he", "she"]

_HE: Final = word_set(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark "
    "donald steven paul andrew joshua kenneth kevin brian george timothy ronald jason edward jeffrey ryan jacob "
    "gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander patrick "
    "raymond jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter harold jeremy "
    "ethan carl keith roger gerald terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce "
    "albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip "
    "johnny bill bob mike jim tom tim tony ted ben dan dave rick ron ken jeff greg doug steve barack bernie mitt "
    "newt marco rand rudy boris vladimir xavier carlos luis miguel jorge antonio francisco manuel pedro mohammed "
    "muhammad ahmed ali omar hassan ibrahim chuck mitch lindsey elon jared rex art michel tommy jimmy craig barney "
    "milton bradley clarence curtis darren derek duane dwight edgar edwin ernest evan fred frederick geoffrey "
    "gilbert glenn gordon harry harvey herbert howard irving isaac jay jerome jimmie joel julian kurt leonard leroy "
    "lewis lloyd marcus marshall mario marvin maurice melvin morris nathaniel norman oliver otto philippe pierre "
    "ricardo roberto rodney roland rory ruben rupert salvador seth sidney stanley stuart terrence theodore todd "
    "travis trevor vernon warren wesley wilbur winston andre brad brent brett byron cecil clifford cody corey cory "
    "damian dick dominic buddy elliott eddie emilio enrique felix fernando francois gavin gene giovanni giuseppe "
    "heinrich herman javier jens jonas josef julio klaus lars lionel lorenzo luca luigi malcolm mahmoud mustafa "
    "nigel pablo paolo rafael ramon rashid reginald reinhard reuben saddam stefan sven tariq tomas wolfgang yusuf "
    "zachariah arturo sam max leo oscar hugo ian neil colin graham simon martin victor ivan igor sergei dmitri hans "
    "karl erik"
)
_SHE: Final = word_set(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra "
    "ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura "
    "cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra "
    "rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren "
    "christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann anne sara madison "
    "frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly "
    "isabella theresa diana natalie brittany charlotte marie kayla alexis lori hillary chelsea melania ivanka "
    "kellyanne nikki condoleezza sonia elena kamala tulsi carly sally susie kate katie jane jill jen debbie "
    "angelina oprah huma monica loretta dianne claire tammy kirsten maggie maya zoe lucy ellen eva rosa myra dena "
    "adele adriana agnes alexandra alison allison amelia anita annie audrey beatrice bernice bertha bessie bonnie "
    "bridget candace carla caroline cassandra cecilia celia charlene christy cindy clara colleen connie constance "
    "darlene deanna delores dolores dora edith edna eileen elaine eleanor elise eliza ella elsie emilia erica erika "
    "erin esther ethel eunice felicia flora gail geraldine gertrude gina ginger gladys glenda gretchen gwen "
    "gwendolyn harriet heidi hilda ida irene irma isabel jeanette jeanne jenna jenny joann joanna joanne josephine "
    "juanita kara karla kathy katrina krista kristen kristin kristina latoya laurie leah lena leona lillian lois "
    "lola lorraine louise lucille lydia lynn mabel marcia margarita margie marguerite marian marianne marissa "
    "marjorie marla marsha maureen maxine melinda meredith michele mildred mindy miranda miriam molly monique "
    "muriel myrtle naomi natasha nina nora norma patsy paula pauline peggy penelope phyllis priscilla ramona regina "
    "renee rhonda roberta robyn rosalind rosemary roxanne sabrina sadie sheila sherry sonya stacy suzanne sylvia "
    "tanya tara thelma tina tracey vanessa vera veronica vicki vivian wanda wendy wilma yolanda yvette yvonne "
    "mariam layla amina salma samira zainab carmen ana lucia fatima aisha leila yasmin ingrid astrid greta nadia "
    "olga svetlana tatiana"
)


def gender_of(given_name: str) -> Gender | None:
    """The pronoun of a common given name, None where it is not known or goes with both."""
    name = given_name.lower().rstrip(".")
    if (name in _HE) == (name in _SHE):
        return None
    return "he" if name in _HE else "she"
