"""What teams make and do as nouns: deliverables, activities, milestones, first measurements."""

DELIVERABLE = {
    "en": """feature, dashboard, report, document, documentation, doc, guide, guideline, playbook, runbook,
        handbook, roadmap, plan, strategy, framework, process, policy, template, tool, tooling, platform, system,
        app, application, website, page, landing page, screen, module, api, sdk, mvp, prototype, mockup, release,
        version, beta, poc, proof of concept, pipeline for, integration, service, microservice, architecture,
        infrastructure, database, post, blog post, article, case study, case studies, video, podcast, episode,
        newsletter, ebook, whitepaper, white paper, datasheet, infographic, content, material, deck, presentation,
        brochure, playlist, campaign, program, programme, initiative, project, product, proposal, rfc, spec,
        specification, model, database, library, component, driver, connector, test suite, test, unit test, script,
        workflow, form, survey, questionnaire, knowledge base, faq, logo set, brand, style guide, design system,
        redesign, mission statement, statement, charter, vision, concept, curriculum, course, module, lesson, book,
        paper, chapter, draft, repo, repository, monitoring, alerting, logging, backup, firewall, migration,
        rollout, crm, erp, forum, mailing list, server, environment, cluster, role, position, office, store, branch,
        lab, machine, sensor, structure, chatbot, bot, portal, functionality, notification, email sequence,
        sequence, stack, job description, budget, forecast, calculator, checklist, protocol, standard, ticket
        closed, bonus, bands, ci, cd, widget, endpoint, image, technology, option, performance review, performance
        management, channel, story, stories, matrix, permission matrix, banner, notice, leaflet, voucher, nurture
        track, scorecard, battlecard, kiosk, refill station, tariff, bundle, prototype for, gateway, catalogue,
        desk, programme of, ladder, patch, icon set, bench, register, prd, prds, spec sheet, brief, one pager,
        recap, glossary, taxonomy, ontology, wiki, intranet, signage, uniform, warehouse, depot, track and trace,
        roadmap for, style tile, language pack, skin, quest, level editor, question bank, plan for, wireframe,
        persona, journey map, blueprint, sop, template library, contract template, newsletter template, price list,
        rota, roster, schedule, calendar, agenda, minutes, memo, press kit, press release, logo, merch, merchandise,
        exhibition, prospectus, syllabus, textbook, edition, handover template, coding guideline, docs, readme,
        acoustics, variant, recipe book, data model, warehouse model, feature store, lakehouse, mart, sandbox,
        gateway upgrade, ci pipeline, data pipeline, deletion pipeline""",
    "de": """*konzept, konzept*, *strategie, *plan, *planung, *bericht, *dokument, *dokumentation, *leitfaden,
        *handbuch, *richtlinie, *richtlinien, guidelines, *prozess, *plattform, *system, *app, *website, *seite,
        *funktion, *funktionen, *feature, features, *release, *prototyp, *kampagne, *video, videos, *artikel,
        *beitrag, beitrag, beiträge, *beiträge, *projekt, *massnahme, *massnahmen, *maßnahme, *maßnahmen, *vorlage,
        *vorlagen, *schnittstelle, *schnittstellen, *materialien, *texte, grundlage, poc, *werkzeug, *dashboard,
        *portal, *migration, *fallstudien, *monitoring, prompt, *inhalte, *inhalten, *broschüre, *modul, *module,
        *präsentation, *raster, *preisblatt, *tool, *tarif, *workflow, *board, *boards, *landingpage, *template,
        *templates, *karte, *katalog, *styleguide, *entwurf, *programm, *format, *angebot für, *cockpit, *blatt,
        *kits, *battlecards, *studie, *studien, *folgen, *staffel, *podcast*, *newsletter, *plakate, *flyer,
        *vertrag, *rahmenvertrag, *satzung, *bebauungsplan, *mobilitätskonzept, *spielplätze, *radweg*, *gebäude,
        *neubau*, *anlage, *anlagen, *labor, *fahrzeuge, *infrastruktur, *umgebung, *datenmodell, *architektur,
        *api, *sdk, *bot, *chatbot, *formulare, *glossar, *wiki, *intranet*, *curriculum, *lehrplan, *kurse,
        *modulhandbuch, *unterlage*, *paket, *report, *auswertung, *policy, *vorgabe, *anweisung, *verfahren,
        *leitstelle, *service starten, *lösung, *software, *funktionalität*, *release-notes, *fräszentren, *roboter,
        *sensoren, case studies""",
    "es": """funcionalidad, funcionalidades, función, funciones, panel, informe, informes, documento,
        documentación, guía, manual, plan, estrategia, estrategias, proceso, política, plantilla, herramienta,
        plataforma, sistema, aplicación, app, sitio web, página, prototipo, campaña, campañas, artículo, artículos,
        publicaciones, vídeo, videos, proyecto, programa, portal, migración, integración, boletín, material,
        materiales, módulo, módulos, operaciones, tarifario, catálogo de, folleto, folletos, kit, kiosco, kioscos,
        robots, robot, laboratorio, biblioteca, terraza, carril, unidad de, observatorio, blog, podcast, episodios,
        newsletter, memoria anual, mvp, api, módulo de, base de conocimiento, tablero, tableros, cuadro de mando,
        política de, protocolo, reglamento, convenio, contrato marco, propuesta, presupuesto, pipeline de, chatbot,
        bot, prototipos, maqueta, carta, escaparates, cartelería, señalización, plan de, temario, plan de estudios,
        currículo, servidor, red, fibra, infraestructura, centro de, sala, aula, firma digital, canal, landing,
        página de, web, sitio, arquitectura, modelo de, modelo predictivo, glosario, wiki, intranet, conjunto de
        datos, conjuntos de datos, casos de éxito, caso de éxito, guion, uniforme, versión""",
    "fr": """fonctionnalité, fonctionnalités, tableau de bord, rapport, rapports, document, documentation, guide,
        manuel, plan, stratégie, processus, politique, modèle, outil, plateforme, système, application, site web,
        site, page, prototype, campagne, campagnes, article, articles, vidéo, vidéos, projet, programme, portail,
        migration, intégration, supports, module, modules, grille, grille tarifaire, brochure, dépliant, kit, borne,
        robots, laboratoire, bibliothèque, observatoire, blog, podcast, épisodes, newsletter, infolettre, rapport
        annuel, mvp, api, base de connaissances, tableaux de bord, charte, protocole, règlement, convention, accord
        cadre, proposition, chatbot, prototypes, maquette, maquettes, carte, affiches, signalétique, plan de, plan
        d, programme de, cursus, réseau, fibre, infrastructure, centre de, salle, signature électronique, canal,
        landing page, architecture, modèle de, modèle prédictif, glossaire, wiki, intranet, jeux de données, études
        de cas, étude de cas, étude, livre blanc, livres blancs, cahier des charges, feuille de route, script,
        uniforme, version, référentiel, parcours, atelier de, extranet, outil de, offre de, gamme, fiche""",
    "pt": """funcionalidade, funcionalidades, feature, features, painel, relatório, relatórios, documento,
        documentação, guia, manual, plano, estratégia, processo, política, modelo, ferramenta, plataforma, sistema,
        aplicativo, aplicação, app, site, página, homepage, protótipo, campanha, campanhas, artigo, artigos, posts,
        vídeo, vídeos, projeto, programa, portal, migração, integração, módulo, módulos, beta, tabela de preços,
        folder, folhetos, kit, totem, totens, robôs, robô, laboratório, biblioteca, observatório, blog, podcast,
        episódios, newsletter, relatório anual, mvp, api, base de conhecimento, dashboard, dashboards, painéis,
        política de, regulamento, convênio, contrato guarda chuva, proposta, orçamento, chatbot, protótipos,
        maquete, cardápio, vitrines, sinalização, plano de, ementa, currículo, rede, fibra, infraestrutura, centro
        de, sala, assinatura digital, canal, landing page, landing pages, arquitetura, modelo de, modelo preditivo,
        glossário, wiki, intranet, conjuntos de dados, cases, case, estudo de caso, estudo, e book, ebook, roteiro,
        uniforme, versão, matriz, esteira, trilha, régua, playbook, identidade visual, academia, fluxo de, fluxo,
        integração com, cartilha, edital, aplicativo de""",
}

