"""Small words that give a language away (folded: no accents)."""

_WORDS = {
    "en": """the of to in for and with by from our we all per at least on each every is are that an as than less more
        under over how who which into their before after within""",
    "de": """der die das den dem des ein eine einen einer und von auf bis wir mit fur zu zum zur im ist sind unsere
        unser pro bei alle werden wird haben hat nicht uber unter um auf mindestens aus einem nach oder
        mehr als weniger fuer ueber es an am wie so nehmen""",
    "es": """el la los las del un una y en con por para al nuestro nuestra nuestros todos todas cada hasta menos mas
        que sobre antes de a""",
    "fr": """le la les des du un une et en dans avec par pour au aux notre nos tous toutes chaque moins plus jusqu
        que sur avant de d l a""",
    "pt": """o os as do da dos das um uma e em no na nos nas com por para ao nosso nossa todos todas cada ate menos
        mais que sobre antes de a""",
}
FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
