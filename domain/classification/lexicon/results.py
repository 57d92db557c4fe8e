"""Result metrics: what people outside the team do, get or feel, and what the business gets."""

BUSINESS = {
    "en": """revenue, sale, arr, mrr, nrr, ndr, grr, acv, tcv, ebitda, ebit, profit, profitability, margin, cost,
        spend, spending, expense, saving, cac, ltv, clv, cltv, arpu, arpa, aov, gmv, cogs, roi, roas,
        roe, run rate, market share, share of wallet, pipeline, booking, deal, deal size, contract
        value, average order value, order value, basket size, win rate, cash flow, cash, burn rate,
        burn, runway, cpa, cpl, cpc, upsell, cross sell, renewal, churn, attrition, turnover, retention,
        retained, income, donation, grant funding, funds raised, funding, financing, dso, days sales
        outstanding, receivable, a r, inventory turn, stock turn, shrinkage, overhead, breakeven, break
        even, price realisation, price realization, yield, billing, utilisation of beds, occupancy,
        sales cycle, quota, quota attainment, customer lifetime value, payback, inventory, working
        capital, debt, tenure, stockout, stock out, order volume, sales growth, waste, emission, co2,
        energy consumption, footprint, contracts signed, bill, unit economics, penetration, loss, write
        off, writeoff, overtime, headcount cost, fine, penalty, refund, chargeback, premium, loan,
        default rate, sold, customer count, upsells""",
    "de": """*umsatz, umsatz*, *ertrag, ertrag*, *erträge, *gewinn, *marge, *kosten, kosten*, *aufwand, *aufwände,
        *einsparung*, *absatz, *marktanteil, marktanteil, *abwanderung*, *kündigung*, *fluktuation*,
        *bindung, *rendite, rentabilität, rentab*, *auftragseingang, *aufträge, *auftrag, *neugeschäft,
        *spenden, *liquidität, *budgetabweichung, *verrechenbarkeit, verrechenbar*, *auslastung,
        *stundensatz, *stundensätze, *neukunde, *neukunden, *abschlussquote, *warenkorb, *erlös*,
        *deckungsbeitrag, *ausschuss, *verbrauch, *lagerbestand, *verkäufe, *einnahmen, *buchungen,
        *ausgaben, *emissionen, *absprungrate, *wiederkaufsrate, *kundenbindung, *austritte, *provision*""",
    "es": """ingreso, ingresos, venta, ventas, facturación, beneficio, beneficios, margen, márgenes, coste, costes,
        costo, costos, gasto, gastos, ahorro, ahorros, cuota de mercado, rentabilidad, retención,
        abandono, rotación, bajas, renovación, renovaciones, ticket medio, embudo, donaciones, deuda,
        cancelación, cancelaciones, morosidad, desperdicio, pedidos, consumo""",
    "fr": """chiffre d affaires, revenu, revenus, vente, ventes, bénéfice, marge, marges, coût, coûts, dépense,
        dépenses, économies, part de marché, rentabilité, rétention, fidélisation, attrition,
        désabonnement, renouvellement, renouvellements, panier moyen, dons, trésorerie, impayés,
        résiliation, résiliations, commandes, gaspillage, consommation""",
    "pt": """receita, receitas, faturamento, faturação, venda, vendas, lucro, margem, custo, custos, despesa,
        despesas, economia, participação de mercado, quota de mercado, rentabilidade, retenção, evasão,
        cancelamento, cancelamentos, rotatividade, renovação, renovações, ticket médio, doações,
        inadimplência, desperdício, pedidos, consumo""",
}

