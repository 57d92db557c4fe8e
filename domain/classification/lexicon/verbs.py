"""Verbs by what they promise. A star ends a stem; English base forms are inflected when the tables are read."""

# The team makes, ships or finishes something.
MAKE = {
    "en": """launch, ship, deliver, release, roll out, rollout, deploy, build, rebuild, create, design, redesign,
        implement, migrate, complete, publish, write, rewrite, define, draft, develop, produce, prepare,
        set up, setup, instrument, decommission, retire, sunset, install, integrate, configure,
        document, finalise, finalize, finish, establish, introduce, add, update, upgrade, port,
        refactor, revise, rework, overhaul, replace, move, consolidate, standardise, standardize,
        digitise, digitize, automate, containerise, containerize, open, put in place, stand up, kick
        off, start, initiate, formalise, formalize, provide, offer, enable, apply, record, translate,
        localise, localize, prototype, digitalize, submit, file, obtain certification, ratify, approve,
        compile, assemble, unify, clean up, expand to, equip, furnish, renovate, construct, procure,
        purchase, buy, order, host, map, catalogue, catalog, inventory, tag, label, scope, fill out,
        hand over, hand off, onboard, source, merge, split, extract, archive, pilot, stage, print, send
        out, resolve the, fix, patch, remediate, repair, close out, close all, triage, restructure,
        reorganise, reorganize, schedule, make, code, program, renegotiate, negotiate, switch,
        transition, convert our, centralise, centralize, modernise, modernize, repurpose, recruit, hire,
        staff, fill, promote, appoint, feature, grade, process, label, annotate, sign off, go live,
        announce, advertise, give, adopt a, move to, outsource, insource, relocate, benchmark, simplify
        our, streamline our, ensure all, plan, organise, organize, craft, curate, compose, film, edit,
        lay out, wire up, spin up, enrol in, register for, refresh, support the, highlight, pass,
        achieve certification, get certified, earn certification, attain certification, obtain iso,
        achieve iso, achieve soc, get iso, get soc, set a, set our, put together, bring in the, lead
        the, form a, agree on, extend, enhance, optimise our, optimize our""",
    "de": """erstell*, erstellt, liefer*, ausliefer*, ausgeliefert, einführ*, eingeführt, einzuführen, umsetz*,
        umgesetzt, umzusetzen, entwick*, bau*, aufbau*, aufgebaut, implementier*, migrier*, abschließ*,
        abgeschlossen, abschliess*, veröffentlich*, publizier*, schreib*, geschrieben, definier*,
        erarbeit*, ausarbeit*, fertigstell*, fertiggestellt, finalisier*, vorbereit*, dokumentier*,
        starten, gestartet, startet, lancier*, launchen, gelauncht, ablös*, abgelöst, abschalt*,
        abgeschaltet, ersetz*, einricht*, eingerichtet, erweiter*, bereinig*, aufsetz*, aufgesetzt,
        ausroll*, ausgerollt, bereitstell*, bereitgestellt, einstellen, eingestellt, einzustellen,
        rekrutier*, anstellen, angestellt, automatisier*, digitalisier*, verarbeit*, eingepflegt,
        einpfleg*, erneuer*, überarbeit*, planen, geplant, konzipier*, aktualisier*, produzier*,
        programmier*, etablier*, festleg*, festgelegt, besteh*, bestanden, einreich*, eingereicht,
        installier*, anbind*, angebunden, integrier*, realisier*, verabschied*, verhandel*, verhandelt,
        sanier*, beschaff*, eröffn*, umzieh*, umgezogen, formulier*, entwerf*, entworfen, testen,
        getestet, setzen auf""",
    "es": """lanzar, lanz*, entregar, entreg*, construir, crear, creado, creada, diseñar, diseñ*, implementar,
        implement*, implantar, migrar, migr*, completar, publicar, public*, escribir, redactar, definir,
        desarrollar, desarroll*, preparar, documentar, finalizar, terminar, establecer, introducir,
        añadir, agregar, actualizar, integrar, instalar, configurar, desplegar, poner en marcha, abrir,
        contratar, elaborar, rediseñar, automatizar, sustituir, reemplazar, producir, traducir, obtener
        la certificación, firmar el, renovar el, habilitar, montar, digitalizar, organizar, aprobar,
        activar, realizar la, retirar, cerrar el, formalizar, planificar""",
    "fr": """lancer, lanc*, livrer, livr*, construire, créer, crée, créons, créé*, concevoir, mettre en place, mettre
        en œuvre, mettre en ligne, déployer, déploy*, migrer, migr*, terminer, achever, publier, publi*,
        écrire, rédiger, définir, développer, produire, préparer, documenter, finaliser, établir,
        introduire, ajouter, mettre à jour, intégrer, installer, configurer, ouvrir, recruter,
        embaucher, élaborer, refondre, automatiser, remplacer, traduire, obtenir la certification,
        organiser, équiper, numériser, décommissionner, rénover, mise en place, mise en production,
        refonte, réécrire, compléter, signer le, valider le, planifier, moderniser""",
    "pt": """lançar, lanç*, entregar, entreg*, construir, criar, cri*, projetar, desenhar, redesenhar, implementar,
        implant*, migrar, concluir, completar, finalizar, publicar, public*, escrever, redigir, definir,
        desenvolver, desenvolv*, preparar, documentar, terminar, estabelecer, introduzir, adicionar,
        atualizar, integrar, instalar, configurar, abrir, contratar, elaborar, automatizar, substituir,
        produzir, traduzir, obter a certificação, organizar, colocar em produção, digitalizar,
        habilitar, montar, formalizar, renovar, planejar, planear, fechar o""",
}

