"""The words and numbers from which key results are made; places in braces are filled in."""

from dataclasses import dataclass

from domain.vocabulary import Control, Exemption, Indicator, Label, Measure

RISES, FALLS, DONE = Measure.INCREASE, Measure.DECREASE, Measure.MILESTONE
LEAST, MOST, BETWEEN = Measure.STAY_AT_LEAST, Measure.STAY_AT_MOST, Measure.STAY_BETWEEN


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of key result: its words, where its number starts and by which share it should change."""

    title: str
    measure: Measure
    unit: str = ""
    start: tuple[float, float] = (0, 0)
    change: tuple[float, float] = (0, 0)
    decimals: int = 0
    label: Label = Label.OUTCOME
    indicator: Indicator = Indicator.LEADING
    control: Control = Control.INFLUENCED
    exemption: Exemption = Exemption.NONE


def _result(
    title: str, measure: Measure, unit: str, start: tuple[float, float], change: tuple[float, float]
) -> Pattern:
    ends = Indicator.LAGGING, Control.LAGGING_RESULT
    return Pattern(title, measure, unit, start, change, 0, Label.OUTCOME, *ends)


def _made(title: str, unit: str, least: int, most: int) -> Pattern:
    control = Control.CONTROLLABLE
    return Pattern(title, RISES, unit, (0, 0), (least, most), 0, Label.OUTPUT, Indicator.LEADING, control)


def _step(title: str, exemption: Exemption = Exemption.NONE) -> Pattern:
    ends = Label.OUTPUT, Indicator.LEADING, Control.CONTROLLABLE, exemption
    return Pattern(title, DONE, "", (0, 0), (0, 0), 1, *ends)


def _limit(title: str, measure: Measure, unit: str, start: tuple[float, float], decimals: int = 1) -> Pattern:
    ends = Label.OUTCOME, Indicator.LAGGING, Control.INFLUENCED, Exemption.GUARDRAIL
    return Pattern(title, measure, unit, start, (0, 0), decimals, *ends)


def _question(title: str, unit: str) -> Pattern:
    ends = Label.OUTPUT, Indicator.LEADING, Control.CONTROLLABLE, Exemption.BASELINE
    return Pattern(title, Measure.BASELINE, unit, (5, 60), (0, 0), 1, *ends)


OUTCOMES = (
    Pattern("Share of {who} who come back within a month", RISES, "%", (22, 48), (0.15, 0.4), 1),
    Pattern("Share of {who} who finish what they began", RISES, "%", (35, 66), (0.1, 0.35), 1),
    Pattern("{Who} who recommend us to others", RISES, "%", (20, 45), (0.1, 0.5), 1),
    Pattern("Satisfaction of {who} after a contact", RISES, "points", (3.4, 4.1), (0.05, 0.12), 2),
    Pattern("{Who} who use the service every week", RISES, "%", (12, 40), (0.15, 0.6), 1),
    Pattern("{Who} who find the answer without help", RISES, "%", (30, 55), (0.1, 0.4), 1),
    Pattern("Time that {who} wait for an answer", FALLS, "hours", (6, 30), (-0.6, -0.2), 1),
    Pattern("Time from first contact to first use for {who}", FALLS, "days", (8, 40), (-0.6, -0.25), 1),
    Pattern("Complaints per 1,000 orders from {who} {where}", FALLS, "complaints", (8, 40), (-0.5, -0.2), 1),
    Pattern("{Who} who give up before the last step", FALLS, "%", (20, 55), (-0.5, -0.15), 1),
    Pattern("Orders {where} that arrive late", FALLS, "%", (7, 22), (-0.6, -0.2), 1),
    Pattern("Errors that {who} run into per 1,000 visits", FALLS, "errors", (4, 25), (-0.7, -0.3), 1),
    Pattern("Candidates {where} who accept our offer", RISES, "%", (48, 70), (0.1, 0.3), 1),
    Pattern("Colleagues {where} who leave within a year", FALLS, "%", (12, 28), (-0.5, -0.2), 1),
    Pattern("Colleagues {where} who rate their week as good", RISES, "%", (50, 70), (0.08, 0.25), 1),
    Pattern("Repairs {where} that hold for a month", RISES, "%", (70, 86), (0.05, 0.15), 1),
    Pattern("Energy used per order {where}", FALLS, "kWh", (1.2, 4.5), (-0.3, -0.1), 2),
    Pattern("{Who} who switch to the cheaper tariff by themselves", RISES, "%", (5, 25), (0.3, 1.2), 1),
    _result("Monthly revenue from {who} {where}", RISES, "€", (20000, 400000), (0.08, 0.3)),
    _result("Contracts that {who} renew {where}", RISES, "contracts", (40, 300), (0.1, 0.3)),
    _result("Cost per order {where}", FALLS, "€", (9, 60), (-0.35, -0.12)),
    _result("Number of paying {who} {where}", RISES, "accounts", (200, 6000), (0.08, 0.4)),
    _result("Value of goods returned by {who}", FALLS, "€", (8000, 90000), (-0.45, -0.15)),
)
OUTPUTS = (
    _made("Publish {n} guides for {who}", "guides", 6, 40),
    _made("Run {n} interviews with {who}", "interviews", 8, 40),
    _made("Train {n} colleagues {where}", "colleagues", 10, 120),
    _made("Ship {n} improvements to the page for {who}", "improvements", 5, 25),
    _made("Write {n} automated tests for orders {where}", "tests", 40, 400),
    _made("Hold {n} workshops {where}", "workshops", 4, 20),
    _made("Visit {n} sites {where}", "visits", 6, 40),
    _made("Move {n} services to the new platform", "services", 5, 30),
    _made("Contact {n} {who} {where}", "contacts", 50, 600),
    _made("Send {n} newsletters to {who}", "newsletters", 4, 12),
    _made("Redesign {n} screens for {who}", "screens", 6, 40),
    _made("Translate {n} pages for {who}", "pages", 10, 90),
)
STEPS = (
    _step("Launch the new portal for {who}"),
    _step("Open the site {where}"),
    _step("Replace the booking system {where}"),
    _step("Deliver the pricing concept for {who}"),
    _step("Roll out the planning tool {where}"),
    _step("Release the mobile app for {who}"),
    _step("Hire the crew {where}"),
)
LIMITS = (
    _limit("Service is available {where} for at least the agreed share of time", LEAST, "%", (97, 99.5), 2),
    _limit("Orders {where} without a fault stay above the floor", LEAST, "%", (88, 97)),
    _limit("Accidents per 100 colleagues {where} stay below the limit", MOST, "accidents", (1, 3)),
    _limit("Budget used {where} stays at or below plan", MOST, "%", (95, 102)),
    _limit("Stock {where} stays in the agreed range", BETWEEN, "weeks", (3, 5)),
    _limit("Utilisation {where} stays in the healthy range", BETWEEN, "%", (68, 78)),
)
QUESTIONS = (
    _question("Find out how many {who} give up on the phone", "%"),
    _question("Find out what share of {who} use more than one service", "%"),
    _question("Measure for the first time how long {who} wait {where}", "minutes"),
    _step("Pass the yearly safety audit {where}", Exemption.COMPLIANCE),
    _step("Close the findings of the data protection audit {where}", Exemption.COMPLIANCE),
)
