"""English things, activities and people of many fields of work, by tag, beside the lists by topic."""

WORDS = {
    "activity": """check, spot check, speed check, health check, background check, quality check, safety check, site
        check, usability session, playtest session, practice session, review session, q a session, feedback session,
        brainstorming session, discovery session, photo session, recording session, working session, information
        session, info session, drop in session, pairing session, design session, study session, therapy session,
        tasting session, taster session, research session, test session, test ride, test drive, trial run, pilot run,
        test run, site walk, snag walk, desk walk, floor walk, foot patrol, night patrol, ward round, round, rounds,
        safety round, house call, home visit, farm visit, field visit, field day, client visit, customer visit, store
        visit, supplier visit, courtesy visit, follow up, follow up call, reminder, reminder call, check in, catch
        up, coffee, lunch, breakfast, dinner, brown bag, lightning talk, keynote, lecture, seminar, masterclass,
        bootcamp, boot camp, class, lesson, tutorial, clinic, surgery, consultation hour, open rehearsal, matinee,
        performance, concert, screening event, fire walk, evacuation, evacuation drill, tabletop exercise, exercise,
        war game, red team exercise, penetration test, pen test, load test, stress test, chaos test, chaos
        experiment, chaos day, game day, restore test, restore drill, failover test, backup test, audit, internal
        audit, supplier audit, design review, architecture review, security review, peer review, risk review,
        portfolio review, ops review, access review, contract review, file review, case review, spot audit, store
        check, mystery shop, mystery visit, mystery call, test purchase, test call, sampling, water sample, soil
        sample, sample, swab, measurement, reading round, stocktake, inventory count, clean up, cleanup, beach clean,
        beach clean up, litter pick, deep clean, cleaning round, maintenance round, service round, lubrication round,
        calibration, pitch, upsell pitch, sales pitch, proposal sent, quote sent, offer sent, mailshot, email blast,
        push alert, push notification, text message, postcard, letter, card, thank you call, thank you letter, survey
        round, poll, pulse, pulse check, appraisal, appraisal form, feedback talk, development talk, career talk,
        exit interview, stay interview, reference check, job interview, screening call, first interview, assessment
        day, assessment centre, trial day, taster day, job shadow, secondment, rotation, internship, mentoring hour,
        coaching hour, mentoring session, volunteer day, team day, team event, away day, retreat, kick off, kickoff,
        huddle, daily, weekly, steering committee, committee, board meeting, council meeting, public meeting,
        hearing, consultation, citizen assembly, round table, panel, debate, symposium, summit, congress, festival,
        exhibition, tour date, stand, info stand, stall, market day, open house, show, demo day, pitch day, product
        tour, factory tour, plant tour, guided tour, ride, run, training run, push up, pull up, mile, kilometre, km,
        lap, book read, page read, chapter read, meditation, journal entry, practice hour, scrimmage, friendly,
        training match, ad, ads, advert, advertisement, placement, insertion, spot, radio spot, tv spot, crawl,
        backup run, data request answered, question asked, question answered, ticket worked, desk research,
        literature review, field trip, excursion, expedition, dig, borehole, test bore, survey flight, drone flight,
        inspection flight""",
    "deliverable": """handout, worksheet, workbook, flashcard, quiz, exam paper, test bank, micro lesson, e lesson,
        learning path, career path, job ladder, competency model, competency matrix, skills matrix, org chart, terms
        of reference, working group, task force, taskforce, steering group, council, advisory board, board pack,
        business case, business plan, marketing plan, succession plan, crisis plan, emergency plan, evacuation plan,
        maintenance plan, capacity plan, test plan, project plan, action plan, master plan, site plan, floor plan,
        planogram, shelf plan, seating plan, menu, lunch menu, wine list, cookbook, tasting menu, welcome pack, gift
        box, hamper, starter kit, toolkit, tool kit, kit, splice kit, first aid kit, media kit, swag, t shirt, badge,
        sticker, decal, sign, plaque, mural, sculpture, installation, stage set, costume, score, album, single,
        track, trailer, teaser, reel, clip, short, short film, film, documentary, series, season, show, radio play,
        column, editorial, op ed, feature story, photo essay, gallery, slideshow, map, atlas, dictionary,
        encyclopedia, index, ledger, chart of accounts, cost centre, cost model, pricing model, rate card, price
        sheet, quote template, contract, framework agreement, framework contract, master agreement, nda, sla
        document, mou, memorandum, bylaw, ordinance, statute, code of conduct, code of practice, whistleblower line,
        hotline, helpline, help desk, service desk, call centre, contact centre, shared service centre, hub,
        competence centre, centre of excellence, showroom, pop up store, pop up, flagship, shop, yard, shed, barn,
        greenhouse, orchard, hedge, hedgerow, pond, wetland, meadow, nest box, beehive, fence, culvert, bridge,
        tunnel, road, cycle path, bike lane, cycle lane, crossing, roundabout, bus stop, shelter, playground, park,
        skate park, pool, gym, pitch surface, grandstand, stadium, arena, roof, solar roof, solar panel, pv plant,
        wind turbine, heat pump, boiler, chiller, battery, charger, charging point, charging station, charge point,
        substation, transformer, feeder, switchgear, smart meter, valve, pump, pipe, main, sewer, manhole, tank,
        reservoir, filter, ventilator, scanner, mri, x ray machine, operating theatre, theatre, ward, bed, cot,
        incubator, lab bench, microscope, telescope, spectrometer, reactor, prototype part, mould, jig, fixture,
        gauge, press brake, lathe, robot, cobot, conveyor, packing line, assembly line, production line, router,
        switch, access point, mast, antenna, cell site, fibre line, dark fibre, data lake, data warehouse, data
        catalogue, data catalog, data contract, data product, data dictionary, golden record, semantic layer, dbt
        model, notebook, etl job, airflow dag, dag, webhook, plugin, plug in, extension, add on, mobile app, web app,
        pwa, microsite, subdomain, homepage, contact form, checkout page, product page, category page, help article,
        help page, how to, tutorial video, explainer, walkthrough, tooltip, onboarding flow, onboarding checklist,
        wizard, configurator, simulator, demo environment, staging environment, test environment, test bench, test
        rig, digital twin, cad model, bim model, drawing, technical drawing, data sheet, safety data sheet, risk
        register, risk matrix, risk assessment, dpia, hazard analysis, fmea, safety case, control plan, audit plan,
        audit report, assurance report, esg report, annual report, sustainability report, impact report, donor
        report, grant application, grant proposal, bid document, tender document, pitch deck, investor deck, fact
        sheet, factsheet, q a, faq page, call script, storyboard, mood board, brand book, tagline, slogan, claim,
        jingle, packaging, label design, box design, sample box, prototype box, patent application, patent family,
        trade mark, invention disclosure, preprint, manuscript, thesis, poster, abstract, review article, conference
        paper, working paper, policy brief, position paper, green paper, dataset, benchmark suite, tag set, rule set,
        ruleset, detection, response plan, recovery plan, disaster recovery plan, failover, rollback, automatic
        rollback, release train, release notes, changelog, migration guide, quickstart, quick start, sample app, code
        sample, reference architecture, adr, design doc, test case, regression suite, smoke test, e2e test, canary,
        feature toggle, kill switch, rate limiter, cache layer, message bus, event bus, queue system, sso, mfa, vpn,
        password manager, vault, siem, edr, waf, honeypot, trap, camera, cctv, turnstile, locker, badge reader,
        reader device, tablet, laptop, headset, monitor, chair, helmet, harness, vest, fire extinguisher,
        defibrillator, sprinkler, smoke detector, alarm, ramp, lift, handrail, hearing loop, braille label""",
    "own": """posts per week, posts a week, posts a month, posts per month, mailings per, newsletters per, alerts per
        day, push alerts per, ads per, campaigns per, meetings per, interviews per, visits per day, visits per agent,
        visits per week, calls per, follow ups per, follow ups, touchpoints per, contacts per rep, activities per,
        releases per, experiments per, tests per, reviews per, audits per year, drills per, patrols per night,
        lessons per, sessions per coach, rounds per, training hours per, training days per, days of training, story
        points per, commits per, pull requests per, pages per, paragraphs per, words per, lines per function, draw
        calls, draw calls per, test cases per, tests per requirement, checks per, samples per, readings per, articles
        a week, videos per, episodes per, courses per, stock keeping units, number of suppliers, number of vendors,
        number of tools, number of systems, number of reports, number of templates, number of ticket categories,
        number of campaigns, number of branches, number of warehouses, number of servers, number of ads, number of
        emails, number of events, number of visits made, number of audits, number of trainings, hotfix branches, open
        branches, stale branches, dead code, lint errors, type errors, compiler warnings, deprecated calls, duplicate
        code, lines per, file size, image weight, page weight, polygon count, query count, core count, load on, cpu
        time, gpu hours, model size, parameter count, training time of, gpu memory, heap""",
    "stock": """ticket category, categories, category, cost centre, cost center, account code, job title, job grade,
        pay grade, grade level, approval level, hierarchy level, management layer, signature step, form field, data
        field, print run, press, mould, tool type, part number, drawing number, spare part, pallet place, shelf,
        shelves, rack, locker, reader, camera, turnstile, gate, door, lamp, luminaire, street light, streetlight,
        hydrant, manhole, valve, pump, pole, tower, mast, lint rule, branch of code, draw call, polygon, texture,
        asset bundle, prefab, shader, level of detail, paragraph, chapter, slide, footnote, clause, contract
        template, room, flat painted, hull, vessel, wagon, locomotive, truck, van, fleet vehicle, forklift, pallet""",
    "others": """walk in, passer by, passers by, browser, window shopper, first time visitor, returning guest, hotel
        guest, day guest, day visitor, camper, hiker, skier, swimmer, surfer, angler, hunter, birdwatcher, gardener,
        allotment owner, homebuilder, self builder, house buyer, flat hunter, lodger, leaseholder, freeholder,
        occupant, occupier, dweller, villager, islander, townspeople, locals, resident family, migrant, newcomer
        family, expat, student nurse, school leaver, dropout, bachelor, master student, doctoral student, phd
        student, postdoc, freshman, freshmen, sophomore, first year, final year, adult learner, course taker, learner
        driver, mentee, coachee, scholar, fellow, grantee, awardee, prize winner, laureate, entrant, contestant,
        competitor, season ticket, club member, gym member, gym goer, concertgoer, theatregoer, moviegoer,
        churchgoer, parishioner, congregant, museum visitor, festivalgoer, podcast listener, watcher, streamer,
        esports fan, new player, veteran player, guild, modder, speedrunner, patron, donor family, blood donor, organ
        donor, major donor, monthly donor, legator, sponsor family, foster family, foster carer, adopter, pet owner,
        dog owner, cat owner, horse owner, breeder, smallholder, crofter, dairy farmer, rancher, fisherman,
        fishermen, forester, forest owner, landowner, beekeeper, winegrower, baker, butcher, restaurateur, barista,
        chef outside, caterer, florist, hairdresser, craftsman, craftsmen, tradesman, tradespeople, roofer,
        carpenter, electrician outside, fitter outside, property manager, facility manager, estate agent, realtor,
        mortgage broker, tied agent, referring doctor, gp practice, pharmacist outside, pharmacy, pharmacies, care
        provider, nursing home, hospice, diabetic, asthmatic, smoker, ex smoker, drinker, addict, survivor, cancer
        survivor, dialysis patient, inpatient, outpatient, pregnant woman, new mother, first time mother, young
        father, single mother, single parent, grandparent, godparent, orphan, street child, homeless, rough sleeper,
        benefit recipient, pension recipient, insured, policy owner, account holder, saver, depositor, card holder,
        bondholder, limited partner, vc, business angel, acquirer, underwriter outside, ceding company, cedent,
        consignee, consignor, freight forwarder, trucker, truck driver, ship owner, charterer, skipper, boater, pilot
        outside, air traveller, business traveller, car driver, motorcyclist, scooter rider, e scooter rider, taxi
        rider, carpooler, car sharer, speeder, ex offender, inmate, complainant, plaintiff, defendant, litigant,
        whistleblower, hotline caller, texter, emailer, chat user, power user, night user, casual user, lapsed user,
        dormant user, dormant customer, lapsed donor, lapsed customer, basic subscriber, premium subscriber, free
        user, freemium user, trialist, admin outside, developer outside, integrator, system integrator, oem, tier 1,
        tier one, car maker, plant operator, utility, utilities, grid operator, town, city, cities, village,
        district, county, canton, ministry, ministries, embassy, agency outside, authority, authorities, court,
        judge, mp, lawmaker, legislator, minister, councillor, polling station, librarian outside, teacher outside,
        headteacher, curator outside, gallery owner, collector, auction house, publisher outside, bookseller,
        bookshop, var, msp, franchisee, licensee, concessionaire, stockist, wholesaler, kiosk owner, third party,
        third parties, insider elsewhere, peer group, rival, competitor firm""",
    "staff": """auditor, tester, translator, driver on payroll, welder, fitter, machinist, machine operator,
        assembler, joiner, bricklayer, rigger, scaffolder, signalman, train driver, bus driver, conductor, cabin
        crew, captain, first officer, ground crew, ground staff, ramp crew, ramp agent, baggage handler, loader, turn
        crew, deckhand, seafarer, bosun, lifeguard, ranger, gamekeeper, gardener on staff, groundskeeper, cleaner,
        janitor, porter, concierge, bellhop, barkeeper, bartender, sommelier, chef, sous chef, line cook, cook,
        pastry chef, baker on staff, butcher on staff, checkout staff, shop assistant, store staff, stylist,
        merchandiser, visual merchandiser, buyer on staff, category manager, key account manager, account manager,
        account executive, sales engineer, presales, pre sales, field rep, field engineer, field technician, service
        technician, service engineer, help desk agent, support agent, support engineer, call centre agent, contact
        centre agent, on call engineer, devops engineer, data engineer, data scientist, ml engineer, data steward,
        product manager, project manager, programme manager, program manager, business partner, hrbp, hr partner,
        payroll clerk, bookkeeper, treasurer, tax specialist, legal counsel, lawyer, paralegal, notary, compliance
        officer, data protection officer, security guard, guard, police officer, firefighter, fire crew, paramedic,
        ambulance crew, radiographer, radiologist, anaesthetist, registrar, resident doctor, consultant doctor, nurse
        practitioner, healthcare assistant, carer on staff, social worker, youth worker, counsellor, coach, trainer,
        instructor, teaching assistant, dean, postdoc on staff, lab technician, lab staff, research assistant,
        curator, conservator, archivist, librarian, usher, stagehand, musician on staff, conductor of, dancer, actor,
        referee, umpire, steward, marshal, volunteer crew, board member, trustee, managers, team lead, shift lead,
        group leader, department head on""",
}