BEHAVIOUR = {
    "en": """adoption, usage, use of, activation, conversion, convert, engagement, dau, mau, wau, active user, daily
        active, weekly active, monthly active, sign up, signup, registration, enrolment, enrollment,
        login, session duration, visit, visitor, traffic, pageview, page view, view, click, click
        through, clickthrough, ctr, open rate, download, install, follower, subscriber, subscription,
        upvote, retweet, lead, mql, sql, mqls, sqls, opportunity, trial, referral, repeat purchase,
        repurchase, attendance, attendee, participation, applicant, application received, offer
        acceptance, acceptance rate, response rate, reply rate, bounce rate, no show, drop off, dropout,
        abandonment, cart abandonment, completion rate, checkout completion, task completion, self
        service, self serve, time on site, watch time, readership, contribution, contributor, backlink,
        organic search, search ranking, share of voice, impression, brand awareness, awareness,
        footfall, ridership, readmission, vaccination rate, phishing click, uptake, stickiness, feature
        adoption, purchase, transaction, demo request, inbound, sign in, opt in, unsubscribe, repeat
        customer, repeat visit, walk in, turnout, graduation, graduation rate, literacy, show rate,
        share, mention, submission, re engagement, reengagement, customers won, logo, new logo, star,
        visibility, findability, hba1c, mortality, infection, injury, accident, weight, absenteeism,
        absence, sick day""",
    "de": """*nutzung, *nutzungsrate, *nutzer, *akzeptanz, *aktivierung, *konversion*, conversion*, *öffnungsrate,
        *klickrate, *besuche, *besucher, *zugriffe, *anmeldung, *anmeldungen, *registrierung*,
        *abonnent, *abonnenten, abonenn*, abonnent*, *follower, *teilnehmer, *teilnehmende,
        *teilnehmenden, *beteiligung, *wiederkauf*, *wiederkehr*, *empfehlung*, *weiterempfehlung*,
        *bewerbungen, *bewerber, *sichtbarkeit, *bekanntheit, *downloads, *abbrüche, *abbruchrate,
        *reichweite, *bestellungen, *abschlussrate, *krankenstand, *unfälle, *verweildauer, *leads,
        *teilnahmequote""",
    "es": """adopción, uso, activación, conversión, conversiones, participación, registros, registro de usuarios,
        altas, visitas, visitantes, tráfico, clics, descargas, seguidores, suscriptores, suscripciones,
        clientes potenciales, asistencia, asistentes, tasa de apertura, referidos, recomendaciones,
        compras repetidas, recompra, candidaturas, usuarios activos, accidentes, absentismo,
        reconocimiento de marca, notoriedad""",
    "fr": """adoption, utilisation, activation, conversion, conversions, participation, inscription, inscriptions,
        visites, visiteurs, trafic, clics, téléchargements, abonnés, abonnements, prospects,
        fréquentation, taux d ouverture, recommandations, réachat, candidatures, utilisateurs actifs,
        notoriété, accidents, absentéisme, taux de clic, abandon, abandons""",
    "pt": """adoção, uso, utilização, ativação, conversão, conversões, engajamento, participação, cadastros,
        inscrições, visitas, visitantes, tráfego, cliques, downloads, seguidores, assinantes,
        assinaturas, leads, presença, taxa de abertura, indicações, recompra, candidaturas, usuários
        ativos, acidentes, absenteísmo, reconhecimento de marca, notoriedade""",
}

SENTIMENT = {
    "en": """nps, enps, csat, ces, satisfaction, satisfied, satisfactory, net promoter, promoter, happiness,
        sentiment, pulse score, employee engagement, engagement score, trust, confidence score, rating,
        star rating, app store rating, five star, 5 star, review score, hcahps, perception, ease of use,
        usability score, effort score, loyalty, reputation, morale, wellbeing, well being, belonging,
        stress, customer feedback score, positive feedback, testimonial, customer review, review rating,
        product market fit, recognition score, glassdoor, fit score, positive experience, productivity
        rating, complaint""",
    "de": """*zufriedenheit, zufrieden*, *bewertung, *bewertungen, *weiterempfehlungsrate, *stimmung, *beschwerde,
        *beschwerden, *reklamation, *reklamationen, *vertrauen, *wohlbefinden""",
    "es": """satisfacción, satisfechos, clima laboral, valoración, puntuación de los clientes, quejas, reclamaciones,
        queja, confianza, índice de recomendación, bienestar""",
    "fr": """satisfaction, satisfaits, satisfait, note moyenne, plaintes, réclamations, confiance, bien être, avis
        clients""",
    "pt": """satisfação, satisfeitos, satisfeitas, avaliação média, nota média, reclamações, queixas, confiança, bem
        estar, clima organizacional""",
}

TABLES = {"business": BUSINESS, "behaviour": BEHAVIOUR, "sentiment": SENTIMENT}
