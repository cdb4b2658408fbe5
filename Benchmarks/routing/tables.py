"""The tables of results, in Markdown, and the smoke test."""

import json
from functools import partial
from pathlib import Path
from statistics import mean

from .problems import CLASSICAL, Problem, problems
from .runs import in_order, solve, solve_with_peer

# Steps and the most buses (or the largest gap) that may be needed: what this code reached, measured with this command.
SMOKE = json.loads((Path(__file__).parent.parent / "smoke.json").read_text())


def budget(args, problem):
    """The budget of our program, as it is said on its command line."""
    if args.iterations:
        return ["--iterations", args.iterations]
    if args.cpu_seconds:
        return ["--cpu-seconds", args.cpu_seconds]
    return ["--seconds", args.large_seconds if args.large_seconds and problem.is_large else args.seconds]


def described(args):
    """What all runs of a table had in common."""
    amount = (f"{args.iterations} steps" if args.iterations
              else f"{args.cpu_seconds:g} CPU s" if args.cpu_seconds else f"{args.seconds:g} s")
    seeds = ", ".join(map(str, args.seeds))
    return (f"seed{'s' if len(args.seeds) > 1 else ''} {seeds}, {args.threads} thread{'s' if args.threads > 1 else ''}, "
            f"{amount} a problem and seed, {args.jobs} at once")


def number(values, digits=None):
    """The mean of `values` as text: with `digits`, or whole where all are equal and whole; "-" where one is missing."""
    if not values or any(value is None for value in values):
        return "-"
    middle = mean(values)
    if digits is not None:
        return f"{middle:.{digits}f}"
    return f"{middle:g}" if len(set(values)) == 1 else f"{middle:.1f}"


def of(reports, key):
    return [report[key] for report in reports]


def found(problem, reports):
    """What the set counts: buses, buses and seconds, or length; the mean over the seeds."""
    if problem.rules == "lewis":
        return f"{number(of(reports, 'vehicles'))} / {number(of(reports, 'cost'), 0)}"
    return number(of(reports, "cost"), 2) if problem.rules == "schittekat" else number(of(reports, "vehicles"))


def faults(reports):
    return sum(len(report["faults"]) for report in reports)


def bound(reports):
    """The best of what was proved with any seed; bounds hold for all of them."""
    return max((int(report["bound"]) for report in reports if report["bound"]), default="")


def runs(args, chosen):
    """Each problem with our reports and the peer's, one a seed. Program and peer take turns, so that where seconds are
    the wall's both get the same share of the machine."""
    tasks = []
    for problem in chosen:
        for seed in args.seeds:
            tasks.append(partial(solve, args, problem, seed, budget(args, problem), args.setting))
            if has_peer(args, problem):
                tasks.append(partial(solve_with_peer, args, problem, seed))
    results = in_order(args.jobs, tasks)
    for problem in chosen:
        ours, theirs = [], []
        for _ in args.seeds:
            ours.append(next(results))
            if has_peer(args, problem):
                theirs.append(next(results))
        yield problem, ours, theirs


def has_peer(args, problem):
    return bool(args.peer) and problem.rules in ("cvrp", "vrptw")


def school_table(args, sets):
    print("| set | problem | ride s | best published | found | proved bound | CPU s | violations |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    totals, wrong = {}, 0
    for problem, reports, _ in runs(args, list(problems(sets, args.data, args.only))):
        wrong += faults(reports)
        print(f"| {problem.rules} | {problem.name} | {problem.limit or ''} | {problem.best} | {found(problem, reports)} "
              f"| {bound(reports)} | {number(of(reports, 'cpu'), 0)} | {faults(reports)} |", flush=True)
        if isinstance(problem.best, int) and None not in of(reports, "vehicles"):
            totals.setdefault(problem.rules, []).append((problem.best, of(reports, "vehicles")))
    for rules, rows in totals.items():
        published, seeds = sum(best for best, _ in rows), [sum(counts) for counts in zip(*(ours for _, ours in rows))]
        each = f"; by seed {', '.join(map(str, seeds))}" if len(seeds) > 1 else ""
        print(f"\n{rules}: {number(seeds)} buses, best published {published} ({100 * (mean(seeds) / published - 1):+.1f} %){each}")
    print(f"\n{described(args)}")
    return 1 if wrong else 0


def classical_table(args, sets):
    print("| set | problem | best known | found | vehicles | at least | gap % | CPU s | PyVRP gap % | CPU s | errors |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    gaps, wrong = {}, 0
    for problem, ours, theirs in runs(args, list(problems(sets, args.data, args.only))):
        wrong += faults(ours)
        beside = f"{number(of(theirs, 'gap'), 2)} | {number(of(theirs, 'cpu'), 0)}" if theirs else " | "
        print(f"| {problem.rules} | {problem.name} | {ours[0]['best_known'] or '-'} | {number(of(ours, 'cost'), 1)} "
              f"| {number(of(ours, 'vehicles'))} | {bound(ours)} | {number(of(ours, 'gap'), 2)} | {number(of(ours, 'cpu'), 0)} "
              f"| {beside} | {faults(ours)} |", flush=True)
        for said in (fault for report in theirs for fault in report["faults"]):
            print(f"PyVRP on {problem.name}: {said}", flush=True)
        if None not in of(ours, "gap"):
            gaps.setdefault(problem.rules, []).append((of(ours, "gap"), of(theirs, "gap")))
    for rules, rows in gaps.items():
        print(f"\n{rules}: {gap_line([ours for ours, _ in rows])} over {len(rows)} problems")
        both = [(ours, theirs) for ours, theirs in rows if theirs and None not in theirs]
        if both:
            print(f"{rules}, the {len(both)} where PyVRP ran: {gap_line([ours for ours, _ in both])}; "
                  f"PyVRP {gap_line([theirs for _, theirs in both])}")
    print(f"\n{described(args)}")
    return 1 if wrong else 0


def gap_line(rows):
    """The mean gap over problems and seeds, and that of each seed."""
    seeds = [mean(column) for column in zip(*rows)]
    each = f" (by seed {', '.join(f'{gap:.2f}' for gap in seeds)})" if len(seeds) > 1 else ""
    return f"mean gap {mean(seeds):.2f} %{each}"


def smoke(args):
    lost = 0
    for case in SMOKE:
        classical = case["rules"] in CLASSICAL
        folder = Path(case["rules"]) if classical else Path("sbrp") / case["folder"]
        problem = Problem(case["rules"], args.data / "instances" / folder / case["instance"], case.get("max_ride"))
        report = solve(args, problem, args.seeds[0], ["--iterations", case["iterations"]])
        key, most, unit = ("gap", case["gap"], "% over the best known") if classical else ("vehicles", case["buses"], "buses")
        fine = report[key] is not None and report[key] <= most and not report["faults"]
        lost += not fine
        print(f"{'ok  ' if fine else 'LOST'} {problem.rules} {case['instance']} {problem.limit or ''}: {report[key]} {unit}, "
              f"at most {most} expected, {len(report['faults'])} faults", flush=True)
    return 1 if lost else 0