# The team spends effort: meetings, calls, analyses, trainings.
ACT = {
    "en": """conduct, run, hold, attend, present, train, interview, survey, call, phone, email, contact, visit, meet,
        talk, speak, analyse, analyze, research, explore, investigate, review, audit our, audit the,
        assess, evaluate, examine, consult, help, assist, advise, coach, mentor, teach, facilitate,
        participate in, test, experiment, identify, determine, collect, gather, monitor, track, measure,
        report on, discuss, share, communicate, present at, post, tweet, blog, dm, message, reach out,
        follow up, demo, pitch, celebrate, do, perform, execute, work with, work on, work, read, study,
        learn, practise, practice, spend, invest in, use, give talks, brainstorm, sync, align, observe,
        shadow, validate, find out, discover, understand, look into, specify, compare, send, invite,
        engage with, collaborate, partner with, educate, canvass, troubleshoot, respond, process,
        record, have meetings, have a meeting, host, update stakeholders, connect, inspect, mail,
        amplify, pilot, prioritise, prioritize, propose, recommend to, ask, answer, cover, take, carry
        out, undertake, make calls, focus on, onboard, try out, view, list, log, scan, write to,
        summarise, summarize, synthesise, synthesize, document, negotiate with, go to, source, bring in,
        rehearse, drill""",
    "de": """durchführ*, durchgeführt, durchzuführen, führen, befrag*, befragt, interview*, schul*, geschult,
        trainier*, besuch*, teilnehmen, teilgenommen, präsentier*, analysier*, untersuch*, prüf*,
        überprüf*, evaluier*, anruf*, angerufen, telefonier*, kontaktier*, treffen, beraten,
        unterstütz*, kommunizier*, zelebrier*, teilen, posten, gepostet, organisier*, veranstalt*,
        abhalt*, abgehalten, halten, moderier*, recherchier*, identifizier*, ermittel*, ermitteln,
        messen, verfolg*, lesen, lernen, networken, weiterbild*, ausbild*, ausgebildet, versend*,
        verschick*, abarbeit*, anbieten, validier*, erheben, machen""",
    "es": """realizar, hacer, entrevistar, llamar, visitar, asistir, formar, capacitar, entrenar, analizar,
        investigar, explorar, revisar, evaluar, presentar, organizar, celebrar, impartir, contactar,
        identificar, medir, monitorizar, compartir, comunicar, participar en, enviar, probar, validar,
        ejecutar, leer, estudiar, auditar, llevar a cabo, efectuar""",
    "fr": """réaliser, faire, mener, conduire, interviewer, appeler, visiter, assister, former, analyser, étudier,
        explorer, examiner, évaluer, présenter, organiser, animer, contacter, identifier, mesurer,
        suivre, partager, communiquer, participer à, envoyer, tester, valider, exécuter, lire,
        rencontrer, interroger, sensibiliser, effectuer, tenir, auditer""",
    "pt": """realizar, fazer, entrevistar, ligar, visitar, participar, treinar, capacitar, formar, analisar,
        investigar, pesquisar, explorar, rever, revisar, avaliar, apresentar, organizar, conduzir,
        contatar, contactar, identificar, medir, monitorar, monitorizar, compartilhar, partilhar,
        comunicar, enviar, testar, validar, executar, ler, estudar, auditar, ministrar, promover""",
}

