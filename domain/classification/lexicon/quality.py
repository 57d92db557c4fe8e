"""Quality, speed and service as others meet them, and the internal numbers that only the team sees."""

TROUBLE = {
    "en": """incident, outage, downtime, bug, defect, error, failure, complaint, regression, crash, rollback,
        escalation, support ticket, ticket, support contact, contact per, support request, vulnerability, breach,
        late delivery, delay, rework, stockout, return rate, false positive, false alarm, timeout, restart, sev1,
        sev2, p0, p1, interruption, finding, violation, medication error, mistake, cve, discrepancy, leak, spill,
        dropped call, missed appointment, broken, scrap, queue length, backorder, spam, fraud, unplanned work,
        blocker, recall, safety recall, stoppage, line stop, line stoppage, theft, stolen, lost, loss event, data
        loss, damage, damaged, dispute, wrong, incorrect, mispick, misrouted, misdelivered, missed, failed, failing,
        rejected, rejection, reject, short shipment, reopened, reopen, repeat contact, repeat call, transfer, queue,
        hold time, wait, breakage, spoilage, expired, near accident, burn, fall, fall from, pressure ulcer, sepsis,
        infection rate, cancelled, canceled, overdue payment, penalty, non compliance, nonconformity, misuse,
        misused, hack, hacked, phishing, malware, leak of, shortage, power cut, blackout, boil water, disconnection,
        lag, ping, stutter, dead on arrival, doa, ppm, unplanned, emergency repair, sev, sev 1, sev1s, p1s, hotfix,
        lag spike, glitch, bounce, dropped, drop in quality, breakdown, problem, issue, cancellations, empty shelf,
        empty shelves, empty leg, injuries, fatality, fatalities, death, casualty, hospitalisation, eviction,
        homelessness, crime, burglary, littering, litter, food waste, noise, odour, duplicate payment, billing
        mistake, correction, retraction, wrong item, wrong address, clash, clashes, conflict, overbooking,
        resignation, unwanted leaver, leaver, grievance, absence day, lost time, ltir, lost time injury, trir, near
        collision, signal passed, derailment, delay minute, cancelled train, diversion, missed connection, lost bag,
        mishandled, bed sore, pressure sore, missed dose, wrong dose, adverse event, readmitted, unplanned return,
        surcharge, late fee, interest charge, penalty point, dispute case, mismatch, misstatement, restatement,
        audit finding, repeat finding, broken link, 404, dead end, failed login, failed search, zero result,
        abandoned, abandonment, rage quit, ban, cheat, toxic, griefing, refused, rejected claim, incorrect bill,
        estimated bill, shut off, overdue, unpaid, unresolved, churned because, stockouts at, dropped packet, packet
        loss, lost packet, jitter, brownout, reset, battery swap, field failure, field failure rate, warranty
        return, dead pixel, recall notice, contamination, spoiled, shrink, breakages, downtime hour""",
    "de": """*vorfall, *vorfälle, *ausfall, *ausfälle, *fehler, fehler*, *störung, *störungen, *verspätung*,
        *supporttickets, *tickets, *anfragen, *rückfragen, *mängel, *retouren, *abbrüche, *wartezeiten,
        *schwachstellen, *eskalationen, *nacharbeit, *panne, *pannen, *unfall, *unfälle, *absage, *absagen,
        *schaden, *schäden, *beanstandung*, *verwechslung*, *verlust, *datenpanne, *datenverlust, *rollback,
        *rollbacks, *bug, *bugs, *crash*, *absturz, *abstürze, *falsch*, *fehlmenge, *fehlmengen, *fehllieferung*,
        *rückläufer, *rückrufe, *rückruf, *reklamationsquote, *retourenquote, *wiederholanruf*, *stillstand,
        *stillstände, *stillstandszeit*, *leerfahrten, *lücken, *regallücken, *verletzung*, *gewalt*, *diebstahl,
        *diebstähle, *einbrüche, *stau, *staus, *lärm*, *überschreitung*, *infektion, *komplikation, *sturz,
        *mahnung*, *klage, *klagen, *verzögerung*, *engpass, *engpässe, *out-of-stock*, *fehlbestand, *fehlalarm,
        *fehlalarme, *phishing*, *sicherheitsvorfälle""",
    "es": """incidente, incidentes, incidencia, incidencias, errores, fallos, caídas, defectos, retrasos,
        devoluciones, interrupciones, vulnerabilidades, tickets, consultas de soporte, averías, bugs, parada,
        paradas, paros, rechazo, rechazos, accidente, lesión, lesiones, merma, demora, demoras, espera, esperas,
        colas, error, errores de, fallo, falla, fallas, avería, caída, corte, cortes, cancelación de vuelos,
        incumplimiento, incumplimientos, overbooking, ruido, robo, robos, fraude, fraudes, pérdida de equipaje,
        extravío, extravíos, reapertura, reaperturas, reclamo, reclamos, reproceso, reprocesos, retrabajo, retraso,
        baches, fugas, siniestros, eventos centinela, eventos adversos, infección, desabastecimiento, faltantes,
        quiebres, vencidos, caducados, rollback, rollbacks, crash, bloqueos, llamadas perdidas, llamadas
        abandonadas, equivocaciones, disputas, multas, brecha, brechas, entregas tardías""",
    "fr": """incident, incidents, panne, pannes, erreurs, défauts, retards, retours, interruptions,
        vulnérabilités, tickets, anomalies, bogues, bugs, arrêt, arrêts, arrêt de ligne, rejet, rejets, accident,
        blessure, blessures, perte, attente, attentes, files d attente, erreur, erreur de, défaut, défaillance,
        défaillances, panne de, chute, coupure, coupures, annulation, non conformité, non conformités,
        surréservation, bruit, nuisances, vol, vols, fraude, fraudes, bagages perdus, réouvertures, réclamation,
        plainte, litige, litiges, retouches, reprise, reprises, retard, fuites, sinistres, sinistre, événements
        indésirables, infection, pénuries, ruptures de, périmés, rollback, crash, plantages, blocages, appels
        perdus, appels abandonnés, contentieux, amendes, pénalités, failles, casse, colis perdus, incident majeur,
        escalades, contacts répétés""",
    "pt": """incidente, incidentes, falhas, erros, defeitos, atrasos, devoluções, interrupções, vulnerabilidades,
        chamados, tickets, quedas, bugs, parada, paradas, rejeição, rejeições, acidente, lesão, lesões, demora,
        espera, esperas, filas, erro, erro de, falha, falha de, avaria, avarias, defeito, corte, cortes, apagões,
        cancelamento de voos, não conformidade, não conformidades, overbooking, barulho, ruído, roubo, roubos,
        furtos, fraude, fraudes, extravio, extravios, bagagens extraviadas, reabertura, reaberturas, reclamação,
        retrabalho, atraso, vazamentos, sinistros, eventos adversos, infecção, desabastecimento, faltas de,
        vencidos, rollback, rollbacks, crash, travamentos, ligações perdidas, ligações abandonadas, equívocos,
        disputas, multas, brechas, incidente de, indisponibilidade, queda de energia, entregas atrasadas, devolução,
        escalonamentos, queda do sistema, queda do serviço, chamado repetido, incidentes graves, falha grave""",
}

