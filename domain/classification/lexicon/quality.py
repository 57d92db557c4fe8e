"""Quality, speed and service as others meet them, and the internal numbers that only the team sees."""

TROUBLE = {
    "en": """incident, outage, downtime, bug, defect, error, failure, complaint, regression, crash, rollback,
        escalation, support ticket, ticket, support contact, contact per, support request,
        vulnerability, breach, late delivery, delay, rework, stockout, return rate, false positive,
        false alarm, timeout, restart, sev1, sev2, p0, p1, interruption, finding, violation, medication
        error, mistake, cve, discrepancy, leak, spill, dropped call, missed appointment, broken, scrap,
        queue length, backorder, spam, fraud, unplanned work, blocker""",
    "de": """*vorfall, *vorfälle, *ausfall, *ausfälle, *fehler, fehler*, *störung, *störungen, *verspätung*,
        *supporttickets, *tickets, *anfragen, *rückfragen, *mängel, *retouren, *abbrüche, *wartezeiten,
        *schwachstellen, *eskalationen, *nacharbeit""",
    "es": """incidente, incidentes, incidencia, incidencias, errores, fallos, caídas, defectos, retrasos,
        devoluciones, interrupciones, vulnerabilidades, tickets, consultas de soporte, averías, bugs""",
    "fr": """incident, incidents, panne, pannes, erreurs, défauts, retards, retours, interruptions, vulnérabilités,
        tickets, anomalies, bogues, bugs""",
    "pt": """incidente, incidentes, falhas, erros, defeitos, atrasos, devoluções, interrupções, vulnerabilidades,
        chamados, tickets, quedas, bugs""",
}

SERVICE = {
    "en": """uptime, availability, sla, slo, latency, load time, page load, loading speed, site speed, page speed,
        response time, resolution time, resolution rate, first contact resolution, first call
        resolution, first response, wait time, waiting time, on time delivery, on time, lcp, core web
        vital, accuracy, precision, reliability, throughput for customers, turnaround, turnaround time,
        turn around, same day, deflection, deflection rate, fill rate, in stock, freshness, performance,
        p50, p95, p99, apdex, incident free, query time, build time, success rate, fulfilment,
        fulfillment, readmission rate, quality score, patient outcome, test score, pass rate, green
        build, queue time, defect rate, error rate, failure rate""",
    "de": """*verfügbarkeit, *antwortzeit, *reaktionszeit, *wartezeit, *lieferzeit, *ladezeit, *lösungszeit,
        *bearbeitungszeit, *pünktlichkeit, pünktlich*, *termintreue, *liefertreue, *latenz,
        *erstlösungsquote, *fehlerquote, *fehlerrate, *lautstärke, *servicegrad, *ausfallzeit*,
        *zuverlässigkeit""",
    "es": """disponibilidad, tiempo de respuesta, tiempo de espera, tiempo de carga, tiempo de resolución, tiempo de
        entrega, plazo de entrega, entregas a tiempo, latencia, puntualidad, fiabilidad, tasa de errores""",
    "fr": """disponibilité, temps de réponse, temps d attente, temps de chargement, délai de résolution, délai de
        livraison, délai, délais, latence, ponctualité, fiabilité, taux d erreur""",
    "pt": """disponibilidade, tempo de resposta, tempo de espera, tempo de carregamento, tempo de resolução, prazo de
        entrega, tempo de entrega, latência, pontualidade, confiabilidade, taxa de erro, entregas no
        prazo""",
}

PROCESS = {
    "en": """lead time, cycle time, time to, time from, mttr, mttd, mean time, deployment frequency, deploy
        frequency, change failure rate, ramp up time, ramp time, time per, hours per, days per, time
        spent, processing time, onboarding time, build duration, pipeline time, setup time, preparation
        time, prep time, hiring time, close the books, month end close, remediation time, handling time,
        handle time, creation time, response times, average time, median time, average age, first pass
        yield, days to, hours to, minutes to, manual effort, manual work, manual hours, manual time,
        changeover, takt time, productivity, efficiency, utilization, utilisation, length of stay, start
        rate, claim rate, stage duration, duration, aging, time is""",
    "de": """*durchlaufzeit, *vorlaufzeit, *rüstzeit, *einarbeitungszeit, *zeit bis, zeit bis, dauer, *dauer,
        *bereitstellungszeit, *wiederherstellungszeit, *effizienz, *produktivität, tage bis,
        *durchschnittszeit""",
    "es": """tiempo de ciclo, tiempo medio, tiempo promedio, tiempo de contratación, tiempo hasta, plazo medio,
        productividad, eficiencia, tiempo de cierre, tiempo de incorporación, duración""",
    "fr": """temps de cycle, temps moyen, délai moyen, temps d intégration, durée moyenne, durée, productivité,
        efficacité, temps de traitement""",
    "pt": """tempo de ciclo, tempo médio, tempo de contratação, tempo até, prazo médio, produtividade, eficiência,
        tempo de fechamento, tempo de integração, duração""",
}

# Numbers that only the team's own effort moves.
OWN = {
    "en": """test coverage, code coverage, unit test coverage, testing coverage, coverage, velocity, story point,
        sprint point, commit, pull request, lines of code, cpu utilisation, cpu utilization, cpu, memory
        usage, cpu usage, technical debt, tech debt, backlog item, backlog, sprint capacity, team
        capacity, capacity, headcount, dial, call per day, outbound call, number of calls, calls made,
        emails sent, posts per, articles per, number of features, number of experiments, test case,
        automated test, completion of, training completion, documentation coverage, bundle size, number
        of tests, number of blog posts, number of interviews, training hours, number of workshops,
        features shipped, number of meetings, test automation""",
    "de": """*testabdeckung, *codeabdeckung, *abdeckung, *velocity, storypoints, *schulungsquote, *schulungsstunden,
        technische schulden, anzahl posts, anzahl anrufe, anzahl schulungen, *budgetausschöpfung""",
    "es": """cobertura de pruebas, cobertura de tests, cobertura de código, cobertura, velocidad del equipo, puntos
        de historia, deuda técnica, número de publicaciones, número de llamadas, horas de formación""",
    "fr": """couverture de tests, couverture de code, couverture, vélocité, points d histoire, dette technique,
        nombre d articles, nombre d appels, heures de formation""",
    "pt": """cobertura de testes, cobertura de código, cobertura, velocidade da equipe, pontos de história, dívida
        técnica, número de posts, número de ligações, horas de treinamento""",
}

# Heads of a measurement: whatever they measure, it is a number and not a thing.
HEAD = {
    "en": """rate, ratio, score, percentage, share of, proportion, index, average, avg, mean, median, per, frequency,
        volume, level, growth, number of, amount, quantile, quartile, percentile, speed, quality""",
    "de": """*rate, *quote, *anteil, anteil, *index, durchschnitt*, median, pro, anzahl, *wachstum, *grad, *niveau,
        *qualität""",
    "es": """tasa, porcentaje, índice, promedio, media, ratio, proporción, crecimiento, número de, calidad""",
    "fr": """taux, pourcentage, indice, moyenne, part des, ratio, proportion, croissance, nombre de, qualité""",
    "pt": """taxa, porcentagem, percentagem, índice, média, proporção, crescimento, número de, qualidade""",
}

TABLES = {"trouble": TROUBLE, "service": SERVICE, "process": PROCESS, "own": OWN, "head": HEAD}
