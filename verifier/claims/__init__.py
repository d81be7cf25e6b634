"""Claims of articles: sentences, speakers, amounts, times, and a text that stands on its own."""
