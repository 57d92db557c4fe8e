"""Small words that give a language away (folded: no accents)."""

from domain.classification.text import word_set

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

# Nouns that look like participles.
NOT_PARTICIPLES = word_set(
    "entrada entradas salida salidas saida saidas medida medidas partida partidas llamada llamadas chamada "
    "chamadas jornada jornadas parada paradas comida comidas bebida bebidas vida vidas caida caidas tomada "
    "tomadas duree durees donnee donnees journee journees soiree soirees annee annees arrivee arrivees entree "
    "entrees tournee tournees musee musees lycee lycees idee idees employee employees estado estados mercado "
    "mercados resultado resultados lado lados grado grados cuidado cuidados empleado empleados empleada abogado "
    "abogados soldado soldados jurado certificado temporada temporadas fachada fachadas portada mirada manada "
    "camada cada nada pasado sentido sentidos contenido contenidos pedido pedidos partido partidos marido tejido "
    "ruido liquido liquidos sabado hundred need speed feed seed weed bed shed breed indeed embed hatred geld "
    "gebiet gericht gerat gewicht gewinnt gehalt gesicht geschaft gesundheit"
)