# A number is to move.
CHANGE = {
    "en": """increase, raise, grow, improve, boost, lift, double, triple, quadruple, expand, accelerate, maximise,
        maximize, strengthen, drive, elevate, climb, push up, reduce, cut, decrease, lower, shrink,
        halve, minimise, minimize, shorten, drop, eliminate, slash, fall, lessen, speed up, bring down,
        trim, prevent, lose, bring, take, decline, optimise, optimize, enhance, save, stabilise,
        stabilize, shift, recover, regain, go up, go down, rise, exceed, outperform, half, avoid,
        deflect, get down""",
    "de": """erhöh*, steiger*, gesteigert, verbesser*, wachs*, wächst, gewachsen, verdoppel*, verdreifach*, ausbau*,
        heben, anheben, beschleunig*, senk*, gesenkt, reduzier*, verringer*, verkürz*, halbier*,
        minimier*, vermeid*, optimier*, stärk*, sinkt, steigt, sinken, steigen, gesunken, gestiegen,
        einspar*, sparen, stabilisier*, drück*, vermindern""",
    "es": """aumentar, aument*, incrementar, increment*, subir, crecer, mejorar, mejor*, elevar, duplicar, triplicar,
        ampliar, impulsar, acelerar, reducir, reduc*, reduzc*, disminuir, bajar, recortar, acortar,
        minimizar, eliminar, optimizar, evitar, ahorrar""",
    "fr": """augmenter, augment*, accroître, améliorer, amélior*, croître, doubler, tripler, élever, accélérer,
        booster, réduire, rédui*, diminuer, diminu*, baisser, abaisser, raccourcir, minimiser, éliminer,
        optimiser, éviter, économiser, faire passer, porter, passer de""",
    "pt": """aumentar, aument*, incrementar, subir, crescer, melhorar, melhor*, elevar, dobrar, duplicar, triplicar,
        ampliar, impulsionar, acelerar, reduzir, reduz*, diminuir, baixar, cortar, encurtar, minimizar,
        eliminar, otimizar, evitar, economizar, passar de""",
}

# A level is to be reached or held; what it is a level of decides.
REACH = {
    "en": """achieve, reach, hit, attain, get, get to, have, ensure, make sure, meet the, obtain, be, become, deliver
        a, see, show, exceed, aim for, maintain, keep, hold at, sustain, stay, remain,
        guarantee, preserve, retain""",
    "de": """erreich*, erziel*, erlang*, haben, hat, halten, beibehalt*, bleib*, bleibt, sicherstell*,
        sichergestellt, gewährleist*, behalten, beträgt, liegt""",
    "es": """alcanzar, lograr, conseguir, llegar a, obtener, tener, mantener, asegurar, garantizar, superar""",
    "fr": """atteindre, obtenir, parvenir à, avoir, maintenir, garder, assurer, garantir, dépasser, rester,
        conserver""",
    "pt": """atingir, alcançar, conseguir, chegar a, obter, ter, manter, garantir, assegurar, superar, ficar""",
}

