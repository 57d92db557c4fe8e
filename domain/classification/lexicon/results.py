"""Result metrics: what people outside the team do, get or feel, and what the business gets."""

BUSINESS = {
    "en": """revenue, sale, arr, mrr, nrr, ndr, grr, acv, tcv, ebitda, ebit, profit, profitability, margin, cost,
        spend, spending, expense, saving, cac, ltv, clv, cltv, arpu, arpa, aov, gmv, cogs, roi, roas, roe, run rate,
        market share, share of wallet, pipeline, booking, deal, deal size, contract value, average order value,
        order value, basket size, win rate, cash flow, cash, burn rate, burn, runway, cpa, cpl, cpc, upsell, cross
        sell, renewal, churn, attrition, turnover, retention, retained, income, donation, grant funding, funds
        raised, funding, financing, dso, days sales outstanding, receivable, a r, inventory turn, stock turn,
        shrinkage, overhead, breakeven, break even, price realisation, price realization, yield, billing,
        utilisation of beds, occupancy, sales cycle, quota, quota attainment, customer lifetime value, payback,
        inventory, working capital, debt, tenure, stockout, stock out, order volume, sales growth, waste, emission,
        co2, energy consumption, footprint, contracts signed, bill, unit economics, penetration, loss, write off,
        writeoff, overtime, headcount cost, fine, penalty, refund, chargeback, premium, loan, default rate, sold,
        customer count, upsells, discount, win back, headroom, rent, arrears, tax, freight, cost of, price per,
        price premium, asking rent, sale price, vacancy, void, void period, loss ratio, combined ratio, claims
        ratio, premium income, policy sales, policies in force, book, non performing, basket, ticket size, average
        ticket, unit sold, units sold, seat, paid seat, paying, upgrade revenue, expansion, working days, overrun,
        variance, forecast error, forecast deviation, liquidity, cash conversion, subscription revenue, recurring,
        gross, net new, turnover per, energy use, energy, water use, co2e, kwh, fuel, emission per, tonne, tco,
        charge, ad spend, tender, bid, rfp win, order intake, order book, commission, royalties, grant, fundraise,
        fundraising, round, seed, series a, valuation, nomination, award value, spend per, yield per, occupancy
        rate, revpar, load factor, gross retention, net retention, logo churn, attach rate, average selling price,
        asp, backlog of orders, days of inventory, days payable, stock days, insurance premium, warranty, warranty
        cost, warranty claim, telecom cost, temp staff, overdraft, bad debt, policies sold, policies a month, extra
        policies, extra orders, ppa, megawatt sold, household income, rental income, ticket sales, box office, bar
        sales, room nights, bookings, orders, order, items sold, meals sold, memberships, subscriptions sold, cost
        to serve, cost per, unit cost, unit price, spend under management, maverick spend, leakage, waste per,
        material use, yield per hectare, harvest, catch, output value, gdp, tax revenue, fee income, interest
        income, deposits, loans, assets under management, aum, claims paid, fraud loss, chargebacks, bad debts,
        delinquency, default, recovery rate, collection rate, on time payment, late payment, payment on time, stock
        value, obsolete stock, excess stock, shelf availability, out of stock, markdown, margin per, contribution,
        profit per, ebitda margin, free cash flow, capex per, opex, operating expense, energy intensity, carbon,
        carbon intensity, scope 1, scope 2, plastic, packaging waste, landfill, recycling rate, reuse rate""",
    "de": """*umsatz, umsatz*, *ertrag, ertrag*, *erträge, *gewinn, *marge, *kosten, kosten*, *aufwand, *aufwände,
        *einsparung*, *absatz, *marktanteil, marktanteil, *abwanderung*, *kündigung*, *fluktuation*, *bindung,
        *rendite, rentabilität, rentab*, *auftragseingang, *aufträge, *auftrag, *neugeschäft, *spenden, *liquidität,
        *budgetabweichung, *verrechenbarkeit, verrechenbar*, *auslastung, *stundensatz, *stundensätze, *neukunde,
        *neukunden, *abschlussquote, *warenkorb, *erlös*, *deckungsbeitrag, *ausschuss, *verbrauch, *lagerbestand,
        *verkäufe, *einnahmen, *buchungen, *ausgaben, *emissionen, *absprungrate, *wiederkaufsrate, *kundenbindung,
        *austritte, *provision*, *quote der kündigungen, *rabatt, *rabatte, *mieten, *mietrückstände, *leerstand*,
        *deckungsgrad, *auftragsbestand, *zinsen, *zinsaufwand, *skonto*, *forderungen, *außenstände, ebit*, ebitda,
        dso, arr, mrr, *arpu, *bestellwert, *bonwert, *durchschnittsbon, *flächenproduktivität, *inventurdifferenz*,
        *schwund, *abschriften, *wertverlust, *energieverbrauch, *stromverbrauch, *wasserverbrauch, *co2*, *abfall,
        *abfälle, *lebensmittelabfall, *überstunden, *fehlzeiten, *krankheitstage, *leasingkräfte, *lagerreichweite,
        *bestände, *kapitalbindung, *cashflow, *finanzierung, *bankenfinanzierung, *fördermittel, *drittmittel,
        *spendensumme, *beiträge der mitglieder, *prämien, *prämieneinnahmen, *schadenquote, *schadenaufwand,
        *vertragsabschlüsse, *abschlüsse, *deals, *pipeline, *angebote gewonnen, *gewinnrate, *gewinnquote,
        *umsatzanteil, *zusatzverkäufe, *fluktuationsrate, *frühfluktuation, *verlängerung, *verlängerungen,
        *bestandskunden, *stammkunden, *gemeinkosten*, *stückkosten, *materialkosten, *transportkosten,
        *reisekosten, *einsparungen, *erstattungen, *verluste, *verlust, *produktivitätsgewinn, *servicekosten""",
    "es": """ingreso, ingresos, venta, ventas, facturación, beneficio, beneficios, margen, márgenes, coste,
        costes, costo, costos, gasto, gastos, ahorro, ahorros, cuota de mercado, rentabilidad, retención, abandono,
        rotación, bajas, renovación, renovaciones, ticket medio, embudo, donaciones, deuda, cancelación,
        cancelaciones, morosidad, desperdicio, pedidos, consumo, ticket promedio, descuento, descuentos, renta,
        alquiler, morosidad de, cartera vencida, cobranza, flujo de caja, caja libre, ebitda, arr, mrr, arpu, nrr,
        churn, cac, ltv, dso, tasa de cierre, cierre de propuestas, pipeline, oportunidades, contratos ganados,
        clientes nuevos, nuevos clientes, cuota, participación en el mercado, ingresos recurrentes, facturación
        media, scrap, merma, mermas, pérdida, pérdidas, energía, agua, kwh, emisiones, residuos, inventario,
        rotación de inventario, deudas, cartera, primas, siniestralidad, índice de siniestralidad, ocupación,
        revpar, absentismo, ausentismo, horas extra, costo por, coste por, ahorro de, donativos, fondos, fondos
        europeos, financiación, financiamiento, ronda, inversión captada, patrocinios, matrículas, matrícula, bajas
        de, portabilidades, permanencia, reposición, rotura de stock, roturas de stock, desabasto, recaudación,
        liquidez, reembolsos""",
    "fr": """chiffre d affaires, revenu, revenus, vente, ventes, bénéfice, marge, marges, coût, coûts, dépense,
        dépenses, économies, part de marché, rentabilité, rétention, fidélisation, attrition, désabonnement,
        renouvellement, renouvellements, panier moyen, dons, trésorerie, impayés, résiliation, résiliations,
        commandes, gaspillage, consommation, panier, remise, remises, loyers, impayé, vacance, taux de vacance,
        trésorerie nette, ebitda, arr, mrr, arpu, nrr, churn, cac, ltv, dso, taux de transformation, signature de
        contrats, pipeline, opportunités, contrats gagnés, nouveaux clients, part des ventes, revenus récurrents,
        ca, rebut, rebuts, casse, démarque, pertes, énergie, eau, kwh, émissions, déchets, stocks, stock, rotation
        des stocks, dettes, encours, primes, sinistralité, ratio combiné, occupation, taux d occupation, revpar,
        heures supplémentaires, coût par, économie de, dons collectés, fonds, fonds levés, financement, levée, tour
        de table, subventions, mécénat, sponsoring, inscriptions payantes, départs, turnover, rupture, ruptures,
        ruptures de stock, encaissements, liquidités, remboursements, délai de paiement, parts de marché, carnet de
        commandes, prise de commandes, consommation d énergie""",
    "pt": """receita, receitas, faturamento, faturação, venda, vendas, lucro, margem, custo, custos, despesa,
        despesas, economia, participação de mercado, quota de mercado, rentabilidade, retenção, evasão,
        cancelamento, cancelamentos, rotatividade, renovação, renovações, ticket médio, doações, inadimplência,
        desperdício, pedidos, consumo, ticket, desconto, descontos, aluguel, aluguéis, renda, inadimplência de,
        carteira, cobrança, fluxo de caixa, ebitda, arr, mrr, arpu, nrr, churn, cac, ltv, dso, taxa de fechamento,
        win rate, pipeline, oportunidades, contratos ganhos, novos clientes, clientes novos, fatia de mercado,
        market share, receita recorrente, receita nova, margem de contribuição, refugo, perda, perdas, quebra,
        energia, água, kwh, emissões, resíduos, estoque, giro de estoque, dívida, dívidas, prêmios, sinistralidade,
        ocupação, revpar, absenteísmo, horas extras, custo por, economia de, doações arrecadadas, fundos, recursos
        captados, captação, financiamento, rodada, patrocínio, matrículas, matrícula, evasão de, turnover, ruptura,
        rupturas, ruptura de estoque, arrecadação, liquidez, reembolsos, prazo médio de recebimento, quota,
        participação no mercado, portabilidade""",
}

