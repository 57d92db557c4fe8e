"""The columns that an OKR sheet may have, and the names that people give them."""

from enum import StrEnum


class Field(StrEnum):
    """What a column of an imported sheet means."""

    ORGANIZATION = "organization"
    TEAM = "team"
    CYCLE = "cycle"
    CYCLE_START = "cycle_start"
    CYCLE_END = "cycle_end"
    OBJECTIVE = "objective"
    OBJECTIVE_DESCRIPTION = "objective_description"
    OBJECTIVE_OWNER = "objective_owner"
    COMMITMENT = "commitment"
    KEY_RESULT = "key_result"
    OWNER = "owner"
    MEASURE = "measure"
    UNIT = "unit"
    BASELINE = "baseline"
    TARGET = "target"
    LOW = "low"
    HIGH = "high"
    STRETCH = "stretch"
    CURRENT_VALUE = "current_value"
    CURRENT_DATE = "current_date"
    CONFIDENCE = "confidence"
    COMMENT = "comment"
    SCORE = "score"
    WEIGHT = "weight"
    DUE_DATE = "due_date"
    LABEL = "label"
    CADENCE = "cadence"
    SOURCE = "source"
    INITIATIVE = "initiative"


# Lower-case and without accents; English, German, Spanish, French and Portuguese.
NAMES: dict[Field, str] = {
    Field.ORGANIZATION: """
        organization, organisation, parent team, company, business unit, division, department, ubergeordnetes
        team, unternehmen, firma, bereich, abteilung, organizacion, empresa, departamento, entreprise,
        departement, organizacao
    """,
    Field.TEAM: """
        team, team name, squad, group, teamname, mannschaft, gruppe, equipo, equipe, time, grupo
    """,
    Field.CYCLE: """
        cycle, quarter, period, okr cycle, timeframe, time frame, quartal, zyklus, zeitraum, periode, ciclo,
        trimestre, periodo
    """,
    Field.CYCLE_START: """
        cycle start, start of cycle, starts on, start date, start, cycle starts, period start, from,
        zyklusbeginn, startdatum, beginn, zyklusstart, fecha de inicio, inicio, inicio del ciclo, date de debut,
        debut, data de inicio
    """,
    Field.CYCLE_END: """
        cycle end, end of cycle, ends on, end date, end, cycle ends, period end, until, zyklusende, enddatum,
        ende, fecha de fin, fin, fin del ciclo, fecha final, date de fin, data de fim, fim, termino
    """,
    Field.OBJECTIVE: """
        objective, objectives, objective title, objective name, okr objective, o, objektiv, zielsetzung,
        objetivo, objetivos, objectif, objectifs, ziel, ziele, goal, goals
    """,
    Field.OBJECTIVE_DESCRIPTION: """
        objective description, description, why, beschreibung, zielbeschreibung, descripcion, descricao,
        description de l'objectif, descripcion del objetivo, descricao do objetivo
    """,
    Field.OBJECTIVE_OWNER: """
        objective owner, owner of objective, objective lead, zielverantwortlicher, zielverantwortliche,
        responsable del objetivo, responsable de l'objectif, responsavel pelo objetivo
    """,
    Field.COMMITMENT: """
        commitment, committed or aspirational, committed, objective type, type of objective, zielart,
        verbindlichkeit, compromiso, engagement, compromisso
    """,
    Field.KEY_RESULT: """
        key result, key results, kr, krs, key result title, key result name, schlusselergebnis,
        schlusselergebnisse, schluesselergebnis, resultado clave, resultados clave, resultat cle, resultats cles,
        resultado chave, resultados chave, resultado-chave, resultados-chave
    """,
    Field.OWNER: """
        owner, key result owner, kr owner, responsible, assignee, dri, lead, accountable, owner role,
        verantwortlich, verantwortlicher, verantwortliche, zustandig, responsable, propietario, dueno,
        responsavel, dono, proprietaire
    """,
    Field.MEASURE: """
        measure, measurement, metric type, measure type, key result type, kr type, type, direction, messart, typ,
        art, richtung, medida, tipo, tipo de medida, mesure, type de mesure, direccion, direcao, sens
    """,
    Field.UNIT: """
        unit, units, unit of measure, uom, einheit, unidad, unite, unidade, unidad de medida, unite de mesure
    """,
    Field.BASELINE: """
        baseline, start value, starting value, initial value, base value, from value, initial, ausgangswert,
        startwert, basiswert, linea base, valor inicial, valor de partida, linea de base, valeur initiale, valeur
        de depart, linha de base, valor base
    """,
    Field.TARGET: """
        target, target value, goal value, to value, target metric, zielwert, soll, sollwert, meta, valor
        objetivo, valor meta, cible, valeur cible, alvo, valor alvo, objetivo numerico
    """,
    Field.LOW: """
        low, lower limit, minimum, min, at least, untergrenze, limite inferior, limite inferieure, minimo
    """,
    Field.HIGH: """
        high, upper limit, maximum, max, at most, obergrenze, limite superior, limite superieure, maximo
    """,
    Field.STRETCH: """
        stretch, stretch target, stretch goal, moonshot, stretchziel, wunschziel, meta ambiciosa, cible
        ambitieuse
    """,
    Field.CURRENT_VALUE: """
        current value, current, final value, actual, actual value, latest value, value, ist, istwert, ist-wert,
        aktueller wert, aktuell, wert, endwert, valor actual, valor final, valeur actuelle, valeur
        finale, valeur, valor atual, valor, ergebnis
    """,
    Field.CURRENT_DATE: """
        current date, as of, value date, date of value, last update, last updated, updated, check-in date, date,
        stand, stand vom, datum, fecha, fecha del valor, date de la valeur, data, data do valor, mis a jour,
        aktualisiert
    """,
    Field.CONFIDENCE: """
        confidence, confidence level, confidence score, zuversicht, vertrauen, konfidenz, confianza, confiance,
        confianca
    """,
    Field.COMMENT: """
        comment, comments, note, notes, remark, remarks, update, check-in note, kommentar, bemerkung, notiz,
        anmerkung, comentario, comentarios, nota, notas, commentaire, commentaires, remarque, observacao,
        observacoes, observaciones
    """,
    Field.SCORE: """
        score, final score, grade, okr score, bewertung, punktzahl, note final, puntuacion, calificacion,
        puntaje, score final, pontuacao, nota final
    """,
    Field.WEIGHT: """
        weight, weighting, gewicht, gewichtung, peso, ponderacion, poids, ponderation, ponderacao
    """,
    Field.DUE_DATE: """
        due date, due, due on, deadline, target date, falligkeit, fallig, fallig am, falligkeitsdatum, termin,
        frist, fecha limite, vencimiento, fecha de vencimiento, echeance, date limite, prazo, data limite
    """,
    Field.LABEL: """
        label, outcome or output, outcome/output, outcome output, kr label, classification, klassifikation,
        etiqueta, rotulo
    """,
    Field.CADENCE: """
        cadence, cadence days, cadence (days), check-in cadence, update frequency, frequency, rhythmus, takt,
        turnus, haufigkeit, cadencia, frecuencia, cadence de suivi, frequence, frequencia
    """,
    Field.SOURCE: """
        source, link, url, reference, data source, quelle, datenquelle, fuente, lien, fonte, fuente de datos
    """,
    Field.INITIATIVE: """
        initiative, initiatives, action, actions, project, projects, initiativen, massnahme, massnahmen, projekt,
        iniciativa, iniciativas, proyecto, initiativer, projet, projeto, acciones, acoes
    """,
}