ACTIVITY = {
    "en": """interview, workshop, meeting, training, training session, session with, coaching, coaching session,
        webinar, talk, conference, meetup, event, call, demo, experiment, a b test, ab test, user test, usability
        test, review meeting, one on one, 1 1s, town hall, townhall, all hands, offsite, hackathon, sprint, standup,
        retrospective, retro, roadshow, coffee chat, date night, briefing, code review, audit of, assessment, scan,
        drill, simulation, fire drill, tabletop, hire, new hire, outreach, story point, guest post, tweet,
        presentation, dialogue, appointment made, site visit, tour, exercise session, workout, analysis, research,
        implementation, deployment, onboarding of, postmortem, post mortem, qbr, ama, school visit, mystery shopper
        visit, gemba walk, safety walk, walk, focus group, listening session, office hour, clinic day, open day,
        press trip, trade show, fair, booth, dev diary, playtest, exploratory session, play session, ride along,
        site inspection, cold call, discovery call, product demo, demos, survey invitation, mailing, door knock,
        campaign day, awareness evening, evening, sprint review, hiring event, career fair, road show, reference
        call, briefing session, sales call, check in call, check in meeting, executive sponsor meeting, business
        review, debrief, study, diary study, price check, stock audit, cycle count, stock count, valve inspection,
        inspection, patrol, dry run, rehearsal, table read, lunch and learn""",
    "de": """*interview, *interviews, *workshop, *workshops, *schulung, *schulungen, *training, *trainings,
        *meeting, *meetings, *veranstaltung, *veranstaltungen, *event, *events, *gespräch, *gespräche, *umfrage,
        *umfragen, *webinar, *webinare, *vorträge, *vortrag, *anrufe, *analyse, *analysen, *anstellung, anstellung,
        *labs, *experimente, *sitzungen, *befragung, *anruf*, *besuche bei, *kundenbesuche, *begehungen, *rundgang,
        *rundgänge, *audits, *reviews, *review, *retro, *retros, *fachvorträge, *messen, *fachmessen, *spaziergänge,
        *sprechstunden, *bürgersprechstunden, *speeddatings, *aktionen, *impfaktionen, *calls, *calls/tag,
        *telefonate, *mailing, *konferenz, *tests mit, *fotoshooting, *inventur, *hospitation*, *unterweisung,
        *unterweisungen, *module leadership, *übung, *übungen, *gesprächsrunde*, *runde, *runden, *demos,
        *interviews mit, *fokusgruppe*, *jour fixe, *tagung, *feier, *messeauftritt*, *lesungen, *termine, *kontakte
        pro, *veröffentlichungen""",
    "es": """entrevista, entrevistas, taller, talleres, formación, formaciones, capacitación, capacitaciones,
        reunión, reuniones, evento, eventos, llamadas, encuesta, encuestas, webinar, webinars, charlas,
        experimentos, análisis, sesiones, cursos, visitas comerciales, llamada, visita, visitas a, ferias, feria,
        desayunos, charla, conferencias, ponencias, simulacros, auditorías, auditorías internas, inspecciones,
        revisiones, rondas, recorridos, retrospectivas, retros, 1 1, a b tests, pruebas, focus group, grupos
        focales, demos, demostraciones, sesión, sesión clínica, jornada, jornadas, brigada, campaña puerta a puerta,
        horas de capacitación, mesas de trabajo, comités, encuestas enviadas, publicación, correos, envíos de,
        mailing""",
    "fr": """entretien, entretiens, atelier, ateliers, formation, formations, réunion, réunions, événement,
        événements, appels, enquête, enquêtes, webinaire, webinaires, conférences, expériences, analyse, séances,
        sessions, cours, appel, visites de, visites commerciales, salons, salon, petits déjeuners, présentations,
        exercices, audits, audits internes, inspections, revues, tournées, rétrospectives, rétros, points
        hebdomadaires, tests utilisateurs, a b tests, focus group, groupes de discussion, démos, démonstrations,
        séance, journée, campagne porte à porte, heures de formation, comités, comité, questionnaires envoyés,
        publications, e mails, courriels, permanences, rendez vous avec, entretiens annuels, portes ouvertes,
        hackathon, rencontres, table ronde, tables rondes""",
    "pt": """entrevista, entrevistas, oficina, oficinas, workshop, workshops, treinamento, treinamentos, formação,
        reunião, reuniões, evento, eventos, ligações, pesquisa com, webinar, webinars, palestras, experimentos,
        análise, sessões, cursos, hipóteses, ligação, visita, visitas a, visitas comerciais, feiras, feira, cafés,
        café com, palestra, conferências, simulados, auditorias, auditorias internas, inspeções, revisões, rondas,
        retrospectivas, retros, 1 1, testes a b, testes de usabilidade, grupos focais, demos, demonstrações, sessão,
        jornada, campanha porta a porta, horas de treinamento, comitês, comitê, pesquisas enviadas, publicações, e
        mails, rodas de conversa, lives, live, encontros, mutirão, plantões, reuniões com, blitz, dinâmicas""",
}

