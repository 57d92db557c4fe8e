"""What a team owns and counts, and small phrases that say who decides and from where a number starts."""

# Things of our own that somebody counts: having more or fewer of them is work, not a result.
STOCK = {
    "en": """thing, screen, sdk, template, dashboard, sku, variant, icon, field, attribute, supplier contract,
        tool, licence, license, vm, virtual machine, server, node, cluster, warehouse, depot, rule, alert rule,
        policy, policies, account plan, object, repo, repository, service, microservice, endpoint, api, feature,
        feature flag, flag, component, library, libraries, package, dependency, dependencies, table, column, model,
        dataset, data set, row, pipeline, report, document, page, article, title, asset, campaign template, price
        list, vendor, supplier, subscription tool, saas tool, application, app, script, test script, test case,
        flaky test, level, quest, course, module, lesson, tablet, device, laptop, printer, machine, robot, sensor,
        meter, vehicle, bike, unit, branch, office, desk, station, sign, poster, leaflet, brochure, layer, dashboard
        widget, dormant account, service account, admin account, register, entry, entries, record, master data,
        metadata, tag, label, image, photo, video, floor plan, alt text, string, translation, locale, language,
        channel, partner program, backlog, queue, open item, action item, corrective action, work order, maintenance
        order, task, to do, ticket backlog, bug backlog, open bug, debt item, debt register, deprecated, duplicate,
        obsolete, unused, outdated, legacy, paper, cron job, job, workflow, rollout, job description, profile, role
        profile, playbook, runbook, procedure, sop, work instruction, guideline, process map, risk treatment,
        control, detection rule, certificate, key, secret, backup, environment, region, data centre, data center,
        line, cell, tool chain, exception, waiver, complexity, cpu, ram, memory, gpu, disk, storage, node
        utilisation, completeness, cmdb, firmware, binary size, image size, code, codebase, mutation score,
        complexity score, lint warning, warning, maintainability, scorecard, secure score, cert, snippet, recipe,
        example, listing, backlist, archive, lease file, file, folder, borehole, column type, training set, labelled
        row, labeled row, meeting hour""",
    "de": """*dinge, *vorlage, *vorlagen, *artikel, *stammdaten, *datensätze, *liste, *listen, *formular,
        *formulare, *variante, *varianten, *versionen, *system, *systeme, *server, *tool, *tools, *anwendung,
        *anwendungen, *anweisung, *anweisungen, *dokument, *dokumente, *akte, *akten, *abfragen, *modul, *module,
        *pakete, *skripte, *tests, *testfälle, *regel, *regeln, *lizenz, *lizenzen, *gerät, *geräte, *maschinen,
        *filiale, *filialen, *standort, *standorte, *halle, *hallen, *stationen, *schilder, *stellen, *konten,
        *accounts, *verträge, *rahmenverträge, *backlog, *rückstand, *rückstau, *findings, *maßnahmen, *aufgaben,
        *datenbank, *datenbanken, *berichte, *reports, *profile, *stellenprofile, *beschreibung, *beschreibungen,
        *richtlinien, *prozessschritte, *freigabestufen, *hierarchieebenen, *seiten, *texte, *bilder, *fotos,
        *videos, *sprachen, *kurse, *sortiment, *bauakten, *kostenstellen, *dashboards, *cronjobs, *schnittstellen,
        *komponenten, *abhängigkeiten, *altsysteme, *papier*, veraltet*, *umgebungen, *unterlagen, *checklisten,
        *templates, *skus, *speicher, *cpu*, *rechenzentrum, *ausstattung, *vollständigkeit, *pflegequote,
        *datenqualität, softwareversion*, versionen""",
    "es": """cosas, plantillas, plantilla de, informes, documentos, formularios, referencias, artículos, sku,
        skus, herramientas, licencias, servidores, servidor, máquinas, equipos médicos, dispositivos, tabletas,
        sedes, oficinas, almacenes, aulas, baños, contratos, contratos de proveedores, proveedores, cuentas de
        redes, campos, registros maestros, datos maestros, fichas, expedientes, archivos, páginas, módulos,
        componentes, microservicios, endpoints, repositorios, dependencias, tablas, tuberías, reglas, políticas,
        procedimientos, protocolos, instructivos, manuales, perfiles, tareas, pendientes, atrasos, backlog, cola
        interna, acciones correctivas, órdenes de trabajo, obsoletos, obsoletas, duplicados, duplicadas, heredado,
        papel, versiones, variantes, tarifas, niveles jerárquicos, aprobaciones internas, cpu, memoria,
        almacenamiento, completitud, imágenes, fotos, traducciones, idiomas, cursos, lecciones, ejercicios,
        carriles, kilómetros, rutas, autobuses, vehículos, sensores, medidores, pantallas, iconos, etiquetas,
        catálogo, presupuesto, capex, metadatos""",
    "fr": """choses, modèles, gabarits, rapports, documents, formulaires, références, articles, sku, outils,
        licences, serveurs, serveur, machines, appareils, tablettes, agences, bureaux, entrepôts, salles, chambres,
        lits, contrats, contrats fournisseurs, comptes, champs, fiches, dossiers, archives, fichiers, pages,
        modules, composants, microservices, dépôts, dépendances, tables, règles, politiques, procédures, protocoles,
        modes opératoires, manuels, profils, fiches de poste, tâches, arriéré, backlog, stock de tickets, actions
        correctives, ordres de travail, obsolètes, doublons, papier, versions, variantes, tarifs, niveaux
        hiérarchiques, processeur, cpu, mémoire, stockage, complétude, images, photos, traductions, langues,
        exercices, lignes, kilomètres, bornes, véhicules, capteurs, compteurs, écrans, icônes, étiquettes,
        catalogue, budget, métadonnées, bâtiments, postes, applications, api""",
    "pt": """coisas, modelos, gabaritos, relatórios, documentos, formulários, referências, sku, skus, ferramentas,
        licenças, servidores, servidor, máquinas, dispositivos, tablets, agências, escritórios, armazéns, salas,
        quartos, leitos, contratos, contratos de fornecedores, contas, campos, cadastros, fichas, prontuários,
        arquivos, páginas, módulos, componentes, microsserviços, endpoints, repositórios, dependências, tabelas,
        regras, políticas, procedimentos, protocolos, instruções de trabalho, manuais, perfis, tarefas, pendências,
        backlog, fila interna, ações corretivas, ordens de serviço, obsoletos, obsoletas, duplicados, duplicadas,
        legado, papel, versões, variantes, tarifas, níveis hierárquicos, cpu, memória, armazenamento, completude,
        imagens, fotos, traduções, idiomas, aulas, lições, exercícios, linhas, quilômetros, rotas, ônibus, veículos,
        sensores, medidores, telas, ícones, etiquetas, catálogo, orçamento, metadados, aplicações, apis""",
}