# Somebody else has to say yes, if the object is a customer, money or the like.
WIN = {
    "en": """close, sign, win, gain, acquire, secure, land, generate, attract, convert, book, earn, capture, bring
        in, sell, receive, collect, renew, upsell, cross sell, find, add, onboard, recruit, obtain, get,
        raise, activate, enrol, enroll, source, retain, drive, re engage, re activate, reactivate,
        persuade, create, accumulate, gather, realize, realise, collect, grow to""",
    "de": """gewinnen, gewinnt, gewinnst, gewonnen, abschließen, abgeschlossen, generier*, erziel*, verkauf*,
        akquirier*, einnehm*, eingenommen, erhalten, realisier*, sichern, gesichert, erwirtschaft*,
        schließen, überzeug*""",
    "es": """ganar, captar, cerrar, firmar, conseguir, generar, vender, adquirir, atraer, convertir, obtener,
        recaudar, fidelizar, facturar, sumar""",
    "fr": """gagner, conquérir, signer, générer, vendre, acquérir, attirer, convertir, obtenir, lever, conclure,
        fidéliser, recueillir, décrocher""",
    "pt": """ganhar, conquistar, fechar, assinar, gerar, vender, adquirir, atrair, converter, obter, captar,
        arrecadar, fidelizar, faturar, conseguir""",
}

# People outside the team choose or experience something.
CHOOSE = {
    "en": """use, reuse, adopt, return, come back, renew, buy, purchase, pay, recommend, refer, choose, log in,
        visit, click, open, subscribe, join, participate, sign up, upgrade, report, say, state, agree,
        feel, rate, try, switch, contact, finish, complete, reach, achieve, register, order, reorder,
        donate, volunteer, attend, enable, solve, find, see, experience, deploy, answer, submit, engage,
        follow, download, install, share, invite, convert, activate, stay, leave, cancel, churn,
        respond, receive, wait, book, apply, accept, read, watch, move, self serve, migrate themselves,
        provision, contribute, confirm, understand, express, want, prefer, trust, start, make, pass,
        exceed, hit, view, search, exercise, validate, quit, drop out, graduate, commute, ride,
        integrate, publish their, commit""",
    "de": """nutz*, genutzt, verwend*, kauf*, gekauft, kaufen, empfehl*, empfohlen, zurückkehr*, kommen zurück,
        kehren, verlänger*, abonnier*, anmelden, melden, bewert*, besuchen, klick*, bestell*, wechsel*,
        buchen, bezahl*, nehmen teil, nehmen, schließen, berichten, sagen, geben, erledigen, lösen,
        spenden, bleiben""",
    "es": """usa, usan, usen, utiliza, utilizan, utilicen, compran, renuevan, renueven, recomiendan, recomienden,
        vuelven, vuelvan, pagan, se suscriben, participan, eligen, completan, completen, abren,
        declaran, afirman, adoptan, regresan, repiten, usando, reservan""",
    "fr": """utilise, utilisent, utilisant, achètent, renouvellent, recommandent, reviennent, paient, s abonnent,
        participent, choisissent, terminent, complètent, ouvrent, déclarent, adoptent, réservent, se
        connectent""",
    "pt": """usa, usam, usando, utilizam, utilizando, compram, renovam, recomendam, voltam, retornam, pagam, assinam,
        participam, escolhem, completam, concluem, abrem, declaram, adotam, tomam, reservam, relatam""",
}

TABLES = {"make": MAKE, "act": ACT, "change": CHANGE, "reach": REACH, "win": WIN, "choose": CHOOSE}
