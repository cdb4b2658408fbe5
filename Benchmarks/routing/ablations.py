"""What each ingredient of the search contributes: six problems of a kind, one ingredient switched off at a time."""

from functools import partial
from statistics import mean

from .problems import problems
from .runs import in_order, solve
from .tables import faults

KINDS = {
    "mixed": {
        "title": "Mixed loads (`park`)",
        "steps": 80_000,
        "problems": [("park", "CSCB06", 5400), ("park", "CSCB08", 5400), ("park", "RSRB07", 2700),
                     ("park", "RSRB03", 2700), ("park", "RSRB05", 5400), ("park", "CSCB04", 2700)],
        "searches": [
            ("all on",),
            ("absence is not counted", "countsAbsence=0"),
            ("ruins do not start at absent requests", "seedsAtBank=0"),
            ("ruins take strings only", "wholeGroups=0"),
            ("ruins take whole school visits only", "wholeGroups=1"),
            ("no whole days in the ruin", "wholeDays=0"),
            ("days never exchange tails", "tailExchanges=0"),
            ("6 requests a ruin instead of 10", "ruinSize=6"),
            ("16 requests a ruin", "ruinSize=16"),
            ("no blinks", "blinkRate=0"),
            ("insertions in random order only", "sortsInsertions=0"),
            ("lanes meet only when one has saved a vehicle", "roundSteps=0"),
            ("no lane goes ahead alone at first", "descentShare=0"),
            ("one lane instead of four", "lanes=1"),
            ("a step may leave any number of absent requests", "longestBank=1000000000"),
            ("no choice among all days at the end", "recombinations=0"),
            ("no last phase for the cost", "polishShare=0"),
        ],
    },
    "fixed": {
        "title": "Fixed bells (`bird-fixed`, `bird-s2`)",
        "steps": 200_000,
        "problems": [("bird-fixed", "RSRB07", 2700), ("bird-fixed", "RSRB08", 5400), ("bird-fixed", "CSCB03", 5400),
                     ("bird-fixed", "CSCB05", 5400), ("bird-fixed", "CSCB08", 2700),
                     ("bird-s2", "S2_050schools_d2d25", None)],
        "searches": [
            ("all on",),
            ("absence is not counted", "countsAbsence=0"),
            ("no whole trips in the ruin", "wholeTrips=0"),
            ("ruins never take whole trips of one school", "schoolRuins=0"),
            ("no relinking before a step", "relinkTrials=0"),
            ("no exact matching of trips", "matchingPeriod=1000000000"),
            ("whole days dissolved, not essential trips", "usesEssentialTrips=0"),
            ("deadheads cost nothing while vehicles are saved", "deadheadWeight=0"),
            ("deadheads cost as much as trips", "deadheadWeight=1"),
            ("ruins do not start at absent requests", "seedsAtBank=0"),
            ("6 stops a ruin instead of 12", "fixedBellRuinSize=6"),
            ("no blinks", "blinkRate=0"),
            ("insertions in random order only", "sortsInsertions=0"),
            ("lanes only share better plans", "fixedBellRoundSteps=0"),
            ("no lane goes ahead alone at first", "descentShare=0"),
            ("one lane instead of four", "lanes=1"),
            ("a step may leave any number of absent requests", "longestBank=1000000000"),
            ("no choice among all days at the end", "recombinations=0"),
            ("no last phase for the cost", "polishShare=0"),
        ],
    },
    "depot": {
        "title": "Tours from a depot (`cvrp`, `vrptw`), gap to the best known in percent",
        "steps": 100_000,
        "problems": [("cvrp", "X-n214-k11", None), ("cvrp", "X-n336-k84", None), ("cvrp", "X-n766-k71", None),
                     ("vrptw", "RC1_4_8", None), ("vrptw", "R2_4_7", None), ("vrptw", "R1_10_5", None)],
        "searches": [
            ("all on",),
            ("changed tours are not polished", "polishes=0"),
            ("moves exchange tails and turn parts round only", "longestPart=0"),
            ("a step never begins with a new tour", "freshTours=0"),
            ("no whole tours in the ruin", "wholeTours=0"),
            ("strings of one client", "longestString=1"),
            ("no blinks", "blinkRate=0"),
            ("20 neighbours instead of 80", "neighbours=20"),
            ("cold from start to end", "hot=0.01"),
        ],
    },
}


def ablations(args):
    """Prints one Markdown table a kind; 1 when some plan broke a rule."""
    wrong = 0
    for name in args.ablations:
        wrong += table(args, **KINDS[name])
    return 1 if wrong else 0


def table(args, title, steps, problems: list, searches):
    steps = args.iterations or steps
    chosen = [find(args, *entry) for entry in problems]
    print(f"\n### {title}\n")
    short = [f"{problem.name}{f' {problem.limit}' if problem.limit else ''}" for problem in chosen]
    print(f"| search | `--setting` | {' | '.join(short)} | {'mean' if chosen[0].is_classical else 'sum'} | {measure(chosen)} | CPU s |")
    print(f"| --- | --- |{' ---: |' * (len(short) + 3)}")
    tasks = [partial(solve, args, problem, seed, ["--iterations", steps], settings)
             for _, *settings in searches for problem in chosen for seed in args.seeds]
    results = in_order(args.jobs, tasks)
    wrong, base = 0, None
    for said, *settings in searches:
        rows = [[next(results) for _ in args.seeds] for _ in chosen]
        reports = [report for row in rows for report in row]
        wrong += faults(reports)
        base = base or rows
        cells = [f"{mean(worth(report, 'gap' if problem.is_classical else 'vehicles') for report in row):{form(problem, args)}}"
                 for problem, row in zip(chosen, rows)]
        print(f"| {said} | {f'`{settings[0]}`' if settings else ''} | {' | '.join(cells)} | {total(chosen, rows, args)} "
              f"| {second(chosen, rows, base)} | {sum(report['cpu'] for report in reports) / len(args.seeds):.0f} |", flush=True)
    seeds = f"seed{'s' if len(args.seeds) > 1 else ''} {', '.join(map(str, args.seeds))}"
    print(f"\n{seeds}, {steps} steps a problem, {args.threads} thread{'s' if args.threads > 1 else ''}, {wrong} faults", flush=True)
    return wrong


def find(args, rules, name, limit):
    return next(problem for problem in problems([rules], args.data, [name]) if problem.limit == limit)


def worth(report, key):
    """A figure of a run; infinite where there is no plan, so that a lost plan is never taken for a good one."""
    return float("inf") if report[key] is None else report[key]


def form(problem, args):
    return ".2f" if problem.is_classical else "g" if len(args.seeds) == 1 else ".1f"


def measure(chosen):
    return "vehicles" if chosen[0].is_classical else "driving"


def total(chosen, rows, args):
    """Vehicles of all six, or the mean gap; means over the seeds."""
    if chosen[0].is_classical:
        return f"{mean(worth(report, 'gap') for row in rows for report in row):.2f}"
    return f"{sum(mean(worth(report, 'vehicles') for report in row) for row in rows):{form(chosen[0], args)}}"


def second(chosen, rows, base):
    """The vehicles of a depot table; else the driven seconds against those of the first search, in percent."""
    if chosen[0].is_classical:
        return f"{sum(mean(worth(report, 'vehicles') for report in row) for row in rows):.0f}"
    driven, first = (sum(worth(report, "driving") for row in table for report in row) for table in (rows, base))
    return f"{100 * (driven / first - 1):+.1f} %" if rows is not base else "0"
