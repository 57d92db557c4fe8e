"""What each signal weighs and how it is told to a reader."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One named signal: its weight in log odds (positive speaks for outcome), its words, the subtype it hints at."""

    weight: float
    words: str
    subtype: str = ""


RULES = {
    "make": Rule(-2.0, "“{}” names something the team makes or finishes", "deliverable"),
    "act": Rule(-2.0, "“{}” is work the team does itself", "activity"),
    "state": Rule(-2.0, "“{}” says that something of ours is done", "milestone"),
    "change": Rule(1.0, "“{}” asks for a change in a number"),
    "reach": Rule(0.3, "“{}” asks for a level, not a task"),
    "win": Rule(1.8, "“{}”: somebody outside the team has to say yes", "behaviour"),
    "business": Rule(1.8, "“{}” is a business result", "business_result"),
    "behaviour": Rule(1.6, "“{}” is something people choose to do", "behaviour"),
    "sentiment": Rule(1.8, "“{}” is how people feel about it", "sentiment"),
    "service": Rule(1.3, "“{}” is quality or speed that somebody experiences", "service_level"),
    "process": Rule(1.5, "“{}” is how long or how smoothly a process runs", "process"),
    "trouble": Rule(1.5, "“{}”: less trouble for those who meet it", "quality"),
    "own": Rule(-3.6, "“{}” is a number that only the team's own work moves", "coverage"),
    "mentioned": Rule(0.3, "“{}” is only mentioned, not promised"),
    "people_do": Rule(2.0, "“{}”: people outside the team act", "adoption"),
    "staff_do": Rule(1.0, "“{}”: colleagues choose to act", "adoption"),
    "people": Rule(1.0, "“{}” are the people it is about"),
    "trained": Rule(-2.4, "“{}” counts who was trained or given access", "coverage"),
    "deliverable": Rule(-1.2, "“{}” is a thing the team makes", "deliverable"),
    "activity": Rule(-1.3, "“{}” is an activity, not what comes of it", "activity"),
    "milestone": Rule(-1.8, "“{}” is a milestone, reached or not", "milestone"),
    "learn": Rule(-1.0, "“{}” asks to find something out first", "learning"),
    "head": Rule(0.7, "“{}” measures something"),
    "from_to": Rule(1.1, "“{}” says from where to where"),
    "limit": Rule(0.5, "“{}” sets a limit to keep"),
    "percent": Rule(0.3, "“{}” is a share or a relative change"),
    "money": Rule(0.8, "“{}” is an amount of money"),
    "duration": Rule(0.6, "“{}” is a length of time to keep to"),
    "whole": Rule(-0.7, "“{}” asks for all of our own things"),
    "measured_purpose": Rule(3.4, "“{}” promises a measured result beside the work"),
    "no_number": Rule(-0.3, "There is no number to check it by"),
    "voluntary": Rule(1.5, "“{}”: they act because they want to", "adoption"),
    "by_us": Rule(-1.5, "“{}”: we do it, or make others do it", "coverage"),
    "by_others": Rule(1.8, "“{}”: people outside the team do it", "adoption"),
    "stock": Rule(-1.5, "“{}” counts things of our own", "coverage"),
    "before": Rule(0.6, "“{}” says where the number stood before"),
    "none_left": Rule(1.0, "“{}” asks that something bad no longer happens", "quality"),
    "measure_milestone": Rule(-1.2, "The measure is done or not done", "milestone"),
    "measure_baseline": Rule(-1.5, "The measure is to find out a number first", "learning"),
    "measure_decrease": Rule(0.6, "The measure is a number that should fall"),
    "measure_stay": Rule(0.4, "The measure is a level to keep"),
    "unit_result": Rule(0.5, "The unit is money, time or a score"),
    "unit_thing": Rule(-0.9, "The unit counts things the team makes or does"),
    "span": Rule(0.3, "Baseline and target are given"),
}