SERVICE = {
    "en": """uptime, availability, sla, slo, latency, load time, page load, loading speed, site speed, page speed,
        response time, resolution time, resolution rate, first contact resolution, first call resolution, first
        response, wait time, waiting time, on time delivery, on time, lcp, core web vital, accuracy, precision,
        reliability, throughput for customers, turnaround, turnaround time, turn around, same day, deflection,
        deflection rate, fill rate, in stock, freshness, performance, p50, p95, p99, apdex, incident free, query
        time, build time, success rate, fulfilment, fulfillment, readmission rate, quality score, patient outcome,
        test score, pass rate, green build, queue time, defect rate, error rate, failure rate, punctuality, delivery
        punctuality, frame rate, fps, first attempt, first time right, right first time, one working day, next day,
        within an hour, within a day, on the promised day, in full, otif, perfect order, order accuracy, pick
        accuracy, delivery promise, cold start, startup time, render time, load below, response under, answered,
        answered within, first reply, first human reply, reply time, appointment within, seen within, door to
        needle, door to, speed of answer, call pickup, service level, grade of service, signal quality, battery
        life, range anxiety, crash free, crash free session, error free, success, task success, deflected, solved at
        first contact, resolved on first contact, first fix, fixed first time, repair time, restoration, time to
        restore, restore time, freshness of data, data freshness, delivered on time, arrive on time, on schedule,
        runtime, wall clock, reliability score, page speed score, lighthouse score, accessibility score, delivery
        accuracy, response to, answer within, reply within, seen by, within a week, within two, within four, within
        five, in under, in less than, faster than, no later than, same week, first time, first time fix, first pass,
        first submission, right the first time, succeeds, succeed, accepted first time, complete and on time,
        delivered complete, arrival on time, departure on time, on time departure, on time arrival, on time
        performance, wait under, queue under, time in queue, call answer, answer rate, abandon rate, pick up within,
        load in, loads in, opens in, boot time, sync time, update succeeds, build succeeds, data ready by, ready at,
        report ready, refresh by, coverage for customers, network coverage where, signal, water quality, air
        quality, cleanliness, room readiness, food quality, temperature compliance, cold chain breaks""",
    "de": """*verfügbarkeit, *antwortzeit, *reaktionszeit, *wartezeit, *lieferzeit, *ladezeit, *lösungszeit,
        *bearbeitungszeit, *pünktlichkeit, pünktlich*, *termintreue, *liefertreue, *latenz, *erstlösungsquote,
        *fehlerquote, *fehlerrate, *lautstärke, *servicegrad, *ausfallzeit*, *zuverlässigkeit, *laufzeit,
        *laufzeiten, *befundlaufzeit, *anrufannahme, *erreichbarkeit, *ladezeiten, *wartezeiten, *antwortzeiten,
        *zustellquote, *trefferquote, *pünktlichkeitsquote, *fehlerfrei*, *reparaturzeit, *entstörzeit,
        *servicelevel, service level, sla, uptime, *datenaktualität, *genauigkeit, *zustellung am, *lieferfähigkeit,
        *warenverfügbarkeit, *regalverfügbarkeit, *termintreu*, *standzeit, *standzeiten, *verspätungsminuten,
        *erstlösung, *ausfallsicherheit, *crash-free*, *performance, *framerate, *rücklaufzeit, *erstattung,
        *lieferqualität""",
    "es": """disponibilidad, tiempo de respuesta, tiempo de espera, tiempo de carga, tiempo de resolución, tiempo
        de entrega, plazo de entrega, entregas a tiempo, latencia, puntualidad, fiabilidad, tasa de errores, lista
        de espera, listas de espera, espera de, tiempo de resolución de, primer contacto, en el primer contacto, a
        tiempo, en fecha, en tiempo, nivel de servicio, sla, uptime, crash rate, crash free, latencia de, velocidad
        de carga, entregas completas, otif, cumplimiento de entregas, en menos de, precisión, exactitud, atendidas
        en, atendidos en, respondidos en, resueltos en, entregas en el día, tiempo de reparación, tiempo de
        atención, tiempos de, velocidad, cobertura de señal, calidad de señal""",
    "fr": """disponibilité, temps de réponse, temps d attente, temps de chargement, délai de résolution, délai de
        livraison, délai, délais, latence, ponctualité, fiabilité, taux d erreur, liste d attente, délai d attente,
        délai de réponse, premier contact, au premier contact, à l heure, dans les délais, à temps, niveau de
        service, taux de service, sla, uptime, crash rate, latence de, vitesse de chargement, livraisons complètes,
        otif, en moins de, précision, exactitude, traités en, répondus en, résolus en, délai de réparation, temps de
        prise en charge, décroché, taux de décroché, vitesse, qualité du signal, délai de rendez vous, délai moyen
        de, disponibilité du""",
    "pt": """disponibilidade, tempo de resposta, tempo de espera, tempo de carregamento, tempo de resolução, prazo
        de entrega, tempo de entrega, latência, pontualidade, confiabilidade, taxa de erro, entregas no prazo, fila
        de espera, lista de espera, tempo médio de espera, primeiro contato, no primeiro contato, no prazo, em dia,
        pontual, nível de serviço, sla, uptime, crash rate, crash free, latência de, velocidade de carregamento,
        entregas completas, otif, em menos de, precisão, acurácia, exatidão, atendidos em, respondidos em,
        resolvidos em, tempo de reparo, tempo de atendimento, tempo de, tempos de, velocidade, qualidade do sinal,
        prazo médio de, entrega no mesmo dia""",
}