BEHAVIOUR = {
    "en": """adoption, usage, use of, activation, conversion, convert, engagement, dau, mau, wau, active user,
        daily active, weekly active, monthly active, sign up, signup, registration, enrolment, enrollment, login,
        session duration, visit, visitor, traffic, pageview, page view, view, click, click through, clickthrough,
        ctr, open rate, download, install, follower, subscriber, subscription, upvote, retweet, lead, mql, sql,
        mqls, sqls, opportunity, trial, referral, repeat purchase, repurchase, attendance, attendee, participation,
        applicant, application received, offer acceptance, acceptance rate, response rate, reply rate, bounce rate,
        no show, drop off, dropout, abandonment, cart abandonment, completion rate, checkout completion, task
        completion, self service, self serve, time on site, watch time, readership, contribution, contributor,
        backlink, organic search, search ranking, share of voice, impression, brand awareness, awareness, footfall,
        ridership, readmission, vaccination rate, phishing click, uptake, stickiness, feature adoption, purchase,
        transaction, demo request, inbound, sign in, opt in, unsubscribe, repeat customer, repeat visit, walk in,
        turnout, graduation, graduation rate, literacy, show rate, share, mention, submission, re engagement,
        reengagement, customers won, logo, new logo, star, visibility, findability, hba1c, mortality, infection,
        injury, accident, weight, absenteeism, absence, sick day, saves, play, stream, listen, loan,
        library loan, homework, hand in, submission by, swap, return visitor, returning visitor, weekly use, daily
        use, self booking, repeat order, reorder, re order, second order, second purchase, cancellation, dropouts,
        no shows, opt out, opt ins, waitlist, waiting list sign up, pre order, preorder, wishlist, playtime, session
        length, read depth, listening time, viewing time, screen time, comment, reply, quote in, coverage in the
        press, press coverage, earned, talk time, turnover of visitors, recall, unaided, brand recall, unaided
        recall, top of mind, search volume, ranking, rank, keyword, upvotes, forum answer, pull request from,
        external contribution, first time contributor, vote, petition signature, signature, vaccination, screening,
        adherence, compliance of patients, hand hygiene, recycling, sorting, cycling, modal share, ride share,
        blood donor, blood donation, exclusive breastfeeding, survival, relapse, reoffending, employment, job
        placement, school attendance, attainment, reading age, proficiency, exam result, grade, progression, re
        enrolment, retention in care, first choice, application per place, conversion to, trial start, redemption,
        coupon redemption, self report, near miss, report of, suggestion, idea submitted, improvement idea, internal
        move, internal application, promotion from within, referral hire, referral share, adoption of, use of the,
        take up, take rate, opt in rate, attach, upsell rate, repeat rate, second visit, return visit, revisit,
        frequency of purchase, visits per, dwell time, time in app, minutes per, average session,
        completion, course completion, module completion by learners, finish rate, watch rate, read rate, click to
        open, deliverability, unsubscribe rate, list growth, waitlist signups, applications, application rate,
        applicants per, interview show, offer accept, internal mobility, promotion rate, early leavers, regretted,
        stay rate, length of tenure, first year, attendance rate, punctual attendance, truancy, exclusion, reading
        level, pass marks, exam passes, literacy rate, volunteering, volunteer hours, donor retention, repeat donor,
        gift size, membership renewal, library visit, museum visit, park visit, bus trip, passenger, passenger trip,
        ridership per, cycling trip, car trip, trips by, blood pressure control, smoking, quit rate, screening
        uptake, medication, falls, length of stay for, no show rate, did not attend, self referral, early diagnosis,
        breastfeeding, bmi, survival rate, relapse rate, crime, reoffending rate, complaints upheld, calls to, calls
        about, password reset calls, contacts, contact rate, repeat contacts, tickets about, queries about, chats
        per, self serve rate, deflected contacts, portal use, app use, system use, tool use, platform use, active
        teams, active workspaces, seats used, licences used, queries run, dashboards viewed by""",
    "de": """*nutzung, *nutzungsrate, *nutzer, *akzeptanz, *aktivierung, *konversion*, conversion*, *öffnungsrate,
        *klickrate, *besuche, *besucher, *zugriffe, *anmeldung, *anmeldungen, *registrierung*, *abonnent,
        *abonnenten, abonenn*, abonnent*, *follower, *teilnehmer, *teilnehmende, *teilnehmenden, *beteiligung,
        *wiederkauf*, *wiederkehr*, *empfehlung*, *weiterempfehlung*, *bewerbungen, *bewerber, *sichtbarkeit,
        *bekanntheit, *downloads, *abbrüche, *abbruchrate, *reichweite, *bestellungen, *abschlussrate,
        *krankenstand, *unfälle, *verweildauer, *leads, *teilnahmequote, *klicks, *aufrufe, *impressionen,
        *sitzungen je nutzer, *rückgabe, *rückkehrer, *wiederkäufer, *käufer, *anteil der kunden, *teilnahme,
        *teilnahmen, *anmeldequote, *annahmequote, *annahmen, *bewerbung, *mitglieder, *weiterempfehlungsqoute,
        *nutzerzahl*, *besucherzahl*, *fahrgastzahl*, *fahrgäste, *ausleihen, *ausleihe, *einlösung*, *einlösequote,
        *impfquote, *meldequote, *vorsorge, *wahlbeteiligung, *durchimpfung, *bekanntheitsgrad, *markenbekanntheit,
        *erinnerung, *abbruch, *abbrecher, *absagen, *no-show*, *stornierungen, *stornoquote, *stornos,
        *abmeldungen, *kundenanrufe, *kontakte, *kontaktquote, *durchfallquote, *bestehensquote, *erfolgsquote,
        *lesekompetenz, *infektionen, *stürze, *komplikationen, *wiedereinweisungen, *unfallzahlen,
        *verkehrsunfälle, *bürgerbeteiligung, *selbstbedienung, *self-checkout, *kassiervorgänge, *vorbestellungen,
        *probefahrten, *testversionen, *kommentare, *erwähnungen, *presseberichte, *einreichungen,
        *verbesserungsvorschläge""",
    "es": """adopción, uso, activación, conversión, conversiones, participación, registros, registro de usuarios,
        altas, visitas, visitantes, tráfico, clics, descargas, seguidores, suscriptores, suscripciones, clientes
        potenciales, asistencia, asistentes, tasa de apertura, referidos, recomendaciones, compras repetidas,
        recompra, candidaturas, usuarios activos, accidentes, absentismo, reconocimiento de marca, notoriedad, clic,
        ctr, tasa de clic, inscritos, inscripciones, registrados, usuarios, sesiones por, tiempo en, minutos de,
        reproducciones, escuchas, préstamos, compras, compra, recurrencia, recurrentes, retorno, abandono de
        carrito, no show, no shows, cancelan, reservas, reserva directa, canje, canjes, adherencia, vacunación,
        cobertura vacunal, tamizaje, reciclaje, recuerdo, recuerdo de marca, menciones, comentarios, posiciones en
        google, ranking, suscritos, mql, mqls, sql, leads, solicitudes, postulaciones, permanencia escolar,
        aprobados, aprobación de alumnos, deserción, deserción escolar, asistencia escolar, graduación, titulados,
        empleo, inserción laboral, reincidencia, infecciones, caídas de pacientes, reingresos, mortalidad,
        accidentes laborales, siniestros viales, usuarios recurrentes, participantes activos, votantes,
        autoservicio, pedidos repetidos, ideas propuestas, sugerencias, reportes de, domiciliaciones, pasajeros,
        afluencia, espectadores, audiencia, finalización de cursos, tasa de finalización, cancelaciones de cita""",
    "fr": """adoption, utilisation, activation, conversion, conversions, participation, inscription, inscriptions,
        visites, visiteurs, trafic, clics, téléchargements, abonnés, abonnements, prospects, fréquentation, taux d
        ouverture, recommandations, réachat, candidatures, utilisateurs actifs, notoriété, accidents, absentéisme,
        taux de clic, abandon, abandons, clic, ctr, inscrits, sessions par, temps passé, minutes de, écoutes, vues,
        prêts, achats, achat, récurrence, retour des clients, abandon de panier, no show, réservations, réservation
        directe, adhésion, adhésions, observance, vaccination, couverture vaccinale, dépistage, tri, recyclage,
        souvenir, mentions, commentaires, position sur google, classement, mql, leads, demandes de démo, candidats,
        assiduité, réussite, taux de réussite, décrochage, diplômés, emploi, insertion, récidive, infections,
        chutes, réhospitalisations, réadmissions, mortalité, accidents du travail, accidents de la route, usagers
        actifs, votants, libre service, commandes répétées, idées proposées, suggestions, signalements, voyageurs,
        affluence, spectateurs, audience, parrainages, annulations, désistements, participants actifs, connexions,
        recrues par cooptation""",
    "pt": """adoção, uso, utilização, ativação, conversão, conversões, engajamento, participação, cadastros,
        inscrições, visitas, visitantes, tráfego, cliques, downloads, seguidores, assinantes, assinaturas, leads,
        presença, taxa de abertura, indicações, recompra, candidaturas, usuários ativos, acidentes, absenteísmo,
        reconhecimento de marca, notoriedade, clique, ctr, taxa de clique, inscritos, cadastrados, usuários, sessões
        por, tempo de tela, tempo de uso, minutos de, reproduções, visualizações, empréstimos, compras, compra,
        recorrência, recorrentes, retorno, abandono de carrinho, abandono, no show, no shows, reservas, reserva
        direta, resgates, adesão, adesões, aderência, vacinação, cobertura vacinal, rastreamento, reciclagem,
        lembrança, lembrança de marca, menções, comentários, posição no google, ranking, mql, mqls, sql,
        solicitações, candidatos, permanência, aprovação dos alunos, taxa de aprovação, frequência escolar, evasão
        escolar, formatura, emprego, empregabilidade, reincidência, infecções, quedas de pacientes, reinternações,
        readmissões, mortalidade, acidentes de trabalho, acidentes de trânsito, participantes ativos,
        autoatendimento, pedidos repetidos, ideias enviadas, sugestões, relatos de, passageiros, público,
        espectadores, audiência, instalações do app, downloads do app, logins, acessos""",
}

