"""Who acts: people whom the team cannot order, its own staff, the team itself, and small connecting words."""

OTHERS = {
    "en": """customer, user, client, patient, citizen, student, pupil, visitor, prospect, candidate, partner, buyer,
        shopper, guest, tenant, resident, member, donor, volunteer, reader, viewer, audience, learner,
        parent, merchant, seller, driver, account, household, company, companies, business, developer,
        contributor, participant, attendee, reseller, distributor, investor, supporter, follower,
        subscriber, beneficiary, family, families, farmer, passenger, rider, consumer, people, trial
        user, school, hospital, clinic, retailer, supplier, applicant, recipient, caller, respondent,
        advertiser, creator, policyholder, borrower, player, fan, voter, commuter, reviewer, newcomer,
        enterprise""",
    "de": """kund*, *kunden, *kundinnen, nutzer*, *nutzer, *nutzende, anwender*, benutzer*, patient*, bürger*,
        schüler*, student*, studier*, besucher*, interessent*, kandidat*, bewerber*, partner*, *partner,
        mitglied*, *mitglieder, spender*, leser*, käufer*, gäste, mieter*, eltern, haushalte, firmen,
        unternehmen, lieferant*, teilnehmer*""",
    "es": """cliente, clientes, usuario, usuarios, paciente, pacientes, ciudadano, ciudadanos, estudiante,
        estudiantes, alumno, alumnos, visitante, candidato, candidatos, socio, socios, miembro,
        miembros, donante, donantes, lector, lectores, comprador, compradores, huéspedes, familias,
        empresas, proveedores, participantes""",
    "fr": """client, clients, utilisateur, utilisateurs, utilisatrices, patient, patients, citoyen, citoyens,
        étudiant, étudiants, élève, élèves, candidat, candidats, partenaire, partenaires, membre,
        membres, donateur, donateurs, lecteur, lecteurs, acheteurs, familles, entreprises, fournisseurs,
        participants, usagers""",
    "pt": """cliente, clientes, usuário, usuários, utilizador, utilizadores, paciente, pacientes, cidadão, cidadãos,
        estudante, estudantes, aluno, alunos, candidato, candidatos, parceiro, parceiros, membro,
        membros, doador, doadores, leitor, leitores, compradores, famílias, empresas, fornecedores,
        participantes""",
}

STAFF = {
    "en": """employee, staff, engineer, manager, team, team member, teammate, rep, sales rep, agent, nurse, doctor,
        teacher, analyst, leader, leadership, colleague, worker, department, division, squad, new hire,
        csm, sdr, ae, sre, designer, physician, clinician, officer, technician, crew, volunteer
        coordinator, executive, director, organisation, organization, everyone, personnel""",
    "de": """mitarbeit*, *mitarbeitende, *mitarbeiter, team, teams, entwickler*, *ingenieure, führungskräfte,
        kolleg*, pflegekräfte, belegschaft, abteilung*, members, lehrkräfte, vorgesetzte, führungskraft""",
    "es": """empleado, empleados, equipo, equipos, ingenieros, gerentes, personal, trabajadores, plantilla,
        colaboradores, directivos, desarrolladores, docentes""",
    "fr": """employé, employés, salarié, salariés, équipe, équipes, ingénieurs, managers, personnel, collaborateurs,
        développeurs, enseignants""",
    "pt": """funcionário, funcionários, equipe, equipa, equipes, engenheiros, gestores, colaboradores, trabalhadores,
        desenvolvedores, professores""",
}

# States that the team itself brings about: "… is shipped", "… are trained".
STATE = {
    "en": """live, ready, functional, closed, resolved, written down, clear to all, in place, in production, up and
        running, available, fixed, operational, trained, compliant, done, online, on board, accessible,
        installed, covered, ga""",
    "de": """live, bereit, fertig, fix, verfügbar, online, geschult, zertifiziert, umgesetzt, aktiv, in produktion""",
    "es": """en producción, listo, lista, operativo, operativa, disponible, formado, formados, capacitados,
        publicado, publicada, implantado, completado, completada, terminado, terminada, lanzado,
        lanzada, firmado, desplegado, desplegada, migrado, migrados""",
    "fr": """en production, prêt, prête, opérationnel, opérationnelle, disponible, formés, formé, terminé, terminée,
        livré, livrée, déployé, déployée, publié, publiée, migré, migrés, lancé, lancée, signé, en ligne""",
    "pt": """em produção, pronto, pronta, operacional, disponível, treinados, treinado, concluído, concluída,
        entregue, implantado, implantada, publicado, publicada, lançado, lançada, migrados, assinado, no
        ar""",
}

TRAINED = {
    "en": """training, trained, certified, course, onboarded, certification, e learning, attend, workshop, briefed,
        signed the policy, have access, has access, one on one, assessment, seminar, drill""",
    "de": """*schulung, *schulungen, geschult, *training, *trainings, *kurs, zertifiziert, *weiterbildung, zugang""",
    "es": """formación, curso, capacitación, formados, capacitados, certificados, acceso""",
    "fr": """formation, formés, cours, certifiés, accès""",
    "pt": """treinamento, formação, curso, treinados, capacitados, certificados, acesso""",
}

# May stand before the verb without changing who acts.
OPENERS = {
    "en": """we, will, to, our, the, a, an, and, successfully, fully, publicly, officially, have, has, must, should,
        shall, can, be, able, continue, i, want, need, also, regularly, consistently, at, least, by,
        end, of, q1, q2, q3, q4, h1, h2, year, quarter, kr, kr1, kr2, kr3, kr4, kr5, key, result,
        further, first, goal, is, this, in, month, ceo, finally, fully, team, next""",
    "de": """wir, wollen, werden, haben, sollen, sind, unser, unsere, unseren, die, der, das, den, ein, eine, einen,
        und, bis, ende, zu, erfolgreich""",
    "es": """vamos, a, queremos, nuestro, nuestra, el, la, los, las, un, una, hemos, debemos, para""",
    "fr": """nous, allons, voulons, notre, nos, le, la, les, un, une, avons, l, devons""",
    "pt": """vamos, queremos, nosso, nossa, o, a, os, as, um, uma, temos, devemos""",
}

PURPOSE = {
    "en": """to, so that, in order to, so, which, that, resulting in, leading to, and thereby, and, while, with""",
    "de": """um, damit, sodass, so dass, und, mit, welche, die""",
    "es": """para, de modo que, y, con, que""",
    "fr": """pour, afin de, afin que, et, avec, qui""",
    "pt": """para, de modo que, e, com, que""",
}

MEANS = {
    "en": """by, through, via, using, thanks to, due to, based on, because of""",
    "de": """durch, indem, mittels, mithilfe, dank""",
    "es": """mediante, a través de, gracias a, por medio de""",
    "fr": """grâce à, au moyen de, par le biais de, via""",
    "pt": """por meio de, através de, graças a, mediante""",
}

TABLES = {
    "others": OTHERS,
    "staff": STAFF,
    "state": STATE,
    "trained": TRAINED,
    "opener": OPENERS,
    "purpose": PURPOSE,
    "means": MEANS,
}