PROCESS = {
    "en": """lead time, cycle time, time to, time from, mttr, mttd, mean time, deployment frequency, deploy
        frequency, change failure rate, ramp up time, ramp time, time per, hours per, days per, time spent,
        processing time, onboarding time, build duration, pipeline time, setup time, preparation time, prep time,
        hiring time, close the books, month end close, remediation time, handling time, handle time, creation time,
        response times, average time, median time, average age, first pass yield, days to, hours to, minutes to,
        manual effort, manual work, manual hours, manual time, changeover, takt time, productivity, efficiency,
        utilization, utilisation, length of stay, start rate, claim rate, stage duration, duration, aging, time is,
        turnaround of, working days, takes, take three days, handoff, hand off, handover time, days rather than,
        days instead, weeks instead, hours instead, approval time, review time, decision time, campaign to live,
        idea to, idea to live, order to cash, quote to cash, request to, from request, from order, first draft to,
        time to hire, time to fill, time to market, time to value, time to first, time to close, ramp, touch time,
        idle time, setup, oee, overall equipment effectiveness, yield rate, throughput, output per, units per hour,
        units per shift, picks per hour, lines per hour, parcels per, turn time, turnaround at, automation rate,
        straight through, straight through processing, rework rate, scrap rate, rework hours, planning accuracy,
        forecast accuracy, schedule adherence, bed turnover, theatre utilisation, productive hours""",
    "de": """*durchlaufzeit, *vorlaufzeit, *rüstzeit, *einarbeitungszeit, *zeit bis, zeit bis, dauer, *dauer,
        *bereitstellungszeit, *wiederherstellungszeit, *effizienz, *produktivität, tage bis, *durchschnittszeit,
        *zeit, *zeiten, *dauer von, *rechnungsdurchlauf*, *durchlauf, *monatsabschluss, *jahresabschluss dauer,
        *laufwege, *wege je, *oee, oee, *ausbringung, *leistung je, *stückzahl je, *taktzeit, *umschlag*,
        *planungsgenauigkeit, *prognosegenauigkeit, *angebotserstellung, *bearbeitung, werktagen, *time-to-hire,
        *automatisierungsgrad, *nutzungsgrad, *anlageneffektivität, *erstausbeute, *gutquote, *prozesszeit""",
    "es": """tiempo de ciclo, tiempo medio, tiempo promedio, tiempo de contratación, tiempo hasta, plazo medio,
        productividad, eficiencia, tiempo de cierre, tiempo de incorporación, duración, tiempo, tiempos, lead time,
        ciclo, ciclo de venta, cierre contable, cierre mensual, oee, rendimiento, productividad por, unidades por
        hora, días en vez de, tiempo de desarrollo, tiempo de aprobación, plazo, plazos, tarda, tardar, tarde,
        precisión del forecast, desviación del forecast, desviación, automatización de, horas de retrabajo, horas
        por, minutos por, días por, estancia media, rotación de camas, tiempo de firma""",
    "fr": """temps de cycle, temps moyen, délai moyen, temps d intégration, durée moyenne, durée, productivité,
        efficacité, temps de traitement, temps, lead time, cycle, cycle de vente, clôture, clôture mensuelle, trs,
        rendement, unités par heure, jours au lieu de, délai d approbation, délai de traitement, délai de
        recrutement, durées, fiabilité des prévisions, écart de prévision, taux d automatisation, heures par,
        minutes par, jours par, durée de séjour, durée moyenne de séjour, traitement, temps de passage, temps de
        changement""",
    "pt": """tempo de ciclo, tempo médio, tempo de contratação, tempo até, prazo médio, produtividade, eficiência,
        tempo de fechamento, tempo de integração, duração, tempo, tempos, lead time, ciclo, ciclo de vendas, ciclo
        de venda, fechamento mensal, fechamento contábil, oee, rendimento, unidades por hora, dias em vez de, prazo
        de aprovação, prazo, prazos, leva, demora, acurácia da previsão, desvio da previsão, desvio, taxa de
        automação, horas por, minutos por, dias por, tempo de permanência, giro de leitos, tempo de setup""",
}

