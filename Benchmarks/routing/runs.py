"""Runs a solver on one problem and has an outside checker judge the plan."""

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def run(command):
    """Runs a command; returns what it said and the CPU seconds of its process."""
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return said, usage.ru_utime + usage.ru_stime


def solve(args, problem, seed, budget, settings=()):
    """Our plan: the checker's report, with `cpu` seconds, the proved `bound` ("" where none), `driving` and `faults`."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan"
        command = [args.skjuts, "solve", problem.instance, "--rules", problem.rules, *budget, "--seed", seed,
                   "--threads", args.threads, "--output", plan]
        for setting in settings:
            command += ["--setting", setting]
        if problem.limit:
            command += ["--max-ride", problem.limit]
        said, cpu = run(command)
        report = judged(args, problem, plan, said)
        words = said.split("at least ")
        driving = said.split("driving ")[1].split(",")[0] if "driving " in said else None
        return report | {"cpu": cpu, "bound": words[1].split()[0] if len(words) > 1 else "",
                         "driving": driving and float(driving)}


def solve_with_peer(args, problem, seed):
    """PyVRP's plan, likewise; its seconds are processor seconds where ours are."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan"
        clock = Path(__file__).parent / "peer_by_processor.py"
        program = [clock, args.data / "peers"] if args.cpu_seconds else [args.data / "peers" / "solve.py"]
        seconds = args.cpu_seconds or args.seconds
        said, cpu = run([args.peer, *program, "pyvrp", problem.instance, "--seconds", seconds, "--seed", seed, "--out", plan])
        return judged(args, problem, plan, said) | {"cpu": cpu}


def judged(args, problem, plan, said):
    """What the checker says of a plan: `vehicles`, `cost`, `gap` and `best_known` where they are known, `faults`."""
    nothing = {"vehicles": None, "cost": None, "gap": None, "best_known": None}
    if not plan.exists():
        return nothing | {"faults": [said.strip() or "no plan"]}
    checker = args.data / "peers" / ("check.py" if problem.is_classical else "check_sbrp.py")
    rules = [] if problem.is_classical else ["--rules", problem.rules]
    ride = ["--max-ride", str(problem.limit)] if problem.limit else []
    checked = subprocess.run([sys.executable, checker, *rules, *ride, problem.instance, plan], capture_output=True, text=True)
    try:
        report = json.loads(checked.stdout)
    except ValueError:
        return nothing | {"faults": [checked.stderr.strip() or "the checker says nothing"]}
    if problem.is_classical:
        return {"vehicles": report["routes"], "cost": report["cost"], "gap": report["gap_percent"],
                "best_known": report.get("best_known"), "faults": report["errors"]}
    return nothing | {"vehicles": report["buses"], "cost": report.get("length", report.get("total_seconds")),
                      "faults": report["violations"]}


def in_order(jobs, tasks):
    """Runs `tasks`, at most `jobs` at once, and yields their results in order, each as soon as it is there."""
    with ThreadPoolExecutor(jobs) as pool:
        for future in [pool.submit(task) for task in tasks]:
            yield future.result()
