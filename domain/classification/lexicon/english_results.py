"""English nouns for results of many fields of work, by tag, beside those of the lists by topic."""

WORDS = {
    "business": """licensing income, licence fee, royalty, royalties earned, gate receipts, gate money, hospitality
        revenue, merchandise sales, upgrade rate, bundle sales, gross bookings, net bookings, signed orders, invoice
        value, cash in, cash collected, unpaid invoices, overdue invoices, open receivables, arrear, rent arrears,
        unpaid rent, scrap, scrap cost, material waste, offcut, food waste, spoilage, write offs, breakage, theft,
        shrink, pilferage, energy bill, power bill, heating bill, gas burnt, diesel burnt, fuel burn, fuel per,
        litres per, kwh per, water per, paper use, print volume, co2 per, tonnes of co2, emissions per, cost per
        unit, cost per case, cost per hire, cost per lead, cost per order, cost per kilometre, cost per visit, agency
        spend, consulting spend, travel cost, cloud bill, cloud cost, hosting cost, storage cost, licence cost,
        lawyer cost, legal cost, insurance cost, claims cost, repair cost, freight cost, return cost, complaint cost,
        staff cost, personnel cost, sick pay, overtime hours, agency hours, temp hours, vacancy cost, spend per
        visitor, spend per guest, spend per head, donation per, gift per, average gift, average donation, legacies,
        legacy income, regular giving, sponsor money, sponsorship income, grant income, public funding, third party
        funding, state aid, tax take, tax paid on, exports, export share, import, market position, market rank, share
        price, dividend, return on, net interest margin, interest margin, credit loss, loan loss, written off, fill
        rate of orders, lost sales, lost orders, sold out, sell out, sell through, sell through rate, stock cover,
        days of stock, dead stock, slow movers, slow moving stock, unsold, leftover, unsold copies, remittance,
        remission, returns, return rate, milk yield, crop yield, kilos per, quintal, tonnes per hectare, calving
        interval, weaning weight, bed occupancy, room occupancy, seat occupancy, table turn, covers, cover, nights
        booked, room nights sold, plots sold, flats sold, units let, space let, area let, leases signed, reletting""",
    "behaviour": """demo requests, inbound request, inbound leads, unsolicited application, speculative application,
        internal applicant, application per vacancy, walk ins, drop ins, drop in visitor, returning customer, return
        visits, repeat bookings, repeat guest, regular guest, regular customer, membership, members gained, member
        growth, new members, new subscribers, new users, new accounts, new customers, new donors, new patients,
        accounts opened, wallet, installs, uninstalls, opt outs, unsubscribes, churned, lapsed, dropouts rate,
        abandoned basket, abandoned carts, abandoned lessons, abandoned calls, missed appointments, missed doses,
        missed deliveries, missed calls, school absence, absence days, sick days, sick leave, days lost, lost time
        injuries, lost time, near misses, reported near miss, near miss reports, reports from, tips from, hints from,
        suggestions from, ideas from, bug reports from, pull requests from outside, external commits, forks, stars,
        citations, citation, cited, h index, reuse, reused, altmetric, press mentions, mentions in, media mentions,
        clippings, share of search, brand searches, branded search, direct traffic, organic traffic, organic visits,
        organic visitors, search position, position on google, first page, top 10, top ten, charts, chart position,
        bestseller list, bestseller, play count, plays, spins, streams, listens, reads, page reads, pageviews, scroll
        depth, reading time, time on page, time in game, concurrent players, peak players, retention by week, day 1
        retention, d1 retention, d7, d30, d30 retention, week 4 retention, 30 day retention, monthly actives, weekly
        actives, daily actives, stickiness ratio, invites sent by users, user invites, referrals received,
        recommendation, recommendations, word of mouth, bookings via, orders via, orders placed, orders by, requests
        via, self service share, self service bookings, online share, online bookings, online orders, app orders, app
        bookings, digital share, paperless share, share of digital, portal logins, logins per, loans per, loan of
        books, books borrowed, library loans, museum entries, entries, admissions, admission, ticket holder turnout,
        spectators, attendance per, fans per match, passengers per, trips per, rides per, boardings, journeys,
        journey by bus, car journeys, bike trips, footfall per, visitors per, guests per night, overnight stays,
        nights stayed, length of visit, pupils enrolled, enrolments, intake, first choice applications, offers
        accepted, job offers accepted, declines, resignations, leavers, quits, notices, notice given, contracts
        cancelled, cancellations, switchers, switch rate, transfers in, deposits placed, savings rate, smokers,
        smoking rate, quitters, births, deaths, drownings, suicides, overdoses, stillbirth, infections, sepsis, falls
        per, pressure ulcer, ulcers, bed sores, blood pressure, blood sugar, cholesterol, body weight, kilos lost,
        vo2, resting heart rate, hours of sleep, steps per day, screen time per, time outdoors, reading for pleasure""",
    "sentiment": """rated worthwhile, rated useful, rated helpful, rated good, rated very good, find it useful, find
        it helpful, would miss it, would come again, would choose, would buy again, thumbs up, 4 stars, star reviews,
        google rating, store rating, tripadvisor, guest review, guest reviews, positive reviews, bad reviews, one
        star reviews, praise, praised, compliments, thank you notes, grade given, school grade, mark given, mood,
        stress level, perceived stress, burnout, fatigue, pain level, loneliness, fear, feels safe, feeling safe,
        feel welcome, feel heard, feel informed, sense of belonging, inclusion score, trust score, trust index,
        confidence in, reputation score, image score, brand love, preference, stated preference, relevance rating,
        usefulness, ease score, customer effort, umux, parents satisfied, satisfied with, dissatisfied, frustrated,
        complaints upheld""",
    "service": """open within, ready within, back within, solved within, repaired within, restored within, delivered
        within, decided in, decided within, granted within, paid within, issued within, served within, picked up
        within, on the same day, at first attempt, at the first attempt, first visit, one visit, without rework,
        without errors, without error, error free orders, complete orders, correct orders, correct invoices, right
        first, ready on arrival, on the minute, to the minute, delay minutes, minutes late, late trains, late buses,
        cancelled trains, cancelled trips, cancelled flights, missed connections, missed connection, baggage delay,
        lost bags, lost bag, mishandled bags, standing passengers, crowded, overcrowding, room temperature, noise at,
        noise level, smell, odour, turbidity, pressure at the tap, water pressure, minutes without power, saidi,
        saifi, caidi, outage minutes, minutes offline, minutes down, hours down, unplanned stops, unplanned
        standstill, machine stops, breakdowns per, frames per second, load time of, start up time, time to
        interactive, fcp, inp, cls, core web vitals, p90, tail latency, ping, packet loss, jitter, dropped calls,
        dropped connections, dead spots, signal at, speed at home, upload speed, download speed, mbit, battery
        runtime, hours of battery""",
    "process": """days from, weeks from, hours from, minutes from, time until, days until, weeks until, hours until,
        minutes until, hours between, days between, minutes between, time between, alert to, alert to containment,
        order to, offer to, application to, vacancy to, claim to, invoice to, receipt to, door to, door to needle,
        door to balloon, call to, call to needle, harvest to, wheels stop, turnround, turnaround minutes, quay time,
        port stay, time in port, dwell of containers, gate to gate, dock to stock, pick rate, picks per, lines
        picked, units per, cases per, cases per day per, files per, claims per handler, cost accuracy, forecast
        accuracy of, mape, wape, plan accuracy, schedule reliability, hours idle, machines idle, idle machines, idle
        hours, waiting for parts, wait for build, wait for review, wait for, queue time, cycle, takt, hours spent on,
        hours lost, hours saved, time saved, clicks per, steps per order, touches per, handovers per, loops per,
        rounds of correction, corrections per, revisions per, manual entries, manual bookings, manual corrections,
        manual steps""",
    "trouble": """leaks, burst, bursts, pipe burst, blockage, spillage, overflow, flooding, cut off, cut offs, short
        circuit, collision, crashes, casualties, serious injury, fire, fires, kitchen fire, arson, break in, break
        ins, robbery, vandalism, graffiti, shoplifting, fraud case, scam, phish, phishing success, malware infection,
        ransomware, data breach, leaked, leaked record, leaked credentials, lost record, lost draft, lost drafts,
        lost parcel, lost luggage, damaged goods, damaged parcel, scratched, faulty, faulty part, defective, rejects,
        rejected claims, rejected invoices, wrong delivery, misdelivery, mispicks, mislabelled, misdiagnosis, wrong
        site, duplicate charge, double charge, double booking, double bookings, overcharge, mischarge, billing
        dispute, disputes, lawsuit, lawsuits, litigation, legal claim, injunction, sanction, penalties, contractual
        penalty, fine paid, product recall, callback, call backs, repeat visit needed, second visit needed, re
        treatment, redo, re do, reopened ticket, re opened cases, reopened case, corrections, credit note, bounced
        email, undelivered, undeliverable, spam complaint, false alarms, false positives, false alert, alert noise,
        page at night, night page, night call, escalated, emergency, emergencies, emergency call, emergency order,
        rush order, express shipment, air freight, standstill, unplanned stop, jam, traffic jam, congestion,
        bottleneck, queueing, waiting list, overdue file, late filing, missed deadline, late invoice, late report,
        stale data, stale price, wrong price, price error, typo, typos, factual error, erratum, errata, retractions,
        plagiarism, cheating, bullying, bullied, harassment, discrimination, assault, assaults, aggression, violence,
        abuse, neglect, evictions, hunger, malnutrition, stunting, dropout case, expulsion, suspension, detention,
        relapse, recurrence, complication, complications, re bleed, wound infection, hospital infection, pests, pest,
        weeds, disease, mastitis, lameness, livestock deaths, mortality, crop loss, erosion, drought loss, bycatch,
        poaching, fly tipping, illegal dumping, odour complaint, noise complaint, smell complaint""",
}