# Numbers that only the team's own effort moves.
OWN = {
    "en": """test coverage, code coverage, unit test coverage, testing coverage, coverage, velocity, story point,
        sprint point, commit, pull request, lines of code, cpu utilisation, cpu utilization, cpu, memory usage, cpu
        usage, technical debt, tech debt, backlog item, backlog, sprint capacity, team capacity, capacity,
        headcount, dial, call per day, outbound call, number of calls, calls made, emails sent, posts per, articles
        per, number of features, number of experiments, test case, automated test, completion of, training
        completion, documentation coverage, bundle size, number of tests, number of blog posts, number of
        interviews, training hours, number of workshops, features shipped, number of meetings, test automation,
        tickets handled, tickets closed, tickets resolved, tickets per agent, calls handled, cases closed, bugs
        fixed, issues closed, open bugs, open issues, open p3 bugs, open tickets, design debt, debt tickets, data
        debt, bug count, own backlog, in our backlog, our backlog, stale opportunities, pages written, words
        written, hours worked, hours of training, training days, visits per rep, meetings per rep, demos per rep,
        emails per rep, calls per rep, calls per day, ad slots we buy, campaigns run, ideas implemented, number of
        ideas implemented, tests written, tests run, inspections per, audits per, documents digitised, records
        migrated, lines migrated, cpu load, memory footprint, ram usage, disk usage, gpu utilisation, server load,
        server utilisation, complexity, cyclomatic complexity, mutation score, warnings, budget spent, budget
        utilisation, spend the, patrols per, content output, content pieces, publication count, catalogue size,
        number of courses, number of products, number of skus""",
    "de": """*testabdeckung, *codeabdeckung, *abdeckung, *velocity, storypoints, *schulungsquote,
        *schulungsstunden, technische schulden, anzahl posts, anzahl anrufe, anzahl schulungen, *budgetausschöpfung,
        anzahl workshops, anzahl der schulungen, tickets pro agent, bearbeitete tickets, geschlossene tickets,
        besuche pro, anrufe pro, anrufvolumen, calls pro, content output, inhalte pro monat, cpu last,
        serverauslastung, speicherbedarf, mittelabfluss, budgetabfluss, offene bugs, offene tickets, ticket
        rückstand, *rückstand, *backlog, *schattenlisten, *variantenzahl, *schulungstage, *durchgeführte,
        *umgesetzte, verbesserungsideen umsetzen, pflegequote, datenpflege*, stammdatenqualität, artikelstammdaten*""",
    "es": """cobertura de pruebas, cobertura de tests, cobertura de código, cobertura, velocidad del equipo,
        puntos de historia, deuda técnica, número de publicaciones, número de llamadas, horas de formación, uso de
        cpu, uso de memoria, tickets cerrados, tickets atendidos por agente, visitas por comercial, visitas por
        vendedor, llamadas por, visitas presenciales, publicaciones por, horas impartidas, horas de capacitación,
        ejecución del presupuesto, presupuesto ejecutado, backlog, atraso, rezago, cuentas contables, auditorías
        por, inspecciones por, número de plantillas, cobertura de código de""",
    "fr": """couverture de tests, couverture de code, couverture, vélocité, points d histoire, dette technique,
        nombre d articles, nombre d appels, heures de formation, utilisation du cpu, charge cpu, utilisation de la
        mémoire, tickets traités, tickets clôturés, tickets traités par agent, visites par commercial, rendez vous
        par commercial, appels par, publications par, heures dispensées, heures de formation par, budget consommé,
        budget dépensé, taux de consommation du budget, backlog, arriéré, retard de traitement interne, audits par,
        inspections par, nombre de modèles, nombre d ateliers, nombre de formations""",
    "pt": """cobertura de testes, cobertura de código, cobertura, velocidade da equipe, pontos de história, dívida
        técnica, número de posts, número de ligações, horas de treinamento, uso de cpu, uso de memória, tickets
        fechados, chamados fechados, chamados atendidos por, visitas por vendedor, visitas por consultor, ligações
        por, publicações por, posts por, horas ministradas, horas de capacitação, orçamento executado, execução do
        orçamento, backlog, fila interna, auditorias por, inspeções por, número de modelos, número de cursos, número
        de workshops, número de treinamentos""",
}

