"""English verbs of many fields of work, by tag, beside those of the lists by topic."""

WORDS = {
    "make": """repaint, relabel, refit, reprint, reroute, resurface, resign, restring, resow, reline, retile, reseal,
        retrofit, rezone, reseed, shred, laminate, bind, stitch, sew, knit, weld, solder, coat, varnish, plaster,
        tile, wallpaper, insulate, glaze, roof, carpet, excavate, drill holes, bore, dig, trench, backfill, compact,
        pour, cast, forge, mould, machine, mill, grind, sand, rivet, bolt, clamp, mount, hang, erect, scaffold,
        fence, gate, hedge, mow, prune, weed, mulch, sow, fertilise, fertilize, irrigate, drain, dredge, graze, fell,
        reforest, restock the, breed, bale, thresh, winterise, winterize, gravel, grit, salt, plough, sweep, mop,
        scrub, disinfect, sanitise, sanitize, sterilise, sterilize, launder, iron, steam clean, pressure wash,
        degrease, lubricate, grease, oil, refuel, recharge, recalibrate, calibrate, align the, balance the,
        overwrite, reimage, reinstall, reboot, reformat, wipe, encrypt, decrypt, hash, anonymise, anonymize,
        pseudonymise, pseudonymize, mask, redact, classify, categorise, categorize, cluster, dedupe, deduplicate,
        normalise, normalize, denormalise, reconcile, backfill data, vectorise, train the model, fine tune, finetune,
        retrain, benchmark models, quantise, compile a, cache, proxy, route, mirror, replicate, snapshot, back up,
        virtualise, virtualize, provision, deprovision, allocate, reallocate, segment, shard, partition, throttle,
        harden, pin, sandbox, fuzz, lint, annotate the, stub, mock, wrap, bundle, package, unbundle, dockerise,
        dockerize, orchestrate, version, tag and, expose, hook up, plug in, plumb, cable, patch in, string, splice,
        energise, energize, earth, meter, submeter, transcribe, subtitle, caption, dub, narrate, proofread, copyedit,
        typeset, illustrate, storyboard, animate, render, record a, remaster, mix, master, score a, stage a,
        choreograph, cast the, light the, rig, costume, exhibit the, frame, restore the, conserve, digitally restore,
        accession, deaccession, shelve, reshelve, weed the, barcode, rfid tag, stocktake, palletise, palletize,
        crate, pack, repack, wrap all, seal, stamp, post out, dispatch, load, unload, stack, rack, slot, bin, kit,
        label all, weigh, sample all, pipette, sequence, culture, assay, titrate, synthesise, synthesize, distil,
        ferment, brew, bake, cook, plate up, cater, serve up, decorate, furnish all, upholster, dress, merchandise,
        face up, tag all, reprice, price, cost out, quote for, invoice, bill all, post all, book all entries, accrue,
        amortise, depreciate, audit all, close the ledger, file all, notarise, notarize, apostille, attest, certify,
        license, trademark, patent, register all, incorporate, dissolve, liquidate, divest, carve out, ringfence,
        earmark, apportion, budget, forecast the, model the, simulate, prototype all, sketch, wireframe, mock up,
        spec, specify all, scope out, shortlist, rank all, weight, codify, gazette, enact, legislate, amend, repeal,
        adopt the policy, issue, reissue, serve, subpoena, litigate, depose, brief counsel, plead, transpose,
        harmonise, harmonize, twin, zone, survey all, chart, plot, geocode, geotag, digitise all, photograph, film
        all, livestream, screen print, engrave, emboss, cut out, trim the, fold, staple, collate, duplex, mail merge,
        e mail all, text, text message, sms, whatsapp, leaflet, flyer, poster, billboard, signpost, wayfind,
        advertise all, insert, air the, syndicate, republish, repost, crosspost, pin to, gamify, rebadge, retheme,
        reskin, restyle, rescale, rescope, reassign, redeploy, reshuffle, reroster, roster, rota, timetable, onboard
        all, induct, second, secondee, post to, transfer to, upskill, drill, immunise all, swab, dose, dress the
        wound, catheterise, cannulate, triage all, discharge, refer all, code all, vet, clear all, screen all,
        fingerprint, badge, certify all, credential, commission the, decommission all, mothball, scrap, recycle all,
        dispose, demolish all, clear the site, remediate all, backlog groom, groom, refine the backlog, estimate,
        slot in, earmark for, stock up, provision all, vaccinate all, chip, neuter, tag the, ring, collar, release
        into, translocate, rewild, plant out, harvest samples, arrange, prearrange, put up, put out, put forward,
        hand in, hand over to, lend out, hire out, rent out, give away, give out, send off, mail, courier, freight,
        hoist, lower into, tow, tug, berth, moor, dock, dry dock, paint the hull, antifoul, inspect the hull""",
    "act": """telephone, ring up, cold call, call back, ring round, dial, e mail, write to all, message all, nudge,
        remind, chase, chase up, follow up with, check in with, check up on, drop in on, call on, look after, greet,
        welcome, chaperone, escort, accompany, supervise, invigilate, referee, umpire, judge, adjudicate, mediate,
        arbitrate, counsel, tutor, lecture, instruct, rehearse the, warm up, stretch, jog, meditate, journal,
        reflect, sketch daily, play matches, spar, swim laps, lift weights, do push ups, monitor the, observe the,
        watch the, sit in on, listen in, tap, sample, swab all, weigh all, measure all, probe, poll, canvas,
        question, quiz, cross check, double check, re check, recheck, verify, vet all, validate all, reinspect, re
        inspect, peer review, critique, proof read, fact check, source check, benchmark, stress test, load test,
        smoke test, regression test, pen test, penetration test, red team, dry run, walk through, scout, recce,
        guard, watch over, sweep for, search for, look for, trace, track down, diagnose, root cause, ideate, debate,
        deliberate, liaise, lobby, petition ministers, testify, brief, inform, notify, alert all, warn, announce to,
        explain, clarify, demonstrate, showcase, preview, pitch to, present to, exhibit at, sponsor, participate,
        speak at, keynote, panel, convene, summon, gather the, assemble the, meet with, dine with, lunch with, have
        coffee, network, mingle, door to door, leaflet drop, hand out, distribute, collect samples, harvest data,
        scrape, crawl, log all, tally, count, recount, enumerate, inventory all, stocktake, weigh in, calibrate all,
        test drive, trial, try, experiment with, iterate, a b test, run through, practise daily, drill all, exercise,
        evacuate, simulate, role play, scenario plan, war game, turn patients, reposition, bathe, feed, dress, groom
        the, walk the, exercise the, treat, nurse, attend to, see patients, operate on, transfuse, scan all, x ray,
        screen, vaccinate, immunise, immunize, deworm, spray, dust, water, tend, till, scout fields, stand duty,
        staff, man, cover shifts, reply to, respond to, handle, deal with, work through, work off, clear down, chip
        away, tackle, take on, pick up, dispatch patrols, drive to, travel to, revisit, re visit, home visit, tutor
        all, sit down with, talk to, speak to, chat with, re interview, shortlist candidates, source candidates,
        headhunt, approach, reach out to, engage, prospect, qualify leads, demo to, submit, tender for, bid for,
        apply for, quote, propose to, negotiate, renegotiate with, haggle, translate, interpret, summarise all,
        digest, note, minute, transcribe all, document all, catalogue all, archive all, blog about, post about, tweet
        about, write about, report about, publish about, read through, study for, cram, revise for, sit the, take
        lessons, enrol ourselves, memorise, memorize""",
    "choose": """tick, click through, tap, swipe, scan, opt, stick with, stick to, carry on, keep using, keep coming,
        keep paying, settle, repurchase, resubscribe, rebook, re book, rejoin, re join, re enter, re engage, sign
        back, log on, sign in, switch to, switch on, turn on, set up their, hand back, bring back, send back, send
        in, report back, ring us, phone us, write in, call in, call us, complain, praise, applaud, thank, compliment,
        endorse, vouch, nominate, upvote, favourite, bookmark, save to, wish list, wishlist, share with, forward,
        retweet, repost, embed, link to, reference, fork, clone, star, pull, borrow, loan, rent, lease, hire us,
        order again, come again, go again, stay on, stay with, live in, move in, move into, settle in, commute by,
        cycle to, walk to, take the bus, take the train, leave the car, park, charge at, refill, repair, compost,
        separate, pledge, chip in, fund, back, invest with, bank with, insure, insure with, deposit with, transfer to
        us, switch from, leave for, defect, lapse, unsubscribe, opt out, abandon, drop off, bounce, give up, relapse,
        reoffend, miss, forget, postpone, reschedule, no show, turn away, decline, reject, refuse, dispute, contest,
        appeal, return goods, send goods back, exchange, trade in, downgrade, add on, bundle up, look at, find their,
        find the, get lost, stumble, fail to, manage to, succeed in, cope, handle it themselves, solve themselves,
        help each other, help one another, teach each other, team up, form a, found a, start a business, start a
        company, get a job, land a job, find work, find housing, move out, pass their, pass the, sit exams,
        matriculate, progress, advance, catch up, read daily, read at, speak up, speak out, raise concerns, raise
        their, own up, admit, disclose, self report, blow the whistle, flag, spot, notice, detect, feel safe, feel
        heard, feel able, feel at, sleep through, eat all, finish their, clean their, breathe, walk unaided, stand
        unaided, wash themselves, live at home, return home, die, fall, fall ill, test positive, get infected, catch,
        need help, need fewer, need less, no longer call, ask less, ask fewer, queue, stand in line, arrive late,
        arrive on, miss the, encounter, run into, suffer, endure, put up with, rate it, score us, score it, vote for,
        turn out, show interest, express interest, enquire, inquire, pre order, reserve, place orders, place an
        order, hand in their, take up, take home, take part, take out, make use, make an appointment, keep their
        appointment, attend voluntarily, listen to, tune in, stream, binge, replay, rewatch, subscribe to, unfollow,
        uninstall, delete the app, open it, unlock, cash in, spend at, tip, gamble, lend, relet, hold on, agree to,
        consent, countersign, comply, respect, obey, observe the limit, slow down, buckle up, wear, use it, use the,
        adopt the, apply the, apply it, put to use, practise at home""",
}