MILESTONE = {
    "en": """certificate, certification, certified, accreditation, accredited, iso 27001, iso 9001, iso 14001, soc
        2, soc2, pci dss, hipaa compliance, gdpr compliance, compliance certification, compliance audit, security
        audit, audit, approval, sign off, signoff, go live, ga, general availability, license, licence, permit,
        patent, kick off, board decision, contract with the vendor, audit passed, exam, diploma, fedramp, sign off
        by, certified by, breeam, leed, green key, aacsb, label for, accreditation visit, approved, permission,
        planning permission, concession, gate review, gate, tisax, iso 45001, iso 13485, iso 50001, cmmi, b corp,
        readiness, ipo, contract signed, merger, spin off, listing on""",
    "de": """*zertifizierung, zertifizier*, *zertifikat, *audit, *genehmigung, *freigabe, *abnahme, go live,
        *zulassung, akkreditierung, *bewilligung, *testat, *label, *beschluss, *serienfreigabe, *ratsbeschluss,
        *siegel, tisax*, iso, *bescheid, *akkreditierung, *erlaubnis, *vertragsunterzeichnung""",
    "es": """certificación, certificado, acreditación, auditoría, aprobación, licencia, permiso, iso, sello,
        homologación, visto bueno, habilitación sanitaria, resolución, registro sanitario, firma del contrato""",
    "fr": """certification, certificat, accréditation, audit, approbation, licence, permis, homologation, iso,
        label, agrément, homologué, certifié, certifiée, feu vert, permis de construire, avis favorable, signature
        du""",
    "pt": """certificação, certificado, acreditação, auditoria, aprovação, licença, alvará, iso, selo,
        homologação, aval, habilitação, registro na anvisa, assinatura do contrato, certificada, certificado de,
        alvará de""",
}

LEARN = {
    "en": """baseline, baselines, find out, learn whether, understand why, hypothesis, hypotheses, assumption,
        validate, discovery, insight, learning, find out which, learn why, learn what, whether, if viable, feasible,
        feasibility, insight into, knowledge of, pursue, worth pursuing, viable, root cause, cause of, discover,
        figure out""",
    "de": """ausgangswert, basiswert, hypothese, hypothesen, annahmen, erkenntnisse, baseline, herausfinden, ob,
        warum, machbarkeit*, machbarkeitsstudie, ursachenanalyse, verstehen, klären ob""",
    "es": """línea base, línea de base, hipótesis, supuestos, averiguar, por qué, si es viable, viabilidad,
        factibilidad, entender por qué, descubrir, conocer las causas""",
    "fr": """valeur de référence, hypothèse, hypothèses, situation de départ, pourquoi, savoir si, faisabilité,
        comprendre, déterminer si, étude de faisabilité, viable, identifier les causes""",
    "pt": """linha de base, hipótese, hipóteses, premissas, por que, se é viável, viabilidade, descobrir, entender
        por que, saber se, causas""",
}

TABLES = {"deliverable": DELIVERABLE, "activity": ACTIVITY, "milestone": MILESTONE, "learn": LEARN}