# Heads of a measurement: whatever they measure, it is a number and not a thing.
HEAD = {
    "en": """rate, ratio, score, percentage, share of, proportion, index, average, avg, mean, median, per,
        frequency, volume, level, growth, number of, amount, quantile, quartile, percentile, speed, quality, number,
        count, count of, how many, share, percent of, portion, fraction, gap, difference, half of, a third of, a
        quarter of, total, sum, no of, rate of, figure, points, out of""",
    "de": """*rate, *quote, *anteil, anteil, *index, durchschnitt*, median, pro, anzahl, *wachstum, *grad,
        *niveau, *qualität, zahl, zahl der, anzahl der, höhe, summe, differenz, *zahlen, *zahl, *wert, *werte, jeder
        zweite, hälfte, je, *rate von, prozent der""",
    "es": """tasa, porcentaje, índice, promedio, media, ratio, proporción, crecimiento, número de, calidad,
        cantidad, cantidad de, proporción de, uno de cada, cada, mitad, tercio, total, número, nivel, volumen,
        frecuencia, brecha, diferencia""",
    "fr": """taux, pourcentage, indice, moyenne, part des, ratio, proportion, croissance, nombre de, qualité,
        nombre, part, part de, la part, volume, niveau, fréquence, écart, différence, total, moitié, tiers, un sur,
        quart""",
    "pt": """taxa, porcentagem, percentagem, índice, média, proporção, crescimento, número de, qualidade,
        quantidade, quantidade de, parcela, fatia, metade, um terço, total, número, nível, volume, frequência,
        diferença, cada, participação de""",
}

TABLES = {"trouble": TROUBLE, "service": SERVICE, "process": PROCESS, "own": OWN, "head": HEAD}