SENTIMENT = {
    "en": """nps, enps, csat, ces, satisfaction, satisfied, satisfactory, net promoter, promoter, happiness,
        sentiment, pulse score, employee engagement, engagement score, trust, confidence score, rating, star rating,
        app store rating, five star, 5 star, review score, hcahps, perception, ease of use, usability score, effort
        score, loyalty, reputation, morale, wellbeing, well being, belonging, stress, customer feedback score,
        positive feedback, testimonial, customer review, review rating, product market fit, recognition score,
        glassdoor, fit score, positive experience, productivity rating, complaint, happy, happier, rated, rate us,
        agreed by, feel safe, feeling, felt, recommend, recommendation score, would recommend, likelihood to
        recommend, stakeholder score, survey score, pulse, index of trust, confidence, pride, welcome, trustpilot,
        g2, capterra, booking score, yelp, star, stars, appreciation, sus score, sus, usability, difficulty,
        frustration, rage click, rage tap, happiness score, on call happiness, employer rating, kununu, love,
        delighted, unhappy, anxiety, pain score, quality of life, perceived, guest score, loyal, punctual""",
    "de": """*zufriedenheit, zufrieden*, *bewertung, *bewertungen, *weiterempfehlungsrate, *stimmung, *beschwerde,
        *beschwerden, *reklamation, *reklamationen, *vertrauen, *wohlbefinden, *zufridenheit, *score, *note,
        *schulnote, nps, enps, csat, *sterne, *befragung, *umfragewert*, *vertrauenswert, *betriebsklima,
        *arbeitsklima, *empfehlungsbereitschaft, *weiterempfehlungsquote, *weiterempfehlung, *rating, trustpilot,
        kununu*, *lob, *kundenstimmen, *sicherheitsgefühl, *belastung, *stress*, *identifikation, *motivation,
        *commitment, *attraktivität, *image, *lebensqualität, *schmerz*, *wertschätzung, *kundenbewertung*""",
    "es": """satisfacción, satisfechos, clima laboral, valoración, puntuación de los clientes, quejas,
        reclamaciones, queja, confianza, índice de recomendación, bienestar, nps, enps, csat, ces, nota, nota media,
        calificación, calificación media, estrellas, rating, trustpilot, reseñas, opiniones, compromiso, clima,
        orgullo, percepción, recomendaría, recomendarían, satisfecho, satisfecha, contentos, felices, confían,
        sienten, encuesta de satisfacción, puntuación, lealtad, fidelidad, calidad percibida, calidad de vida,
        dolor, estrés, sensación, reputación, valoran, compromiso del equipo, satisfacción laboral""",
    "fr": """satisfaction, satisfaits, satisfait, note moyenne, plaintes, réclamations, confiance, bien être, avis
        clients, nps, enps, csat, ces, note, notes, étoiles, trustpilot, avis, engagement, climat social, fierté,
        perception, recommanderaient, recommande, contents, heureux, ressenti, baromètre, score, indice de
        satisfaction, loyauté, fidélité, qualité perçue, qualité de vie, douleur, stress, sentiment, réputation,
        satisfaite, satisfaites, mécontents, insatisfaits, appréciation""",
    "pt": """satisfação, satisfeitos, satisfeitas, avaliação média, nota média, reclamações, queixas, confiança,
        bem estar, clima organizacional, nps, enps, csat, ces, nota, notas, estrelas, trustpilot, reclame aqui,
        engajamento dos colaboradores, clima, orgulho, percepção, recomendariam, recomendaria, contentes, felizes,
        sentimento, pesquisa de clima, pontuação, lealdade, fidelidade, qualidade percebida, qualidade de vida, dor,
        estresse, reputação, avaliação, avaliações, satisfeito, satisfeita, insatisfeitos, favorabilidade""",
}

TABLES = {"business": BUSINESS, "behaviour": BEHAVIOUR, "sentiment": SENTIMENT}
