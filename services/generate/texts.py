"""Names, titles and sentences of an invented organisation."""

DEPARTMENTS = (
    *("Sales", "Service", "Delivery", "Products", "Platform", "Finance", "People", "Marketing"),
    *("Operations", "Research", "Partners", "Purchasing", "Sites", "Energy", "Payments", "Quality"),
)
FOCUSES = (
    *("north", "south", "east", "west", "online", "field", "key accounts", "newcomers", "renewals", "tools"),
    *("planning", "insight", "reliability", "growth", "care", "returns", "pricing", "mobile", "training", "safety"),
)
FIRST_NAMES = (
    *("Aino", "Bruno", "Chiara", "Daichi", "Elif", "Farid", "Gudrun", "Hugo", "Ines", "Jakub", "Kamala", "Lars"),
    *("Mirela", "Nils", "Oluchi", "Pavel", "Quynh", "Rania", "Stellan", "Tamar", "Ulrike", "Vikram", "Wanjiru"),
    *("Xavi", "Yara", "Zoltan", "Anouk", "Bence", "Corinne", "Dragan", "Esra", "Finn", "Greta", "Hamza", "Ilse"),
)
LAST_NAMES = (
    *("Abara", "Berglund", "Castellano", "Dvorak", "Eskola", "Fontaine", "Grabowski", "Hoshino", "Ivanov", "Jensen"),
    *("Kaplan", "Lindqvist", "Marchenko", "Nair", "Okoro", "Petrov", "Quiroga", "Rossi", "Sandoval", "Takeda"),
    *("Usman", "Vargas", "Weidner", "Xu", "Yilmaz", "Zielinski", "Almeida", "Brandt", "Corrigan", "Duarte"),
    *("Engel", "Farkas", "Goncalves", "Haddix", "Ionescu", "Joshi", "Kowal"),
)
TITLES = ("Planner", "Analyst", "Engineer", "Designer", "Adviser", "Buyer", "Technician", "Coordinator")
WHO = (
    *("new customers", "small businesses", "schools", "clinics", "families", "students", "landlords", "commuters"),
    *("town councils", "shops", "restaurants", "workshops", "regular customers", "farmers"),
)
WHERE = (
    *("in the north", "in the south", "in the east", "in the west", "in the capital", "on the coast", "abroad"),
    *("in rural areas", "in the new region", "in all regions"),
)
OBJECTIVES = (
    *("{Who} get what they need at the first try", "{Who} {where} come back because they can rely on us"),
    *("Waiting is no longer what {who} remember", "We are the first choice of {who} {where}"),
    *("Orders {where} run without surprises", "{Who} understand what they pay for"),
    *("A fault meets one customer and not ten {where}", "Our people {where} can do their best work"),
    *("{Who} {where} do more by themselves and enjoy it", "Growth {where} pays for itself"),
    *("The service for {who} holds on the busiest day", "{Who} tell others about us"),
    *("The new platform is ready for {who}", "Nothing is lost between two departments {where}"),
    *("We know early what {who} {where} will need", "A modern workplace {where}"),
)
STEP_TITLES = ("Plan agreed", "First version tried with ten people", "Everything in place", "In use everywhere")
WORK = (
    *("Evening shift {where}", "Shorter form for {who}", "Weekly call with {who}", "Second supplier {where}"),
    *("Clear prices for {who}", "Reminder on day three for {who}", "One team for faults {where}"),
    *("Try it with twenty {who}", "Checklist before each delivery {where}", "Training on the job {where}"),
)
BECAUSE = (
    *("most of them stop at the same place", "half of the delay is waiting for us", "nobody told them so far"),
    *("a small test pointed that way", "the busiest hour decides", "the other region did the same and it worked"),
)
REMARKS = (
    *("As planned.", "A quiet week, nothing new.", "The holiday shows in the number.", "Better than last week."),
    *("Two large customers explain most of the change.", "We changed the first step and it shows."),
    *("One supplier was late. It should be back to normal next week.", "Still waiting for the second half."),
    *("Lower than hoped. We talk to five customers on Thursday.", "The new version went live on Tuesday."),
    *("Three colleagues were ill.", "Small step, right direction.", "We do not know yet why it moved."),
)
CORRECTION = "Correction: the first figure left out one region."
OVERRIDES_TO_OUTCOME = (
    *("What counts is what people outside the team do, and how is left open.", "Only customers can move this number."),
)
OVERRIDES_TO_OUTPUT = ("This is our own work, whatever it moves.", "We could finish all of this alone.")
CONCERNS = (
    *("Most of this is what we ship. Who {where} is better off when it is done?", "What will {who} do differently?"),
    *("I count more deliveries than changes here. Which one number would tell us that it worked?",),
    *("If all of this is done and {who} notice nothing, was it worth the quarter?",),
)
REPLIES = (
    *("We saw it as well, and had no number yet. I look for one this week.", "Fair. {Who} would feel the waiting."),
    *("Half of it is work, yes. The other half we can count {where}.", "Let us talk about it on Thursday."),
)
FURTHER = (
    "Thursday is fine.",
    "What does {where} look like in that number today?",
    "Good, take the one you can read weekly.",
)
RESOLUTIONS = ("That is a number worth a quarter. Thank you.", "Better: now {who} stand in the text.", "")
DISMISSALS = (
    *("This quarter it is the move itself that counts.", "A law asks for it {where}, so it stays as it is."),
    *("The outcome stands in the objective of the team above.",),
)
REOPENINGS = ("The text is back to what it was.",)
OLD_TEXTS = ("Launch the new service for {who}", "Finish the project {where}", "Roll out the tool {where}")