# Somebody acts because they want to.
VOLUNTARY = {
    "en": """voluntary, voluntarily, optional, of their own accord, on their own, on their own initiative, own
        initiative, by choice, choose to, chooses to, by themselves, themselves, itself, himself, herself,
        unprompted, without being asked, without asking, without a reminder, without help, on own initiative, of own
        accord, willingly, opt in, self book, self booking, self service, organically, spontaneously, by free
        choice, prefer, prefers, instead of calling, without calling us, without calling, without talking to, no
        longer need, out of choice""",
    "de": """freiwillig*, von selbst, von sich aus, aus eigenem antrieb, eigeninitiativ, eigenständig,
        selbstständig, selbständig, selbst, unaufgefordert, ungefragt, ohne aufforderung, ohne hotline, ohne hilfe,
        statt anzurufen, lieber, optional*""",
    "es": """voluntario, voluntaria, voluntarios, voluntarias, voluntariamente, por iniciativa propia, por su
        cuenta, por sí mismos, por sí solos, por sí mismas, ellos mismos, por decisión propia, por voluntad propia,
        espontáneamente, espontáneo, espontánea, sin que se lo pidan, sin ayuda, sin llamar, eligen, prefieren,
        opcional, solos""",
    "fr": """volontaire, volontairement, volontaires, de leur propre initiative, de leur plein gré, d eux mêmes, d
        elles mêmes, eux mêmes, elles mêmes, de lui même, spontanément, spontané, spontanée, spontanées, par choix,
        sans relance, sans aide, sans y être obligés, sans appeler, facultatif, facultative, facultatifs, en
        autonomie, seuls, préfèrent, choisissent""",
    "pt": """voluntário, voluntária, voluntários, voluntárias, voluntariamente, por conta própria, por iniciativa
        própria, espontaneamente, espontâneo, espontânea, sozinhos, sozinhas, por vontade própria, por escolha, sem
        ajuda, sem ligar, sem que ninguém peça, eles mesmos, elas mesmas, opcional, preferem, escolhem""",
}

