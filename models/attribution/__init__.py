"""Who is said to have said, thought or wanted what, in one parsed sentence: a tagger learnt from marked articles."""