# The team does it for them or makes them do it.
BY_US = {
    "en": """by our team, by our own, by us, done by our, our implementation team, we do it, does the swap, done
        by platform team, by the platform team, by enforcing, enforced, enforce, centrally, switched on by us, by
        changing, via our own, our own crews, in house, our desk, our own queue, own queue, carried out, done by
        the, mandatory, compulsory, obligatory, forced, automatically by us, on their behalf, bulk, by our
        apprentices, by our staff, by our engineers, held by our, made by our, team does it, team does, filled in
        by, overtime shifts""",
    "de": """durch unser team, durch uns, durch das team, durch die it, durch unser, von uns, macht das team,
        durch unsere, zwangs*, verpflichtend*, pflicht, obligatorisch*, verbindlich*, zentral, automatisch durch,
        per skript, durch den vertrieb, eigenen backlog, im eigenen, wir führen, unsererseits, durch eigene""",
    "es": """por nuestro equipo, por el equipo, lo hace, lo hacemos, hechas por, hecho por, realizadas por, a
        cargo de, obligatorio, obligatoria, obligatorios, a base de turnos, turnos extra, forzado, de forma
        centralizada, por nosotros, nuestro equipo, hechos por""",
    "fr": """par notre équipe, par l équipe, par nos soins, par nos équipes, réalisés par, réalisées par,
        effectués par, effectuées par, assuré par, obligatoire, obligatoires, imposé, imposée, de façon centralisée,
        par nous, c est l équipe, en interne, fait par""",
    "pt": """pela nossa equipe, pela equipe, pela equipa, por nós, feito por, feitos por, feitas por, realizadas
        por, realizados por, obrigatório, obrigatória, obrigatórios, forçado, de forma centralizada, nosso time,
        pelo time, quem faz, a cargo de, pelo nosso time""",
}

# Where a number stood before.
BEFORE = {
    "en": """instead of, rather than, today, now, currently, current, baseline, last year, previously, vs, versus,
        up from, down from, previous, so far, year over year, yoy, year on year, last quarter, this year, used to
        be, compared to, compared with""",
    "de": """statt, heute, bisher, vorher, vorjahr, derzeit, aktuell, ggü, gegenüber, anstatt, statt bisher,
        zuvor, momentan, jetzt, im vergleich, letztes jahr, zuletzt, vormals""",
    "es": """en lugar de, hoy, actual, actuales, actualmente, antes, frente a, frente al, vs, en vez de, ahora,
        año anterior, respecto a, contra, línea base, el año pasado, hasta ahora""",
    "fr": """au lieu de, aujourd hui, actuellement, contre, auparavant, avant, vs, par rapport à, an dernier, à ce
        jour, l an dernier, versus, plutôt que, l année dernière""",
    "pt": """em vez de, hoje, atual, atuais, atualmente, antes, frente a, vs, contra, ano passado, ano anterior,
        em relação a, ante, até agora, ao invés de""",
}

TABLES = {"stock": STOCK, "voluntary": VOLUNTARY, "by_us": BY_US, "before": BEFORE}
